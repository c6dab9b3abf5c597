package holidays

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/rickar/cal/v2"
)

// FromFunc returns a calendar of first to last, both included, in which isWorkday says what is worked: that of another
// country, say. Every day of it is settled, on the caller's word, so that its answers are final, and outside it there is
// nothing. Put over China, it makes estimates look final and loses names and notices: the days of a region or a company
// are a layer, see Overlay. The name appears in the ID. isWorkday is asked once for each day, now, and a panic of it is
// the caller's. A worked day is a Workday, on a Saturday or Sunday a Makeup; a day off is a Holiday, on a Saturday or
// Sunday a Weekend.
//
// The error says what is missing, reversed, or too long: 65,534 days (179 years) is the most.
func FromFunc(name string, first, last Date, isWorkday func(Date) bool) (*Calendar, error) {
	if isWorkday == nil {
		return nil, fmt.Errorf("holidays: calendar %s: the function is nil", quote(name))
	}
	return fromDays(name, first, last, func(d Date) (bool, string) { return isWorkday(d), "" })
}

// fromDays makes a calendar of what ask says of each day: whether it is worked, and if not, its name as a holiday.
func fromDays(name string, first, last Date, ask func(Date) (worked bool, holiday string)) (*Calendar, error) {
	days := last.DaysSince(first) + 1
	switch {
	case !isOwnName(name):
		return nil, fmt.Errorf("holidays: calendar %s: %s", quote(name), wantOwnName)
	case first.IsZero() || last.IsZero() || days < 1:
		return nil, fmt.Errorf("holidays: calendar %s: want a first and a last day, in this order, got %q and %q", quote(name), first, last)
	case days >= math.MaxUint16:
		return nil, fmt.Errorf("holidays: calendar %s: %v to %v is %d days; want at most %d", quote(name), first, last, days, math.MaxUint16-1)
	}
	c := newCalendar(first, last)
	c.name = name
	for i := range c.label {
		d := first.AddDays(i)
		day := Day{Kind: Weekend}
		worked, holiday := ask(d)
		switch {
		case !isLine(holiday):
			return nil, fmt.Errorf("holidays: calendar %s: %v: the holiday's name is %s; want one line of visible characters", quote(name), d, quote(holiday))
		case worked && d.isWeekend():
			day.Kind = Makeup
		case worked:
			day.Kind = Workday
		case holiday != "" || !d.isWeekend():
			day = Day{Kind: Holiday, Name: holiday}
		}
		k := slices.Index(c.labels, day)
		if k < 0 {
			k = len(c.labels)
			c.labels = append(c.labels, day)
		}
		c.label[i] = uint16(k)
	}
	c.finish()
	return c, nil
}

// FromCal compiles a rickar/cal calendar into a Calendar of first to last, both included: the days on which b says, asked
// at noon in loc, that people work, and its observed holidays with their names. rickar/cal applies some calendars in their
// own locations only. b is asked now and not kept. See FromFunc for what the caller vouches for and for the errors; a nil b
// or loc is one more.
func FromCal(name string, b *cal.BusinessCalendar, loc *time.Location, first, last Date) (*Calendar, error) {
	if b == nil || loc == nil {
		return nil, fmt.Errorf("holidays: calendar %s: want a rickar/cal calendar and a location", quote(name))
	}
	return fromDays(name, first, last, func(d Date) (bool, string) {
		year, month, day := d.Date()
		noon := time.Date(year, month, day, 12, 0, 0, 0, loc)
		if _, observed, h := b.IsHoliday(noon); observed {
			return false, cmp.Or(h.Name, h.Description, "holiday")
		}
		return b.IsWorkday(noon), ""
	})
}

// BusinessCalendar returns a rickar/cal calendar with these working days and days off, a new one each time, so that its
// owner may change it. It reads the date as written in the time's own zone, as rickar/cal does everywhere: pass local
// midnights, or instants in Beijing time. Named days of the kind Holiday are its holidays. Outside the range Monday to
// Friday are worked, so that rickar/cal's loops end. It does not tell settled days from estimated ones: ask Calendar where
// that matters.
//
// rickar/cal looks every working day up among the holidays, which its cache keeps fast. Add holidays of your own before you
// ask for a day, or set Cacheable to false.
func (c *Calendar) BusinessCalendar() *cal.BusinessCalendar {
	b := cal.NewBusinessCalendar()
	if c == nil || c.first.IsZero() {
		return b
	}
	b.Name, b.Description = cmp.Or(c.name, "China"), c.ID()
	b.WorkdayFunc = func(t time.Time) bool {
		if d := NewDate(t.Date()); c.covers(d) {
			return c.IsWorkday(d)
		}
		return !cal.IsWeekend(t)
	}
	b.Holidays, b.Cacheable = c.calHolidays(), true
	return b
}

// calHolidays returns the calendar's holidays in the form of rickar/cal, in which a holiday is one day a year: the first
// day of a name in each year makes one of them, the second another.
func (c *Calendar) calHolidays() []*cal.Holiday {
	type key struct {
		name string
		nth  int // day of this name in a year
	}
	var holidays []*cal.Holiday
	tables := map[key][]time.Time{} // by year, counted from the first
	number, year := map[string]int{}, 0
	for day := range c.Days(c.first, c.last) {
		if day.Kind != Holiday || day.Name == "" {
			continue
		}
		y, month, d := day.Date.Date()
		if y != year {
			clear(number)
			year = y
		}
		number[day.Name]++
		k := key{day.Name, number[day.Name]}
		if tables[k] == nil {
			table := make([]time.Time, c.last.Year()-c.first.Year()+1)
			tables[k] = table
			holidays = append(holidays, &cal.Holiday{
				Name: day.Name, Type: cal.ObservancePublic, StartYear: c.first.Year(), EndYear: c.last.Year(),
				Func: func(_ *cal.Holiday, year int) time.Time { return table[year-c.first.Year()] },
			})
		}
		tables[k][y-c.first.Year()] = time.Date(y, month, d, 0, 0, 0, 0, time.UTC)
	}
	return holidays
}
