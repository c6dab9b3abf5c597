package holidays_test

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// A window is what the notice to come can arrange around a festival, or around several whose windows meet, as the
// assumptions of Earliest put it. It is written from these sentences, day by day, and knows no index and no bits:
//
//   - the statutory days are off on their own dates;
//   - weekdays are off within less than a week of a statutory day, and weekend days worked within less than a week of a
//     festival of one day and less than two weeks of 春节, 劳动节 and 国庆节, as far as they are estimated;
//   - the weekdays off minus the weekend days worked are as many as the statute gives;
//   - at most three weekend days of each festival are worked.
type window struct {
	days      []holidays.Date
	statutory map[holidays.Date]bool
	near      map[holidays.Date]bool // less than a week from a statutory day
	owed      int                    // days off by the statute, a day of two festivals counted twice
	moved     int                    // weekend days worked, at most
}

// windows returns those of the years in which a calendar has estimated days, in order.
func windows(c *holidays.Calendar) []window {
	first, last := c.Range()
	isEstimated := func(d holidays.Date) bool { return d.After(last) || !d.Before(first) && !c.Day(d).Settled }
	var all []window
	for year := first.Year(); year <= last.Year()+1; year++ {
		if !isEstimated(holidays.NewDate(year, time.January, 1)) {
			continue
		}
		// One festival's days are those of one name that lie together, or that share a day with another's.
		var festivals [][]holidays.Day
		for _, d := range holidays.StatutoryDays(year) {
			k := len(festivals) - 1
			for ; k >= 0 && festivals[k][0].Name != d.Name; k-- {
			}
			if k < 0 {
				festivals = append(festivals, nil)
				k = len(festivals) - 1
			}
			festivals[k] = append(festivals[k], d)
		}
		for _, f := range festivals {
			reach := 6
			if f[0].Name == "春节" || f[0].Name == "劳动节" || f[0].Name == "国庆节" {
				reach = 13
			}
			from, to := f[0].Date, f[len(f)-1].Date
			for n := 0; n < reach && isEstimated(from.AddDays(-1)); n++ {
				from = from.AddDays(-1)
			}
			for n := 0; n < reach && isEstimated(to.AddDays(1)); n++ {
				to = to.AddDays(1)
			}
			w := window{statutory: map[holidays.Date]bool{}, near: map[holidays.Date]bool{}, owed: len(f), moved: 3}
			for _, d := range f {
				w.statutory[d.Date] = true
				for near := range days(d.Date.AddDays(-6), d.Date.AddDays(6)) {
					w.near[near] = true
				}
			}
			for k := len(all) - 1; k >= 0 && !all[k].days[len(all[k].days)-1].Before(from); k = len(all) - 1 {
				before := all[k]
				all = all[:k]
				maps.Copy(w.statutory, before.statutory)
				maps.Copy(w.near, before.near)
				w.owed, w.moved = w.owed+before.owed, w.moved+before.moved
				if before.days[0].Before(from) {
					from = before.days[0]
				}
				if end := before.days[len(before.days)-1]; end.After(to) {
					to = end
				}
			}
			for d := range days(from, to) {
				w.days = append(w.days, d)
			}
			all = append(all, w)
		}
	}
	return all
}

// between returns the fewest and the most working days that lie in the given part of the window under any arrangement: for
// each number of weekend days worked it puts as many working days into the part, or outside it, as there is room for.
func (w window) between(in func(holidays.Date) bool) (fewest, most int) {
	var weekdays, weekends [2]int // outside, inside
	sure := 0                     // weekdays inside that are too far from a statutory day to be off
	for _, d := range w.days {
		k := 0
		if in(d) {
			k = 1
		}
		if w.statutory[d] {
			continue
		}
		switch {
		case isWeekend(d):
			weekends[k]++
		case w.near[d]:
			weekdays[k]++
		default:
			sure += k
		}
	}
	off := w.owed // weekdays off, when no weekend day is worked, besides the statutory ones
	for d := range w.statutory {
		if !isWeekend(d) {
			off--
		}
	}
	fewest = math.MaxInt
	for moved := 0; moved <= min(w.moved, weekends[0]+weekends[1]); moved++ {
		worked := weekdays[0] + weekdays[1] - off - moved
		if worked < 0 {
			break
		}
		most = max(most, min(weekends[1], moved)+min(weekdays[1], worked))
		fewest = min(fewest, max(0, moved-weekends[0])+max(0, worked-weekdays[0]))
	}
	return fewest + sure, most + sure
}

