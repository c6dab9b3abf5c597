package gazette_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// printed writes a date, with its year where that is not the notice's.
func printed(d holidays.Date, year int) string {
	s := fmt.Sprintf("%d月%d日", int(d.Month()), d.Day())
	if d.Year() != year {
		s = fmt.Sprintf("%d年", d.Year()) + s
	}
	return s
}

func (s proseStyle) day(d holidays.Date) string {
	return fmt.Sprintf("（%s%c）", s.weekday, []rune("日一二三四五六")[d.Weekday()])
}

// firstOfYear is 初一, the first day of 春节, as the notices of these years have it.
var firstOfYear = map[int]string{2007: "02-18", 2008: "02-07", 2009: "01-26", 2010: "02-14", 2011: "02-03", 2012: "01-23", 2013: "02-10", 2014: "01-31", 2015: "02-19",
	2016: "02-08", 2017: "01-28", 2018: "02-16", 2019: "02-05", 2020: "01-25", 2021: "02-12", 2022: "02-01", 2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17"}

// lunar writes the brackets behind a date, with its day of the lunar calendar where it is one of 春节.
func (s proseStyle) lunar(d holidays.Date, year int) string {
	n := d.DaysSince(holidays.MustParseDate(fmt.Sprintf("%d-%s", year, firstOfYear[year])))
	switch weekday := strings.TrimPrefix(s.day(d), "（"); {
	case n == -1:
		return "（农历除夕、" + weekday
	case n >= 0 && n < 10:
		return "（农历正月初" + []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}[n] + "、" + weekday
	}
	return s.day(d)
}

func (s proseStyle) worked(work []holidays.Span, year int, months bool) string {
	var days []string
	for i, w := range work {
		day := printed(w.First, year)
		if !months && i > 0 && work[i-1].First.Month() == w.First.Month() {
			day = fmt.Sprintf("%d日", w.First.Day())
		}
		days = append(days, day+s.day(w.First))
	}
	return strings.Join(days, "、")
}

func days(spans []holidays.Span) (all []holidays.Date) {
	for _, s := range spans {
		for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
			all = append(all, d)
		}
	}
	return all
}

// apart writes days off that a weekend parts: a festival on a weekend day, made up for on the Monday.
func (s proseStyle) apart(off []holidays.Span, year int) string {
	return fmt.Sprintf("%s放假，%s%s补休。", printed(off[0].First, year), printed(off[1].First, year), s.day(off[1].First))
}

func modernItem(s proseStyle, off, work []holidays.Span, year int) string {
	if len(off) > 1 {
		return s.apart(off, year)
	}
	first, last := off[0].First, off[0].Last
	var b strings.Builder
	switch total := len(days(off)); {
	case total == 1 && len(work) == 0:
		fmt.Fprintf(&b, "%s%s放假1天，不调休。", printed(first, year), s.day(first))
	case len(work) == 0:
		fmt.Fprintf(&b, "%s%s至%s%s放假，共%d天。", printed(first, year), s.day(first), printed(last, year), s.day(last), total)
	default:
		fmt.Fprintf(&b, "%s%s至%s%s放假调休，共%d天。", printed(first, year), s.lunar(first, year), printed(last, year), s.lunar(last, year), total)
	}
	if len(work) > 0 {
		fmt.Fprintf(&b, "%s上班。鼓励各方在%s前后错峰出行。", s.worked(work, year, true), printed(first, year))
	}
	return b.String()
}

// shortItem leaves the month out behind 至 where it is the same, and the year of the first day where the last shows it.
func shortItem(s proseStyle, off, work []holidays.Span, year int) string {
	if len(off) > 1 {
		return s.apart(off, year)
	}
	first, last := off[0].First, off[0].Last
	from, to := printed(first, year), printed(last, year)
	switch {
	case first.Year() < last.Year():
		from, to = fmt.Sprintf("%d月%d日", int(first.Month()), first.Day()), fmt.Sprintf("%d年%s", last.Year(), to)
	case first.Month() == last.Month():
		to = fmt.Sprintf("%d日", last.Day())
	}
	var b strings.Builder
	switch total := len(days(off)); {
	case total == 1 && (first.Weekday() == time.Monday || first.Weekday() == time.Friday):
		fmt.Fprintf(&b, "%s放假，与周末连休。", from)
	case total == 1:
		fmt.Fprintf(&b, "%s放假。", from)
	case len(work) == 0:
		fmt.Fprintf(&b, "%s%s%s%s，共%d天。", from, s.between, to, s.rest, total)
	default:
		fmt.Fprintf(&b, "%s%s%s%s，共%d天。%s上班。", from, s.between, to, s.verb, total, s.worked(work, year, false))
	}
	return b.String()
}

// movedItem says which rest days are moved to which, and leaves 上班 unsaid in even years.
func movedItem(s proseStyle, off, work []holidays.Span, year int) string {
	if len(off) > 1 {
		return s.apart(off, year)
	}
	first, last := off[0].First, off[0].Last
	var weekend, others []string
	for _, d := range days(off) {
		if text := printed(d, year) + s.day(d); d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
			weekend = append(weekend, text)
		} else {
			others = append(others, text)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s—%s放假，共%d天。", printed(first, year), printed(last, year), len(days(off)))
	if first == last {
		b.Reset()
		fmt.Fprintf(&b, "%s放假1天。", printed(first, year))
	}
	fmt.Fprintf(&b, "其中，%s为法定节假日", printed(last, year))
	if len(weekend) > 0 {
		fmt.Fprintf(&b, "；%s照常公休", strings.Join(weekend, "、"))
	}
	if len(work) > 0 {
		count := []string{"", "", "两个", "三个"}[len(work)]
		fmt.Fprintf(&b, "，%s%s公休日调至%s", s.worked(work, year, true), count, strings.Join(others[len(others)-len(work):], "、"))
		if year%2 == 1 {
			fmt.Fprintf(&b, "，%s上班", s.worked(work, year, true))
		}
	}
	return b.String() + "。"
}

// bareItem leaves the month out wherever the item has named only one so far.
func bareItem(s proseStyle, off, work []holidays.Span, year int) string {
	first, last := off[0].First, off[0].Last
	if len(off) > 1 || first == last || first.Month() != last.Month() || slices.ContainsFunc(work, func(w holidays.Span) bool {
		return w.First.Month() != first.Month() || w.First.Year() != year
	}) {
		return movedItem(s, off, work, year)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s—%d日放假，共%d天。其中%d日、%d日为法定假日", printed(first, year), last.Day(), len(days(off)), first.Day(), first.Day()+1)
	for _, w := range work {
		fmt.Fprintf(&b, "，%d日%s上班", w.First.Day(), s.day(w.First))
	}
	return b.String() + "。"
}
