package holidays_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/require"
)

var exhaustive = flag.Bool("exhaustive", false, "compare with rickar/cal for every day and every n, which takes some ten seconds")

// From every day of 2004 to 2026, forward and back, the n-th working day is the one that a finger on the wall calendar
// comes to, for every n up to 60 and some large ones, with the error that the days on the way call for; and Count to
// every day on the way is the number of working days passed.
func TestEveryDayAndNumber(t *testing.T) {
	t.Parallel()
	c := holidays.China()
	s, added, counted := slow{c}, 0, 0
	for d := day("2004-01-01"); d.Year() <= 2026; d = d.AddDays(1) {
		for _, step := range [...]int{1, -1} {
			n, unsettled := 0, holidays.Date{}
			for to := d.AddDays(step); n < 60 && s.inRange(to); to = to.AddDays(step) {
				today := c.Day(to)
				if !today.Settled && (unsettled.IsZero() || step < 0) {
					unsettled = to
				}
				if today.Kind.IsWorkday() {
					n++
					got, err := c.Add(d, step*n)
					if wrong := sameAnswer(got, err, to, unsettled); wrong != "" {
						t.Fatalf("Add %v %+d: %s", d, step*n, wrong)
					}
					added++
				}
				count, err := c.Count(d, to)
				if step > 0 {
					if wrong := sameAnswer(count, err, n, unsettled); wrong != "" {
						t.Fatalf("Count %v to %v: %s", d, to, wrong)
					}
				} else if forward, err1 := c.Count(to, d); count != -forward || fmt.Sprint(err) != fmt.Sprint(err1) {
					t.Fatalf("Count %v to %v: %d, %v; reversed it is %d, %v", d, to, count, err, forward, err1)
				}
				counted++
			}
		}
		if d.DaysSince(day("2004-01-01"))%211 == 0 {
			for _, n := range [...]int{100, 250, 1000, 2500, -100, -250, -1000, -2500} {
				got, err := c.Add(d, n)
				want, unsettled := s.add(d, n)
				if wrong := sameAnswer(got, err, want, unsettled); wrong != "" {
					t.Fatalf("Add %v %+d: %s", d, n, wrong)
				}
			}
		}
	}
	require.Greater(t, added, 980_000)
	require.Greater(t, counted, 1_400_000)
}

// rickar/cal's own loops, over our BusinessCalendar, come to the same days: for every day and n with -exhaustive.
func TestEveryDayAndNumberAgainstRickarCal(t *testing.T) {
	t.Parallel()
	c := holidays.China()
	b := c.BusinessCalendar()
	first, _ := c.Range()
	at := func(d holidays.Date) time.Time { return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC) }
	days, numbers := 61, []int{1, 7, 29, 60}
	if *exhaustive {
		days, numbers = 1, []int{250, 2500}
		for n := range 60 {
			numbers = append(numbers, 1+n)
		}
	}
	for d := day("2004-01-01"); d.Year() <= 2026; d = d.AddDays(days) {
		for _, most := range numbers {
			for _, n := range [...]int{most, -most} {
				due, err := c.Add(d, n)
				if errors.Is(err, holidays.ErrOutOfRange) && n < 0 && d.DaysSince(first) < 2*most+15 {
					continue // theirs goes on before the range
				}
				if theirs := b.WorkdaysFrom(at(d), n); !theirs.Equal(at(due)) {
					t.Fatalf("%+d working days from %v: %v, theirs is %v", n, d, due, theirs)
				}
				count, _ := c.Count(d, due)
				from, through := d, due
				if n < 0 {
					from, through, count = due, d, -count
				}
				if theirs := b.WorkdaysInRange(at(from.AddDays(1)), at(through)); theirs != count { // theirs counts both ends
					t.Fatalf("%v to %v: %d working days, theirs are %d", from, through, count, theirs)
				}
			}
		}
	}
}

