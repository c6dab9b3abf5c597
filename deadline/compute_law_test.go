package deadline_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// slow counts day by day: the second implementation.
func slow(c *holidays.Calendar, trigger holidays.Date, n int) (due, unsettled holidays.Date) {
	for due = trigger; n > 0; {
		due = due.AddDays(1)
		day := c.Day(due)
		if !day.Settled && unsettled.IsZero() {
			unsettled = due
		}
		if day.Kind == holidays.Workday || day.Kind == holidays.Makeup {
			n--
		}
	}
	return due, unsettled
}

// For every trigger and limit: the due date is the one that counting day by day gives; it is a working day after the
// trigger; SafeBy is not after it, and is the same day exactly if the trigger is a day off; an error comes exactly if an
// unsettled day was counted over.
func TestComputeLaw(t *testing.T) {
	c := holidays.China()
	for _, n := range []int{1, 2, 5, 10, 30, 61} {
		rule := workdays(n)
		for trigger := date("2008-01-01"); trigger.Year() < 2027; trigger = trigger.AddDays(1) {
			result, err := deadline.Compute(rule, trigger, c)
			due, unsettled := slow(c, trigger, n)
			if !assert.ObjectsAreEqual(due, result.Due) || result.Unsettled != unsettled || (err == nil) != unsettled.IsZero() {
				require.Failf(t, "the two counts differ", "%d from %v: %v, %v, %v; slow: %v, %v", n, trigger, result.Due, result.Unsettled, err, due, unsettled)
			}
			if !c.IsWorkday(due) || result.SafeBy.After(due) {
				require.Failf(t, "no safe working day", "%d from %v: due %v, safe by %v", n, trigger, due, result.SafeBy)
			}
			if face, _ := deadline.Compute(deadline.FaceReached(), trigger, c); n == 30 && !trigger.Before(date("2025-06-01")) &&
				(face.Due != due || face.SafeBy != result.SafeBy) {
				require.Failf(t, "a limit is a limit", "face.reached from %v: %v, safe by %v", trigger, face.Due, face.SafeBy)
			}
			if !unsettled.IsZero() {
				require.ErrorIs(t, err, holidays.ErrProvisional)
				continue
			}
			safe := due
			if c.IsWorkday(trigger) {
				safe, _ = slow(c, trigger, n-1)
			}
			if result.SafeBy != safe || (result.SafeBy == due) == c.IsWorkday(trigger) {
				require.Failf(t, "safe by", "%d from %v: %v, want %v", n, trigger, result.SafeBy, safe)
			}
		}
	}
}

// A final answer does not change when the next year's notice comes out, and a safe day that was given before it proves
// to be in time after it, also with the trigger counted as day 1.
func TestComputeBeforeAndAfterANotice(t *testing.T) {
	china := holidays.China()
	provisional := 0
	for _, notice := range china.Notices() {
		if notice.Amends != "" || notice.Year < 2008 {
			continue
		}
		before, after := china.AsOf(notice.Issued.AddDays(-1)), china.AsOf(notice.Issued)
		first, last := holidays.NewDate(notice.Year-1, time.October, 1), holidays.NewDate(notice.Year-1, time.December, 31)
		for trigger := first; !trigger.After(last); trigger = trigger.AddDays(1) {
			for _, n := range []int{1, 5, 30} {
				then, err := deadline.Compute(workdays(n), trigger, before)
				now, finalErr := deadline.Compute(workdays(n), trigger, after)
				require.NoError(t, finalErr)
				if err == nil {
					require.Equal(t, now.Due, then.Due, "%d from %v", n, trigger)
					continue
				}
				provisional++
				require.False(t, then.SafeBy.After(now.SafeBy), "%d from %v: safe by %v, then %v", n, trigger, then.SafeBy, now.SafeBy)
			}
		}
	}
	assert.Greater(t, provisional, 500, "the law was put to the test")
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

func TestComputeDoesNotAllocate(t *testing.T) {
	c, rule, trigger := holidays.China(), deadline.FaceReached(), date("2025-06-03")
	before := date("2025-05-31")
	var err error
	allocs := testing.AllocsPerRun(100, func() {
		_, errCounted := deadline.Compute(rule, trigger, c)
		_, errFixed := deadline.Compute(rule, before, c)
		err = errors.Join(errCounted, errFixed)
	})
	require.NoError(t, err)
	assert.Zero(t, allocs)
}
