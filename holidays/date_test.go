package holidays_test

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

var (
	_ encoding.TextAppender    = holidays.Date{}
	_ encoding.TextMarshaler   = holidays.Date{}
	_ encoding.TextUnmarshaler = (*holidays.Date)(nil)
	_ driver.Valuer            = holidays.Date{}
	_ sql.Scanner              = (*holidays.Date)(nil)
	_ encoding.BinaryMarshaler = holidays.Date{}
	_ fmt.GoStringer           = holidays.Date{}
)

// Every day of 1900-2100 is what package time says it is, and every text that package time writes is read.
func TestDateAgainstTime(t *testing.T) {
	at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	d := holidays.NewDate(1900, time.January, 1)
	first := d
	for i := 0; at.Year() <= 2100; i++ {
		year, month, dayOfMonth := at.Date()
		y, m, dom := d.Date()
		text := at.Format(time.DateOnly)
		read, err := holidays.ParseDate(text)
		unix, ok := d.UnixDays()
		same := d == holidays.NewDate(year, month, dayOfMonth) && d.Year() == year && d.Month() == month && d.Day() == dayOfMonth &&
			y == year && m == month && dom == dayOfMonth && ok && unix == int(at.Unix()/86400) && holidays.DateOfUnixDays(unix) == d &&
			d.Weekday() == at.Weekday() && d.String() == text && err == nil && read == d && first.AddDays(i) == d && d.AddDays(-i) == first &&
			d.DaysSince(first) == i && first.DaysSince(d) == -i && d.Start().Equal(at.Add(-8*time.Hour)) && holidays.DateInBeijing(d.Start()) == d &&
			holidays.DateInBeijing(d.Start().Add(-1)) == d.AddDays(-1) && holidays.DateInBeijing(at.Add(16*time.Hour-1)) == d
		if !same {
			t.Fatalf("%v is not %s", d, text)
		}
		at, d = at.AddDate(0, 0, 1), d.AddDays(1)
	}
}

// NewDate never normalises: what is no day is the zero Date.
func TestNewDate(t *testing.T) {
	type row struct {
		because
		year       int
		month      time.Month
		dayOfMonth int
		want       string
	}
	run(t, []row{
		{because{"leap day", "2024 is a leap year"}, 2024, 2, 29, "2024-02-29"},
		{because{"no leap day", "2025 is not a leap year"}, 2025, 2, 29, ""},
		{because{"no leap day in 1900", "centuries are not leap years"}, 1900, 2, 29, ""},
		{because{"leap day in 2000", "unless 400 divides them"}, 2000, 2, 29, "2000-02-29"},
		{because{"30 February", "is not 2 March"}, 2025, 2, 30, ""},
		{because{"31 April", "April has 30 days"}, 2025, 4, 31, ""},
		{because{"day 0", "is not the last of the month before"}, 2025, 6, 0, ""},
		{because{"day -1", "there is none"}, 2025, 6, -1, ""},
		{because{"day 32", "no month has it"}, 2025, 1, 32, ""},
		{because{"month 0", "is not December"}, 2025, 0, 1, ""},
		{because{"month 13", "is not January"}, 2025, 13, 1, ""},
		{because{"year 0", "dates begin in year 1"}, 0, 12, 31, ""},
		{because{"year 10000", "dates end in 9999"}, 10000, 1, 1, ""},
		{because{"first day", "dates begin with it"}, 1, 1, 1, "0001-01-01"},
		{because{"last day", "dates end with it"}, 9999, 12, 31, "9999-12-31"},
		{because{"all huge", "must not wrap"}, math.MaxInt, math.MaxInt, math.MaxInt, ""},
		{because{"all tiny", "must not wrap"}, math.MinInt, math.MinInt, math.MinInt, ""},
	}, func(t *testing.T, row row) {
		d := holidays.NewDate(row.year, row.month, row.dayOfMonth)
		assert.Equal(t, row.want, d.String())
		assert.Equal(t, row.want == "", d.IsZero())
	})
}

