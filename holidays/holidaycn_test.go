package holidays_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// The tests write a year's file of holiday-cn from the facts of notices, amendments laid over the year's notice.

type cnDay struct {
	Name     string `json:"name"`
	Date     string `json:"date"`
	IsOffDay bool   `json:"isOffDay"`
}

type cnYear struct {
	Schema string   `json:"$schema"`
	ID     string   `json:"$id"`
	Year   int      `json:"year"`
	Papers []string `json:"papers"`
	Days   []cnDay  `json:"days"`
}

func cnYearOf(layers ...holidays.Notice) cnYear {
	y := cnYear{Schema: "https://example.com/schema.json", ID: "https://example.com/year.json", Year: layers[0].Year}
	byDate := map[string]cnDay{}
	for _, n := range layers {
		y.Papers = append(y.Papers, n.URL)
		for _, s := range n.Spans {
			for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
				byDate[d.String()] = cnDay{s.Name, d.String(), s.Kind == holidays.Holiday}
			}
		}
	}
	for _, d := range byDate {
		y.Days = append(y.Days, d)
	}
	slices.SortFunc(y.Days, func(a, b cnDay) int { return strings.Compare(a.Date, b.Date) })
	return y
}

func (y cnYear) write(t testing.TB) []byte {
	t.Helper()
	text, err := json.MarshalIndent(y, "", "    ")
	require.NoError(t, err)
	return text
}

// Every annual notice, written as holiday-cn writes it, comes back with its year and its spans, whatever the order of days.
func TestParseNoticeHolidayCN(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, want := range yearNotices() {
		y := cnYearOf(want)
		for range 3 {
			got, err := parsePart("year.json", y.write(t))
			require.NoError(t, err)
			require.Equal(t, holidays.Notice{Title: fmt.Sprintf("holiday-cn %d", want.Year), URL: want.URL, Year: want.Year, Spans: want.Spans}, got)
			random.Shuffle(len(y.Days), func(i, j int) { y.Days[i], y.Days[j] = y.Days[j], y.Days[i] })
		}
	}
}

// A file that merges amendments is one notice, of which every day is as finally known; it names how many papers it holds.
func TestParseNoticeHolidayCNMerged(t *testing.T) {
	for _, test := range []struct{ year, weekdaysOff int }{{2015, 12}, {2019, 11}, {2020, 13}} {
		t.Run(fmt.Sprint(test.year), func(t *testing.T) {
			var layers []holidays.Notice
			for _, n := range holidays.China().Notices() {
				if n.Year == test.year {
					layers = append(layers, n)
				}
			}
			require.Len(t, layers, 2)
			y := cnYearOf(layers...)
			if test.year == 2020 {
				y.Days = append(y.Days, cnDay{"春节", "2020-02-03", false})
			}
			n, err := parsePart("year.json", y.write(t))
			require.NoError(t, err, "2020-02-03, an ordinary Monday, is no make-up day and no error")
			assert.Equal(t, fmt.Sprintf("holiday-cn %d, merged from 2 papers", test.year), n.Title)
			assert.Equal(t, layers[0].URL, n.URL)
			assert.Empty(t, n.Number)
			assert.Empty(t, n.Amends)

			text, err := n.MarshalText()
			require.NoError(t, err)
			assert.Contains(t, string(text), fmt.Sprintf("net    %d\n", test.weekdaysOff))
			c, err := new(holidays.Calendar).With(stated([]holidays.Notice{n})...)
			require.NoError(t, err)
			for d := holidays.NewDate(test.year, 1, 1); d.Year() == test.year && d.NoticeYear() == test.year; d = d.AddDays(1) {
				require.Equal(t, holidays.China().IsWorkday(d), c.IsWorkday(d), d)
			}
		})
	}
}

// Names come in the notices' old spelling too.
func TestParseNoticeHolidayCNNames(t *testing.T) {
	for written, want := range map[string]string{"“五一”国际劳动节": "劳动节", "“五一”": "劳动节", "劳动节": "劳动节", "“十一”": "国庆节",
		"中秋节、国庆节": "中秋节、国庆节", "中国人民抗日战争胜利纪念日": "中国人民抗日战争胜利纪念日"} {
		n, err := parsePart("year.json", []byte(`{"year":2026,"days":[{"date":"2026-05-01","isOffDay":true,"name":"`+written+`"}]}`))
		require.NoError(t, err)
		assert.Equal(t, want, n.Spans[0].Name)
	}
}

