package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// useCalendar sets the calendar that the flags describe: the built-in one with the notices of -notice and the layers of
// -layer, as of -as-of.
func (c *command) useCalendar() error {
	c.calendar = holidays.China()
	var notices []holidays.Notice // those of years before amendments, whatever the order of the flags
	for _, file := range c.noticeFiles {
		n, _, err := c.readNotice(file)
		switch {
		case err != nil:
			return err
		case n.Year == 0:
			return c.errorf("%s is a layer: want -layer %[1]s", "%s是叠加的安排：应为-layer %[1]s", file)
		case n.Amends == "":
			notices = slices.Insert(notices, 0, n)
		default:
			notices = append(notices, n)
		}
	}
	var err error
	for _, n := range notices {
		if c.calendar, _, err = load(c.calendar, n); err != nil {
			return err
		}
	}
	for _, file := range c.layerFiles {
		layer, _, err := c.readNotice(file)
		if err != nil {
			return err
		}
		if layer.Year != 0 {
			return c.errorf("%s is the notice of a year: want -notice %[1]s", "%s是年度的放假通知：应为-notice %[1]s", file)
		}
		if c.calendar, err = c.calendar.Overlay(layer.Title, layer); err != nil {
			return err
		}
	}
	if !c.asOf.IsZero() {
		c.calendar = c.calendar.AsOf(c.asOf)
	}
	return nil
}

// useRules sets the rules: the built-in ones and those of -rules.
func (c *command) useRules() error {
	c.rules = deadline.Rules()
	if c.rulesFile == "" {
		return nil
	}
	data, err := c.readFile(c.rulesFile)
	if err != nil {
		return err
	}
	own, err := deadline.ParseRules(data)
	if err != nil {
		return fmt.Errorf("%s: %s", c.rulesFile, plain(err))
	}
	for _, r := range own {
		if old, err := deadline.Lookup(r.ID); err == nil && old != r {
			return c.errorf("%s: rule %s: there is a built-in rule of this ID; want another one", "%s：规则%s与内置规则同名，请另取编号", c.rulesFile, r.ID)
		} else if err != nil {
			c.rules = append(c.rules, r)
		}
	}
	slices.SortFunc(c.rules, func(a, b deadline.Rule) int { return strings.Compare(a.ID, b.ID) })
	return nil
}

// maxFile is the longest file that the flags take, in bytes; a notice or a table of rules is much shorter.
const maxFile = 8 << 20

// readFile reads a file, or standard input for "-".
func (c *command) readFile(name string) ([]byte, error) {
	in := c.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = c.errorf("%s: over %d bytes", "%s：超过%d字节", name, maxFile)
	}
	return data, err
}

// findRule finds a rule by its ID, or makes one of a count such as 10wd: that many working days after, on no legal basis.
func (c *command) findRule(s string) (deadline.Rule, error) {
	i, found := slices.BinarySearchFunc(c.rules, s, func(r deadline.Rule, id string) int { return strings.Compare(r.ID, id) })
	if found {
		return c.rules[i], nil
	}
	if digits, isCount := strings.CutSuffix(s, "wd"); isCount {
		n, err := strconv.ParseUint(digits, 10, 31)
		if err != nil || n == 0 {
			return deadline.Rule{}, c.errorf("count %.40q: want 1 or more working days, such as 10wd", "%.40q：应为1个以上的工作日，例如10wd", s)
		}
		return deadline.Rule{
			ID:    s,
			Title: deadline.Text{ZH: digits + "个工作日", EN: digits + " working days"},
			Event: deadline.Text{ZH: "起算日", EN: "the trigger"},
			Limit: deadline.Limit{N: int(n), Unit: deadline.Workdays, Direction: deadline.After},
		}, nil
	}
	var ids []string
	for _, r := range c.rules {
		ids = append(ids, r.ID)
	}
	return deadline.Rule{}, c.errorf("no rule %.40q: did you mean %s? “duedate rules” lists them; a count is written 10wd",
		"没有规则%.40q：是否指%s？全部规则见“duedate rules”；仅计数则写作10wd", s, nearest(s, ids))
}

// parseTrigger reads a date, the word today, or an instant, of which it takes the date in Beijing. It allocates only errors.
func (c *command) parseTrigger(text []byte) (date holidays.Date, err error) {
	const day = len("2006-01-02")
	if len(text) == day && date.UnmarshalText(text) == nil {
		return date, nil
	}
	if len(text) > day && text[day] == 'T' {
		var instant time.Time
		if instant.UnmarshalText(text) != nil {
			return date, c.errorf("instant %.40q: want it with its zone, such as 2025-06-03T17:00:00+08:00", "时刻%.40q：应带时区，例如2025-06-03T17:00:00+08:00", text)
		}
		if date = holidays.DateInBeijing(instant); !date.IsZero() {
			return date, nil
		}
	}
	return c.parseDate(string(text))
}

// explain is an error as said to a person: on one line, in the language of the command as far as it has a type.
func (c *command) explain(err error) string {
	var (
		estimated *holidays.ProvisionalError
		outside   *holidays.RangeError
		notLaw    *deadline.NotInForceError
		file      *fs.PathError
	)
	switch notice := c.explainNotice(err); {
	case notice != "":
		return notice
	case errors.As(err, &notLaw) && notLaw.Status == deadline.Draft:
		return c.say(notLaw.Rule+" is a draft and was never in force", notLaw.Rule+"是征求意见稿，从未施行")
	case errors.As(err, &notLaw):
		return c.notInForce(notLaw)
	case errors.As(err, &estimated):
		return c.estimated(estimated.From)
	case errors.As(err, &outside) && outside.Days != 0:
		return fmt.Sprintf(c.say("%d working days from %v leave the calendar, which runs from %v to %v", "自%[2]v起%[1]d个工作日超出日历范围（%[3]v至%[4]v）"),
			outside.Days, outside.Date, outside.First, outside.Last)
	case errors.As(err, &outside):
		return fmt.Sprintf(c.say("%v is outside the calendar, which runs from %v to %v", "%v超出日历范围（%v至%v）"), outside.Date, outside.First, outside.Last)
	case errors.As(err, &file) && errors.Is(err, fs.ErrNotExist):
		return file.Path + c.say(": there is no such file", "：没有这个文件")
	}
	return plain(err)
}

// estimated says from which day on an answer is provisional, and until when.
func (c *command) estimated(from holidays.Date) string {
	return fmt.Sprintf(c.say("provisional: the days from %v on are estimated until the notice for %d is loaded", "暂定：自%v起的日期为估计，%d年的放假通知尚未载入"),
		from, holidays.NoticeYear(from))
}

func (c *command) notInForce(e *deadline.NotInForceError) string {
	s := fmt.Sprintf(c.say("%s is not in force for an event on %v", "%s不适用于%v发生的事件"), e.Rule, e.Trigger)
	if !e.Since.IsZero() {
		s += c.say("; in force from ", "；施行日期为") + e.Since.String()
	}
	if !e.Until.IsZero() {
		s += c.say("; in force until ", "；有效至") + e.Until.String()
	}
	return s
}

// plain is an error without the name of the package that found it, on one line.
func plain(err error) string {
	s := err.Error()
	for _, prefix := range [...]string{"holidays: ", "deadline: ", "gazette: "} {
		s = strings.TrimPrefix(s, prefix)
	}
	return strings.ReplaceAll(s, "\n", "; ")
}

// noticeName is how a notice or a layer is cited.
func noticeName(n holidays.Notice) string { return cmp.Or(n.Number, n.Title) }
