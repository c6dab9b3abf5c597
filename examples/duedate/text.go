package main

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// say chooses between the two languages of the text answer.
func (c *command) say(en, zh string) string {
	if c.lang == deadline.Chinese {
		return zh
	}
	return en
}

// writeText shows an answer to a person: the due date first, then what it rests on, then the count on month grids.
func (c *command) writeText(w io.Writer, r deadline.Result, standing deadline.Standing) error {
	fmt.Fprintf(w, "%s%s\n", c.paint(bold, c.date(r.Due)+c.say(", until 24:00 Beijing time", "，北京时间24时止")), c.mark(r))
	fmt.Fprintf(w, "%s %s\n\n", r.Rule.ID, r.Rule.Title.In(c.lang))
	if standing.State != 0 {
		c.entry(w, c.say("today", "今日"), c.standingText(standing))
	}
	c.entry(w, c.say("safe by", "稳妥日"), c.date(r.SafeBy))
	c.entry(w, c.say("trigger", "起算事件"), c.date(r.Trigger)+c.say(": ", "："), r.Rule.Event.In(c.lang))
	if !r.Opens.IsZero() && r.Opens != r.Trigger {
		c.entry(w, c.say("opens", "开始日"), c.date(r.Opens))
	}
	if !r.Announced() && r.Rule.Basis != (deadline.Citation{}) {
		c.entry(w, c.say("limit", "期限"), r.Rule.Limit.In(c.lang))
	}
	if r.Rule.Basis != (deadline.Citation{}) {
		c.entry(w, c.say("basis", "法律依据"), r.Rule.Basis.String(), " ", r.Rule.Basis.URL)
		c.entry(w, c.say("authority", "受理机关"), r.Rule.Authority.In(c.lang))
	} else {
		c.entry(w, c.say("basis", "法律依据"), c.say("none claimed: a bare count", "无：仅为计数"))
	}
	for _, caveat := range r.Caveats() {
		c.entry(w, c.say("caveat", "未决事项"), caveat.Text.In(c.lang))
	}
	if r.Announced() {
		c.entry(w, c.say("announced", "公告"), r.Rule.Transition.Basis.String(), " ", r.Rule.Transition.Basis.URL)
	}
	for _, n := range r.Notices(c.calendar) {
		c.entry(w, c.say("notice", "放假通知"), cmp.Or(n.Number, n.Title, strconv.Itoa(n.Year)), " ", n.URL)
	}
	c.writeEstimates(w, r)
	c.entry(w, c.say("calendar", "日历编号"), r.Calendar)
	return c.writeCount(w, r)
}

// mark says what keeps a due date from being a final one under a rule in force.
func (c *command) mark(r deadline.Result) string {
	var marks []string
	if !r.Unsettled.IsZero() {
		marks = append(marks, fmt.Sprintf(c.say("PROVISIONAL: the notice for %d is not on record", "暂定：%d年放假通知尚未收录"), r.Unsettled.NoticeYear()))
	}
	switch r.Rule.Status {
	case deadline.Draft:
		marks = append(marks, c.say("DRAFT RULE: never in force", "征求意见稿，从未施行"))
	case deadline.Ended:
		marks = append(marks, c.say("ENDED RULE: no longer applied", "规则已不再适用"))
	}
	if marks == nil {
		return ""
	}
	return " " + c.paint(alarm, "("+strings.Join(marks, "; ")+")")
}

func (c *command) date(d holidays.Date) string {
	if c.lang == deadline.Chinese {
		return d.String() + " " + c.lang.Weekday(d.Weekday())
	}
	return d.String() + " " + d.Weekday().String()
}

// entry writes a name and its text, wrapped so that the text stays in its column.
func (c *command) entry(w io.Writer, name string, text ...string) {
	const indent, columns = 11, 100
	lead := pad(name, indent)
	for _, line := range wrap(strings.TrimSpace(strings.Join(text, "")), columns-indent) {
		fmt.Fprintln(w, lead+line)
		lead = strings.Repeat(" ", indent)
	}
}

// wrap breaks a text into lines of at most so many columns: at spaces, and between Chinese characters, but not before
// a closing mark. A word that is longer than a line stays whole.
func wrap(text string, columns int) []string {
	var lines []string
	line, word := "", ""
	flush := func() {
		if line != "" && width(line)+width(word) > columns {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line += word
		word = ""
	}
	for _, r := range text {
		wide := width(string(r)) == 2 && !strings.ContainsRune("，。；：、）》”", r)
		if wide {
			flush()
		}
		word += string(r)
		if r == ' ' {
			flush()
		}
	}
	flush()
	return append(lines, line)
}

// width is the number of columns a text takes in a terminal, where a Chinese character or mark is two columns wide.
func width(s string) int {
	columns := 0
	for _, r := range s {
		columns++
		if r >= 0x1100 && r != '\ufeff' {
			columns++
		}
	}
	return columns
}

func pad(s string, columns int) string { return s + strings.Repeat(" ", max(0, columns-width(s))) }

// A style is an escape sequence of terminals.
type style string

const (
	bold  style = "\x1b[1m"
	red   style = "\x1b[31m"
	blue  style = "\x1b[34m"
	alarm style = "\x1b[1;33m"
	due   style = "\x1b[1;7m"
)

func (c *command) paint(s style, text string) string {
	if !c.color || s == "" {
		return text
	}
	return string(s) + text + "\x1b[0m"
}
