package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/cnworkday/cnworkday/holidays"
)

// A form is how a table is written.
type form uint8

const (
	unknownForm form = iota // before the first line
	csvForm
	tsvForm
	ndjsonForm
)

// A table is the input of a batch, and the line that was read last.
type table struct {
	form          form
	columns       []string // of CSV and TSV; of NDJSON only if the answers are CSV
	named         bool     // by a header line
	rule, trigger int      // their columns
	fields        [][]byte // of the line
	verbatim      bool     // the line is CSV that can be repeated as it is
	quoted        []byte   // fields with their quotes taken off
}

// decode returns the input as UTF-8. By its beginning it recognizes UTF-16 and GB18030, which Excel writes in China.
func (c *command) decode(in *bufio.Reader) (*bufio.Reader, error) {
	start, err := in.Peek(maxLine)
	if err != nil && err != io.EOF && !errors.Is(err, bufio.ErrBufferFull) && len(start) == 0 {
		return in, nil // the first read reports it
	}
	var decoder transform.Transformer
	switch {
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}), bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		decoder = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
	case bytes.IndexByte(start, 0) >= 0 && bytes.IndexByte(start, 0) < 2:
		return nil, c.errorf("the input is UTF-16 without a byte order mark, or no text: save it as UTF-8", "输入是没有字节顺序标记的UTF-16，或者不是文本：请存为UTF-8")
	case validUTF8(start):
		return in, nil
	default:
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(start[:bytes.LastIndexByte(start, '\n')+1])
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return nil, c.errorf("the input is not UTF-8, UTF-16 or GB18030: save it as UTF-8", "输入不是UTF-8、UTF-16或者GB18030：请存为UTF-8")
		}
		decoder = simplifiedchinese.GB18030.NewDecoder()
	}
	return bufio.NewReaderSize(transform.NewReader(in, decoder), maxLine), nil
}

// validUTF8 reports whether a text is UTF-8, but for a character that is cut at its end.
func validUTF8(text []byte) bool {
	for range utf8.UTFMax - 1 {
		if utf8.Valid(text) {
			return true
		}
		text = text[:len(text)-1]
	}
	return utf8.Valid(text)
}

// readHeader tells by the first line how the table is written, and where rule and trigger are. A table without a header
// has these two columns.
func (b *batch) readHeader(line []byte) (isHeader bool, err error) {
	t := &b.table
	if !utf8.Valid(line) {
		return false, b.errorf("the first line is not UTF-8: save the file as UTF-8", "第一行不是UTF-8：请将文件存为UTF-8")
	}
	if line[0] == '{' {
		t.form = ndjsonForm
		if b.format == "csv" {
			if !slices.Contains(b.given, "format") {
				b.format = "ndjson"
				return false, nil
			}
			keys, _, err := objectOf(line)
			if err == nil {
				err = b.place(keys)
			}
			if err != nil {
				t.form = unknownForm
			}
			return false, err
		}
		return false, nil
	}
	t.form, t.columns = csvForm, []string{"rule", "trigger"}
	if bytes.IndexByte(line, '\t') >= 0 && bytes.IndexByte(line, ',') < 0 {
		t.form = tsvForm
	}
	t.rule, t.trigger = 0, 1
	var names []string
	if b.cut(line) == nil {
		for _, field := range t.fields {
			names = append(names, strings.TrimSpace(string(field)))
		}
	}
	has := func(name string) bool {
		return slices.ContainsFunc(names, func(s string) bool { return strings.EqualFold(s, name) })
	}
	switch {
	case has("rule") || has("trigger"):
		if err := b.place(names); err != nil {
			t.form = unknownForm
			return true, err
		}
		t.named = true
		return true, nil
	case len(names) > 2 || bytes.IndexByte(line, ';') >= 0:
		t.form = unknownForm
		return true, b.errorf("the first line is %.80q: want a header with the columns rule and trigger, separated by commas or tabs",
			"第一行为%.80q：应为含rule、trigger两列的表头，以逗号或者制表符分隔", line)
	}
	return false, nil
}

// place finds rule and trigger among the names of the columns.
func (b *batch) place(names []string) error {
	t := &b.table
	t.columns, t.rule, t.trigger = names, -1, -1
	for i, name := range names {
		switch {
		case strings.EqualFold(name, "rule") && t.rule < 0:
			t.rule = i
		case strings.EqualFold(name, "trigger") && t.trigger < 0:
			t.trigger = i
		case strings.EqualFold(name, "rule"), strings.EqualFold(name, "trigger"):
			return b.errorf("there are two columns %s", "有两列%s", name)
		case b.isAnswerColumn(name):
			return b.errorf("there is a column %s, which the answers write: rename it", "已有列%s，与答案的列同名：请改名", name)
		}
	}
	if t.rule < 0 || t.trigger < 0 {
		return b.errorf("the columns are %q: want rule and trigger among them", "各列为%q：应含rule和trigger", names)
	}
	return nil
}

