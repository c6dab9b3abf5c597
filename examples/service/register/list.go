package register

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Query says which filings are wanted: those to which everything applies that is not zero.
type Query struct {
	Status      []string      // of StatusOpen, StatusFiled and StatusCancelled, and of open ones the states of deadline.State, such as past_safe
	Entity      string        // exactly
	Rule        string        // exactly
	Text        string        // stands in the entity, the reference, the receipt or the key
	Provisional bool          // resting on estimated days, or with a Problem
	DueWithin   *int          // open, and due within so many working days after Today, or overdue
	Today       holidays.Date // to look from
	After       Cursor        // those behind it
	Limit       int           // at most so many; 0: all
}

// A Cursor is a place in what List returns. The zero Cursor is before the first.
type Cursor struct {
	Due holidays.Date
	ID  int64
}

// CursorOf is the place of a filing.
func CursorOf(f Filing) Cursor { return Cursor{f.Answer.Due, f.ID} }

// States are the words that Query.Status knows.
var States = []string{StatusOpen, StatusFiled, StatusCancelled, "not_open", "in_time", "past_safe", "due_today", "overdue"}

// where writes the condition of a query, without its cursor.
func (r *Register) where(ctx context.Context, s *state, q Query) (condition string, args []any, err error) {
	all := []string{"1 = 1"}
	add := func(condition string, values ...any) {
		all, args = append(all, condition), append(args, values...)
	}
	today := dateText(q.Today)
	var either []string
	for _, status := range q.Status {
		open := "status = 'open' AND "
		switch status { // as deadline.Result.Standing has it
		case StatusOpen, StatusFiled, StatusCancelled:
			either, args = append(either, "status = ?"), append(args, status)
		case "overdue":
			either, args = append(either, open+"due < ?"), append(args, today)
		case "due_today":
			either, args = append(either, open+"due = ?"), append(args, today)
		case "past_safe":
			either, args = append(either, open+"safe_by < ? AND due > ?"), append(args, today, today)
		case "in_time":
			either, args = append(either, open+"opens <= ? AND safe_by >= ? AND due > ?"), append(args, today, today, today)
		case "not_open":
			either, args = append(either, open+"opens > ? AND safe_by >= ? AND due > ?"), append(args, today, today, today)
		default:
			return "", nil, refuse(ErrInvalid, "status", "status %.40q: want one of %s", status, strings.Join(States, ", "))
		}
	}
	if len(either) > 0 {
		all = append(all, "("+strings.Join(either, " OR ")+")")
	}
	if q.Entity != "" {
		add("entity = ?", q.Entity)
	}
	if q.Rule != "" {
		add("rule = ?", q.Rule)
	}
	if q.Provisional {
		add("provisional = 1")
	}
	if q.Text != "" {
		add(r.contains, words(q.Text))
	}
	if q.DueWithin != nil {
		within, values, err := r.dueWithin(ctx, s, q.Today, *q.DueWithin)
		if err != nil {
			return "", nil, err
		}
		add(within, values...)
	}
	return strings.Join(all, " AND "), args, nil
}

// dueWithin counts for each choice of layers by its own calendar.
func (r *Register) dueWithin(ctx context.Context, s *state, today holidays.Date, n int) (string, []any, error) {
	if n < 0 {
		return "", nil, refuse(ErrInvalid, "due_within", "due within %d working days: want 0 or more", n)
	}
	rows, err := r.db.QueryContext(ctx, "SELECT '' UNION SELECT layers FROM filings WHERE layers <> ''")
	choices, err := collect(rows, err, scanText)
	if err != nil {
		return "", nil, err
	}
	either, args := []string{}, []any{}
	for _, layers := range choices {
		c := s.countedBy(splitLayers(layers))
		last, err := holidays.AllowProvisional(c.Add(today, n))
		if err != nil {
			return "", nil, refuse(ErrInvalid, "due_within", "%s", err)
		}
		for last.AddDays(1).Before(lastOf(c)) && !c.IsWorkday(last.AddDays(1)) { // days off behind it are no further away
			last = last.AddDays(1)
		}
		either, args = append(either, "layers = ? AND due <= ?"), append(args, layers, dateText(last))
	}
	return "status = 'open' AND (" + strings.Join(either, " OR ") + ")", args, nil
}

func lastOf(c *holidays.Calendar) holidays.Date {
	_, last := c.Range()
	return last
}

