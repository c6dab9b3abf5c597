package deadline_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// An answer is provisional exactly if one of its dates hangs on a day that no notice has settled. On the calendar of
// 2025-11-03 that begins with 2025-12-25.
func TestProvisionalOrFinal(t *testing.T) {
	const w, d, m = deadline.Workdays, deadline.Days, deadline.Months
	const after, before, within = deadline.After, deadline.Before, deadline.Within
	type open struct {
		row
		rule      deadline.Rule
		trigger   string
		unsettled string // "" if the answer is final
	}
	each(t, []open{
		{row{"working days after, over them", "12-24 is the 30th day from 2025-11-12, so the 31st is open"}, own(31, w, after), "2025-11-12", "2025-12-25"},
		{row{"working days after, up to them", "2025-12-24 is the last settled day"}, own(30, w, after), "2025-11-12", ""},
		{row{"days after, ending on one", "whether 2025-12-25 is a day off is not settled"}, own(30, d, after), "2025-11-25", "2025-12-25"},
		{row{"days after, ending before", "Wednesday 2025-12-24 is settled"}, own(30, d, after), "2025-11-24", ""},
		{row{"days after, moved before", "Saturday 12-20 moves to Monday 12-22, all settled"}, own(30, d, after), "2025-11-20", ""},
		{row{"months after, ending on one", "2025-12-30, a Tuesday"}, own(1, m, after), "2025-11-30", "2025-12-30"},
		{row{"exact end on one", "an end that is never moved hangs on no day"}, exactly(own(1, m, after)), "2025-11-30", ""},
		{row{"working days before, over them", "the event lies among them"}, own(10, w, before), "2025-12-31", "2025-12-25"},
		{row{"working days before, up to them", "the event itself is not counted: 12-24 is one working day before 12-25"}, own(1, w, before), "2025-12-25", ""},
		{row{"days before, over them", "only the day on which it ends matters, 2025-12-01"}, own(30, d, before), "2025-12-31", ""},
		{row{"days before, ending on one", "SafeBy hangs on whether 2025-12-26 is worked"}, own(30, d, before), "2026-01-25", "2025-12-26"},
		{row{"window that opens in them", "both ends are open"}, own(10, w, within), "2026-01-25", "2026-01-12"},
		{row{"window that ends in them", "Opens hangs on them"}, own(60, w, within), "2026-01-25", "2025-12-25"},
		{row{"window in days that ends in them", "Opens and Due are sure, SafeBy is not"}, own(60, d, within), "2026-01-25", "2026-01-23"},
		{row{"window before them", "2025-12-24 and the 60 working days before it are settled"}, own(60, w, within), "2025-12-24", ""},
		{row{"announced date", "design 5: final, whatever the calendar knows"}, rule("pipo.reached"), "2025-07-17", ""},
	}, func(o open) row { return o.row }, func(t *testing.T, o open) {
		c := unpublished()
		result, err := deadline.Compute(o.rule, date(o.trigger), c)
		assert.Equal(t, err, result.Err(), "the Result remembers its error")
		assert.Equal(t, o.unsettled, result.Unsettled.String(), o.why)
		if o.unsettled == "" {
			require.NoError(t, err, o.why)
			assert.NotContains(t, result.String(), "provisional")
			return
		}
		var provisional *holidays.ProvisionalError
		require.ErrorAs(t, err, &provisional)
		assert.Equal(t, holidays.ProvisionalError{From: date(o.unsettled), Year: 2026}, *provisional)
		assert.Equal(t, "provisional", result.Caveats()[0].Code)
		assert.Contains(t, result.String(), "(provisional)")
		assert.False(t, result.SafeBy.After(result.Due))
	})
}

// The record of 2008 to 2026, replayed: what a final answer said before a notice came out holds after it, to the letter;
// what a provisional one called safe proves to be in time, in every unit and direction. Only the notice for 2014 is asked
// for no more than that: it came out on the day on which Order 644 changed the days off themselves, 2013-12-11, and a new
// version of the statute is beyond what Earliest can tell.
func TestProvisionalReplay(t *testing.T) {
	china := holidays.China()
	asked := map[deadline.Limit]int{}
	var rules []deadline.Rule
	for _, n := range []int{1, 5, 10, 30} {
		for _, r := range ownRulesOf(n) {
			if r.Limit.Unit <= deadline.Days || n == 1 {
				rules = append(rules, r)
			}
		}
	}
	for _, notice := range china.Notices() {
		if notice.Amends != "" || notice.Year < 2008 {
			continue
		}
		before, after := china.AsOf(notice.Issued.AddDays(-1)), china.AsOf(notice.Issued)
		first, last := holidays.NewDate(notice.Year-1, time.October, 1), holidays.NewDate(notice.Year, time.March, 31)
		for trigger := first; !trigger.After(last); trigger = trigger.AddDays(1) {
			for _, r := range rules {
				then, err := deadline.Compute(r, trigger, before)
				now, finalErr := deadline.Compute(r, trigger, after)
				if err == nil {
					require.NoError(t, finalErr)
					then.Calendar = now.Calendar
					require.True(t, then == now, "%v from %v: %v, then %v", r.Limit, trigger, then, now)
				}
				if !errors.Is(err, holidays.ErrProvisional) || finalErr != nil || notice.Year == 2014 {
					continue
				}
				asked[r.Limit]++
				if then.SafeBy.After(now.SafeBy) {
					require.Failf(t, "not safe", "%s: %v from %v: safe by %v, then by %v, due %v", notice.Number, r.Limit, trigger, then.SafeBy, now.SafeBy, now.Due)
				}
			}
		}
	}
	for _, r := range rules {
		if !r.Limit.Exact && r.Limit.Unit < deadline.Years { // an exact end is never provisional, a year's seldom becomes final
			assert.Greater(t, asked[r.Limit], 100, "%v was put to the test", r.Limit)
		}
	}
}
