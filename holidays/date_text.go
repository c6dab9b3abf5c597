package holidays

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"
)

// A DateError says that a text, or a value from a database, is not a date, and what would be.
type DateError struct {
	Value string // what was given, whole
	Want  string // what would be right
}

func (e *DateError) Error() string {
	return fmt.Sprintf("holidays: date %s: %s", quote(e.Value), e.Want)
}

// ParseDate reads a date in the form 2006-01-02. Anything else, the empty text and days that do not exist among it, is
// a *DateError.
func ParseDate(s string) (Date, error) {
	if d, ok := parseDate(s); ok {
		return d, nil
	}
	return Date{}, newDateError(s)
}

// MustParseDate is ParseDate for dates in source code: it panics where ParseDate gives an error.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// parseDate works on text and on bytes alike, so that reading a date from a stream allocates nothing.
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

// newDateError looks for the date that was meant, so that the error can name it.
func newDateError(s string) *DateError {
	if len(s) == 0 {
		return &DateError{s, "want a date as 2006-01-02, got nothing"}
	}
	var year, month, day int
	for _, form := range [...]string{"%d-%d-%d", "%d/%d/%d", "%d.%d.%d", "%d年%d月%d日", "%4d%2d%2d"} {
		if len(s) > len("2006年01月02日") {
			break
		}
		if n, _ := fmt.Sscanf(s+"\n", form+"\n", &year, &month, &day); n != 3 || year < 1000 || year > 9999 { // 3/6/2025 does not mean the year 3
			continue
		}
		if d := NewDate(year, time.Month(month), day); !d.IsZero() && d.String() != s {
			return &DateError{s, "want it written " + d.String()}
		}
		if month >= 1 && month <= 12 {
			last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
			return &DateError{s, fmt.Sprintf("there is no such day; %04d-%02d has %d days", year, month, last)}
		}
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		return &DateError{s, "want a date as 2006-01-02; this is an instant, whose date in Beijing DateOf gives"}
	}
	return &DateError{s, "want a date as 2006-01-02"}
}

// String returns the date as 2006-01-02; the zero Date is "".
func (d Date) String() string {
	text, _ := d.AppendText(nil)
	return string(text)
}

// AppendText appends the date as 2006-01-02, nothing for the zero Date. It never fails.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.IsZero() {
		return b, nil
	}
	year, month, day := d.split()
	digit := func(n int) byte { return '0' + byte(n%10) }
	return append(b,
		digit(year/1000), digit(year/100), digit(year/10), digit(year), '-',
		digit(int(month)/10), digit(int(month)), '-', digit(day/10), digit(day)), nil
}

// MarshalText returns the date as 2006-01-02, "" for the zero Date. With it a Date is a string in JSON and a key in maps.
func (d Date) MarshalText() ([]byte, error) {
	return d.AppendText(make([]byte, 0, len("2006-01-02")))
}

// UnmarshalText reads what MarshalText writes; "" is the zero Date, anything else that is no date a *DateError.
func (d *Date) UnmarshalText(text []byte) error {
	date, ok := parseDate(text)
	if !ok && len(text) > 0 {
		return newDateError(string(text))
	}
	*d = date
	return nil
}

// Value returns the date as text 2006-01-02 for a database, NULL for the zero Date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads a date from a database: a text 2006-01-02, or a time.Time at 00:00 of its own zone, which is how drivers
// hand over a DATE column and is taken as that civil date. NULL is the zero Date. Everything else is a *DateError;
// an instant among it, because its date depends on the zone: DateOf takes it in Beijing.
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
		if date.IsZero() || hour+minute+second+src.Nanosecond() != 0 {
			return &DateError{src.Format(time.RFC3339Nano), "want a DATE column; of an instant take the date in Beijing with DateOf"}
		}
		*d = date
		return nil
	default:
		return &DateError{fmt.Sprint(src), fmt.Sprintf("want text, a DATE column or NULL, got %T", src)}
	}
}

// quote shows a value in an error, in full unless it is very long.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		return fmt.Sprintf("%q… (%d bytes)", strings.ToValidUTF8(s[:most], ""), len(s))
	}
	return fmt.Sprintf("%q", s)
}
