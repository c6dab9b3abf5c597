package page

import (
	"html/template"
	"net/url"

	"github.com/cnworkday/cnworkday/deadline"
)

// A Site is the service that a page belongs to. The zero Site is none: the page is then one file by itself.
type Site struct {
	Stylesheet   string        // address of what Stylesheet returns; "" puts the style into the page
	Script       string        // address of the service's own script, which wakes what needs one: print, copy, search; "" for none
	Icon         string        // address of an icon; "" for none
	Home         string        // address of the page on which one asks
	Menu         []Link        // at the top
	Buttons      []Link        // under the answer: the calendar file, the JSON
	Form         *Form         // to ask with; nil for none
	Above, Below template.HTML // what the service says above an answer, and at its end
}

// A Link leads elsewhere in the service.
type Link struct {
	Text string
	Href string
	Lang string // of the text, as HTML names it, where it is not that of the page
}

// A Form is where one chooses a rule and a date. Its fields hold what was typed, right or wrong.
type Form struct {
	Action         string // address that answers; its query has rule, trigger, today, as_of and lang
	Rules          []deadline.Rule
	Rule           string // ID of the rule chosen
	Trigger        string
	Today, AsOf    string
	Earliest, Last string // dates that the calendar can speak of
}

// A reference is a source that is cited. Its URL is "" where it has none, or one that a reader should not follow.
type reference struct{ Text, URL string }

func newLink(address, text string) reference {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return reference{Text: text}
	}
	return reference{text, u.String()}
}
