package deadline_test

import (
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// The second implementation walks from day to day through a calendar that it knows as a list of days, and reads the law in
// every way that is open. It is written from the table of readings in README.md, not from the code.

// A world is a calendar as a list of days.
type world struct {
	worked, settled []bool
	touched         holidays.Date // first estimated day that was asked for since reset
}

var worldFirst = date("2000-01-01")

const worldDays = 37 * 366

func newWorld(c *holidays.Calendar) *world {
	w := &world{worked: make([]bool, worldDays), settled: make([]bool, worldDays)}
	for day := range c.Days(worldFirst, worldFirst.AddDays(worldDays-1)) {
		i := day.Date.DaysSince(worldFirst)
		w.worked[i] = day.Kind == holidays.Workday || day.Kind == holidays.Makeup
		w.settled[i] = day.Settled
	}
	return w
}

func (w *world) isWorked(d holidays.Date) bool {
	i := d.DaysSince(worldFirst)
	if !w.settled[i] && (w.touched.IsZero() || d.Before(w.touched)) {
		w.touched = d
	}
	return w.worked[i]
}

// workdays walks until it has passed n working days, the first of them not on the day it starts from.
func (w *world) workdays(d holidays.Date, n, step int) holidays.Date {
	for n > 0 {
		if d = d.AddDays(step); w.isWorked(d) {
			n--
		}
	}
	return d
}

// months walks until the n-th month from that of d, and there to the day of the same number or else to the month's last.
func months(d holidays.Date, n, step int) holidays.Date {
	number := d.Day()
	for n > 0 {
		d = d.AddDays(step)
		if step > 0 && d.Day() == 1 || step < 0 && d.AddDays(1).Day() == 1 {
			n--
		}
	}
	for step > 0 && d.Day() < number && d.AddDays(1).Day() > 1 { // walking on comes in at the beginning of the month
		d = d.AddDays(1)
	}
	for step < 0 && d.Day() > number { // walking back, at its end
		d = d.AddDays(-1)
	}
	return d
}

// A reading is one way to read the law: the first day on which one may file, zero if there is none, and the last.
type reading struct {
	code        string // of the caveat, empty for the prevailing reading
	opens, last holidays.Date
}

// readings are all of them, the prevailing one first.
func (w *world) readings(r deadline.Rule, trigger holidays.Date) []reading {
	l := r.Limit
	if !r.Since.IsZero() && trigger.Before(r.Since) || l == (deadline.Limit{}) {
		opens, due := r.Transition.Opens, r.Transition.Due
		return []reading{{"", opens, due}, {"announced_date", opens, due.AddDays(-1)}}
	}
	back := l.Direction != deadline.After
	step := 1
	if back {
		step = -1
	}
	var end holidays.Date // as counted
	switch l.Unit {
	case deadline.Workdays:
		end = w.workdays(trigger, l.N, step)
	case deadline.Days:
		end = trigger.AddDays(l.N * step)
	case deadline.Months:
		end = months(trigger, l.N, step)
	case deadline.Years:
		end = months(trigger, 12*l.N, step)
	}
	for r.Every != 0 && l.Unit == deadline.Months && end.AddDays(1).Day() != 1 {
		end = end.AddDays(1) // 次月内: the month after the quarter runs to its own end
	}
	var all []reading
	switch {
	case l.Direction == deadline.InLastBefore:
		all = []reading{{"", end, trigger}, {"expiry_day", end, trigger.AddDays(-1)}}
	case l.Direction == deadline.AtLeastBefore:
		all = []reading{{"", holidays.Date{}, end}}
		if !r.Questions.Has("before_day") { // N clear days leave N days between the filing and the event
			all = append(all, reading{"clear_days", holidays.Date{}, end.AddDays(-1)})
		}
	case l.NoAdjust:
		all = []reading{{"", trigger, end}, {"validity_day", trigger, end.AddDays(-1)}}
	case l.Unit == deadline.Workdays:
		// The trigger counted as day 1, if it is worked: the count begins a day earlier.
		all = []reading{{"", trigger, end}, {"start_day", trigger, w.workdays(trigger.AddDays(-1), l.N, 1)}}
	default:
		moved := end
		for !w.isWorked(moved) {
			moved = moved.AddDays(1)
		}
		all = []reading{{"", trigger, moved}, {"roll_over", trigger, end}}
	}
	if r.Questions.Has("before_day") {
		all = append(all, reading{"before_day", all[0].opens, end.AddDays(-1)})
	}
	return all
}

// limits are the first and the last day that are in time under all readings.
func limits(all []reading) (first, last holidays.Date) {
	first, last = all[0].opens, all[0].last
	for _, r := range all[1:] {
		if r.opens.After(first) {
			first = r.opens
		}
		if r.last.Before(last) {
			last = r.last
		}
	}
	return first, last
}

// lastWorked is the last working day of the days from first, which may be zero, to last; zero if there is none.
func (w *world) lastWorked(first, last holidays.Date) holidays.Date {
	for d := last; !d.Before(first); d = d.AddDays(-1) {
		if w.isWorked(d) {
			return d
		}
	}
	return holidays.Date{}
}

// triggers yields every so many days of 2008 to 2026.
func triggers(every int) func(func(holidays.Date) bool) {
	return func(yield func(holidays.Date) bool) {
		for d := holidays.NewDate(2008, time.January, 1); d.Year() < 2027 && yield(d); d = d.AddDays(every) {
		}
	}
}
