package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// in = out + failed = written, blank lines and headers apart, over several files.
func TestCountsAddUp(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"1.csv":  "\ufeffid,rule,trigger\r\na,face.reached,2025-06-03\r\n\r\nb,face.reached,bad\r\n",
		"2.csv":  "id,rule,trigger\nc,face.reached,2025-06-03\n\nc,face.reached,2025-06-03", // twice, and no end of line
		"3.json": `{"id":"d","rule":"face.reached","trigger":"2025-06-03"}` + "\n{",
		"4.csv":  "",
	} {
		require.NoError(t, os.WriteFile(dir+"/"+name, []byte(content), 0o600))
	}
	j := job{Events: dir + "/*", Results: dir + "/results", Failed: dir + "/failed", Format: "json", Shards: 1}
	var said bytes.Buffer
	require.NoError(t, run(context.Background(), &j, &said))
	assert.Equal(t, "beam: records in 6, out 4, failed 2, written 6; lines without a record 4\n", said.String())
	assert.Len(t, readLines(t, j.Results), 4)
	assert.ElementsMatch(t, []string{
		`{"file":"` + dir + `/1.csv","input":"b,face.reached,bad\r","reason":"holidays: date \"bad\": want YYYY-MM-DD, such as 2025-06-03"}`,
		`{"file":"` + dir + `/3.json","input":"{","reason":"unexpected end of JSON input"}`,
	}, readLines(t, j.Failed))
}

func TestCountersCheck(t *testing.T) {
	for _, row := range []struct {
		name, err string
		c         counters
	}{
		{"all answered", "", counters{in: 2, out: 2, written: 2}},
		{"all failed", "", counters{in: 2, failed: 2, written: 2}},
		{"a header alone", "", counters{skipped: 1}},
		{"nothing", "nothing was read", counters{}},
		{"one lost on the way", "do not add up", counters{in: 3, out: 1, failed: 1, written: 2}},
		{"one lost at the end", "do not add up", counters{in: 2, out: 1, failed: 1, written: 1}},
	} {
		if err := row.c.check(); row.err == "" {
			assert.NoError(t, err, row.name)
		} else {
			assert.ErrorContains(t, err, row.err, row.name)
		}
	}
}

func TestNoEvents(t *testing.T) {
	_, _, err := outputs(t, job{Events: "/no/such/file"})
	require.ErrorContains(t, err, "nothing was read", "a path that was typed wrong is no success")
}

// What is not UTF-8 is a failure, whatever its encoding: byte for byte, with the file and the place of the first byte that
// gives it away. Nothing of it is skipped as blank or as a header, and no answer has a name that was read wrongly.
func TestNotUTF8(t *testing.T) {
	const events = "id,rule,trigger\r\n甲-1,face.reached,2025-06-03\r\n\r\nb-1,face.reached,2025-06-03\r\n"
	utf16Of := func(order binary.AppendByteOrder, mark string) (text string) {
		for _, unit := range utf16.Encode([]rune(mark + events)) {
			text += string(order.AppendUint16(nil, unit))
		}
		return text
	}
	for _, row := range []struct {
		name, content string
		places        []string // of each failure: the first byte that is not UTF-8
		why           string
	}{
		{"Latin-1", "Jos\xe9,face.reached,2025-06-03\n", []string{"byte 4 of the line is 0xe9"}, "é is a byte that begins a character of three"},
		{"Latin-1, ï at the end", "{\"id\":\"a\",\"rule\":\"face.reached\",\"trigger\":\"2025-06-03\"}\xef\n", []string{"byte 56 of the line is 0xef"}, "the first byte of U+FFFD too"},
		{"GB18030", "\xb1\xb1\xbe\xa9-1,face.reached,2025-06-03\n", []string{"byte 1 of the line is 0xb1"}, "北京 in two bytes each"},
		{"GB18030, four bytes", "a\x81\x39\xef\x30,face.reached,2025-06-03\n", []string{"byte 2 of the line is 0x81"}, "a rare character"},
		{"UTF-16LE with a mark", utf16Of(binary.LittleEndian, "\ufeff"), []string{"byte 1 of the line is 0xff", "byte 1 of the line is 0x00", "byte 1 of the line is 0x00", "byte 1 of the line is 0x00", "byte 1 of the line is 0x00"}, "Excel's Unicode text; the byte after each end of line begins the next"},
		{"UTF-16LE", utf16Of(binary.LittleEndian, ""), []string{"byte 2 of the line is 0x00", "byte 1 of the line is 0x00", "byte 1 of the line is 0x00", "byte 1 of the line is 0x00", "byte 1 of the line is 0x00"}, "only NUL tells it from UTF-8"},
		{"UTF-16BE with a mark", utf16Of(binary.BigEndian, "\ufeff"), []string{"byte 1 of the line is 0xfe", "byte 3 of the line is 0x00", "byte 1 of the line is 0x00", "byte 1 of the line is 0x00"}, "the other order; 甲 is 0x7532"},
		{"UTF-16BE", utf16Of(binary.BigEndian, ""), []string{"byte 1 of the line is 0x00", "byte 3 of the line is 0x00", "byte 1 of the line is 0x00", "byte 1 of the line is 0x00"}, "the blank line is a NUL and a CR"},
		{"a lone bad byte", "a-1,face.reached,2025-06-03\x80\n", []string{"byte 28 of the line is 0x80"}, "the rest is right, and would have an answer without it"},
		{"a lone bad byte in JSON", "{\"id\":\"a\xff\",\"rule\":\"face.reached\",\"trigger\":\"2025-06-03\"}\n", []string{"byte 9 of the line is 0xff"}, "encoding/json reads it as U+FFFD, and IDs as one another"},
		{"a header with a bad byte", "id,rule,trigger\xa0\n", []string{"byte 16 of the line is 0xa0"}, "a space of Latin-1, which is no header"},
		{"half a character", "a-1,face.reached,2025-06-03\xe7\x94\n", []string{"byte 28 of the line is 0xe7"}, "a file cut short"},
		{"a surrogate", "a\xed\xa0\x80,face.reached,2025-06-03\n", []string{"byte 2 of the line is 0xed"}, "CESU-8, which some databases write"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			path := file(t, "events", row.content)
			results, failures, err := outputs(t, job{Events: path})
			require.NoError(t, err)
			assert.Empty(t, results)
			var inputs, places []string
			for _, line := range failures {
				var f struct {
					File, Input, Reason string
					Base64              []byte `json:"input_base64"`
				}
				require.NoError(t, json.Unmarshal([]byte(line), &f))
				require.Equal(t, path, f.File)
				inputs = append(inputs, f.Input+string(f.Base64))
				place, _ := strings.CutPrefix(f.Reason, "not UTF-8: ")
				places = append(places, strings.TrimSuffix(place, ": save the file as UTF-8"))
			}
			assert.ElementsMatch(t, strings.Split(strings.TrimSuffix(row.content, "\n"), "\n"), inputs, "byte for byte")
			assert.ElementsMatch(t, row.places, places, row.why)
		})
	}
}

