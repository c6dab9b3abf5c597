package main

import (
	"errors"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// A filingPage is GET /filings/{id}.
type filingPage struct {
	filingRow
	newFiling                // to change it
	Facts      []page.Fact   // about the rule
	Count      template.HTML // day by day, by the calendar that the answer rests on; "" where it is no longer to be had
	Links      []page.Link   // to the whole answer, where it is the same one, and to the files of evidence
	Today      holidays.Date
	Now        []historyLine // what was just done
	Unchanged  bool          // by what was just done
	Meanwhile  []historyLine // what others have changed since the form was shown
	History    []historyLine // the newest first
	RuleChosen bool          // the rule can be chosen: it is one of the table
}

// A historyLine is a change with the run that made it.
type historyLine struct {
	register.Change
	ByRun *register.Run
}

// getFilingPage answers GET /filings/{id}.
func (s *service) getFilingPage(c *caller) error {
	id, err := parseID(c.r)
	if err != nil {
		return err
	}
	return c.filing(id, nil, nil)
}

// filing draws a filing; form is what was sent last, and wrong why nothing came of it.
func (c *caller) filing(id int64, form url.Values, wrong error) error {
	f, err := c.s.record.register.Get(c.r.Context(), id)
	if err != nil {
		return err
	}
	b := filingPage{filingRow: c.s.filingRow(f, c.s.today()), Today: c.s.today()}
	filled := url.Values{
		"entity": {f.Entity}, "rule": {f.Rule}, "trigger": {f.Trigger.String()}, "reference": {f.Reference}, "layers": {strings.Join(f.Layers, ",")}, "filed_on": {b.Today.String()}, "receipt": {f.Receipt},
	}
	if !f.FiledOn.IsZero() {
		filled.Set("filed_on", f.FiledOn.String())
	}
	maps.Copy(filled, form)
	if b.newFiling, err = c.newFiling(filled); err != nil {
		return err
	}
	b.answer(c.s, c.lang)
	if err := b.history(c); err != nil {
		return err
	}
	known, err := strconv.Atoi(form.Get("revision"))
	for i, line := range b.History {
		if line.Revision == known && err == nil && errors.Is(wrong, register.ErrConflict) {
			b.Meanwhile = b.History[:i]
		}
		if strconv.Itoa(line.Revision) == c.values["done"] && wrong == nil && line.ByRun == nil {
			b.Now = b.History[i : i+1]
		}
	}
	b.Unchanged = c.values["done"] != "" && b.Now == nil && wrong == nil
	return c.show(view{Name: "filing", Title: deadline.Text{EN: f.Entity + " · " + b.Title.EN, ZH: f.Entity + " · " + b.Title.ZH}, Err: wrong, Body: b})
}

// answer adds what the answer rests on, and where to read more of it.
func (b *filingPage) answer(s *service, lang deadline.Language) {
	say := func(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(lang) }
	_, err := deadline.Lookup(b.Rule)
	b.RuleChosen = b.OwnRule == nil && err == nil
	if b.Result == nil {
		return
	}
	r := *b.Result
	b.Facts = page.RuleFacts(r, lang)
	if again, _ := deadline.Compute(r.Rule, r.Trigger, s.record.calendar()); b.RuleChosen && b.Filing.Layers == nil && again.Due == r.Due && again.SafeBy == r.SafeBy {
		b.Links = []page.Link{{Text: say("The whole answer", "查看完整结果"), Href: s.link(lang, "/", "rule", b.Rule, "trigger", r.Trigger.String())}}
	}
	if c := s.calendarOf(b.Filing); c != nil {
		b.Count, _ = page.Count(page.Answer{Result: r, Calendar: c, Lang: lang}) // an error: the rule is another than it was
	}
	for _, file := range evidenceFiles {
		if b.Count != "" {
			b.Links = append(b.Links, page.Link{Text: file.name.In(lang), Href: s.link(lang, fmt.Sprintf("/filings/%d/evidence.%s", b.ID, file.format))})
		}
	}
}

// history adds what happened to the filing, the newest first.
func (b *filingPage) history(c *caller) error {
	changes, err := c.s.record.register.History(c.r.Context(), b.ID)
	if err != nil {
		return err
	}
	for _, change := range slices.Backward(changes) {
		line := historyLine{Change: change}
		if change.Run != 0 {
			run, err := c.s.record.register.Run(c.r.Context(), change.Run)
			if err != nil {
				return err
			}
			line.ByRun = &run
		}
		b.History = append(b.History, line)
	}
	return nil
}

// postFilingChange answers POST /filings/{id}: the filing is filed, reopened, cancelled or changed.
func (s *service) postFilingChange(c *caller) error {
	id, err := parseID(c.r)
	if err != nil {
		return err
	}
	form, err := c.form(formMost)
	if err != nil {
		return err
	}
	revision, err := strconv.Atoi(form.Get("revision"))
	if err != nil || revision < 1 {
		return newProblem(http.StatusBadRequest, "bad_form", "revision", "the form has no revision of the filing")
	}
	var asked register.Entry
	set := func(e *register.Entry) error {
		err := c.act(e, form)
		asked = *e
		return err
	}
	f, err := s.record.register.Edit(c.r.Context(), c.who, id, revision, set)
	if errors.Is(err, register.ErrConflict) { // sent twice, it has been done already
		if now, failed := s.record.register.Get(c.r.Context(), id); failed == nil {
			if e := now.Entry; set(&e) == nil && reflect.DeepEqual(e, now.Entry) {
				return c.see("/filings/"+strconv.FormatInt(id, 10), "done", strconv.Itoa(now.Revision))
			}
		}
	}
	switch {
	case err != nil && asProblem(err).Status >= http.StatusInternalServerError, errors.Is(err, register.ErrNotFound):
		return err
	case err != nil:
		return c.filing(id, form, s.exactly(asked, err))
	case f.Revision == revision:
		return c.see("/filings/"+strconv.FormatInt(id, 10), "done", "unchanged")
	}
	return c.see("/filings/"+strconv.FormatInt(id, 10), "done", strconv.Itoa(f.Revision))
}

// act does to an entry what the button of a form says.
func (c *caller) act(e *register.Entry, form url.Values) (err error) {
	switch form.Get("do") {
	case "file":
		e.Receipt = form.Get("receipt")
		e.FiledOn, err = parseDate("filed_on", form.Get("filed_on"))
	case "reopen":
		e.FiledOn, e.Receipt, e.Cancelled = holidays.Date{}, "", false
	case "cancel":
		if form.Get("sure") == "" {
			return newProblem(http.StatusUnprocessableEntity, "not_sure", "", "nothing was cancelled: the box that confirms it was not ticked")
		}
		e.Cancelled = true
	case "change":
		err = c.fill(e, form)
	default:
		err = newProblem(http.StatusBadRequest, "bad_form", "do", "the form does not say what to do")
	}
	return err
}
