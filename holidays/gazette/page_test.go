package gazette_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// pageOf writes a page as a government site has it: navigation, the table of what is known of the document, the document,
// and what stands below.
func pageOf(n holidays.Notice, text string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\">\n<title>%s_某某网</title>\n", n.Title)
	b.WriteString("<style>p{margin:0}</style><script>var a = \"1月5日放假\";</script></head>\n<body>\n<div class=\"nav\"><a href=\"/\">首页</a> | <a href=\"/n\">新闻</a> | <a href=\"/z\">政策</a></div>\n")
	b.WriteString("<div class=\"crumbs\">首页 &gt; 政策 &gt; 国务院政策文件库 &gt; 国务院文件</div>\n<div>字号：<span>默认</span> <span>大</span> <span>超大</span> 打印 收藏</div>\n")
	fmt.Fprintf(&b, "<table><tr><td><b>标　　题：</b></td><td>%s</td><td><b>发文机关：</b></td><td>国务院办公厅</td></tr>\n", n.Title)
	fmt.Fprintf(&b, "<tr><td>发文字号：</td><td>%s</td><td>来　　源：</td><td>某某网</td></tr>\n", n.Number)
	fmt.Fprintf(&b, "<tr><td>主题分类：</td><td>劳动、人事、监察\\其他</td><td>公文种类：</td><td>通知</td></tr>\n<tr><td>成文日期：</td><td>%04d年%02d月%02d日</td>", n.Issued.Year(), int(n.Issued.Month()), n.Issued.Day())
	fmt.Fprintf(&b, "<td>发布日期：</td><td>%04d年%02d月%02d日</td></tr></table>\n<div id=\"content\">\n", n.Issued.Year(), int(n.Issued.Month()), n.Issued.Day())
	for line := range strings.Lines(text) {
		fmt.Fprintf(&b, "<p style=\"text-indent:2em\">&emsp;%s</p>\n", strings.NewReplacer("<", "&lt;", "\n", "", "（", "<span>（", "）", "）</span>").Replace(line))
	}
	b.WriteString("</div>\n<div>扫一扫在手机打开当前页</div><div>责任编辑：某某</div><div>相关稿件</div>\n<ul><li><a href=\"/r\">图解：明年放假安排来了</a></li></ul>\n")
	b.WriteString("<div class=\"footer\">版权所有：某某网 京ICP备01010101号 网站标识码bm00000000</div></body></html>\n")
	return b.String()
}

// wrapped breaks the lines of a text after so many characters, and puts the number of the page after so many lines.
func wrapped(text string, width int) string {
	var b strings.Builder
	lines := 0
	for line := range strings.Lines(text) {
		runes := []rune(strings.TrimSpace(line))
		for len(runes) > 0 {
			n := min(width, len(runes))
			b.WriteString(string(runes[:n]) + "\n")
			if runes = runes[n:]; lines%18 == 17 {
				fmt.Fprintf(&b, "— %d —\n\n", lines/18+1)
			}
			lines++
		}
	}
	return b.String()
}

var traditional = strings.NewReplacer("国", "國", "务", "務", "办", "辦", "厅", "廳", "关", "關", "于", "於", "节", "節", "发", "發", "电", "電", "号", "號", "区", "區", "辖", "轄",
	"门", "門", "为", "為", "将", "將", "调", "調", "周", "週", "农", "農", "历", "曆", "劳", "勞", "动", "動", "庆", "慶", "间", "間", "时", "時", "现", "現", "据", "據", "励", "勵", "错", "錯", "峰", "峰", "报", "報", "费", "費", "个", "個", "补", "補", "后", "後", "从", "從", "各", "各")

// outer are the forms in which a notice reaches a reader.
var outer = []struct {
	name  string
	write func(n holidays.Notice, text string) string
}{
	{"page", pageOf},
	{"page without its table", func(n holidays.Notice, text string) string {
		page := pageOf(n, text)
		return page[:strings.Index(page, "<table>")] + page[strings.Index(page, "</table>"):]
	}},
	{"copied page", func(n holidays.Notice, text string) string {
		return "首页 > 政策 > 国务院政策文件库\n标　　题：\t" + n.Title + "\t发文机关：\t国务院办公厅\n发文字号：\t" + n.Number + "\t来　　源：\t某某网\n" +
			fmt.Sprintf("成文日期：\t%d年%02d月%02d日\n字号：默认 大 超大\n", n.Issued.Year(), int(n.Issued.Month()), n.Issued.Day()) + text + "责任编辑：某某\n版权所有：某某网\n"
	}},
	{"traditional", func(_ holidays.Notice, text string) string { return traditional.Replace(text) }},
	{"Markdown", func(n holidays.Notice, text string) string {
		var b strings.Builder
		b.WriteString("# " + n.Title + "\n\n")
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				b.WriteString("> **" + line + "**\n>\n")
			}
		}
		return b.String()
	}},
	{"news", func(n holidays.Notice, text string) string {
		return "受权发布丨" + n.Title + "\n来源：某社\n某社北京" + fmt.Sprintf("%d月%d日电", int(n.Issued.Month()), n.Issued.Day()) + " " + n.Title + "，全文如下：\n" + text + "（责任编辑：某某）\n"
	}},
	{"agency", func(n holidays.Notice, text string) string {
		return "新华社北京" + fmt.Sprintf("%d月%d日电 ", int(n.Issued.Month()), n.Issued.Day()) + text
	}},
	{"forum", func(n holidays.Notice, text string) string {
		return "楼主 | 只看该作者 | 倒序浏览\n[转帖] 放假安排出来了，大家看看\n" + text + "\n回复 举报 点赞 12\n"
	}},
	{"title twice", func(n holidays.Notice, text string) string { return n.Title + "\n" + text }},
	{"text twice", func(n holidays.Notice, text string) string { return text + "\n" + text }},
	{"PDF", func(_ holidays.Notice, text string) string { return wrapped(text, 28) }},
}

