package gazette

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A dataset is a year's file of holiday-cn (github.com/NateScarlet/holiday-cn), the data set that most tools use, or the JSON of
// chinese-days (github.com/vsme/chinese-days), which has many years. A file of holiday-cn is one notice here, even where it
// merges a year's notice with amendments.
type dataset struct {
	Year   int
	Papers []string
	Days   []struct {
		Name     string
		Date     holidays.Date
		IsOffDay *bool
	}
	Holidays, InLieuDays, Workdays map[holidays.Date]json.RawMessage // of chinese-days
}

func (d *dataset) isChineseDays() bool { return d.Holidays != nil || d.Workdays != nil }

// readDataset reads JSON without judging whether its days make a notice.
func readDataset(name, content string) (d dataset, err error) {
	if err := json.Unmarshal([]byte(content), &d); err != nil {
		return d, whole(name, badJSON, strings.TrimPrefix(err.Error(), "holidays: "))
	}
	switch {
	case d.isChineseDays():
		return d, nil
	case d.Year == 0 || d.Days == nil:
		return d, whole(name, badJSON, "{…}")
	case len(d.Days) == 0:
		return d, whole(name, noDays, d.Year)
	}
	named := map[holidays.Date]bool{}
	for i, day := range d.Days {
		switch {
		case day.Date.IsZero() || day.IsOffDay == nil:
			return d, whole(name, badJSON, fmt.Sprintf("days[%d]: name, date, isOffDay", i))
		case named[day.Date]:
			return d, whole(name, offAndWorked, day.Date)
		case holidays.NoticeYear(day.Date) != d.Year:
			return d, whole(name, outOfYear, day.Date, d.Year)
		}
		named[day.Date] = true
	}
	return d, nil
}

// parseHolidayCN makes one notice of a file of holiday-cn. A working day that is an ordinary Monday to Friday, as the file of
// 2020 has one, declares nothing.
func parseHolidayCN(name, content string) (holidays.Notice, Reading, error) {
	d, err := readDataset(name, content)
	if err == nil && d.isChineseDays() {
		err = whole(name, isWitness, "chinese-days JSON")
	}
	if err != nil {
		return holidays.Notice{}, Reading{}, err
	}
	all := days{}
	for _, day := range d.Days {
		festival := day.Name
		if names, rest := cutFestivals(evenLine(day.Name)); rest == "" {
			festival = strings.Join(names, "、")
		}
		if *day.IsOffDay {
			all[day.Date] = said{holidays.Holiday, festival}
		} else if isWeekend(day.Date) {
			all[day.Date] = said{holidays.Makeup, festival}
		}
	}
	n := holidays.Notice{Title: fmt.Sprintf("holiday-cn %d", d.Year), Year: d.Year, Spans: all.spans()}
	if papers := len(d.Papers); papers > 0 {
		n.URL = d.Papers[papers-1]
		if papers > 1 {
			n.Title += fmt.Sprintf(", merged from %d papers", papers)
		}
	}
	return n, Reading{Form: HolidayCN, Copies: 1}, nil
}

// A witness is what a second source says: of each day it names, whether it is worked.
type witness map[holidays.Date]bool

// Agree compares a notice with a second source, a witness: a year's JSON of holiday-cn, the JSON of chinese-days, or a
// calendar in ICS, such as Apple's, whose events are marked by X-APPLE-SPECIAL-DAY or by 班 and 休 in their summaries. The
// name is that of the witness; it appears in errors.
//
// Of a year's notice, every day from 25 December of the year before to 24 December must be worked in both or off in both,
// where a day that the witness does not name is an ordinary one. Of an amendment, the days it names must agree. A witness
// that says nothing about the year is an error, as is one that cannot be read. The error of a disagreement names both and
// the first day on which they differ. A witness is never a source: Agree changes nothing.
func Agree(n holidays.Notice, name string, data []byte) error {
	if len(data) > maxBytes {
		return whole(name, tooLong, len(data), maxBytes)
	}
	content, _ := decode(data)
	w, err := readWitness(name, strings.TrimSpace(content))
	if err != nil {
		return err
	}
	isSilent := true
	for d := range w {
		isSilent = isSilent && (holidays.NoticeYear(d) != n.Year || d.Year() != n.Year)
	}
	if isSilent {
		return refused(name, silent, n.Year)
	}
	kinds := days{}.lay(n.Spans)
	for d := holidays.NewDate(n.Year-1, time.December, 25); holidays.NoticeYear(d) == n.Year; d = d.AddDays(1) {
		says, named := w[d]
		if !named {
			says = !isWeekend(d)
		}
		_, arranged := kinds[d]
		switch works := kinds.kind(d).IsWorkday(); {
		case n.Amends != "" && !arranged || works == says:
		case works:
			return refused("", onlyNotice, label(n), name, d)
		default:
			return refused("", onlyWitness, label(n), name, d)
		}
	}
	return nil
}

