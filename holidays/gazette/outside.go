package gazette

import (
	"errors"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

var (
	// takesBack are words that take a notice back, correct it or deny that it is one, wherever they are.
	takesBack = strings.Fields(`更正 勘误 有误 补充通知 废止 作废 失效 撤回 撤销 收回 暂缓 停止执行 不再执行 不予执行 不执行 终止
	征求意见 草案 草稿 初稿 讨论稿 送审稿 拟稿 内部稿 预测 推算 推测 猜测 预估 预判 仅供参考 供参考 为准
	非官方 非正式 未经证实 未经批准 未正式 尚未 未发布 未公布 未印发 未生效 网传 据传 谣言 辟谣 不实 虚假 伪造
	假消息 假新闻 愚人节 虚构 杜撰 恶搞 勿信 勿传 勿转 暂定 待定 待批 自动生成 人工智能生成 AI生成 样稿 示例
	此为模拟 模拟文本 测试文本 测试用 并非国务院 并非官方 并非正式 不是国务院 不是官方 不是正式
	停用 被新通知 新的通知 请勿使用 编造 捏造 有变 玩笑 臆测 猜想 提案稿 建议稿 AI编写 程序生成 机器生成 网络流传 未获 尚无
	不再上班 不用上班 不必上班 无需上班 无须上班 不需上班 不再放假 另加一天 FAKE fake unofficial
	除外 例外 不按 按原 不要按 不要相信 不属实 未被批准 没有批准 不予承认 另行 不适用 不放假 不上班 不休息 不调休 不补休 不补班 取消放假 取消调休`)
	// weakens are words that do so in a line about days off or about the notice.
	weakens = strings.Fields(`取消 暂停 停止 推迟 提前 改为 改到 改成 改在 调整 延长 缩短 顺延 延后 延期 变更 变动 网友 可能 或将 有望 预计 拟
	测试 模拟 演示 过期 过时 旧版 并非 不是 不算 无效 未经 错误 恢复 仍按 照旧 假的 增加 减少 替代 取代 代替 仅限 只适用 自行`)
	aboutNotice = strings.Fields(`放假 假期 节假日 调休 补休 补班 上班 休假 本通知 该通知 此通知 这份通知 原通知 以上 上述 上文 本文 该文 此文 本页 此页 此件
	元旦 春节 清明 劳动节 五一 端午 中秋 国庆`)
)

const dayWords = `放假|上班|补休|补班|调休|休息|公休|连休|连放|放到|放至|休假|日休|长假|假期|工作日`

var (
	wordsOfDays = append(strings.Split(dayWords, "|"), "天")
	dayWord     = shape(dayWords)
	outsideDay  = shape(`(?:{year}年)?{n}月{n}日`)
	dateline    = shape(`^(?:电|讯|消息|发布|公布|印发|报道|刊|\s?[0-9]{1,2}：)`)
	vagueDay    = shape(`(?:周|星期)[一二三四五六日天末]|初[一二三四五六七八九十]|除夕|[次当]日|[当明今后]天|[一二三四五六七八九十]日|[0-9]{1,2}[日号]|[0-9][—/][0-9]`)
	dottedDay   = shape(`[0-9]{1,2}。[0-9]{1,2}(?:[—至到日号]|放|休|上)`) // 10.1, evened
	daysCount   = shape(`[0-9一二两三四五六七八九十]天`)
	otherDate   = shape(`([0-9]{4})[—/年]([0-9]{1,2})[—/月]([0-9]{1,2})日?`)
	statedTotal = shape(`({festival})节?(?:(?:假期)?[共将可]?(?:放假调休|放假|连休|连放|休假|休|放)|小?长假|假期)[共为有]?(?:{n}|{numeral})天`)
)

// outside checks what lies outside the notice, line by line, and returns it as unread.
func (r *reader) outside(headings []heading) error {
	for _, h := range headings {
		r.read = append(r.read, h.place)
	}
	slices.SortFunc(r.read, func(a, b place) int { return a.start - b.start })
	r.read = append(r.read, place{len(r.even), len(r.even)})
	absent := func(word string) bool { return !strings.Contains(r.even, word) } // most words are, and cost no more than this
	back, weak := slices.DeleteFunc(slices.Clone(takesBack), absent), slices.DeleteFunc(slices.Clone(weakens), absent)
	r.draft = draft{days: days{}.lay(r.notice.Spans), sure: map[holidays.Date]bool{}}
	verified := r.reading // what is said outside verifies nothing
	var before place
	for at := 0; at < len(r.even); {
		if next := r.read[0]; next.start <= at {
			at = max(at, next.end)
			r.read = r.read[1:]
			continue
		}
		p := place{at, min(r.lineOf(at).end, r.read[0].start)}
		if err := r.check(p, back, weak); err != nil {
			return err
		}
		// In a plain text a sentence can go on in the next line.
		if !r.isPage && before.end == p.start && p.end-before.start < 1200 && !strings.HasSuffix(r.even[:p.start], "。") {
			if err := r.check(place{before.start, p.end}, back, weak); err != nil {
				return err
			}
		}
		shown := strings.TrimSpace(r.raw[r.at[at]:r.at[p.end]])
		if strings.ContainsFunc(shown, func(c rune) bool { return isHan(c) || isDigit(c) || c >= 'A' && c <= 'z' }) {
			verified.Unread = append(verified.Unread, Line{r.lines[r.lineAt(at)].number, oneLine(shown)})
		}
		before, at = p, p.end
	}
	r.reading = verified
	return nil
}

// check refuses lines outside that take the notice back or contradict it.
func (r *reader) check(p place, back, weak []string) error {
	s := r.even[p.start:p.end]
	for _, w := range back {
		if strings.Contains(s, w) && r.inOneLink(p, w) {
			return r.fail(p.start, takenBack, w)
		}
	}
	from := p.start
	if firstOf(s, wordsOfDays) != "" && dottedDay().MatchString(s) {
		return r.fail(from, uncertainDay)
	}
	for _, sentence := range strings.SplitAfter(s, "。") {
		if w := firstOf(sentence, weak); w != "" && firstOf(sentence, aboutNotice) != "" {
			return r.fail(p.start, takenBack, w)
		}
		for _, part := range strings.SplitAfter(sentence, "；") {
			if err := r.checkDays(from, part); err != nil {
				return err
			}
			from += len(part)
		}
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

// checkDays refuses a sentence outside in which a day is said to be off or worked and is not so in the notice, or in which it
// is not certain what is said. The place of issue and the date in front of a report are no such days.
func (r *reader) checkDays(from int, s string) error {
	if firstOf(s, wordsOfDays) == "" {
		return nil
	}
	words := dayWord().FindAllStringIndex(s, -1)
	totals := statedTotal().FindAllStringSubmatch(s, -1)
	for _, m := range totals {
		total, stated := 0, number(m[2]+m[3])
		for _, said := range r.days {
			if said.kind == holidays.Holiday && strings.Contains(said.festival, festivalOf(m[1])) {
				total++
			}
		}
		if total != 0 && stated != total {
			return r.fail(from, otherTotal, festivalOf(m[1]), stated, total)
		}
	}
	if words == nil {
		return nil
	}
	if !outsideDay().MatchString(s) {
		bare := r.withoutOtherDates(s)
		if vagueDay().MatchString(bare) || totals == nil && daysCount().MatchString(bare) {
			return r.fail(from, uncertainDay)
		}
		return nil
	}
	// A word is said of the days before it: 1月4日、10日和17日上班. Only the first can stand before them: 放假时间：1月1日至3日.
	r.item = item{}
	r.pos, r.end = from, from+len(s)
	defer func() { r.end = len(r.even) }()
	for {
		m := outsideDay().FindStringIndex(r.rest())
		if m == nil {
			return nil
		}
		start := r.pos + m[0]
		r.pos = start
		all, err := r.dates()
		if refused := (*refusal)(nil); errors.As(err, &refused) && refused.problem == outOfYear {
			r.pos = start + m[1] - m[0] // as the day of a report
			continue
		}
		if dateline().MatchString(r.rest()) {
			continue
		}
		for len(words) > 1 && from+words[0][0] < r.pos {
			words = words[1:]
		}
		word := s[words[0][0]:words[0][1]]
		works := word == "上班" || word == "补班" || word == "工作日"
		if err != nil || !works && r.take("起") != "" {
			return r.fail(from, uncertainDay)
		}
		for _, d := range all {
			if r.days.kind(d).IsWorkday() != works {
				return r.fail(from, contradicted, word, d)
			}
		}
	}
}

// withoutOtherDates leaves out of a sentence the full dates that no notice for this year can be about, such as that on
// which a report appeared.
func (r *reader) withoutOtherDates(s string) string {
	return otherDate().ReplaceAllStringFunc(s, func(date string) string {
		m := otherDate().FindStringSubmatch(date)
		if d := newDate(m[1], m[2], m[3]); !d.IsZero() && holidays.NoticeYear(d) != r.notice.Year {
			return ""
		}
		return date
	})
}
