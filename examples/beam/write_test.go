package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The lines are the same in one file and in many.
func TestShards(t *testing.T) {
	results, failures, err := outputs(t, job{})
	require.NoError(t, err)
	many, manyFailures, err := outputs(t, job{Shards: 5})
	require.NoError(t, err)
	assert.ElementsMatch(t, results, many)
	assert.ElementsMatch(t, failures, manyFailures)
}

// What an earlier run left does not pass for an output of this one.
func TestNothingStaysBehind(t *testing.T) {
	j := job{Events: file(t, "events", "a,face.reached,2025-06-03\n"), Format: "json", Shards: 1}
	j.Results, j.Failed = file(t, "results", "old\n"), file(t, "failed", "old\n")
	require.NoError(t, run(context.Background(), &j, io.Discard))
	assert.Empty(t, readLines(t, j.Failed))
	assert.NotContains(t, readLines(t, j.Results), "old")
}

// Every byte of a bad record can be had back from its line.
func TestFailureKeepsItsInput(t *testing.T) {
	for _, row := range []struct{ name, input, why string }{
		{"text", "a,face.reached", "the plain case"},
		{"quotes and control characters", "\"a\",\x00\t\u2028<&>", "JSON has an escape for each"},
		{"Chinese", "甲,人脸,2025年6月3日", "is text"},
		{"no UTF-8", "a\xff\xfe,\xc3", "JSON has no place for it but base64"},
		{"GBK", "\xc8\xcb\xc1\xb3,1,2", "a file in another encoding"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			line, err := failureJSON(Failure{"in.csv", []byte(row.input), "why"})
			require.NoError(t, err)
			assert.NotContains(t, string(line), "\n")
			var back struct {
				File   string
				Input  string
				Base64 []byte `json:"input_base64"`
				Reason string
			}
			require.NoError(t, json.Unmarshal(line, &back))
			assert.Equal(t, row.input, back.Input+string(back.Base64))
			assert.Equal(t, "in.csv why", back.File+" "+back.Reason)
		})
	}
}

// CSV has a header and the fields of the JSON.
func TestCSV(t *testing.T) {
	events := file(t, "events", "\"a,\"\"1\"\"\",face.changed,2026-12-01\n")
	results, _, err := outputs(t, job{Events: events, Format: "csv"})
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(strings.Join(results, "\n"))).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 2)
	results, _, err = outputs(t, job{Events: events})
	require.NoError(t, err)
	require.Len(t, results, 1)
	var object map[string]any
	require.NoError(t, json.Unmarshal([]byte(results[0]), &object))
	require.Len(t, object, len(rows[0]), "a provisional answer has every field")
	for i, name := range rows[0] {
		assert.Equal(t, fmt.Sprint(object[name]), rows[1][i], name)
	}
}

// A disk that does not take the lines is an error, not a short file.
func TestWriteFails(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	lines := [][]byte{[]byte("a"), []byte("b")}
	next := func(line *[]byte) bool {
		if len(lines) == 0 {
			return false
		}
		*line, lines = lines[0], slices.Delete(lines, 0, 1)
		return true
	}
	fn := writeFn{Path: "/dev/full", Shards: 1}
	require.Error(t, fn.ProcessElement(context.Background(), 0, next))

	fn = writeFn{Path: filepath.Join(file(t, "file", ""), "below"), Shards: 1}
	var pathErr *os.PathError
	require.True(t, errors.As(fn.ProcessElement(context.Background(), 0, next), &pathErr))
}
