package holidays_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const proseHead = "关于2027年部分节假日安排的通知\n"

// Single shapes, each in an item for a festival and with a closing, so that one item makes a text.
func TestParseNoticeProseShapes(t *testing.T) {
	for _, test := range []struct{ name, item, want, why string }{
		{"range with weekdays", "元旦：1月1日（周五）至3日（周日）放假，共3天。", "holiday 2027-01-01 2027-01-03 元旦", "2026's shape"},
		{"range with dashes", "元旦：1月1日—3日放假", "", "no full stop: cut short"},
		{"into the year, both years", "元旦：2026年12月31日至2027年1月2日放假调休，共3天。", "holiday 2026-12-31 2027-01-02 元旦", "2023's shape"},
		{"into the year, last year only", "元旦：12月30日至2027年1月1日放假。", "holiday 2026-12-30 2027-01-01 元旦", "2019's shape"},
		{"into the year, no year", "元旦：12月30日至1月1日放假。", "holiday 2026-12-30 2027-01-01 元旦", "a range that ends in January"},
		{"worked in the December before", "元旦：1月1日至3日放假。2026年12月26日（星期六）上班。",
			"holiday 2027-01-01 2027-01-03 元旦 | makeup 2026-12-26 2026-12-26 元旦", "2012's shape"},
		{"December said once", "元旦：2026年12月30日—2027年1月1日放假，共3天。其中：1月1日为法定节假日，12月26日（星期六）上班。",
			"holiday 2026-12-30 2027-01-01 元旦 | makeup 2026-12-26 2026-12-26 元旦", "2008's shape"},
		{"lunar day in brackets", "春节：2月5日（农历除夕）至11日（农历正月初六）放假。", "holiday 2027-02-05 2027-02-11 春节", "2011's shape"},
		{"lunar days of the range", "春节：2月5日—11日（即农历除夕至正月初六）放假，共7天。", "holiday 2027-02-05 2027-02-11 春节", "2008's shape"},
		{"compensation next day", "劳动节：5月2日放假，5月3日（星期一）补休。", "holiday 2027-05-02 2027-05-03 劳动节", "2017's shape: one break"},
		{"compensation after the weekend", "劳动节：5月1日放假，5月3日（星期一）补休。", "holiday 2027-05-01 2027-05-01 劳动节 | holiday 2027-05-03 2027-05-03 劳动节", "2014's shape"},
		{"joined to the weekend", "端午节：6月11日放假，与周末连休。", "holiday 2027-06-11 2027-06-11 端午节", "declares the one day only"},
		{"joined to the weekend, counted", "端午节：6月11日放假，与周末连休，共3天。", "holiday 2027-06-11 2027-06-11 端午节", "the total is that of the break"},
		{"days listed", "国庆节：10月1日、2日和3日放假，共3天。", "holiday 2027-10-01 2027-10-03 国庆节", ""},
		{"two festivals", "国庆节、中秋节：10月1日至8日放假调休，共8天。", "holiday 2027-10-01 2027-10-08 国庆节、中秋节", "the printed order"},
		{"a festival in brackets", "国庆节（中秋节）：10月1日至7日放假。", "holiday 2027-10-01 2027-10-07 国庆节、中秋节", ""},
		{"no colon", "劳动节5月1日至3日放假。", "holiday 2027-05-01 2027-05-03 劳动节", "2009's shape"},
		{"rest days moved", "国庆节：9月27日—10月3日放假。9月25日（星期六）、9月26日（星期日）两个公休日调至9月27日（星期一）、28日（星期二），10月2日（星期六）、3日（星期日）照常公休。",
			"holiday 2027-09-27 2027-10-03 国庆节 | makeup 2027-09-25 2027-09-25 国庆节 | makeup 2027-09-26 2027-09-26 国庆节", "worked though 上班 is not printed"},
		{"festival on a rest day", "劳动节：5月1日至3日放假。其中，5月1日（星期六）公休日调至5月3日（星期一）。", "holiday 2027-05-01 2027-05-03 劳动节",
			"the rest day is the festival itself and stays off"},
		{"rest day and festival moved", "国庆节、中秋节：10月1日至5日放假。10月3日（星期日）公休日及中秋节分别调至10月4日（星期一）、10月5日（星期二）。",
			"holiday 2027-10-01 2027-10-05 国庆节、中秋节", "2009's shape"},
		{"back to work", "春节：2月5日至10日放假，2月11日（星期四）起正常上班。", "holiday 2027-02-05 2027-02-10 春节", "an ordinary Thursday is no make-up day"},
		{"advice", "春节：2月6日至12日放假。鼓励各单位安排职工在除夕（2月5日）休息。", "holiday 2027-02-06 2027-02-12 春节", "advice declares nothing"},
		{"days worked, month once", "劳动节：5月1日至7日放假。4月24日、25日上班。", "holiday 2027-05-01 2027-05-07 劳动节 | makeup 2027-04-24 2027-04-24 劳动节 | makeup 2027-04-25 2027-04-25 劳动节", ""},
		{"adjusted but nothing worked", "清明节：4月3日至5日放假调休，共3天。", "holiday 2027-04-03 2027-04-05 清明节", "2020's shape"},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, err := parsePart("shape", []byte(proseHead+"一、"+test.item+"\n节日快乐。"))
			if test.want == "" {
				requireSyntaxError(t, err)
				return
			}
			require.NoError(t, err, test.why)
			var got []string
			for _, s := range n.Spans {
				got = append(got, strings.Join([]string{s.Kind.String(), s.First.String(), s.Last.String(), s.Name}, " "))
			}
			assert.Equal(t, test.want, strings.Join(got, " | "), test.why)
		})
	}
}

