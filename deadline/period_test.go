package deadline_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A period is a Limit with the dates that it must give; dates left empty are zero.
type period struct {
	row
	rule             deadline.Rule
	trigger          string
	opens, due, safe string
}

func checkPeriods(t *testing.T, rows []period) {
	t.Helper()
	each(t, rows, func(p period) row { return p.row }, func(t *testing.T, p period) {
		result, err := deadline.Compute(p.rule, date(p.trigger), holidays.China())
		require.NoError(t, err, p.why)
		assert.Equal(t, []string{p.opens, p.due, p.safe}, []string{result.Opens.String(), result.Due.String(), result.SafeBy.String()}, p.why)
		assert.Equal(t, date(p.opens), result.Opens)
	})
}

func exactly(r deadline.Rule) deadline.Rule { r.Limit.Exact = true; return r }

// Days, months and years after an event (民法典 201 to 203).
func TestPeriodAfter(t *testing.T) {
	const a = deadline.After
	checkPeriods(t, []period{
		{row{"31 January and a month", "民法典 202: no 31 February, so the month's last day; 2025-02-28 is a Friday"},
			own(1, deadline.Months, a), "2025-01-31", "2025-01-31", "2025-02-28", "2025-02-28"},
		{row{"31 January and a month, leap year", "2024-02-29 is a Thursday"}, own(1, deadline.Months, a), "2024-01-31", "2024-01-31", "2024-02-29", "2024-02-29"},
		{row{"31 January and two months", "the corresponding day, not the last day of February again; 2025-03-31 is a Monday"},
			own(2, deadline.Months, a), "2025-01-31", "2025-01-31", "2025-03-31", "2025-03-31"},
		{row{"28 February and a month", "the corresponding day is the 28th, not the month's last"}, own(1, deadline.Months, a), "2025-02-28", "2025-02-28", "2025-03-28", "2025-03-28"},
		{row{"29 February and a year", "民法典 202: no such day in 2025, so 02-28"}, own(1, deadline.Years, a), "2024-02-29", "2024-02-29", "2025-02-28", "2025-02-28"},
		{row{"29 February and four years, exact", "there is one again in 2028, and nothing about it waits for a notice"},
			exactly(own(4, deadline.Years, a)), "2024-02-29", "2024-02-29", "2028-02-29", "2028-02-29"},
		{row{"over the year", "December and two months is February of the next year"}, own(2, deadline.Months, a), "2024-12-24", "2024-12-24", "2025-02-24", "2025-02-24"},
		{row{"twelve months are a year", "2024-10-09 to 2025-10-09"}, own(12, deadline.Months, a), "2024-10-09", "2024-10-09", "2025-10-09", "2025-10-09"},
		{row{"the first day is not counted", "民法典 201: one day from Tuesday is Wednesday; SafeBy does not count it either"},
			own(1, deadline.Days, a), "2025-06-03", "2025-06-03", "2025-06-04", "2025-06-04"},
		{row{"ends in Spring Festival", "国办发明电〔2024〕12号: 01-28 to 02-04 off; 01-30 moves to Wednesday 02-05 (民法典 203)"},
			own(30, deadline.Days, a), "2024-12-31", "2024-12-31", "2025-02-05", "2025-02-05"},
		{row{"a month that ends in Spring Festival", "2025-01-31 moves to 02-05"}, own(1, deadline.Months, a), "2024-12-31", "2024-12-31", "2025-02-05", "2025-02-05"},
		{row{"ends in National Day", "国办发明电〔2024〕12号: 10-01 to 10-08 off; 10-05 moves to Thursday 10-09"},
			rule("police.connected"), "2025-09-05", "2025-09-05", "2025-10-09", "2025-10-09"},
		{row{"a year that ends in National Day", "2025-10-01 moves to 10-09"}, own(1, deadline.Years, a), "2024-10-01", "2024-10-01", "2025-10-09", "2025-10-09"},
		{row{"ends on the last day before a break", "2025-09-30 is worked and is not moved"}, own(1, deadline.Months, a), "2025-08-30", "2025-08-30", "2025-09-30", "2025-09-30"},
		{row{"ends on a make-up Sunday", "2025-09-28 is worked (国办发明电〔2024〕12号): the period ends there"},
			own(30, deadline.Days, a), "2025-08-29", "2025-08-29", "2025-09-28", "2025-09-28"},
		{row{"a month that ends on a make-up Sunday", "2018-09-30 is worked (国办发明电〔2017〕12号)"}, own(1, deadline.Months, a), "2018-08-30", "2018-08-30", "2018-09-30", "2018-09-30"},
		{row{"moves to a make-up Sunday", "Saturday 2024-02-17 is off, Sunday 02-18 is worked (国办发明电〔2023〕7号): the day after the break"},
			own(1, deadline.Months, a), "2024-01-17", "2024-01-17", "2024-02-18", "2024-02-18"},
		{row{"ends on an ordinary weekend", "Saturday 2025-06-14 moves to Monday"}, own(10, deadline.Days, a), "2025-06-04", "2025-06-04", "2025-06-16", "2025-06-16"},
		{row{"exact days stay on a day off", "a period of validity is not moved"}, exactly(own(30, deadline.Days, a)), "2025-09-05", "2025-09-05", "2025-10-05", "2025-10-05"},
		{row{"exact months stay on a day off", "the corresponding day, not the month's last; 2025-08-30 is a Saturday"}, exactly(own(2, deadline.Months, a)), "2025-06-30", "2025-06-30", "2025-08-30", "2025-08-30"},
		{row{"exact years stay on a day off", "促进和规范数据跨境流动规定 art. 9: valid for 3 years; 2027-04-04 is a Sunday"},
			rule("export.validity"), "2024-04-04", "2024-04-04", "2027-04-04", "2027-04-04"},
		{row{"the trigger is a day off", "counting starts the next day all the same: Sunday 06-01 and 10 days"}, own(10, deadline.Days, a), "2025-06-01", "2025-06-01", "2025-06-11", "2025-06-11"},
	})
}

