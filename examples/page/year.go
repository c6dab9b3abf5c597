package page

import (
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A year is a year as the layout sees it.
type year struct {
	Year
	Months  []month
	Sums    string
	From    holidays.Date // first day that is estimated; zero for none
	Notices []holidays.Notice

	Unpublished bool // what is estimated was settled after AsOf
}

// newYear looks at a year; c is the calendar as of the day.
func newYear(y Year, c *holidays.Calendar) *year {
	full := y.Calendar
	y.Calendar = c
	v := &year{Year: y}
	nothing := func(holidays.Date) (int, string, []string) { return 0, "", nil }
	worked, makeup, off := 0, 0, 0
	for m := range 12 {
		first := holidays.NewDate(y.Year, time.January+time.Month(m), 1)
		before := worked
		for d := first; d.Month() == first.Month(); d = d.AddDays(1) {
			day := y.Calendar.Day(d)
			if day.Kind.IsWorkday() {
				worked++
			}
			switch day.Kind {
			case holidays.Makeup:
				makeup++
			case holidays.Holiday:
				off++
			}
			if !day.Settled && v.From.IsZero() {
				v.From = d
			}
		}
		drawn := newMonth(y.Lang, y.Calendar, first, nothing)
		drawn.Note = fmt.Sprintf(say(y.Lang, "month sum"), worked-before)
		v.Months = append(v.Months, drawn)
	}
	v.Unpublished = settles(full, v.From)
	v.Sums = fmt.Sprintf(say(y.Lang, "year sums"), worked, makeup, off)
	for _, n := range y.Calendar.Notices() {
		if n.Year == y.Year {
			v.Notices = append(v.Notices, n)
		}
	}
	return v
}

// title names the page.
func (y *year) title() string { return fmt.Sprintf(say(y.Lang, "working days of"), y.Year.Year) }

// Provisional reports whether any day of the year is estimated.
func (y *year) Provisional() bool { return !y.From.IsZero() }

// Estimated says from which day on.
func (y *year) Estimated() string {
	if y.Unpublished {
		return fmt.Sprintf(say(y.Lang, "year unpublished"), y.From, holidays.NoticeYear(y.From), y.AsOf)
	}
	return fmt.Sprintf(say(y.Lang, "year estimated"), y.From)
}

// Known says that the year leaves out what was issued later; "" if it does not.
func (y *year) Known() string { return known(y.Lang, y.AsOf) }
