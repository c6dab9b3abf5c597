package holidays_test

import (
	"errors"
	"fmt"

	"github.com/cnworkday/cnworkday/holidays"
)

// From an event to a due date.
func Example() {
	trigger := holidays.MustParseDate("2025-07-18")
	due, err := holidays.China().Add(trigger, 30)
	if err != nil {
		fmt.Println(err) // a day that is counted is estimated, or out of range
		return
	}
	fmt.Println("due", due, due.Weekday())
	// Output: due 2025-08-29 Friday
}

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

func ExampleCalendar_OnOrAfter() {
	c := holidays.China()
	fmt.Println(c.OnOrAfter(holidays.MustParseDate("2025-10-01")))
	fmt.Println(c.OnOrAfter(holidays.MustParseDate("2025-10-09")))
	// Output:
	// 2025-10-09 <nil>
	// 2025-10-09 <nil>
}

func ExampleCalendar_OnOrBefore() {
	c := holidays.China()
	fmt.Println(c.OnOrBefore(holidays.MustParseDate("2025-10-08")))
	fmt.Println(c.OnOrBefore(holidays.MustParseDate("2025-09-28"))) // a Sunday, worked
	// Output:
	// 2025-09-30 <nil>
	// 2025-09-28 <nil>
}

// Who acts by the earliest day is in time whatever the notice to come says, as long as it does what every notice since 2004
// did. Where the answer is final, it is that.
func ExampleCalendar_Earliest() {
	c := holidays.China()
	fmt.Println(c.Earliest(holidays.MustParseDate("2025-06-01"), 30))

	c = c.AsOf(holidays.MustParseDate("2025-11-03")) // the day before the notice for 2026
	safe, err := c.Earliest(holidays.MustParseDate("2025-11-03"), 45)
	final, _ := holidays.China().Add(holidays.MustParseDate("2025-11-03"), 45)
	fmt.Println(safe, err)
	fmt.Println("it became", final)
	// Output:
	// 2025-07-14 <nil>
	// 2026-01-02 <nil>
	// it became 2026-01-06
}

func ExampleCalendar_Latest() {
	c := holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	fmt.Println(c.Latest(holidays.MustParseDate("2025-11-03"), 45))
	// Output: 2026-01-06 <nil>
}

// The ordinary check refuses an estimate. The error says from which day on the answer is provisional, and which notice settles it.
func ExampleProvisionalError() {
	due, err := holidays.China().Add(holidays.MustParseDate("2026-11-19"), 30)
	fmt.Println(err)
	var provisional *holidays.ProvisionalError
	if errors.As(err, &provisional) {
		fmt.Println("about", due, "until the notice for", provisional.Year)
	}
	// Output:
	// holidays: provisional: the days from 2026-12-25 on are estimated until the notice for 2027 is loaded with Calendar.With
	// about 2026-12-31 until the notice for 2027
}

// A plan may use estimates, if it says so. What is wrong beyond that is still an error.
func ExampleAllowProvisional() {
	c := holidays.China()
	due, err := holidays.AllowProvisional(c.Add(holidays.MustParseDate("2026-11-19"), 30))
	fmt.Println("planned for", due, err)
	_, err = holidays.AllowProvisional(c.Add(holidays.MustParseDate("1999-12-31"), 30))
	fmt.Println(err)
	// Output:
	// planned for 2026-12-31 <nil>
	// holidays: out of range: 1999-12-31 is outside the calendar's range 2004-01-01 to 2036-12-31
}

func ExampleRangeError() {
	_, err := holidays.China().Add(holidays.MustParseDate("1999-12-31"), 30)
	var outside *holidays.RangeError
	if errors.As(err, &outside) {
		fmt.Println(outside.Date, "is before", outside.First)
	}
	var none holidays.Calendar
	_, err = none.Add(holidays.MustParseDate("2025-06-03"), 30)
	fmt.Println(errors.Is(err, holidays.ErrOutOfRange), err)
	// Output:
	// 1999-12-31 is before 2004-01-01
	// true holidays: out of range: 2025-06-03 is outside the calendar's range, which is empty
}
