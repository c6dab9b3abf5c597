package holidays_test

import (
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	_ encoding.TextAppender    = holidays.Date{}
	_ encoding.TextMarshaler   = holidays.Date{}
	_ encoding.TextUnmarshaler = (*holidays.Date)(nil)
	_ driver.Valuer            = holidays.Date{}
	_ sql.Scanner              = (*holidays.Date)(nil)
)

// Every day of 1900-2100 is what package time says it is, and every text that package time writes is read.
func TestDateAgainstTime(t *testing.T) {
	at := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	d := holidays.NewDate(1900, time.January, 1)
	first := d
	for i := 0; at.Year() <= 2100; i++ {
		year, month, dayOfMonth := at.Date()
		text := at.Format(time.DateOnly)
		read, err := holidays.ParseDate(text)
		same := d == holidays.NewDate(year, month, dayOfMonth) && d.Year() == year && d.Month() == month && d.Day() == dayOfMonth &&
			d.Weekday() == at.Weekday() && d.String() == text && err == nil && read == d && first.AddDays(i) == d && d.AddDays(-i) == first &&
			d.DaysSince(first) == i && first.DaysSince(d) == -i && d.Start().Equal(at.Add(-8*time.Hour)) && holidays.DateOf(d.Start()) == d &&
			holidays.DateOf(d.Start().Add(-1)) == d.AddDays(-1) && holidays.DateOf(at.Add(16*time.Hour-1)) == d
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
		{because{"empty", "nothing is no date"}, "", "got nothing"},
		{because{"no such day", "February has 28 days"}, "2025-02-30", "2025-02 has 28 days"},
		{because{"31 June", "June has 30 days"}, "2025-06-31", "2025-06 has 30 days"},
		{because{"month 13", "there is none"}, "2025-13-01", "2006-01-02"},
		{because{"day 00", "there is none"}, "2025-06-00", "2025-06 has 30 days"},
		{because{"slashes", "the error names what would be right"}, "2025/6/3", "2025-06-03"},
		{because{"dots", "the error names what would be right"}, "2025.06.03", "2025-06-03"},
		{because{"Chinese", "the error names what would be right"}, "2025年6月3日", "2025-06-03"},
		{because{"short", "two digits each"}, "2025-6-3", "2025-06-03"},
		{because{"compact", "dashes are wanted"}, "20250603", "2025-06-03"},
		{because{"day first", "it does not mean the year 3"}, "3/6/2025", "2006-01-02"},
		{because{"space before", "no spaces"}, " 2025-06-03", "2025-06-03"},
		{because{"space after", "no spaces"}, "2025-06-03 ", ""},
		{because{"line end", "no line ends"}, "2025-06-03\n", ""},
		{because{"plus", "no signs"}, "+2025-06-03", ""},
		{because{"sign inside", "no signs"}, "2025-+6-03", ""},
		{because{"year of five digits", "dates end in 9999"}, "12025-06-03", ""},
		{because{"year 0", "dates begin in year 1"}, "0000-01-01", ""},
		{because{"full-width digits", "ASCII digits only"}, "２０２５-０６-０３", ""},
		{because{"full-width, ten bytes", "ten bytes are not ten digits"}, "２０２-", ""},
		{because{"instant", "its date depends on the zone"}, "2025-06-03T17:00:00Z", "DateOf"},
		{because{"words", "no date"}, "today", ""},
		{because{"NUL", "no date"}, "2025-06-0\x00", ""},
		{because{"verb", "must not be taken for a format"}, "%d-%d-%d", ""},
	}
	run(t, rows, func(t *testing.T, row row) {
		d, err := holidays.ParseDate(row.text)
		assert.True(t, d.IsZero())
		var wrong *holidays.DateError
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, row.text, wrong.Value)
		assert.NotEmpty(t, wrong.Want)
		assert.Contains(t, err.Error(), row.says)
		assert.NotContains(t, err.Error(), "\n", "one line")
		assert.Panics(t, func() { holidays.MustParseDate(row.text) })

		kept := day("2025-06-03")
		if row.text != "" {
			assert.Error(t, kept.UnmarshalText([]byte(row.text)))
			assert.Error(t, kept.Scan(row.text))
			assert.Error(t, kept.Scan([]byte(row.text)))
			assert.Equal(t, "2025-06-03", kept.String(), "an error leaves the date as it was")
		}
	})
}

