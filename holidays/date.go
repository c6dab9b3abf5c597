package holidays

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"iter"
	"strings"
	"time"
)

// A Date is a day of the Gregorian calendar, without a time of day and without a zone. Dates run from 0001-01-01 to
// 9999-12-31, are comparable with == and serve as map keys. The zero Date is no date: it is what the functions here return
// when there is none, and it is before every other date.
type Date struct {
	n int32 // 1 is 0001-01-01
}

const (
	lastDay  = 3_652_059 // 9999-12-31
	epochDay = 719_163   // 1970-01-01
	daySecs  = 24 * 60 * 60
	// China keeps UTC+8 all year, so that no answer depends on a time zone database or on the zone of the process.
	beijingSecs = 8 * 60 * 60
)

var beijing = time.FixedZone("UTC+8", beijingSecs)

// NewDate returns the given day, or the zero Date if there is no such day: 30 February does not become 2 March.
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

// daysBefore holds the days of an ordinary year before each month, and the days of the year.
var daysBefore = [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

// DateInBeijing returns the date in Beijing (UTC+8) at the instant t, whatever zone t is written in. It is the one bridge
// from instants to dates. The zero Time and an instant outside the years 1 to 9999 give the zero Date.
func DateInBeijing(t time.Time) Date {
	secs := t.Unix() + beijingSecs + (epochDay-1)*daySecs // since 0001-01-01 in Beijing
	n := uint64(secs)/daySecs + 1                         // huge for an instant before that day
	if n > lastDay || n == 1 && t.IsZero() {
		return Date{}
	}
	return Date{int32(n)}
}

// Start returns the first instant of the day in Beijing; for the zero Date, the zero Time.
func (d Date) Start() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Unix(int64(d.n-epochDay)*daySecs-beijingSecs, 0).In(beijing)
}

// DateOfUnixDays returns the date n days after 1970-01-01, which is how Arrow and Parquet store a date32. It returns the
// zero Date outside the years 1 to 9999.
func DateOfUnixDays(n int) Date { return Date{epochDay}.AddDays(n) }

// UnixDays returns the number of days from 1970-01-01 to d, negative before it. It returns 0 and false for the zero Date.
func (d Date) UnixDays() (n int, ok bool) { return d.DaysSince(Date{epochDay}), !d.IsZero() }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Date returns the year, 1 to 9999, the month and the day of the month; zeros for the zero Date.
func (d Date) Date() (year int, month time.Month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	return time.Unix(int64(d.n-epochDay)*daySecs, 0).UTC().Date()
}

// Year returns the year, 1 to 9999; 0 for the zero Date.
func (d Date) Year() int { year, _, _ := d.Date(); return year }

// Month returns the month; 0 for the zero Date.
func (d Date) Month() time.Month { _, month, _ := d.Date(); return month }

// Day returns the day of the month, 1 to 31; 0 for the zero Date.
func (d Date) Day() int { _, _, day := d.Date(); return day }

// Weekday returns the day of the week. The zero Date has none, and the result then means nothing.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

func (d Date) isWeekend() bool { return d.Weekday()%6 == 0 } // Sunday is 0, Saturday 6

// AddDays returns the date n calendar days after d, before it for a negative n. It returns the zero Date when the result
// is outside the years 1 to 9999, and for the zero Date.
func (d Date) AddDays(n int) Date {
	m := int64(d.n) + int64(n)
	if d.IsZero() || m < 1 || m > lastDay || int64(n) < -lastDay { // the last one stops a sum that wraps
		return Date{}
	}
	return Date{int32(m)}
}

// AddMonths returns the corresponding day n months after d, before it for a negative n, or the last day of that month
// where it has no such day (民法典 art. 202): one month after 31 January is 28 or 29 February. It returns the zero Date
// when the result is outside the years 1 to 9999, and for the zero Date.
func (d Date) AddMonths(n int) Date {
	const most = 12 * 9999 // no two dates are further apart
	year, month, day := d.Date()
	months := year*12 + int(month) - 1 + max(-most, min(n, most))
	if d.IsZero() || months < 12 {
		return Date{}
	}
	year, month = months/12, time.Month(months%12+1)
	for ; day > 28; day-- {
		if end := NewDate(year, month, day); !end.IsZero() {
			return end
		}
	}
	return NewDate(year, month, day)
}

// DaysSince returns the number of calendar days from e to d, negative when d is before e. It returns 0 when either is the
// zero Date.
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

// dates yields the days from first to last, both included. It ends at 9999-12-31 too, where AddDays(1) is the zero Date.
func dates(first, last Date) iter.Seq[Date] {
	return func(yield func(Date) bool) {
		for n := first.n; n <= last.n && yield(Date{n}); n++ {
		}
	}
}

