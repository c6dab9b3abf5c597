package holidays_test

import (
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
)

// A service swaps its calendar while every goroutine asks it everything there is to ask: each sees one calendar or the
// other, whole. Run with -race.
func TestSwapWhileAsked(t *testing.T) {
	t.Parallel()
	older, newer := holidays.China(), with(t, holidays.China(), invented2027())
	right := map[string]string{}
	for _, c := range []*holidays.Calendar{older, newer} {
		due, _ := c.Add(day("2026-12-01"), 30)
		right[c.ID()] = due.String()
	}
	var current atomic.Pointer[holidays.Calendar]
	current.Store(older)
	var askers, swappers sync.WaitGroup
	done := make(chan struct{})
	swappers.Add(1)
	go func() {
		defer swappers.Done()
		for {
			select {
			case <-done:
				return
			default:
			}
			next, err := older.With(stated([]holidays.Notice{invented2027()})...)
			if err != nil {
				t.Error(err)
			}
			current.Store(next)
			current.Store(newer.AsOf(day("2026-11-09")))
		}
	}()
	for range 4 {
		askers.Add(1)
		go func() {
			defer askers.Done()
			b := current.Load().BusinessCalendar()
			for i := range 100 {
				c := current.Load()
				due, _ := c.Add(day("2026-12-01"), 30)
				if want, ok := right[c.ID()]; !ok || due.String() != want {
					t.Errorf("%s says %v, want %s", c.ID(), due, want)
				}
				d := day("2026-11-01").AddDays(i)
				next, _ := c.Next(d)
				previous, _ := c.Previous(d)
				n, _ := c.Count(previous, next)
				earliest, _ := c.Earliest(d, 30)
				latest, _ := c.Latest(d, 30)
				if n < 0 || n > 1 || earliest.After(latest) || c.IsWorkday(d) != c.Day(d).Kind.IsWorkday() {
					t.Errorf("%v: %d, %v, %v", d, n, earliest, latest)
				}
				first, last := c.Range()
				_, known := c.Known()
				if first.IsZero() || known.After(last) || len(c.Notices()) == 0 {
					t.Error("no range")
				}
				b.IsWorkday(d.Start().Add(12 * time.Hour))
				_, err := holidays.ParseNotice("text", []byte(goodNotice))
				if err != nil {
					t.Error(err)
				}
				text, _ := c.Notices()[0].MarshalText()
				io.Discard.Write(text)
			}
			made, err := holidays.FromFunc(day("2026-01-01"), day("2026-12-31"), current.Load().IsWorkday)
			assert.NoError(t, err)
			assert.NotEmpty(t, made.ID())
		}()
	}
	askers.Wait()
	close(done)
	swappers.Wait()
}