// What may stand around the items besides, in a text that is read all the same.
func TestParseNoticeProseAround(t *testing.T) {
	for _, test := range []struct{ name, old, new, why string }{
		{"heading of the page too", "国务院办公厅关于", "国务院办公厅关于2026年部分节假日安排的通知\n国务院办公厅关于", "the page and the document carry it"},
		{"a news agency's line", "国务院办公厅关于2026年\n部分节假日安排的通知\n", "新华社北京11月4日电 国务院办公厅关于2026年部分节假日安排的通知，全文如下：\n", "gov.cn has it from there at times"},
		{"no office in the heading", "国务院办公厅关于", "关于", ""},
		{"spaces in the heading", "关于2026年\n部分", "关 于 2026 年 部 分", ""},
		{"an introduction without names", "元旦、春节和国庆节放假安排", "部分节假日安排", ""},
		{"an introduction that ends with a colon", "通知如下。", "通知如下：", "2007's shape"},
		{"principles in the introduction", "现将2026年", "根据2024年11月修订的《某办法》，春节自农历除夕起放假调休8天，元旦、清明节分别放假调休或连休3天（如逢周三则只在当日放假）。现将2026年",
			"2025's notice states the rules it follows; they arrange no day"},
		{"a law in the introduction", "现将2026年", "自2025年1月1日起，全体公民放假的假日增加2天，其中春节、劳动节各增加1天。现将2026年", "2025"},
		{"advice behind the items", "节日期间", "鼓励各方错开1月5日（周一）出行。节日期间", "2026's shape"},
		{"two sentences of closing", "值守。", "值守。祝节日快乐。", ""},
		{"signed without a date", "\n2025年11月4日", "", ""},
		{"dated without a signature", "国务院办公厅\n2025年11月4日", "2025年11月4日", "behind a closing a date is no clause cut short"},
		{"dated in numerals", "2025年11月4日", "二○二五年十一月四日", ""},
		{"a dash for the range", "（周四）至3日", "（周四）~3日", ""},
		{"a weekday without brackets", "1月4日（周日）上班", "1月4日周日上班", ""},
		{"Sunday by its other name", "1月4日（周日）上班", "1月4日（星期天）上班", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			want, err := parsePart("good", []byte(goodProse))
			require.NoError(t, err)
			require.Equal(t, 1, strings.Count(goodProse, test.old), "the row changes one place")
			got, err := parsePart("around", []byte(strings.Replace(goodProse, test.old, test.new, 1)))
			require.NoError(t, err, test.why)
			assert.Equal(t, want.Spans, got.Spans)
			assert.Equal(t, 2026, got.Year)
		})
	}
}
