package deadline_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Dates that an authority published itself.
func TestComputeGolden(t *testing.T) {
	type golden struct {
		row
		rule         deadline.Rule
		trigger, due string
	}
	each(t, []golden{
		{row{"CAC, face filing", "关于开展人脸识别技术应用备案工作的公告 (2025-05-28): trigger is a Sunday inside 端午节; does not test the start day"},
			deadline.FaceReached(), "2025-06-01", "2025-07-14"},
		{row{"CAC, personal information officers", "关于开展个人信息保护负责人信息报送工作的公告 (2025-07-18): a working Friday; counting it would give 2025-08-28"},
			rule("pipo.reached"), "2025-07-18", "2025-08-29"},
		{row{"CAC, face filing, counted by the rule for officers", "the two announcements count alike: 06-01 is stock under the later one, so own 30 working days"},
			own(30, deadline.Workdays, deadline.After), "2025-06-01", "2025-07-14"},
		{row{"NDRC 2013", "成品油价格调整窗口, 10月17日 (year inferred): spans 国庆节 and the make-up Saturday 2013-10-12"},
			workdays(10), "2013-09-29", "2013-10-17"},
		{row{"NDRC 2017", "成品油价格调整窗口, 2017-10-19: spans 国庆节、中秋节 and the make-up Saturday 2017-09-30"},
			workdays(10), "2017-09-29", "2017-10-19"},
		{row{"NDRC 2018", "成品油价格调整窗口, 2018-09-30: 因国庆假期调休, 上轮调整后的第10个工作日; the due date is a make-up Sunday"},
			workdays(10), "2018-09-17", "2018-09-30"},
		{row{"NDRC 2020", "成品油价格调整窗口, 2020-10-09: spans 国庆节、中秋节 and the make-up Sunday 2020-09-27"},
			workdays(10), "2020-09-18", "2020-10-09"},
		{row{"NDRC 2022", "成品油价格调整窗口, 2022-10-10: spans 国庆节 and the make-up weekend 2022-10-08/09"},
			workdays(10), "2022-09-21", "2022-10-10"},
	}, func(r golden) row { return r.row }, func(t *testing.T, r golden) {
		result, err := deadline.Compute(r.rule, date(r.trigger), holidays.China())
		require.NoError(t, err)
		assert.Equal(t, r.due, result.Due.String(), r.why)
		assert.Equal(t, date(r.trigger), result.Opens, "one may file from the day of the event on")
	})
}

// What was known when: a due date rests on the notices issued by then.
func TestComputeAsOf(t *testing.T) {
	type asOf struct {
		row
		n                   int
		asOf, trigger, want string
	}
	each(t, []asOf{
		{row{"2020, before", "国办发明电〔2020〕1号 is dated 2020-01-26: 31 January still worked"}, 5, "2020-01-24", "2020-01-23", "2020-02-05"},
		{row{"2020, after", "国办发明电〔2020〕1号: 01-31 off, the make-up Saturday 02-01 off"}, 5, "2020-01-28", "2020-01-23", "2020-02-07"},
		{row{"2019 March, before", "国办发明电〔2019〕3号 is dated 2019-03-22"}, 30, "2019-03-21", "2019-03-15", "2019-04-29"},
		{row{"2019 March, after", "国办发明电〔2019〕3号 makes Sunday 04-28 a working day"}, 30, "2019-03-22", "2019-03-15", "2019-04-28"},
		{row{"2019 April, before", "1 May alone was off in the notice as issued"}, 15, "2019-03-21", "2019-04-10", "2019-05-02"},
		{row{"2019 April, after", "国办发明电〔2019〕3号: 04-28 is worked, 1 to 4 May are off"}, 15, "2019-03-22", "2019-04-10", "2019-04-30"},
	}, func(r asOf) row { return r.row }, func(t *testing.T, r asOf) {
		result, err := deadline.Compute(workdays(r.n), date(r.trigger), holidays.China().AsOf(date(r.asOf)))
		require.NoError(t, err)
		assert.Equal(t, r.want, result.Due.String(), r.why)
	})
}

