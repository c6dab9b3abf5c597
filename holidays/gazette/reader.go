package gazette

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// A reader reads the prose of a notice, sentence after sentence. A sentence is a shape that is known; whatever else is there
// is an error, so that nothing which could be about days is passed over.
type reader struct {
	*text
	heading heading
	notice  holidays.Notice
	reading Reading
	read    []place // what lies inside
	amended string  // number of the notice that is amended, if it is printed
	draft
}

// A draft is what is read so far of one copy of the notice.
type draft struct {
	announced  []string // festivals that the introduction names
	open       bool     // it names them with 等: there may be more
	principled bool     // it has spoken of the statute or of principles, and may go on to state them
	begun      int      // where its sentence begins
	reason     bool     // the sentence is giving a reason
	follows    bool     // its last clause says that the arrangement follows
	items      []string // festivals that have an item
	item       item     // the one that is open, without a name in the introduction and the closing; of an amendment all is one
	count      int      // of the items so far
	last       int      // where it begins
	days       days
	sure       map[holidays.Date]bool // days whose weekday is printed
	loose      bool                   // the date that was read last is broken by the end of a line, and no weekday verifies it
	issued     holidays.Date
}

// readCopy reads one copy of the notice.
func (r *reader) readCopy(b bounds) (n holidays.Notice, err error) {
	before := r.reading
	r.draft = draft{days: days{}, sure: map[holidays.Date]bool{}, last: b.start, begun: b.start}
	r.pos, r.end = b.start, b.next
	if i := strings.IndexByte(r.rest(), ' '); i >= 0 {
		clause := strings.LastIndexAny(r.rest()[:i], "，。：；、（）") // every one takes as many bytes
		return n, r.fail(b.start+max(0, clause+len("，")), gapInNumber)
	}
	complete := r.complete
	if r.heading.subject != "" {
		r.item.name, complete = r.heading.festival, r.completeAmendment
	}
	r.end = b.end
	if strings.HasPrefix(r.rest(), "各省") && r.match(addressed) == nil {
		err = r.fail(b.start, unknownClause, r.clauseAt(b.start))
	}
	for err == nil && !r.atEnd() {
		err = r.readSentence()
	}
	r.end = b.next
	if err = cmp.Or(err, r.signature(b)); err == nil {
		err = complete()
	}
	if err != nil {
		return n, err
	}
	r.read = append(r.read, place{b.start, b.next})
	if before.Copies > 0 { // what a second copy repeats verifies nothing more
		r.reading = before
	}
	r.reading.Copies++
	r.reading.Dated = r.reading.Dated || !r.issued.IsZero()
	n = holidays.Notice{Year: r.heading.year, Issued: r.issued, Amends: r.amended, Spans: r.days.declared().spans()}
	for _, s := range n.Spans {
		if s.Kind == holidays.Makeup && !r.sure[s.First] && before.Copies == 0 {
			r.reading.Bare = append(r.reading.Bare, s.First)
		}
	}
	return n, nil
}

var (
	addressed = shape(`^各省、自治区、直辖市(?:人民政府)?(?:[，、](?:国务院)?各?(?:部委|部门|直属机构|直属单位|有关单位|单位))*：`)
	itemHead  = shape(`^([一二三四五六七八九十]{1,3})、`)
)

func (r *reader) next(shape func() *regexp.Regexp) bool { return shape().MatchString(r.window()) }

// readSentence reads the next sentence, or the head of an item.
func (r *reader) readSentence() error {
	switch start := r.pos; {
	case r.next(itemHead):
		return r.beginItem()
	case r.items == nil && r.item.name == "":
		return r.plainClause()
	case strings.HasPrefix(r.rest(), "鼓励"):
		return r.advice()
	case r.item.name != "" && r.next(clauseBegins):
		return r.clauses()
	case r.heading.subject != "" && r.next(extension):
		m := r.match(extension)
		return r.extend(start, number(m[1]+m[3]), festivalOf(m[2]+m[4]))
	}
	return r.plainClause()
}

