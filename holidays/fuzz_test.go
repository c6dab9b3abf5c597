package holidays_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
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
			require.NotContains(t, err.Error(), "\n")
			require.Less(t, len(err.Error()), 500)
			return
		}
		require.Equal(t, s, d.String())
		require.Equal(t, d, holidays.NewDate(at.Date()))
	})
}

// A text is refused with a *SyntaxError and nothing else, or it is a notice that is written and read back equal, and that
// With or Overlay takes or refuses; what is taken changes no final answer of the years before and settles no more than its
// year.
func FuzzNoticeText(f *testing.F) {
	for _, data := range embedded(f) {
		f.Add(data)
	}
	for _, row := range wrongTexts {
		if len(row.text) < 1<<12 {
			f.Add([]byte(row.text))
		}
	}
	for _, row := range rightTexts() {
		if len(row.text) < 1<<12 {
			f.Add([]byte(row.text))
		}
	}
	for _, text := range []string{guangxi2017, xinjiang2025, lhasa2025, lhasa2026} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var n, back holidays.Notice
		if err := n.UnmarshalText(data); err != nil {
			var wrong *holidays.SyntaxError
			require.ErrorAs(t, err, &wrong)
			require.Zero(t, n)
			require.LessOrEqual(t, wrong.Line, bytes.Count(data, []byte("\n"))+1)
			require.NotContains(t, err.Error(), "\n")
			return
		}
		require.NoError(t, n.Validate())
		text, err := n.MarshalText()
		require.NoError(t, err)
		require.NoError(t, back.UnmarshalText(text), "%s", text)
		require.Equal(t, n, back)
		rewritten, err := back.MarshalText()
		require.NoError(t, err)
		require.Equal(t, string(text), string(rewritten))

		china := holidays.China()
		if n.Year == 0 {
			if c, err := china.Overlay("layer", n); err == nil {
				require.Equal(t, china.SettledThrough(), c.SettledThrough())
				require.Same(t, china, c.Base())
			}
			return
		}
		c, err := china.With(n)
		if err != nil {
			return
		}
		require.Same(t, c, with(t, c, n), "the same notice twice changes nothing")
		for d := range c.Days(day("2004-01-01"), day("2036-12-31")) {
			if holidays.NoticeYear(d.Date) != n.Year {
				require.Equal(t, china.Day(d.Date).Settled, d.Settled)
				require.True(t, !d.Settled || d == china.Day(d.Date), "%v", d)
			}
		}
	})
}

// stretch makes whole a notice of any days: it adds the statutory days of its year that the days leave out, takes away
// what works on one, and states the net.
func stretch(n holidays.Notice) holidays.Notice {
	named := map[holidays.Date]bool{}
	statutory := map[holidays.Date]bool{}
	for _, d := range holidays.StatutoryDays(n.Year) {
		statutory[d.Date] = true
	}
	var spans []holidays.Span
	for _, s := range n.Spans {
		for d := range days(s.First, s.Last) {
			if s.Kind == holidays.Makeup && statutory[d] || named[d] {
				continue
			}
			named[d] = true
			spans = append(spans, holidays.Span{Kind: s.Kind, First: d, Last: d, Name: s.Name})
		}
	}
	for _, d := range holidays.StatutoryDays(n.Year) {
		if !named[d.Date] {
			named[d.Date] = true
			spans = append(spans, holidays.Span{Kind: holidays.Holiday, First: d.Date, Last: d.Date, Name: d.Name})
		}
	}
	n.Spans, n.Net = spans, net(spans)
	return n
}

// madeUp returns notices for some of the years to come, each with days that nobody would declare.
func madeUp(random *rand.Rand) (notices []holidays.Notice) {
	for year := 2027; year < 2032; year++ {
		if random.IntN(3) == 0 {
			continue
		}
		n := holidays.Notice{Number: fmt.Sprint("made up ", year), Year: year, Issued: holidays.NewDate(year-1, time.November, 1)}
		end := holidays.NewDate(year, time.December, 25)
		for d := holidays.NewDate(year-1, time.December, 25); d.Before(end); d = d.AddDays(1 + random.IntN(40)) {
			s := holidays.Span{Kind: holidays.Holiday, First: d, Last: d, Name: "假期"}
			if isWeekend(d) && random.IntN(2) == 0 {
				s.Kind = holidays.Makeup
			} else if last := d.AddDays(random.IntN(9)); last.Before(end) {
				s.Last, d = last, last
			}
			n.Spans = append(n.Spans, s)
		}
		notices = append(notices, stretch(n))
	}
	random.Shuffle(len(notices), func(i, j int) { notices[i], notices[j] = notices[j], notices[i] })
	return notices
}

// madeUpAmendment takes some days of a made-up notice back and declares others.
func madeUpAmendment(random *rand.Rand, of holidays.Notice, k int) holidays.Notice {
	n := holidays.Notice{
		Number: fmt.Sprint(of.Number, ", amendment ", k), Year: of.Year, Amends: of.Number,
		Issued: of.Issued.AddDays(10*(k+1) + random.IntN(10)),
	}
	for d := holidays.NewDate(of.Year, time.January, 1+random.IntN(20)); d.Before(holidays.NewDate(of.Year, time.December, 24)); d = d.AddDays(2 + random.IntN(60)) {
		s := holidays.Span{Kind: holidays.Holiday, First: d, Last: d.AddDays(random.IntN(2)), Name: "调整"}
		if random.IntN(2) == 0 && !slices.ContainsFunc(holidays.StatutoryDays(of.Year), func(day holidays.Day) bool { return day.Date == d }) {
			s.Last, s.Kind = d, holidays.Workday
			if isWeekend(d) {
				s.Kind = holidays.Makeup
			}
		}
		n.Spans = append(n.Spans, s)
	}
	return n
}

