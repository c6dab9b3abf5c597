package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const batchHeader = "rule,trigger,opens,due,safe_by,final,error\n"

func TestBatchLines(t *testing.T) {
	for _, row := range []struct{ name, in, want, why string }{
		{"a date", "face.reached,2025-06-03", "face.reached,2025-06-03,2025-06-03,2025-07-15,2025-07-14,true,", "the plain case"},
		{"an instant", "face.reached,2025-06-03T17:00:00Z", "face.reached,2025-06-03T17:00:00Z,2025-06-04,2025-07-16,2025-07-15,true,", "June 4 in Beijing; the echo is the input's"},
		{"a count", "10wd,2018-09-17", "10wd,2018-09-17,2018-09-17,2018-09-30,2018-09-29,true,", "golden"},
		{"quotes", `"10wd","2018-09-17"`, "10wd,2018-09-17,2018-09-17,2018-09-30,2018-09-29,true,", "a spreadsheet writes them"},
		{"spaces", "10wd , 2018-09-17", `10wd ," 2018-09-17",2018-09-17,2018-09-30,2018-09-29,true,`, "people type them; the echo is the input's"},
		{"announced", "face.reached,2025-05-06", "face.reached,2025-05-06,,2025-07-14,2025-07-11,true,", "the announcement names no opening day"},
		{"a bad date", "10wd,2025/6/3", `10wd,2025/6/3,,,,false,"date ""2025/6/3"": want it written 2025-06-03"`, "its own row says so"},
		{"no trigger", "10wd,", `10wd,,,,,false,"date """": want a date as 2006-01-02, got nothing"`, "an empty field is no date"},
		{"one field", "10wd", `10wd,,,,,false,"want RULE,TRIGGER, got one field"`, "nothing is guessed"},
		{"three fields", "10wd,2018-09-17,x", `"10wd,2018-09-17,x",,,,,false,"want RULE,TRIGGER, got more than two fields"`, "the line is echoed whole"},
		{"an open quote", `"10wd,2018-09-17`, `"""10wd,2018-09-17",,,,,false,a quote is not closed on its line`, "it must not swallow the lines after it"},
		{"a quote inside", `10"wd,2018-09-17`, `"10""wd,2018-09-17",,,,,false,"a quote inside a field: want the whole field in quotes, and quotes in it doubled"`, "as encoding/csv has it"},
		{"text after a quote", `"10wd"x,2018-09-17`, `"""10wd""x,2018-09-17",,,,,false,text after a closing quote: want a comma or the end of the line`, "as encoding/csv has it"},
		{"hostile text", "\x00=cmd|'/c calc'!A1,\xff", "\x00=cmd|'/c calc'!A1,\xff,,,,false,", "echoed, never interpreted"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			out, errs, status := duedate(row.in+"\n10wd,2022-09-21\n", "-batch")
			require.Zero(t, status, "however many rows fail")
			assert.Empty(t, errs)
			lines := strings.SplitAfter(out, "\n")
			require.Len(t, lines, 4)
			assert.Equal(t, batchHeader, lines[0])
			assert.True(t, strings.HasPrefix(lines[1], row.want), lines[1])
			assert.Equal(t, "10wd,2022-09-21,2022-09-21,2022-10-10,2022-10-09,true,\n", lines[2], "the rest goes on")
		})
	}
}

func TestBatchWhole(t *testing.T) {
	const answer = "10wd,2018-09-17,2018-09-17,2018-09-30,2018-09-29,true,\n"
	for _, row := range []struct {
		name, in string
		rows     int
		want     string
	}{
		{"nothing", "", 0, ""},
		{"a header", "rule,trigger\n10wd,2018-09-17\n", 1, answer},
		{"a header in capitals", "RULE,Trigger\n10wd,2018-09-17\n", 1, answer},
		{"a byte order mark", "\ufeff10wd,2018-09-17\n", 1, answer},
		{"a byte order mark and a header", "\ufeffrule,trigger\r\n10wd,2018-09-17\r\n", 1, answer},
		{"a header is the first line only", "10wd,2018-09-17\nrule,trigger\n", 2, answer + `rule,trigger,,,,false,"unknown rule`},
		{"no end of line at the end", "10wd,2018-09-17", 1, answer},
		{"blank lines", "\n\n10wd,2018-09-17\n\r\n\n", 1, answer},
		{"a line that is too long", strings.Repeat("9", 200_000) + "\n10wd,2018-09-17\n", 2,
			strings.Repeat("9", 80) + "…,,,,,false,a line of over 65536 bytes\n" + answer},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, _, status := duedate(row.in, "-batch")
			require.Zero(t, status)
			assert.True(t, strings.HasPrefix(out, batchHeader+row.want), out)
			assert.Equal(t, 1+row.rows, strings.Count(out, "\n"))
		})
	}
}

