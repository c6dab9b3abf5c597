package main

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// filingsShown is how many filings a page lists.
const filingsShown = 50

// A filingList is GET /filings.
type filingList struct {
	Season   string
	Chips    []chip
	States   []string
	Form     map[string]string // the filters
	Filtered bool              // by more than a status
	Rules    []deadline.Rule
	OwnRule  string // ID of the rule chosen, where it is none of the table
	Rows     []filingRow
	Total    int
	Next     string // where the next page begins; "" for none
	Export   string // query of the CSV file
	Feed     string // address of the reader's own calendar feed
	Imported []int  // what an import has just entered, changed and left unchanged
}

// A chip leads to the filings of a status.
type chip struct {
	Status  string
	N       int
	Current bool
}

// A filingRow is a filing with where it stands.
type filingRow struct {
	register.Filing
	Title    deadline.Text
	State    string             // of register.States
	Standing *deadline.Standing // of an open one
	Trouble  deadline.Text      // why there is no new answer
}

// getFilingsPage answers GET /filings: a list by due date. Without a status it is that of the open ones.
func (s *service) getFilingsPage(c *caller) error {
	values := map[string]string{"after": c.values["after"]}
	for _, name := range filters {
		values[name] = c.values[name]
	}
	values["status"] = cmp.Or(values["status"], register.StatusOpen)
	q, err := s.filingQuery(values)
	if err != nil {
		return err
	}
	q.Limit = filingsShown + 1
	reg, ctx := s.record.register, c.r.Context()
	l := filingList{Form: values, States: register.States, Rules: deadline.Rules(), Export: encode(values, "after", "")}
	l.Season = page.Season(s.record.calendar(), q.Today, c.lang)
	l.Filtered = encode(values, "status", "", "after", "") != ""
	for _, status := range []string{"overdue", "due_today", "past_safe", register.StatusOpen, register.StatusFiled} {
		n, err := reg.Count(ctx, register.Query{Status: []string{status}, Today: q.Today})
		if err != nil {
			return err
		}
		l.Chips = append(l.Chips, chip{status, n, !l.Filtered && values["status"] == status})
	}
	if l.Total, err = reg.Count(ctx, q); err != nil {
		return err
	}
	found, err := reg.List(ctx, q)
	if err != nil {
		return err
	}
	if len(found) > filingsShown {
		found = found[:filingsShown]
		l.Next = encode(values, "after", fmt.Sprintf("%v.%d", found[filingsShown-1].Answer.Due, found[filingsShown-1].ID), "lang", c.lang.String())
	}
	for _, f := range found {
		l.Rows = append(l.Rows, s.filingRow(f, q.Today))
	}
	l.Feed = c.origin() + s.link(c.lang, "/filings.ics", "key", s.feedKey(c.who))
	if _, err := deadline.Lookup(values["rule"]); err != nil {
		l.OwnRule = values["rule"]
	}
	for _, name := range importCounts {
		if n, err := strconv.Atoi(c.values[name]); err == nil {
			l.Imported = append(l.Imported, n)
		}
	}
	return c.show(view{Name: "filings", Title: registerTitle, Body: l})
}

// importCounts are the parameters in which an import tells the list what it did.
var importCounts = []string{"entered", "changed", "unchanged"}

var registerTitle = deadline.Text{EN: "Register of filings", ZH: "备案台账"}

// filingRow says where a filing stands on a day.
func (s *service) filingRow(f register.Filing, today holidays.Date) filingRow {
	row := filingRow{Filing: f, Title: deadline.Text{EN: f.Rule, ZH: f.Rule}, State: f.Status}
	if r, err := f.Result(); err == nil && r.Rule.Title != (deadline.Text{}) {
		row.Title = r.Rule.Title
	}
	if problem := forPeople(f.Answer.Problem); problem != "" {
		row.Trouble = deadline.Text{EN: problem, ZH: "日历或者规则不再给出答案：" + problem}
		if _, err := s.record.register.CalendarOf(f.Layers); err != nil {
			names := strings.Join(f.Layers, ", ")
			row.Trouble = deadline.Text{EN: "a layer of it is not in use any more: " + names, ZH: "其区域日历已不在使用中：" + names}
		}
	}
	if f.Status != register.StatusOpen {
		return row
	}
	if standing, err := s.standing(f, today); err == nil {
		row.Standing, row.State = &standing, standing.State.String()
		if standing.State == deadline.Open {
			row.State = "in_time"
		}
	}
	return row
}

