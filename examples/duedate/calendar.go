package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/holidays"
)

var calendarColumns = []string{"date", "is_workday", "workday_number", "kind", "name", "source", "settled", "calendar"}

// A calendarRow is a day as written in CSV, JSON and SQL. WorkdayNumber counts the working days of the calendar up to and
// including the day, so that a count of working days is a difference.
type calendarRow struct {
	Date          holidays.Date `json:"date"`
	IsWorkday     bool          `json:"is_workday"`
	WorkdayNumber int           `json:"workday_number"`
	Kind          holidays.Kind `json:"kind"`
	Name          string        `json:"name"`
	Source        string        `json:"source"`
	Settled       bool          `json:"settled"`
	Calendar      string        `json:"calendar"` // its ID
}

func (d calendarRow) cells() []string {
	return []string{d.Date.String(), strconv.FormatBool(d.IsWorkday), strconv.Itoa(d.WorkdayNumber), d.Kind.String(), d.Name, d.Source,
		strconv.FormatBool(d.Settled), d.Calendar}
}

// writeCalendar writes the years from the first to the last, as in 2025 or 2024-2026. It is provisional when a day is
// estimated.
func (c *command) writeCalendar(w io.Writer, args []string) error {
	first, last, err := c.parseYears(args[0])
	if err != nil {
		return err
	}
	from, to := holidays.NewDate(first, time.January, 1), holidays.NewDate(last, time.December, 31)
	for day := range c.calendar.Days(from, to) {
		if !day.Settled {
			c.doubt = &holidays.ProvisionalError{From: day.Date, Year: holidays.NoticeYear(day.Date)}
			break
		}
	}
	switch c.format {
	case "csv":
		rows := [][]string{calendarColumns}
		for _, d := range c.calendarRows(from, to) {
			rows = append(rows, d.cells())
		}
		return c.writeCSV(w, rows...)
	case "json":
		return writeJSON(w, c.calendarRows(from, to))
	case "sql":
		return c.writeCalendarSQL(w, c.calendarRows(from, to))
	case "ics":
		return c.writeEvents(w, c.dayEvents(from, to))
	case "html":
		if first != last {
			return c.usagef("calendar -format html draws one year, got %s", "calendar -format html只画一年，得到%s", args[0])
		}
		return page.WriteYear(w, page.Year{Year: first, Calendar: c.calendar, Lang: c.lang})
	}
	for year := first; year <= last; year++ {
		if year > first {
			fmt.Fprintln(w)
		}
		if err := c.writeYear(w, year); err != nil {
			return err
		}
	}
	return nil
}

func (c *command) calendarRows(from, to holidays.Date) []calendarRow {
	var rows []calendarRow
	number, id := 0, c.calendar.ID()
	first, _ := c.calendar.Range()
	for day := range c.calendar.Days(first, to) {
		if day.Kind.IsWorkday() {
			number++
		}
		if !day.Date.Before(from) {
			rows = append(rows, calendarRow{day.Date, day.Kind.IsWorkday(), number, day.Kind, day.Name, day.Source, day.Settled, id})
		}
	}
	return rows
}

func (c *command) parseYears(s string) (first, last int, err error) {
	from, to, isRange := strings.Cut(s, "-")
	if !isRange {
		to = from
	}
	start, end := c.calendar.Range()
	first, errFirst := strconv.Atoi(from)
	last, errLast := strconv.Atoi(to)
	if errFirst != nil || errLast != nil || first < start.Year() || last > end.Year() || last < first {
		return 0, 0, c.errorf("years %.40q: want a year from %d to %d, or two as in 2024-2026",
			"年份%.40q：应为%d至%d之间的一年，或者如2024-2026", s, start.Year(), end.Year())
	}
	return first, last, nil
}
