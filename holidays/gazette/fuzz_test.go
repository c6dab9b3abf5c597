package gazette_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// Whatever the text, Parse ends; a notice without an error is valid and comes back from its text form; an error is in valid
// UTF-8, and has a version in Chinese.
func FuzzParse(f *testing.F) {
	notices := yearNotices()
	for i, form := range outer {
		f.Add([]byte(form.write(notices[i%20], whole(notices[i%20], i%len(proseStyles)))))
	}
	for _, a := range amendments {
		f.Add([]byte(a.text))
	}
	f.Add(holidayCN(notices[19]).write(f))
	f.Add(ics(notices[19], true))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, _, err := gazette.Parse("fuzz", data)
		if err != nil {
			require.True(t, utf8.ValidString(err.Error()))
			require.NotEmpty(t, gazette.Chinese(err))
			return
		}
		require.NoError(t, n.Validate())
		text, err := n.MarshalText()
		require.NoError(t, err)
		again, _, err := gazette.Parse("again", text)
		require.NoError(t, err)
		require.Equal(t, n, again)
	})
}

// Hostile texts end soon, in an error of bounded length if in one; BenchmarkParseLinear shows that the time is linear in the size.
func TestParseHostile(t *testing.T) {
	const proseHead = "国务院办公厅关于2027年部分节假日安排的通知\n"
	head, rest, _ := strings.Cut(goodProse, "一、元旦")
	first, _, _ := strings.Cut(rest, "二、")
	items, _, _ := strings.Cut(goodProse, "节日期间")
	unsigned, _, _ := strings.Cut(goodProse, "国务院办公厅\n2025")
	for _, test := range []struct{ name, begin, again, end string }{
		{"spaces", "", " 国", ""}, {"headings", "", "国务院办公厅关于2026年部分节假日安排的通知", ""}, {"headings in lines", "", "国务院办公厅关于2026年部分节假日安排的通知\n", goodProse},
		{"numbers", head, "国办发明电〔2025〕7号", ""}, {"numbers behind", goodProse, "国办发明电〔2025〕7号\n", ""}, {"amendments", "", "国务院办公厅关于调整2026年劳动节假期安排的通知\n", ""},
		{"half an amendment", "", "国务院办公厅关于", ""}, {"introduction", proseHead, "为便于安排，", ""}, {"introductions", proseHead, "为便于安排。", ""}, {"books", proseHead, "《《》", ""},
		{"salutations", head, "各省、自治区、直辖市", ""}, {"salutations behind", goodProse, "各省、自治区、直辖市\n", ""}, {"announced", proseHead + "现将2027年", "元旦、", ""}, {"items", head, "一、元旦：1月1日放假。", ""},
		{"list", head + "一、元旦：", "1月1日、", ""}, {"brackets", head + "一、元旦：1月1日", "（", ""}, {"notes", head + "一、元旦：1月1日（", "周四，", ""}, {"weekdays", head + "一、元旦：1月1日", "周四", ""},
		{"explained", head + "一、元旦：1月1日至11月30日放假。", "1月1日至11月30日为法定假日，", ""}, {"worked", head + "一、元旦" + first, "1月4日上班。", ""},
		{"totals", head + "一、元旦：1月1日放假，", "共1天，", ""}, {"joined", head + "一、元旦：1月1日至11月30日放假，", "与周末连休，", ""}, {"advice", head + "一、元旦：1月1日放假。", "鼓励。", ""},
		{"dates in advice", head + "一、元旦：1月1日放假。鼓励", "1月2日", ""}, {"closing", items, "要值守，", ""}, {"closings", items, "节日期间，要值守。", ""}, {"copies", "", goodProse, ""}, {"copies without office", "", unsigned, ""},
		{"frames", unsigned, "某某\n", ""}, {"lines before", "某某\n", "首页\n", goodProse}, {"lines behind", goodProse, "首页\n", ""}, {"days behind", goodProse, "10月1日放假\n", ""}, {"one line behind", goodProse, "10月1日放假", ""},
		{"days listed behind", goodProse + "10月1日", "、2日", "放假"}, {"totals behind", goodProse, "国庆节放假7天", ""}, {"dates behind", goodProse, "2025年11月4日", ""}, {"quotation marks", proseHead, "“", ""}, {"figures", head, "9", ""},
		{"signatures", goodProse, "国务院办公厅2025年11月4日", ""}, {"page numbers", goodProse, "— 3 —\n", ""}, {"bare numbers", goodProse, "3\n", ""}, {"form feeds", goodProse, "\f3\f", ""}, {"Markdown", goodProse, "> ## **[某](https://example.com)**\n", ""},
		{"tags", "<html>", "<p>某</p>", ""}, {"open tags", "<html>", "<div>", ""}, {"half a tag", "<html>", "<", ""}, {"links", "<html>" + goodProse, "<a>更</a><a>正</a>", ""}, {"entities", "<html>", "&amp;", ""}, {"comments", "<html>", "<!--", ""}, {"scripts", "<html>", "<script>", ""},
		{"JSON lists", "{", `"papers":[`, ""}, {"JSON depth", `{"other":`, "[", ""}, {"JSON fields", `{"year":2026`, `,"a":1`, ""}, {"JSON days", `{"days":[{}`, `,{}`, ""}, {"JSON strings", `{"days":[{"name":"`, "国", ""},
		{"ICS", "BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", ""}, {"lines", "", "\n", ""}, {"text comments", "", "#\n", ""}, {"text", "", "off 2026-01-01 Thu 1 元旦\n", ""}, {"zeros", "", "\x00", ""}, {"not UTF-8", "", "\xff\xfe", ""}, {"GBK", "", "\xb9\xfa", ""},
		{"amendments behind", amendments[0].text, "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			size := 1 << 20 // a time that grows with the square of the size takes minutes here
			if testing.Short() {
				size = 1 << 16
			}
			_, _, err := gazette.Parse("hostile", []byte(test.begin+strings.Repeat(test.again, (size-len(test.begin))/len(test.again))+test.end))
			if err != nil { // what is outside may say no more than the notice
				assert.Less(t, len(err.Error()), 4000)
			}
		})
	}
	_, _, err := gazette.Parse("long", make([]byte, 8<<20+1))
	assert.ErrorContains(t, err, "at most")
}

func BenchmarkParsePage200KB(b *testing.B) {
	n := yearNotices()[19]
	page := pageOf(n, whole(n, 0))
	filler := strings.Repeat("<li><a href=\"/news/content.html\">某地新闻一则</a></li>\n", (200<<10-len(page))/63)
	data := []byte(strings.Replace(page, "<ul>", "<ul>"+filler, 1))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, _, err := gazette.Parse("page", data); err != nil {
			b.Fatal(err)
		}
	}
}

// The time grows with the size of a text: 8 MiB take about eight times as long as 1 MiB.
func BenchmarkParseLinear(b *testing.B) {
	good := whole(yearNotices()[19], 0)
	var first time.Duration
	for _, mib := range []int{1, 2, 4, 8} {
		data := []byte(good + strings.Repeat("某地新闻一则，与此无关。\n", (mib<<20-len(good))/38))
		b.Run(fmt.Sprintf("%d MiB", mib), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, _, err := gazette.Parse("text", data); err != nil {
					b.Fatal(err)
				}
			}
			each := b.Elapsed() / time.Duration(b.N)
			if mib == 1 {
				first = each
			}
			b.ReportMetric(float64(each)/float64(first), "times-1MiB")
		})
	}
}
