package examples

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// In January 2020 the Spring Festival break was made longer while a count was running over it.
// Both answers were right when they were given; AsOf gives back either.
func Example_amendment() {
	trigger := holidays.MustParseDate("2020-01-23")
	for _, day := range []string{"2020-01-24", "2020-01-28"} {
		calendar := holidays.China().AsOf(holidays.MustParseDate(day))
		result, err := deadline.Compute(workdays(5), trigger, calendar)
		notices := calendar.Notices()
		fmt.Println("on", day, "due", result, err, "under", notices[len(notices)-1].Number)
	}
	// Output:
	// on 2020-01-24 due 2020-02-05 <nil> under 国办发明电〔2019〕16号
	// on 2020-01-28 due 2020-02-07 <nil> under 国办发明电〔2020〕1号
}

// Late in the year a count runs into a year whose notice is not out. The ordinary check for an error refuses the estimate.
// A service that must plan keeps it, marked as provisional, and asks again once the notice is loaded.
func Example_december() {
	trigger := holidays.MustParseDate("2025-12-03")
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03")) // a day before the notice for 2026

	_, err := deadline.Compute(deadline.FaceReached(), trigger, calendar)
	fmt.Println("provisional:", errors.Is(err, holidays.ErrProvisional))
	planned, err := holidays.AllowProvisional(deadline.Compute(deadline.FaceReached(), trigger, calendar))
	fmt.Println("estimated from", planned.EstimatedFrom, err)

	final, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
	fmt.Println("final:", final, err)
	fmt.Println("the safe day was safe:", !planned.SafeBy.After(final.SafeBy))
	// Output:
	// provisional: true
	// estimated from 2025-12-25 <nil>
	// final: 2026-01-15 <nil>
	// the safe day was safe: true
}

// A service stores its results. When a new notice comes out it computes again those whose calendar has another ID, final
// answers included, because an amendment changes final answers too. It lists the ones with another due date.
func Example_storedResults() {
	before := holidays.China().AsOf(holidays.MustParseDate("2019-03-21"))
	var stored [][]byte
	for _, trigger := range []string{"2019-03-01", "2019-03-15", "2019-03-18", "2019-03-20"} {
		result, err := deadline.Compute(workdays(30), holidays.MustParseDate(trigger), before)
		if err != nil {
			fmt.Println(err)
			return
		}
		data, _ := json.Marshal(result)
		stored = append(stored, data)
	}

	after := holidays.China().AsOf(holidays.MustParseDate("2019-03-22")) // 国办发明电〔2019〕3号
	for _, data := range stored {
		var old deadline.Result
		if err := json.Unmarshal(data, &old); err != nil {
			fmt.Println(err)
			return
		}
		if old.Calendar == after.ID() {
			continue // rests on the same notices
		}
		now, err := deadline.Compute(old.Rule, old.Trigger, after)
		if err != nil {
			fmt.Println(err)
			return
		}
		if now.Due != old.Due {
			fmt.Println(old.Trigger, "was due", old, "and is due", now, now.Due.Weekday())
		}
	}
	// Output:
	// 2019-03-15 was due 2019-04-29 and is due 2019-04-28 Sunday
	// 2019-03-18 was due 2019-04-30 and is due 2019-04-29 Monday
	// 2019-03-20 was due 2019-05-03 and is due 2019-05-05 Sunday
}
