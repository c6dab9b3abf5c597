package gazette_test

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// Texts for the problems that no row of refusals has.
func moreRefusals(t *testing.T) map[string]error {
	good := func(old, new string) []byte {
		require.Equal(t, 1, strings.Count(goodProse, old), old)
		return []byte(strings.Replace(goodProse, old, new, 1))
	}
	changed := func(i int, old, new string) []byte {
		require.Contains(t, amendments[i].text, old)
		return []byte(strings.Replace(amendments[i].text, old, new, 1))
	}
	year := string(holidayCN(yearNotices()[19]).write(t))
	event := func(lines string) []byte {
		return []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + lines + "\nEND:VEVENT\nEND:VCALENDAR\n")
	}
	all := map[string]error{}
	for name, text := range map[string][]byte{
		"too long": make([]byte, 8<<20+1), "not text": {0x81, 0x20, 0xff}, "empty": []byte(" \n"), "a witness": event(""), "chinese-days": chineseDays(t, yearNotices()...),
		"text form": []byte("notice 1\nyear 2026\noff 2026-01-01 Fri 1 元旦\n"), "text form without its festivals": []byte("notice 1\ntitle x\nyear 2026\nissued 2025-11-04\noff 2026-01-01 Thu 1 元旦\n"),
		"a bad name": []byte(strings.ReplaceAll(year, `"元旦"`, `"2026-01-01"`)), "a year of one festival": []byte("国务院办公厅关于2003年部分节假日安排的通知\n一、元旦：1月1日放假。\n国务院办公厅\n2002年12月1日\n"),
		"two years": []byte(goodProse + strings.ReplaceAll(goodProse, "2026年", "2027年")), "too often": []byte(strings.Repeat(goodProse, 11)),
		"two kinds": []byte(goodProse + string(good("10月10日（周六）", "10月17日（周六）"))), "no body": []byte("国务院办公厅关于2026年部分节假日安排的通知\n"),
		"no whole number": good("〔2025〕7号", "〔2025〕号"), "one item": []byte("国务院办公厅关于2026年部分节假日安排的通知\n一、元旦：1月1日（周四）放假。\n国务院办公厅\n2025年11月4日\n"),
		"an item less": good(goodProse[strings.Index(goodProse, "七、国庆节"):strings.Index(goodProse, "节日期间")], ""), "off less": good("共7天", "共7天，10月8日（周四）放假"), "a festival in July": good("6月19日（周五）至21日（周日）放假，共3天", "7月1日放假"),
		"newer statute": good("现将2026年", "根据国务院令第801号，现将2026年"), "a heading about another year": good("现将2026年", "现将2027年"), "cut short": []byte(goodProse[:strings.Index(goodProse, "共9天")]),
		"two breaks": good("1月1日（周四）至3日（周六）放假调休，共3天", "1月1日放假，1月6日放假"), "a broken date": good("1月4日（周日）上班", "1月1\n0日上班"), "an interval": good("1月1日（周四）", "1月1日（农历正月初一）"),
		"behind the break": good("1月4日（周日）上班", "1月6日起正常上班"), "a total outside": []byte(goodProse + "国庆节放假8天\n"), "a vague day": []byte(goodProse + "周六上班\n"), "another day": []byte(goodProse + "10月8日放假\n"), "taken back": []byte(goodProse + "更正\n"),
		"extended too far": changed(3, "延长2020年春节假期至2月2日（农历正月初九，星期日）", "延长2020年春节假期至1月28日"), "not verified": changed(3, "2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班", "2月2日"),
		"more days off": changed(2, "4月28日（星期日）", "4月27日（星期六）、28日（星期日）"), "an open break": changed(0, "9月3日（星期四）至5日（星期六）调休放假，共3天。其中", ""), "no days": []byte(`{"year":2027,"days":[]}`), "a day twice": []byte(strings.Replace(year, "2026-01-04", "2026-01-01", 1)),
		"no dataset": []byte(`{"year":2026}`), "holiday-cn": []byte(year), "undated": good("国务院办公厅\n2025年11月4日\n", ""), "no numbers": []byte(strings.ReplaceAll(string(good("国办发明电〔2025〕7号\n", "")), "国务院办公厅\n2025年11月4日\n", "")),
	} {
		_, _, all[name] = gazette.Parse("某文件", text)
	}
	n := yearNotices()[19]
	later := n
	later.Spans = append([]holidays.Span(nil), n.Spans...)
	later.Spans[1].First, later.Spans[1].Last = n.Spans[1].First.AddDays(7), n.Spans[1].Last.AddDays(7)
	for name, data := range map[string][]byte{
		"no JSON": []byte("x"), "silent": holidayCN(yearNotices()[18]).write(t), "a repeated event": event("DTSTART:20260101\nRRULE:FREQ=YEARLY\nSUMMARY:元旦（休）"),
		"off and worked": []byte(`{"holidays":{"2026-01-01":"x"},"workdays":{"2026-01-01":"x"}}`), "differs": holidayCN(later).write(t),
	} {
		all["witness: "+name] = gazette.Agree(n, "某文件", data)
	}
	all["witness: worked"] = gazette.Agree(n, "某文件", ics(later, true))
	all["witness: off"] = gazette.Agree(later, "某文件", ics(n, true))
	amendment := holidays.Notice{Title: "某通知", Year: 2027, Amends: "2027"}
	_, all["amends no notice"] = gazette.Amendment(holidays.China(), amendment)
	amendment.Year, amendment.Amends = 2026, "国办发明电〔2020〕1号"
	_, all["amends another"] = gazette.Amendment(holidays.China(), amendment)
	amendment.Amends, amendment.Spans = "2026", []holidays.Span{{Kind: holidays.Workday, First: holidays.MustParseDate("2026-10-01"), Last: holidays.MustParseDate("2026-10-01"), Name: "国庆节"}}
	_, all["a statutory day worked"] = gazette.Amendment(holidays.China(), amendment)
	return all
}

