package holidays_test

import (
	"errors"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The rows of ../shared/data/golden.tsv: dates that an authority published itself, and that lie so many working days
// apart. For the CAC's rows the announcement prints the date, and the 30 is the period that it serves.
func TestOfficialDates(t *testing.T) {
	const ndrc, cac = "国家发展改革委, 成品油价格调整窗口 (every 10 working days): ", "国家互联网信息办公室, "
	type row struct {
		because
		trigger string
		days    int
		due     string
		source  string
	}
	run(t, []row{
		{because{"face filing of stock", "trigger is a Sunday inside 端午节; does not test the start day"}, "2025-06-01", 30, "2025-07-14",
			cac + "关于开展人脸识别技术应用备案工作的公告 (2025-05-28) https://www.cac.gov.cn/2025-05/30/c_1750315544241157.htm"},
		{because{"person in charge reported", "trigger is a working Friday: counting it would give 2025-08-28"}, "2025-07-18", 30, "2025-08-29",
			cac + "关于开展个人信息保护负责人信息报送工作的公告 (2025-07-18) https://www.cac.gov.cn/2025-07/18/c_1754553420421538.htm"},
		{because{"fuel price 2013", "spans 国庆节 and the make-up Saturday 2013-10-12"}, "2013-09-29", 10, "2013-10-17",
			ndrc + "10月17日 (the page prints no year; 2013 is inferred) http://liangshanzhou.com/news-id-150539.html"},
		{because{"fuel price 2017", "spans 国庆节、中秋节 and the make-up Saturday 2017-09-30"}, "2017-09-29", 10, "2017-10-19",
			ndrc + "http://finance.sina.cn/2017-10-19/detail-ifymzzpv6485255.d.html"},
		{because{"fuel price 2018", "the due date is itself a make-up Sunday: 因国庆假期调休, 上轮调整后的第10个工作日"}, "2018-09-17", 10, "2018-09-30",
			ndrc + "http://m.mnw.cn/news/china/2067162.html"},
		{because{"fuel price 2020", "spans 国庆节、中秋节 and the make-up Sunday 2020-09-27"}, "2020-09-18", 10, "2020-10-09",
			ndrc + "http://fgw.nmg.gov.cn/fggz/jggl_14670/202010/t20201009_155666.html"},
		{because{"fuel price 2022", "spans 国庆节 and the make-up weekend 2022-10-08/09"}, "2022-09-21", 10, "2022-10-10",
			ndrc + "http://www.dzzq.com.cn/yw/45658050.html"},
	}, func(t *testing.T, row row) {
		c := holidays.China()
		due, err := c.Add(day(row.trigger), row.days)
		assert.NoError(t, err)
		assert.Equal(t, row.due, due.String(), row.source)
		n, err := c.Count(day(row.trigger), due)
		assert.NoError(t, err)
		assert.Equal(t, row.days, n)
		early, err := c.Earliest(day(row.trigger), row.days)
		assert.NoError(t, err)
		assert.Equal(t, due, early, "a final answer is its own earliest")
	})
}

// Weekdays off minus weekend days worked, for each year's notice with its amendments, is the number of days in force
// under the statute: 10 (2004-2007, Order 270), 11 (2008-2024, Orders 513 and 644), 13 (from 2025, Order 795).
func TestNetDaysPerNotice(t *testing.T) {
	exceptions := map[int]int{
		2015: 12, // 国发明电〔2015〕1号 gave a day of its own, 3 September, once
		2020: 13, // 国办发明电〔2020〕1号 prolonged 春节 by 31 January and took the make-up day 1 February back
	}
	net := map[int]int{}
	for d := day("2004-01-01"); !d.After(day("2026-12-24")); d = d.AddDays(1) {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		switch kind := holidays.China().Day(d).Kind; {
		case kind == holidays.Holiday && !weekend:
			net[d.NoticeYear()]++
		case kind == holidays.Makeup:
			net[d.NoticeYear()]--
		}
	}
	for year := 2004; year <= 2026; year++ {
		want := 13
		if year <= 2024 {
			want = 11
		}
		if year <= 2007 {
			want = 10
		}
		if n, ok := exceptions[year]; ok {
			want = n
		}
		assert.Equal(t, want, net[year], "%d", year)
	}
}

// Count(d, Add(d, n)) is n for n ≥ 0, and for n < 0 when d is a working day. Add(Add(d, a), b) is Add(d, a+b) when a and
// b have one sign, or d is a working day. What Add finds is a working day.
func TestAddAndCountAgree(t *testing.T) {
	c := holidays.China()
	steps := []int{-250, -31, -30, -10, -2, -1, 0, 1, 2, 5, 10, 30, 31, 250}
	checked := 0
	for d := day("2004-01-01"); d.Year() <= 2026; d = d.AddDays(1) {
		for _, a := range steps {
			to, err := c.Add(d, a)
			if errors.Is(err, holidays.ErrOutOfRange) {
				require.True(t, d.Year() == 2004 && a < 0 || d.Year() == 2005 && a == -250, "%d from %v: %v", a, d, err)
				continue
			}
			if a != 0 && !c.IsWorkday(to) {
				t.Fatalf("%d working days from %v is %v, which is not worked", a, d, to)
			}
			if n, _ := c.Count(d, to); n != a && (a >= 0 || c.IsWorkday(d)) {
				t.Fatalf("%d working days from %v is %v, but Count says %d", a, d, to, n)
			}
			for _, b := range steps {
				if !(a >= 0 && b >= 0 || a <= 0 && b <= 0 || c.IsWorkday(d)) {
					continue
				}
				two, err := c.Add(to, b)
				if one, err1 := c.Add(d, a+b); one != two && !errors.Is(err, holidays.ErrOutOfRange) && !errors.Is(err1, holidays.ErrOutOfRange) {
					t.Fatalf("from %v: %d then %d working days is %v, %d is %v", d, a, b, two, a+b, one)
				}
				checked++
			}
		}
	}
	assert.Greater(t, checked, 1_000_000)
}

// A slow calendar counts day by day, as one does with a finger on the wall calendar. It asks Day for each date and
// knows nothing of an index.
type slow struct{ *holidays.Calendar }

func (s slow) inRange(d holidays.Date) bool {
	first, last := s.Range()
	return !d.IsZero() && !d.Before(first) && !d.After(last)
}

// add returns the zero Date when the count leaves the range, and the first unsettled day that it went over.
func (s slow) add(d holidays.Date, n int) (to, unsettled holidays.Date) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		if d = d.AddDays(step); !s.inRange(d) {
			return holidays.Date{}, holidays.Date{}
		}
		today := s.Day(d)
		if !today.Settled && (unsettled.IsZero() || d.Before(unsettled)) {
			unsettled = d
		}
		if today.Kind.IsWorkday() {
			n--
		}
	}
	return d, unsettled
}

