package holidays_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/rickar/cal/v2"
)

// The peers are measured beside our own code, in the same run, so that ratios mean something on any machine:
//
//	go test -run '^$' -bench 'Add|Count$' -count 10 ./holidays | benchstat -col /by -
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

var benchFrom, benchThrough = day("2015-06-02"), day("2015-07-14")

// mapCalendar is a rickar/cal calendar of China's days, off and worked, in a map.
func mapCalendar() *cal.BusinessCalendar {
	type date struct {
		year  int
		month time.Month
		day   int
	}
	kinds := map[date]holidays.Kind{}
	for d := day("2004-01-01"); d.Year() <= 2026; d = d.AddDays(1) {
		if kind := holidays.China().Day(d).Kind; kind == holidays.Holiday || kind == holidays.Makeup {
			kinds[date{d.Year(), d.Month(), d.Day()}] = kind
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

func BenchmarkAdd(b *testing.B) {
	c := holidays.China()
	for _, n := range []int{1, 30, 250, 2500, -30} {
		b.Run(fmt.Sprintf("by=cnworkday/n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				sinkDate, _ = c.Add(benchFrom, n)
			}
		})
	}
	for _, name := range []string{"map", "bridge"} {
		peer := peers()[name]
		for _, n := range []int{1, 30, 250} {
			b.Run(fmt.Sprintf("by=%s/n=%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					sinkTime = peer.WorkdaysFrom(benchFrom.Start(), n)
				}
			})
		}
	}
}

// Every day of 2005-2025 in random order, so that neither the branches nor the cache know what comes.
func BenchmarkAddAnyDay(b *testing.B) {
	c, random := holidays.China(), rand.New(rand.NewPCG(1, 2))
	var days [1 << 12]holidays.Date
	for i := range days {
		days[i] = day("2005-01-01").AddDays(random.IntN(20 * 365))
	}
	b.ReportAllocs()
	for i := range b.N {
		sinkDate, _ = c.Add(days[i%len(days)], 30)
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

func BenchmarkNext(b *testing.B) {
	c := holidays.China()
	for range b.N {
		sinkDate, _ = c.Next(benchFrom)
	}
}

func BenchmarkIsWorkday(b *testing.B) {
	c := holidays.China()
	for range b.N {
		sinkBool = c.IsWorkday(benchFrom)
	}
}

func BenchmarkDay(b *testing.B) {
	c := holidays.China()
	b.ReportAllocs()
	for range b.N {
		sinkDay = c.Day(benchFrom)
	}
}

func BenchmarkDateOf(b *testing.B) {
	at := benchFrom.Start()
	for range b.N {
		sinkDate = holidays.DateOf(at)
	}
}

// From time.Time to time.Time.
func BenchmarkDateOfAddStart(b *testing.B) {
	c, at := holidays.China(), benchFrom.Start()
	b.ReportAllocs()
	for range b.N {
		due, _ := c.Add(holidays.DateOf(at), 30)
		sinkTime = due.Start()
	}
}

// China as it is built on first use, from the embedded files.
func BenchmarkChina(b *testing.B) {
	b.Run("first", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			sinkCal = holidays.ReadChina()
		}
	})
	b.Run("again", func(b *testing.B) {
		for range b.N {
			sinkCal = holidays.China()
		}
	})
}

// With puts the notice of 2026 on the record of the day before it.
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

// One and the same notice in each of the forms in which ParseNotice reads it.
func BenchmarkParseNotice(b *testing.B) {
	notices := holidays.China().Notices()
	notice := notices[len(notices)-1]
	text, err := notice.MarshalText()
	if err != nil {
		b.Fatal(err)
	}
	prose, _, _ := writeProse(notice, proseStyles[0], proseFrames[1])
	forms := []struct{ name, data string }{{"text", string(text)}, {"prose", prose}, {"holiday-cn", `{"year":2026,"days":[`}}
	for i, s := range notice.Spans {
		for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
			if i > 0 || d != s.First {
				forms[2].data += ","
			}
			forms[2].data += fmt.Sprintf(`{"name":%q,"date":%q,"isOffDay":%v}`, s.Name, d, s.Kind == holidays.Holiday)
		}
	}
	forms[2].data += "]}"
	for _, form := range forms {
		b.Run("form="+form.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(form.data)))
			for range b.N {
				if _, err := holidays.ParseNotice(form.name, []byte(form.data)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
