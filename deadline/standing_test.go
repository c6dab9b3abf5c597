package deadline_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Each state, with the working days left, or late. 2025-07-15 is a Tuesday, SafeBy the Monday before.
func TestResultStanding(t *testing.T) {
	c := holidays.China()
	face := must(t, deadline.FaceReached(), "2025-06-03", c)
	window := must(t, rule("export.extend"), "2026-02-10", c)
	change := must(t, rule("icp.changed"), "2025-10-31", c)
	stock := must(t, rule("app.stock"), "2023-07-01", c)
	moved := must(t, rule("police.connected"), "2025-09-05", c)
	type standing struct {
		row
		result        deadline.Result
		today         string
		state         deadline.State
		toSafe, toDue int
	}
	each(t, []standing{
		{row{"the day of the event", "30 working days are left, one less to be safe"}, face, "2025-06-03", deadline.Open, 29, 30},
		{row{"before the event", "one cannot file for what has not happened"}, face, "2025-06-02", deadline.NotOpen, 30, 31},
		{row{"a weekend in between", "today is not counted, a day off neither"}, face, "2025-07-12", deadline.Open, 1, 2},
		{row{"the safe day", "none is left to be safe"}, face, "2025-07-14", deadline.Open, 0, 1},
		{row{"the last day", "the whole of it is in time"}, face, "2025-07-15", deadline.DueToday, -1, 0},
		{row{"the day after", "late by one"}, face, "2025-07-16", deadline.Overdue, -2, -1},
		{row{"a day off after", "Saturday: the working days of that week are counted"}, face, "2025-07-19", deadline.Overdue, -4, -3},
		{row{"weeks after", "as many as in the CAC's 30 from 07-18, and the three before"}, face, "2025-08-29", deadline.Overdue, -34, -33},
		{row{"before the window", "届满前60个工作日内: nothing is taken yet; the day of expiry is worked and the 61st"}, window, "2025-11-14", deadline.NotOpen, 60, 61},
		{row{"the window opens", "the first of the last 60 working days is a Monday; the day of expiry may be excluded"}, window, "2025-11-17", deadline.Open, 59, 60},
		{row{"the window's last day", "届满之日; 届满前 may exclude it"}, window, "2026-02-10", deadline.DueToday, -1, 0},
		{row{"a limit before opens never", "announce it as early as one likes"}, change, "2004-01-01", deadline.Open, 5436, 5436},
		{row{"due on a day off, the day before", "SafeBy is 2025-09-30"}, change, "2025-09-30", deadline.Open, 0, 0},
		{row{"due on a day off, that day", "National Day: in time by the calendar, but not under every reading"}, change, "2025-10-01", deadline.DueToday, 0, 0},
		{row{"late on a day off", "no working day has passed since: late by days, by 0 working days"}, change, "2025-10-08", deadline.Overdue, 0, 0},
		{row{"late on the day after the break", "the first working day"}, change, "2025-10-09", deadline.Overdue, -1, -1},
		{row{"announced, before it opens", "备案 opens on 2023-09-01"}, stock, "2023-08-31", deadline.NotOpen, 143, 143},
		{row{"announced, open", "between the two dates"}, stock, "2024-03-29", deadline.Open, 0, 0},
		{row{"announced, due on a Sunday", "the announced day stays"}, stock, "2024-03-31", deadline.DueToday, 0, 0},
		{row{"in the days over which the end was moved", "民法典 203: the period is still running, if it is moved for this filing"}, moved, "2025-10-06", deadline.PastSafe, 0, 1},
	}, func(s standing) row { return s.row }, func(t *testing.T, s standing) {
		got, err := s.result.Standing(date(s.today), c)
		require.NoError(t, err)
		assert.Equal(t, deadline.Standing{State: s.state, Today: date(s.today), ToSafeBy: s.toSafe, ToDue: s.toDue}, got, s.why)
	})
}

// A standing that rests on estimated days says so; there is an error only where there is none.
func TestResultStandingErrors(t *testing.T) {
	china, open := holidays.China(), unpublished()
	provisional := must(t, deadline.FaceReached(), "2025-11-14", open)
	final := must(t, deadline.FaceReached(), "2025-12-10", china)

	for name, look := range map[string]struct {
		result deadline.Result
		today  string
		c      *holidays.Calendar
		state  deadline.State
	}{
		"an estimate": {provisional, "2025-12-01", open, deadline.Open},
		"a later calendar does not make the date final":   {provisional, "2025-12-01", china, deadline.Open},
		"the date is final, the days to it are estimated": {final, "2025-12-01", open, deadline.NotOpen},
		"late by how many days waits for a notice":        {final, "2026-12-31", china, deadline.Overdue},
	} {
		s, err := look.result.Standing(date(look.today), look.c)
		require.NoError(t, err, name)
		assert.True(t, s.Provisional, name)
		assert.Equal(t, look.state, s.State, name)
	}

	first, last := china.Range()
	for name, refused := range map[string]struct {
		result deadline.Result
		today  holidays.Date
		c      *holidays.Calendar
		is     error
	}{
		"zero Result":          {deadline.Result{}, date("2025-12-01"), china, deadline.ErrInvalid},
		"zero Result, no day":  {deadline.Result{}, holidays.Date{}, nil, deadline.ErrInvalid},
		"zero today":           {final, holidays.Date{}, china, deadline.ErrInvalid},
		"nil calendar":         {final, date("2025-12-01"), nil, holidays.ErrOutOfRange},
		"zero calendar":        {final, date("2025-12-01"), new(holidays.Calendar), holidays.ErrOutOfRange},
		"before the range":     {final, first.AddDays(-1), china, holidays.ErrOutOfRange},
		"after the range":      {final, last.AddDays(1), china, holidays.ErrOutOfRange},
		"provisional, no days": {provisional, date("2025-12-01"), nil, holidays.ErrOutOfRange},
	} {
		s, err := refused.result.Standing(refused.today, refused.c)
		assert.ErrorIs(t, err, refused.is, name)
		assert.Zero(t, s, name)
	}
}