func TestParseDateRefuses(t *testing.T) {
	type row struct {
		because
		text, says string
	}
	rows := []row{
		{because{"empty", "nothing is no date"}, "", `date ""`},
		{because{"no such day", "February has 28 days"}, "2025-02-30", "there is no such day"},
		{because{"31 June", "June has 30 days"}, "2025-06-31", "there is no such day"},
		{because{"month 13", "there is none"}, "2025-13-01", "there is no such day"},
		{because{"day 00", "there is none"}, "2025-06-00", "there is no such day"},
		{because{"slashes", "the error names what would be right"}, "2025/6/3", "want it written 2025-06-03"},
		{because{"dots", "the error names what would be right"}, "2025.06.03", "want it written 2025-06-03"},
		{because{"Chinese", "the error names what would be right"}, "2025年6月3日", "want it written 2025-06-03"},
		{because{"short", "two digits each"}, "2025-6-3", "want it written 2025-06-03"},
		{because{"compact", "dashes are wanted"}, "20250603", "YYYY-MM-DD"},
		{because{"day first", "it does not mean the year 3"}, "3/6/2025", "YYYY-MM-DD"},
		{because{"space before", "no spaces"}, " 2025-06-03", "YYYY-MM-DD"},
		{because{"space after", "no spaces"}, "2025-06-03 ", "YYYY-MM-DD"},
		{because{"line end", "no line ends"}, "2025-06-03\n", `\n`},
		{because{"plus", "no signs"}, "+2025-06-03", ""},
		{because{"sign inside", "no signs"}, "2025-+6-03", ""},
		{because{"year of five digits", "dates end in 9999"}, "12025-06-03", ""},
		{because{"year 0", "dates begin in year 1"}, "0000-01-01", ""},
		{because{"full-width digits", "ASCII digits only"}, "２０２５-０６-０３", ""},
		{because{"full-width, ten bytes", "ten bytes are not ten digits"}, "２０２-", ""},
		{because{"zero-width space", "it does not show"}, "2025-06-03\u200b", `\u200b`},
		{because{"right-to-left override", "it shows other digits than it has"}, "\u202e2025-06-03", `\u202e`},
		{because{"an instant", "its date depends on the zone"}, "2025-06-03T17:00:00Z", "DateInBeijing"},
		{because{"words", "no date"}, "today", ""},
		{because{"NUL", "no date"}, "2025-06-0\x00", ""},
		{because{"a verb", "must not be taken for a format"}, "%d-%d-%d", "%d-%d-%d"},
		{because{"very long", "an error does not repeat a megabyte"}, string(bytes.Repeat([]byte("9"), 1<<20)), "1048576 bytes"},
	}
	run(t, rows, func(t *testing.T, row row) {
		d, err := holidays.ParseDate(row.text)
		assert.True(t, d.IsZero())
		refused(t, err, row.says)
		assert.Less(t, len(err.Error()), 300)
		assert.PanicsWithError(t, err.Error(), func() { holidays.MustParseDate(row.text) })

		kept := day("2025-06-03")
		if row.text != "" {
			assert.Error(t, kept.UnmarshalText([]byte(row.text)))
			assert.Error(t, kept.Scan(row.text))
			assert.Error(t, kept.Scan([]byte(row.text)))
			assert.Equal(t, "2025-06-03", kept.String(), "an error leaves the date as it was")
		}
	})
}

