package deadline_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// asked are the rules of the laws: the table, each rule as if it had always been in force, and limits of every unit and
// direction.
func asked() (rules []deadline.Rule) {
	for _, r := range deadline.Rules() {
		if r.Limit != (deadline.Limit{}) {
			rules = append(rules, always(r))
		}
	}
	for _, n := range []int{1, 2, 5, 30} {
		for _, r := range ownRulesOf(n) {
			if r.Limit.Unit != deadline.Years || n < 3 {
				rules = append(rules, r)
				r.Questions = rule("car.yearly").Questions // before_day: a date with 前
				rules = append(rules, r)
			}
		}
	}
	return rules
}

// isEvent reports whether a rule has an event on a day.
func isEvent(r deadline.Rule, d holidays.Date) bool {
	if r.Every == 0 {
		return true
	}
	for range r.Triggers(d, d) {
		return true
	}
	return false
}

// A final answer is what walking from day to day gives: due by the prevailing reading, and safe by the last working day
// that is in time under every reading.
func TestFinalAnswersAgreeWithWalking(t *testing.T) {
	c := holidays.China()
	w := newWorld(c)
	answers := 0
	for _, r := range asked() {
		for trigger := range triggers(3) {
			if !isEvent(r, trigger) {
				continue
			}
			result, err := deadline.Compute(r, trigger, c)
			if err != nil && !isDraft(err) || !result.EstimatedFrom.IsZero() {
				continue
			}
			all := w.readings(r, trigger)
			first, last := limits(all)
			want := w.lastWorked(first, last)
			switch {
			case r.Limit.NoAdjust:
				want = last // no filing: whatever day it is
			case want.IsZero(): // days off only: any of them is as good as another
				require.False(t, result.SafeBy.Before(first) && result.SafeBy.Before(last) || result.SafeBy.After(last) && last.After(first),
					"%s %v from %v: safe by %v", r.ID, r.Limit, trigger, result.SafeBy)
				continue
			}
			require.Equal(t, all[0].last, result.Due, "%s %v from %v", r.ID, r.Limit, trigger)
			require.Equal(t, all[0].opens, result.Opens, "%s %v from %v", r.ID, r.Limit, trigger)
			require.Equal(t, want, result.SafeBy, "%s %v from %v: %+v", r.ID, r.Limit, trigger, all)
			for _, reading := range all[1:] {
				if reading.last != all[0].last && answers%10 == 0 { // words take their time
					require.Contains(t, moving(result), reading.code, "%s %v from %v: the reading has its caveat", r.ID, r.Limit, trigger)
				}
			}
			answers++
		}
	}
	require.Greater(t, answers, 50_000)
	t.Logf("%d final answers", answers)
}

