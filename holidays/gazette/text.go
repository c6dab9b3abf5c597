package gazette

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"

	"github.com/cnworkday/cnworkday/holidays"
)

// A text is a source made even: without spaces, line breaks and quotation marks, with full-width punctuation, plain digits
// and simplified characters. It remembers where everything comes from, so that errors quote the source. Between two digits
// the end of a line is kept as "\n" and any other gap as " ", because the two may be one number or not.
type text struct {
	source
	even  string
	at    []int32 // for each byte of even, and its end, where in raw it comes from
	lines []line  // the lines of the source of which something is in even, and its end
	pos   int     // the reader is here in even
	end   int     // and reads up to here
}

// A line begins at a place of the even text, and has its number in the file.
type line struct{ start, number int }

// A place is a stretch of the even text.
type place struct{ start, end int }

// variants are characters of notices in their traditional form, or as PDF files have them, each followed by the one that
// is read.
const variants = "國国務务辦办廳厅關关於于節节發发電电個个區区轄辖縣县級级經经據据為为爲为將将體体調调補补連连與与週周曆历農农臘腊陰阴陽阳慶庆勞劳動动際际歲岁開开門门間间時时號号這这現现後后來来對对應应須须會会當当場场頭头條条樣样僅仅參参單单業业產产員员職职學学園园" +
	"醫医療疗險险護护衛卫違违規规進进運运輸输達达過过還还讓让請请認认議议論论設设訪访計计記记訂订評评詳详語语誤误說说誰谁諒谅證证識识讀读變变質质貫贯貴贵資资賞赏贊赞贏赢購购費费趕赶車车軍军輪轮轉转辭辞邊边遞递遠远適适遲迟郵邮鄉乡釋释鐵铁錢钱錄录錯错鎮镇" +
	"長长閉闭陸陆隨随雙双離离難难雲云靜静響响頁页項项順顺預预領领題题類类願愿顯显風风飛飞餘余館馆驗验黨党點点齊齐龍龙傳传億亿優优儘尽兩两冊册凍冻準准減减湊凑創创勝胜勵励勸劝匯汇協协厲厉叢丛吳吴啟启啓启喪丧嚴严圍围圖图團团執执報报壓压壞坏壯壮夢梦奪夺奮奋" +
	"妝妆婦妇媽妈孫孙實实寧宁審审寫写寬宽寶宝導导專专尋寻屆届層层屬属島岛帶带師师幣币幫帮幾几庫库廣广張张強强彈弹復复徵征徹彻恆恒惡恶悶闷愛爱態态慣惯憂忧憑凭戰战戲戏戶户擇择擁拥擔担擴扩擺摆攔拦攝摄敗败敵敌數数斷断無无晉晋晝昼暫暂書书東东構构榮荣樂乐機机" +
	"橫横檔档檢检權权歡欢歷历歸归殘残毀毁氣气決决沒没況况淨净測测滅灭滿满漁渔漢汉潔洁潛潜濟济灣湾災灾煙烟熱热爭争狀状獎奖獨独獲获環环畢毕異异畫画癥症盡尽監监盤盘眾众衆众睏困確确碼码祕秘禮礼禍祸種种稱称穩稳筆笔範范築筑簡简籌筹簽签糧粮糾纠紀纪約约紅红純纯" +
	"紙纸細细紹绍終终組组結结絡络給给統统絕绝維维綜综綠绿線线緊紧編编緩缓練练縮缩總总績绩織织繼继續续繳缴羅罗羣群義义習习聖圣聞闻聯联聲声聽听脫脱腦脑膽胆臨临舉举舊旧艱艰萬万葉叶著着處处蘇苏虛虚蟲虫術术衝冲裝装裡里裏里複复製制見见觀观覽览親亲觸触訊讯託托" +
	"許许訴诉詢询試试話话該该誠诚課课諾诺謀谋講讲謝谢謠谣譯译譽誉負负財财責责貨货貼贴買买貸贷賀贺賽赛賬账贈赠跡迹踐践較较載载輯辑迴回選选遺遗邏逻鄰邻釐厘針针銀银銷销鋪铺鍵键鎖锁閱阅闢辟隊队階阶隱隐隻只雖虽雜杂霧雾頒颁頓顿頻频額额顧顾養养駐驻騰腾驚惊髮发" +
	"鬆松鬥斗鬧闹鮮鲜鳥鸟麥麦黃黄臺台併并並并佈布採采彙汇彚汇係系繫系僑侨倖幸剛刚劃划勢势勳勋佔占卻却厭厌僞伪偽伪擬拟憶忆揚扬搶抢損损換换撥拨擾扰攜携斃毙閏闰誌志誇夸謹谨⽇日⽉月⼀一⼆二⼋八⼗十⼤大⼈人⼩小⼯工⽅方⽊木⽔水⽕火⽣生⽤用⽴立⾄至⾃自⾏行⽌止" +
	"⼒力⼊入⼠士⽂文⽩白⽬目⽰示⽼老⾔言⾝身⾥里⾦金⾨门⾯面⾷食⾼高⻓长⻅见⺠民⻔门⻋车⻛风⻚页零〇○〇◯〇"