func TestDateInBeijing(t *testing.T) {
	zone := func(hours int) *time.Location { return time.FixedZone("", hours*60*60) }
	type row struct {
		because
		at   time.Time
		want string
	}
	run(t, []row{
		{because{"last moment of 3 June in Beijing", "16:00Z is midnight"}, time.Date(2025, 6, 3, 15, 59, 59, 999_999_999, time.UTC), "2025-06-03"},
		{because{"midnight in Beijing", "16:00Z is midnight"}, time.Date(2025, 6, 3, 16, 0, 0, 0, time.UTC), "2025-06-04"},
		{because{"17:00Z", "the next day in Beijing"}, time.Date(2025, 6, 3, 17, 0, 0, 0, time.UTC), "2025-06-04"},
		{because{"written in UTC-8", "the zone it is written in does not matter"}, time.Date(2025, 6, 3, 8, 0, 0, 0, zone(-8)), "2025-06-04"},
		{because{"written in UTC+14", "the zone it is written in does not matter"}, time.Date(2025, 6, 4, 1, 0, 0, 0, zone(14)), "2025-06-03"},
		{because{"written in Beijing", "as it says"}, time.Date(2025, 6, 3, 0, 0, 0, 0, zone(8)), "2025-06-03"},
		{because{"Unix zero", "a real instant"}, time.Unix(0, 0), "1970-01-01"},
		{because{"before Unix zero", "seconds are negative"}, time.Unix(-1, 0), "1970-01-01"},
		{because{"the day before 1970", "16:00Z of 30 December is the 31st"}, time.Unix(-24*60*60, 0), "1969-12-31"},
		{because{"China's summer time of 1988", "the library reads UTC+8 always"}, time.Date(1988, 7, 1, 15, 30, 0, 0, time.UTC), "1988-07-01"},
		{because{"zero Time", "no instant, no date"}, time.Time{}, ""},
		{because{"zero Time in another zone", "still the zero Time"}, time.Time{}.In(zone(8)), ""},
		{because{"first moment of year 1", "dates begin there"}, time.Date(1, 1, 1, 0, 0, 0, 0, zone(8)), "0001-01-01"},
		{because{"a moment before year 1", "dates begin there"}, time.Date(0, 12, 31, 23, 59, 59, 0, zone(8)), ""},
		{because{"last moment of 9999", "dates end there"}, time.Date(9999, 12, 31, 23, 59, 59, 0, zone(8)), "9999-12-31"},
		{because{"a moment after 9999", "dates end there"}, time.Date(10000, 1, 1, 0, 0, 0, 0, zone(8)), ""},
		{because{"far future", "must not wrap"}, time.Unix(1<<62, 0), ""},
		{because{"far past", "must not wrap"}, time.Unix(-1<<62, 0), ""},
		{because{"latest int64", "must not wrap"}, time.Unix(math.MaxInt64, 0), ""},
		{because{"earliest int64", "must not wrap"}, time.Unix(math.MinInt64, 0), ""},
	}, func(t *testing.T, row row) {
		assert.Equal(t, row.want, holidays.DateInBeijing(row.at).String())
	})
}

// 民法典 art. 202: the corresponding day, or the last day of the month where it has none.
func TestAddMonths(t *testing.T) {
	type row struct {
		because
		from string
		n    int
		want string
	}
	run(t, []row{
		{because{"corresponding day", "15 January to 15 February"}, "2025-01-15", 1, "2025-02-15"},
		{because{"no corresponding day", "February 2025 has 28 days"}, "2025-01-31", 1, "2025-02-28"},
		{because{"leap year", "February 2024 has 29 days"}, "2024-01-31", 1, "2024-02-29"},
		{because{"29th into an ordinary year", "2025 has no leap day"}, "2024-02-29", 12, "2025-02-28"},
		{because{"29th into a leap year", "2028 has one"}, "2024-02-29", 48, "2028-02-29"},
		{because{"30 days", "April has 30 days"}, "2025-03-31", 1, "2025-04-30"},
		{because{"last day kept as a number", "28 February leads to 28 March, not to its last day"}, "2025-02-28", 1, "2025-03-28"},
		{because{"none", "the day itself"}, "2025-06-03", 0, "2025-06-03"},
		{because{"over the year", "December is month 12"}, "2025-11-30", 3, "2026-02-28"},
		{because{"into December", "month 12 is no month 0"}, "2025-06-15", 6, "2025-12-15"},
		{because{"back", "as forward"}, "2025-03-31", -1, "2025-02-28"},
		{because{"back over the year", "January less one is December"}, "2025-01-31", -1, "2024-12-31"},
		{because{"six years", "a statute's period of limitation, say"}, "2020-02-29", 72, "2026-02-28"},
		{because{"to the first month", "dates begin in year 1"}, "0001-02-28", -1, "0001-01-28"},
		{because{"before the first month", "dates begin in year 1"}, "0001-01-31", -1, ""},
		{because{"to the last month", "dates end in 9999"}, "9999-11-30", 1, "9999-12-30"},
		{because{"after the last month", "dates end in 9999"}, "9999-12-01", 1, ""},
		{because{"MaxInt", "must not wrap"}, "2025-06-03", math.MaxInt, ""},
		{because{"MinInt", "must not wrap"}, "2025-06-03", math.MinInt, ""},
	}, func(t *testing.T, row row) {
		assert.Equal(t, row.want, day(row.from).AddMonths(row.n).String())
	})
	assert.True(t, holidays.Date{}.AddMonths(12).IsZero())

	// Against package time: AddDate overflows into the next month exactly where there is no corresponding day.
	for d := range days(day("2023-12-01"), day("2026-01-31")) {
		for n := -30; n <= 30; n++ {
			at := time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
			last := at.AddDate(0, 1, -1).Day()
			want := holidays.NewDate(at.Year(), at.Month(), min(d.Day(), last))
			require.Equal(t, want, d.AddMonths(n), "%v %+d", d, n)
		}
	}
}

