package deadline_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// date keeps the tables short; day is the zero Date for "".
func date(s string) holidays.Date {
	if s == "" {
		return holidays.Date{}
	}
	return holidays.MustParseDate(s)
}

// workdays is a rule of one's own: n working days after the event, on no legal basis.
func workdays(n int) deadline.Rule {
	return deadline.Rule{
		ID:    "own.report",
		Title: deadline.Text{ZH: "内部报告", EN: "report to legal"},
		Event: deadline.Text{ZH: "发现之日", EN: "the day it is found"},
		Limit: deadline.Limit{N: n, Unit: deadline.Workdays, Direction: deadline.After},
	}
}

// own is a rule of one's own with another limit.
func own(n int, unit deadline.Unit, direction deadline.Direction) deadline.Rule {
	r := workdays(n)
	r.Limit.Unit, r.Limit.Direction = unit, direction
	return r
}

// ownRulesOf are rules of every unit and direction, and those after an event once more with an exact end.
func ownRulesOf(n int) (rules []deadline.Rule) {
	for unit := deadline.Workdays; unit <= deadline.Years; unit++ {
		for direction := deadline.After; direction <= deadline.Within; direction++ {
			rules = append(rules, own(n, unit, direction))
		}
		if exact := own(n, unit, deadline.After); unit != deadline.Workdays {
			exact.Limit.Exact = true
			rules = append(rules, exact)
		}
	}
	return rules
}

// rule is one of the table; a test that misspells it fails in Compute, for the zero Rule counts nothing.
func rule(id string) deadline.Rule {
	r, _ := deadline.Lookup(id)
	return r
}

// unpublished is the calendar on the day before the notice for 2026 was issued (国办发明电〔2025〕7号, 2025-11-04): the count
// from 2025-12-25 on is open.
func unpublished() *holidays.Calendar { return holidays.China().AsOf(date("2025-11-03")) }

// A row of a table test has a name of its own and says why it must hold.
type row struct{ name, why string }

// each runs check for every row, and insists on a unique name and a reason.
func each[T any](t *testing.T, rows []T, id func(T) row, check func(*testing.T, T)) {
	t.Helper()
	seen := map[string]bool{}
	for _, r := range rows {
		id := id(r)
		require.NotEmpty(t, id.name, "a row has no name: %+v", r)
		require.NotEmpty(t, id.why, "%s: a row says why", id.name)
		require.False(t, seen[id.name], "%s: two rows of this name", id.name)
		seen[id.name] = true
		t.Run(id.name, func(t *testing.T) { check(t, r) })
	}
}

// must is for answers that a test needs and does not test.
func must(t *testing.T, r deadline.Rule, trigger string, c *holidays.Calendar) deadline.Result {
	t.Helper()
	result, err := deadline.Compute(r, date(trigger), c)
	if err != nil {
		require.ErrorIs(t, err, holidays.ErrProvisional)
	}
	return result
}
