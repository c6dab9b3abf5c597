package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// maxLine is the longest line of a batch in bytes. A longer one is answered with an error; the next one is read as usual.
const maxLine = 64 << 10

// A batch answers the lines of a table one by one, in the memory of one line. A line without an answer keeps its place.
type batch struct {
	*command
	table table // how the input is written, and its columns
	row   []byte
	rules map[string]*batchRule // those met so far
	last  *batchRule            // the one met last

	first holidays.Date // the first day of days
	days  []byte        // each day of the calendar as text: writing three dates a line would take half of the time
	done  []doneAnswer  // answers given before, at a place that rule and trigger decide

	from   holidays.Date // the day of the last provisional answer, and what is said of it
	reason string

	lines, answered, provisional, drafts, failed int
}

// A batchRule is a rule with what stands behind the dates of its final answers in CSV.
type batchRule struct {
	deadline.Rule
	id    string // as the input has it
	final string
	place int // of its answers
}

// A doneAnswer is a final answer. Tables ask the same again and again, and to copy a Result takes longer than to count.
type doneAnswer struct {
	rule                      *batchRule
	trigger, opens, due, safe holidays.Date
}

func newBatch(c *command) *batch {
	b := &batch{command: c, rules: map[string]*batchRule{}, last: &batchRule{}, done: make([]doneAnswer, 1<<16)}
	first, last := c.calendar.Range()
	b.first = first
	for d := first; !d.After(last); d = d.AddDays(1) {
		b.days, _ = d.AppendText(b.days)
	}
	return b
}

// writeBatch reads a table from standard input and writes an answer for each line, in the order of the input, and a line of
// totals to standard error.
func (c *command) writeBatch() error {
	b := newBatch(c)
	in, err := c.decode(bufio.NewReaderSize(c.in, maxLine))
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(c.out, maxLine)
	number := 0
	for watch := newProgress(c); ; watch.at(b.lines) {
		line, err := in.ReadSlice('\n')
		tooLong := false
		if errors.Is(err, bufio.ErrBufferFull) {
			tooLong = true
			line = append(bytes.ToValidUTF8(line[:80], nil), "…"...)
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = in.ReadSlice('\n')
			}
		}
		if number++; number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if len(line) > 0 {
			b.row = out.AvailableBuffer()
			isHeader := false
			if b.table.form == unknownForm {
				if isHeader, err = b.begin(line, err); b.table.form == unknownForm {
					return err
				}
			}
			switch {
			case isHeader:
			case tooLong:
				b.table.whole(line)
				b.fail(line, c.errorf("a line of over %d bytes", "一行超过%d字节", maxLine))
			default:
				b.answer(line)
			}
			if _, err := out.Write(b.row); err != nil {
				return err
			}
		}
		if err != nil {
			watch.done(b.lines)
			if flushed := out.Flush(); flushed != nil || err != io.EOF {
				return errors.Join(err, flushed)
			}
			return b.finish()
		}
	}
}

// begin reads the first line that is not blank, and writes the header of the answers. It passes the error of reading on,
// unless it has one of its own.
func (b *batch) begin(line []byte, reading error) (isHeader bool, err error) {
	if isHeader, err = b.readHeader(line); err != nil {
		return isHeader, err
	}
	if b.format == "csv" {
		b.row = append(b.row, b.mark()...)
		for i, name := range b.table.columns {
			if i > 0 {
				b.row = append(b.row, ',')
			}
			b.row = appendCell(b.row, []byte(name))
		}
		b.row = append(b.row, ',')
		b.row = append(append(b.row, strings.Join(b.answerColumns(), ",")...), '\n')
	}
	return isHeader, reading
}

// mark is the byte order mark without which Excel does not read UTF-8.
func (b *batch) mark() string { return b.say("", "\ufeff") }

// finish writes the totals, and keeps what the exit status depends on.
func (b *batch) finish() error {
	if b.lines == 0 && b.format == "csv" && b.table.form == unknownForm {
		fmt.Fprintf(b.out, "%srule,trigger,%s\n", b.mark(), strings.Join(b.answerColumns(), ","))
	}
	fmt.Fprintf(b.err, b.say("duedate: lines read %d, answered %d (provisional %d, under a draft %d), failed %d\n",
		"duedate: 读取%d行，已答%d行（其中暂定%d行，依据征求意见稿%d行），失败%d行\n"), b.lines, b.answered, b.provisional, b.drafts, b.failed)
	switch {
	case b.failed > 0 || b.drafts > 0:
		b.status = noAnswer
	case b.provisional > 0 && !b.allowProvisional:
		b.status = provisional
	}
	return nil
}