// Nothing wraps at the ends of time, and the zero Date stays the zero Date.
func TestDateLimits(t *testing.T) {
	first, last, zero := day("0001-01-01"), day("9999-12-31"), holidays.Date{}
	assert.Equal(t, last, first.AddDays(last.DaysSince(first)))
	assert.Equal(t, first, last.AddDays(-last.DaysSince(first)))
	for _, d := range []holidays.Date{first.AddDays(-1), last.AddDays(1), first.AddDays(math.MinInt), last.AddDays(math.MaxInt), first.AddDays(math.MaxInt),
		last.AddDays(math.MinInt), first.AddDays(math.MaxInt32), zero.AddDays(1), zero.AddDays(0),
		holidays.DateOfUnixDays(math.MaxInt), holidays.DateOfUnixDays(math.MinInt), holidays.DateOfUnixDays(-719_163), holidays.DateOfUnixDays(2_932_897)} {
		assert.True(t, d.IsZero(), "%v", d)
	}
	assert.Equal(t, []holidays.Date{first, last}, []holidays.Date{holidays.DateOfUnixDays(-719_162), holidays.DateOfUnixDays(2_932_896)})
	assert.Zero(t, zero.DaysSince(first))
	assert.Zero(t, first.DaysSince(zero))
	assert.True(t, zero.Before(first) && first.After(zero), "the zero Date is before every other")
	assert.Equal(t, []int{-1, 0, 1}, []int{first.Compare(last), first.Compare(first), last.Compare(first)})
	assert.False(t, first.Before(first) || first.After(first))
	assert.True(t, zero.Start().IsZero())
	year, month, dayOfMonth := zero.Date()
	unix, ok := zero.UnixDays()
	assert.Equal(t, []int{0, 0, 0, 0, 0, 0, 0, 0}, []int{zero.Year(), int(zero.Month()), zero.Day(), holidays.NoticeYear(zero), year, int(month), dayOfMonth, unix})
	assert.False(t, ok)
	assert.Equal(t, time.Monday, first.Weekday())
	assert.Equal(t, time.Friday, last.Weekday())
	assert.Equal(t, "0001-01-01T00:00:00+08:00", first.Start().Format(time.RFC3339))
	assert.Equal(t, []string{"holidays.Date{}", `holidays.MustParseDate("0001-01-01")`}, []string{fmt.Sprintf("%#v", zero), first.GoString()})
	some := []holidays.Date{last, zero, first}
	slices.SortFunc(some, holidays.Date.Compare)
	assert.Equal(t, []holidays.Date{zero, first, last}, some)
}

// A notice arranges 25 December of the year before to 24 December of its own.
func TestNoticeYear(t *testing.T) {
	for date, year := range map[string]int{"2026-01-01": 2026, "2026-12-24": 2026, "2026-12-25": 2027, "2026-12-31": 2027, "2027-01-01": 2027, "2026-11-25": 2026} {
		assert.Equal(t, year, holidays.NoticeYear(day(date)), date)
	}
}