// split sets fields to the values of a line, one for each column.
func (b *batch) split(line []byte) error {
	t := &b.table
	if t.form == ndjsonForm {
		return b.splitObject(line)
	}
	if err := b.cut(line); err != nil {
		t.whole(line)
		return err
	}
	switch want := len(t.columns); {
	case len(t.fields) == want:
		return nil
	case t.named:
		return b.errorf("want %d fields as the header has, got %d", "应有%d列，与表头相同，得到%d列", want, len(t.fields))
	case len(t.fields) < want:
		return b.errorf("want RULE,TRIGGER, got one field", "应为RULE,TRIGGER，得到一列")
	}
	n := len(t.fields)
	t.whole(line)
	return b.errorf("want RULE,TRIGGER, got %d fields; more columns need a header line", "应为RULE,TRIGGER，得到%d列；更多的列须有表头", n)
}

// whole makes a line that cannot be split one field, so that the answer repeats it.
func (t *table) whole(line []byte) {
	t.fields, t.verbatim = append(t.fields[:0], line), false
}

// cut sets fields to those of a line of CSV or TSV. In CSV a field in quotes must end on its line, so that one open quote
// does not swallow the lines after it; TSV has no quotes.
func (b *batch) cut(line []byte) error {
	t := &b.table
	t.fields, t.quoted = t.fields[:0], t.quoted[:0]
	t.verbatim = t.form == csvForm
	comma := byte(',')
	if t.form == tsvForm {
		comma = '\t'
	} else if bytes.IndexByte(line, '"') >= 0 {
		return b.cutQuoted(line)
	}
	for {
		i := bytes.IndexByte(line, comma)
		field := line
		if i >= 0 {
			field = line[:i]
		}
		t.fields = append(t.fields, field)
		t.verbatim = t.verbatim && !isFormula(field)
		if i < 0 {
			return nil
		}
		line = line[i+1:]
	}
}

func (b *batch) cutQuoted(line []byte) error {
	t := &b.table
	t.verbatim = false
	t.quoted = slices.Grow(t.quoted, len(line)) // so that the fields stay where they are
	for {
		if len(line) == 0 || line[0] != '"' {
			field, rest, more := bytes.Cut(line, []byte(","))
			if bytes.IndexByte(field, '"') >= 0 {
				return b.errorf("a quote inside a field: want the whole field in quotes, and quotes in it doubled", "字段中有引号：应将整个字段置于引号内，其中的引号写两次")
			}
			t.fields = append(t.fields, field)
			if !more {
				return nil
			}
			line = rest
			continue
		}
		start, i := len(t.quoted), 1
		for ; ; i++ {
			if i == len(line) {
				return b.errorf("a quote is not closed on its line", "引号未在本行内闭合")
			}
			if line[i] == '"' {
				if i+1 == len(line) || line[i+1] != '"' {
					break
				}
				i++
			}
			t.quoted = append(t.quoted, line[i])
		}
		t.fields = append(t.fields, t.quoted[start:])
		switch line = line[i+1:]; {
		case len(line) == 0:
			return nil
		case line[0] != ',':
			return b.errorf("text after a closing quote: want a comma or the end of the line", "引号之后有文字：应为逗号或者行末")
		}
		line = line[1:]
	}
}

// splitObject sets fields to rule and trigger, or, where the answers are CSV, to the values of the columns.
func (b *batch) splitObject(line []byte) error {
	t := &b.table
	keys, values, err := objectOf(line)
	if err != nil {
		t.whole(line)
		return b.errorf("want a JSON object on the line: %v", "应为一行一个JSON对象：%v", err)
	}
	columns := t.columns
	if b.format == "ndjson" {
		if err := b.place(keys); err != nil {
			return err
		}
		columns, t.columns = keys, nil
	}
	t.fields = t.fields[:0]
	for range columns {
		t.fields = append(t.fields, nil)
	}
	for i, key := range keys {
		at := slices.Index(columns, key)
		if at < 0 {
			return b.errorf("field %.40q is not on the first line", "第一行没有字段%.40q", key)
		}
		text := ""
		isText := json.Unmarshal(values[i], &text) == nil
		switch {
		case (at == t.rule || at == t.trigger) && !isText:
			return b.errorf("field %s: want a text, got %.40s", "字段%s：应为文本，得到%.40s", key, values[i])
		case isText:
			t.fields[at] = []byte(text)
		default:
			t.fields[at] = values[i]
		}
	}
	return nil
}

