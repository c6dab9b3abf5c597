package deadline

import (
	"iter"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// FirstReached returns the trigger of a rule with a threshold: the date in Beijing of the earliest instant whose count is
// at least the threshold, which includes the number itself (达到10万人 is 100000). It is false, with the zero Date, if no
// count reaches it, if the threshold is not positive, and for counts at the zero Time, which are passed over.
//
// The counts may come in any order. That the number falls below the threshold later changes nothing here, nor does it
// start anew when it rises again. The provisions do not say so in words; Zhejiang's notice speaks of the first time
// (首次达到). What was never measured cannot be found: between two counts the number may have been higher.
func FirstReached(counts iter.Seq2[time.Time, int64], threshold int64) (holidays.Date, bool) {
	var first time.Time
	for at, n := range counts {
		if threshold > 0 && n >= threshold && !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	day := holidays.DateOf(first)
	return day, !day.IsZero()
}
