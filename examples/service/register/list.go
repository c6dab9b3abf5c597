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
func (r *Register) where(ctx context.Context, q Query) (condition string, args []any, err error) {
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
		within, values, err := r.dueWithin(ctx, q.Today, *q.DueWithin)
		if err != nil {
			return "", nil, err
		}
		add(within, values...)
	}
	return strings.Join(all, " AND "), args, nil
}

// dueWithin counts for each choice of layers by its own calendar.
func (r *Register) dueWithin(ctx context.Context, today holidays.Date, n int) (string, []any, error) {
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
		c, err := r.CalendarOf(splitLayers(layers))
		if err != nil { // a layer is withdrawn, and the filings have a Problem
			c = r.Calendar()
		}
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

// Count returns how many filings a query is about, whatever its cursor and limit.
func (r *Register) Count(ctx context.Context, q Query) (n int, err error) {
	condition, args, err := r.where(ctx, q)
	if err != nil {
		return 0, err
	}
	err = r.db.QueryRowContext(ctx, r.rebind("SELECT COUNT(*) FROM filings WHERE "+condition), args...).Scan(&n)
	return n, err
}

// All yields the filings of a query in order of ID, whatever its cursor and limit, or an error and nothing after it. It reads a
// thousand at a time, so that a consumer that is slow holds nothing in the database.
func (r *Register) All(ctx context.Context, q Query) iter.Seq2[Filing, error] {
	return func(yield func(Filing, error) bool) {
		condition, args, err := r.where(ctx, q)
		if err != nil {
			yield(Filing{}, err)
			return
		}
		query := selectFilings + " WHERE " + condition + " AND id > ? ORDER BY id LIMIT 1000"
		for last, more := int64(0), true; more; {
			var page []Filing
			for f, err := range r.read(ctx, query, append(slices.Clip(args), last)...) {
				if err != nil {
					yield(f, err)
					return
				}
				page = append(page, f)
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
	condition, args, err := r.where(ctx, q)
	if err != nil {
		return nil, err
	}
	if q.After.ID != 0 {
		condition += " AND (due > ? OR due = ? AND id > ?)"
		args = append(args, dateText(q.After.Due), dateText(q.After.Due), q.After.ID)
	}
	if q.Limit > 0 { // found in an index alone, and then read
		condition = fmt.Sprintf("id IN (SELECT id FROM filings WHERE %s ORDER BY due, id LIMIT %d)", condition, q.Limit)
	}
	query := selectFilings + " WHERE " + condition + " ORDER BY due, id"
	found := []Filing{}
	for f, err := range r.read(ctx, query, args...) {
		if err != nil {
			return nil, err
		}
		found = append(found, f)
	}
	return found, nil
}

// read yields what a query of selectFilings finds. Its rows are those of one generation; when another process has made a new
// one, this process takes it over first, so that no row is shown with the calendar of another.
func (r *Register) read(ctx context.Context, query string, args ...any) iter.Seq2[Filing, error] {
	return func(yield func(Filing, error) bool) {
		for {
			s := r.current.Load()
			newer, err := r.rows(ctx, s, yield, query, args...)
			if newer {
				err = r.Ping(ctx)
			}
			if err != nil {
				yield(Filing{}, err)
			}
			if err != nil || !newer {
				return
			}
		}
	}
}

// rows is read for one state. It yields nothing where the rows are of a newer generation.
func (r *Register) rows(ctx context.Context, s *state, yield func(Filing, error) bool, query string, args ...any) (newer bool, err error) {
	rows, err := r.db.QueryContext(ctx, r.rebind(query), args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	for rows.Next() {
		f, generation, err := scanFiling(rows)
		switch {
		case err != nil:
			return false, err
		case generation != s.number:
			return true, nil
		case !yield(s.live(f), nil):
			return false, nil
		}
	}
	return false, rows.Err()
}

// live gives an open filing's answer the ID of the calendar that it is the answer of: a run writes those filings only that it
// moves.
func (s *state) live(f Filing) Filing {
	if c, err := s.calendarOf(f.Layers); err == nil && f.Status == StatusOpen && f.Answer.Problem == "" {
		f.Answer.Calendar = c.ID()
	}
	return f
}

// Get returns a filing. There may be none: ErrNotFound.
func (r *Register) Get(ctx context.Context, id int64) (Filing, error) {
	for f, err := range r.read(ctx, selectFilings+" WHERE id = ?", id) {
		return f, err
	}
	return Filing{}, refuse(ErrNotFound, "id", "no filing %d", id)
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
