package holidays_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// Four regional arrangements, as facts for tests and examples. Each was read in a relay of the region's notice, not in the
// notice itself; none is built in.
const (
	// https://huaxiashiwen.com/xuexi/tongzhi/704789.html. 2017-04-01 is a national make-up day, taken back.
	guangxi2017 = `layer 广西
off  2017-03-30 Thu  2017-04-01 Sat  3  三月三
work 2017-04-08 Sat                     三月三
`
	// https://mnw.cn/news/cj/3018205.html
	xinjiang2025 = `layer 新疆
off  2025-03-29 Sat  2025-03-31 Mon  3  肉孜节
off  2025-06-06 Fri  2025-06-10 Tue  5  古尔邦节
`
	// A relay of the city's notice.
	lhasa2025 = `layer 拉萨
off  2025-02-27 Thu  2025-03-04 Tue  6  藏历新年
`
	// 中新社, 2026-01-28.
	lhasa2026 = `layer 拉萨
off  2026-02-15 Sun  2026-02-26 Thu  12  藏历新年、春节
`
)

// region lays a region's text over a calendar.
func region(t testing.TB, c *holidays.Calendar, text string) *holidays.Calendar {
	t.Helper()
	var n holidays.Notice
	require.NoError(t, n.UnmarshalText([]byte(text)))
	c, err := c.Overlay(n.Title, n)
	require.NoError(t, err)
	return c
}

// A region's days are what its layer says, with its name as their source; counts go by them, both ways, and stay final.
func TestRegions(t *testing.T) {
	type row struct {
		because
		text, date string
		kind       holidays.Kind
		name       string
		statutory  bool
		from       string
		n          int
		want       string // the n-th working day from there
		national   string // and what it is without the layer
	}
	run(t, []row{
		{because{"广西 2017, make-up day taken back", "the national make-up Saturday falls in 三月三"}, guangxi2017, "2017-04-01", holidays.Holiday, "三月三", false, "2017-03-29", 1, "2017-04-05", "2017-03-30"},
		{because{"广西 2017, its own make-up day", "8 April is worked in exchange"}, guangxi2017, "2017-04-08", holidays.Makeup, "三月三", false, "2017-04-07", 1, "2017-04-08", "2017-04-10"},
		{because{"广西 2017, counted back", "the local day is the earlier one: three days off on the way, one made up"}, guangxi2017, "2017-03-30", holidays.Holiday, "三月三", false, "2017-04-10", -5, "2017-03-29", "2017-03-31"},
		{because{"新疆 2025, 肉孜节", "the Monday is off; Saturday and Sunday are declared off"}, xinjiang2025, "2025-03-31", holidays.Holiday, "肉孜节", false, "2025-03-28", 1, "2025-04-01", "2025-03-31"},
		{because{"新疆 2025, 古尔邦节", "Friday to Tuesday"}, xinjiang2025, "2025-06-06", holidays.Holiday, "古尔邦节", false, "2025-06-01", 30, "2025-07-17", "2025-07-14"},
		{because{"拉萨 2025", "four weekdays off"}, lhasa2025, "2025-03-01", holidays.Holiday, "藏历新年", false, "2025-02-26", 3, "2025-03-07", "2025-03-03"},
		{because{"拉萨 2026, with 春节", "the layer names a day that is statutory as well"}, lhasa2026, "2026-02-17", holidays.Holiday, "藏历新年、春节", true, "2026-02-14", 1, "2026-02-27", "2026-02-24"},
	}, func(t *testing.T, row row) {
		c := region(t, holidays.China(), row.text)
		d := c.Day(day(row.date))
		assert.Equal(t, holidays.Day{Date: day(row.date), Kind: row.kind, Name: row.name, Source: c.Notices()[26].Title, Statutory: row.statutory, Settled: true}, d)
		due, err := c.Add(day(row.from), row.n)
		assert.NoError(t, err)
		assert.Equal(t, row.want, due.String())
		assert.Equal(t, row.national, only(c.Base().Add(day(row.from), row.n)).String())
	})
}

// madeUpLayer is a layer that nobody would make: days off, worked and taken back at random, some of them dated.
func madeUpLayer(random *rand.Rand) (notices []holidays.Notice) {
	for k := range 1 + random.IntN(3) {
		n := holidays.Notice{Number: fmt.Sprint("no. ", k)}
		if random.IntN(2) == 0 {
			n.Issued = day("2020-01-01").AddDays(random.IntN(4000))
		}
		if random.IntN(3) == 0 {
			n.Number = ""
		}
		for d := day("2024-06-01").AddDays(random.IntN(100)); d.Before(day("2029-06-01")); d = d.AddDays(1 + random.IntN(120)) {
			s := holidays.Span{Kind: holidays.Holiday, First: d, Last: d.AddDays(random.IntN(20)), Name: "local"}
			if random.IntN(2) == 0 {
				s.Last, s.Kind = d, holidays.Workday
				if isWeekend(d) {
					s.Kind = holidays.Makeup
				}
			}
			n.Spans = append(n.Spans, s)
			d = s.Last
		}
		notices = append(notices, n)
	}
	return notices
}

