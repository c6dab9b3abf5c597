package main

import (
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

type rulesIn struct {
	Query string `json:"query,omitempty" jsonschema:"words that the ID, the title, the event or the law must contain, in English or Chinese; empty: all rules"`
	Lang  string `json:"lang,omitempty" jsonschema:"language of texts: en (default) or zh"`
}

type rulesOut struct {
	Rules []rule `json:"rules"`
	grounds
}

type rule struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Event     string `json:"event" jsonschema:"what starts the clock"`
	Limit     string `json:"limit"`
	AppliesTo string `json:"applies_to"`
	Status    string `json:"status" jsonschema:"in_force, draft (never law) or ended"`
	Since     string `json:"since,omitempty"`
	Until     string `json:"until,omitempty"`
	Every     string `json:"every,omitempty" jsonschema:"year or quarter: the trigger is the last day of one"`
	Basis     basis  `json:"basis"`
}

func (d desk) rules(in rulesIn) (string, rulesOut, error) {
	lang := language(in.Lang)
	out := rulesOut{Rules: []rule{}, grounds: d.grounds(holidays.Date{}, nil, lang)}
	for _, r := range deadline.Rules() {
		all := strings.ToLower(strings.Join([]string{r.ID, r.Title.EN, r.Title.ZH, r.Event.EN, r.Event.ZH, r.Basis.Law}, "\n"))
		matches := true
		for _, word := range strings.Fields(strings.ToLower(in.Query)) {
			matches = matches && strings.Contains(all, word)
		}
		if matches {
			out.Rules = append(out.Rules, rule{r.ID, r.Title.In(lang), r.Event.In(lang), r.TimeLimit(lang), r.AppliesTo.In(lang),
				r.Status.String(), r.Since.String(), r.Until.String(), r.Every.String(), basis(r.Basis)})
		}
	}
	return fmt.Sprintf(deadline.Text{EN: "%d rules", ZH: "%d条规则"}.In(lang), len(out.Rules)), out, nil
}
