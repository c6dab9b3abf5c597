package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A line of a batch gets the answer that the question gets by itself, in CSV and in NDJSON, in whatever order it comes and
// however often: the batch remembers what it has answered.
func TestBatchAgreesWithSingleAnswers(t *testing.T) {
	var lines, want []string
	for _, rule := range append(deadline.Rules(), deadline.Rule{ID: "10wd"}, deadline.Rule{ID: "60wd"}) {
		for _, trigger := range []string{"2023-08-01", "2025-06-03", "2025-12-31", "2026-06-30", "2026-11-20", "2035-12-01", "2004-01-02"} {
			out, errs, _ := duedate("", "-format", "csv", rule.ID, trigger)
			row := rule.ID + "," + trigger + ",,,,,false,"
			if strings.Count(out, "\n") > 1 {
				row = strings.Split(out, "\n")[1]
			} else {
				row += string(appendCell(nil, []byte(strings.TrimSuffix(strings.TrimPrefix(errs, "duedate: "), "\n"))))
			}
			lines, want = append(lines, rule.ID+","+trigger), append(want, row)
		}
	}
	in := "rule,trigger\n" + strings.Join(lines, "\n") + "\n" + strings.Join(lines, "\n") + "\n"
	out, _, status := duedate(in, "-batch")
	assert.Equal(t, noAnswer, status, "some of the rules do not apply on some of the days")
	got := strings.Split(strings.TrimSuffix(out, "\n"), "\n")[1:]
	assert.Equal(t, append(want, want...), got)

	out, _, _ = duedate(in, "-batch", "-format", "ndjson")
	objects := json.NewDecoder(strings.NewReader(out))
	for _, row := range append(want, want...) {
		fields, err := csv.NewReader(strings.NewReader(row)).Read()
		require.NoError(t, err)
		var o map[string]any
		require.NoError(t, objects.Decode(&o))
		for i, name := range []string{"rule", "trigger", "opens", "due", "safe_by", "status", "provisional", "reason"} {
			got := o[name]
			if got == nil {
				got = ""
			}
			require.Equal(t, fields[i], fmt.Sprint(got), "%s of %s", name, row)
		}
	}
	assert.False(t, objects.More())
}

// What Excel writes in China is read, and what cannot be read is refused by name: never answered garbled.
func TestBatchEncodings(t *testing.T) {
	const table = "rule,trigger,公司\n10wd,2018-09-17,某某科技有限公司\n"
	const want = "rule,trigger,公司,opens,due,safe_by,status,provisional,reason\n10wd,2018-09-17,某某科技有限公司,2018-09-17,2018-09-30,2018-09-29,,false,\n"
	for _, row := range []struct {
		name string
		encoding.Encoding
		why string
	}{
		{"GB18030", simplifiedchinese.GB18030, "“CSV” of a Chinese Excel"},
		{"UTF-16, little end first", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "“Unicode text” of Excel"},
		{"UTF-16, big end first", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "other programs"},
		{"UTF-8 with a byte order mark", unicode.UTF8BOM, "“CSV UTF-8” of Excel"},
		{"UTF-8", encoding.Nop, "everybody else"},
	} {
		t.Run(row.name, func(t *testing.T) {
			in, err := row.NewEncoder().String(table)
			require.NoError(t, err)
			out, errs, status := duedate(in, "-batch")
			require.Zero(t, status, errs)
			assert.Equal(t, want, out, row.why)
			name, _, _ := strings.Cut(row.name, ",")
			assert.Equal(t, !strings.HasPrefix(name, "UTF-8"), strings.Contains(errs, "duedate: "+name+", lines read 1"), "it says so: %s", errs)
		})
	}
	// The beginning of a file decides; what comes later in another encoding is a line that failed.
	const later = "10wd,2018-09-17,y\n"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(table)
	require.NoError(t, err)
	for name, in := range map[string]string{
		"UTF-8, then GB18030":   "rule,trigger,x\n" + strings.Repeat(later, 5000) + gbk,
		"GB18030, then Latin 1": gbk + strings.Repeat(later, 5000) + "10wd,2018-09-17,\xe9\n",
		"half a surrogate pair": "\xff\xfer\x00u\x00l\x00e\x00,\x00t\x00r\x00i\x00g\x00g\x00e\x00r\x00\n\x00a\x00,\x00\x00\xd8\n\x00",
	} {
		out, _, status := duedate(in, "-batch")
		assert.Equal(t, noAnswer, status, name)
		assert.Contains(t, out, ",,,,false,the line is not in the encoding of the lines before it: save the whole file as UTF-8\n", name)
		assert.NotContains(t, strings.ReplaceAll(out, "false,the line", "�"), "�,2018", "%s: no garbled line is answered", name)
	}
}

