package deadline_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
)

func ExampleLimit() {
	limit := deadline.Limit{N: 10, Unit: deadline.Workdays, Direction: deadline.After}
	data, _ := json.Marshal(limit)
	fmt.Println(string(data))
	var back deadline.Limit
	fmt.Println(json.Unmarshal(data, &back), back == limit)
	// Output:
	// {"n":10,"unit":"workdays","direction":"after"}
	// <nil> true
}

// Every form of a Unit: String, and text as in JSON both ways.
func ExampleUnit() {
	text, _ := deadline.Workdays.MarshalText()
	fmt.Println(deadline.Workdays, string(text))
	var u deadline.Unit
	fmt.Println(u.UnmarshalText([]byte("months")), u == deadline.Months)
	fmt.Println(u.UnmarshalText([]byte("fortnights")))
	// Output:
	// workdays workdays
	// <nil> true
	// deadline: "fortnights": want one of ["" "workdays" "days" "months" "years"]
}

// Every form of a Direction: String, and text as in JSON both ways.
func ExampleDirection() {
	text, _ := deadline.After.MarshalText()
	fmt.Println(deadline.After, string(text))
	var d deadline.Direction
	fmt.Println(d.UnmarshalText([]byte("at_least_before")), d == deadline.AtLeastBefore)
	// Output:
	// after after
	// <nil> true
}

// Every form of a Status: String, and text as in JSON both ways.
func ExampleStatus() {
	text, _ := deadline.InForce.MarshalText()
	fmt.Println(deadline.InForce, string(text))
	var s deadline.Status
	fmt.Println(s.UnmarshalText([]byte("draft")), s == deadline.Draft)
	// Output:
	// in_force in_force
	// <nil> true
}

// Every form of a Language: String, text both ways, and the names of the days of the week.
func ExampleLanguage() {
	text, _ := deadline.Chinese.MarshalText()
	fmt.Println(deadline.English, deadline.Chinese, string(text))
	var l deadline.Language
	fmt.Println(l.UnmarshalText([]byte("zh")), l == deadline.Chinese)
	// Output:
	// en zh zh
	// <nil> true
}

func ExampleLanguage_Weekday() {
	fmt.Println(deadline.English.Weekday(time.Sunday), deadline.Chinese.Weekday(time.Sunday))
	// Output: Sun 周日
}