func TestResultReminders(t *testing.T) {
	c := holidays.China()
	face := must(t, deadline.FaceReached(), "2025-06-03", c) // safe by Monday 2025-07-14
	report := must(t, workdays(5), "2025-09-28", c)          // over National Day 2025
	validity := must(t, rule("export.validity"), "2024-04-04", c)
	window := must(t, rule("export.extend"), "2026-02-10", c)
	type reminders struct {
		row
		result deadline.Result
		before []int
		want   []string
	}
	each(t, []reminders{
		{row{"none", "nobody asked"}, face, nil, []string{}},
		{row{"0", "SafeBy itself"}, face, []int{0}, []string{"2025-07-14"}},
		{row{"several, in the order asked for", "10, 5 and 1 working days before"}, face, []int{10, 5, 1, 0}, []string{"2025-06-30", "2025-07-07", "2025-07-11", "2025-07-14"}},
		{row{"the same twice", "as asked for"}, face, []int{1, 1}, []string{"2025-07-11", "2025-07-11"}},
		{row{"across a festival", "SafeBy is 2025-10-10; 10-09, 09-30, 09-29 and the make-up Sunday 09-28 before it"}, report, []int{0, 1, 2, 3, 4}, []string{"2025-10-10", "2025-10-09", "2025-09-30", "2025-09-29", "2025-09-28"}},
		{row{"an approval in hand before expiry", "apply when the window opens: Monday 2025-11-17"}, window, []int{1, 0}, []string{"2025-11-14", "2025-11-17"}},
	}, func(r reminders) row { return r.row }, func(t *testing.T, r reminders) {
		days, err := r.result.Reminders(c, r.before...)
		require.NoError(t, err)
		got := []string{}
		for _, d := range days {
			got = append(got, d.String())
			assert.True(t, c.IsWorkday(d), "never on a day off")
		}
		assert.Equal(t, r.want, got, r.why)
	})
	days, err := validity.Reminders(c, 0, 1)
	assert.ErrorIs(t, err, holidays.ErrProvisional, "a final date, and yet the days before it are not settled")
	require.Len(t, days, 2)
	assert.Equal(t, days[0], days[1], "SafeBy is a Sunday: the working day before is one working day before")
	assert.True(t, days[0].Before(validity.SafeBy) && c.IsWorkday(days[0]))
}

func TestResultRemindersErrors(t *testing.T) {
	china, open := holidays.China(), unpublished()
	final := must(t, deadline.FaceReached(), "2025-06-03", china)
	provisional := must(t, deadline.FaceReached(), "2025-11-14", open)
	days, err := provisional.Reminders(open, 20, 0)
	assert.Equal(t, provisional.Err(), err)
	require.Len(t, days, 2, "the days come with it")
	for _, d := range days {
		assert.True(t, open.IsWorkday(d))
	}
	_, err = provisional.Reminders(open)
	assert.Equal(t, provisional.Err(), err, "even if there are none")

	for name, refused := range map[string]struct {
		result deadline.Result
		c      *holidays.Calendar
		before []int
		is     error
	}{
		"negative":             {final, china, []int{-1}, deadline.ErrInvalid},
		"one negative":         {final, china, []int{5, -1}, deadline.ErrInvalid},
		"most negative":        {final, china, []int{math.MinInt}, deadline.ErrInvalid},
		"before the range":     {final, china, []int{0, 99_999}, holidays.ErrOutOfRange},
		"largest":              {final, china, []int{math.MaxInt}, holidays.ErrOutOfRange},
		"nil calendar":         {final, nil, []int{0}, holidays.ErrOutOfRange},
		"zero Result":          {deadline.Result{}, china, []int{0}, deadline.ErrInvalid},
		"provisional and lost": {provisional, open, []int{99_999}, holidays.ErrOutOfRange},
	} {
		days, err := refused.result.Reminders(refused.c, refused.before...)
		assert.ErrorIs(t, err, refused.is, name)
		assert.NotErrorIs(t, err, holidays.ErrProvisional, name)
		assert.Nil(t, days, name)
	}
}

// The names of the states survive being written and read; no other text is read.
func TestStateNames(t *testing.T) {
	for i, want := range []string{"", "not_open", "open", "past_safe", "due_today", "overdue"} {
		text, err := deadline.State(i).MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
		assert.Equal(t, want, deadline.State(i).String())
		var back deadline.State
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, deadline.State(i), back)
	}
	_, err := deadline.State(6).MarshalText()
	assert.Error(t, err)
	state := deadline.Open
	assert.Error(t, state.UnmarshalText([]byte("Open")))
	assert.Equal(t, deadline.Open, state, "unchanged")
}
