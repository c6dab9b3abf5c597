package main

import (
	"cmp"
	"crypto/rand"
	"errors"
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
	Empty    bool   // the register has no filing at all
	Next     string // where the next page begins; "" for none
	Export   string // query of the CSV file
	Feed     string // address of the reader's own calendar feed
	Imported []int  // what an import has just entered, changed and left unchanged
}

// A chip leads to the filings of a status or, with DueWithin, to the open ones due within so many working days.
type chip struct {
	Status, DueWithin string
	N                 int // -1: not counted, because it would take long
	Current           bool
}

// chips are what one looks for most.
var chips = []chip{
	{Status: "overdue"}, {Status: "due_today"}, {Status: "past_safe"}, {Status: register.StatusOpen}, {Status: register.StatusOpen, DueWithin: "10"},
	{Status: register.StatusFiled}, {Status: register.StatusCancelled},
}

// A filingRow is a filing with where it stands.
type filingRow struct {
	register.Filing
	Result   *deadline.Result // nil: its rule is not in the table any more
	Title    deadline.Text
	State    string             // of register.States
	Standing *deadline.Standing // of an open one
	Trouble  deadline.Text      // why there is no new answer
}

// Law says of a rule that is no law in force what it is; nothing of others.
func (r filingRow) Law() deadline.Text {
	switch {
	case r.Result == nil:
	case r.Result.Rule.Status == deadline.Draft:
		return deadline.Text{EN: "DRAFT RULE", ZH: "征求意见稿"}
	case r.Result.Rule.Status == deadline.Ended:
		return deadline.Text{EN: "ENDED RULE", ZH: "已不再适用"}
	}
	return deadline.Text{}
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
	if l.Total, err = reg.Count(ctx, q); err != nil {
		return err
	}
	only := func(one chip) bool { // by which the list is chosen, and by nothing else
		return encode(values, "after", "", "today", "") == encode(map[string]string{"status": one.Status, "due_within": one.DueWithin})
	}
	l.Filtered = !slices.ContainsFunc(chips, only) || values["due_within"] != ""
	l.Empty = true
	open := 0
	for _, one := range chips {
		switch one.Current, one.N = only(one), l.Total; {
		case one.Current:
		case one.DueWithin != "" && open > 20_000: // with its calendars it costs as much as the others together
			one.N = -1
		default:
			asked, err := s.filingQuery(map[string]string{"status": one.Status, "due_within": one.DueWithin, "today": values["today"]})
			if err == nil {
				one.N, err = reg.Count(ctx, asked)
			}
			if err != nil {
				return err
			}
		}
		if one.Status == register.StatusOpen {
			open = max(open, one.N)
		}
		l.Empty = l.Empty && one.N == 0
		l.Chips = append(l.Chips, one)
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
	if r, err := f.Result(); err == nil {
		row.Result = &r
		if r.Rule.Title != (deadline.Text{}) {
			row.Title = r.Rule.Title
		}
	}
	if problem := forPeople(f.Answer.Problem); problem != "" {
		row.Trouble = deadline.Text{EN: problem, ZH: "日历或者规则不再给出结果：" + problem}
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
	Layers         []layerChoice // those chosen in their order, then the others that there are
	Earliest, Last holidays.Date
}

// A layerChoice is a layer to choose.
type layerChoice struct {
	Name   string
	Chosen bool
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
		if err = outcomes[0].Err; errors.Is(err, register.ErrConflict) && outcomes[0].Filing.ID != 0 {
			id := outcomes[0].Filing.ID
			err = newProblem(http.StatusConflict, "conflict", "key", "key %q is that of filing %d", e.Key, id).inChinese("编号 %s 已被使用（第%d项）。", e.Key, id)
		}
	}
	if err != nil {
		return c.enterForm(form, s.exactly(e, err))
	}
	return c.see("/filings/"+strconv.FormatInt(outcomes[0].Filing.ID, 10), "done", strconv.Itoa(outcomes[0].Filing.Revision))
}

// fill writes what a form says into an entry. Where a rule or its own is not to be changed the form has no rule.
func (c *caller) fill(e *register.Entry, form url.Values) (err error) {
	e.Entity, e.Reference, e.Layers = form.Get("entity"), form.Get("reference"), nil
	if rule := form.Get("rule"); rule != "" {
		e.Rule = rule
	}
	if layers := form.Get("layers"); layers != "" {
		e.Layers = strings.Split(layers, ",")
	}
	e.Trigger, err = parseTrigger(form.Get("trigger"))
	return err
}

// exactly returns the library's own error where a rule does not take a trigger: it says more than the register's.
func (s *service) exactly(e register.Entry, err error) error {
	rule, unknown := deadline.Lookup(e.Rule)
	if e.OwnRule != nil {
		rule, unknown = *e.OwnRule, nil
	}
	if p := asProblem(err); p.Code != "invalid" || p.Parameter != "trigger" || e.Trigger.IsZero() || unknown != nil {
		return err
	}
	if r, exact := deadline.Compute(rule, e.Trigger, s.record.calendar()); r.Due.IsZero() {
		return exact
	}
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
	return c.show(view{Name: "filing-new", Title: deadline.Text{EN: "New filing", ZH: "新增事项"}, Err: wrong, Body: b})
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
	offer := func(name string, chosen bool) {
		if name != "" && !slices.ContainsFunc(b.Layers, func(l layerChoice) bool { return l.Name == name }) {
			b.Layers = append(b.Layers, layerChoice{name, chosen})
		}
	}
	for name := range strings.SplitSeq(form.Get("layers"), ",") {
		offer(name, true)
	}
	for _, one := range held {
		if one.Kind == "layer" && one.Withdrawn.IsZero() {
			offer(one.Name(), false)
		}
	}
	b.Entities, err = c.s.record.register.Entities(c.r.Context())
	b.Entities = b.Entities[:min(len(b.Entities), 500)]
	return b, err
}
