package deadline_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
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

// A Result survives being stored as JSON: the one read back is == the one written.
func TestResultJSONRoundTrip(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		data, err := json.Marshal(s.result)
		require.NoError(t, err)
		var back deadline.Result
		require.NoError(t, json.Unmarshal(data, &back))
		assert.True(t, s.result == back, "%s", data)
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.Equal(t, string(data), string(again), "stable")
	})
}

// keys are the fields of a JSON object, in order of name.
func keys(t *testing.T, object json.RawMessage) []string {
	t.Helper()
	var fields map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(object, &fields), "%s", object)
	return slices.Sorted(maps.Keys(fields))
}

// The names of the fields are a promise (design 5).
func TestResultJSONFields(t *testing.T) {
	always := []string{"calendar", "caveats", "closes", "due", "provisional", "rule", "safe_by", "trigger"}
	with := func(more ...string) []string { return slices.Sorted(slices.Values(append(more, always...))) }
	for name, want := range map[string][]string{"final": with("opens"), "provisional": with("opens", "unsettled"), "transitional": always} {
		i := slices.IndexFunc(samples(t), func(s sample) bool { return s.name == name })
		result := samples(t)[i].result
		data, err := json.Marshal(result)
		require.NoError(t, err)
		assert.Equal(t, want, keys(t, data), name)

		var fields struct {
			Rule    json.RawMessage
			Closes  string
			Caveats []json.RawMessage
		}
		require.NoError(t, json.Unmarshal(data, &fields))
		assert.Equal(t, []string{"authority", "basis", "event", "id", "limit", "since", "status", "threshold", "title", "transition"}, keys(t, fields.Rule))
		var rule map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(fields.Rule, &rule))
		assert.Equal(t, []string{"direction", "n", "unit"}, keys(t, rule["limit"]))
		assert.Equal(t, []string{"article", "law", "order", "url"}, keys(t, rule["basis"]))
		assert.Equal(t, []string{"en", "zh"}, keys(t, rule["title"]))
		closes, err := time.Parse(time.RFC3339, fields.Closes)
		require.NoError(t, err)
		assert.True(t, result.Closes().Equal(closes), "%v", closes)
		require.NotEmpty(t, fields.Caveats)
		for _, c := range fields.Caveats {
			assert.Subset(t, []string{"basis", "code", "moves_date", "text"}, keys(t, c))
			assert.Subset(t, keys(t, c), []string{"code", "moves_date", "text"})
		}
	}
}

// A stored answer that was changed or cut short by hand must not pass.
func TestResultJSONTampered(t *testing.T) {
	provisional := must(t, deadline.FaceReached(), "2025-11-14", unpublished())
	final := must(t, deadline.FaceReached(), "2025-06-03", holidays.China())
	set := func(field, value string) func(map[string]json.RawMessage) {
		return func(m map[string]json.RawMessage) { m[field] = json.RawMessage(value) }
	}
	remove := func(fields ...string) func(map[string]json.RawMessage) {
		return func(m map[string]json.RawMessage) {
			for _, f := range fields {
				delete(m, f)
			}
		}
	}
	type tampered struct {
		row
		result deadline.Result
		change func(map[string]json.RawMessage)
	}
	each(t, []tampered{
		{row{"due moved", "closes says otherwise"}, final, set("due", `"2025-07-16"`)},
		{row{"due on a day that does not exist", "never normalised"}, final, set("due", `"2025-02-30"`)},
		{row{"closes moved", "due says otherwise"}, final, set("closes", `"2025-07-17T00:00:00+08:00"`)},
		{row{"closes in another zone's midnight", "24:00 is that of Beijing"}, final, set("closes", `"2025-07-16T00:00:00Z"`)},
		{row{"safe_by after due", "it is never after due"}, final, set("safe_by", `"2025-07-16"`)},
		{row{"estimate made final", "unsettled says otherwise"}, provisional, set("provisional", "false")},
		{row{"estimate made final by leaving it out", "absent is false"}, provisional, remove("provisional")},
		{row{"unsettled left out", "provisional says otherwise"}, provisional, remove("unsettled")},
		{row{"final with an unsettled day", "provisional says otherwise"}, final, set("unsettled", `"2025-07-01"`)},
		{row{"no due", "no answer"}, final, remove("due")},
		{row{"no due and no closes", "no answer"}, final, remove("due", "closes")},
		{row{"no closes", "cut short"}, final, remove("closes")},
		{row{"no trigger", "an answer to what?"}, final, remove("trigger")},
		{row{"no safe_by", "cut short"}, final, remove("safe_by")},
		{row{"no rule", "under which law?"}, final, remove("rule")},
		{row{"no calendar", "by which notices?"}, final, remove("calendar")},
		{row{"everything left out", "an empty object is no answer"}, final, remove("rule", "trigger", "opens", "due", "closes", "safe_by", "provisional", "caveats", "calendar")},
		{row{"unknown unit", "the rule is read as ParseRules reads it"}, final, set("rule", `{"id":"x","limit":{"n":1,"unit":"wd","direction":"after"}}`)},
	}, func(r tampered) row { return r.row }, func(t *testing.T, r tampered) {
		data, err := json.Marshal(r.result)
		require.NoError(t, err)
		var fields map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(data, &fields))
		r.change(fields)
		data, err = json.Marshal(fields)
		require.NoError(t, err)
		var back deadline.Result
		require.Error(t, json.Unmarshal(data, &back), "%s: %s", r.why, data)
		assert.Zero(t, back, "nothing of it is taken")
	})
	for _, text := range []string{`"2025-07-15"`, `[]`, `7`, ``, `{`} {
		assert.Error(t, new(deadline.Result).UnmarshalJSON([]byte(text)), text)
	}
}

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

func TestResultCaveats(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		var codes []string
		moves := true
		for _, c := range s.result.Caveats() {
			codes = append(codes, c.Code)
			assert.NotEmpty(t, c.Text.ZH, c.Code)
			assert.NotEmpty(t, c.Text.EN, c.Code)
			assert.NotEqual(t, c.Text.ZH, c.Text.EN, c.Code)
			assert.False(t, c.MovesDate && !moves, "%s: first what moves the date", c.Code)
			moves = c.MovesDate
		}
		assert.Equal(t, s.codes, codes, s.why)
		first := s.result.Caveats()
		first[0].Code = "changed"
		assert.NotEqual(t, first[0], s.result.Caveats()[0], "everyone gets a list of their own")
		if s.result.SafeBy != s.result.Due {
			assert.True(t, s.result.Caveats()[0].MovesDate, "what SafeBy is for is said")
		}
	})
	provisional := must(t, deadline.FaceReached(), "2025-11-14", unpublished()).Caveats()[0]
	assert.True(t, strings.Contains(provisional.Text.EN, "2026") && strings.Contains(provisional.Text.EN, "2025-12-25"), provisional.Text.EN)
	assert.True(t, strings.Contains(provisional.Text.ZH, "2026年") && strings.Contains(provisional.Text.ZH, "2025-12-25"), provisional.Text.ZH)
}
