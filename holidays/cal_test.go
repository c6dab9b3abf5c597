package holidays_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/ecb"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

func TestFromRefuses(t *testing.T) {
	first, last := day("2025-01-01"), day("2025-12-31")
	all := func(holidays.Date) bool { return true }
	b := cal.NewBusinessCalendar()
	fromFunc := func(name string, first, last holidays.Date, f func(holidays.Date) bool) func() (*holidays.Calendar, error) {
		return func() (*holidays.Calendar, error) { return holidays.FromFunc(name, first, last, f) }
	}
	fromCal := func(name string, b *cal.BusinessCalendar, loc *time.Location, first, last holidays.Date) func() (*holidays.Calendar, error) {
		return func() (*holidays.Calendar, error) { return holidays.FromCal(name, b, loc, first, last) }
	}
	type row struct {
		because
		make func() (*holidays.Calendar, error)
		says string
	}
	named := cal.NewBusinessCalendar()
	named.AddHoliday(&cal.Holiday{Name: "x\n2025-06-05 working day", Month: 6, Day: 4, Func: cal.CalcDayOfMonth})
	run(t, []row{
		{because{"a holiday's name of two lines", "the second would read like an answer's own"}, fromCal("f", named, time.UTC, first, last), `x\n2025`},
		{because{"a notice's number for a name", "the ID would read like the State Council's"}, fromFunc("国办发明电〔2025〕7号", first, last, all), "〔〕"},
		{because{"a filler in the name", "two names that look alike"}, fromFunc("f\u3164", first, last, all), "visible"},
		{because{"a variation selector in the name", "two names that look alike"}, fromFunc("f\ufe0f", first, last, all), "visible"},
		{because{"a blank that is no space", "two names that look alike"}, fromFunc("f\u2800", first, last, all), "visible"},
		{because{"no name", "the ID begins with it"}, fromFunc("", first, last, all), `calendar ""`},
		{because{"a name with an at sign", "the ID would read like a digest"}, fromFunc("a@b", first, last, all), "@"},
		{because{"a name of two lines", "the ID is one line"}, fromFunc("a\nb", first, last, all), `\n`},
		{because{"no function", "nobody to ask"}, fromFunc("f", first, last, nil), "function"},
		{because{"no first day", "the zero Date is no date"}, fromFunc("f", holidays.Date{}, last, all), "first and a last day"},
		{because{"no last day", "the zero Date is no date"}, fromFunc("f", first, holidays.Date{}, all), "first and a last day"},
		{because{"neither", "the zero Date is no date"}, fromFunc("f", holidays.Date{}, holidays.Date{}, all), "first and a last day"},
		{because{"reversed", "first is before last"}, fromFunc("f", last, first, all), "in this order"},
		{because{"too long", "16 bits hold 65,534 days"}, fromFunc("f", first, first.AddDays(65534), all), "65534"},
		{because{"all of time", "16 bits hold 65,534 days"}, fromFunc("f", day("0001-01-01"), day("9999-12-31"), all), "65534"},
		{because{"no rickar/cal calendar", "nobody to ask"}, fromCal("f", nil, time.UTC, first, last), "rickar/cal"},
		{because{"no location", "time.Local is never assumed"}, fromCal("f", b, nil, first, last), "location"},
		{because{"reversed for rickar/cal", "as FromFunc"}, fromCal("f", b, time.UTC, last, first), "in this order"},
		{because{"no name for rickar/cal", "as FromFunc"}, fromCal("", b, time.UTC, first, last), `calendar ""`},
	}, func(t *testing.T, row row) {
		c, err := row.make()
		assert.Nil(t, c)
		refused(t, err, row.says)
	})
}

// The longest calendar there can be counts right to its end.
func TestLongestCalendar(t *testing.T) {
	first := day("1900-01-01")
	last := first.AddDays(65533)
	c := must(holidays.FromFunc("all", first, last, func(holidays.Date) bool { return true }))
	assert.Equal(t, last, only(c.Add(first, 65533)))
	assert.Equal(t, -65533, only(c.Count(last, first)))
	_, err := c.Add(first, 65534)
	assert.ErrorIs(t, err, holidays.ErrOutOfRange)
}