// origin is what the service's addresses begin with, as the caller sees it.
func (c *caller) origin() string {
	scheme := "http://"
	if secure(c.r) {
		scheme = "https://"
	}
	return scheme + c.r.Host
}

// A newFiling is the form in which one enters a filing.
type newFiling struct {
	Form           url.Values
	Rules          template.HTML // the field
	Entities       []string      // that there are
	Layers         string        // that there are
	Earliest, Last holidays.Date
}

// getNewFiling answers GET /filings/new.
func (s *service) getNewFiling(c *caller) error {
	form := url.Values{"made": {newKey()}} // the key, if none is given: sent twice it is one filing
	form.Set("rule", c.values["rule"])
	form.Set("trigger", formDate(c.values["trigger"]))
	return c.enterForm(form, nil)
}

func newKey() string { return "f-" + strings.ToLower(rand.Text()[:16]) }

// postFilingPage answers POST /filings: it enters a filing.
func (s *service) postFilingPage(c *caller) error {
	form, err := c.form(formMost)
	if err != nil {
		return err
	}
	e := register.Entry{Key: cmp.Or(form.Get("key"), form.Get("made"), newKey())}
	if err := c.fill(&e, form); err != nil {
		return c.enterForm(form, err)
	}
	set := func(to *register.Entry) error {
		*to = e
		return nil
	}
	outcomes, err := s.record.register.Put(c.r.Context(), c.who, []register.Line{{Key: e.Key, New: true, Set: set}}, false)
	if err == nil {
		err = outcomes[0].Err
	}
	if err != nil {
		return c.enterForm(form, err)
	}
	return c.see("/filings/"+strconv.FormatInt(outcomes[0].Filing.ID, 10), "done", strconv.Itoa(outcomes[0].Filing.Revision))
}

// fill writes what a form says into an entry. Where a rule or its own is not to be changed the form has no rule.
func (c *caller) fill(e *register.Entry, form url.Values) (err error) {
	e.Entity, e.Reference, e.Layers = form.Get("entity"), form.Get("reference"), nil
	if rule := form.Get("rule"); rule != "" {
		e.Rule = rule
	}
	for name := range strings.FieldsFuncSeq(form.Get("layers"), func(r rune) bool { return r == ',' || r == '，' || r == '、' }) {
		e.Layers = append(e.Layers, strings.TrimSpace(name))
	}
	e.Trigger, err = parseTrigger(form.Get("trigger"))
	return err
}

// enterForm draws the form in which one enters a filing, with what was typed and what is wrong with it.
func (c *caller) enterForm(form url.Values, wrong error) error {
	if wrong != nil && asProblem(wrong).Status >= http.StatusInternalServerError {
		return wrong
	}
	b, err := c.newFiling(form)
	if err != nil {
		return err
	}
	return c.show(view{Name: "filing-new", Title: deadline.Text{EN: "New filing", ZH: "记入备案"}, Err: wrong, Body: b})
}

// newFiling is the form with what it offers to choose from.
func (c *caller) newFiling(form url.Values) (b newFiling, err error) {
	b.Form = form
	b.Earliest, b.Last = c.s.record.calendar().Range()
	if b.Rules, err = page.RuleField(page.Form{Rules: deadline.Rules(), Rule: cmp.Or(form.Get("rule"), "face.reached")}, c.lang); err != nil {
		return b, err
	}
	held, err := c.s.record.register.Notices(c.r.Context())
	if err != nil {
		return b, err
	}
	var layers []string
	for _, one := range held {
		if one.Kind == "layer" && one.Withdrawn.IsZero() && !slices.Contains(layers, one.Name()) {
			layers = append(layers, one.Name())
		}
	}
	b.Layers = strings.Join(layers, ", ")
	b.Entities, err = c.s.record.register.Entities(c.r.Context())
	b.Entities = b.Entities[:min(len(b.Entities), 500)]
	return b, err
}
