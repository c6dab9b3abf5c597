package deadline_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Of every unit and direction: the count ends where the dates say; the numbers run from 1 to N one by one, away from the
// trigger; the trigger itself and an end that was moved have none.
func TestStepsNumbers(t *testing.T) {
	c := holidays.China()
	for _, n := range []int{1, 3} {
		for _, r := range ownRulesOf(n) {
			for trigger := range triggers(101) {
				result := must(t, r, trigger.String(), c)
				steps := slices.Collect(result.Steps(c))
				ends := []holidays.Date{result.Trigger, result.Due}
				switch r.Limit.Direction {
				case deadline.AtLeastBefore:
					ends = []holidays.Date{result.Due, result.Trigger}
				case deadline.InLastBefore:
					ends = []holidays.Date{result.Opens, result.Due}
				}
				require.Equal(t, ends, []holidays.Date{steps[0].Day.Date, steps[len(steps)-1].Day.Date}, "%v from %v", r.Limit, trigger)

				if r.Limit.Direction != deadline.After {
					slices.Reverse(steps)
				}
				require.Equal(t, trigger, steps[0].Day.Date)
				require.Zero(t, steps[0].N, "the trigger is not counted")
				number, at := 0, 0
				for i, step := range steps {
					if step.N != 0 {
						number++
						require.Equal(t, number, step.N, "%v from %v: %v", r.Limit, trigger, step)
						at = i
					}
				}
				require.Equal(t, n, number, "%v from %v", r.Limit, trigger)
				for _, moved := range steps[at+1:] { // over days off, to the first working day
					require.Equal(t, moved.Day.Date == result.Due, moved.Day.Kind.IsWorkday(), "%v from %v", r.Limit, trigger)
					require.Equal(t, deadline.After, r.Limit.Direction, "only an end after the event is moved")
				}
			}
		}
	}
}

// There is nothing to show by another calendar, nor of a date that was announced; and a loop may end early.
func TestResultSteps(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		other := s.c.AsOf(date("2015-01-01"))
		require.NotEqual(t, s.c.ID(), other.ID())
		for _, c := range []*holidays.Calendar{other, nil, new(holidays.Calendar)} {
			assert.Empty(t, slices.Collect(s.result.Steps(c)), "another calendar would show another count")
		}
		if s.fixed {
			assert.Empty(t, slices.Collect(s.result.Steps(s.c)))
			return
		}
		assert.NotEmpty(t, slices.Collect(s.result.Steps(s.c)))
		for range s.result.Steps(s.c) {
			break
		}
	})
}

// No loop runs for ever, whatever was put into the fields by hand.
func TestStepsByHand(t *testing.T) {
	due := deadline.Result{Due: date("2025-07-14")}
	assert.Empty(t, slices.Collect(due.Steps(nil)), "no trigger, nothing to count from")
	reversed := deadline.Result{Trigger: date("2025-07-15"), Due: date("2025-07-14")}
	assert.Empty(t, slices.Collect(reversed.Steps(nil)))

	first, last := date("9999-12-01"), date("9999-12-31")
	c, err := holidays.FromFunc("test", first, last, func(holidays.Date) bool { return true })
	require.NoError(t, err)
	result := must(t, workdays(5), "9999-12-26", c)
	require.Equal(t, last, result.Due)
	assert.Len(t, slices.Collect(result.Steps(c)), 6, "the last date there is ends the count")
	window := must(t, own(5, deadline.Days, deadline.InLastBefore), "9999-12-31", c)
	assert.Equal(t, last.AddDays(-1), window.SafeBy, "届满前 may exclude the last day")
	assert.Len(t, slices.Collect(window.Steps(c)), 6)
}

// Every source that a step cites is among the notices, whichever way the count runs over the New Year.
func TestResultNoticesCoverTheSteps(t *testing.T) {
	c := holidays.China()
	for direction := deadline.After; direction <= deadline.InLastBefore; direction++ {
		for trigger := date("2005-01-01"); trigger.Year() < 2026; trigger = trigger.AddDays(11) {
			result := must(t, own(60, deadline.Workdays, direction), trigger.String(), c)
			numbers := map[string]bool{"": true}
			for _, n := range result.NoticesUsed(c) {
				numbers[n.Number] = true
			}
			for step := range result.Steps(c) {
				require.True(t, numbers[step.Day.Source], "%v rests on %s", step.Day.Date, step.Day.Source)
			}
		}
	}
}