// FromFunc asks once for each day, now, and takes the caller's word for all of it.
func TestFromFunc(t *testing.T) {
	asked := map[holidays.Date]int{}
	first, last := day("2025-06-02"), day("2025-06-08") // Monday to Sunday
	c := must(holidays.FromFunc("a shop", first, last, func(d holidays.Date) bool {
		asked[d]++
		return d.Weekday() != time.Wednesday && d.Weekday() != time.Sunday
	}))
	require.Len(t, asked, 7)
	for d, kind := range map[string]holidays.Kind{"2025-06-02": holidays.Workday, "2025-06-04": holidays.Holiday, "2025-06-07": holidays.Makeup, "2025-06-08": holidays.Weekend} {
		assert.Equal(t, 1, asked[day(d)])
		assert.Equal(t, holidays.Day{Date: day(d), Kind: kind, Settled: true}, c.Day(day(d)))
	}
	gotFirst, gotLast := c.Range()
	assert.Equal(t, []holidays.Date{first, last, last}, []holidays.Date{gotFirst, gotLast, c.SettledThrough()})
	assert.Empty(t, c.Notices())
	assert.Same(t, c, c.Base())
	assert.Equal(t, holidays.Day{Date: last.AddDays(1)}, c.Day(last.AddDays(1)), "outside it there is nothing")
	assert.Equal(t, []holidays.Date{day("2025-06-05"), day("2025-06-03")}, []holidays.Date{only(c.Earliest(day("2025-06-03"), 1)), only(c.Latest(day("2025-06-05"), -1))})
	labour := must(holidays.FromFunc("May", day("2025-04-30"), day("2025-05-05"), func(holidays.Date) bool { return false }))
	assert.False(t, labour.Day(day("2025-05-01")).Statutory, "of a function's days no statute is known")
}

// countries are calendars of rickar/cal as their users set them up: rules for substitution days, holidays on weekends, a
// working Saturday, hours that change.
func countries() map[string]func() *cal.BusinessCalendar {
	country := func(holidays []*cal.Holiday, more func(*cal.BusinessCalendar)) func() *cal.BusinessCalendar {
		return func() *cal.BusinessCalendar {
			b := cal.NewBusinessCalendar()
			b.AddHoliday(holidays...)
			if more != nil {
				more(b)
			}
			return b
		}
	}
	return map[string]func() *cal.BusinessCalendar{
		"gb":  country(gb.Holidays, nil),
		"us":  country(us.Holidays, func(b *cal.BusinessCalendar) { b.SetWorkHours(8*time.Hour+30*time.Minute, 18*time.Hour+15*time.Minute) }),
		"de":  country(de.HolidaysBY, func(b *cal.BusinessCalendar) { b.SetWorkday(time.Saturday, true) }),
		"jp":  country(jp.Holidays, func(b *cal.BusinessCalendar) { changingHours(b) }),
		"ecb": country(ecb.Holidays, func(b *cal.BusinessCalendar) { b.Cacheable = true }),
		"odd": country(us.Holidays, func(b *cal.BusinessCalendar) {
			b.WorkdayFunc = func(t time.Time) bool { return t.Day() <= 15 || t.Weekday() == time.Sunday }
		}),
	}
}

// changingHours makes the working day begin and end at other hours each day.
func changingHours(b *cal.BusinessCalendar) {
	at := func(hours, minute int) func(time.Time) time.Time {
		return func(t time.Time) time.Time {
			return time.Date(t.Year(), t.Month(), t.Day(), t.Day()%12+hours, minute, 0, 0, t.Location())
		}
	}
	b.WorkdayStartFunc, b.WorkdayEndFunc = at(0, 30), at(6, 45)
}

// thereAndBack takes a rickar/cal calendar into a Calendar and back; hours do not travel, so they are set again.
func thereAndBack(b *cal.BusinessCalendar, loc *time.Location, hours func(*cal.BusinessCalendar)) *cal.BusinessCalendar {
	back := must(holidays.FromCal("there", b, loc, day("2014-01-01"), day("2027-12-31"))).BusinessCalendar()
	if hours != nil {
		hours(back)
	}
	return back
}

