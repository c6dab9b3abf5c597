package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/holidays"
)

// writeDue answers one question.
func (c *command) writeDue(w io.Writer, args []string) error {
	rule, err := c.findRule(args[0])
	if err != nil {
		return err
	}
	trigger, err := c.parseDate([]byte(args[1]))
	if err != nil {
		return err
	}
	r, err := c.compute(rule, trigger)
	if err = c.accept(err); err != nil {
		return err
	}
	var standing deadline.Standing
	if !c.today.IsZero() {
		if standing, err = r.Standing(c.today, c.calendar); err != nil {
			return err
		}
	}
	switch c.format {
	case "date":
		_, err := fmt.Fprintln(w, r.Due)
		return err
	case "json":
		return c.writeResult(w, r, standing)
	case "html":
		return page.Write(w, page.Answer{Result: r, Calendar: c.calendar, Lang: c.lang, Today: c.today})
	case "ics":
		return c.writeEvents(w, []event{c.dueEvent(r)})
	case "csv":
		return c.writeAnswers(w, []deadline.Result{r}, standing)
	}
	if c.long {
		return c.writeLong(w, r, standing)
	}
	return c.writeShort(w, r, standing)
}

// compute refuses the trigger of a recurring rule that does not end a period with the next one that does.
func (c *command) compute(rule deadline.Rule, trigger holidays.Date) (deadline.Result, error) {
	r, err := deadline.Compute(rule, trigger, c.calendar)
	if rule.Every == 0 || !r.Due.IsZero() {
		return r, err
	}
	for next := range rule.Triggers(trigger, trigger.AddMonths(1200)) {
		if next != trigger {
			err = c.errorf("%s counts from the end of a %v: want a trigger such as %v, got %v",
				"%[1]s自每一期间的最后一日起算，例如%[3]v，得到%[4]v", rule.ID, rule.Every, next, trigger)
		}
		break
	}
	return r, err
}

// answerColumns head the answers in CSV. Status is that of the rule: in_force, draft or ended, empty for a count. Reason
// says why there is no answer, or why it is not final; it is empty for a final answer.
func (c *command) answerColumns() []string {
	columns := []string{"opens", "due", "safe_by", "status", "provisional", "reason"}
	if !c.today.IsZero() {
		columns = append(columns, "state", "to_safe_by", "to_due")
	}
	return columns
}