// The laws of counting hold in calendars with made-up notices and layers, for any date and any number of days.
func FuzzCount(f *testing.F) {
	f.Add(uint64(1), 7700, 30)
	f.Add(uint64(2), 8390, -30)
	f.Add(uint64(3), 0, 0)
	f.Add(uint64(4), 12000, 1<<30)
	f.Add(uint64(5), -1, -1<<30)
	f.Fuzz(func(t *testing.T, seed uint64, offset, n int) {
		random := rand.New(rand.NewPCG(seed, 0))
		c := with(t, holidays.China(), madeUp(random)...)
		if random.IntN(2) == 0 {
			c = must(c.Overlay("layer", madeUpLayer(random)...))
		}
		d := day("2004-01-01").AddDays(offset)
		to, err := c.Add(d, n)
		early, _ := c.Earliest(d, n) // no bound of an estimate here: made-up notices keep to no statute
		late, _ := c.Latest(d, n)
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
		if err == nil {
			require.Equal(t, []holidays.Date{to, to}, []holidays.Date{early, late})
		}
		require.True(t, n == 0 || c.IsWorkday(to))
		if c.IsWorkday(d) || n >= 0 {
			count, _ := c.Count(d, to)
			require.Equal(t, n, count)
			back, _ := c.Count(to, d)
			require.Equal(t, -n, back)
		}
		if -1000 < n && n < 1000 {
			want, estimated := slow{c}.add(d, n)
			require.Empty(t, sameAnswer(to, err, want, estimated))
		}
		half, _ := c.Add(d, n/2)
		whole, _ := c.Add(half, n-n/2)
		require.Equal(t, to, whole)
		if on, _ := c.OnOrAfter(d); c.IsWorkday(d) {
			require.Equal(t, d, on)
		}
	})
}

// Made-up notices and amendments of them, loaded in any order, give the days that they name read one on top of the other
// in order of issue, and one ID; what was known before an amendment stays what it was, and Find finds it.
func FuzzAmendments(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 2))
		notices := madeUp(random)
		for _, n := range slices.Clone(notices) {
			for k := range random.IntN(4) {
				notices = append(notices, madeUpAmendment(random, n, k))
			}
		}
		random.Shuffle(len(notices), func(i, j int) { notices[i], notices[j] = notices[j], notices[i] })
		c := with(t, holidays.China(), notices...)
		step := holidays.China()
		byDay := slices.Clone(notices)
		slices.SortStableFunc(byDay, func(a, b holidays.Notice) int { return a.Issued.Compare(b.Issued) })
		worked, settled := map[holidays.Date]bool{}, map[int]bool{2026: true}
		for _, n := range byDay {
			for _, s := range n.Spans {
				for d := range days(s.First, s.Last) {
					worked[d] = s.Kind.IsWorkday()
				}
			}
			settled[n.Year] = true
			step = with(t, step, n)
			then := c.AsOf(n.Issued)
			require.Equal(t, step.ID(), then.ID(), "as of the day it was issued")
			found, ok := c.Find(then.ID())
			require.True(t, ok && found.ID() == then.ID())
		}
		require.Equal(t, step.ID(), c.ID(), "one after the other")
		for d := range days(day("2026-12-25"), day("2031-12-24")) {
			require.Equal(t, settled[holidays.NoticeYear(d)], c.Day(d).Settled)
			if !settled[holidays.NoticeYear(d)] {
				continue
			}
			want, named := worked[d]
			if !named {
				want = !isWeekend(d)
			}
			require.Equal(t, want, c.IsWorkday(d), d)
			n := random.IntN(121) - 60
			to, err := c.Add(d, n)
			answer, estimated := slow{c}.add(d, n)
			if n != 0 {
				require.Empty(t, sameAnswer(to, err, answer, estimated), "%v %+d", d, n)
			}
			require.False(t, errors.Is(err, holidays.ErrOutOfRange))
		}
	})
}

// A company's calendar, any days off at all, made through FromFunc, counts as its own days say, within it and beyond.
func FuzzFromFunc(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, uint16(1+seed*50), 0.1*float64(seed))
	}
	f.Add(uint64(9), uint16(365), 0.7)
	f.Fuzz(func(t *testing.T, seed uint64, length uint16, share float64) {
		random := rand.New(rand.NewPCG(seed, 1))
		first := day("1990-01-01").AddDays(random.IntN(30_000))
		count := 1 + int(length)%3000
		worked := make([]bool, count)
		for i := range worked {
			worked[i] = random.Float64() < share
		}
		c := must(holidays.FromFunc("f", first, first.AddDays(count-1), func(d holidays.Date) bool { return worked[d.DaysSince(first)] }))
		places := []int{0, count - 1}
		for range 20 {
			places = append(places, random.IntN(count))
		}
		for _, i := range places {
			d := first.AddDays(i)
			require.Equal(t, worked[i], c.IsWorkday(d))
			n := 0
			for j := i + 1; j < count; j++ {
				if worked[j] {
					n++
					require.Equal(t, first.AddDays(j), only(c.Add(d, n)))
				}
				require.Equal(t, n, only(c.Count(d, first.AddDays(j))))
			}
			_, err := c.Add(d, n+1)
			require.ErrorIs(t, err, holidays.ErrOutOfRange)
			n = 0
			for j := i - 1; j >= 0; j-- {
				if worked[j] {
					n++
					require.Equal(t, first.AddDays(j), only(c.Add(d, -n)))
				}
			}
			_, err = c.Add(d, -n-1)
			require.ErrorIs(t, err, holidays.ErrOutOfRange)
		}
	})
}
