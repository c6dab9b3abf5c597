package holidays_test

import (
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
)

// A factory that works Monday to Saturday all year.
func ExampleFromFunc() {
	c, err := holidays.FromFunc(holidays.MustParseDate("2025-01-01"), holidays.MustParseDate("2025-12-31"), func(d holidays.Date) bool {
		return d.Weekday() != time.Sunday
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(c.Add(holidays.MustParseDate("2025-06-01"), 30))
	_, err = c.Add(holidays.MustParseDate("2025-12-31"), 1)
	fmt.Println(err)
	// Output:
	// 2025-07-05 <nil>
	// holidays: out of range: 1 working days from 2025-12-31 leave the calendar's range 2025-01-01 to 2025-12-31
}

// Another country's rickar/cal calendar, counted by this package.
func ExampleFromCal() {
	federal := cal.NewBusinessCalendar()
	federal.AddHoliday(us.Holidays...)
	c, err := holidays.FromCal(federal, time.UTC, holidays.MustParseDate("2025-01-01"), holidays.MustParseDate("2026-12-31"))
	if err != nil {
		panic(err)
	}
	fmt.Println(c.Day(holidays.MustParseDate("2025-07-04")).Kind)
	fmt.Println(c.Add(holidays.MustParseDate("2025-07-03"), 1))
	// Output:
	// holiday
	// 2025-07-07 <nil>
}

// A service that uses rickar/cal takes the Chinese calendar as its own.
func ExampleCalendar_BusinessCalendar() {
	china := holidays.China().BusinessCalendar()
	sunday := time.Date(2025, time.January, 26, 0, 0, 0, 0, time.UTC) // worked in exchange for 春节
	fmt.Println(china.IsWorkday(sunday))
	fmt.Println(china.WorkdaysFrom(sunday, 5).Format(time.DateOnly))
	// Output:
	// true
	// 2025-02-08
}

func ExampleSourceError() {
	_, err := holidays.FromCal(nil, time.UTC, holidays.MustParseDate("2025-01-01"), holidays.MustParseDate("2025-12-31"))
	fmt.Println(err)
	_, err = holidays.FromFunc(holidays.MustParseDate("2025-12-31"), holidays.MustParseDate("2025-01-01"), func(holidays.Date) bool { return true })
	fmt.Println(err)
	// Output:
	// holidays: no calendar: the rickar/cal calendar is nil
	// holidays: no calendar: the last day 2025-01-01 is before the first 2025-12-31
}
