package register

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Stored is a notice or the text of a layer in the register.
type Stored struct {
	ID          int64           `json:"id"`
	Kind        string          `json:"kind"` // notice or layer
	Notice      holidays.Notice `json:"text"` // in its text form
	Stored      time.Time       `json:"stored"`
	StoredBy    string          `json:"stored_by"`
	Withdrawn   time.Time       `json:"withdrawn,omitzero"` // zero: in use
	WithdrawnBy string          `json:"withdrawn_by,omitempty"`
}

// Name is the number of a notice, the name of a layer.
func (s Stored) Name() string { return nameOf(s.Notice) }

func nameOf(n holidays.Notice) string {
	if n.Number != "" && n.Year != 0 {
		return n.Number
	}
	return n.Title
}

// A Run is one computation of all open filings by another calendar.
type Run struct {
	ID       int64        `json:"id"`          // 0: a dry run, or nothing changed
	At       time.Time    `json:"at,omitzero"` // zero: nothing changed
	By       string       `json:"by"`
	Cause    string       `json:"cause"`               // notice, layer, withdrawn, or calendar: the one below the stored notices is another
	Name     string       `json:"name"`                // of the notice or layer
	Notice   int64        `json:"notice_id,omitempty"` // its ID
	Changed  bool         `json:"changed"`             // the calendar is another
	Calendar BeforeAfter  `json:"calendar"`            // IDs
	Settled  BeforeAfter  `json:"settled_through"`     // last day of the unbroken run of settled days
	Days     []ChangedDay `json:"days"`                // of another kind, in order
	Examined int          `json:"examined"`            // open filings
	Moved    int          `json:"moved"`               // filings whose answer is another
}

// A BeforeAfter is what was and what is.
type BeforeAfter struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

// A ChangedDay is a day that is of another kind.
type ChangedDay struct {
	Date   holidays.Date `json:"date"`
	Before holidays.Day  `json:"before"`
	After  holidays.Day  `json:"after"`
}

// An Effect is a run with the first of its moves. Moves returns all of them once the run is stored; a dry run stores nothing.
type Effect struct {
	Run
	DryRun bool     `json:"dry_run"`
	Moves  []Change `json:"moves"` // at most MovesShown
}

// MovesShown is how many moves an Effect shows.
const MovesShown = 100

// ErrDisagrees is the error of a process whose own calendar, or table of rules, is not the one that the register goes by: it
// was started with other notices, or is another release, than the process that wrote last.
var ErrDisagrees = errors.New("register: another process counts by another calendar")

// Compare says which days are of another kind in one calendar than in another.
func Compare(before, after *holidays.Calendar) Run {
	run := Run{
		Changed: before.ID() != after.ID(), Calendar: BeforeAfter{before.ID(), after.ID()},
		Settled: BeforeAfter{before.SettledThrough().String(), after.SettledThrough().String()}, Days: []ChangedDay{},
	}
	if !run.Changed {
		return run
	}
	for is := range after.Days(after.Range()) {
		if was := before.Day(is.Date); was.Kind != is.Kind {
			run.Days = append(run.Days, ChangedDay{is.Date, was, is})
		}
	}
	return run
}

// Add stores a notice, or the text of a layer, and computes every open filing again. What the register or its calendar has
// already changes nothing. A notice that contradicts the calendar is an *Error, one that departs from the statute wraps a
// *holidays.StatuteError.
func (r *Register) Add(ctx context.Context, who string, n holidays.Notice, dryRun bool) (Effect, error) {
	text, err := n.MarshalText()
	if err != nil {
		return Effect{}, err
	}
	added := Stored{Kind: "notice", Notice: n}
	if n.Year == 0 {
		added.Kind = "layer"
	}
	if added.Kind == "layer" && (strings.ContainsAny(n.Title, ",，、;；") || utf8.RuneCountInString(n.Title) > 100) {
		return Effect{}, refuse(ErrInvalid, "", "layer %.60q: want a name of at most 100 characters, without commas and semicolons, which stand between names", n.Title)
	}
	return r.change(ctx, Run{By: who, Cause: added.Kind, Name: added.Name()}, dryRun, func(t *tx, s *state, run *Run) ([]Stored, error) {
		for _, held := range s.stored {
			if same, err := held.Notice.MarshalText(); err != nil || string(same) == string(text) {
				return nil, err
			}
		}
		if added.Kind == "notice" {
			switch c, err := s.calendar.With(n); {
			case err != nil:
				return nil, contradiction(err)
			case c.ID() == s.calendar.ID():
				return nil, nil
			}
		}
		err := t.row(`INSERT INTO notices (kind, name, text, stored, stored_by, withdrawn, withdrawn_by) VALUES (?, ?, ?, ?, ?, '', '') RETURNING id`,
			added.Kind, run.Name, string(text), now(), who).Scan(&added.ID)
		run.Notice = added.ID
		return append(slices.Clone(s.stored), added), err
	})
}

