package holidays_test

import (
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/us"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSourceErrors(t *testing.T) {
	first, last := day("2025-01-01"), day("2025-12-31")
	all := func(holidays.Date) bool { return true }
	b := cal.NewBusinessCalendar()
	type row struct {
		because
		make func() (*holidays.Calendar, error)
		says string
	}
	run(t, []row{
		{because{"no function", "nobody to ask"}, func() (*holidays.Calendar, error) { return holidays.FromFunc(first, last, nil) }, "function"},
		{because{"no first day", "the zero Date is no date"}, func() (*holidays.Calendar, error) { return holidays.FromFunc(holidays.Date{}, last, all) }, "zero Date"},
		{because{"no last day", "the zero Date is no date"}, func() (*holidays.Calendar, error) { return holidays.FromFunc(first, holidays.Date{}, all) }, "zero Date"},
		{because{"neither", "the zero Date is no date"}, func() (*holidays.Calendar, error) { return holidays.FromFunc(holidays.Date{}, holidays.Date{}, all) }, "zero Date"},
		{because{"reversed", "first is before last"}, func() (*holidays.Calendar, error) { return holidays.FromFunc(last, first, all) }, "before"},
		{because{"too long", "16 bits hold 65,535 days"}, func() (*holidays.Calendar, error) { return holidays.FromFunc(first, first.AddDays(65535), all) }, "65535"},
		{because{"all of time", "16 bits hold 65,535 days"}, func() (*holidays.Calendar, error) {
			return holidays.FromFunc(day("0001-01-01"), day("9999-12-31"), all)
		}, "65535"},
		{because{"no rickar/cal calendar", "nobody to ask"}, func() (*holidays.Calendar, error) { return holidays.FromCal(nil, time.UTC, first, last) }, "rickar/cal"},
		{because{"no location", "time.Local is never assumed"}, func() (*holidays.Calendar, error) { return holidays.FromCal(b, nil, first, last) }, "location"},
		{because{"reversed for rickar/cal", "as FromFunc"}, func() (*holidays.Calendar, error) { return holidays.FromCal(b, time.UTC, last, first) }, "before"},
	}, func(t *testing.T, row row) {
		c, err := row.make()
		assert.Nil(t, c)
		var wrong *holidays.SourceError
		require.ErrorAs(t, err, &wrong)
		assert.Contains(t, wrong.Reason, row.says)
		assert.Equal(t, "holidays: no calendar: "+wrong.Reason, err.Error())
	})
}

// The longest calendar there can be counts right to its end.
func TestLongestCalendar(t *testing.T) {
	first := day("1900-01-01")
	last := first.AddDays(65534)
	c, err := holidays.FromFunc(first, last, func(holidays.Date) bool { return true })
	require.NoError(t, err)
	due, err := c.Add(first, 65534)
	assert.NoError(t, err)
	assert.Equal(t, last, due)
	n, err := c.Count(last, first)
	assert.NoError(t, err)
	assert.Equal(t, -65534, n)
	_, err = c.Add(first, 65535)
	assert.ErrorIs(t, err, holidays.ErrOutOfRange)
}

// FromFunc asks once for each day, now, and takes the caller's word for all of it.
func TestFromFunc(t *testing.T) {
	asked := map[holidays.Date]int{}
	first, last := day("2025-06-02"), day("2025-06-08") // Monday to Sunday
	c, err := holidays.FromFunc(first, last, func(d holidays.Date) bool {
		asked[d]++
		return d.Weekday() != time.Wednesday && d.Weekday() != time.Sunday
	})
	require.NoError(t, err)
	require.Len(t, asked, 7)
	for d, kind := range map[string]holidays.Kind{"2025-06-02": holidays.Workday, "2025-06-04": holidays.Holiday, "2025-06-07": holidays.Makeup, "2025-06-08": holidays.Weekend} {
		assert.Equal(t, 1, asked[day(d)])
		assert.Equal(t, holidays.Day{Date: day(d), Kind: kind, Settled: true}, c.Day(day(d)))
	}
	gotFirst, gotLast := c.Known()
	assert.Equal(t, []holidays.Date{first, last}, []holidays.Date{gotFirst, gotLast})
	gotFirst, gotLast = c.Range()
	assert.Equal(t, []holidays.Date{first, last}, []holidays.Date{gotFirst, gotLast})
	assert.Empty(t, c.Notices())
	assert.NotEmpty(t, c.ID())
	assert.NotEqual(t, c.ID(), must(holidays.FromFunc(first, last, func(holidays.Date) bool { return true })).ID(), "other days, other ID")
	assert.Equal(t, holidays.Day{Date: last.AddDays(1)}, c.Day(last.AddDays(1)), "outside it there is nothing")
}

