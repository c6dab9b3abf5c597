package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
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
	encoding      string   // other than UTF-8; a character that it does not have is read as U+FFFD
	columns       []string // of CSV and TSV; of NDJSON only if the answers are CSV
	named         bool     // by a header line
	rule, trigger int      // their columns
	fields        [][]byte // of the line
	verbatim      bool     // the line is CSV that can be repeated as it is
	line          bytes.Reader
	quoted        *csv.Reader // of line
}

// decode returns the input as UTF-8. By its beginning it recognizes UTF-16 and GB18030, which Excel writes in China.
func (b *batch) decode(in *bufio.Reader) (*bufio.Reader, error) {
	start, _ := in.Peek(maxLine) // reading on reports an error
	utf16 := bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff"))
	var from encoding.Encoding = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	switch {
	case !utf16 && bytes.IndexByte(start, 0) >= 0, bytes.HasPrefix(start, []byte("\xff\xfe\x00\x00")):
		return nil, b.errorf("the input is a workbook or other data, UTF-32, or UTF-16 without a byte order mark: save it as CSV in UTF-8",
			"输入是工作簿等非文本数据、UTF-32，或者没有字节顺序标记的UTF-16：请存为UTF-8编码的CSV")
	case utf16:
		b.table.encoding = "UTF-16"
	case isUTF8(start):
		if bytes.HasPrefix(start, []byte("\ufeff")) {
			_, _ = in.Discard(len("\ufeff"))
		}
		return in, nil
	case isGB18030(start[:bytes.LastIndexByte(start, '\n')+1]):
		from, b.table.encoding = simplifiedchinese.GB18030, "GB18030"
	default:
		return nil, b.errorf("the input is not UTF-8, UTF-16 or, with certainty, GB18030: save it as UTF-8",
			"输入不是UTF-8、UTF-16，也不能确定是GB18030：请存为UTF-8")
	}
	return bufio.NewReaderSize(transform.NewReader(in, from.NewDecoder()), maxLine), nil
}

// isUTF8 reports whether a text is UTF-8, but for a character that is cut at its end.
func isUTF8(text []byte) bool {
	for range utf8.UTFMax - 1 {
		if utf8.Valid(text) || len(text) == 0 {
			return true
		}
		text = text[:len(text)-1]
	}
	return utf8.Valid(text)
}

// isGB18030 reports whether a text is Chinese in GB18030. Text in other encodings is mostly valid in it too, but not made of
// the common characters and marks, of which three in four are wanted: rows 1 to 3 and 16 to 55 of GB2312.
func isGB18030(text []byte) bool {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return false
	}
	common, all := 0, 0
	for i := 0; i+1 < len(text); i++ {
		if lead := text[i]; lead >= 0x80 {
			i++
			all++
			if text[i] > 0xa0 && (lead > 0xa0 && lead <= 0xa3 || lead >= 0xb0 && lead <= 0xd7) {
				common++
			}
		}
	}
	return 4*common >= 3*all
}

// readHeader tells by the first line how the table is written, and where rule and trigger are. A table without a header
// has these two columns.
func (b *batch) readHeader(line []byte) (isHeader bool, err error) {
	t := &b.table
	if line[0] == '{' {
		if !slices.Contains(b.given, "format") {
			b.format = "ndjson"
		}
		if b.format == "csv" {
			keys, _, ok := objectOf(line)
			if !ok {
				return false, b.noObject()
			}
			if err := b.place(keys); err != nil {
				return false, err
			}
		}
		t.form = ndjsonForm
		return false, nil
	}
	form := csvForm
	if bytes.IndexByte(line, '\t') >= 0 && bytes.IndexByte(line, ',') < 0 {
		form = tsvForm
	}
	var names []string
	if b.cut(line, form) == nil {
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
			return true, err
		}
		t.named = true
	case len(names) > 2 || bytes.IndexByte(line, ';') >= 0:
		return true, b.errorf("the first line is %.80q: want a header with the columns rule and trigger, separated by commas or tabs",
			"第一行为%.80q：应为含rule、trigger两列的表头，以逗号或者制表符分隔", line)
	default:
		t.columns, t.rule, t.trigger = []string{"rule", "trigger"}, 0, 1
	}
	t.form = form
	return t.named, nil
}

