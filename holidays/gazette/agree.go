package gazette

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

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
		return whole(name, tooLong, "%d bytes; want at most %d", len(data), maxBytes)
	}
	content, _, err := decode(data)
	if err != nil {
		return whole(name, notText, "%v", err)
	}
	w, err := readWitness(name, strings.TrimSpace(content))
	if err != nil {
		return err
	}
	about := 0
	for d := range w {
		if holidays.NoticeYear(d) == n.Year && d.Year() == n.Year {
			about++
		}
	}
	if about == 0 {
		return fmt.Errorf("gazette: %s says nothing about %d: want a witness for the year of the notice", name, n.Year)
	}
	kinds := kindsOf(n.Spans)
	for d := holidays.NewDate(n.Year-1, time.December, 25); holidays.NoticeYear(d) == n.Year; d = d.AddDays(1) {
		if n.Amends != "" && kinds[d] == 0 {
			continue
		}
		works := ordinary(kinds[d], d).IsWorkday()
		says, named := w[d]
		if !named {
			says = !isWeekend(d)
		}
		if works != says {
			label := n.Number
			if label == "" {
				label = n.Title
			}
			words := map[bool]string{true: "worked", false: "off"}
			return fmt.Errorf("gazette: %s and %s differ on %v: %s in the notice, %s in the witness: compare both with the official page", label, name, d, words[works], words[says])
		}
	}
	return nil
}

func readWitness(name, content string) (witness, error) {
	switch {
	case strings.HasPrefix(content, "BEGIN:VCALENDAR"):
		return readICS(name, content)
	case strings.HasPrefix(content, "{"):
		var probe map[string]json.RawMessage
		if err := json.Unmarshal([]byte(content), &probe); err == nil && probe["holidays"] != nil {
			return readChineseDays(name, probe)
		}
		r, err := readHolidayCN(name, []byte(content))
		if err != nil {
			return nil, err
		}
		w := witness{}
		for _, d := range r.Days {
			if holidays.NoticeYear(d.Date) != r.Year {
				return nil, whole(name, badJSON, "%v is not a day of the notice for %d", d.Date, r.Year)
			}
			w[d.Date] = !*d.IsOffDay
		}
		return w, nil
	}
	return nil, whole(name, badJSON, "want a witness: the JSON of holiday-cn or chinese-days, or a calendar in ICS")
}

// readChineseDays reads the JSON of chinese-days (github.com/vsme/chinese-days): days off, days worked, and those of the
// days off that are so in exchange.
func readChineseDays(name string, fields map[string]json.RawMessage) (witness, error) {
	w := witness{}
	for _, field := range [...]struct {
		name  string
		works bool
	}{{"holidays", false}, {"inLieuDays", false}, {"workdays", true}} {
		var days map[string]json.RawMessage
		if raw := fields[field.name]; raw == nil {
			continue
		} else if err := json.Unmarshal(raw, &days); err != nil {
			return nil, whole(name, badJSON, "%s: want dates as 2006-01-02 with their names", field.name)
		}
		for date := range days {
			d, err := holidays.ParseDate(date)
			if err != nil {
				return nil, whole(name, badJSON, "%s: %s", field.name, strings.TrimPrefix(err.Error(), "holidays: "))
			}
			if works, named := w[d]; named && works != field.works {
				return nil, whole(name, badJSON, "%v is named as off and as worked", d)
			}
			w[d] = field.works
		}
	}
	return w, nil
}

// readICS reads the events of a calendar that say of their days that they are off or worked. Other events, such as a
// festival without a mark, say nothing.
func readICS(name, content string) (witness, error) {
	w := witness{}
	content = strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "").Replace(content)
	var event map[string]string
	number := 0
	for line := range strings.Lines(content) {
		number++
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		property, parameters, _ := strings.Cut(strings.ToUpper(key), ";")
		switch {
		case property == "BEGIN" && value == "VEVENT":
			event = map[string]string{}
		case property == "END" && value == "VEVENT":
			if err := w.add(event); err != nil {
				return nil, (&refusal{badJSON, "", err.Error(), nil, nil}).at(name, number)
			}
			event = nil
		case event != nil:
			event[property] = value
			if property == "DTSTART" || property == "DTEND" {
				event[property+";"] = parameters
			}
		}
	}
	if len(w) == 0 {
		return nil, whole(name, badJSON, "no event of the calendar says that a day is off or worked (X-APPLE-SPECIAL-DAY, or 班 or 休 in its summary)")
	}
	return w, nil
}

var (
	worksMark = shape{expression: `班|WORKDAY`}
	offMark   = shape{expression: `休|放假|HOLIDAY`}
)

// add takes the days of one event.
func (w witness) add(event map[string]string) error {
	mark := strings.ToUpper(event["X-APPLE-SPECIAL-DAY"])
	if mark == "" {
		mark = strings.NewReplacer("调休", "调", "补休", "休").Replace(event["SUMMARY"])
		if worksMark.compiled().MatchString(event["SUMMARY"]) == offMark.compiled().MatchString(mark) {
			if offMark.compiled().MatchString(mark) {
				return fmt.Errorf("the summary %s says both 班 and 休", short(event["SUMMARY"]))
			}
			if !strings.Contains(event["SUMMARY"], "调休") {
				return nil
			}
			mark = "休"
		}
	}
	works := mark == "ALTERNATE-WORKDAY" || event["X-APPLE-SPECIAL-DAY"] == "" && worksMark.compiled().MatchString(mark)
	if !works && !offMark.compiled().MatchString(mark) {
		return fmt.Errorf("the mark %s is not known", short(mark))
	}
	if event["RRULE"] != "" {
		return fmt.Errorf("the event %s repeats, and is marked as off or worked", short(event["SUMMARY"]))
	}
	first, err := icsDate(event["DTSTART"], event["DTSTART;"])
	if err != nil {
		return err
	}
	last := first
	if event["DTEND"] != "" {
		if last, err = icsDate(event["DTEND"], event["DTEND;"]); err != nil {
			return err
		}
		if last.After(first) { // the end is exclusive
			last = last.AddDays(-1)
		}
	}
	if event["DURATION"] != "" && event["DURATION"] != "P1D" || last.Before(first) || last.DaysSince(first) > 31 {
		return fmt.Errorf("the event %s lasts from %v to %v; want days", short(event["SUMMARY"]), first, last)
	}
	for d := first; !d.After(last); d = d.AddDays(1) {
		if old, named := w[d]; named && old != works {
			return fmt.Errorf("%v is marked as off and as worked", d)
		}
		w[d] = works
	}
	return nil
}

// icsDate reads 20260101, and the day of 20260101T000000 in its own zone. An instant in UTC is read as of Beijing.
func icsDate(value, parameters string) (holidays.Date, error) {
	if len(value) == len("20060102T150405Z") && strings.HasSuffix(value, "Z") {
		if at, err := time.Parse("20060102T150405Z", value); err == nil {
			return holidays.DateInBeijing(at), nil
		}
	}
	day, _, _ := strings.Cut(value, "T")
	if at, err := time.Parse("20060102", day); err == nil && !slices.Contains(strings.Split(parameters, ";"), "VALUE=PERIOD") {
		return holidays.NewDate(at.Date()), nil
	}
	return holidays.Date{}, fmt.Errorf("the date %s is not one; want it as 20060102", short(value))
}