// Input that cannot be read with certainty is refused as a whole, by name, in both languages, and nothing is written.
func TestBatchRefuses(t *testing.T) {
	const table = "编号,rule,trigger\n甲公司,10wd,2018-09-17\n"
	encoded := func(e encoding.Encoding, text string) string {
		out, err := e.NewEncoder().String(text)
		require.NoError(t, err)
		return out
	}
	for _, row := range []struct{ name, in, en, zh, why string }{
		{"UTF-16 without a mark", encoded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), table), "UTF-16", "UTF-16", "it has NUL bytes"},
		{"UTF-32", encoded(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), table), "UTF-32", "UTF-32", "its mark begins as that of UTF-16"},
		{"Big5", encoded(traditionalchinese.Big5, "編號,rule,trigger\n甲公司股份,10wd,2018-09-17\n"), "GB18030", "GB18030", "it is no GB18030"},
		{"Shift JIS", encoded(japanese.ShiftJIS, "番号,rule,trigger\n会社,10wd,2018-09-17\n"), "GB18030", "GB18030", "read as GB18030 it has rare characters"},
		{"Latin 1", "Schl\xfcssel,rule,trigger\nM\xfcller,10wd,2018-09-17\n", "GB18030", "GB18030", "as above"},
		{"Cyrillic", encoded(charmap.Windows1251, "ключ,rule,trigger\nкомпания,10wd,2018-09-17\n"), "GB18030", "GB18030", "as above"},
		{"a workbook", "PK\x03\x04\x14\x00\x06\x00", "workbook", "工作簿", "the .xlsx itself"},
		{"NUL bytes", strings.Repeat("\x00", 100_000), "workbook", "工作簿", "an empty disk"},
		{"lines of an old Mac", "rule,trigger\r10wd,2018-09-17\r", "rule and trigger", "rule和trigger", "the header has all lines"},
	} {
		t.Run(row.name, func(t *testing.T) {
			for lang, want := range map[string]string{"en": row.en, "zh": row.zh} {
				out, errs, status := duedate(row.in, "-batch", "-lang", lang)
				assert.Equal(t, noAnswer, status, row.why)
				assert.Empty(t, out, row.why)
				assert.Contains(t, errs, want, row.why)
				assert.Equal(t, 1, strings.Count(errs, "\n"), "one line: %s", errs)
			}
		})
	}
}

