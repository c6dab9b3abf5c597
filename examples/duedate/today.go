package main

import (
	"errors"
	"strconv"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// todayColumns stand behind the others when -today is given: where that day stands, and the working days left, or late.
var todayColumns = []string{"state", "to_safe_by", "to_due"}

// columns is the header of due dates in CSV under the flags given.
func (c *command) columns() []string {
	if c.today.IsZero() {
		return dueColumns
	}
	return append(dueColumns[:len(dueColumns):len(dueColumns)], todayColumns...)
}

// standing looks at an answer from -today. That it is provisional was said already.
func (c *command) standing(r deadline.Result) (deadline.Standing, error) {
	s, err := r.Status(c.today, c.calendar)
	if errors.Is(err, holidays.ErrProvisional) {
		return s, nil
	}
	return s, err
}

// standingText says a standing in words.
func (c *command) standingText(s deadline.Standing) string {
	state := map[deadline.State]string{
		deadline.NotOpen:  c.say("not open yet", "尚未开始"),
		deadline.Open:     c.say("open", "可以办理"),
		deadline.DueToday: c.say("due today", "今日截止"),
		deadline.Overdue:  c.say("overdue", "已逾期"),
	}[s.State]
	return c.date(s.Today) + c.say(": ", "：") + state +
		c.left(c.say("; to the safe-by date ", "；距稳妥日"), s.ToSafeBy) + c.left(c.say(", to the due date ", "，距截止日"), s.ToDue)
}

func (c *command) left(lead string, days int) string {
	unit := c.say(" working days", "个工作日")
	if days == 1 || days == -1 {
		unit = c.say(" working day", "个工作日")
	}
	if days < 0 {
		return lead + c.say("", "已过") + strconv.Itoa(-days) + unit + c.say(" late", "")
	}
	return lead + strconv.Itoa(days) + unit + c.say(" left", "")
}

// standingFields are those of todayColumns.
func standingFields(s deadline.Standing) []string {
	return []string{s.State.String(), strconv.Itoa(s.ToSafeBy), strconv.Itoa(s.ToDue)}
}
