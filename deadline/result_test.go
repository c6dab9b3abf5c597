package deadline_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A sample is a Result of each sort, with what can be asked of all of them.
type sample struct {
	row
	result  deadline.Result
	c       *holidays.Calendar
	text    string   // String
	final   bool     // Err is nil
	fixed   bool     // by announcement: nothing counted
	codes   []string // of its Caveats
	notices []int    // years of its Notices
}

func samples(t *testing.T) []sample {
	china, open := holidays.China(), unpublished()
	ended := workdays(5)
	ended.ID, ended.Status, ended.Basis.Law, ended.Until = "own.ended", deadline.Ended, "通知", date("2025-12-31")
	return []sample{
		{row{"final", "an ordinary answer"}, must(t, deadline.FaceReached(), "2025-06-03", china), china, "2025-07-15", true, false,
			[]string{"start_day", "counting_persons", "submitted_or_accepted", "business_hours", "minority_festivals", "amendments"}, []int{2025}},
		{row{"change", "实质性变更 is not defined"}, must(t, deadline.FaceChanged(), "2025-06-03", china), china, "2025-07-15", true, false,
			[]string{"start_day", "substantive_change", "submitted_or_accepted", "business_hours", "minority_festivals", "amendments"}, []int{2025}},
		{row{"across the year", "two notices arrange it"}, must(t, deadline.FaceTerminated(), "2025-12-10", china), china, "2026-01-22", true, false,
			[]string{"start_day", "submitted_or_accepted", "business_hours", "minority_festivals", "amendments"}, []int{2025, 2026}},
		{row{"provisional", "2025-12-25 waits for the notice for 2026"}, must(t, deadline.FaceReached(), "2025-11-14", open), open, "2025-12-26 (provisional)", false, false,
			[]string{"provisional", "start_day", "counting_persons", "submitted_or_accepted", "business_hours", "minority_festivals", "amendments"}, []int{2025}},
		{row{"transitional", "公告 2025-05-28: 7月14日前"}, must(t, deadline.FaceReached(), "2025-05-31", china), china, "2025-07-14", true, true,
			[]string{"announced_date", "counting_persons", "submitted_or_accepted", "business_hours"}, nil},
		{row{"draft", "never in force: its date never stands bare"}, must(t, deadline.FaceDraft2023(), "2025-06-03", china), china, "2025-07-15 (draft rule)", true, false,
			[]string{"start_day", "draft", "counting_persons", "submitted_or_accepted", "business_hours", "minority_festivals", "amendments"}, []int{2025}},
		{row{"provisional draft", "both are said"}, must(t, deadline.FaceDraft2023(), "2025-11-14", open), open, "2025-12-26 (provisional) (draft rule)", false, false,
			[]string{"provisional", "start_day", "draft", "counting_persons", "submitted_or_accepted", "business_hours", "minority_festivals", "amendments"}, []int{2025}},
		{row{"one's own rule", "no legal basis claimed"}, must(t, workdays(5), "2025-09-26", china), china, "2025-10-10", true, false,
			[]string{"start_day", "minority_festivals", "amendments"}, []int{2025}},
		{row{"ended rule", "no longer applied"}, must(t, ended, "2025-06-03", china), china, "2025-06-10 (ended rule)", true, false,
			[]string{"start_day", "ended", "business_hours", "minority_festivals", "amendments"}, []int{2025}},
		{row{"amended year", "the amendment of 2020 arranges it, too"}, must(t, workdays(5), "2020-01-23", china), china, "2020-02-07", true, false,
			[]string{"start_day", "minority_festivals", "amendments"}, []int{2020, 2020}},
	}
}

func sampleRow(s sample) row { return s.row }

// The zero Result never passes for an answer.
func TestResultZero(t *testing.T) {
	var zero deadline.Result
	assert.Equal(t, "no due date", zero.String())
	assert.Equal(t, "no due date", fmt.Sprint(zero))
	require.ErrorIs(t, zero.Err(), deadline.ErrInvalid)
	var invalid *deadline.InvalidError
	require.ErrorAs(t, zero.Err(), &invalid)
	assert.True(t, zero.Closes().IsZero())
	assert.Empty(t, zero.Caveats())
	assert.Empty(t, zero.Notices(nil))
	assert.Empty(t, slices.Collect(zero.Steps(nil)), "the ID of a nil calendar is that of the zero Result")
	assert.Empty(t, slices.Collect(zero.Steps(holidays.China())))
	data, err := json.Marshal(zero)
	require.NoError(t, err)
	assert.Equal(t, "null", string(data))
	var back deadline.Result
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Zero(t, back)
}

