package holidays

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whatever notices the assumptions allow, drawn at random, Earliest and Latest hold the answers that they would give; and
// from a settled day before the gap each bound is reached by one of the arrangements made to reach it.
func TestBoundsHoldWhatIsAssumed(t *testing.T) {
	c := China()
	random := rand.New(rand.NewPCG(2027, 1))
	from, to := MustParseDate("2026-10-01"), MustParseDate("2028-12-20")
	for round := range 40 {
		truth := c.arranged(t, func(w *window, weekends, weekdays []int) ([]int, []int) {
			random.Shuffle(len(weekends), func(i, j int) { weekends[i], weekends[j] = weekends[j], weekends[i] })
			random.Shuffle(len(weekdays), func(i, j int) { weekdays[i], weekdays[j] = weekdays[j], weekdays[i] })
			moved := random.IntN(1 + int(w.moved))
			return weekends[:moved], weekdays[:int(w.spare-w.moved)+moved]
		})
		for range 500 {
			d, n := from.AddDays(random.IntN(to.DaysSince(from))), random.IntN(201)-100
			answer, err := truth.Add(d, n)
			if err != nil {
				continue
			}
			earliest, err := c.Earliest(d, n)
			require.NoError(t, err)
			latest, err := c.Latest(d, n)
			require.NoError(t, err)
			require.False(t, earliest.After(answer) || latest.Before(answer), "round %d: %v %+d: %v to %v, not %v", round, d, n, earliest, latest, answer)
		}
	}

	// So many weekend days worked, the first ones, and weekdays off last; and the other way round.
	var soon, late []*Calendar
	for many := range 2*mostMoved + 1 {
		soon = append(soon, c.arranged(t, func(w *window, weekends, weekdays []int) ([]int, []int) {
			moved := min(many, int(w.moved))
			return weekends[:moved], weekdays[len(weekdays)-int(w.spare-w.moved)-moved:]
		}))
		late = append(late, c.arranged(t, func(w *window, weekends, weekdays []int) ([]int, []int) {
			moved := min(many, int(w.moved))
			return weekends[len(weekends)-moved:], weekdays[:int(w.spare-w.moved)+moved]
		}))
	}
	start := MustParseDate("2026-12-01")
	for n := 1; n <= 400; n++ {
		earliest, err := c.Earliest(start, n)
		require.NoError(t, err)
		latest, err := c.Latest(start, n)
		require.NoError(t, err)
		first, last := Date{}, Date{}
		for i := range soon {
			if d, _ := soon[i].Add(start, n); i == 0 || d.Before(first) {
				first = d
			}
			if d, _ := late[i].Add(start, n); d.After(last) {
				last = d
			}
		}
		require.Equal(t, first.String(), earliest.String(), n)
		require.Equal(t, last.String(), latest.String(), n)
	}
}

// arranged returns c with its unsettled windows arranged: choose is given the places of a window's weekend days and of its
// ordinary weekdays and returns those worked and those off.
func (c *Calendar) arranged(t *testing.T, choose func(w *window, weekends, weekdays []int) (worked, off []int)) *Calendar {
	worked := make([]bool, len(c.label))
	for i := range worked {
		worked[i] = c.index.rank[i] != c.index.rank[i+1]
		if d := c.first.AddDays(i); c.isUnsettled(d) {
			worked[i] = !d.isWeekend()
		}
	}
	for i := range c.breaks {
		w := &c.breaks[i]
		var weekends, weekdays []int
		for place := int(w.first); place <= int(w.last); place++ {
			switch {
			case place >= len(worked):
			case w.isOff(place):
				worked[place] = false
			case c.first.AddDays(place).isWeekend():
				weekends = append(weekends, place)
			default:
				weekdays = append(weekdays, place)
			}
		}
		if int(w.last) >= len(worked) {
			continue
		}
		on, off := choose(w, weekends, weekdays)
		for _, place := range on {
			worked[place] = true
		}
		for _, place := range off {
			worked[place] = false
		}
	}
	made, err := FromFunc(c.first, c.last, func(d Date) bool { i, _ := c.at(d); return worked[i] })
	require.NoError(t, err)
	return made
}
