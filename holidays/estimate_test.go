package holidays

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// recordAsOf returns the notices issued by a day, and lawAsOf the version of the statute that governs a year as known then.
func recordAsOf(d Date) (record []Notice) {
	for _, n := range China().Notices() {
		if !n.Issued.After(d) {
			record = append(record, n)
		}
	}
	return record
}

func lawAsOf(d Date, year int) *statute {
	for i := len(statutes) - 1; i >= 0; i-- {
		if s := &statutes[i]; !s.signed.After(d) && !s.from.After(NewDate(year, time.January, 1)) {
			return s
		}
	}
	return nil
}

// yearNotices returns the notices of 2008 to 2026 without the amendments.
func yearNotices() (all []Notice) {
	for _, n := range China().Notices() {
		if n.Amends == "" && n.Year >= 2008 {
			all = append(all, n)
		}
	}
	return all
}

// dayOf returns what spans make of a day.
func dayOf(spans []estimated, d Date) (e estimated) {
	e.Kind = Workday
	if d.isWeekend() {
		e.Kind = Weekend
	}
	for _, s := range spans {
		if !d.Before(s.First) && !d.After(s.Last) {
			return s
		}
	}
	return e
}

func TestEstimateDays(t *testing.T) {
	const now, newest, before = "2026-11-24", "国办发明电〔2025〕7号", "国务院令第644号"
	tests := []struct {
		name, asOf, date string
		kind             Kind
		festival         string
		basis            Basis
		why              string
	}{
		{"statutory day", now, "2027-01-01", Holiday, "元旦", Basis{"国务院令第795号", "", false}, "on a Friday it needs no arrangement"},
		{"its weekend", now, "2027-01-03", Holiday, "元旦", Basis{"国务院令第795号", "", false}, "the break is three days"},
		{"eve", now, "2027-02-05", Holiday, "春节", Basis{"国务院令第795号", "", false}, "除夕 is statutory since Order 795"},
		{"made up for a Saturday", now, "2027-02-09", Holiday, "春节", Basis{"国务院令第795号", "", true}, "初一 of 2027 is a Saturday"},
		{"eighth day", now, "2027-02-12", Holiday, "春节", Basis{"国务院令第795号", newest, false}, "eight days from 除夕 as in 2025 and 2026"},
		{"inner day of the weekend that touches it", now, "2027-02-13", Holiday, "春节", Basis{"国务院令第795号", newest, false}, "worked with the 14th it would make seven days in a row"},
		{"outer day", now, "2027-02-14", Makeup, "春节", Basis{"国务院令第795号", newest, false}, "as 14 February 2026"},
		{"Sunday before", now, "2027-01-31", Makeup, "春节", Basis{"国务院令第795号", newest, false}, "one on each side"},
		{"not the Saturday before", now, "2027-01-30", Weekend, "", Basis{}, "the Sunday is nearer"},
		{"Saturday after five days", now, "2027-05-08", Makeup, "劳动节", Basis{"国务院令第795号", newest, false}, "nearer than 25 April"},
		{"Wednesday alone", now, "2027-06-10", Workday, "", Basis{}, "a festival of one day on a Wednesday, as in 2023 and 2025"},
		{"Monday before a Tuesday", now, "2028-04-03", Holiday, "清明节", Basis{"国务院令第795号", newest, false}, "清明 2028 is a Tuesday"},
		{"Saturday for that Monday", now, "2028-04-01", Makeup, "清明节", Basis{"国务院令第795号", newest, false}, "it touches the break"},
		{"joined with the weekend before", now, "2028-04-29", Holiday, "劳动节", Basis{"国务院令第795号", newest, false}, "1 May 2028 is a Monday, as in 2023"},
		{"two festivals", now, "2028-10-08", Holiday, "国庆节、中秋节", Basis{"国务院令第795号", newest, false}, "中秋 is 3 October: eight days together, as in 2017"},
		{"no make-up out of 中秋节", now, "2053-09-28", Holiday, "中秋节", Basis{"国务院令第795号", "", false}, "the Sunday before 国庆节 belongs to another break"},
		{"but the Sunday before", now, "2053-09-21", Makeup, "国庆节", Basis{"国务院令第795号", newest, false}, "as 20 September 2026"},

		{"before the order is signed", "2024-11-09", "2025-05-02", Holiday, "劳动节", Basis{before, "国办发明电〔2023〕7号", false}, "2 May only by arrangement"},
		{"once the order is signed", "2024-11-10", "2025-05-02", Holiday, "劳动节", Basis{"国务院令第795号", "", false}, "2 May is statutory"},
		{"a habit that began later", "2019-11-20", "2020-05-04", Workday, "", Basis{}, "the notice for 2020 is the first with five days in May"},
		{"a Wednesday of 2012", "2011-12-04", "2012-04-02", Holiday, "清明节", Basis{"国务院令第513号", "国办发明电〔2009〕27号", false}, "端午 of 2010 began on the Monday"},
		{"no notice yet", "2003-12-17", "2004-01-24", Holiday, "春节", Basis{"国务院令第270号", "", false}, "初三, a Saturday"},
		{"no notice yet, made up", "2003-12-17", "2004-01-26", Holiday, "春节", Basis{"国务院令第270号", "", true}, "for that Saturday"},
		{"no notice yet, no more", "2003-12-17", "2004-01-27", Workday, "", Basis{}, "the statute alone"},
		{"no statute known", "1999-09-17", "2026-10-01", Workday, "", Basis{}, "nothing is known on that day"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, asOf := MustParseDate(tt.date), MustParseDate(tt.asOf)
			got := dayOf(estimate(NoticeYear(d), lawAsOf(asOf, NoticeYear(d)), recordAsOf(asOf)), d)
			assert.Equal(t, estimated{Span{tt.kind, got.First, got.Last, tt.festival}, tt.basis}, got, tt.why)
		})
	}
}

