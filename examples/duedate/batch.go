package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
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
	known []knownAnswer         // answers given before, at a place that rule and trigger decide

	lines, answered, provisional, drafts, failed int
}

// A batchRule is a rule, and where its answers are kept.
type batchRule struct {
	deadline.Rule
	place int
}

// A knownAnswer is an answer as it is written. Tables ask the same again and again, and to write one takes longer than to
// count it.
type knownAnswer struct {
	rule               *batchRule
	trigger            holidays.Date
	provisional, draft bool
	text               []byte
}

func newBatch(c *command) *batch {
	return &batch{command: c, rules: map[string]*batchRule{}, known: make([]knownAnswer, 1<<16)}
}

// writeBatch reads a table from standard input and writes an answer for each line, in the order of the input, and a line of
// totals to standard error.
func (c *command) writeBatch(io.Writer, []string) error {
	b := newBatch(c)
	in, err := b.decode(bufio.NewReaderSize(c.in, maxLine))
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(c.out, maxLine)
	for err == nil {
		var line []byte
		var tooLong bool
		line, tooLong, err = readLine(in)
		if len(line) == 0 {
			continue
		}
		b.row = out.AvailableBuffer()
		isHeader := false
		if b.table.form == unknownForm {
			var refused error
			if isHeader, refused = b.readHeader(line); refused != nil {
				return refused
			}
			if b.format == "csv" {
				b.row = b.header(b.row)
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
	if err == io.EOF {
		err = nil
		if b.table.form == unknownForm && c.format == "csv" {
			b.table.columns = []string{"rule", "trigger"}
			_, err = out.Write(b.header(nil))
		}
	}
	if err = errors.Join(err, out.Flush()); err == nil {
		b.sumUp()
	}
	return err
}

// readLine reads a line without its end, and only the beginning of one that is too long.
func readLine(in *bufio.Reader) (line []byte, tooLong bool, err error) {
	line, err = in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		tooLong = true
		line = append(bytes.ToValidUTF8(line[:80], nil), "…"...)
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = in.ReadSlice('\n')
		}
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r")), tooLong, err
}

// header appends the names of the columns in CSV.
func (b *batch) header(row []byte) []byte {
	return appendRow(append(row, b.byteOrderMark()...), slices.Concat(b.table.columns, b.answerColumns()))
}

// sumUp writes the totals, and keeps what the exit status depends on.
func (b *batch) sumUp() {
	encoding := ""
	if b.table.encoding != "" {
		encoding = b.table.encoding + b.say(", ", "，")
	}
	fmt.Fprintf(b.err, b.say("duedate: %slines read %d, answered %d (provisional %d, under a draft %d), failed %d\n",
		"duedate: %s读取%d行，已答%d行（其中暂定%d行，依据征求意见稿%d行），失败%d行\n"), encoding, b.lines, b.answered, b.provisional, b.drafts, b.failed)
	switch {
	case b.failed > 0 || b.drafts > 0:
		b.status = noAnswer
	case b.provisional > 0 && !b.allowProvisional:
		b.status = provisional
	}
}

// answer appends the answer of a line to row.
func (b *batch) answer(line []byte) {
	t := &b.table
	if !utf8.Valid(line) || t.encoding != "" && bytes.ContainsRune(line, utf8.RuneError) {
		line = bytes.ToValidUTF8(line, []byte("\ufffd"))
		t.whole(line)
		b.fail(line, b.errorf("the line is not in the encoding of the lines before it: save the whole file as UTF-8",
			"此行的编码与前面各行不同：请将整个文件存为UTF-8"))
		return
	}
	if err := b.split(line); err != nil {
		b.fail(line, err)
		return
	}
	rule, err := b.ruleOf(bytes.TrimSpace(t.fields[t.rule]))
	if err != nil {
		b.fail(line, err)
		return
	}
	trigger, err := b.parseDate(bytes.TrimSpace(t.fields[t.trigger]))
	if err != nil {
		b.fail(line, err)
		return
	}
	n, _ := trigger.UnixDays()
	known := &b.known[(rule.place+n)&(len(b.known)-1)]
	b.appendInput(line)
	if known.rule == rule && known.trigger == trigger {
		b.row = append(b.row, known.text...)
	} else if err := b.ask(known, rule, trigger); err != nil {
		b.fail(line, err)
		return
	}
	b.lines++
	b.answered++
	if known.provisional {
		b.provisional++
	}
	if known.draft {
		b.drafts++
	}
}

// ask appends an answer that is not known yet, and keeps it.
func (b *batch) ask(known *knownAnswer, rule *batchRule, trigger holidays.Date) error {
	start := len(b.row)
	result, err := b.compute(rule.Rule, trigger)
	if result.Due.IsZero() {
		return err
	}
	var standing deadline.Standing
	if !b.today.IsZero() {
		if standing, err = result.Standing(b.today, b.calendar); err != nil {
			return err
		}
	}
	b.append(result, standing)
	text := append(known.text[:0], b.row[start:]...)
	*known = knownAnswer{rule, trigger, !result.EstimatedFrom.IsZero(), rule.Status == deadline.Draft, text}
	return nil
}

// fail sets row to the error of a line.
func (b *batch) fail(line []byte, err error) {
	b.lines++
	b.failed++
	b.row = b.row[:0]
	b.appendInput(line)
	for _, name := range b.answerColumns() {
		switch name {
		case "provisional":
			b.bare(name, "false")
		case "reason":
			b.word(name, b.explain(err))
		default:
			b.word(name, "")
		}
	}
	b.end()
}

// append appends an answer to row, the fields in the order of answerColumns.
func (b *batch) append(r deadline.Result, s deadline.Standing) {
	b.date("opens", r.Opens)
	b.date("due", r.Due)
	b.date("safe_by", r.SafeBy)
	b.word("status", r.Rule.Status.String())
	b.bare("provisional", strconv.FormatBool(!r.EstimatedFrom.IsZero()))
	reason := ""
	if err := r.Err(); err != nil {
		reason = b.explain(err)
	}
	b.word("reason", reason)
	if !b.today.IsZero() {
		b.word("state", s.State.String())
		b.bare("to_safe_by", strconv.Itoa(s.ToSafeBy))
		b.bare("to_due", strconv.Itoa(s.ToDue))
	}
	b.end()
}

func (b *batch) date(name string, d holidays.Date) {
	if b.format == "csv" {
		b.row, _ = d.AppendText(append(b.row, ','))
	} else {
		b.word(name, d.String())
	}
}

// word appends a text; an empty one is null in JSON.
func (b *batch) word(name, text string) {
	switch {
	case b.format == "csv":
		b.row = appendCell(append(b.row, ','), text)
	case text == "":
		b.bare(name, "null")
	default:
		b.key(name)
		b.row = appendJSON(b.row, text)
	}
}

// bare appends a number, true, false or null.
func (b *batch) bare(name, text string) {
	if b.format == "csv" {
		b.row = append(b.row, ',')
	} else {
		b.key(name)
	}
	b.row = append(b.row, text...)
}

func (b *batch) key(name string) {
	if b.row[len(b.row)-1] != '{' {
		b.row = append(b.row, ',')
	}
	b.row = append(append(append(b.row, '"'), name...), `":`...)
}

func (b *batch) end() {
	if b.format != "csv" {
		b.row = append(b.row, '}')
	}
	b.row = append(b.row, '\n')
}

// writeAnswers writes answers as rows of CSV, as a batch does.
func (c *command) writeAnswers(w io.Writer, answers []deadline.Result, standing deadline.Standing) error {
	b := &batch{command: c, table: table{columns: []string{"rule", "trigger"}}}
	b.row = b.header(nil)
	for _, r := range answers {
		b.row = append(appendCell(b.row, r.Rule.ID), ',')
		b.row, _ = r.Trigger.AppendText(b.row)
		b.append(r, standing)
	}
	_, err := w.Write(b.row)
	return err
}

// ruleOf finds a rule, and remembers up to a thousand of them.
func (b *batch) ruleOf(id []byte) (*batchRule, error) {
	if r, ok := b.rules[string(id)]; ok {
		return r, nil
	}
	rule, err := b.findRule(string(id))
	r := &batchRule{rule, len(b.rules) * 8191}
	if err == nil && len(b.rules) < 1000 {
		b.rules[string(id)] = r
	}
	return r, err
}
