package holidays_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/require"
)

// A text is a date exactly when package time takes it for one of the same layout, and then it is written as it was read.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2025-06-03", "2025-02-30", "2025/6/3", "", "0001-01-01", "0000-01-01", "9999-12-31", "２０２５-０６-０３", "2025年6月3日", "20250603", "+2025-6-3", "2025-06-03T17:00:00Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := holidays.ParseDate(s)
		at, timeErr := time.Parse(time.DateOnly, s)
		require.Equal(t, timeErr == nil && at.Year() > 0, err == nil, "%q: %v, %v", s, err, timeErr)
		require.Equal(t, err != nil, d.IsZero())
		var back holidays.Date
		require.Equal(t, err == nil || s == "", back.UnmarshalText([]byte(s)) == nil)
		require.Equal(t, d, back)
		if err != nil {
			var wrong *holidays.DateError
			require.ErrorAs(t, err, &wrong)
			require.Equal(t, s, wrong.Value)
			require.NotContains(t, err.Error(), "\n")
			return
		}
		require.Equal(t, s, d.String())
		require.Equal(t, d, holidays.NewDate(at.Date()))
	})
}

// A text is refused with a *SyntaxError and nothing else, or it is a notice that is written and read back equal, that
// With takes or refuses with a *NoticeError, and that changes no final answer of the years before.
func FuzzParseNoticeText(f *testing.F) {
	for _, data := range embedded(f) {
		f.Add(data)
	}
	for _, row := range badNotices {
		if len(row.text) < 1<<12 {
			f.Add([]byte(row.text))
		}
	}
	f.Add([]byte(goodNotice))
	f.Add([]byte("year 2015\noff 2015-01-01 Thu 2015-01-03 Sat 3 元旦"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := holidays.ParseNotice("fuzz", data)
		var statute *holidays.StatuteError // comes with the whole notice
		if err != nil && !errors.As(err, &statute) {
			var wrong *holidays.SyntaxError
			require.ErrorAs(t, err, &wrong)
			require.Zero(t, n)
			require.LessOrEqual(t, wrong.Line, bytes.Count(data, []byte("\n"))+1)
			return
		}
		text, err := n.MarshalText()
		require.NoError(t, err)
		back, err := holidays.ParseNotice("fuzz", text)
		require.NoError(t, err, "%s", text)
		if n.Net == 0 { // not stated; MarshalText states it
			n.Net = back.Net
		}
		require.Equal(t, n, back)
		again, err := back.MarshalText()
		require.NoError(t, err)
		require.Equal(t, string(text), string(again))

		c, err := holidays.China().With(stated([]holidays.Notice{n})...)
		if err != nil {
			var wrong *holidays.NoticeError
			require.ErrorAs(t, err, &wrong)
			return
		}
		require.Same(t, c, with(t, c, n), "the same notice twice changes nothing")
		if n.Year >= 2027 {
			due, err := c.Add(day("2025-06-01"), 30)
			require.NoError(t, err)
			require.Equal(t, "2025-07-14", due.String())
		}
	})
}

// The laws of counting hold in calendars with made-up notices, for any date and any number of days.
func FuzzCount(f *testing.F) {
	f.Add(uint64(1), 7700, 30)
	f.Add(uint64(2), 8390, -30)
	f.Add(uint64(3), 0, 0)
	f.Add(uint64(4), 17000, 1<<30)
	f.Add(uint64(5), -1, -1<<30)
	f.Fuzz(func(t *testing.T, seed uint64, offset, n int) {
		c := with(t, holidays.China(), madeUp(rand.New(rand.NewPCG(seed, 0)))...)
		d := day("2004-01-01").AddDays(offset)
		to, err := c.Add(d, n)
		early, earlyErr := c.Earliest(d, n)
		if errors.Is(err, holidays.ErrOutOfRange) {
			require.True(t, to.IsZero())
			return
		}
		require.Equal(t, err != nil, errors.Is(err, holidays.ErrProvisional))
		require.False(t, to.IsZero())
		if n < 0 {
			require.True(t, to.Before(d))
		} else {
			require.Equal(t, n > 0, to.After(d))
		}
		if earlyErr == nil {
			require.False(t, early.After(to))
		}
		if err == nil {
			require.Equal(t, to, early)
		}
		require.True(t, n == 0 || c.IsWorkday(to))
		if c.IsWorkday(d) || n >= 0 {
			count, _ := c.Count(d, to)
			require.Equal(t, n, count)
			back, _ := c.Count(to, d)
			require.Equal(t, -n, back)
		}
		if -1000 < n && n < 1000 {
			want, unsettled := slow{c}.add(d, n)
			require.Empty(t, sameAnswer(to, err, want, unsettled))
		}
		half, _ := c.Add(d, n/2)
		whole, _ := c.Add(half, n-n/2)
		require.Equal(t, to, whole)
		if next, _ := c.Next(d); c.IsWorkday(d) {
			require.Equal(t, d, next)
		}
	})
}

// madeUp returns notices for some of the years to come, each with days that nobody would declare.
func madeUp(random *rand.Rand) (notices []holidays.Notice) {
	for year := 2027; year < 2032; year++ {
		if random.IntN(3) == 0 {
			continue
		}
		n := holidays.Notice{Number: fmt.Sprint("made up ", year), Year: year, Issued: holidays.NewDate(year-1, time.November, 1)}
		for d := holidays.NewDate(year-1, time.December, 25); d.Before(holidays.NewDate(year, time.December, 25)); d = d.AddDays(1 + random.IntN(40)) {
			s := holidays.Span{Kind: holidays.Holiday, First: d, Last: d, Name: "假期"}
			if weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday; weekend && random.IntN(2) == 0 {
				s.Kind = holidays.Makeup
			} else if last := d.AddDays(random.IntN(9)); last.Before(holidays.NewDate(year, time.December, 25)) {
				s.Last, d = last, last
			}
			n.Spans = append(n.Spans, s)
		}
		notices = append(notices, n)
	}
	random.Shuffle(len(notices), func(i, j int) { notices[i], notices[j] = notices[j], notices[i] })
	return notices
}
