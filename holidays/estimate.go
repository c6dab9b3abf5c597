package holidays

import (
	"slices"
	"time"
)

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
	labels := make(map[wording]wordingLabels, 64)
	recesses := make([]recess, 0, len(festivals))
	for i := range festivals {
		b, last := newRecess(festivals[i:i+1], patterns), len(recesses)-1
		if last >= 0 && recesses[last].meets(&b) {
			before := recesses[last]
			recesses[last] = before.join(&b, festivals[i-len(before.festivals):i+1])
		} else {
			recesses = append(recesses, b)
		}
	}
	for i := range recesses {
		c.describe(&recesses[i], labels)
	}
	for i := range recesses {
		if recesses[i].owed > 0 { // only now, when it is plain which working days are left
			c.compensate(&recesses[i], labels)
		}
	}
}

// A wording is what the descriptions of the days of a break for one festival are made of, and wordingLabels are the places
// of those that are made of it: many years share them.
type wording struct {
	law     *statutoryDay
	pattern *pattern // nil for the statute's days and no more
}

type wordingLabels struct{ off, moved, worked, madeUp uint16 }

// describe labels the days of a break and the weekend days worked in exchange, and notes what the break falls short by.
func (c *Calendar) describe(b *recess, labels map[wording]wordingLabels) {
	for i := range b.festivals {
		f := &b.festivals[i]
		if b.owed += f.days(); i > 0 {
			b.name += "、"
		}
		b.name += f.name
	}
	one := wording{b.festivals[0].law, b.pattern}
	says, ok := labels[one]
	if !ok || len(b.festivals) > 1 {
		day := Day{Kind: Holiday, Name: b.name, Source: b.festivals[0].source}
		says.off = c.labelOf(day)
		if b.pattern != nil {
			day.Source += ", pattern of " + b.pattern.notice
			says.moved = c.labelOf(day)
			day.Kind = Makeup
			says.worked = c.labelOf(day)
		}
	}
	if len(b.festivals) == 1 {
		labels[one] = says
	}
	for d := b.first; !d.After(b.last); d = d.AddDays(1) {
		switch {
		case b.isStatutory(d):
			c.estimateDay(d, says.off)
		case b.pattern != nil:
			c.estimateDay(d, says.moved)
		default:
			continue // a weekend day between two festivals
		}
		if !d.isWeekend() {
			b.owed--
		}
	}
	c.makeUp(b, -b.owed, says.worked)
}

// compensate labels the working days off in place of statutory days that fall on a weekend, or on one another.
func (c *Calendar) compensate(b *recess, labels map[wording]wordingLabels) {
	one := wording{b.festivals[0].law, b.pattern}
	label := labels[one].madeUp
	if label == 0 || len(b.festivals) > 1 {
		label = c.labelOf(Day{Kind: Holiday, Name: b.name, Source: b.festivals[0].source + ", made up under art. 6"})
	}
	if says, ok := labels[one]; ok && len(b.festivals) == 1 {
		says.madeUp = label
		labels[one] = says
	}
	for d := b.last.AddDays(1); b.owed > 0; d = d.AddDays(1) {
		if i, ok := c.at(d); !ok || c.label[i] == ordinaryWorkday {
			c.estimateDay(d, label)
			b.owed--
		}
	}
}

// makeUp labels n weekend days beside a break, to be worked in exchange. As in the record they are the days of a weekend
// that touches it and else one on each side, Sunday before and Saturday after; the nearest first.
func (c *Calendar) makeUp(b *recess, n int, label uint16) {
	if n < 1 {
		return
	}
	const before, after = 0, 1
	var choice [2][longWindow]int // by side and distance: 1 for the days to be worked first, 2 for others, 0 for none
	for side := range choice {
		touches, found := true, false
		for distance := 1; distance < longWindow; distance++ {
			i, ok := c.at(b.beside(side == after, distance))
			switch {
			case !ok || c.label[i] != ordinaryWeekend:
				touches = false
			case touches || !found:
				choice[side][distance], found = 1, true
			default:
				choice[side][distance] = 2
			}
		}
	}
	for rank := 1; rank <= 2; rank++ {
		for distance := range longWindow {
			for side := before; side <= after; side++ {
				if n > 0 && choice[side][distance] == rank {
					c.estimateDay(b.beside(side == after, distance), label)
					n--
				}
			}
		}
	}
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
