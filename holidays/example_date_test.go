package holidays_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

func ExampleDate() {
	d := holidays.MustParseDate("2025-06-03")
	fmt.Println(d.Year(), d.Month(), d.Day(), d.Weekday())
	fmt.Println(d == holidays.NewDate(2025, time.June, 3), d.Before(d.AddDays(1)), d.After(d.AddDays(1)), d.Compare(d.AddDays(1)))
	var none holidays.Date
	fmt.Printf("%q %v\n", none, none.IsZero())
	// Output:
	// 2025 June 3 Tuesday
	// true true false -1
	// "" true
}

func ExampleNewDate() {
	fmt.Println(holidays.NewDate(2024, time.February, 29))
	fmt.Println(holidays.NewDate(2025, time.February, 29).IsZero(), "no such day, and not 1 March")
	// Output:
	// 2024-02-29
	// true no such day, and not 1 March
}

// It is 4 June in Beijing already, whatever the zone of the server says.
func ExampleDateOf() {
	at := time.Date(2025, time.June, 3, 17, 0, 0, 0, time.UTC)
	fmt.Println(holidays.DateOf(at))
	fmt.Println(holidays.DateOf(at.In(time.FixedZone("PDT", -7*60*60))))
	fmt.Println(holidays.DateOf(time.Time{}).IsZero())
	// Output:
	// 2025-06-04
	// 2025-06-04
	// true
}

func ExampleParseDate() {
	d, err := holidays.ParseDate("2025-06-03")
	fmt.Println(d, err)
	_, err = holidays.ParseDate("2025/6/3")
	fmt.Println(err)
	_, err = holidays.ParseDate("2025-02-30")
	fmt.Println(err)
	// Output:
	// 2025-06-03 <nil>
	// holidays: date "2025/6/3": want it written 2025-06-03
	// holidays: date "2025-02-30": there is no such day; 2025-02 has 28 days
}

func ExampleMustParseDate() {
	inForce := holidays.MustParseDate("2025-06-01")
	fmt.Println(inForce, inForce.Weekday())
	// Output: 2025-06-01 Sunday
}

// A due date ends at 24:00 in Beijing: when the next day starts.
func ExampleDate_Start() {
	due := holidays.MustParseDate("2025-07-14")
	closes := due.AddDays(1).Start()
	fmt.Println(closes.Format(time.RFC3339))
	fmt.Println(closes.UTC().Format(time.RFC3339))
	// Output:
	// 2025-07-15T00:00:00+08:00
	// 2025-07-14T16:00:00Z
}

func ExampleDate_AddDays() {
	d := holidays.MustParseDate("2025-12-31")
	fmt.Println(d.AddDays(1), d.AddDays(-365))
	fmt.Println(holidays.MustParseDate("9999-12-31").AddDays(1).IsZero())
	// Output:
	// 2026-01-01 2024-12-31
	// true
}

func ExampleDate_DaysSince() {
	trigger, due := holidays.MustParseDate("2025-06-01"), holidays.MustParseDate("2025-07-14")
	fmt.Println(due.DaysSince(trigger), trigger.DaysSince(due))
	// Output: 43 -43
}

// The last week of December waits for the next year's notice.
func ExampleDate_NoticeYear() {
	fmt.Println(holidays.MustParseDate("2026-12-24").NoticeYear(), holidays.MustParseDate("2026-12-25").NoticeYear())
	// Output: 2026 2027
}

// A Date is text in JSON, a key in maps, and a DATE column in databases; the zero Date is "" and NULL.
func ExampleDate_encodings() {
	type filing struct {
		Due   holidays.Date `json:"due"`
		Filed holidays.Date `json:"filed,omitzero"`
	}
	text, _ := json.Marshal(filing{Due: holidays.MustParseDate("2025-07-14")})
	fmt.Println(string(text))
	var f filing
	fmt.Println(json.Unmarshal([]byte(`{"due":"2025-07-14","filed":"14.7.2025"}`), &f))
	text, _ = json.Marshal(map[holidays.Date]int{holidays.MustParseDate("2025-07-14"): 30})
	fmt.Println(string(text))
	line, _ := holidays.MustParseDate("2025-07-14").AppendText([]byte("due "))
	fmt.Println(string(line))

	value, _ := holidays.MustParseDate("2025-07-14").Value()
	null, _ := holidays.Date{}.Value()
	fmt.Println(value, null)
	var d holidays.Date
	fmt.Println(d.Scan(time.Date(2025, time.July, 14, 0, 0, 0, 0, time.UTC)), d)
	fmt.Println(d.Scan(time.Date(2025, time.July, 14, 17, 0, 0, 0, time.UTC)))
	// Output:
	// {"due":"2025-07-14"}
	// holidays: date "14.7.2025": want a date as 2006-01-02
	// {"2025-07-14":30}
	// due 2025-07-14
	// 2025-07-14 <nil>
	// <nil> 2025-07-14
	// holidays: date "2025-07-14T17:00:00Z": want a DATE column; of an instant take the date in Beijing with DateOf
}

func ExampleDateError() {
	_, err := holidays.ParseDate("2025.6.3")
	wrong := err.(*holidays.DateError)
	fmt.Println(wrong.Value, "-", wrong.Want)
	// Output: 2025.6.3 - want it written 2025-06-03
}