// moving returns the codes of the caveats that are marked as moving the date.
func moving(r deadline.Result) (codes []string) {
	for _, c := range r.Caveats() {
		if c.MovesDate {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// SafeBy is never late: whatever notices and statutes came afterwards, the day was in time under every reading. It stands on
// the day before each notice, and before the statute of 2024, and asks about every trigger that its year touches. A window
// that opens later than was estimated is left out: SafeBy is never before Opens.
func TestSafeByIsNeverLate(t *testing.T) {
	china := holidays.China()
	truth := newWorld(china)
	final, provisional := 0, 0
	type standpoint struct {
		asked holidays.Date
		year  int
	}
	standpoints := []standpoint{{date("2024-11-09"), 2025}} // 国务院令第795号 is of 2024-11-10
	for _, n := range china.Notices() {
		if n.Amends == "" && n.Year >= 2008 {
			standpoints = append(standpoints, standpoint{n.Issued.AddDays(-1), n.Year})
		}
	}
	for _, n := range standpoints {
		known := china.AsOf(n.asked)
		for _, r := range asked() {
			if r.Limit.Unit == deadline.Years {
				continue
			}
			for d := holidays.NewDate(n.year-1, 11, 1); d.Year() <= n.year && !d.After(date("2026-10-31")); d = d.AddDays(2) {
				if !isEvent(r, d) {
					continue
				}
				result, err := deadline.Compute(r, d, known)
				if result.Due.IsZero() {
					require.ErrorIs(t, err, holidays.ErrOutOfRange)
					continue
				}
				require.False(t, result.SafeBy.Before(result.Opens) || result.SafeBy.After(result.Due), "%s %v from %v", r.ID, r.Limit, d)
				first, last := limits(truth.readings(r, d))
				// Order 644 of 2013 gave 除夕 back as a working day: the one change of the statute that made a count shorter.
				touched := amended(result.SafeBy, result.Due, d, n.asked) || n.year == 2014 && r.Limit.Direction == deadline.After
				if result.EstimatedFrom.IsZero() {
					final++
				} else {
					provisional++
				}
				if result.SafeBy == result.Opens || last.Before(first) || touched {
					continue
				}
				require.False(t, result.SafeBy.After(last), "%s %v from %v, asked on %v: safe by %v, in time until %v", r.ID, r.Limit, d, n.asked, result.SafeBy, last)
			}
		}
	}
	require.Greater(t, provisional, 50_000)
	t.Logf("%d final and %d provisional answers", final, provisional)
}

// amended reports whether one of the three amendments, issued later, changed a day near the count.
func amended(safe, due, trigger, asked holidays.Date) bool {
	for _, a := range [...]struct{ issued, first, last string }{
		{"2015-05-13", "2015-09-03", "2015-09-06"}, {"2019-03-22", "2019-04-28", "2019-05-05"}, {"2020-01-26", "2020-01-31", "2020-02-02"},
	} {
		from, to := safe, due
		if trigger.Before(from) {
			from = trigger
		}
		if trigger.After(to) {
			to = trigger
		}
		if date(a.issued).After(asked) && !date(a.last).Before(from.AddDays(-10)) && !date(a.first).After(to.AddDays(10)) {
			return true
		}
	}
	return false
}

// With a layer, the due date is the layer's and SafeBy is in time with it and without it; and no layer makes a provisional
// answer final.
func TestLayeredAnswers(t *testing.T) {
	for name, over := range regions(t, holidays.China()) {
		local, national := newWorld(over), newWorld(holidays.China())
		answers := 0
		for _, r := range asked() {
			for trigger := range triggers(11) {
				if !isEvent(r, trigger) {
					continue
				}
				result, _ := deadline.Compute(r, trigger, over)
				bare, _ := deadline.Compute(r, trigger, holidays.China())
				if result.Due.IsZero() || bare.Due.IsZero() {
					continue
				}
				require.False(t, result.EstimatedFrom.IsZero() && !bare.EstimatedFrom.IsZero(), "%s: %s from %v", name, r.ID, trigger)
				if !result.EstimatedFrom.IsZero() {
					continue
				}
				all := local.readings(r, trigger)
				require.Equal(t, all[0].last, result.Due, "%s: %s %v from %v", name, r.ID, r.Limit, trigger)
				for _, w := range []*world{local, national} {
					if first, last := limits(w.readings(r, trigger)); result.SafeBy != result.Opens && !last.Before(first) {
						require.False(t, result.SafeBy.After(last), "%s: %s %v from %v: safe by %v, in time until %v", name, r.ID, r.Limit, trigger, result.SafeBy, last)
						require.True(t, r.Limit.NoAdjust || w.isWorked(result.SafeBy) || !bothWorked(local, national, result.Opens, result.SafeBy),
							"%s: %s %v from %v: safe by %v", name, r.ID, r.Limit, trigger, result.SafeBy)
					}
				}
				answers++
			}
		}
		require.Greater(t, answers, 10_000, name)
		assert.Contains(t, moving(must(t, deadline.FaceReached(), "2025-07-01", over)), "local_days", name)
	}
}

// bothWorked reports whether two calendars have a working day in common from the first day to the last.
func bothWorked(a, b *world, first, last holidays.Date) bool {
	for d := last; !d.Before(first) && d.After(worldFirst); d = d.AddDays(-1) {
		if a.isWorked(d) && b.isWorked(d) {
			return true
		}
	}
	return false
}

// Explain and Steps vouch for nothing that Compute does not give.
func TestEditedResultsAreRefused(t *testing.T) {
	c := holidays.China()
	right := must(t, deadline.FaceReached(), "2025-06-03", c)
	var text countingWriter
	require.NoError(t, right.Explain(&text, c, deadline.English))
	require.Positive(t, text)
	edits := map[string]func(*deadline.Result){
		"due":       func(r *deadline.Result) { r.Due = r.Due.AddDays(10) },
		"far due":   func(r *deadline.Result) { r.Due = date("9998-01-01") },
		"safe by":   func(r *deadline.Result) { r.SafeBy = r.SafeBy.AddDays(-1) },
		"estimated": func(r *deadline.Result) { r.EstimatedFrom = r.Due },
		"limit":     func(r *deadline.Result) { r.Rule.Limit.N++ },
		"calendar":  func(r *deadline.Result) { r.Calendar += "0" },
		"a line":    func(r *deadline.Result) { r.Rule.Title.EN += "\nDue  2026-01-01" },
		"zero":      func(r *deadline.Result) { *r = deadline.Result{} },
	}
	for name, edit := range edits {
		r := right
		edit(&r)
		text = 0
		assert.ErrorIs(t, r.Explain(&text, c, deadline.Chinese), deadline.ErrInvalid, name)
		assert.Zero(t, text, "%s: nothing is written", name)
		for range r.Steps(c) {
			assert.Fail(t, "a step", name)
		}
	}
	assert.ErrorIs(t, right.Explain(nil, c, deadline.English), deadline.ErrInvalid)
}

type countingWriter int

func (w *countingWriter) Write(b []byte) (int, error) {
	*w += countingWriter(len(b))
	return len(b), nil
}

// A draft is not law: its answer is complete, and never final.
func TestDrafts(t *testing.T) {
	result, err := deadline.Compute(rule("face.draft2023"), date("2025-06-03"), holidays.China())
	require.ErrorIs(t, err, deadline.ErrNotInForce)
	assert.Equal(t, "2025-07-15 (draft rule)", result.String())
	assert.False(t, result.Final())
	assert.Equal(t, err, result.Err())
	_, err = holidays.AllowProvisional(deadline.Compute(rule("face.draft2023"), date("2026-12-01"), holidays.China()))
	assert.ErrorIs(t, err, deadline.ErrNotInForce, "a provisional draft is a draft")
	assert.False(t, errors.Is(err, holidays.ErrProvisional))
}
