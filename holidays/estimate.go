package holidays

import (
	"cmp"
	"slices"
	"time"
)

// A recess is an estimated break: a run of days off for one festival, or for two that meet.
type recess struct {
	festivals   []festival
	first, last Date
	notice      string // the pattern's; empty when these are the statute's days and no more
	name        string
	owed        int // days off under the statute that are still to be found on working days
}

// unsettledFestivals returns the statute's days off, as far as the calendar knows the statute, in the years without a
// notice. The year after the range is among them for the sake of the last days of the range.
func (c *Calendar) unsettledFestivals() []festival {
	from, to := c.first.Year(), c.last.Year()+1
	all := make([]festival, 0, 8*(to-from))
	for year := from; year <= to; year++ {
		if i, ok := c.at(NewDate(year, time.January, 1)); ok && c.label[i]%2 == 1 {
			continue
		}
		all = statuteOf(c.statutes, year).appendFestivals(all, year)
	}
	for len(all) > 0 && all[len(all)-1].first.DaysSince(c.last) >= shortWindow {
		all = all[:len(all)-1]
	}
	return all
}

// estimate describes the unsettled days of the festivals, each by the last pattern that fits among those that the
// calendar's own notices set, else by the statute alone. It moves days and adds none: weekdays off less weekend days
// worked are the statute's number of days.
func (c *Calendar) estimate(festivals []festival) {
	patterns := c.patterns()
	recesses := make([]recess, 0, len(festivals))
	for i := range festivals {
		b, last := newRecess(festivals[i:i+1], patterns), len(recesses)-1
		if last >= 0 && recesses[last].meets(b) {
			before := recesses[last]
			recesses[last] = before.join(b, festivals[i-len(before.festivals):i+1])
		} else {
			recesses = append(recesses, b)
		}
	}
	for i := range recesses {
		c.describe(&recesses[i])
	}
	for i := range recesses {
		if recesses[i].owed > 0 { // only now, when it is plain which working days are left
			c.compensate(&recesses[i])
		}
	}
}

// newRecess makes the break of one festival.
func newRecess(one []festival, patterns []pattern) recess {
	f := one[0]
	day := weekday(f.day)
	for i := len(patterns) - 1; i >= 0; i-- {
		p := &patterns[i]
		if p.festival != f.name || p.weekday != "any" && p.weekday != day {
			continue
		}
		first := f.day.AddDays(p.first)
		if b := (recess{festivals: one, first: first, last: first.AddDays(p.days - 1), notice: p.notice}); b.fits(f) {
			return b
		}
	}
	return recess{festivals: one, first: f.first, last: f.last}
}

// fits reports whether a pattern goes with the statute's days. One older than the statute may miss a day of them, or be
// made for so many more that it would exchange more weekdays than notices do.
func (b recess) fits(f festival) bool {
	moved := -f.days()
	for d := b.first; !d.After(b.last); d = d.AddDays(1) {
		if !d.isWeekend() {
			moved++
		}
	}
	return !b.first.After(f.first) && !b.last.Before(f.last) && moved <= mostMoved
}

// meets reports whether no Monday to Friday lies between b and the next one.
func (b recess) meets(next recess) bool {
	d := b.last.AddDays(1)
	for d.Before(next.first) && d.isWeekend() {
		d = d.AddDays(1)
	}
	return !d.Before(next.first)
}

// join makes one break of two that meet: the longer one, longer still by the other's days, so that neither is lost.
func (b recess) join(next recess, both []festival) recess {
	long, short := b, next
	if next.days() > b.days() {
		long, short = next, b
	}
	joined := recess{festivals: both, first: b.first, last: b.last, notice: long.notice}
	if next.first.Before(joined.first) {
		joined.first = next.first
	}
	if next.last.After(joined.last) {
		joined.last = next.last
	}
	if long.notice != "" {
		joined.last = joined.first.AddDays(long.days() + short.festivals[0].days() - 1)
	}
	return joined
}

func (b recess) days() int   { return b.last.DaysSince(b.first) + 1 }
func (f festival) days() int { return f.last.DaysSince(f.first) + 1 }

// isStatutory reports whether d is off under the statute itself.
func (b recess) isStatutory(d Date) bool {
	return slices.ContainsFunc(b.festivals, func(f festival) bool { return !d.Before(f.first) && !d.After(f.last) })
}

// describe labels the days of a break and the weekend days worked in exchange, and notes what the break falls short by.
func (c *Calendar) describe(b *recess) {
	for i, f := range b.festivals {
		if b.owed += f.days(); i > 0 {
			b.name += "、"
		}
		b.name += f.name
	}
	order := b.festivals[0].source
	off := c.labelOf(Day{Kind: Holiday, Name: b.name, Source: order})
	moved, worked := off, off
	if b.notice != "" {
		order += ", pattern of " + b.notice
		moved = c.labelOf(Day{Kind: Holiday, Name: b.name, Source: order})
		worked = c.labelOf(Day{Kind: Makeup, Name: b.name, Source: order})
	}
	for d := b.first; !d.After(b.last); d = d.AddDays(1) {
		switch {
		case b.isStatutory(d):
			c.estimateDay(d, off)
		case b.notice != "":
			c.estimateDay(d, moved)
		default:
			continue // a weekend day between two festivals
		}
		if !d.isWeekend() {
			b.owed--
		}
	}
	for _, d := range c.makeups(b, -b.owed) {
		c.estimateDay(d, worked)
	}
}

// compensate labels the working days off in place of statutory days that fall on a weekend, or on one another.
func (c *Calendar) compensate(b *recess) {
	label := c.labelOf(Day{Kind: Holiday, Name: b.name, Source: b.festivals[0].source + ", made up under art. 6"})
	for d := b.last.AddDays(1); b.owed > 0; d = d.AddDays(1) {
		if i, ok := c.at(d); !ok || c.label[i] == ordinaryWorkday {
			c.estimateDay(d, label)
			b.owed--
		}
	}
}

// makeups returns n weekend days beside a break, to be worked in exchange. As in the record they are the days of a weekend
// that touches it and else one on each side, Sunday before and Saturday after; the nearest first.
func (c *Calendar) makeups(b *recess, n int) []Date {
	if n < 1 {
		return nil
	}
	type candidate struct {
		date           Date
		rank, distance int
	}
	all := make([]candidate, 0, 8)
	for _, side := range [...]struct {
		edge Date
		step int
	}{{b.first, -1}, {b.last, 1}} {
		touches, found := true, false
		for distance := 1; distance < longWindow; distance++ {
			d, rank := side.edge.AddDays(side.step*distance), 0
			if i, ok := c.at(d); !ok || c.label[i] != ordinaryWeekend {
				touches = false
				continue
			}
			if found && !touches {
				rank = 1
			}
			all, found = append(all, candidate{d, rank, distance}), true
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.distance, b.distance))
	})
	days := make([]Date, 0, 2)
	for _, m := range all[:min(n, len(all))] {
		days = append(days, m.date)
	}
	return days
}

// labelOf returns the place of a description among the labels; the calendar's years share them.
func (c *Calendar) labelOf(day Day) uint16 {
	k := slices.Index(c.labels, day)
	if k < 0 {
		k = len(c.labels)
		c.labels = append(c.labels, day)
	}
	return uint16(k)
}

// estimateDay describes a day if it is unsettled.
func (c *Calendar) estimateDay(d Date, label uint16) {
	if i, ok := c.at(d); ok && c.label[i]%2 == 0 {
		c.label[i] = label * 2
	}
}
