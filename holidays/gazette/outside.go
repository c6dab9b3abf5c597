package gazette

import (
	"slices"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// takesBack are words that take a notice back, correct it or deny that it is one, wherever they are.
var takesBack = [...]string{
	"更正", "勘误", "有误", "补充通知", "废止", "作废", "失效", "撤回", "撤销", "收回", "暂缓", "停止执行", "不再执行", "不予执行", "不执行", "终止",
	"征求意见", "草案", "草稿", "初稿", "讨论稿", "送审稿", "拟稿", "内部稿", "预测", "推算", "推测", "猜测", "预估", "预判", "仅供参考", "供参考", "为准",
	"非官方", "非正式", "未经证实", "未经批准", "未正式", "尚未", "未发布", "未公布", "未印发", "未生效", "网传", "据传", "谣言", "辟谣", "不实", "虚假", "伪造",
	"假消息", "假新闻", "愚人节", "虚构", "杜撰", "恶搞", "勿信", "勿传", "勿转", "暂定", "待定", "待批", "自动生成", "人工智能生成", "AI生成", "样稿", "示例",
	"此为模拟", "模拟文本", "测试文本", "测试用", "并非国务院", "并非官方", "并非正式", "不是国务院", "不是官方", "不是正式",
	"除外", "例外", "不按", "按原", "不要按", "不要相信", "不属实", "未被批准", "没有批准", "不予承认", "另行", "不适用", "不放假", "不上班", "不休息", "不调休", "不补休", "不补班", "取消放假", "取消调休",
}

// weakens are words that do so in a line about days off or about the notice.
var (
	weakens = [...]string{
		"取消", "暂停", "停止", "推迟", "提前", "改为", "改到", "改成", "改在", "调整", "延长", "缩短", "顺延", "延后", "延期", "变更", "变动", "网友", "可能", "或将", "有望", "预计", "拟",
		"测试", "模拟", "演示", "过期", "过时", "旧版", "并非", "不是", "不算", "无效", "未经", "错误", "恢复", "仍按", "照旧", "假的", "增加", "减少", "替代", "取代", "代替", "仅限", "只适用", "自行",
	}
	aboutNotice = [...]string{
		"放假", "假期", "节假日", "调休", "补休", "补班", "上班", "休假", "本通知", "该通知", "此通知", "这份通知", "原通知", "以上", "上述", "上文", "本文", "该文", "此文", "本页", "此页", "此件",
		"元旦", "春节", "清明", "劳动节", "五一", "端午", "中秋", "国庆",
	}
)

// An outsideChecks holds what the lines are compared with: the words that the text has at all, and the days.
type outsideChecks struct {
	takesBack, weakens []string
	kinds              map[holidays.Date]holidays.Kind
}

// outside checks what lies outside the notice, line by line, and returns it as unread.
func (r *reader) outside(headings []heading) error {
	for _, h := range headings {
		r.read = append(r.read, h.place)
	}
	slices.SortFunc(r.read, func(a, b place) int { return a.start - b.start })
	c := outsideChecks{kinds: kindsOf(r.notice.Spans)}
	for _, w := range takesBack {
		if strings.Contains(r.even, w) {
			c.takesBack = append(c.takesBack, w)
		}
	}
	for _, w := range weakens {
		if strings.Contains(r.even, w) {
			c.weakens = append(c.weakens, w)
		}
	}
	before := place{}
	at, next := 0, 0
	for at < len(r.even) {
		for next < len(r.read) && r.read[next].end <= at {
			next++
		}
		if next < len(r.read) && r.read[next].start <= at {
			at = r.read[next].end
			continue
		}
		line := r.lineOf(at)
		end := max(line.end, at+1)
		if next < len(r.read) {
			end = min(end, r.read[next].start)
		}
		p := place{at, end}
		if err := r.check(&c, p, before); err != nil {
			return err
		}
		shown := strings.TrimSpace(r.raw[r.at[at]:r.at[end]])
		if strings.ContainsFunc(shown, func(c rune) bool { return isHan(c) || isDigit(c) || c >= 'A' && c <= 'z' }) {
			r.reading.Unread = append(r.reading.Unread, Line{r.lineAt(int(r.at[at])), oneLine(shown)})
		}
		before, at = p, end
	}
	return nil
}

// check refuses a line outside that takes the notice back or contradicts it. In a plain text a sentence can go on in the
// next line.
func (r *reader) check(c *outsideChecks, p, before place) error {
	line, joined := r.even[p.start:p.end], ""
	if !r.isPage && before.end == p.start && before.end-before.start < 600 && p.end-p.start < 600 {
		joined = r.even[before.start:p.end]
	}
	for _, w := range c.takesBack {
		if strings.Contains(line, w) && r.inOneLink(p, w) || joined != "" && strings.Contains(joined, w) {
			return r.fail(p.start, takenBack, "outside the notice a line has %s: compare with the official page", w)
		}
	}
	for _, s := range [...]string{line, joined} {
		for _, sentence := range strings.Split(s, "。") {
			if w := firstOf(sentence, c.weakens); w != "" && containsAny(sentence, aboutNotice[:]) {
				return r.fail(p.start, takenBack, "outside the notice a line has %s: compare with the official page", w)
			}
		}
	}
	if err := r.checkDays(c, p, line); err != nil {
		return err
	}
	if joined != "" && !strings.HasSuffix(r.even[:p.start], "。") {
		return r.checkDays(c, before, joined)
	}
	return nil
}

// inOneLink reports whether a word of a line is not made of the ends of two links.
func (r *reader) inOneLink(p place, word string) bool {
	raw := r.raw[r.at[p.start]:r.at[p.end]]
	if !strings.Contains(raw, "\t") {
		return true
	}
	return slices.ContainsFunc(strings.Split(raw, "\t"), func(part string) bool { return strings.Contains(evenLine(part), word) })
}

func containsAny(s string, words []string) bool { return firstOf(s, words) != "" }

func firstOf(s string, words []string) string {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

var (
	dayWord     = shape{expression: `放假|上班|补休|补班|调休|休息|公休|连休|休假|工作日`}
	outsideDay  = shape{expression: `(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})日(?:（[^）]{0,40}）)?(?:[至到—](?:([0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})日(?:（[^）]{0,40}）)?)?((?:[、和及][0-9]{1,2}日(?:（[^）]{0,40}）)?)*)`}
	listedDay   = shape{expression: `[0-9]{1,2}`}
	bracketed   = shape{expression: `（[^）]*）`}
	dateline    = shape{expression: `^(?:电|讯|消息|发布|公布|印发|报道|刊|[0-9]{1,2}：|\s?[0-9]{1,2}：)`}
	vagueDay    = shape{expression: `周[一二三四五六日天末]|星期[一二三四五六日天]|初[一二三四五六七八九十]|除夕|次日|当日|当天|明天|今天|后天|[一二三四五六七八九十]日|[0-9]{1,2}[日号]|[0-9][—/][0-9]`}
	daysCount   = shape{expression: `[0-9一二两三四五六七八九十]天`}
	fullDate    = shape{expression: `([0-9]{4})[—/年]([0-9]{1,2})[—/月]([0-9]{1,2})日?`}
	statedTotal = shape{expression: `({festival})(?:节)?(?:假期)?(?:共|将|可)?(?:放假调休|放假|连休|休假|休|放)(?:共)?([0-9]{1,2}|[一二三四五六七八九十两]{1,3})天`}
)

// checkDays refuses a line outside in which a day is said to be off or worked and is not so in the notice, or in which it
// is not certain what is said. The place of issue and the date in front of a report are no such days.
func (r *reader) checkDays(c *outsideChecks, p place, line string) error {
	if !dayWord.compiled().MatchString(line) && !strings.Contains(line, "天") {
		return nil
	}
	for _, sentence := range strings.FieldsFunc(line, func(c rune) bool { return c == '。' || c == '；' }) {
		totals := statedTotal.compiled().FindAllStringSubmatch(sentence, -1)
		for _, m := range totals {
			name, _, _ := cutFestival(m[1])
			stated := max(plainNumber(m[2]), chineseValue(m[2]))
			if total := r.totalOf(name); total != 0 && stated != total {
				return r.fail(p.start, contradicted, "outside the notice %s has %d days off, and in it %d", name, stated, total)
			}
		}
		dates := outsideDay.compiled().FindAllStringSubmatchIndex(sentence, -1)
		if dates == nil {
			bare := r.withoutOtherDates(sentence)
			vague := vagueDay.compiled().MatchString(bare) || totals == nil && daysCount.compiled().MatchString(bare)
			if dayWord.compiled().MatchString(sentence) && vague {
				return r.fail(p.start, contradicted, "outside the notice a day is said to be off or worked, and it is not certain which")
			}
			continue
		}
		for i, m := range dates {
			until := len(sentence)
			if i+1 < len(dates) {
				until = dates[i+1][0]
			}
			if err := r.checkDay(p, sentence, m, until, c.kinds); err != nil {
				return err
			}
		}
	}
	return nil
}

// withoutOtherDates leaves out of a sentence the full dates that no notice for this year can be about, such as that on
// which a report appeared.
func (r *reader) withoutOtherDates(sentence string) string {
	for _, m := range fullDate.compiled().FindAllStringSubmatch(sentence, -1) {
		d := holidays.NewDate(plainNumber(m[1]), month(plainNumber(m[2])), plainNumber(m[3]))
		if !d.IsZero() && holidays.NoticeYear(d) != r.notice.Year {
			sentence = strings.Replace(sentence, m[0], "", 1)
		}
	}
	return sentence
}

// checkDay compares what a sentence says of the days at m with the notice.
func (r *reader) checkDay(p place, sentence string, m []int, until int, kinds map[holidays.Date]holidays.Kind) error {
	part := func(i int) int {
		if m[2*i] < 0 {
			return 0
		}
		return plainNumber(sentence[m[2*i]:m[2*i+1]])
	}
	behind := sentence[m[1]:until]
	if dateline.compiled().MatchString(behind) {
		return nil
	}
	word := dayWord.compiled().FindString(behind)
	if word == "" { // 放假时间：1月1日至3日; and in 1月4日、10日和17日上班 the word stands behind the last
		if word = dayWord.compiled().FindString(sentence[m[1]:]); word == "" {
			all := dayWord.compiled().FindAllString(sentence[:m[0]], -1)
			if all == nil {
				return nil
			}
			word = all[len(all)-1]
		}
	}
	years := []int{part(1)}
	if years[0] == 0 {
		years = []int{r.notice.Year}
		if part(2) == 12 {
			years = []int{r.notice.Year - 1, r.notice.Year}
		}
	}
	works := word == "上班" || word == "补班" || word == "工作日"
	if strings.HasPrefix(behind, "起") && !works {
		return r.fail(p.start, contradicted, "outside the notice days from %s on are said to be off, and it is not certain which", sentence[m[0]:m[1]])
	}
	agrees := false
	for _, year := range years {
		first := holidays.NewDate(year, month(part(2)), part(3))
		last := first
		if part(6) > 0 {
			last = holidays.NewDate(max(year, part(4)), month(max(part(5), number(part(5) == 0, part(2), 0))), part(6))
			if last.Before(first) && part(4) == 0 && part(2) == 12 {
				last = holidays.NewDate(year+1, month(part(5)), part(6))
			}
		}
		if first.IsZero() || last.Before(first) || last.DaysSince(first) > 31 {
			continue
		}
		var days []holidays.Date
		for d := first; !d.After(last); d = d.AddDays(1) {
			days = append(days, d)
		}
		for _, n := range listedDay.compiled().FindAllString(bracketed.compiled().ReplaceAllString(sentence[m[14]:m[15]], ""), -1) {
			days = append(days, holidays.NewDate(last.Year(), last.Month(), plainNumber(n)))
		}
		same, within := true, false
		for _, d := range days {
			off := kinds[d] == holidays.Holiday || kinds[d] == 0 && isWeekend(d)
			same = same && !d.IsZero() && off != works
			within = within || holidays.NoticeYear(d) == r.notice.Year
		}
		agrees = agrees || same || !within && part(1) != 0 // another year's day, as that of a report
	}
	if !agrees {
		return r.fail(p.start, contradicted, "outside the notice %s is said of %s, and the notice does not say so", word, sentence[m[0]:m[1]])
	}
	return nil
}

// totalOf returns the number of days off in the break of a festival.
func (r *reader) totalOf(name string) (total int) {
	for _, s := range r.notice.Spans {
		if s.Kind == holidays.Holiday && strings.Contains(s.Name, name) {
			total += s.Last.DaysSince(s.First) + 1
		}
	}
	return total
}

func month(n int) time.Month { return time.Month(n) }