// A rickar/cal calendar that has been through this package answers as it did before, whatever it is asked about working
// days, working hours and holidays, in zones on both sides of Greenwich.
func TestThereAndBackAnswersAlike(t *testing.T) {
	t.Parallel()
	hours := map[string]func(*cal.BusinessCalendar){
		"us": func(b *cal.BusinessCalendar) { b.SetWorkHours(8*time.Hour+30*time.Minute, 18*time.Hour+15*time.Minute) },
		"jp": changingHours,
	}
	for name, build := range countries() {
		t.Run(name, func(t *testing.T) {
			for _, offset := range []int{0, -8, 9, 14} {
				loc := time.UTC
				if offset != 0 {
					loc = time.FixedZone("", offset*3600)
				}
				theirs := build()
				ours := thereAndBack(theirs, loc, hours[name])
				random := rand.New(rand.NewPCG(uint64(offset+100), 7))
				instant := func() time.Time {
					return time.Date(2016, 1, 1, random.IntN(24), random.IntN(60), random.IntN(60), 0, loc).AddDate(0, 0, random.IntN(10*365))
				}
				for range 400 {
					at, n, worked := instant(), random.IntN(61)-30, time.Duration(random.IntN(6000))*time.Minute
					through := at.Add(time.Duration(random.IntN(60*24*60)-30*24*60) * time.Minute)
					ask := func(b *cal.BusinessCalendar) []any {
						_, observed, h := b.IsHoliday(at)
						holiday := ""
						if observed {
							holiday = h.Name
						}
						return []any{
							b.IsWorkday(at), b.IsWorkTime(at), b.WorkdaysRemain(at), b.WorkdaysInMonth(at.Year(), at.Month()),
							b.HolidaysInRange(at, through), b.WorkdaysInRange(at, through), b.WorkdayN(at.Year(), at.Month(), n),
							b.WorkdaysFrom(at, n), b.WorkHours(at), b.WorkdayStart(at), b.WorkdayEnd(at), b.NextWorkdayStart(at), b.NextWorkdayEnd(at),
							b.WorkHoursInRange(at, through), b.AddWorkHours(at, worked), observed, holiday,
						}
					}
					require.Equal(t, ask(theirs), ask(ours), "%v, %d, %v", at, n, through)
				}
			}
		})
	}
}

