package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
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

// readNotice reads a notice in any form that the library knows: the official page, its text, or the text form.
func readNotice(ctx context.Context, file fileio.ReadableFile) (string, error) {
	data, err := file.Read(ctx)
	if err != nil {
		return "", err
	}
	n, _, err := gazette.Parse(file.Metadata.Path, data)
	if err != nil {
		return "", err
	}
	text, err := n.MarshalText()
	return string(text), err
}

// calendarWith loads notices that are in the text form. A side input has no order, so they are taken in the order of issue, a
// year before its amendments, and make one calendar on every worker.
func calendarWith(texts []string) (*holidays.Calendar, error) {
	notices := make([]holidays.Notice, len(texts))
	for i, text := range texts {
		if err := notices[i].UnmarshalText([]byte(text)); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(notices, func(a, b holidays.Notice) int {
		return cmp.Or(a.Issued.Compare(b.Issued), strings.Compare(a.Amends, b.Amends), strings.Compare(a.Number, b.Number))
	})
	c := holidays.China()
	for _, n := range notices {
		if n.Amends != "" { // names the notice that it amends, where it has only the year
			change, err := gazette.Amendment(c, n)
			if err != nil {
				return nil, err
			}
			if n = change.Notice; len(n.Spans) == 0 { // the calendar says all of it
				continue
			}
		}
		var err error
		if c, err = c.With(n); err != nil {
			return nil, err
		}
	}
	return c, nil
}
