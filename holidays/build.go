package holidays

import (
	"slices"
	"time"
)

// newCalendar makes a calendar of first to last in which every day is an ordinary, unsettled one.
func newCalendar(first, last Date) *Calendar {
	c := &Calendar{
		first:  first,
		last:   last,
		label:  make([]uint16, last.DaysSince(first)+1),
		labels: []Day{{Kind: Workday}, {Kind: Weekend}},
	}
	for i := int(6 - first.Weekday()); i < len(c.label); i += 7 { // the first Saturday, and every week
		c.label[i] = ordinaryWeekend
	}
	for i := int(7-first.Weekday()) % 7; i < len(c.label); i += 7 {
		c.label[i] = ordinaryWeekend
	}
	return c
}

// The labels of an unsettled day of which nothing is said.
const (
	ordinaryWorkday = 0 * 2
	ordinaryWeekend = 1 * 2
)

func fromNotices(notices []Notice, statutes []statute) *Calendar {
	c := newCalendar(rangeFirst, rangeLast)
	c.notices = notices
	c.statutes = statutes
	for _, n := range notices {
		if n.Amends == "" {
			c.settle(NewDate(n.Year-1, time.December, firstSettledDay), NewDate(n.Year, time.December, firstSettledDay-1))
		}
	}
	festivals := c.unsettledFestivals()
	c.estimate(festivals)
	spans := 0
	for i := range notices {
		spans += len(notices[i].Spans)
	}
	c.labels = slices.Grow(c.labels, spans)
	for i := range notices {
		n, source := &notices[i], notices[i].label()
		for _, s := range n.Spans {
			c.declare(s, source)
		}
	}
	c.finish()
	c.breaks = c.windows(festivals)
	c.id = c.fingerprint()
	return c
}

// settle marks first to last as settled, as far as they lie in the range.
func (c *Calendar) settle(first, last Date) {
	labels := c.among(first, last)
	for i := range labels {
		labels[i] |= 1
	}
}

// declare describes the days of a span, and leaves them as settled as they were.
func (c *Calendar) declare(s Span, source string) {
	label := uint16(len(c.labels)) * 2
	c.labels = append(c.labels, Day{Kind: s.Kind, Name: s.Name, Source: source})
	labels := c.among(s.First, s.Last)
	for i, l := range labels {
		labels[i] = label + l%2
	}
}

// among returns the labels of the days from first to last, as far as they lie in the range.
func (c *Calendar) among(first, last Date) []uint16 {
	from, to := max(first.n, c.first.n), min(last.n, c.last.n)
	if from > to {
		return nil
	}
	return c.label[from-c.first.n : to-c.first.n+1]
}

// finish derives from the days what counting needs: the runs of unsettled days and the index.
func (c *Calendar) finish() {
	from := 0 // of the run of days, settled or not, that day i belongs to
	end := func(i int) {
		run := gap{c.first.AddDays(from), c.first.AddDays(i - 1)}
		if c.label[from]%2 == 0 {
			c.unsettled = append(c.unsettled, run)
		} else if from == 0 {
			c.known = run.to
		}
		from = i
	}
	settled := c.label[0] % 2
	for i, l := range c.label {
		if l%2 != settled {
			end(i)
			settled = l % 2
		}
	}
	end(len(c.label))
	c.index = newIndex(c.label, c.labels)
	if !c.known.IsZero() {
		c.final = c.index.upTo(c.known.DaysSince(c.first) + 1)
	}
}
