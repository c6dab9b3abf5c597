package holidays

// Earliest returns the earliest day that Add(d, n) can turn out to be, whatever the notices to come say: counting
// forward, every unsettled day is taken to be worked; counting back, none is. It is Add(d, n) where that is final, and
// never gives a *ProvisionalError; out of range it is the zero Date with a *RangeError.
func (c *Calendar) Earliest(d Date, n int) (Date, error) {
	to, err := c.Add(d, n)
	if to.IsZero() || err == nil {
		return to, err
	}
	if n > 0 {
		to = c.earliestAfter(d, n)
	} else {
		to = c.earliestBefore(d, n)
	}
	if to.IsZero() {
		return to, c.outOfRange(d, n)
	}
	return to, nil
}

// earliestAfter goes forward from settled run to settled run and takes the days between them as worked.
func (c *Calendar) earliestAfter(d Date, n int) Date {
	from := d
	for _, g := range c.unsettled {
		if !g.to.After(from) {
			continue
		}
		before := g.from.AddDays(-1) // last settled day before the gap
		if from.Before(before) {
			settled, _ := c.Count(from, before)
			if settled >= n {
				break
			}
			n -= settled
			from = before
		}
		left := g.to.DaysSince(from)
		if left >= n {
			return from.AddDays(n)
		}
		n -= left
		from = g.to
	}
	to, _ := c.Add(from, n)
	return to
}

// earliestBefore goes back from settled run to settled run and passes over the days between them.
func (c *Calendar) earliestBefore(d Date, n int) Date {
	from := d
	for i := len(c.unsettled) - 1; i >= 0; i-- {
		g := c.unsettled[i]
		if !g.from.Before(from) {
			continue
		}
		if g.to.Before(from) { // settled days lie between
			settled, _ := c.Count(from.AddDays(-1), g.to)
			if settled <= n {
				break
			}
			n -= settled
		}
		from = g.from
	}
	to, _ := c.Add(from, n)
	return to
}
