package main

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/vet"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/passert"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// notice2027 is the text of the imaginary notice, and the calendar with it.
func notice2027(t *testing.T) (string, *holidays.Calendar) {
	text, err := os.ReadFile("testdata/notices/2027.txt")
	require.NoError(t, err)
	var n holidays.Notice
	require.NoError(t, n.UnmarshalText(text))
	c, err := holidays.China().With(n)
	require.NoError(t, err)
	return string(text), c
}

// A good record has an answer and no failure, a bad one a failure and no answer.
func TestCompute(t *testing.T) {
	const day1 = "the day of the event may count as day 1"
	text, with := notice2027(t)
	june := Answer{
		ID: "a", Rule: "face.reached", Status: "in_force", Trigger: "2025-06-03", Opens: "2025-06-03", Due: "2025-07-15",
		SafeBy: "2025-07-14", SafeByReason: day1, Final: true, Calendar: holidays.China().ID(),
	}
	change := func(a Answer, change func(*Answer)) Answer {
		change(&a)
		return a
	}
	nextDay := change(june, func(a *Answer) {
		a.Trigger, a.Opens, a.Due, a.SafeBy = "2025-06-04", "2025-06-04", "2025-07-16", "2025-07-15"
	})
	persons := change(june, func(a *Answer) {
		a.Rule, a.Trigger, a.Opens, a.Due, a.SafeBy = "pipo.reached", "2025-07-18", "2025-07-18", "2025-08-29", "2025-08-28"
	})
	announced := change(june, func(a *Answer) {
		a.Trigger, a.Opens, a.Due, a.SafeBy, a.SafeByReason = "2025-05-06", "", "2025-07-14", "2025-07-11", "“before” may exclude the day itself"
	})
	settled := change(june, func(a *Answer) {
		a.Rule, a.Trigger, a.Opens, a.Due, a.SafeBy, a.Calendar = "face.changed", "2026-12-01", "2026-12-01", "2027-01-13", "2027-01-12", with.ID()
	})
	estimated := change(settled, func(a *Answer) {
		a.Final, a.Provisional, a.EstimatedFrom, a.Calendar = false, true, "2026-12-25", june.Calendar
		a.SafeByReason = "notices to come may move days; " + day1
	})
	draft := change(june, func(a *Answer) { a.Rule, a.Status, a.Final = "face.draft2023", "draft", false })
	ended := change(announced, func(a *Answer) {
		a.Rule, a.Status, a.Trigger, a.Opens, a.Due, a.SafeBy = "app.stock", "ended", "2023-08-01", "2023-09-01", "2024-03-31", "2024-03-29"
	})
	for _, row := range []struct {
		name, line string
		notices    []string
		strict     bool
		answer     Answer
		reason     string // of the failure
		why        string
	}{
		{name: "a date", line: "a,face.reached,2025-06-03", answer: june, why: "the README's first example"},
		{name: "an instant", line: "a,face.reached,2025-06-03T17:00:00Z", answer: nextDay, why: "June 4 in Beijing"},
		{name: "JSON", line: `{"id":"a","rule":"pipo.reached","trigger":"2025-07-18"}`, answer: persons, why: "the authority's own date"},
		{name: "announced", line: "a,face.reached,2025-05-06", answer: announced, why: "nothing is counted, and no opening day was named"},
		{name: "provisional", line: "a,face.changed,2026-12-01", answer: estimated, why: "the notice of 2027 is not out: given, and marked"},
		{name: "provisional and strict", line: "a,face.changed,2026-12-01", strict: true, reason: "holidays: provisional: the days from 2026-12-25 on", why: "a failure, for whoever wants no estimate"},
		{name: "settled by a late notice", line: "a,face.changed,2026-12-01", notices: []string{text}, answer: settled, why: "the side input makes the answer final"},
		{name: "settled and strict", line: "a,face.changed,2026-12-01", notices: []string{text}, strict: true, answer: settled, why: "a final answer passes"},
		{name: "the notice twice", line: "a,face.changed,2026-12-01", notices: []string{text, text}, answer: settled, why: "two copies of a file in the folder change nothing"},
		{name: "a draft", line: "a,face.draft2023,2025-06-03", answer: draft, why: "it never was law: given with its status, and not final"},
		{name: "a draft and strict", line: "a,face.draft2023,2025-06-03", strict: true, reason: "draft", why: "a failure, for whoever wants no draft"},
		{name: "an ended rule", line: "a,app.stock,2023-08-01", answer: ended, why: "the date stays what it was; the status says that the rule is over"},
		{name: "after the end", line: "a,app.stock,2024-04-01", reason: "not in force", why: "an ended rule has no more answers"},
		{name: "a bad date", line: "a,face.reached,2025/06/03", reason: "2025-06-03", why: "the reason says what would be right"},
		{name: "no such rule", line: "a,face.recahed,2025-06-03", reason: "face.reached", why: "nothing is guessed, but the nearest ID is named"},
		{name: "not in force", line: "a,scc.effective,2023-05-31", reason: "not in force", why: "there is no answer"},
		{name: "out of range", line: "a,police.connected,2003-12-31", reason: "out of range", why: "an unknown year is not one without holidays"},
		{name: "broken JSON", line: `{"id":"a"`, reason: "unexpected end", why: "a line that broke off"},
		{name: "not text", line: "a\xff,\x00,\r", reason: "not UTF-8: byte 2 of the line is 0xff", why: "every byte of it is kept"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			ptest.BuildAndRun(t, func(s beam.Scope) {
				lines := beam.ParDo(s, ofSample, beam.CreateList(s, []string{row.line}))
				answers, failures := compute(s, lines, beam.CreateList(s, row.notices), row.strict)
				if row.reason == "" {
					passert.Equals(s, answers, row.answer)
					passert.Empty(s, failures)
					return
				}
				passert.Empty(s, answers)
				passert.Equals(s, beam.ParDo(s, &reasonFn{row.reason}, failures), row.line)
			})
		})
	}
}

