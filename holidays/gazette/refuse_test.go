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

// A whole text that is read, to be spoilt in one place at a time.
const goodProse = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市，各部门：
现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节日期间，要安排好值守。
国务院办公厅
2025年11月4日
`

// Ways to spoil it, the line of the error, what it quotes and what it says.
var refusals = []struct {
	name, old, new string
	line           int
	quotes, says   string
}{
	{"no year", "2026年\n部分", "部分", 0, "", "want the heading"},
	{"no heading", "国务院办公厅关于2026年\n部分节假日安排的通知\n", "", 0, "", "want the heading"},
	{"another authority", "国务院办公厅关于", "某州人民政府办公室关于", 1, "某州人民政府办公室关于2026年", "heading"},
	{"an amendment by its heading", "部分节假日安排", "调整劳动节假期安排", 1, "调整劳动节假期安排", "amends NUMBER"},
	{"an extension by its heading", "关于2026年\n部分节假日安排", "关于延长2026年春节假期", 4, "", ""},
	{"a memorial day by its heading", "关于2026年\n部分节假日安排", "关于某某70周年纪念日调休放假", 1, "某某70周年纪念日", ""},
	{"a number of another year", "〔2025〕7号", "〔2024〕7号", 3, "国办发明电〔2024〕7号", "issued in 2025 or 2026"},
	{"a salutation that arranges", "各省、自治区、直辖市，各部门：", "各省1月5日放假：", 4, "各省1月5日放假", ""},
	{"arranged behind the salutation", "各部门：\n", "各部门：1月5日放假。\n", 4, "1月5日放假", "introduction"},
	{"an introduction for another year", "现将2026年", "现将2025年", 5, "", "2026"},
	{"an introduction that arranges", "现将2026年", "1月5日放假，现将2026年", 5, "1月5日放假", "introduction"},
	{"arranged within a reason", "现将2026年", "为便于出行，1月5日放假，现将2026年", 5, "1月5日放假", "introduction"},
	{"an introduction without an end", "通知如下。", "通知。", 5, "现将2026年", "introduction"},
	{"an unknown festival announced", "元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假", "元旦、火把节、春节和国庆节放假", 5, "元旦、火把节、春节和国庆节", ""},
	{"an item that is not announced", "元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假", "元旦和春节放假", 12, "七、国庆节", ""},
	{"an item left out", "二、春节", "三、春节", 7, "三、春节：2月15日", "want the item 二"},
	{"an item twice", "二、春节", "二、元旦", 7, "二、元旦", "元旦 has an item already"},
	{"an unknown festival", "二、春节", "二、火把节", 7, "二、火把节", "name of a festival"},
	{"an item without days", "：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。", "：放假另行通知。", 6, "放假另行通知", "no day off"},
	{"a wrong weekday", "1月1日（周四）", "1月1日（周五）", 6, "1月1日（周五）至3日（周六）放假调休", "2026-01-01 is 周四, not 周五"},
	{"a wrong weekday of a day worked", "2月28日（周六）", "2月28日（周日）", 7, "2月28日（周日）上班", "2026-02-28 is 周六"},
	{"a wrong weekday in advice", "上班。\n二", "上班。鼓励各方在1月5日（周二）错峰出行。\n二", 6, "1月5日（周二）", "周一"},
	{"a wrong total", "共9天", "共8天", 7, "共8天", "9, not 8"},
	{"a total without a number", "共9天", "共天", 7, "共天", ""},
	{"no day 2025-11-31", "2月28日（周六）", "2月30日", 7, "2月30日上班", "no day 2026-02-30"},
	{"a month that does not exist", "9月20日（周日）", "13月20日", 12, "13月20日、10月10日（周六）上班", "no day"},
	{"a reversed range", "2月15日（农历腊月二十八、周日）至23日（周一）", "2月23日至2月15日", 7, "2月15日放假调休", "2026-02-15 does not come after 2026-02-23"},
	{"a day without its month, not after the last", "至23日（周一）", "至3日", 7, "3日放假调休", "month"},
	{"a day whose month is not certain", "9月20日（周日）、10月10日（周六）上班", "10月10日上班，9月20日上班，27日上班", 12, "27日上班", "month"},
	{"days in disorder", "2月14日（周六）、2月28日（周六）", "2月28日（周六）、2月14日（周六）", 7, "2月14日（周六）上班", "does not come after"},
	{"declared off behind the return to work", "1月4日（周日）上班", "1月5日起正常上班，1月5日放假", 6, "1月5日放假", "named already, as a day of 上班"},
	{"a December whose year is not certain", "1月4日（周日）上班", "12月27日（周六）上班", 6, "12月27日（周六）上班", "2025年12月27日 or 2026年12月27日"},
	{"a day outside the notice", "1月4日（周日）上班", "2025年1月4日上班", 6, "2025年1月4日上班", "names no other days"},
	{"a year far away", "1月4日（周日）上班", "2062年1月1日上班", 6, "2062年1月1日上班", "names no other days"},
	{"a space within a number", "2月28日", "2月2 8日", 7, "", "space"},
	{"a quotation mark within a number", "2月28日", "2月2“8日", 7, "", "quotation mark"},
	{"unknown words in brackets", "农历腊月二十八、周日", "不含周日", 7, "不含周日", "brackets"},
	{"brackets not closed", "10月10日（周六）上班", "10月10日（周六上班", 12, "10月10日（周六上班", "brackets"},
	{"a weekday worked", "1月4日（周日）上班", "1月5日（周一）上班", 6, "1月5日（周一）上班", "2026-01-05 is 周一, which is never 上班"},
	{"a day off worked", "1月4日（周日）上班", "1月3日（周六）上班", 6, "1月3日（周六）上班", "named already"},
	{"a day off twice", "放假调休，共3天。", "放假调休，共3天，1月2日放假。", 6, "1月2日放假", "named already"},
	{"a day worked for two festivals", "2月14日（周六）、2月28日", "1月4日（周日）、2月28日", 7, "1月4日（周日）、2月28日（周六）上班", "named already"},
	{"made up for on a weekend", "1月4日（周日）上班", "1月4日（周日）补休", 6, "1月4日（周日）补休", "2026-01-04 is 周日, which is never 补休"},
	{"no exchange and yet worked", "放假调休，共3天。", "放假调休，共3天，不调休。", 6, "一、元旦", "it says 不调休, and yet that 2026-01-04 is worked"},
	{"no weekend beside it", "1月4日（周日）上班", "1月7日放假，与周末连休", 6, "与周末连休", "no weekend"},
	{"back to work on a Saturday", "1月4日（周日）上班", "1月10日（周六）起正常上班", 6, "1月10日（周六）起正常上班", "2026-01-10 is 周六, which is never 起正常上班"},
	{"off by statute but not off", "放假调休，共3天。", "放假调休，共3天，1月6日为法定节假日。", 6, "1月6日为法定节假日", "not among the days off"},
	{"a weekend that is none", "放假调休，共3天。", "放假调休，共3天，1月2日照常公休。", 6, "1月2日照常公休", "2026-01-02 is 周五, which is never 照常公休"},
	{"more rest days than said", "放假调休，共3天。", "放假调休，共3天，1月4日两个公休日调至1月2日。", 6, "1月4日两个公休日调至1月2日", "the days named are 1, not 2"},
	{"rest days moved to fewer", "1月4日（周日）上班", "1月4日、10日公休日调至1月2日", 6, "1月4日、10日公休日调至1月2日", "the days named are 2, not 1"},
	{"rest days moved to a working day", "1月4日（周日）上班", "1月4日公休日调至1月5日", 6, "1月4日公休日调至1月5日", "not among"},
	{"worked though not moved", "共3天。1月4日（周日）上班", "共3天，1月4日公休日调至1月2日，1月10日上班", 6, "一、元旦", "not the same"},
	{"moved though not worked", "1月4日（周日）上班", "1月4日上班，1月10日公休日调至1月2日", 6, "一、元旦", "not the same"},
	{"worked far from every day off", "9月20日（周日）", "9月13日（周日）", 12, "七、国庆节", "more than 12 days"},
	{"a working day moved", "1月4日（周日）上班", "1月5日公休日调至1月2日", 6, "1月5日公休日调至1月2日", "2026-01-05 is 周一, which is never 公休"},
	{"an extension", "1月4日（周日）上班", "延长假期至1月6日", 6, "延长假期至1月6日", ""},
	{"an extension of a break named", "1月4日（周日）上班", "1月4日起延长两天", 6, "1月4日起延长两天", "not known"},
	{"a clause that is not known", "1月4日（周日）上班", "1月4日（周日）另行安排", 6, "1月4日（周日）另行安排", "not known"},
	{"words behind a clause", "1月4日（周日）上班", "1月4日（周日）上班半天", 6, "1月4日（周日）上班半天", "半天"},
	{"advice that arranges", "放假调休，共3天。", "放假调休，共3天。鼓励各方于1月5日放假。", 6, "鼓励各方于1月5日放假", "advice"},
	{"a closing with a date", "要安排好值守", "1月5日不办公", 13, "节日期间", "not known"},
	{"a duty that arranges", "要安排好值守", "要安排好值守，1月5日放假", 13, "节日期间", "not known"},
	{"a closing with a date in words", "要安排好值守", "十月八日不办公", 13, "节日期间", "not known"},
	{"a closing that arranges", "要安排好值守", "各校放假", 13, "节日期间", "not known"},
	{"a closing that suspends", "要安排好值守", "国庆节安排暂缓执行", 13, "节日期间", "not known"},
	{"a closing that excepts", "要安排好值守", "湖北省除外", 13, "节日期间", "not known"},
	{"an introduction to a draft", "现将2026年", "（征求意见稿）。现将2026年", 5, "征求意见稿", "introduction"},
	{"an item behind the closing", "七、国庆节", "祝节日快乐。\n七、国庆节", 13, "", "behind the closing"},
	{"figures in the closing", "要安排好值守", "值守电话12345", 13, "节日期间", "not known"},
	{"no such date", "11月4日\n", "11月31日\n", 14, "国务院办公厅 2025年11月31日", "no day 2025-11-31"},
	{"a date too early", "2025年11月4日", "2024年11月4日", 14, "国务院办公厅 2024年11月4日", "issued in 2025 or 2026"},
	{"a date of another year than the number", "2025年11月4日", "2026年1月4日", 3, "", "国办发明电〔2025〕7号"},
	{"cut in a clause", "1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。\n节日期间，要安排好值守。\n国务院办公厅\n2025年11月4日\n", "1日（周四）至7日（周三）放假调休", 12, "10月1日（周四）至7日（周三）放假调休", "cut short"},
	{"cut in the closing", "值守。\n国务院办公厅\n2025年11月4日\n", "值", 13, "节日期间", ""},
}

// What cannot be read with certainty is an error that gives the line and quotes what is there.
func TestParseRefuses(t *testing.T) {
	_, _, err := gazette.Parse("good", []byte(goodProse))
	require.NoError(t, err)
	for _, test := range refusals {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(goodProse, test.old), "the row spoils one place")
			n, _, err := gazette.Parse("bad", []byte(strings.Replace(goodProse, test.old, test.new, 1)))
			requireRefused(t, err)
			assert.Equal(t, holidays.Notice{}, n)
			var syntax *holidays.SyntaxError
			require.True(t, errors.As(err, &syntax))
			assert.Equal(t, test.line, syntax.Line, err)
			assert.Contains(t, err.Error(), test.quotes)
			assert.Contains(t, err.Error(), test.says)
		})
	}
}
