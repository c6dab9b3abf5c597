package deadline

import (
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

// Notices returns the notices in c that arrange the days of the count, those that Steps yields, in order of issue.
func (r Result) Notices(c *holidays.Calendar) []holidays.Notice {
	from, to := r.span()
	first, last := from.NoticeYear(), to.NoticeYear()
	return slices.DeleteFunc(c.Notices(), func(n holidays.Notice) bool {
		return r.Announced() || n.Year < first || n.Year > last
	})
}

// span returns the first and the last day of the count, which runs back from the trigger in a limit before an event.
func (r *Result) span() (first, last holidays.Date) {
	switch r.Rule.Limit.Direction {
	case Before:
		return r.Due, r.Trigger
	case Within:
		return r.Opens, r.Trigger
	}
	return r.Trigger, r.Due
}

// Announced reports whether the dates are those that an announcement fixed for events before the rule came into force (the
// rule's Transition), so that nothing was counted. It is false for the zero Result.
func (r Result) Announced() bool { return r.Rule.isFixedFor(r.Trigger) }
