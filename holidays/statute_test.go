package holidays

import (
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each year's notice, with its amendments, gives the statute's number of days off; exceptions by name only.
func TestNetDaysAreTheStatutes(t *testing.T) {
	exceptions := map[int]int{
		2015: 12, // 3 September, 国发明电〔2015〕1号
		2020: 13, // 春节 extended, 国办发明电〔2020〕1号
	}
	amended := map[int]int{}
	for _, n := range China().Notices() {
		want, ok := statutoryDays(n.Year)
		require.True(t, ok, n.Year)
		amended[n.Year] += n.net()
		if n.Amends == "" {
			assert.Equal(t, want, n.net(), "%d: %s by itself", n.Year, n.Number)
		}
	}
	for year := 2004; year <= 2026; year++ {
		want := map[bool]int{year < 2008: 10, year >= 2008 && year < 2025: 11, year >= 2025: 13}[true]
		got, ok := statutoryDays(year)
		require.True(t, ok)
		assert.Equal(t, want, got, year)

		if exception, ok := exceptions[year]; ok {
			want = exception
		}
		net := 0
		for d := NewDate(year, time.January, 1); d.Year() == year; d = d.AddDays(1) {
			switch kind := China().Day(d).Kind; {
			case kind == Holiday && !d.isWeekend():
				net++
			case kind == Makeup:
				net--
			}
		}
		// Days of a notice that lie in the December before belong to its own year's sum.
		for _, n := range China().Notices() {
			for d, kind := range n.days() {
				sign := 0
				if n.Year == year && d.Year() < year {
					sign = 1
				} else if n.Year > year && d.Year() == year {
					sign = -1
				}
				if kind == Makeup {
					net -= sign
				} else if !d.isWeekend() {
					net += sign
				}
			}
		}
		assert.Equal(t, want, net, year)
	}
	_, ok := statutoryDays(1999)
	assert.False(t, ok, "the first version on file governs the years from 2000 on")
}

// The assumptions of Earliest and Latest, one by one, on every yearly notice: statutory days are off, days move within
// the windows only, balance there, and at most two weekend days of a window are worked.
func TestAssumptionsHoldTheRecord(t *testing.T) {
	for _, n := range China().Notices() {
		if n.Amends != "" {
			continue
		}
		unsettled := fromNotices(noticesAsOf(China().notices, n.Issued.AddDays(-1)), statutesAsOf(readAlmanac().statutes, n.Issued))
		kinds := map[Date]Kind{}
		for d, kind := range n.days() {
			kinds[d] = kind
		}
		for i := range unsettled.breaks {
			w := &unsettled.breaks[i]
			if first := unsettled.first.AddDays(int(w.first)); first.NoticeYear() != n.Year {
				continue
			}
			worked, makeups := 0, 0
			for place := int(w.first); place <= int(w.last); place++ {
				d := unsettled.first.AddDays(place)
				kind, named := kinds[d]
				if w.isOff(place) {
					assert.Equal(t, Holiday, kind, "%v is off under the statute", d)
				}
				if kind == Makeup {
					makeups++
				}
				if kind == Makeup || !named && !d.isWeekend() {
					worked++
				}
				delete(kinds, d)
			}
			assert.Equal(t, int(w.worked), worked, "%d: working days in the window from %v", n.Year, unsettled.first.AddDays(int(w.first)))
			assert.LessOrEqual(t, makeups, 2*((int(w.moved)+mostMoved-1)/mostMoved), "%d: %d weekend days worked", n.Year, makeups)
		}
		for d, kind := range kinds {
			assert.True(t, kind == Holiday && d.isWeekend(), "%v lies outside every window", d)
		}
	}
}

// Two festivals on one day are both days off: of 2028-10-03 and 2031-10-01 none is lost.
func TestFestivalsThatMeetAreBothCompensated(t *testing.T) {
	var none Calendar
	for _, c := range []*Calendar{China(), none.withNothing()} {
		for _, year := range []int{2028, 2031} {
			net := 0
			for d := NewDate(year, time.September, 12); d.Before(NewDate(year, time.October, 20)); d = d.AddDays(1) {
				switch kind := c.Day(d).Kind; {
				case kind == Holiday && !d.isWeekend():
					net++
				case kind == Makeup:
					net--
				}
			}
			assert.Equal(t, 4, net, year)
		}
	}
}

func (c *Calendar) withNothing() *Calendar { return fromNotices(nil, readAlmanac().statutes) }

// The estimate moves days and adds none: in every unsettled window it is worth the statute's number of days, and so lies
// between Earliest and Latest. Windows have room for their days in 64 bits and do not overlap.
func TestEstimateBalances(t *testing.T) {
	for _, c := range []*Calendar{China(), China().withNothing(), China().AsOf(MustParseDate("2013-12-10")), China().AsOf(MustParseDate("2007-06-01"))} {
		end := int32(0)
		for _, w := range c.breaks {
			assert.Less(t, w.last-w.first, int32(64))
			assert.GreaterOrEqual(t, w.first, end)
			end = w.last + 1
			if int(w.last) >= len(c.label) {
				continue // 元旦 of the year after the range
			}
			first, last := c.first.AddDays(int(w.first)), c.first.AddDays(int(w.last))
			assert.Equal(t, int(w.worked), int(c.index.rank[w.last+1])-int(c.index.rank[w.first]), "%v to %v", first, last)
			assert.Equal(t, int(w.before), int(c.index.rank[w.first]), "%v", first)
		}
	}
}

// A calendar takes at most 160 KB, its notices' text not counted.
func TestCalendarIsSmall(t *testing.T) {
	for _, c := range []*Calendar{China(), China().withNothing()} {
		size := 2*(cap(c.label)+cap(c.index.rank)+cap(c.index.days)) + int(unsafe.Sizeof(window{}))*cap(c.breaks) +
			int(unsafe.Sizeof(Day{}))*cap(c.labels) + int(unsafe.Sizeof(gap{}))*cap(c.unsettled)
		for _, l := range c.labels {
			size += len(l.Source) // names are mostly shared
		}
		assert.Less(t, size, 160<<10)
		t.Log(size, "bytes")
	}
}

// The embedded tables are complete, and what is wrong in one is named with its line.
func TestStatuteTables(t *testing.T) {
	almanac := readAlmanac()
	require.Len(t, almanac.statutes, 4)
	for i, s := range almanac.statutes {
		assert.NotEmpty(t, s.number)
		assert.False(t, s.from.Before(s.signed), s.number)
		assert.True(t, i == 0 || almanac.statutes[i-1].signed.Before(s.signed), s.number)
	}
	for year := rangeFirst.Year(); year <= rangeLast.Year(); year++ {
		for i, d := range almanac.lunar[year] {
			require.Equal(t, year, d.Year(), "%d %s", year, lunarNames[i])
		}
	}
	numbers := map[string]bool{}
	for _, n := range China().notices {
		numbers[n.Number] = true
	}
	for _, p := range readPatterns() {
		assert.True(t, numbers[p.notice], "%s is not on record", p.notice)
		assert.False(t, festivalDay(p.festival, 2027).IsZero(), p.festival)
	}

	for text, want := range map[string]string{
		"off 元旦 0 1":                              "holidays: statute.txt:1: off: want an order before it, and a value",
		"order X\ntotal 1":                        "holidays: statute.txt:2: total 1: the days add up to 0",
		"order X\nsigned 2024-13-01":              "holidays: statute.txt:2: ",
		"order X\noff 元旦 1":                       "holidays: statute.txt:2: want a festival",
		"order X\nholiday 元旦":                     "holidays: statute.txt:2: unknown keyword",
		"lunar 2027-02-06 Sun":                    "holidays: statute.txt:1: 2027-02-06 is Sat",
		"lunar 2027-02-06 Sat 2028-04-04 Tue":     "holidays: statute.txt:1: 2028-04-04 is not of the year 2027",
		"lunar 2027-02-06 Sat\norder 国务院令第795号\n": "holidays: statute.txt:1: want a date",
	} {
		_, err := parseAlmanac(text)
		assert.ErrorContains(t, err, want, text)
	}
	for text, want := range map[string]string{
		"break 元旦 any 0 1":         "holidays: pattern.txt:1: want break",
		"# 元旦\nbreak 元旦 any x 1 N": "holidays: pattern.txt:2: want a number",
	} {
		_, err := parsePatterns(text)
		assert.ErrorContains(t, err, want, text)
	}
}
