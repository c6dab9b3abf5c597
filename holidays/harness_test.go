package holidays_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// A because names a row of a test table and says why the row is right.
type because struct{ name, why string }

func (b because) id() (name, why string) { return b.name, b.why }

// run checks every row of a table in a subtest of its own, and insists that each has a name of its own and a reason.
func run[Row interface{ id() (name, why string) }](t *testing.T, rows []Row, check func(*testing.T, Row)) {
	t.Helper()
	seen := map[string]bool{}
	for _, row := range rows {
		name, why := row.id()
		require.NotEmpty(t, name, "a row without a name")
		require.NotEmpty(t, why, "%s: a row without a reason", name)
		require.False(t, seen[name], "%s: two rows of one name", name)
		seen[name] = true
		t.Run(name, func(t *testing.T) { check(t, row) })
	}
}

// refused checks an error of this package: one line that begins with the package's name, has it once, and says what the
// test wants to read.
func refused(t testing.TB, err error, says ...string) {
	t.Helper()
	require.Error(t, err)
	text := err.Error()
	assert.True(t, strings.HasPrefix(text, "holidays: "), text)
	assert.Equal(t, 1, strings.Count(text, "holidays: "), text)
	assert.NotContains(t, text, "\n")
	for _, want := range says {
		assert.Contains(t, text, want)
	}
}

// must returns a calendar that can be made.
func must(c *holidays.Calendar, err error) *holidays.Calendar {
	if err != nil {
		panic(err)
	}
	return c
}

// day reads a date of a test table.
func day(s string) holidays.Date { return holidays.MustParseDate(s) }

// days yields the dates from first to last, both included.
func days(first, last holidays.Date) func(func(holidays.Date) bool) {
	return func(yield func(holidays.Date) bool) {
		for n := range last.DaysSince(first) + 1 {
			if !yield(first.AddDays(n)) {
				return
			}
		}
	}
}

func isWeekend(d holidays.Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// off and work are spans of notices made by hand.
func off(first, last, name string) holidays.Span {
	return holidays.Span{Kind: holidays.Holiday, First: day(first), Last: day(last), Name: name}
}

func work(date, name string) holidays.Span {
	s := holidays.Span{Kind: holidays.Workday, First: day(date), Last: day(date), Name: name}
	if isWeekend(s.First) {
		s.Kind = holidays.Makeup
	}
	return s
}

// invented2027 is a notice for 2027 that nobody issued: the tests' notice to come. It is whole, and reaches back into
// December 2026.
func invented2027() holidays.Notice {
	return holidays.Notice{
		Number: "invented 2027", Title: "an invented notice", Year: 2027, Issued: day("2026-11-10"),
		Spans: []holidays.Span{
			off("2026-12-31", "2027-01-02", "元旦"), work("2026-12-27", "元旦"),
			off("2027-02-05", "2027-02-12", "春节"), work("2027-02-14", "春节"), work("2027-02-20", "春节"),
			off("2027-04-03", "2027-04-05", "清明节"),
			off("2027-05-01", "2027-05-05", "劳动节"), work("2027-05-08", "劳动节"),
			off("2027-06-09", "2027-06-09", "端午节"), off("2027-09-15", "2027-09-15", "中秋节"),
			off("2027-10-01", "2027-10-07", "国庆节"), work("2027-09-26", "国庆节"), work("2027-10-09", "国庆节"),
		},
	}
}

// invented2028 leaves a gap where the notice for 2027 is missing.
func invented2028() holidays.Notice {
	return holidays.Notice{
		Number: "invented 2028", Year: 2028, Issued: day("2027-11-09"),
		Spans: []holidays.Span{
			off("2028-01-01", "2028-01-03", "元旦"),
			off("2028-01-25", "2028-02-01", "春节"), work("2028-01-23", "春节"), work("2028-02-05", "春节"),
			off("2028-04-04", "2028-04-04", "清明节"),
			off("2028-05-01", "2028-05-05", "劳动节"), work("2028-04-29", "劳动节"), work("2028-05-06", "劳动节"), work("2028-05-07", "劳动节"),
			off("2028-05-27", "2028-05-29", "端午节"),
			off("2028-10-01", "2028-10-08", "国庆节、中秋节"), work("2028-09-30", "国庆节、中秋节"),
		},
	}
}

// amendment changes the invented notice for 2027.
func amendment(number, issued string, spans ...holidays.Span) holidays.Notice {
	return holidays.Notice{Number: number, Year: 2027, Issued: day(issued), Amends: "invented 2027", Spans: spans}
}

// change returns a copy of a notice with something changed.
func change(n holidays.Notice, f func(*holidays.Notice)) holidays.Notice {
	n.Spans = slices.Clone(n.Spans)
	f(&n)
	return n
}

// net adds up weekdays off minus weekend days worked.
func net(spans []holidays.Span) int {
	n := 0
	for _, s := range spans {
		for d := range days(s.First, s.Last) {
			switch {
			case s.Kind == holidays.Holiday && !isWeekend(d):
				n++
			case s.Kind == holidays.Makeup:
				n--
			}
		}
	}
	return n
}

// notice returns the built-in notice with this number.
func notice(t testing.TB, number string) holidays.Notice {
	t.Helper()
	notices := holidays.China().Notices()
	i := slices.IndexFunc(notices, func(n holidays.Notice) bool { return n.Number == number })
	require.GreaterOrEqual(t, i, 0, number)
	return notices[i]
}

// with loads notices that are right.
func with(t testing.TB, c *holidays.Calendar, notices ...holidays.Notice) *holidays.Calendar {
	t.Helper()
	c, err := c.With(notices...)
	require.NoError(t, err)
	return c
}

// overlay lays spans over a calendar as one layer's undated notice.
func overlay(t testing.TB, c *holidays.Calendar, name string, spans ...holidays.Span) *holidays.Calendar {
	t.Helper()
	c, err := c.Overlay(name, holidays.Notice{Spans: spans})
	require.NoError(t, err)
	return c
}
