package holidays_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// What Validate refuses, With refuses, MarshalText refuses, and all of them say the same.
func TestValidate(t *testing.T) {
	year := func(f func(*holidays.Notice)) holidays.Notice { return change(invented2027(), f) }
	amends := func(s ...holidays.Span) holidays.Notice { return amendment("an amendment", "2026-12-01", s...) }
	layer := func(f func(*holidays.Notice)) holidays.Notice {
		return change(holidays.Notice{Title: "a region", Spans: []holidays.Span{off("2027-03-29", "2027-03-30", "三月三")}}, f)
	}
	type row struct {
		because
		notice holidays.Notice
		says   string // empty for a right one
	}
	rows := []row{
		{because{"a year's notice", "whole"}, invented2027(), ""},
		{because{"a second year's notice", "whole, of a year in which two festivals meet"}, invented2028(), ""},
		{because{"the number of days stated", "and right"}, year(func(n *holidays.Notice) { n.Net = 13 }), ""},
		{because{"an amendment", "off, taken back, and made up"}, amends(off("2027-03-01", "2027-03-01", "假期"), work("2027-02-10", "春节"), work("2027-03-06", "假期")), ""},
		{because{"a layer", "neither number nor date nor year"}, layer(func(*holidays.Notice) {}), ""},
		{because{"a layer over several years", "one file may hold them"}, layer(func(n *holidays.Notice) { n.Spans = append(n.Spans, off("2031-03-29", "2031-03-29", "三月三")) }), ""},
		{because{"a layer that takes a day off back", "it may"}, layer(func(n *holidays.Notice) { n.Spans[0] = work("2027-02-08", "春节") }), ""},
		{because{"issued in its own year", "as that of 1 January would be"}, year(func(n *holidays.Notice) { n.Issued = day("2027-01-05") }), ""},
		{because{"up to both ends", "25 December to 24 December"}, year(func(n *holidays.Notice) {
			n.Spans = append(n.Spans, off("2026-12-25", "2026-12-25", "假期"), work("2026-12-26", "假期"), off("2027-12-24", "2027-12-24", "假期"), work("2027-12-19", "假期"))
		}), ""},

		{because{"the zero Notice", "it declares nothing"}, holidays.Notice{}, "year 0"},
		{because{"no year and no name", "it is neither a year's notice nor a layer"}, layer(func(n *holidays.Notice) { n.Title = "" }), "year 0"},
		{because{"no number", "it names what to cite, and tells one notice from another"}, year(func(n *holidays.Notice) { n.Number = "" }), "notice is missing"},
		{because{"no date", "AsOf rests on it"}, year(func(n *holidays.Notice) { n.Issued = holidays.Date{} }), "issued is missing"},
		{because{"issued years before", "probably a slip in the year"}, year(func(n *holidays.Notice) { n.Issued = day("2025-11-10") }), "issued 2025-11-10"},
		{because{"issued after its year", "probably a slip in the year"}, year(func(n *holidays.Notice) { n.Issued = day("2028-01-01") }), "issued 2028-01-01"},
		{because{"a year before time", "dates begin in year 1"}, year(func(n *holidays.Notice) { n.Year = -3 }), "year -3"},
		{because{"a year of five digits", "dates end in 9999"}, year(func(n *holidays.Notice) { n.Year = 10000 }), "year 10000"},
		{because{"no days", "unknown is not 'no holiday'"}, year(func(n *holidays.Notice) { n.Spans = nil }), "names no days"},
		{because{"a layer without days", "it says nothing"}, layer(func(n *holidays.Notice) { n.Spans = nil }), "names no days"},
		{because{"amends itself", "it cannot come before itself"}, change(amends(off("2027-03-01", "2027-03-01", "假期")), func(n *holidays.Notice) { n.Amends = n.Number }), "itself"},
		{because{"a layer that amends", "it lies over notices, it changes none"}, layer(func(n *holidays.Notice) { n.Amends = "invented 2027" }), "amends"},
		{because{"a layer with a number of days", "no statute gives it one"}, layer(func(n *holidays.Notice) { n.Net = 2 }), "net"},
		{because{"a wrong net", "the days add up to another"}, year(func(n *holidays.Notice) { n.Net = 12 }), "net 12"},

		{because{"a day of the year before", "24 December is the notice of 2026's: such a change is an amendment"}, year(func(n *holidays.Notice) {
			n.Spans = append(n.Spans, off("2026-12-24", "2026-12-24", "假期"), work("2027-03-06", "假期"))
		}), "2026-12-25 to 2027-12-24"},
		{because{"a span that begins the year before", "its first day is settled by another notice"}, year(func(n *holidays.Notice) { n.Spans[0].First = day("2026-12-24") }), "2026-12-24"},
		{because{"a day of the year after", "25 December is the next notice's"}, year(func(n *holidays.Notice) {
			n.Spans = append(n.Spans, off("2027-12-25", "2027-12-25", "假期"))
		}), "names no other days"},
		{because{"an amendment of another year's days", "it belongs to the year that it amends"}, amends(off("2027-12-27", "2027-12-27", "假期")), "names no other days"},
		{because{"a layer of more than a year in one span", "probably a slip in the year"}, layer(func(n *holidays.Notice) { n.Spans[0].Last = day("2028-03-29") }), "at most a year"},
		{because{"reversed", "first is before last"}, year(func(n *holidays.Notice) { n.Spans[0] = off("2027-01-02", "2027-01-01", "元旦") }), "reversed"},
		{because{"overlapping", "each day has one kind"}, year(func(n *holidays.Notice) { n.Spans[0].Last = day("2027-02-05") }), "2027-02-05 is named twice"},
		{because{"one span within another", "each day has one kind"}, year(func(n *holidays.Notice) {
			n.Spans = append(n.Spans, off("2027-10-03", "2027-10-03", "国庆节"))
		}), "2027-10-03 is named twice"},
		{because{"the zero Span", "it is no span"}, year(func(n *holidays.Notice) { n.Spans[3] = holidays.Span{} }), "first and its last day"},
		{because{"a span without an end", "the zero Date is no date"}, year(func(n *holidays.Notice) { n.Spans[3].Last = holidays.Date{} }), "first and its last day"},
		{because{"zero Kind", "unknown is not a day off"}, year(func(n *holidays.Notice) { n.Spans[0].Kind = 0 }), "unknown"},
		{because{"Weekend as a kind", "notices declare days off"}, year(func(n *holidays.Notice) { n.Spans[0].Kind = holidays.Weekend }), "weekend"},
		{because{"no such kind", "there are four"}, year(func(n *holidays.Notice) { n.Spans[0].Kind = 77 }), "77"},
		{because{"make-up day on a weekday", "weekdays are worked anyway"}, year(func(n *holidays.Notice) {
			n.Spans[1] = holidays.Span{Kind: holidays.Makeup, First: day("2027-03-01"), Last: day("2027-03-01"), Name: "元旦"}
		}), "2027-03-01 is a Monday"},
		{because{"weekday worked in a year's notice", "only an amendment takes a day off back"}, year(func(n *holidays.Notice) { n.Spans[1] = work("2027-03-01", "元旦") }), "amendment"},
		{because{"weekend day as Workday", "worked, it is a make-up day"}, amends(holidays.Span{Kind: holidays.Workday, First: day("2027-03-06"), Last: day("2027-03-06"), Name: "假期"}), "Saturday"},
		{because{"taken back over a weekend", "Saturday and Sunday are not taken back"}, amends(holidays.Span{Kind: holidays.Workday, First: day("2027-02-05"), Last: day("2027-02-08"), Name: "春节"}), "2027-02-06 is a Saturday"},

		{because{"no name", "a day off has a festival"}, year(func(n *holidays.Notice) { n.Spans[0].Name = "" }), "name"},
		{because{"a name that is a number", "it would be read back as a total"}, year(func(n *holidays.Notice) { n.Spans[1].Name = "3" }), "name"},
		{because{"a name that is a huge number", "a number on every machine, however many bits it has"}, year(func(n *holidays.Notice) { n.Spans[1].Name = "99999999999999999999" }), "name"},
		{because{"a name that is a date", "it would be read back as the last day"}, year(func(n *holidays.Notice) { n.Spans[1].Name = "2027-01-01 元旦" }), "name"},
		{because{"a name of two lines", "it would be read back as two"}, year(func(n *holidays.Notice) { n.Spans[0].Name = "元\n旦" }), "name"},
		{because{"a title of two lines", "no line can be smuggled in"}, year(func(n *holidays.Notice) { n.Title = "a\nyear 2028" }), "title"},
		{because{"a title with a carriage return", "it is a line end too"}, year(func(n *holidays.Notice) { n.Title = "a\rb" }), "title"},
		{because{"a number that is not UTF-8", "a text is UTF-8"}, year(func(n *holidays.Notice) { n.Number = "\xff" }), "notice"},
		{because{"a number with a zero-width space", "two numbers that look alike"}, year(func(n *holidays.Notice) { n.Number = "invented\u200b 2027" }), "notice"},
		{because{"a number with a right-to-left override", "it shows other characters than it has"}, year(func(n *holidays.Notice) { n.Number = "invented \u202e7202" }), "notice"},
		{because{"a number in full-width digits", "one number, written two ways, would be two"}, year(func(n *holidays.Notice) { n.Number = "国办发明电〔２０２６〕７号" }), "0 to 9"},
		{because{"a number with a plus", "it would read like a layer in the ID"}, year(func(n *holidays.Notice) { n.Number = "invented+2027" }), "+"},
		{because{"a number with an at sign", "it would read like the digest in the ID"}, year(func(n *holidays.Notice) { n.Number = "invented@2027" }), "@"},
		{because{"an address that ends in a space", "it would not be read back"}, year(func(n *holidays.Notice) { n.URL = "https://example.org/ " }), "url"},
		{because{"a title of two spaces", "they would be read back as one"}, year(func(n *holidays.Notice) { n.Title = "an  invented notice" }), "title"},
	}
	run(t, rows, func(t *testing.T, row row) {
		err := row.notice.Validate()
		text, textErr := row.notice.MarshalText()
		_, jsonErr := json.Marshal(row.notice)
		if row.says == "" {
			require.NoError(t, err)
			require.NoError(t, textErr)
			require.NoError(t, jsonErr)
			return
		}
		refused(t, err, "holidays: notice ", row.says)
		assert.Equal(t, err, textErr)
		assert.Empty(t, text)
		assert.Error(t, jsonErr)
		var statute *holidays.StatuteError
		assert.False(t, errors.As(err, &statute), "it is no question of the statute")
		if row.notice.Title != "a region" {
			c, err := holidays.China().With(invented2028(), row.notice)
			assert.Nil(t, c, "no calendar beside an error: all are taken or none")
			assert.Error(t, err)
		}
	})
}

