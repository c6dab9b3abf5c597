package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// writeUpcoming lists what falls due from -from to -to, both included, under the rules whose event is the end of a year or
// a quarter: all of them, or those that are named.
func (c *command) writeUpcoming(w io.Writer, args []string) error {
	from, to := c.from, c.to
	if from.IsZero() {
		from = holidays.DateInBeijing(c.now)
	}
	if to.IsZero() {
		to = from.AddMonths(12)
	}
	if to.Before(from) {
		return c.errorf("-to %v is before -from %v", "-to %v早于-from %v", to, from)
	}
	if _, err := c.calendar.Count(from, to); errors.Is(err, holidays.ErrOutOfRange) {
		return err
	}
	rules, err := c.recurring(args)
	if err != nil {
		return err
	}
	var due []deadline.Result
	for _, rule := range rules {
		for trigger := range rule.Triggers(from.AddMonths(-24), to.AddMonths(24)) {
			r, err := deadline.Compute(rule, trigger, c.calendar)
			switch {
			case r.Due.IsZero() && (trigger.Before(from.AddMonths(-12)) || trigger.After(to.AddMonths(12))):
				continue // far outside, where the calendar may end
			case r.Due.IsZero():
				return err
			case r.Due.Before(from) || r.Due.After(to):
				continue
			}
			if err := c.accept(err); err != nil {
				return err
			}
			due = append(due, r)
		}
	}
	slices.SortStableFunc(due, func(a, b deadline.Result) int { return a.Due.Compare(b.Due) })
	switch c.format {
	case "json":
		return writeJSON(w, append([]deadline.Result{}, due...))
	case "csv":
		return c.writeAnswers(w, due, deadline.Standing{})
	case "ics":
		var events []event
		for _, r := range due {
			events = append(events, c.dueEvent(r))
		}
		return c.writeEvents(w, events)
	}
	for _, r := range due {
		c.writeUpcomingLine(w, r)
	}
	if len(due) == 0 {
		fmt.Fprintf(w, c.say("nothing falls due from %v to %v\n", "%v至%v没有到期的义务\n"), from, to)
		return nil
	}
	_, err = fmt.Fprintln(w, deadline.Disclaimer(c.lang))
	return err
}

func (c *command) writeUpcomingLine(w io.Writer, r deadline.Result) {
	fmt.Fprintf(w, "%s%s\n", c.paint(bold, c.date(r.Due)), c.mark(r))
	c.entry(w, "", r.Rule.ID, " ", r.Rule.Title.In(c.lang))
	c.entry(w, c.say("Safe by", "稳妥日"), c.safeBy(r))
	if applies := r.Rule.AppliesTo.In(c.lang); applies != "" {
		c.entry(w, c.say("Applies to", "适用"), applies)
	}
}

// recurring returns the rules to list.
func (c *command) recurring(ids []string) ([]deadline.Rule, error) {
	var all, named []deadline.Rule
	var allIDs []string
	for _, r := range c.rules {
		if r.Every != 0 {
			all, allIDs = append(all, r), append(allIDs, r.ID)
		}
	}
	for _, id := range ids {
		r, err := c.findRule(id)
		switch {
		case err != nil:
			return nil, err
		case r.Every == 0:
			return nil, c.errorf("the event of %s does not return every year or quarter; those that do: %s",
				"%s的事件并非每年或者每季度发生；每年或者每季度发生的有：%s",
				r.ID, strings.Join(allIDs, ", "))
		case !slices.Contains(named, r):
			named = append(named, r)
		}
	}
	if len(ids) > 0 {
		return named, nil
	}
	return all, nil
}
