package deadline

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// ErrNotInForce is what errors.Is finds in a *NotInForceError.
var ErrNotInForce = errors.New("not in force")

// A NotInForceError says that a rule does not apply to an event of that day, or that it is a draft.
type NotInForceError struct {
	Rule         string // its ID
	Status       Status // Draft: it comes together with an answer; otherwise there is none
	Trigger      holidays.Date
	Since, Until holidays.Date // when the rule is in force; zero: open
}

func (e *NotInForceError) Error() string {
	switch {
	case e.Status == Draft:
		return fmt.Sprintf("deadline: %s is a draft published for comment and was never in force", e.Rule)
	case e.Since.IsZero():
		return fmt.Sprintf("deadline: %s is not in force for an event on %v; it applies to events up to %v", e.Rule, e.Trigger, e.Until)
	case e.Until.IsZero():
		return fmt.Sprintf("deadline: %s is not in force for an event on %v; it applies to events from %v on", e.Rule, e.Trigger, e.Since)
	}
	return fmt.Sprintf("deadline: %s is not in force for an event on %v; it applies to events from %v to %v", e.Rule, e.Trigger, e.Since, e.Until)
}

// Unwrap returns ErrNotInForce.
func (e *NotInForceError) Unwrap() error { return ErrNotInForce }

// Compute applies a rule to the day of its event, the trigger, by a calendar:
//
//   - a limit after the event runs from the day next to the trigger, whether that is a working day or not. Working days are
//     counted one by one; days, months and years follow 民法典 201 and 202, and an end on a day off moves to the next
//     working day (民法典 203) unless the limit is NoAdjust. A recurring rule's months end with the month;
//   - a limit before the event is counted back from it and is never moved later. In the last days before, Opens is the
//     first of them and the event's day is the last;
//   - a trigger before Since, where a transition was announced, gets the announced dates, and nothing is counted.
//
// SafeBy is a day in time under every reading of the law that the answer's caveats mark as moving the date, as long as no
// amendment changes the days counted and no statute turns a day off back into a working day. On a calendar with layers, the
// other dates are counted with them, and SafeBy is the earlier of the one with and the one without.
//
// Two errors come together with the complete Result, so that the ordinary check for an error refuses it:
//
//   - a *holidays.ProvisionalError when a date of it rests on estimated days;
//   - a *NotInForceError when the rule is a draft, whether or not the answer is provisional as well.
//
// With the others there is no answer, and the Result is zero:
//
//   - an *InvalidError for a zero trigger, for a trigger of a recurring rule that does not end its period, and for a limit
//     that counts nothing;
//   - a *NotInForceError for a trigger outside Since and Until;
//   - a *holidays.RangeError where the calendar ends.
//
// Of the rule, Compute reads only what it needs: it does not call Validate. It allocates only errors.
func Compute(r Rule, trigger holidays.Date, c *holidays.Calendar) (result Result, err error) {
	err = r.compute(&result, trigger, c) // short enough to be inlined, so that the large Result is made where it is wanted
	return result, err
}

func (r *Rule) compute(result *Result, trigger holidays.Date, c *holidays.Calendar) error {
	if err := r.refuse(trigger); err != nil {
		return err
	}
	if _, err := c.Add(trigger, 0); err != nil {
		return err
	}
	d, err := r.count(trigger, c)
	if d.due.IsZero() {
		return err
	}
	if base := c.Base(); base != c {
		national, baseErr := r.count(trigger, base)
		if national.due.IsZero() {
			return baseErr
		}
		d.safe, err = later(earlier(d.safe, national.safe), d.opens), cmp.Or(err, baseErr)
		if !r.Limit.NoAdjust {
			d.safe = workdayOnOrBefore(c, d.safe, d.opens)
		}
	}
	result.Rule, result.Trigger, result.Calendar = *r, trigger, c.ID()
	result.Opens, result.Due, result.SafeBy = d.opens, d.due, d.safe
	if provisional, ok := err.(*holidays.ProvisionalError); ok {
		result.EstimatedFrom = provisional.From
	}
	if r.Status == Draft {
		return &NotInForceError{Rule: r.ID, Status: Draft, Trigger: trigger}
	}
	return err
}

