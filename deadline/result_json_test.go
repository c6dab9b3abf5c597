package deadline_test

import (
	"encoding/json"
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

// The names of the fields are a promise: these always, opens and estimated_from if there is such a day.
func TestResultJSONFields(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		want := []string{"calendar", "caveats", "disclaimer", "due", "final", "overdue_from", "provisional", "rule", "safe_by", "trigger"}
		if !s.result.Opens.IsZero() {
			want = append(want, "opens")
		}
		if !s.result.EstimatedFrom.IsZero() {
			want = append(want, "estimated_from")
		}
		data, err := json.Marshal(s.result)
		require.NoError(t, err)
		assert.ElementsMatch(t, want, keys(t, data))

		var fields struct {
			Rule                json.RawMessage
			Trigger, Opens, Due string
			OverdueFrom         string `json:"overdue_from"`
			SafeBy              string `json:"safe_by"`
			Final, Provisional  bool
			EstimatedFrom       string `json:"estimated_from"`
			Calendar            string
			Caveats             []json.RawMessage
		}
		require.NoError(t, json.Unmarshal(data, &fields))
		rule, err := json.Marshal(s.result.Rule)
		require.NoError(t, err)
		assert.JSONEq(t, string(rule), string(fields.Rule), "as ParseRules reads it")
		r := s.result
		assert.Equal(t, []string{r.Trigger.String(), r.Opens.String(), r.Due.String(), r.SafeBy.String(), r.EstimatedFrom.String(), r.Calendar},
			[]string{fields.Trigger, fields.Opens, fields.Due, fields.SafeBy, fields.EstimatedFrom, fields.Calendar}, "dates as 2006-01-02")
		assert.Equal(t, !r.EstimatedFrom.IsZero(), fields.Provisional)
		assert.Equal(t, r.Final(), fields.Final)
		assert.Equal(t, r.OverdueFrom().Format(time.RFC3339), fields.OverdueFrom)
		require.Len(t, fields.Caveats, len(r.Caveats()))
		for i, c := range fields.Caveats {
			assert.Subset(t, []string{"basis", "code", "moves_date", "text"}, keys(t, c))
			assert.Subset(t, keys(t, c), []string{"code", "moves_date", "text"})
			caveat, err := json.Marshal(r.Caveats()[i])
			require.NoError(t, err)
			assert.JSONEq(t, string(caveat), string(c))
		}
	})
}

// A stored answer that was changed or cut short by hand must not pass.
func TestResultJSONTampered(t *testing.T) {
	provisional := must(t, deadline.FaceReached(), "2025-11-14", unpublished())
	final := must(t, deadline.FaceReached(), "2025-06-03", holidays.China())
	announced := must(t, deadline.FaceReached(), "2025-05-01", holidays.China())
	window := must(t, rule("export.extend"), "2026-02-10", holidays.China())
	before := must(t, own(5, deadline.Days, deadline.AtLeastBefore), "2025-07-16", holidays.China())
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
		{row{"due moved", "overdue_from says otherwise"}, final, set("due", `"2025-07-16"`)},
		{row{"due on a day that does not exist", "never normalised"}, final, set("due", `"2025-02-30"`)},
		{row{"overdue_from moved", "due says otherwise"}, final, set("overdue_from", `"2025-07-17T00:00:00+08:00"`)},
		{row{"overdue_from in another zone's midnight", "24:00 is that of Beijing"}, final, set("overdue_from", `"2025-07-16T00:00:00Z"`)},
		{row{"safe_by after due", "it is never after due"}, final, set("safe_by", `"2025-07-16"`)},
		{row{"estimate made final", "estimated_from says otherwise"}, provisional, set("provisional", "false")},
		{row{"estimate made final by leaving it out", "absent is false"}, provisional, remove("provisional")},
		{row{"estimated_from left out", "provisional says otherwise"}, provisional, remove("estimated_from")},
		{row{"final with an estimated day", "provisional says otherwise"}, final, set("estimated_from", `"2025-07-01"`)},
		{row{"trigger after due", "a limit after an event ends after it"}, final, set("trigger", `"2025-07-16"`)},
		{row{"trigger before due", "a limit before an event ends before it"}, before, set("trigger", `"2025-07-01"`)},
		{row{"an estimate made final throughout, but for its caveats", "they say otherwise"}, provisional, func(m map[string]json.RawMessage) {
			delete(m, "estimated_from")
			m["final"], m["provisional"] = json.RawMessage("true"), json.RawMessage("false")
		}},
		{row{"an announced date moved", "the rule's transition says otherwise"}, announced, func(m map[string]json.RawMessage) {
			m["due"], m["overdue_from"] = json.RawMessage(`"2025-09-14"`), json.RawMessage(`"2025-09-15T00:00:00+08:00"`)
		}},
		{row{"a limit of -30", "no rule counts so"}, final, func(m map[string]json.RawMessage) {
			m["rule"] = json.RawMessage(strings.Replace(string(m["rule"]), `"n":30`, `"n":-30`, 1))
		}},
		{row{"opens left out", "safe_by could be any day"}, final, remove("opens")},
		{row{"a window that is due another day", "it is due on the day of the event"}, window, func(m map[string]json.RawMessage) {
			m["trigger"] = json.RawMessage(`"2026-02-11"`)
		}},
		{row{"an event on which the rule was not in force", "Compute gives no such answer"}, final, func(m map[string]json.RawMessage) {
			m["rule"] = json.RawMessage(strings.Replace(string(m["rule"]), `"since":"2025-06-01"`, `"since":"2025-06-04"`, 1))
		}},
		{row{"estimated_from after the count", "no day of it waits for a notice"}, provisional, set("estimated_from", `"2028-01-01"`)},
		{row{"no due", "no answer"}, final, remove("due")},
		{row{"no due and no overdue_from", "no answer"}, final, remove("due", "overdue_from")},
		{row{"no overdue_from", "cut short"}, final, remove("overdue_from")},
		{row{"no trigger", "an answer to what?"}, final, remove("trigger")},
		{row{"no safe_by", "cut short"}, final, remove("safe_by")},
		{row{"no rule", "under which law?"}, final, remove("rule")},
		{row{"no calendar", "by which notices?"}, final, remove("calendar")},
		{row{"everything left out", "an empty object is no answer"}, final, remove("rule", "trigger", "opens", "due", "overdue_from", "safe_by", "final", "provisional", "caveats", "calendar", "disclaimer")},
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
	twice := must(t, deadline.FaceReached(), "2025-06-03", holidays.China())
	data, err := json.Marshal(twice)
	require.NoError(t, err)
	assert.Error(t, new(deadline.Result).UnmarshalJSON(append([]byte(`{"due":"2025-09-01",`), data[1:]...)), "a key twice: readers differ in which counts")
	for _, text := range []string{`"2025-07-15"`, `[]`, `7`, ``, `{`} {
		assert.Error(t, new(deadline.Result).UnmarshalJSON([]byte(text)), text)
	}
}
