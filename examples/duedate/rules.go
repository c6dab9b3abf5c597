package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"github.com/cnworkday/cnworkday/deadline"
)

var ruleColumns = []string{
	"id", "title_zh", "title_en", "event_zh", "event_en", "n", "unit", "direction", "exact", "authority_zh", "authority_en",
	"law", "article", "order", "url", "threshold", "status", "since", "until", "transition_opens", "transition_due", "note_zh", "note_en",
}

// writeRules writes the table of rules; JSON is what deadline.ParseRules reads.
func (c *command) writeRules(w io.Writer) error {
	rules := deadline.Rules()
	switch c.format {
	case "json":
		return writeJSON(w, rules)
	case "csv":
		rows := csv.NewWriter(w)
		rows.Write(ruleColumns)
		for _, r := range rules {
			rows.Write([]string{
				r.ID, r.Title.ZH, r.Title.EN, r.Event.ZH, r.Event.EN, strconv.Itoa(r.Limit.N), r.Limit.Unit.String(),
				r.Limit.Direction.String(), strconv.FormatBool(r.Limit.Exact), r.Authority.ZH, r.Authority.EN, r.Basis.Law,
				r.Basis.Article, r.Basis.Order, r.Basis.URL, strconv.FormatInt(r.Threshold, 10), r.Status.String(),
				r.Since.String(), r.Until.String(), r.Transition.Opens.String(), r.Transition.Due.String(), r.Note.ZH, r.Note.EN,
			})
		}
		rows.Flush()
		return rows.Error()
	}
	for i, r := range rules {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s %s\n", c.paint(bold, r.ID), r.Title.In(c.lang))
		if r.Limit == (deadline.Limit{}) {
			c.entry(w, c.say("  event", "  事件"), r.Event.In(c.lang))
		} else {
			c.entry(w, c.say("  limit", "  期限"), r.Limit.In(c.lang), c.say(": ", "："), r.Event.In(c.lang))
		}
		c.entry(w, c.say("  basis", "  依据"), r.Basis.String(), " ", r.Basis.URL)
		if r.Authority != (deadline.Text{}) {
			c.entry(w, c.say("  with", "  机关"), r.Authority.In(c.lang))
		}
		c.entry(w, c.say("  status", "  状态"), c.status(r))
	}
	return nil
}

func (c *command) status(r deadline.Rule) string {
	text := map[deadline.Status]string{
		deadline.InForce: c.say("in force", "现行有效"),
		deadline.Draft:   c.say("draft, never in force", "征求意见稿，从未施行"),
		deadline.Ended:   c.say("ended", "已不再适用"),
	}[r.Status]
	if !r.Since.IsZero() {
		text += c.say(" since ", "，自") + r.Since.String()
	}
	if !r.Transition.Due.IsZero() {
		text += c.say("; earlier events were due ", "；此前的事件截止于") + r.Transition.Due.String()
	}
	if r.Note != (deadline.Text{}) {
		text += c.say(". ", "。") + r.Note.In(c.lang)
	}
	return text
}
