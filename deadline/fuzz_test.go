package deadline_test

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Rules that are read are valid, in order, and read again from their own JSON; what is refused is a *ParseError.
func FuzzParseRules(f *testing.F) {
	table, err := json.Marshal(deadline.Rules())
	require.NoError(f, err)
	for _, seed := range []string{string(table), ownRules, "\ufeff" + ownRules, "", "[]", "null", "[null]", "[{}]", "[{},{}]", `{"id":1}`, "[\n{\"id\":7}]", "[\n\xff]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rules, err := deadline.ParseRules(data)
		if err != nil {
			require.Nil(t, rules)
			var parse *deadline.ParseError
			require.ErrorAs(t, err, &parse)
			require.GreaterOrEqual(t, parse.Line, 0)
			return
		}
		require.NotEmpty(t, rules)
		for i, r := range rules {
			require.NoError(t, r.Validate())
			require.True(t, i == 0 || rules[i-1].ID < r.ID)
		}
		written, err := json.Marshal(rules)
		require.NoError(t, err)
		again, err := deadline.ParseRules(written)
		require.NoError(t, err, "%s", written)
		require.True(t, slices.Equal(rules, again), "%s", written)
	})
}

// A Result that is read has its dates and says consistently whether it is final; written and read again it is the same.
func FuzzResultJSON(f *testing.F) {
	china := holidays.China()
	for _, seed := range []struct {
		rule    deadline.Rule
		trigger string
		c       *holidays.Calendar
	}{
		{deadline.FaceReached(), "2025-06-03", china}, {deadline.FaceReached(), "2025-05-31", china},
		{deadline.FaceDraft2023(), "2025-11-14", unpublished()}, {workdays(5), "2025-09-26", china},
		{rule("icp.changed"), "2025-10-31", china}, {rule("export.extend"), "2026-02-10", china}, {rule("export.validity"), "2024-04-04", china},
		{fullRule(), "2024-02-01", china},
	} {
		result, err := deadline.Compute(seed.rule, date(seed.trigger), seed.c)
		require.True(f, err == nil || errors.Is(err, holidays.ErrProvisional))
		data, err := json.Marshal(result)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Add([]byte("null"))
	f.Add([]byte(`{"due":"9999-12-31"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r deadline.Result
		if json.Unmarshal(data, &r) != nil {
			require.Zero(t, r)
			return
		}
		if r == (deadline.Result{}) { // null
			require.ErrorIs(t, r.Err(), deadline.ErrInvalid)
			return
		}
		require.False(t, r.Due.IsZero() || r.Trigger.IsZero() || r.SafeBy.IsZero() || r.SafeBy.After(r.Due))
		require.Equal(t, r.Unsettled.IsZero(), r.Err() == nil)
		require.NotEmpty(t, r.String())
		for range r.Steps(china) { // ends
		}
		written, err := json.Marshal(r)
		require.NoError(t, err)
		var back deadline.Result
		require.NoError(t, json.Unmarshal(written, &back), "%s", written)
		require.True(t, r == back, "%s", written)
	})
}

// Whatever the rule and the trigger: no panic, and either an answer that is complete and can be shown, or none at all.
func FuzzCompute(f *testing.F) {
	seeds := []deadline.Rule{deadline.FaceReached(), deadline.FaceChanged(), deadline.FaceDraft2023(), workdays(0), workdays(math.MaxInt32)}
	seeds = append(append(append(seeds, ownRulesOf(1)...), ownRulesOf(12)...), ownRulesOf(math.MaxInt)...)
	for _, r := range seeds {
		for _, trigger := range []string{"2025-06-03", "2025-05-31", "2025-11-14", "2018-09-17", "2003-12-31", ""} {
			f.Add(date(trigger).DaysSince(date("2004-01-01")), r.Limit.N, uint8(r.Limit.Unit), uint8(r.Limit.Direction), r.Limit.Exact,
				r.Since.DaysSince(date("2004-01-01")), r.Transition.Due.DaysSince(date("2004-01-01")))
		}
	}
	open := unpublished()
	f.Fuzz(func(t *testing.T, trigger, n int, unit, direction uint8, exact bool, since, due int) {
		day := func(n int) holidays.Date {
			if n == 0 {
				return holidays.Date{}
			}
			return date("2004-01-01").AddDays(n)
		}
		rule := deadline.Rule{
			Limit: deadline.Limit{N: n, Unit: deadline.Unit(unit), Direction: deadline.Direction(direction), Exact: exact},
			Since: day(since), Transition: deadline.Transition{Due: day(due)},
		}
		for _, c := range []*holidays.Calendar{holidays.China(), open, nil} {
			r, err := deadline.Compute(rule, day(trigger), c)
			provisional := errors.Is(err, holidays.ErrProvisional)
			if err != nil && !provisional {
				require.Zero(t, r)
				require.True(t, errors.Is(err, deadline.ErrInvalid) || errors.Is(err, deadline.ErrNotInForce) || errors.Is(err, holidays.ErrOutOfRange), "%v", err)
				continue
			}
			require.False(t, r.Due.IsZero() || r.SafeBy.IsZero() || r.SafeBy.After(r.Due))
			require.Equal(t, err, r.Err())
			require.Equal(t, provisional, !r.Unsettled.IsZero())
			require.Equal(t, c.ID(), r.Calendar)
			var first, last deadline.Step
			for step := range r.Steps(c) {
				if first.Day.Date.IsZero() {
					first = step
				}
				last = step
			}
			if last.Day.Date.IsZero() { // announced
				require.Equal(t, rule.Transition.Due, r.Due)
				require.False(t, provisional)
				continue
			}
			require.False(t, !provisional && r.SafeBy.Before(r.Opens))
			require.NoError(t, r.Explain(io.Discard, c, deadline.Chinese))
			switch rule.Limit.Direction {
			case deadline.Before:
				require.Equal(t, []holidays.Date{r.Due, r.Trigger, {}}, []holidays.Date{first.Day.Date, last.Day.Date, r.Opens})
				require.Equal(t, n, first.N)
			case deadline.Within:
				require.Equal(t, []holidays.Date{r.Opens, r.Trigger, r.Due}, []holidays.Date{first.Day.Date, last.Day.Date, last.Day.Date})
				require.Equal(t, n, first.N)
			default:
				require.Equal(t, []holidays.Date{r.Trigger, r.Due, r.Opens}, []holidays.Date{first.Day.Date, last.Day.Date, r.Trigger})
			}
			if rule.Limit.Unit == deadline.Workdays && rule.Limit.Direction == deadline.After {
				require.True(t, c.IsWorkday(r.Due))
				require.Equal(t, n, last.N)
				count, _ := c.Count(r.Trigger, r.Due)
				require.Equal(t, n, count)
			}
		}
	})
}
