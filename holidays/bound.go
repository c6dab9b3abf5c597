package holidays

import (
	"math/bits"
	"sort"
	"time"
)

// What Earliest and Latest take for granted about the notices to come. Every yearly notice of 2004-2026 keeps to it; the
// test of the record checks each one.
//
//   - The days off under the statute, as known, are off on their own dates.
//   - A notice moves days and adds none: around each festival, weekdays off less weekend days worked are the statute's
//     number of days (2015 only for 中秋节 and 国庆节 taken together: festivals whose windows overlap count as one).
//   - It moves them within a window around those days: less than a week before the first and after the last of a festival
//     of one day (at most 4 and 5 days on record), less than two weeks for 春节, 劳动节 and 国庆节 (at most 11 and 10).
//   - It makes at most three weekend days of a festival's window working days (at most 2 on record).
//
// An amendment (2015, 2019, 2020) or a new version of the statute (2007, 2013, 2024) yet to come can break them.
const (
	shortWindow = 7
	longWindow  = 14
	mostMoved   = 3
)

// A window is a run of days within which the notice to come can move days off and working days of one festival, or of
// two whose windows overlap. Days are named by their place in the range.
type window struct {
	first, last int32  // at most 64 days
	off         uint64 // bit k: the k-th day is off under the statute
	moved       int32  // weekend days that can be worked, at most
	spare       int32  // ordinary weekdays that can be off, at most
	before      int32  // working days in the range before first
	worked      int32  // working days in the window, whatever is moved
}

// Earliest returns the earliest day that Add(d, n) can turn out to be once the notices to come are published; Latest
// returns the latest. They assume that notices go on doing what every yearly notice since 2004 did: weekend days become
// working days and weekdays days off only close to a festival, no more than three of them, in exchange for one another,
// and never against a day off under the statute. Counting forward, Earliest takes as many days to be worked as that
// allows; counting back, as few.
//
// It is Add(d, n) where that is final, and never gives a *ProvisionalError; out of range it is the zero Date with a
// *RangeError. An amendment yet to come, and a new version of the statute, are beyond it, as they are beyond Add.
func (c *Calendar) Earliest(d Date, n int) (Date, error) { return c.bound(d, n, n > 0) }

// Latest returns the latest day that Add(d, n) can turn out to be, under the assumptions of Earliest. Counting forward it
// takes as few days to be worked as they allow; counting back, as many. Errors are those of Earliest.
func (c *Calendar) Latest(d Date, n int) (Date, error) { return c.bound(d, n, n < 0) }

// bound is Add with as many working days as there can be, or as few.
func (c *Calendar) bound(d Date, n int, many bool) (Date, error) {
	to, err := c.Add(d, n)
	if to.IsZero() || err == nil {
		return to, err
	}
	i, _ := c.at(d)
	if n > 0 {
		ahead := len(c.label) - 1 - i
		k := sort.Search(ahead, func(k int) bool { return c.workedAmong(i+1, i+1+k, many) >= n })
		if k == ahead {
			return Date{}, c.outOfRange(d, n)
		}
		return d.AddDays(1 + k), nil
	}
	k := sort.Search(i, func(k int) bool { return c.workedAmong(i-1-k, i-1, many) >= -n })
	if k == i {
		return Date{}, c.outOfRange(d, n)
	}
	return d.AddDays(-1 - k), nil
}

// workedAmong returns how many of the days from place i to place j can be working days at most, or at least.
func (c *Calendar) workedAmong(i, j int, many bool) int {
	leastBefore, mostBefore := c.workedThrough(i - 1)
	least, most := c.workedThrough(j)
	least, most = least-mostBefore, most-leastBefore
	if w := c.windowAt(i); w != nil && j <= int(w.last) {
		fewest, highest := w.within(c, i, j)
		least, most = max(least, fewest), min(most, highest)
	}
	if many {
		return most
	}
	return least
}

// workedThrough returns how many days from the start of the range through place i are working days at least and at most.
func (c *Calendar) workedThrough(i int) (least, most int) {
	k := c.windowsFrom(i) - 1
	if k < 0 {
		n := int(c.index.rank[i+1])
		return n, n
	}
	w := &c.breaks[k]
	all := int(w.before + w.worked)
	if i >= int(w.last) {
		n := all + int(c.index.rank[i+1]) - int(c.index.rank[w.last+1])
		return n, n
	}
	least, most = w.within(c, int(w.first), i)
	leastAfter, mostAfter := w.within(c, i+1, int(w.last))
	return max(int(w.before)+least, all-mostAfter), min(int(w.before)+most, all-leastAfter)
}

