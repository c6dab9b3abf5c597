package holidays_test

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// finalKinds reads testdata/kinds.txt, the second transcription of the notices: by day, not by notice.
func finalKinds(t testing.TB) map[holidays.Date]holidays.Kind {
	t.Helper()
	letters := map[rune]holidays.Kind{'w': holidays.Workday, 'e': holidays.Weekend, 'H': holidays.Holiday, 'M': holidays.Makeup}
	text, err := os.ReadFile("testdata/kinds.txt")
	require.NoError(t, err)
	kinds := map[holidays.Date]holidays.Kind{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		month, days, _ := strings.Cut(strings.TrimSpace(line), " ")
		first := day(month + "-01")
		for i, letter := range days {
			kind, ok := letters[letter]
			require.True(t, ok, "%s: unknown letter %c", month, letter)
			d := first.AddDays(i)
			require.Equal(t, first.Month(), d.Month(), "%s has a letter too many", month)
			kinds[d] = kind
		}
		require.Equal(t, first.AddDays(len(days)).Day(), 1, "%s has a letter too few", month)
	}
	return kinds
}

// Every day of 2004-2026 is of the kind that the notices give it, and says on whose word unless it is an ordinary day.
func TestEveryDayHasItsKind(t *testing.T) {
	kinds := finalKinds(t)
	require.Len(t, kinds, 8401, "days of 2004-2026")
	c := holidays.China()
	for d, kind := range kinds {
		got := c.Day(d)
		declared := kind == holidays.Holiday || kind == holidays.Makeup
		right := got.Date == d && got.Kind == kind && c.IsWorkday(d) == kind.IsWorkday() &&
			got.Settled == !d.After(day("2026-12-24")) && declared == (got.Name != "") && declared == (got.Source != "")
		if !right {
			t.Errorf("%v is %+v, worked %v; want %v", d, got, c.IsWorkday(d), kind)
		}
	}
}

func TestWorkingDaysPerYear(t *testing.T) {
	rows := map[int]int{
		2004: 252, 2005: 251, 2006: 251, 2007: 249, 2008: 251, 2009: 250, 2010: 250, 2011: 250, 2012: 249, 2013: 250, 2014: 250, 2015: 249,
		2016: 250, 2017: 249, 2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
	}
	kinds := finalKinds(t)
	for year, want := range rows {
		slow := 0
		for d := holidays.NewDate(year, time.January, 1); d.Year() == year; d = d.AddDays(1) {
			if kinds[d].IsWorkday() {
				slow++
			}
		}
		assert.Equal(t, want, slow, "testdata/kinds.txt, %d", year)
		if year > 2004 { // the last day of 2003 is outside the range
			n, err := holidays.China().Count(holidays.NewDate(year-1, time.December, 31), holidays.NewDate(year, time.December, 31))
			assert.Equal(t, want, n, "%d", year)
			assert.Equal(t, year == 2026, err != nil, "%d: only the last week of 2026 is unsettled", year)
		}
	}
}

func TestRangeAndKnown(t *testing.T) {
	first, last := holidays.China().Range()
	assert.Equal(t, "2004-01-01", first.String(), "the first notice on record is that of 2004")
	assert.True(t, last.After(day("2027-12-31")), "estimates reach beyond the last notice")

	first, last = holidays.China().Known()
	assert.Equal(t, "2004-01-01", first.String())
	assert.Equal(t, "2026-12-24", last.String(), "the last week of December waits for the notice of 2027")

	_, last = with(t, holidays.China(), invented2027()).Known()
	assert.Equal(t, "2027-12-24", last.String(), "a year's notice settles up to 24 December")

	later := invented2028()
	_, last = with(t, holidays.China(), later).Known()
	assert.Equal(t, "2026-12-24", last.String(), "a notice of 2028 does not bridge the gap that 2027 leaves")
	_, last = with(t, holidays.China(), later, invented2027()).Known()
	assert.Equal(t, "2028-12-24", last.String(), "the run is unbroken again")

	first, last = holidays.China().AsOf(day("2003-12-01")).Known()
	assert.True(t, first.IsZero() && last.IsZero(), "nothing was on record")
	first, last = with(t, nil, later).Known()
	assert.True(t, first.IsZero() && last.IsZero(), "the run must begin with the range; here the first days are unsettled")
}

// invented2028 leaves a gap when 2027 is not on record.
func invented2028() holidays.Notice {
	return holidays.Notice{
		Number: "invented 2028", Year: 2028, Issued: day("2027-11-09"),
		Spans: []holidays.Span{off("2028-01-03", "2028-01-03", "元旦")},
	}
}

