package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/cnworkday/cnworkday/holidays"
)

func init() {
	register.Function2x2(readNotice)
}

// readNotices reads the notices of a pattern, or of every file in a folder, while the pipeline runs, and gives them in
// the text form. A file that is no notice stops the pipeline; so does a path without a file, but not an empty folder,
// into which the notice is to be put when it comes out.
func readNotices(s beam.Scope, pattern string) beam.PCollection {
	if pattern == "" {
		return beam.CreateList(s, []string{})
	}
	if info, err := os.Stat(pattern); err == nil && info.IsDir() || strings.HasSuffix(pattern, "/") {
		pattern = strings.TrimSuffix(filepath.ToSlash(pattern), "/") + "/*"
	}
	return beam.ParDo(s, readNotice, fileio.ReadMatches(s, fileio.MatchFiles(s, pattern)))
}

// readNotice reads a notice in any form that the library knows.
func readNotice(ctx context.Context, file fileio.ReadableFile) (string, error) {
	data, err := file.Read(ctx)
	if err != nil {
		return "", err
	}
	n, err := holidays.ParseNotice(file.Metadata.Path, data)
	if err != nil {
		return "", err
	}
	text, err := n.MarshalText()
	return string(text), err
}

// calendarWith puts notices in the text form on record. A side input has no order, and two notices without a date of issue
// are taken in the order in which they come: sorted, they make one calendar on every worker.
func calendarWith(texts []string) (*holidays.Calendar, error) {
	var notices []holidays.Notice
	for _, text := range slices.Sorted(slices.Values(texts)) {
		n, err := holidays.ParseNotice("side input", []byte(text))
		if err != nil {
			return nil, err
		}
		notices = append(notices, n)
	}
	return holidays.China().With(notices...)
}