// A year's notice is held against the statute: every statutory day is off in it, and its days off minus make-up days are as
// many as the statute gives. Net states another number, but moves no festival.
func TestStatuteError(t *testing.T) {
	const order = "国务院令第795号"
	type row struct {
		because
		change func(*holidays.Notice)
		want   holidays.StatuteError
	}
	rows := []row{
		{because{"端午节 a day early", "a slip of the pen, with the number of days right"}, func(n *holidays.Notice) { n.Spans[8] = off("2027-06-08", "2027-06-08", "端午节") },
			holidays.StatuteError{Year: 2027, Statute: order, Festival: "端午节", Date: day("2027-06-09")}},
		{because{"a festival missing", "cut short"}, func(n *holidays.Notice) { n.Spans = n.Spans[:10] },
			holidays.StatuteError{Year: 2027, Statute: order, Festival: "国庆节", Date: day("2027-10-01")}},
		{because{"the last statutory day worked", "every one counts"}, func(n *holidays.Notice) {
			n.Spans[10].Last, n.Spans[12] = day("2027-10-02"), work("2027-10-03", "国庆节")
		}, holidays.StatuteError{Year: 2027, Statute: order, Festival: "国庆节", Date: day("2027-10-03")}},
		{because{"除夕 worked", "off since Order 795"}, func(n *holidays.Notice) { n.Spans[2].First = day("2027-02-06") },
			holidays.StatuteError{Year: 2027, Statute: order, Festival: "春节", Date: day("2027-02-05")}},
		{because{"2 May worked", "off since Order 795"}, func(n *holidays.Notice) { n.Spans[6] = off("2027-05-01", "2027-05-01", "劳动节") },
			holidays.StatuteError{Year: 2027, Statute: order, Festival: "劳动节", Date: day("2027-05-02")}},
		{because{"a day off too few", "a make-up day in exchange for nothing"}, func(n *holidays.Notice) { n.Spans = append(n.Spans, work("2027-03-06", "假期")) },
			holidays.StatuteError{Year: 2027, Statute: order, Got: 12, Want: 13}},
		{because{"a day off too many", "a day of its own is an amendment"}, func(n *holidays.Notice) { n.Spans = append(n.Spans, off("2027-03-01", "2027-03-01", "假期")) },
			holidays.StatuteError{Year: 2027, Statute: order, Got: 14, Want: 13}},
	}
	run(t, rows, func(t *testing.T, row row) {
		n := change(invented2027(), row.change)
		err := n.Validate()
		refused(t, err, "2027", order)
		var statute *holidays.StatuteError
		require.ErrorAs(t, err, &statute)
		assert.Equal(t, row.want, *statute)
		for _, way := range []string{"net ", "Net", "state"} {
			assert.NotContains(t, err.Error(), way, "no message offers the way round the check")
		}
		_, withErr := holidays.China().With(n)
		assert.Equal(t, err, withErr)

		n.Net = net(n.Spans)
		if row.want.Date.IsZero() {
			assert.NoError(t, n.Validate(), "stated, another number is taken")
		} else {
			assert.Equal(t, err, n.Validate(), "but a festival is off whatever is stated")
		}
	})
	assert.NoError(t, amendment("2", "2027-01-05", work("2027-02-12", "春节")).Validate(), "the sum is an amendment's own")
	assert.Equal(t, &holidays.StatuteError{Year: 2027, Statute: "国务院令第795号", Festival: "端午节", Date: day("2027-06-09")},
		amendment("2", "2027-01-05", work("2027-06-09", "端午节")).Validate(), "the statutory days are not")
	fragment := holidays.Notice{Number: "n", Year: 2061, Issued: day("2060-11-10"), Spans: []holidays.Span{off("2061-05-01", "2061-05-01", "劳动节")}}
	assert.NoError(t, fragment.Validate(), "of 2061 the lunar dates are not known, and so not the statutory days")
}

