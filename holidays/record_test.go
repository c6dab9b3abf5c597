package holidays_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// A notice that the calendar has changes nothing, by its number or by its year, if it makes the same days worked.
func TestWithTheSameAgain(t *testing.T) {
	type row struct {
		because
		change func(*holidays.Notice)
	}
	run(t, []row{
		{because{"as it is", "the same notice"}, func(*holidays.Notice) {}},
		{because{"another title and address", "only the days count"}, func(n *holidays.Notice) { n.Title, n.URL = "another", "https://example.org/" }},
		{because{"another date", "only the days count"}, func(n *holidays.Notice) { n.Issued = n.Issued.AddDays(-1) }},
		{because{"other names", "the festival's name makes no day worked"}, func(n *holidays.Notice) {
			for i := range n.Spans {
				n.Spans[i].Name = "假期"
			}
		}},
		{because{"day by day, backwards", "spans cut to single days are the same days"}, func(n *holidays.Notice) {
			var spans []holidays.Span
			for _, s := range slices.Backward(n.Spans) {
				for d := range days(s.First, s.Last) {
					spans = append(spans, holidays.Span{Kind: s.Kind, First: d, Last: d, Name: s.Name})
				}
			}
			n.Spans = spans
		}},
		{because{"an ordinary weekend named", "a Sunday off is off whether a notice says so or not"}, func(n *holidays.Notice) {
			sunday := holidays.NewDate(n.Year, 11, 1)
			for sunday.Weekday() != 0 {
				sunday = sunday.AddDays(1)
			}
			n.Spans = append(n.Spans, holidays.Span{Kind: holidays.Holiday, First: sunday, Last: sunday, Name: "假期"})
		}},
	}, func(t *testing.T, row row) {
		c := holidays.China()
		for _, n := range c.Notices() {
			got, err := c.With(change(n, row.change))
			require.NoError(t, err, "%s", n.Number)
			require.Same(t, c, got, "%s: nothing changed, so nothing is made", n.Number)
		}
	})
	c := holidays.China()
	another := notice(t, "国办发明电〔2025〕7号")
	another.Number = "a copy"
	assert.Same(t, c, with(t, c, another), "a year's notice is known by its year as well")
	assert.Same(t, c, with(t, c))
	n := invented2027()
	assert.Equal(t, with(t, c, n).ID(), with(t, c, n, n).ID(), "twice in one call")
}