// A bounder is the slow way to Earliest and Latest: it goes day by day, and asks of the windows that it meets how many
// working days there can be on the way.
type bounder struct {
	*holidays.Calendar
	all []window
}

func (b bounder) at(d holidays.Date) *window {
	for i := range b.all {
		if w := &b.all[i]; !d.Before(w.days[0]) && !d.After(w.days[len(w.days)-1]) {
			return w
		}
	}
	return nil
}

// extreme returns the n-th working day from d with as many working days on the way as there can be, or as few; the zero
// Date where that leaves the range.
func (b bounder) extreme(d holidays.Date, n int, many bool) holidays.Date {
	first, last := b.Range()
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	passed := 0    // in the windows left behind and outside them
	var in *window // the one that to is in
	inWindow, start := 0, d
	for to := d.AddDays(step); ; to = to.AddDays(step) {
		if to.Before(first) || to.After(last) {
			return holidays.Date{}
		}
		w := b.at(to)
		if w != in {
			passed, inWindow, in = passed+inWindow, 0, w
		}
		if w == nil {
			if b.IsWorkday(to) {
				passed++
			}
		} else {
			fewest, most := w.between(func(x holidays.Date) bool {
				return step > 0 && x.After(start) && !x.After(to) || step < 0 && x.Before(start) && !x.Before(to)
			})
			if inWindow = fewest; many {
				inWindow = most
			}
		}
		if passed+inWindow >= n {
			return to
		}
	}
}

// The rule for a window's fewest and most is right where every arrangement can be tried: all sets of working days of short
// windows, taken one by one.
func TestWindowsTriedOneByOne(t *testing.T) {
	t.Parallel()
	tried := 0
	for _, w := range windows(holidays.China())[:14] {
		if len(w.days) > 15 {
			continue
		}
		first := w.days[0]
		for cut := range w.days {
			for _, from := range []int{0, cut / 2} {
				in := func(d holidays.Date) bool { i := d.DaysSince(first); return i >= from && i <= cut }
				fewest, most := w.between(in)
				least, highest := math.MaxInt, -1
				for set := range 1 << len(w.days) {
					net, moved, within, right := 0, 0, 0, true
					for i, d := range w.days {
						switch worked := set>>i&1 == 1; {
						case worked && w.statutory[d]:
							right = false
						case worked && isWeekend(d):
							net, moved = net-1, moved+1
						case !worked && !isWeekend(d):
							net++
						}
						if set>>i&1 == 1 && in(d) {
							within++
						}
					}
					if right && net == w.owed && moved <= w.moved {
						least, highest = min(least, within), max(highest, within)
						tried++
					}
				}
				require.Equal(t, []int{least, highest}, []int{fewest, most}, "%v, days %d to %d", first, from, cut)
			}
		}
	}
	require.Greater(t, tried, 50_000)
}

// Earliest and Latest are what the slow way finds: from days before, inside and behind the windows, into them, over them
// and out of the range at its end, forward and back.
func TestBoundsAgreeWithTheSlowWay(t *testing.T) {
	t.Parallel()
	china := holidays.China()
	_, last := china.Range()
	type stretch struct{ from, to holidays.Date }
	numbers := []int{1, 2, 3, 5, 8, 10, 14, 21, 30, 45, 60, 100}
	for name, test := range map[string]struct {
		c        *holidays.Calendar
		stretchs []stretch
	}{
		"China":        {china, []stretch{{day("2026-11-20"), day("2027-11-10")}, {day("2028-09-10"), day("2028-10-25")}, {last.AddDays(-120), last}}},
		"a gap":        {with(t, china, invented2028()), []stretch{{day("2027-09-10"), day("2028-01-10")}, {day("2028-12-01"), day("2029-03-10")}}},
		"one year off": {with(t, nil, without(china.Notices(), 2015)...), []stretch{{day("2014-12-10"), day("2015-03-20")}, {day("2015-09-01"), day("2016-01-10")}}},
	} {
		t.Run(name, func(t *testing.T) {
			b := bounder{test.c, windows(test.c)}
			asked, left := 0, 0
			for _, s := range test.stretchs {
				for d := range days(s.from, s.to) {
					for _, n := range numbers {
						for _, n := range [...]int{n, -n} {
							for _, many := range [...]bool{true, false} {
								bound := b.Earliest
								if many != (n > 0) {
									bound = b.Latest
								}
								got, err := bound(d, n)
								want := b.extreme(d, n, many)
								if got != want || want.IsZero() != errors.Is(err, holidays.ErrOutOfRange) || !want.IsZero() && err != nil {
									t.Fatalf("%+d from %v, many %v: %v, %v; want %v", n, d, many, got, err, want)
								}
								if asked++; want.IsZero() {
									left++
								}
							}
						}
					}
				}
			}
			require.Greater(t, asked, 5_000)
			require.True(t, name != "China" || left > 500, "bounds that leave the range: %d", left)
		})
	}
}

