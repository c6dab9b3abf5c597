package holidays_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
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
		month, letter, _ := strings.Cut(strings.TrimSpace(line), " ")
		first := day(month + "-01")
		for i, letter := range letter {
			kind, ok := letters[letter]
			require.True(t, ok, "%s: unknown letter %c", month, letter)
			d := first.AddDays(i)
			require.Equal(t, first.Month(), d.Month(), "%s has a letter too many", month)
			kinds[d] = kind
		}
		require.Equal(t, 1, first.AddDays(len(letter)).Day(), "%s has a letter too few", month)
	}
	require.Len(t, kinds, 8401, "days of 2004-2026")
	return kinds
}

// Every day of 2004-2026 is of the kind that the notices give it, and says which notice that is unless it is an ordinary
// day. Of the last week only the working days of an ordinary week are known to the table; they wait for the next notice.
func TestEveryDayHasItsKind(t *testing.T) {
	c := holidays.China()
	numbers := map[string]int{}
	for _, n := range c.Notices() {
		numbers[n.Number] = n.Year
	}
	for d, kind := range finalKinds(t) {
		got := c.Day(d)
		declared := kind == holidays.Holiday || kind == holidays.Makeup
		right := got.Date == d && got.Kind == kind && c.IsWorkday(d) == kind.IsWorkday() && got.Settled == !d.After(day("2026-12-24")) &&
			declared == (got.Name != "") && (!declared || numbers[got.Source] == holidays.NoticeYear(d)) && (declared || got.Source == "") && got.Basis == holidays.Basis{}
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
		counted := 0
		for d := holidays.NewDate(year, time.January, 1); d.Year() == year; d = d.AddDays(1) {
			if kinds[d].IsWorkday() {
				counted++
			}
		}
		assert.Equal(t, want, counted, "testdata/kinds.txt, %d", year)
		if year > 2004 { // the last day of 2003 is outside the range
			n, err := holidays.China().Count(holidays.NewDate(year-1, time.December, 31), holidays.NewDate(year, time.December, 31))
			assert.Equal(t, want, n, "%d", year)
			assert.Equal(t, year == 2026, err != nil, "%d: only the last week of 2026 is estimated", year)
		}
	}
}

// Weekdays off minus weekend days worked, for each year's notice with its amendments, is the number of days under the
// statute: 10 (2004-2007, Order 270), 11 (2008-2024, Orders 513 and 644), 13 (from 2025, Order 795).
func TestNetDaysPerNotice(t *testing.T) {
	exceptions := map[int]int{
		2015: 12, // 国发明电〔2015〕1号 gave a day of its own, 3 September, once
		2020: 13, // 国办发明电〔2020〕1号 prolonged 春节 by 31 January and took the make-up day 1 February back
	}
	byDay := map[int]int{}
	for d := range holidays.China().Days(day("2004-01-01"), day("2026-12-24")) {
		switch {
		case d.Kind == holidays.Holiday && !isWeekend(d.Date):
			byDay[holidays.NoticeYear(d.Date)]++
		case d.Kind == holidays.Makeup:
			byDay[holidays.NoticeYear(d.Date)]--
		}
	}
	byNotice := map[int]int{}
	for _, n := range holidays.China().Notices() {
		if n.Amends == "" {
			byNotice[n.Year] = net(n.Spans)
		}
	}
	for year := 2004; year <= 2026; year++ {
		want := 13
		if year <= 2024 {
			want = 11
		}
		if year <= 2007 {
			want = 10
		}
		assert.Equal(t, want, byNotice[year], "the notice for %d by itself", year)
		if n, ok := exceptions[year]; ok {
			want = n
		}
		assert.Equal(t, want, byDay[year], "%d with its amendments", year)
	}
}

// Dates that an authority published itself, and that lie so many working days apart. For the CAC's rows the announcement
// prints the date, and the 30 is the period that it serves.
func TestOfficialDates(t *testing.T) {
	const ndrc, cac = "国家发展改革委, 成品油价格调整窗口 (every 10 working days): ", "国家互联网信息办公室, "
	type row struct {
		because
		trigger string
		days    int
		due     string
		source  string
	}
	run(t, []row{
		{because{"face filing of stock", "trigger is a Sunday inside 端午节; does not test the start day"}, "2025-06-01", 30, "2025-07-14",
			cac + "关于开展人脸识别技术应用备案工作的公告 (2025-05-28) https://www.cac.gov.cn/2025-05/30/c_1750315544241157.htm"},
		{because{"person in charge reported", "trigger is a working Friday: counting it would give 2025-08-28"}, "2025-07-18", 30, "2025-08-29",
			cac + "关于开展个人信息保护负责人信息报送工作的公告 (2025-07-18) https://www.cac.gov.cn/2025-07/18/c_1754553420421538.htm"},
		{because{"fuel price 2013", "spans 国庆节 and the make-up Saturday 2013-10-12"}, "2013-09-29", 10, "2013-10-17",
			ndrc + "10月17日 (the page prints no year; 2013 is inferred) http://liangshanzhou.com/news-id-150539.html"},
		{because{"fuel price 2017", "spans 国庆节、中秋节 and the make-up Saturday 2017-09-30"}, "2017-09-29", 10, "2017-10-19",
			ndrc + "http://finance.sina.cn/2017-10-19/detail-ifymzzpv6485255.d.html"},
		{because{"fuel price 2018", "the due date is itself a make-up Sunday: 因国庆假期调休, 上轮调整后的第10个工作日"}, "2018-09-17", 10, "2018-09-30",
			ndrc + "http://m.mnw.cn/news/china/2067162.html"},
		{because{"fuel price 2020", "spans 国庆节、中秋节 and the make-up Sunday 2020-09-27"}, "2020-09-18", 10, "2020-10-09",
			ndrc + "http://fgw.nmg.gov.cn/fggz/jggl_14670/202010/t20201009_155666.html"},
		{because{"fuel price 2022", "spans 国庆节 and the make-up weekend 2022-10-08/09"}, "2022-09-21", 10, "2022-10-10",
			ndrc + "http://www.dzzq.com.cn/yw/45658050.html"},
	}, func(t *testing.T, row row) {
		c := holidays.China()
		assert.Equal(t, row.due, only(c.Add(day(row.trigger), row.days)).String(), row.source)
		assert.Equal(t, row.days, only(c.Count(day(row.trigger), day(row.due))))
		assert.Equal(t, row.due, only(c.Earliest(day(row.trigger), row.days)).String(), "a final answer is its own earliest")
	})
}
