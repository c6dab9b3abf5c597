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

// Compute applies a rule to the day of its event, the trigger, by a calendar. The first day counted is the first working
// day after the trigger, be that a working day itself or not; the last one is the due date.
//
// When the count goes over days that no notice has settled, Compute returns the complete Result together with a
// *holidays.ProvisionalError. Any other error means that there is no answer, and the Result is zero: an *InvalidError
// for a zero trigger and for a limit that counts nothing or is not counted in working days after the event, a
// *NotInForceError for a trigger outside Since and Until, a *holidays.RangeError where the calendar ends.
//
// A trigger before Since, where a transition was announced, gets the announced date; nothing is counted then, and the
// answer is final. Of the rule, Compute reads only what it needs: it does not call Validate. It allocates only errors.
func Compute(r Rule, trigger holidays.Date, c *holidays.Calendar) (Result, error) {
	fixed := !r.Transition.Due.IsZero() && (trigger.Before(r.Since) || r.Limit == Limit{} && r.Since.IsZero())
	switch {
	case trigger.IsZero():
		return Result{}, &InvalidError{r.ID, []string{"the trigger is the zero Date; want the day of the event"}}
	case !fixed && !r.Limit.computes():
		return Result{}, &InvalidError{r.ID, r.Limit.refusal()}
	}
	if _, err := c.Add(trigger, 0); err != nil {
		return Result{}, err
	}
	if trigger.Before(r.Since) && !fixed || trigger.After(r.Until) && !r.Until.IsZero() {
		return Result{}, &NotInForceError{r.ID, trigger, r.Since, r.Until}
	}
	if fixed {
		return r.fixedResult(trigger, c)
	}
	return r.afterWorkdays(trigger, c)
}

// computes reports whether Compute knows how to count the limit.
func (l Limit) computes() bool {
	return l.N > 0 && l.Unit == Workdays && l.Direction == After && !l.Exact
}

func (l Limit) refusal() []string {
	if reasons := l.problems(); reasons != nil {
		return reasons
	}
	return []string{fmt.Sprintf("limit: %d %v %v the event: only working days after an event are counted", l.N, l.Unit, l.Direction)}
}

func (r Rule) afterWorkdays(trigger holidays.Date, c *holidays.Calendar) (Result, error) {
	due, err := c.Add(trigger, r.Limit.N)
	if due.IsZero() {
		return Result{}, err
	}
	result := Result{Rule: r, Trigger: trigger, Opens: trigger, Due: due, SafeBy: due, Calendar: c.ID()}
	if provisional, ok := err.(*holidays.ProvisionalError); ok {
		result.Unsettled = provisional.From
	}
	// In time under every reading: with the trigger counted as day 1, if it is a working day or may turn out to be one.
	n := r.Limit.N
	if day := c.Day(trigger); day.Kind.IsWorkday() || !day.Settled {
		n--
	}
	safe, rangeErr := c.Earliest(trigger, n)
	if rangeErr != nil {
		return Result{}, rangeErr
	}
	if safe.Before(due) {
		result.SafeBy = safe
	}
	return result, err
}

// fixedResult answers with the dates of the announcement. 前 in 7月14日前 may exclude the day, so the safe day is the
// working day before.
func (r Rule) fixedResult(trigger holidays.Date, c *holidays.Calendar) (Result, error) {
	safe, err := c.Earliest(r.Transition.Due, -1)
	if err != nil {
		return Result{}, err
	}
	return Result{
		Rule: r, Trigger: trigger, Opens: r.Transition.Opens, Due: r.Transition.Due, SafeBy: safe, Calendar: c.ID(),
	}, nil
}
