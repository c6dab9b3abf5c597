package examples

import (
	"fmt"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/gb"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A service counts with rickar/cal already. It takes our calendar and changes nothing else:
// its own local midnights go in and come out.
func Example_rickarServiceTakesChina() {
	service := holidays.China().BusinessCalendar()

	local := time.FixedZone("Beijing", 8*60*60)
	start := time.Date(2025, time.July, 18, 0, 0, 0, 0, local)
	fmt.Println(service.WorkdaysFrom(start, 30).Format(time.DateOnly))
	fmt.Println("make-up Sunday worked:", service.IsWorkday(time.Date(2025, time.September, 28, 9, 0, 0, 0, local)))
	// Output:
	// 2025-08-29
	// make-up Sunday worked: true
}

// The British subsidiary answers within ten working days of its own. rickar/cal knows its bank holidays;
// compiled once for the years that the caller vouches for, our engine counts them and shows the count.
func Example_britishCalendar() {
	bank := cal.NewBusinessCalendar()
	bank.AddHoliday(gb.Holidays...)
	britain, err := holidays.FromCal("England", bank, time.UTC, holidays.MustParseDate("2025-01-01"), holidays.MustParseDate("2026-12-31"))
	if err != nil {
		fmt.Println(err)
		return
	}

	result, err := deadline.Compute(workdays(10), holidays.MustParseDate("2025-12-19"), britain)
	fmt.Println("due", result, err)
	for step := range result.Steps(britain) {
		if step.Day.Kind == holidays.Holiday {
			fmt.Println(step.Day.Date, step.Day.Date.Weekday(), "off")
		}
	}

	_, err = deadline.Compute(workdays(10), holidays.MustParseDate("2026-12-28"), britain)
	fmt.Println(err)
	// Output:
	// due 2026-01-07 <nil>
	// 2025-12-25 Thursday off
	// 2025-12-26 Friday off
	// 2026-01-01 Thursday off
	// holidays: out of range: 10 working days from 2026-12-28 leave the calendar's range 2025-01-01 to 2026-12-31
}
