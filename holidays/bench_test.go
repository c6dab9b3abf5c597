package holidays_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/rickar/cal/v2"

	"github.com/cnworkday/cnworkday/holidays"
)

// The peers are measured beside our own code, in the same run, so that ratios mean something on any machine:
//
//	go test -run '^$' -bench 'Add$|Count$' -count 10 ./holidays | benchstat -col /by -
//
// by=map is rickar/cal counting over a WorkdayFunc that looks its days up in a map, which is how a Go program has done it
// so far; by=bridge is rickar/cal counting over our BusinessCalendar.

// What a benchmark computes goes here, so that it is computed.
var (
	sinkDate holidays.Date
	sinkInt  int
	sinkBool bool
	sinkDay  holidays.Day
	sinkTime time.Time
	sinkCal  *holidays.Calendar
)

// The stretch of benchFrom is settled, that of benchEstimated is not.
var benchFrom, benchThrough, benchEstimated = day("2015-06-02"), day("2015-07-14"), day("2026-12-01")

// mapCalendar is a rickar/cal calendar of China's days, off and worked, in a map.
func mapCalendar() *cal.BusinessCalendar {
	type date struct {
		year  int
		month time.Month
		day   int
	}
	kinds := map[date]holidays.Kind{}
	for d := range holidays.China().Days(day("2004-01-01"), day("2026-12-31")) {
		if d.Kind == holidays.Holiday || d.Kind == holidays.Makeup {
			kinds[date{d.Date.Year(), d.Date.Month(), d.Date.Day()}] = d.Kind
		}
	}
	b := cal.NewBusinessCalendar()
	b.WorkdayFunc = func(t time.Time) bool {
		year, month, day := t.Date()
		if kind, ok := kinds[date{year, month, day}]; ok {
			return kind == holidays.Makeup
		}
		return !cal.IsWeekend(t)
	}
	return b
}

func peers() map[string]*cal.BusinessCalendar {
	return map[string]*cal.BusinessCalendar{"map": mapCalendar(), "bridge": holidays.China().BusinessCalendar()}
}

// companyYear is a layer of 30 company days in one year.
func companyYear() holidays.Notice {
	n := holidays.Notice{Title: "公司"}
	for d := range days(day("2026-01-05"), day("2026-12-31")) {
		if d.Day()%12 == 5 && len(n.Spans) < 30 {
			n.Spans = append(n.Spans, holidays.Span{Kind: holidays.Holiday, First: d, Last: d, Name: "停产"})
		}
	}
	return n
}

func BenchmarkAdd(b *testing.B) {
	c := holidays.China()
	layered := must(c.Overlay("公司", companyYear()))
	for _, n := range []int{1, 30, 300, 2500, -30} {
		b.Run(fmt.Sprintf("by=cnworkday/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				sinkDate, _ = c.Add(benchFrom, n)
			}
		})
	}
	b.Run("by=layered/n=30", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			sinkDate, _ = layered.Add(benchFrom, 30)
		}
	})
	for _, name := range []string{"map", "bridge"} {
		peer := peers()[name]
		for _, n := range []int{1, 30, 300} {
			b.Run(fmt.Sprintf("by=%s/n=%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					sinkTime = peer.WorkdaysFrom(benchFrom.Start(), n)
				}
			})
		}
	}
}

// From 13 November until the next notice is loaded every answer to 30 working days is provisional.
func BenchmarkProvisional(b *testing.B) {
	c := holidays.China()
	layered := must(c.Overlay("公司", companyYear()))
	sinkDate, _ = c.Earliest(benchEstimated, 30) // what is made on first use is made
	sinkDate, _ = layered.Earliest(benchEstimated, 30)
	for name, f := range map[string]func(){
		"Add":              func() { sinkDate, _ = c.Add(benchEstimated, 30) },
		"Count":            func() { sinkInt, _ = c.Count(benchEstimated, benchEstimated.AddDays(45)) },
		"Earliest":         func() { sinkDate, _ = c.Earliest(benchEstimated, 30) },
		"Earliest/back":    func() { sinkDate, _ = c.Earliest(benchEstimated.AddDays(60), -30) },
		"Latest":           func() { sinkDate, _ = c.Latest(benchEstimated, 30) },
		"Earliest/layered": func() { sinkDate, _ = layered.Earliest(benchEstimated, 30) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				f()
			}
		})
	}
}

