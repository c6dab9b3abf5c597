package holidays_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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

// Every built-in file is a notice, is on record as it stands, and is written as it was read.
func TestNoticesRoundTrip(t *testing.T) {
	for name, data := range embedded(t) {
		n, err := holidays.ParseNotice(name, data)
		require.NoError(t, err)
		assert.Equal(t, notice(t, n.Number), n, name)
		assert.NotZero(t, n.Net, "%s states its net days", name)
		assert.Truef(t, strings.HasPrefix(filepath.Base(name), n.Spans[0].Last.String()[:4]), "%s is a notice for %d", name, n.Year)
		text, err := n.MarshalText()
		require.NoError(t, err)
		back, err := holidays.ParseNotice(name, text)
		require.NoError(t, err)
		assert.Equal(t, n, back, name)

		windows := "\ufeff" + strings.ReplaceAll(string(data), "\n", "\r\n")
		back, err = holidays.ParseNotice(name, []byte(windows))
		require.NoError(t, err, "a byte order mark and CRLF are accepted")
		assert.Equal(t, n, back, name)
	}
}

const goodNotice = `# made up
notice invented 2027
title  an invented notice
year   2027
issued 2026-11-10
url    https://example.org/
net    2

off  2026-12-31 Thu  2027-01-02 Sat  3  元旦
work 2026-12-26 Sat  2026-12-27 Sun  2  元旦
off  2027-02-05 Fri  2027-02-06 Sat  2  春节
off  2027-04-05 Mon                  1  清明节
`

func TestParseNotice(t *testing.T) {
	n, err := holidays.ParseNotice("2027.txt", []byte(goodNotice))
	require.NoError(t, err)
	assert.Equal(t, holidays.Notice{
		Number: "invented 2027", Title: "an invented notice", Year: 2027, Issued: day("2026-11-10"), URL: "https://example.org/", Net: 2,
		Spans: []holidays.Span{
			off("2026-12-31", "2027-01-02", "元旦"), {Kind: holidays.Makeup, First: day("2026-12-26"), Last: day("2026-12-27"), Name: "元旦"},
			off("2027-02-05", "2027-02-06", "春节"), off("2027-04-05", "2027-04-05", "清明节"),
		}}, n)

	n, err = holidays.ParseNotice("2027.txt", []byte("year 2027\nnet 0\noff 2027-04-05 Mon 1 清明 节\nwork 2027-04-10 Sat 1 清明节"))
	require.NoError(t, err, "only the year and the days must be there; work of one day may state its number; no line end at the end")
	assert.Equal(t, "清明 节", n.Spans[0].Name)
	assert.Zero(t, n.Net)

	n, err = holidays.ParseNotice("2027a.txt", []byte("year 2027\namends invented 2027\nwork 2027-02-05 Fri 春节\n"))
	require.NoError(t, err, "an amendment may take a day off back")
	assert.Equal(t, holidays.Workday, n.Spans[0].Kind)
	assert.Equal(t, "invented 2027", n.Amends)
}

