// Package examples tells stories that cross the packages, each an Example that go test checks.
package examples

import (
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A service logs in UTC, wherever it runs, and its 100,000th face is stored at 17:00Z on 3 June.
// In Beijing that is the morning of 4 June, and the clock of the law starts there.
func Example_utcTimestamp() {
	crossed, _ := time.Parse(time.RFC3339, "2025-06-03T17:00:00Z")
	trigger := holidays.DateInBeijing(crossed)
	result, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("trigger:", result.Trigger)
	fmt.Println("due:", result.Due, "– overdue from", result.OverdueFrom().UTC().Format(time.RFC3339))

	wrong, _ := deadline.Compute(deadline.FaceReached(), holidays.NewDate(crossed.Date()), holidays.China())
	fmt.Println("read in UTC it would be:", wrong.Due)
	// Output:
	// trigger: 2025-06-04
	// due: 2025-07-16 – overdue from 2025-07-16T16:00:00Z
	// read in UTC it would be: 2025-07-15
}
