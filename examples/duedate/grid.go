package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// cellColumns is what a day takes on a month grid: ~ if it is estimated, the day of the month, 休 or 班.
const cellColumns = 5

// monthGrid is a month as lines of equal width, weeks from Monday on, a cell for each day. For each week there is a line
// of days and, where below says something about one of them, a line of that.
func (c *command) monthGrid(first holidays.Date, below func(holidays.Date) (string, style)) []string {
	title := fmt.Sprintf("%s %d", first.Month(), first.Year())
	if c.lang == deadline.Chinese {
		title = fmt.Sprintf("%d年%d月", first.Year(), first.Month())
	}
	lines := []string{pad(" "+title, 7*cellColumns), ""}
	monday := first.AddDays(-(int(first.Weekday()) + 6) % 7)
	for d := monday; d.DaysSince(monday) < 7; d = d.AddDays(1) {
		lines[1] += pad(" "+c.lang.Weekday(d.Weekday()), cellColumns)
	}
	for week := monday; week.Before(first) || week.Month() == first.Month(); week = week.AddDays(7) {
		days, notes := "", ""
		for d := week; d.DaysSince(week) < 7; d = d.AddDays(1) {
			if d.Month() != first.Month() {
				days, notes = days+pad("", cellColumns), notes+pad("", cellColumns)
				continue
			}
			note, mark := below(d)
			days += c.cell(d, mark)
			notes += c.paint(mark, note) + strings.Repeat(" ", max(0, cellColumns-width(note)))
		}
		lines = append(lines, days)
		if strings.TrimSpace(notes) != "" {
			lines = append(lines, notes)
		}
	}
	return lines
}

func (c *command) cell(d holidays.Date, mark style) string {
	day := c.calendar.Day(d)
	text, color := strconv.Itoa(d.Day()), mark
	if !day.Settled {
		text = "~" + text
	}
	indent := strings.Repeat(" ", 3-len(text))
	switch day.Kind {
	case holidays.Holiday:
		text, color = text+"休", red
	case holidays.Makeup:
		text, color = text+"班", blue
	}
	return indent + c.paint(color, text) + strings.Repeat(" ", cellColumns-width(indent+text))
}

// writeCount draws the months of a count, with the number of each counted day under its date. A limit of months or years
// is drawn where something happens.
func (c *command) writeCount(w io.Writer, r deadline.Result) error {
	number := map[holidays.Date]int{}
	var months []holidays.Date
	if r.SafeBy.Before(r.Due) && r.Rule.Limit.Direction == deadline.AtLeastBefore {
		months = append(months, monthStart(r.SafeBy)) // outside the count
	}
	for step := range r.Steps(c.calendar) {
		day := step.Day.Date
		number[day] = step.N
		sparse := r.Rule.Limit.Unit == deadline.Months || r.Rule.Limit.Unit == deadline.Years
		if sparse && step.N == 0 && day != r.Trigger && day != r.Due {
			continue
		}
		if first := monthStart(day); len(months) == 0 || months[len(months)-1] != first {
			months = append(months, first)
		}
	}
	if len(number) == 0 {
		return nil // the dates were announced
	}
	below := func(d holidays.Date) (string, style) { return belowDay(r, d, number[d]) }
	for _, first := range months {
		fmt.Fprintln(w)
		for _, line := range c.monthGrid(first, below) {
			fmt.Fprintln(w, strings.TrimRight(line, " "))
		}
	}
	legend := c.say("(0) trigger, not counted   [n] due   <n> safe by", "(0) 起算日，不计入   [n] 截止日   <n> 稳妥日")
	if r.Opens != r.Trigger && !r.Opens.IsZero() {
		legend += c.say("   {n} opens", "   {n} 开始日")
	}
	legend += c.say("   休 day off   班 make-up working day", "   休 放假   班 调休上班")
	if !r.EstimatedFrom.IsZero() {
		legend += c.say("   ~ estimated", "   ~ 估计")
	}
	_, err := fmt.Fprintf(w, "\n%s\n", strings.Join(wrap(legend, columns), "\n"))
	return err
}

// belowDay is what a day of a count has under it: its number, and the days that matter in brackets.
func belowDay(r deadline.Result, d holidays.Date, n int) (string, style) {
	text := ""
	if n > 0 {
		text = strconv.Itoa(n)
	}
	switch d {
	case r.Due:
		return fmt.Sprintf("[%2s]", text), due
	case r.Trigger:
		return " (0)", bold
	case r.SafeBy:
		return fmt.Sprintf("<%2s>", text), bold
	case r.Opens:
		return fmt.Sprintf("{%2s}", text), bold
	}
	if n > 0 {
		return fmt.Sprintf(" %2s", text), ""
	}
	return "", ""
}

func monthStart(d holidays.Date) holidays.Date { return holidays.NewDate(d.Year(), d.Month(), 1) }

// writeYear draws a year, two months side by side.
func (c *command) writeYear(w io.Writer, year int) error {
	none := func(holidays.Date) (string, style) { return "", "" }
	fmt.Fprintln(w, c.paint(bold, fmt.Sprint(year)))
	for month := time.January; month <= time.December; month += 2 {
		left := c.monthGrid(holidays.NewDate(year, month, 1), none)
		right := c.monthGrid(holidays.NewDate(year, month+1, 1), none)
		fmt.Fprintln(w)
		for i := range max(len(left), len(right)) {
			l, r := strings.Repeat(" ", 7*cellColumns), ""
			if i < len(left) {
				l = left[i]
			}
			if i < len(right) {
				r = right[i]
			}
			fmt.Fprintln(w, strings.TrimRight(l+"  "+r, " "))
		}
	}
	return c.writeYearNotes(w, year)
}

// writeYearNotes says what the grids rest on.
func (c *command) writeYearNotes(w io.Writer, year int) error {
	fmt.Fprintln(w)
	for _, n := range c.calendar.Notices() {
		if n.Year == year {
			c.entry(w, c.say("notice", "放假通知"), noticeName(n), " ", n.URL)
		}
	}
	legend := c.say("休 day off   班 make-up working day", "休 放假   班 调休上班")
	if c.calendar.SettledThrough().Before(holidays.NewDate(year, time.December, 31)) {
		legend += c.say("   ~ estimated: no notice settles the day yet", "   ~ 估计：尚无通知")
	}
	_, err := fmt.Fprintln(w, strings.Join(wrap(legend, columns), "\n"))
	return err
}
