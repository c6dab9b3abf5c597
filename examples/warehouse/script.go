package main

import (
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// calendarScript writes the whole of a calendar as SQL, in the shape of "duedate calendar -format sql", which a script that
// is loaded rather than this one must have.
func calendarScript(c *holidays.Calendar) string {
	var b strings.Builder
	first, last := c.Range()
	fmt.Fprintf(&b, "-- Working days from %v to %v, one row a day.\n-- calendar %s\n", first, last, c.ID())
	b.WriteString("/*! SET NAMES utf8mb4 */;\n" + query("workday_calendar") + "BEGIN;\nDELETE FROM workday_calendar;\n")
	number := 0
	for day := range c.Days(first, last) {
		if day.Kind.IsWorkday() {
			number++
		}
		before := ","
		if _, month, of := day.Date.Date(); day.Date == first || month == 1 && of == 1 {
			before = "INSERT INTO workday_calendar (date, is_workday, workday_number, kind, name, source, settled, calendar) VALUES"
		}
		after := "\n"
		if _, month, of := day.Date.Date(); day.Date == last || month == 12 && of == 31 {
			after = ";\n"
		}
		fmt.Fprintf(&b, "%s ('%v', %t, %d, '%v', %s, %s, %t, %s)%s", before, day.Date, day.Kind.IsWorkday(), number, day.Kind,
			text(day.Name), text(day.Source), day.Settled, text(c.ID()), after)
	}
	b.WriteString("COMMIT;\n")
	return b.String()
}

// rulesScript writes rules as SQL, in the shape of "duedate rules -format sql".
func rulesScript(rules []deadline.Rule) string {
	return query("deadline_rule") + "BEGIN;\nDELETE FROM deadline_rule;\n" + ruleRows(rules) + "COMMIT;\n"
}

// ruleRows writes the INSERT of rules.
func ruleRows(rules []deadline.Rule) string {
	rows := make([]string, len(rules))
	for i, r := range rules {
		n := "NULL"
		if r.Limit.N != 0 {
			n = fmt.Sprint(r.Limit.N)
		}
		rows[i] = fmt.Sprintf("(%s, %s, %s, %s, %t, %s, %s, %s, %s, %s, %s, %t, %s, %s)", text(r.ID), n, orNull(r.Limit.Unit),
			orNull(r.Limit.Direction), r.Limit.NoAdjust, orNull(r.Every), orNull(r.Status), orNull(r.Since), orNull(r.Until),
			orNull(r.Transition.Opens), orNull(r.Transition.Due), r.Questions.Has("before_day"), text(r.Title.ZH), text(r.Title.EN))
	}
	return "INSERT INTO deadline_rule (id, n, unit, direction, no_adjust, every, status, since, until, transition_opens, transition_due, before_day, title_zh, title_en) VALUES\n" +
		strings.Join(rows, ",\n") + ";\n"
}

// text quotes a text. None here has a backslash, which MySQL would read differently.
func text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// orNull quotes what a value is called, NULL for the zero value.
func orNull(v fmt.Stringer) string {
	if v.String() == "" {
		return "NULL"
	}
	return text(v.String())
}
