package holidays

import (
	"fmt"
	"math"
	"time"

	"github.com/rickar/cal/v2"
)

// A SourceError says why FromFunc or FromCal could make no calendar of what it was given.
type SourceError struct{ Reason string }

func (e *SourceError) Error() string { return "holidays: no calendar: " + e.Reason }

// FromFunc returns a calendar of first to last, both included, in which isWorkday says what is worked: another country's,
// a company's. Every day of it is settled, on the caller's word, and outside it there is nothing. isWorkday is asked
// once for each day, now. A worked day is a Workday, on a Saturday or Sunday a Makeup; a day off is a Weekend on a
// Saturday or Sunday and else a Holiday; names and sources are empty.
//
// A *SourceError says what is missing, reversed, or too long: 65,535 days (179 years) is the most.
func FromFunc(first, last Date, isWorkday func(Date) bool) (*Calendar, error) {
	days := last.DaysSince(first) + 1
	switch {
	case isWorkday == nil:
		return nil, &SourceError{"the function is nil"}
	case first.IsZero() || last.IsZero():
		return nil, &SourceError{"the first or the last day is the zero Date"}
	case days < 1:
		return nil, &SourceError{fmt.Sprintf("the last day %v is before the first %v", last, first)}
	case days > math.MaxUint16:
		return nil, &SourceError{fmt.Sprintf("%v to %v is %d days; want at most %d", first, last, days, math.MaxUint16)}
	}
	c := newCalendar(first, last)
	c.settle(first, last)
	c.labels = append(c.labels, Day{Kind: Makeup}, Day{Kind: Holiday})
	for i := range c.label {
		d := first.AddDays(i)
		if worked := isWorkday(d); worked && d.isWeekend() {
			c.label[i] = 2*2 + 1
		} else if !worked && !d.isWeekend() {
			c.label[i] = 3*2 + 1
		}
	}
	c.finish()
	c.id = c.fingerprint()
	return c, nil
}

// FromCal compiles a rickar/cal calendar into a Calendar of first to last, both included: the days on which b says, asked
// at noon in loc, that people work. rickar/cal applies some calendars in their own locations only. The caller vouches for
// those days; see FromFunc. b is asked now and not kept. A nil b or loc is a *SourceError, like what FromFunc refuses.
func FromCal(b *cal.BusinessCalendar, loc *time.Location, first, last Date) (*Calendar, error) {
	switch {
	case b == nil:
		return nil, &SourceError{"the rickar/cal calendar is nil"}
	case loc == nil:
		return nil, &SourceError{"the location is nil"}
	}
	return FromFunc(first, last, func(d Date) bool {
		year, month, day := d.split()
		return b.IsWorkday(time.Date(year, month, day, 12, 0, 0, 0, loc))
	})
}

// BusinessCalendar returns a rickar/cal calendar with these working days, a new one each time, so that its owner may
// change it. It reads the date as written in the time's own zone, as rickar/cal does everywhere: pass local midnights,
// or instants in Beijing time. Outside the range Monday to Friday are worked, so that rickar/cal's loops end. It knows
// no unsettled days: ask Calendar where that matters.
func (c *Calendar) BusinessCalendar() *cal.BusinessCalendar {
	b := cal.NewBusinessCalendar()
	if c != nil && len(c.notices) > 0 {
		b.Name = "China"
	}
	b.Description = c.ID()
	b.WorkdayFunc = func(t time.Time) bool {
		d := NewDate(t.Date())
		if i, ok := c.at(d); ok {
			return c.index.rank[i] != c.index.rank[i+1]
		}
		return !cal.IsWeekend(t)
	}
	return b
}
