package deadline_test

import (
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

var sinkResult deadline.Result

// BenchmarkCompute is a whole Result, of each direction: final, on estimated days, and on those under a company's days off.
func BenchmarkCompute(b *testing.B) {
	c := holidays.China()
	company := layered(b, c, "公司", [3]string{"off", "2027-03-08", "2027-03-09"}, [3]string{"off", "2027-06-28", "2027-06-29"})
	for _, id := range []string{"face.reached", "export.reapply", "export.extend", "police.connected", "export.validity"} {
		r := rule(id)
		for _, answer := range []struct {
			name    string
			trigger holidays.Date
			c       *holidays.Calendar
		}{{"final", date("2025-06-03"), c}, {"provisional", date("2027-06-01"), c}, {"layered", date("2027-06-01"), company}} {
			b.Run("rule="+id+"/"+answer.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					sinkResult, _ = deadline.Compute(r, answer.trigger, answer.c)
				}
			})
		}
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
