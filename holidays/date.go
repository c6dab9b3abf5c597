package holidays

import (
	"cmp"
	"iter"
	"time"
)

// A Date is a day of the Gregorian calendar, without a time of day and without a zone. Dates run from
// 0001-01-01 to 9999-12-31, are comparable with == and are safe as map keys. The zero Date is no date: it is
// what every function here gives when there is none, and it is before every other date.
type Date struct {
	n int32 // 1 is 0001-01-01
}

const (
	lastDay  = 3_652_059 // 9999-12-31
	epochDay = 719_163   // 1970-01-01
	daySecs  = 24 * 60 * 60
	// China keeps one time, UTC+8 without summer time, so the offset is a constant here: no answer can depend on
	// a time zone database or on the zone of the process.
	beijingSecs = 8 * 60 * 60
)

var beijing = time.FixedZone("UTC+8", beijingSecs)

// NewDate returns the given day, or the zero Date if there is no such day: 30 February is not made 2 March.
func NewDate(year int, month time.Month, day int) Date {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 {
		return Date{}
	}
	before, within := daysBefore[month-1], daysBefore[month]-daysBefore[month-1]
	if leap := year%4 == 0 && (year%100 != 0 || year%400 == 0); leap && month == time.February {
		within++
	} else if leap && month > time.February {
		before++
	}
	if day > within {
		return Date{}
	}
	past := year - 1
	return Date{int32(365*past + past/4 - past/100 + past/400 + before + day)}
}

// daysBefore has the days of an ordinary year before each month, and in all.
var daysBefore = [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// DateOf returns the date in Beijing (UTC+8) at the instant t, whatever zone t is written in. It is the one bridge
// from instants to dates. The zero Time, and an instant outside the years 1 to 9999, give the zero Date.
func DateOf(t time.Time) Date {
	secs := t.Unix() + beijingSecs + (epochDay-1)*daySecs // since 0001-01-01 in Beijing
	n := uint64(secs)/daySecs + 1                         // before that day it is huge
	if n > lastDay || n == 1 && t.IsZero() {
		return Date{}
	}
	return Date{int32(n)}
}

// Start returns the first instant of the day in Beijing. Of the zero Date it is the zero Time.
func (d Date) Start() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Unix(int64(d.n-epochDay)*daySecs-beijingSecs, 0).In(beijing)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Year returns the year, 1 to 9999; 0 for the zero Date.
func (d Date) Year() int { year, _, _ := d.split(); return year }

// Month returns the month; 0 for the zero Date.
func (d Date) Month() time.Month { _, month, _ := d.split(); return month }

// Day returns the day of the month, 1 to 31; 0 for the zero Date.
func (d Date) Day() int { _, _, day := d.split(); return day }

// Weekday returns the day of the week; of the zero Date it means nothing.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

// AddDays returns the date n calendar days after d, or before it for a negative n. It is the zero Date when that
// leaves the years 1 to 9999, and for the zero Date.
func (d Date) AddDays(n int) Date {
	m := int64(d.n) + int64(n)
	if d.IsZero() || m < 1 || m > lastDay {
		return Date{}
	}
	return Date{int32(m)}
}

// DaysSince returns the number of calendar days from e to d; it is negative when d is before e.
// It is 0 when either is the zero Date.
func (d Date) DaysSince(e Date) int {
	if d.IsZero() || e.IsZero() {
		return 0
	}
	return int(d.n - e.n)
}

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.n > e.n }

// Compare returns -1, 0 or +1 as d is before, equal to or after e.
func (d Date) Compare(e Date) int { return cmp.Compare(d.n, e.n) }

// NoticeYear returns the year whose notice settles the date: its own, and from 25 December the next one, because the
// notices of 2006, 2007, 2008, 2012, 2019 and 2023 reached back into the last week of the year before.
// It is 0 for the zero Date.
func (d Date) NoticeYear() int {
	year, month, day := d.split()
	if month == time.December && day >= firstSettledDay {
		return year + 1
	}
	return year
}

// dates yields the days from first to last, both included. It ends at 9999-12-31 too, where AddDays(1) is the zero Date.
func dates(first, last Date) iter.Seq[Date] {
	return func(yield func(Date) bool) {
		for n := first.n; n <= last.n && yield(Date{n}); n++ {
		}
	}
}

func (d Date) isWeekend() bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

func (d Date) split() (year int, month time.Month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	return time.Unix(int64(d.n-epochDay)*daySecs, 0).UTC().Date()
}
