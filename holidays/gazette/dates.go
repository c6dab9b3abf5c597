package gazette

import (
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A written is a date as written: year and month are 0 where they are left to the context.
type written struct {
	place
	year, month, day int
	behind           []string // weekdays, festivals and days of the lunar calendar, mostly in brackets
	broken           bool     // a line ends between its digits
}

const (
	dayPattern   = `(?:(?:{year}年)?{n}月)?{n}日`
	notesPattern = `((?:（[^（）]{1,120}）|(?:周|星期)[日一二三四五六天])*)`
)

var (
	dayShape    = shape(`^` + dayPattern + notesPattern)
	listGoesOn  = shape(`^[、和及][0-9]`)
	rangeGoesOn = shape(`^[至到—][0-9]`)
	weekday     = shape(`^(?:周|星期)([日一二三四五六天])$`)
	// lunarDay is a day of the Chinese calendar (农历) or a festival, as brackets behind a date have it.
	lunarDay = shape(`^即?(?:农历)?(?:({festival})(?:当日|当天|假期)?|(?:(正|冬|腊|[一二三四五六七八九]|十[一二]?)月|大年)?((?:初|[二三]?十|廿)[一二三四五六七八九十]?))$`)
)

// date reads 2026年1月1日（周四）, of which year, month and brackets may be missing.
func (r *reader) date() (w written, err error) {
	start := r.pos
	m := r.match(dayShape)
	if m == nil || m[1] != "" && number(m[1]) == 0 || m[2] != "" && number(m[2]) == 0 { // 0 is what is left out
		return w, r.fail(start, wantDate)
	}
	w = written{place{start, r.pos}, number(m[1]), number(m[2]), number(m[3]), nil, strings.Contains(m[0], "\n")}
	if strings.HasPrefix(r.rest(), "（") {
		return w, r.fail(start, unknownBrackets, r.clauseAt(r.pos))
	}
	w.behind = strings.FieldsFunc(m[4], func(c rune) bool { return strings.ContainsRune("（），、", c) })
	return w, nil
}

// dates reads days: dates and ranges of them, joined by 、 or 和. All of them must come after one another, because a day
// written without its month takes that of the one before it.
func (r *reader) dates() (all []holidays.Date, err error) {
	for previous := (holidays.Date{}); ; previous = all[len(all)-1] {
		from, err := r.date()
		if err != nil {
			return nil, err
		}
		to, isRange := from, rangeGoesOn().MatchString(r.window())
		if isRange {
			r.take("至", "到", "—")
			if to, err = r.date(); err != nil {
				return nil, err
			}
			if from.year == 0 && from.month == 12 && to.month == 1 && (to.year == 0 || to.year == r.heading.year) {
				from.year = r.heading.year - 1 // 12月30日至2019年1月1日 can only begin in 2018
			}
		}
		first, err := r.resolve(from, previous, holidays.Date{})
		last := first
		if err == nil && isRange {
			last, err = r.resolve(to, first, first)
		}
		if err != nil {
			return nil, err
		}
		for d := first; !d.After(last); d = d.AddDays(1) {
			all = append(all, d)
		}
		if !listGoesOn().MatchString(r.window()) {
			return all, nil
		}
		r.take("、", "和", "及")
	}
}

// resolve finds the day that a written date means, which must come after the one before it. Without its month it takes that of
// the day before it in the list, or the only month that the item has named so far; without its year it lies in the notice's,
// December excepted: there the last days of the year before are arranged too, so only an item that has named one of them
// leaves no doubt. What stands behind the date is compared with it; two lunar days are those of the range.
func (r *reader) resolve(w written, previous, first holidays.Date) (holidays.Date, error) {
	year, month := w.year, w.month
	switch {
	case month == 0 && !previous.IsZero():
		year, month = previous.Year(), int(previous.Month())
	case month == 0 && r.item.month <= 0:
		return holidays.Date{}, r.fail(w.start, uncertainMonth, w.day)
	case month == 0:
		year, month = r.item.month/100, r.item.month%100
	case year == 0 && month == 12 && !r.item.december:
		return holidays.Date{}, r.fail(w.start, whichDecember, r.heading.year-1, w.day, r.heading.year)
	case year == 0 && month == 12:
		year = r.heading.year - 1
	case year == 0:
		year = r.heading.year
	}
	d := holidays.NewDate(year, time.Month(month), w.day)
	switch {
	case d.IsZero():
		return d, r.fail(w.start, noSuchDay, year, month, w.day)
	case holidays.NoticeYear(d) != r.heading.year:
		return d, r.fail(w.start, outOfYear, d, r.heading.year)
	case !previous.IsZero() && !d.After(previous):
		return d, r.fail(w.start, notAfter, d, previous)
	}
	weekdays := 0
	for _, note := range w.behind {
		if m := weekday().FindStringSubmatch(note); m != nil {
			if want := weekdayOf(d); strings.Replace(m[1], "天", "日", 1) != want {
				return d, r.fail(w.start, wrongWeekday, d, want, m[1])
			}
			weekdays++
			continue
		}
		from, to, isRange := strings.Cut(strings.ReplaceAll(note, "—", "至"), "至")
		if !isRange {
			from, to = to, from
		}
		switch {
		case !lunarDay().MatchString(to) || isRange && from != "" && !lunarDay().MatchString(from):
			return d, r.fail(w.start, unknownBrackets, note)
		case !r.canBe(to, d) || isRange && (first.IsZero() || from != "" && !r.canBe(from, first)):
			return d, r.fail(w.start, wrongLunar, d, note)
		}
		r.reading.Lunar++
	}
	r.reading.Weekdays += weekdays
	r.sure[d] = r.sure[d] || weekdays > 0
	r.loose = r.loose || w.broken && weekdays == 0
	r.item.december = r.item.december || d.Year() < r.heading.year
	if month = d.Year()*100 + int(d.Month()); r.item.month != 0 && r.item.month != month {
		month = -1
	}
	r.item.month = month
	return d, nil
}

// weekdayOf returns the last character of a weekday's name.
func weekdayOf(d holidays.Date) string { return string([]rune("日一二三四五六")[d.Weekday()]) }

// canBe reports whether a date can be a festival or a day of the lunar calendar. The last month of a lunar year has 29 or 30
// days; of the other months those of a festival are known.
func (r *reader) canBe(note string, d holidays.Date) bool {
	m := lunarDay().FindStringSubmatch(note)
	spring := r.festivalDay("春节")
	if m == nil || spring.IsZero() {
		return false
	}
	written, month, day := m[1], m[2], number(m[3])
	switch {
	case written == "除夕":
		return d == spring.AddDays(-1)
	case written != "":
		return d == r.festivalDay(festivalOf(written))
	case month == "" && day >= 20, month == "腊", month == "十二":
		return d == spring.AddDays(day-30) || d == spring.AddDays(day-31)
	}
	anchor := map[string]struct {
		festival string
		day      int
	}{"": {"春节", 1}, "正": {"春节", 1}, "一": {"春节", 1}, "五": {"端午节", 5}, "八": {"中秋节", 15}}[month]
	festival := r.festivalDay(anchor.festival)
	return !festival.IsZero() && d == festival.AddDays(day-anchor.day)
}

// fromEve holds the versions of the statute, and whether the first statutory day of 春节 is the day before it, 除夕.
var fromEve = map[string]bool{"国务院令第270号": false, "国务院令第513号": true, "国务院令第644号": false, "国务院令第795号": true}

// festivalDay returns a festival's own day, such as 初一 of 春节 and 1 May, the zero Date if it is not known.
func (r *reader) festivalDay(name string) holidays.Date {
	for _, day := range holidays.StatutoryDays(r.heading.year) {
		eve, known := fromEve[day.Source]
		switch {
		case day.Name != name:
		case name == "春节" && !known:
			return holidays.Date{}
		case name == "春节" && eve:
			return day.Date.AddDays(1)
		default:
			return day.Date
		}
	}
	return holidays.Date{}
}

func newDate(year, month, day string) holidays.Date {
	return holidays.NewDate(number(year), time.Month(number(month)), number(day))
}