// reasonFn returns the input of a failure whose reason has some words in it.
type reasonFn struct{ Words string }

func (fn *reasonFn) ProcessElement(f Failure) string {
	if !strings.Contains(f.Reason, fn.Words) {
		return "the reason is " + f.Reason
	}
	return string(f.Input)
}

func init() { beam.RegisterDoFn(&reasonFn{}) }

// What goes to a worker is what the flags said and nothing else, so that any worker gives the same answers.
func TestStateless(t *testing.T) {
	text, _ := notice2027(t)
	fn := &dueFn{Strict: true}
	require.NoError(t, fn.useCalendar([]string{text}))
	sent, err := json.Marshal(fn)
	require.NoError(t, err)
	assert.JSONEq(t, `{"Strict":true}`, string(sent))
}

// The calendar is built once for a value of the side input, not once for a record.
func TestCalendarIsKept(t *testing.T) {
	text, with := notice2027(t)
	var fn dueFn
	require.NoError(t, fn.useCalendar(nil))
	assert.Same(t, holidays.China(), fn.calendar, "no notice: the library's own")
	require.NoError(t, fn.useCalendar([]string{text}))
	first := fn.calendar
	assert.Equal(t, with.ID(), first.ID())
	assert.Zero(t, testing.AllocsPerRun(10, func() { fn.useCalendar([]string{text}) }))
	assert.Same(t, first, fn.calendar)
	require.NoError(t, fn.useCalendar([]string{}))
	assert.Same(t, holidays.China(), fn.calendar, "another value, another calendar")
	require.Error(t, fn.useCalendar([]string{"year 2027\n"}), "no calendar, no answers")
	require.Error(t, fn.useCalendar([]string{"year 2027\n"}), "and none at the second try either")
}

// Everything is registered: a worker needs no symbol table and no reflection.
func TestRegistered(t *testing.T) {
	for _, format := range []string{"json", "csv"} {
		p, s := beam.NewPipelineWithRoot()
		j := job{Notices: "testdata/notices", Format: format, Shards: 2}
		j.build(s)
		_, err := vet.Execute(context.Background(), p)
		assert.NoError(t, err)
	}
}