// badNotices are texts that are no notice, or no right one; the tests and the fuzzing begin with them.
var badNotices = []struct {
	because
	text string
	line int
	says string
}{
	{because{"empty", "unknown is not 'no holiday'"}, "", 0, "year 0"},
	{because{"comments only", "unknown is not 'no holiday'"}, "# nothing\n\n", 0, "year 0"},
	{because{"no year", "it must say which year it arranges"}, strings.Replace(goodNotice, "year   2027\n", "", 1), 0, "year 0"},
	{because{"no spans", "a year that is not published is left out"}, goodNotice[:strings.Index(goodNotice, "net")], 0, "no days"},
	{because{"cut short", "net adds up the days"}, goodNotice[:strings.Index(goodNotice, "off  2027-04-05")], 7, "net 2"},
	{because{"cut short inside a line", "the name is missing"}, strings.TrimSuffix(goodNotice, "清明节\n"), 12, "name"},
	{because{"wrong net", "net adds up the days"}, strings.Replace(goodNotice, "net    2", "net    13", 1), 7, "net 13"},
	{because{"net 0 stated", "a stated 0 is checked as well"}, strings.Replace(goodNotice, "net    2", "net    0", 1), 7, "net 0"},
	{because{"net no number", "it is a number"}, strings.Replace(goodNotice, "net    2", "net    two", 1), 7, "two"},
	{because{"wrong weekday", "the weekday is a check digit"}, strings.Replace(goodNotice, "2026-12-31 Thu", "2026-12-31 Fri", 1), 9, "2026-12-31 is Thu"},
	{because{"wrong last weekday", "the weekday is a check digit"}, strings.Replace(goodNotice, "2027-01-02 Sat", "2027-01-02 Sun", 1), 9, "2027-01-02 is Sat"},
	{because{"weekday in full", "three letters"}, strings.Replace(goodNotice, "2026-12-31 Thu", "2026-12-31 Thursday", 1), 9, "Thu"},
	{because{"no weekday", "a check digit must be there"}, strings.Replace(goodNotice, "2027-04-05 Mon ", "2027-04-05 ", 1), 12, "is Mon"},
	{because{"wrong total", "the total is a check digit"}, strings.Replace(goodNotice, "Sat  3  元旦", "Sat  4  元旦", 1), 9, "3 days"},
	{because{"huge total", "it must not wrap"}, strings.Replace(goodNotice, "Sat  3  元旦", "Sat  18446744073709551619  元旦", 1), 9, "3 days"},
	{because{"no total", "a check digit must be there"}, strings.Replace(goodNotice, "Sat  3  元旦", "Sat  元旦", 1), 9, "number of days"},
	{because{"total of work", "two days of work state their number"}, strings.Replace(goodNotice, "Sun  2  元旦", "Sun  元旦", 1), 10, "number of days"},
	{because{"no name", "a day off has a festival"}, strings.Replace(goodNotice, "Sat  3  元旦", "Sat  3", 1), 9, "name"},
	{because{"name that is a number", "it could be a total"}, strings.Replace(goodNotice, "Sat  3  元旦", "Sat  3  3", 1), 9, "name"},
	{because{"reversed", "first is before last"}, strings.Replace(goodNotice, "2027-02-05 Fri  2027-02-06 Sat", "2027-02-06 Sat  2027-02-05 Fri", 1), 11, "reversed"},
	{because{"overlapping", "each day has one kind"}, strings.Replace(goodNotice, "2027-04-05 Mon", "2027-02-05 Fri", 1), 12, "2027-02-05 is named twice"},
	{because{"work on a weekday", "only an amendment takes a day off back"}, goodNotice + "work 2027-04-06 Tue 清明节\n", 13, "amendment"},
	{because{"work from Friday to Saturday", "a Saturday worked is a make-up day, a Friday is not"}, "amends x\n" + goodNotice + "work 2027-04-09 Fri 2027-04-10 Sat 2 清明节\n", 14, "2027-04-10"},
	{because{"unknown keyword", "a typing error must not pass"}, goodNotice + "of 2027-04-06 Tue 1 清明节\n", 13, `"of"`},
	{because{"keyword in capitals", "a typing error must not pass"}, goodNotice + "OFF 2027-04-06 Tue 1 清明节\n", 13, `"OFF"`},
	{because{"repeated keyword", "which one counts?"}, goodNotice + "year 2027\n", 13, "line 4"},
	{because{"keyword without value", "leave the line out"}, goodNotice + "amends\n", 13, "amends"},
	{because{"no such date", "never normalised"}, strings.Replace(goodNotice, "2027-04-05 Mon", "2027-02-30 Tue", 1), 12, "28 days"},
	{because{"slashes", "the error names what would be right"}, strings.Replace(goodNotice, "2026-11-10", "2026/11/10", 1), 5, "2026-11-10"},
	{because{"year no number", "it is a number"}, strings.Replace(goodNotice, "year   2027", "year   二〇二七", 1), 4, "二〇二七"},
	{because{"year 0", "there is none"}, strings.Replace(goodNotice, "year   2027", "year   0", 1), 4, "year 0"},
	{because{"year 10000", "dates end in 9999"}, strings.Replace(goodNotice, "year   2027", "year   10000", 1), 4, "year 10000"},
	{because{"days of another year", "a notice arranges its year"}, strings.Replace(goodNotice, "2027-04-05 Mon", "2028-04-05 Wed", 1), 12, "2028-04-05"},
	{because{"issued in another year", "a slip"}, strings.Replace(goodNotice, "issued 2026-11-10", "issued 2024-11-10", 1), 5, "2024-11-10"},
	{because{"amends itself", "it cannot be on record before itself"}, "amends invented 2027\n" + goodNotice, 1, "itself"},
	{because{"control character", "texts are for reading"}, strings.Replace(goodNotice, "an invented", "an \x1b[31minvented", 1), 3, "title"},
	{because{"not UTF-8", "GBK from an old system"}, strings.Replace(goodNotice, "元旦", "\xd4\xaa\xb5\xa9", 1), 0, "UTF-8"},
	{because{"UTF-16", "not UTF-8"}, "\xff\xfey\x00e\x00a\x00r\x00", 0, "UTF-8"},
	{because{"too large", "at most 1 MiB"}, goodNotice + strings.Repeat("# too large\n", 1<<20/12), 0, "bytes"},
	{because{"a web page", "not the text form"}, "<html>\n<body>404</body></html>", 1, "<html>"},
}