func contradiction(err error) error {
	if statute := (*holidays.StatuteError)(nil); errors.As(err, &statute) {
		return err
	}
	return refuse(ErrConflict, "", "%s", strings.TrimPrefix(err.Error(), "holidays: "))
}

// Withdraw takes a stored notice, or text of a layer, out of use and computes every open filing again. It stays in the list.
func (r *Register) Withdraw(ctx context.Context, who string, id int64, dryRun bool) (Effect, error) {
	return r.change(ctx, Run{By: who, Cause: "withdrawn", Notice: id}, dryRun, func(t *tx, s *state, run *Run) ([]Stored, error) {
		i := slices.IndexFunc(s.stored, func(held Stored) bool { return held.ID == id })
		if i < 0 {
			return nil, refuse(ErrNotFound, "id", "no notice %d is in use: GET /v1/notices lists them", id)
		}
		run.Name = s.stored[i].Name()
		return slices.Delete(slices.Clone(s.stored), i, i+1), t.withdraw(id, who)
	})
}

func (t *tx) withdraw(id int64, who string) error {
	_, err := t.exec("UPDATE notices SET withdrawn = ?, withdrawn_by = ? WHERE id = ?", now(), who, id)
	return err
}

// Rebase changes the calendar that the stored notices are added to, and computes every open filing again where the calendar or
// the table of rules is another than that of whoever wrote last. A stored notice for a year that the release has built in is
// withdrawn where it contradicts that, and the log says so. Any other that contradicts the new calendar is an error.
func (r *Register) Rebase(ctx context.Context, who string, base *holidays.Calendar) (Effect, error) {
	var e Effect
	err := r.transact(ctx, func(t *tx) error {
		g, stored, err := t.held("UPDATE")
		if err != nil {
			return err
		}
		kept := []Stored{}
		for _, held := range stored {
			_, contradicts := newState(base, append(slices.Clone(kept), held))
			switch {
			case contradicts == nil:
				kept = append(kept, held)
				continue
			case !isBuiltIn(held.Notice.Year):
				return fmt.Errorf("register: the stored notice %d, %s, contradicts the notices below it: %w; start without those, and withdraw this one if it is wrong", held.ID, held.Name(), contradicts)
			}
			if err := t.withdraw(held.ID, "service"); err != nil {
				return err
			}
			r.log.Warn("a stored notice contradicts the release, and is withdrawn", "id", held.ID, "name", held.Name(), "error", contradicts)
		}
		s, err := newState(base, kept)
		if err != nil {
			return err
		}
		e = Effect{Run: r.since(g, s, stored), Moves: []Change{}}
		e.By, e.Cause, e.Name = who, "calendar", s.calendar.ID()
		known := s.generation // the number apart
		if known.number = g.number; known == g && len(kept) == len(stored) {
			s.number, t.next = g.number, s
			return nil
		}
		return t.rerun(g, s, &e)
	})
	return e, err
}

// isBuiltIn reports whether the release has the notice for a year.
func isBuiltIn(year int) bool {
	return slices.ContainsFunc(holidays.China().Notices(), func(n holidays.Notice) bool { return n.Year == year })
}

// since compares the calendar of a generation with that of a state. Where the former is not to be had any more, it says no days.
func (r *Register) since(g generation, s *state, stored []Stored) Run {
	calendars := []*holidays.Calendar{s.calendar}
	if now := r.current.Load(); now != nil {
		calendars = append(calendars, now.calendar)
	}
	if with, err := newState(holidays.China(), stored); err == nil {
		calendars = append(calendars, with.calendar)
	}
	for _, c := range calendars {
		if before, ok := c.Find(g.calendar); ok {
			return Compare(before, s.calendar)
		}
	}
	run := Compare(s.calendar, s.calendar)
	run.Calendar.Before, run.Settled.Before, run.Changed = g.calendar, "", g.calendar != run.Calendar.After
	return run
}