// text2027 is the text form of invented2027, with what else a file may hold.
const text2027 = `# made up
notice invented 2027
title  an invented notice
year   2027
issued 2026-11-10
net    13

off  2026-12-31 Thu  2027-01-02 Sat  3  元旦
work 2026-12-27 Sun                     元旦
off  2027-02-05 Fri  2027-02-12 Fri  8  春节
work 2027-02-14 Sun                     春节
work 2027-02-20 Sat                     春节
off  2027-04-03 Sat  2027-04-05 Mon  3  清明节
off  2027-05-01 Sat  2027-05-05 Wed  5  劳动节
work 2027-05-08 Sat                     劳动节
off  2027-06-09 Wed                  1  端午节
off  2027-09-15 Wed                  1  中秋节
off  2027-10-01 Fri  2027-10-07 Thu  7  国庆节
work 2027-09-26 Sun                     国庆节
work 2027-10-09 Sat                     国庆节
`

// replaced returns text2027 with one part of it replaced, which must be there once.
func replaced(old, new string) string {
	if strings.Count(text2027, old) != 1 {
		panic(old)
	}
	return strings.Replace(text2027, old, new, 1)
}

// rightTexts are texts that are read, and the notices that they are.
func rightTexts() []struct {
	because
	text string
	want holidays.Notice
} {
	type row = struct {
		because
		text string
		want holidays.Notice
	}
	stated := change(invented2027(), func(n *holidays.Notice) { n.Net = 13 })
	return []row{
		{because{"a file", "as a service keeps it"}, text2027, stated},
		{because{"without net", "it need not be stated"}, replaced("net    13\n", ""), invented2027()},
		{because{"no line end at the end", "an editor left it out"}, strings.TrimSuffix(text2027, "\n"), stated},
		{because{"byte order mark and CRLF", "Windows"}, "\ufeff" + strings.ReplaceAll(text2027, "\n", "\r\n"), stated},
		{because{"CRLF without the last line feed", "Windows, cut by an editor"}, strings.TrimSuffix(strings.ReplaceAll(text2027, "\n", "\r\n"), "\n"), stated},
		{because{"tabs and ideographic spaces", "white space is white space"}, strings.ReplaceAll(replaced("net    13", "net\t\u300013"), "  ", "\t"), stated},
		{because{"one day of work with its total", "it may be stated"}, replaced("work 2026-12-27 Sun                     元旦", "work 2026-12-27 Sun 1 元旦"), stated},
		{because{"a name of two words", "single spaces are kept"}, replaced("8  春节", "8 春 节"), change(stated, func(n *holidays.Notice) { n.Spans[2].Name = "春 节" })},
		{because{"exactly 1 MiB", "the limit itself is allowed"}, text2027 + "#" + strings.Repeat("x", 1<<20-len(text2027)-1), stated},
		{because{"an amendment", "it may take a day off back"}, "notice 2\nyear 2027\nissued 2027-01-05\namends invented 2027\nwork 2027-02-09 Tue 2027-02-10 Wed 2 春节\n",
			amendment("2", "2027-01-05", holidays.Span{Kind: holidays.Workday, First: day("2027-02-09"), Last: day("2027-02-10"), Name: "春节"})},
		{because{"net 0 stated and right", "a change that moves a day only"}, "notice 2\nyear 2027\nissued 2027-01-05\namends invented 2027\nnet 0\noff 2027-03-01 Mon 1 假期\nwork 2027-03-06 Sat 假期\n",
			amendment("2", "2027-01-05", off("2027-03-01", "2027-03-01", "假期"), work("2027-03-06", "假期"))},
		{because{"a negative net", "a change that takes days off back"}, "notice 2\nyear 2027\nissued 2027-01-05\namends invented 2027\nnet -1\nwork 2027-03-06 Sat 假期\n",
			change(amendment("2", "2027-01-05", work("2027-03-06", "假期")), func(n *holidays.Notice) { n.Net = -1 })},
		{because{"a layer", "its name in place of a title and a year"}, "layer 广西\noff 2027-03-29 Mon 1 三月三\noff 2028-03-27 Mon 1 三月三\n",
			holidays.Notice{Title: "广西", Spans: []holidays.Span{off("2027-03-29", "2027-03-29", "三月三"), off("2028-03-27", "2028-03-27", "三月三")}}},
		{because{"a dated layer", "so that AsOf can leave it out"}, "layer 广西\nnotice 桂政办电〔2027〕1号\nissued 2027-01-15\nurl https://example.org/\nwork 2027-02-08 Mon 三月三\n",
			holidays.Notice{Number: "桂政办电〔2027〕1号", Title: "广西", URL: "https://example.org/", Issued: day("2027-01-15"), Spans: []holidays.Span{work("2027-02-08", "三月三")}}},
		{because{"the last day there is", "nothing loops behind it"}, "layer x\noff 9999-12-30 Thu 9999-12-31 Fri 2 假期\n",
			holidays.Notice{Title: "x", Spans: []holidays.Span{off("9999-12-30", "9999-12-31", "假期")}}},
	}
}

