package holidays_test

import (
	"encoding/json"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

func TestKinds(t *testing.T) {
	for kind, want := range map[holidays.Kind]struct {
		name   string
		worked bool
	}{
		0: {"unknown", false}, holidays.Workday: {"workday", true}, holidays.Weekend: {"weekend", false},
		holidays.Holiday: {"holiday", false}, holidays.Makeup: {"makeup", true},
	} {
		assert.Equal(t, want.name, kind.String())
		assert.Equal(t, want.worked, kind.IsWorkday(), want.name)
		text, err := kind.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want.name, string(text))
		var back holidays.Kind
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, kind, back)
	}
	_, err := holidays.Kind(200).MarshalText()
	refused(t, err, "200")
	assert.False(t, holidays.Kind(200).IsWorkday())
	assert.Contains(t, holidays.Kind(200).String(), "200")
	kind := holidays.Makeup
	for _, text := range []string{"", "Workday", "makeup ", "休"} {
		refused(t, kind.UnmarshalText([]byte(text)), `"`+text+`"`, "makeup")
		assert.Equal(t, holidays.Makeup, kind, "an error leaves the kind as it was")
	}
}

func TestDayJSON(t *testing.T) {
	for _, d := range []string{"2025-10-01", "2025-06-03", "2026-02-14", "1970-01-01", "2027-10-01", "2028-01-03"} {
		in := holidays.China().Day(day(d))
		text, err := json.Marshal(in)
		require.NoError(t, err)
		var out holidays.Day
		require.NoError(t, json.Unmarshal(text, &out))
		assert.Equal(t, in, out, string(text))
	}
}

// Notices settle days, from the first of the range on without a break.
func TestRangeAndSettledThrough(t *testing.T) {
	c := holidays.China()
	first, last := c.Range()
	assert.Equal(t, "2004-01-01", first.String(), "the first built-in notice is that of 2004")
	assert.Equal(t, "2036-12-31", last.String(), "ten years after the last built-in notice's year")

	gap := with(t, c, invented2028())
	type row struct {
		because
		c    *holidays.Calendar
		want string
	}
	run(t, []row{
		{because{"China", "the last week of December waits for the notice of 2027"}, c, "2026-12-24"},
		{because{"with 2027", "a year's notice settles up to 24 December"}, with(t, c, invented2027()), "2027-12-24"},
		{because{"a gap in 2027", "a notice of 2028 does not bridge it"}, gap, "2026-12-24"},
		{because{"the gap closed", "the run is unbroken again"}, with(t, gap, invented2027()), "2028-12-24"},
		{because{"an amendment", "it settles nothing"}, with(t, c, invented2027(), amendment("2", "2027-01-05", off("2027-12-24", "2027-12-24", "假期"))), "2027-12-24"},
		{because{"a layer", "it settles nothing"}, overlay(t, c, "公司", off("2027-01-01", "2027-12-31", "停产")), "2026-12-24"},
		{because{"before the first notice", "nothing is settled"}, c.AsOf(day("2003-12-17")), ""},
		{because{"2028 alone", "the run begins with the range, whose first days are estimated"}, with(t, nil, invented2028()), ""},
		{because{"no notices", "nothing is settled"}, with(t, nil), ""},
		{because{"as of June 2020", "the notice of 2020 was the newest"}, c.AsOf(day("2020-06-01")), "2020-12-24"},
		{because{"a function", "every day of it, on its maker's word"}, must(holidays.FromFunc("f", first, day("2006-01-01"), c.IsWorkday)), "2006-01-01"},
	}, func(t *testing.T, row row) {
		settled := row.c.SettledThrough()
		assert.Equal(t, row.want, settled.String())
		if !settled.IsZero() {
			from, to := row.c.Range()
			assert.True(t, row.c.Day(from).Settled && row.c.Day(settled).Settled)
			assert.True(t, settled == to || !row.c.Day(settled.AddDays(1)).Settled)
		}
	})
	for d, settled := range map[string]bool{"2026-12-24": true, "2026-12-25": false, "2027-12-24": false, "2027-12-25": true, "2028-12-24": true, "2028-12-25": false} {
		assert.Equal(t, settled, gap.Day(day(d)).Settled, d)
	}
}

