package page

import (
	"html/template"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
)

// A group is the rules whose events are alike: one who asks knows what has happened, not what its rule is called.
type group struct {
	Name  string
	Rules []choice
}

// A choice is a rule to choose. Words is what a search looks in: both languages, in small letters.
type choice struct {
	deadline.Rule
	Words string
}

// events are the groups, in the order in which a form lists them, with the last words of the IDs that belong to each. Rules
// that return, drafts and ended ones are told by their fields.
var events = []struct{ key, words string }{
	{"event begins", "begun connected effective operated provided qualified"},
	{"event reaches", "reached"},
	{"event changes", "changed decided registered rules"},
	{"event stops", "ended terminated"},
	{"event expires", "extend reapply renew validity"},
	{"event done", "assessed graded handled known reassess rectified"},
	{"event returns", ""},
	{"event other", ""},
	{"event no law", ""},
}

func eventOf(r deadline.Rule) string {
	switch {
	case r.Status == deadline.Draft || r.Status == deadline.Ended:
		return "event no law"
	case r.Every != 0:
		return "event returns"
	}
	last := r.ID[strings.LastIndexByte(r.ID, '.')+1:]
	for _, e := range events {
		if slices.Contains(strings.Fields(e.words), last) {
			return e.key
		}
	}
	return "event other"
}

// groups sorts rules by their events. Each is in one group; those without rules are left out.
func groups(lang deadline.Language, rules []deadline.Rule) []group {
	var out []group
	for _, e := range events {
		g := group{Name: say(lang, e.key)}
		for _, r := range rules {
			if eventOf(r) == e.key {
				words := []string{r.ID, r.Title.EN, r.Title.ZH, r.Event.EN, r.Event.ZH, r.AppliesTo.EN, r.AppliesTo.ZH}
				g.Rules = append(g.Rules, choice{r, strings.ToLower(strings.Join(words, " "))})
			}
		}
		if g.Rules != nil {
			out = append(out, g)
		}
	}
	return out
}

// RuleField returns the field in which one chooses a rule of a Form, with its search, for a form of the service's own. Its
// name is rule.
func RuleField(f Form, lang deadline.Language) (template.HTML, error) {
	return part("rules", document{Lang: lang, Site: Site{Form: &f}})
}

// RuleList returns rules with their IDs by their events, for a body of the service's own.
func RuleList(rules []deadline.Rule, lang deadline.Language) (template.HTML, error) {
	return part("rule list", document{Lang: lang, Site: Site{Form: &Form{Rules: rules}}})
}

// part draws a part of a page.
func part(name string, d document) (template.HTML, error) {
	var out strings.Builder
	err := pages.ExecuteTemplate(&out, name, d)
	return template.HTML(out.String()), err
}
