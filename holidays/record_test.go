package holidays_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// notice returns the one on record with this number.
func notice(t testing.TB, number string) holidays.Notice {
	t.Helper()
	notices := holidays.China().Notices()
	i := slices.IndexFunc(notices, func(n holidays.Notice) bool { return n.Number == number })
	require.GreaterOrEqual(t, i, 0, number)
	return notices[i]
}

// The same notice twice changes nothing: same Year, Amends and working status of every day; other fields may differ.
func TestWithWhatIsOnRecord(t *testing.T) {
	type row struct {
		because
		change func(*holidays.Notice)
	}
	run(t, []row{
		{because{"as it is", "the same notice"}, func(*holidays.Notice) {}},
		{because{"no number and no date", "typed in a hurry"}, func(n *holidays.Notice) { n.Number, n.Issued = "", holidays.Date{} }},
		{because{"another number and title", "only the days count"}, func(n *holidays.Notice) { n.Number, n.Title = "another", "another" }},
		{because{"another date and address", "only the days count"}, func(n *holidays.Notice) { n.Issued, n.URL = n.Issued.AddDays(-1), "https://example.org/" }},
		{because{"other names", "the festival's name makes no day worked"}, func(n *holidays.Notice) {
			for i := range n.Spans {
				n.Spans[i].Name = "假期"
			}
		}},
		{because{"day by day", "spans cut to single days are the same days"}, func(n *holidays.Notice) {
			var spans []holidays.Span
			for _, s := range slices.Backward(n.Spans) {
				for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
					spans = append(spans, holidays.Span{Kind: s.Kind, First: d, Last: d, Name: s.Name})
				}
			}
			n.Spans = spans
		}},
		{because{"an ordinary weekend named", "a Saturday off is off whether a notice says so or not"}, func(n *holidays.Notice) {
			sunday := holidays.NewDate(n.Year, 11, 1)
			for sunday.Weekday() != 0 {
				sunday = sunday.AddDays(1)
			}
			n.Spans = append(n.Spans, holidays.Span{Kind: holidays.Holiday, First: sunday, Last: sunday, Name: "假期"})
		}},
	}, func(t *testing.T, row row) {
		c := holidays.China()
		for _, n := range c.Notices() {
			if row.name == "another date and address" && n.Amends != "" {
				continue
			}
			row.change(&n)
			got, err := c.With(n)
			require.NoError(t, err, "%s", n.Title)
			require.True(t, c == got, "%s: nothing changed, so nothing is made", n.Title)
		}
	})
}

func TestWithNothing(t *testing.T) {
	c := holidays.China()
	assert.Equal(t, c.ID(), with(t, c).ID())
	assert.Equal(t, c.ID(), with(t, c, c.Notices()...).ID())
	n := invented2027()
	assert.Equal(t, with(t, c, n).ID(), with(t, c, n, n).ID(), "twice in one call")
	first, _ := with(t, nil).Known()
	assert.True(t, first.IsZero(), "no notices, nothing known")
}

