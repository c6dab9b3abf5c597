package holidays_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

func ExampleDate() {
	d := holidays.MustParseDate("2025-06-03")
	fmt.Println(d.Year(), d.Month(), d.Day(), d.Weekday())
	fmt.Println(d == holidays.NewDate(2025, time.June, 3), d.Before(d.AddDays(1)), d.After(d.AddDays(1)), d.Compare(d.AddDays(1)))
	fmt.Printf("%#v\n", d)
	var none holidays.Date
	fmt.Printf("%q %v\n", none, none.IsZero())
	// Output:
	// 2025 June 3 Tuesday
	// true true false -1
	// holidays.MustParseDate("2025-06-03")
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
func ExampleDateInBeijing() {
	at := time.Date(2025, time.June, 3, 17, 0, 0, 0, time.UTC)
	fmt.Println(holidays.DateInBeijing(at))
	fmt.Println(holidays.DateInBeijing(at.In(time.FixedZone("PDT", -7*60*60))))
	fmt.Println(holidays.DateInBeijing(time.Time{}).IsZero())
	// Output:
	// 2025-06-04
	// 2025-06-04
	// true
}

func ExampleParseDate() {
	fmt.Println(holidays.ParseDate("2025-06-03"))
	for _, s := range []string{"2025/6/3", "2025-02-30", "2025-06-03T17:00:00Z", ""} {
		_, err := holidays.ParseDate(s)
		fmt.Println(err)
	}
	// Output:
	// 2025-06-03 <nil>
	// holidays: date "2025/6/3": want it written 2025-06-03
	// holidays: date "2025-02-30": there is no such day
	// holidays: date "2025-06-03T17:00:00Z": this is an instant; DateInBeijing returns its date
	// holidays: date "": want YYYY-MM-DD, such as 2025-06-03
}

func ExampleMustParseDate() {
	inForce := holidays.MustParseDate("2025-06-01")
	fmt.Println(inForce, inForce.Weekday())
	// Output: 2025-06-01 Sunday
}

// A due date ends at 24:00 in Beijing: when the next day starts.
func ExampleDate_Start() {
	due := holidays.MustParseDate("2025-07-14")
	overdue := due.AddDays(1).Start()
	fmt.Println(overdue.Format(time.RFC3339))
	fmt.Println(overdue.UTC().Format(time.RFC3339))
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

// A period in months ends on the corresponding day, or on the last day of the month where there is none.
func ExampleDate_AddMonths() {
	fmt.Println(holidays.MustParseDate("2025-01-15").AddMonths(1))
	fmt.Println(holidays.MustParseDate("2025-01-31").AddMonths(1))
	fmt.Println(holidays.MustParseDate("2024-02-29").AddMonths(12))
	fmt.Println(holidays.MustParseDate("2025-03-31").AddMonths(-1))
	// Output:
	// 2025-02-15
	// 2025-02-28
	// 2025-02-28
	// 2025-02-28
}

func ExampleDate_DaysSince() {
	trigger, due := holidays.MustParseDate("2025-06-01"), holidays.MustParseDate("2025-07-14")
	fmt.Println(due.DaysSince(trigger), trigger.DaysSince(due))
	// Output: 43 -43
}

func ExampleDate_Date() {
	year, month, day := holidays.MustParseDate("2025-06-03").Date()
	fmt.Println(year, month, day)
	// Output: 2025 June 3
}

// A date32 column of Arrow or Parquet holds the days since 1970-01-01.
func ExampleDate_UnixDays() {
	n, ok := holidays.MustParseDate("2025-06-03").UnixDays()
	fmt.Println(n, ok)
	n, ok = holidays.Date{}.UnixDays()
	fmt.Println(n, ok)
	// Output:
	// 20242 true
	// 0 false
}

func ExampleDateOfUnixDays() {
	fmt.Println(holidays.DateOfUnixDays(20242), holidays.DateOfUnixDays(-1))
	// Output: 2025-06-03 1969-12-31
}

// The last week of December waits for the next year's notice.
func ExampleNoticeYear() {
	fmt.Println(holidays.NoticeYear(holidays.MustParseDate("2026-12-24")), holidays.NoticeYear(holidays.MustParseDate("2026-12-25")))
	// Output: 2026 2027
}

// A Date is text in JSON and a key in its maps; the zero Date is "".
func ExampleDate_json() {
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
	// Output:
	// {"due":"2025-07-14"}
	// holidays: date "14.7.2025": want YYYY-MM-DD, such as 2025-06-03
	// {"2025-07-14":30}
}

// A Date is a DATE column in databases, and NULL when it is zero. An instant is refused: its date depends on the zone.
func ExampleDate_Scan() {
	value, _ := holidays.MustParseDate("2025-07-14").Value()
	null, _ := holidays.Date{}.Value()
	fmt.Println(value, null)
	var d holidays.Date
	fmt.Println(d.Scan(time.Date(2025, time.July, 14, 0, 0, 0, 0, time.UTC)), d)
	fmt.Println(d.Scan(time.Date(2025, time.July, 14, 17, 0, 0, 0, time.UTC)))
	// Output:
	// 2025-07-14 <nil>
	// <nil> 2025-07-14
	// holidays: date 2025-07-14T17:00:00Z: want a DATE column; DateInBeijing returns the date of an instant
}

func ExampleDate_gob() {
	var wire bytes.Buffer
	if err := gob.NewEncoder(&wire).Encode(holidays.MustParseDate("2025-07-14")); err != nil {
		panic(err)
	}
	var d holidays.Date
	fmt.Println(gob.NewDecoder(&wire).Decode(&d), d)
	// Output: <nil> 2025-07-14
}