// objectOf reads a JSON object, each key of it once, in order.
func objectOf(line []byte) (keys []string, values []json.RawMessage, err error) {
	d := json.NewDecoder(bytes.NewReader(line))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil, nil, errors.New("no object")
	}
	for d.More() {
		token, err := d.Token()
		key, ok := token.(string)
		if err != nil || !ok {
			return nil, nil, errors.New("a key is not a text")
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, nil, errors.New("no value for " + key)
		}
		if slices.Contains(keys, key) {
			return nil, nil, errors.New(key + " is there twice")
		}
		keys, values = append(keys, key), append(values, value)
	}
	if _, err := d.Token(); err != nil {
		return nil, nil, errors.New("the object has no end")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, nil, errors.New("there is more after the object")
	}
	return keys, values, nil
}

// appendInput repeats the line of the input. Of a line that cannot be split, what it has.
func (b *batch) appendInput(line []byte) {
	t := &b.table
	if b.format == "ndjson" {
		b.appendInputJSON(line)
		return
	}
	if t.verbatim && len(t.fields) == len(t.columns) {
		b.row = append(b.row, line...)
		return
	}
	for i := range t.columns {
		if i > 0 {
			b.row = append(b.row, ',')
		}
		if i < len(t.fields) {
			b.row = appendCell(b.row, t.fields[i])
		}
	}
}

func (b *batch) appendInputJSON(line []byte) {
	t := &b.table
	b.row = append(b.row, '{')
	if t.form == ndjsonForm {
		if keys, _, err := objectOf(line); err == nil && !slices.ContainsFunc(keys, b.isAnswerColumn) {
			line = bytes.TrimSpace(line)
			b.row = append(b.row, bytes.TrimSpace(line[1:len(line)-1])...)
		} else {
			b.row = appendJSON(append(b.row, `"line":`...), string(line))
		}
		return
	}
	for i, name := range t.columns {
		value := ""
		if i < len(t.fields) {
			value = string(t.fields[i])
		}
		if i > 0 {
			b.row = append(b.row, ',')
		}
		b.row = appendJSON(append(appendJSON(b.row, name), ':'), value)
	}
}

// appendDate appends a date; a zero one is empty in CSV and null in JSON.
func (b *batch) appendDate(d holidays.Date, name string) {
	if b.format != "csv" {
		b.appendWord(d.String(), name)
		return
	}
	b.row = append(b.row, ',')
	if i := d.DaysSince(b.first) * len("2006-01-02"); !d.IsZero() && i >= 0 && i < len(b.days) {
		b.row = append(b.row, b.days[i:i+len("2006-01-02")]...)
		return
	}
	b.row, _ = d.AppendText(b.row)
}

// appendWord appends a text that the command made; an empty one is null in JSON.
func (b *batch) appendWord(s, name string) {
	switch {
	case b.format != "csv" && s == "":
		b.appendBare("null", name)
	case b.format != "csv":
		b.key(name)
		b.row = appendJSON(b.row, s)
	case s == "":
		b.row = append(b.row, ',')
	default:
		b.row = appendCell(append(b.row, ','), []byte(s))
	}
}

// appendBare appends a number, true, false or null.
func (b *batch) appendBare(s, name string) {
	if b.format == "csv" {
		b.row = append(b.row, ',')
	} else {
		b.key(name)
	}
	b.row = append(b.row, s...)
}

func (b *batch) key(name string) {
	if b.row[len(b.row)-1] != '{' {
		b.row = append(b.row, ',')
	}
	b.row = append(append(append(b.row, '"'), name...), `":`...)
}

func (b *batch) endRow() {
	if b.format != "csv" {
		b.row = append(b.row, '}')
	}
	b.row = append(b.row, '\n')
}

func appendJSON(b []byte, s string) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a text can always be written
	return append(b, bytes.TrimSpace(out.Bytes())...)
}

// isFormula reports whether a spreadsheet would take a cell for a formula.
func isFormula(cell []byte) bool {
	if len(cell) == 0 || cell[0] >= '0' && cell[0] <= '9' || cell[0] >= 'a' && cell[0] <= 'z' {
		return false
	}
	cell = bytes.TrimLeft(cell, " ")
	return len(cell) > 0 && strings.IndexByte("=+-@\t\r", cell[0]) >= 0
}

// appendCell appends a field of CSV, in quotes where it needs them. An apostrophe keeps a spreadsheet from taking it for a
// formula.
func appendCell(b, field []byte) []byte {
	formula := isFormula(field)
	if !formula && !bytes.ContainsAny(field, ",\"\r\n") && !bytes.HasPrefix(field, []byte(" ")) {
		return append(b, field...)
	}
	b = append(b, '"')
	if formula {
		b = append(b, '\'')
	}
	for _, c := range field {
		if c == '"' {
			b = append(b, '"')
		}
		b = append(b, c)
	}
	return append(b, '"')
}