func TestComputeTransition(t *testing.T) {
	type transition struct {
		row
		rule              deadline.Rule
		trigger           string
		opens, due, safe  string
		countedForCompare bool
	}
	// 工信部信管〔2023〕105号: filing opens 2023-09-01, file by 2024-03-31; nothing is counted (rules.tsv, app.stock).
	fixed := deadline.Rule{ID: "own.stock", Status: deadline.Ended, Transition: deadline.Transition{
		Opens: date("2023-09-01"), Due: date("2024-03-31"), Basis: deadline.Citation{Order: "工信部信管〔2023〕105号"}}}
	each(t, []transition{
		{row{"the day before the rule", "公告 2025-05-28: 2025年6月1日前已经达到10万人的, 7月14日前"},
			deadline.FaceReached(), "2025-05-31", "", "2025-07-14", "2025-07-11", false},
		{row{"long before", "公告 2025-05-28: stock, whenever it had reached 100,000"},
			deadline.FaceReached(), "2004-01-01", "", "2025-07-14", "2025-07-11", false},
		{row{"a count from that day would end elsewhere", "the announced date is never recomputed"},
			deadline.FaceReached(), "2025-01-02", "", "2025-07-14", "2025-07-11", false},
		{row{"the first day of the rule is counted", "the Measures are in force from 2025-06-01; the trigger is a day off"},
			deadline.FaceReached(), "2025-06-01", "2025-06-01", "2025-07-14", "2025-07-14", true},
		{row{"officers, the day before", "公告 2025-07-18 二(二): 公告发布前已达到100万人的, 8月29日前; a count from that day would give 08-28"},
			rule("pipo.reached"), "2025-07-17", "", "2025-08-29", "2025-08-28", false},
		{row{"officers, long before", "公告 2025-07-18 二(二): stock, whenever it had reached 1,000,000"},
			rule("pipo.reached"), "2010-01-01", "", "2025-08-29", "2025-08-28", false},
		{row{"officers, the day itself is counted", "announcement of 2025-07-18; the trigger could be day 1"},
			rule("pipo.reached"), "2025-07-18", "2025-07-18", "2025-08-29", "2025-08-28", true},
		{row{"mini programs in operation", "工信部信管〔2023〕105号 with WeChat's days; 2024-03-31 is a Sunday, the working day before is Friday"},
			rule("app.stock"), "2023-08-03", "2023-09-01", "2024-03-31", "2024-03-29", false},
		{row{"fixed dates only", "a zero Limit with a Transition; 2024-03-31 is a Sunday, the working day before is Friday"},
			fixed, "2023-08-01", "2023-09-01", "2024-03-31", "2024-03-29", false},
	}, func(r transition) row { return r.row }, func(t *testing.T, r transition) {
		c := holidays.China()
		result, err := deadline.Compute(r.rule, date(r.trigger), c)
		require.NoError(t, err, "the answer is final")
		assert.NoError(t, result.Err())
		assert.Equal(t, deadline.Result{Rule: r.rule, Trigger: date(r.trigger), Opens: date(r.opens), Due: date(r.due),
			SafeBy: date(r.safe), Calendar: c.ID()}, result)
		assert.Equal(t, !r.countedForCompare, result.Announced())
		counted := 0
		for range result.Steps(c) {
			counted++
		}
		assert.Equal(t, r.countedForCompare, counted > 0, "nothing is counted towards an announced date")
	})
}

func TestComputeSafeBy(t *testing.T) {
	type safe struct {
		row
		n                 int
		trigger, due, sby string
		c                 *holidays.Calendar
	}
	each(t, []safe{
		{row{"trigger worked", "counting the trigger as day 1 gives the day before: 2025-08-28 instead of the CAC's 08-29"},
			30, "2025-07-18", "2025-08-29", "2025-08-28", holidays.China()},
		{row{"trigger off", "a Sunday in 端午节 is day 1 under no reading"}, 30, "2025-06-01", "2025-07-14", "2025-07-14", holidays.China()},
		{row{"trigger a make-up day", "2025-09-28 Sun is worked (国办发明电〔2024〕12号), so it could be day 1"},
			2, "2025-09-28", "2025-09-30", "2025-09-29", holidays.China()},
		{row{"the safe day lies before a break", "2025-10-01 to 10-08 are off: day 3 is 09-30, day 4 is 10-09"},
			4, "2025-09-26", "2025-10-09", "2025-09-30", holidays.China()},
		{row{"one day, trigger worked", "counted as day 1, the day of the event is the last day"}, 1, "2025-06-03", "2025-06-04", "2025-06-03", holidays.China()},
		{row{"one day, trigger off", "Saturday; Monday is day 1 under every reading"}, 1, "2025-06-07", "2025-06-09", "2025-06-09", holidays.China()},
		{row{"provisional, trigger worked", "2025-12-25 is unsettled and at the earliest day 29"}, 30, "2025-11-14", "2025-12-26", "2025-12-25", unpublished()},
		{row{"provisional, trigger off", "Saturday: 12-26 is day 30 at the earliest"}, 30, "2025-11-15", "2025-12-26", "2025-12-26", unpublished()},
	}, func(r safe) row { return r.row }, func(t *testing.T, r safe) {
		result := must(t, workdays(r.n), r.trigger, r.c)
		assert.Equal(t, r.due, result.Due.String(), r.why)
		assert.Equal(t, r.sby, result.SafeBy.String(), r.why)
	})
}

