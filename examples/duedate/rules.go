package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
)

var ruleColumns = strings.Fields("id title_zh title_en event_zh event_en applies_to_zh applies_to_en n unit direction no_adjust every " +
	"authority_zh authority_en law article order url threshold status since until transition_opens transition_due note_zh note_en before_day")

func ruleCells(r deadline.Rule) []string {
	n := ""
	if r.Limit.N != 0 {
		n = strconv.Itoa(r.Limit.N)
	}
	return []string{
		r.ID, r.Title.ZH, r.Title.EN, r.Event.ZH, r.Event.EN, r.AppliesTo.ZH, r.AppliesTo.EN, n, r.Limit.Unit.String(),
		r.Limit.Direction.String(), strconv.FormatBool(r.Limit.NoAdjust), r.Every.String(), r.Authority.ZH, r.Authority.EN, r.Basis.Law,
		r.Basis.Article, r.Basis.Order, r.Basis.URL, strconv.FormatInt(r.Threshold, 10), r.Status.String(), r.Since.String(),
		r.Until.String(), r.Transition.Opens.String(), r.Transition.Due.String(), r.Note.ZH, r.Note.EN,
		strconv.FormatBool(r.Questions.Has("before_day")),
	}
}

// writeRules writes the table of rules; JSON is what -rules reads, SQL what examples/warehouse counts by.
func (c *command) writeRules(w io.Writer, _ []string) error {
	switch c.format {
	case "json":
		return writeJSON(w, c.rules)
	case "sql":
		return c.writeRulesSQL(w)
	case "csv":
		rows := [][]string{ruleColumns}
		for _, r := range c.rules {
			rows = append(rows, ruleCells(r))
		}
		return c.writeCSV(w, rows...)
	}
	for i, r := range c.rules {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s %s\n", c.paint(bold, r.ID), r.Title.In(c.lang))
		if limit := r.TimeLimit(c.lang); r.Limit != (deadline.Limit{}) {
			c.entry(w, c.say("  limit", "  期限"), limit)
		} else {
			c.entry(w, c.say("  event", "  事件"), limit)
		}
		if applies := r.AppliesTo.In(c.lang); applies != "" {
			c.entry(w, c.say("  for", "  适用"), applies)
		}
		if r.Basis != (deadline.Citation{}) {
			c.entry(w, c.say("  basis", "  依据"), r.Basis.String(), " ", r.Basis.URL)
		}
		if authority := r.Authority.In(c.lang); authority != "" {
			c.entry(w, c.say("  with", "  机关"), authority)
		}
		if r.Status != 0 {
			c.entry(w, c.say("  status", "  状态"), c.ruleStatus(r))
		}
	}
	return nil
}

func (c *command) ruleStatus(r deadline.Rule) string {
	text := map[deadline.Status]string{
		deadline.InForce: c.say("in force", "现行有效"),
		deadline.Draft:   c.say("draft, never in force", "征求意见稿，从未施行"),
		deadline.Ended:   c.say("no longer applied", "已不再适用"),
	}[r.Status]
	if !r.Since.IsZero() {
		text += c.say("; from ", "；自") + r.Since.String() + c.say("", "起")
	}
	if !r.Until.IsZero() {
		text += c.say("; until ", "；至") + r.Until.String()
	}
	if !r.Transition.Due.IsZero() {
		text += c.say("; earlier events were due ", "；此前的事件截止于") + r.Transition.Due.String()
	}
	return text
}