// What is read is written, and read back equal, as text and as JSON.
func TestNoticeText(t *testing.T) {
	run(t, rightTexts(), func(t *testing.T, row struct {
		because
		text string
		want holidays.Notice
	}) {
		var n holidays.Notice
		require.NoError(t, n.UnmarshalText([]byte(row.text)))
		assert.Equal(t, row.want, n)
		text, err := n.MarshalText()
		require.NoError(t, err)
		var back holidays.Notice
		require.NoError(t, back.UnmarshalText(text), "%s", text)
		assert.Equal(t, n, back)
		assert.Equal(t, n.Net != 0, strings.Contains(string(text), "\nnet "), "net is written where it is stated")

		data, err := json.Marshal(map[string]holidays.Notice{"notice": n})
		require.NoError(t, err)
		var out map[string]holidays.Notice
		require.NoError(t, json.Unmarshal(data, &out))
		assert.Equal(t, n, out["notice"])
	})
	var n holidays.Notice
	for _, bad := range []string{`{}`, `{"Year":2027}`, `"year 2027"`, `2027`} {
		assert.Error(t, json.Unmarshal([]byte(bad), &n), bad)
		assert.Zero(t, n)
	}
}

// wrongTexts are texts that are no notice, or no right one, with the line of the error and what it says.
var wrongTexts = []struct {
	because
	text string
	line int
	says string
}{
	{because{"empty", "unknown is not 'no holiday'"}, "", 0, "year 0"},
	{because{"comments only", "unknown is not 'no holiday'"}, "# nothing\n\n", 0, "year 0"},
	{because{"no year", "it must say which year it arranges"}, replaced("year   2027\n", ""), 0, "year 0"},
	{because{"no number", "it names what to cite"}, replaced("notice invented 2027\n", ""), 0, "notice is missing"},
	{because{"no date", "AsOf rests on it"}, replaced("issued 2026-11-10\n", ""), 0, "issued is missing"},
	{because{"no days", "a year that is not published is left out"}, text2027[:strings.Index(text2027, "net")], 0, "no days"},
	{because{"cut short", "net adds up the days"}, text2027[:strings.Index(text2027, "off  2027-10-01")], 6, "net 13"},
	{because{"cut short without net", "the statute adds up the days"}, replaced("net    13\n", "")[:strings.Index(replaced("net    13\n", ""), "off  2027-10-01")], 4, "国庆节"},
	{because{"cut short inside a line", "the name is missing"}, text2027[:strings.LastIndex(text2027, "国庆节")], 20, "name"},
	{because{"wrong net", "net adds up the days"}, replaced("net    13", "net    12"), 6, "net 12"},
	{because{"net 0 stated", "a stated 0 is checked as well"}, replaced("net    13", "net    0"), 6, "net 0"},
	{because{"net in words", "it is a number"}, replaced("net    13", "net    two"), 6, "two"},
	{because{"net with a plus", "nobody writes it so"}, replaced("net    13", "net    +13"), 6, "+13"},
	{because{"net in full-width digits", "ASCII digits only"}, replaced("net    13", "net    １３"), 6, "１３"},
	{because{"wrong weekday", "the weekday is a check digit"}, replaced("2026-12-31 Thu", "2026-12-31 Fri"), 8, "2026-12-31 is Thu"},
	{because{"wrong last weekday", "the weekday is a check digit"}, replaced("2027-01-02 Sat", "2027-01-02 Sun"), 8, "2027-01-02 is Sat"},
	{because{"weekday in full", "three letters"}, replaced("2026-12-31 Thu", "2026-12-31 Thursday"), 8, "Thu"},
	{because{"no weekday", "a check digit must be there"}, replaced("2027-06-09 Wed ", "2027-06-09 "), 16, "is Wed"},
	{because{"wrong total", "the total is a check digit"}, replaced("Sat  3  元旦", "Sat  4  元旦"), 8, "3 days"},
	{because{"huge total", "it must not wrap"}, replaced("Sat  3  元旦", "Sat  18446744073709551619  元旦"), 8, "3 days"},
	{because{"total in full-width digits", "ASCII digits only"}, replaced("Sat  3  元旦", "Sat  ３  元旦"), 8, "number of days, 3"},
	{because{"off without its total", "a check digit must be there"}, replaced("Sat  3  元旦", "Sat  元旦"), 8, "number of days, 3"},
	{because{"one day off without its total", "a check digit must be there for one day too"}, replaced("1  端午节", "端午节"), 16, "number of days, 1"},
	{because{"two days of work without their total", "a check digit must be there"}, text2027 + "work 2027-03-06 Sat 2027-03-07 Sun 假期\n", 21, "number of days, 2"},
	{because{"no name", "a day off has a festival"}, replaced("Sat  3  元旦", "Sat  3"), 8, "name"},
	{because{"a name that is a number", "it could be a total"}, replaced("Sat  3  元旦", "Sat  3  3"), 8, "name"},
	{because{"reversed", "first is before last"}, replaced("2027-10-01 Fri  2027-10-07 Thu", "2027-10-07 Thu  2027-10-01 Fri"), 18, "reversed"},
	{because{"named twice", "each day has one kind"}, text2027 + "off 2027-02-06 Sat 1 春节\n", 21, "2027-02-06 is named twice"},
	{because{"work on a weekday", "only an amendment takes a day off back"}, text2027 + "work 2027-04-06 Tue 清明节\n", 21, "amendment"},
	{because{"work from Friday to Saturday", "a Saturday worked is a make-up day, a Friday is not"}, "amends x\n" + text2027 + "work 2027-03-05 Fri 2027-03-06 Sat 2 清明节\n", 22, "2027-03-06"},
	{because{"unknown keyword", "a typing error must not pass"}, text2027 + "of 2027-04-06 Tue 1 清明节\n", 21, `"of"`},
	{because{"keyword in capitals", "a typing error must not pass"}, text2027 + "OFF 2027-04-06 Tue 1 清明节\n", 21, `"OFF"`},
	{because{"repeated keyword", "which one counts?"}, text2027 + "year 2027\n", 21, "line 4"},
	{because{"keyword without value", "leave the line out"}, text2027 + "amends\n", 21, "amends"},
	{because{"no such date", "never normalised"}, replaced("2027-04-03 Sat", "2027-02-30 Tue"), 13, "no such day"},
	{because{"slashes", "the error names what would be right"}, replaced("2026-11-10", "2026/11/10"), 5, "2026-11-10"},
	{because{"year in words", "it is a number"}, replaced("year   2027", "year   二〇二七"), 4, "二〇二七"},
	{because{"year in full-width digits", "ASCII digits only"}, replaced("year   2027", "year   ２０２７"), 4, "２０２７"},
	{because{"year with a leading zero", "a number is written one way"}, replaced("year   2027", "year   02027"), 4, "02027"},
	{because{"year 0", "there is none"}, replaced("year   2027", "year   0"), 4, "year 0"},
	{because{"year 10000", "dates end in 9999"}, replaced("year   2027", "year   10000"), 4, "year 10000"},
	{because{"days of another year", "a notice arranges its year"}, text2027 + "off 2028-04-05 Wed 1 清明节\n", 21, "2028-04-05"},
	{because{"24 December of the year before", "a settled day of the notice before"}, text2027 + "off 2026-12-24 Thu 1 假期\n", 21, "2026-12-25 to 2027-12-24"},
	{because{"issued in another year", "a slip"}, replaced("issued 2026-11-10", "issued 2024-11-10"), 5, "2024-11-10"},
	{because{"amends itself", "it cannot come before itself"}, "amends invented 2027\n" + text2027, 1, "itself"},
	{because{"layer and year", "one or the other"}, "layer x\nyear 2027\noff 2027-03-29 Mon 1 三月三\n", 1, "no year"},
	{because{"layer and title", "its name is its title"}, "layer x\ntitle y\noff 2027-03-29 Mon 1 三月三\n", 1, "in place of a title"},
	{because{"layer that amends", "it lies over notices, it changes none"}, "layer x\namends y\noff 2027-03-29 Mon 1 三月三\n", 2, "amends"},
	{because{"layer without a name", "the ID names it"}, "layer\noff 2027-03-29 Mon 1 三月三\n", 1, "layer"},
	{because{"title in place of the year", "a year's notice without its year is no layer"}, "title x\noff 2027-03-29 Mon 1 三月三\n", 0, "year"},
	{because{"a festival on another day", "every statutory day is off"}, replaced("off  2027-06-09 Wed", "off  2027-06-08 Tue"), 4, "端午节"},
	{because{"control character", "texts are for reading"}, replaced("an invented", "an \x1b[31minvented"), 3, "control character"},
	{because{"zero-width space in the number", "two numbers that look alike"}, replaced("notice invented 2027", "notice invented\u200b 2027"), 2, `\u200b`},
	{because{"right-to-left override in a name", "it shows other characters than it has"}, replaced("8  春节", "8  \u202e春节"), 10, `\u202e`},
	{because{"full-width digits in the number", "one number, written two ways, would be two"}, replaced("notice invented 2027", "notice 国办发明电〔２０２６〕７号"), 2, "0 to 9"},
	{because{"bare CR between lines", "what follows it would be hidden in a terminal"}, replaced("2027\nissued", "2027\rissued"), 4, "end of line"},
	{because{"bare CR in a comment", "a line of days could hide behind it"}, replaced("# made up", "# made up\roff 2027-03-01 Mon 1 假期"), 1, "end of line"},
	{because{"CR twice before the line feed", "one belongs to no line end"}, strings.ReplaceAll(text2027, "\n", "\r\r\n"), 1, "end of line"},
	{because{"old Mac line ends", "CR alone ends no line"}, strings.ReplaceAll(text2027, "\n", "\r"), 1, "end of line"},
	{because{"line separator before a line of days", "one text would show as two lines and read as one name"}, replaced("8  春节", "8  春节\u2028off 2027-03-01 Mon 1 假期"), 10, "end of line"},
	{because{"vertical tab", "as above"}, replaced("8  春节", "8  春节\voff 2027-03-01 Mon 1 假期"), 10, "end of line"},
	{because{"form feed", "as above"}, replaced("8  春节", "8  春节\foff 2027-03-01 Mon 1 假期"), 10, "end of line"},
	{because{"NEL", "as above"}, replaced("8  春节", "8  春节\u0085off 2027-03-01 Mon 1 假期"), 10, "end of line"},
	{because{"not UTF-8", "GBK from an old system"}, replaced("8  春节", "8  \xb4\xba\xbd\xda"), 0, "UTF-8"},
	{because{"UTF-16", "not UTF-8"}, "\xff\xfey\x00e\x00a\x00r\x00", 0, "UTF-8"},
	{because{"a byte more than 1 MiB", "a limit"}, text2027 + "#" + strings.Repeat("x", 1<<20-len(text2027)), 0, "1048577 bytes"},
	{because{"a web page", "not the text form"}, "<html>\n<body>404</body></html>", 1, "<html>"},
}