// ParseDate reads a date in the form YYYY-MM-DD, such as 2025-06-03. Everything else is an error, the empty text and days
// that do not exist included.
func ParseDate(s string) (Date, error) {
	if d, ok := parseDate(s); ok {
		return d, nil
	}
	return Date{}, dateError(s)
}

// MustParseDate is ParseDate for dates in source code: it panics where ParseDate returns an error.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// parseDate reads text and bytes alike, so that dates read from a stream allocate nothing.
func parseDate[T string | []byte](s T) (Date, bool) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	var digits [8]int
	for i, at := range [...]int{0, 1, 2, 3, 5, 6, 8, 9} {
		if s[at] < '0' || s[at] > '9' {
			return Date{}, false
		}
		digits[i] = int(s[at] - '0')
	}
	year := digits[0]*1000 + digits[1]*100 + digits[2]*10 + digits[3]
	d := NewDate(year, time.Month(digits[4]*10+digits[5]), digits[6]*10+digits[7])
	return d, !d.IsZero()
}

func dateError(s string) error {
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		return fmt.Errorf("holidays: date %s: this is an instant; DateInBeijing returns its date", quote(s))
	}
	if t, err := time.Parse("2006-1-2", strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "").Replace(s)); err == nil {
		return fmt.Errorf("holidays: date %s: want it written %s", quote(s), t.Format(time.DateOnly))
	} else if strings.HasSuffix(err.Error(), "out of range") {
		return fmt.Errorf("holidays: date %s: there is no such day", quote(s))
	}
	return fmt.Errorf("holidays: date %s: want YYYY-MM-DD, such as 2025-06-03", quote(s))
}

// quote shows a value in an error, in full unless it is very long.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		return fmt.Sprintf("%q… (%d bytes)", strings.ToValidUTF8(s[:most], ""), len(s))
	}
	return fmt.Sprintf("%q", s)
}

// String returns the date as 2006-01-02; the zero Date is "".
func (d Date) String() string {
	text, _ := d.AppendText(nil)
	return string(text)
}

// GoString returns the date as Go source: holidays.MustParseDate("2025-06-03"), or holidays.Date{} for the zero Date.
func (d Date) GoString() string {
	if d.IsZero() {
		return "holidays.Date{}"
	}
	return `holidays.MustParseDate("` + d.String() + `")`
}

// AppendText appends the date as 2006-01-02, nothing for the zero Date. It never fails.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.IsZero() {
		return b, nil
	}
	year, month, day := d.Date()
	digit := func(n int) byte { return '0' + byte(n%10) }
	return append(b,
		digit(year/1000), digit(year/100), digit(year/10), digit(year), '-',
		digit(int(month)/10), digit(int(month)), '-', digit(day/10), digit(day)), nil
}

// MarshalText returns the date as 2006-01-02, "" for the zero Date. With it a Date is a string in JSON and a key in maps.
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(make([]byte, 0, len("2006-01-02"))) }

// UnmarshalText reads what MarshalText writes; "" is the zero Date. Anything else is an error, as with ParseDate.
func (d *Date) UnmarshalText(text []byte) error {
	date, ok := parseDate(text)
	if !ok && len(text) > 0 {
		return dateError(string(text))
	}
	*d = date
	return nil
}

// MarshalBinary returns the text of the date. With it a Date, and a struct that holds one, goes through encoding/gob.
func (d Date) MarshalBinary() ([]byte, error) { return d.MarshalText() }

// UnmarshalBinary reads what MarshalBinary writes.
func (d *Date) UnmarshalBinary(data []byte) error { return d.UnmarshalText(data) }

// Value returns the date as text 2006-01-02 for a database, NULL for the zero Date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a date from a database: a text 2006-01-02, or a time.Time at 00:00 of its own zone, which is how drivers hand
// over a DATE column and is read as that civil date. NULL and the empty text are the zero Date. Everything else is an
// error, the zero Time and an instant within a day included: DateInBeijing returns the date of an instant.
func (d *Date) Scan(src any) error {
	switch src := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(src))
	case []byte:
		return d.UnmarshalText(src)
	case time.Time:
		date := NewDate(src.Date())
		hour, minute, second := src.Clock()
		if src.IsZero() || date.IsZero() || hour+minute+second+src.Nanosecond() != 0 {
			return fmt.Errorf("holidays: date %s: want a DATE column; DateInBeijing returns the date of an instant", src.Format(time.RFC3339Nano))
		}
		*d = date
		return nil
	}
	return fmt.Errorf("holidays: date %v: want text, a DATE column or NULL, got %T", src, src)
}