// place finds rule and trigger among the names of the columns.
func (b *batch) place(names []string) error {
	t := &b.table
	t.columns, t.rule, t.trigger = names, -1, -1
	for i, name := range names {
		at := &t.rule
		switch strings.ToLower(name) {
		case "trigger":
			at = &t.trigger
			fallthrough
		case "rule":
			if *at >= 0 {
				return b.errorf("there are two columns %s", "有两列%s", name)
			}
			*at = i
		}
		if b.isAnswerColumn(name) {
			return b.errorf("there is a column %s, which the answers write: rename it", "已有列%s，与结果的列同名：请改名", name)
		}
	}
	if t.rule < 0 || t.trigger < 0 {
		return b.errorf("the columns are %q: want rule and trigger among them", "各列为%q：应含rule和trigger", names)
	}
	return nil
}

// isAnswerColumn reports whether the answers write a column of this name.
func (b *batch) isAnswerColumn(name string) bool {
	return slices.Contains(b.answerColumns(), strings.ToLower(strings.TrimSpace(name)))
}

// split sets fields to the values of a line, one for each column.
func (b *batch) split(line []byte) error {
	t := &b.table
	if t.form == ndjsonForm {
		return b.splitObject(line)
	}
	if err := b.cut(line, t.form); err != nil {
		t.whole(line)
		return err
	}
	switch n := len(t.fields); {
	case n == len(t.columns):
		return nil
	case t.named:
		return b.errorf("want %d fields as the header has, got %d", "应有%d列，与表头相同，得到%d列", len(t.columns), n)
	default:
		t.whole(line)
		return b.errorf("want RULE,TRIGGER on the line; other columns need a header line", "应为RULE,TRIGGER；其他列须有表头")
	}
}

// whole makes a line that cannot be split one field, so that the answer repeats it.
func (t *table) whole(line []byte) {
	t.fields, t.verbatim = append(t.fields[:0], line), false
}

// cut sets fields to those of a line of CSV or TSV. In CSV a field in quotes must end on its line, so that one open quote
// does not swallow the lines after it; TSV has no quotes.
func (b *batch) cut(line []byte, form form) error {
	t := &b.table
	t.fields = t.fields[:0]
	comma := byte(',')
	if form == tsvForm {
		comma = '\t'
	} else if bytes.IndexByte(line, '"') >= 0 {
		return b.cutQuoted(line)
	}
	t.verbatim = form == csvForm && bytes.IndexByte(line, ';') < 0 && bytes.IndexByte(line, '\t') < 0
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
	if t.quoted == nil {
		t.quoted = csv.NewReader(&t.line)
		t.quoted.FieldsPerRecord, t.quoted.ReuseRecord = -1, true
	}
	t.verbatim = false
	t.line.Reset(line)
	fields, err := t.quoted.Read()
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		return b.errorf("a quote inside a field: want the whole field in quotes, and quotes in it doubled",
			"字段中有引号：应将整个字段置于引号内，其中的引号写两次")
	case err != nil:
		return b.errorf("a quote is not closed on its line, or is followed by more than a comma", "引号未在本行内闭合，或者其后不是逗号")
	}
	for _, field := range fields {
		t.fields = append(t.fields, []byte(field))
	}
	return nil
}

