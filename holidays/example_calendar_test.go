package holidays_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"

	"github.com/cnworkday/cnworkday/holidays"
)

func ExampleChina() {
	c := holidays.China()
	fmt.Println(len(c.Notices()), "notices settle the days up to", c.SettledThrough())
	fmt.Println(c == holidays.China(), "one calendar for all, which nobody can change")
	// Output:
	// 26 notices settle the days up to 2026-12-24
	// true one calendar for all, which nobody can change
}

func ExampleCalendar_Day() {
	for _, s := range []string{"2025-01-26", "2025-01-28", "2025-06-03", "2025-06-07", "2027-10-01", "1999-10-01"} {
		d := holidays.China().Day(holidays.MustParseDate(s))
		fmt.Printf("%v %.3s %-7v %-5v %q %q\n", d.Date, d.Date.Weekday(), d.Kind, d.Settled, d.Name, d.Source)
	}
	// Output:
	// 2025-01-26 Sun makeup  true  "春节" "国办发明电〔2024〕12号"
	// 2025-01-28 Tue holiday true  "春节" "国办发明电〔2024〕12号"
	// 2025-06-03 Tue workday true  "" ""
	// 2025-06-07 Sat weekend true  "" ""
	// 2027-10-01 Fri holiday false "国庆节" "国务院令第795号"
	// 1999-10-01 Fri unknown false "" ""
}

func ExampleDay() {
	text, _ := json.Marshal(holidays.China().Day(holidays.MustParseDate("2025-10-01")))
	fmt.Println(string(text))
	// Output: {"date":"2025-10-01","kind":"holiday","name":"国庆节、中秋节","source":"国办发明电〔2024〕12号","statutory":true,"settled":true}
}

// Payroll tells the days that are off by the statute itself (法定节假日), work on which is paid threefold (三倍工资), from the
// days that the notice moved into the break.
func ExampleDay_payroll() {
	c := holidays.China()
	for d := range c.Days(holidays.MustParseDate("2025-10-01"), holidays.MustParseDate("2025-10-11")) {
		switch {
		case d.Statutory:
			fmt.Println(d.Date, "三倍工资")
		case d.Kind == holidays.Holiday || d.Kind == holidays.Weekend:
			fmt.Println(d.Date, "休息日")
		case d.Kind == holidays.Makeup:
			fmt.Println(d.Date, "调休上班")
		default:
			fmt.Println(d.Date, "工作日")
		}
	}
	// Output:
	// 2025-10-01 三倍工资
	// 2025-10-02 三倍工资
	// 2025-10-03 三倍工资
	// 2025-10-04 休息日
	// 2025-10-05 休息日
	// 2025-10-06 三倍工资
	// 2025-10-07 休息日
	// 2025-10-08 休息日
	// 2025-10-09 工作日
	// 2025-10-10 工作日
	// 2025-10-11 调休上班
}

// The statute gives a festival its days off before any notice arranges them.
func ExampleStatutoryDays() {
	for _, d := range holidays.StatutoryDays(2027) {
		fmt.Println(d.Date, d.Date.Weekday().String()[:3], d.Name)
	}
	fmt.Println(holidays.StatutoryDays(2027)[0].Source)
	// Output:
	// 2027-01-01 Fri 元旦
	// 2027-02-05 Fri 春节
	// 2027-02-06 Sat 春节
	// 2027-02-07 Sun 春节
	// 2027-02-08 Mon 春节
	// 2027-04-05 Mon 清明节
	// 2027-05-01 Sat 劳动节
	// 2027-05-02 Sun 劳动节
	// 2027-06-09 Wed 端午节
	// 2027-09-15 Wed 中秋节
	// 2027-10-01 Fri 国庆节
	// 2027-10-02 Sat 国庆节
	// 2027-10-03 Sun 国庆节
	// 国务院令第795号
}