// without returns the notices of a calendar but those of one year.
func without(notices []holidays.Notice, year int) (rest []holidays.Notice) {
	for _, n := range notices {
		if n.Year != year {
			rest = append(rest, n)
		}
	}
	return rest
}

// Whatever notice comes that keeps to the assumptions, Earliest and Latest hold the answers that it gives: arrangements
// are drawn at random, each festival's by itself.
func TestBoundsHoldWhatIsAssumed(t *testing.T) {
	t.Parallel()
	c := holidays.China()
	all := windows(c)
	random := rand.New(rand.NewPCG(2027, 1))
	first, last := c.Range()
	from, to := day("2026-10-01"), day("2029-12-20")
	for round := range 40 {
		worked := map[holidays.Date]bool{}
		for _, w := range all {
			for _, d := range w.days {
				worked[d] = !w.statutory[d] && !isWeekend(d)
			}
			off := w.owed
			for d := range w.statutory {
				if !isWeekend(d) {
					off--
				}
			}
			free := map[bool][]holidays.Date{} // by weekend
			for _, d := range w.days {
				if !w.statutory[d] && (isWeekend(d) || w.near[d]) {
					free[isWeekend(d)] = append(free[isWeekend(d)], d)
				}
			}
			for _, f := range free {
				random.Shuffle(len(f), func(i, j int) { f[i], f[j] = f[j], f[i] })
			}
			moved := random.IntN(1 + min(w.moved, len(free[true])))
			moved = min(moved, len(free[false])-off)
			for _, d := range free[true][:moved] {
				worked[d] = true
			}
			for _, d := range free[false][:off+moved] {
				worked[d] = false
			}
		}
		truth := must(holidays.FromFunc("truth", first, last, func(d holidays.Date) bool {
			if w, ok := worked[d]; ok {
				return w
			}
			return c.IsWorkday(d)
		}))
		for range 500 {
			d, n := from.AddDays(random.IntN(to.DaysSince(from))), random.IntN(201)-100
			answer, err := truth.Add(d, n)
			if err != nil {
				continue
			}
			earliest, latest := only(c.Earliest(d, n)), only(c.Latest(d, n))
			require.False(t, earliest.After(answer) || latest.Before(answer), "round %d: %v %+d: %v to %v, not %v", round, d, n, earliest, latest, answer)
		}
	}
}

// holdTheTruth counts from every day of first to last, forward and back, on a calendar that does not know all and on one
// that does, and returns how many answers the bounds were asked for and how many they missed.
func holdTheTruth(t *testing.T, less, more *holidays.Calendar, first, last holidays.Date) (asked, missed int) {
	for d := range days(first, last) {
		for _, n := range [...]int{1, 2, 3, 5, 8, 13, 21, 30, 45, 60, 120, -1, -2, -3, -5, -8, -13, -21, -30, -45, -60, -120} {
			truth, err := more.Add(d, n)
			if err != nil {
				continue
			}
			estimate, err := less.Add(d, n)
			earliest, err1 := less.Earliest(d, n)
			latest, err2 := less.Latest(d, n)
			require.NotErrorIs(t, err1, holidays.ErrProvisional)
			require.NotErrorIs(t, err2, holidays.ErrProvisional)
			if asked++; err1 == nil && earliest.After(truth) || err2 == nil && latest.Before(truth) {
				missed++
			}
			require.False(t, err1 == nil && earliest.After(estimate) || err2 == nil && latest.Before(estimate), "%v %+d: %v is the estimate", d, n, estimate)
			require.False(t, err == nil && (earliest != truth || latest != truth), "%v %+d: %v is final", d, n, truth)
		}
	}
	return asked, missed
}