// splitObject sets fields to rule and trigger, or, where the answers are CSV, to the values of the columns.
func (b *batch) splitObject(line []byte) error {
	t := &b.table
	keys, values, ok := objectOf(line)
	if !ok {
		t.whole(line)
		return b.noObject()
	}
	columns := t.columns
	if b.format == "ndjson" {
		if err := b.place(keys); err != nil {
			return err
		}
		columns = keys
	}
	t.fields = make([][]byte, len(columns))
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

func (b *batch) noObject() error {
	return b.errorf("want one JSON object on the line, each field once", "应为一行一个JSON对象，每个字段出现一次")
}

// objectOf reads a JSON object, each field once, in order.
func objectOf(line []byte) (keys []string, values []json.RawMessage, ok bool) {
	d := json.NewDecoder(bytes.NewReader(line))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return nil, nil, false
	}
	for d.More() {
		token, _ := d.Token()
		key, isText := token.(string)
		var value json.RawMessage
		if !isText || d.Decode(&value) != nil || slices.Contains(keys, key) {
			return nil, nil, false
		}
		keys, values = append(keys, key), append(values, value)
	}
	_, end := d.Token()
	_, more := d.Token()
	return keys, values, end == nil && more == io.EOF
}

// appendInput repeats the line of the input. Of a line that cannot be split, what it has.
func (b *batch) appendInput(line []byte) {
	t := &b.table
	switch {
	case b.format != "csv":
		b.appendInputJSON(line)
	case t.verbatim && len(t.fields) == len(t.columns):
		b.row = append(b.row, line...)
	default:
		for i := range t.columns {
			if i > 0 {
				b.row = append(b.row, ',')
			}
			if i < len(t.fields) {
				b.row = appendCell(b.row, t.fields[i])
			}
		}
	}
}

func (b *batch) appendInputJSON(line []byte) {
	t := &b.table
	b.row = append(b.row, '{')
	if t.form == ndjsonForm {
		if keys, _, ok := objectOf(line); ok && !slices.ContainsFunc(keys, b.isAnswerColumn) {
			line = bytes.TrimSpace(line)
			b.row = append(b.row, bytes.TrimSpace(line[1:len(line)-1])...)
		} else {
			b.key("line")
			b.row = appendJSON(b.row, string(line))
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

func appendJSON(b []byte, s string) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a text can always be written
	return append(b, bytes.TrimSpace(out.Bytes())...)
}

// isFormula reports whether a spreadsheet would take a cell for a formula.
func isFormula[T string | []byte](cell T) bool {
	for i := range len(cell) {
		switch cell[i] {
		case ' ':
			continue
		case '=', '+', '-', '@', '\t', '\r', 0:
			return true
		default:
			return false
		}
	}
	return false
}

// appendCell appends a field of CSV, in quotes where it needs them. An apostrophe keeps a spreadsheet from taking it for a
// formula; quotes, one that separates by semicolons from taking its rest for one.
func appendCell[T string | []byte](b []byte, field T) []byte {
	formula := isFormula(field)
	if !formula && !bytes.ContainsAny([]byte(field), ",;\t\"\r\n") && (len(field) == 0 || field[0] != ' ') {
		return append(b, field...)
	}
	b = append(b, '"')
	if formula {
		b = append(b, '\'')
	}
	for i := range len(field) {
		if field[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, field[i])
	}
	return append(b, '"')
}

// appendRow appends a row of CSV. A number is no formula.
func appendRow(b []byte, cells []string) []byte {
	for i, cell := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		if _, err := strconv.Atoi(cell); err == nil {
			b = append(b, cell...)
		} else {
			b = appendCell(b, cell)
		}
	}
	return append(b, '\n')
}

// writeCSV writes a table.
func (c *command) writeCSV(w io.Writer, rows ...[]string) error {
	out := []byte(c.byteOrderMark())
	for _, row := range rows {
		out = appendRow(out, row)
	}
	_, err := w.Write(out)
	return err
}

// byteOrderMark is what Excel wants at the beginning of Chinese text in UTF-8.
func (c *command) byteOrderMark() string { return c.say("", "\ufeff") }
