package main

import (
	"errors"
	"fmt"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
)

// counters are what became of the records of a run.
type counters struct{ in, out, failed, written, skipped int64 }

// countersOf adds up the counters of all steps.
func countersOf(result beam.PipelineResult) (c counters) {
	mine := result.Metrics().Query(func(r metrics.SingleResult) bool { return r.Namespace() == "cnworkday" })
	for _, m := range mine.Counters() {
		switch m.Name() {
		case "in":
			c.in += m.Result()
		case "out":
			c.out += m.Result()
		case "failed":
			c.failed += m.Result()
		case "written":
			c.written += m.Result()
		case "skipped":
			c.skipped += m.Result()
		}
	}
	return c
}

func (c counters) String() string {
	return fmt.Sprintf("records in %d, out %d, failed %d, written %d; lines without a record %d", c.in, c.out, c.failed, c.written, c.skipped)
}

// check is an error when a record is in neither output, or when there was none: a pattern that no file matches is no
// success.
func (c counters) check() error {
	switch {
	case c.in+c.skipped == 0:
		return errors.New("nothing was read: -events matches no file, or empty ones")
	case c.in != c.out+c.failed || c.in != c.written:
		return errors.New("the counts do not add up: a record is in neither output, or in one twice")
	}
	return nil
}
