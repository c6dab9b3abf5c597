package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
)

// maxLine is the longest line of a batch. A longer one is answered with an error; the next one is read as usual.
const maxLine = 64 << 10

// A batch answers lines RULE,TRIGGER one by one, in the memory of one line.
type batch struct {
	*command
	rules  map[string]deadline.Rule // those met so far
	row    []byte                   // the answer to the line
	quoted [2][]byte                // fields with their quotes taken off
}

func newBatch(c *command) *batch { return &batch{command: c, rules: map[string]deadline.Rule{}} }

// writeBatch reads lines RULE,TRIGGER and writes a row of CSV for each, in the order of the input. Blank lines, a byte
// order mark and a header line are passed over. A line that has no answer gets a row with its error.
func (c *command) writeBatch() error {
	b := newBatch(c)
	in := bufio.NewReaderSize(c.in, maxLine)
	out := bufio.NewWriterSize(c.out, maxLine)
	if c.lang == deadline.Chinese {
		out.WriteString("\ufeff")
	}
	out.WriteString(strings.Join(c.columns(), ",") + "\n")
	if bom, _ := in.Peek(3); string(bom) == "\ufeff" {
		in.Discard(3)
	}
	lines := 0
	for watch := newProgress(c); ; lines++ {
		line, err := in.ReadSlice('\n')
		var start []byte // of a line that is too long
		for errors.Is(err, bufio.ErrBufferFull) {
			if start == nil {
				start = bytes.ToValidUTF8(line[:80], nil)
			}
			_, err = in.ReadSlice('\n')
		}
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case start != nil:
			b.fail(append(start, "…"...), nil, fmt.Errorf("a line of over %d bytes", maxLine))
		case len(line) == 0 || lines == 0 && isHeader(line):
			b.row = b.row[:0]
		default:
			b.answer(line)
		}
		if _, err := out.Write(b.row); err != nil {
			return err
		}
		if err != nil {
			watch.done(lines)
			if err != io.EOF {
				return errors.Join(err, out.Flush())
			}
			return out.Flush()
		}
		watch.at(lines)
	}
}

func isHeader(line []byte) bool { return bytes.EqualFold(line, []byte("rule,trigger")) }

// answer sets row to the answer of a line.
func (b *batch) answer(line []byte) {
	rule, trigger, err := b.splitLine(line)
	if err != nil {
		b.fail(rule, trigger, err)
		return
	}
	r, ok := b.rules[string(bytes.TrimSpace(rule))]
	if !ok {
		id := string(bytes.TrimSpace(rule))
		if r, err = parseRule(id); err != nil {
			b.fail(rule, trigger, err)
			return
		}
		if len(b.rules) < 1000 {
			b.rules[id] = r
		}
	}
	date, err := parseTrigger(bytes.TrimSpace(trigger))
	if err != nil {
		b.fail(rule, trigger, err)
		return
	}
	result, err := b.compute(r, date)
	if err != nil {
		b.fail(rule, trigger, err)
		return
	}
	var standing deadline.Standing
	if !b.today.IsZero() {
		if standing, err = b.standing(result); err != nil {
			b.fail(rule, trigger, err)
			return
		}
	}
	b.echo(rule, trigger)
	b.row, _ = result.Opens.AppendText(b.row)
	b.row = append(b.row, ',')
	b.row, _ = result.Due.AppendText(b.row)
	b.row = append(b.row, ',')
	b.row, _ = result.SafeBy.AppendText(b.row)
	if result.Unsettled.IsZero() {
		b.row = append(b.row, ",true,"...)
	} else {
		b.row = append(b.row, ",false,"...)
	}
	if !b.today.IsZero() {
		b.row = append(append(b.row, ','), standing.State.String()...)
		b.row = strconv.AppendInt(append(b.row, ','), int64(standing.ToSafeBy), 10)
		b.row = strconv.AppendInt(append(b.row, ','), int64(standing.ToDue), 10)
	}
	b.row = append(b.row, '\n')
}

// fail sets row to the error of a line.
func (b *batch) fail(rule, trigger []byte, err error) {
	b.echo(rule, trigger)
	b.row = append(b.row, ",,,false,"...)
	b.row = appendField(b.row, []byte(plain(err)))
	if !b.today.IsZero() {
		b.row = append(b.row, ",,,"...)
	}
	b.row = append(b.row, '\n')
}

func (b *batch) echo(rule, trigger []byte) {
	b.row = append(appendField(b.row[:0], rule), ',')
	b.row = append(appendField(b.row, trigger), ',')
}

// splitLine splits a line of CSV into its two fields. When it cannot, it returns the line so that nothing of it is lost.
func (b *batch) splitLine(line []byte) (rule, trigger []byte, err error) {
	rest := line
	if rule, rest, err = cutField(&b.quoted[0], rest); err != nil {
		return line, nil, err
	}
	if rest == nil {
		return line, nil, errors.New("want RULE,TRIGGER, got one field")
	}
	if trigger, rest, err = cutField(&b.quoted[1], rest); err != nil {
		return line, nil, err
	}
	if rest != nil {
		return line, nil, errors.New("want RULE,TRIGGER, got more than two fields")
	}
	return rule, trigger, nil
}

// cutField takes the first field off a line of CSV; rest is nil after the last one. A field in quotes is put into buf.
func cutField(buf *[]byte, line []byte) (field, rest []byte, err error) {
	if len(line) == 0 || line[0] != '"' {
		field, rest, more := bytes.Cut(line, []byte(","))
		if bytes.IndexByte(field, '"') >= 0 {
			return nil, nil, errors.New("a quote inside a field: want the whole field in quotes, and quotes in it doubled")
		}
		if more && rest == nil {
			rest = []byte{}
		}
		return field, rest, nil
	}
	*buf = (*buf)[:0]
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] != '"':
			*buf = append(*buf, line[i])
		case i+1 < len(line) && line[i+1] == '"':
			*buf = append(*buf, '"')
			i++
		case i+1 == len(line):
			return *buf, nil, nil
		case line[i+1] == ',':
			return *buf, line[i+2:], nil
		default:
			return nil, nil, errors.New("text after a closing quote: want a comma or the end of the line")
		}
	}
	return nil, nil, errors.New("a quote is not closed on its line")
}

// appendField appends a field of CSV, in quotes where it needs them.
func appendField(b, field []byte) []byte {
	if !bytes.ContainsAny(field, ",\"\r\n") && !bytes.HasPrefix(field, []byte(" ")) {
		return append(b, field...)
	}
	b = append(b, '"')
	for _, c := range field {
		if c == '"' {
			b = append(b, '"')
		}
		b = append(b, c)
	}
	return append(b, '"')
}

// A progress tells a person at a terminal how far a long batch is.
type progress struct {
	w     io.Writer // nil: nobody watches
	next  time.Time
	shown bool
}

func newProgress(c *command) *progress {
	p := &progress{next: time.Now().Add(2 * time.Second)}
	if c.progress {
		p.w = c.err
	}
	return p
}

func (p *progress) at(lines int) {
	if p.w == nil || lines%(1<<14) != 0 || time.Now().Before(p.next) {
		return
	}
	p.next, p.shown = time.Now().Add(time.Second), true
	fmt.Fprintf(p.w, "\rduedate: %d lines", lines)
}

func (p *progress) done(lines int) {
	if p.shown {
		fmt.Fprintf(p.w, "\rduedate: %d lines, done\n", lines)
	}
}