// refuse says why there is no answer for a trigger whatever the calendar, nil if there is one.
func (r *Rule) refuse(trigger holidays.Date) error {
	fixed := r.isFixedFor(trigger)
	switch problems := r.Limit.problems(); {
	case trigger.IsZero():
		return &InvalidError{r.ID, []string{"the trigger is the zero Date; want the day of the event"}}
	case r.Every != 0 && !r.Every.endsOn(trigger):
		return &InvalidError{r.ID, []string{fmt.Sprintf("the trigger %v does not end a %v; want the last day of one, which Triggers yields", trigger, r.Every)}}
	case fixed && !r.Until.IsZero() && trigger.After(r.Until):
		return &NotInForceError{Rule: r.ID, Trigger: trigger, Until: r.Until}
	case fixed && trigger.After(r.Transition.Due):
		return &NotInForceError{Rule: r.ID, Trigger: trigger, Until: r.Transition.Due}
	case fixed:
		return nil
	case r.Limit == Limit{} && !r.Transition.Due.IsZero(): // fixed dates only, for events before Since
		return &NotInForceError{Rule: r.ID, Trigger: trigger, Until: r.Since.AddDays(-1)}
	case problems != nil:
		return &InvalidError{r.ID, problems}
	case !r.inForce(trigger):
		return &NotInForceError{Rule: r.ID, Trigger: trigger, Since: r.Since, Until: r.Until}
	}
	return nil
}

// isFixedFor reports whether the answer for a trigger is that of the transition, which nobody counts.
func (r *Rule) isFixedFor(trigger holidays.Date) bool {
	return !r.Transition.Due.IsZero() && (trigger.Before(r.Since) || r.Limit == Limit{} && r.Since.IsZero())
}

// A dates holds what is counted for an answer.
type dates struct{ opens, due, safe holidays.Date }

// count returns the dates of an answer. A *holidays.ProvisionalError comes with them; with any other error they are zero.
func (r *Rule) count(trigger holidays.Date, c *holidays.Calendar) (d dates, err error) {
	l := &r.Limit
	before, n := holidays.Date{}, 1 // SafeBy is the n-th working day before this day, unless the case says otherwise
	switch {
	case r.isFixedFor(trigger):
		d.opens, d.due = r.Transition.Opens, r.Transition.Due
		before = d.due // 前 in 7月14日前 may exclude the day itself
	case l.Direction == InLastBefore:
		d.opens, err = r.back(trigger, c)
		if !d.opens.IsZero() {
			d.due = trigger
		}
		before = trigger // 届满前 may exclude the day of expiry
	case l.Direction == AtLeastBefore:
		d.due, err = r.back(trigger, c)
		before = d.due // the days may have to be clear days
		if l.Unit == Workdays {
			before, n = trigger, l.N+1
		}
	case l.NoAdjust:
		d.opens, d.due = trigger, r.end(trigger)
		d.safe = d.due.AddDays(-1) // the validity may end the day before
		_, err = c.Add(d.due, 0)
	case l.Unit == Workdays:
		d.opens = trigger
		if d.due, err = c.Add(trigger, l.N); d.due.IsZero() {
			return dates{}, err
		}
		days := l.N
		if r.Questions&beforeDay != 0 || canBeWorkday(c, trigger) {
			days-- // the trigger may count as day 1
		}
		var rangeErr error
		if d.safe, rangeErr = c.Earliest(trigger, days); rangeErr != nil {
			return dates{}, rangeErr
		}
		if err == nil && trigger.After(c.SettledThrough()) { // what the trigger counts as may be estimated alone
			_, err = c.Count(trigger.AddDays(-1), trigger)
		}
	default:
		d.opens = trigger
		end := r.end(trigger)
		d.due, err = c.OnOrAfter(end)
		before = end.AddDays(1) // an end on a day off may not be moved
	}
	if d.due.IsZero() || err != nil && !isProvisional(err) {
		return dates{}, err
	}
	if !before.IsZero() {
		if r.Questions&beforeDay != 0 && l.Direction == After {
			before = before.AddDays(-1)
		}
		if d.safe, err = safeBefore(c, before, n, err); d.safe.IsZero() {
			return dates{}, err
		}
	}
	d.safe = later(earlier(d.safe, d.due), d.opens)
	if !l.NoAdjust {
		d.safe = workdayOnOrBefore(c, d.safe, d.opens)
	}
	return d, err
}

