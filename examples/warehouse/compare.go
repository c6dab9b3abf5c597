package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// An answer is a row of due_dates; zero dates are NULL.
type answer struct{ opens, due, safeBy, unsettled holidays.Date }

// A tally says what was compared.
type tally struct{ final, provisional, announced, unanswered int }

func (t tally) String() string {
	return fmt.Sprintf("%d final and %d provisional answers, %d announced dates, %d events without an answer",
		t.final, t.provisional, t.announced, t.unanswered)
}

// compare asks the library about every event, and returns an error for the first answer that differs.
func (h *warehouse) compare(ctx context.Context, rules []deadline.Rule, unanswered map[int]string, c *holidays.Calendar) (t tally, err error) {
	byID := map[string]deadline.Rule{}
	for _, r := range rules {
		byID[r.ID] = r
	}
	rows, err := h.conn.QueryContext(ctx, `SELECT e.event_id, e.rule_id, e.trigger_date, d.event_id IS NOT NULL, d.opens, d.due, d.safe_by, d.first_unsettled
		FROM events e LEFT JOIN due_dates d ON d.event_id = e.event_id`)
	if err != nil {
		return t, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		var rule string
		var trigger holidays.Date
		var answered bool
		var got answer
		if err := rows.Scan(&id, &rule, &trigger, &answered, &got.opens, &got.due, &got.safeBy, &got.unsettled); err != nil {
			return t, err
		}
		r := byID[rule]
		want, reason := expect(r, trigger, c)
		if r.ID == "" && !trigger.IsZero() {
			reason = "no such rule"
		}
		switch {
		case answered != (reason == "") || unanswered[id] != reason:
			return t, fmt.Errorf("%s from %v: got %v, %q; the library: %v, %q", rule, trigger, got, unanswered[id], want, reason)
		case got != want:
			return t, fmt.Errorf("%s from %v: got %v; the library: %v", rule, trigger, got, want)
		case !answered:
			t.unanswered++
		case isAnnounced(r, trigger):
			t.announced++
		case !got.unsettled.IsZero():
			t.provisional++
		default:
			t.final++
		}
	}
	return t, rows.Err()
}

// expect returns what the library answers, in the terms of due_dates, or the reason why it gives no answer.
func expect(r deadline.Rule, trigger holidays.Date, c *holidays.Calendar) (answer, string) {
	result, err := deadline.Compute(r, trigger, c)
	var outside *holidays.RangeError
	switch {
	case trigger.IsZero():
		return answer{}, "no trigger"
	case errors.Is(err, deadline.ErrNotInForce):
		return answer{}, "the rule is not in force"
	case errors.As(err, &outside) && outside.Date == trigger && outside.Days == 0:
		return answer{}, "the trigger is outside the calendar"
	case errors.Is(err, holidays.ErrOutOfRange):
		return answer{}, "the count leaves the calendar"
	case err != nil && !errors.Is(err, holidays.ErrProvisional):
		return answer{}, err.Error()
	}
	a := answer{result.Opens, result.Due, result.SafeBy, result.Unsettled}
	if safeIsBounded(result, c) {
		a.safeBy = holidays.Date{}
	}
	return a, ""
}

// safeIsBounded reports whether SafeBy hangs on unsettled days, so that the library had to find the earliest day it can turn
// out to be.
func safeIsBounded(r deadline.Result, c *holidays.Calendar) bool {
	limit := r.Rule.Limit
	var err error
	switch {
	case isAnnounced(r.Rule, r.Trigger):
		_, err = c.Add(r.Due, -1)
	case limit.Direction == deadline.After && limit.Unit == deadline.Workdays:
		n := limit.N
		if day := c.Day(r.Trigger); day.Kind.IsWorkday() || !day.Settled {
			n-- // the day of the event counted as day 1
		}
		_, err = c.Add(r.Trigger, n)
	case limit.Direction == deadline.Within: // opens can be provisional where the last working day of the window is not
		_, err = c.Previous(r.Due)
	default:
		err = r.Err()
	}
	return err != nil
}

func isAnnounced(r deadline.Rule, trigger holidays.Date) bool {
	return !r.Transition.Due.IsZero() && (trigger.Before(r.Since) || r.Limit == deadline.Limit{})
}

// compareBetween compares the count between any day and days around it, both ways, with Calendar.Count.
func (h *warehouse) compareBetween(ctx context.Context, c *holidays.Calendar) (int, time.Duration, error) {
	_, err := h.conn.ExecContext(ctx, `INSERT INTO periods
		SELECT ROW_NUMBER() OVER (ORDER BY a.date, b.date), a.date, b.date
		FROM workday_days a JOIN workday_days b ON b.day_number IN (a.day_number - 400, a.day_number - 30, a.day_number - 1,
			a.day_number, a.day_number + 1, a.day_number + 7, a.day_number + 45, a.day_number + 365)`)
	if err != nil {
		return 0, 0, fmt.Errorf("periods: %w", err)
	}
	start := time.Now()
	rows, err := h.conn.QueryContext(ctx, "SELECT p.after_date, p.through_date, q.workdays, q.first_unsettled FROM periods p JOIN ("+
		strings.TrimSuffix(strings.TrimSpace(query("between")), ";")+") AS q ON q.period_id = p.period_id")
	if err != nil {
		return 0, 0, fmt.Errorf("between: %w", err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var after, through, unsettled holidays.Date
		var got int
		if err := rows.Scan(&after, &through, &got, &unsettled); err != nil {
			return n, 0, err
		}
		want, err := c.Count(after, through)
		var provisional *holidays.ProvisionalError
		if errors.As(err, &provisional) {
			err = nil
		} else {
			provisional = new(holidays.ProvisionalError)
		}
		if err != nil || got != want || unsettled != provisional.From {
			return n, 0, fmt.Errorf("between %v and %v: got %d, %v; the library: %d, %v, %v", after, through, got, unsettled, want, provisional.From, err)
		}
	}
	return n, time.Since(start), rows.Err()
}

// compareThirty runs the query of one join for every day from first to last.
func (h *warehouse) compareThirty(ctx context.Context, c *holidays.Calendar, first, last holidays.Date) (n int, took time.Duration, err error) {
	start := time.Now()
	before, after, _ := strings.Cut(query("thirty"), "WHERE t.date = '2025-06-03'")
	for trigger := first; !trigger.After(last); trigger = trigger.AddDays(1) {
		var due holidays.Date
		var settled bool
		err := h.conn.QueryRowContext(ctx, before+"WHERE t.date = $1"+after, trigger).Scan(&due, &settled)
		want, addErr := c.Add(trigger, 30)
		if errors.Is(addErr, holidays.ErrProvisional) {
			addErr = nil
		}
		if err = errors.Join(err, addErr); err != nil || due != want || settled != c.Day(want).Settled {
			return n, 0, fmt.Errorf("thirty after %v: got %v, %v; the library: %v, %v", trigger, due, settled, want, err)
		}
		n++
	}
	return n, time.Since(start), nil
}