func TestParseNoticeHolidayCNRefuses(t *testing.T) {
	const good = "{\n \"year\": 2026,\n \"papers\": [\"https://example.com/1\"],\n \"days\": [\n" +
		"  {\"name\": \"元旦\", \"date\": \"2026-01-01\", \"isOffDay\": true},\n" +
		"  {\"name\": \"元旦\", \"date\": \"2026-01-04\", \"isOffDay\": false}\n ]\n}\n"
	_, err := parsePart("good", []byte(good))
	require.NoError(t, err)
	for _, test := range []struct {
		name, old, new string
		line           int
		says           string
	}{
		{"no days", good[strings.Index(good, "[\n"):], "[]\n}\n", 0, "year 2026 has no days: its arrangement is not published"},
		{"days missing", good[strings.Index(good, ",\n \"papers"):], "}", 0, "not published"},
		{"days null", good[strings.Index(good, "[\n"):], "null}", 4, "want a list"},
		{"ordinary days only", "\"2026-01-01\", \"isOffDay\": true},\n  {\"name\": \"元旦\", \"date\": \"2026-01-04\"", "\"2026-01-05\"", 0, "no days"},
		{"year missing", "\"year\": 2026,", "", 0, "year 0"},
		{"year as text", "2026,", "\"2026\",", 2, `year: want a number, got "\"2026\""`},
		{"year with a fraction", "2026,", "2026.5,", 2, "year"},
		{"another year", "2026,", "2025,", 5, "2026-01-01"},
		{"papers as text", "[\"https://example.com/1\"]", "\"x\"", 3, "papers"},
		{"papers of two lines", "com/1", "com/\\n1", 0, "one line"},
		{"date twice", "2026-01-04", "2026-01-01", 6, "2026-01-01 is named twice"},
		{"no date", "\"date\": \"2026-01-04\", ", "", 6, "got nothing"},
		{"date of another form", "2026-01-04", "2026-1-4", 6, `"2026-1-4": want it written 2026-01-04`},
		{"no such day", "2026-01-04", "2026-02-30", 6, "no such day"},
		{"isOffDay missing", ", \"isOffDay\": false", "", 6, "2026-01-04: isOffDay is missing"},
		{"isOffDay null", "false", "null", 6, "isOffDay is missing"},
		{"isOffDay as text", "false", "\"false\"", 6, "isOffDay"},
		{"no name", "元旦\", \"date\": \"2026-01-04", "\", \"date\": \"2026-01-04", 6, "no name of a festival"},
		{"a name of two lines", "元旦\", \"date\": \"2026-01-04", "元\\n旦\", \"date\": \"2026-01-04", 6, "no name of a festival"},
		{"a field twice", "\"date\": \"2026-01-04\"", "\"date\": \"2026-01-04\", \"date\": \"2026-01-10\"", 6, `the field "date" stands twice`},
		{"a year twice", "\"papers\"", "\"year\": 2027, \"papers\"", 3, `the field "year" stands twice`},
		{"a day that is none", "{\"name\": \"元旦\", \"date\": \"2026-01-04\", \"isOffDay\": false}", "7", 6, "want an object"},
		{"something behind it", "]\n}\n", "]\n}\n{}", 8, `want nothing behind the year's JSON, got "{}"`},
		{"cut short", "\n ]\n}\n", "", 6, "cut short"},
		{"no JSON", "\"papers\":", "papers:", 3, "invalid character 'p'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(good, test.old), "the row spoils one place")
			n, err := parsePart("bad", []byte(strings.Replace(good, test.old, test.new, 1)))
			syntax := requireSyntaxError(t, err)
			assert.Equal(t, holidays.Notice{}, n)
			assert.Equal(t, test.line, syntax.Line, err)
			assert.Contains(t, err.Error(), test.says)
		})
	}
}
