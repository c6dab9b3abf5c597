package holidays_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

var exhaustive = flag.Bool("exhaustive", false, "compare with rickar/cal for every day and every n, which takes some ten seconds")

// A slow calendar counts day by day, as one does with a finger on the wall calendar. It asks Day for each date and
// knows nothing of an index.
type slow struct{ *holidays.Calendar }

func (s slow) inRange(d holidays.Date) bool {
	first, last := s.Range()
	return !d.IsZero() && !d.Before(first) && !d.After(last)
}

// add returns the zero Date when the count leaves the range, and the first estimated day that it went over.
func (s slow) add(d holidays.Date, n int) (to, estimated holidays.Date) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		if d = d.AddDays(step); !s.inRange(d) {
			return holidays.Date{}, holidays.Date{}
		}
		today := s.Day(d)
		if !today.Settled && (estimated.IsZero() || d.Before(estimated)) {
			estimated = d
		}
		if today.Kind.IsWorkday() {
			n--
		}
	}
	return d, estimated
}

// first goes from d in the given direction, d included, to the first working day.
func (s slow) first(d holidays.Date, step int) (to, estimated holidays.Date) {
	return s.add(d.AddDays(-step), step)
}

func (s slow) count(after, through holidays.Date) (n int, estimated holidays.Date) {
	if through.Before(after) {
		n, estimated = s.count(through, after)
		return -n, estimated
	}
	for d := after; d != through; {
		d = d.AddDays(1)
		if s.Day(d).Kind.IsWorkday() {
			n++
		}
		if !s.Day(d).Settled && estimated.IsZero() {
			estimated = d
		}
	}
	return n, estimated
}

// sameAnswer compares an answer and its error with what the slow calendar found.
func sameAnswer(got any, err error, want any, estimated holidays.Date) string {
	var provisional *holidays.ProvisionalError
	switch {
	case got != want:
		return fmt.Sprintf("got %v, want %v", got, want)
	case want == holidays.Date{}:
		if !errors.Is(err, holidays.ErrOutOfRange) {
			return fmt.Sprintf("got the error %v, want one of the range", err)
		}
	case estimated.IsZero():
		if err != nil {
			return fmt.Sprintf("got the error %v, want none", err)
		}
	case !errors.As(err, &provisional):
		return fmt.Sprintf("got the error %v, want a provisional one", err)
	case provisional.From != estimated || provisional.Year != holidays.NoticeYear(estimated):
		return fmt.Sprintf("provisional from %v, year %d; want %v", provisional.From, provisional.Year, estimated)
	}
	return ""
}

// From every day of 2004 to 2026, forward and back, the n-th working day is the one that a finger on the wall calendar
// comes to, for every n up to 60 and some large ones, with the error that the days on the way call for; and Count to
// every day on the way is the number of working days passed.
func TestEveryDayAndNumber(t *testing.T) {
	t.Parallel()
	c := holidays.China()
	s, added, counted := slow{c}, 0, 0
	for d := day("2004-01-01"); d.Year() <= 2026; d = d.AddDays(1) {
		for _, step := range [...]int{1, -1} {
			n, estimated := 0, holidays.Date{}
			for to := d.AddDays(step); n < 60 && s.inRange(to); to = to.AddDays(step) {
				today := c.Day(to)
				if !today.Settled && (estimated.IsZero() || step < 0) {
					estimated = to
				}
				if today.Kind.IsWorkday() {
					n++
					got, err := c.Add(d, step*n)
					if wrong := sameAnswer(got, err, to, estimated); wrong != "" {
						t.Fatalf("Add %v %+d: %s", d, step*n, wrong)
					}
					added++
				}
				count, err := c.Count(d, to)
				if step > 0 {
					if wrong := sameAnswer(count, err, n, estimated); wrong != "" {
						t.Fatalf("Count %v to %v: %s", d, to, wrong)
					}
				} else if forward, err1 := c.Count(to, d); count != -forward || fmt.Sprint(err) != fmt.Sprint(err1) {
					t.Fatalf("Count %v to %v: %d, %v; reversed it is %d, %v", d, to, count, err, forward, err1)
				}
				counted++
			}
		}
		if d.DaysSince(day("2004-01-01"))%211 == 0 {
			for _, n := range [...]int{100, 250, 1000, 2500, -100, -250, -1000, -2500} {
				got, err := c.Add(d, n)
				want, estimated := s.add(d, n)
				if wrong := sameAnswer(got, err, want, estimated); wrong != "" {
					t.Fatalf("Add %v %+d: %s", d, n, wrong)
				}
			}
		}
	}
	require.Greater(t, added, 980_000)
	require.Greater(t, counted, 1_400_000)
}