// What is no calendar says nothing, and does not panic.
func TestNoCalendar(t *testing.T) {
	for name, c := range map[string]*holidays.Calendar{"nil": nil, "zero": {}, "nil as of": (*holidays.Calendar)(nil).AsOf(day("2025-01-01"))} {
		t.Run(name, func(t *testing.T) {
			d := day("2025-06-03")
			first, last := c.Range()
			assert.True(t, first.IsZero() && last.IsZero())
			first, last = c.Known()
			assert.True(t, first.IsZero() && last.IsZero())
			assert.Empty(t, c.ID())
			assert.Empty(t, c.Notices())
			assert.Equal(t, holidays.Day{Date: d}, c.Day(d), "zero Kind, not settled")
			assert.Equal(t, holidays.Day{}, c.Day(holidays.Date{}))
			assert.False(t, c.IsWorkday(d))
			assert.False(t, c.IsWorkday(holidays.Date{}))
			assert.Empty(t, c.AsOf(d).Notices())
			assert.Equal(t, 1, len(with(t, c, invented2027()).Notices()), "With begins a record")
		})
	}
}

// Outside the range nothing is known: zero Kind, not worked, not settled.
func TestDayOutsideTheRange(t *testing.T) {
	c := holidays.China()
	first, last := c.Range()
	for _, d := range []holidays.Date{{}, first.AddDays(-1), last.AddDays(1), day("1970-01-01"), day("0001-01-01"), day("9999-12-31")} {
		assert.Equal(t, holidays.Day{Date: d}, c.Day(d))
		assert.False(t, c.IsWorkday(d), "%v", d)
	}
	assert.NotZero(t, c.Day(first).Kind)
	assert.NotZero(t, c.Day(last).Kind)
}

// Both notices of an amended day stay on record; the later one prevails and is the day's source.
func TestAmendedDays(t *testing.T) {
	const war = "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
	type row struct {
		because
		date, asOf       string // asOf: the day before the amendment was issued
		before, after    holidays.Kind
		festival, source string
	}
	run(t, []row{
		{because{"2015 Thursday off", "国发明电〔2015〕1号 gave 3 to 5 September off"}, "2015-09-03", "2015-05-12", holidays.Workday, holidays.Holiday, war, "国发明电〔2015〕1号"},
		{because{"2015 Saturday declared off", "a weekend day within the break"}, "2015-09-05", "2015-05-12", holidays.Weekend, holidays.Holiday, war, "国发明电〔2015〕1号"},
		{because{"2015 Sunday made up", "6 September was worked in exchange"}, "2015-09-06", "2015-05-12", holidays.Weekend, holidays.Makeup, war, "国发明电〔2015〕1号"},
		{because{"2019 Thursday off", "国办发明电〔2019〕3号 made four days of one"}, "2019-05-02", "2019-03-21", holidays.Workday, holidays.Holiday, "劳动节", "国办发明电〔2019〕3号"},
		{because{"2019 May Day stays off", "off under the 2019 notice already; the amendment names it again"}, "2019-05-01", "2019-03-21", holidays.Holiday, holidays.Holiday, "劳动节", "国办发明电〔2019〕3号"},
		{because{"2019 Sunday before", "28 April was worked in exchange"}, "2019-04-28", "2019-03-21", holidays.Weekend, holidays.Makeup, "劳动节", "国办发明电〔2019〕3号"},
		{because{"2019 Sunday after", "5 May was worked in exchange"}, "2019-05-05", "2019-03-21", holidays.Weekend, holidays.Makeup, "劳动节", "国办发明电〔2019〕3号"},
		{because{"2020 Friday off", "国办发明电〔2020〕1号 prolonged 春节 to 2 February"}, "2020-01-31", "2020-01-25", holidays.Workday, holidays.Holiday, "春节", "国办发明电〔2020〕1号"},
		{because{"2020 make-up day taken back", "1 February was to be worked under the 2020 notice"}, "2020-02-01", "2020-01-25", holidays.Makeup, holidays.Holiday, "春节", "国办发明电〔2020〕1号"},
		{because{"2020 Sunday declared off", "the last day of the break"}, "2020-02-02", "2020-01-25", holidays.Weekend, holidays.Holiday, "春节", "国办发明电〔2020〕1号"},
	}, func(t *testing.T, row row) {
		d, issued := day(row.date), day(row.asOf).AddDays(1)
		want := holidays.Day{Date: d, Kind: row.after, Name: row.festival, Source: row.source, Settled: true}
		assert.Equal(t, want, holidays.China().Day(d))
		assert.Equal(t, want, holidays.China().AsOf(issued).Day(d), "on the day of issue it is known")
		before := holidays.China().AsOf(day(row.asOf)).Day(d)
		assert.Equal(t, row.before, before.Kind, "before the amendment")
		assert.NotEqual(t, row.source, before.Source)
		assert.True(t, before.Settled)
	})
	assert.Equal(t, holidays.Day{Date: day("2020-02-03"), Kind: holidays.Workday, Settled: true}, holidays.China().Day(day("2020-02-03")),
		"an ordinary Monday: no notice names it")
	assert.Equal(t, "国办发明电〔2019〕16号", holidays.China().Day(day("2020-01-30")).Source, "the amended notice still speaks for the other days")
}

