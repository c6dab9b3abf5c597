package deadline_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A sample is a Result of each sort, with what can be asked of all of them.
type sample struct {
	row
	result  deadline.Result
	c       *holidays.Calendar
	text    string   // String
	final   bool     // Err is nil
	fixed   bool     // by announcement: nothing counted
	codes   []string // of its Caveats
	notices []int    // years of its Notices
}

func samples(t *testing.T) []sample {
	china, open := holidays.China(), unpublished()
	ended := workdays(5)
	ended.ID, ended.Status, ended.Basis.Law, ended.Until = "own.ended", deadline.Ended, "通知", date("2025-12-31")
	return []sample{
		{row{"final", "an ordinary answer"}, must(t, deadline.FaceReached(), "2025-06-03", china), china, "2025-07-15", true, false,
			[]string{"start_day", "counting_persons", "submitted_or_accepted", "local_days_off", "business_hours", "note", "makeup_days", "minority_festivals", "amendments"}, []int{2025}},
		{row{"change", "实质性变更 is not defined"}, must(t, deadline.FaceChanged(), "2025-06-03", china), china, "2025-07-15", true, false,
			[]string{"start_day", "substantive_change", "submitted_or_accepted", "local_days_off", "business_hours", "note", "makeup_days", "minority_festivals", "amendments"}, []int{2025}},
		{row{"across the year", "two notices arrange it"}, must(t, deadline.FaceTerminated(), "2025-12-10", china), china, "2026-01-22", true, false,
			[]string{"start_day", "submitted_or_accepted", "local_days_off", "business_hours", "note", "makeup_days", "minority_festivals", "amendments"}, []int{2025, 2026}},
		{row{"provisional", "2025-12-25 waits for the notice for 2026"}, must(t, deadline.FaceReached(), "2025-11-14", open), open, "2025-12-26 (provisional)", false, false,
			[]string{"provisional", "start_day", "counting_persons", "submitted_or_accepted", "local_days_off", "business_hours", "note", "makeup_days", "minority_festivals", "amendments"}, []int{2025}},
		{row{"transitional", "公告 2025-05-28: 7月14日前"}, must(t, deadline.FaceReached(), "2025-05-31", china), china, "2025-07-14", true, true,
			[]string{"announced_date", "counting_persons", "submitted_or_accepted", "local_days_off", "business_hours", "note"}, nil},
		{row{"draft", "never in force: its date never stands bare"}, must(t, rule("face.draft2023"), "2025-06-03", china), china, "2025-07-15 (draft rule)", true, false,
			[]string{"start_day", "more_than", "submitted_or_accepted", "local_days_off", "note", "draft", "makeup_days", "minority_festivals", "amendments"}, []int{2025}},
		{row{"provisional draft", "both are said"}, must(t, rule("face.draft2023"), "2025-11-14", open), open, "2025-12-26 (provisional) (draft rule)", false, false,
			[]string{"provisional", "start_day", "more_than", "submitted_or_accepted", "local_days_off", "note", "draft", "makeup_days", "minority_festivals", "amendments"}, []int{2025}},
		{row{"one's own rule", "no legal basis claimed"}, must(t, workdays(5), "2025-09-26", china), china, "2025-10-10", true, false,
			[]string{"start_day", "minority_festivals", "amendments"}, []int{2025}},
		{row{"ended rule", "no longer applied"}, must(t, ended, "2025-06-03", china), china, "2025-06-10 (ended rule)", true, false,
			[]string{"start_day", "ended", "makeup_days", "minority_festivals", "amendments"}, []int{2025}},
		{row{"amended year", "the amendment of 2020 arranges it, too"}, must(t, workdays(5), "2020-01-23", china), china, "2020-02-07", true, false,
			[]string{"start_day", "minority_festivals", "amendments"}, []int{2020, 2020}},
		{row{"ended, fixed dates only", "工信部信管〔2023〕105号: nothing is counted"}, must(t, rule("app.stock"), "2023-07-01", china), china, "2024-03-31 (ended rule)", true, true,
			[]string{"announced_date", "note", "ended"}, nil},
		{row{"days, moved", "the roll-over of 民法典 203 may not apply; 201 speaks of days"}, must(t, rule("police.connected"), "2025-09-05", china), china, "2025-10-09", true, false,
			[]string{"roll_over", "submitted_or_accepted", "business_hours", "note", "minority_festivals", "amendments"}, []int{2025}},
		{row{"exact years", "a period of validity ends on a Sunday and is not moved; nothing in it waits for a notice"}, must(t, rule("export.validity"), "2024-04-04", china), china, "2027-04-04", true, false,
			[]string{"validity_day", "extended_results", "note"}, []int{2024, 2025, 2026}},
		{row{"before, on a day off", "提前30日 lies in National Day"}, must(t, rule("icp.changed"), "2025-10-31", china), china, "2025-10-01", true, false,
			[]string{"clear_days", "business_hours", "note", "minority_festivals", "amendments"}, []int{2025}},
		{row{"before, across the year", "届满60个工作日前: two notices arrange it"}, must(t, rule("export.reapply"), "2026-02-10", china), china, "2025-11-17", true, false,
			[]string{"clear_days", "local_days_off", "business_hours", "note", "makeup_days", "minority_festivals", "amendments"}, []int{2025, 2026}},
		{row{"within, across the year", "届满前60个工作日内: two notices arrange it"}, must(t, rule("export.extend"), "2026-02-10", china), china, "2026-02-10", true, false,
			[]string{"expiry_day", "approval_before_expiry", "local_days_off", "business_hours", "note", "makeup_days", "minority_festivals", "amendments"}, []int{2025, 2026}},
		{row{"before, provisional", "all of it lies in days that the notice for 2026 settles"}, must(t, rule("icp.changed"), "2026-01-25", open), open, "2025-12-26 (provisional)", false, false,
			[]string{"provisional", "new_statute", "clear_days", "business_hours", "note", "minority_festivals", "amendments"}, nil},
		{row{"within, provisional", "it opens in settled days and ends in open ones"}, must(t, rule("export.extend"), "2026-01-25", open), open, "2026-01-25 (provisional)", false, false,
			[]string{"provisional", "new_statute", "expiry_day", "approval_before_expiry", "local_days_off", "business_hours", "note", "makeup_days", "minority_festivals", "amendments"}, []int{2025}},
	}
}