// The cases of rickar/cal's own tests of business calendars (v2.1.31), the days asked about there and the answers expected
// there, hold for a calendar that has been through this package.
func TestRickarCalsOwnCases(t *testing.T) {
	date := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	at := func(y, m, d, hour, minute int) time.Time {
		return time.Date(y, time.Month(m), d, hour, minute, 0, 0, time.UTC)
	}
	second := func(s int, at time.Time) time.Time { return at.Add(time.Duration(s) * time.Second) }
	july4 := func() *cal.Holiday { // observed on Friday or Monday where it falls on a weekend; it has no name there
		return &cal.Holiday{Type: cal.ObservancePublic, Month: time.July, Day: 4, Func: cal.CalcDayOfMonth,
			Observed: []cal.AltDay{{Day: time.Saturday, Offset: -1}, {Day: time.Sunday, Offset: 1}}}
	}
	plain := func() *cal.BusinessCalendar { return thereAndBack(cal.NewBusinessCalendar(), time.UTC, nil) }
	holiday := func() *cal.BusinessCalendar {
		b := cal.NewBusinessCalendar()
		b.AddHoliday(july4())
		return thereAndBack(b, time.UTC, nil)
	}
	firstHalf := func() *cal.BusinessCalendar {
		b := cal.NewBusinessCalendar()
		b.WorkdayFunc = func(t time.Time) bool { return t.Day() >= 1 && t.Day() <= 15 }
		b.AddHoliday(july4())
		return thereAndBack(b, time.UTC, nil)
	}
	changing := func() *cal.BusinessCalendar { return thereAndBack(cal.NewBusinessCalendar(), time.UTC, changingHours) }
	toMidnight := func() *cal.BusinessCalendar {
		return thereAndBack(cal.NewBusinessCalendar(), time.UTC, func(b *cal.BusinessCalendar) { b.SetWorkHours(6*time.Hour, 24*time.Hour) })
	}
	toTheSecond := func() *cal.BusinessCalendar {
		return thereAndBack(cal.NewBusinessCalendar(), time.UTC, func(b *cal.BusinessCalendar) {
			b.WorkdayStartFunc = func(t time.Time) time.Time { return second(30, at(t.Year(), int(t.Month()), t.Day(), t.Day()%12, 30)) }
			b.WorkdayEndFunc = func(t time.Time) time.Time {
				return second(30, at(t.Year(), int(t.Month()), t.Day(), t.Day()%12+6, 45))
			}
		})
	}
	type row struct {
		because
		calendar func() *cal.BusinessCalendar
		ask      func(*cal.BusinessCalendar, time.Time) any
		want     map[time.Time]any
	}
	isWorkday := func(b *cal.BusinessCalendar, t time.Time) any { return b.IsWorkday(t) }
	isWorkTime := func(b *cal.BusinessCalendar, t time.Time) any { return b.IsWorkTime(t) }
	rangeTo := func(count func(*cal.BusinessCalendar, time.Time, time.Time) int, through time.Time) func(*cal.BusinessCalendar, time.Time) any {
		return func(b *cal.BusinessCalendar, from time.Time) any {
			n := count(b, from, through)
			if !from.Equal(through) && count(b, through, from) != -n {
				return "reversed it is not negative"
			}
			return n
		}
	}
	workdays, offDays := (*cal.BusinessCalendar).WorkdaysInRange, (*cal.BusinessCalendar).HolidaysInRange
	hoursTo := func(through time.Time) func(*cal.BusinessCalendar, time.Time) any {
		return func(b *cal.BusinessCalendar, from time.Time) any {
			if b.WorkHoursInRange(from, through) != b.WorkHoursInRange(through, from) {
				return "reversed it is another"
			}
			return b.WorkHoursInRange(from, through)
		}
	}
	nth := func(n int) func(*cal.BusinessCalendar, time.Time) any {
		return func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkdayN(t.Year(), t.Month(), n) }
	}
	from := func(n int) func(*cal.BusinessCalendar, time.Time) any {
		return func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkdaysFrom(t, n) }
	}
	worked := func(d time.Duration) func(*cal.BusinessCalendar, time.Time) any {
		return func(b *cal.BusinessCalendar, t time.Time) any { return b.AddWorkHours(t, d) }
	}
	const h, min = time.Hour, time.Minute
	run(t, []row{
		{because{"IsWorkday", "Monday to Friday"}, plain, isWorkday, map[time.Time]any{
			date(2020, 4, 1): true, date(2020, 4, 3): true, date(2020, 4, 4): false, date(2020, 4, 5): false, date(2020, 4, 6): true}},
		{because{"IsWorkday by a function", "the first half of each month, less the observed holiday"}, firstHalf, isWorkday, map[time.Time]any{
			date(2020, 4, 1): true, date(2020, 4, 3): true, date(2020, 4, 4): true, date(2020, 4, 16): false, date(2020, 4, 30): false,
			date(2015, 7, 3): false, date(2015, 7, 4): true, date(2016, 7, 3): true, date(2016, 7, 4): false}},
		{because{"IsWorkTime", "nine to five"}, plain, isWorkTime, map[time.Time]any{
			at(2020, 4, 1, 12, 0): true, at(2020, 4, 1, 0, 0): false, at(2020, 4, 1, 18, 0): false, at(2020, 4, 5, 12, 0): false}},
		{because{"IsWorkTime, changing hours", "asked of the day"}, changing, isWorkTime, map[time.Time]any{
			at(2020, 4, 1, 3, 0): true, at(2020, 4, 1, 0, 0): false, at(2020, 4, 1, 7, 0): true, at(2020, 4, 1, 7, 50): false}},
		{because{"IsWorkTime to midnight", "24:00 is the end of the day"}, toMidnight, isWorkTime, map[time.Time]any{
			at(2023, 10, 19, 23, 59): true, at(2023, 10, 20, 0, 0): false}},
		{because{"IsWorkTime to the second", "both ends included"}, toTheSecond, isWorkTime, map[time.Time]any{
			second(29, at(2020, 4, 1, 1, 30)): false, second(30, at(2020, 4, 1, 1, 30)): true, second(31, at(2020, 4, 1, 1, 30)): true, second(31, at(2020, 4, 1, 5, 30)): true,
			second(29, at(2020, 4, 1, 7, 45)): true, second(30, at(2020, 4, 1, 7, 45)): true, second(31, at(2020, 4, 1, 7, 45)): false}},
		{because{"WorkdaysRemain", "the day itself not counted"}, holiday, func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkdaysRemain(t) }, map[time.Time]any{
			date(2020, 4, 1): 21, date(2020, 4, 3): 19, date(2020, 4, 4): 19, date(2020, 4, 5): 19, date(2020, 4, 6): 18,
			date(2015, 7, 1): 21, date(2015, 7, 2): 20, date(2015, 7, 3): 20, date(2015, 7, 4): 20, date(2015, 7, 5): 20, date(2015, 7, 6): 19}},
		{because{"WorkdaysInMonth", "July without its holiday"}, holiday, func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkdaysInMonth(t.Year(), t.Month()) }, map[time.Time]any{
			date(2020, 4, 1): 22, date(2020, 5, 1): 21, date(2020, 6, 1): 22, date(2020, 7, 1): 22, date(2020, 11, 1): 21}},
		{because{"WorkdaysInRange to 10 April", "both ends counted"}, holiday, rangeTo(workdays, date(2015, 4, 10)), map[time.Time]any{date(2015, 4, 1): 8}},
		{because{"WorkdaysInRange to 30 April", "both ends counted"}, holiday, rangeTo(workdays, date(2015, 4, 30)), map[time.Time]any{date(2015, 4, 1): 22}},
		{because{"WorkdaysInRange to 16 May", "over a month"}, holiday, rangeTo(workdays, date(2015, 5, 16)), map[time.Time]any{date(2015, 4, 1): 33}},
		{because{"WorkdaysInRange to itself", "one day"}, holiday, rangeTo(workdays, date(2015, 4, 1)), map[time.Time]any{date(2015, 4, 1): 1}},
		{because{"WorkdaysInRange of a weekend", "none"}, holiday, rangeTo(workdays, date(2015, 4, 5)), map[time.Time]any{date(2015, 4, 4): 0}},
		{because{"WorkdaysInRange over the holiday", "observed on Friday"}, holiday, rangeTo(workdays, date(2015, 7, 6)), map[time.Time]any{date(2015, 7, 1): 3}},
		{because{"HolidaysInRange of a weekend", "a weekend is no holiday"}, holiday, rangeTo(offDays, date(2015, 4, 5)), map[time.Time]any{date(2015, 4, 4): 0}},
		{because{"HolidaysInRange over the holiday", "the observed day, once"}, holiday, rangeTo(offDays, date(2015, 7, 6)), map[time.Time]any{date(2015, 7, 1): 1}},
		{because{"the 14th working day", "from the start of the month"}, holiday, nth(14), map[time.Time]any{date(2016, 1, 1): 20}},
		{because{"the 5th last", "from its end"}, holiday, nth(-5), map[time.Time]any{date(2016, 1, 1): 25}},
		{because{"the 14th last", "from its end"}, holiday, nth(-14), map[time.Time]any{date(2016, 1, 1): 12}},
		{because{"the 21st", "the last of February"}, holiday, nth(21), map[time.Time]any{date(2016, 2, 1): 29}},
		{because{"the 22nd", "there is none"}, holiday, nth(22), map[time.Time]any{date(2016, 2, 1): 0}},
		{because{"the last", "leap day"}, holiday, nth(-1), map[time.Time]any{date(2016, 2, 1): 29}},
		{because{"the 0th", "there is none"}, holiday, nth(0), map[time.Time]any{date(2016, 2, 1): 0}},
		{because{"the 4th", "over the holiday"}, holiday, nth(4), map[time.Time]any{date(2016, 7, 1): 7}},
		{because{"WorkdaysFrom 0", "unchanged"}, holiday, from(0), map[time.Time]any{date(2016, 1, 5): date(2016, 1, 5)}},
		{because{"WorkdaysFrom 1", "the next, over weekend and holiday"}, holiday, from(1), map[time.Time]any{
			date(2016, 1, 5): date(2016, 1, 6), date(2016, 1, 15): date(2016, 1, 18), date(2016, 7, 1): date(2016, 7, 5), date(2016, 7, 4): date(2016, 7, 5)}},
		{because{"WorkdaysFrom -1", "the one before"}, holiday, from(-1), map[time.Time]any{date(2016, 1, 5): date(2016, 1, 4), date(2016, 7, 4): date(2016, 7, 1)}},
		{because{"WorkdaysFrom -12", "into the year before"}, holiday, from(-12), map[time.Time]any{date(2016, 1, 15): date(2015, 12, 30)}},
		{because{"WorkdaysFrom 366", "over more than a year"}, holiday, from(366), map[time.Time]any{date(2016, 1, 1): date(2017, 5, 30)}},
		{because{"WorkdaysFrom -366", "back over more than a year"}, holiday, from(-366), map[time.Time]any{date(2016, 1, 1): date(2014, 8, 6)}},
		{because{"WorkHours", "eight, and none on a Sunday"}, plain, func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkHours(t) }, map[time.Time]any{
			date(2020, 4, 1): 8 * h, date(2020, 4, 5): 0 * h}},
		{because{"WorkHours, changing", "six and a quarter"}, changing, func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkHours(t) }, map[time.Time]any{
			date(2020, 4, 1): 6*h + 15*min, date(2020, 4, 6): 6*h + 15*min}},
		{because{"WorkdayStart", "nine, the zero Time on a Sunday"}, plain, func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkdayStart(t) }, map[time.Time]any{
			date(2020, 4, 1): at(2020, 4, 1, 9, 0), date(2020, 4, 5): time.Time{}}},
		{because{"WorkdayStart, changing", "asked of the day"}, changing, func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkdayStart(t) }, map[time.Time]any{
			date(2020, 4, 1): at(2020, 4, 1, 1, 30), date(2020, 4, 6): at(2020, 4, 6, 6, 30)}},
		{because{"WorkdayEnd", "five, the zero Time on a Sunday"}, plain, func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkdayEnd(t) }, map[time.Time]any{
			date(2020, 4, 1): at(2020, 4, 1, 17, 0), date(2020, 4, 5): time.Time{}}},
		{because{"WorkdayEnd, changing", "asked of the day"}, changing, func(b *cal.BusinessCalendar, t time.Time) any { return b.WorkdayEnd(t) }, map[time.Time]any{
			date(2020, 4, 1): at(2020, 4, 1, 7, 45), date(2020, 4, 6): at(2020, 4, 6, 12, 45)}},
		{because{"NextWorkdayStart", "today's, if it has not begun"}, plain, func(b *cal.BusinessCalendar, t time.Time) any { return b.NextWorkdayStart(t) }, map[time.Time]any{
			at(2020, 4, 1, 6, 0): at(2020, 4, 1, 9, 0), at(2020, 4, 1, 20, 0): at(2020, 4, 2, 9, 0), at(2020, 4, 4, 12, 0): at(2020, 4, 6, 9, 0), at(2020, 4, 5, 12, 0): at(2020, 4, 6, 9, 0)}},
		{because{"NextWorkdayStart, changing", "tomorrow's at tomorrow's hour"}, changing, func(b *cal.BusinessCalendar, t time.Time) any { return b.NextWorkdayStart(t) }, map[time.Time]any{
			at(2020, 4, 1, 3, 0): at(2020, 4, 2, 2, 30), at(2020, 4, 6, 8, 0): at(2020, 4, 7, 7, 30)}},
		{because{"NextWorkdayEnd", "today's, if it has not passed"}, plain, func(b *cal.BusinessCalendar, t time.Time) any { return b.NextWorkdayEnd(t) }, map[time.Time]any{
			at(2020, 4, 1, 6, 0): at(2020, 4, 1, 17, 0), at(2020, 4, 1, 20, 0): at(2020, 4, 2, 17, 0), at(2020, 4, 4, 12, 0): at(2020, 4, 6, 17, 0), at(2020, 4, 5, 12, 0): at(2020, 4, 6, 17, 0)}},
		{because{"NextWorkdayEnd, changing", "at the day's hour"}, changing, func(b *cal.BusinessCalendar, t time.Time) any { return b.NextWorkdayEnd(t) }, map[time.Time]any{
			at(2020, 4, 1, 3, 0): at(2020, 4, 1, 7, 45), at(2020, 4, 6, 8, 0): at(2020, 4, 6, 12, 45), at(2020, 4, 6, 22, 0): at(2020, 4, 7, 13, 45)}},
		{because{"hours of a day", "from before it to after it"}, plain, hoursTo(at(2020, 4, 1, 23, 0)), map[time.Time]any{at(2020, 4, 1, 6, 0): 8 * h}},
		{because{"hours from evening to noon", "the morning"}, plain, hoursTo(at(2020, 4, 2, 12, 0)), map[time.Time]any{at(2020, 4, 1, 18, 0): 3 * h, at(2020, 4, 1, 9, 15): 10*h + 45*min}},
		{because{"hours of an afternoon", "to its end"}, plain, hoursTo(at(2020, 4, 1, 18, 0)), map[time.Time]any{at(2020, 4, 1, 14, 0): 3 * h}},
		{because{"hours of a weekend", "none, up to Monday morning"}, plain, hoursTo(at(2020, 4, 6, 8, 0)), map[time.Time]any{at(2020, 4, 4, 9, 0): 0 * h}},
		{because{"hours, changing", "a day and a part"}, changing, hoursTo(at(2020, 4, 2, 5, 0)), map[time.Time]any{at(2020, 4, 1, 1, 0): 8*h + 45*min}},
		{because{"hours, changing, of a week", "five days"}, changing, hoursTo(at(2020, 4, 18, 0, 0)), map[time.Time]any{at(2020, 4, 13, 0, 0): 5*6*h + 5*15*min}},
		{because{"8 hours from the morning", "to the end of the day"}, plain, worked(8 * h), map[time.Time]any{at(2020, 4, 1, 6, 0): at(2020, 4, 1, 17, 0)}},
		{because{"3 hours from the evening", "to the next noon"}, plain, worked(3 * h), map[time.Time]any{at(2020, 4, 1, 18, 0): at(2020, 4, 2, 12, 0)}},
		{because{"3:20 from noon", "the same day"}, plain, worked(3*h + 20*min), map[time.Time]any{at(2020, 4, 1, 12, 0): at(2020, 4, 1, 15, 20)}},
		{because{"10:45 from morning", "into the next day"}, plain, worked(10*h + 45*min), map[time.Time]any{at(2020, 4, 1, 9, 15): at(2020, 4, 2, 12, 0)}},
		{because{"no hours", "unchanged"}, plain, worked(0), map[time.Time]any{at(2020, 4, 4, 9, 0): at(2020, 4, 4, 9, 0)}},
		{because{"24 hours from a Saturday", "three days"}, plain, worked(24 * h), map[time.Time]any{at(2020, 4, 4, 9, 0): at(2020, 4, 8, 17, 0)}},
		{because{"8:45, changing", "a day and a part"}, changing, worked(8*h + 45*min), map[time.Time]any{at(2020, 4, 1, 1, 0): at(2020, 4, 2, 5, 0)}},
		{because{"five days, changing", "to the end of Friday"}, changing, worked(5*6*h + 5*15*min), map[time.Time]any{at(2020, 4, 13, 0, 0): at(2020, 4, 17, 11, 45)}},
	}, func(t *testing.T, row row) {
		for at, want := range row.want {
			assert.Equal(t, want, row.ask(row.calendar(), at), "%v", at)
		}
	})
}

