package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

var calendarColumns = []string{"date", "is_workday", "workday_number", "kind", "name", "source", "settled"}

// A calendarRow is a day as written in CSV and JSON. WorkdayNumber counts the working days of the calendar up to and
// including the day, so that a count of working days is a difference.
type calendarRow struct {
	Date          holidays.Date `json:"date"`
	IsWorkday     bool          `json:"is_workday"`
	WorkdayNumber int           `json:"workday_number"`
	Kind          holidays.Kind `json:"kind"`
	Name          string        `json:"name"`
	Source        string        `json:"source"`
	Settled       bool          `json:"settled"`
}

// writeCalendar writes the years from the first to the last, as in 2025 or 2024-2026.
func (c *command) writeCalendar(w io.Writer, years string) error {
	first, last, err := c.parseYears(years)
	if err != nil {
		return err
	}
	from, to := holidays.NewDate(first, time.January, 1), holidays.NewDate(last, time.December, 31)
	for d := from; c.strict && !d.After(to); d = d.AddDays(1) {
		if !c.calendar.Day(d).Settled {
			return &holidays.ProvisionalError{From: d, Year: d.NoticeYear()}
		}
	}
	switch c.format {
	case "csv":
		rows := csv.NewWriter(w)
		rows.Write(calendarColumns)
		for _, d := range c.calendarRows(from, to) {
			rows.Write([]string{d.Date.String(), strconv.FormatBool(d.IsWorkday), strconv.Itoa(d.WorkdayNumber),
				d.Kind.String(), d.Name, d.Source, strconv.FormatBool(d.Settled)})
		}
		rows.Flush()
		return rows.Error()
	case "json":
		return writeJSON(w, c.calendarRows(from, to))
	case "sql":
		writeCalendarSQL(w, c.calendar.ID(), c.calendarRows(from, to))
		return nil
	case "html":
		return c.writeYearHTML(w, first, last)
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
	number := 0
	first, _ := c.calendar.Range()
	for d := first; !d.After(to); d = d.AddDays(1) {
		day := c.calendar.Day(d)
		if day.Kind.IsWorkday() {
			number++
		}
		if !d.Before(from) {
			rows = append(rows, calendarRow{d, day.Kind.IsWorkday(), number, day.Kind, day.Name, day.Source, day.Settled})
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
		return 0, 0, fmt.Errorf("years %.80q: want a year from %d to %d, or two as in 2024-2026", s, start.Year(), end.Year())
	}
	return first, last, nil
}
