package examples

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// A workdaySchedule runs a job on working days, at a time of day in Beijing. Its method is that of the interface Schedule of
// github.com/robfig/cron/v3, so that Cron.Schedule takes it. On days that are not settled it follows the estimate: give it
// the calendar with the new notice before the year begins.
type workdaySchedule struct {
	Calendar    *holidays.Calendar
	At          time.Duration // since 00:00
	LastOfMonth bool          // only on the last working day of each month
}

// Next returns the first time after now at which the job runs, or the zero Time, which cron takes for never, when the
// calendar ends before that.
func (s workdaySchedule) Next(now time.Time) time.Time {
	_, end := s.Calendar.Range()
	for day := range s.Calendar.Days(holidays.DateInBeijing(now), end) {
		if at := day.Date.Start().Add(s.At); at.After(now) && s.runsOn(day) {
			return at
		}
	}
	return time.Time{}
}

func (s workdaySchedule) runsOn(day holidays.Day) bool {
	if !day.Kind.IsWorkday() || !s.LastOfMonth {
		return day.Kind.IsWorkday()
	}
	next, err := holidays.AllowProvisional(s.Calendar.Add(day.Date, 1))
	return err == nil && next.Month() != day.Date.Month()
}

// Month-end closing, at 09:00 on the last working day: the break before National Day 2023 began on the 29th, and before
// National Day 2018 the last working day was a Sunday.
func Example_lastWorkingDayOfMonth() {
	closing := workdaySchedule{Calendar: holidays.China(), At: 9 * time.Hour, LastOfMonth: true}
	for _, now := range []string{"2018-09-01", "2023-09-01", "2026-01-31", "2026-02-28"} {
		start := holidays.MustParseDate(now).Start()
		fmt.Println(closing.Next(start).Format("2006-01-02 15:04 Mon"))
	}
	// Output:
	// 2018-09-30 09:00 Sun
	// 2023-09-28 09:00 Thu
	// 2026-02-28 09:00 Sat
	// 2026-02-28 09:00 Sat
}

// A job of working days in September 2026. MON-FRI would miss Sunday the 20th, and run on Friday the 25th, a day off.
func Example_everyWorkingDay() {
	daily := workdaySchedule{Calendar: holidays.China(), At: 8*time.Hour + 30*time.Minute}
	at := time.Date(2026, time.September, 18, 10, 0, 0, 0, time.UTC)
	for range 8 {
		at = daily.Next(at)
		fmt.Println(at.Format("2006-01-02 15:04 Mon"))
	}
	// Output:
	// 2026-09-20 08:30 Sun
	// 2026-09-21 08:30 Mon
	// 2026-09-22 08:30 Tue
	// 2026-09-23 08:30 Wed
	// 2026-09-24 08:30 Thu
	// 2026-09-28 08:30 Mon
	// 2026-09-29 08:30 Tue
	// 2026-09-30 08:30 Wed
}

// A job of working days runs on every make-up day and on no day off, once a day, in whatever zone the clock is read.
func TestScheduleRunsOnEveryWorkingDay(t *testing.T) {
	china := holidays.China()
	var schedule interface{ Next(time.Time) time.Time } = workdaySchedule{Calendar: china, At: 9 * time.Hour}
	first, last := holidays.MustParseDate("2004-01-01"), holidays.MustParseDate("2026-12-24")
	zone := time.FixedZone("elsewhere", -8*60*60)
	at, runs := first.Start(), map[holidays.Date]bool{}
	for {
		next := schedule.Next(at.In(zone))
		require.True(t, next.After(at))
		if at = next; holidays.DateInBeijing(at).After(last) {
			break
		}
		require.Equal(t, "09:00", at.Format("15:04"))
		runs[holidays.DateInBeijing(at)] = true
	}
	sundays := 0
	for d := first; !d.After(last); d = d.AddDays(1) {
		day := china.Day(d)
		assert.Equal(t, day.Kind == holidays.Workday || day.Kind == holidays.Makeup, runs[d], "%v", d)
		if day.Kind == holidays.Makeup && d.Weekday() == time.Sunday {
			sundays++
		}
	}
	assert.Greater(t, sundays, 60, "make-up Sundays of 23 years")
	_, end := china.Range()
	assert.True(t, schedule.Next(end.AddDays(1).Start()).IsZero(), "after the calendar's end there is no run")
}
