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

// Rules that are read are valid, in order, each ID once, and read again equal from their own JSON; of what is refused,
// nothing is taken.
func FuzzParseRules(f *testing.F) {
	table, err := json.Marshal(deadline.Rules())
	require.NoError(f, err)
	for _, seed := range []string{string(table), ownRules, "\ufeff" + ownRules, "", "[]", "null", "[null]", "[{}]", "[{},{}]",
		`[{"id":"a","id":"b"}]`, `[{"ID":"a"}]`, `{"id":1}`, "[\n{\"id\":7}]", "[\n\xff]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rules, err := deadline.ParseRules(data)
		if err != nil {
			require.Nil(t, rules)
			return
		}
		require.NotEmpty(t, rules)
		for i, r := range rules {
			require.NoError(t, r.Validate())
			require.True(t, i == 0 || rules[i-1].ID < r.ID, "in order, each once")
		}
		written, err := json.Marshal(rules)
		require.NoError(t, err)
		again, err := deadline.ParseRules(written)
		require.NoError(t, err, "%s", written)
		require.True(t, slices.Equal(rules, again), "%s", written)
	})
}

// fuzzedResults are the answers whose JSON and fields the targets start from, each with its calendar.
func fuzzedResults(f *testing.F) (results []deadline.Result, calendars []*holidays.Calendar) {
	china, over := holidays.China(), regions(f, holidays.China())["新疆 2025"]
	for _, seed := range []struct {
		rule    deadline.Rule
		trigger string
		c       *holidays.Calendar
	}{
		{deadline.FaceReached(), "2025-06-03", china}, {deadline.FaceReached(), "2025-05-31", china}, {deadline.FaceReached(), "2025-06-03", over},
		{rule("face.draft2023"), "2025-11-14", unpublished()}, {workdays(5), "2025-09-26", china}, {rule("icp.changed"), "2025-10-31", china},
		{rule("export.extend"), "2026-02-10", china}, {rule("export.validity"), "2024-04-04", china}, {rule("minors.yearly"), "2025-12-31", unpublished()},
		{rule("app.stock"), "2023-07-01", china},
	} {
		results, calendars = append(results, must(f, seed.rule, seed.trigger, seed.c)), append(calendars, seed.c)
	}
	return results, calendars
}

