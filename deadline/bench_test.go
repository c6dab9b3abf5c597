package deadline_test

import (
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

var sinkResult deadline.Result

// BenchmarkCompute is a whole Result, of each direction.
func BenchmarkCompute(b *testing.B) {
	c := holidays.China()
	trigger := holidays.MustParseDate("2025-06-03")
	for _, id := range []string{"face.reached", "export.reapply", "export.extend", "police.connected", "export.validity"} {
		rule, err := deadline.Lookup(id)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("rule="+id, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				sinkResult, _ = deadline.Compute(rule, trigger, c)
			}
		})
	}
}

// BenchmarkComputeFromInstant begins with a time.Time, as a service does.
func BenchmarkComputeFromInstant(b *testing.B) {
	c, rule := holidays.China(), deadline.FaceReached()
	at := time.Date(2025, 6, 3, 17, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		sinkResult, _ = deadline.Compute(rule, holidays.DateInBeijing(at), c)
	}
}

func BenchmarkLookup(b *testing.B) {
	for b.Loop() {
		if _, err := deadline.Lookup("face.reached"); err != nil {
			b.Fatal("no rule")
		}
	}
}