// Every day of 2005-2025 in random order, so that neither the branches nor the cache know what comes.
func BenchmarkAddAnyDay(b *testing.B) {
	c, random := holidays.China(), rand.New(rand.NewPCG(1, 2))
	var dates [1 << 12]holidays.Date
	for i := range dates {
		dates[i] = day("2005-01-01").AddDays(random.IntN(20 * 365))
	}
	b.ReportAllocs()
	for i := range b.N {
		sinkDate, _ = c.Add(dates[i%len(dates)], 30)
	}
}

// One calendar asked from every processor: go test -bench AddParallel -cpu 1,2 ./holidays.
func BenchmarkAddParallel(b *testing.B) {
	c := holidays.China()
	b.RunParallel(func(pb *testing.PB) {
		sum := 0
		for d := benchFrom; pb.Next(); {
			for n := range 64 { // so that Add is measured, and not the benchmark's counter
				due, _ := c.Add(d, 1+n)
				sum += due.DaysSince(d)
			}
		}
		if sum < 0 {
			b.Error("no days")
		}
	})
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/64, "ns/Add")
}

func BenchmarkCount(b *testing.B) {
	c := holidays.China()
	b.Run("by=cnworkday", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			sinkInt, _ = c.Count(benchFrom, benchThrough)
		}
	})
	for _, name := range []string{"map", "bridge"} {
		peer := peers()[name]
		b.Run("by="+name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				sinkInt = peer.WorkdaysInRange(benchFrom.Start(), benchThrough.Start())
			}
		})
	}
}

func BenchmarkOnOrAfter(b *testing.B) {
	c := holidays.China()
	for range b.N {
		sinkDate, _ = c.OnOrAfter(benchFrom)
	}
}

func BenchmarkIsWorkday(b *testing.B) {
	c := holidays.China()
	b.Run("by=cnworkday", func(b *testing.B) {
		for range b.N {
			sinkBool = c.IsWorkday(benchFrom)
		}
	})
	for _, name := range []string{"map", "bridge"} {
		peer, at := peers()[name], benchFrom.Start()
		b.Run("by="+name, func(b *testing.B) {
			for range b.N {
				sinkBool = peer.IsWorkday(at)
			}
		})
	}
}

func BenchmarkDay(b *testing.B) {
	c := holidays.China()
	for _, date := range []string{"2015-06-02", "2015-10-01", "2027-06-02", "2027-10-01"} {
		d := day(date)
		b.Run(date, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				sinkDay = c.Day(d)
			}
		})
	}
}

// From time.Time to time.Time.
func BenchmarkDateInBeijingAddStart(b *testing.B) {
	c, at := holidays.China(), benchFrom.Start()
	b.ReportAllocs()
	for range b.N {
		due, _ := c.Add(holidays.DateInBeijing(at), 30)
		sinkTime = due.Start()
	}
}

// China as it is built on first use, from the embedded files.
func BenchmarkChina(b *testing.B) {
	b.Run("first", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			sinkCal, _ = holidays.BuildChina()
		}
	})
	b.Run("again", func(b *testing.B) {
		for range b.N {
			sinkCal = holidays.China()
		}
	})
}

// With loads the notice of 2026 into the calendar of the day before it.
func BenchmarkWith(b *testing.B) {
	notices := holidays.China().Notices()
	newest := notices[len(notices)-1]
	c := holidays.China().AsOf(newest.Issued.AddDays(-1))
	b.ReportAllocs()
	for range b.N {
		sinkCal, _ = c.With(newest)
	}
}

func BenchmarkAsOf(b *testing.B) {
	c, then := holidays.China(), day("2025-11-03")
	b.ReportAllocs()
	for range b.N {
		sinkCal = c.AsOf(then)
	}
}

// Overlay lays a year of 30 company days over China; its ID and its bounds are made when they are asked for.
func BenchmarkOverlay(b *testing.B) {
	c, n := holidays.China(), companyYear()
	b.Run("alone", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			sinkCal, _ = c.Overlay("公司", n)
		}
	})
	b.Run("with ID and bound", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			sinkCal, _ = c.Overlay("公司", n)
			sinkInt = len(sinkCal.ID())
			sinkDate, _ = sinkCal.Earliest(benchEstimated, 30)
		}
	})
}

func BenchmarkNoticeText(b *testing.B) {
	var n holidays.Notice
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(text2027)))
		for range b.N {
			if err := n.UnmarshalText([]byte(text2027)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("write", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			text, _ := n.MarshalText()
			sinkInt = len(text)
		}
	})
}
