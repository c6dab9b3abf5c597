package deadline

import (
	"iter"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Step is one day of a count: what the calendar says of it, and its number N; 0 for a day that is not counted.
type Step struct {
	Day holidays.Day
	N   int
}

// Steps yields the days of a count in order, both ends included: from the trigger to the due date, or from the day counted
// back to, to the trigger. The number of a working day or a day is its distance from the trigger in those units; in a limit
// of months or years only the days on which one is full have a number. An end that was moved has none.
//
// c must be the calendar that the result rests on, the one with the ID Calendar: with another one Steps yields nothing. Nor
// is there anything to yield when the date was fixed by announcement.
func (r Result) Steps(c *holidays.Calendar) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		if r.Trigger.IsZero() || r.Due.IsZero() || r.Announced() || c.ID() != r.Calendar {
			return
		}
		first, last := r.span()
		number := r.numbering()
		for i := range last.DaysSince(first) + 1 { // by number: after 9999-12-31 there is no next date
			day := c.Day(first.AddDays(i))
			if !yield(Step{day, number(day)}) {
				return
			}
		}
	}
}

// numbering returns what numbers the days of the count, one after the other.
func (r *Result) numbering() func(holidays.Day) int {
	l := r.Rule.Limit
	k, step := 0, 1 // the number given last, and what the next one adds
	if l.Direction != After {
		k, step = l.N+1, -1
	}
	reached := func(day holidays.Day) bool { return day.Kind.IsWorkday() && day.Date != r.Trigger }
	if l.Unit != Workdays {
		reached = func(day holidays.Day) bool {
			next := l
			next.N = k + step
			return next.N > 0 && next.N <= l.N && next.end(r.Trigger) == day.Date
		}
	}
	return func(day holidays.Day) int {
		if !reached(day) {
			return 0
		}
		k += step
		return k
	}
}