// What contradicts the record is refused, all of it, with a *NoticeError that says which notice and why.
func TestWithRefuses(t *testing.T) {
	amended := func(change func(*holidays.Notice)) []holidays.Notice {
		n := holidays.Notice{Number: "amendment", Year: 2027, Issued: day("2026-12-01"), Amends: "invented 2027",
			Spans: []holidays.Span{off("2027-03-01", "2027-03-01", "假期")}}
		change(&n)
		return []holidays.Notice{invented2027(), n}
	}
	changed := func(change func(*holidays.Notice)) []holidays.Notice {
		n := invented2027()
		change(&n)
		return []holidays.Notice{n}
	}
	type row struct {
		because
		notices []holidays.Notice
		notice  string // named by the error
		span    int
		says    string
	}
	rows := []row{
		{because{"same number, other days", "one number is one notice"}, []holidays.Notice{invented2027(), changed(func(n *holidays.Notice) { n.Spans = n.Spans[:2] })[0]},
			"invented 2027", -1, "2027-02-05"},
		{because{"same number, a year further", "one number is one notice"}, []holidays.Notice{invented2027(), {Number: "invented 2027", Year: 2028, Spans: invented2028().Spans}},
			"invented 2027", -1, "of this number is on record"},
		{because{"number on record since 2024", "the published notice of 2025 has it"}, []holidays.Notice{{Number: "国办发明电〔2024〕12号", Year: 2025, Spans: []holidays.Span{off("2025-01-01", "2025-01-01", "元旦")}}},
			"国办发明电〔2024〕12号", -1, "of this number is on record"},
		{because{"second notice for a year", "a change must say what it amends"}, []holidays.Notice{{Number: "hasty", Year: 2026, Spans: []holidays.Span{off("2026-01-01", "2026-01-01", "元旦")}}},
			"hasty", -1, "amends 国办发明电〔2025〕7号"},
		{because{"amendment of nothing", "its target must be on record"}, amended(func(n *holidays.Notice) { n.Amends = "nothing" }), "amendment", -1, "amends nothing, which is not on record"},
		{because{"amendment of itself", "it cannot be on record before itself"}, amended(func(n *holidays.Notice) { n.Amends = "amendment" }), "amendment", -1, "itself"},
		{because{"amendment issued before its target", "nobody amends what is not issued"}, amended(func(n *holidays.Notice) { n.Issued = day("2026-11-01") }), "amendment", -1, "not on record before it"},
		{because{"amendment of another year's notice", "year and target must agree"}, amended(func(n *holidays.Notice) { n.Amends = "国办发明电〔2025〕7号" }), "amendment", -1, "for 2026"},
		{because{"the zero Notice", "it declares nothing"}, []holidays.Notice{{}}, "", -1, "year 0"},
		{because{"no days", "unknown is not 'no holiday'"}, changed(func(n *holidays.Notice) { n.Spans = nil }), "invented 2027", -1, "no days"},
		{because{"year before the range", "the range begins in 2004"}, []holidays.Notice{{Year: 2003, Spans: []holidays.Span{off("2003-10-01", "2003-10-01", "国庆节")}}}, "2003", -1, "2004"},
		{because{"year far beyond the range", "the range ends somewhere"}, []holidays.Notice{{Year: 2999, Spans: []holidays.Span{off("2999-10-01", "2999-10-01", "国庆节")}}}, "2999", -1, "2004"},
		{because{"negative year", "there is none"}, []holidays.Notice{{Year: -1, Spans: []holidays.Span{off("2027-10-01", "2027-10-01", "国庆节")}}}, "-1", -1, "year -1"},
		{because{"days of another year", "a notice arranges its year"}, changed(func(n *holidays.Notice) { n.Spans[1] = off("2028-01-03", "2028-01-03", "元旦") }), "invented 2027", 1, "2028-01-03"},
		{because{"days of the summer before", "a notice reaches back into December only"}, changed(func(n *holidays.Notice) { n.Spans[1] = off("2026-11-30", "2026-11-30", "元旦") }), "invented 2027", 1, "2026-11-30"},
		{because{"reversed span", "first is before last"}, changed(func(n *holidays.Notice) { n.Spans[0] = off("2027-01-02", "2027-01-01", "元旦") }), "invented 2027", 0, "reversed"},
		{because{"overlapping spans", "each day has one kind"}, changed(func(n *holidays.Notice) { n.Spans[2] = off("2027-01-02", "2027-01-04", "春节") }), "invented 2027", 2, "2027-01-02 is named twice"},
		{because{"a span around another", "each day has one kind"}, changed(func(n *holidays.Notice) { n.Spans[0] = off("2026-12-26", "2027-03-01", "元旦") }), "invented 2027", 1, "named twice"},
		{because{"the zero span", "it is no span"}, changed(func(n *holidays.Notice) { n.Spans[3] = holidays.Span{} }), "invented 2027", 3, "first and its last day"},
		{because{"a span without an end", "the zero Date is no date"}, changed(func(n *holidays.Notice) { n.Spans[3].Last = holidays.Date{} }), "invented 2027", 3, "first and its last day"},
		{because{"zero kind", "unknown is not a day off"}, changed(func(n *holidays.Notice) { n.Spans[0].Kind = 0 }), "invented 2027", 0, "unknown"},
		{because{"weekend as a kind", "notices declare days off"}, changed(func(n *holidays.Notice) { n.Spans[0].Kind = holidays.Weekend }), "invented 2027", 0, "weekend"},
		{because{"no such kind", "there are four"}, changed(func(n *holidays.Notice) { n.Spans[0].Kind = 77 }), "invented 2027", 0, "77"},
		{because{"make-up day on a weekday", "weekdays are worked anyway"}, changed(func(n *holidays.Notice) {
			n.Spans[1] = holidays.Span{Kind: holidays.Makeup, First: day("2027-01-04"), Last: day("2027-01-04"), Name: "元旦"}
		}), "invented 2027", 1, "2027-01-04 is a Monday"},
		{because{"weekday worked in a year's notice", "only an amendment takes a day off back"}, changed(func(n *holidays.Notice) { n.Spans[1] = work("2027-01-04", "元旦") }), "invented 2027", 1, "amendment"},
		{because{"weekend day as Workday", "worked, it is a make-up day"}, amended(func(n *holidays.Notice) {
			n.Spans[0].Kind, n.Spans[0].First, n.Spans[0].Last = holidays.Workday, day("2027-03-06"), day("2027-03-06")
		}), "amendment", 0, "makeup"},
		{because{"a wrong net", "the reader adds it up"}, changed(func(n *holidays.Notice) { n.Net = 13 }), "invented 2027", -1, "net 13"},
		{because{"issued years before", "probably a slip in the year"}, changed(func(n *holidays.Notice) { n.Issued = day("2025-11-10") }), "invented 2027", -1, "2025-11-10"},
		{because{"issued after its year", "probably a slip in the year"}, changed(func(n *holidays.Notice) { n.Issued = day("2028-01-01") }), "invented 2027", -1, "2028-01-01"},
		{because{"no name", "a day off has a festival"}, changed(func(n *holidays.Notice) { n.Spans[0].Name = "" }), "invented 2027", 0, "name"},
		{because{"a name that is a number", "it would be read back as a total"}, changed(func(n *holidays.Notice) { n.Spans[1].Name = "3" }), "invented 2027", 1, "name"},
		{because{"a name that is a huge number", "on every machine a number, however many bits it has"}, changed(func(n *holidays.Notice) { n.Spans[1].Name = "99999999999999999999" }), "invented 2027", 1, "name"},
		{because{"a name that is a date", "it would be read back as the last day"}, changed(func(n *holidays.Notice) { n.Spans[1].Name = "2027-01-01 元旦" }), "invented 2027", 1, "name"},
		{because{"a name of two lines", "it would be read back as two"}, changed(func(n *holidays.Notice) { n.Spans[0].Name = "元\n旦" }), "invented 2027", 0, "name"},
		{because{"a title of two lines", "the text form has lines"}, changed(func(n *holidays.Notice) { n.Title = "a\nyear 2028" }), "invented 2027", -1, "title"},
		{because{"a number not UTF-8", "a text is UTF-8"}, changed(func(n *holidays.Notice) { n.Number = "\xff" }), "", -1, "notice"},
		{because{"an address that ends in a space", "it would not be read back"}, changed(func(n *holidays.Notice) { n.URL = "https://example.org/ " }), "invented 2027", -1, "url"},
		{because{"the second of two wrong", "all are taken or none"}, []holidays.Notice{invented2027(), {Number: "empty", Year: 2028}}, "empty", -1, "no days"},
	}
	run(t, rows, func(t *testing.T, row row) {
		c := holidays.China()
		got, err := c.With(stated(row.notices)...)
		assert.Nil(t, got, "no calendar beside an error")
		var wrong *holidays.NoticeError
		require.ErrorAs(t, err, &wrong)
		assert.Contains(t, wrong.Notice, row.notice)
		assert.Equal(t, row.span, wrong.Span, "%v", err)
		assert.Contains(t, wrong.Reason, row.says)
		assert.True(t, strings.HasPrefix(err.Error(), "holidays: notice "), err.Error())
		assert.NotContains(t, err.Error(), "\n")
		_, err = c.With(stated([]holidays.Notice{invented2027()})...)
		assert.NoError(t, err, "the calendar itself is as it was")
	})
}