// end returns the day on which a limit in days, months or years ends, before it is moved. The zero Date is beyond the
// dates that there are.
func (r *Rule) end(trigger holidays.Date) holidays.Date {
	n := r.Limit.N
	if r.Limit.Direction != After {
		n = -n
	}
	switch r.Limit.Unit {
	case Days:
		return trigger.AddDays(n)
	case Months:
		if end := trigger.AddMonths(n); r.Every == 0 {
			return end
		}
		return endOfMonth(trigger.AddMonths(n)) // by the end of the month that follows a quarter
	case Years:
		return trigger.AddMonths(12 * max(-10_000, min(n, 10_000))) // no two dates are further apart
	}
	return holidays.Date{}
}

// back returns the day N units before the trigger, in the range of the calendar.
func (r *Rule) back(trigger holidays.Date, c *holidays.Calendar) (holidays.Date, error) {
	if r.Limit.Unit == Workdays {
		return c.Add(trigger, -r.Limit.N)
	}
	return c.Add(r.end(trigger), 0)
}

// canBeWorkday reports whether d is a working day, or can turn out to be one.
func canBeWorkday(c *holidays.Calendar, d holidays.Date) bool {
	if d.After(c.SettledThrough()) {
		day, err := c.Earliest(d.AddDays(-1), 1)
		return err != nil || day == d
	}
	return c.IsWorkday(d)
}

// newDaysOff is how many days off a year a statute that is still to come may add: those that came gave one more (2007), as
// many (2013) and two more (2024). Counting back, a day off more makes the true date earlier. Which days they are is not
// foreseen: of two festivals days were given back to work, 2 and 3 May in 2007 and 除夕 in 2013, and counting forward over
// such a day, a date can be earlier than its SafeBy.
const newDaysOff = 2

// safeBefore returns the n-th working day before d, and where days in between are estimated, the earliest that it can be,
// with the days off that a new statute may add to each of their years. The error is err, or else says that it is so.
func safeBefore(c *holidays.Calendar, d holidays.Date, n int, err error) (holidays.Date, error) {
	safe, rangeErr := c.Earliest(d, -n)
	last := d.AddDays(-1)
	if rangeErr == nil && !last.After(c.SettledThrough()) {
		return safe, err
	}
	if err == nil {
		_, err = c.Add(d, -n)
	}
	for year, years := holidays.NoticeYear(last), 0; rangeErr == nil; {
		before := years
		for ; !safe.After(lastDayOf(year)); year-- { // the count reaches into it
			if !c.Day(lastDayOf(year)).Settled {
				years++
			}
		}
		if years == before {
			return safe, err
		}
		safe, rangeErr = c.Earliest(d, -n-newDaysOff*years)
	}
	return holidays.Date{}, rangeErr
}

// lastDayOf returns the last day that the notice of a year settles: see holidays.NoticeYear.
func lastDayOf(year int) holidays.Date { return holidays.NewDate(year, time.December, 24) }

// workdayOnOrBefore returns the last day up to d that is worked, with the calendar's layers and without, as far as is
// settled or estimated; or d if none is from the first day on.
func workdayOnOrBefore(c *holidays.Calendar, d, first holidays.Date) holidays.Date {
	base := c.Base()
	if from, _ := c.Range(); first.IsZero() {
		first = from
	}
	for day := d; !day.Before(first); day = day.AddDays(-1) {
		if c.IsWorkday(day) && (base == c || base.IsWorkday(day)) {
			return day
		}
	}
	return d
}

func isProvisional(err error) bool {
	_, ok := err.(*holidays.ProvisionalError)
	return ok
}

func earlier(a, b holidays.Date) holidays.Date {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b holidays.Date) holidays.Date {
	if a.After(b) {
		return a
	}
	return b
}
