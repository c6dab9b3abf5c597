package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// useCalendar sets the calendar that the flags describe: the built-in one with the notices of -notice and the layers of
// -layer, as of -as-of.
func (c *command) useCalendar() error {
	c.calendar = holidays.China()
	var notices []holidays.Notice
	for _, file := range c.noticeFiles {
		n, _, err := c.readNotice(file)
		switch {
		case err != nil:
			return err
		case n.Year == 0:
			return c.errorf("%s is a layer: want -layer %[1]s", "%s是叠加的安排：应为-layer %[1]s", file)
		}
		notices = append(notices, n)
	}
	isAmendment := func(n holidays.Notice) int { return min(len(n.Amends), 1) } // what it amends goes before it
	slices.SortStableFunc(notices, func(a, b holidays.Notice) int { return isAmendment(a) - isAmendment(b) })
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
		return c.errorf("%s: %s; “duedate rules -format json” shows the form",
			"%s不是正确的规则表（%s）：格式见“duedate rules -format json”", c.title(c.rulesFile), plain(err))
	}
	for _, r := range own {
		if old, err := deadline.Lookup(r.ID); err == nil && old != r {
			return c.errorf("%s: rule %s: there is a built-in rule of this ID; want another one",
				"%s：规则%s与内置规则同名，请另取编号", c.rulesFile, r.ID)
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
		err = c.errorf("%s: over %d bytes: is it the right file?", "%s：超过%d字节，请核对文件", c.title(name), maxFile)
	}
	return data, err
}

// title is what messages call a file.
func (c *command) title(file string) string {
	if file == "-" {
		return c.say("standard input", "标准输入")
	}
	return file
}

// findRule finds a rule by its ID, or makes one of a count such as 10wd: that many working days after, on no legal basis.
func (c *command) findRule(s string) (deadline.Rule, error) {
	i, found := slices.BinarySearchFunc(c.rules, s, func(r deadline.Rule, id string) int { return strings.Compare(r.ID, id) })
	if found {
		return c.rules[i], nil
	}
	if digits, isCount := strings.CutSuffix(s, "wd"); isCount {
		n, err := strconv.ParseUint(digits, 10, 31)
		if err != nil || digits[0] == '0' {
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
	return deadline.Rule{}, c.errorf("there is no rule %.40q; “duedate rules” lists them, and a count is written 10wd%s",
		"没有规则%.40q；全部规则见“duedate rules”，仅计数则写作10wd%s", s, c.suggest(s, ids))
}

// parseDate reads a date, the word today, or an instant, and takes the day in Beijing. It allocates only errors.
func (c *command) parseDate(text []byte) (date holidays.Date, err error) {
	const day = len("2006-01-02")
	switch {
	case string(text) == "today":
		return holidays.DateInBeijing(c.now), nil
	case len(text) == day && date.UnmarshalText(text) == nil:
		return date, nil
	case len(text) > day && text[day] == 'T':
		var instant time.Time
		if instant.UnmarshalText(text) != nil {
			return date, c.errorf("instant %.40q: want it with its zone, such as 2025-06-03T17:00:00+08:00",
				"时刻%.40q：应带时区，例如2025-06-03T17:00:00+08:00", text)
		}
		if date = holidays.DateInBeijing(instant); !date.IsZero() {
			return date, nil
		}
	case len(text) == day && text[4] == '-' && text[7] == '-' && len(bytes.Trim(text, "0123456789-")) == 0:
		return date, c.errorf("date %s: there is no such day", "日期%s：没有这一天", text)
	}
	return date, c.errorf("date %.40q: want YYYY-MM-DD, such as 2025-06-03", "日期%.40q：应写作YYYY-MM-DD，例如2025-06-03", text)
}

// explain is an error as said to a person: on one line, in the language of the command. Where package gazette has no Chinese
// for what the library says of a text, that stays in English.
func (c *command) explain(err error) string {
	var (
		own       message
		estimated *holidays.ProvisionalError
		outside   *holidays.RangeError
		notLaw    *deadline.NotInForceError
		invalid   *deadline.InvalidError
		file      *fs.PathError
	)
	switch {
	case errors.As(err, &own):
		return string(own)
	case errors.As(err, &notLaw) && notLaw.Status == deadline.Draft:
		return c.say(notLaw.Rule+" is a draft and was never in force", notLaw.Rule+"是征求意见稿，从未施行")
	case errors.As(err, &notLaw):
		return c.notInForce(notLaw)
	case errors.As(err, &estimated):
		return fmt.Sprintf(c.say("provisional: the days from %v on are estimated until the notice for %d is loaded",
			"暂定：自%v起的日期为估计，载入%d年的放假通知后才能确定"),
			estimated.From, holidays.NoticeYear(estimated.From))
	case errors.As(err, &outside) && outside.Days != 0:
		return fmt.Sprintf(c.say("the count from %v leaves the calendar, which runs from %v to %v",
			"自%v起的计数超出日历范围（%v至%v）"), outside.Date, outside.First, outside.Last)
	case errors.As(err, &outside):
		return fmt.Sprintf(c.say("%v is outside the calendar, which runs from %v to %v",
			"%v超出日历范围（%v至%v）"), outside.Date, outside.First, outside.Last)
	case errors.As(err, &invalid):
		return fmt.Sprintf(c.say("rule %s: %s", "规则%s有误：%s"), invalid.Rule, strings.Join(invalid.Reasons, "; "))
	case errors.As(err, &file):
		return file.Path + c.say(": ", "：") + c.reason(file.Err)
	case c.lang == deadline.Chinese:
		if said := gazette.Chinese(err); said != err.Error() {
			return forShell.Replace(said)
		}
		return "无法处理：" + plain(err)
	}
	return plain(err)
}

// reason says why a file cannot be opened, read or written.
func (c *command) reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c.say("there is no such file", "没有这个文件")
	case errors.Is(err, fs.ErrPermission):
		return c.say("it may not be opened", "没有权限")
	case errors.Is(err, syscall.EISDIR):
		return c.say("it is a folder: want a file", "这是文件夹，应为文件")
	case errors.Is(err, syscall.ENOSPC):
		return c.say("there is no space left", "空间不足")
	}
	return c.say("", "无法读写：") + err.Error()
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

// forShell is an error without the name of the package that found it, on one line, with flags in place of methods.
var forShell = strings.NewReplacer("holidays: ", "", "deadline: ", "", "gazette: ", "", "\n", "; ",
	"Calendar.With", "-notice", "Calendar.Overlay", "-layer")

func plain(err error) string { return forShell.Replace(err.Error()) }

// noticeName is how a notice or a layer is cited.
func noticeName(n holidays.Notice) string { return cmp.Or(n.Number, n.Title) }