func TestWithOnACompiledCalendar(t *testing.T) {
	c, err := holidays.FromFunc(day("2027-01-01"), day("2027-12-31"), func(holidays.Date) bool { return true })
	require.NoError(t, err)
	_, err = c.With(stated([]holidays.Notice{invented2027()})...)
	var wrong *holidays.NoticeError
	require.ErrorAs(t, err, &wrong, "notices do not apply to a company's own days")
	assert.True(t, c == c.AsOf(day("2020-01-01")), "and it has no dates of issue")
}

// Dated notices may be given in any order: they are taken in order of issue.
func TestOrderGivenDoesNotMatter(t *testing.T) {
	n, amendment := invented2027(), holidays.Notice{Number: "amendment", Year: 2027, Issued: day("2027-01-20"), Amends: "invented 2027",
		Spans: []holidays.Span{off("2027-02-13", "2027-02-13", "春节"), off("2027-02-14", "2027-02-14", "春节"), work("2027-02-05", "春节")}}
	c := holidays.China()
	want := with(t, with(t, c, n), amendment)
	assert.Equal(t, holidays.Holiday, want.Day(day("2027-02-14")).Kind, "a make-up day taken back")
	assert.Equal(t, holidays.Workday, want.Day(day("2027-02-05")).Kind, "a day off taken back")
	assert.Equal(t, "amendment", want.Day(day("2027-02-05")).Source)
	assert.Equal(t, "invented 2027", want.Day(day("2027-02-06")).Source)
	for _, given := range [][]holidays.Notice{{n, amendment}, {amendment, n}, {invented2028(), amendment, n}, {amendment, invented2028(), n, amendment}} {
		got := with(t, c, given...)
		assert.Equal(t, want.AsOf(day("2027-06-01")).ID(), got.AsOf(day("2027-06-01")).ID())
	}
	assert.Equal(t, with(t, c, invented2028(), n).ID(), with(t, with(t, c, invented2028()), n).ID(), "2028 before 2027")
	_, err := c.With(amendment)
	assert.Error(t, err, "without its target it amends nothing")
	assert.Equal(t, with(t, c, n).ID(), want.AsOf(day("2027-01-19")).ID(), "as of the day before, the amendment is gone")
}

