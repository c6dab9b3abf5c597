package main

import (
	"encoding/json"
	"fmt"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// ownRules are rules of one's own, one for each kind of limit that the library's table may have no rule of: every unit in
// every direction, adjusted and not, short and long, once and recurring, with a date that is named with 前 and without, and
// windows that were announced.
func ownRules() (rules []deadline.Rule) {
	lengths := map[deadline.Unit][]int{
		deadline.Workdays: {1, 2, 5, 45, 250}, deadline.Days: {1, 15, 90}, deadline.Months: {1, 6, 18}, deadline.Years: {1, 3},
	}
	var beforeDay deadline.Questions
	if err := json.Unmarshal([]byte(`["before_day"]`), &beforeDay); err != nil {
		panic(err) // the code is the library's
	}
	add := func(l deadline.Limit, every deadline.Period, q deadline.Questions) {
		id := fmt.Sprintf("own.%v.%v.%d", l.Unit, l.Direction, l.N)
		if l.NoAdjust {
			id += ".no_adjust"
		}
		if every != 0 {
			id += "." + every.String()
		}
		if q != 0 {
			id += ".before_day"
		}
		rules = append(rules, deadline.Rule{ID: id, Limit: l, Every: every, Questions: q})
	}
	for unit := deadline.Workdays; unit <= deadline.Years; unit++ {
		for direction := deadline.After; direction <= deadline.InLastBefore; direction++ {
			for i, n := range lengths[unit] {
				limit := deadline.Limit{N: n, Unit: unit, Direction: direction}
				add(limit, 0, 0)
				if i == 0 {
					add(limit, 0, beforeDay)
				}
				if unit != deadline.Years && i == 0 {
					add(limit, deadline.Year, 0)
					add(limit, deadline.Quarter, beforeDay)
				}
				if limit.NoAdjust = unit != deadline.Workdays && direction == deadline.After; limit.NoAdjust {
					add(limit, 0, 0)
				}
			}
		}
	}
	day, holiday := holidays.MustParseDate("2025-10-09"), holidays.MustParseDate("2025-10-03")
	return append(rules,
		deadline.Rule{ID: "own.announced.day", Transition: deadline.Transition{Opens: day, Due: day}},
		deadline.Rule{ID: "own.announced.holiday", Transition: deadline.Transition{Opens: holiday.AddDays(-1), Due: holiday}},
		deadline.Rule{ID: "own.announced.before_day", Transition: deadline.Transition{Due: day}, Questions: beforeDay},
		deadline.Rule{ID: "own.announced.later", Transition: deadline.Transition{Due: holidays.MustParseDate("2027-01-04")}},
		deadline.Rule{ID: "own.draft", Limit: deadline.Limit{N: 10, Unit: deadline.Days, Direction: deadline.After}, Status: deadline.Draft},
	)
}