// Every year's notice is read in every form, with its number and its date, from every encoding.
func TestParsePages(t *testing.T) {
	t.Parallel()
	encodings := []struct {
		name string
		encoding.Encoding
	}{
		{"UTF-8", encoding.Nop}, {"GB18030", simplifiedchinese.GB18030},
		{"UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)}, {"UTF-16", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
	}
	read := 0
	for _, form := range outer {
		t.Run(form.name, func(t *testing.T) {
			for i, want := range yearNotices() {
				if testing.Short() && i%7 != 0 {
					continue
				}
				for style := range 2 {
					text := form.write(want, whole(want, style))
					for _, e := range encodings {
						data, err := e.NewEncoder().Bytes([]byte(text))
						require.NoError(t, err)
						got, r, err := gazette.Parse("page", data)
						require.NoError(t, err, "%d %s\n%s", want.Year, e.name, text)
						title := want.Title
						if form.name == "traditional" {
							title = got.Title
						}
						require.Equal(t, holidays.Notice{Number: want.Number, Title: title, Year: want.Year, Issued: want.Issued, Spans: want.Spans}, got, text)
						assert.Equal(t, e.name, r.Encoding)
						read++
					}
				}
			}
		})
	}
	t.Logf("%d texts read", read)
}

// However the lines of a file are broken, the notice is read or refused, and read in nearly all widths.
func TestParseBrokenLines(t *testing.T) {
	t.Parallel()
	all, refused := 0, 0
	for _, want := range yearNotices() {
		for style := range proseStyles {
			for width := 10; width < 50; width++ {
				if testing.Short() && (width+want.Year)%20 != 0 {
					continue
				}
				all++
				got, _, err := gazette.Parse("pdf", []byte(wrapped(whole(want, style), width)))
				if err != nil {
					refused++
					requireRefused(t, err)
					continue
				}
				require.Equal(t, want.Spans, got.Spans, "%d lines of %d", want.Year, width)
				require.Equal(t, want.Number, got.Number)
			}
		}
	}
	t.Logf("%d of %d refused", refused, all)
	assert.Less(t, refused*20, all)
}

// Lines that a page, a report or a forum has around a notice come back as unread, and change nothing.
func TestUnread(t *testing.T) {
	n := yearNotices()[19]
	text := whole(n, 0)
	for _, test := range []struct{ name, before, behind string }{
		{"time and source", "登录 注册\n2025年11月4日 18:05 来源：某社 字号\n", ""},
		{"a headline with a total", "国办：2026年放假安排来了！春节放9天\n", ""},
		{"a headline", "国务院办公厅印发通知 公布2026年节假日安排\n", ""},
		{"totals", "2026年放假安排公布：元旦放假3天，春节放假9天，清明节放假3天，劳动节放假5天\n", ""},
		{"an editor", "", "【我要纠错】\n责任编辑：某某\n"},
		{"a dateline behind it", "", "（某社北京11月4日电）\n"},
		{"neighbours", "", "分享到：某某\n上一篇：国务院关于某某规划的批复\n下一篇：某某条例\n"},
		{"an index number", "索 引 号：000000000/2025-00053\n字体：【大 中 小】\n", ""},
		{"related pages", "", "相关稿件\n一图读懂2026年放假安排\n有关负责同志就2026年节假日安排答记者问\n"},
		{"an introduction by a reporter", "新华社北京11月4日电（记者 某某）国务院办公厅日前发布关于2026年部分节假日安排的通知。全文如下：\n", "（完）\n"},
		{"figures of a page", "2026年放假安排\n发布时间：2025-11-04 10:00 浏览次数：1234\n", "附件：2026年放假日历.pdf\n"},
		{"a forum", "发帖人：某某 发表于 2025-11-04 10:00:12\n", "沙发！终于等到了\n2楼 某某：春节9天，太好了\n"},
		{"the same days again", "", "春节假期9天，2月15日至23日放假，2月14日、2月28日上班。\n"},
		{"a letter that forwards it", "转发国务院办公厅关于2026年部分节假日安排的通知\n某学院各部门：\n现将国务院办公厅通知转发给你们。\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, r, err := gazette.Parse("page", []byte(test.before+text+test.behind))
			require.NoError(t, err)
			assert.Equal(t, n.Spans, got.Spans)
			assert.NotEmpty(t, r.Unread)
			for _, line := range r.Unread {
				assert.NotZero(t, line.Number)
				assert.Contains(t, test.before+test.behind, strings.Fields(line.Text)[0])
			}
		})
	}
}
