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
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

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
		})
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(table)
	require.NoError(t, err)
	for name, in := range map[string]string{"UTF-16 without a mark": utf16, "bytes": "rule,trigger\n10wd,\xff\xff\xff\n"} {
		out, errs, status := duedate(in, "-batch")
		assert.Equal(t, noAnswer, status, name)
		assert.Empty(t, out, name)
		assert.Contains(t, errs, "UTF-16", name)
	}

	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("10wd,2018-09-17,公司\n")
	require.NoError(t, err)
	out, _, status := duedate("rule,trigger,x\n"+strings.Repeat("10wd,2018-09-17,y\n", 5000)+gbk, "-batch")
	assert.Equal(t, noAnswer, status, "an encoding that changes on the way")
	assert.Contains(t, out, ",,,,false,the line is not UTF-8: save the whole file as UTF-8\n")
}

func TestBatchLongLines(t *testing.T) {
	const answer = "10wd,2018-09-17,2018-09-17,2018-09-30,2018-09-29,,false,\n"
	out, _, status := duedate("10wd,2018-09-17\n"+strings.Repeat("9", 200_000)+"\n10wd,2018-09-17", "-batch")
	assert.Equal(t, noAnswer, status)
	assert.Equal(t, answer+strings.Repeat("9", 80)+"…,,,,,,false,a line of over 65536 bytes\n"+answer, out[strings.Index(out, "\n")+1:],
		"it keeps its place, and the last line needs no end")
	out, _, status = duedate("\n\n10wd,2018-09-17\r\n\r\n", "-batch")
	assert.Zero(t, status)
	assert.Contains(t, out, answer)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
func (failing) Read([]byte) (int, error)  { return 0, io.ErrUnexpectedEOF }

func TestBatchBrokenStreams(t *testing.T) {
	c := command{in: strings.NewReader("10wd,2018-09-17\n"), out: failing{}, err: io.Discard}
	assert.Equal(t, noAnswer, c.run([]string{"-batch"}), "a full disk is no success")
	c = command{in: failing{}, out: io.Discard, err: io.Discard}
	assert.Equal(t, noAnswer, c.run([]string{"-batch"}), "an input that breaks off is no success")
}

// A line of a batch that has a final answer allocates nothing, asked for the first time or again.
func TestBatchAllocatesNothing(t *testing.T) {
	c := command{in: strings.NewReader("rule,trigger\n"), out: io.Discard, err: io.Discard}
	require.Zero(t, c.run([]string{"-batch"}))
	b := newBatch(&c)
	_, err := b.readHeader([]byte("rule,trigger"))
	require.NoError(t, err)
	for _, text := range []string{"face.reached,2025-06-03", "10wd,2018-09-17", "face.reached,2025-06-03T17:00:00Z", `"10wd","2018-09-17"`} {
		line := []byte(text)
		for _, remember := range []bool{true, false} {
			assert.Zero(t, testing.AllocsPerRun(100, func() {
				if !remember {
					clear(b.done[:])
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