// Every problem that errors.go has comes up here, and its error says in both languages what is wrong, with the values, and what
// to do. None suggests to state a Net.
func TestMessages(t *testing.T) {
	all := moreRefusals(t)
	for _, row := range refusals {
		_, _, all[row.name] = gazette.Parse("某文件", []byte(strings.Replace(goodProse, row.old, row.new, 1)))
	}
	seen := map[string]bool{}
	for name, err := range all {
		require.Error(t, err, name)
		chinese := gazette.Chinese(err)
		assert.NotEqual(t, err.Error(), chinese, name)
		for _, text := range []string{err.Error(), chinese} {
			assert.NotRegexp(t, `%!|（）|“”|\(\)|""|： |。。|(?i)\bnet\b`, text, name)
		}
		assert.Regexp(t, `请.*。$`, chinese, name)
		en, _, do, values, ok := gazette.ProblemOf(err)
		if !ok {
			unofficial := (*gazette.UnofficialError)(nil)
			require.True(t, errors.As(err, &unofficial), "%s: %v", name, err)
			continue
		}
		seen[en] = true
		for _, v := range values {
			assert.Contains(t, chinese, fmt.Sprint(v), name)
			assert.Contains(t, err.Error(), fmt.Sprint(v), name)
		}
		assert.Contains(t, chinese, do[1], name)
		if !strings.HasPrefix(name, "text form") { // which package holidays words
			assert.Contains(t, err.Error(), do[0], name)
		}
	}
	source, err := os.ReadFile("errors.go")
	require.NoError(t, err)
	rows := regexp.MustCompile(`(\w+) += problem\{("(?:[^"\\]|\\.)*"),\s+("(?:[^"\\]|\\.)*"), \w+\}`).FindAllStringSubmatch(string(source), -1)
	require.Len(t, rows, strings.Count(string(source), "= problem{"), "every problem is a row")
	verb := regexp.MustCompile(`%(?:\[\d\])?[a-z0-9]+`)
	for _, row := range rows {
		en, err := strconv.Unquote(row[2])
		require.NoError(t, err)
		assert.True(t, seen[en], "%s has no text that gives it", row[1])
		assert.Equal(t, verb.FindAllString(row[2], -1), verb.FindAllString(row[3], -1), "%s: the same values in the same order", row[1])
	}
}
