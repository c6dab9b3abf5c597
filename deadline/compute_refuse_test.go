package deadline_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Where there is no answer the Result is zero and the error says why.
func TestComputeRefuses(t *testing.T) {
	china := holidays.China()
	_, last := china.Range()
	since := workdays(5)
	since.Since, since.Until = date("2024-01-01"), date("2024-12-31")
	ended := workdays(5)
	ended.Until = date("2024-12-31")
	stock := deadline.Rule{ID: "own.stock", Until: date("2024-12-31"), Transition: deadline.Transition{Due: date("2024-03-31")}}
	limit := func(l deadline.Limit) deadline.Rule { return deadline.Rule{ID: "own", Limit: l} }
	type refusal struct {
		row
		rule    deadline.Rule
		trigger holidays.Date
		c       *holidays.Calendar
		is      error
		says    []string
	}
	each(t, []refusal{
		{row{"zero trigger", "zero values fail closed"}, workdays(5), holidays.Date{}, china, deadline.ErrInvalid, []string{"own.report", "trigger"}},
		{row{"zero trigger of a transition", "an announced date is for an event, too"}, deadline.FaceReached(), holidays.Date{}, china, deadline.ErrInvalid, []string{"trigger"}},
		{row{"zero time", "DateOf the zero Time is the zero Date"}, workdays(5), holidays.DateInBeijing(time.Time{}), china, deadline.ErrInvalid, []string{"trigger"}},
		{row{"Unix zero", "a forgotten timestamp is 1970-01-01, outside the range"}, workdays(5), holidays.DateInBeijing(time.Unix(0, 0)), china, holidays.ErrOutOfRange, []string{"1970-01-01", "2004-01-01"}},
		{row{"Unix zero of a transition", "a trigger before Since inside the calendar's range"}, deadline.FaceReached(), holidays.DateInBeijing(time.Unix(0, 0)), china, holidays.ErrOutOfRange, []string{"1970-01-01"}},
		{row{"the day before the range", "the first notice is that of 2004"}, workdays(5), date("2003-12-31"), china, holidays.ErrOutOfRange, []string{"2003-12-31", "2004-01-01"}},
		{row{"the day after the range", "there is nothing to count"}, workdays(5), last.AddDays(1), china, holidays.ErrOutOfRange, []string{last.String()}},
		{row{"the count leaves the range", "no answer rather than a shorter count"}, workdays(5), last, china, holidays.ErrOutOfRange, []string{last.String()}},
		{row{"the largest count", "nothing wraps"}, workdays(math.MaxInt), date("2025-06-03"), china, holidays.ErrOutOfRange, []string{"2025-06-03"}},
		{row{"nil calendar", "there is no default calendar"}, workdays(5), date("2025-06-03"), nil, holidays.ErrOutOfRange, []string{"empty"}},
		{row{"zero calendar", "it knows nothing"}, workdays(5), date("2025-06-03"), new(holidays.Calendar), holidays.ErrOutOfRange, []string{"empty"}},
		{row{"nil calendar for a transition", "inside the calendar's range only"}, deadline.FaceReached(), date("2025-05-01"), nil, holidays.ErrOutOfRange, []string{"empty"}},
		{row{"zero Rule", "it counts nothing"}, deadline.Rule{}, date("2025-06-03"), china, deadline.ErrInvalid, []string{"n is 0"}},
		{row{"count of 0", "a due date on the day of the event is a mistake in the rule"}, workdays(0), date("2025-06-03"), china, deadline.ErrInvalid, []string{"n is 0", "1 or more"}},
		{row{"negative count", "the direction is not in the sign"}, workdays(-30), date("2025-06-03"), china, deadline.ErrInvalid, []string{"n is -30"}},
		{row{"most negative count", "nothing wraps"}, workdays(math.MinInt), date("2025-06-03"), china, deadline.ErrInvalid, nil},
		{row{"no unit", "30 of what?"}, limit(deadline.Limit{N: 30, Direction: deadline.After}), date("2025-06-03"), china, deadline.ErrInvalid, []string{"unit", "workdays"}},
		{row{"no direction", "which way?"}, limit(deadline.Limit{N: 30, Unit: deadline.Workdays}), date("2025-06-03"), china, deadline.ErrInvalid, []string{"direction", "after"}},
		{row{"unknown unit", "no such unit"}, limit(deadline.Limit{N: 30, Unit: 99, Direction: deadline.After}), date("2025-06-03"), china, deadline.ErrInvalid, []string{"unit"}},
		{row{"exact working days", "a count in working days never ends on a day off"}, limit(deadline.Limit{N: 30, Unit: deadline.Workdays, Direction: deadline.After, NoAdjust: true}), date("2025-06-03"), china, deadline.ErrInvalid, []string{"no_adjust"}},
		{row{"exact limit before", "other ends are never moved: exact would say nothing"}, limit(deadline.Limit{N: 30, Unit: deadline.Days, Direction: deadline.AtLeastBefore, NoAdjust: true}), date("2025-06-03"), china, deadline.ErrInvalid, []string{"no_adjust"}},
		{row{"exact window", "other ends are never moved: exact would say nothing"}, limit(deadline.Limit{N: 1, Unit: deadline.Months, Direction: deadline.InLastBefore, NoAdjust: true}), date("2025-06-03"), china, deadline.ErrInvalid, []string{"no_adjust"}},
		{row{"zero limit of days", "0 days before the event is a mistake in the rule"}, own(0, deadline.Days, deadline.AtLeastBefore), date("2025-06-03"), china, deadline.ErrInvalid, []string{"n is 0"}},
		{row{"negative months", "the direction is not in the sign"}, own(-1, deadline.Months, deadline.After), date("2025-06-03"), china, deadline.ErrInvalid, []string{"n is -1"}},
		{row{"days past the end of the range", "no answer rather than the last day"}, own(2, deadline.Days, deadline.After), last.AddDays(-1), china, holidays.ErrOutOfRange, []string{last.String()}},
		{row{"months past the end of the range", "no answer"}, own(1, deadline.Months, deadline.After), last, china, holidays.ErrOutOfRange, []string{last.String()}},
		{row{"exact years past the end of the range", "nothing is moved, and yet the end must lie inside"}, rule("export.validity"), last.AddDays(-365), china, holidays.ErrOutOfRange, []string{last.String()}},
		{row{"working days before the start of the range", "the first notice is that of 2004"}, own(5, deadline.Workdays, deadline.AtLeastBefore), date("2004-01-05"), china, holidays.ErrOutOfRange, []string{"2004-01-01"}},
		{row{"days before the start of the range", "no answer"}, own(30, deadline.Days, deadline.AtLeastBefore), date("2004-01-30"), china, holidays.ErrOutOfRange, []string{"2004-01-01"}},
		{row{"no working day before the last day", "2004-01-01 is 元旦: the working day before it is not known"}, own(1, deadline.Days, deadline.AtLeastBefore), date("2004-01-02"), china, holidays.ErrOutOfRange, []string{"2004-01-01"}},
		{row{"window opens before the range", "no answer"}, own(60, deadline.Workdays, deadline.InLastBefore), date("2004-02-02"), china, holidays.ErrOutOfRange, []string{"2004-01-01"}},
		{row{"fixed dates, an event too late", "工信部信管〔2023〕105号: for stock; what begins later files first"}, rule("app.stock"), date("2023-08-04"), china, deadline.ErrNotInForce, []string{"app.stock", "up to 2023-08-03"}},
		{row{"before the rule, no transition", "《人脸识别技术应用安全管理办法》 is in force from 2025-06-01"}, deadline.FaceChanged(), date("2025-05-31"), china, deadline.ErrNotInForce, []string{"face.changed", "2025-05-31", "2025-06-01"}},
		{row{"before the rule, termination", "no announcement covers it"}, deadline.FaceTerminated(), date("2025-05-31"), china, deadline.ErrNotInForce, []string{"face.terminated", "2025-06-01"}},
		{row{"before Since", "a rule of one's own has its time, too"}, since, date("2023-12-31"), china, deadline.ErrNotInForce, []string{"2023-12-31", "2024-01-01", "2024-12-31"}},
		{row{"after Until", "the rule has ended"}, since, date("2025-01-01"), china, deadline.ErrNotInForce, []string{"2025-01-01", "2024-01-01", "2024-12-31"}},
		{row{"after Until, open start", "the rule has ended"}, ended, date("2025-01-01"), china, deadline.ErrNotInForce, []string{"up to 2024-12-31"}},
		{row{"after Until, fixed dates", "a transition is for triggers before Since, not after Until"}, stock, date("2025-01-01"), china, deadline.ErrNotInForce, []string{"up to 2024-12-31"}},
	}, func(r refusal) row { return r.row }, func(t *testing.T, r refusal) {
		result, err := deadline.Compute(r.rule, r.trigger, r.c)
		assert.Zero(t, result, "no answer")
		require.ErrorIs(t, err, r.is, r.why)
		for _, s := range r.says {
			assert.ErrorContains(t, err, s)
		}
		switch r.is { // the struct behind the sentinel
		case deadline.ErrInvalid:
			var e *deadline.InvalidError
			require.ErrorAs(t, err, &e)
			assert.Equal(t, r.rule.ID, e.Rule)
			assert.NotEmpty(t, e.Reasons)
		case deadline.ErrNotInForce:
			var e *deadline.NotInForceError
			require.ErrorAs(t, err, &e)
			assert.Equal(t, r.rule.ID, e.Rule)
			assert.Equal(t, r.trigger, e.Trigger)
			assert.False(t, e.Since.IsZero() && e.Until.IsZero(), "when it is in force is said")
		case holidays.ErrOutOfRange:
			var e *holidays.RangeError
			require.ErrorAs(t, err, &e)
		}
		assert.NotErrorIs(t, err, holidays.ErrProvisional, "what takes estimates must not take this")
	})
}

// However large N is, nothing wraps, nothing loops for ever, and there is no answer, in any unit and direction.
func TestComputeHugeN(t *testing.T) {
	for _, n := range []int{25_000, 99_999, 1 << 20, math.MaxInt32, math.MaxInt/12 + 1, math.MaxInt/7 + 1, math.MaxInt - 1, math.MaxInt} {
		for _, rule := range ownRulesOf(n) {
			result, err := deadline.Compute(rule, date("2025-06-03"), holidays.China())
			assert.ErrorIs(t, err, holidays.ErrOutOfRange, "%v", rule.Limit)
			assert.Zero(t, result)
			assert.NoError(t, rule.Validate(), "the rule itself is well-formed")
		}
	}
}