// within returns how many days of the window from place i to place j are working days at least and at most, looking at
// those days alone.
func (w *window) within(c *Calendar, i, j int) (least, most int) {
	if j < i {
		return 0, 0
	}
	days := ^uint64(0) >> (63 - (j - i)) << (i - int(w.first)) &^ w.off // those that the statute leaves open
	off := w.weekends(c)
	weekdays, weekends := bits.OnesCount64(days&^off), bits.OnesCount64(days&off)
	return max(0, weekdays-int(w.spare)), weekdays + min(weekends, int(w.moved))
}

func (w *window) isOff(place int) bool { return w.off>>(place-int(w.first))&1 == 1 }

// weekends returns the window's Saturdays and Sundays, bit k for the k-th day.
func (w *window) weekends(c *Calendar) uint64 {
	return weekendsFrom[(int(c.first.Weekday())+int(w.first))%7]
}

// weekendsFrom has the Saturdays and Sundays among 64 days, bit k for the k-th, by the weekday of the first.
var weekendsFrom = func() (from [7]uint64) {
	for day := range 7 {
		for k := range 64 {
			if (day+k)%7 == int(time.Saturday) || (day+k)%7 == int(time.Sunday) {
				from[day] |= 1 << k
			}
		}
	}
	return from
}()

// windowAt returns the window that the day at a place lies in, nil if there is none.
func (c *Calendar) windowAt(i int) *window {
	if k := c.windowsFrom(i) - 1; k >= 0 && i <= int(c.breaks[k].last) {
		return &c.breaks[k]
	}
	return nil
}

// windowsFrom returns how many windows begin at place i or before it.
func (c *Calendar) windowsFrom(i int) int {
	return sort.Search(len(c.breaks), func(k int) bool { return int(c.breaks[k].first) > i })
}

// windows returns the windows of the unsettled festivals, in order, cut to the unsettled days around them.
func (c *Calendar) windows(festivals []festival) []window {
	windows := make([]window, 0, len(festivals))
	for i := range festivals {
		w := c.windowAround(&festivals[i])
		if last := len(windows) - 1; last >= 0 && windows[last].last >= w.first {
			before := &windows[last]
			before.first, before.last = min(before.first, w.first), max(before.last, w.last)
			before.moved += w.moved
		} else {
			windows = append(windows, w)
		}
	}
	counted, at := int32(0), int32(0) // working days before place at
	for k := range windows {
		w := &windows[k]
		n := 0
		for n < len(festivals) && festivals[n].first.n-c.first.n <= w.last {
			n++
		}
		w.measure(c, festivals[:n])
		festivals = festivals[n:]
		w.before = counted + int32(c.index.rank[w.first]) - int32(c.index.rank[at])
		counted, at = w.before+w.worked, min(w.last+1, int32(len(c.label)))
	}
	return windows
}

// measure notes which days of the window the statute has off, and how many others can be worked or off.
func (w *window) measure(c *Calendar, festivals []festival) {
	owed := int32(0)
	for i := range festivals {
		f := &festivals[i]
		owed += int32(f.days())
		for d := f.first; !d.After(f.last); d = d.AddDays(1) {
			w.off |= 1 << (d.n - c.first.n - w.first)
		}
	}
	days, off := ^uint64(0)>>(63-(w.last-w.first)), w.weekends(c)
	weekdays := int32(bits.OnesCount64(days &^ off))
	open := int32(bits.OnesCount64(days &^ off &^ w.off)) // weekdays that the statute leaves open
	weekends := int32(bits.OnesCount64(days & off &^ w.off))
	w.worked = weekdays - owed
	w.moved = min(w.moved, weekends)
	w.spare = open - w.worked + w.moved
}

// windowAround returns the days that a festival's arrangement can touch, as places in the range.
func (c *Calendar) windowAround(f *festival) window {
	reach := shortWindow
	switch f.name {
	case "春节", "劳动节", "国庆节":
		reach = longWindow
	}
	w := window{first: f.first.n - c.first.n, last: f.last.n - c.first.n, moved: mostMoved}
	for n := 1; n < reach && c.isUnsettled(f.first.AddDays(-n)); n++ {
		w.first--
	}
	for n := 1; n < reach && (f.last.AddDays(n).After(c.last) || c.isUnsettled(f.last.AddDays(n))); n++ {
		w.last++
	}
	return w
}

func (c *Calendar) isUnsettled(d Date) bool {
	i, ok := c.at(d)
	return ok && c.label[i]%2 == 0
}