// The index agrees with the slow calendar, answers and errors, on every day of calendars of every make: with gaps between
// settled years, with none of the notices, with layers, at both ends of time.
func TestIndexAgreesWithTheSlowWay(t *testing.T) {
	t.Parallel()
	function := func(first, last string, f func(holidays.Date) bool) *holidays.Calendar {
		return must(holidays.FromFunc("f", day(first), day(last), f))
	}
	calendars := map[string]*holidays.Calendar{
		"China to its end":   holidays.China(),
		"gap in 2027":        with(t, holidays.China(), invented2028()),
		"2016 and 2020":      with(t, nil, notice(t, "国办发明电〔2015〕18号"), notice(t, "国办发明电〔2019〕16号")),
		"no notices":         with(t, nil),
		"layers":             overlay(t, overlay(t, holidays.China(), "a", off("2026-03-01", "2026-12-31", "停产"), work("2026-02-15", "春节")), "b", work("2027-01-01", "元旦")),
		"one day":            function("2025-06-03", "2025-06-03", func(holidays.Date) bool { return true }),
		"nothing worked":     function("2025-01-01", "2025-01-31", func(holidays.Date) bool { return false }),
		"to the end of time": function("9999-01-01", "9999-12-31", func(d holidays.Date) bool { return d.Day()%2 == 0 }),
		"from the beginning": function("0001-01-01", "0001-12-31", func(d holidays.Date) bool { return d.Day()%3 == 0 }),
	}
	for name, c := range calendars {
		t.Run(name, func(t *testing.T) {
			s, steps := slow{c}, []int{-75, -30, -2, -1, 0, 1, 2, 30, 75}
			first, last := c.Range()
			for d := first; !d.IsZero() && !d.After(last); d = d.AddDays(1) {
				if d == day("2008-01-01") {
					d = day("2015-06-01")
				} else if d == day("2029-01-01") {
					d = last.AddDays(-200)
				}
				fail := func(what string, n int, wrong string) {
					if wrong != "" {
						t.Fatalf("%s %v %d: %s", what, d, n, wrong)
					}
				}
				for _, n := range steps {
					got, err := c.Add(d, n)
					want, estimated := s.add(d, n)
					fail("Add", n, sameAnswer(got, err, want, estimated))
					if other := d.AddDays(n); s.inRange(other) {
						got, err := c.Count(d, other)
						want, estimated := s.count(d, other)
						fail("Count", n, sameAnswer(got, err, want, estimated))
					}
				}
				got, err := c.OnOrAfter(d)
				if want, estimated := s.first(d, 1); d != first {
					fail("OnOrAfter", 0, sameAnswer(got, err, want, estimated))
				}
				got, err = c.OnOrBefore(d)
				if want, estimated := s.first(d, -1); d != last {
					fail("OnOrBefore", 0, sameAnswer(got, err, want, estimated))
				}
			}
		})
	}
}

// rickar/cal's own loops over our BusinessCalendar come to the same days: for every day and n with -exhaustive.
func TestIndexAgreesWithRickarCal(t *testing.T) {
	t.Parallel()
	c := holidays.China()
	b := c.BusinessCalendar()
	b.Holidays = nil // its working days alone: each of its holidays is one more thing to ask of every day
	first, _ := c.Range()
	at := func(d holidays.Date) time.Time { return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC) }
	step, numbers := 61, []int{1, 7, 29, 60}
	if *exhaustive {
		step, numbers = 1, []int{250, 2500}
		for n := range 60 {
			numbers = append(numbers, 1+n)
		}
	}
	for d := day("2004-01-01"); d.Year() <= 2026; d = d.AddDays(step) {
		for _, most := range numbers {
			for _, n := range [...]int{most, -most} {
				due, err := c.Add(d, n)
				if errors.Is(err, holidays.ErrOutOfRange) && (n < 0 && d.DaysSince(first) < 2*most+15 || n > 2000) {
					continue // theirs goes on outside the range
				}
				if theirs := b.WorkdaysFrom(at(d), n); !theirs.Equal(at(due)) {
					t.Fatalf("%+d working days from %v: %v, theirs is %v", n, d, due, theirs)
				}
				count, _ := c.Count(d, due)
				from, through := d, due
				if n < 0 {
					from, through, count = due, d, -count
				}
				if theirs := b.WorkdaysInRange(at(from.AddDays(1)), at(through)); theirs != count { // theirs counts both ends
					t.Fatalf("%v to %v: %d working days, theirs are %d", from, through, count, theirs)
				}
			}
		}
	}
}