// FromCal asks at noon in the given location, where a function that looks at the hour finds people at work and a calendar
// that applies in its own places applies.
func TestFromCalAtNoon(t *testing.T) {
	var asked []time.Time
	zone := time.FixedZone("UTC+14", 14*3600)
	b := cal.NewBusinessCalendar()
	b.WorkdayFunc = func(t time.Time) bool {
		asked = append(asked, t)
		return t.Hour() >= 9 && t.Hour() < 17 && t.Weekday() != time.Sunday
	}
	b.Locations = []*time.Location{zone}
	b.AddHoliday(&cal.Holiday{Name: "local", Month: time.June, Day: 4, Func: cal.CalcDayOfMonth})
	c := must(holidays.FromCal("shop", b, zone, day("2025-06-02"), day("2025-06-08")))
	for _, at := range asked {
		assert.Equal(t, []any{12, 0, zone}, []any{at.Hour(), at.Minute(), at.Location()})
	}
	assert.Len(t, asked, 6, "once for each day that is no holiday")
	assert.Equal(t, holidays.Day{Date: day("2025-06-04"), Kind: holidays.Holiday, Name: "local", Settled: true}, c.Day(day("2025-06-04")))
	assert.Equal(t, holidays.Makeup, c.Day(day("2025-06-07")).Kind)
	elsewhere := must(holidays.FromCal("shop", b, time.UTC, day("2025-06-02"), day("2025-06-08")))
	assert.True(t, elsewhere.IsWorkday(day("2025-06-04")), "rickar/cal applies this calendar at its own location only")

	b.AddHoliday(&cal.Holiday{Name: "later", Month: time.June, Day: 5, Func: cal.CalcDayOfMonth})
	assert.True(t, c.IsWorkday(day("2025-06-05")), "it is asked now and not kept")
}