func TestDateEncodings(t *testing.T) {
	type record struct {
		Due   holidays.Date            `json:"due"`
		Paid  holidays.Date            `json:"paid,omitzero"`
		Names map[holidays.Date]string `json:"names"`
	}
	in := record{Due: day("2025-07-14"), Names: map[holidays.Date]string{day("2025-06-01"): "trigger"}}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.JSONEq(t, `{"due":"2025-07-14","names":{"2025-06-01":"trigger"}}`, string(text))
	var out record
	require.NoError(t, json.Unmarshal(text, &out))
	assert.Equal(t, in, out)
	text, err = json.Marshal(holidays.Date{})
	require.NoError(t, err)
	assert.Equal(t, `""`, string(text))
	for _, bad := range []string{`{"due":"2025-02-30"}`, `{"due":20250603}`, `{"due":"2025-06-03T00:00:00Z"}`, `{"names":{"2025/6/3":""}}`} {
		assert.Error(t, json.Unmarshal([]byte(bad), &out), bad)
	}

	var wire bytes.Buffer
	require.NoError(t, gob.NewEncoder(&wire).Encode(in))
	out = record{}
	require.NoError(t, gob.NewDecoder(&wire).Decode(&out))
	assert.Equal(t, in, out, "a struct with a date, a zero date and a map of dates goes through gob")
	kept := day("2000-01-01")
	assert.Error(t, kept.UnmarshalBinary([]byte("2025-02-30")))
	assert.Equal(t, day("2000-01-01"), kept)

	for _, d := range []holidays.Date{{}, day("0001-01-01"), day("2025-06-03"), day("9999-12-31")} {
		text, err := d.MarshalText()
		require.NoError(t, err)
		appended, err := d.AppendText([]byte("on "))
		require.NoError(t, err)
		assert.Equal(t, "on "+d.String(), string(appended))
		back := day("2000-01-01")
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, d, back)

		value, err := d.Value()
		require.NoError(t, err)
		assert.True(t, driver.IsValue(value))
		assert.Equal(t, d.IsZero(), value == nil, "NULL is the zero Date")
		back = day("2000-01-01")
		require.NoError(t, back.Scan(value))
		assert.Equal(t, d, back)
	}
}

func TestDateScan(t *testing.T) {
	type row struct {
		because
		source any
		want   string
		says   string // of the error
	}
	run(t, []row{
		{because{"NULL", "the zero Date"}, nil, "", ""},
		{because{"empty text", "the zero Date, as in every text form"}, "", "", ""},
		{because{"empty bytes", "the zero Date, as in every text form"}, []byte{}, "", ""},
		{because{"text", "as MarshalText"}, "2025-06-03", "2025-06-03", ""},
		{because{"bytes", "MySQL's way"}, []byte("2025-06-03"), "2025-06-03", ""},
		{because{"DATE column in UTC", "00:00 of its own zone"}, time.Date(2025, 6, 3, 0, 0, 0, 0, time.UTC), "2025-06-03", ""},
		{because{"DATE column in UTC-8", "that civil date, not Beijing's"}, time.Date(2025, 6, 3, 0, 0, 0, 0, time.FixedZone("", -8*3600)), "2025-06-03", ""},
		{because{"DATE column in UTC+13", "that civil date, not Beijing's"}, time.Date(2025, 6, 3, 0, 0, 0, 0, time.FixedZone("", 13*3600)), "2025-06-03", ""},
		{because{"an instant", "its date depends on the zone"}, time.Date(2025, 6, 3, 17, 0, 0, 0, time.UTC), "", "DateInBeijing"},
		{because{"a nanosecond past midnight", "an instant"}, time.Date(2025, 6, 3, 0, 0, 0, 1, time.UTC), "", "DateInBeijing"},
		{because{"an hour before midnight", "an instant, not a sum of parts that is zero"}, time.Date(2025, 6, 2, 23, 0, 0, 0, time.UTC), "", "DateInBeijing"},
		{because{"zero Time", "a driver's null that forgot to say so"}, time.Time{}, "", "0001-01-01T00:00:00Z"},
		{because{"year 10000", "dates end in 9999"}, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), "", "10000"},
		{because{"integer", "no date"}, int64(20250603), "", "int64"},
		{because{"float", "no date"}, 1.5, "", "float64"},
		{because{"boolean", "no date"}, true, "", "bool"},
	}, func(t *testing.T, row row) {
		d := day("2000-01-01")
		err := d.Scan(row.source)
		if row.says == "" {
			assert.NoError(t, err)
			assert.Equal(t, row.want, d.String())
			return
		}
		refused(t, err, row.says)
		assert.Equal(t, "2000-01-01", d.String(), "an error leaves the date as it was")
	})
}
