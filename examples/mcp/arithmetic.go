package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

type addIn struct {
	Date string `json:"date" jsonschema:"the day to count from, itself not counted, YYYY-MM-DD"`
	N    int    `json:"n" jsonschema:"number of working days; negative: back"`
	Lang string `json:"lang,omitempty" jsonschema:"language of texts: en (default) or zh"`
}

type addOut struct {
	Date    string   `json:"date"`
	Weekday string   `json:"weekday"`
	Basis   string   `json:"basis" jsonschema:"a bare count rests on no provision"`
	Caveats []caveat `json:"caveats" jsonschema:"what could move the date"`
	grounds
}

const bareCount = "none: a bare count of working days; due_date applies a provision"

func (d desk) addWorkingDays(in addIn) (string, addOut, error) {
	lang := language(in.Lang)
	from, err := holidays.ParseDate(in.Date)
	if err != nil {
		return "", addOut{}, err
	}
	date, err := d.calendar.Add(from, in.N)
	estimated, err := estimatedFrom(err)
	if err != nil {
		return "", addOut{}, err
	}
	out := addOut{date.String(), lang.Weekday(date.Weekday()), bareCount, d.caveats(estimated, lang), d.grounds(estimated, d.noticesOf(from, date), lang)}
	return fmt.Sprintf(deadline.Text{EN: "%s (%s).",
		ZH: "%s（%s）。"}.In(lang), out.Date, out.Weekday) + inWords(estimated, lang), out, nil
}

type countIn struct {
	After   string `json:"after" jsonschema:"the day that is not counted, YYYY-MM-DD"`
	Through string `json:"through" jsonschema:"the last day counted, YYYY-MM-DD"`
	Lang    string `json:"lang,omitempty" jsonschema:"language of texts: en (default) or zh"`
}

type countOut struct {
	WorkingDays int      `json:"working_days" jsonschema:"negative when through is before after"`
	Basis       string   `json:"basis" jsonschema:"a bare count rests on no provision"`
	Caveats     []caveat `json:"caveats" jsonschema:"what could change the number"`
	grounds
}

func (d desk) countWorkingDays(in countIn) (string, countOut, error) {
	lang := language(in.Lang)
	after, err := holidays.ParseDate(in.After)
	if err != nil {
		return "", countOut{}, err
	}
	through, err := holidays.ParseDate(in.Through)
	if err != nil {
		return "", countOut{}, err
	}
	n, err := d.calendar.Count(after, through)
	estimated, err := estimatedFrom(err)
	if err != nil {
		return "", countOut{}, err
	}
	out := countOut{n, bareCount, d.caveats(estimated, lang), d.grounds(estimated, d.noticesOf(after, through), lang)}
	text := deadline.Text{EN: "%d working days after %v, up to and including %v.", ZH: "%[2]v之后至%[3]v（含）共%[1]d个工作日。"}.In(lang)
	return fmt.Sprintf(text, n, after, through) + inWords(estimated, lang), out, nil
}

type dayIn struct {
	Date string `json:"date" jsonschema:"YYYY-MM-DD"`
	Lang string `json:"lang,omitempty" jsonschema:"language of texts: en (default) or zh"`
}

type dayOut struct {
	Date      string   `json:"date"`
	Weekday   string   `json:"weekday"`
	IsWorkday bool     `json:"is_workday"`
	Kind      string   `json:"kind" jsonschema:"workday, weekend, holiday or makeup"`
	Name      string   `json:"name,omitempty" jsonschema:"festival"`
	Statutory bool     `json:"statutory" jsonschema:"off by the statute itself (法定节假日)"`
	Settled   bool     `json:"settled" jsonschema:"false: estimated, because the notice is not loaded"`
	Basis     string   `json:"basis" jsonschema:"the notice, the layer or the statute that makes the day what it is; empty for an ordinary day"`
	Caveats   []caveat `json:"caveats" jsonschema:"what could change the day"`
	grounds
}

func (d desk) day(in dayIn) (string, dayOut, error) {
	lang := language(in.Lang)
	date, err := holidays.ParseDate(in.Date)
	if err != nil {
		return "", dayOut{}, err
	}
	if _, err := d.calendar.Add(date, 0); err != nil {
		return "", dayOut{}, err
	}
	day := d.calendar.Day(date)
	var estimated holidays.Date
	if !day.Settled {
		estimated = date
	}
	out := dayOut{
		date.String(), lang.Weekday(date.Weekday()), day.Kind.IsWorkday(), day.Kind.String(), day.Name, day.Statutory, day.Settled, day.Source,
		d.caveats(estimated, lang), d.grounds(estimated, d.noticesOf(date, date), lang),
	}
	text := deadline.Text{EN: "%v (%s): %s.", ZH: "%v（%s）：%s。"}.In(lang)
	return fmt.Sprintf(text, date, out.Weekday, kinds[day.Kind].In(lang)) + inWords(estimated, lang), out, nil
}

var kinds = map[holidays.Kind]deadline.Text{
	holidays.Workday: {EN: "a working day", ZH: "工作日"},
	holidays.Weekend: {EN: "a weekend, not a working day", ZH: "周末，不是工作日"},
	holidays.Holiday: {EN: "a day off, not a working day", ZH: "放假，不是工作日"},
	holidays.Makeup:  {EN: "a make-up working day", ZH: "调休上班，是工作日"},
}

// estimatedFrom takes a provisional error apart: the first estimated day instead of the error.
func estimatedFrom(err error) (holidays.Date, error) {
	var provisional *holidays.ProvisionalError
	if errors.As(err, &provisional) {
		return provisional.From, nil
	}
	return holidays.Date{}, err
}

// caveats are those of a count: the days that no notice settles, and the layers.
func (d desk) caveats(estimated holidays.Date, lang deadline.Language) []caveat {
	list := []caveat{}
	if !estimated.IsZero() {
		list = append(list, caveat{"provisional", strings.TrimSpace(inWords(estimated, lang))})
	}
	if d.calendar.Base() != d.calendar {
		list = append(list, caveat{"local_days", deadline.Text{
			EN: "The calendar has the days of a region or a company; no provision says whether they or the national ones count.",
			ZH: "日历含地区或者单位的安排；以该安排还是全国安排为准，没有条文明确。"}.In(lang)})
	}
	return list
}

// inWords says that an answer is provisional; "" if it is not.
func inWords(estimated holidays.Date, lang deadline.Language) string {
	if estimated.IsZero() {
		return ""
	}
	return fmt.Sprintf(deadline.Text{EN: " PROVISIONAL: the notice for %d is not loaded; the days from %v on are estimated.",
		ZH: "暂定：%d年的放假通知尚未载入，自%v起的日期为估计。"}.In(lang),
		holidays.NoticeYear(estimated), estimated)
}

// noticesOf are the notices for the years from one day to another, in either order, and the layers.
func (d desk) noticesOf(a, b holidays.Date) (used []holidays.Notice) {
	if b.Before(a) {
		a, b = b, a
	}
	for _, n := range d.calendar.Notices() {
		if n.Year == 0 || n.Year >= holidays.NoticeYear(a) && n.Year <= holidays.NoticeYear(b) {
			used = append(used, n)
		}
	}
	return used
}
