package deadline_test

import (
	"iter"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A count is how many persons were stored at an instant.
type count struct {
	at string // RFC 3339; "" for the zero Time
	n  int64
}

func counts(t *testing.T, list []count) iter.Seq2[time.Time, int64] {
	return func(yield func(time.Time, int64) bool) {
		for _, c := range list {
			var at time.Time
			if c.at != "" {
				var err error
				at, err = time.Parse(time.RFC3339, c.at)
				assert.NoError(t, err)
			}
			if !yield(at, c.n) {
				return
			}
		}
	}
}

func TestFirstReached(t *testing.T) {
	type reached struct {
		row
		counts    []count
		threshold int64
		want      string // "" if it is not reached
	}
	const day = "T12:00:00+08:00"
	each(t, []reached{
		{row{"the number itself", "达到10万人: 民法典 1259 includes the number"}, []count{{"2025-06-02" + day, 99_999}, {"2025-06-03" + day, 100_000}}, 100_000, "2025-06-03"},
		{row{"more than the number", "nobody counts every person"}, []count{{"2025-06-02" + day, 90_000}, {"2025-06-03" + day, 130_000}}, 100_000, "2025-06-03"},
		{row{"one short", "not reached"}, []count{{"2025-06-03" + day, 99_999}}, 100_000, ""},
		{row{"any order", "the earliest instant, not the first in the list"}, []count{{"2025-06-09" + day, 100_002}, {"2025-06-03" + day, 100_000}, {"2025-06-05" + day, 100_001}}, 100_000, "2025-06-03"},
		{row{"falls back and rises again", "Zhejiang: 首次达到, the first time"}, []count{{"2025-06-03" + day, 100_000}, {"2025-06-05" + day, 50_000}, {"2025-06-09" + day, 100_000}}, 100_000, "2025-06-03"},
		{row{"the same instant twice", "two sources: either reaches it"}, []count{{"2025-06-03" + day, 1}, {"2025-06-03" + day, 100_000}}, 100_000, "2025-06-03"},
		{row{"UTC, before midnight in Beijing", "15:59Z is 23:59 in Beijing"}, []count{{"2025-06-03T15:59:59Z", 100_000}}, 100_000, "2025-06-03"},
		{row{"UTC, midnight in Beijing", "16:00Z is 00:00 of the next day in Beijing"}, []count{{"2025-06-03T16:00:00Z", 100_000}}, 100_000, "2025-06-04"},
		{row{"instants, not texts", "2025-06-04 00:30 in Beijing is before 2025-06-03 13:00 in New York"},
			[]count{{"2025-06-03T13:00:00-04:00", 100_000}, {"2025-06-04T00:30:00+08:00", 100_000}}, 100_000, "2025-06-04"},
		{row{"no counts", "nothing was measured"}, nil, 100_000, ""},
		{row{"zero Time", "a forgotten timestamp is no instant"}, []count{{"", 200_000}}, 100_000, ""},
		{row{"zero Time passed over", "the others are still there"}, []count{{"", 200_000}, {"2025-06-03" + day, 100_000}}, 100_000, "2025-06-03"},
		{row{"an instant that has no Date passed over", "a year before 1"}, []count{{"0000-06-03" + day, 200_000}, {"2025-06-03" + day, 100_000}}, 100_000, "2025-06-03"},
		{row{"threshold of 0", "a rule without a threshold has no such day"}, []count{{"2025-06-03" + day, 100_000}}, 0, ""},
		{row{"negative threshold", "nor has a mistake"}, []count{{"2025-06-03" + day, 100_000}}, -1, ""},
		{row{"zero counts and no threshold", "0 is not at least nothing"}, []count{{"2025-06-03" + day, 0}}, 0, ""},
		{row{"negative count", "a mistake reaches nothing"}, []count{{"2025-06-03" + day, math.MinInt64}}, 1, ""},
		{row{"one person", "the smallest threshold"}, []count{{"2025-06-03" + day, 1}}, 1, "2025-06-03"},
		{row{"largest numbers", "nothing wraps"}, []count{{"2025-06-03" + day, math.MaxInt64}}, math.MaxInt64, "2025-06-03"},
	}, func(r reached) row { return r.row }, func(t *testing.T, r reached) {
		day, ok := deadline.FirstReached(counts(t, r.counts), r.threshold)
		assert.Equal(t, r.want, day.String(), r.why)
		assert.Equal(t, r.want != "", ok)
		backwards := make([]count, 0, len(r.counts))
		for i := len(r.counts) - 1; i >= 0; i-- {
			backwards = append(backwards, r.counts[i])
		}
		again, _ := deadline.FirstReached(counts(t, backwards), r.threshold)
		assert.Equal(t, day, again, "order does not matter")
	})
}

// The rules with a threshold are those whose trigger FirstReached can find.
func TestFirstReachedToCompute(t *testing.T) {
	list := []count{{"2025-07-18T15:00:00Z", 999_999}, {"2025-07-18T15:59:59Z", 1_000_000}}
	r := rule("pipo.reached")
	trigger, ok := deadline.FirstReached(counts(t, list), r.Threshold)
	assert.True(t, ok)
	assert.Equal(t, "2025-08-29", must(t, r, trigger.String(), holidays.China()).String())
}