// What is no calendar says nothing, and does not panic.
func TestNoCalendar(t *testing.T) {
	for name, c := range map[string]*holidays.Calendar{"nil": nil, "zero": {}, "nil as of": (*holidays.Calendar)(nil).AsOf(day("2025-01-01")), "nil base": (*holidays.Calendar)(nil).Base()} {
		t.Run(name, func(t *testing.T) {
			d := day("2025-06-03")
			first, last := c.Range()
			assert.True(t, first.IsZero() && last.IsZero() && c.SettledThrough().IsZero())
			assert.Equal(t, []string{"", ""}, []string{c.ID(), c.String()})
			assert.Empty(t, c.Notices())
			assert.Equal(t, holidays.Day{Date: d}, c.Day(d), "zero Kind, not settled")
			assert.Equal(t, holidays.Day{}, c.Day(holidays.Date{}))
			assert.Empty(t, slices.Collect(c.Days(d, d.AddDays(10))))
			assert.False(t, c.IsWorkday(d) || c.IsWorkday(holidays.Date{}))
			assert.Empty(t, c.AsOf(d).Notices())
			found, ok := c.Find("")
			assert.True(t, found == nil && !ok, "no calendar has the ID of none")
			_, err := c.Overlay("公司", holidays.Notice{Spans: []holidays.Span{off("2025-06-03", "2025-06-03", "厂庆")}})
			refused(t, err, "公司")
			assert.Equal(t, 1, len(with(t, c, invented2027()).Notices()), "With begins a new one")
		})
	}
}

