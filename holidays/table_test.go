package holidays_test

import (
	"errors"
	"testing"

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
func with(t testing.TB, c *holidays.Calendar, notices ...holidays.Notice) *holidays.Calendar {
	t.Helper()
	c, err := c.With(notices...)
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