// Count(d, Add(d, n)) is n for n ≥ 0, and for n < 0 when d is a working day. Add(Add(d, a), b) is Add(d, a+b) when a and
// b have one sign, or d is a working day. What Add finds is a working day.
func TestAddAndCountAgree(t *testing.T) {
	t.Parallel()
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

// OnOrAfter and OnOrBefore give a working day itself back; from a day off they go opposite ways.
func TestOnOrAfterAndOnOrBefore(t *testing.T) {
	type row struct {
		because
		date, after, before string
	}
	run(t, []row{
		{because{"a working day", "it is the day itself both ways"}, "2025-06-03", "2025-06-03", "2025-06-03"},
		{because{"a make-up Sunday", "worked"}, "2018-09-30", "2018-09-30", "2018-09-30"},
		{because{"inside a break", "国庆节 2025 runs from 1 to 8 October"}, "2025-10-04", "2025-10-09", "2025-09-30"},
		{because{"a Saturday beside a make-up Sunday", "2024-09-28 is free, 2024-09-29 is worked"}, "2024-09-28", "2024-09-29", "2024-09-27"},
	}, func(t *testing.T, row row) {
		after, err := holidays.China().OnOrAfter(day(row.date))
		assert.NoError(t, err)
		assert.Equal(t, row.after, after.String())
		before, err := holidays.China().OnOrBefore(day(row.date))
		assert.NoError(t, err)
		assert.Equal(t, row.before, before.String())
	})
	for d, settled := range map[string]bool{"2026-12-24": true, "2026-12-25": false, "2026-12-26": false, "2027-06-01": false} {
		after, err := holidays.China().OnOrAfter(day(d))
		assert.False(t, after.IsZero(), d)
		assert.Equal(t, []bool{settled, !settled}, []bool{err == nil, errors.Is(err, holidays.ErrProvisional)}, d)
		before, err := holidays.China().OnOrBefore(day(d))
		assert.False(t, before.IsZero(), d)
		assert.Equal(t, []bool{settled, !settled}, []bool{err == nil, errors.Is(err, holidays.ErrProvisional)}, d)
	}
}

// A count over an estimated day gives its answer together with a *ProvisionalError: the first such day, and the year whose
// notice settles it. The last built-in notice is that of 2026 and settles up to 24 December 2026; gap has one for 2028 too.
func TestProvisional(t *testing.T) {
	china, gap := holidays.China(), with(t, holidays.China(), invented2028())
	type row struct {
		because
		c       *holidays.Calendar
		trigger string
		days    int
		due     string // empty where the notice to come decides
		from    string // empty for a final answer
		year    int
	}
	run(t, []row{
		{because{"last trigger that is final", "30 working days end on 24 December"}, china, "2026-11-12", 30, "2026-12-24", "", 0},
		{because{"first trigger that is not", "30 working days end on 25 December"}, china, "2026-11-13", 30, "2026-12-25", "2026-12-25", 2027},
		{because{"last due date of the year", "triggers after 19 November end in the next year"}, china, "2026-11-19", 30, "2026-12-31", "2026-12-25", 2027},
		{because{"into the next year", "the notice of 2027 decides"}, china, "2026-11-20", 30, "", "2026-12-25", 2027},
		{because{"up to the last settled day", "24 December is settled"}, china, "2026-12-23", 1, "2026-12-24", "", 0},
		{because{"trigger on the last settled day", "day 1 is estimated"}, china, "2026-12-24", 1, "2026-12-25", "2026-12-25", 2027},
		{because{"trigger on an estimated day, no days", "no day is counted"}, china, "2026-12-28", 0, "2026-12-28", "", 0},
		{because{"trigger on an estimated day", "the count begins with the next"}, china, "2026-12-28", 1, "2026-12-29", "2026-12-29", 2027},
		{because{"back from the first estimated day", "24 December is settled, the trigger is not counted"}, china, "2026-12-25", -1, "2026-12-24", "", 0},
		{because{"back over one estimated day", "From is the first estimated day in time, not in the count"}, china, "2026-12-26", -1, "2026-12-25", "2026-12-25", 2027},
		{because{"back over the last week", "all of it is counted"}, china, "2026-12-31", -10, "", "2026-12-25", 2027},
		{because{"wholly in the next year", "its first days are of the notice of 2027 as well"}, china, "2027-03-01", 5, "", "2027-03-02", 2027},
		{because{"wholly in the last week of the next year", "that week waits for the notice of 2028"}, china, "2027-12-24", 1, "", "2027-12-25", 2028},
		{because{"a year of working days", "From stays the first estimated day"}, china, "2026-06-01", 250, "", "2026-12-25", 2027},

		{because{"gap: within 2028", "its notice is loaded"}, gap, "2028-05-08", 30, "2028-06-20", "", 0},
		{because{"gap: first settled day behind it", "25 December 2027 is the notice of 2028's"}, gap, "2027-12-24", 1, "2027-12-27", "", 0},
		{because{"gap: back to it", "Monday 27 December 2027"}, gap, "2027-12-28", -1, "2027-12-27", "", 0},
		{because{"gap: its last day", "24 December 2027 is estimated"}, gap, "2027-12-23", 1, "2027-12-24", "2027-12-24", 2027},
		{because{"gap: back into it", "24 December 2027 is estimated"}, gap, "2027-12-25", -1, "2027-12-24", "2027-12-24", 2027},
		{because{"gap: over all of it", "From is its first day"}, gap, "2026-12-01", 300, "", "2026-12-25", 2027},
		{because{"gap: back over all of it", "From is its first day"}, gap, "2028-02-09", -300, "", "2026-12-25", 2027},
		{because{"gap: out of 2028", "2029 has no notice"}, gap, "2028-12-24", 1, "2028-12-25", "2028-12-25", 2029},
	}, func(t *testing.T, row row) {
		due, err := row.c.Add(day(row.trigger), row.days)
		require.False(t, due.IsZero(), "there is an answer, final or not")
		if row.due != "" {
			assert.Equal(t, row.due, due.String())
		}
		early, earlyErr := row.c.Earliest(day(row.trigger), row.days)
		assert.NoError(t, earlyErr)
		assert.False(t, early.After(due))
		if row.from == "" {
			assert.NoError(t, err)
			assert.Equal(t, due, early)
			return
		}
		var provisional *holidays.ProvisionalError
		require.ErrorAs(t, err, &provisional)
		assert.ErrorIs(t, err, holidays.ErrProvisional)
		assert.NotErrorIs(t, err, holidays.ErrOutOfRange)
		assert.Equal(t, holidays.ProvisionalError{From: day(row.from), Year: row.year}, *provisional)
		refused(t, err, row.from, fmt.Sprintf("the notice for %d", row.year), "With")
	})
	_, err := with(t, gap, invented2027()).Add(day("2026-12-01"), 300)
	assert.NoError(t, err, "2027 came late, and closes the gap")
}

func TestProvisionalCount(t *testing.T) {
	type row struct {
		because
		after, through string
		from           string // empty for a final answer
	}
	run(t, []row{
		{because{"up to 24 December", "settled"}, "2026-11-12", "2026-12-24", ""},
		{because{"up to Christmas", "25 December waits for the next notice"}, "2026-11-12", "2026-12-25", "2026-12-25"},
		{because{"up to Saturday", "a weekend day can become a make-up day: it is counted"}, "2026-12-25", "2026-12-26", "2026-12-26"},
		{because{"no days on an estimated date", "nothing is counted"}, "2026-12-28", "2026-12-28", ""},
		{because{"reversed", "the days are the same"}, "2026-12-25", "2026-11-12", "2026-12-25"},
		{because{"reversed and final", "24 December back to 12 November"}, "2026-12-24", "2026-11-12", ""},
		{because{"reversed in the next year", "From is the first day in time"}, "2027-03-01", "2027-02-01", "2027-02-02"},
	}, func(t *testing.T, row row) {
		n, err := holidays.China().Count(day(row.after), day(row.through))
		back, backErr := holidays.China().Count(day(row.through), day(row.after))
		assert.Equal(t, n, -back, "reversed is negative")
		assert.Equal(t, err, backErr, "and as sure")
		if row.from == "" {
			assert.NoError(t, err)
			return
		}
		var provisional *holidays.ProvisionalError
		require.ErrorAs(t, err, &provisional)
		assert.Equal(t, row.from, provisional.From.String())
	})
}

// AllowProvisional drops a *ProvisionalError, wrapped or not, and nothing else.
func TestAllowProvisional(t *testing.T) {
	c, d := holidays.China(), day("2026-11-19")
	due, err := holidays.AllowProvisional(c.Add(d, 30))
	assert.NoError(t, err)
	assert.Equal(t, "2026-12-31", due.String())
	n, err := holidays.AllowProvisional(c.Count(d, due))
	assert.NoError(t, err)
	assert.Equal(t, 30, n)
	due, err = holidays.AllowProvisional(c.Add(d, 1))
	assert.NoError(t, err)
	assert.Equal(t, "2026-11-20", due.String())

	_, outside := c.Add(d, math.MaxInt)
	_, estimate := c.Add(d, 30)
	for _, kept := range []error{outside, io.EOF, errors.Join(io.EOF, outside), errors.Join(estimate, io.EOF), fmt.Errorf("order 7: %w", estimate), holidays.ErrProvisional} {
		value, err := holidays.AllowProvisional("kept", kept)
		assert.Equal(t, kept, err)
		assert.Equal(t, "kept", value)
	}
}

// The promise: an answer without an error never changes when the notices of later years are loaded. Amendments are the
// one exception: a count may change under one when it goes over a day that the amendment changed.
func TestFinalAnswersStay(t *testing.T) {
	t.Parallel()
	notices := append(holidays.China().Notices(), invented2027(), invented2028())
	all := with(t, nil, notices...)
	var calendars []*holidays.Calendar // as known on each day of issue
	var changed [][]holidays.Date      // days that the notice issued then changed, if it is an amendment
	amendments := map[string]int{}
	for _, n := range notices {
		c := all.AsOf(n.Issued)
		var dates []holidays.Date
		if n.Amends != "" {
			before := calendars[len(calendars)-1]
			for d := holidays.NewDate(n.Year-1, 12, 1); d.Year() <= n.Year; d = d.AddDays(1) {
				if before.IsWorkday(d) != c.IsWorkday(d) {
					dates = append(dates, d)
				}
			}
			amendments[n.Number] = len(dates)
		}
		calendars, changed = append(calendars, c), append(changed, dates)
	}
	require.Equal(t, map[string]int{"国发明电〔2015〕1号": 3, "国办发明电〔2019〕3号": 4, "国办发明电〔2020〕1号": 2}, amendments)

	answers, exceptions := 0, 0
	for i, earlier := range calendars {
		settled := earlier.SettledThrough()
		for d := settled.AddDays(-500); !d.After(settled.AddDays(60)); d = d.AddDays(1) {
			for _, n := range [...]int{1, 10, 30, -30, -60} {
				due, err := earlier.Add(d, n)
				if err != nil {
					continue
				}
				over := func(x holidays.Date) bool { return x.After(d) && !x.After(due) || x.Before(d) && !x.Before(due) }
				for j, amended := i, false; j < len(calendars); j++ {
					for _, x := range changed[j] {
						amended = amended || j > i && over(x)
					}
					if amended {
						exceptions++
						break
					}
					answers++
					if again, err := calendars[j].Add(d, n); again != due || err != nil {
						t.Fatalf("%d working days from %v: %v when %v was settled, but %v, %v later", n, d, due, settled, again, err)
					}
				}
			}
		}
	}
	assert.Greater(t, answers, 500_000)
	assert.Greater(t, exceptions, 50, "amendments do change answers")
	t.Log(answers, exceptions)
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
	epoch := holidays.DateInBeijing(time.Unix(0, 0))
	rows := []row{
		{because{"zero Date", "it is no date"}, add(holidays.Date{}, 30), "", 0},
		{because{"zero Time as a trigger", "it is no instant"}, add(holidays.DateInBeijing(time.Time{}), 30), "", 0},
		{because{"Unix zero as a trigger", "a clock that was never set"}, add(epoch, 30), "1970-01-01", 0},
		{because{"zero days from outside", "even 0 days need a date of the range"}, add(epoch, 0), "1970-01-01", 0},
		{because{"day before the range", "no notice speaks of 2003"}, add(first.AddDays(-1), 1), "2003-12-31", 0},
		{because{"day after the range", "no estimate speaks of it"}, add(last.AddDays(1), -1), "2037-01-01", 0},
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
		{because{"OnOrAfter of the zero Date", "it is no date"}, func(c *holidays.Calendar) (any, error) { return c.OnOrAfter(holidays.Date{}) }, "", 0},
		{because{"OnOrBefore of 1970", "nothing is known there"}, func(c *holidays.Calendar) (any, error) { return c.OnOrBefore(epoch) }, "1970-01-01", 0},
		{because{"OnOrBefore of New Year 2004", "a day off, and no working day of the range is before it"},
			func(c *holidays.Calendar) (any, error) { return c.OnOrBefore(first) }, "2004-01-01", -1},
		{because{"Earliest from outside", "as Add"}, func(c *holidays.Calendar) (any, error) { return c.Earliest(epoch, 30) }, "1970-01-01", 0},
		{because{"Earliest of MaxInt", "as Add"}, func(c *holidays.Calendar) (any, error) { return c.Earliest(d, math.MaxInt) }, "2025-06-03", math.MaxInt},
		{because{"Latest of MinInt", "as Add"}, func(c *holidays.Calendar) (any, error) { return c.Latest(d, math.MinInt) }, "2025-06-03", math.MinInt},
	}
	layered := overlay(t, holidays.China(), "公司", off("2025-06-05", "2025-06-05", "厂庆"), off("2030-06-05", "2030-06-05", "厂庆"))
	run(t, rows, func(t *testing.T, row row) {
		for name, c := range map[string]*holidays.Calendar{"China": holidays.China(), "layered": layered} {
			got, err := row.ask(c)
			assert.Zero(t, got, "no answer beside this error")
			var outside *holidays.RangeError
			require.ErrorAs(t, err, &outside, name)
			assert.ErrorIs(t, err, holidays.ErrOutOfRange)
			assert.NotErrorIs(t, err, holidays.ErrProvisional, "nobody may take it for an estimate")
			assert.Equal(t, holidays.RangeError{Date: outside.Date, Days: row.days, First: first, Last: last}, *outside, name)
			assert.Equal(t, row.date, outside.Date.String())
			refused(t, err, "2004-01-01 to "+last.String())
		}
		for name, none := range map[string]*holidays.Calendar{"nil": nil, "zero": {}} {
			got, err := row.ask(none)
			assert.Zero(t, got, name)
			assert.ErrorIs(t, err, holidays.ErrOutOfRange, name)
			var outside *holidays.RangeError
			require.ErrorAs(t, err, &outside)
			assert.True(t, outside.First.IsZero() && outside.Last.IsZero(), name)
			refused(t, err, "empty")
		}
	})

	// Both ends of the range belong to it.
	monday, friday := day("2025-06-02"), day("2025-06-06")
	week := must(holidays.FromFunc("a week", monday, friday, func(holidays.Date) bool { return true }))
	assert.Equal(t, []holidays.Date{friday, monday}, []holidays.Date{only(week.Add(monday, 4)), only(week.Add(friday, -4))})
	assert.Equal(t, 4, only(week.Count(monday, friday)), "the first day is not counted, the last is")
	for _, d := range []holidays.Date{monday, friday} {
		assert.Equal(t, []holidays.Date{d, d}, []holidays.Date{only(week.OnOrAfter(d)), only(week.OnOrBefore(d))})
	}
	_, err := week.Add(monday, 5)
	assert.ErrorIs(t, err, holidays.ErrOutOfRange)
	_, err = week.Add(friday, -5)
	assert.ErrorIs(t, err, holidays.ErrOutOfRange)
}

// only returns an answer that comes without an error.
func only[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// A final answer costs nothing on the heap, however far it goes; a provisional one costs its error.
func TestAllocations(t *testing.T) {
	for name, c := range map[string]*holidays.Calendar{"China": holidays.China(), "layered": overlay(t, holidays.China(), "公司", off("2025-06-05", "2025-06-05", "厂庆"))} {
		d := day("2025-06-01")
		allocs := testing.AllocsPerRun(100, func() {
			due, err := c.Add(d, 30)
			back, err2 := c.Add(d, -300)
			n, err3 := c.Count(back, due)
			after, err4 := c.OnOrAfter(d)
			before, err5 := c.OnOrBefore(d)
			early, err6 := c.Earliest(d, 30)
			if err != nil || err2 != nil || err3 != nil || err4 != nil || err5 != nil || err6 != nil || n == 0 || after == before || early != due || !c.IsWorkday(due) {
				t.Fail()
			}
		})
		assert.Zero(t, allocs, name)
		d = day("2026-12-01")
		assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { c.Add(d, 30) }), 1.0, name)
		assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { holidays.AllowProvisional(c.Count(d, d.AddDays(60))) }), 1.0, name)
		assert.Zero(t, testing.AllocsPerRun(100, func() { c.Earliest(d, 45); c.Latest(d, -45); c.Day(d.AddDays(40)) }), name)
	}
}