// China as a rickar/cal calendar: the same days off and worked, and the days off with their festivals.
func TestBusinessCalendarOfChina(t *testing.T) {
	c := holidays.China()
	b := c.BusinessCalendar()
	at := func(d holidays.Date) time.Time { return time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC) }
	for d := range c.Days(day("2004-01-01"), day("2028-12-31")) {
		actual, observed, h := b.IsHoliday(at(d.Date))
		off := d.Kind == holidays.Holiday
		if b.IsWorkday(at(d.Date)) != d.Kind.IsWorkday() || actual != off || observed != off || off && h.Name != d.Name {
			t.Fatalf("%+v: %v, %v, %+v", d, actual, observed, h)
		}
	}
	_, observed, h := b.IsHoliday(at(day("2025-10-01")))
	require.True(t, observed)
	assert.Equal(t, "国庆节、中秋节", h.Name)
	assert.Equal(t, cal.ObservancePublic, h.Type)
	assert.Equal(t, 8, b.HolidaysInRange(at(day("2025-10-01")), at(day("2025-10-08"))))
	assert.Equal(t, 8, b.HolidaysInRange(at(day("2025-09-20")), at(day("2025-10-20"))), "make-up days and ordinary weekends are none")
	assert.Equal(t, 28, b.HolidaysInRange(at(day("2025-01-01")), at(day("2025-12-31"))), "breaks of 1, 8, 3, 5, 3 and 8 days")
	assert.Equal(t, 248, b.WorkdaysInRange(at(day("2025-01-01")), at(day("2025-12-31"))))
	assert.Equal(t, []string{"China", c.ID()}, []string{b.Name, b.Description})

	back := must(holidays.FromCal("back", b, time.UTC, day("2004-01-01"), day("2026-12-24")))
	for d := range c.Days(day("2004-01-01"), day("2026-12-24")) {
		got := back.Day(d.Date)
		want := holidays.Day{Date: d.Date, Kind: d.Kind, Settled: true}
		if d.Kind == holidays.Holiday {
			want.Name = d.Name
		}
		require.Equal(t, want, got, "taken back, what is lost are source, statute, and what a make-up day is for")
	}
}

