package gazette_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// htmlOf writes a text as a page with nothing around it.
func htmlOf(text string) string {
	return "<!DOCTYPE html><html><body><p>" + strings.ReplaceAll(strings.TrimSpace(text), "\n", "</p>\n<p>") + "</p></body></html>"
}

func entities(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, "&#x%x;", r)
	}
	return b.String()
}

// What a page can hold besides the notice or in it, made to be read wrongly. It is read as the notice that a person sees, or
// refused.
func TestHostilePages(t *testing.T) {
	want, _, err := gazette.Parse("good", []byte(goodProse))
	require.NoError(t, err)
	const day = "9月20日"
	within := func(old, new string) string {
		require.Equal(t, 1, strings.Count(goodProse, old), old)
		return strings.Replace(goodProse, old, new, 1)
	}
	html := func(old, new string) string {
		page := htmlOf(goodProse)
		require.Equal(t, 1, strings.Count(page, old), old)
		return strings.Replace(page, old, new, 1)
	}
	behind := func(s string) string { return goodProse + s + "\n" }
	before := func(s string) string { return s + "\n" + goodProse }
	for _, test := range []struct {
		name, text string
		isRead     bool
		why        string
	}{
		{"forecast under the heading", within("国办发明电〔2025〕7号\n", "（以下为网友预测）\n国办发明电〔2025〕7号\n"), false, "it says that it is none"},
		{"forecast behind the date", behind("以上安排根据历年规律推算。"), false, ""},
		{"a joke behind the date", behind("祝大家愚人节快乐！"), false, ""},
		{"another year's notice behind it", goodProse + strings.ReplaceAll(goodProse, "2026年", "2027年"), false, "two years"},
		{"the amendment behind it", behind("国务院办公厅关于调整2026年劳动节假期安排的通知"), false, "it may change the first"},
		{"the same notice with another day behind it", goodProse + within("9月20日（周日）、10月10日（周六）", "9月20日（周日）、10月17日（周六）"), false, "the copies differ"},
		{"the same notice with another date behind it", goodProse + within("2025年11月4日", "2025年11月5日"), false, "the copies differ"},
		{"a comment that agrees", behind("沙发：9月20日上班，太难了"), true, "the notice says so"},
		{"a comment that does not", behind("沙发：9月19日上班，太难了"), false, "the notice does not say so"},
		{"a comment in words", behind("沙发：国庆放八天！"), false, "the break has seven days"},
		{"a comment that asks", behind("1楼：请问公司可以不放假吗"), false, "不放假 takes back"},
		{"a comment on a weekday", behind("2楼：周六还要上班，唉"), false, "which is not certain"},
		{"an advertisement with days of its own", behind("某商场 10月1日至7日 全场五折"), true, "nothing is said to be off or worked"},
		{"an advertisement for days off", behind("某景区：10月1日至8日放假期间门票半价"), false, "8 October is worked"},
		{"an advertisement with a date and no day off", behind("招聘截止2025年12月31日"), true, ""},
		{"old notice in the sidebar, by its heading", before("国务院办公厅关于2025年部分节假日安排的通知"), false, "one year in the whole text"},
		{"old notice in the sidebar, by its number", before("国办发明电〔2024〕12号"), false, "one number in the whole text"},
		{"old days in the sidebar, with their year", before("2025年国庆节、中秋节：2025年10月1日至8日放假调休"), true, "days of another year"},
		{"old days in the sidebar, of one day", before("去年：2025年10月2日放假"), true, "a day of another year"},
		{"old days in the sidebar, without their year", before("国庆：10月8日放假"), false, ""},
		{"wide figures in the year", within("关于2026年", "关于２０２６年"), true, "the same figures"},
		{"another year in wide figures", within("现将2026年", "现将２０２７年"), false, ""},
		{"figures of another script", within(day, "9月২0日"), false, "no figure that is known"},
		{"circled figures", within(day, "9月⑳日"), false, ""},
		{"zero-width space in a date", within(day, "9月2\u200b0日"), false, "whether it is one number is not certain"},
		{"zero-width joiner between words", within("9月20日（周日）", "9月20日\u200d（周日）"), true, "it decides nothing"},
		{"soft hyphen in the heading", within("部分节假日", "部分\u00ad节假日"), true, ""},
		{"text from right to left", within(day, "9月\u202e02\u202c日"), false, "what is seen is not what is there"},
		{"a combining mark on a figure", within(day, "9月20\u0336日"), false, "it is struck out"},
		{"struck out by HTML", html(day, "9月<s>20</s>日"), false, "it is struck out"},
		{"deleted by HTML", html("9月20日（周日）、", "<del>9月20日（周日）、</del>"), false, ""},
		{"hidden by style", html(day, `9月2<span style="display: none">7</span>0日`), false, "a reader does not see it"},
		{"hidden by style, on two lines", html(day, "9月2<span style='DISPLAY:\n\tNONE !important'>7</span>0日"), false, ""},
		{"struck out by style", html(day, `9月<span style="color: red; text-decoration: underline line-through">20</span>日`), false, "it is struck out"},
		{"struck out by the line of a style", html("9月20日（周日）、", `<span style="text-decoration-line:line-through">9月20日（周日）、</span>`), false, ""},
		{"hidden by attribute", html(day, `9月<b hidden>1</b>20日`), false, ""},
		{"hidden in no size", html(day, `9月<span style="color:red;font-size:0">1</span>20日`), false, ""},
		{"hidden line behind it", html("</body>", `<div style="display:none">分享到</div></body>`), true, "it says nothing"},
		{"hidden forecast", html("</body>", `<div style="display:none">本页为模拟文本</div></body>`), false, "it is checked all the same"},
		{"script text", html("</body>", "<script>document.write('10月8日放假')</script></body>"), true, "a reader does not see it"},
		{"script in a date", html(day, "9月2<script>7</script>0日"), true, "a browser shows 20"},
		{"comment in a date", html(day, "9月2<!-- 7 -->0日"), true, "a browser shows 20"},
		{"style text", html("<body>", "<style>.x:after{content:'更正'}</style><body>"), true, ""},
		{"a figure above the line", html(day, "9月20<sup>1</sup>日"), false, "a note, or another number"},
		{"ruby over a figure", html(day, "9月<ruby>20<rt>27</rt></ruby>日"), false, "two texts at once"},
		{"ruby over a name", html("三、清明节", "三、<ruby>清明节<rt>qīngmíng</rt></ruby>"), false, "nothing is skipped"},
		{"entities", html(day, entities(day)), true, "a browser shows them"},
		{"entities in plain text", within(day, "9&#26376;20日"), true, "as pages are copied"},
		{"entities twice", html(day, "9月&amp;#50;0日"), false, "a browser shows no figure"},
		{"items in a table", html("二、春节：", "</p><table><tr><td>二、春节：</td></tr></table><p>"), true, "cells are lines"},
		{"a table that repeats it", html("</body>", "<table><tr><td>国庆节</td><td>10月1日至7日放假</td><td>共7天</td></tr></table></body>"), true, ""},
		{"a table that differs", html("</body>", "<table><tr><td>国庆节</td><td>10月1日至8日放假</td></tr></table></body>"), false, ""},
		{"a table of days worked", html("</body>", "<table><tr><td>上班</td></tr><tr><td>9月27日上班</td></tr></table></body>"), false, ""},
		{"a cell between figures", html(day, "9月2</td><td>0日"), false, "two cells are no number"},
		{"a line break between figures", html(day, "9月2<br>0日"), false, "two lines are no number"},
		{"a space that does not break between figures", html(day, "9月2&nbsp;0日"), false, ""},
		{"a place to break between figures", html(day, "9月2<wbr>0日"), true, "a browser shows 20"},
		{"a link within the notice", html("国办发明电〔2025〕7号", `<a href="/x">国办发明电</a>〔2025〕7号`), true, ""},
		{"links that make a word", html("</body>", "<a>排行更</a><a>正在直播</a></body>"), true, "no link says 更正"},
		{"a correction in a link", html("</body>", "<a>通知更正</a></body>"), false, ""},
		{"a correction over two lines", goodProse + "有关日期更\n正如下\n", false, "a sentence can go on in the next line"},
		{"two numbers", within("7号\n", "7号 国办发明电〔2025〕8号\n"), false, ""},
		{"a date of the page that differs", before("成文日期：2025年11月5日"), false, ""},
		{"a provincial heading", within("国务院办公厅关于", "某省人民政府办公厅关于"), false, ""},
		{"a provincial letter that changes it", before("现转发给你们，国庆节假期我省延长1天。"), false, ""},
		{"an exception behind the date", behind("医院、公交等单位除外。"), false, ""},
		{"an item that is none", behind("八、元宵节：3月3日放假1天。"), false, "3 March is worked"},
		{"a null in the middle", within(day, "9月2\x000日"), false, "it is no UTF-16"},
		{"private-use figure", within(day, "9月2\ue0000日"), false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, _, err := gazette.Parse("page", []byte(test.text))
			if !test.isRead {
				requireRefused(t, err)
				return
			}
			require.NoError(t, err, test.why)
			assert.Equal(t, want.Spans, n.Spans, test.why)
			assert.Equal(t, want.Number, n.Number)
		})
	}
}