// statutoryOf is the statute once more, typed from its text: days off by festival, counted from the festival's own day.
func statutoryOf(order string) map[string][]int {
	switch order {
	case "国务院令第270号":
		return map[string][]int{"元旦": {0}, "春节": {0, 1, 2}, "劳动节": {0, 1, 2}, "国庆节": {0, 1, 2}}
	case "国务院令第513号":
		return map[string][]int{"元旦": {0}, "春节": {-1, 0, 1}, "清明节": {0}, "劳动节": {0}, "端午节": {0}, "中秋节": {0}, "国庆节": {0, 1, 2}}
	case "国务院令第644号":
		return map[string][]int{"元旦": {0}, "春节": {0, 1, 2}, "清明节": {0}, "劳动节": {0}, "端午节": {0}, "中秋节": {0}, "国庆节": {0, 1, 2}}
	default:
		return map[string][]int{"元旦": {0}, "春节": {-1, 0, 1, 2}, "清明节": {0}, "劳动节": {0, 1}, "端午节": {0}, "中秋节": {0}, "国庆节": {0, 1, 2}}
	}
}

// unlawful says what is wrong with an estimate, day by day and without the code that makes it; "" for nothing.
//
//   - Its spans name days of 25 December to 24 December, each once, and make-up days on weekends.
//   - Every statutory day is off.
//   - Weekdays off less weekend days worked are the statute's number of days.
//   - From 2025 no seven days in a row are worked.
//   - No make-up day lies in the break of another festival or in a weekend that touches it.
//   - No make-up day is two weeks or more from its own break.
func unlawful(year int, order string, spans []estimated) string {
	kinds, names, breaks := map[Date]Kind{}, map[Date]string{}, map[string][]Date{}
	from, through := NewDate(year-1, time.December, 25), NewDate(year, time.December, 24)
	net := 0
	for _, s := range spans {
		for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
			weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
			switch {
			case kinds[d] != 0:
				return fmt.Sprintf("%v is named twice", d)
			case d.Before(from) || d.After(through):
				return fmt.Sprintf("%v is of another year", d)
			case s.Kind == Makeup && !weekend || s.Kind != Makeup && s.Kind != Holiday:
				return fmt.Sprintf("%v is %v", d, s.Kind)
			case s.Kind == Makeup:
				net--
			case !weekend:
				net++
			}
			kinds[d], names[d] = s.Kind, s.Name
			if s.Kind == Holiday {
				breaks[s.Name] = append(breaks[s.Name], d)
			}
		}
	}
	owed := 0
	for festival, days := range statutoryOf(order) {
		owed += len(days)
		for _, k := range days {
			if d := festivalDay(festival, year).AddDays(k); kinds[d] != Holiday || !strings.Contains(names[d], festival) {
				return fmt.Sprintf("%v is not off for %s", d, festival)
			}
		}
	}
	if net != owed {
		return fmt.Sprintf("%d days off on balance where the statute gives %d", net, owed)
	}
	run := 0
	for d := from; !d.After(through); d = d.AddDays(1) {
		weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
		if run++; kinds[d] == Holiday || weekend && kinds[d] != Makeup {
			run = 0
		}
		if run > 6 && order == "国务院令第795号" {
			return fmt.Sprintf("%v is the seventh day worked", d)
		}
	}
	for d, kind := range kinds {
		if kind != Makeup {
			continue
		}
		own := breaks[names[d]]
		if own[0].DaysSince(d) >= 14 || d.DaysSince(own[len(own)-1]) >= 14 {
			return fmt.Sprintf("%v is far from %s", d, names[d])
		}
		saturday := d
		if d.Weekday() == time.Sunday {
			saturday = d.AddDays(-1)
		}
		for near := saturday.AddDays(-1); !near.After(saturday.AddDays(2)); near = near.AddDays(1) { // Friday to Monday
			if kinds[near] == Holiday && names[near] != names[d] {
				return fmt.Sprintf("%v is worked for %s beside %s", d, names[d], names[near])
			}
		}
	}
	return ""
}