// A notice without a date prevails over those before it, and AsOf leaves it out, with what amends it.
func TestUndatedNotices(t *testing.T) {
	c := holidays.China()
	hasty := invented2027()
	hasty.Number, hasty.Issued = "", holidays.Date{}
	got := with(t, c, hasty)
	_, known := got.Known()
	assert.Equal(t, "2027-12-24", known.String(), "it settles its year")
	assert.Equal(t, holidays.Holiday, got.Day(day("2026-12-31")).Kind)
	assert.NotEmpty(t, got.Day(day("2026-12-31")).Source)
	assert.Equal(t, c.ID(), got.AsOf(day("9999-12-31")).ID(), "nobody knows when it was known")
	numbered := with(t, got, invented2027())
	assert.Equal(t, "invented 2027", numbered.Day(day("2026-12-31")).Source, "the same days with a number and a date fill these in")
	assert.Len(t, numbered.Notices(), len(got.Notices()))
	assert.True(t, numbered == with(t, numbered, hasty, invented2027()), "and are not lost again")
	amendment := holidays.Notice{Year: 2027, Amends: "invented 2027", Spans: []holidays.Span{work("2027-02-12", "春节")}}
	assert.True(t, with(t, got, invented2027(), amendment).IsWorkday(day("2027-02-12")), "so that an amendment can name it")

	change := holidays.Notice{Year: 2026, Amends: "国办发明电〔2025〕7号", Spans: []holidays.Span{work("2026-10-07", "国庆节")}}
	got = with(t, c, change)
	assert.Equal(t, holidays.Workday, got.Day(day("2026-10-07")).Kind, "an undated amendment prevails")
	assert.True(t, got.Day(day("2026-10-07")).Settled)
	assert.Equal(t, holidays.Holiday, got.AsOf(day("2026-12-01")).Day(day("2026-10-07")).Kind)

	hasty.Number = "hasty 2027"
	dated := holidays.Notice{Number: "dated", Year: 2027, Issued: day("2027-01-20"), Amends: "hasty 2027", Spans: []holidays.Span{work("2027-02-05", "春节")}}
	for name, got := range map[string]*holidays.Calendar{
		"one after the other": with(t, with(t, c, hasty), dated),
		"in one call":         with(t, c, hasty, dated),
		"amendment first":     with(t, c, dated, hasty),
	} {
		assert.Equal(t, holidays.Workday, got.Day(day("2027-02-05")).Kind, name)
		assert.Equal(t, c.ID(), got.AsOf(day("9999-12-31")).ID(), "%s: AsOf leaves out the amendment of what it leaves out", name)
	}
	got = with(t, c, invented2028(), hasty, dated)
	assert.Equal(t, holidays.Workday, got.Day(day("2027-02-05")).Kind, "though 2028 was issued after the amendment")
}