func TestParseNoticeRefuses(t *testing.T) {
	run(t, badNotices, func(t *testing.T, row struct {
		because
		text string
		line int
		says string
	}) {
		n, err := holidays.ParseNotice("2027.txt", []byte(row.text))
		assert.Zero(t, n)
		var wrong *holidays.SyntaxError
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, "2027.txt", wrong.Name)
		assert.Equal(t, row.line, wrong.Line, "%v", err)
		assert.Contains(t, wrong.Reason, row.says)
		assert.True(t, strings.HasPrefix(err.Error(), "holidays: 2027.txt:"), err.Error())
		assert.NotContains(t, err.Error()[1:], "holidays: ", "said once")
		assert.NotContains(t, err.Error(), "\n")
	})
}

// A *SyntaxError unwraps to what was wrong with the date or the notice.
func TestSyntaxErrorUnwraps(t *testing.T) {
	_, err := holidays.ParseNotice("x", []byte("year 2027\nissued 2026/11/10\n"))
	var date *holidays.DateError
	require.ErrorAs(t, err, &date)
	assert.Equal(t, "2026/11/10", date.Value)
	_, err = holidays.ParseNotice("x", []byte("notice n\nyear 2027\n"))
	var notice *holidays.NoticeError
	require.ErrorAs(t, err, &notice)
	assert.Equal(t, "n", notice.Notice)
}

// The last day that a Date can be is a day like others: nothing loops behind it.
func TestNoticeOfTheLastYear(t *testing.T) {
	n, err := holidays.ParseNotice("9999.txt", []byte("year 9999\namends x\noff 9999-12-30 Thu 1 假期\nwork 9999-12-31 Fri 假期\n"))
	require.NoError(t, err)
	_, err = n.MarshalText()
	require.NoError(t, err)
	_, err = holidays.China().With(n)
	assert.Error(t, err)
}

func TestMarshalText(t *testing.T) {
	n, err := holidays.ParseNotice("2027.txt", []byte(goodNotice))
	require.NoError(t, err)
	n.Net = 0
	text, err := n.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, strings.Fields(strings.TrimPrefix(goodNotice, "# made up")), strings.Fields(string(text)), "net, weekdays and totals are computed")

	var wrong *holidays.NoticeError
	_, err = holidays.Notice{}.MarshalText()
	require.ErrorAs(t, err, &wrong, "the zero Notice declares nothing")
	n.Spans[0].Name = "元旦\noff 2027-06-01 Tue 1 假期"
	text, err = n.MarshalText()
	require.ErrorAs(t, err, &wrong, "no line can be smuggled in")
	assert.Empty(t, text)
	assert.Zero(t, wrong.Span)
}