func TestBatchFlags(t *testing.T) {
	out, _, status := duedate("30wd,2025-12-01\n", "-batch", "-as-of", "2025-11-03", "-strict")
	require.Zero(t, status)
	assert.Contains(t, out, `30wd,2025-12-01,,,,false,"provisional: `)

	out, _, _ = duedate("30wd,2025-12-01\n", "-batch", "-as-of", "2025-11-03")
	assert.Contains(t, out, ",false,\n", "a provisional answer is given and is not final")

	out, _, _ = duedate("30wd,2025-12-01\n", "-batch", "-lang", "zh")
	assert.True(t, strings.HasPrefix(out, "\ufeff"+batchHeader))
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
func (failing) Read([]byte) (int, error)  { return 0, io.ErrUnexpectedEOF }

func TestBatchBrokenStreams(t *testing.T) {
	var errs bytes.Buffer
	c := command{in: strings.NewReader("10wd,2018-09-17\n"), out: failing{}, err: &errs}
	assert.Equal(t, 1, c.run([]string{"-batch"}), "a full disk is no success")
	c = command{in: failing{}, out: io.Discard, err: &errs}
	assert.Equal(t, 1, c.run([]string{"-batch"}), "an input that breaks off is no success")
}

// A line of a batch that has an answer allocates nothing.
func TestBatchAllocatesNothing(t *testing.T) {
	c := command{in: strings.NewReader(""), out: io.Discard, err: io.Discard}
	require.Zero(t, c.run([]string{"-batch"}))
	b := newBatch(&c)
	for _, text := range []string{"face.reached,2025-06-03", "10wd,2018-09-17", "face.reached,2025-06-03T17:00:00Z", `"10wd","2018-09-17"`} {
		line := []byte(text)
		b.answer(line)
		assert.Zero(t, testing.AllocsPerRun(100, func() { b.answer(line) }), text)
	}
}

// Whatever comes in, every line that is not blank gets one row of seven fields, and the input can be told from it.
func FuzzBatch(f *testing.F) {
	f.Add("face.reached,2025-06-03\n")
	f.Add("\ufeffrule,trigger\n\"10wd\",\"2018-09-17T00:00:00Z\"\n")
	f.Add("\"a\"\"b\",c\n\n,\n\"\n")
	f.Fuzz(func(t *testing.T, in string) {
		out, _, status := duedate(in, "-batch")
		require.Zero(t, status)
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		require.NoError(t, err)
		want := 1
		for i, line := range strings.Split(strings.TrimPrefix(in, "\ufeff"), "\n") {
			line = strings.TrimRight(line, "\r")
			if line != "" && (i > 0 || !strings.EqualFold(line, "rule,trigger")) {
				want++
			}
		}
		require.Len(t, rows, want)
		for _, row := range rows[1:] {
			require.Len(t, row, len(dueColumns))
			require.Equal(t, row[6] == "", row[3] != "", "an answer or an error, never both: %q", row)
		}
	})
}

func BenchmarkBatch(b *testing.B) {
	var in bytes.Buffer
	for i := range 10_000 {
		fmt.Fprintf(&in, "face.reached,2025-%02d-%02d\n", 7+i%6, 1+i%28)
	}
	b.SetBytes(int64(in.Len()))
	for b.Loop() {
		c := command{in: bytes.NewReader(in.Bytes()), out: io.Discard, err: io.Discard}
		if c.run([]string{"-batch"}) != 0 {
			b.Fatal("batch failed")
		}
	}
	b.ReportMetric(10_000*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
