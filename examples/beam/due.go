package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// What a runner has to know by name to build the pipeline again on its workers, without reflection.
func init() {
	register.DoFn6x1[context.Context, string, string, []string, func(Answer), func(Failure), error](&dueFn{})
	register.Emitter1[Answer]()
	register.Emitter1[Failure]()
}

// An Answer is by when the filing of an event is due. Its dates are text, as 2006-01-02: Beam writes a struct between its
// workers by its exported fields, and a holidays.Date has none.
type Answer struct {
	ID            string `json:"id"`
	Rule          string `json:"rule"`
	Status        string `json:"status"`  // of the rule: in_force, draft or ended
	Trigger       string `json:"trigger"` // the day in Beijing from which it was counted
	Opens         string `json:"opens,omitempty"`
	Due           string `json:"due"`
	SafeBy        string `json:"safe_by"`
	SafeByReason  string `json:"safe_by_reason,omitempty"` // why it is before the due date
	Final         bool   `json:"final"`                    // neither provisional nor under a draft
	Provisional   bool   `json:"provisional"`
	EstimatedFrom string `json:"estimated_from,omitempty"` // first estimated day that it rests on
	Calendar      string `json:"calendar"`                 // ID of the calendar: which notices it rests on
}

// A Failure is a record that has no answer, byte for byte, the file that it is from, and the reason.
type Failure struct {
	File   string
	Input  []byte
	Reason string
}

// dueFn turns each line into an Answer or a Failure. It keeps nothing from one line to the next but the calendar, which
// follows from the notices alone: any worker may do any line, twice if need be.
type dueFn struct {
	Strict bool // an answer that is not final is a failure

	notices  []string
	calendar *holidays.Calendar
}

// gzipped is how every file of gzip begins, and no text.
const gzipped = "\x1f\x8b\x08"

// ProcessElement answers one line. Its errors stop the pipeline: notices that do not go together, for no record can be
// answered without a calendar, and a compressed file, whose records would be lost.
func (fn *dueFn) ProcessElement(ctx context.Context, file, line string, notices []string, answer func(Answer), failure func(Failure)) error {
	if err := fn.useCalendar(notices); err != nil {
		return err
	}
	if strings.HasPrefix(line, gzipped) {
		return fmt.Errorf("%s is compressed with gzip: want it unpacked", file)
	}
	a, err := fn.answer(line)
	switch {
	case errors.Is(err, errNoEvent):
		skipped.Inc(ctx, 1)
		return nil
	case err != nil:
		failure(Failure{File: file, Input: []byte(line), Reason: err.Error()})
		failed.Inc(ctx, 1)
	default:
		answer(a)
		out.Inc(ctx, 1)
	}
	in.Inc(ctx, 1)
	return nil
}

// useCalendar builds the calendar when the notices are not those of the line before, which within a bundle they are:
// comparing them then costs a comparison of pointers.
func (fn *dueFn) useCalendar(notices []string) (err error) {
	if fn.calendar != nil && slices.Equal(fn.notices, notices) {
		return nil
	}
	fn.calendar, err = calendarWith(notices)
	fn.notices = slices.Clone(notices)
	return err
}

func (fn *dueFn) answer(line string) (Answer, error) {
	e, err := parseEvent(line)
	if err != nil {
		return Answer{}, err
	}
	rule, err := deadline.Lookup(strings.TrimSpace(e.Rule))
	if err != nil {
		return Answer{}, err
	}
	trigger, err := parseTrigger(e.Trigger)
	if err != nil {
		return Answer{}, err
	}
	result, err := deadline.Compute(rule, trigger, fn.calendar)
	if err != nil && (fn.Strict || result.Due.IsZero()) { // a provisional answer, and that of a draft, come with an error
		return Answer{}, err
	}
	return newAnswer(e.ID, result), nil
}

func newAnswer(id string, r deadline.Result) Answer {
	return Answer{
		ID:            id,
		Rule:          r.Rule.ID,
		Status:        r.Rule.Status.String(),
		Trigger:       r.Trigger.String(),
		Opens:         r.Opens.String(),
		Due:           r.Due.String(),
		SafeBy:        r.SafeBy.String(),
		SafeByReason:  r.SafeByReason(deadline.English),
		Final:         r.Final(),
		Provisional:   !r.EstimatedFrom.IsZero(),
		EstimatedFrom: r.EstimatedFrom.String(),
		Calendar:      r.Calendar,
	}
}

// Of the records of one run: those that came in, with an answer, without one, and on file. Skipped lines held none.
var (
	in      = beam.NewCounter("cnworkday", "in")
	out     = beam.NewCounter("cnworkday", "out")
	failed  = beam.NewCounter("cnworkday", "failed")
	written = beam.NewCounter("cnworkday", "written")
	skipped = beam.NewCounter("cnworkday", "skipped")
)
