package main

import (
	"context"
	"flag"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/stretchr/testify/require"
)

var long = flag.Bool("long", false, "compare a million events with the library, not twenty thousand")

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	slog.SetDefault(slog.New(slog.DiscardHandler)) // an error of a pipeline comes back from it
	os.Exit(m.Run())
}

// outputs runs a job into files and returns their lines.
func outputs(t *testing.T, j job) (results, failures []string, err error) {
	dir := t.TempDir()
	j.Results, j.Failed = filepath.Join(dir, "results"), filepath.Join(dir, "failed")
	if j.Format == "" {
		j.Format = "json"
	}
	j.Shards = max(j.Shards, 1)
	require.NoError(t, j.check(true))
	if err := run(context.Background(), &j, io.Discard); err != nil {
		return nil, nil, err
	}
	return readLines(t, j.Results+"*"), readLines(t, j.Failed+"*"), nil
}

// readLines returns the lines of all files of a pattern.
func readLines(t *testing.T, pattern string) (lines []string) {
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, files, "an output without lines is a file too")
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		for line := range strings.Lines(string(data)) {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
		}
	}
	return lines
}

// file writes a file that is gone after the test.
func file(t *testing.T, name, content string) string {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}