func sampleRow(s sample) row { return s.row }

// The zero Result never passes for an answer.
func TestResultZero(t *testing.T) {
	var zero deadline.Result
	assert.Equal(t, "no due date", zero.String())
	assert.Equal(t, "no due date", fmt.Sprint(zero))
	require.ErrorIs(t, zero.Err(), deadline.ErrInvalid)
	var invalid *deadline.InvalidError
	require.ErrorAs(t, zero.Err(), &invalid)
	assert.True(t, zero.OverdueFrom().IsZero())
	assert.Empty(t, zero.Caveats())
	assert.Empty(t, zero.NoticesUsed(nil))
	assert.Empty(t, slices.Collect(zero.Steps(nil)), "the ID of a nil calendar is that of the zero Result")
	assert.Empty(t, slices.Collect(zero.Steps(holidays.China())))
	data, err := json.Marshal(zero)
	require.NoError(t, err)
	assert.Equal(t, "null", string(data))
	back := must(t, workdays(1), "2025-06-03", holidays.China())
	require.NoError(t, json.Unmarshal(data, &back))
	assert.Zero(t, back, "null takes an older answer's place")
}

func TestResultString(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		assert.Equal(t, s.text, s.result.String(), s.why)
		assert.Equal(t, s.text, fmt.Sprintf("%v", s.result))
		if !s.final || s.result.Rule.Status == deadline.Draft {
			assert.NotEqual(t, s.result.Due.String(), s.result.String(), "never bare")
		}
	})
}

// What is open about an answer, in order: what moves the date first, then the rule's questions and its note.
func TestResultCaveats(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		var codes []string
		moving := true
		for _, c := range s.result.Caveats() {
			codes = append(codes, c.Code)
			assert.True(t, moving || !c.MovesDate, "%s: what moves the date comes first", c.Code)
			moving = c.MovesDate
			assert.NotEmpty(t, c.Text.ZH, c.Code)
			assert.NotEmpty(t, c.Text.EN, c.Code)
			assert.NotEqual(t, c.Text.ZH, c.Text.EN, c.Code)
		}
		assert.Equal(t, s.codes, codes, s.why)
	})
}

func TestResultErr(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		_, computed := deadline.Compute(s.result.Rule, s.result.Trigger, s.c)
		assert.Equal(t, computed, s.result.Err())
		switch {
		case s.result.Rule.Status == deadline.Draft: // whether or not it is provisional as well
			assert.ErrorIs(t, s.result.Err(), deadline.ErrNotInForce)
		case s.final:
			assert.NoError(t, s.result.Err())
		default:
			assert.ErrorIs(t, s.result.Err(), holidays.ErrProvisional)
		}
		assert.Equal(t, s.result.Err() == nil, s.result.Final())
	})
}

// A due date is over at 24:00 in Beijing (民法典 203), which is 16:00 UTC and the first instant that is too late.
func TestResultOverdueFrom(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		closes := s.result.OverdueFrom()
		assert.Equal(t, s.result.Due.AddDays(1).Start(), closes)
		assert.Equal(t, s.result.Due, holidays.DateInBeijing(closes.Add(-time.Nanosecond)), "the instant before is in time")
		assert.Equal(t, s.result.Due.AddDays(1), holidays.DateInBeijing(closes), "exclusive")
		assert.Equal(t, "16:00:00", closes.UTC().Format(time.TimeOnly))
		assert.Contains(t, closes.Format(time.RFC3339), "T00:00:00+08:00", "written in Beijing time")
	})
}

func TestResultNoticesUsed(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		var years []int
		for _, n := range s.result.NoticesUsed(s.c) {
			years = append(years, n.Year)
		}
		assert.Equal(t, s.notices, years, s.why)
	})
}