// first goes from d in the given direction, d included, to the first working day.
func (s slow) first(d holidays.Date, step int) (to, unsettled holidays.Date) {
	return s.add(d.AddDays(-step), step)
}

func (s slow) count(after, through holidays.Date) (n int, unsettled holidays.Date) {
	if through.Before(after) {
		n, unsettled = s.count(through, after)
		return -n, unsettled
	}
	for d := after; d != through; {
		d = d.AddDays(1)
		if s.Day(d).Kind.IsWorkday() {
			n++
		}
		if !s.Day(d).Settled && unsettled.IsZero() {
			unsettled = d
		}
	}
	return n, unsettled
}

// sameAnswer compares an answer and its error with what the slow calendar found.
func sameAnswer(got any, err error, want any, unsettled holidays.Date) string {
	var provisional *holidays.ProvisionalError
	switch {
	case got != want:
		return fmt.Sprintf("got %v, want %v", got, want)
	case want == holidays.Date{}:
		if !errors.Is(err, holidays.ErrOutOfRange) {
			return fmt.Sprintf("got the error %v, want one of the range", err)
		}
	case unsettled.IsZero():
		if err != nil {
			return fmt.Sprintf("got the error %v, want none", err)
		}
	case !errors.As(err, &provisional):
		return fmt.Sprintf("got the error %v, want a provisional one", err)
	case provisional.From != unsettled || provisional.Year != unsettled.NoticeYear():
		return fmt.Sprintf("provisional from %v, year %d; want %v", provisional.From, provisional.Year, unsettled)
	}
	return ""
}