// beginItem reads the number and the festival of the next item. In an amendment an item is about the festival of the heading,
// and need not name it.
func (r *reader) beginItem() error {
	start := r.pos
	m := r.match(itemHead)
	if r.count++; number(m[1]) != r.count {
		return r.fail(start, wantItem, numeral(r.count))
	}
	if r.heading.subject != "" {
		if m := r.match(itemTitle); m != nil && m[1] != "" && festivalOf(m[1]) != r.item.name {
			return r.fail(start, otherHeading, festivalOf(m[1]), r.heading.title)
		}
		return nil
	}
	if r.items != nil && r.item.name == "" {
		return r.fail(start, unknownClosing)
	}
	if err := r.endItem(); err != nil {
		return err
	}
	r.last = start
	names, rest := cutFestivals(r.window())
	if names == nil {
		return r.fail(start, wantFestival, r.clauseAt(r.pos))
	}
	for _, name := range names {
		if slices.Contains(r.items, name) {
			return r.fail(start, itemTwice, name)
		}
	}
	r.items = append(r.items, names...)
	r.item.name = strings.Join(names, "、")
	r.pos += len(r.window()) - len(rest)
	r.take("放假：", "假期：", "：")
	return nil
}

// plainClause reads what is neither an item nor about days: a clause of the introduction, in an amendment anywhere, or a sentence
// of the closing.
func (r *reader) plainClause() error {
	start, isAmendment := r.pos, r.heading.subject != ""
	stop := strings.IndexAny(r.rest(), "，；。：")
	if stop < 0 {
		return r.fail(start, cutShort)
	}
	if isAmendment || r.items == nil {
		clause, mark := strings.ReplaceAll(r.rest()[:stop], "\n", ""), r.rest()[stop:stop+len("。")]
		known, err := r.introductory(start, clause)
		switch {
		case err != nil:
			return err
		case known && (!isAmendment || mark == "，" || r.follows):
			r.pos += stop + len(mark)
			if mark == "。" {
				r.begun, r.reason = r.pos, false
			}
			if isAmendment || r.follows || !r.next(itemHead) {
				return nil
			}
			fallthrough
		case !isAmendment:
			return r.fail(start, unknownIntro, clause)
		}
	} else if err := r.endItem(); err != nil {
		return err
	}
	if s, ok := r.sentence("。"); !ok || !closes(s) && !(isAmendment && provides(s)) || isAmendment && len(r.item.off) == 0 {
		return r.fail(start, unknownClosing)
	}
	return nil
}

// notPlain are words that decide about days. A clause in which one stands is never passed over as mere text.
var notPlain = strings.Fields(`放假 上班 补休 调休 休息 公休 连休 工作日 休假日 补班 轮休 另行 延长 缩短 顺延 取消 改为 改到 照常 调至 调到
	暂停 停止 不再 推迟 提前 调整 变更 变动 自行 原定 原安排 以上 上述 本通知 该通知 网友 可能 预计 模拟 测试 并非 不是
	星期 周一 周二 周三 周四 周五 周六 周日 周末 除夕 农历 初一 元宵 月底 月初 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 正月 腊月 当日 次日
	一日 二日 三日 四日 五日 六日 七日 八日 九日 十日 一天 两天`)

// isPlain reports whether a clause is mere text: Chinese words and punctuation, no number, no date and no word that
// decides about days or takes something back.
func isPlain(s string) bool {
	return s != "" && firstOf(s, notPlain) == "" && firstOf(s, takesBack) == "" &&
		!strings.ContainsFunc(s, func(r rune) bool { return !isHan(r) && !strings.ContainsRune("、，；（）《》", r) })
}

