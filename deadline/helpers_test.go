package deadline_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

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

// date keeps the tables short: it is the zero Date for "".
func date(s string) holidays.Date {
	if s == "" {
		return holidays.Date{}
	}
	return holidays.MustParseDate(s)
}

// own is a rule of one's own: it claims no law and has no status.
func own(n int, unit deadline.Unit, direction deadline.Direction) deadline.Rule {
	return deadline.Rule{
		ID:    "own.report",
		Title: deadline.Text{ZH: "内部报告", EN: "report to legal"},
		Event: deadline.Text{ZH: "发现之日", EN: "the day it is found"},
		Limit: deadline.Limit{N: n, Unit: unit, Direction: direction},
	}
}

// workdays is a rule of one's own: n working days after the event.
func workdays(n int) deadline.Rule { return own(n, deadline.Workdays, deadline.After) }

func noAdjust(r deadline.Rule) deadline.Rule { r.Limit.NoAdjust = true; return r }

// ownRulesOf are rules of every unit and direction, and those after an event once more with an end that is not adjusted.
func ownRulesOf(n int) (rules []deadline.Rule) {
	for unit := deadline.Workdays; unit <= deadline.Years; unit++ {
		for direction := deadline.After; direction <= deadline.InLastBefore; direction++ {
			rules = append(rules, own(n, unit, direction))
		}
		if unit != deadline.Workdays {
			rules = append(rules, noAdjust(own(n, unit, deadline.After)))
		}
	}
	return rules
}

// rule is one of the table.
func rule(id string) deadline.Rule {
	r, err := deadline.Lookup(id)
	if err != nil {
		panic(err)
	}
	return r
}

// always is a rule as if it had always been in force, and no date had been announced.
func always(r deadline.Rule) deadline.Rule {
	r.Since, r.Until, r.Transition = holidays.Date{}, holidays.Date{}, deadline.Transition{}
	return r
}

// must is for answers that a test needs and does not test: final ones, provisional ones and those of a draft.
func must(t testing.TB, r deadline.Rule, trigger string, c *holidays.Calendar) deadline.Result {
	t.Helper()
	result, err := deadline.Compute(r, date(trigger), c)
	if !errors.Is(err, holidays.ErrProvisional) && !isDraft(err) {
		require.NoError(t, err)
	}
	return result
}

func isDraft(err error) bool {
	var e *deadline.NotInForceError
	return errors.As(err, &e) && e.Status == deadline.Draft
}

// layered lays days off and days worked over a calendar, as a region or a company would: each span is "off" or "work" with
// its first and its last day.
func layered(t testing.TB, c *holidays.Calendar, name string, spans ...[3]string) *holidays.Calendar {
	t.Helper()
	var n holidays.Notice
	for _, s := range spans {
		for d := date(s[1]); !d.After(date(s[2])); d = d.AddDays(1) {
			kind := holidays.Holiday
			switch weekend := d.Weekday()%6 == 0; {
			case s[0] == "work" && weekend:
				kind = holidays.Makeup
			case s[0] == "work":
				kind = holidays.Workday
			}
			n.Spans = append(n.Spans, holidays.Span{Kind: kind, First: d, Last: d, Name: name})
		}
	}
	n.Title = name
	over, err := c.Overlay(name, n)
	require.NoError(t, err)
	return over
}

// regions are the arrangements of four region-years, from reports of the regions' notices.
func regions(t testing.TB, c *holidays.Calendar) map[string]*holidays.Calendar {
	return map[string]*holidays.Calendar{
		"广西 2017": layered(t, c, "广西", [3]string{"off", "2017-03-30", "2017-04-01"}, [3]string{"work", "2017-04-08", "2017-04-08"}),
		"新疆 2025": layered(t, c, "新疆", [3]string{"off", "2025-03-29", "2025-03-31"}, [3]string{"off", "2025-06-06", "2025-06-10"}),
		"拉萨 2025": layered(t, c, "拉萨", [3]string{"off", "2025-02-27", "2025-03-04"}),
		"拉萨 2026": layered(t, c, "拉萨", [3]string{"off", "2026-02-15", "2026-02-26"}),
	}
}

// unpublished is the calendar on the day before the notice for 2026 was issued (国办发明电〔2025〕7号, 2025-11-04): the days
// from 2025-12-25 on are estimated.
func unpublished() *holidays.Calendar { return holidays.China().AsOf(date("2025-11-03")) }
