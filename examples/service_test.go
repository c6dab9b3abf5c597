package examples

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// notice2026 is the text form of the notice for 2026, as a service found it in a file on the day it came out.
func notice2026() []byte {
	notices := holidays.China().AsOf(holidays.MustParseDate("2025-12-31")).Notices()
	text, err := notices[len(notices)-1].MarshalText()
	if err != nil {
		panic(err)
	}
	return text
}

// A running service takes a new notice the minute it is published: readers load the calendar without a lock, and one
// writer swaps it for one with the notice. Whoever has loaded the old one finishes with the old one.
func Example_swapTheCalendar() {
	var calendar atomic.Pointer[holidays.Calendar]
	calendar.Store(holidays.China().AsOf(holidays.MustParseDate("2025-11-03")))
	trigger := holidays.MustParseDate("2025-12-01")

	var readers sync.WaitGroup
	for range 4 {
		readers.Add(1)
		go func() {
			defer readers.Done()
			for range 1000 {
				result, err := deadline.Compute(deadline.FaceReached(), trigger, calendar.Load())
				if (err == nil) != result.EstimatedFrom.IsZero() {
					panic("half a calendar")
				}
			}
		}()
	}

	var notice holidays.Notice
	if err := notice.UnmarshalText(notice2026()); err != nil {
		fmt.Println(err)
		return
	}
	next, err := calendar.Load().With(notice)
	if err != nil {
		fmt.Println(err) // the old calendar stays in use
		return
	}
	calendar.Store(next)
	readers.Wait()
	fmt.Println(deadline.Compute(deadline.FaceReached(), trigger, calendar.Load()))
	// Output: 2026-01-13 <nil>
}

// A service stores a provisional answer as what it is, and computes it again when the notice is out. It compares calendar IDs,
// so that an amendment, which changes final answers as well, is not missed.
func Example_settleLater() {
	stored := map[string]deadline.Result{}
	before := holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	for id, day := range map[string]string{"a": "2025-11-03", "b": "2025-12-01"} {
		result, err := holidays.AllowProvisional(deadline.Compute(deadline.FaceReached(), holidays.MustParseDate(day), before))
		if err != nil {
			fmt.Println(err)
			return
		}
		stored[id] = result
	}
	fmt.Println("b is final:", stored["b"].Final())

	after := holidays.China().AsOf(holidays.MustParseDate("2025-11-04"))
	for id, result := range stored {
		if result.Calendar == after.ID() {
			continue
		}
		settled, err := deadline.Compute(result.Rule, result.Trigger, after)
		if err != nil {
			fmt.Println(err)
			return
		}
		stored[id] = settled
	}
	fmt.Println("a:", stored["a"])
	fmt.Println("b:", stored["b"])
	// Output:
	// b is final: false
	// a: 2025-12-15
	// b: 2026-01-13
}