// change changes what is stored, and computes every open filing again. What f returns is stored afterwards; nil: as before.
func (r *Register) change(ctx context.Context, run Run, dryRun bool, f func(*tx, *state, *Run) ([]Stored, error)) (Effect, error) {
	var e Effect
	err := r.transact(ctx, func(t *tx) error {
		s, err := t.agreed("UPDATE")
		if err != nil {
			return err
		}
		run := run
		stored, err := f(t, s, &run)
		if err != nil {
			return err
		}
		next := s
		if stored != nil {
			if next, err = newState(s.base, stored); err != nil {
				return contradiction(err)
			}
		}
		before, after := s.calendar, next.calendar
		if _, layer := s.layers[run.Name]; layer || run.Cause == "layer" { // what it does alone over the calendar
			if layer {
				before, err = s.calendarOf([]string{run.Name})
			}
			if _, kept := next.layers[run.Name]; kept && err == nil {
				after, err = next.calendarOf([]string{run.Name})
			}
			if err != nil {
				return contradiction(err)
			}
		}
		e = Effect{Run: Compare(before, after), DryRun: dryRun, Moves: []Change{}}
		e.By, e.Cause, e.Name, e.Notice = run.By, run.Cause, run.Name, run.Notice
		if stored == nil {
			return nil
		}
		if err := t.rerun(s.generation, next, &e); err != nil {
			return err
		}
		if dryRun {
			e.ID, e.Notice = 0, 0
			return errDryRun
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return Effect{}, err
	}
	return e, nil
}

// rerun computes every open filing by a new state, and stores what changed and the run itself.
func (t *tx) rerun(g generation, s *state, e *Effect) error {
	s.number, t.next = g.number+1, s
	if _, err := t.exec("UPDATE meta SET generation = ?, calendar = ?, rules = ? WHERE id = 1", s.number, s.generation.calendar, s.rules); err != nil {
		return err
	}
	moved, err := t.moved(g, s, e)
	if err != nil || g.calendar == "" && len(moved) == 0 { // the register is new
		return err
	}
	at := now()
	days, err := json.Marshal(e.Days)
	if err != nil {
		return err
	}
	e.At, e.Moved = parseTime(at), len(moved)
	err = t.row("INSERT INTO runs ("+strings.Join(runColumns[1:], ", ")+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
		at, e.By, e.Cause, e.Name, e.Notice, e.Calendar.Before, e.Calendar.After, e.Settled.Before, e.Settled.After, string(days), e.Examined, e.Moved).Scan(&e.ID)
	if err != nil {
		return err
	}
	after, history := make([]Filing, len(moved)), make([][]any, len(moved))
	for i, m := range moved {
		changed := differences(m.before, m.after)
		after[i], history[i] = m.after, historyRow(m.after, at, e.By, "moved", e.ID, changed)
		after[i].Updated = e.At
		if i < MovesShown {
			e.Moves = append(e.Moves, Change{m.after.ID, m.after.Revision, e.At, e.By, "moved", e.ID, changed})
		}
	}
	if err := t.update(after, computed); err != nil {
		return err
	}
	return t.insert("history", historyColumns, history, nil)
}

type move struct{ before, after Filing }

// moved computes every open filing by a state, and returns those with another answer than before.
func (t *tx) moved(g generation, s *state, e *Effect) ([]move, error) {
	// Said so, SQLite walks the table in its own order, and not an index in another.
	rows, err := t.query(selectFilings + " WHERE status NOT IN ('filed', 'cancelled') ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var moved []move
	for rows.Next() {
		f, _, err := scanFiling(rows)
		if err != nil {
			return nil, err
		}
		e.Examined++
		before := f
		a, err := s.answer(f.Entry)
		switch {
		case err == nil:
			f.Answer = a
		case f.Answer.Problem == "": // the last answer is kept, with the calendar that it is of
			f.Answer.Calendar = t.countedBy(g, f.Layers)
			fallthrough
		default:
			f.Answer.Problem, f.Answer.Provisional = err.Error(), true
		}
		a = f.Answer
		a.Calendar = before.Answer.Calendar // by itself it moves nothing
		if a != before.Answer {
			f.Revision++
			moved = append(moved, move{before, f})
		}
	}
	return moved, rows.Err()
}

// countedBy returns the ID of the calendar that open filings with these layers were answered by in a generation, "" where it is
// not to be had any more.
func (t *tx) countedBy(g generation, layers []string) string {
	if len(layers) == 0 {
		return g.calendar
	}
	if now := t.r.current.Load(); now != nil && now.generation == g {
		if c, err := now.calendarOf(layers); err == nil {
			return c.ID()
		}
	}
	return ""
}

// held returns the generation, held in a mode until the end of the transaction, and what is stored and in use.
func (t *tx) held(mode string) (g generation, stored []Stored, err error) {
	if err = scanGeneration(t.row(selectGeneration+t.lock(mode)), &g); err != nil {
		return g, nil, err
	}
	stored, err = readStored(t.query(selectStored + " WHERE withdrawn = '' ORDER BY id"))
	return g, stored, err
}

// agreed returns the state that the database goes by: SHARE holds it for a filing that is answered by it, UPDATE for a change.
// It is ErrDisagrees where this process would count otherwise.
func (t *tx) agreed(mode string) (*state, error) {
	g, stored, err := t.held(mode)
	if err != nil {
		return nil, err
	}
	now := t.r.current.Load()
	if now.generation == g {
		return now, nil
	}
	s, err := newState(now.base, stored)
	if err != nil {
		return nil, errors.Join(ErrDisagrees, err)
	}
	if s.generation.calendar != g.calendar || s.rules != g.rules {
		return nil, fmt.Errorf("%w: %s, this one by %s", ErrDisagrees, g.calendar, s.generation.calendar)
	}
	s.number, t.next = g.number, s
	return s, nil
}

// newState adds what is stored to a calendar.
func newState(base *holidays.Calendar, stored []Stored) (*state, error) {
	s := &state{base: base, stored: stored, layers: map[string][]holidays.Notice{}, layered: new(sync.Map), kept: new(atomic.Int64)}
	var notices []holidays.Notice
	for _, held := range stored {
		if held.Kind == "layer" {
			s.layers[held.Name()] = append(s.layers[held.Name()], held.Notice)
		} else {
			notices = append(notices, held.Notice)
		}
	}
	var err error
	if s.calendar, err = base.With(notices...); err != nil {
		return nil, err
	}
	for name := range s.layers {
		if _, err := s.calendarOf([]string{name}); err != nil {
			return nil, err
		}
	}
	s.generation.calendar, s.rules = s.calendar.ID(), rulesDigest()
	return s, nil
}

const selectStored = "SELECT id, kind, text, stored, stored_by, withdrawn, withdrawn_by FROM notices"

func readStored(rows *sql.Rows, err error) ([]Stored, error) {
	return collect(rows, err, func(rows *sql.Rows) (s Stored, err error) {
		var text, stored, withdrawn string
		if err := rows.Scan(&s.ID, &s.Kind, &text, &stored, &s.StoredBy, &withdrawn, &s.WithdrawnBy); err != nil {
			return s, err
		}
		if err := s.Notice.UnmarshalText([]byte(text)); err != nil {
			return s, fmt.Errorf("register: stored notice %d: %w", s.ID, err)
		}
		s.Stored, s.Withdrawn = parseTime(stored), parseTime(withdrawn)
		return s, nil
	})
}

// Notices returns every notice and text of a layer that was ever stored, in order.
func (r *Register) Notices(ctx context.Context) ([]Stored, error) {
	return readStored(r.db.QueryContext(ctx, selectStored+" ORDER BY id"))
}

var runColumns = []string{"id", "at", "by", "cause", "name", "notice", "before", "after", "settled_before", "settled_after", "days", "examined", "moved"}

// Runs returns the newest runs, the newest first, at most so many.
func (r *Register) Runs(ctx context.Context, limit int) ([]Run, error) {
	return r.runs(ctx, fmt.Sprintf("ORDER BY id DESC LIMIT %d", limit))
}

// Run returns a run. There may be none: ErrNotFound.
func (r *Register) Run(ctx context.Context, id int64) (Run, error) {
	found, err := r.runs(ctx, "WHERE id = ?", id)
	switch {
	case err != nil:
		return Run{}, err
	case len(found) == 0:
		return Run{}, refuse(ErrNotFound, "id", "no run %d", id)
	}
	return found[0], nil
}

func (r *Register) runs(ctx context.Context, condition string, args ...any) ([]Run, error) {
	rows, err := r.db.QueryContext(ctx, r.rebind("SELECT "+strings.Join(runColumns, ", ")+" FROM runs "+condition), args...)
	return collect(rows, err, func(rows *sql.Rows) (run Run, err error) {
		var at, days string
		if err := rows.Scan(&run.ID, &at, &run.By, &run.Cause, &run.Name, &run.Notice, &run.Calendar.Before, &run.Calendar.After,
			&run.Settled.Before, &run.Settled.After, &days, &run.Examined, &run.Moved); err != nil {
			return run, err
		}
		run.At, run.Changed = parseTime(at), run.Calendar.Before != run.Calendar.After
		err = json.Unmarshal([]byte(days), &run.Days)
		return run, err
	})
}