// What contradicts the calendar's notices is refused, all of it, and the error says which notice and why.
func TestWithRefuses(t *testing.T) {
	first := amendment("an amendment", "2026-12-01", off("2027-03-01", "2027-03-01", "假期"))
	amended := func(f func(*holidays.Notice)) []holidays.Notice {
		return []holidays.Notice{invented2027(), change(first, f)}
	}
	type row struct {
		because
		notices []holidays.Notice
		notice  string // named by the error
		says    string
	}
	rows := []row{
		{because{"same number, other days", "one number is one notice"},
			[]holidays.Notice{invented2027(), change(invented2027(), func(n *holidays.Notice) { n.Spans[8] = off("2027-06-09", "2027-06-10", "端午节"); n.Net = 14 })},
			"invented 2027", "2027-06-10"},
		{because{"same number, a year further", "one number is one notice"},
			[]holidays.Notice{invented2027(), change(invented2028(), func(n *holidays.Notice) { n.Number = "invented 2027" })},
			"invented 2027", "of this number"},
		{because{"same number as a built-in notice", "the notice for 2025 has it"},
			[]holidays.Notice{change(notice(t, "国办发明电〔2024〕12号"), func(n *holidays.Notice) { n.Spans[0].Last, n.Net = day("2025-01-02"), 14 })},
			"国办发明电〔2024〕12号", "2025-01-02"},
		{because{"second notice for a year", "a change must say what it amends"},
			[]holidays.Notice{change(notice(t, "国办发明电〔2025〕7号"), func(n *holidays.Notice) {
				n.Number, n.Spans[1], n.Net = "hasty", off("2026-01-04", "2026-01-05", "元旦"), 15
			})},
			"hasty", "amends 国办发明电〔2025〕7号"},
		{because{"same number, now an amendment", "one number is one notice"}, []holidays.Notice{invented2027(), change(first, func(n *holidays.Notice) { n.Number = "invented 2027"; n.Amends = "国办发明电〔2025〕7号" })},
			"invented 2027", "of this number"},
		{because{"amendment of nothing", "its target must be there"}, amended(func(n *holidays.Notice) { n.Amends = "nothing" }), "an amendment", "amends nothing, which the calendar does not have"},
		{because{"amendment of another year", "it belongs to the year that it amends"}, amended(func(n *holidays.Notice) { n.Amends = "国办发明电〔2025〕7号" }), "an amendment", "which is for 2026"},
		{because{"amendment issued before what it amends", "nobody amends what is not there"}, amended(func(n *holidays.Notice) { n.Issued = day("2026-11-09") }), "an amendment", "does not have before it"},
		{because{"amendments of one another", "neither comes first"}, []holidays.Notice{
			change(first, func(n *holidays.Notice) { n.Number, n.Amends = "a", "b" }), change(first, func(n *holidays.Notice) { n.Number, n.Amends = "b", "a" }),
		}, "", "does not have before it"},
		{because{"a layer", "it settles nothing"}, []holidays.Notice{{Title: "a company", Spans: []holidays.Span{off("2027-03-01", "2027-03-01", "假期")}}}, "a company", "Overlay"},
		{because{"a year before the range", "the calendar begins with 2004"}, []holidays.Notice{{Number: "n", Year: 2003, Issued: day("2002-12-01"), Net: 7, Spans: []holidays.Span{
			off("2003-01-01", "2003-01-01", "元旦"), off("2003-02-01", "2003-02-03", "春节"), off("2003-05-01", "2003-05-03", "劳动节"), off("2003-10-01", "2003-10-03", "国庆节")}}}, "n", "year 2003"},
		{because{"a year after the range", "the calendar ends with 2036"}, []holidays.Notice{{Number: "n", Year: 2061, Issued: day("2060-12-01"), Spans: []holidays.Span{off("2061-01-01", "2061-01-01", "元旦")}}}, "n", "2004 to 2036"},
		{because{"the second of two wrong", "all are taken or none"}, []holidays.Notice{invented2027(), change(invented2028(), func(n *holidays.Notice) { n.Spans = nil })}, "invented 2028", "no days"},
	}
	run(t, rows, func(t *testing.T, row row) {
		c := holidays.China()
		id := c.ID()
		got, err := c.With(row.notices...)
		assert.Nil(t, got, "no calendar beside an error")
		refused(t, err, "holidays: notice "+row.notice, row.says)
		assert.Equal(t, id, c.ID(), "the calendar itself is as it was")
	})

	made := must(holidays.FromFunc("a company", day("2027-01-01"), day("2027-12-31"), func(holidays.Date) bool { return true }))
	_, err := made.With(invented2027())
	refused(t, err, "a company", "function")
	assert.Same(t, made, made.AsOf(day("2020-01-01")), "and it has no dates of issue")
}

// Notices may be given in any order and in one call or several: they are laid over one another in order of issue.
func TestOrderGivenDoesNotMatter(t *testing.T) {
	n, later := invented2027(), amendment("an amendment", "2027-01-20", off("2027-02-13", "2027-02-14", "春节"), work("2027-02-09", "春节"))
	c := holidays.China()
	want := with(t, with(t, c, n), later)
	assert.Equal(t, holidays.Holiday, want.Day(day("2027-02-14")).Kind, "a make-up day taken back")
	assert.Equal(t, holidays.Workday, want.Day(day("2027-02-09")).Kind, "a day off taken back")
	assert.Equal(t, "an amendment", want.Day(day("2027-02-09")).Source)
	assert.Equal(t, "invented 2027", want.Day(day("2027-02-08")).Source)
	for _, given := range [][]holidays.Notice{{n, later}, {later, n}, {later, n, later}} {
		assert.Equal(t, want.ID(), with(t, c, given...).ID())
	}
	both := with(t, c, n, invented2028())
	assert.Equal(t, both.ID(), with(t, with(t, c, invented2028()), n).ID(), "2028 before 2027")
	_, err := c.With(later)
	assert.Error(t, err, "without its target it amends nothing")
	assert.Equal(t, with(t, c, n).ID(), want.AsOf(day("2027-01-19")).ID(), "as of the day before, the amendment is gone")
}

