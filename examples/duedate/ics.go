package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// An event is one or more whole days in a calendar file (ICS, RFC 5545).
type event struct {
	uid         string // the same after a new notice, so that the entry moves
	first, last holidays.Date
	summary     string
	description string
	url         string
	tentative   bool
}

// dueEvent is the entry for an answer. It is on the day to work towards, which is the safe-by date or, where an approval
// must be in hand before expiry, the day on which the window opens.
func (c *command) dueEvent(r deadline.Result) event {
	lines := []string{
		c.say("Due ", "截止日 ") + c.date(r.Due) + c.mark(r) + c.say(", until 24:00 Beijing time", "，北京时间24时止"),
		c.say("Safe by ", "稳妥日 ") + c.safeBy(r) + c.opens(r),
		r.Rule.ID + c.say(": ", "：") + c.limit(r) + c.say("; ", "；") + c.triggerName(r) + c.say(" ", "") + c.date(r.Trigger),
		c.say("Basis ", "法律依据 ") + c.basis(r),
		c.say("Calendar ", "日历编号 ") + r.Calendar,
		deadline.Disclaimer(c.lang),
	}
	return event{
		uid:         fmt.Sprintf("%s-%v@cnworkday", r.Rule.ID, r.Trigger),
		first:       r.ActBy(),
		last:        r.ActBy(),
		summary:     r.Rule.Title.In(c.lang) + c.say(": due ", "：截止日") + c.date(r.Due) + c.mark(r),
		description: strings.Join(lines, "\n"),
		url:         r.Rule.Basis.URL,
		tentative:   !r.Final(),
	}
}

// dayEvents are the breaks and the make-up working days: one entry for each run of days of a kind and a name.
func (c *command) dayEvents(from, to holidays.Date) []event {
	var events []event
	var previous holidays.Day
	for day := range c.calendar.Days(from, to) {
		mark := map[holidays.Kind]string{holidays.Holiday: "休", holidays.Makeup: "班"}[day.Kind]
		same := day.Kind == previous.Kind && day.Name == previous.Name && day.Source == previous.Source && day.Settled == previous.Settled
		switch previous = day; {
		case mark == "":
			continue
		case same:
			events[len(events)-1].last = day.Date
			continue
		}
		e := event{
			uid: fmt.Sprintf("%v-%v@cnworkday", day.Kind, day.Date), first: day.Date, last: day.Date,
			summary:     mark + " " + day.Name,
			description: c.kind(day.Kind) + c.say(", ", "，") + day.Source,
			tentative:   !day.Settled,
		}
		if !day.Settled {
			e.summary += c.say(" (estimated)", "（估计）")
			e.description = c.kind(day.Kind) + c.say(", estimated: ", "，估计：") + c.basisOf(day)
		}
		events = append(events, e)
	}
	return events
}

// writeEvents writes a calendar file. It holds nothing of the clock: the same answer is the same file, byte for byte.
func (c *command) writeEvents(w io.Writer, events []event) error {
	out := bufio.NewWriter(w)
	line := func(name, value string) { writeFolded(out, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//cnworkday//duedate//EN")
	stamp := c.lastIssued()
	for _, e := range events {
		line("BEGIN", "VEVENT")
		line("UID", e.uid)
		line("DTSTAMP", strings.ReplaceAll(stamp.String(), "-", "")+"T000000Z")
		line("DTSTART;VALUE=DATE", strings.ReplaceAll(e.first.String(), "-", ""))
		line("DTEND;VALUE=DATE", strings.ReplaceAll(e.last.AddDays(1).String(), "-", ""))
		line("SUMMARY", escapeICS(e.summary))
		line("DESCRIPTION", escapeICS(e.description))
		if e.url != "" {
			line("URL", e.url)
		}
		line("STATUS", map[bool]string{false: "CONFIRMED", true: "TENTATIVE"}[e.tentative])
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return out.Flush()
}

// lastIssued is the day of the newest notice of the calendar.
func (c *command) lastIssued() holidays.Date {
	last, _ := c.calendar.Range()
	for _, n := range c.calendar.Notices() {
		if n.Issued.After(last) {
			last = n.Issued
		}
	}
	return last
}

func escapeICS(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
}

// writeFolded writes a line in pieces of at most 75 bytes, without cutting a character.
func writeFolded(w *bufio.Writer, line string) {
	for limit := 75; len(line) > limit; limit = 74 {
		cut := limit
		for !utf8.RuneStart(line[cut]) {
			cut--
		}
		w.WriteString(line[:cut] + "\r\n ")
		line = line[cut:]
	}
	w.WriteString(line + "\r\n")
}
