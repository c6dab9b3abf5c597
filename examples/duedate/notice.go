package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// readNotice reads a notice, an amendment or a layer in any form that package gazette reads.
func (c *command) readNotice(file string) (holidays.Notice, gazette.Reading, error) {
	data, err := c.readFile(file)
	if err != nil {
		return holidays.Notice{}, gazette.Reading{}, err
	}
	return gazette.Parse(c.title(file), data)
}

// load returns the calendar with a notice in it. An amendment finds by its year what it amends.
func load(calendar *holidays.Calendar, n holidays.Notice) (*holidays.Calendar, holidays.Notice, error) {
	if n.Amends != "" {
		change, err := gazette.Amendment(calendar, n)
		if err != nil || len(change.Notice.Spans) == 0 { // the calendar says all of it
			return calendar, n, err
		}
		n = change.Notice
	}
	with, err := calendar.With(n)
	return with, n, err
}

// writeNotice reads a notice, loads it into the calendar as a check, compares it with the witnesses of -agree, and prints
// its text form, ready to be kept as a file. What was verified, and what was left unread, goes to standard error.
func (c *command) writeNotice(w io.Writer, args []string) error {
	switch {
	case c.estimate != 0 && len(args) == 0 && len(c.agreeFiles) == 0:
		return c.writeEstimate(w)
	case c.estimate != 0 || c.allowProvisional || len(args) != 1:
		return c.usagef("notice: want FILE, - for standard input, or -estimate YEAR alone",
			"notice：应为FILE，或者-（标准输入），或者仅-estimate YEAR")
	}
	n, reading, err := c.readNotice(args[0])
	if err != nil && reading.Form == gazette.HolidayCN {
		return c.writeDraft(w, args[0], n, err)
	}
	if err != nil {
		return err
	}
	loaded := n
	if n.Year != 0 {
		if _, loaded, err = load(c.calendar, n); err != nil {
			return err
		}
	} else if len(c.agreeFiles) > 0 {
		return c.errorf("%s is a layer, which has no witness: leave -agree out", "%s是叠加的安排，无可核对的来源：请去掉-agree", args[0])
	} else if _, err := c.calendar.Overlay(n.Title, n); err != nil {
		return err
	}
	for _, file := range c.agreeFiles {
		data, err := c.readFile(file)
		if err != nil {
			return err
		}
		if err := gazette.Agree(loaded, file, data); err != nil {
			return err
		}
	}
	c.report(loaded, reading)
	for _, file := range c.agreeFiles {
		c.tell("agrees with %s", "与%s一致", file)
	}
	text, err := loaded.MarshalText()
	if err == nil {
		_, err = w.Write(text)
	}
	return err
}

// tell writes a line to standard error.
func (c *command) tell(en, zh string, args ...any) {
	fmt.Fprintf(c.err, "duedate: "+c.say(en, zh)+"\n", args...)
}

// report says what was verified, what was not, and what was left unread.
func (c *command) report(n holidays.Notice, r gazette.Reading) {
	switch {
	case n.Year == 0:
		c.tell("verified the weekdays and totals of the layer %s", "已核对叠加安排“%s”的星期和天数", n.Title)
	case r.Form == gazette.TextForm:
		c.tell("verified every weekday and total of the text form", "已核对文本格式中的每一个星期和天数")
	default:
		c.tell("verified %d weekdays, %d totals, %d lunar dates; number %s, dated %v", "已核对%d处星期、%d处天数、%d处农历日期；%s，%v发布",
			r.Weekdays, r.Totals, r.Lunar, n.Number, n.Issued)
	}
	if n.Year != 0 && n.Amends == "" {
		c.tell("weekdays off less make-up days: %d; the statute gives %d", "放假的工作日减去调休上班：%d天；放假办法规定%d天", r.Sum, r.Statute)
	}
	if n.Amends != "" {
		c.tell("it amends %s", "修改%s", n.Amends)
	}
	for _, day := range r.Bare {
		c.tell("not verified: the make-up day %v is printed without its weekday", "未能核对：调休上班日%v未注明星期", day)
	}
	for _, line := range r.Unread {
		c.tell("unread, line %d: %s", "未读取，第%d行：%s", line.Number, line.Text)
	}
}