// label names a notice in errors.
func label(n holidays.Notice) string {
	if n.Number != "" {
		return n.Number
	}
	return n.Title
}

func readWitness(name, content string) (witness, error) {
	w := witness{}
	switch {
	case strings.HasPrefix(content, "BEGIN:VCALENDAR"):
		return readICS(name, content)
	case !strings.HasPrefix(content, "{"):
		return nil, whole(name, noWitness)
	}
	d, err := readDataset(name, content)
	if err != nil {
		return nil, err
	}
	for _, day := range d.Days {
		w[day.Date] = !*day.IsOffDay
	}
	for i, dates := range [...]map[holidays.Date]json.RawMessage{d.Holidays, d.InLieuDays, d.Workdays} {
		for date := range dates {
			if err := w.say(date, i == 2); err != nil {
				err.name = name
				return nil, err.syntax()
			}
		}
	}
	return w, nil
}

// say takes a day, which may be named more than once.
func (w witness) say(d holidays.Date, works bool) *refusal {
	if old, named := w[d]; named && old != works {
		return &refusal{problem: offAndWorked, values: []any{d}}
	}
	w[d] = works
	return nil
}

// readICS reads the events of a calendar that say of their days that they are off or worked. Other events, such as a
// festival without a mark, say nothing.
func readICS(name, content string) (witness, error) {
	w := witness{}
	content = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "").Replace(content)
	var event map[string]string
	for line := range strings.Lines(content) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		property, _, _ := strings.Cut(strings.ToUpper(key), ";")
		switch {
		case property == "BEGIN" && value == "VEVENT":
			event = map[string]string{}
		case property == "END" && value == "VEVENT":
			if err := w.add(event); err != nil {
				err.name = name
				return nil, err.syntax()
			}
			event = nil
		case event != nil:
			event[property] = value
		}
	}
	if len(w) == 0 {
		return nil, whole(name, noWitness)
	}
	return w, nil
}

var (
	worksMark = shape(`班|工作日|WORK(?:ING )?DAY`)
	offMark   = shape(`休|放假|HOLIDAY`)
)

// add takes the days of one event.
func (w witness) add(event map[string]string) *refusal {
	refused := func(p problem, value string) *refusal { return &refusal{problem: p, values: []any{short(value)}} }
	mark, summary := strings.ToUpper(event["X-APPLE-SPECIAL-DAY"]), event["SUMMARY"]
	works, off := mark == "ALTERNATE-WORKDAY", mark == "WORK-HOLIDAY"
	if mark == "" {
		bare := strings.ToUpper(summary)
		if works = worksMark().MatchString(bare); works {
			bare = strings.ReplaceAll(bare, "调休", "") // 调休上班
		}
		off = offMark().MatchString(bare)
	}
	first, ok := icsDate(event["DTSTART"])
	last, lastOK := icsDate(event["DTEND"])
	if last.After(first) { // the end is exclusive
		last = last.AddDays(-1)
	} else if event["DTEND"] == "" {
		last, lastOK = first, true
	}
	switch {
	case works == off && (works || mark != ""):
		return refused(badEvent, summary+mark)
	case works == off:
		return nil
	case !ok || !lastOK || last.Before(first) || last.DaysSince(first) > 31 || event["RRULE"] != "", event["DURATION"] != "" && event["DURATION"] != "P1D":
		return refused(badEvent, summary)
	}
	for d := first; !d.After(last); d = d.AddDays(1) {
		if err := w.say(d, works); err != nil {
			return err
		}
	}
	return nil
}

// icsDate reads 20260101, and the day of 20260101T000000 in its own zone. An instant in UTC is read as of Beijing.
func icsDate(value string) (holidays.Date, bool) {
	if at, err := time.Parse("20060102T150405Z", value); err == nil {
		return holidays.DateInBeijing(at), true
	}
	day, _, _ := strings.Cut(value, "T")
	at, err := time.Parse("20060102", day)
	return holidays.NewDate(at.Date()), err == nil
}

// short shows a value in an error, in full unless it is very long.
func short(s string) string {
	const most = 80
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strings.ToValidUTF8(s, "")
}
