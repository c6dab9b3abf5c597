package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// An answer is a row of answers.sql; zero dates and texts are NULL.
type answer struct {
	opens, due, safeBy holidays.Date
	final, provisional bool
	estimatedFrom      holidays.Date
	status, calendar   string
	reason             string
}

// A tally says what was compared. Of the provisional answers, bounded have no safe date here.
type tally struct{ final, provisional, bounded, drafts, unanswered int }

func (t tally) events() int { return t.final + t.provisional + t.drafts + t.unanswered }

func (t tally) String() string {
	return fmt.Sprintf("%d final answers, %d provisional ones (%d of them without a safe date), %d of drafts, %d events without an answer",
		t.final, t.provisional, t.bounded, t.drafts, t.unanswered)
}

// compare asks the library about every event, and returns an error for the first answer that differs. Of a provisional answer
// the safe date may be missing; there is no other difference, and none in a final answer.
func (h *warehouse) compare(ctx context.Context, rules []deadline.Rule, c *holidays.Calendar) (t tally, took time.Duration, err error) {
	start := time.Now()
	byID := map[string]deadline.Rule{}
	for _, r := range rules {
		byID[r.ID] = r
	}
	rows, err := h.conn.QueryContext(ctx, query("answers"))
	if err != nil {
		return t, 0, fmt.Errorf("answers: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		var rule string
		var trigger holidays.Date
		var got answer
		var status, calendar, reason sql.Null[string]
		if err := rows.Scan(&id, &rule, &trigger, &got.opens, &got.due, &got.safeBy, &got.final, &got.provisional, &got.estimatedFrom,
			&status, &calendar, &reason); err != nil {
			return t, 0, err
		}
		got.status, got.calendar, got.reason = status.V, calendar.V, reason.V
		want := expect(byID, rule, trigger, c)
		switch {
		case got.reason != "":
			t.unanswered++
		case want.status == "draft":
			t.drafts++
		case got.provisional:
			t.provisional++
			if got.safeBy.IsZero() {
				t.bounded++
			}
		default:
			t.final++
		}
		if got.provisional && got.safeBy.IsZero() {
			got.safeBy = want.safeBy
		}
		if got != want {
			return t, 0, fmt.Errorf("%s from %v: got %+v; the library: %+v", rule, trigger, got, want)
		}
	}
	return t, time.Since(start), rows.Err()
}

// expect returns what the library answers, in the terms of answers.sql.
func expect(rules map[string]deadline.Rule, id string, trigger holidays.Date, c *holidays.Calendar) answer {
	rule, ok := rules[id]
	a := answer{status: rule.Status.String()}
	_, outside := c.Add(trigger, 0)
	result, err := deadline.Compute(rule, trigger, c)
	var invalid *deadline.InvalidError
	switch {
	case !result.Due.IsZero():
		a.opens, a.due, a.safeBy, a.estimatedFrom, a.calendar = result.Opens, result.Due, result.SafeBy, result.EstimatedFrom, result.Calendar
		a.final, a.provisional = result.Final(), !result.EstimatedFrom.IsZero()
	case trigger.IsZero():
		a.reason = "no trigger"
	case !ok:
		a.reason = "no such rule"
	case outside != nil:
		a.reason = "the trigger is outside the calendar"
	case errors.As(err, &invalid) && rule.Every != 0:
		a.reason = "the trigger does not end a " + rule.Every.String()
	case errors.Is(err, deadline.ErrNotInForce):
		a.reason = "the rule is not in force"
	case errors.Is(err, holidays.ErrOutOfRange):
		a.reason = "the count leaves the calendar"
	default:
		a.reason = err.Error()
	}
	return a
}

// compareBetween compares the count between any day and days around it, both ways, with Calendar.Count.
func (h *warehouse) compareBetween(ctx context.Context, c *holidays.Calendar) (int, time.Duration, error) {
	_, err := h.exec(ctx, `INSERT INTO periods
		SELECT ROW_NUMBER() OVER (ORDER BY a.date, b.date), a.date, b.date
		FROM workday_days a JOIN workday_days b ON b.day_number IN (a.day_number - 400, a.day_number - 30, a.day_number - 1,
			a.day_number, a.day_number + 1, a.day_number + 7, a.day_number + 45, a.day_number + 365)`)
	if err != nil {
		return 0, 0, fmt.Errorf("periods: %w", err)
	}
	start := time.Now()
	rows, err := h.conn.QueryContext(ctx, "SELECT p.after_date, p.through_date, q.workdays, q.estimated_from FROM periods p JOIN ("+
		strings.TrimSuffix(strings.TrimSpace(query("between")), ";")+") AS q ON q.period_id = p.period_id")
	if err != nil {
		return 0, 0, fmt.Errorf("between: %w", err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var after, through, estimated holidays.Date
		var got int
		if err := rows.Scan(&after, &through, &got, &estimated); err != nil {
			return n, 0, err
		}
		want, err := c.Count(after, through)
		provisional := &holidays.ProvisionalError{}
		if errors.As(err, &provisional) {
			err = nil
		}
		if err != nil || got != want || estimated != provisional.From {
			return n, 0, fmt.Errorf("between %v and %v: got %d, %v; the library: %d, %v, %v", after, through, got, estimated, want, provisional.From, err)
		}
	}
	return n, time.Since(start), rows.Err()
}

// compareThirty runs the query of one join for every day from first to last.
func (h *warehouse) compareThirty(ctx context.Context, c *holidays.Calendar, first, last holidays.Date) (n int, took time.Duration, err error) {
	start := time.Now()
	text := h.numbered(strings.Replace(query("thirty"), "'2025-06-03'", "?", 1))
	for trigger := first; !trigger.After(last); trigger = trigger.AddDays(1) {
		var due holidays.Date
		var settled bool
		var id string
		err := h.conn.QueryRowContext(ctx, text, trigger).Scan(&due, &settled, &id)
		want, addErr := holidays.AllowProvisional(c.Add(trigger, 30))
		if err = errors.Join(err, addErr); err != nil || due != want || settled != c.Day(want).Settled || id != c.ID() {
			return n, 0, fmt.Errorf("thirty after %v: got %v, %v, %s; the library: %v, %v", trigger, due, settled, id, want, err)
		}
		n++
	}
	return n, time.Since(start), nil
}
