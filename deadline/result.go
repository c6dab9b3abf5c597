package deadline

import (
	"iter"
	"slices"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Result is the answer of Compute: by when, under which rule, and what the answer rests on. It is a plain value,
// comparable and safe to copy and to store. The zero Result is no answer: its Err is not nil and its String says so.
type Result struct {
	Rule      Rule
	Trigger   holidays.Date // day of the event
	Opens     holidays.Date // first day on which one may file; zero when no provision names one
	Due       holidays.Date // last day, the whole of it included: see Closes
	SafeBy    holidays.Date // last day in time under every reading that a caveat marks as moving the date; never after Due
	Unsettled holidays.Date // first unsettled day counted over; zero if the answer is final
	Calendar  string        // ID of the calendar: which notices it rests on
}

// A Step is one day of a count: what the calendar says of it, and its number N; 0 for a day that is not counted.
type Step struct {
	Day holidays.Day
	N   int
}

// Closes returns the instant at which the due date is over: 24:00 in Beijing (民法典 203), which is the first instant that
// is too late. Where the authority's business hours end earlier, so does the period; see Caveats. It is the zero Time for
// the zero Result.
func (r Result) Closes() time.Time { return r.Due.AddDays(1).Start() }

// Err returns nil if the answer is final, the *holidays.ProvisionalError that Compute returned with it if it is not, and
// an *InvalidError for the zero Result.
func (r Result) Err() error {
	switch {
	case r.Due.IsZero():
		return &InvalidError{r.Rule.ID, []string{"the result holds no due date; want one that Compute returned"}}
	case !r.Unsettled.IsZero():
		return &holidays.ProvisionalError{From: r.Unsettled, Year: r.Unsettled.NoticeYear()}
	}
	return nil
}

// String returns the due date. It never prints one bare that is provisional, or that a draft or an ended rule gives:
// "2027-01-07 (provisional)". The zero Result is "no due date".
func (r Result) String() string {
	if r.Due.IsZero() {
		return "no due date"
	}
	s := r.Due.String()
	if !r.Unsettled.IsZero() {
		s += " (provisional)"
	}
	if r.Rule.Status == Draft || r.Rule.Status == Ended {
		s += " (" + r.Rule.Status.String() + " rule)"
	}
	return s
}

// Steps yields every day from the trigger to the due date, both included, with its number in the count. c must be the
// calendar that the result rests on, the one with the ID Calendar: with another one it yields nothing. Nor is there
// anything to yield when the date was fixed by announcement.
func (r Result) Steps(c *holidays.Calendar) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		if r.Trigger.IsZero() || r.Due.IsZero() || r.isFixed() || c.ID() != r.Calendar {
			return
		}
		n := 0
		for i := range r.Due.DaysSince(r.Trigger) + 1 { // by number: after 9999-12-31 there is no next date
			step := Step{Day: c.Day(r.Trigger.AddDays(i))}
			if i > 0 && step.Day.Kind.IsWorkday() {
				n++
				step.N = n
			}
			if !yield(step) {
				return
			}
		}
	}
}

// Notices returns the notices in c that arrange the days from the trigger to the due date, in order of issue.
func (r Result) Notices(c *holidays.Calendar) []holidays.Notice {
	first, last := r.Trigger.NoticeYear(), r.Due.NoticeYear()
	return slices.DeleteFunc(c.Notices(), func(n holidays.Notice) bool {
		return r.isFixed() || n.Year < first || n.Year > last
	})
}

// isFixed reports whether the date is one of a transition, which nobody counts.
func (r Result) isFixed() bool {
	t := r.Rule.Transition
	return !t.Due.IsZero() && (r.Trigger.Before(r.Rule.Since) || r.Rule.Limit == Limit{} && r.Rule.Since.IsZero())
}