// answer sets row to the answer of a line.
func (b *batch) answer(line []byte) {
	if !utf8.Valid(line) {
		line = bytes.ToValidUTF8(line, []byte("\ufffd"))
		b.table.whole(line)
		b.fail(line, b.errorf("the line is not UTF-8: save the whole file as UTF-8", "此行不是UTF-8：请将整个文件存为UTF-8"))
		return
	}
	t := &b.table
	if err := b.split(line); err != nil {
		b.fail(line, err)
		return
	}
	rule, err := b.ruleOf(bytes.TrimSpace(t.fields[t.rule]))
	if err != nil {
		b.fail(line, err)
		return
	}
	trigger, err := b.parseTrigger(bytes.TrimSpace(t.fields[t.trigger]))
	if err != nil {
		b.fail(line, err)
		return
	}
	place := &b.done[(rule.place+trigger.DaysSince(b.first))&(len(b.done)-1)]
	if place.rule == rule && place.trigger == trigger {
		b.appendFinal(line, place)
		return
	}
	result, err := deadline.Compute(rule.Rule, trigger, b.calendar)
	if result.Due.IsZero() {
		if rule.Every != 0 {
			_, err = b.compute(rule.Rule, trigger)
		}
		b.fail(line, err)
		return
	}
	var standing deadline.Standing
	if !b.today.IsZero() {
		if standing, err = result.Standing(b.today, b.calendar); err != nil {
			b.fail(line, err)
			return
		}
	}
	if err == nil && b.format == "csv" && b.today.IsZero() {
		*place = doneAnswer{rule, trigger, result.Opens, result.Due, result.SafeBy}
		b.appendFinal(line, place)
		return
	}
	b.lines++
	b.answered++
	b.appendInput(line)
	b.appendDate(result.Opens, "opens")
	b.appendDate(result.Due, "due")
	b.appendDate(result.SafeBy, "safe_by")
	b.appendWord(rule.Status.String(), "status")
	reason := ""
	if !result.EstimatedFrom.IsZero() {
		b.provisional++
		b.appendBare("true", "provisional")
		if result.EstimatedFrom != b.from {
			b.from, b.reason = result.EstimatedFrom, b.estimated(result.EstimatedFrom)
		}
		reason = b.reason
	} else {
		b.appendBare("false", "provisional")
	}
	if rule.Status == deadline.Draft {
		b.drafts++
		reason = b.whyNotFinal(result)
	}
	b.appendWord(reason, "reason")
	if !b.today.IsZero() {
		b.appendWord(standing.State.String(), "state")
		b.appendBare(strconv.Itoa(standing.ToSafeBy), "to_safe_by")
		b.appendBare(strconv.Itoa(standing.ToDue), "to_due")
	}
	b.endRow()
}

// appendFinal sets row to a final answer in CSV.
func (b *batch) appendFinal(line []byte, a *doneAnswer) {
	b.lines++
	b.answered++
	b.appendInput(line)
	b.appendDate(a.opens, "opens")
	b.appendDate(a.due, "due")
	b.appendDate(a.safe, "safe_by")
	b.row = append(b.row, a.rule.final...)
}

// fail sets row to the error of a line.
func (b *batch) fail(line []byte, err error) {
	b.lines++
	b.failed++
	b.row = b.row[:0]
	b.appendInput(line)
	for _, name := range [...]string{"opens", "due", "safe_by", "status"} {
		b.appendWord("", name)
	}
	b.appendBare("false", "provisional")
	b.appendWord(b.explain(err), "reason")
	if !b.today.IsZero() {
		for _, name := range [...]string{"state", "to_safe_by", "to_due"} {
			b.appendWord("", name)
		}
	}
	b.endRow()
}

// ruleOf finds a rule, and remembers up to a thousand of them.
func (b *batch) ruleOf(id []byte) (*batchRule, error) {
	if string(id) == b.last.id && len(id) > 0 {
		return b.last, nil
	}
	if r, ok := b.rules[string(id)]; ok {
		b.last = r
		return r, nil
	}
	rule, err := b.findRule(string(id))
	r := &batchRule{rule, string(id), "," + rule.Status.String() + ",false,\n", len(b.rules) * 8191}
	if err == nil && len(b.rules) < 1000 {
		b.rules[r.id] = r
	}
	return r, err
}

// A progress tells a person at a terminal how far a long batch is.
type progress struct {
	w     io.Writer // nil: nobody watches
	lang  func(en, zh string) string
	next  time.Time
	shown bool
}

func newProgress(c *command) *progress {
	p := &progress{lang: c.say}
	if c.progress {
		p.w, p.next = c.err, time.Now().Add(2*time.Second)
	}
	return p
}

func (p *progress) at(lines int) {
	if p.w == nil || lines%(1<<14) != 0 || time.Now().Before(p.next) {
		return
	}
	p.next, p.shown = time.Now().Add(time.Second), true
	fmt.Fprintf(p.w, p.lang("\rduedate: %d lines", "\rduedate: %d行"), lines)
}

// done takes the progress away before the line of totals.
func (p *progress) done(lines int) {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

// isAnswerColumn reports whether the answers write a column of this name.
func (b *batch) isAnswerColumn(name string) bool {
	return slices.Contains(b.answerColumns(), strings.ToLower(strings.TrimSpace(name)))
}
