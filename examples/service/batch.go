package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

const (
	batchBytes = 64 << 20 // of one batch
	lineBytes  = 4 << 10  // of one of its lines
)

// The tests are less patient.
var (
	patience  = 10 * time.Second // for the next bytes from or to the client
	batchTime = 5 * time.Minute  // for the whole of a batch, however steadily it comes
)

// postDue answers POST /v1/due: a line of JSON out for each line in, in order, while the lines still come. All are answered
// by one calendar. A bad line is answered in its place with a problem.
func (s *service) postDue(w http.ResponseWriter, r *http.Request) error {
	values, err := query(r, "as_of")
	if err != nil {
		return err
	}
	asOf, err := optionalDate("as_of", values["as_of"])
	if err != nil {
		return err
	}
	if err := wantType(r, "application/x-ndjson", "application/ndjson", "application/jsonl"); err != nil {
		return err
	}
	control := http.NewResponseController(w)
	if err := control.EnableFullDuplex(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.Header().Set("Cache-Control", "no-store")
	b := newBatch(s.calendarAsOf(asOf), asOf)
	end := time.Now().Add(batchTime)
	in := bufio.NewReaderSize(http.MaxBytesReader(w, r.Body, batchBytes), 64<<10)
	out := bufio.NewWriterSize(w, 64<<10)
	defer func() {
		s.metrics.lines(b.final, b.provisional, b.bad)
	}()
	for {
		if in.Buffered() == 0 { // the client may be waiting for the answers so far
			deadline := time.Now().Add(patience)
			if deadline.After(end) {
				deadline = end
			}
			control.SetReadDeadline(deadline)
			control.SetWriteDeadline(deadline)
			if out.Flush() != nil {
				return nil // the client is gone
			}
			if b.line > 0 {
				control.Flush()
			}
		}
		line, err := readLine(in)
		if answer := b.answer(line, err); len(answer) > 0 {
			if _, err := out.Write(answer); err != nil {
				return nil
			}
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			control.SetWriteDeadline(time.Now().Add(time.Second)) // the one that ended the batch is over
			out.Flush()
			return nil
		}
	}
}

// readLine returns the next line. Of one that is too long the rest is passed over and the error is bufio.ErrBufferFull.
func readLine(in *bufio.Reader) ([]byte, error) {
	line, err := in.ReadSlice('\n')
	tooLong := len(line) > lineBytes
	for errors.Is(err, bufio.ErrBufferFull) {
		tooLong = true
		_, err = in.ReadSlice('\n')
	}
	if tooLong && (err == nil || err == io.EOF) {
		if err == nil {
			err = bufio.ErrBufferFull
		}
		return line[:0:0], errors.Join(err, bufio.ErrBufferFull)
	}
	return line, err
}

// A batch answers lines, and counts them.
type batch struct {
	calendar                *holidays.Calendar
	id                      []byte // the calendar's, as JSON
	asOf                    holidays.Date
	line                    int
	final, provisional, bad int
	out                     []byte // used again for each line
}

func newBatch(c *holidays.Calendar, asOf holidays.Date) *batch {
	id, _ := json.Marshal(c.ID()) // a string
	return &batch{calendar: c, id: id, asOf: asOf}
}

// answer returns what a line is answered with: nothing for an empty one. readErr is how reading it ended.
func (b *batch) answer(line []byte, readErr error) []byte {
	b.line++
	var tooLong *http.MaxBytesError
	switch {
	case errors.Is(readErr, bufio.ErrBufferFull):
		return b.problem(newProblem(http.StatusRequestEntityTooLarge, "line_too_long", "", "the line is too long; want at most %d bytes", lineBytes))
	case errors.As(readErr, &tooLong):
		return b.problem(newProblem(http.StatusRequestEntityTooLarge, "too_large", "", "the batch ends here: want at most %d bytes", tooLong.Limit))
	case errors.Is(readErr, os.ErrDeadlineExceeded):
		return b.problem(newProblem(http.StatusRequestTimeout, "too_slow", "", "the batch ends here: nothing came for %v, or the whole took longer than %v", patience, batchTime))
	case readErr != nil && readErr != io.EOF:
		return b.problem(newProblem(http.StatusBadRequest, "cut_short", "", "the batch ends here: it was cut short"))
	}
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return nil
	}
	result, err := b.compute(line)
	if err != nil {
		return b.problem(asProblem(err))
	}
	if result.Final() {
		b.final++
	} else {
		b.provisional++
	}
	return b.write(result)
}

// A batchLine is what a line asks.
type batchLine struct {
	Rule    string `json:"rule"`
	Trigger string `json:"trigger"`
}

func (b *batch) compute(line []byte) (deadline.Result, error) {
	var q batchLine
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		return deadline.Result{}, newProblem(http.StatusBadRequest, "bad_line", "", `want {"rule":"face.reached","trigger":"2025-06-03"}: %.200s`, err)
	}
	if d.InputOffset() != int64(len(line)) {
		return deadline.Result{}, newProblem(http.StatusBadRequest, "bad_line", "", "want one object a line")
	}
	rule, err := lookup(q.Rule)
	if err != nil {
		return deadline.Result{}, err
	}
	trigger, err := parseTrigger(q.Trigger)
	if err != nil {
		return deadline.Result{}, err
	}
	return compute(question{Rule: rule, Trigger: trigger, Calendar: b.calendar})
}

// write is the short form of a Result: without what GET /v1/rules says, and without the caveats.
func (b *batch) write(r deadline.Result) []byte {
	out := append(b.out[:0], `{"line":`...)
	out = strconv.AppendInt(out, int64(b.line), 10)
	out = append(append(out, `,"rule":"`...), r.Rule.ID...) // words of a-z and 0-9 joined by dots
	out = append(append(out, `","status":"`...), r.Rule.Status.String()...)
	date := func(name string, d holidays.Date) {
		out = append(append(append(out, `","`...), name...), `":"`...)
		out, _ = d.AppendText(out)
	}
	date("trigger", r.Trigger)
	if !r.Opens.IsZero() {
		date("opens", r.Opens)
	}
	date("due", r.Due)
	out = append(out, `","overdue_from":"`...)
	out = r.OverdueFrom().AppendFormat(out, time.RFC3339)
	date("safe_by", r.SafeBy)
	if !r.EstimatedFrom.IsZero() {
		date("estimated_from", r.EstimatedFrom)
	}
	if !b.asOf.IsZero() {
		date("as_of", b.asOf)
	}
	out = append(out, `","final":`...)
	out = strconv.AppendBool(out, r.Final())
	out = append(out, `,"provisional":`...)
	out = strconv.AppendBool(out, !r.EstimatedFrom.IsZero())
	out = append(append(out, `,"calendar":`...), b.id...)
	b.out = append(out, "}\n"...)
	return b.out
}

func (b *batch) problem(p *problem) []byte {
	b.bad++
	b.out, _ = json.Marshal(struct {
		Line    int      `json:"line"`
		Problem *problem `json:"problem"`
	}{b.line, p})
	b.out = append(b.out, '\n')
	return b.out
}