// The O(1) index agrees with the slow calendar, answers and errors: on every day of 2004-2027 and at the end of the
// range; in calendars with a gap between settled years, and with none of the notices.
func TestIndexAgreesWithTheSlowWay(t *testing.T) {
	t.Parallel()
	calendars := map[string]*holidays.Calendar{
		"China":         holidays.China(),
		"gap in 2027":   with(t, holidays.China(), invented2028()),
		"2016 and 2020": with(t, nil, notice(t, "国办发明电〔2015〕18号"), notice(t, "国办发明电〔2019〕16号")),
		"no notices":    with(t, nil),
		"one day":       must(holidays.FromFunc(day("2025-06-03"), day("2025-06-03"), func(holidays.Date) bool { return true })),
		"nothing worked": must(holidays.FromFunc(day("2025-01-01"), day("2025-01-31"), func(holidays.Date) bool {
			return false
		})),
		"to the end of time": must(holidays.FromFunc(day("9999-01-01"), day("9999-12-31"), func(d holidays.Date) bool { return d.Day()%2 == 0 })),
		"from the beginning": must(holidays.FromFunc(day("0001-01-01"), day("0001-12-31"), func(d holidays.Date) bool { return d.Day()%3 == 0 })),
	}
	for name, c := range calendars {
		t.Run(name, func(t *testing.T) {
			s, steps := slow{c}, []int{-75, -30, -2, -1, 0, 1, 2, 30, 75}
			first, last := c.Range()
			for d := first; !d.IsZero() && !d.After(last); d = d.AddDays(1) {
				if d.Year() == 2028 && last.AddDays(-200).After(d) {
					d = last.AddDays(-200)
				}
				fail := func(what string, n int, wrong string) {
					if wrong != "" {
						t.Fatalf("%s %v %d: %s", what, d, n, wrong)
					}
				}
				for _, n := range steps {
					got, err := c.Add(d, n)
					want, unsettled := s.add(d, n)
					fail("Add", n, sameAnswer(got, err, want, unsettled))
					if other := d.AddDays(n); s.inRange(other) {
						got, err := c.Count(d, other)
						want, unsettled := s.count(d, other)
						fail("Count", n, sameAnswer(got, err, want, unsettled))
					}
				}
				got, err := c.Next(d)
				if want, unsettled := s.first(d, 1); d != first {
					fail("Next", 0, sameAnswer(got, err, want, unsettled))
				}
				got, err = c.Previous(d)
				if want, unsettled := s.first(d, -1); d != last {
					fail("Previous", 0, sameAnswer(got, err, want, unsettled))
				}
			}
		})
	}
}

func must(c *holidays.Calendar, err error) *holidays.Calendar {
	if err != nil {
		panic(err)
	}
	return c
}

// rickar/cal's own loops over our BusinessCalendar come to the same days.
func TestIndexAgreesWithRickarCal(t *testing.T) {
	c := holidays.China()
	b := c.BusinessCalendar()
	at := func(d holidays.Date) time.Time { return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC) }
	for d := day("2005-01-01"); d.Year() <= 2026; d = d.AddDays(1) {
		for _, n := range [...]int{-10, 1, 30} {
			due, _ := c.Add(d, n)
			if theirs := b.WorkdaysFrom(at(d), n); !theirs.Equal(at(due)) {
				t.Fatalf("%d working days from %v: %v, theirs is %v", n, d, due, theirs)
			}
		}
		through := d.AddDays(40)
		n, _ := c.Count(d.AddDays(-1), through) // theirs counts both ends
		if theirs := b.WorkdaysInRange(at(d), at(through)); theirs != n {
			t.Fatalf("%v to %v: %d working days, theirs are %d", d, through, n, theirs)
		}
	}
}