// No estimated year breaks the statute that governs it, whatever notices are known: none, those of any day, any of them.
func TestEstimateIsLawful(t *testing.T) {
	last := 2060
	check := func(year int, law *statute, record []Notice) {
		t.Helper()
		if wrong := unlawful(year, law.number, estimate(year, law, record)); wrong != "" {
			var numbers []string
			for _, n := range record {
				numbers = append(numbers, n.Number)
			}
			t.Fatalf("%d by %s after %q: %s\n%v", year, law.number, numbers, wrong, estimate(year, law, record))
		}
	}
	for year := 2004; year <= last; year++ {
		check(year, lawAsOf(MustParseDate("2026-11-24"), year), nil)
	}
	for _, n := range append(yearNotices(), Notice{Year: 2027, Issued: MustParseDate("2026-11-24")}) {
		for _, asOf := range [...]Date{n.Issued.AddDays(-1), n.Issued} {
			for year := n.Year; year <= last; year++ {
				check(year, lawAsOf(asOf, year), recordAsOf(asOf))
			}
		}
	}
	random, all := rand.New(rand.NewPCG(1, 2)), China().Notices()
	for range 300 {
		var some []Notice
		for _, n := range all {
			if random.IntN(3) == 0 {
				some = append(some, n)
			}
		}
		for year := 2025; year <= last; year++ {
			check(year, &statutes[len(statutes)-1], some)
		}
	}
}

// An estimate says on what it rests: the order, a notice that was known, and never a notice for a statutory day.
func TestEstimateBasis(t *testing.T) {
	for _, n := range yearNotices() {
		known := map[string]bool{"": true}
		record := recordAsOf(n.Issued.AddDays(-1))
		for _, r := range record {
			known[r.Number] = r.Amends == ""
		}
		for _, s := range estimate(n.Year, lawAsOf(n.Issued.AddDays(-1), n.Year), record) {
			assert.True(t, known[s.Basis.Pattern], "%v", s)
			assert.True(t, s.Kind != Makeup || s.Basis.Pattern != "" && !s.Basis.MadeUp, "%v", s)
			assert.True(t, !s.Basis.MadeUp || s.Basis.Pattern == "" && !s.First.isWeekend(), "%v", s)
			assert.True(t, strings.HasPrefix(s.Basis.Statute, "国务院令第"), "%v", s)
		}
	}
}

// asNotice makes a notice of an estimate: spans that differ in their basis only are one.
func asNotice(year int, spans []estimated) Notice {
	n := Notice{Number: "estimate", Title: "estimate", Year: year, Issued: NewDate(year-1, time.November, 24)}
	for _, s := range spans {
		if k := len(n.Spans) - 1; k >= 0 && n.Spans[k].Kind == s.Kind && n.Spans[k].Name == s.Name && n.Spans[k].Last.AddDays(1) == s.First && s.Kind == Holiday {
			n.Spans[k].Last = s.Last
		} else {
			n.Spans = append(n.Spans, s.Span)
		}
	}
	return n
}

// The estimate of a year is a notice that With would take.
func TestEstimateIsANotice(t *testing.T) {
	for year := 2027; year <= 2060; year++ {
		n := asNotice(year, estimate(year, &statutes[len(statutes)-1], China().Notices()))
		require.NoError(t, n.Validate(), year)
	}
}

func TestEstimateOf2027(t *testing.T) {
	want := []string{
		"holiday 2027-01-01 2027-01-03 元旦",
		"holiday 2027-02-05 2027-02-13 春节", "makeup 2027-01-31 2027-01-31 春节", "makeup 2027-02-14 2027-02-14 春节",
		"holiday 2027-04-03 2027-04-05 清明节",
		"holiday 2027-05-01 2027-05-05 劳动节", "makeup 2027-05-08 2027-05-08 劳动节",
		"holiday 2027-06-09 2027-06-09 端午节",
		"holiday 2027-09-15 2027-09-15 中秋节",
		"holiday 2027-10-01 2027-10-07 国庆节", "makeup 2027-09-26 2027-09-26 国庆节", "makeup 2027-10-09 2027-10-09 国庆节",
	}
	var got []string
	for _, s := range asNotice(2027, estimate(2027, &statutes[len(statutes)-1], China().Notices())).Spans {
		got = append(got, fmt.Sprintf("%v %v %v %s", s.Kind, s.First, s.Last, s.Name))
	}
	assert.Equal(t, want, got)
}