// The days off and the make-up days around a festival.
func ExampleCalendar_Days() {
	for d := range holidays.China().Days(holidays.MustParseDate("2026-09-19"), holidays.MustParseDate("2026-09-27")) {
		fmt.Printf("%v %.3s %v %q\n", d.Date, d.Date.Weekday(), d.Kind, d.Name)
	}
	// Output:
	// 2026-09-19 Sat weekend ""
	// 2026-09-20 Sun makeup "国庆节"
	// 2026-09-21 Mon workday ""
	// 2026-09-22 Tue workday ""
	// 2026-09-23 Wed workday ""
	// 2026-09-24 Thu workday ""
	// 2026-09-25 Fri holiday "中秋节"
	// 2026-09-26 Sat holiday "中秋节"
	// 2026-09-27 Sun holiday "中秋节"
}

func ExampleKind() {
	for _, k := range []holidays.Kind{holidays.Workday, holidays.Weekend, holidays.Holiday, holidays.Makeup, 0} {
		text, _ := k.MarshalText()
		fmt.Println(k, k.IsWorkday(), string(text))
	}
	// Output:
	// workday true workday
	// weekend false weekend
	// holiday false holiday
	// makeup true makeup
	// unknown false unknown
}

func ExampleCalendar_IsWorkday() {
	c := holidays.China()
	fmt.Println(c.IsWorkday(holidays.MustParseDate("2018-09-30")), "a Sunday, worked in exchange for 国庆节")
	fmt.Println(c.IsWorkday(holidays.MustParseDate("2018-10-01")), "a Monday, off")
	// Output:
	// true a Sunday, worked in exchange for 国庆节
	// false a Monday, off
}

func ExampleCalendar_Range() {
	first, last := holidays.China().Range()
	fmt.Println(first, "to", last)
	// Output: 2004-01-01 to 2036-12-31
}

func ExampleCalendar_SettledThrough() {
	c := holidays.China()
	fmt.Println(c.SettledThrough())
	fmt.Println(c.AsOf(holidays.MustParseDate("2020-06-01")).SettledThrough(), "in June 2020")
	// Output:
	// 2026-12-24
	// 2020-12-24 in June 2020
}

// Keep the ID with a result: while it is the same, so are the answers.
func ExampleCalendar_ID() {
	now, then := holidays.China(), holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	newest, digest, _ := strings.Cut(now.ID(), "@")
	fmt.Println(newest, len(digest)*4, "bits")
	fmt.Println(now.ID() == then.ID())
	text, _ := now.MarshalText() // so that JSON and structured logs show the ID
	fmt.Println(now.String() == now.ID(), string(text) == now.ID())
	// Output:
	// 国办发明电〔2025〕7号 128 bits
	// false
	// true true
}

// An answer of last year, kept with the ID of its calendar, is explained with that calendar.
func ExampleCalendar_Find() {
	kept := holidays.China().AsOf(holidays.MustParseDate("2020-01-24")).ID() // before the break was prolonged
	c, ok := holidays.China().Find(kept)
	fmt.Println(ok)
	fmt.Println(c.Add(holidays.MustParseDate("2020-01-23"), 5))
	fmt.Println(holidays.China().Add(holidays.MustParseDate("2020-01-23"), 5))
	_, ok = holidays.China().Find("an ID of somebody else's")
	fmt.Println(ok)
	// Output:
	// true
	// 2020-02-05 <nil>
	// 2020-02-07 <nil>
	// false
}

func ExampleCalendar_Notices() {
	for _, n := range holidays.China().AsOf(holidays.MustParseDate("2020-02-01")).Notices()[15:] {
		fmt.Printf("%v %d %s %q\n", n.Issued, n.Year, n.Number, n.Amends)
	}
	// Output:
	// 2017-11-30 2018 国办发明电〔2017〕12号 ""
	// 2018-12-04 2019 国办发明电〔2018〕15号 ""
	// 2019-03-22 2019 国办发明电〔2019〕3号 "国办发明电〔2018〕15号"
	// 2019-11-21 2020 国办发明电〔2019〕16号 ""
	// 2020-01-26 2020 国办发明电〔2020〕1号 "国办发明电〔2019〕16号"
}