func TestBatchLongLines(t *testing.T) {
	const answer = "10wd,2018-09-17,2018-09-17,2018-09-30,2018-09-29,,false,\n"
	out, _, status := duedate("10wd,2018-09-17\n"+strings.Repeat("9", 200_000)+"\n10wd,2018-09-17", "-batch")
	assert.Equal(t, noAnswer, status)
	assert.Equal(t, answer+strings.Repeat("9", 80)+"…,,,,,,false,a line of over 65536 bytes\n"+answer, out[strings.Index(out, "\n")+1:],
		"it keeps its place, and the last line needs no end")
	out, _, status = duedate(strings.Repeat("x", 10<<20), "-batch")
	assert.Equal(t, noAnswer, status)
	assert.Less(t, len(out), 300, "ten megabytes without an end")
	out, _, status = duedate("\n\n10wd,2018-09-17\r\n\r\n", "-batch")
	assert.Zero(t, status)
	assert.Contains(t, out, answer)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
func (failing) Read([]byte) (int, error)  { return 0, io.ErrUnexpectedEOF }

func TestBatchBrokenStreams(t *testing.T) {
	var errs strings.Builder
	c := command{in: strings.NewReader("10wd,2018-09-17\n"), out: failing{}, err: &errs}
	assert.Equal(t, noAnswer, c.run([]string{"-batch"}), "a full disk is no success")
	assert.Equal(t, "duedate: io: read/write on closed pipe\n", errs.String(), "and no totals are given")
	c = command{in: failing{}, out: io.Discard, err: io.Discard}
	assert.Equal(t, noAnswer, c.run([]string{"-batch"}), "an input that breaks off is no success")
}

// A line of a batch that has a final answer allocates nothing but the place where that is kept, once for each place.
func TestBatchAllocatesNothing(t *testing.T) {
	c := command{in: strings.NewReader("rule,trigger\n"), out: io.Discard, err: io.Discard}
	require.Zero(t, c.run([]string{"-batch"}))
	b := newBatch(&c)
	_, err := b.readHeader([]byte("rule,trigger"))
	require.NoError(t, err)
	for _, text := range []string{"face.reached,2025-06-03", "10wd,2018-09-17", "face.reached,2025-06-03T17:00:00Z"} {
		line := []byte(text)
		for _, remember := range []bool{true, false} {
			assert.Zero(t, testing.AllocsPerRun(100, func() {
				for i := range b.known {
					if !remember && b.known[i].rule != nil {
						b.known[i].rule = nil
					}
				}
				b.row = b.row[:0]
				b.answer(line)
			}), text)
		}
	}
}

// Whatever comes in, CSV that is answered has one row for each line that is not blank, of as many fields as its header, with
// a due date or a reason, and no cell that a spreadsheet takes for a formula.
func FuzzBatch(f *testing.F) {
	f.Add("face.reached,2025-06-03\n", false)
	f.Add("\ufeffkey,rule,trigger\n=1,\"10wd\",\"2018-09-17T00:00:00Z\"\n", false)
	f.Add("{\"rule\":\"10wd\",\"trigger\":\"2018-09-17\"}\n{}\n", true)
	f.Add("rule\ttrigger\n-1\t@\n", true)
	f.Add("rule,trigger\n\"a\"\"b\",c\n\n,\n\"\n", true)
	f.Fuzz(func(t *testing.T, in string, chinese bool) {
		args := []string{"-batch", "-format", "csv"}
		if chinese {
			args = append(args, "-lang", "zh")
		}
		out, _, status := duedate(in, args...)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out, "\ufeff"))).ReadAll()
		require.NoError(t, err)
		if out == "" {
			require.Equal(t, noAnswer, status)
			return
		}
		n := len(rows[0])
		for _, row := range rows[1:] {
			require.Equal(t, row[n-1] == "" || row[n-2] == "true" || row[n-3] == "draft", row[n-5] != "", "a due date or a reason: %q", row)
			for _, cell := range row {
				require.False(t, isFormula([]byte(cell)), "%q", cell)
			}
		}
	})
}

func BenchmarkBatch(b *testing.B) {
	for _, bench := range []struct {
		name  string
		rules []string
		days  int
	}{{"one rule, half a year", []string{"face.reached"}, 180}, {"seven rules, two years", []string{
		"face.reached", "face.changed", "10wd", "5wd", "scc.effective", "algorithm.provided", "algorithm.changed"}, 400}} {
		b.Run(bench.name, func(b *testing.B) {
			const lines = 500_000
			in := bytes.NewBufferString("rule,trigger\n")
			first := holidays.MustParseDate("2025-06-01")
			for i := range lines {
				fmt.Fprintf(in, "%s,%v\n", bench.rules[i%len(bench.rules)], first.AddDays(i*7919%bench.days))
			}
			b.SetBytes(int64(in.Len()))
			for b.Loop() {
				c := command{in: bytes.NewReader(in.Bytes()), out: io.Discard, err: io.Discard}
				if c.run([]string{"-batch"}) != final {
					b.Fatal("batch failed")
				}
			}
			b.ReportMetric(lines*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}
