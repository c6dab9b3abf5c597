package deadline_test

import (
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// The second implementation: it walks from day to day, and says what Compute and Steps should have said.

// A slowAnswer is what walking gives. It is no answer when Due is zero.
type slowAnswer struct {
	opens, due, safe holidays.Date
	unsettled        holidays.Date // first unsettled day that the dates hang on
	fixed            bool
}

// A walker knows the days of a calendar and remembers the first unsettled one that it was asked for.
type walker struct {
	days      []holidays.Day
	unsettled holidays.Date
}

func newWalker(c *holidays.Calendar) *walker {
	w := &walker{}
	for d := date("2003-01-01"); d.Year() < 2033; d = d.AddDays(1) {
		w.days = append(w.days, c.Day(d))
	}
	return w
}

func (w *walker) day(d holidays.Date) holidays.Day { return w.days[d.DaysSince(w.days[0].Date)] }

func (w *walker) isWorked(d holidays.Date) bool {
	day := w.day(d)
	if !day.Settled && (w.unsettled.IsZero() || d.Before(w.unsettled)) {
		w.unsettled = d
	}
	return day.Kind == holidays.Workday || day.Kind == holidays.Makeup
}

// workdays walks until n working days are passed, not counting the day it starts from.
func (w *walker) workdays(d holidays.Date, n, step int) holidays.Date {
	for n > 0 {
		if d = d.AddDays(step); w.isWorked(d) {
			n--
		}
	}
	return d
}

// months walks until the n-th month from that of d, and there to the day of the same number or else to the month's last.
func (w *walker) months(d holidays.Date, n, step int) holidays.Date {
	number := d.Day()
	for n > 0 {
		next := d.AddDays(step)
		if next.Month() != d.Month() {
			n--
		}
		d = next
	}
	for d.Day() > number { // walking back one comes in at the end
		d = d.AddDays(-1)
	}
	for d.Day() < number && d.AddDays(1).Month() == d.Month() { // walking on, at the beginning
		d = d.AddDays(1)
	}
	return d
}

func (w *walker) walk(l deadline.Limit, d holidays.Date) holidays.Date {
	step := 1
	if l.Direction != deadline.After {
		step = -1
	}
	switch l.Unit {
	case deadline.Workdays:
		return w.workdays(d, l.N, step)
	case deadline.Months:
		return w.months(d, l.N, step)
	case deadline.Years:
		return w.months(d, 12*l.N, step)
	}
	for range l.N {
		d = d.AddDays(step)
	}
	return d
}

// toWorkday walks to the first working day, d itself included.
func (w *walker) toWorkday(d holidays.Date, step int) holidays.Date {
	for !w.isWorked(d) {
		d = d.AddDays(step)
	}
	return d
}

func (w *walker) compute(r deadline.Rule, trigger holidays.Date) (a slowAnswer) {
	w.unsettled = holidays.Date{}
	l := r.Limit
	switch {
	case trigger.Before(r.Since) && r.Transition.Due.IsZero(), r.Since != holidays.Date{} && !trigger.Before(r.Since) && l == deadline.Limit{}:
		return slowAnswer{} // not in force
	case trigger.Before(r.Since):
		return slowAnswer{opens: r.Transition.Opens, due: r.Transition.Due, safe: w.workdays(r.Transition.Due, 1, -1), fixed: true}
	case l.Direction == deadline.After:
		a.opens, a.due = trigger, w.walk(l, trigger)
		if l.Unit != deadline.Workdays && !l.Exact {
			a.due = w.toWorkday(a.due, 1)
		}
		a.unsettled, a.safe = w.unsettled, a.due
		if l.Unit == deadline.Workdays && w.isWorked(trigger) { // which could be day 1
			a.safe = w.workdays(trigger, l.N-1, 1)
		}
		return a
	case l.Direction == deadline.Before:
		a.due = w.walk(l, trigger)
		a.safe = w.toWorkday(a.due, -1)
	case l.Direction == deadline.Within:
		a.opens, a.due = w.walk(l, trigger), trigger
		if a.safe = w.toWorkday(trigger, -1); a.safe.Before(a.opens) && w.unsettled.IsZero() {
			a.safe = a.opens
		}
	}
	a.unsettled = w.unsettled
	return a
}

// steps numbers each day by counting from the trigger to it.
func (w *walker) steps(l deadline.Limit, trigger holidays.Date, a slowAnswer) (steps []deadline.Step) {
	first, last := trigger, a.due
	if l.Direction == deadline.Before {
		first, last = a.due, trigger
	} else if l.Direction == deadline.Within {
		first = a.opens
	}
	numbers := map[holidays.Date]int{}
	for n := 1; n <= l.N; n++ {
		part := l
		part.N = n
		numbers[w.walk(part, trigger)] = n
	}
	for d := first; !d.After(last); d = d.AddDays(1) {
		steps = append(steps, deadline.Step{Day: w.day(d), N: numbers[d]})
	}
	return steps
}

// triggers yields every so many days of 2008 to 2026.
func triggers(every int) func(func(holidays.Date) bool) {
	return func(yield func(holidays.Date) bool) {
		for d := holidays.NewDate(2008, time.January, 1); d.Year() < 2027 && yield(d); d = d.AddDays(every) {
		}
	}
}
