package deadline

import (
	"errors"
	"fmt"

	"github.com/cnworkday/cnworkday/holidays"
)

// ErrNotInForce is what errors.Is finds in a *NotInForceError.
var ErrNotInForce = errors.New("not in force")

// A NotInForceError says that a rule does not apply to an event of that day.
type NotInForceError struct {
	Rule         string // its ID
	Trigger      holidays.Date
	Since, Until holidays.Date // when it is in force; zero: open
}

func (e *NotInForceError) Error() string {
	when := "from " + e.Since.String()
	switch {
	case e.Since.IsZero():
		when = "until " + e.Until.String()
	case !e.Until.IsZero():
		when += " until " + e.Until.String()
	}
	return fmt.Sprintf("deadline: %s is not in force for a trigger on %v; it is in force %s", e.Rule, e.Trigger, when)
}

// Unwrap returns ErrNotInForce.
func (e *NotInForceError) Unwrap() error { return ErrNotInForce }

// Compute applies a rule to the day of its event, the trigger, by a calendar:
//
//   - a limit after the event runs from the day next to the trigger, be that a working day or not. Working days are counted
//     one by one; days, months and years follow 民法典 201 and 202, and an end on a day off moves to the next working day
//     (民法典 203) unless the limit is Exact;
//   - a limit before the event is counted back from it and is never moved later; where it ends on a day off, SafeBy is the
//     working day before;
//   - a limit within the last days before the event opens that many before it and ends with it; neither end is moved.
//
// When the answer hangs on days that no notice has settled, Compute returns the complete Result together with a
// *holidays.ProvisionalError. Any other error means that there is no answer, and the Result is zero: an *InvalidError
// for a zero trigger and for a limit that counts nothing, a *NotInForceError for a trigger outside Since and Until, a
// *holidays.RangeError where the calendar ends.
//
// A trigger before Since, where a transition was announced, gets the announced dates; nothing is counted then, and the
// answer is final. Of the rule, Compute reads only what it needs: it does not call Validate. It allocates only errors.
func Compute(r Rule, trigger holidays.Date, c *holidays.Calendar) (result Result, err error) {
	fixed := r.isFixedFor(trigger)
	switch reasons := r.Limit.problems(); {
	case trigger.IsZero():
		return Result{}, &InvalidError{r.ID, []string{"the trigger is the zero Date; want the day of the event"}}
	case !fixed && r.Limit == Limit{} && !r.Transition.Due.IsZero(): // a rule of fixed dates, for events before Since
		return Result{}, &NotInForceError{Rule: r.ID, Trigger: trigger, Until: r.Since.AddDays(-1)}
	case !fixed && reasons != nil:
		return Result{}, &InvalidError{r.ID, reasons}
	}
	if _, err := c.Add(trigger, 0); err != nil {
		return Result{}, err
	}
	if trigger.Before(r.Since) && !fixed || trigger.After(r.Until) && !r.Until.IsZero() {
		return Result{}, &NotInForceError{r.ID, trigger, r.Since, r.Until}
	}
	result.Rule, result.Trigger, result.Calendar = r, trigger, c.ID()
	switch {
	case fixed:
		err = result.announced(c)
	case r.Limit.Direction == Before:
		err = result.before(c)
	case r.Limit.Direction == Within:
		err = result.within(c)
	case r.Limit.Unit == Workdays:
		err = result.workdaysAfter(c)
	default:
		err = result.datesAfter(c)
	}
	if provisional, ok := err.(*holidays.ProvisionalError); ok {
		result.Unsettled = provisional.From
	} else if err != nil {
		return Result{}, err
	}
	if err == nil && result.SafeBy.Before(result.Opens) { // a window of days off only: too early is not in time either
		result.SafeBy = result.Opens
	}
	return result, err
}

// isFixedFor reports whether the answer for a trigger is that of the transition, which nobody counts.
func (r *Rule) isFixedFor(trigger holidays.Date) bool {
	return !r.Transition.Due.IsZero() && (trigger.Before(r.Since) || r.Limit == Limit{} && r.Since.IsZero())
}