// Of the notices of one day, an amendment comes after what it amends, whatever their numbers and the order given.
func TestNoticesOfOneDay(t *testing.T) {
	year := invented2027()
	a := amendment("z", "2026-11-10", off("2027-03-01", "2027-03-01", "假期"))                                         // amends the notice of its own day
	b := change(amendment("a", "2026-11-10", work("2027-03-01", "假期")), func(n *holidays.Notice) { n.Amends = "z" }) // and is amended that day
	alike := amendment("b", "2026-11-10", off("2027-03-02", "2027-03-02", "假期"))
	want := []string{"invented 2027", "b", "z", "a"}
	id := ""
	for _, given := range [][]holidays.Notice{{year, a, b, alike}, {b, a, year, alike}, {alike, a, b, year}, {b, alike, year, a}} {
		for _, steps := range []bool{false, true} {
			c := holidays.China()
			if steps {
				c = with(t, with(t, c, year), b, a)
				c = with(t, c, alike)
			} else {
				c = with(t, c, given...)
			}
			var numbers []string
			for _, n := range c.Notices()[len(holidays.China().Notices()):] {
				numbers = append(numbers, n.Number)
			}
			assert.Equal(t, want, numbers)
			assert.True(t, c.IsWorkday(day("2027-03-01")), "the amendment of the amendment has the last word")
			assert.False(t, c.IsWorkday(day("2027-03-02")))
			assert.True(t, id == "" || id == c.ID())
			id = c.ID()
		}
	}
}

// An amendment that repeats an earlier one which was taken back in between is not that one once more.
func TestAmendmentTakenBackAndRepeated(t *testing.T) {
	same := off("2027-06-01", "2027-06-01", "假期")
	one, back, again := amendment("1", "2027-01-05", same), amendment("2", "2027-01-06", work("2027-06-01", "假期")), amendment("3", "2027-01-07", same)
	c := with(t, holidays.China(), invented2027(), one, back, again)
	assert.False(t, c.IsWorkday(day("2027-06-01")), "the last word counts")
	assert.True(t, c.AsOf(day("2027-01-06")).IsWorkday(day("2027-06-01")))
	assert.False(t, c.AsOf(day("2027-01-05")).IsWorkday(day("2027-06-01")))
	assert.Same(t, c, with(t, c, one, again), "and these the calendar has")
}

// A year's notice with its amendments merged into it, as data sets keep them, says nothing new beside them.
func TestMergedYear(t *testing.T) {
	change2027 := amendment("an amendment", "2027-01-20", off("2027-03-01", "2027-03-01", "假期"), work("2027-03-06", "假期"))
	c := with(t, holidays.China(), invented2027(), change2027)
	merged := change(invented2027(), func(n *holidays.Notice) {
		n.Number, n.Title, n.Spans = "a merged file", "a merged file", append(n.Spans, change2027.Spans...)
	})
	assert.Same(t, c, with(t, c, merged))
	merged.Spans, merged.Net = append(merged.Spans, off("2027-03-02", "2027-03-02", "假期")), 14
	_, err := c.With(merged)
	refused(t, err, "a merged file", "another kind of day")
}

