package main

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

//go:embed sample.csv
var sample string

func init() {
	register.Function1x2(ofSample)
}

// A job is what the flags ask for.
type job struct {
	Events, Notices string // patterns; empty: the sample, and no notice beyond the library's own
	Results, Failed string // paths; empty: standard output and standard error
	Format          string // of the results: json or csv
	Shards          int
	Strict          bool
}

// check says what is wrong with the flags. On a cluster nobody would see what a worker prints.
func (j *job) check(inProcess bool) error {
	switch {
	case j.Format != "json" && j.Format != "csv":
		return fmt.Errorf("-format %q: want json or csv", j.Format)
	case j.Shards < 1 || j.Shards > 100_000:
		return fmt.Errorf("-shards %d: want 1 to 100000", j.Shards)
	case j.Shards > 1 && (j.Results == "" || j.Failed == ""):
		return fmt.Errorf("-shards %d: want -results and -failed", j.Shards)
	case !inProcess && (j.Events == "" || j.Results == "" || j.Failed == ""):
		return fmt.Errorf("want -events, -results and -failed: paths that every worker can reach")
	case j.Results != "" && j.Results == j.Failed:
		return fmt.Errorf("-results and -failed are both %s: want two files", j.Results)
	}
	return nil
}

// build puts the whole pipeline together: lines to answers and failures, each to its output.
func (j *job) build(s beam.Scope) {
	var lines beam.PCollection
	if j.Events == "" {
		lines = beam.ParDo(s, ofSample, beam.CreateList(s, strings.Split(strings.TrimSpace(sample), "\n")))
	} else {
		// Of a compressed file textio v2.77.0 reads as many bytes as it has compressed, and loses the rest without an error.
		// Read as it is, such a file is known by its first bytes, and dueFn stops there.
		lines = textio.ReadWithFilename(s, j.Events, textio.ReadUncompressed())
	}
	answers, failures := compute(s, lines, readNotices(s, j.Notices), j.Strict)

	header, encode := "", any(answerJSON)
	if j.Format == "csv" {
		header, encode = answerHeader, answerCSV
	}
	write(s.Scope("results"), beam.ParDo(s, encode, answers), &writeFn{Path: j.Results, Shards: j.Shards, Header: header})
	write(s.Scope("failed"), beam.ParDo(s, failureJSON, failures), &writeFn{Path: j.Failed, Shards: j.Shards, Error: true})
}

// ofSample says where a line of the sample is from.
func ofSample(line string) (file, same string) { return "sample.csv", line }

// compute answers every line of every file by the library's calendar and the notices, which are a side input: a notice that comes out
// tomorrow needs no other program, only another file.
func compute(s beam.Scope, lines, notices beam.PCollection, strict bool) (answers, failures beam.PCollection) {
	return beam.ParDo2(s, &dueFn{Strict: strict}, lines, beam.SideInput{Input: notices})
}