// A Result that is read has its dates in order and says consistently whether it is final; written and read again it is
// the same. Explain writes of it only what Compute gives.
func FuzzResultJSON(f *testing.F) {
	results, calendars := fuzzedResults(f)
	for _, result := range results {
		data, err := json.Marshal(result)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Add([]byte("null"))
	f.Add([]byte(`{"due":"9999-12-31"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r deadline.Result
		if json.Unmarshal(data, &r) != nil {
			require.Zero(t, r, "nothing of it is taken")
			return
		}
		if r == (deadline.Result{}) { // null
			require.ErrorIs(t, r.Err(), deadline.ErrInvalid)
			return
		}
		require.False(t, r.Due.IsZero() || r.Trigger.IsZero() || r.SafeBy.IsZero())
		require.False(t, r.SafeBy.After(r.Due) || r.SafeBy.Before(r.Opens))
		require.Equal(t, r.Final(), r.Err() == nil)
		require.False(t, r.Final() && !r.EstimatedFrom.IsZero())
		require.NotEqual(t, "no due date", r.String())
		require.NotEmpty(t, r.Caveats())
		written, err := json.Marshal(r)
		require.NoError(t, err)
		var back deadline.Result
		require.NoError(t, json.Unmarshal(written, &back), "%s", written)
		require.True(t, r == back, "%s", written)
		for _, c := range calendars {
			vouched(t, r, c)
		}
	})
}

// vouched holds Explain and Steps to what Compute gives: the text and the days of an answer of c, and nothing of another.
func vouched(t *testing.T, r deadline.Result, c *holidays.Calendar) {
	again, _ := deadline.Compute(r.Rule, r.Trigger, c)
	var text countingWriter
	err := r.Explain(&text, c, deadline.Chinese)
	steps := slices.Collect(r.Steps(c))
	if again != r || r.Due.IsZero() {
		require.ErrorIs(t, err, deadline.ErrInvalid)
		require.Zero(t, text, "nothing is written")
		require.Empty(t, steps)
		return
	}
	if err != nil { // a rule that was not validated, whose words do not show on one line
		require.ErrorIs(t, err, deadline.ErrInvalid)
		require.Error(t, r.Rule.Validate())
		require.Zero(t, text, "nothing is written")
		return
	}
	require.Positive(t, text)
	require.Equal(t, r.Announced(), len(steps) == 0)
}

// Whatever the rule, the trigger and the calendar: no panic, and either an answer that is complete, in order and vouched
// for, or none at all. A layer makes no provisional answer final.
func FuzzCompute(f *testing.F) {
	seeds := []deadline.Rule{deadline.FaceReached(), deadline.FaceChanged(), rule("face.draft2023"), rule("minors.yearly"), rule("car.yearly"),
		rule("tax.quarterly"), rule("app.stock"), workdays(0), workdays(math.MaxInt32)}
	seeds = slices.Concat(seeds, ownRulesOf(1), ownRulesOf(12), ownRulesOf(math.MaxInt))
	origin := date("2004-01-01")
	for _, r := range seeds {
		for _, trigger := range []string{"2025-06-03", "2025-05-31", "2025-11-14", "2025-12-31", "2018-09-17", "2003-12-31", ""} {
			f.Add(date(trigger).DaysSince(origin), r.Limit.N, uint8(r.Limit.Unit), uint8(r.Limit.Direction), r.Limit.NoAdjust,
				r.Since.DaysSince(origin), r.Transition.Due.DaysSince(origin), uint8(r.Every), uint8(r.Status), r.Questions.Has("before_day"))
		}
	}
	open, beforeDay := unpublished(), rule("car.yearly").Questions
	over := regions(f, open)["新疆 2025"]
	f.Fuzz(func(t *testing.T, trigger, n int, unit, direction uint8, noAdjust bool, since, due int, every, status uint8, before bool) {
		day := func(n int) holidays.Date {
			if n == 0 {
				return holidays.Date{}
			}
			return origin.AddDays(n)
		}
		rule := deadline.Rule{
			Limit: deadline.Limit{N: n, Unit: deadline.Unit(unit), Direction: deadline.Direction(direction), NoAdjust: noAdjust},
			Since: day(since), Transition: deadline.Transition{Due: day(due)},
			Every: deadline.Period(every % 3), Status: deadline.Status(status % 4),
		}
		if before {
			rule.Questions = beforeDay
		}
		for _, c := range []*holidays.Calendar{holidays.China(), open, over, nil} {
			r, err := deadline.Compute(rule, day(trigger), c)
			if r.Due.IsZero() {
				require.Zero(t, r)
				require.True(t, errors.Is(err, deadline.ErrInvalid) || errors.Is(err, deadline.ErrNotInForce) ||
					errors.Is(err, holidays.ErrOutOfRange), "%v", err)
				require.ErrorIs(t, r.Explain(io.Discard, c, deadline.English), deadline.ErrInvalid)
				continue
			}
			require.Equal(t, err, r.Err())
			require.Equal(t, err == nil, r.Final())
			require.Equal(t, rule.Status == deadline.Draft, errors.Is(err, deadline.ErrNotInForce))
			require.Equal(t, c.ID(), r.Calendar)
			require.False(t, r.SafeBy.IsZero() || r.SafeBy.After(r.Due) || r.SafeBy.Before(r.Opens), "%v %v %v", r.Opens, r.SafeBy, r.Due)
			vouched(t, r, c)
			if base := c.Base(); base != c {
				bare, _ := deadline.Compute(rule, day(trigger), base)
				require.False(t, r.EstimatedFrom.IsZero() && !bare.EstimatedFrom.IsZero(), "a layer makes nothing final")
				require.False(t, r.SafeBy.After(bare.SafeBy) && r.SafeBy.After(r.Opens), "%v, without the layer %v", r.SafeBy, bare.SafeBy)
			}
			if r.Announced() {
				require.Equal(t, rule.Transition.Due, r.Due)
				continue
			}
			switch steps := slices.Collect(r.Steps(c)); rule.Limit.Direction {
			case deadline.AtLeastBefore:
				require.Equal(t, []holidays.Date{r.Due, r.Trigger, {}}, []holidays.Date{steps[0].Day.Date, steps[len(steps)-1].Day.Date, r.Opens})
				require.Equal(t, n, steps[0].N)
			case deadline.InLastBefore:
				require.Equal(t, []holidays.Date{r.Opens, r.Trigger, r.Due}, []holidays.Date{steps[0].Day.Date, steps[len(steps)-1].Day.Date, r.Trigger})
				require.Equal(t, n, steps[0].N)
			default:
				require.Equal(t, []holidays.Date{r.Trigger, r.Due, r.Opens}, []holidays.Date{steps[0].Day.Date, steps[len(steps)-1].Day.Date, r.Trigger})
			}
			if !noAdjust {
				worked := func(d holidays.Date) bool { return c.IsWorkday(d) && c.Base().IsWorkday(d) }
				for d := r.SafeBy; !worked(r.SafeBy) && !d.Before(r.Opens) && d.After(origin); d = d.AddDays(-1) {
					require.False(t, worked(d), "%v is worked, and SafeBy %v is not", d, r.SafeBy)
				}
				if rule.Limit.Direction == deadline.After {
					require.True(t, c.IsWorkday(r.Due))
				}
			}
		}
	})
}

// A day lies before, in or after a limit as the dates say, the working days left agree with Count, and Reminders are
// working days up to ActBy.
func FuzzStanding(f *testing.F) {
	results, calendars := fuzzedResults(f)
	for i := range results {
		for _, today := range []string{"2025-06-03", "2025-07-14", "2025-10-01", "2026-02-10", "2036-12-31", "1999-01-01", ""} {
			f.Add(uint(i), date(today).DaysSince(date("2004-01-01")), 5)
		}
	}
	f.Fuzz(func(t *testing.T, i uint, today, before int) {
		r, c := results[i%uint(len(results))], calendars[i%uint(len(results))]
		day := date("2004-01-01").AddDays(today)
		if today == 0 {
			day = holidays.Date{}
		}
		s, err := r.Standing(day, c)
		if err != nil {
			require.Zero(t, s)
			require.True(t, errors.Is(err, deadline.ErrInvalid) || errors.Is(err, holidays.ErrOutOfRange), "%v", err)
			require.False(t, errors.Is(err, holidays.ErrProvisional), "an estimate is a standing, and says so")
		} else {
			require.Equal(t, day, s.Today)
			require.Equal(t, day.After(r.Due), s.State == deadline.Overdue)
			require.Equal(t, day == r.Due, s.State == deadline.DueToday)
			require.Equal(t, day.After(r.SafeBy) && day.Before(r.Due), s.State == deadline.PastSafe)
			require.Equal(t, day.Before(r.Opens), s.State == deadline.NotOpen)
			toDue, dueErr := c.Count(day, r.Due)
			toSafe, safeErr := c.Count(day, r.SafeBy)
			require.Equal(t, []int{toDue, toSafe}, []int{s.ToDue, s.ToSafeBy})
			require.Equal(t, !r.EstimatedFrom.IsZero() || dueErr != nil || safeErr != nil, s.Provisional)
		}
		days, err := r.Reminders(c, before, 0)
		if days == nil {
			require.True(t, errors.Is(err, deadline.ErrInvalid) || errors.Is(err, holidays.ErrOutOfRange), "%v", err)
			return
		}
		require.False(t, r.Err() != nil && err == nil, "reminders of an answer that is not final say so")
		for _, d := range days {
			require.True(t, c.IsWorkday(d))
			require.False(t, d.After(r.ActBy()))
		}
		require.False(t, days[0].After(days[1]))
	})
}