func TestDateOf(t *testing.T) {
	zone := func(hours int) *time.Location { return time.FixedZone("", hours*60*60) }
	type row struct {
		because
		at   time.Time
		want string
	}
	run(t, []row{
		{because{"last moment of 3 June in Beijing", "16:00Z is midnight"}, time.Date(2025, 6, 3, 15, 59, 59, 999_999_999, time.UTC), "2025-06-03"},
		{because{"midnight in Beijing", "16:00Z is midnight"}, time.Date(2025, 6, 3, 16, 0, 0, 0, time.UTC), "2025-06-04"},
		{because{"17:00Z", "the next day in Beijing (issue: 2025-06-03T17:00:00Z is June 4)"}, time.Date(2025, 6, 3, 17, 0, 0, 0, time.UTC), "2025-06-04"},
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
		assert.Equal(t, row.want, holidays.DateOf(row.at).String())
	})
}

func TestDateLimits(t *testing.T) {
	first, last, zero := day("0001-01-01"), day("9999-12-31"), holidays.Date{}
	assert.Equal(t, last, first.AddDays(last.DaysSince(first)))
	assert.Equal(t, first, last.AddDays(-last.DaysSince(first)))
	for _, d := range []holidays.Date{first.AddDays(-1), last.AddDays(1), first.AddDays(math.MinInt), last.AddDays(math.MaxInt), first.AddDays(math.MaxInt),
		last.AddDays(math.MinInt), first.AddDays(math.MaxInt32), zero.AddDays(1), zero.AddDays(0)} {
		assert.True(t, d.IsZero(), "%v", d)
	}
	assert.Zero(t, zero.DaysSince(first))
	assert.Zero(t, first.DaysSince(zero))
	assert.True(t, zero.Before(first) && first.After(zero), "the zero Date is before every other")
	assert.Equal(t, []int{-1, 0, 1}, []int{first.Compare(last), first.Compare(first), last.Compare(first)})
	assert.False(t, first.Before(first) || first.After(first))
	assert.True(t, zero.Start().IsZero())
	assert.Equal(t, []int{0, 0, 0, 0}, []int{zero.Year(), int(zero.Month()), zero.Day(), zero.NoticeYear()})
	assert.Equal(t, time.Monday, first.Weekday())
	assert.Equal(t, time.Friday, last.Weekday())
	assert.Equal(t, "0001-01-01T00:00:00+08:00", first.Start().Format(time.RFC3339))
	assert.Equal(t, []int{2026, 2027, 2027}, []int{day("2026-12-24").NoticeYear(), day("2026-12-25").NoticeYear(), day("2027-01-01").NoticeYear()})
}

func TestDateEncodings(t *testing.T) {
	type record struct {
		Due   holidays.Date                 `json:"due"`
		Paid  holidays.Date                 `json:"paid,omitzero"`
		Names map[holidays.Date]string      `json:"names"`
		Any   map[holidays.Date]interface{} `json:"any,omitempty"`
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
		{because{"text", "as MarshalText"}, "2025-06-03", "2025-06-03", ""},
		{because{"bytes", "MySQL's way"}, []byte("2025-06-03"), "2025-06-03", ""},
		{because{"DATE column in UTC", "00:00 of its own zone"}, time.Date(2025, 6, 3, 0, 0, 0, 0, time.UTC), "2025-06-03", ""},
		{because{"DATE column in UTC-8", "that civil date, not Beijing's"}, time.Date(2025, 6, 3, 0, 0, 0, 0, time.FixedZone("", -8*3600)), "2025-06-03", ""},
		{because{"DATE column in UTC+13", "that civil date, not Beijing's"}, time.Date(2025, 6, 3, 0, 0, 0, 0, time.FixedZone("", 13*3600)), "2025-06-03", ""},
		{because{"an instant", "its date depends on the zone"}, time.Date(2025, 6, 3, 17, 0, 0, 0, time.UTC), "", "DateOf"},
		{because{"a nanosecond past midnight", "an instant"}, time.Date(2025, 6, 3, 0, 0, 0, 1, time.UTC), "", "DateOf"},
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
		var wrong *holidays.DateError
		require.ErrorAs(t, err, &wrong)
		assert.Contains(t, err.Error(), row.says)
		assert.Equal(t, "2000-01-01", d.String(), "an error leaves the date as it was")
	})
}
