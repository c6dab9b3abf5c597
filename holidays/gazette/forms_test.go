package gazette_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// The tests write the prose of a notice from its facts, in the shapes that notices have had. The sentences are the tests'
// own; only the shapes are the State Council's.

// A proseStyle is how the items of a notice are worded.
type proseStyle struct {
	name    string
	weekday string // what a weekday begins with: 周 or 星期
	between string // what joins the ends of a break
	verb    string // with make-up days, and what follows it without
	rest    string
	heads   map[string]string
	item    func(s proseStyle, off, work []holidays.Span, year int) string
}

var proseStyles = []proseStyle{
	{name: "every weekday, as in 2025 and 2026", weekday: "周", between: "至", verb: "放假调休", rest: "放假", item: modernItem},
	{name: "weekdays of days worked only", weekday: "星期", between: "至", verb: "放假调休", rest: "放假公休", item: shortItem},
	{name: "short heads and dashes", weekday: "星期", between: "—", verb: "放假", rest: "放假",
		heads: map[string]string{"劳动节": "“五一”", "国庆节": "“十一”"}, item: shortItem},
	{name: "rest days moved, as in 2008", weekday: "星期", between: "—", verb: "放假", rest: "放假",
		heads: map[string]string{"劳动节": "“五一”国际劳动节"}, item: movedItem},
	{name: "rest days moved, days without their month, as in 2007", weekday: "星期", between: "—", verb: "放假", rest: "放假", item: bareItem},
}

// A proseFrame is what stands around the items.
type proseFrame struct{ broken, salutation, number, introduction, closing, date, numerals bool }

var proseFrames = []proseFrame{
	{},
	{broken: true, salutation: true, number: true, introduction: true, closing: true, date: true},
	{number: true, date: true, numerals: true},
	{salutation: true, closing: true},
	{introduction: true},
	{broken: true, introduction: true, date: true},
	{broken: true, number: true, closing: true, numerals: true, date: true},
}

// proseMarks are ways to write one and the same text.
var proseMarks = []struct {
	name  string
	write func(string) string
}{
	{"full-width", func(s string) string { return s }},
	{"half-width", strings.NewReplacer("，", ",", "：", ":", "；", ";", "（", "(", "）", ")", "〔", "[", "〕", "]", "—", "-", "“", `"`, "”", `"`).Replace},
	{"spaced", strings.NewReplacer("，", "， ", "。", " 。", "：", "：\r\n", "月", " 月 ", "（", " (", "）", ") ", "、", "、\u3000", "\n", "\r\n\u3000\u3000").Replace},
	{"wide figures", strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", "—", "——").Replace},
}

const chineseItems = "一二三四五六七八九十"

// writeProse writes a notice, and says what of it is printed besides the days.
func writeProse(n holidays.Notice, style proseStyle, frame proseFrame) (text string, number string, issued holidays.Date) {
	var b strings.Builder
	heading := "国务院办公厅关于%d年部分节假日安排的通知\n"
	if frame.broken {
		heading = "　　国务院办公厅关于%d年\n部分节假日安排的通知\n\n"
	}
	fmt.Fprintf(&b, heading, n.Year)
	if frame.number {
		fmt.Fprintf(&b, "%s\n", n.Number)
		number = n.Number
	}
	if frame.salutation {
		b.WriteString("各省、自治区、直辖市，各部门：\n")
	}
	names := festivalsOf(n)
	if frame.introduction {
		fmt.Fprintf(&b, "根据《某某办法》，为便于各方安排，现将%d年%s放假安排通知如下。\n", n.Year, strings.Join(names, "、"))
	}
	for i, name := range names {
		var off, work []holidays.Span
		for _, s := range n.Spans {
			if s.Name == name && s.Kind == holidays.Holiday {
				off = append(off, s)
			} else if s.Name == name {
				work = append(work, s)
			}
		}
		head := name
		if short := style.heads[name]; short != "" {
			head = short
		}
		fmt.Fprintf(&b, "%c、%s：%s\n", []rune(chineseItems)[i], head, style.item(style, off, work, n.Year))
	}
	if frame.closing {
		b.WriteString("节日期间，各方要安排好值守，有事及时上报；不得浪费。\n")
	}
	if frame.date {
		issued = n.Issued
		if year, month, day := issued.Year(), int(issued.Month()), issued.Day(); frame.numerals {
			fmt.Fprintf(&b, "国务院办公厅\n%s年%s月%s日\n", figures(year), numeral(month), numeral(day))
		} else {
			fmt.Fprintf(&b, "　　　　国务院办公厅\n　　　　%d年%d月%d日\n", year, month, day)
		}
	}
	return b.String(), number, issued
}

// festivalsOf returns the names of a notice's festivals in the order of its spans.
func festivalsOf(n holidays.Notice) (names []string) {
	for _, s := range n.Spans {
		if !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}

func figures(year int) (s string) {
	for _, digit := range fmt.Sprint(year) {
		s += string([]rune("〇一二三四五六七八九")[digit-'0'])
	}
	return s
}

func numeral(n int) string {
	tens := []string{"", "十", "二十", "三十"}[n/10]
	return tens + []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}[n%10]
}