// On the day before a year's notice came, Earliest and Latest hold every answer that the notice then gave, from every day
// near and in that year, forward and back: the assumptions fit all of the notices.
func TestBoundsHoldTheNotices(t *testing.T) {
	t.Parallel()
	china := holidays.China()
	checked, misses := 0, map[int]int{}
	for _, notice := range china.Notices() {
		if notice.Amends != "" {
			continue
		}
		before, after := china.AsOf(notice.Issued.AddDays(-1)), china.AsOf(notice.Issued)
		asked, missed := holdTheTruth(t, before, after, holidays.NewDate(notice.Year-1, time.October, 1), holidays.NewDate(notice.Year, time.December, 24))
		if checked += asked; missed > 0 {
			misses[notice.Year] = missed
		}
	}
	assert.Equal(t, map[int]int{2014: 16}, misses, "Order 644 was signed the day its notice came, and moved the days off of 春节")
	assert.Greater(t, checked, 150_000)

	// A year without a notice between years that have one is bounded in the same way, into it, over it and back.
	var yearly []holidays.Notice
	for _, n := range china.Notices() {
		if n.Amends == "" {
			yearly = append(yearly, n)
		}
	}
	all := with(t, nil, yearly...)
	for year := 2009; year <= 2025; year += 4 {
		_, missed := holdTheTruth(t, with(t, nil, without(yearly, year)...), all, holidays.NewDate(year-1, time.September, 1), holidays.NewDate(year+1, time.June, 30))
		assert.Zero(t, missed, year)
	}
}

// Where the answer is final it is the bound, and where there is none there is no bound; nothing wraps, inside a window or
// outside, under layers or bare.
func TestBoundsAtTheEdges(t *testing.T) {
	layered := overlay(t, holidays.China(), "公司", off("2026-06-05", "2026-06-05", "厂庆"), off("2027-02-15", "2027-02-15", "厂庆"))
	first, last := layered.Range()
	for name, c := range map[string]*holidays.Calendar{"bare": holidays.China(), "layered": layered} {
		for which, bound := range map[string]func(holidays.Date, int) (holidays.Date, error){"earliest": c.Earliest, "latest": c.Latest} {
			assert.Equal(t, only(c.Add(day("2026-06-01"), 30)), only(bound(day("2026-06-01"), 30)), "final")
			assert.Equal(t, day("2027-05-01"), only(bound(day("2027-05-01"), 0)), "no days")
			for _, ask := range []struct {
				from holidays.Date
				n    int
			}{
				{last, 1}, {first, -1}, {last.AddDays(1), 1}, {first.AddDays(-1), 1}, {holidays.Date{}, 1}, {last.AddDays(1), 0},
				{day("2026-06-01"), math.MaxInt}, {day("2026-06-01"), math.MinInt}, {last, math.MinInt}, {last, math.MaxInt},
				{day("2027-02-10"), math.MaxInt}, {day("2027-02-10"), math.MinInt}, {day("2027-02-10"), -math.MaxInt}, {day("2027-02-10"), 1 << 16}, {day("2027-02-10"), -1 << 16},
			} {
				got, err := bound(ask.from, ask.n)
				assert.ErrorIs(t, err, holidays.ErrOutOfRange, "%s, %s: %v %+d", name, which, ask.from, ask.n)
				assert.True(t, got.IsZero(), fmt.Sprint(name, which, ask.from, ask.n))
				var outside *holidays.RangeError
				if errors.As(err, &outside) && ask.n != 0 && !ask.from.IsZero() && !ask.from.After(last) && !ask.from.Before(first) {
					assert.Equal(t, ask.n, outside.Days, "%s, %s: the error speaks of the days asked for, %v", name, which, ask.from)
				}
			}
		}
	}
}
