package holidays_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "github.com/cnworkday/cnworkday/holidays"
)

func ExampleCalendar_Latest() {
	known := MustParseDate("2025-11-03") // the day before the notice for 2026
	c := China().AsOf(known)
	due, err := c.Add(known, 45)
	earliest, _ := c.Earliest(known, 45)
	latest, _ := c.Latest(known, 45)
	final, _ := China().Add(known, 45)
	fmt.Println(err)
	fmt.Println("estimate", due, "between", earliest, "and", latest)
	fmt.Println("in the end", final)
	// Output:
	// holidays: provisional: from 2025-12-25 on it counts days that the notice for 2026 will settle, and that notice is not on record
	// estimate 2026-01-06 between 2026-01-02 and 2026-01-06
	// in the end 2026-01-06
}

// holdTheTruth counts from every day of first to last, forward and back, on a calendar that does not know all and on one
// that does, and returns how many answers the bounds were asked for and how many they missed.
func holdTheTruth(t *testing.T, less, more *Calendar, first, last Date) (asked, missed int) {
	for d := first; !d.After(last); d = d.AddDays(1) {
		for _, n := range [...]int{1, 2, 3, 5, 8, 13, 21, 30, 45, 60, 120, -1, -2, -3, -5, -8, -13, -21, -30, -45, -60, -120} {
			truth, err := more.Add(d, n)
			if err != nil {
				continue
			}
			estimate, _ := less.Add(d, n)
			earliest, err1 := less.Earliest(d, n)
			latest, err2 := less.Latest(d, n)
			require.NotErrorIs(t, err1, ErrProvisional)
			require.NotErrorIs(t, err2, ErrProvisional)
			if asked++; err1 == nil && earliest.After(truth) || err2 == nil && latest.Before(truth) {
				missed++
			}
			require.False(t, err1 == nil && earliest.After(estimate) || err2 == nil && latest.Before(estimate), "%v %+d: %v is the estimate", d, n, estimate)
		}
	}
	return asked, missed
}

// yearly returns the calendar of China's yearly notices, without amendments and without that of one year.
func yearly(t *testing.T, without int) *Calendar {
	var notices []Notice
	for _, n := range China().Notices() {
		if n.Amends == "" && n.Year != without {
			notices = append(notices, n)
		}
	}
	c, err := new(Calendar).With(notices...)
	require.NoError(t, err)
	return c
}

// Stood on the day before a year's notice came, Earliest and Latest hold every answer that the notice then gave, from every
// day near and in that year, forward and back: the assumptions fit the whole record.
func TestBoundsHoldTheRecord(t *testing.T) {
	t.Parallel()
	checked, misses := 0, map[int]int{}
	for _, notice := range China().Notices() {
		if notice.Amends != "" {
			continue
		}
		before, after := China().AsOf(notice.Issued.AddDays(-1)), China().AsOf(notice.Issued)
		asked, missed := holdTheTruth(t, before, after, NewDate(notice.Year-1, time.October, 1), NewDate(notice.Year, time.December, 24))
		if checked += asked; missed > 0 {
			misses[notice.Year] = missed
		}
	}
	assert.Equal(t, map[int]int{2014: 16}, misses, "Order 644 was signed the day its notice came, and moved the days off of 春节")
	assert.Greater(t, checked, 150_000)
}

// A year without a notice between years that have one is bounded in the same way, into it, over it and back.
func TestBoundsHoldOverAGap(t *testing.T) {
	all := yearly(t, 0)
	for year := 2009; year <= 2025; year += 4 {
		_, missed := holdTheTruth(t, yearly(t, year), all, NewDate(year-1, time.September, 1), NewDate(year+1, time.June, 30))
		assert.Zero(t, missed, year)
	}
}

// Where the answer is final it is the bound, and where there is none there is no bound; nothing wraps.
func TestBoundsAtTheEdges(t *testing.T) {
	c := China()
	first, last := c.Range()
	known := MustParseDate("2026-06-01")
	for _, bound := range []func(Date, int) (Date, error){c.Earliest, c.Latest} {
		due, err := bound(known, 30)
		require.NoError(t, err)
		final, _ := c.Add(known, 30)
		assert.Equal(t, final, due)

		due, err = bound(MustParseDate("2027-05-01"), 0)
		require.NoError(t, err)
		assert.Equal(t, MustParseDate("2027-05-01"), due)

		for _, ask := range []struct {
			from Date
			n    int
		}{{last, 1}, {first, -1}, {last.AddDays(1), 1}, {first.AddDays(-1), 1}, {Date{}, 1}, {known, math.MaxInt}, {known, math.MinInt}, {last, math.MinInt}} {
			due, err := bound(ask.from, ask.n)
			assert.ErrorIs(t, err, ErrOutOfRange, "%v %+d", ask.from, ask.n)
			assert.True(t, due.IsZero())
		}
	}
	var none *Calendar
	_, err := none.Latest(known, 5)
	assert.ErrorIs(t, err, ErrOutOfRange)
	_, err = new(Calendar).Earliest(known, 5)
	assert.ErrorIs(t, err, ErrOutOfRange)
}

// Counting costs the same with an estimate as without; the bounds allocate their error from Add and nothing else.
func BenchmarkEarliest(b *testing.B) {
	c, d := China(), MustParseDate("2026-12-01")
	b.ReportAllocs()
	for b.Loop() {
		c.Earliest(d, 45)
	}
}
