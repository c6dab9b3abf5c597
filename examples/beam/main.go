// Command beam computes due dates in an Apache Beam pipeline: events in, answers out, and every record that has no answer
// in a second output with its reason.
//
//	go run -C examples/beam .                                          the sample, on the in-process Prism runner
//	go run -C examples/beam . -events FILES -results FILE -failed FILE
//	go run -C examples/beam . -notices DIR …                           with notices that are newer than the library
//
// An event is a line of CSV, id,rule,trigger, or a JSON object with these fields; both may stand in one file. A trigger is
// a date such as 2025-06-03, or an instant such as 2025-06-03T17:00:00Z, which is read in Beijing. README.md says how to
// run it on Flink, Spark and Dataflow. The exit status is 0 when every record is in one of the two outputs, 1 when the
// pipeline failed, 2 for wrong usage.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
)

func main() {
	var j job
	flag.StringVar(&j.Events, "events", "", "read events from these `FILES`, a path or a pattern; none: the sample")
	flag.StringVar(&j.Notices, "notices", "", "put the notices in this `DIR`, or in files of this pattern, on record")
	flag.StringVar(&j.Results, "results", "", "write the answers to this `FILE`; none: standard output")
	flag.StringVar(&j.Failed, "failed", "", "write the records without an answer and their reasons to this `FILE`, as JSON lines; none: standard error")
	flag.StringVar(&j.Format, "format", "json", "format of the answers: `json` lines or csv")
	flag.IntVar(&j.Shards, "shards", 1, "write each output as `N` files")
	flag.BoolVar(&j.Strict, "strict", false, "an answer that is not final is a failure")
	flag.Parse()
	// Before anything else: on a worker of a cluster Init does the work and does not return.
	beam.Init()
	if inProcess() {
		slog.SetDefault(slog.New(slog.DiscardHandler)) // an error comes back from the pipeline; Prism logs it eight times over
	}

	status, err := 2, j.check(inProcess())
	if err == nil {
		status, err = 1, run(context.Background(), &j, os.Stderr)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "beam: %v\n", err)
		os.Exit(status)
	}
}

// run builds the pipeline, runs it to its end and says what came of the records.
func run(ctx context.Context, j *job, w io.Writer) error {
	p := beam.NewPipeline()
	j.build(p.Root())
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil {
		return err
	}
	if *jobopts.Async {
		fmt.Fprintln(w, "beam: submitted; the runner shows the counters in, out, failed and written")
		return nil
	}
	c := countersOf(result)
	fmt.Fprintf(w, "beam: %v\n", c)
	return c.check()
}

// inProcess reports whether the DoFns run in this very process, so that what they print is seen here.
func inProcess() bool {
	local := []string{"", "prism", "PrismRunner", "direct", "DirectRunner"}
	return slices.Contains(local, *runners.Runner) || jobopts.IsLoopback()
}