// writeResult writes the Result in JSON; with -today, its standing as one more field.
func (c *command) writeResult(w io.Writer, r deadline.Result, standing deadline.Standing) error {
	if c.today.IsZero() {
		return writeJSON(w, r)
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	extra, err := json.Marshal(struct {
		Standing deadline.Standing `json:"standing"`
	}{standing})
	if err != nil {
		return err
	}
	return writeJSON(w, json.RawMessage(append(append(text[:len(text)-1], ','), extra[1:]...)))
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// writeShort shows an answer in five lines: the day, why the safe one differs, the rule, its basis, and what more there is.
func (c *command) writeShort(w io.Writer, r deadline.Result, standing deadline.Standing) error {
	line := func(name string, text ...string) { fmt.Fprintln(w, pad(name, indent)+strings.Join(text, "")) }
	fmt.Fprintf(w, "%s%s\n", c.paint(bold, c.date(r.Due)), c.mark(r))
	line(c.say("Safe by", "稳妥日"), c.safeBy(r), c.opens(r))
	line(c.say("Rule", "规则"), r.Rule.ID, " ", r.Rule.Title.In(c.lang), c.say(": ", "："), c.limit(r), c.say("; ", "；"),
		c.triggerName(r), c.say(" ", ""), c.date(r.Trigger))
	line(c.say("Basis", "法律依据"), c.basis(r))
	line(c.say("Notice", "放假通知"), c.noticeList(r), c.say("; ", "；"), c.more(r), c.say(". ", "。"), deadline.Disclaimer(c.lang))
	if standing.State != 0 {
		line(c.say("Today", "今日"), c.standingText(standing))
	}
	return nil
}

// mark says what keeps a due date from being a final one under a rule in force.
func (c *command) mark(r deadline.Result) string {
	var marks []string
	if !r.EstimatedFrom.IsZero() {
		marks = append(marks, fmt.Sprintf(c.say("PROVISIONAL: the notice for %d is not loaded",
			"暂定：%d年的放假通知尚未载入"), holidays.NoticeYear(r.EstimatedFrom)))
	}
	switch r.Rule.Status {
	case deadline.Draft:
		marks = append(marks, c.say("DRAFT: never in force", "征求意见稿，从未施行"))
	case deadline.Ended:
		mark := c.say("ENDED", "已不再适用")
		if until := r.Rule.Until; !until.IsZero() {
			mark += c.say(" ", "，至") + until.String()
		}
		marks = append(marks, mark)
	}
	if marks == nil {
		return ""
	}
	return " " + c.paint(alarm, "("+strings.Join(marks, "; ")+")")
}

// safeBy is the safe date, and why it is not the due date.
func (c *command) safeBy(r deadline.Result) string {
	if reason := r.SafeByReason(c.lang); reason != "" {
		return c.date(r.SafeBy) + c.say(": ", "：") + reason
	}
	return c.date(r.SafeBy)
}

// opens says when a window opens, and that one must then act where that is so.
func (c *command) opens(r deadline.Result) string {
	if r.Opens.IsZero() || r.Opens == r.Trigger {
		return ""
	}
	text := c.say("; opens ", "；开始日") + c.date(r.Opens)
	if r.ActBy() == r.Opens && r.Opens != r.SafeBy {
		text += c.say(", and apply then: the approval must be in hand before expiry", "，宜于当日申请：届满前须已获批准")
	}
	return text
}

func (c *command) limit(r deadline.Result) string {
	if r.Announced() {
		return c.say("announced date; ", "公告确定的日期；") + r.Rule.Event.In(c.lang)
	}
	return r.Rule.TimeLimit(c.lang)
}

// triggerName is what the day of the event is called: that which is counted from, or back from.
func (c *command) triggerName(r deadline.Result) string {
	if r.Rule.Limit.Direction > deadline.After {
		return c.say("reference", "基准日")
	}
	return c.say("trigger", "起算日")
}

func (c *command) basis(r deadline.Result) string {
	basis := r.Rule.Basis
	if r.Announced() {
		basis = r.Rule.Transition.Basis
	}
	if basis == (deadline.Citation{}) {
		return c.say("none claimed: a bare count", "无：仅为计数")
	}
	return strings.TrimSpace(basis.String() + " " + basis.URL)
}

func (c *command) noticeList(r deadline.Result) string {
	var names []string
	for _, n := range r.NoticesUsed(c.calendar) {
		names = append(names, noticeName(n))
	}
	if names == nil {
		return c.say("none used", "未使用")
	}
	return strings.Join(names, c.say(", ", "、"))
}

// more says what -long adds.
func (c *command) more(r deadline.Result) string {
	n := 0
	for _, caveat := range r.Caveats() {
		if !caveat.MovesDate || r.SafeBy == r.Due {
			n++
		}
	}
	count := c.say(" and the count", "和逐日计数")
	if r.Announced() {
		count = ""
	}
	return fmt.Sprintf(c.say("-long shows %d more caveats%s", "另有%d项未决事项%s，见-long"), n, count)
}

// date is a date with its day of the week.
func (c *command) date(d holidays.Date) string {
	if c.lang == deadline.Chinese {
		return d.String() + " " + c.lang.Weekday(d.Weekday())
	}
	return d.String() + " " + d.Weekday().String()
}

// standingText says where a day stands.
func (c *command) standingText(s deadline.Standing) string {
	state := map[deadline.State]string{
		deadline.NotOpen:  c.say("not open yet", "尚未开始"),
		deadline.Open:     c.say("open", "可以办理"),
		deadline.PastSafe: c.say("past the safe-by date", "已过稳妥日"),
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
