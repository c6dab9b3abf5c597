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

var noticesTitle = deadline.Text{EN: "Notices and calendar", ZH: "放假通知与日历"}

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
	Groups   []moveGroup
	Unread   []string // lines outside the notice
	Content  string   // of the notice, as the form carries it on
	Withdraw int64    // ID of the notice or layer to be withdrawn
	Some     bool     // there are more moves than are shown, and no next page
	Next     string   // ID behind which the next page begins; "" for none
}

// A moveGroup is the filings to which a run did the same. N is how many they are, 0 where only some are shown.
type moveGroup struct {
	Title deadline.Text
	N     int
	Moves []movedFiling
}

// A movedFiling is a change of a run with its filing, and the due date that it had then.
type movedFiling struct {
	register.Change
	Of  filingRow
	Due holidays.Date
}

// Moved reports whether the due date is another.
func (m movedFiling) Moved() bool {
	return slices.ContainsFunc(m.Changed, func(d register.Difference) bool { return d.Field == "due" })
}

// moveTitles are what a run does to filings.
var moveTitles = []deadline.Text{
	{EN: "No new answer", ZH: "无法重新计算"}, {EN: "Dates that move", ZH: "日期有变"}, {EN: "From provisional to final", ZH: "由暂定转为确定"},
	{EN: "From final to provisional", ZH: "由确定转为暂定"}, {EN: "Other changes", ZH: "其他变动"},
}

// group says which of moveTitles a change belongs to, and leaves out of it what the title says.
func (m *movedFiling) group() int {
	field := map[string]string{}
	for _, d := range m.Changed {
		field[d.Field] = d.After
	}
	group := len(moveTitles) - 1
	switch _, due := field["due"]; {
	case field["problem"] != "":
		group = 0
	case due || field["safe_by"] != "" || field["opens"] != "":
		group = 1
	case field["provisional"] == "false":
		group = 2
	case field["provisional"] == "true":
		group = 3
	}
	m.Changed = slices.DeleteFunc(m.Changed, func(d register.Difference) bool {
		return d.Field == "estimated_from" || d.Field == "provisional" && (group == 2 || group == 3)
	})
	return group
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
	b.Run, b.DryRun, b.Some = e.Run, true, len(e.Moves) < e.Moved
	if b.Groups, err = c.moved(e.Run, e.Moves); err != nil {
		return err
	}
	return c.show(view{Name: "effect", Title: deadline.Text{EN: "What it would do", ZH: "预览"}, Body: b})
}

// moved adds their filings to changes of a run, and groups them.
func (c *caller) moved(run register.Run, changes []register.Change) (found []moveGroup, err error) {
	groups := make([]moveGroup, len(moveTitles))
	for _, change := range changes {
		f, err := c.s.record.register.Get(c.r.Context(), change.Filing)
		if err != nil {
			return nil, err
		}
		m := movedFiling{change, c.s.filingRow(f, c.s.today()), f.Answer.Due}
		if f.Revision > change.Revision { // it may have moved again
			history, err := c.s.record.register.History(c.r.Context(), f.ID)
			if err != nil {
				return nil, err
			}
			for _, later := range slices.Backward(history) {
				for _, d := range later.Changed {
					if d.Field == "due" && later.Revision > change.Revision {
						m.Due = holidays.MustParseDate(d.Before)
					}
				}
			}
		}
		g := &groups[m.group()]
		g.Moves = append(g.Moves, m)
	}
	for i, g := range groups {
		if g.Title = moveTitles[i]; len(changes) == run.Moved {
			g.N = len(g.Moves)
		}
		if g.Moves != nil {
			found = append(found, g)
		}
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
	if b.Groups, err = c.moved(b.Run, changes); err != nil {
		return err
	}
	return c.show(view{Name: "effect", Title: deadline.Text{EN: "What was computed again", ZH: "重新计算的结果"}, Body: b})
}
