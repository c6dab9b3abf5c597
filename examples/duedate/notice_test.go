package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// An imaginary arrangement of 2027, in the three forms. It has the 13 days of the statute.
const (
	text2027 = `notice 国办发明电〔2026〕99号
year   2027
issued 2026-11-12
off  2027-01-01 Fri  2027-01-03 Sun  3  元旦
off  2027-02-05 Fri  2027-02-12 Fri  8  春节
work 2027-02-13 Sat                     春节
work 2027-02-14 Sun                     春节
off  2027-04-03 Sat  2027-04-05 Mon  3  清明节
off  2027-05-01 Sat  2027-05-05 Wed  5  劳动节
work 2027-05-08 Sat                     劳动节
off  2027-06-09 Wed                  1  端午节
off  2027-09-15 Wed                  1  中秋节
off  2027-10-01 Fri  2027-10-07 Thu  7  国庆节
work 2027-09-26 Sun                     国庆节
work 2027-10-09 Sat                     国庆节
`
	prose2027 = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕99号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假，共8天。2月13日（周六）、14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天。
六、中秋节：9月15日（周三）放假1天。
七、国庆节：10月1日（周五）至7日（周四）放假，共7天。9月26日（周日）、10月9日（周六）上班。
`
	json2027 = `{"year": 2027, "papers": ["https://example.org/2027"], "days": [
{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, {"name": "元旦", "date": "2027-01-02", "isOffDay": true}]}`
)

func file(t *testing.T, name, content string) string {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

// duedate notice prints each form as the text form, which it reads back to the same.
func TestNotice(t *testing.T) {
	for _, row := range []struct{ name, content, want, flags string }{
		{"text", text2027, "net    13\n", ""},
		{"prose", prose2027, "net    13\n", ""},
		{"holiday-cn", json2027, "net    1\n", "-accept-net 1"},
	} {
		t.Run(row.name, func(t *testing.T) {
			args := append(strings.Fields(row.flags), "notice", file(t, "in", row.content))
			out, errs, status := duedate("", args...)
			require.Zero(t, status, errs)
			assert.Contains(t, out, row.want)
			again, errs, status := duedate("", "notice", file(t, "out", out))
			require.Zero(t, status, errs)
			assert.Equal(t, out, again)
		})
	}
	for _, n := range holidays.China().Notices() {
		text, err := n.MarshalText()
		require.NoError(t, err)
		out, errs, status := duedate("", "notice", file(t, "notice", string(text)))
		require.Zero(t, status, errs)
		assert.Equal(t, string(text), out)
	}
}

// A notice on record turns a provisional December answer into a final one, on every subcommand.
func TestNoticeFlag(t *testing.T) {
	text, prose := file(t, "2027.txt", text2027), file(t, "2027.prose", prose2027)
	for _, path := range []string{text, prose} {
		out, errs, status := duedate("", "-strict", "-format=csv", "30wd", "2026-12-01", "-notice", path)
		require.Zero(t, status, errs)
		assert.Equal(t, strings.Join(dueColumns, ",")+"\n30wd,2026-12-01,2026-12-01,2027-01-13,2027-01-12,true,\n", out)
	}
	out, errs, status := duedate("", "-notice", text, "-notice", prose, "-strict", "calendar", "2026")
	require.Zero(t, status, errs)
	assert.NotContains(t, out, "~", "the same notice twice changes nothing; 2026 is settled to its end")
	bare := file(t, "bare", strings.Replace(text2027, "notice ", "# notice ", 1))
	for _, args := range [][]string{{"30wd", "2026-12-01"}, {"calendar", "2027"}} {
		out, errs, status := duedate("", append(args, "-notice", bare)...)
		require.Zero(t, status, errs)
		assert.Contains(t, out, "notice     2027\n", "one without a number and a title is named by its year")
	}
	out, _, _ = duedate("30wd,2026-12-01\n", "-batch", "-notice", text)
	assert.Contains(t, out, "2027-01-13,2027-01-12,true,")
	out, _, _ = duedate("", "-notice", text, "-as-of", "2026-11-11", "-format=csv", "30wd", "2026-12-01")
	assert.Contains(t, out, ",false,", "the day before it was issued")
}

func TestNoticeRefused(t *testing.T) {
	for _, row := range []struct {
		name, content string
		flags         []string
		want          string
	}{
		{"no such file", "", []string{"-notice", "/no/such/file"}, "/no/such/file"},
		{"a wrong weekday", strings.Replace(text2027, "2027-01-01 Fri", "2027-01-01 Thu", 1), nil, "4: 2027-01-01 is Fri"},
		{"prose cut short", prose2027[:strings.Index(prose2027, "七、")], nil, "was it cut short?"},
		{"a day lost", strings.Replace(text2027, "work 2027-05-08 Sat                     劳动节\n", "", 1), nil, "-accept-net 14"},
		{"another net accepted", json2027, []string{"-accept-net", "13"}, "net 1, not to the 13"},
		{"another 2026", strings.ReplaceAll(strings.Replace(json2027, "2027", "2026", 1), "2027-01-02", "2026-01-05"), []string{"-accept-net", "2"}, ""},
		{"neither form", "hello\n", nil, "unknown keyword"},
		{"an empty year", `{"year": 2027, "days": []}`, nil, "not published"},
	} {
		t.Run(row.name, func(t *testing.T) {
			args := append([]string{"notice", file(t, "notice", row.content)}, row.flags...)
			out, errs, status := duedate("", args...)
			assert.Equal(t, 1, status)
			assert.Empty(t, out)
			assert.Contains(t, errs, row.want)
			assert.Equal(t, 1, strings.Count(errs, "\n"))
		})
	}
}

// The answer says what its estimated days rest on.
func TestEstimateSaid(t *testing.T) {
	out, _, _ := duedate("", "-as-of", "2025-11-03", "60wd", "2025-12-01")
	assert.Contains(t, out, "estimate   春节: 国务院令第795号, pattern of 国办发明电〔2024〕12号\n")
	out, _, _ = duedate("", "-as-of", "2025-11-04", "60wd", "2025-12-01")
	assert.NotContains(t, out, "estimate")
}