// punctuation holds marks, each followed by the one that is read. All of those take three bytes, as every stop must.
const punctuation = ",，:：∶：︰：;；.。．。｡。､、(（)）[〔]〕［〔］〕【〔】〕-—‐—‑—‒—–—―—−—─—－—~—～—〜—﹣—﹕：﹐，﹔；﹒。"

// quotationMarks and zero-width characters decide nothing and are left out.
const quotationMarks = "\"'“”‘’「」『』＂＇\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"

var evened = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	for _, pairs := range [...]string{variants, punctuation} {
		runes := []rune(pairs)
		for i := 0; i+1 < len(runes); i += 2 {
			m[runes[i]] = runes[i+1]
		}
	}
	for i := range '9' - '0' + 1 {
		m['０'+i] = '0' + i
	}
	return m
})

func newText(s source) *text {
	t := &text{source: s, at: make([]int32, 0, len(s.raw)+1)}
	var b strings.Builder
	b.Grow(len(s.raw))
	table := evened()
	write := func(r rune, from int) {
		size := b.Len()
		b.WriteRune(r)
		for range b.Len() - size {
			t.at = append(t.at, int32(from))
		}
	}
	var before rune
	number, begins := 0, true // the line of the source, and whether nothing of it is in even yet
	gap, broken, quoted := false, false, false
	for i, r := range s.raw {
		switch {
		case unicode.IsSpace(r):
			gap = true
			if r == '\n' || r == '\f' {
				begins, broken = true, !s.isPage
			}
			if r == '\n' {
				number++
			}
			continue
		case strings.ContainsRune(quotationMarks, r):
			gap, quoted = true, true
			continue
		}
		if to, ok := table[r]; ok {
			r = to
		}
		if begins {
			t.lines = append(t.lines, line{b.Len(), s.numberOf(number)})
		}
		switch {
		case !gap || !isDigit(before) || !isDigit(r):
		case broken && !quoted:
			write('\n', i)
		default:
			write(' ', i)
		}
		if r != '—' || before != '—' {
			write(r, i)
		}
		before, begins, gap, broken, quoted = r, false, false, false, false
	}
	t.at = append(t.at, int32(len(s.raw)))
	t.lines = append(t.lines, line{b.Len(), s.numberOf(number)})
	t.even, t.end = b.String(), b.Len()
	return t
}

// evenLine makes a line even by itself.
func evenLine(line string) string { return newText(source{raw: line, isPage: true}).even }

// lineAt returns which of the lines a place of the even text is in.
func (t *text) lineAt(at int) int {
	return max(0, sort.Search(len(t.lines)-1, func(i int) bool { return t.lines[i].start > at })-1)
}

// lineOf returns the line in which a place of the even text is, as a place.
func (t *text) lineOf(at int) place {
	i := t.lineAt(at)
	return place{t.lines[i].start, t.lines[i+1].start}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func isWeekend(d holidays.Date) bool { return d.Weekday()%6 == 0 }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// The parts that regular expressions share: the offices that issue notices, any festival as written, the digits of a year and of
// a shorter number, between which a line may end, and a numeral.
var parts = strings.NewReplacer(
	"{office}", "国务院(?:办公厅)?",
	"{festival}", "(?:元旦节?|新年|春节|除夕|清明节?|(?:五一)?(?:国际)?劳动节|五一|端午节?|中秋节?|十一|国庆节?)",
	"{year}", `([0-9]\n?[0-9]\n?[0-9]\n?[0-9])`,
	"{n}", `([0-9](?:\n?[0-9]){0,2})`,
	"{numeral}", `([〇一二两三四五六七八九十]{1,4})`,
)

// shape returns a regular expression that is compiled on first use: whoever reads no prose does not pay for it.
func shape(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(parts.Replace(expression)) })
}

