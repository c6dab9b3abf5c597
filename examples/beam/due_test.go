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
	n, err := holidays.ParseNotice("2027.txt", text)
	require.NoError(t, err)
	c, err := holidays.China().With(n)
	require.NoError(t, err)
	return string(text), c
}

// A good record has an answer and no failure, a bad one a failure and no answer.
func TestCompute(t *testing.T) {
	id := holidays.China().ID()
	text, with := notice2027(t)
	december := Answer{"a", "face.changed", "2026-12-01", "2026-12-01", "2027-01-13", "2027-01-12", true, id}
	settled := december
	settled.Provisional, settled.Calendar = false, with.ID()
	for _, row := range []struct {
		name, line string
		notices    []string
		strict     bool
		answer     Answer
		reason     string // of the failure
		why        string
	}{
		{name: "a date", line: "a,face.reached,2025-06-03", answer: Answer{"a", "face.reached", "2025-06-03", "2025-06-03", "2025-07-15", "2025-07-14", false, id}, why: "the README's first example"},
		{name: "an instant", line: "a,face.reached,2025-06-03T17:00:00Z", answer: Answer{"a", "face.reached", "2025-06-04", "2025-06-04", "2025-07-16", "2025-07-15", false, id}, why: "June 4 in Beijing"},
		{name: "JSON", line: `{"id":"a","rule":"pipo.reached","trigger":"2025-07-18"}`, answer: Answer{"a", "pipo.reached", "2025-07-18", "2025-07-18", "2025-08-29", "2025-08-28", false, id}, why: "the authority's own date"},
		{name: "announced", line: "a,face.reached,2025-05-06", answer: Answer{"a", "face.reached", "2025-05-06", "", "2025-07-14", "2025-07-11", false, id}, why: "nothing is counted, and no opening day was named"},
		{name: "provisional", line: "a,face.changed,2026-12-01", answer: december, why: "the notice of 2027 is not out: given, and marked"},
		{name: "provisional and strict", line: "a,face.changed,2026-12-01", strict: true, reason: "holidays: provisional: from 2026-12-25", why: "a failure, for whoever wants no estimate"},
		{name: "settled by a late notice", line: "a,face.changed,2026-12-01", notices: []string{text}, answer: settled, why: "the side input makes the answer final"},
		{name: "settled and strict", line: "a,face.changed,2026-12-01", notices: []string{text}, strict: true, answer: settled, why: "a final answer passes"},
		{name: "the notice twice", line: "a,face.changed,2026-12-01", notices: []string{text, text}, answer: settled, why: "two copies of a file in the folder change nothing"},
		{name: "a bad date", line: "a,face.reached,2025/06/03", reason: "2025-06-03", why: "the reason says what would be right"},
		{name: "no such rule", line: "a,face.recahed,2025-06-03", reason: `unknown rule "face.recahed"`, why: "nothing is guessed"},
		{name: "not in force", line: "a,scc.effective,2023-05-31", reason: "not in force", why: "there is no answer"},
		{name: "out of range", line: "a,police.connected,2003-12-31", reason: "out of range", why: "an unknown year is not one without holidays"},
		{name: "broken JSON", line: `{"id":"a"`, reason: "unexpected end", why: "a line that broke off"},
		{name: "not text", line: "a\xff,\x00,\r", reason: "unknown rule", why: "every byte of it is kept"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			ptest.BuildAndRun(t, func(s beam.Scope) {
				answers, failures := compute(s, beam.CreateList(s, []string{row.line}), beam.CreateList(s, row.notices), row.strict)
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