// No layer, however made, turns a provisional answer into a final one: what a count goes over decides, and a layer settles
// no day. The days themselves are those of the layers, the highest first, and else those of the calendar under them.
func TestLayersSettleNothing(t *testing.T) {
	t.Parallel()
	bases := []*holidays.Calendar{holidays.China(), with(t, holidays.China(), invented2028()), holidays.China().AsOf(day("2024-11-09")), with(t, nil)}
	provisional := 0
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 3))
		base := bases[random.IntN(len(bases))]
		c, byHand := base, map[holidays.Date]holidays.Day{}
		for k := range 1 + random.IntN(3) {
			name, notices := fmt.Sprint("layer ", k), madeUpLayer(random)
			c = must(c.Overlay(name, notices...))
			slices.SortStableFunc(notices, func(a, b holidays.Notice) int {
				if a.Issued != b.Issued {
					return a.Issued.Compare(b.Issued)
				}
				if a.Number < b.Number {
					return -1
				} else if a.Number > b.Number {
					return 1
				}
				return 0
			})
			for _, n := range notices {
				for _, s := range n.Spans {
					for d := range days(s.First, s.Last) {
						byHand[d] = holidays.Day{Date: d, Kind: s.Kind, Name: s.Name, Source: name, Settled: base.Day(d).Settled}
					}
				}
			}
		}
		require.Equal(t, base.SettledThrough(), c.SettledThrough())
		s := slow{c}
		for d := range days(day("2024-05-01"), day("2029-08-01")) {
			got := c.Day(d)
			if want, ok := byHand[d]; ok {
				want.Statutory = got.Statutory // the statute's own say, tested elsewhere
				require.Equal(t, want, got)
			} else {
				require.Equal(t, base.Day(d), got)
			}
			require.Equal(t, got.Kind.IsWorkday(), c.IsWorkday(d))
			for _, n := range [...]int{1 + random.IntN(60), -1 - random.IntN(60)} {
				to, err := c.Add(d, n)
				want, estimated := s.add(d, n)
				require.Empty(t, sameAnswer(to, err, want, estimated), "seed %d: %+d from %v", seed, n, d)
				if err != nil && !errors.Is(err, holidays.ErrOutOfRange) {
					provisional++
				}
				early, late := only(c.Earliest(d, n)), only(c.Latest(d, n))
				require.False(t, early.After(to) || late.Before(to), "seed %d: %+d from %v is %v, bounded by %v and %v", seed, n, d, to, early, late)
				require.True(t, err != nil || early == to && late == to)
			}
		}
		// Taken off, the layers leave nothing behind.
		require.Same(t, base, c.Base())
		require.Same(t, base, base.Base())
		require.Equal(t, base.ID(), c.Base().ID())
		require.NotEqual(t, base.ID(), c.ID())
	}
	require.Greater(t, provisional, 40_000)
}

// Under layers, Earliest and Latest hold the answers of every notice to come that keeps to their assumptions: the days that
// the layer names are the layer's, and the rest is the notice's.
func TestBoundsUnderLayers(t *testing.T) {
	t.Parallel()
	china := holidays.China()
	checked := 0
	for _, year := range []int{2012, 2017, 2020, 2025} {
		var issued holidays.Date
		for _, n := range china.Notices() {
			if n.Year == year && n.Amends == "" {
				issued = n.Issued
			}
		}
		layer := holidays.Notice{Spans: []holidays.Span{
			{Kind: holidays.Holiday, First: holidays.NewDate(year, 1, 20), Last: holidays.NewDate(year, 2, 14), Name: "大放假"},
			{Kind: holidays.Holiday, First: holidays.NewDate(year, 3, 30), Last: holidays.NewDate(year, 4, 2), Name: "三月三"},
		}}
		for d := range days(holidays.NewDate(year, 4, 29), holidays.NewDate(year, 5, 6)) {
			layer.Spans = append(layer.Spans, work(d.String(), "加班"))
		}
		before, after := must(china.AsOf(issued.AddDays(-1)).Overlay("厂", layer)), must(china.AsOf(issued).Overlay("厂", layer))
		asked, missed := holdTheTruth(t, before, after, holidays.NewDate(year-1, 11, 1), holidays.NewDate(year, 12, 1))
		assert.Zero(t, missed, year)
		checked += asked
	}
	assert.Greater(t, checked, 30_000)
}