func splitLayers(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// steadily reads by the current state, and again by a newer one where what it read turns out to be of that: nothing is shown
// or chosen by the calendar of another generation. read returns the generation that it found, or 0 if it found nothing.
func (r *Register) steadily(ctx context.Context, read func(*state) (int64, error)) error {
	for {
		s := r.current.Load()
		found, err := read(s)
		if err == nil && found == 0 {
			var g generation
			err = scanGeneration(r.db.QueryRowContext(ctx, selectGeneration), &g)
			found = g.number
		}
		if err != nil || found == s.number {
			return err
		}
		if err := r.Ping(ctx); err != nil {
			return err
		}
	}
}

// filings returns what a query of selectFilings finds.
func (r *Register) filings(ctx context.Context, query func(*state) (string, []any, error)) (found []Filing, err error) {
	err = r.steadily(ctx, func(s *state) (generation int64, err error) {
		text, args, err := query(s)
		if err != nil {
			return 0, err
		}
		rows, err := r.db.QueryContext(ctx, r.rebind(text), args...)
		found, err = collect(rows, err, func(rows *sql.Rows) (f Filing, err error) {
			f, generation, err = scanFiling(rows)
			return s.live(f), err
		})
		return generation, err
	})
	return found, err
}

// Count returns how many filings a query is about, whatever its cursor and limit.
func (r *Register) Count(ctx context.Context, q Query) (n int, err error) {
	err = r.steadily(ctx, func(s *state) (generation int64, err error) {
		condition, args, err := r.where(ctx, s, q)
		if err != nil {
			return 0, err
		}
		err = r.db.QueryRowContext(ctx, r.rebind("SELECT (SELECT generation FROM meta), COUNT(*) FROM filings WHERE "+condition), args...).Scan(&generation, &n)
		return generation, err
	})
	return n, err
}

// All yields the filings of a query in order of ID, whatever its cursor and limit, or an error and nothing after it. It reads a
// thousand at a time, so that a consumer that is slow holds nothing in the database.
func (r *Register) All(ctx context.Context, q Query) iter.Seq2[Filing, error] {
	return func(yield func(Filing, error) bool) {
		for last, more := int64(0), true; more; {
			page, err := r.filings(ctx, func(s *state) (string, []any, error) {
				condition, args, err := r.where(ctx, s, q)
				return selectFilings + " WHERE " + condition + " AND id > ? ORDER BY id LIMIT 1000", append(args, last), err
			})
			if err != nil {
				yield(Filing{}, err)
				return
			}
			for _, f := range page {
				if !yield(f, nil) {
					return
				}
				last = f.ID
			}
			more = len(page) == 1000
		}
	}
}

// List returns the filings of a query in order of due date and ID.
func (r *Register) List(ctx context.Context, q Query) ([]Filing, error) {
	return r.filings(ctx, func(s *state) (string, []any, error) {
		condition, args, err := r.where(ctx, s, q)
		if q.After.ID != 0 {
			condition += " AND (due > ? OR due = ? AND id > ?)"
			args = append(args, dateText(q.After.Due), dateText(q.After.Due), q.After.ID)
		}
		if q.Limit > 0 { // found in an index alone, and then read
			condition = fmt.Sprintf("id IN (SELECT id FROM filings WHERE %s ORDER BY due, id LIMIT %d)", condition, q.Limit)
		}
		return selectFilings + " WHERE " + condition + " ORDER BY due, id", args, err
	})
}

// live gives an open filing the calendar that its answer is counted by: a run writes those filings only that it moves.
func (s *state) live(f Filing) Filing {
	if f.calendar = nil; f.Status == StatusOpen {
		f.calendar = s.countedBy(f.Layers)
		if f.Answer.Problem == "" {
			f.Answer.Calendar = f.calendar.ID()
		}
	}
	return f
}

// countedBy returns the calendar with layers over it, or without any where one of them is withdrawn: the filing then has a
// Problem.
func (s *state) countedBy(layers []string) *holidays.Calendar {
	c, err := s.calendarOf(layers)
	if err != nil {
		return s.calendar
	}
	return c
}

// Get returns a filing. There may be none: ErrNotFound.
func (r *Register) Get(ctx context.Context, id int64) (Filing, error) {
	found, err := r.filings(ctx, func(*state) (string, []any, error) { return selectFilings + " WHERE id = ?", []any{id}, nil })
	switch {
	case err != nil:
		return Filing{}, err
	case len(found) == 0:
		return Filing{}, refuse(ErrNotFound, "id", "no filing %d", id)
	}
	return found[0], nil
}

// History returns the changes of a filing, the first one first.
func (r *Register) History(ctx context.Context, filing int64) ([]Change, error) {
	return r.changes(ctx, "filing = ? ORDER BY id", filing)
}

// Moves returns the changes that a run made, in order, behind a filing's ID and at most so many.
func (r *Register) Moves(ctx context.Context, run, after int64, limit int) ([]Change, error) {
	return r.changes(ctx, fmt.Sprintf("run = ? AND run > 0 AND filing > ? ORDER BY filing LIMIT %d", limit), run, after)
}

func (r *Register) changes(ctx context.Context, condition string, args ...any) ([]Change, error) {
	rows, err := r.db.QueryContext(ctx, r.rebind("SELECT "+strings.Join(historyColumns, ", ")+" FROM history WHERE "+condition), args...)
	return collect(rows, err, func(rows *sql.Rows) (c Change, err error) {
		var at, changed string
		if err := rows.Scan(&c.Filing, &c.Revision, &at, &c.By, &c.What, &c.Run, &changed); err != nil {
			return c, err
		}
		c.At = parseTime(at)
		err = json.Unmarshal([]byte(changed), &c.Changed)
		return c, err
	})
}

// Entities returns the names of all entities, in order.
func (r *Register) Entities(ctx context.Context) ([]string, error) {
	rows, err := r.db.QueryContext(ctx, "SELECT DISTINCT entity FROM filings")
	names, err := collect(rows, err, scanText)
	slices.Sort(names)
	return names, err
}
