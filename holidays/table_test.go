package holidays_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/require"
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

// day reads a date of a test table.
func day(s string) holidays.Date { return holidays.MustParseDate(s) }

// with puts notices on record that must be right.
// Notices made of a few days are taken on purpose.
func with(t testing.TB, c *holidays.Calendar, notices ...holidays.Notice) *holidays.Calendar {
	t.Helper()
	c, err := c.With(stated(notices)...)
	require.NoError(t, err)
	return c
}

// off and work are spans of notices made by hand.
func off(first, last, name string) holidays.Span {
	return holidays.Span{Kind: holidays.Holiday, First: day(first), Last: day(last), Name: name}
}

func work(first, name string) holidays.Span {
	kind := holidays.Makeup
	if w := day(first).Weekday(); w != 0 && w != 6 {
		kind = holidays.Workday
	}
	return holidays.Span{Kind: kind, First: day(first), Last: day(first), Name: name}
}

// invented2027 is a notice for 2027 that nobody issued: the tests' notice to come. It reaches back into December 2026.
func invented2027() holidays.Notice {
	return holidays.Notice{
		Number: "invented 2027", Title: "an invented notice", Year: 2027, Issued: day("2026-11-10"),
		Spans: []holidays.Span{
			off("2026-12-31", "2027-01-02", "元旦"), work("2026-12-27", "元旦"),
			off("2027-02-05", "2027-02-12", "春节"), work("2027-02-14", "春节"),
		},
	}
}

// parsePart is ParseNotice for notices made up of a few days: it takes them although the statute gives the year more.
func parsePart(name string, data []byte) (holidays.Notice, error) {
	n, err := holidays.ParseNotice(name, data)
	if e := (*holidays.StatuteError)(nil); errors.As(err, &e) {
		return n, nil
	}
	return n, err
}

// stated returns the notices with the net of the yearly ones stated, whatever it is.
func stated(notices []holidays.Notice) []holidays.Notice {
	notices = slices.Clone(notices)
	for i := range notices {
		n := &notices[i]
		if n.Amends != "" || n.Net != 0 {
			continue
		}
		for _, s := range n.Spans {
			for d := range s.Last.DaysSince(s.First) + 1 {
				weekday := s.First.AddDays(d).Weekday()
				switch weekend := weekday == time.Saturday || weekday == time.Sunday; {
				case s.Kind == holidays.Holiday && !weekend:
					n.Net++
				case s.Kind == holidays.Makeup && weekend:
					n.Net--
				}
			}
		}
	}
	return notices
}
