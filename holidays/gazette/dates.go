package gazette

import (
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A written is a date as written: year and month are 0 where they are left to the context.
type written struct {
	year, month, day int
	weekdays         []time.Weekday // in brackets behind it, or without
	notes            []string       // in brackets behind it: festivals and days of the lunar calendar
	at               int
	broken           bool // a line ends between its digits
}

const weekdayNames = "日一二三四五六"

// lunarDay is a day of the Chinese calendar (农历) or a festival, as brackets behind a date have it.
var lunarDay = shape{expression: `^即?(?:农历)?(?:(除夕)|(?:(闰)?(正|冬|腊|[一二三四五六七八九]|十[一二]?)月|大年)?(初[一二三四五六七八九十]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)|({festival})(?:当日|当天|假期)?)$`}

// dates reads days: dates and ranges of them, joined by 、 or 和. All of them must come after one another, because a day
// written without its month takes that of the one before it.
func (r *reader) dates() ([]holidays.Date, error) {
	var days []holidays.Date
	for {
		first, last, err := r.dateRange(days)
		if err != nil {
			return nil, err
		}
		for i := range last.DaysSince(first) + 1 {
			days = append(days, first.AddDays(i))
		}
		next := r.pos
		if r.take("、", "和", "及") == "" || r.atEnd() || !isDigit(rune(r.even[r.pos])) {
			r.pos = next
			return days, nil
		}
	}
}

// dateRange reads a date, or two with 至 between them.
func (r *reader) dateRange(before []holidays.Date) (first, last holidays.Date, err error) {
	from, err := r.date()
	if err != nil {
		return first, last, err
	}
	to := from
	if r.take("至", "到", "—") != "" {
		if to, err = r.date(); err != nil {
			return first, last, err
		}
		if from.year == 0 && from.month == 12 && to.month == 1 && (to.year == 0 || to.year == r.heading.year) {
			from.year = r.heading.year - 1 // 12月30日至2019年1月1日 can only begin in 2018
		}
	}
	var previous holidays.Date
	if len(before) > 0 {
		previous = before[len(before)-1]
	}
	if first, err = r.resolve(from, previous); err != nil {
		return first, last, err
	}
	if !previous.IsZero() && !first.After(previous) {
		return first, last, r.fail(from.at, wrongDate, "%v does not come after %v", first, previous)
	}
	if to.at == from.at {
		return first, first, r.checkNotes(from, first, first)
	}
	if last, err = r.resolve(to, first); err != nil {
		return first, last, err
	}
	if !last.After(first) {
		return first, last, r.fail(from.at, wrongDate, "%v to %v is reversed", first, last)
	}
	if err = r.checkNotes(from, first, first); err == nil {
		err = r.checkNotes(to, first, last)
	}
	return first, last, err
}

// date reads 2026年1月1日（周四）, of which year, month and brackets may be missing.
func (r *reader) date() (written, error) {
	d := written{at: r.pos}
	next := func() (n int, ok bool) {
		n, broken, ok := r.number()
		d.broken = d.broken || broken
		return n, ok
	}
	n, ok := next()
	if ok && n >= 1000 && r.take("年") != "" {
		d.year = n
		n, ok = next()
	}
	if ok && r.take("月") != "" {
		d.month = n
		n, ok = next()
	}
	if !ok || r.take("日") == "" || d.year > 0 && d.month == 0 {
		return d, r.fail(d.at, wrongDate, "want a date such as 1月1日")
	}
	d.day = n
	for {
		if day, ok := r.weekday(); ok {
			d.weekdays = append(d.weekdays, day)
		} else if r.take("（") == "" {
			return d, nil
		} else if err := r.brackets(&d); err != nil {
			return d, err
		}
	}
}

// weekday passes over 周四 or 星期四.
func (r *reader) weekday() (time.Weekday, bool) {
	start := r.pos
	if r.take("周", "星期") == "" {
		return 0, false
	}
	if r.take("天") != "" {
		return time.Sunday, true
	}
	for i, name := range []rune(weekdayNames) {
		if r.take(string(name)) != "" {
			return time.Weekday(i), true
		}
	}
	r.pos = start
	return 0, false
}

// brackets reads what stands in brackets behind a date, the closing bracket included.
func (r *reader) brackets(d *written) error {
	start := r.pos
	for {
		if day, ok := r.weekday(); ok {
			d.weekdays = append(d.weekdays, day)
		} else {
			end := strings.IndexAny(r.window(), "，、）")
			if end < 0 || !isNote(r.window()[:end]) {
				return r.fail(d.at, unknownClause, "%s in the brackets is not known", r.clauseAt(start))
			}
			d.notes = append(d.notes, r.window()[:end])
			r.pos += end
		}
		switch r.take("，", "、", "）") {
		case "）":
			return nil
		case "":
			return r.fail(d.at, unknownClause, "the brackets are not closed")
		}
	}
}

// isNote reports whether brackets hold a day of the lunar calendar or a festival, or two with 至 between them.
func isNote(s string) bool {
	from, to, isRange := strings.Cut(strings.ReplaceAll(s, "—", "至"), "至")
	return lunarDay.compiled().MatchString(from) && (!isRange || lunarDay.compiled().MatchString(to))
}

// checkNotes compares the notes behind a date with the days they can mean. One that holds two days is about the range.
func (r *reader) checkNotes(w written, first, last holidays.Date) error {
	for _, note := range w.notes {
		from, to, isRange := strings.Cut(strings.ReplaceAll(note, "—", "至"), "至")
		if !isRange {
			from, to = to, from
		}
		if isRange && first == last {
			return r.fail(w.at, wrongLunar, "%s is about two days, %v is one", note, first)
		}
		if from != "" && !r.canBe(from, first) {
			return r.fail(w.at, wrongLunar, "%v is not %s", first, from)
		}
		if !r.canBe(to, last) {
			return r.fail(w.at, wrongLunar, "%v is not %s", last, to)
		}
		r.reading.Lunar++
	}
	return nil
}

// canBe reports whether a date can be a day of the lunar calendar or a festival. The last month of a lunar year has 29 or
// 30 days; of the other months those of a festival are known.
func (r *reader) canBe(note string, d holidays.Date) bool {
	m := lunarDay.compiled().FindStringSubmatch(note)
	spring := r.festivalDay("春节")
	if m == nil || m[2] != "" || spring.IsZero() {
		return false
	}
	day := lunarNumber(m[4])
	switch isDay := func(name string, of int) bool {
		festival := r.festivalDay(name)
		return !festival.IsZero() && d == festival.AddDays(day-of)
	}; {
	case m[1] != "":
		return d == spring.AddDays(-1)
	case m[5] != "":
		name, _, _ := cutFestival(m[5])
		day := r.festivalDay(name)
		return d == day || m[5] == "除夕" && d == spring.AddDays(-1)
	case m[3] == "" && day >= 20 || m[3] == "腊" || m[3] == "十二":
		return d == spring.AddDays(day-30) || d == spring.AddDays(day-31)
	case m[3] == "" || m[3] == "正" || m[3] == "一":
		return d == spring.AddDays(day-1)
	case m[3] == "五":
		return isDay("端午节", 5)
	case m[3] == "八":
		return isDay("中秋节", 15)
	}
	return false
}

// lunarNumber reads the day of a lunar month: 初六, 十五, 廿三, 二十八.
func lunarNumber(s string) int {
	if rest, ok := strings.CutPrefix(s, "廿"); ok {
		s = "二十" + rest
	}
	return chineseValue(strings.TrimPrefix(s, "初"))
}

// lastOfYear holds the versions of the statute under which the first statutory day of 春节 is the day before it, 除夕.
var lastOfYear = map[string]bool{"国务院令第513号": true, "国务院令第795号": true}

// festivalDay returns a festival's own day, such as 初一 of 春节 and 1 May, the zero Date if it is not known.
func (r *reader) festivalDay(name string) holidays.Date {
	for _, day := range holidays.StatutoryDays(r.heading.year) {
		if day.Name != name {
			continue
		}
		if name == "春节" && lastOfYear[day.Source] {
			return day.Date.AddDays(1)
		}
		return day.Date
	}
	return holidays.Date{}
}

// resolve finds the day that a written date means. Without its month it takes that of the day before it in the list, or
// the only month that the item has named so far; without its year it lies in the notice's, December excepted: there the
// last days of the year before are arranged too, so only an item that has named one of them leaves no doubt.
func (r *reader) resolve(w written, previous holidays.Date) (holidays.Date, error) {
	year, month, day := w.year, w.month, w.day
	switch {
	case month == 0 && !previous.IsZero():
		year, month = previous.Year(), int(previous.Month())
		if day <= previous.Day() {
			return holidays.Date{}, r.fail(w.at, wrongDate, "%d日 does not come after %v; want its month", day, previous)
		}
	case month == 0 && r.item.month == 0:
		return holidays.Date{}, r.fail(w.at, wrongDate, "the month is not certain; want it written")
	case month == 0:
		year, month = r.item.month/100, r.item.month%100
	case year == 0 && month == 12 && !r.item.december:
		return holidays.Date{}, r.fail(w.at, wrongDate, "the year is not certain; want %d年12月%d日 or %d年12月%d日", r.heading.year-1, day, r.heading.year, day)
	case year == 0 && month == 12:
		year = r.heading.year - 1
	case year == 0:
		year = r.heading.year
	}
	d := holidays.NewDate(year, time.Month(month), day)
	switch {
	case d.IsZero():
		return d, r.fail(w.at, wrongDate, "there is no day %d-%02d-%02d", year, month, day)
	case holidays.NoticeYear(d) != r.heading.year:
		return d, r.fail(w.at, wrongDate, "%v: a notice for %d settles %d-12-25 to %d-12-24 and names no other days", d, r.heading.year, r.heading.year-1, r.heading.year)
	}
	for _, stated := range w.weekdays {
		if want := d.Weekday(); stated != want {
			names := []rune(weekdayNames)
			return d, r.fail(w.at, wrongWeekday, "%v is 周%s, not 周%s", d, string(names[want]), string(names[stated]))
		}
	}
	r.reading.Weekdays += len(w.weekdays)
	r.known[d] = r.known[d] || len(w.weekdays) > 0
	r.loose = r.loose || w.broken && len(w.weekdays) == 0
	r.item.saw(d, r.heading.year)
	return d, nil
}
