package main

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// noticeMost is how long a notice may be, in bytes.
const noticeMost = 1 << 20

var noticesTitle = deadline.Text{EN: "What the calendar rests on", ZH: "日历的依据"}

// A noticeList is GET /notices.
type noticeList struct {
	Calendar *holidays.Calendar
	BuiltIn  []holidays.Notice // or in the folder of notices; the newest year first
	Stored   []register.Stored // and withdrawn
	Runs     []register.Run    // the newest
	Text     string            // that was pasted
}

// getNoticesPage answers GET /notices: the notices and layers in use, who stored them and when, and what was withdrawn.
func (s *service) getNoticesPage(c *caller) error { return c.notices(nil, nil) }

// notices draws the notices; form is what was sent last, and wrong why nothing came of it.
func (c *caller) notices(form url.Values, wrong error) error {
	if wrong != nil && asProblem(wrong).Status >= http.StatusInternalServerError {
		return wrong
	}
	reg, ctx := c.s.record.register, c.r.Context()
	b := noticeList{Calendar: c.s.record.calendar(), Text: form.Get("text")}
	var err error
	if b.Stored, err = reg.Notices(ctx); err != nil {
		return err
	}
	if b.Runs, err = reg.Runs(ctx, 20); err != nil {
		return err
	}
	b.BuiltIn = slices.DeleteFunc(b.Calendar.Notices(), func(n holidays.Notice) bool {
		return slices.ContainsFunc(b.Stored, func(held register.Stored) bool { return held.Withdrawn.IsZero() && held.Name() == n.Number })
	})
	slices.Reverse(b.BuiltIn)
	return c.show(view{Name: "notices-page", Title: noticesTitle, Err: wrong, Body: b})
}

// An effectPage is what a run has done, or would do.
type effectPage struct {
	register.Run
	DryRun   bool
	Moves    []movedFiling
	Unread   []string // lines outside the notice
	Content  string   // of the notice, as the form carries it on
	Withdraw int64    // ID of the notice or layer to be withdrawn
	Next     string   // ID behind which the next page begins; "" for none
}

// A movedFiling is a change of a run with its filing.
type movedFiling struct {
	register.Change
	Of    register.Filing
	Title deadline.Text
}

// postNoticesPage answers POST /notices: it tries or stores a notice or layer, or withdraws one.
func (s *service) postNoticesPage(c *caller) error {
	if c.values["withdraw"] != "" {
		return c.withdraw()
	}
	form, data, err := c.upload(noticeMost)
	if err != nil {
		return c.notices(form, err)
	}
	dryRun := form.Get("do") != "store"
	l, err := s.addNotice(c.r, c.who, data, dryRun)
	switch {
	case err != nil:
		return c.notices(form, err)
	case dryRun:
		return c.effect(l.Effect, effectPage{Unread: l.Unread, Content: carried(data)})
	}
	return c.seeRun(l.Effect)
}

// withdraw tries to withdraw a notice or layer, or does so.
func (c *caller) withdraw() error {
	form, err := c.form(formMost)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(c.values["withdraw"], 10, 64)
	if err != nil {
		return c.notices(nil, newProblem(http.StatusNotFound, "not_found", "id", "%.40q is no ID: want a number", c.values["withdraw"]))
	}
	dryRun := form.Get("do") != "withdraw"
	e, err := c.s.withdraw(c.r, c.who, id, dryRun)
	switch {
	case err != nil:
		return c.notices(nil, err)
	case dryRun:
		return c.effect(e, effectPage{Withdraw: id})
	}
	return c.seeRun(e)
}

func (c *caller) seeRun(e register.Effect) error {
	if e.ID == 0 {
		return c.see("/notices")
	}
	return c.see("/runs/" + strconv.FormatInt(e.ID, 10))
}

// effect draws what a dry run found.
func (c *caller) effect(e register.Effect, b effectPage) (err error) {
	b.Run, b.DryRun = e.Run, true
	if b.Moves, err = c.moved(e.Moves); err != nil {
		return err
	}
	return c.show(view{Name: "effect", Title: deadline.Text{EN: "What it would do", ZH: "预览"}, Body: b})
}

// moved adds their filings to changes.
func (c *caller) moved(changes []register.Change) (found []movedFiling, err error) {
	for _, change := range changes {
		f, err := c.s.record.register.Get(c.r.Context(), change.Filing)
		if err != nil {
			return nil, err
		}
		found = append(found, movedFiling{change, f, c.s.filingRow(f, c.s.today()).Title})
	}
	return found, nil
}

// getRunPage answers GET /runs/{id}: what a run has moved, some at a time.
func (s *service) getRunPage(c *caller) error {
	id, err := parseID(c.r)
	if err != nil {
		return err
	}
	after, err := strconv.ParseInt("0"+c.values["after"], 10, 64)
	if err != nil {
		return newProblem(http.StatusBadRequest, "bad_number", "after", "after %.40q: want the ID of a filing", c.values["after"])
	}
	var b effectPage
	if b.Run, err = s.record.register.Run(c.r.Context(), id); err != nil {
		return err
	}
	changes, err := s.record.register.Moves(c.r.Context(), id, after, register.MovesShown+1)
	if err != nil {
		return err
	}
	if len(changes) > register.MovesShown {
		changes = changes[:register.MovesShown]
		b.Next = strconv.FormatInt(changes[register.MovesShown-1].Filing, 10)
	}
	if b.Moves, err = c.moved(changes); err != nil {
		return err
	}
	return c.show(view{Name: "effect", Title: deadline.Text{EN: "What was computed again", ZH: "重新计算的结果"}, Body: b})
}
