package holidays_test

import (
	"errors"
	"fmt"

	"github.com/cnworkday/cnworkday/holidays"
)

// Day 1 is the first working day after the trigger, whatever the trigger is.
func ExampleCalendar_Add() {
	c := holidays.China()
	sunday := holidays.MustParseDate("2025-06-01") // inside 端午节
	fmt.Println(c.Add(sunday, 30))
	fmt.Println(c.Add(sunday, 0))
	fmt.Println(c.Add(sunday, -1))
	fmt.Println(c.Add(holidays.MustParseDate("2018-09-17"), 10)) // a Sunday, worked
	// Output:
	// 2025-07-14 <nil>
	// 2025-06-01 <nil>
	// 2025-05-30 <nil>
	// 2018-09-30 <nil>
}

func ExampleCalendar_Count() {
	c := holidays.China()
	trigger, due := holidays.MustParseDate("2025-06-01"), holidays.MustParseDate("2025-07-14")
	fmt.Println(c.Count(trigger, due))
	fmt.Println(c.Count(due, trigger))
	fmt.Println(c.Count(holidays.MustParseDate("2024-12-31"), holidays.MustParseDate("2025-12-31")))
	// Output:
	// 30 <nil>
	// -30 <nil>
	// 248 <nil>
}

func ExampleCalendar_Next() {
	c := holidays.China()
	fmt.Println(c.Next(holidays.MustParseDate("2025-10-01")))
	fmt.Println(c.Next(holidays.MustParseDate("2025-10-09")))
	// Output:
	// 2025-10-09 <nil>
	// 2025-10-09 <nil>
}

func ExampleCalendar_Previous() {
	c := holidays.China()
	fmt.Println(c.Previous(holidays.MustParseDate("2025-10-08")))
	fmt.Println(c.Previous(holidays.MustParseDate("2025-09-28"))) // a Sunday, worked
	// Output:
	// 2025-09-30 <nil>
	// 2025-09-28 <nil>
}

// Who acts by the earliest day is in time whatever the notice to come says. Where the answer is final, it is that.
func ExampleCalendar_Earliest() {
	c := holidays.China()
	fmt.Println(c.Earliest(holidays.MustParseDate("2025-06-01"), 30))

	trigger := holidays.MustParseDate("2026-11-19")
	estimate, _ := c.Add(trigger, 30)
	safe, err := c.Earliest(trigger, 30)
	fmt.Println(estimate, !safe.After(estimate), err)
	// Output:
	// 2025-07-14 <nil>
	// 2026-12-31 true <nil>
}

// The ordinary check refuses an estimate; errors.Is takes it on purpose.
func ExampleProvisionalError() {
	due, err := holidays.China().Add(holidays.MustParseDate("2026-11-19"), 30)
	if errors.Is(err, holidays.ErrProvisional) {
		fmt.Println("about", due)
	}
	var provisional *holidays.ProvisionalError
	if errors.As(err, &provisional) {
		fmt.Println("until the notice for", provisional.Year, "settles", provisional.From, "and what follows")
	}
	// Output:
	// about 2026-12-31
	// until the notice for 2027 settles 2026-12-25 and what follows
}

func ExampleRangeError() {
	_, err := holidays.China().Add(holidays.MustParseDate("1999-12-31"), 30)
	fmt.Println(errors.Is(err, holidays.ErrOutOfRange))
	var outside *holidays.RangeError
	if errors.As(err, &outside) {
		fmt.Println(outside.Date, "is before", outside.First)
	}
	var none holidays.Calendar
	_, err = none.Add(holidays.MustParseDate("2025-06-03"), 30)
	fmt.Println(err)
	// Output:
	// true
	// 1999-12-31 is before 2004-01-01
	// holidays: out of range: 2025-06-03 is outside the calendar's range, which is empty
}