// At least so many before an event: never moved later; where the last day is a day off, the working day before is safe.
func TestPeriodBefore(t *testing.T) {
	const b = deadline.Before
	checkPeriods(t, []period{
		{row{"30 days before a change, in National Day", "提前30日: 2025-10-01 is off, so announce it by 09-30"},
			rule("icp.changed"), "2025-10-31", "", "2025-10-01", "2025-09-30"},
		{row{"the last day of the break", "2025-10-08: the day before the break is safe, not the day before"}, rule("icp.changed"), "2025-11-07", "", "2025-10-08", "2025-09-30"},
		{row{"the day after the break", "2025-10-09 is worked"}, rule("icp.changed"), "2025-11-08", "", "2025-10-09", "2025-10-09"},
		{row{"on a make-up Sunday", "2025-09-28 is worked"}, rule("icp.changed"), "2025-10-28", "", "2025-09-28", "2025-09-28"},
		{row{"the day before the Spring Festival make-up", "Saturday 2025-01-25 is off, 01-26 is worked: never moved later"},
			rule("icp.changed"), "2025-02-24", "", "2025-01-25", "2025-01-24"},
		{row{"working days across a festival", "5 working days before 2025-10-10: 10-09, 09-30, 09-29, Sunday 09-28, 09-26"},
			own(5, deadline.Workdays, b), "2025-10-10", "", "2025-09-26", "2025-09-26"},
		{row{"working days before a day off", "the event on Sunday 2025-06-08: 06-06 is one working day before"}, own(1, deadline.Workdays, b), "2025-06-08", "", "2025-06-06", "2025-06-06"},
		{row{"a month before the 31st", "民法典 202: no 31 February"}, own(1, deadline.Months, b), "2025-03-31", "", "2025-02-28", "2025-02-28"},
		{row{"a year before 29 February", "no such day in 2023; 2023-02-28 is a Tuesday"}, own(1, deadline.Years, b), "2024-02-29", "", "2023-02-28", "2023-02-28"},
		{row{"a month before, on a weekend", "2025-06-08 is a Sunday: safe by Friday"}, own(1, deadline.Months, b), "2025-07-08", "", "2025-06-08", "2025-06-06"},
	})
}

// Within the last so many before an event: neither end is moved.
func TestPeriodWithin(t *testing.T) {
	const w = deadline.Within
	checkPeriods(t, []period{
		{row{"opens on a day off", "30 days before 2025-10-31 is 10-01: it opens there"}, own(30, deadline.Days, w), "2025-10-31", "2025-10-01", "2025-10-31", "2025-10-31"},
		{row{"opens on a weekend", "one month before Monday 2025-07-14 is a Saturday"}, own(1, deadline.Months, w), "2025-07-14", "2025-06-14", "2025-07-14", "2025-07-14"},
		{row{"working days open on a working day", "5 working days before 2025-10-10"}, own(5, deadline.Workdays, w), "2025-10-10", "2025-09-26", "2025-10-10", "2025-10-10"},
		{row{"ends on a day off", "never moved: 2025-10-05 is due, 09-30 is safe"}, own(30, deadline.Days, w), "2025-10-05", "2025-09-05", "2025-10-05", "2025-09-30"},
		{row{"no working day in it", "Saturday to Sunday: Friday would be too early, so its first day is the safest there is"},
			own(1, deadline.Days, w), "2025-06-08", "2025-06-07", "2025-06-08", "2025-06-07"},
		{row{"no working day in it, National Day", "2025-10-01 to 10-05: 09-30 would be too early"},
			own(4, deadline.Days, w), "2025-10-05", "2025-10-01", "2025-10-05", "2025-10-01"},
		{row{"a year", "2024-02-29 to 2025-02-28 is not a year before 02-28: that is 2024-02-28"}, own(1, deadline.Years, w), "2025-02-28", "2024-02-28", "2025-02-28", "2025-02-28"},
	})
}

// One expiry date, two provisions, opposite directions: 届满前60个工作日内 opens on the day by which 届满60个工作日前 is over.
func TestExportDirectionsAreOpposite(t *testing.T) {
	c := holidays.China()
	for _, expiry := range []string{"2025-10-15", "2026-02-10", "2026-03-01", "2026-10-05"} {
		extend, reapply := must(t, rule("export.extend"), expiry, c), must(t, rule("export.reapply"), expiry, c)
		assert.Equal(t, reapply.Due, extend.Opens, expiry)
		assert.Equal(t, date(expiry), extend.Due, "to the last day")
		assert.True(t, reapply.Opens.IsZero(), "as early as one likes")
		assert.True(t, reapply.Due.Before(extend.Due))
		count, err := c.Count(reapply.Due, date(expiry).AddDays(-1))
		require.NoError(t, err)
		assert.Equal(t, 59, count, "the 60 working days before the expiry, the first of them the day itself")
	}
}