// More notices than the calendar can keep apart are refused before one day could look like another.
func TestTooManyNotices(t *testing.T) {
	notices := []holidays.Notice{invented2027()}
	for i := range 120 {
		var spans []holidays.Span
		for d := range days(day("2027-01-03").AddDays(i), day("2027-12-24")) {
			spans = append(spans, holidays.Span{Kind: holidays.Holiday, First: d, Last: d, Name: fmt.Sprint("day off ", i)})
		}
		notices = append(notices, amendment(fmt.Sprint("amendment ", i), day("2027-01-01").AddDays(i).String(), spans...))
	}
	c := with(t, holidays.China(), notices[:50]...)
	assert.Equal(t, holidays.Day{Date: day("2027-06-30"), Kind: holidays.Holiday, Name: "day off 48", Source: "amendment 48", Settled: true}, c.Day(day("2027-06-30")))
	assert.Equal(t, holidays.Day{Date: day("2026-06-30"), Kind: holidays.Workday, Settled: true}, c.Day(day("2026-06-30")))
	_, err := holidays.China().With(notices...)
	refused(t, err, "20000 spans")
	var layers []holidays.Notice
	for _, n := range notices[1:] {
		layers = append(layers, holidays.Notice{Spans: n.Spans})
	}
	_, err = holidays.China().Overlay("too much", layers...)
	refused(t, err, "too much", "20000 spans")
	half := must(holidays.China().Overlay("half", layers[:40]...))
	_, err = half.Overlay("the other half", layers[40:]...)
	refused(t, err, "20000 spans")
}

// The ID names the newest notice, and does not depend on how the notices came together.
func TestIDOfTheSameNotices(t *testing.T) {
	c := holidays.China()
	assert.Regexp(t, "^国办发明电〔2025〕7号@[0-9a-f]{32,}$", c.ID(), "the newest notice, and at least 128 bits of digest")
	assert.Equal(t, c.ID(), fmt.Sprint(c), "in a log line a calendar is its ID")
	assert.Equal(t, c.ID(), with(t, nil, c.Notices()...).ID(), "built anew from its notices")
	backwards := c.Notices()
	slices.Reverse(backwards)
	assert.Equal(t, c.ID(), with(t, nil, backwards...).ID(), "given in the reverse order")
	assert.Equal(t, c.ID(), holidays.IDInALaterRelease(c), "so that Find knows the calendar of an answer kept over a release")
	step := with(t, nil)
	for _, n := range c.Notices() {
		step = with(t, step, n)
	}
	assert.Equal(t, c.ID(), step.ID(), "one after the other")
}

