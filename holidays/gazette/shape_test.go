package gazette_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// Single shapes, each in the item of its festival in a notice that has one for every festival. Its days need not add up to
// those of the statute, which comes as a *StatuteError together with the notice.
func TestParseShapes(t *testing.T) {
	base := []string{"元旦：1月1日放假。", "春节：2月5日至2月8日放假。", "清明节：4月5日放假。", "劳动节：5月1日至2日放假。", "端午节：6月9日放假。", "中秋节：9月15日放假。", "国庆节：10月1日至3日放假。"}
	for _, test := range []struct{ name, item, want, why string }{
		{"range with weekdays", "元旦：1月1日（周五）至3日（周日）放假，共3天。", "holiday 2027-01-01 2027-01-03 元旦", "2026's shape"},
		{"cut short", "国庆节：10月1日—3日放假", "", "no full stop"},
		{"into the year, both years", "元旦：2026年12月31日至2027年1月2日放假调休，共3天。", "holiday 2026-12-31 2027-01-02 元旦", "2023's shape"},
		{"into the year, last year only", "元旦：12月30日至2027年1月1日放假。", "holiday 2026-12-30 2027-01-01 元旦", "2019's shape"},
		{"into the year, no year", "元旦：12月30日至1月1日放假。", "holiday 2026-12-30 2027-01-01 元旦", "a range that ends in January"},
		{"worked in the December before", "元旦：1月1日至3日放假。2026年12月26日（星期六）上班。", "holiday 2027-01-01 2027-01-03 元旦 | makeup 2026-12-26 2026-12-26 元旦", "2012's shape"},
		{"December said once", "元旦：2026年12月30日—2027年1月1日放假，共3天。其中：1月1日为法定节假日，12月26日（星期六）上班。",
			"holiday 2026-12-30 2027-01-01 元旦 | makeup 2026-12-26 2026-12-26 元旦", "2008's shape"},
		{"a December outside the notice", "元旦：1月1日至3日放假。2026年12月20日（星期日）上班。", "", "a year's notice names days from 25 December on"},
		{"lunar days in brackets", "春节：2月5日（农历除夕）至11日（农历正月初六）放假。", "holiday 2027-02-05 2027-02-11 春节", "2011's shape"},
		{"lunar days of the range", "春节：2月5日—11日（即农历除夕至正月初六）放假，共7天。", "holiday 2027-02-05 2027-02-11 春节", "2008's shape"},
		{"a wrong lunar day", "春节：2月5日（农历除夕）至11日（农历正月初七）放假。", "", "2027-02-11 is 初六"},
		{"compensation after the weekend", "劳动节：5月1日至2日放假，5月3日（星期一）补休。", "holiday 2027-05-01 2027-05-03 劳动节", "2014's shape"},
		{"joined to the weekend", "端午节：6月9日放假，与周末连休。", "", "a Wednesday has no weekend beside it"},
		{"joined to the weekend, counted", "清明节：4月5日放假，与周末连休，共3天。", "holiday 2027-04-05 2027-04-05 清明节", "declares the one day only; the total is that of the break"},
		{"days listed", "国庆节：10月1日、2日和3日放假，共3天。", "holiday 2027-10-01 2027-10-03 国庆节", ""},
		{"no colon", "劳动节5月1日至3日放假。", "holiday 2027-05-01 2027-05-03 劳动节", "2009's shape"},
		{"rest days moved", "国庆节：9月27日—10月3日放假。9月25日（星期六）、9月26日（星期日）两个公休日调至9月27日（星期一）、28日（星期二），10月2日（星期六）、3日（星期日）照常公休。",
			"holiday 2027-09-27 2027-10-03 国庆节 | makeup 2027-09-25 2027-09-25 国庆节 | makeup 2027-09-26 2027-09-26 国庆节", "worked though 上班 is not printed"},
		{"festival on a rest day", "劳动节：5月1日至3日放假。其中，5月1日（星期六）公休日调至5月3日（星期一）。", "holiday 2027-05-01 2027-05-03 劳动节", "the rest day is the festival itself and stays off"},
		{"back to work", "春节：2月5日至10日放假，2月11日（星期四）起正常上班。", "holiday 2027-02-05 2027-02-10 春节", "an ordinary Thursday is no make-up day"},
		{"advice", "春节：2月5日至12日放假。鼓励各单位安排职工在元宵前后休息。", "holiday 2027-02-05 2027-02-12 春节", "advice declares nothing"},
		{"days worked, month once", "劳动节：5月1日至7日放假。4月24日、25日上班。", "holiday 2027-05-01 2027-05-07 劳动节 | makeup 2027-04-24 2027-04-24 劳动节 | makeup 2027-04-25 2027-04-25 劳动节", ""},
		{"adjusted but nothing worked", "清明节：4月3日至5日放假调休，共3天。", "holiday 2027-04-03 2027-04-05 清明节", "2020's shape"},
		{"调休上班", "劳动节：5月1日至5日放假。5月8日（周六）调休上班。", "holiday 2027-05-01 2027-05-05 劳动节 | makeup 2027-05-08 2027-05-08 劳动节", "a new word"},
		{"需上班", "劳动节：5月1日至5日放假。5月8日（周六）需上班。", "holiday 2027-05-01 2027-05-05 劳动节 | makeup 2027-05-08 2027-05-08 劳动节", "a new word"},
		{"为工作日", "劳动节：5月1日至5日放假。5月8日（周六）为工作日。", "holiday 2027-05-01 2027-05-05 劳动节 | makeup 2027-05-08 2027-05-08 劳动节", "a new word"},
		{"当日放假", "端午节：6月9日（周三）当日放假。", "holiday 2027-06-09 2027-06-09 端午节", "a new word"},
		{"放假一天", "端午节：6月9日（周三）放假一天。", "holiday 2027-06-09 2027-06-09 端午节", "a total in words"},
		{"共八天", "春节：2月5日至12日放假，共八天。", "holiday 2027-02-05 2027-02-12 春节", "a total in words"},
		{"a wrong total in words", "春节：2月5日至12日放假，共九天。", "", "they are eight"},
		{"除夕 as a name", "除夕、春节：2月5日至8日放假。", "holiday 2027-02-05 2027-02-08 春节", "a day of 春节"},
		{"worked far away", "劳动节：5月1日至5日放假。4月18日（周日）上班。", "", "13 days from 1 May"},
		{"元旦 in July", "元旦：7月1日放假。", "", "the festival is not in its own break"},
		{"a statutory day left out", "劳动节：5月1日放假。", "", "2 May is off by the statute"},
	} {
		t.Run(test.name, func(t *testing.T) {
			items := append([]string(nil), base...)
			for i, b := range base {
				if name := strings.TrimSuffix(b[:6], "节"); strings.HasPrefix(test.item, name) || strings.HasPrefix(test.item, "除夕") && name == "春节" {
					items[i] = test.item
				}
			}
			var b strings.Builder
			b.WriteString("国务院办公厅关于2027年部分节假日安排的通知\n")
			for i, item := range items {
				b.WriteString(string([]rune(chineseItems)[i]) + "、" + item + "\n")
			}
			n, _, err := read("shape", b.String()+"祝节日快乐。\n")
			if test.want == "" {
				require.Error(t, err, test.why)
				return
			}
			if statute := (*holidays.StatuteError)(nil); errors.As(err, &statute) && statute.Date.IsZero() {
				err = nil
			}
			require.NoError(t, err, test.why)
			name := test.want[strings.LastIndex(test.want, " ")+1:]
			var got []string
			for _, s := range n.Spans {
				if s.Name == name {
					got = append(got, strings.Join([]string{s.Kind.String(), s.First.String(), s.Last.String(), s.Name}, " "))
				}
			}
			assert.Equal(t, test.want, strings.Join(got, " | "), test.why)
		})
	}
}

