package holidays_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// The form of a notice is told by its content, whatever the file is called.
func TestParseNoticeForm(t *testing.T) {
	const bom = "\ufeff"
	for _, test := range []struct{ name, text, says string }{
		{"text", "year 2026\noff 2026-01-01 Thu 1 元旦\n", ""},
		{"text behind comments", bom + "\r\n# 关于2026年\r\n\r\noff 2026-01-01 Thu 1 元旦\r\nyear 2026\r\n", ""},
		{"prose", goodProse, ""},
		{"prose behind empty lines", bom + "\n \u3000\n" + goodProse, ""},
		{"holiday-cn", bom + "\n {\"year\":2026,\"days\":[{\"date\":\"2026-01-01\",\"isOffDay\":true,\"name\":\"元旦\"}]}\n", ""},
		{"nothing", "", "year 0"},
		{"comments only", "# year 2026\n", "year 0"},
		{"another language", "\nHolidays 2026\n", `form.txt:2: unknown keyword "Holidays": want a notice in the text form, whose lines begin with notice, title`},
		{"a list", "[]", "the JSON of holiday-cn"},
		{"text with an unknown keyword", "year 2026\nfree 2026-01-01 Thu 1 元旦\n", `form.txt:2: unknown keyword "free"`},
		{"not UTF-8", "year 2026\xff", "UTF-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, err := parsePart("form.txt", []byte(test.text))
			if test.says == "" {
				require.NoError(t, err)
				assert.Equal(t, 2026, n.Year)
				return
			}
			requireSyntaxError(t, err)
			assert.ErrorContains(t, err, test.says)
		})
	}
}

// The last date there is ends no loop by overflow.
func TestParseNoticeLastDate(t *testing.T) {
	for name, text := range map[string]string{
		"text":       "year 9999\noff 9999-12-30 Thu 9999-12-31 Fri 2 元旦\n",
		"prose":      "关于9999年部分节假日安排的通知\n一、元旦：9999年12月30日至9999年12月31日放假，与周末连休，共2天。\n节日快乐。",
		"holiday-cn": `{"year":9999,"days":[{"name":"元旦","date":"9999-12-30","isOffDay":true},{"name":"元旦","date":"9999-12-31","isOffDay":true}]}`,
	} {
		n, err := parsePart(name, []byte(text))
		require.NoError(t, err, name)
		assert.Equal(t, holidays.MustParseDate("9999-12-31"), n.Spans[0].Last)
	}
}

// checkParsed holds for every text: it is a notice that the text form keeps, or a *SyntaxError and no notice.
func checkParsed(t *testing.T, data []byte) {
	n, err := parsePart("fuzz", data)
	if err != nil {
		requireSyntaxError(t, err)
		require.Equal(t, holidays.Notice{}, n)
		return
	}
	text, err := n.MarshalText()
	require.NoError(t, err)
	again, err := parsePart("again", text)
	require.NoError(t, err, "%s", text)
	n.Net = again.Net
	require.Equal(t, n, again)
}

func FuzzParseNoticeProse(f *testing.F) {
	f.Add([]byte(goodProse))
	for i, n := range yearNotices() {
		text, _, _ := writeProse(n, proseStyles[i%len(proseStyles)], proseFrames[i%len(proseFrames)])
		f.Add([]byte(proseMarks[i%len(proseMarks)].write(text)))
	}
	f.Fuzz(checkParsed)
}

func FuzzParseNoticeHolidayCN(f *testing.F) {
	for _, n := range yearNotices() {
		f.Add(cnYearOf(n).write(f))
	}
	f.Fuzz(checkParsed)
}
