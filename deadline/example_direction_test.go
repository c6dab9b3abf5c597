package deadline_test

import (
	"fmt"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A limit in days counts days off, too. An end on a day off moves to the next working day (民法典 203).
func ExampleCompute_days() {
	r, _ := deadline.Lookup("police.connected")
	connected := holidays.MustParseDate("2025-09-05") // 30 days on is 2025-10-05, inside National Day
	result, err := deadline.Compute(r, connected, holidays.China())
	fmt.Println(result.Rule.Limit.In(deadline.English))
	fmt.Println(result, err)
	// Output:
	// within 30 days after
	// 2025-10-09 <nil>
}

// Months and years end on the corresponding day, or on the month's last where there is none (民法典 202).
func ExampleCompute_months() {
	answer := deadline.Rule{ID: "own.answer", Limit: deadline.Limit{N: 1, Unit: deadline.Months, Direction: deadline.After}}
	asked := holidays.MustParseDate("2025-01-31")
	result, err := deadline.Compute(answer, asked, holidays.China())
	fmt.Println(result, err)
	// Output: 2025-02-28 <nil>
}

// A period of validity is NoAdjust: its end stays on a day off.
func ExampleCompute_years() {
	r, _ := deadline.Lookup("export.validity")
	issued := holidays.MustParseDate("2024-04-04")
	result, err := deadline.Compute(r, issued, holidays.China())
	fmt.Println(result.Rule.Limit.In(deadline.English), result.Rule.Limit.NoAdjust)
	fmt.Println(result, result.Due.Weekday(), err)
	// Output:
	// 3 years after true
	// 2027-04-04 Sunday <nil>
}

// At least 30 days before: the last day is never moved later. It falls into National Day; who wants to be safe announces
// the change before the break.
func ExampleCompute_before() {
	r, _ := deadline.Lookup("icp.changed")
	change := holidays.MustParseDate("2025-10-31")
	result, err := deadline.Compute(r, change, holidays.China())
	fmt.Println("due:    ", result.Due, err)
	fmt.Println("safe by:", result.SafeBy)
	// Output:
	// due:     2025-10-01 <nil>
	// safe by: 2025-09-30
}

// One expiry date and two provisions that differ by one character: 届满前60个工作日内 is inside the last 60 working days,
// 届满60个工作日前 at least 60 working days before.
func ExampleCompute_within() {
	expiry := holidays.MustParseDate("2026-02-10")
	for _, id := range []string{"export.extend", "export.reapply"} {
		r, _ := deadline.Lookup(id)
		result, _ := deadline.Compute(r, expiry, holidays.China())
		fmt.Printf("%s: %s\n  from %q to %v\n", id, r.Limit.In(deadline.English), result.Opens, result.Due)
	}
	// Output:
	// export.extend: within the last 60 working days before
	//   from "2025-11-17" to 2026-02-10
	// export.reapply: at least 60 working days before
	//   from "" to 2025-11-17
}

// An internal policy: report to legal 5 working days before the filing is due. The due date of one rule is the trigger of
// the other; National Day lies between the two.
func ExampleCompute_policy() {
	policy := deadline.Rule{
		ID:    "own.legal",
		Title: deadline.Text{EN: "report to legal"},
		Event: deadline.Text{EN: "the filing is due"},
		Limit: deadline.Limit{N: 5, Unit: deadline.Workdays, Direction: deadline.AtLeastBefore},
	}
	china := holidays.China()
	filing, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-08-27"), china)
	if err != nil {
		fmt.Println(err)
		return
	}
	legal, err := deadline.Compute(policy, filing.Due, china)
	fmt.Println("filing due", filing)
	fmt.Println("legal by  ", legal, err)
	// Output:
	// filing due 2025-10-14
	// legal by   2025-09-30 <nil>
}

// A service keeps its own rules in its configuration, of every direction and unit. Bad ones are refused with all reasons.
func ExampleParseRules_configuration() {
	rules, err := deadline.ParseRules([]byte(`[
		{"id": "own.legal", "title": {"en": "report to legal"}, "event": {"en": "the filing is due"},
		 "limit": {"n": 5, "unit": "workdays", "direction": "at_least_before"}},
		{"id": "own.licence", "title": {"en": "licence"}, "event": {"en": "the licence is issued"},
		 "limit": {"n": 2, "unit": "years", "direction": "after", "no_adjust": true}},
		{"id": "own.renewal", "title": {"en": "renewal"}, "event": {"en": "the licence expires"},
		 "limit": {"n": 3, "unit": "months", "direction": "in_last_before"}}
	]`))
	fmt.Println(err)
	for _, r := range rules {
		fmt.Println(r.ID+":", r.Title.EN, r.Limit.In(deadline.English), r.Event.EN)
	}
	_, err = deadline.ParseRules([]byte(`[{"id": "own.window", "title": {"en": "window"}, "event": {"en": "expiry"},
		"limit": {"n": 0, "unit": "days", "direction": "in_last_before", "no_adjust": true}}]`))
	fmt.Println(err)
	// Output:
	// <nil>
	// own.legal: report to legal at least 5 working days before the filing is due
	// own.licence: licence 2 years after the licence is issued
	// own.renewal: renewal within the last 3 months before the licence expires
	// deadline: invalid: "own.window": limit: n is 0, want 1 or more; limit: no_adjust is for days, months and years after an event; other ends are never moved
}

func ExampleLimit_In() {
	for _, id := range []string{"scc.effective", "export.extend", "export.reapply", "icp.changed", "app.stock"} {
		r, _ := deadline.Lookup(id)
		fmt.Printf("%q %q\n", r.Limit.In(deadline.English), r.Limit.In(deadline.Chinese))
	}
	// Output:
	// "within 10 working days after" "10个工作日内"
	// "within the last 60 working days before" "届满前60个工作日内"
	// "at least 60 working days before" "至少提前60个工作日"
	// "at least 30 days before" "至少提前30日"
	// "" ""
}
