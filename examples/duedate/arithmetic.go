package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// writeAdd answers add N DATE.
func (c *command) writeAdd(w io.Writer, args []string) error {
	n, err := strconv.Atoi(args[0])
	if err != nil {
		return c.errorf("%.40q: want a number of working days, such as 10 or -10", "%.40q：应为工作日数，例如10或者-10", args[0])
	}
	return c.writeDate(w, args[1], n)
}

// writeNext answers next DATE.
func (c *command) writeNext(w io.Writer, args []string) error { return c.writeDate(w, args[0], 1) }

func (c *command) writeDate(w io.Writer, from string, n int) error {
	d, err := c.parseDate([]byte(from))
	if err != nil {
		return err
	}
	answer, err := c.calendar.Add(d, n)
	if err = c.accept(err); err != nil {
		return err
	}
	if c.format == "date" {
		_, err = fmt.Fprintln(w, answer)
		return err
	}
	return c.writeCounted(w, counted{Date: &answer}, c.date(answer))
}

// writeCountOf answers count A B.
func (c *command) writeCountOf(w io.Writer, args []string) error {
	after, err := c.parseDate([]byte(args[0]))
	if err != nil {
		return err
	}
	through, err := c.parseDate([]byte(args[1]))
	if err != nil {
		return err
	}
	n, err := c.calendar.Count(after, through)
	if err = c.accept(err); err != nil {
		return err
	}
	return c.writeCounted(w, counted{WorkingDays: &n}, strconv.Itoa(n))
}

// A counted is a count of working days in JSON.
type counted struct {
	Date        *holidays.Date `json:"date,omitempty"`
	WorkingDays *int           `json:"working_days,omitempty"`
	Final       bool           `json:"final"`
	Reason      string         `json:"reason,omitempty"` // why it is not final
	Calendar    string         `json:"calendar"`
}

// writeCounted writes a count, as text or in JSON.
func (c *command) writeCounted(w io.Writer, a counted, text string) error {
	if a.Final, a.Calendar = c.doubt == nil, c.calendar.ID(); !a.Final {
		a.Reason = c.explain(c.doubt)
		text += c.say(" (provisional)", "（暂定）")
	}
	if c.format == "json" {
		return writeJSON(w, a)
	}
	_, err := fmt.Fprintln(w, text)
	return err
}

// writeDay answers day DATE. Its status is that of the day: worked, not worked, or estimated.
func (c *command) writeDay(w io.Writer, args []string) error {
	d, err := c.parseDate([]byte(args[0]))
	if err != nil {
		return err
	}
	if _, err := c.calendar.Add(d, 0); err != nil {
		return err
	}
	day := c.calendar.Day(d)
	if !day.Settled {
		c.doubt = &holidays.ProvisionalError{From: d, Year: holidays.NoticeYear(d)}
	}
	if !day.Kind.IsWorkday() {
		c.status = notWorked
	}
	if c.format == "json" {
		return writeJSON(w, struct {
			holidays.Day
			IsWorkday bool   `json:"is_workday"`
			Calendar  string `json:"calendar"`
		}{day, day.Kind.IsWorkday(), c.calendar.ID()})
	}
	text := []string{c.date(d) + c.say(": ", "：") + c.kind(day.Kind)}
	if day.Statutory {
		text = append(text, c.say("statutory", "法定节假日"))
	}
	switch basis := c.basisOf(day); {
	case !day.Settled:
		text = append(text, c.say("estimated", "估计"))
		if basis != "" {
			text = append(text, basis)
		}
	case day.Source != "":
		text = append(text, day.Name, day.Source)
	}
	_, err = fmt.Fprintln(w, strings.Join(text, c.say(", ", "，")))
	return err
}

func (c *command) kind(k holidays.Kind) string {
	return map[holidays.Kind]string{
		holidays.Workday: c.say("working day", "工作日"),
		holidays.Weekend: c.say("weekend", "周末"),
		holidays.Holiday: c.say("day off", "放假"),
		holidays.Makeup:  c.say("make-up working day", "调休上班"),
	}[k]
}

// basisOf says what the estimate of a day rests on; "" if it is settled or an ordinary day.
func (c *command) basisOf(day holidays.Day) string {
	b := day.Basis
	if day.Settled || b == (holidays.Basis{}) {
		return ""
	}
	text := strings.TrimSpace(day.Name + " " + b.Statute)
	if b.MadeUp {
		text += c.say(", in place of a weekend", "，补假")
	}
	if b.Pattern != "" {
		text += c.say(", pattern of ", "，参照") + b.Pattern
	}
	return text
}
