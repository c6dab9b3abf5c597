package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

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
		`{"input":"b,face.reached,bad\r","reason":"holidays: date \"bad\": want a date as 2006-01-02"}`,
		`{"input":"{","reason":"unexpected end of JSON input"}`,
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

// The README shows what the sample gives.
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
	assert.ElementsMatch(t, want, strings.Split(strings.TrimSpace(block), "\n"))
}