// writeDraft prints what a year's file of holiday-cn changes in the calendar: the draft of an amendment, which a person
// completes from the amendment itself. A file without number and date is never a notice.
func (c *command) writeDraft(w io.Writer, file string, n holidays.Notice, refused error) error {
	change, err := gazette.Amendment(c.calendar, n)
	switch {
	case err != nil:
		return refused // there is no notice that it could amend
	case len(change.Notice.Spans) == 0:
		c.tell("%s says what the calendar says of %d", "%s与日历中%d年的安排一致", file, n.Year)
		return nil
	}
	c.tell("%s differs from the calendar: complete the draft from the amendment itself; the year then has %d days off, the statute gives %d",
		"%s与日历不同：请按调整通知的原文补全此草稿；该年共放假%d天，放假办法规定%d天", file, change.Sum, change.Statute)
	return writeUnsigned(w, change.Notice, c.say("A draft: fill in the number and the date of the amendment.", "草稿：请填写调整通知的文号和日期。"))
}

// writeEstimate prints the arrangement that the calendar estimates for a year without a notice. Without a number and a date
// it cannot be loaded.
func (c *command) writeEstimate(w io.Writer) error {
	first := holidays.NewDate(c.estimate-1, time.December, 25)
	last := holidays.NewDate(c.estimate, time.December, 24)
	if day := c.calendar.Day(first); day.Kind == 0 || c.calendar.Day(last).Kind == 0 {
		start, end := c.calendar.Range()
		return c.errorf("year %d: want one from %d to %d", "%d年：应为%d至%d之间的一年", c.estimate, start.Year()+1, end.Year())
	} else if day.Settled {
		return c.errorf("year %d is settled by its notice: there is nothing to estimate", "%d年已有放假通知，无需估计", c.estimate)
	}
	n := holidays.Notice{Year: c.estimate}
	rests := []string{
		fmt.Sprintf(c.say("An estimate, not a notice: what a notice for %d might say.", "估计，不是通知：%d年的通知可能的内容。"), c.estimate),
		c.say("calendar ", "日历编号 ") + c.calendar.ID(),
	}
	var previous holidays.Day
	for day := range c.calendar.Days(first, last) {
		run := day.Kind == holidays.Holiday && day.Kind == previous.Kind && day.Name == previous.Name
		previous = day
		if basis := c.basisOf(day); basis != "" && !slices.Contains(rests, basis) {
			rests = append(rests, basis)
		}
		switch {
		case run:
			n.Spans[len(n.Spans)-1].Last = day.Date
		case day.Kind == holidays.Holiday || day.Kind == holidays.Makeup:
			n.Spans = append(n.Spans, holidays.Span{Kind: day.Kind, First: day.Date, Last: day.Date, Name: day.Name})
		}
	}
	c.doubt = &holidays.ProvisionalError{From: first, Year: c.estimate}
	return writeUnsigned(w, n, rests...)
}

// writeUnsigned writes a notice without number and date in the text form, with comments at its head.
func writeUnsigned(w io.Writer, n holidays.Notice, comments ...string) error {
	for _, comment := range comments {
		fmt.Fprintf(w, "# %s\n", comment)
	}
	for _, line := range [][2]string{{"title", n.Title}, {"year", strconv.Itoa(n.Year)}, {"url", n.URL}, {"amends", n.Amends}} {
		if line[1] != "" {
			fmt.Fprintf(w, "%-6s %s\n", line[0], line[1])
		}
	}
	fmt.Fprintln(w)
	day := func(d holidays.Date) string { return d.String() + " " + d.Weekday().String()[:3] }
	for _, s := range n.Spans {
		keyword, last, days := "work", "", ""
		if s.Kind == holidays.Holiday {
			keyword, days = "off", strconv.Itoa(s.Last.DaysSince(s.First)+1)
		}
		if s.Last != s.First {
			last = day(s.Last)
		}
		if _, err := fmt.Fprintf(w, "%-4s %s  %-14s  %1s  %s\n", keyword, day(s.First), last, days, s.Name); err != nil {
			return err
		}
	}
	return nil
}