func TestNoticeTextRefuses(t *testing.T) {
	run(t, wrongTexts, func(t *testing.T, row struct {
		because
		text string
		line int
		says string
	}) {
		kept := invented2027()
		err := kept.UnmarshalText([]byte(row.text))
		refused(t, err, row.says)
		assert.Equal(t, invented2027(), kept, "an error leaves the notice as it was")
		var wrong *holidays.SyntaxError
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, row.line, wrong.Line, "%v", err)
		assert.Empty(t, wrong.Name)
		if row.line > 0 {
			assert.True(t, strings.HasPrefix(err.Error(), fmt.Sprintf("holidays: line %d: ", row.line)), err.Error())
			wrong.Name = "2027.txt"
			assert.True(t, strings.HasPrefix(err.Error(), fmt.Sprintf("holidays: 2027.txt:%d: ", row.line)), err.Error())
		}
	})
	var n holidays.Notice
	var statute *holidays.StatuteError
	require.ErrorAs(t, n.UnmarshalText([]byte(replaced("off  2027-06-09 Wed", "off  2027-06-08 Tue"))), &statute, "the cause can be read")
	assert.Equal(t, day("2027-06-09"), statute.Date)
}

// embedded returns the built-in notices' files by name.
func embedded(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("notices/*.txt")
	require.NoError(t, err)
	files := map[string][]byte{}
	for _, name := range names {
		files[name], err = os.ReadFile(name)
		require.NoError(t, err)
	}
	require.Len(t, files, len(holidays.China().Notices()))
	return files
}

// Every built-in file is the notice that the calendar has, states its net days, and is written as it was read.
func TestBuiltInNotices(t *testing.T) {
	for name, data := range embedded(t) {
		var n, back holidays.Notice
		require.NoError(t, n.UnmarshalText(data), name)
		assert.Equal(t, notice(t, n.Number), n, name)
		assert.NotZero(t, n.Net, "%s states its net days", name)
		assert.Truef(t, strings.HasPrefix(filepath.Base(name), fmt.Sprint(n.Year)), "%s is a notice for %d", name, n.Year)
		assert.Regexp(t, "^https?://", n.URL, name)
		assert.NotEmpty(t, n.Title, name)
		text, err := n.MarshalText()
		require.NoError(t, err)
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, n, back, name)
	}
}
