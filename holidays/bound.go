package holidays

import (
	"math/bits"
	"sort"
)

// What Earliest and Latest assume about the notices to come. Every yearly notice of 2004–2026 keeps to it, as a test
// checks for each one.
//
//   - The days off under the statute, as known, are off on their own dates.
//   - A notice moves days and adds none: around each festival, weekdays off minus weekend days worked are the statute's
//     number of days (in 2015 only for 中秋节 and 国庆节 taken together: festivals whose windows overlap count as one).
//   - It moves them within a window around those days. A weekday off is less than a week from a day off under the statute
//     (at most 2 days before and 5 after so far). A weekend day worked is less than a week before the first or after the
//     last of a festival of one day (at most 4 and 5), and less than two weeks for 春节, 劳动节 and 国庆节 (at most 11 and 10).
//   - It makes at most three weekend days of a festival's window working days (at most 2 so far).
//
// An amendment (2015, 2019, 2020) and a new version of the statute (2007, 2013, 2024) can break them.
const (
	offReach    = 7
	shortWindow = 7
	longWindow  = 14
	mostMoved   = 3
)

// A window is a run of at most 64 days within which the notice to come can move days off and working days of one festival,
// or of several whose windows overlap. Days are named by their place in the range, those of the window by bits.
type window struct {
	first, last int
	off         uint64 // the days off under the statute
	weekend     uint64 // Saturdays and Sundays
	near        uint64 // the days near enough to a day off under the statute to be off as well
	moved       int    // weekend days that can be worked, at most
	spare       int    // other weekdays that can be off, at most
	worked      int    // working days in the window, whatever is moved
}

// Earliest returns the earliest day that Add(d, n) can turn out to be once the notices to come are published; Latest
// returns the latest. They assume that notices go on doing what every yearly notice since 2004 did: weekend days become
// working days and weekdays days off only close to a festival, no more than three of them, in exchange for one another,
// and never against a day off under the statute. Counting forward, Earliest takes as many days to be worked as that
// allows; counting back, as few. A layer's days are what the layer says.
//
// Where Add(d, n) is final, it is the result. Neither returns a *ProvisionalError; out of the range they return the zero
// Date with a *RangeError. An amendment and a new version of the statute are beyond them, as they are beyond Add.
func (c *Calendar) Earliest(d Date, n int) (Date, error) { return c.extreme(d, n, n > 0) }

// Latest returns the latest day that Add(d, n) can turn out to be, under the assumptions of Earliest. Counting forward it
// takes as few days to be worked as they allow; counting back, as many. Errors are those of Earliest.
func (c *Calendar) Latest(d Date, n int) (Date, error) { return c.extreme(d, n, n < 0) }

// extreme is Add with as many working days as there can be, or as few.
func (c *Calendar) extreme(d Date, n int, many bool) (Date, error) {
	switch {
	case !c.covers(d) || n == 0:
		return c.find(d, 0, n)
	case n > len(c.label) || n < -len(c.label):
		return Date{}, c.outOfRange(d, n)
	}
	place, step := int(c.edge(d)), 2*onward(n)-1 // a day on, or back
	edge := place + onward(n)
	if day, ok := c.final.nth(uint64(edge), n); ok {
		return Date{c.first.n + day}, nil
	}
	if c.base != nil {
		return c.walk(d, n, many)
	}
	// Outside the windows this is Add on another index. The rest of a window that d is in is walked day by day, because
	// what can still be moved there depends on both ends.
	b := c.bounds()
	x := &b.late
	if many == (n > 0) {
		x = &b.early
	}
	left := n
	if w := b.windowAt(place); w != nil && edge > w.first && edge <= w.last {
		worked := 0
		for at := place + step; at >= w.first && at <= w.last && at < len(c.label); at += step {
			if worked++; worked < n*step && w.first < at && at < w.last {
				continue // too few, were every day worked; of the whole rest the exact number is needed
			}
			if worked = w.between(min(place+step, at), max(place+step, at), many); worked >= n*step {
				return Date{c.first.n + int32(at)}, nil
			}
		}
		left -= worked * step
		if edge = w.last + 1; step < 0 {
			edge = w.first
		}
	}
	day, ok := x.nth(uint64(edge), left)
	if !ok {
		return Date{}, c.outOfRange(d, n)
	}
	return Date{c.first.n + day}, nil
}

// walk is extreme on a calendar with layers, day by day: what a layer says of a day adds to the count, or takes from it,
// as far as the calendar under the layers can have the day otherwise.
func (c *Calendar) walk(d Date, n int, many bool) (Date, error) {
	b := c.base.bounds()
	start, step, layered, worked := int(c.edge(d)), 2*onward(n)-1, 0, 0
	for at := start + step; at >= 0 && at < len(c.label); at += step {
		worked++
		if c.label[at] >= uint16(len(c.base.labels)) { // the layer's
			more := -b.workedAmong(at, at, !many)
			if c.labels[c.label[at]].Kind.IsWorkday() {
				more++
			}
			layered, worked = layered+more, worked+more
		}
		if worked < n*step {
			continue // too few, were every day worked that is not the layer's
		}
		if worked = b.workedAmong(min(start+step, at), max(start+step, at), many) + layered; worked >= n*step {
			return Date{c.first.n + int32(at)}, nil
		}
	}
	return Date{}, c.outOfRange(d, n)
}