// Next and Previous give a working day itself back; from a day off they go opposite ways.
func TestNextAndPrevious(t *testing.T) {
	type row struct {
		because
		date, next, previous string
	}
	run(t, []row{
		{because{"a working day", "it is its own next and previous"}, "2025-06-03", "2025-06-03", "2025-06-03"},
		{because{"a make-up Sunday", "worked"}, "2018-09-30", "2018-09-30", "2018-09-30"},
		{because{"inside a break", "国庆节 2025 runs from 1 to 8 October"}, "2025-10-04", "2025-10-09", "2025-09-30"},
		{because{"a Saturday beside a make-up Sunday", "2024-09-28 is free, 2024-09-29 is worked"}, "2024-09-28", "2024-09-29", "2024-09-27"},
	}, func(t *testing.T, row row) {
		next, err := holidays.China().Next(day(row.date))
		assert.NoError(t, err)
		assert.Equal(t, row.next, next.String())
		previous, err := holidays.China().Previous(day(row.date))
		assert.NoError(t, err)
		assert.Equal(t, row.previous, previous.String())
	})
}

// Add with the same arguments costs nothing on the heap, however far it goes; nor does Count.
func TestCountingAllocatesNothing(t *testing.T) {
	c, d := holidays.China(), day("2025-06-01")
	allocs := testing.AllocsPerRun(100, func() {
		due, err := c.Add(d, 30)
		back, err2 := c.Add(d, -300)
		n, err3 := c.Count(back, due)
		next, err4 := c.Next(d)
		previous, err5 := c.Previous(d)
		early, err6 := c.Earliest(d, 30)
		if err != nil || err2 != nil || err3 != nil || err4 != nil || err5 != nil || err6 != nil || n == 0 || next == previous || early != due || !c.IsWorkday(due) {
			t.Fail()
		}
	})
	assert.Zero(t, allocs)
}