// BusinessCalendar reads the date as written in the time's own zone, so that a service's local midnights work.
func TestBusinessCalendarZones(t *testing.T) {
	b := holidays.China().BusinessCalendar()
	for _, hours := range []int{-12, -8, 0, 5, 8, 14} {
		zone := time.FixedZone("", hours*3600)
		for _, hour := range []int{0, 12, 23} {
			at := func(month time.Month, day int) time.Time { return time.Date(2025, month, day, hour, 59, 59, 0, zone) }
			_, observed, _ := b.IsHoliday(at(1, 28))
			assert.True(t, b.IsWorkday(at(1, 26)), "make-up Sunday")
			assert.True(t, !b.IsWorkday(at(1, 28)) && observed, "春节, a Tuesday")
			assert.True(t, b.IsWorkday(at(2, 8)), "make-up Saturday")
			assert.True(t, b.IsWorkday(at(6, 3)), "a Tuesday")
			assert.False(t, b.IsWorkday(at(6, 7)), "a Saturday")
		}
	}
}

// Outside the range Monday to Friday are worked, so that rickar/cal's loops end; each call gives a calendar of its own.
func TestBusinessCalendarOutsideAndFresh(t *testing.T) {
	for name, c := range map[string]*holidays.Calendar{"China": holidays.China(), "nil": nil, "zero": {}} {
		b := c.BusinessCalendar()
		for _, year := range []int{-1, 0, 1, 1970, 2003, 2199, 9999, 10000} {
			monday := time.Date(year, 3, 1, 12, 0, 0, 0, time.UTC)
			for monday.Weekday() != time.Monday {
				monday = monday.AddDate(0, 0, 1)
			}
			assert.True(t, b.IsWorkday(monday) && b.IsWorkday(monday.AddDate(0, 0, 4)), "%s, %d", name, year)
			assert.False(t, b.IsWorkday(monday.AddDate(0, 0, 5)) || b.IsWorkday(monday.AddDate(0, 0, 6)), "%s, %d", name, year)
			assert.Zero(t, b.HolidaysInRange(monday, monday.AddDate(0, 0, 6)), "%s, %d", name, year)
		}
		at := time.Date(1999, 12, 31, 12, 0, 0, 0, time.UTC)
		assert.Equal(t, "2000-01-14", b.WorkdaysFrom(at, 10).Format(time.DateOnly), name)
	}
	b := holidays.China().BusinessCalendar()
	b.AddHoliday(&cal.Holiday{Name: "the company's day", Month: time.June, Day: 3, Func: cal.CalcDayOfMonth})
	at := time.Date(2025, 6, 3, 12, 0, 0, 0, time.UTC)
	assert.False(t, b.IsWorkday(at), "the owner may change it")
	assert.True(t, holidays.China().BusinessCalendar().IsWorkday(at), "and nobody else sees that")
	assert.True(t, holidays.China().IsWorkday(day("2025-06-03")))
	layered := overlay(t, holidays.China(), "公司", off("2025-06-03", "2025-06-03", "厂庆"))
	_, observed, h := layered.BusinessCalendar().IsHoliday(at)
	assert.True(t, observed && h.Name == "厂庆", "a layer's days off are holidays as well")
}
