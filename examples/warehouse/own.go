package main

import (
	"fmt"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// ownRules are rules of one's own, one for each kind of limit that the library's table may have no rule of: every unit in
// every direction, exact and moved, short and long, and a window of one day that was announced.
func ownRules() (rules []deadline.Rule) {
	lengths := map[deadline.Unit][]int{
		deadline.Workdays: {1, 2, 5, 45, 250}, deadline.Days: {1, 15, 90}, deadline.Months: {1, 6, 18}, deadline.Years: {1, 3},
	}
	add := func(l deadline.Limit) {
		id := fmt.Sprintf("own.%v.%v.%d", l.Unit, l.Direction, l.N)
		if l.Exact {
			id += ".exact"
		}
		rules = append(rules, deadline.Rule{ID: id, Limit: l})
	}
	for unit := deadline.Workdays; unit <= deadline.Years; unit++ {
		for direction := deadline.After; direction <= deadline.Within; direction++ {
			for _, n := range lengths[unit] {
				add(deadline.Limit{N: n, Unit: unit, Direction: direction})
				if unit != deadline.Workdays && direction == deadline.After {
					add(deadline.Limit{N: n, Unit: unit, Direction: direction, Exact: true})
				}
			}
		}
	}
	day := holidays.MustParseDate("2025-10-09")
	return append(rules, deadline.Rule{ID: "own.announced.day", Transition: deadline.Transition{Opens: day, Due: day}})
}