// A count leaves the range: the zero Date or 0, and a *RangeError that names the range. Nothing loops, nothing wraps.
func TestOutOfRange(t *testing.T) {
	type row struct {
		because
		ask  func(*holidays.Calendar) (any, error)
		date string
		days int
	}
	add := func(d holidays.Date, n int) func(*holidays.Calendar) (any, error) {
		return func(c *holidays.Calendar) (any, error) { return c.Add(d, n) }
	}
	count := func(after, through holidays.Date) func(*holidays.Calendar) (any, error) {
		return func(c *holidays.Calendar) (any, error) { return c.Count(after, through) }
	}
	first, last := holidays.China().Range()
	d := day("2025-06-03")
	epoch := holidays.DateOf(time.Unix(0, 0))
	rows := []row{
		{because{"zero Date", "it is no date"}, add(holidays.Date{}, 30), "", 0},
		{because{"zero Time as a trigger", "it is no instant"}, add(holidays.DateOf(time.Time{}), 30), "", 0},
		{because{"Unix zero as a trigger", "a clock that was never set"}, add(epoch, 30), "1970-01-01", 0},
		{because{"zero days from outside", "even 0 days need a date of the range"}, add(epoch, 0), "1970-01-01", 0},
		{because{"day before the range", "no notice speaks of 2003"}, add(first.AddDays(-1), 1), "2003-12-31", 0},
		{because{"day after the range", "no estimate speaks of it"}, add(last.AddDays(1), -1), last.AddDays(1).String(), 0},
		{because{"end of time", "far outside"}, add(day("9999-12-31"), -1), "9999-12-31", 0},
		{because{"MaxInt working days", "must not wrap"}, add(d, math.MaxInt), "2025-06-03", math.MaxInt},
		{because{"MinInt working days", "must not wrap"}, add(d, math.MinInt), "2025-06-03", math.MinInt},
		{because{"MaxInt32", "must not wrap on 32 bits"}, add(last, math.MaxInt32), last.String(), math.MaxInt32},
		{because{"2^16", "an index of 16 bits must not wrap"}, add(d, 1<<16), "2025-06-03", 1 << 16},
		{because{"more than the calendar has", "17,000 working days are over 60 years"}, add(d, 17_000), "2025-06-03", 17_000},
		{because{"back more than there is", "2004 has 252 working days"}, add(day("2004-12-31"), -253), "2004-12-31", -253},
		{because{"before the first working day", "2 January 2004 is the first"}, add(day("2004-01-02"), -1), "2004-01-02", -1},
		{because{"Count from the zero Date", "it is no date"}, count(holidays.Date{}, d), "", 0},
		{because{"Count to the zero Date", "it is no date"}, count(d, holidays.Date{}), "", 0},
		{because{"Count from before the range", "nothing is known there"}, count(epoch, d), "1970-01-01", 0},
		{because{"Count to after the range", "nothing is known there"}, count(d, day("9999-12-31")), "9999-12-31", 0},
		{because{"Next of the zero Date", "it is no date"}, func(c *holidays.Calendar) (any, error) { return c.Next(holidays.Date{}) }, "", 0},
		{because{"Previous of 1970", "nothing is known there"}, func(c *holidays.Calendar) (any, error) { return c.Previous(epoch) }, "1970-01-01", 0},
		{because{"Previous of New Year 2004", "a day off, and no working day of the range is before it"},
			func(c *holidays.Calendar) (any, error) { return c.Previous(first) }, "2004-01-01", -1},
		{because{"Earliest from outside", "as Add"}, func(c *holidays.Calendar) (any, error) { return c.Earliest(epoch, 30) }, "1970-01-01", 0},
		{because{"Earliest of MaxInt", "as Add"}, func(c *holidays.Calendar) (any, error) { return c.Earliest(d, math.MaxInt) }, "2025-06-03", math.MaxInt},
	}
	run(t, rows, func(t *testing.T, row row) {
		got, err := row.ask(holidays.China())
		assert.Zero(t, got, "no answer beside this error")
		var outside *holidays.RangeError
		require.ErrorAs(t, err, &outside)
		assert.ErrorIs(t, err, holidays.ErrOutOfRange)
		assert.NotErrorIs(t, err, holidays.ErrProvisional, "nobody may take it for an estimate")
		assert.Equal(t, holidays.RangeError{Date: outside.Date, Days: row.days, First: first, Last: last}, *outside)
		assert.Equal(t, row.date, outside.Date.String())
		assert.Contains(t, err.Error(), "2004-01-01 to "+last.String())
		for name, none := range map[string]*holidays.Calendar{"nil": nil, "zero": {}} {
			got, err := row.ask(none)
			assert.Zero(t, got, name)
			assert.ErrorIs(t, err, holidays.ErrOutOfRange, name)
			require.ErrorAs(t, err, &outside)
			assert.True(t, outside.First.IsZero() && outside.Last.IsZero(), name)
			assert.Contains(t, err.Error(), "empty", name)
		}
	})
}

// Both ends of the range belong to it.
func TestEndsOfTheRange(t *testing.T) {
	c := must(holidays.FromFunc(day("2025-06-02"), day("2025-06-06"), func(holidays.Date) bool { return true })) // Monday to Friday
	due, err := c.Add(day("2025-06-02"), 4)
	assert.NoError(t, err)
	assert.Equal(t, "2025-06-06", due.String())
	due, err = c.Add(day("2025-06-06"), -4)
	assert.NoError(t, err)
	assert.Equal(t, "2025-06-02", due.String())
	_, err = c.Add(day("2025-06-02"), 5)
	assert.ErrorIs(t, err, holidays.ErrOutOfRange)
	_, err = c.Add(day("2025-06-06"), -5)
	assert.ErrorIs(t, err, holidays.ErrOutOfRange)
	n, err := c.Count(day("2025-06-02"), day("2025-06-06"))
	assert.NoError(t, err)
	assert.Equal(t, 4, n, "the first day is not counted, the last is")
	for _, d := range []string{"2025-06-02", "2025-06-06"} {
		next, err := c.Next(day(d))
		assert.NoError(t, err)
		previous, err2 := c.Previous(day(d))
		assert.NoError(t, err2)
		assert.Equal(t, []string{d, d}, []string{next.String(), previous.String()})
	}
}