// Days yields what Day says, as far as it is in the range, and stops when told.
func TestDays(t *testing.T) {
	c := holidays.China()
	first, last := c.Range()
	var got []holidays.Day
	for d := range c.Days(day("2025-09-28"), day("2025-10-11")) {
		got = append(got, d)
	}
	require.Len(t, got, 14)
	for i, d := range got {
		assert.Equal(t, c.Day(day("2025-09-28").AddDays(i)), d)
	}
	assert.Len(t, slices.Collect(c.Days(day("2025-10-01"), day("2025-10-01"))), 1, "both ends included")
	assert.Empty(t, slices.Collect(c.Days(day("2025-10-02"), day("2025-10-01"))), "reversed, there are none")
	assert.Equal(t, last.DaysSince(first)+1, len(slices.Collect(c.Days(holidays.Date{}, day("9999-12-31")))), "all of the range")
	assert.Len(t, slices.Collect(c.Days(holidays.Date{}, first.AddDays(2))), 3)
	assert.Len(t, slices.Collect(c.Days(last.AddDays(-2), day("9999-12-31"))), 3)
	assert.Empty(t, slices.Collect(c.Days(last.AddDays(1), day("9999-12-31"))))
	assert.Empty(t, slices.Collect(c.Days(holidays.Date{}, first.AddDays(-1))))
	for d := range c.Days(first, last) {
		assert.Equal(t, first, d.Date)
		break
	}
	end := must(holidays.FromFunc("end of time", day("9999-12-30"), day("9999-12-31"), func(holidays.Date) bool { return true }))
	assert.Len(t, slices.Collect(end.Days(day("9999-12-30"), day("9999-12-31"))), 2, "nothing loops behind the last date")
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

// 法定节假日 are off by the statute itself; the other days of a break were moved there by a notice. Payroll tells them apart.
func TestStatutoryDaysOfABreak(t *testing.T) {
	type row struct {
		because
		first, last string
		want        []string
	}
	run(t, []row{
		{because{"春节 2025", "除夕 to 初三 since Order 795"}, "2025-01-25", "2025-02-09", []string{"2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"}},
		{because{"春节 2024", "初一 to 初三 under Order 644: 除夕 is not among them"}, "2024-02-03", "2024-02-18", []string{"2024-02-10", "2024-02-11", "2024-02-12"}},
		{because{"春节 2008", "除夕 to 初二 under Order 513"}, "2008-02-01", "2008-02-14", []string{"2008-02-06", "2008-02-07", "2008-02-08"}},
		{because{"劳动节 2025", "two days since Order 795"}, "2025-04-26", "2025-05-10", []string{"2025-05-01", "2025-05-02"}},
		{because{"劳动节 2024", "one day until then"}, "2024-04-27", "2024-05-12", []string{"2024-05-01"}},
		{because{"劳动节 2004", "three days under Order 270"}, "2004-05-01", "2004-05-09", []string{"2004-05-01", "2004-05-02", "2004-05-03"}},
		{because{"国庆节 and 中秋节 2025", "1 to 3 October, and 6 October"}, "2025-09-28", "2025-10-12", []string{"2025-10-01", "2025-10-02", "2025-10-03", "2025-10-06"}},
		{because{"3 September 2015", "given by a notice, once"}, "2015-09-01", "2015-09-07", nil},
		{because{"元旦 on an estimated day", "the statute does not wait for a notice"}, "2026-12-25", "2027-01-04", []string{"2027-01-01"}},
	}, func(t *testing.T, row row) {
		var got []string
		for d := range holidays.China().Days(day(row.first), day(row.last)) {
			if d.Statutory {
				assert.Equal(t, holidays.Holiday, d.Kind)
				got = append(got, d.Date.String())
			}
		}
		assert.Equal(t, row.want, got)
	})
}

// Both notices of an amended day stay in the calendar; the later one prevails and is the day's source.
func TestAmendedDays(t *testing.T) {
	const war = "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
	type row struct {
		because
		date, asOf       string // asOf: the day before the amendment was issued
		before, after    holidays.Kind
		festival, source string
		statutory        bool
	}
	run(t, []row{
		{because{"2015 Thursday off", "国发明电〔2015〕1号 gave 3 to 5 September off"}, "2015-09-03", "2015-05-12", holidays.Workday, holidays.Holiday, war, "国发明电〔2015〕1号", false},
		{because{"2015 Saturday declared off", "a weekend day within the break"}, "2015-09-05", "2015-05-12", holidays.Weekend, holidays.Holiday, war, "国发明电〔2015〕1号", false},
		{because{"2015 Sunday made up", "6 September was worked in exchange"}, "2015-09-06", "2015-05-12", holidays.Weekend, holidays.Makeup, war, "国发明电〔2015〕1号", false},
		{because{"2019 Thursday off", "国办发明电〔2019〕3号 made four days of one"}, "2019-05-02", "2019-03-21", holidays.Workday, holidays.Holiday, "劳动节", "国办发明电〔2019〕3号", false},
		{because{"2019 May Day stays off", "off under the 2019 notice already; the amendment names it again"}, "2019-05-01", "2019-03-21", holidays.Holiday, holidays.Holiday, "劳动节", "国办发明电〔2019〕3号", true},
		{because{"2019 Sunday before", "28 April was worked in exchange"}, "2019-04-28", "2019-03-21", holidays.Weekend, holidays.Makeup, "劳动节", "国办发明电〔2019〕3号", false},
		{because{"2019 Sunday after", "5 May was worked in exchange"}, "2019-05-05", "2019-03-21", holidays.Weekend, holidays.Makeup, "劳动节", "国办发明电〔2019〕3号", false},
		{because{"2020 Friday off", "国办发明电〔2020〕1号 prolonged 春节 to 2 February"}, "2020-01-31", "2020-01-25", holidays.Workday, holidays.Holiday, "春节", "国办发明电〔2020〕1号", false},
		{because{"2020 make-up day taken back", "1 February was to be worked under the 2020 notice"}, "2020-02-01", "2020-01-25", holidays.Makeup, holidays.Holiday, "春节", "国办发明电〔2020〕1号", false},
		{because{"2020 Sunday declared off", "the last day of the break"}, "2020-02-02", "2020-01-25", holidays.Weekend, holidays.Holiday, "春节", "国办发明电〔2020〕1号", false},
	}, func(t *testing.T, row row) {
		d, issued := day(row.date), day(row.asOf).AddDays(1)
		want := holidays.Day{Date: d, Kind: row.after, Name: row.festival, Source: row.source, Statutory: row.statutory, Settled: true}
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

// What was known when: an answer as of a day rests on the notices issued by then.
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

	c := holidays.China()
	assert.Empty(t, c.AsOf(holidays.Date{}).Notices(), "the zero Date is before every notice")
	assert.Empty(t, c.AsOf(day("2003-12-17")).Notices(), "the day before the first notice")
	assert.Len(t, c.AsOf(day("2003-12-18")).Notices(), 1)
	assert.Same(t, c, c.AsOf(day("2025-11-04")), "the day of the last notice: nothing changes, so nothing is made")
	assert.Same(t, c, c.AsOf(day("9999-12-31")))
	assert.Equal(t, c.AsOf(day("2020-01-26")).ID(), c.AsOf(day("2021-01-01")).AsOf(day("2020-01-26")).ID(), "as of twice is as of the earlier")
	assert.NotEqual(t, c.AsOf(day("2020-01-25")).ID(), c.AsOf(day("2020-01-26")).ID())
	_, err := c.AsOf(day("2024-11-11")).Add(day("2024-12-02"), 30)
	assert.ErrorIs(t, err, holidays.ErrProvisional, "the notice of 2025 came out on 12 November 2024")
	_, err = c.AsOf(day("2024-11-12")).Add(day("2024-12-02"), 30)
	assert.NoError(t, err)
}

// The estimate rests on the statute known on the day: Order 795 was signed on 2024-11-10, two days before the notice for 2025.
func TestAsOfKnowsTheStatuteOfItsDay(t *testing.T) {
	asOf := func(s string) *holidays.Calendar { return holidays.China().AsOf(day(s)) }
	before, signed, published := asOf("2024-11-09"), asOf("2024-11-10"), asOf("2024-11-12")
	assert.NotEqual(t, before.ID(), signed.ID())
	assert.Equal(t, signed.ID(), asOf("2024-11-11").ID(), "nothing became known that day")
	assert.Equal(t, before.Notices(), signed.Notices())
	assert.Same(t, signed, signed.AsOf(day("2025-12-31")), "it cannot learn what it was made without")
	assert.Equal(t, before.ID(), signed.AsOf(day("2024-11-09")).ID())
	assert.Equal(t, before.ID(), published.AsOf(day("2024-11-09")).ID())
	assert.Equal(t, "国务院令第644号", before.Day(day("2025-05-01")).Source)
	assert.Equal(t, "国务院令第795号", signed.Day(day("2025-05-02")).Source)
	assert.False(t, before.Day(day("2025-05-02")).Statutory)
	assert.True(t, signed.Day(day("2025-05-02")).Statutory)

	forward := with(t, before, notice(t, "国办发明电〔2024〕12号"))
	assert.Equal(t, published.ID(), forward.ID(), "whoever has the notice of 2024-11-12 knows the order of 2024-11-10")
	assert.Equal(t, "国务院令第795号", forward.Day(day("2027-05-01")).Source)
}

// Find gives back the edition of a calendar that an answer was computed with.
func TestFind(t *testing.T) {
	c := with(t, holidays.China(), invented2027(), amendment("an amendment", "2027-01-20", off("2027-03-01", "2027-03-01", "假期")))
	for _, n := range c.Notices() {
		edition := c.AsOf(n.Issued)
		found, ok := c.Find(edition.ID())
		require.True(t, ok, n.Number)
		assert.Equal(t, edition.ID(), found.ID())
		assert.Equal(t, edition.Notices(), found.Notices())
	}
	found, ok := c.Find(c.ID())
	assert.True(t, ok)
	assert.Same(t, c, found)
	found, ok = c.Find(holidays.China().ID())
	assert.True(t, ok, "what China() was before it was loaded with more")
	assert.Equal(t, holidays.China().ID(), found.ID())
	for _, id := range []string{"", "?", "国办发明电〔2025〕7号", c.ID() + "0", must(holidays.China().Overlay("公司", holidays.Notice{Spans: []holidays.Span{off("2026-06-01", "2026-06-01", "厂庆")}})).ID()} {
		found, ok = c.Find(id)
		assert.True(t, found == nil && !ok, "%s is no edition on a day of issue", id)
	}
	between := c.AsOf(day("2024-11-11"))
	found, ok = c.Find(between.ID())
	assert.True(t, ok && found.ID() == between.ID(), "between the statute and its first notice")
	made := must(holidays.FromFunc("f", day("2026-01-01"), day("2026-12-31"), holidays.China().IsWorkday))
	found, ok = made.Find(made.ID())
	assert.True(t, ok && found == made)
}

// The notices come in order of issue, each with its number and date.
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
	}
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
	assert.Equal(t, invented2027(), more.Notices()[len(before)], "With keeps a copy of what it is given")
	assert.Equal(t, moreID, with(t, more.AsOf(day("2026-11-09")), invented2027()).ID(), "and answers from it")
	assert.Equal(t, before, c.Notices(), "With leaves the calendar it is called on as it is")
	assert.NotEqual(t, id, moreID)

	given = []holidays.Notice{{Spans: []holidays.Span{off("2026-06-01", "2026-06-01", "厂庆")}}}
	layered := must(c.Overlay("公司", given...))
	layeredID := layered.ID()
	spoil(given)
	spoil(layered.Notices())
	assert.Equal(t, layeredID, layered.AsOf(day("2026-12-01")).ID(), "Overlay keeps a copy too")
	assert.Equal(t, "厂庆", layered.Day(day("2026-06-01")).Name)

	notes := []holidays.Notice{invented2028(), invented2027()}
	with(t, c, notes...)
	assert.Equal(t, invented2028(), notes[0], "With does not sort its argument in place")
}

// A service swaps its calendar while every goroutine asks it everything there is to ask: each sees one calendar or another,
// whole. Run with -race.
func TestSwapWhileAsked(t *testing.T) {
	t.Parallel()
	older, newer := holidays.China(), with(t, holidays.China(), invented2027())
	layered := overlay(t, older, "公司", off("2026-12-07", "2026-12-07", "厂庆"))
	right := map[string]string{}
	for _, c := range []*holidays.Calendar{older, newer, layered} {
		due, _ := c.Add(day("2026-12-01"), 30)
		right[c.ID()] = due.String()
	}
	require.Len(t, right, 3)
	var current atomic.Pointer[holidays.Calendar]
	current.Store(older)
	var askers, swappers sync.WaitGroup
	done := make(chan struct{})
	swappers.Add(1)
	go func() {
		defer swappers.Done()
		for {
			select {
			case <-done:
				return
			default:
			}
			next, err := older.With(invented2027())
			if err != nil {
				t.Error(err)
			}
			current.Store(next)
			current.Store(layered)
			current.Store(newer.AsOf(day("2026-11-09")))
		}
	}()
	for range 4 {
		askers.Add(1)
		go func() {
			defer askers.Done()
			b := current.Load().BusinessCalendar()
			for i := range 100 {
				c := current.Load()
				due, _ := c.Add(day("2026-12-01"), 30)
				if want, ok := right[c.ID()]; !ok || due.String() != want {
					t.Errorf("%s says %v, want %s", c.ID(), due, want)
				}
				d := day("2026-11-01").AddDays(i)
				after, _ := c.OnOrAfter(d)
				before, _ := c.OnOrBefore(d)
				n, _ := c.Count(before, after)
				earliest, _ := c.Earliest(d, 30)
				latest, _ := c.Latest(d, 30)
				if n < 0 || n > 1 || earliest.After(latest) || c.IsWorkday(d) != c.Day(d).Kind.IsWorkday() {
					t.Errorf("%v: %d, %v, %v", d, n, earliest, latest)
				}
				_, last := c.Range()
				if c.SettledThrough().After(last) || len(c.Notices()) == 0 || c.Base().ID() == "" {
					t.Error("no range")
				}
				if found, ok := c.Find(c.ID()); !ok || found != c {
					t.Error("not found")
				}
				b.IsWorkday(d.Start().Add(12 * time.Hour))
				b.IsHoliday(d.Start().Add(12 * time.Hour))
				var notice holidays.Notice
				if err := notice.UnmarshalText([]byte(text2027)); err != nil {
					t.Error(err)
				}
				text, _ := c.Notices()[0].MarshalText()
				io.Discard.Write(text)
			}
			made, err := holidays.FromFunc("f", day("2026-01-01"), day("2026-12-31"), current.Load().IsWorkday)
			assert.NoError(t, err)
			assert.NotEmpty(t, made.ID())
		}()
	}
	askers.Wait()
	close(done)
	swappers.Wait()
}
