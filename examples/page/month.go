package page

import (
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A month is a grid of weeks that begin on Monday.
type month struct {
	Title    string // June 2025, 2025年6月
	Note     string // beside the title; "" for none
	Weekdays []weekdayName
	Weeks    [][7]cell
}

// A weekdayName heads a column.
type weekdayName struct{ Short, Long string }

// A cell is a day on the grid. The zero cell is empty: a day of another month.
type cell struct {
	Day       int    // of the month; 0 for an empty cell
	ISO       string // 2006-01-02
	Class     string // for the style: its kind, and what it is in the count
	Tag       string // 休 on a day off, 班 on a make-up working day, as printed calendars have them
	TagMeans  string
	Festival  festival
	N         int      // number in the count; 0 for none
	Marks     []string // what it is in the count, in words
	Estimated bool
}

// newMonth draws the month of first, its first day. place says what a day is in a count: its number and its marks.
func newMonth(lang deadline.Language, c *holidays.Calendar, first holidays.Date, place func(holidays.Date) (n int, class string, marks []string)) month {
	m := month{Title: fmt.Sprintf("%s %d", first.Month(), first.Year())}
	if lang == deadline.Chinese {
		m.Title = fmt.Sprintf("%d年%d月", first.Year(), first.Month())
	}
	for i := range 7 {
		d := time.Weekday((i + 1) % 7)
		m.Weekdays = append(m.Weekdays, weekdayName{lang.Weekday(d), weekday(lang, d)})
		if lang == deadline.Chinese {
			m.Weekdays[i].Short = string([]rune(lang.Weekday(d))[1:])
		}
	}
	column := (int(first.Weekday()) + 6) % 7
	for d := first; d.Month() == first.Month(); d = d.AddDays(1) {
		if len(m.Weeks) == 0 || column == 7 {
			m.Weeks = append(m.Weeks, [7]cell{})
			column %= 7
		}
		m.Weeks[len(m.Weeks)-1][column] = newCell(lang, c.Day(d), place)
		column++
	}
	return m
}

func newCell(lang deadline.Language, day holidays.Day, place func(holidays.Date) (int, string, []string)) cell {
	x := cell{
		Day: day.Date.Day(), ISO: day.Date.String(), Festival: newFestival(lang, day.Name),
		Class: day.Kind.String(), Estimated: !day.Settled,
	}
	switch day.Kind {
	case holidays.Holiday:
		x.Tag, x.TagMeans = "休", say(lang, "holiday")
	case holidays.Makeup:
		x.Tag, x.TagMeans = "班", say(lang, "makeup")
	}
	if x.Estimated {
		x.Class += " estimated"
	}
	var class string
	x.N, class, x.Marks = place(day.Date)
	x.Class += class
	return x
}

func monthStart(d holidays.Date) holidays.Date { return holidays.NewDate(d.Year(), d.Month(), 1) }
