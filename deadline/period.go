package deadline

import (
	"cmp"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// The functions here fill in Opens, Due and SafeBy of a Result that holds its rule and its trigger. A
// *holidays.ProvisionalError comes with the answer; with any other error there is none.

// workdaysAfter counts working days: day 1 is the first working day after the trigger.
func (r *Result) workdaysAfter(c *holidays.Calendar) error {
	n := r.Rule.Limit.N
	due, err := c.Add(r.Trigger, n)
	if due.IsZero() {
		return err
	}
	// In time under every reading: with the trigger counted as day 1, if it is a working day or may turn out to be one.
	if _, known := c.Known(); c.IsWorkday(r.Trigger) || r.Trigger.After(known) && !c.Day(r.Trigger).Settled {
		n--
	}
	safe, rangeErr := c.Earliest(r.Trigger, n)
	if rangeErr != nil {
		return rangeErr
	}
	r.Opens, r.Due, r.SafeBy = r.Trigger, due, earlier(safe, due)
	return err
}

// datesAfter counts days, months or years (民法典 201, 202) and moves an end on a day off to the next working day
// (民法典 203), unless the limit is exact.
func (r *Result) datesAfter(c *holidays.Calendar) error {
	end := r.Rule.Limit.end(r.Trigger)
	if r.Rule.Limit.Exact {
		_, err := c.Add(end, 0)
		r.Opens, r.Due, r.SafeBy = r.Trigger, end, end
		return err
	}
	due, err := c.Next(end)
	if due.IsZero() {
		return err
	}
	r.Opens, r.Due, r.SafeBy = r.Trigger, due, due
	if err != nil {
		safe, rangeErr := c.Earliest(end.AddDays(-1), 1)
		if rangeErr != nil {
			return rangeErr
		}
		r.SafeBy = earlier(safe, due)
	}
	return err
}

// before counts back. The last day is never moved later, and unsettled days count for the worst.
func (r *Result) before(c *holidays.Calendar) error {
	due, err := r.Rule.Limit.back(r.Trigger, c)
	if due.IsZero() {
		return err
	}
	safe, safeErr := lastWorkday(c, due)
	if err != nil {
		safe, safeErr = c.Earliest(r.Trigger, -r.Rule.Limit.N)
	}
	if safe.IsZero() {
		return safeErr
	}
	r.Due, r.SafeBy = due, earlier(safe, due)
	return cmp.Or(err, safeErr)
}

// within opens so many units before the trigger and ends with it.
func (r *Result) within(c *holidays.Calendar) error {
	opens, err := r.Rule.Limit.back(r.Trigger, c)
	if opens.IsZero() {
		return err
	}
	safe, safeErr := lastWorkday(c, r.Trigger)
	if safe.IsZero() {
		return safeErr
	}
	r.Opens, r.Due, r.SafeBy = opens, r.Trigger, safe
	return cmp.Or(err, safeErr)
}

// announced takes the dates of the transition. 前 in 7月14日前 may exclude the day, so the safe day is a working day
// before.
func (r *Result) announced(c *holidays.Calendar) error {
	t := r.Rule.Transition
	safe, err := c.Earliest(t.Due, -1)
	r.Opens, r.Due, r.SafeBy = t.Opens, t.Due, safe
	return err
}

// lastWorkday returns the last working day on or before d; where that is not settled, the earliest it can be together with
// a *holidays.ProvisionalError.
func lastWorkday(c *holidays.Calendar, d holidays.Date) (holidays.Date, error) {
	last, err := c.Previous(d)
	if err != nil && !last.IsZero() {
		earliest, rangeErr := c.Earliest(d.AddDays(1), -1)
		return earliest, cmp.Or(rangeErr, err)
	}
	return last, err
}

// back returns the day N units before the trigger, in the range of the calendar.
func (l Limit) back(trigger holidays.Date, c *holidays.Calendar) (holidays.Date, error) {
	if l.Unit == Workdays {
		return c.Add(trigger, -l.N)
	}
	end := l.end(trigger)
	if _, err := c.Add(end, 0); err != nil {
		return holidays.Date{}, err
	}
	return end, nil
}

// end returns the day on which a limit in days, months or years ends, before it is moved. The zero Date is beyond the
// dates that there are.
func (l Limit) end(trigger holidays.Date) holidays.Date {
	n := l.N
	if l.Direction != After {
		n = -n
	}
	switch l.Unit {
	case Days:
		return trigger.AddDays(n)
	case Months:
		return addMonths(trigger, n)
	case Years:
		return addMonths(trigger, clampMonths(n)*12)
	}
	return holidays.Date{}
}

// addMonths returns the corresponding day n months on, or the month's last day where there is none (民法典 202).
func addMonths(d holidays.Date, n int) holidays.Date {
	months := d.Year()*12 + int(d.Month()) - 1 + clampMonths(n)
	if months < 12 || months >= 10_000*12 {
		return holidays.Date{}
	}
	year, month, day := months/12, time.Month(months%12+1), d.Day()
	for ; day > 28; day-- {
		if end := holidays.NewDate(year, month, day); !end.IsZero() {
			return end
		}
	}
	return holidays.NewDate(year, month, day)
}

// clampMonths keeps a number of months or years from wrapping; what it cuts off lies beyond all dates anyway.
func clampMonths(n int) int { return max(-200_000, min(n, 200_000)) }

func earlier(a, b holidays.Date) holidays.Date {
	if a.Before(b) {
		return a
	}
	return b
}