// Another country's calendar, compiled, is worked on the days on which rickar/cal says so.
func TestFromCal(t *testing.T) {
	countries := map[string]struct {
		holidays []*cal.Holiday
		zone     *time.Location
	}{
		"us":                      {us.Holidays, time.FixedZone("UTC-8", -8*3600)},
		"gb":                      {gb.Holidays, time.UTC},
		"gb seen from Kiritimati": {gb.Holidays, time.FixedZone("UTC+14", 14*3600)},
	}
	for name, country := range countries {
		t.Run(name, func(t *testing.T) {
			b := cal.NewBusinessCalendar()
			b.AddHoliday(country.holidays...)
			first, last := day("2019-12-20"), day("2027-01-10")
			c, err := holidays.FromCal(b, country.zone, first, last)
			require.NoError(t, err)
			off := 0
			for d := first; !d.After(last); d = d.AddDays(1) {
				theirs := b.IsWorkday(time.Date(d.Year(), d.Month(), d.Day(), 9, 0, 0, 0, country.zone))
				if c.IsWorkday(d) != theirs {
					t.Fatalf("%v: %v, theirs is %v", d, c.IsWorkday(d), theirs)
				}
				if c.Day(d).Kind == holidays.Holiday {
					off++
				}
			}
			assert.Greater(t, off, 50, "there are bank holidays")
			start := time.Date(2025, 6, 3, 9, 0, 0, 0, country.zone)
			due, err := c.Add(day("2025-06-03"), 30)
			assert.NoError(t, err)
			assert.Equal(t, b.WorkdaysFrom(start, 30).Format(time.DateOnly), due.String())
			b.AddHoliday(&cal.Holiday{Name: "later", Month: time.June, Day: 5, Func: cal.CalcDayOfMonth})
			assert.True(t, c.IsWorkday(day("2025-06-05")), "it is asked once and not kept")
		})
	}
}

// Our calendar given to rickar/cal and taken back is the same.
func TestThereAndBack(t *testing.T) {
	first, last := day("2004-01-01"), day("2026-12-24")
	c, err := holidays.FromCal(holidays.China().BusinessCalendar(), time.UTC, first, last)
	require.NoError(t, err)
	for d := first; !d.After(last); d = d.AddDays(1) {
		if c.IsWorkday(d) != holidays.China().IsWorkday(d) {
			t.Fatalf("%v: %v", d, c.IsWorkday(d))
		}
	}
}

// BusinessCalendar reads the date as written in the time's own zone, so that a service's local midnights work.
func TestBusinessCalendarZones(t *testing.T) {
	b := holidays.China().BusinessCalendar()
	for _, hours := range []int{-12, -8, 0, 5, 8, 14} {
		zone := time.FixedZone("", hours*3600)
		for _, hour := range []int{0, 12, 23} {
			at := func(month time.Month, day int) time.Time { return time.Date(2025, month, day, hour, 59, 59, 0, zone) }
			assert.True(t, b.IsWorkday(at(1, 26)), "make-up Sunday")
			assert.False(t, b.IsWorkday(at(1, 28)), "春节, a Tuesday")
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
}
