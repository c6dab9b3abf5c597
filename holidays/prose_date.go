package holidays

import (
	"strings"
	"time"
)

// A proseDate is a date as written: year and month are 0 where they are left to the context.
type proseDate struct {
	year, month, day int
	weekdays         []time.Weekday // in brackets behind it, or without
	at               int
}

const (
	weekdayNames  = "日一二三四五六"
	lunarNumeral  = "[一二三四五六七八九]"
	lunarMonth    = "(?:正|冬|腊|闰?十?" + lunarNumeral + "|十)月"
	lunarMonthDay = "(?:初(?:" + lunarNumeral + "|十)|十" + lunarNumeral + "?|二十" + lunarNumeral + "?|廿" + lunarNumeral + "?|三十)"
	lunarDay      = "(?:除夕|(?:" + lunarMonth + "|大年)?" + lunarMonthDay + ")"
	notedDay      = "(?:农历)?(?:" + lunarDay + "|{festival}(?:当日|当天)?)"
)

// note is what may stand in brackets behind a date besides its weekday: the festival, or the day of the Chinese calendar
// (农历). It decides nothing about the date, and is read so that nothing else hides there.
var note = shape{expression: "^即?" + notedDay + "(?:[至—]" + notedDay + ")?$"}

// dates reads days: dates and ranges of them, joined by 、 or 和. All of them must come after one another, because a day
// written without its month takes that of the one before it.
func (r *proseReader) dates() ([]Date, error) {
	var days []Date
	for {
		first, last, err := r.dateRange(days)
		if err != nil {
			return nil, err
		}
		for i := range last.DaysSince(first) + 1 {
			days = append(days, first.AddDays(i))
		}
		next := r.pos
		if r.take("、", "和", "及") == "" || r.atEnd() || !isDigit(rune(r.text[r.pos])) {
			r.pos = next
			return days, nil
		}
	}
}

// dateRange reads a date, or two with 至 between them.
func (r *proseReader) dateRange(before []Date) (first, last Date, err error) {
	from, err := r.date()
	if err != nil {
		return first, last, err
	}
	to := from
	if r.take("至", "到", "—") != "" {
		if to, err = r.date(); err != nil {
			return first, last, err
		}
		if from.year == 0 && from.month == 12 && to.month == 1 && (to.year == 0 || to.year == r.notice.Year) {
			from.year = r.notice.Year - 1 // 12月30日至2019年1月1日 can only begin in 2018
		}
	}
	var previous Date
	if len(before) > 0 {
		previous = before[len(before)-1]
	}
	if first, err = r.resolve(from, previous); err != nil {
		return first, last, err
	}
	if !previous.IsZero() && !first.After(previous) {
		return first, last, r.fail(from.at, "%v does not come after %v", first, previous)
	}
	if to.at == from.at {
		return first, first, nil
	}
	if last, err = r.resolve(to, first); err == nil && !last.After(first) {
		err = r.fail(from.at, "%v to %v is reversed", first, last)
	}
	return first, last, err
}

// date reads 2026年1月1日（周四）, of which year, month and brackets may be missing.
func (r *proseReader) date() (proseDate, error) {
	d := proseDate{at: r.pos}
	n, ok := r.number()
	if ok && n >= 1000 && r.take("年") != "" {
		d.year = n
		n, ok = r.number()
	}
	if ok && r.take("月") != "" {
		d.month = n
		n, ok = r.number()
	}
	if !ok || r.take("日") == "" || d.year > 0 && d.month == 0 {
		return d, r.fail(d.at, "want a date such as 1月1日")
	}
	d.day = n
	for {
		if day, ok := r.weekday(); ok {
			d.weekdays = append(d.weekdays, day)
		} else if r.take("（") == "" {
			return d, nil
		} else if err := r.notes(&d); err != nil {
			return d, err
		}
	}
}

// weekday passes over 周四 or 星期四.
func (r *proseReader) weekday() (time.Weekday, bool) {
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

// notes reads what stands in brackets behind a date, the closing bracket included.
func (r *proseReader) notes(d *proseDate) error {
	start := r.pos
	for {
		day, ok := r.weekday()
		if ok {
			d.weekdays = append(d.weekdays, day)
		} else {
			end := strings.IndexAny(r.window(), "，、）")
			if end < 0 || !note.compiled().MatchString(r.window()[:end]) {
				return r.fail(d.at, "%s in the brackets is not known", quote(r.clauseAt(start)))
			}
			r.pos += end
		}
		switch r.take("，", "、", "）") {
		case "）":
			return nil
		case "":
			return r.fail(d.at, "the brackets are not closed")
		}
	}
}

// resolve finds the day that a written date means. Without its month it takes that of the day before it in the list, or
// the only month that the item has named so far; without its year it lies in the notice's, December excepted: there the
// last days of the year before are arranged too, so only an item that has named one of them leaves no doubt.
func (r *proseReader) resolve(w proseDate, previous Date) (Date, error) {
	year, month, day := w.year, w.month, w.day
	switch {
	case month == 0 && !previous.IsZero():
		year, month = previous.Year(), int(previous.Month())
		if day <= previous.Day() {
			return Date{}, r.fail(w.at, "%d日 does not come after %v; want its month", day, previous)
		}
	case month == 0 && r.item.month == 0:
		return Date{}, r.fail(w.at, "the month is not certain; want it written")
	case month == 0:
		year, month = r.item.month/100, r.item.month%100
	case year == 0 && month == 12 && !r.item.december:
		return Date{}, r.fail(w.at, "the year is not certain; want %d年12月%d日 or %d年12月%d日", r.notice.Year-1, day, r.notice.Year, day)
	case year == 0 && month == 12:
		year = r.notice.Year - 1
	case year == 0:
		year = r.notice.Year
	}
	d := NewDate(year, time.Month(month), day)
	switch {
	case d.IsZero():
		return d, r.fail(w.at, "there is no day %d-%02d-%02d", year, month, day)
	case year != r.notice.Year && (year != r.notice.Year-1 || month != 12):
		return d, r.fail(w.at, "%v: a notice of %d speaks of days from %d-12-01 to %d-12-31", d, r.notice.Year, r.notice.Year-1, r.notice.Year)
	}
	for _, stated := range w.weekdays {
		if want := d.Weekday(); stated != want {
			names := []rune(weekdayNames)
			return d, r.fail(w.at, "%v is 周%c, not 周%c", d, names[want], names[stated])
		}
	}
	r.item.saw(d, r.notice.Year)
	return d, nil
}
