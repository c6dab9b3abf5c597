package holidays

// A recess is an estimated break: a run of days off for one festival, or for two that meet.
type recess struct {
	festivals   []festival
	first, last Date
	pattern     *pattern // nil when these are the statute's days and no more
	name        string
	owed        int // days off under the statute that are still to be found on working days
}

// newRecess makes the break of one festival.
func newRecess(one []festival, patterns []pattern) recess {
	f := &one[0]
	day := weekday(f.day)
	for i := len(patterns) - 1; i >= 0; i-- {
		p := &patterns[i]
		if p.festival != f.name || p.weekday != "any" && p.weekday != day {
			continue
		}
		first := f.day.AddDays(p.first)
		b := recess{festivals: one, first: first, last: first.AddDays(p.days - 1), pattern: p}
		if b.fits(f) {
			return b
		}
	}
	return recess{festivals: one, first: f.first, last: f.last}
}

// fits reports whether a pattern goes with the statute's days. One older than the statute may miss a day of them, or be
// made for so many more that it would exchange more weekdays than notices do.
func (b *recess) fits(f *festival) bool {
	moved := -f.days()
	for d := b.first; !d.After(b.last); d = d.AddDays(1) {
		if !d.isWeekend() {
			moved++
		}
	}
	return !b.first.After(f.first) && !b.last.Before(f.last) && moved <= mostMoved
}

// meets reports whether no Monday to Friday lies between b and the next one.
func (b *recess) meets(next *recess) bool {
	d := b.last.AddDays(1)
	for d.Before(next.first) && d.isWeekend() {
		d = d.AddDays(1)
	}
	return !d.Before(next.first)
}

// join makes one break of two that meet: the longer one, longer still by the other's days, so that neither is lost.
func (b *recess) join(next *recess, both []festival) recess {
	long, short := b, next
	if next.days() > b.days() {
		long, short = next, b
	}
	joined := recess{festivals: both, first: b.first, last: b.last, pattern: long.pattern}
	if next.first.Before(joined.first) {
		joined.first = next.first
	}
	if next.last.After(joined.last) {
		joined.last = next.last
	}
	if long.pattern != nil {
		joined.last = joined.first.AddDays(long.days() + short.festivals[0].days() - 1)
	}
	return joined
}

func (b *recess) days() int   { return b.last.DaysSince(b.first) + 1 }
func (f *festival) days() int { return f.last.DaysSince(f.first) + 1 }

// isStatutory reports whether d is off under the statute itself.
func (b *recess) isStatutory(d Date) bool {
	for i := range b.festivals {
		if f := &b.festivals[i]; !d.Before(f.first) && !d.After(f.last) {
			return true
		}
	}
	return false
}

// beside returns the day so far before or after a break.
func (b *recess) beside(after bool, distance int) Date {
	if after {
		return b.last.AddDays(distance)
	}
	return b.first.AddDays(-distance)
}
