package deadline_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// For every trigger of 2008 to 2026 and every rule of the table: Compute, which looks dates up in an index, and the walker,
// which goes from day to day, give the same dates, and an error exactly if the walker came by an unsettled day.
func TestComputeLaw(t *testing.T) {
	c := holidays.China()
	w := newWalker(c)
	for _, r := range deadline.Rules() {
		always := r // as if it had always been in force, and no date had been announced
		always.Since, always.Transition = holidays.Date{}, deadline.Transition{}
		for trigger := range triggers(1) {
			agree(t, w, c, r, trigger)
			if always.Limit != (deadline.Limit{}) && r.Since != always.Since {
				agree(t, w, c, always, trigger)
			}
		}
	}
}

// The same for limits of every unit and direction, up to hundreds of days; every few days, for it is slow.
func TestComputeLawOfOwnRules(t *testing.T) {
	c := holidays.China()
	w := newWalker(c)
	for _, n := range []int{1, 2, 3, 5, 12, 30, 61, 250} {
		for i, r := range ownRulesOf(n) {
			if r.Limit.Unit == deadline.Years && n > 2 || r.Limit.Unit == deadline.Months && n > 12 {
				continue // walking takes too long
			}
			for trigger := range triggers(5 + n/3 + i%3) {
				agree(t, w, c, r, trigger)
			}
		}
	}
}

// agree fails if the two implementations do not.
func agree(t *testing.T, w *walker, c *holidays.Calendar, r deadline.Rule, trigger holidays.Date) {
	result, err := deadline.Compute(r, trigger, c)
	want := w.compute(r, trigger)
	problem := ""
	switch {
	case want.due.IsZero():
		if !errors.Is(err, deadline.ErrNotInForce) || result != (deadline.Result{}) {
			problem = "not in force"
		}
	case result.Opens != want.opens || result.Due != want.due || result.Unsettled != want.unsettled:
		problem = "the dates differ"
	case (err == nil) != want.unsettled.IsZero() || err != nil && !errors.Is(err, holidays.ErrProvisional):
		problem = "the error differs"
	case result.SafeBy.After(result.Due) || err == nil && result.SafeBy != want.safe:
		problem = "the safe day differs"
	case r.Limit.Unit == deadline.Workdays && r.Limit.Direction != deadline.Within && !want.fixed && !c.IsWorkday(result.Due):
		problem = "a count in working days ends on a working day" // design 6.1
	}
	if problem != "" {
		require.Failf(t, problem, "%s, %v from %v: %v to %v, safe by %v, %v; walking: %v", r.ID, r.Limit, trigger, result.Opens, result, result.SafeBy, err, want)
	}
}

// Equal arguments give equal results, whoever asks, and how many at a time.
func TestComputeIsPure(t *testing.T) {
	want := must(t, deadline.FaceReached(), "2025-06-03", holidays.China())
	var wait sync.WaitGroup
	for range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			got, err := deadline.Compute(deadline.FaceReached(), date("2025-06-03"), holidays.China())
			if err != nil || got != want {
				t.Errorf("got %v, %v; want %v", got, err, want)
			}
		}()
	}
	wait.Wait()
	again := holidays.China().AsOf(date("2025-12-31"))
	assert.True(t, want == must(t, deadline.FaceReached(), "2025-06-03", again), "== on Results of equal calendars")
}

// Whatever the unit and direction, an answer costs no allocation.
func TestComputeDoesNotAllocate(t *testing.T) {
	c, trigger, before := holidays.China(), date("2025-06-03"), date("2025-05-31")
	for _, r := range append(ownRulesOf(1), deadline.FaceReached(), rule("export.extend"), rule("export.validity"), rule("icp.changed")) {
		var err error
		allocs := testing.AllocsPerRun(20, func() { _, err = deadline.Compute(r, trigger, c) })
		require.NoError(t, err)
		assert.Zero(t, allocs, "%s %v", r.ID, r.Limit)
	}
	var err error
	r := deadline.FaceReached()
	assert.Zero(t, testing.AllocsPerRun(20, func() { _, err = deadline.Compute(r, before, c) }), "an announced date")
	require.NoError(t, err)
}