// textio would lose most of the records of a compressed file, and the counters would not know.
func TestCompressedIsRefused(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	for i := range 1000 {
		fmt.Fprintf(w, "e-%d,face.reached,2025-06-03\n", i)
	}
	require.NoError(t, w.Close())
	for _, name := range []string{"events.csv.gz", "events.csv"} {
		_, _, err := outputs(t, job{Events: file(t, name, packed.String())})
		require.ErrorContains(t, err, "compressed", name)
	}
}

// A file that is large enough to be read in parts has every record once.
func TestLargeFile(t *testing.T) {
	const n, width = 20_000, 6000 // over textio's 64 MiB
	path := filepath.Join(t.TempDir(), "events")
	f, err := os.Create(path)
	require.NoError(t, err)
	w := bufio.NewWriter(f)
	for i := range n {
		fmt.Fprintf(w, `{"id":"e-%d","rule":"face.reached","trigger":"2025-06-03","more":"%*s"}`+"\n", i, width, "")
	}
	require.NoError(t, w.Flush())
	require.NoError(t, f.Close())
	results, failures, err := outputs(t, job{Events: path})
	require.NoError(t, err)
	assert.Empty(t, failures)
	slices.Sort(results)
	assert.Len(t, slices.Compact(results), n)
}

func TestFlags(t *testing.T) {
	good := job{Events: "e", Results: "r", Failed: "f", Format: "json", Shards: 1}
	require.NoError(t, good.check(false))
	for _, row := range []struct {
		name      string
		change    func(*job)
		inProcess bool
		err       string
	}{
		{"format", func(j *job) { j.Format = "xml" }, true, "json or csv"},
		{"no shard", func(j *job) { j.Shards = 0 }, true, "-shards 0"},
		{"shards of a stream", func(j *job) { j.Shards, j.Failed = 2, "" }, true, "-failed"},
		{"one file for both", func(j *job) { j.Failed = "r" }, true, "two files"},
		{"standard output of a worker", func(j *job) { j.Results = "" }, false, "every worker can reach"},
		{"standard error of a worker", func(j *job) { j.Failed = "" }, false, "every worker can reach"},
	} {
		j := good
		row.change(&j)
		assert.ErrorContains(t, j.check(row.inProcess), row.err, row.name)
	}
	require.NoError(t, (&job{Format: "csv", Shards: 1}).check(true))
}

// The README shows what the sample gives, but for the digests of the calendar.
func TestReadmeSample(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	_, rest, ok := strings.Cut(string(readme), "$ go run -C examples/beam .\n")
	require.True(t, ok)
	block, _, ok := strings.Cut(rest, "```")
	require.True(t, ok)

	dir := t.TempDir()
	j := job{Results: dir + "/results", Failed: dir + "/failed", Format: "json", Shards: 1}
	var said bytes.Buffer
	require.NoError(t, run(context.Background(), &j, &said))
	want := slices.Concat(readLines(t, j.Results), readLines(t, j.Failed), []string{strings.TrimSpace(said.String())})
	digest := regexp.MustCompile(`@[0-9a-f]{32}"`) // the README leaves it out
	for i := range want {
		want[i] = digest.ReplaceAllString(want[i], `@…"`)
	}
	assert.ElementsMatch(t, want, strings.Split(strings.TrimSpace(block), "\n"))
}
