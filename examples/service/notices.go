package main

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"

	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// A loaded says what a notice or a layer did.
type loaded struct {
	Notice yearNotice `json:"notice"`
	register.Effect
	Unread []string `json:"unread"` // lines of the text outside the notice: to be looked at
}

// postNotices answers POST /v1/notices: a notice in any form that gazette.Parse reads, or a layer in the text form, is stored
// and in use at once. With dry_run=1 it says what it would do.
func (s *service) postNotices(w http.ResponseWriter, r *http.Request, a access) error {
	if err := wantType(r, "text/plain", "application/json", "text/html", "application/octet-stream"); err != nil {
		return err
	}
	data, err := readBody(w, r, 1<<20)
	if err != nil {
		return err
	}
	l, err := s.addNotice(r, a.who, data, a.dryRun)
	if err != nil {
		return err
	}
	return reply{body: l}.write(w, r)
}

// addNotice is postNotices without its HTTP: the page that takes notices needs it too.
func (s *service) addNotice(r *http.Request, who string, data []byte, dryRun bool) (loaded, error) {
	n, reading, err := gazette.Parse(noticeName, data)
	if err != nil {
		return loaded{}, err
	}
	if n.Amends != "" { // its text may name the year alone
		c := s.record.calendar()
		change, err := gazette.Amendment(c, n)
		if statute := (*holidays.StatuteError)(nil); err != nil && !errors.As(err, &statute) {
			return loaded{}, newProblem(http.StatusConflict, "conflict", "", "%s", plain(err))
		} else if err != nil {
			return loaded{}, err
		}
		if len(change.Notice.Spans) == 0 { // the calendar says all of it
			same := register.Effect{Run: register.Compare(c, c), DryRun: dryRun, Moves: []register.Change{}}
			same.By, same.Cause, same.Name = who, "notice", n.Number
			return loaded{newYearNotice(n), same, []string{}}, nil
		}
		n = change.Notice
	}
	e, err := s.record.register.Add(r.Context(), who, n, dryRun)
	if err != nil {
		return loaded{}, err
	}
	l := loaded{Notice: newYearNotice(n), Effect: e, Unread: []string{}}
	for _, line := range reading.Unread {
		l.Unread = append(l.Unread, line.Text)
	}
	if !dryRun {
		s.metrics.swapped()
		s.log.Info("notice loaded", "by", who, "number", n.Number, "year", n.Year, "changed", e.Changed, "calendar", e.Calendar.After,
			"days", len(e.Days), "run", e.ID, "moved", e.Moved)
	}
	return l, nil
}

// parseDryRun reads dry_run=1.
func parseDryRun(s string) (bool, error) {
	switch s {
	case "", "0":
		return false, nil
	case "1":
		return true, nil
	}
	return false, newProblem(http.StatusBadRequest, "bad_query", "dry_run", "dry_run %.20q: want 1", s)
}

// A storedNotice is a notice as the API lists it.
type storedNotice struct {
	register.Stored
	Name   string        `json:"name"`
	Title  string        `json:"title"`
	Year   int           `json:"year,omitempty"`
	Issued holidays.Date `json:"issued,omitzero"`
}

func newStoredNotice(held register.Stored) storedNotice {
	return storedNotice{held, held.Name(), held.Notice.Title, held.Notice.Year, held.Notice.Issued}
}

// getNotices answers GET /v1/notices: all that was ever stored, with who and when.
func (s *service) getNotices(w http.ResponseWriter, r *http.Request, a access) error {
	held, err := s.record.register.Notices(r.Context())
	if err != nil {
		return err
	}
	list := make([]storedNotice, len(held))
	for i := range held {
		list[i] = newStoredNotice(held[i])
	}
	return reply{body: map[string]any{"calendar": s.record.calendar().ID(), "notices": list}}.write(w, r)
}

// getNotice answers GET /v1/notices/{id}.
func (s *service) getNotice(w http.ResponseWriter, r *http.Request, a access) error {
	held, err := s.record.register.Notices(r.Context())
	if err != nil {
		return err
	}
	for _, one := range held {
		if one.ID == a.id {
			return reply{body: newStoredNotice(one)}.write(w, r)
		}
	}
	return newProblem(http.StatusNotFound, "not_found", "", "no notice %d was ever stored; GET /v1/notices lists them", a.id)
}

// deleteNotice answers DELETE /v1/notices/{id}: a stored notice is withdrawn. It stays in the list.
func (s *service) deleteNotice(w http.ResponseWriter, r *http.Request, a access) error {
	e, err := s.withdraw(r, a.who, a.id, a.dryRun)
	if err != nil {
		return err
	}
	return reply{body: e}.write(w, r)
}

// withdraw is deleteNotice without its HTTP.
func (s *service) withdraw(r *http.Request, who string, id int64, dryRun bool) (register.Effect, error) {
	e, err := s.record.register.Withdraw(r.Context(), who, id, dryRun)
	if err == nil && !dryRun {
		s.log.Info("notice withdrawn", "by", who, "id", id, "name", e.Name, "calendar", e.Calendar.After, "run", e.ID, "moved", e.Moved)
	}
	return e, err
}

// getRuns answers GET /v1/runs: the newest computations of all open filings, the newest first.
func (s *service) getRuns(w http.ResponseWriter, r *http.Request, a access) error {
	runs, err := s.record.register.Runs(r.Context(), 100)
	if err != nil {
		return err
	}
	return reply{body: map[string]any{"runs": runs}}.write(w, r)
}

// movesPage is how many moves an answer holds.
const movesPage = 1000

// getRun answers GET /v1/runs/{id}: a run and the filings that it moved, behind after and at most movesPage of them.
func (s *service) getRun(w http.ResponseWriter, r *http.Request, a access) error {
	after, err := strconv.ParseInt(cmp.Or(a.values["after"], "0"), 10, 64)
	if err != nil {
		return newProblem(http.StatusBadRequest, "bad_query", "after", "after %.40q: want the ID of a filing", a.values["after"])
	}
	run, err := s.record.register.Run(r.Context(), a.id)
	if err != nil {
		return err
	}
	moves, err := s.record.register.Moves(r.Context(), a.id, after, movesPage)
	if err != nil {
		return err
	}
	return reply{body: struct {
		register.Run
		Moves []register.Change `json:"moves"`
	}{run, moves}}.write(w, r)
}

// parseID reads the ID of a path.
func parseID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, newProblem(http.StatusNotFound, "not_found", "", "%.40q is no ID: want a number", r.PathValue("id"))
	}
	return id, nil
}