// firstOf returns the first of the words that stands in s, "" if none does.
func firstOf(s string, words []string) string {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

// The closing is about duties during the holidays. Its sentences begin with the time, with who must do something, or with
// what is to be done; what follows in them is mere text, which speaks neither of the notice nor of days.
var (
	closingTime = shape(`^(?:节假日|节日|假日|假期|放假)(?:放假)?期间$`)
	closingDuty = shape(`^(?:(?:各|有关|全国|广大|企业|地方|相关|请)[^要应须]{0,40})?(?:要|应当|应|须|务必|必须)\p{Han}` +
		`|^如?遇(?:有|到)?[^要应]{0,24}(?:事件|情况|问题|事故)(?:的|时)?$|^有(?:事|情况)(?:要)?及时|^祝[^要应]{0,12}(?:快乐|愉快)$` +
		`|^(?:妥善|切实|认真|严格|统筹|做好|加强|落实|坚持|强化|确保|保证|保障|维护|倡导|厉行|反对|严防|防止|杜绝|不得浪费)`)
	closingFree  = shape(`假期安排的有关工作|放假期间|假期期间|节日假期|(?:妥善|合理)?安排好|(?:妥善|合理|统筹)安排|安排值|严格执行|及时发布|提前做好`)
	closingWrong = shape(`通知|公告|公布|发布|执行|实施|生效|内容|文件|官方|正式|安排|假期|假日历|重新|另|参考|此件|此文|此事|本文|本页|前述|前文|下文|最终|原有|原来|原计划|按原|去年|明年|上年|` +
		`版本|旧版|新版|稿|依据|转载|无须|无需|不必|不用|不要|不作|不予|暂|撤|删|落款|具体|时间为|可以|有权|自定|自主|视情|以后|届时|如有|若有|相信`)
)

// closes reports whether a sentence is one of the closing.
func closes(s string) bool {
	if free := closingFree().ReplaceAllString(s, ""); !isPlain(free) || closingWrong().MatchString(free) {
		return false
	}
	begun := false
	for i, clause := range clausesOf(s) {
		if begun = begun || closingDuty().MatchString(clause); !begun && (i > 0 || !closingTime().MatchString(clause)) {
			return false
		}
	}
	return begun
}

// advice reads a sentence that recommends something (鼓励…). It arranges nothing, so that no word may be there which
// would; the dates it names must exist and have the weekdays stated.
func (r *reader) advice() error {
	start := r.pos
	s, ok := r.sentence("。")
	if !ok {
		return r.fail(start, cutShort)
	}
	arranges := strings.Fields("放假 上班 补休 调休 公休 连休 补班 调至 延长 取消 调整 改为 推迟 以上 上述 本通知 网友")
	if w := cmp.Or(firstOf(s, arranges), firstOf(s, takesBack)); w != "" {
		return r.fail(start, unknownAdvice, w)
	}
	end := r.pos
	for r.pos = start; ; {
		digit := strings.IndexAny(r.even[r.pos:end], "0123456789")
		if digit < 0 {
			r.pos = end
			return nil
		}
		r.pos += digit
		if _, err := r.dates(); err != nil {
			return err
		}
	}
}

// signature takes the day of issue. Without the office a date is none, and right behind the items not even an end: a text cut
// short in a clause can end in a date.
func (r *reader) signature(b bounds) error {
	m := b.signature
	if m == nil {
		return nil
	}
	d := newDate(m[2], m[3], m[4])
	switch {
	case m[1] == "" && r.item.name != "":
		return r.fail(b.end, cutShort)
	case d.IsZero():
		return r.fail(b.end, noSuchDay, number(m[2]), number(m[3]), number(m[4]))
	case d.Year() != r.heading.year && d.Year() != r.heading.year-1:
		return r.fail(b.end, wrongIssue, d, r.heading.year, r.heading.year-1, r.heading.year)
	case m[1] != "":
		r.issued = d
	}
	return nil
}

// complete says whether what was read is a whole notice: an item for every festival that the introduction announces and
// for every one of the statute, whose days lie in its own break.
func (r *reader) complete() error {
	if err := r.endItem(); err != nil {
		return err
	}
	without := func(all, some []string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(name string) bool { return slices.Contains(some, name) })
	}
	missing, more := without(r.announced, r.items), without(r.items, r.announced)
	if r.announced != nil && (len(missing) > 0 || len(more) > 0 && !r.open) {
		return r.fail(r.last, otherItems, strings.Join(append(missing, more...), "、"))
	}
	statutory := holidays.StatutoryDays(r.heading.year)
	if statutory == nil {
		return r.fail(r.heading.start, statuteUnknown, r.heading.year)
	}
	r.reading.Festivals = nil
	for _, day := range statutory {
		if s := r.days[day.Date]; s.kind != holidays.Holiday || !strings.Contains(s.festival, day.Name) {
			statute := &holidays.StatuteError{Year: r.heading.year, Statute: day.Source, Festival: day.Name, Date: day.Date}
			return r.refuse(r.last, statuteDay, day.Date, day.Source, day.Name).because(statute).syntax()
		}
		if !slices.Contains(r.reading.Festivals, day.Name) {
			r.reading.Festivals = append(r.reading.Festivals, day.Name)
		}
	}
	return nil
}