func (t *text) rest() string { return t.even[t.pos:t.end] }

func (t *text) atEnd() bool { return t.pos >= t.end }

// window is as much of the rest as a known shape can fill, so that matching it costs the same anywhere.
func (t *text) window() string {
	const widest = 400 // bytes
	return t.even[t.pos:min(t.end, t.pos+widest)]
}

// take passes over the first of the words that comes next and returns it, "" if none does.
func (t *text) take(words ...string) string {
	for _, w := range words {
		if strings.HasPrefix(t.rest(), w) {
			t.pos += len(w)
			return w
		}
	}
	return ""
}

// match passes over a shape that comes next and returns its parts, nil if it does not.
func (t *text) match(shape func() *regexp.Regexp) []string {
	m := shape().FindStringSubmatch(t.window())
	if m != nil {
		t.pos += len(m[0])
	}
	return m
}

// sentence passes over the text up to the next of the stops and returns it without that, false if there is none.
func (t *text) sentence(stops string) (string, bool) {
	i := strings.IndexAny(t.rest(), stops)
	if i < 0 {
		return "", false
	}
	s := t.rest()[:i]
	t.pos += i + len("。") // every stop takes as many bytes
	return strings.ReplaceAll(s, "\n", ""), true
}

// clausesOf splits a sentence.
func clausesOf(s string) []string {
	return strings.FieldsFunc(s, func(c rune) bool { return c == '，' || c == '；' })
}

// clauseAt returns the clause that begins at a place, as the source has it, without its last punctuation mark.
func (t *text) clauseAt(from int) string {
	const longest = 400 // bytes: more than any clause of a notice
	end := max(from, min(t.end, from+longest))
	for _, mark := range [...]string{"，", "；", "。"} {
		if i := strings.Index(t.even[from:end], mark); i > 0 {
			end = from + i
		}
	}
	clause := oneLine(strings.ToValidUTF8(t.raw[t.at[from]:t.at[end]], ""))
	return strings.ToValidUTF8(clause[:min(len(clause), 2*longest)], "")
}

// number reads figures and Chinese numerals: 15, 十五, 廿八, 初六, 两, 二〇二五. What is no number is 0.
func number(s string) int {
	tens, n := 0, 0
	for _, c := range s {
		digit := strings.IndexRune("〇一二三四五六七八九", c)
		switch {
		case c == '十':
			tens, n = 10*max(n, 1), 0
		case c == '廿':
			tens = 20
		case c == '两':
			n = 2
		case digit >= 0:
			n = 10*n + digit/len("〇")
		case isDigit(c):
			n = 10*n + int(c-'0')
		}
	}
	return tens + n
}

// numeral writes the number of an item.
func numeral(n int) string { return string([]rune("一二三四五六七八九十")[min(n, 10)-1]) }

var (
	festivalList = shape(`^{festival}(?:[、和与及]{festival}|（含?{festival}）)*`)
	oneFestival  = shape(`{festival}`)
)

// cutFestivals takes a list of festivals off the beginning of s, such as 国庆节、中秋节 or 国庆节（含中秋节）, and returns their
// names without doubles: 除夕 is a day of 春节.
func cutFestivals(s string) (names []string, rest string) {
	list := festivalList().FindString(s)
	for _, written := range oneFestival().FindAllString(list, -1) {
		if name := festivalOf(written); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, s[len(list):]
}

// festivalOf returns the name of a festival as written, such as 五一国际劳动节.
func festivalOf(written string) string {
	for _, f := range [...]struct{ sign, name string }{{"元旦", "元旦"}, {"新年", "元旦"}, {"春", "春节"}, {"除夕", "春节"}, {"清明", "清明节"},
		{"劳动", "劳动节"}, {"五一", "劳动节"}, {"端午", "端午节"}, {"中秋", "中秋节"}, {"十一", "国庆节"}, {"国庆", "国庆节"}} {
		if strings.Contains(written, f.sign) {
			return f.name
		}
	}
	return ""
}