// What may be around the items besides, in a text that is read all the same.
func TestParseAround(t *testing.T) {
	for _, test := range []struct{ name, old, new, why string }{
		{"heading of the page too", "国务院办公厅关于", "国务院办公厅关于2026年部分节假日安排的通知\n国务院办公厅关于", "the page and the document carry it"},
		{"a news agency's line", "国务院办公厅关于2026年\n部分节假日安排的通知\n", "新华社北京11月4日电 国务院办公厅关于2026年部分节假日安排的通知，全文如下：\n", ""},
		{"no office in the heading", "国务院办公厅关于", "关于", ""},
		{"the State Council itself", "国务院办公厅", "国务院", "a new authority"},
		{"another kind of number", "国办发明电", "国办函", "a new kind"},
		{"spaces in the heading", "关于2026年\n部分", "关 于 2026 年 部 分", ""},
		{"an introduction without names", "元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假安排", "部分节假日安排", ""},
		{"an introduction with 等", "元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假安排", "元旦、春节等节日放假安排", ""},
		{"an introduction that ends with a colon", "通知如下。", "通知如下：", "2007's shape"},
		{"具体安排如下", "放假安排通知如下。", "放假调休具体安排如下。", "a new word"},
		{"principles in the introduction", "现将2026年", "根据2024年11月修订的《某办法》，春节自农历除夕起放假调休8天，元旦、清明节分别放假调休或连休3天（如逢周三则只在当日放假）。现将2026年", "2025's rules arrange no day"},
		{"the change of 2024 told again", "现将2026年", "根据2024年11月修订的《某办法》，自2025年1月1日起，全体公民放假的假日增加2天，其中春节、劳动节各增加1天。现将2026年", "it is not newer"},
		{"the change of 2024 in another clause", "现将2026年", "根据修订的《全国年节及纪念日放假办法》，自2025年1月1日起施行，现将2026年", "it is not newer"},
		{"a law in the introduction", "现将2026年", "经国务院批准，现将2026年", ""},
		{"advice behind the items", "节日期间", "鼓励各方错开1月5日（周一）出行。节日期间", "2026's shape"},
		{"two sentences of closing", "值守。", "值守。祝节日快乐。", ""},
		{"dated in numerals", "2025年11月4日", "二○二五年十一月四日", ""},
		{"a dash for the range", "（周四）至3日", "（周四）~3日", ""},
		{"a weekday without brackets", "1月4日（周日）上班", "1月4日周日上班", ""},
		{"Sunday by its other name", "1月4日（周日）上班", "1月4日（星期天）上班", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			want, _, err := gazette.Parse("good", []byte(goodProse))
			require.NoError(t, err)
			require.Contains(t, goodProse, test.old)
			got, _, err := gazette.Parse("around", []byte(strings.Replace(goodProse, test.old, test.new, 1)))
			require.NoError(t, err, test.why)
			assert.Equal(t, want.Spans, got.Spans)
			assert.Equal(t, want.Issued, got.Issued)
		})
	}
}

// A principle or a citation of a statute that is newer than the one known here stops the reading.
func TestNewerStatute(t *testing.T) {
	for _, s := range []string{"根据2026年11月修订的《全国年节及纪念日放假办法》，", "根据国务院令第801号，", "根据新修订的《全国年节及纪念日放假办法》，", "全体公民放假的假日增加1天，", "自2026年1月1日起，", "其中清明节增加1天，"} {
		_, _, err := gazette.Parse("newer", []byte(strings.Replace(goodProse, "现将2026年", s+"现将2026年", 1)))
		require.ErrorContains(t, err, "newer than", s)
	}
}
