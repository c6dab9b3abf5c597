package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// The pipeline answers as the library does when it is asked directly, event by event, for every rule and over the whole
// range of days for which there are notices, and fails where the library has no answer, with the library's reason.
func TestEqualsLibrary(t *testing.T) {
	n := 20_000
	if *long {
		n = 1_000_000
	}
	_, calendar := notice2027(t)
	path := filepath.Join(t.TempDir(), "events")
	want := writeEvents(t, path, n, calendar)

	start := time.Now()
	results, failures, err := outputs(t, job{Events: path, Notices: "testdata/notices", Shards: 2})
	require.NoError(t, err)
	t.Logf("%d events in %v: %d answers, %d failures", n, time.Since(start).Round(time.Millisecond), len(results), len(failures))
	require.NotEmpty(t, results)
	require.NotEmpty(t, failures)

	for _, line := range results {
		var a Answer
		require.NoError(t, json.Unmarshal([]byte(line), &a))
		require.Equal(t, want[a.ID], line)
		delete(want, a.ID)
	}
	for _, line := range failures {
		var f struct{ Input, Reason string }
		require.NoError(t, json.Unmarshal([]byte(line), &f))
		require.Equal(t, want[f.Input], f.Reason, f.Input)
		delete(want, f.Input)
	}
	require.Empty(t, want, "each has come once")
}

// writeEvents writes n events and returns what is to come of them: of an ID the line of its answer, of a whole line that has
// no answer the reason.
func writeEvents(t *testing.T, path string, n int, c *holidays.Calendar) map[string]string {
	file, err := os.Create(path)
	require.NoError(t, err)
	w := bufio.NewWriter(file)
	random := rand.New(rand.NewPCG(1, 2))
	rules := deadline.Rules()
	first, last := holidays.NewDate(2004, time.January, 1), holidays.NewDate(2027, time.December, 31)
	zones := []*time.Location{time.UTC, time.FixedZone("", 8*3600), time.FixedZone("", -7*3600)}
	want := make(map[string]string, n)
	for i := range n {
		id, rule := fmt.Sprintf("e-%d", i), rules[random.IntN(len(rules))]
		from := first
		if i%5 > 0 && rule.Since.After(first) { // most of them while the rule is in force
			from = rule.Since
		}
		day := from.AddDays(random.IntN(last.DaysSince(from) + 1))
		if i%7 > 0 { // most of a recurring rule at the end of its period
			for end := range rule.Triggers(day, last) {
				day = end
				break
			}
		}
		trigger := day.String()
		if i%3 == 0 { // an instant of that day in Beijing, written as in some other place
			instant := day.Start().Add(time.Duration(random.Int64N(int64(24 * time.Hour))))
			trigger = instant.In(zones[random.IntN(len(zones))]).Format(time.RFC3339Nano)
		}
		line := fmt.Sprintf("%s,%s,%s", id, rule.ID, trigger)
		if i%2 == 0 {
			line = fmt.Sprintf(`{"id":%q,"rule":%q,"trigger":%q}`, id, rule.ID, trigger)
		}
		optional := func(name, value string) string {
			if value == "" {
				return ""
			}
			return fmt.Sprintf(`"%s":"%s",`, name, value)
		}
		if r, err := deadline.Compute(rule, day, c); r == (deadline.Result{}) {
			want[line] = err.Error()
		} else {
			want[id] = fmt.Sprintf(`{"id":"%s","rule":"%s","status":"%v","trigger":"%v",%s"due":"%v","safe_by":"%v",%s"final":%t,"provisional":%t,%s"calendar":"%s"}`,
				id, rule.ID, rule.Status, day, optional("opens", r.Opens.String()), r.Due, r.SafeBy, optional("safe_by_reason", r.SafeByReason(deadline.English)),
				err == nil, !r.EstimatedFrom.IsZero(), optional("estimated_from", r.EstimatedFrom.String()), c.ID())
		}
		fmt.Fprintln(w, line)
	}
	require.NoError(t, w.Flush())
	require.NoError(t, file.Close())
	return want
}