// A record that is too large is refused before one day could look like another.
func TestTooManyAmendments(t *testing.T) {
	notices := []holidays.Notice{invented2027()}
	for i := range 120 {
		n := holidays.Notice{Number: fmt.Sprint("amendment ", i), Year: 2027, Issued: day("2027-01-01").AddDays(i), Amends: "invented 2027"}
		for d := day("2027-01-03").AddDays(i); d.Year() == 2027; d = d.AddDays(1) {
			n.Spans = append(n.Spans, holidays.Span{Kind: holidays.Holiday, First: d, Last: d, Name: fmt.Sprint("day off ", i)})
		}
		notices = append(notices, n)
	}
	c := with(t, holidays.China(), notices[:50]...)
	assert.Equal(t, holidays.Day{Date: day("2027-06-30"), Kind: holidays.Holiday, Name: "day off 48", Source: "amendment 48", Settled: true}, c.Day(day("2027-06-30")))
	assert.Equal(t, holidays.Day{Date: day("2026-06-30"), Kind: holidays.Workday, Settled: true}, c.Day(day("2026-06-30")))
	_, err := holidays.China().With(stated(notices)...)
	var noticeError *holidays.NoticeError
	require.ErrorAs(t, err, &noticeError)
	assert.Contains(t, noticeError.Reason, "20000 spans")
}

// The promise: an answer without an error never changes when the notices of later years are loaded. Amendments are the
// one exception: a count may change under one when it goes over a day that the amendment changed.
func TestFinalAnswersStay(t *testing.T) {
	var calendars []*holidays.Calendar // as known on each day of issue
	var changed [][]holidays.Date      // days that the notice issued then changed, if it is an amendment
	amendments := map[string]int{}
	for _, n := range holidays.China().Notices() {
		c := holidays.China().AsOf(n.Issued)
		var days []holidays.Date
		if n.Amends != "" {
			before := calendars[len(calendars)-1]
			for d := holidays.NewDate(n.Year-1, 12, 1); d.Year() <= n.Year; d = d.AddDays(1) {
				if before.IsWorkday(d) != c.IsWorkday(d) {
					days = append(days, d)
				}
			}
			amendments[n.Number] = len(days)
		}
		calendars, changed = append(calendars, c), append(changed, days)
	}
	require.Equal(t, map[string]int{"国发明电〔2015〕1号": 3, "国办发明电〔2019〕3号": 4, "国办发明电〔2020〕1号": 2}, amendments,
		"working status before → after in data/README.md")

	answers, exceptions := 0, 0
	for i, earlier := range calendars {
		_, known := earlier.Known()
		for d := known.AddDays(-500); !d.After(known); d = d.AddDays(1) {
			for _, n := range [...]int{1, 10, 30, -30} {
				due, err := earlier.Add(d, n)
				if err != nil {
					continue
				}
				over := func(x holidays.Date) bool { return x.After(d) && !x.After(due) || x.Before(d) && !x.Before(due) }
				for j, amended := i, false; j < len(calendars); j++ {
					amended = amended || j > i && slices.ContainsFunc(changed[j], over)
					if amended {
						exceptions++
						break
					}
					answers++
					if again, err := calendars[j].Add(d, n); again != due || err != nil {
						t.Fatalf("%d working days from %v: %v when %v was known, but %v, %v later", n, d, due, known, again, err)
					}
				}
			}
		}
	}
	assert.Greater(t, answers, 100_000)
	assert.Greater(t, exceptions, 50, "amendments do change answers")
	t.Log(answers, exceptions)
}

