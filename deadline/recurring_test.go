package deadline_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A duty is a recurring duty as its provision words it: from the end of a year or a quarter, to the last day of the n-th
// month after it, or n days before it.
type duty struct {
	row
	rule   deadline.Rule
	months int  // within so many months after the event, through the last day of the last month
	days   int  // so many days before the event, when months is 0
	before bool // the provision says 前, which may exclude the day
}

// duties are the four of the table, as their provisions word them, and custom ones of every length.
func duties(t *testing.T) (duties []duty) {
	every := func(id string, period deadline.Period) deadline.Rule {
		i := slices.IndexFunc(deadline.Rules(), func(r deadline.Rule) bool { return r.ID == id })
		require.GreaterOrEqual(t, i, 0, id)
		require.Equal(t, period, deadline.Rules()[i].Every, id)
		return deadline.Rules()[i]
	}
	duties = []duty{
		{row{"car.yearly", "每年12月15日前: the 16th day before 31 December"}, every("car.yearly", deadline.Year), 0, 16, true},
		{row{"licence.yearly", "每年1月至3月: through 31 March"}, every("licence.yearly", deadline.Year), 3, 0, false},
		{row{"minors.yearly", "每年1月底前: through 31 January"}, every("minors.yearly", deadline.Year), 1, 0, true},
		{row{"tax.quarterly", "季度终了的次月内: through the last day of the next month"}, every("tax.quarterly", deadline.Quarter), 1, 0, false},
	}
	for n := range 12 {
		n++
		r := own(n, deadline.Months, deadline.After)
		r.Every = deadline.Quarter
		duties = append(duties, duty{row{fmt.Sprint("months ", n), "a month that is counted from a month's end ends with the month"}, r, n, 0, false})
		r = own(5*n, deadline.Days, deadline.AtLeastBefore)
		r.Every = deadline.Quarter
		duties = append(duties, duty{row{fmt.Sprint("days ", 5*n), "counted back, never moved"}, r, 0, 5 * n, false})
	}
	return duties
}

// A diary is a calendar that one can only leaf through: it knows whether a day is worked, and no count.
type diary struct{ worked map[holidays.Date]bool }

func newDiary(c *holidays.Calendar) diary {
	d := diary{map[holidays.Date]bool{}}
	for day := date("2007-01-01"); day.Year() < 2038; day = day.AddDays(1) {
		if kind := c.Day(day).Kind; kind != 0 {
			d.worked[day] = kind == holidays.Workday || kind == holidays.Makeup
		}
	}
	return d
}

// leaf leafs from a day to the first one that is worked, by a step of 1 or -1. It is false where the diary ends.
func (d diary) leaf(day holidays.Date, step int) (holidays.Date, bool) {
	for {
		worked, ok := d.worked[day]
		if !ok || worked {
			return day, ok
		}
		day = day.AddDays(step)
	}
}

// answer says when a duty is due and by when it is in time under every reading. It is false where the diary ends.
func (d diary) answer(duty duty, trigger holidays.Date) (due, safe holidays.Date, ok bool) {
	end := trigger
	if duty.months == 0 {
		for range duty.days {
			end = end.AddDays(-1)
		}
		// The day stays where it is, and 前, or clear days, may exclude it.
		safe, ok = d.leaf(end.AddDays(-1), -1)
		return end, safe, ok
	}
	for range duty.months {
		for end = end.AddDays(1); end.AddDays(1).Month() == end.Month(); {
			end = end.AddDays(1)
		}
	}
	due, ok = d.leaf(end, 1) // 民法典 203
	if duty.before {
		end = end.AddDays(-1)
	}
	safe, okSafe := d.leaf(end, -1) // 民法典 203 may not apply
	return due, safe, ok && okSafe
}

// The event of a recurring duty is the end of each year or quarter, found by leafing through the years.
func TestTriggers(t *testing.T) {
	yearly, quarterly, once := own(1, deadline.Months, deadline.After), own(1, deadline.Months, deadline.After), own(1, deadline.Months, deadline.After)
	yearly.Every, quarterly.Every = deadline.Year, deadline.Quarter
	var years, quarters []holidays.Date
	for day := date("2008-01-01"); day.Year() < 2037; day = day.AddDays(1) {
		next := day.AddDays(1)
		if next.Day() != 1 {
			continue
		}
		switch next.Month() {
		case time.January:
			years, quarters = append(years, day), append(quarters, day)
		case time.April, time.July, time.October:
			quarters = append(quarters, day)
		}
	}
	first, last := date("2008-01-01"), date("2036-12-31")
	assert.Equal(t, years, slices.Collect(yearly.Triggers(first, last)))
	assert.Equal(t, quarters, slices.Collect(quarterly.Triggers(first, last)))
	assert.Empty(t, slices.Collect(once.Triggers(first, last)), "a rule that does not return has no such days")

	type bounds struct {
		row
		rule     deadline.Rule
		from, to string
		want     []string
	}
	bounded := quarterly
	bounded.Since, bounded.Until = date("2025-06-20"), date("2025-12-31")
	each(t, []bounds{
		{row{"both ends included", "from and to are days of the event themselves"}, quarterly, "2026-03-31", "2026-06-30", []string{"2026-03-31", "2026-06-30"}},
		{row{"one day", "the shortest span"}, yearly, "2026-12-31", "2026-12-31", []string{"2026-12-31"}},
		{row{"the day after", "the event is over"}, quarterly, "2026-04-01", "2026-06-29", nil},
		{row{"backwards", "a span that ends before it begins holds nothing"}, yearly, "2027-01-01", "2026-01-01", nil},
		{row{"in force", "only while the rule is in force, both ends included"}, bounded, "2024-01-01", "2027-12-31", []string{"2025-06-30", "2025-09-30", "2025-12-31"}},
		{row{"no first day", "the zero Date bounds nothing"}, yearly, "", "2027-12-31", nil},
		{row{"no last day", "the zero Date bounds nothing"}, yearly, "2026-01-01", "", nil},
	}, func(b bounds) row { return b.row }, func(t *testing.T, b bounds) {
		var got []string
		for d := range b.rule.Triggers(date(b.from), date(b.to)) {
			got = append(got, d.String())
		}
		assert.Equal(t, b.want, got, b.why)
	})

	for range quarterly.Triggers(first, last) {
		break // a caller may stop
	}
}

