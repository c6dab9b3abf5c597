package examples

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// The notice of 2026, as somebody pasted it into a service on the day it came out: for the example, the text form of the
// built-in one.
func pastedNotice2026() []byte {
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
				if (err == nil) != result.Unsettled.IsZero() {
					panic("half a calendar")
				}
			}
		}()
	}

	notice, err := holidays.ParseNotice("2026.txt", pastedNotice2026())
	if err != nil {
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

// A service stores a provisional answer as what it is, and settles it when the notice is out: whatever is stored with
// an unsettled day is computed once more.
func Example_settleLater() {
	stored := map[string]deadline.Result{}
	before := holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	for id, day := range map[string]string{"a": "2025-11-03", "b": "2025-12-01"} {
		result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate(day), before)
		if err != nil && !errors.Is(err, holidays.ErrProvisional) {
			fmt.Println(err)
			return
		}
		stored[id] = result
	}
	fmt.Println("b is final:", stored["b"].Err() == nil)

	after := holidays.China().AsOf(holidays.MustParseDate("2025-11-04"))
	for id, result := range stored {
		if result.Unsettled.IsZero() {
			continue // a final answer stays as it is
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