// The promise holds for the notice to come as well, whatever is in it, as long as it keeps to its settled year.
func TestFinalAnswersStayUnderTheNextNotice(t *testing.T) {
	c, next := holidays.China(), with(t, holidays.China(), invented2027())
	for d := day("2026-09-01"); d.Before(day("2027-03-01")); d = d.AddDays(1) {
		for n := -60; n <= 60; n++ {
			due, err := c.Add(d, n)
			if err != nil {
				require.True(t, errors.Is(err, holidays.ErrProvisional))
				continue
			}
			if again, err := next.Add(d, n); again != due || err != nil {
				t.Fatalf("%d working days from %v: %v, then %v, %v", n, d, due, again, err)
			}
		}
	}
}

// An amendment that repeats an earlier one which was taken back in between is not that one once more.
func TestAmendmentTakenBackAndRepeated(t *testing.T) {
	amend := func(number, issued string, kind holidays.Kind) holidays.Notice {
		return holidays.Notice{Number: number, Year: 2027, Issued: day(issued), Amends: "invented 2027",
			Spans: []holidays.Span{{Kind: kind, First: day("2027-06-01"), Last: day("2027-06-01"), Name: "假期"}}}
	}
	off, back, again := amend("1", "2027-01-05", holidays.Holiday), amend("2", "2027-01-06", holidays.Workday), amend("3", "2027-01-07", holidays.Holiday)
	c := with(t, holidays.China(), invented2027(), off, back, again)
	assert.False(t, c.IsWorkday(day("2027-06-01")), "the last word counts")
	assert.True(t, c.AsOf(day("2027-01-06")).IsWorkday(day("2027-06-01")))
	assert.True(t, c == with(t, c, off, again), "and these are on record")
}

// A year's file with its amendments merged into it, as holiday-cn keeps them, says nothing new beside them.
func TestMergedYearOnRecord(t *testing.T) {
	amendment := holidays.Notice{Number: "invented amendment", Year: 2027, Issued: day("2027-01-20"), Amends: "invented 2027",
		Spans: []holidays.Span{off("2027-03-01", "2027-03-01", "假期"), work("2027-03-06", "假期")}}
	c := with(t, holidays.China(), invented2027(), amendment)
	merged := invented2027()
	merged.Number, merged.Issued, merged.Title = "", holidays.Date{}, "a merged file"
	merged.Spans = append(merged.Spans, amendment.Spans...)
	assert.True(t, c == with(t, c, merged))
	merged.Spans = append(merged.Spans, off("2027-03-02", "2027-03-02", "假期"))
	_, err := c.With(stated([]holidays.Notice{merged})...)
	require.ErrorContains(t, err, "2027-03-01 is another kind of day", "one more day is a contradiction")
}

// A fragment of a year does not settle the rest of it, unless that is said.
func TestFragmentOfAYear(t *testing.T) {
	n := invented2027()
	_, err := holidays.China().With(n)
	var statute *holidays.StatuteError
	require.ErrorAs(t, err, &statute)
	assert.Equal(t, holidays.StatuteError{Year: 2027, Got: 6, Want: 13}, *statute)
	n.Net = statute.Got
	c, err := holidays.China().With(n)
	require.NoError(t, err, "taken on purpose")
	assert.True(t, c.Day(day("2027-06-09")).Settled)
}
