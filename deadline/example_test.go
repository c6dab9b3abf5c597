package deadline_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

func Example() {
	trigger := holidays.MustParseDate("2025-06-03") // the day on which 100,000 stored faces were reached
	result, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
	fmt.Println(result, err)
	// Output: 2025-07-15 <nil>
}

func ExampleCompute() {
	trigger := holidays.MustParseDate("2025-07-18")
	result, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
	if err != nil {
		fmt.Println(err) // no answer, or one that is provisional
		return
	}
	fmt.Println("due:    ", result.Due, result.Due.Weekday())
	fmt.Println("safe by:", result.SafeBy, result.SafeBy.Weekday())
	fmt.Println("basis:  ", result.Rule.Basis)
	// Output:
	// due:     2025-08-29 Friday
	// safe by: 2025-08-28 Thursday
	// basis:   《人脸识别技术应用安全管理办法》第十五条第一款（国家互联网信息办公室、公安部令第19号）
}

// A count that runs over days that no notice has settled is refused by the ordinary check for an error, and taken on
// purpose by asking for it.
func ExampleCompute_provisional() {
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03")) // the notice for 2026 came a day later
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-11-14"), calendar)
	if errors.Is(err, holidays.ErrProvisional) {
		fmt.Println("estimate:", result)
		fmt.Println("in time in any case:", result.SafeBy)
	}
	// Output:
	// estimate: 2025-12-26 (provisional)
	// in time in any case: 2025-12-25
}

func ExampleInvalidError() {
	_, err := deadline.Compute(deadline.FaceReached(), holidays.DateInBeijing(time.Time{}), holidays.China())
	var invalid *deadline.InvalidError
	fmt.Println(errors.Is(err, deadline.ErrInvalid), errors.As(err, &invalid))
	fmt.Println(invalid.Rule, invalid.Reasons)
	// Output:
	// true true
	// face.reached [the trigger is the zero Date; want the day of the event]
}

func ExampleNotInForceError() {
	_, err := deadline.Compute(deadline.FaceChanged(), holidays.MustParseDate("2025-05-20"), holidays.China())
	fmt.Println(err)
	var early *deadline.NotInForceError
	fmt.Println(errors.Is(err, deadline.ErrNotInForce), errors.As(err, &early))
	fmt.Println("ask again from", early.Since)
	// Output:
	// deadline: face.changed is not in force for an event on 2025-05-20; it applies to events from 2025-06-01 on
	// true true
	// ask again from 2025-06-01
}

// report is the rule of the Examples that need a short one.
var report = deadline.Rule{
	ID:    "own.report",
	Title: deadline.Text{ZH: "内部报告", EN: "report to legal"},
	Event: deadline.Text{ZH: "发现之日", EN: "the incident is found"},
	Limit: deadline.Limit{N: 5, Unit: deadline.Workdays, Direction: deadline.After},
}