func TestComputeProvisional(t *testing.T) {
	c := unpublished()
	result, err := deadline.Compute(deadline.FaceReached(), date("2025-11-14"), c)

	require.ErrorIs(t, err, holidays.ErrProvisional)
	var provisional *holidays.ProvisionalError
	require.ErrorAs(t, err, &provisional)
	assert.Equal(t, holidays.ProvisionalError{From: date("2025-12-25"), Year: 2026}, *provisional)
	assert.Equal(t, err, result.Err(), "the Result remembers its error")
	assert.Equal(t, deadline.Result{
		Rule: deadline.FaceReached(), Trigger: date("2025-11-14"), Opens: date("2025-11-14"), Due: date("2025-12-26"),
		SafeBy: date("2025-12-25"), EstimatedFrom: date("2025-12-25"), Calendar: c.ID(),
	}, result, "the answer is complete")

	_, err = deadline.Compute(deadline.FaceReached(), date("2025-11-12"), c)
	assert.NoError(t, err, "30 working days from 2025-11-12 end on 12-24, the last settled day")
	_, err = deadline.Compute(deadline.FaceReached(), date("2025-11-13"), c)
	assert.ErrorIs(t, err, holidays.ErrProvisional, "uncertainty begins with triggers of 13 November")
	_, err = deadline.Compute(deadline.FaceReached(), date("2025-11-13"), holidays.China())
	assert.NoError(t, err, "the notice for 2026 is on record")
}

// A rule is in force on its first day and on its last.
func TestComputeSinceAndUntilAreIncluded(t *testing.T) {
	rule := workdays(5)
	rule.Since, rule.Until = date("2024-03-01"), date("2024-03-29")
	for _, trigger := range []string{"2024-03-01", "2024-03-29"} {
		_, err := deadline.Compute(rule, date(trigger), holidays.China())
		assert.NoError(t, err, trigger)
	}
}

// Compute needs only the Limit of a rule.
func TestComputeNeedsOnlyTheLimit(t *testing.T) {
	rule := deadline.Rule{Limit: deadline.Limit{N: 5, Unit: deadline.Workdays, Direction: deadline.After}}
	require.Error(t, rule.Validate())
	result, err := deadline.Compute(rule, date("2025-06-03"), holidays.China())
	require.NoError(t, err)
	assert.Equal(t, "2025-06-10", result.String())
}

// A final answer costs nothing on the heap; a provisional one costs its error, under a layer that of the calendar without
// the layer as well.
func TestComputeAllocations(t *testing.T) {
	china := holidays.China()
	company := layered(t, china, "公司", [3]string{"off", "2025-06-05", "2025-06-05"}, [3]string{"off", "2027-06-03", "2027-06-03"})
	allocations := func(r deadline.Rule, trigger string, c *holidays.Calendar) float64 {
		must(t, r, trigger, c)
		day := date(trigger)
		return testing.AllocsPerRun(100, func() { sinkResult, _ = deadline.Compute(r, day, c) })
	}
	for _, r := range ownRulesOf(1) {
		assert.Zero(t, allocations(r, "2025-06-03", china), r.Limit)
		assert.Zero(t, allocations(r, "2025-06-03", company), r.Limit)
		assert.LessOrEqual(t, allocations(r, "2027-06-01", china), 1.0, r.Limit)
		assert.LessOrEqual(t, allocations(r, "2027-06-01", company), 2.0, r.Limit)
	}
}
