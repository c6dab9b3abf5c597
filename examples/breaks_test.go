package examples

import (
	"fmt"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// workdays is a time limit of one's own: n working days after the event.
func workdays(n int) deadline.Rule {
	return deadline.Rule{
		ID:    "own.limit",
		Title: deadline.Text{EN: fmt.Sprintf("within %d working days", n)},
		Event: deadline.Text{EN: "the event"},
		Limit: deadline.Limit{N: n, Unit: deadline.Workdays, Direction: deadline.After},
	}
}

// A filing falls due across Spring Festival 2026: nine days off, and two Saturdays worked in exchange.
// The auditor gets the days that made the difference.
func Example_springFestival() {
	china := holidays.China()
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2026-01-20"), china)
	fmt.Println("due", result, err)
	for step := range result.Steps(china) {
		switch step.Day.Kind {
		case holidays.Holiday:
			fmt.Println(step.Day.Date, "off", step.Day.Name)
		case holidays.Makeup:
			fmt.Println(step.Day.Date, "worked, day", step.N)
		}
	}
	// Output:
	// due 2026-03-09 <nil>
	// 2026-02-14 worked, day 19
	// 2026-02-15 off 春节
	// 2026-02-16 off 春节
	// 2026-02-17 off 春节
	// 2026-02-18 off 春节
	// 2026-02-19 off 春节
	// 2026-02-20 off 春节
	// 2026-02-21 off 春节
	// 2026-02-22 off 春节
	// 2026-02-23 off 春节
	// 2026-02-28 worked, day 24
}

// Before National Day 2018 the tenth working day was a Sunday: the NDRC opened its fuel-price window on it.
// A calendar without make-up working days (调休上班) says 1 October or later.
func Example_makeUpSunday() {
	result, err := deadline.Compute(workdays(10), holidays.MustParseDate("2018-09-17"), holidays.China())
	fmt.Println(result, result.Due.Weekday(), err)
	fmt.Println("worked under", holidays.China().Day(result.Due).Source)
	// Output:
	// 2018-09-30 Sunday <nil>
	// worked under 国办发明电〔2017〕12号
}