// With and AsOf act on the calendar under the layers and lay them over it again.
func TestLayersOverWithAndAsOf(t *testing.T) {
	china := holidays.China()
	undated := holidays.Notice{Title: "厂历", Spans: []holidays.Span{off("2026-06-01", "2026-06-01", "厂庆"), work("2027-01-01", "元旦")}}
	dated := holidays.Notice{Number: "〔2026〕1号", Issued: day("2026-03-02"), Spans: []holidays.Span{off("2026-06-02", "2026-06-02", "三月三")}}
	c := must(must(china.Overlay("厂", undated)).Overlay("区", dated))
	assert.Contains(t, c.ID(), "国办发明电〔2025〕7号+厂+区@", "the ID names the layers, from the lowest to the highest")
	assert.Equal(t, c.ID(), fmt.Sprint(c))

	notices := c.Notices()
	require.Len(t, notices, 28)
	assert.Equal(t, []string{"厂历", "区"}, []string{notices[26].Title, notices[27].Title}, "the layers' notices come behind the others; a notice without a title has the layer's name")
	assert.Equal(t, china.Notices(), notices[:26])

	more := with(t, c, invented2027())
	assert.Equal(t, "2027-12-24", more.SettledThrough().String())
	assert.Equal(t, holidays.Day{Date: day("2027-01-01"), Kind: holidays.Workday, Name: "元旦", Source: "厂", Settled: true}, more.Day(day("2027-01-01")), "what the layer says of it is now settled")
	assert.False(t, c.Day(day("2027-01-01")).Settled)
	assert.Equal(t, more.ID(), must(must(with(t, china, invented2027()).Overlay("厂", undated)).Overlay("区", dated)).ID(), "loaded before the layers or after them")
	assert.Equal(t, with(t, china, invented2027()).ID(), more.Base().ID())
	assert.Same(t, c, with(t, c, china.Notices()...), "what the calendar has changes nothing")
	_, err := c.With(undated)
	refused(t, err, "厂历", "Overlay")

	for asOf, want := range map[string]string{
		"2026-03-02": "国办发明电〔2025〕7号+厂+区@", // dated that day
		"2026-03-01": "国办发明电〔2025〕7号+厂@",   // the day before
		"2025-11-03": "国办发明电〔2024〕12号+厂@",  // without the notice for 2026
		"2003-12-17": "no notice+厂@",       // without any
	} {
		then := c.AsOf(day(asOf))
		assert.Contains(t, then.ID(), want, asOf)
		assert.Equal(t, asOf < "2026-03-02", then.IsWorkday(day("2026-06-02")), asOf)
		assert.False(t, then.IsWorkday(day("2026-06-01")), "the undated layer is always there, %s", asOf)
		assert.Equal(t, china.AsOf(day(asOf)).ID(), then.Base().ID(), asOf)
	}
	assert.Same(t, c, c.AsOf(day("2026-03-02")))
	onlyDated := must(china.Overlay("区", dated))
	assert.Equal(t, china.ID(), onlyDated.AsOf(day("2026-03-01")).ID(), "a layer without notices is none")

	for _, edition := range []*holidays.Calendar{c, c.AsOf(day("2026-03-01")), c.AsOf(day("2025-11-04")), c.AsOf(day("2020-01-26")), c.AsOf(day("2019-11-21"))} {
		found, ok := more.Find(edition.ID())
		require.True(t, ok, "%v", edition)
		assert.Equal(t, edition.ID(), found.ID())
		assert.Equal(t, edition.Day(day("2026-06-02")), found.Day(day("2026-06-02")))
	}
	found, ok := c.Find(china.ID())
	assert.True(t, ok && found == china, "an answer from before the layers is explained without them")
}

