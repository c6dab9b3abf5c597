package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
)

// Texts are wrapped to 80 columns, and begin in a column of their own.
const columns, indent = 80, 11

// writeLong shows everything: the due date first, then what it rests on, then the count on month grids.
func (c *command) writeLong(w io.Writer, r deadline.Result, standing deadline.Standing) error {
	fmt.Fprintf(w, "%s%s\n", c.paint(bold, c.date(r.Due)), c.mark(r))
	fmt.Fprintf(w, "%s\n\n", strings.Join(wrap(r.Rule.ID+" "+r.Rule.Title.In(c.lang), columns), "\n"))
	if standing.State != 0 {
		c.entry(w, c.say("today", "今日"), c.standingText(standing))
	}
	c.entry(w, c.say("due", "截止日"), c.date(r.Due), c.say(", until 24:00 Beijing time", "，北京时间24时止"))
	c.entry(w, c.say("safe by", "稳妥日"), c.safeBy(r), c.opens(r))
	c.entry(w, c.triggerName(r), c.date(r.Trigger))
	c.entry(w, c.say("limit", "期限"), c.limit(r))
	if applies := r.Rule.AppliesTo.In(c.lang); applies != "" {
		c.entry(w, c.say("applies to", "适用"), applies)
	}
	c.entry(w, c.say("basis", "法律依据"), c.basis(r))
	if r.Announced() && r.Rule.Limit != (deadline.Limit{}) {
		c.entry(w, c.say("rule", "规则依据"), r.Rule.Basis.String(), " ", r.Rule.Basis.URL)
	}
	if authority := r.Rule.Authority.In(c.lang); authority != "" {
		c.entry(w, c.say("authority", "受理机关"), authority)
	}
	if r.Rule.Status != 0 {
		c.entry(w, c.say("status", "规则状态"), c.ruleStatus(r.Rule))
	}
	for _, caveat := range r.Caveats() {
		name := c.say("caveat", "未决事项")
		if caveat.MovesDate {
			name = c.say("moves date", "影响日期")
		}
		c.entry(w, name, caveat.Text.In(c.lang))
	}
	for _, n := range r.NoticesUsed(c.calendar) {
		c.entry(w, c.say("notice", "放假通知"), noticeName(n), " ", n.URL)
	}
	c.writeEstimates(w, r)
	c.entry(w, c.say("calendar", "日历编号"), r.Calendar)
	c.entry(w, "", deadline.Disclaimer(c.lang))
	return c.writeCount(w, r)
}

// writeEstimates says what the estimated days of a count rest on, each festival once.
func (c *command) writeEstimates(w io.Writer, r deadline.Result) {
	said := map[string]bool{}
	for step := range r.Steps(c.calendar) {
		text := c.basisOf(step.Day)
		if text == "" || r.EstimatedFrom.IsZero() || said[text] {
			continue
		}
		said[text] = true
		c.entry(w, c.say("estimate", "估计依据"), text)
	}
}

// entry writes a name and its text, wrapped so that the text stays in its column.
func (c *command) entry(w io.Writer, name string, text ...string) {
	lead := pad(name, indent)
	for _, line := range wrap(strings.TrimSpace(strings.Join(text, "")), columns-indent) {
		fmt.Fprintln(w, lead+line)
		lead = strings.Repeat(" ", indent)
	}
}

// wrap breaks a text into lines of at most that many columns: at spaces, and between Chinese characters, but not before a
// closing mark. A word that is longer than a line stays whole.
func wrap(text string, columns int) []string {
	var lines []string
	line, word := "", ""
	flush := func() {
		if line != "" && width(line)+width(strings.TrimRight(word, " ")) > columns {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line += word
		word = ""
	}
	for _, r := range text {
		if width(string(r)) == 2 && !strings.ContainsRune("，。；：、）》”", r) {
			flush()
		}
		word += string(r)
		if r == ' ' {
			flush()
		}
	}
	flush()
	return append(lines, strings.TrimRight(line, " "))
}

// width is the number of columns a text takes in a terminal, where a Chinese character or mark is two columns wide.
func width(s string) int {
	columns := 0
	for _, r := range s {
		columns++
		if r >= 0x1100 && r != '\ufeff' && (r < 0x2000 || r > 0x206f) {
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
