package gazette

import (
	"cmp"
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
	Holidays, InLieuDays, Workdays map[holidays.Date]json.RawMessage // of chinese-days, a witness
	isWitness                      bool
}

// readDataset reads JSON without judging whether its days make a notice. A working day may be an ordinary Monday to Friday, as
// one is in the file of 2020.
func readDataset(name, content string) (d dataset, all days, err error) {
	if err := json.Unmarshal([]byte(content), &d); err != nil {
		return d, nil, whole(name, badJSON, strings.TrimPrefix(err.Error(), "holidays: "))
	}
	d.isWitness = d.Holidays != nil || d.Workdays != nil
	if !d.isWitness && (d.Year == 0 || len(d.Days) == 0) {
		return d, nil, whole(name, badJSON, fmt.Sprintf("year %d, %d days", d.Year, len(d.Days)))
	}
	all = days{}
	for i, day := range d.Days {
		festival := day.Name
		if names, rest := cutFestivals(evenLine(day.Name)); rest == "" {
			festival = strings.Join(names, "、")
		}
		_, named := all[day.Date]
		switch {
		case day.Date.IsZero() || day.IsOffDay == nil:
			return d, nil, whole(name, badJSON, fmt.Sprintf("days[%d]: name, date, isOffDay", i))
		case holidays.NoticeYear(day.Date) != d.Year:
			return d, nil, whole(name, outOfYear, day.Date, d.Year)
		case named:
			return d, nil, whole(name, offAndWorked, day.Date)
		}
		all[day.Date] = said{kindOf(day.Date, !*day.IsOffDay), festival}
	}
	for i, dates := range [...]map[holidays.Date]json.RawMessage{d.Holidays, d.InLieuDays, d.Workdays} {
		for date := range dates {
			if !all.agree(date, i == 2) {
				return d, nil, whole(name, offAndWorked, date)
			}
		}
	}
	return d, all, nil
}

// kindOf returns the kind of a day that a data set has as off or as worked.
func kindOf(d holidays.Date, works bool) holidays.Kind {
	switch {
	case !works:
		return holidays.Holiday
	case isWeekend(d):
		return holidays.Makeup
	}
	return holidays.Workday
}

// agree takes a day as off or as worked, and reports whether that is what is said of it already, if anything is.
func (all days) agree(d holidays.Date, works bool) bool {
	old, named := all[d]
	all[d] = said{kind: kindOf(d, works)}
	return !named || old.kind == all[d].kind
}

// parseHolidayCN makes one notice of a file of holiday-cn.
func parseHolidayCN(name, content string) (n holidays.Notice, r Reading, err error) {
	d, all, err := readDataset(name, content)
	if err == nil && d.isWitness {
		err = whole(name, isWitness, "chinese-days JSON")
	}
	if err != nil {
		return n, r, err
	}
	n = holidays.Notice{Title: fmt.Sprintf("holiday-cn %d", d.Year), Year: d.Year, Spans: all.declared().spans()}
	if papers := len(d.Papers); papers > 0 {
		n.URL = d.Papers[papers-1]
		if papers > 1 {
			n.Title += fmt.Sprintf(", merged from %d papers", papers)
		}
	}
	return n, Reading{Form: HolidayCN, Copies: 1}, nil
}

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
	if err := checkSpans(n); err != nil {
		return err
	}
	content, _ := decode(data)
	content = strings.TrimSpace(content)
	var (
		says days
		err  error
	)
	switch {
	case strings.HasPrefix(content, "BEGIN:VCALENDAR"):
		says, err = readICS(name, content)
	case strings.HasPrefix(content, "{"):
		_, says, err = readDataset(name, content)
	default:
		err = whole(name, noWitness)
	}
	if err != nil {
		return err
	}
	isSilent := true
	for d := range says {
		isSilent = isSilent && (holidays.NoticeYear(d) != n.Year || d.Year() != n.Year)
	}
	if isSilent {
		return refused(name, silent, n.Year)
	}
	arranged := days{}.lay(n.Spans)
	for d := holidays.NewDate(n.Year-1, time.December, 25); holidays.NoticeYear(d) == n.Year; d = d.AddDays(1) {
		_, named := arranged[d]
		switch works := arranged.kind(d).IsWorkday(); {
		case n.Amends != "" && !named || works == says.kind(d).IsWorkday():
		case works:
			return refused("", onlyNotice, cmp.Or(n.Number, n.Title), name, d)
		default:
			return refused("", onlyWitness, cmp.Or(n.Number, n.Title), name, d)
		}
	}
	return nil
}

var (
	property  = shape(`(?m)^([A-Z-]+)(?:;[^:\n]*)?:(.*?)\r?$`)
	worksMark = shape(`班|工作日|WORK(?:ING )?DAY`)
	offMark   = shape(`休|放假|HOLIDAY`)
)

// readICS reads the events of a calendar that say of their days that they are off or worked. Other events, such as a
// festival without a mark, say nothing.
func readICS(name, content string) (days, error) {
	all := days{}
	content = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "").Replace(content)
	for _, text := range strings.Split(content, "BEGIN:VEVENT")[1:] {
		event := map[string]string{}
		for _, m := range property().FindAllStringSubmatch(strings.ToUpper(text), -1) {
			event[m[1]] = m[2]
		}
		if !all.add(event) {
			return nil, whole(name, badEvent, short(event["SUMMARY"]))
		}
	}
	if len(all) == 0 {
		return nil, whole(name, noWitness)
	}
	return all, nil
}

// add takes the days of one event, and reports whether it is certain what it says.
func (all days) add(event map[string]string) bool {
	mark, summary := event["X-APPLE-SPECIAL-DAY"], event["SUMMARY"]
	works, off := mark == "ALTERNATE-WORKDAY", mark == "WORK-HOLIDAY"
	if mark == "" {
		if works = worksMark().MatchString(summary); works {
			summary = strings.ReplaceAll(summary, "调休", "") // 调休上班
		}
		off = offMark().MatchString(summary)
	}
	first, ok := icsDate(event["DTSTART"])
	last, lastOK := icsDate(event["DTEND"])
	if last.After(first) { // the end is exclusive
		last = last.AddDays(-1)
	} else if event["DTEND"] == "" {
		last, lastOK = first, true
	}
	switch {
	case works == off:
		return !works && mark == "" // it says nothing
	case !ok || !lastOK || last.Before(first) || last.DaysSince(first) > 31:
		return false
	case event["RRULE"] != "", event["DURATION"] != "" && event["DURATION"] != "P1D":
		return false
	}
	agreed := true
	for d := first; !d.After(last); d = d.AddDays(1) {
		agreed = all.agree(d, works) && agreed
	}
	return agreed
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