// A score compares an estimate with the notice that came: how many of the days that the notice made unlike Monday to Friday
// have the right working status, and how many days of the year have not.
type score struct{ right, unusual, wrong int }

func scoreOf(n Notice, spans []estimated) (s score) {
	var came []estimated
	for _, span := range n.Spans {
		came = append(came, estimated{Span: span})
	}
	for d := NewDate(n.Year-1, time.December, 25); d.Before(NewDate(n.Year, time.December, 25)); d = d.AddDays(1) {
		worked := dayOf(came, d).Kind.IsWorkday()
		agrees := dayOf(spans, d).Kind.IsWorkday() == worked
		if !agrees {
			s.wrong++
		}
		if worked == d.isWeekend() {
			s.unusual++
			if agrees {
				s.right++
			}
		}
	}
	return s
}

// missed says why the estimate of a year, on the day before its notice, is not the notice.
var missed = map[int]string{
	2008: "春节 worked both weekend days before it; 国庆节 from 29 September: neither was done again before 2026",
	2010: "端午节 on a Wednesday from the Monday, 中秋节 on one to the Friday: no Wednesday had come before",
	2012: "元旦 on a Sunday kept 1 to 3 January; 端午节 on a Saturday was made up on the Friday",
	2013: "元旦 on a Tuesday kept 1 to 3 January and worked a whole weekend after it",
	2014: "Order 644 was signed on the day of the notice; 元旦 is the first Wednesday alone",
	2015: "中秋节 on a Sunday was made up within 国庆节, four days later",
	2020: "the first 劳动节 of five days",
	2024: "春节 of eight days, from 初一",
}

// Standing on the day before each notice of 2008–2026, the estimate has 435 of the 457 days right that the notices made
// unlike Monday to Friday, and 11 of 19 years whole. Nothing in it was known only later; the other columns show what it
// would have said had all other years' notices been known, and its own as well.
func TestEstimateOfEachYear(t *testing.T) {
	var table strings.Builder
	table.WriteString("\n| year | the day before | days wrong | every other year known | every year known |\n|--:|--:|--:|--:|--:|\n")
	var sum [3]score
	var whole [3]int
	for _, n := range yearNotices() {
		asOf := n.Issued.AddDays(-1)
		var others []Notice
		for _, o := range China().Notices() {
			if o.Year != n.Year {
				others = append(others, o)
			}
		}
		now := lawAsOf(MustParseDate("2026-11-24"), n.Year)
		scores := [3]score{
			scoreOf(n, estimate(n.Year, lawAsOf(asOf, n.Year), recordAsOf(asOf))),
			scoreOf(n, estimate(n.Year, now, others)),
			scoreOf(n, estimate(n.Year, now, China().Notices())),
		}
		for i, s := range scores {
			sum[i] = score{sum[i].right + s.right, sum[i].unusual + s.unusual, sum[i].wrong + s.wrong}
			if s.wrong == 0 {
				whole[i]++
			}
		}
		fmt.Fprintf(&table, "| %d | %d of %d | %d | %d | %d |\n", n.Year, scores[0].right, scores[0].unusual, scores[0].wrong, scores[1].right, scores[2].right)
		assert.Equal(t, scores[0].wrong > 0, missed[n.Year] != "", "%d: %d days wrong", n.Year, scores[0].wrong)
	}
	fmt.Fprintf(&table, "| sum | %d of %d | %d | %d | %d |\n| whole years | %d | | %d | %d |\n",
		sum[0].right, sum[0].unusual, sum[0].wrong, sum[1].right, sum[2].right, whole[0], whole[1], whole[2])
	t.Log(table.String())
	requireInReadme(t, table.String())
	assert.Equal(t, 457, sum[0].unusual)
	assert.GreaterOrEqual(t, sum[0].right, 435)
	assert.GreaterOrEqual(t, whole[0], 11)
}

func BenchmarkEstimate(b *testing.B) {
	record, law := China().Notices(), &statutes[len(statutes)-1]
	b.Run("one year", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			estimate(2027+i%10, law, record)
		}
	})
	b.Run("ten years", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h := habitsOf(law, record)
			for year := 2027; year < 2037; year++ {
				h.estimate(year)
			}
		}
	})
}

// estimate is what the calendar does with a year that has no notice.
func estimate(year int, law *statute, record []Notice) []estimated {
	if law == nil {
		return nil
	}
	return habitsOf(law, record).estimate(year)
}

func requireInReadme(t *testing.T, table string) {
	t.Helper()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), table, "to mend it, copy what go test -v prints")
}