// No loop runs for ever, whatever was put into the fields by hand.
func TestResultByHand(t *testing.T) {
	due := deadline.Result{Due: date("2025-07-14")}
	assert.Empty(t, slices.Collect(due.Steps(nil)), "no trigger, nothing to count from")
	reversed := deadline.Result{Trigger: date("2025-07-15"), Due: date("2025-07-14")}
	assert.Empty(t, slices.Collect(reversed.Steps(nil)))

	last := date("9999-12-31")
	c, err := holidays.FromFunc(date("9999-12-01"), last, func(holidays.Date) bool { return true })
	require.NoError(t, err)
	result := must(t, workdays(5), "9999-12-26", c)
	require.Equal(t, last, result.Due)
	assert.Len(t, slices.Collect(result.Steps(c)), 6, "the last date there is ends the count")
}

func TestResultString(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		assert.Equal(t, s.text, s.result.String(), s.why)
		assert.Equal(t, s.text, fmt.Sprintf("%v", s.result))
		if !s.final || s.result.Rule.Status == deadline.Draft {
			assert.NotEqual(t, s.result.Due.String(), s.result.String(), "never bare")
		}
	})
}

func TestResultErr(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		_, computed := deadline.Compute(s.result.Rule, s.result.Trigger, s.c)
		if s.final {
			assert.NoError(t, computed)
			assert.NoError(t, s.result.Err())
			return
		}
		assert.Equal(t, computed, s.result.Err())
		assert.ErrorIs(t, s.result.Err(), holidays.ErrProvisional)
	})
}

// A due date is over at 24:00 in Beijing (民法典 203), which is 16:00 UTC and the first instant that is too late.
func TestResultCloses(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		closes := s.result.Closes()
		assert.Equal(t, s.result.Due.AddDays(1).Start(), closes)
		assert.Equal(t, s.result.Due, holidays.DateOf(closes.Add(-time.Nanosecond)), "the instant before is in time")
		assert.Equal(t, s.result.Due.AddDays(1), holidays.DateOf(closes), "exclusive")
		assert.Equal(t, "16:00:00", closes.UTC().Format(time.TimeOnly))
		assert.Contains(t, closes.Format(time.RFC3339), "T00:00:00+08:00", "written in Beijing time")
	})
}

// Steps is the count that Compute made: every day once, numbered 1 to N without a gap, the last number on the due date.
func TestResultSteps(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		steps := slices.Collect(s.result.Steps(s.c))
		other := s.c.AsOf(date("2015-01-01"))
		require.NotEqual(t, s.c.ID(), other.ID())
		for _, c := range []*holidays.Calendar{other, nil, new(holidays.Calendar)} {
			assert.Empty(t, slices.Collect(s.result.Steps(c)), "another calendar would show another count")
		}
		if s.fixed {
			assert.Empty(t, steps)
			return
		}
		require.Len(t, steps, s.result.Due.DaysSince(s.result.Trigger)+1)
		n := 0
		for i, step := range steps {
			assert.Equal(t, s.c.Day(s.result.Trigger.AddDays(i)), step.Day)
			if i > 0 && step.Day.Kind.IsWorkday() {
				n++
				assert.Equal(t, n, step.N, "%v", step.Day.Date)
			} else {
				assert.Zero(t, step.N, "%v is not counted", step.Day.Date)
			}
		}
		assert.Equal(t, s.result.Rule.Limit.N, n)
		assert.Equal(t, deadline.Step{Day: s.c.Day(s.result.Due), N: n}, steps[len(steps)-1])
		for range s.result.Steps(s.c) {
			break // a loop may end early
		}
	})
}

func TestResultNotices(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		var years []int
		for _, n := range s.result.Notices(s.c) {
			years = append(years, n.Year)
		}
		assert.Equal(t, s.notices, years, s.why)
	})
}

// Every source that a step cites is among the notices.
func TestResultNoticesCoverTheSteps(t *testing.T) {
	c := holidays.China()
	for trigger := date("2004-01-01"); trigger.Year() < 2026; trigger = trigger.AddDays(5) {
		result := must(t, workdays(30), trigger.String(), c)
		numbers := map[string]bool{"": true}
		for _, n := range result.Notices(c) {
			numbers[n.Number] = true
		}
		for step := range result.Steps(c) {
			require.True(t, numbers[step.Day.Source], "%v rests on %s", step.Day.Date, step.Day.Source)
		}
	}
}