// The break was prolonged while the count was running. Both answers were right on their day.
func ExampleCalendar_AsOf() {
	trigger := holidays.MustParseDate("2020-01-23")
	for _, asOf := range []string{"2020-01-24", "2020-01-28"} {
		due, _ := holidays.China().AsOf(holidays.MustParseDate(asOf)).Add(trigger, 5)
		fmt.Println("as known on", asOf+":", due)
	}
	// Output:
	// as known on 2020-01-24: 2020-02-05
	// as known on 2020-01-28: 2020-02-07
}

// A service loads the notice for a year itself, the day it is out. (This one is made up.)
func ExampleCalendar_With() {
	const file = `
notice 国办发明电〔2026〕0号
title  a made-up notice for 2027
year   2027
issued 2026-11-10

off  2027-01-01 Fri  2027-01-03 Sun  3  元旦
off  2027-02-05 Fri  2027-02-12 Fri  8  春节
work 2027-02-13 Sat                     春节
work 2027-02-14 Sun                     春节
off  2027-04-03 Sat  2027-04-05 Mon  3  清明节
off  2027-05-01 Sat  2027-05-05 Wed  5  劳动节
work 2027-05-08 Sat                     劳动节
off  2027-06-09 Wed                  1  端午节
off  2027-09-15 Wed                  1  中秋节
off  2027-10-01 Fri  2027-10-07 Thu  7  国庆节
work 2027-09-26 Sun                     国庆节
work 2027-10-09 Sat                     国庆节
`
	var n holidays.Notice
	if err := n.UnmarshalText([]byte(file)); err != nil {
		fmt.Println(err) // a wrong weekday, a wrong total, a festival that is not off, …
		return
	}
	c, err := holidays.China().With(n)
	if err != nil {
		fmt.Println(err)
		return
	}
	trigger := holidays.MustParseDate("2026-12-01")
	_, before := holidays.China().Add(trigger, 30)
	fmt.Println(before)
	fmt.Println(c.Add(trigger, 30))
	fmt.Println("settled through", c.SettledThrough())
	// Output:
	// holidays: provisional: the days from 2026-12-25 on are estimated until the notice for 2027 is loaded with Calendar.With
	// 2027-01-13 <nil>
	// settled through 2027-12-24
}

// Another country's rickar/cal calendar, counted by this package.
func ExampleFromCal() {
	federal := cal.NewBusinessCalendar()
	federal.AddHoliday(us.Holidays...)
	c, err := holidays.FromCal("US federal", federal, time.UTC, holidays.MustParseDate("2025-01-01"), holidays.MustParseDate("2026-12-31"))
	if err != nil {
		panic(err)
	}
	d := c.Day(holidays.MustParseDate("2025-07-04"))
	fmt.Println(d.Kind, d.Name)
	fmt.Println(c.Add(holidays.MustParseDate("2025-07-03"), 1))
	// Output:
	// holiday Independence Day
	// 2025-07-07 <nil>
}

// A market that is open Monday to Saturday all year. For days that differ from China's only here and there, use Overlay.
func ExampleFromFunc() {
	c, err := holidays.FromFunc("market", holidays.MustParseDate("2025-01-01"), holidays.MustParseDate("2025-12-31"), func(d holidays.Date) bool {
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

// A service that uses rickar/cal takes the Chinese calendar as its own.
func ExampleCalendar_BusinessCalendar() {
	china := holidays.China().BusinessCalendar()
	sunday := time.Date(2025, time.January, 26, 0, 0, 0, 0, time.UTC) // worked in exchange for 春节
	fmt.Println(china.IsWorkday(sunday))
	fmt.Println(china.WorkdaysFrom(sunday, 5).Format(time.DateOnly))
	october := time.Date(2025, time.October, 1, 0, 0, 0, 0, time.UTC)
	_, observed, holiday := china.IsHoliday(october)
	fmt.Println(observed, holiday.Name, china.HolidaysInRange(october, october.AddDate(0, 0, 7)))
	// Output:
	// true
	// 2025-02-08
	// true 国庆节、中秋节 8
}