// What was known when (../shared/data/README.md): an answer as of a day rests on the notices issued by then.
func TestAsOf(t *testing.T) {
	type row struct {
		because
		asOf, trigger string
		days          int
		due           string
	}
	run(t, []row{
		{because{"before the 2020 amendment", "1 February 2020 is still a make-up day"}, "2020-01-24", "2020-01-23", 5, "2020-02-05"},
		{because{"after the 2020 amendment", "30 January to 2 February are off"}, "2020-01-28", "2020-01-23", 5, "2020-02-07"},
		{because{"before the 2019 amendment", "28 April 2019 is still a free Sunday"}, "2019-03-21", "2019-03-15", 30, "2019-04-29"},
		{because{"after the 2019 amendment", "the due date becomes Sunday 28 April, worked in exchange"}, "2019-03-22", "2019-03-15", 30, "2019-04-28"},
		{because{"2019, due a day that is off later", "2 May is still worked"}, "2019-03-21", "2019-04-10", 15, "2019-05-02"},
		{because{"2019, due moved forward", "28 April counts, 2 May no longer exists as a due date"}, "2019-03-22", "2019-04-10", 15, "2019-04-30"},
	}, func(t *testing.T, row row) {
		due, err := holidays.China().AsOf(day(row.asOf)).Add(day(row.trigger), row.days)
		assert.NoError(t, err)
		assert.Equal(t, row.due, due.String())
	})
}

func TestAsOfLimits(t *testing.T) {
	c := holidays.China()
	assert.Empty(t, c.AsOf(holidays.Date{}).Notices(), "the zero Date is before every notice")
	assert.Empty(t, c.AsOf(day("2003-12-17")).Notices(), "the day before the first notice")
	assert.Len(t, c.AsOf(day("2003-12-18")).Notices(), 1)
	assert.Equal(t, c.ID(), c.AsOf(day("2025-11-04")).ID(), "the day of the last notice")
	assert.Equal(t, c.ID(), c.AsOf(day("9999-12-31")).ID())
	assert.Equal(t, c.AsOf(day("2020-01-26")).ID(), c.AsOf(day("2021-01-01")).AsOf(day("2020-01-26")).ID(), "as of twice is as of the earlier")
	assert.NotEqual(t, c.AsOf(day("2020-01-25")).ID(), c.AsOf(day("2020-01-26")).ID())

	due, err := c.AsOf(day("2024-11-11")).Add(day("2024-12-02"), 30)
	assert.ErrorIs(t, err, holidays.ErrProvisional, "the notice of 2025 came out on 12 November 2024")
	assert.False(t, due.IsZero())
	_, err = c.AsOf(day("2024-11-12")).Add(day("2024-12-02"), 30)
	assert.NoError(t, err)
}