// Recurring duties fall due, and are safe, on the days that leafing through a diary gives: final answers in both dates,
// provisional ones in the due date of the estimate, and with a safe date that is no later.
func TestRecurringDuties(t *testing.T) {
	calendars := []*holidays.Calendar{holidays.China()}
	for _, day := range []string{"2007-12-16", "2013-12-11", "2019-11-21", "2024-11-12"} {
		calendars = append(calendars, holidays.China().AsOf(date(day)))
	}
	count, final, outside := 0, 0, 0
	for _, c := range calendars {
		diary := newDiary(c)
		for _, duty := range duties(t) {
			r := duty.rule
			r.Since, r.Until = holidays.Date{}, holidays.Date{} // to see every year
			for trigger := range r.Triggers(date("2008-01-01"), date("2034-12-31")) {
				count++
				result, err := deadline.Compute(r, trigger, c)
				due, safe, ok := diary.answer(duty, trigger)
				if !ok {
					require.ErrorIs(t, err, holidays.ErrOutOfRange, "%s %v", duty.name, trigger)
					outside++
					continue
				}
				require.Equal(t, due, result.Due, "%s %v: %s", duty.name, trigger, duty.why)
				require.False(t, result.SafeBy.After(safe), "%s %v: safe by %v, want %v or earlier", duty.name, trigger, result.SafeBy, safe)
				require.False(t, result.SafeBy.Before(result.Opens), "%s %v", duty.name, trigger)
				if errors.Is(err, holidays.ErrProvisional) {
					continue
				}
				require.NoError(t, err, "%s %v", duty.name, trigger)
				require.Equal(t, safe, result.SafeBy, "%s %v: %s", duty.name, trigger, duty.why)
				final++
			}
		}
	}
	assert.GreaterOrEqual(t, count, 8000)
	assert.GreaterOrEqual(t, final, 4000, "final answers, too")
	assert.LessOrEqual(t, outside, count/20, "answers, not errors")
	t.Logf("%d triggers, %d final, %d outside the calendar", count, final, outside)
}

// The days that users wait for, read off a wall calendar.
func TestRecurringDutiesByHand(t *testing.T) {
	type wait struct {
		row
		rule, trigger, due, safe string
	}
	each(t, []wait{
		{row{"minors 2026", "31 January 2026 is a Saturday"}, "minors.yearly", "2025-12-31", "2026-02-02", "2026-01-30"},
		{row{"minors 2027", "31 January 2027 is a Sunday"}, "minors.yearly", "2026-12-31", "2027-02-01", "2027-01-29"},
		{row{"licences 2026", "31 March 2026 is a Tuesday; the provision does not say 前, so the day itself is safe"}, "licence.yearly", "2025-12-31", "2026-03-31", "2026-03-31"},
		{row{"cars 2026", "15 December 2026 is a Tuesday, and 前 may exclude it"}, "car.yearly", "2026-12-31", "2026-12-15", "2026-12-14"},
		{row{"cars 2024", "15 December 2024 is a Sunday and is not moved"}, "car.yearly", "2024-12-31", "2024-12-15", "2024-12-13"},
		{row{"tax, first quarter", "April has 30 days, and 30 April 2026 is a Thursday"}, "tax.quarterly", "2026-03-31", "2026-04-30", "2026-04-30"},
		{row{"tax, second quarter", "not 30 July: the month ends on 31 July 2026, a Friday"}, "tax.quarterly", "2026-06-30", "2026-07-31", "2026-07-31"},
		{row{"tax, third quarter", "not 30 October: the month ends on 31 October 2026, a Saturday"}, "tax.quarterly", "2026-09-30", "2026-11-02", "2026-10-30"},
	}, func(w wait) row { return w.row }, func(t *testing.T, w wait) {
		i := slices.IndexFunc(deadline.Rules(), func(r deadline.Rule) bool { return r.ID == w.rule })
		require.GreaterOrEqual(t, i, 0)
		result, err := deadline.Compute(deadline.Rules()[i], date(w.trigger), holidays.China())
		if err == nil {
			assert.Equal(t, w.due, result.Due.String(), w.why)
		}
		if errors.Is(err, holidays.ErrProvisional) { // until the notice is there, the safe date may be earlier
			assert.False(t, result.SafeBy.After(date(w.safe)), "%v: %s", result.SafeBy, w.why)
			return
		}
		require.NoError(t, err)
		assert.Equal(t, w.safe, result.SafeBy.String(), w.why)
	})
}
