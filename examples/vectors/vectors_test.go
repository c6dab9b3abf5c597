// Package vectors keeps the conformance vectors true: the CSV files of this folder are what this library answers.
package vectors

import (
	"encoding/csv"
	"errors"
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

var update = flag.Bool("update", false, "write the files anew")

// files are the vectors, by name. All of them end on the last day that the built-in notices settle, so that a new notice
// adds to no row.
var files = map[string]func(*testing.T) [][]string{
	"days.csv": days, "add.csv": add, "count.csv": count, "due.csv": due, "provisional.csv": provisional,
}

var (
	china = holidays.China()
	first = holidays.MustParseDate("2004-01-01")
	last  = holidays.MustParseDate("2026-12-24")
)

func TestVectors(t *testing.T) {
	total := 0
	for name, rows := range files {
		var out strings.Builder
		all := rows(t)
		total += len(all) - 1
		require.NoError(t, csv.NewWriter(&out).WriteAll(all))
		if *update {
			require.NoError(t, os.WriteFile(name, []byte(out.String()), 0o644))
			continue
		}
		file, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Equal(t, out.String(), string(file), "%s: to set it right: go test ./examples/vectors -update", name)
	}
	t.Logf("%d rows", total)
	assert.Greater(t, total, 3000)
}

// spread returns n numbers below a limit, spread over all of them, the same in every run: 7919 is a prime.
func spread(n, limit int) (numbers []int) {
	for i := range n {
		numbers = append(numbers, i*7919%limit)
	}
	return numbers
}

// days are those that are unlike Monday to Friday, and all of three years.
func days(t *testing.T) [][]string {
	rows := [][]string{{"date", "kind", "is_workday"}}
	for day := range china.Days(first, last) {
		if day.Name != "" || day.Date.Year() >= 2024 {
			rows = append(rows, []string{day.Date.String(), day.Kind.String(), strconv.FormatBool(day.Kind.IsWorkday())})
			continue
		}
		weekday := day.Date.Weekday()
		assert.Equal(t, weekday != time.Saturday && weekday != time.Sunday, day.Kind.IsWorkday(), "%v is left out", day.Date)
	}
	return rows
}

// add has working days counted forward and back, up to a year.
func add(t *testing.T) [][]string {
	rows := [][]string{{"date", "n", "answer"}}
	for i, offset := range spread(1200, last.DaysSince(first)) {
		date, n := first.AddDays(offset), i%251-125
		if i%3 == 0 {
			n = i % 60
		}
		if answer, err := china.Add(date, n); err == nil {
			assert.Equal(t, walk(date, n), answer, "%v %d", date, n)
			rows = append(rows, []string{date.String(), strconv.Itoa(n), answer.String()})
		}
	}
	return rows
}

// walk counts by going from day to day.
func walk(d holidays.Date, n int) holidays.Date {
	for n != 0 {
		step := 1
		if n < 0 {
			step = -1
		}
		if d = d.AddDays(step); china.IsWorkday(d) {
			n -= step
		}
	}
	return d
}

// count has numbers of working days between two dates, in either order.
func count(t *testing.T) [][]string {
	rows := [][]string{{"after", "through", "working_days"}}
	for i, offset := range spread(600, last.DaysSince(first)) {
		after := first.AddDays(offset)
		through := after.AddDays(i*31%800 - 200)
		if n, err := china.Count(after, through); err == nil {
			from, to, slow, step := after, through, 0, 1
			if through.Before(after) {
				from, to, step = through, after, -1
			}
			for day := range china.Days(from.AddDays(1), to) {
				if day.Kind.IsWorkday() {
					slow += step
				}
			}
			assert.Equal(t, slow, n, "%v %v", after, through)
			rows = append(rows, []string{after.String(), through.String(), strconv.Itoa(n)})
		}
	}
	return rows
}

// due has final answers under every rule that is or was law.
func due(t *testing.T) [][]string {
	rows := [][]string{{"rule", "trigger", "opens", "due", "safe_by"}}
	for _, rule := range deadline.Rules() {
		begins := rule.Since
		if begins.IsZero() || begins.Year() < 2008 {
			begins = holidays.MustParseDate("2008-01-01")
		}
		triggers := spread(24, max(last.DaysSince(begins), 1))
		for i, offset := range triggers {
			trigger := begins.AddDays(offset)
			if rule.Every != 0 {
				trigger = holidays.NewDate(begins.Year()+i, 12, 31)
			}
			if rule.Status == deadline.Ended {
				trigger = rule.Until.AddDays(-300 - i)
			}
			if r, err := deadline.Compute(rule, trigger, china); err == nil {
				rows = append(rows, []string{rule.ID, trigger.String(), r.Opens.String(), r.Due.String(), r.SafeBy.String()})
			} else {
				require.True(t, errors.Is(err, holidays.ErrProvisional) || errors.Is(err, deadline.ErrNotInForce) || errors.Is(err, holidays.ErrOutOfRange), "%v", err)
			}
		}
	}
	return rows
}

// provisional has counts of 30 working days as they stood at the end of a day. An answer that is provisional has no date
// here, because an estimate may get better, but the first estimated day that it counts.
func provisional(t *testing.T) [][]string {
	rows := [][]string{{"as_of", "date", "n", "final", "answer", "estimated_from"}}
	for year := 2008; year <= 2025; year++ {
		for _, asOf := range []holidays.Date{holidays.NewDate(year, 9, 1), holidays.NewDate(year, 12, 31)} {
			calendar := china.AsOf(asOf)
			for i := range 12 {
				date := holidays.NewDate(year, 10, 20).AddDays(i * 7)
				answer, err := calendar.Add(date, 30)
				row := []string{asOf.String(), date.String(), "30", "true", answer.String(), ""}
				var estimated *holidays.ProvisionalError
				if errors.As(err, &estimated) {
					row = []string{asOf.String(), date.String(), "30", "false", "", estimated.From.String()}
				} else {
					require.NoError(t, err)
				}
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func TestReadme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	assert.LessOrEqual(t, strings.Count(string(text), "\n"), 30)
	for name, rows := range files {
		all := rows(t)
		assert.Contains(t, string(text), "| `"+name+"` | "+strconv.Itoa(len(all)-1)+" | `"+strings.Join(all[0], ",")+"` |")
	}
}