// The notices stand in order of issue, each with its number and date.
func TestNoticesInOrderOfIssue(t *testing.T) {
	rows := []struct {
		number, issued, amends string
		year                   int
	}{
		{"国办发明电〔2003〕53号", "2003-12-18", "", 2004},
		{"国办发明电〔2004〕52号", "2004-12-17", "", 2005},
		{"国办发明电〔2005〕35号", "2005-12-16", "", 2006},
		{"国办发明电〔2006〕49号", "2006-12-14", "", 2007},
		{"国办发明电〔2007〕52号", "2007-12-15", "", 2008},
		{"国办发明电〔2008〕42号", "2008-12-04", "", 2009},
		{"国办发明电〔2009〕27号", "2009-12-07", "", 2010},
		{"国办发明电〔2010〕40号", "2010-12-09", "", 2011},
		{"国办发明电〔2011〕45号", "2011-12-05", "", 2012},
		{"国办发明电〔2012〕33号", "2012-12-08", "", 2013},
		{"国办发明电〔2013〕28号", "2013-12-11", "", 2014},
		{"国办发明电〔2014〕28号", "2014-12-16", "", 2015},
		{"国发明电〔2015〕1号", "2015-05-13", "国办发明电〔2014〕28号", 2015},
		{"国办发明电〔2015〕18号", "2015-12-10", "", 2016},
		{"国办发明电〔2016〕17号", "2016-12-01", "", 2017},
		{"国办发明电〔2017〕12号", "2017-11-30", "", 2018},
		{"国办发明电〔2018〕15号", "2018-12-04", "", 2019},
		{"国办发明电〔2019〕3号", "2019-03-22", "国办发明电〔2018〕15号", 2019},
		{"国办发明电〔2019〕16号", "2019-11-21", "", 2020},
		{"国办发明电〔2020〕1号", "2020-01-26", "国办发明电〔2019〕16号", 2020},
		{"国办发明电〔2020〕27号", "2020-11-25", "", 2021},
		{"国办发明电〔2021〕11号", "2021-10-25", "", 2022},
		{"国办发明电〔2022〕16号", "2022-12-08", "", 2023},
		{"国办发明电〔2023〕7号", "2023-10-25", "", 2024},
		{"国办发明电〔2024〕12号", "2024-11-12", "", 2025},
		{"国办发明电〔2025〕7号", "2025-11-04", "", 2026},
	}
	notices := holidays.China().Notices()
	require.Len(t, notices, len(rows))
	for i, n := range notices {
		assert.Equal(t, rows[i].number, n.Number)
		assert.Equal(t, rows[i].issued, n.Issued.String(), n.Number)
		assert.Equal(t, rows[i].amends, n.Amends, n.Number)
		assert.Equal(t, rows[i].year, n.Year, n.Number)
		assert.NotEmpty(t, n.Title)
		assert.Regexp(t, "^https?://", n.URL, n.Number)
	}
	assert.True(t, slices.IsSortedFunc(notices, func(a, b holidays.Notice) int {
		return cmp.Or(a.Issued.Compare(b.Issued), cmp.Compare(a.Amends, b.Amends))
	}))
}

// Nothing an importer can reach changes another importer's answers.
func TestNothingCanBeChangedFromOutside(t *testing.T) {
	assert.Same(t, holidays.China(), holidays.China(), "one calendar for all")
	c := holidays.China()
	id, before := c.ID(), c.Notices()
	spoil := func(ns []holidays.Notice) {
		for i := range ns {
			ns[i].Number, ns[i].Year, ns[i].Issued, ns[i].Net = "spoiled", 1, holidays.Date{}, 99
			for j := range ns[i].Spans {
				ns[i].Spans[j] = off("2025-06-03", "2025-06-03", "spoiled")
			}
			ns[i].Spans = append(ns[i].Spans[:0], ns[i].Spans[len(ns[i].Spans)-1])
		}
	}
	spoil(c.Notices())
	spoil(c.AsOf(day("2020-01-01")).Notices())
	assert.Equal(t, before, c.Notices())
	assert.Equal(t, id, c.ID())
	assert.True(t, c.IsWorkday(day("2025-06-03")))

	given := []holidays.Notice{invented2027()}
	more := with(t, c, given...)
	moreID := more.ID()
	spoil(given)
	assert.Equal(t, stated([]holidays.Notice{invented2027()})[0], more.Notices()[len(before)], "With keeps a copy of what it is given")
	assert.Equal(t, moreID, with(t, more.AsOf(day("2026-11-09")), invented2027()).ID(), "and answers from it")
	assert.Equal(t, before, c.Notices(), "With leaves the calendar it is called on as it is")
	assert.NotEqual(t, id, moreID)

	notes := []holidays.Notice{invented2028(), invented2027()}
	with(t, c, notes...)
	assert.Equal(t, invented2028(), notes[0], "With does not sort its argument in place")
}

// Many goroutines may ask one calendar; run with -race.
func TestConcurrentUse(t *testing.T) {
	var wait sync.WaitGroup
	for range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			c := holidays.China()
			due, err := c.Add(day("2025-06-01"), 30)
			assert.NoError(t, err)
			assert.Equal(t, "2025-07-14", due.String())
			assert.Len(t, with(t, c, invented2027()).Notices(), len(c.Notices())+1)
			assert.NotEqual(t, c.ID(), c.AsOf(day("2019-01-01")).ID())
			assert.True(t, c.BusinessCalendar().IsWorkday(day("2025-06-03").Start()))
		}()
	}
	wait.Wait()
}
