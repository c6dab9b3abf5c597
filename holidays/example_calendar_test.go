package holidays_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

func ExampleChina() {
	c := holidays.China()
	first, last := c.Known()
	fmt.Println(len(c.Notices()), "notices settle", first, "to", last)
	fmt.Println(c == holidays.China(), "one calendar for all, which nobody can change")
	// Output:
	// 26 notices settle 2004-01-01 to 2026-12-24
	// true one calendar for all, which nobody can change
}

// From an event to a due date.
func ExampleCalendar() {
	trigger := holidays.MustParseDate("2025-07-18")
	due, err := holidays.China().Add(trigger, 30)
	if err != nil {
		fmt.Println(err) // the notice for those days is not on record
		return
	}
	fmt.Println("due", due, due.Weekday())
	// Output: due 2025-08-29 Friday
}

func ExampleCalendar_Day() {
	for _, s := range []string{"2025-01-26", "2025-01-28", "2025-06-03", "2025-06-07", "1999-10-01"} {
		d := holidays.China().Day(holidays.MustParseDate(s))
		fmt.Printf("%v %.3s %-7v %-5v %q %q\n", d.Date, d.Date.Weekday(), d.Kind, d.Settled, d.Name, d.Source)
	}
	// Output:
	// 2025-01-26 Sun makeup  true  "春节" "国办发明电〔2024〕12号"
	// 2025-01-28 Tue holiday true  "春节" "国办发明电〔2024〕12号"
	// 2025-06-03 Tue workday true  "" ""
	// 2025-06-07 Sat weekend true  "" ""
	// 1999-10-01 Fri unknown false "" ""
}

func ExampleDay() {
	text, _ := json.Marshal(holidays.China().Day(holidays.MustParseDate("2025-10-01")))
	fmt.Println(string(text))
	// Output: {"date":"2025-10-01","kind":"holiday","name":"国庆节、中秋节","source":"国办发明电〔2024〕12号","settled":true}
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

func ExampleKind_UnmarshalText() {
	var k holidays.Kind
	err := k.UnmarshalText([]byte("makeup"))
	fmt.Println(k, err)
	// Output: makeup <nil>
}

func ExampleKindError() {
	var k holidays.Kind
	fmt.Println(k.UnmarshalText([]byte("Sunday")))
	// Output: holidays: kind of day "Sunday": want one of [unknown workday weekend holiday makeup]
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
	_, known := holidays.China().Known()
	fmt.Println("from", first)
	fmt.Println("estimates beyond what is known:", last.After(known))
	// Output:
	// from 2004-01-01
	// estimates beyond what is known: true
}

func ExampleCalendar_Known() {
	_, known := holidays.China().Known()
	fmt.Println(known, "is the last day that the notices on record settle")
	_, known = holidays.China().AsOf(holidays.MustParseDate("2020-06-01")).Known()
	fmt.Println(known, "was it in June 2020")
	// Output:
	// 2026-12-24 is the last day that the notices on record settle
	// 2020-12-24 was it in June 2020
}

// Keep the ID with a result: when it changes, count again.
func ExampleCalendar_ID() {
	now, then := holidays.China(), holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	newest, _, _ := strings.Cut(now.ID(), "@")
	fmt.Println(newest)
	fmt.Println(now.ID() == then.ID())
	// Output:
	// 国办发明电〔2025〕7号
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

// A notice that came out after this library is put on record by the service itself. (This one is made up.)
func ExampleCalendar_With() {
	n, err := holidays.ParseNotice("2027.txt", []byte(`
year 2027
net  1
off  2027-01-01 Fri  2027-01-03 Sun  3  元旦
`))
	if err != nil {
		panic(err)
	}
	c, err := holidays.China().With(n)
	if err != nil {
		panic(err)
	}
	trigger := holidays.MustParseDate("2026-12-01")
	_, before := holidays.China().Add(trigger, 30)
	due, after := c.Add(trigger, 30)
	fmt.Println(before)
	fmt.Println(due, after)
	// Output:
	// holidays: provisional: from 2026-12-25 on it counts days that the notice for 2027 will settle, and that notice is not on record
	// 2027-01-13 <nil>
}
