package deadline_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// The trigger is found in what was measured, in any order and any zone: the Beijing date of the earliest count that is at
// least the threshold.
func ExampleFirstReached() {
	measured := map[time.Time]int64{
		time.Date(2025, time.June, 2, 17, 30, 0, 0, time.UTC): 100_000, // 01:30 on 3 June in Beijing
		time.Date(2025, time.June, 2, 9, 0, 0, 0, time.UTC):   99_998,
		time.Date(2025, time.June, 20, 9, 0, 0, 0, time.UTC):  80_000, // falling back changes nothing
	}
	rule := deadline.FaceReached()
	trigger, ok := deadline.FirstReached(maps.All(measured), rule.Threshold)
	if !ok {
		fmt.Println("not reached")
		return
	}
	result, err := deadline.Compute(rule, trigger, holidays.China())
	fmt.Println("reached on", trigger, "due", result, err)
	// Output: reached on 2025-06-03 due 2025-07-15 <nil>
}

func ExampleResult_Standing() {
	china := holidays.China()
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), china)
	for _, today := range []string{"2025-06-02", "2025-07-01", "2025-07-15", "2025-07-19"} {
		s, err := result.Standing(holidays.MustParseDate(today), china)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%v %v: %d working days to the safe day, %d to the last\n", s.Today, s.State, s.ToSafeBy, s.ToDue)
	}
	// Output:
	// 2025-06-02 not_open: 30 working days to the safe day, 31 to the last
	// 2025-07-01 open: 9 working days to the safe day, 10 to the last
	// 2025-07-15 due_today: -1 working days to the safe day, 0 to the last
	// 2025-07-19 overdue: -4 working days to the safe day, -3 to the last
}

// A Standing goes to a dashboard as it is.
func ExampleStanding() {
	china := holidays.China()
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), china)
	standing, _ := result.Standing(holidays.MustParseDate("2025-07-01"), china)
	data, err := json.Marshal(standing)
	fmt.Println(string(data), err)
	// Output:
	// {"state":"open","today":"2025-07-01","to_safe_by":9,"to_due":10,"provisional":false} <nil>
}

// Every form of a State: String, and text as in JSON both ways.
func ExampleState() {
	text, _ := deadline.DueToday.MarshalText()
	fmt.Println(deadline.DueToday, string(text))
	var s deadline.State
	fmt.Println(s.UnmarshalText([]byte("overdue")), s == deadline.Overdue)
	// Output:
	// due_today due_today
	// <nil> true
}

// Reminders are working days: none falls into National Day, and the make-up Saturday 2025-10-11 is one.
func ExampleResult_Reminders() {
	china := holidays.China()
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-08-27"), china)
	days, err := result.Reminders(china, 10, 5, 1, 0)
	fmt.Println("due", result.Due, "safe by", result.SafeBy)
	for _, day := range days {
		fmt.Println(day, day.Weekday())
	}
	fmt.Println(err)
	// Output:
	// due 2025-10-14 safe by 2025-10-13
	// 2025-09-23 Tuesday
	// 2025-09-29 Monday
	// 2025-10-11 Saturday
	// 2025-10-13 Monday
	// <nil>
}

// A Result in log/slog is a group: what is due, whether that is final, and on which calendar it rests.
func ExampleResult_LogValue() {
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	result.Calendar = "ID" // kept short here
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	log.Info("filing", "deadline", result)
	// Output:
	// level=INFO msg=filing deadline.rule=face.reached deadline.trigger=2025-06-03 deadline.due=2025-07-15 deadline.safe_by=2025-07-14 deadline.final=true deadline.calendar=ID
}

// withoutTime keeps the output of an Example the same every time.
func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}