// Of two layers the one laid on last prevails; of a layer's notices the later; notices without a date are the oldest.
func TestLayersOverLayers(t *testing.T) {
	holiday, worked := off("2026-06-01", "2026-06-01", "off"), work("2026-06-01", "worked")
	n := func(issued string, s holidays.Span) holidays.Notice {
		n := holidays.Notice{Number: "n" + issued, Spans: []holidays.Span{s}}
		if issued != "" {
			n.Issued = day(issued)
		}
		return n
	}
	china := holidays.China()
	assert.True(t, overlay(t, overlay(t, china, "a", holiday), "b", worked).IsWorkday(day("2026-06-01")))
	assert.False(t, overlay(t, overlay(t, china, "a", worked), "b", holiday).IsWorkday(day("2026-06-01")))
	assert.False(t, must(must(china.Overlay("a", n("2026-05-01", worked))).Overlay("b", n("2026-01-01", holiday))).IsWorkday(day("2026-06-01")), "whatever their dates")
	for _, given := range [][]holidays.Notice{{n("2026-01-01", holiday), n("2026-02-01", worked), n("", holiday)}, {n("2026-02-01", worked), n("", holiday), n("2026-01-01", holiday)}} {
		c := must(china.Overlay("a", given...))
		assert.True(t, c.IsWorkday(day("2026-06-01")))
		assert.False(t, c.AsOf(day("2026-01-15")).IsWorkday(day("2026-06-01")))
		assert.False(t, c.AsOf(day("2025-12-31")).IsWorkday(day("2026-06-01")), "the one without a date")
	}
	year := change(invented2027(), func(n *holidays.Notice) { n.Spans = n.Spans[:2] })
	c := must(china.Overlay("a", year))
	assert.Equal(t, holidays.Makeup, c.Day(day("2026-12-27")).Kind, "a year's notice, or a part of one, can be laid over as a supposition")
	assert.False(t, c.Day(day("2026-12-27")).Settled, "and settles nothing")
	assert.Equal(t, "a", c.Day(day("2026-12-27")).Source)
	beyond := overlay(t, china, "a", off("2003-12-20", "2004-01-02", "x"), off("2036-12-30", "2037-01-05", "x"))
	assert.False(t, beyond.IsWorkday(day("2004-01-02")) || beyond.IsWorkday(day("2036-12-31")), "days outside the range are left out")
	first, last := beyond.Range()
	assert.Equal(t, []string{"2004-01-01", "2036-12-31"}, []string{first.String(), last.String()})
}

func TestOverlayRefuses(t *testing.T) {
	right := holidays.Notice{Spans: []holidays.Span{off("2026-06-01", "2026-06-01", "厂庆")}}
	c := holidays.China()
	made := must(holidays.FromFunc("f", day("2026-01-01"), day("2026-12-31"), c.IsWorkday))
	type row struct {
		because
		c       *holidays.Calendar
		name    string
		notices []holidays.Notice
		says    string
	}
	run(t, []row{
		{because{"no name", "the ID and every day's source name it"}, c, "", []holidays.Notice{right}, `layer ""`},
		{because{"a name of two lines", "the ID is one line"}, c, "a\nb", []holidays.Notice{right}, `\n`},
		{because{"a name with a plus", "the ID would read like two layers"}, c, "a+b", []holidays.Notice{right}, "+"},
		{because{"a name with an at sign", "the ID would read like a digest"}, c, "a@b", []holidays.Notice{right}, "@"},
		{because{"a zero-width space", "two names that look alike"}, c, "a\u200b", []holidays.Notice{right}, `\u200b`},
		{because{"a right-to-left override", "it shows other characters than it has"}, c, "\u202ea", []holidays.Notice{right}, `\u202e`},
		{because{"a notice's number for a name", "its days would read like the State Council's"}, c, "国办发明电〔2025〕7号", []holidays.Notice{right}, "〔〕"},
		{because{"no notices", "it says nothing"}, c, "a", nil, "notices"},
		{because{"no days", "it says nothing"}, c, "a", []holidays.Notice{{}}, "no days"},
		{because{"an amendment", "it changes a notice, it is no layer"}, c, "a", []holidays.Notice{amendment("2", "2027-01-05", off("2027-03-01", "2027-03-01", "假期"))}, "amends"},
		{because{"the second of two wrong", "all or none"}, c, "a", []holidays.Notice{right, {Spans: []holidays.Span{off("2026-06-02", "2026-06-01", "厂庆")}}}, "reversed"},
		{because{"a weekend day as a working day", "worked, it is a make-up day"}, c, "a", []holidays.Notice{{Spans: []holidays.Span{{Kind: holidays.Workday, First: day("2026-06-06"), Last: day("2026-06-06"), Name: "x"}}}}, "Saturday"},
		{because{"over a function", "its days are on its maker's word, and all settled"}, made, "a", []holidays.Notice{right}, "made of notices"},
		{because{"over nil", "there is nothing under it"}, nil, "a", []holidays.Notice{right}, "made of notices"},
		{because{"over the zero Calendar", "there is nothing under it"}, &holidays.Calendar{}, "a", []holidays.Notice{right}, "made of notices"},
	}, func(t *testing.T, row row) {
		got, err := row.c.Overlay(row.name, row.notices...)
		assert.Nil(t, got)
		refused(t, err, row.says)
	})
}