// A company's calendar, any days off at all, made through FromFunc, counts as its own days say, within it and beyond.
func FuzzFromFunc(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, uint16(1+seed*50), 0.1*float64(seed))
	}
	f.Add(uint64(9), uint16(365), 0.7)
	f.Fuzz(func(t *testing.T, seed uint64, length uint16, share float64) {
		random := rand.New(rand.NewPCG(seed, 1))
		first := day("1990-01-01").AddDays(random.IntN(30_000))
		days := 1 + int(length)%3000
		worked := make([]bool, days)
		for i := range worked {
			worked[i] = random.Float64() < share
		}
		c, err := holidays.FromFunc(first, first.AddDays(days-1), func(d holidays.Date) bool { return worked[d.DaysSince(first)] })
		require.NoError(t, err)
		places := []int{0, days - 1}
		for range 20 {
			places = append(places, random.IntN(days))
		}
		for _, i := range places {
			d := first.AddDays(i)
			require.Equal(t, worked[i], c.IsWorkday(d))
			n := 0
			for j := i + 1; j < days; j++ {
				if worked[j] {
					n++
					to, err := c.Add(d, n)
					require.NoError(t, err)
					require.Equal(t, first.AddDays(j), to)
				}
				count, err := c.Count(d, first.AddDays(j))
				require.NoError(t, err)
				require.Equal(t, n, count)
			}
			_, err := c.Add(d, n+1)
			require.ErrorIs(t, err, holidays.ErrOutOfRange)
			n = 0
			for j := i - 1; j >= 0; j-- {
				if worked[j] {
					n++
					to, err := c.Add(d, -n)
					require.NoError(t, err)
					require.Equal(t, first.AddDays(j), to)
				}
			}
			_, err = c.Add(d, -n-1)
			require.ErrorIs(t, err, holidays.ErrOutOfRange)
		}
	})
}

// Made-up notices and amendments of them, put on record in any order, give the days that they name read one on top of the
// other in order of issue, and one ID; what was known before an amendment stays what it was.
func FuzzAmendments(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 2))
		notices := madeUp(random)
		for _, n := range slices.Clone(notices) {
			for k := range random.IntN(4) {
				notices = append(notices, madeUpAmendment(random, n, k))
			}
		}
		random.Shuffle(len(notices), func(i, j int) { notices[i], notices[j] = notices[j], notices[i] })
		c := with(t, holidays.China(), notices...)
		step := holidays.China()
		byDay := slices.Clone(notices)
		slices.SortStableFunc(byDay, func(a, b holidays.Notice) int { return a.Issued.Compare(b.Issued) })
		worked, settled := map[holidays.Date]bool{}, map[int]bool{}
		for _, n := range byDay {
			for _, s := range n.Spans {
				for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
					worked[d] = s.Kind.IsWorkday()
				}
			}
			settled[n.Year] = true
			step = with(t, step, n)
			then := c.AsOf(n.Issued)
			require.Equal(t, step.ID(), then.ID(), "as of the day it was issued")
		}
		require.Equal(t, step.ID(), c.ID(), "one after the other")
		for d := day("2026-12-25"); d.Before(day("2031-12-25")); d = d.AddDays(1) {
			require.Equal(t, settled[d.NoticeYear()], c.Day(d).Settled)
			if !settled[d.NoticeYear()] {
				continue
			}
			want, named := worked[d]
			if !named {
				want = d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
			}
			require.Equal(t, want, c.IsWorkday(d), d)
			n := random.IntN(121) - 60
			to, err := c.Add(d, n)
			answer, unsettled := slow{c}.add(d, n)
			if n != 0 {
				require.Empty(t, sameAnswer(to, err, answer, unsettled), "%v %+d", d, n)
			}
			require.False(t, errors.Is(err, holidays.ErrOutOfRange))
		}
	})
}

// madeUpAmendment takes some days of a made-up notice back and declares others.
func madeUpAmendment(random *rand.Rand, of holidays.Notice, k int) holidays.Notice {
	n := holidays.Notice{
		Number: fmt.Sprint(of.Number, ", amendment ", k), Year: of.Year, Amends: of.Number,
		Issued: of.Issued.AddDays(10*(k+1) + random.IntN(10)),
	}
	for d := holidays.NewDate(of.Year, time.January, 1+random.IntN(20)); d.Before(holidays.NewDate(of.Year, time.December, 25)); d = d.AddDays(2 + random.IntN(60)) {
		s := holidays.Span{Kind: holidays.Holiday, First: d, Last: d.AddDays(random.IntN(2)), Name: "调整"}
		if random.IntN(2) == 0 {
			s.Last, s.Kind = d, holidays.Workday
			if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
				s.Kind = holidays.Makeup
			}
		}
		n.Spans = append(n.Spans, s)
	}
	return n
}