// Calendars of equal IDs give equal answers: whatever an answer can depend on is in the digest.
func TestIDOfOtherNotices(t *testing.T) {
	changed := func(f func(*holidays.Notice)) *holidays.Calendar {
		return with(t, holidays.China(), change(invented2027(), f))
	}
	amended := func(n holidays.Notice) *holidays.Calendar {
		second := amendment("second", "2027-01-10", off("2027-03-01", "2027-03-01", "假期"))
		return with(t, holidays.China(), invented2027(), second, n)
	}
	third := amendment("third", "2027-01-20", off("2027-03-02", "2027-03-02", "假期"))
	// Two notices that differ in a day that an amendment hides.
	hidden := func(first, last string) *holidays.Calendar {
		return with(t, holidays.China(), change(invented2027(), func(n *holidays.Notice) { n.Spans, n.Net = append(n.Spans, off(first, last, "假期")), 14 }),
			amendment("second", "2027-01-10", off("2027-03-01", "2027-03-02", "假期")))
	}
	layer := func(name string, spans ...holidays.Span) *holidays.Calendar {
		return overlay(t, holidays.China(), name, spans...)
	}
	one, two := off("2026-06-01", "2026-06-01", "厂庆"), off("2026-06-02", "2026-06-02", "厂庆")
	calendars := map[string]*holidays.Calendar{
		"as built in":            holidays.China(),
		"with 2027":              with(t, holidays.China(), invented2027()),
		"a span ends otherwise":  changed(func(n *holidays.Notice) { n.Spans[9], n.Net = off("2027-09-15", "2027-09-16", "中秋节"), 14 }),
		"a span begins earlier":  changed(func(n *holidays.Notice) { n.Spans[9], n.Net = off("2027-09-14", "2027-09-15", "中秋节"), 14 }),
		"a weekend day named":    changed(func(n *holidays.Notice) { n.Spans = append(n.Spans, off("2027-03-06", "2027-03-06", "假期")) }),
		"that day worked":        changed(func(n *holidays.Notice) { n.Spans, n.Net = append(n.Spans, work("2027-03-06", "假期")), 12 }),
		"another name":           changed(func(n *holidays.Notice) { n.Spans[2].Name = "农历新年" }),
		"another number":         changed(func(n *holidays.Notice) { n.Number = "invented 2027 bis" }),
		"another date of issue":  changed(func(n *holidays.Notice) { n.Issued = day("2026-11-11") }),
		"three notices":          amended(third),
		"amends the second":      amended(change(third, func(n *holidays.Notice) { n.Amends = "second" })),
		"hidden: 1 March":        hidden("2027-03-01", "2027-03-01"),
		"hidden: 2 March":        hidden("2027-03-02", "2027-03-02"),
		"no notices":             with(t, nil),
		"2025 only":              with(t, nil, notice(t, "国办发明电〔2024〕12号")),
		"before Order 795":       holidays.China().AsOf(day("2024-11-09")),
		"after Order 795":        holidays.China().AsOf(day("2024-11-10")),
		"a layer":                layer("公司", one),
		"its name":               layer("工厂", one),
		"its days":               layer("公司", two),
		"both days in one layer": layer("公司", one, two),
		"in two layers":          overlay(t, layer("公司", one), "公司", two),
		"the other way round":    overlay(t, layer("公司", two), "公司", one),
		"a dated layer":          must(holidays.China().Overlay("公司", holidays.Notice{Issued: day("2026-01-05"), Spans: []holidays.Span{one}})),
		"a numbered layer":       must(holidays.China().Overlay("公司", holidays.Notice{Number: "1", Spans: []holidays.Span{one}})),
		"a layer over 2027":      overlay(t, with(t, holidays.China(), invented2027()), "公司", one),
		"a function":             must(holidays.FromFunc("f", day("2026-01-01"), day("2026-12-31"), holidays.China().IsWorkday)),
		"its name, function":     must(holidays.FromFunc("g", day("2026-01-01"), day("2026-12-31"), holidays.China().IsWorkday)),
		"its range":              must(holidays.FromFunc("f", day("2026-01-01"), day("2026-12-30"), holidays.China().IsWorkday)),
		"its first day":          must(holidays.FromFunc("f", day("2025-12-31"), day("2026-12-30"), holidays.China().IsWorkday)),
		"its days, function":     must(holidays.FromFunc("f", day("2026-01-01"), day("2026-12-31"), func(holidays.Date) bool { return true })),
	}
	seen := map[string]string{}
	for name, c := range calendars {
		assert.NotEmpty(t, c.ID(), name)
		assert.Empty(t, seen[c.ID()], "%s has the ID of another", name)
		seen[c.ID()] = name
	}
	assert.NotEqual(t, calendars["hidden: 1 March"].AsOf(day("2027-01-09")).IsWorkday(day("2027-03-01")),
		calendars["hidden: 2 March"].AsOf(day("2027-01-09")).IsWorkday(day("2027-03-01")), "AsOf answers from the days that the amendment hides")
	assert.Contains(t, calendars["in two layers"].ID(), "国办发明电〔2025〕7号+公司+公司@")
	assert.Regexp(t, "^f@", calendars["a function"].ID())

	// Parts that run into one another in the digest would make one ID of two calendars.
	ab := must(holidays.China().Overlay("ab", holidays.Notice{Number: "c", Spans: []holidays.Span{one}}))
	a := must(holidays.China().Overlay("a", holidays.Notice{Number: "bc", Spans: []holidays.Span{one}}))
	assert.NotEqual(t, ab.ID()[len("国办发明电〔2025〕7号+ab"):], a.ID()[len("国办发明电〔2025〕7号+a"):])
}
