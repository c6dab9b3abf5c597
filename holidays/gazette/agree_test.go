package gazette_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// chineseDays writes the JSON of chinese-days, which holds many years.
func chineseDays(t testing.TB, notices ...holidays.Notice) []byte {
	all := map[string]map[string]string{"holidays": {}, "workdays": {}, "inLieuDays": {}}
	for _, n := range notices {
		for d, kind := range kinds(n) {
			field := "holidays"
			if kind == holidays.Makeup {
				field = "workdays"
			}
			all[field][d.String()] = "Festival,节日,1"
		}
	}
	data, err := json.Marshal(all)
	require.NoError(t, err)
	return data
}

// apple writes a calendar as Apple has it, and summaries one with 班 and 休.
func ics(n holidays.Notice, apple bool) []byte {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for _, s := range n.Spans {
		summary, mark := s.Name+"（休）", "WORK-HOLIDAY"
		if s.Kind == holidays.Makeup {
			summary, mark = s.Name+"（班）", "ALTERNATE-WORKDAY"
		}
		compact := func(d holidays.Date) string { return strings.ReplaceAll(d.String(), "-", "") }
		fmt.Fprintf(&b, "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:%s\r\nDTEND;VALUE=DATE:%s\r\nSUMMARY;LANGUAGE=zh_CN:%s\r\n", compact(s.First), compact(s.Last.AddDays(1)), summary)
		if apple {
			fmt.Fprintf(&b, "X-APPLE-SPECIAL-DAY:%s\r\n", mark)
		}
		b.WriteString("END:VEVENT\r\n")
	}
	b.WriteString("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260314\r\nSUMMARY:植树\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
	return []byte(b.String())
}

// Every witness agrees with the notice that it repeats, and with no other: of a notice with one day changed, the first day
// of difference is named.
func TestAgree(t *testing.T) {
	t.Parallel()
	for _, n := range yearNotices() {
		for name, data := range map[string][]byte{
			"holiday-cn": holidayCN(n).write(t), "chinese-days": chineseDays(t, yearNotices()...), "apple.ics": ics(n, true), "summaries.ics": ics(n, false),
		} {
			require.NoError(t, gazette.Agree(n, name, data), "%s %d", name, n.Year)
			for i, s := range n.Spans {
				other := n
				other.Spans = append([]holidays.Span(nil), n.Spans...)
				step := 1
				if s.Kind == holidays.Makeup {
					step = 7
				}
				other.Spans[i].First, other.Spans[i].Last = s.First.AddDays(step), s.Last.AddDays(step)
				if s.Kind == holidays.Holiday && s.First.Weekday()%6 == 0 && s.Last.AddDays(1).Weekday()%6 == 0 {
					continue // a day moved from one day of the weekend to the other
				}
				err := gazette.Agree(other, name, data)
				require.Error(t, err, "%s %d %v", name, n.Year, s)
				assert.Contains(t, err.Error(), name)
				assert.Contains(t, err.Error(), n.Number)
			}
		}
	}
}

// Of an amendment the days that it names are compared.
func TestAgreeAmendment(t *testing.T) {
	for _, test := range amendments {
		base, amendment := ofYear(test.year)
		assert.NoError(t, gazette.Agree(amendment, "witness", holidayCN(base, amendment).write(t)))
		assert.Error(t, gazette.Agree(amendment, "witness", holidayCN(base).write(t)))
	}
}

func TestAgreeRefuses(t *testing.T) {
	n := yearNotices()[19]
	for _, test := range []struct{ name, data, why string }{
		{"another year", string(holidayCN(yearNotices()[18]).write(t)), "a witness of another year says nothing"},
		{"empty", "", ""},
		{"prose", whole(n, 0), "a notice is no witness"},
		{"no marks", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:元旦\nEND:VEVENT\nEND:VCALENDAR\n", "no event says that a day is off"},
		{"repeated", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=YEARLY\nSUMMARY:元旦（休）\nEND:VEVENT\nEND:VCALENDAR\n", "which days it means is not certain"},
		{"no date", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026\nSUMMARY:元旦（休）\nEND:VEVENT\nEND:VCALENDAR\n", ""},
		{"班 and 休", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:元旦（休）班\nEND:VEVENT\nEND:VCALENDAR\n", "which of the two is not certain"},
		{"a mark that is not known", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nX-APPLE-SPECIAL-DAY:OTHER\nEND:VEVENT\nEND:VCALENDAR\n", ""},
		{"hours", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T080000\nDURATION:PT2H\nSUMMARY:元旦（休）\nEND:VEVENT\nEND:VCALENDAR\n", "a part of a day"},
		{"a year long", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nDTEND:20270101\nSUMMARY:元旦（休）\nEND:VEVENT\nEND:VCALENDAR\n", ""},
		{"off and worked by two events", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:休\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:班\nEND:VEVENT\nEND:VCALENDAR\n", ""},
		{"off and worked", `{"holidays":{"2026-01-01":"x"},"workdays":{"2026-01-01":"x"}}`, ""},
	} {
		t.Run(test.name, func(t *testing.T) { assert.Error(t, gazette.Agree(n, "witness", []byte(test.data)), test.why) })
	}
}

// Every annual notice, written as holiday-cn writes it, comes back with its year and its days; it is unofficial.
func TestParseHolidayCN(t *testing.T) {
	for _, want := range yearNotices() {
		got, r, err := gazette.Parse("year.json", holidayCN(want).write(t))
		unofficial := (*gazette.UnofficialError)(nil)
		require.True(t, errors.As(err, &unofficial), err)
		require.Equal(t, holidays.Notice{Title: fmt.Sprintf("holiday-cn %d", want.Year), URL: want.URL, Year: want.Year, Spans: want.Spans}, got)
		assert.Equal(t, gazette.HolidayCN, r.Form)
	}
}

func TestParseHolidayCNRefuses(t *testing.T) {
	good := string(holidayCN(yearNotices()[19]).write(t))
	for _, test := range []struct{ name, old, new, says string }{
		{"a day twice", "2026-01-04", "2026-01-01", "2026-01-01 is named twice"},
		{"no such day", "2026-01-04", "2026-02-30", "2026-02-30"},
		{"isOffDay missing", `"isOffDay": true`, `"x": true`, "isOffDay"},
		{"another year", `"year": 2026`, `"year": 2025`, "2026-01-01"},
		{"another shape", `"days"`, `"data"`, "with year, papers and days"},
		{"something behind it", "\n}", "\n}{}", "invalid character"},
		{"a statutory day worked", `"date": "2026-10-01",` + "\n            " + `"isOffDay": true`, `"date": "2026-10-01",` + "\n            " + `"isOffDay": false`, "国庆节"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, good, test.old)
			_, _, err := gazette.Parse("bad.json", []byte(strings.Replace(good, test.old, test.new, 1)))
			requireRefused(t, err)
			assert.Contains(t, err.Error(), test.says)
		})
	}
}

// A Notice that no reader made is refused, not walked through without end.
func TestSpansOfNoNotice(t *testing.T) {
	day := holidays.MustParseDate
	for name, span := range map[string]holidays.Span{
		"the zero span":        {},
		"no last day":          {Kind: holidays.Holiday, First: day("2026-01-01"), Name: "x"},
		"reversed":             {Kind: holidays.Holiday, First: day("2026-01-02"), Last: day("2026-01-01"), Name: "x"},
		"to the end of dates":  {Kind: holidays.Holiday, First: day("2026-01-01"), Last: day("9999-12-31"), Name: "x"},
		"longer than any year": {Kind: holidays.Holiday, First: day("2026-01-01"), Last: day("2027-01-02"), Name: "x"},
	} {
		n := holidays.Notice{Year: 2026, Spans: []holidays.Span{span}}
		assert.ErrorContains(t, gazette.Agree(n, "witness", []byte(`{"year":2026,"days":[]}`)), "span of days", name)
		_, err := gazette.Amendment(holidays.China(), n)
		assert.ErrorContains(t, err, "span of days", name)
	}
	assert.Empty(t, gazette.Chinese(nil))
}