// A bounds holds what the notices to come can do to a calendar: the windows in which they can move days, in order, and the
// indexes of the calendars that are worked as early and as late as the windows allow.
type bounds struct {
	windows     []window
	early, late index
}

// workedAmong returns how many of the days from place i to place j can be working days: as many as there can be, or as few.
func (b *bounds) workedAmong(i, j int, many bool) int {
	if w := b.windowAt(i); w != nil && j <= w.last {
		return w.between(i, j, many)
	}
	from, through := &b.early, &b.late
	if many {
		from, through = through, from
	}
	return int(through.rank[j+1]) - int(from.rank[i])
}

// windowAt returns the window that the day at a place is in, nil if there is none.
func (b *bounds) windowAt(i int) *window {
	k := sort.Search(len(b.windows), func(k int) bool { return b.windows[k].first > i }) - 1
	if k < 0 || i > b.windows[k].last {
		return nil
	}
	return &b.windows[k]
}

// between returns how many days of the window from place i to place j can be working days, as many as there can be or as
// few: by what can be moved among them, and by what the days outside must leave of the window's working days.
func (w *window) between(i, j int, many bool) int {
	days := w.days(i, j)
	least, most := w.among(days)
	leastOutside, mostOutside := w.among(w.days(w.first, w.last) &^ days)
	if many {
		return min(most, w.worked-leastOutside)
	}
	return max(least, w.worked-mostOutside)
}

// days returns the bits of the days from place i to place j.
func (w *window) days(i, j int) uint64 { return ^uint64(0) >> (63 - (j - i)) << (i - w.first) }

// among returns how many of some days are working days at least and at most, by what can be moved among them alone.
func (w *window) among(days uint64) (least, most int) {
	days &^= w.off
	weekends, weekdays := days&w.weekend, days&^w.weekend
	sure, open := bits.OnesCount64(weekdays&^w.near), bits.OnesCount64(weekdays&w.near)
	return sure + max(0, open-w.spare), sure + open + min(bits.OnesCount64(weekends), w.moved)
}

// newBounds makes the bounds of a calendar without layers.
func (c *Calendar) newBounds() *bounds {
	b := new(bounds)
	var festivals []festival // of the years without a notice, in order of date
	for _, r := range c.unsettled {
		for year := NoticeYear(r.first); year <= NoticeYear(r.last); year++ {
			if law := statuteOf(c.statutes, year); law != nil {
				festivals = append(festivals, law.festivals(year)...)
			}
		}
	}
	for _, f := range festivals {
		w := c.windowAround(f)
		if w.first >= len(c.label) {
			break
		}
		if k := len(b.windows) - 1; k >= 0 && b.windows[k].last >= w.first {
			before := b.windows[k]
			w.first, w.last, w.moved = min(w.first, before.first), max(w.last, before.last), w.moved+before.moved
			b.windows = b.windows[:k]
		}
		b.windows = append(b.windows, w)
	}
	for k := range b.windows {
		n := 0
		for n < len(festivals) && int(festivals[n].first.n-c.first.n) <= b.windows[k].last {
			n++
		}
		b.windows[k].measure(c, festivals[:n])
		festivals = festivals[n:]
	}
	b.early, b.late = c.indexWith(b.windows, true), c.indexWith(b.windows, false)
	return b
}

// windowAround returns the days that a festival's arrangement can touch: estimated ones in the range.
func (c *Calendar) windowAround(f festival) window {
	reach := shortWindow
	if f.name == "春节" || f.name == "劳动节" || f.name == "国庆节" {
		reach = longWindow
	}
	from, to := f.first, f.last
	for n := 1; n < reach && c.covers(from.AddDays(-1)) && !c.isSettled(from.AddDays(-1)); n++ {
		from = from.AddDays(-1)
	}
	for n := 1; n < reach && (to.n >= c.last.n || !c.isSettled(to.AddDays(1))); n++ {
		to = to.AddDays(1)
	}
	return window{first: int(from.n - c.first.n), last: int(to.n - c.first.n), moved: mostMoved}
}

// measure notes which days of the window the statute has off, and how many others can be worked or off.
func (w *window) measure(c *Calendar, festivals []festival) {
	owed := 0
	for _, f := range festivals {
		for d := range dates(f.first, f.last) {
			place := int(d.n - c.first.n)
			w.off |= w.days(place, place)
			w.near |= w.days(max(w.first, place-offReach+1), min(w.last, place+offReach-1))
			owed++
		}
	}
	for i := w.first; i <= w.last; i++ {
		if c.first.AddDays(i).isWeekend() {
			w.weekend |= w.days(i, i)
		}
	}
	all := w.days(w.first, w.last)
	w.worked = bits.OnesCount64(all&^w.weekend) - owed
	w.moved = min(w.moved, bits.OnesCount64(all&w.weekend&^w.off))
	w.spare = bits.OnesCount64(all&^w.weekend&^w.off) - w.worked + w.moved
}

// indexWith makes the index of a calendar in which the working days of each window come as early as they can, or as late.
func (c *Calendar) indexWith(windows []window, early bool) index {
	worked := make([]uint16, len(c.label))
	for i := range worked {
		worked[i] = c.index.rank[i+1] - c.index.rank[i]
	}
	for k := range windows {
		w, before := &windows[k], 0
		for i := w.first; i <= w.last && i < len(worked); i++ {
			n := w.between(w.first, i, early)
			worked[i], before = uint16(n-before), n
		}
	}
	return newIndex(worked, []uint16{0, 1})
}
