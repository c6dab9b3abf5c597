package gazette

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// A reader reads the prose of a notice, part after part. A part is a shape that is known; whatever else is there is an
// error, so that nothing which could be about days is passed over.
type reader struct {
	*text
	heading heading
	notice  holidays.Notice
	reading Reading
	read    []place // what lies inside
	amended string  // number of the notice that is amended, if it is printed

	// Of the copy that is read:
	announced  []string // festivals that the introduction names
	open       bool     // it names them with 等: there may be more
	items      []string // festivals that have an item
	item       item
	kinds      map[holidays.Date]holidays.Kind
	known      map[holidays.Date]bool // days whose weekday is printed
	spans      []holidays.Span
	principled bool // the introduction has spoken of the statute or of principles, and may go on to state them
	last       int  // where the last item begins
	issued     holidays.Date
	ended      bool // closing, or office and date, stand behind the items
	loose      bool // the date that was read last is broken by the end of a line, and no weekday verifies it
}

// readOne reads one copy of the notice between its bounds.
func (r *reader) readOne(start, body, end int) (holidays.Notice, error) {
	before := r.reading
	r.pos, r.end = start, end
	r.announced, r.open, r.principled, r.items, r.spans, r.issued, r.ended = nil, false, false, nil, nil, holidays.Date{}, false
	r.kinds, r.known = map[holidays.Date]holidays.Kind{}, map[holidays.Date]bool{}
	if i := strings.IndexByte(r.even[start:end], ' '); i >= 0 {
		clause := strings.LastIndexAny(r.even[start:start+i], "，。：；、（）") // every one takes as many bytes
		return holidays.Notice{}, r.fail(start+max(0, clause+len("，")), broken, "a space or a quotation mark stands within a number")
	}
	parts := []func() error{r.salutation, r.introduction, r.allItems, r.closing, r.signature, r.complete}
	if r.heading.subject != "" {
		parts = []func() error{r.salutation, r.amendment, r.signature, r.completeAmendment}
	}
	for _, part := range parts {
		if err := part(); err != nil {
			return holidays.Notice{}, err
		}
	}
	r.read = append(r.read, place{start, r.pos})
	if before.Copies > 0 { // what a second copy repeats verifies nothing more
		r.reading = before
	}
	r.reading.Copies = before.Copies + 1
	if before.Copies == 0 {
		r.reading.Bare = nil
		for _, s := range r.spans {
			if s.Kind == holidays.Makeup && !r.known[s.First] {
				r.reading.Bare = append(r.reading.Bare, s.First)
			}
		}
	}
	r.reading.Dated = r.reading.Dated || !r.issued.IsZero()
	return holidays.Notice{Number: r.notice.Number, Year: r.heading.year, Issued: r.issued, Amends: r.notice.Amends, Spans: r.spans}, nil
}

var addressed = shape{expression: `^各省、自治区、直辖市(?:人民政府)?(?:[，、](?:国务院)?各?(?:部委|部门|直属机构|直属单位|有关单位|单位))*：`}

// salutation reads the line of those the notice is addressed to.
func (r *reader) salutation() error {
	if strings.HasPrefix(r.rest(), "各省") && r.match(&addressed) == nil {
		return r.fail(r.pos, unknownClause, "want the provinces and departments it is addressed to, and a colon")
	}
	return nil
}

var (
	bookTitle = shape{expression: `《(?:[^《》]|《[^《》]*》)*》`}
	// announcement ends the introduction: the year, and the festivals that have items.
	announcement = shape{expression: `^现[将就对](?:([0-9]{4})年)?((?:部分|{festival}|、|和|与|及|（|）)*)(等)?(?:节日|假日)?(?:放假调休|放假公休|放假|节假日|假期|休假)?(?:放假|调休|日期|时间|的|具体|有关|相关|安排|事项|情况|等|和|及)*(?:通知|公布|明确)?如下$`}
	// introPlain begins a clause of the introduction that gives a reason or an authority.
	introPlain = shape{expression: `^(?:经(?:党中央、)?国务院(?:批准|同意|领导)|(?:并)?(?:根据|按照|依据|依照|遵照)|为|结合|便于|方便|以便|更好|进一步|有效|切实|确保|保障|阻断|促进|统筹)`}
	// principle is a clause of the introduction that states a rule, as the notice of 2025 does, and arranges no day.
	principle = shape{expression: `^(?:` +
		`(?:根据)?[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:新)?(?:修订|修改|修正|公布)的?(?:规定)?` +
		`|自[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日起(?:施行)?` +
		`|全体公民放假的假日(?:共)?增加[0-9]{1,2}天` +
		`|(?:其中)?(?:{festival}|、|和)+各?增加[0-9]{1,2}天` +
		`|据此对放假调休(?:的)?原则作[^0-9，。]{0,20}` +
		`|除个别特殊情形外` +
		`|(?:{festival}|、|和)+(?:分别)?(?:自农历除夕起|自10月1日起)?放假(?:调休)?(?:或连休)?[0-9]{1,2}天(?:（如逢周三则只在当日放假）)?` +
		`|国庆节放假如逢中秋节则合并放假[0-9]{1,2}天` +
		`)$`}
	citedDate  = shape{expression: `([0-9]{4})年([0-9]{1,2})月(?:[0-9]{1,2}日)?(?:起|新?修|公布)`}
	citedOrder = shape{expression: `国务院令第([0-9]{3,4})号`}
	statuteNew = shape{expression: `(?:新|重新|最新|再次|现行)?(?:修订|修改|修正|公布|颁布)(?:后|过)?的?`}
	increase   = shape{expression: `((?:{festival}|、|和)*)各?增加([0-9]{1,2})天`}
)

// The newest version of the statute that this package knows was signed in this month, and governs the years from 2025.
const (
	newestOrder  = 795
	newestSigned = 2024_11
	newestFrom   = 2025_01
)

// introduction reads the sentences before the items, the last of which says that the arrangement follows.
func (r *reader) introduction() error {
	for !r.atItem() {
		start := r.pos
		s, ok := r.sentence("。：")
		if !ok {
			return r.fail(start, cutShort, "want the first item, 一、元旦：…")
		}
		if err := r.introductory(start, s); err != nil {
			return err
		}
		if r.atItem() && !strings.HasSuffix(s, "如下") {
			return r.fail(start, unknownClause, "want an introduction that ends with 通知如下")
		}
	}
	return nil
}

// introductory reads a sentence of the introduction clause by clause.
func (r *reader) introductory(start int, sentence string) error {
	sentence = strings.ReplaceAll(sentence, "\n", "")
	if err := r.cites(start, sentence); err != nil {
		return err
	}
	r.principled = r.principled || strings.Contains(sentence, "原则") || strings.Contains(sentence, "《") || strings.HasPrefix(sentence, "自")
	plain := false
	for _, clause := range strings.FieldsFunc(sentence, func(c rune) bool { return c == '，' || c == '；' }) {
		bare := citedOrder.compiled().ReplaceAllString(bookTitle.compiled().ReplaceAllString(clause, ""), "")
		bare = strings.ReplaceAll(bare, "（）", "")
		m := announcement.compiled().FindStringSubmatch(bare)
		switch {
		case m != nil:
			if err := r.announce(start, m[1], m[2], m[3] != ""); err != nil {
				return err
			}
		case bare == "" || principle.compiled().MatchString(bare) && r.principled:
		case isPlain(bare) && (plain || introPlain.compiled().MatchString(bare)):
			plain = true // a reason can have several clauses
		default:
			return r.fail(start, unknownClause, "%s is not known in an introduction", clause)
		}
	}
	return nil
}

// cites refuses a notice that follows a version of the statute which is newer than those known here, and compares what it
// says of the change with the versions.
func (r *reader) cites(start int, s string) error {
	newer := func(what string) error {
		return r.fail(start, newStatute, "it cites %s, which is newer than the statute known here: take a version of this library that has it", what)
	}
	if m := citedOrder.compiled().FindStringSubmatch(s); m != nil && plainNumber(m[1]) > newestOrder {
		return newer(m[0])
	}
	dated, year := false, r.heading.year
	for _, m := range citedDate.compiled().FindAllStringSubmatch(s, -1) {
		at, limit := plainNumber(m[1])*100+plainNumber(m[2]), newestSigned
		if strings.HasSuffix(m[0], "起") {
			year, limit = plainNumber(m[1]), newestFrom
		}
		if dated = true; at > limit {
			return newer(m[0])
		}
	}
	days, before := holidays.StatutoryDays(year), holidays.StatutoryDays(year-1)
	isFirst := len(days) > 0 && len(before) > 0 && days[0].Source != before[0].Source
	if changed := statuteNew.compiled().MatchString(bookTitle.compiled().ReplaceAllString(s, "")); changed && strings.Contains(s, "办法") && !dated && !isFirst {
		return newer("a statute that was changed")
	}
	for _, m := range increase.compiled().FindAllStringSubmatch(s, -1) {
		names, _ := cutFestivals(strings.ReplaceAll(m[1], "和", "、"))
		if len(names) == 0 {
			names = []string{""}
		}
		for _, name := range names {
			if stated, got := plainNumber(m[2]), countDays(days, name)-countDays(before, name); stated != got {
				return newer(m[0])
			}
		}
	}
	return nil
}

// countDays counts the statutory days of a festival, of all for "".
func countDays(days []holidays.Day, name string) (n int) {
	for _, d := range days {
		if name == "" || d.Name == name {
			n++
		}
	}
	return n
}

// announce takes the year and the festivals of the introduction.
func (r *reader) announce(start int, year, names string, open bool) error {
	if year != "" && year != strconv.Itoa(r.heading.year) {
		return r.fail(start, wrongDate, "the introduction is for %s, the heading for %d", year, r.heading.year)
	}
	if names == "" || names == "部分" {
		return nil
	}
	announced, rest := cutFestivals(names)
	if announced == nil || rest != "" {
		return r.fail(start, unknownClause, "want the names of festivals; got %s", names)
	}
	r.announced, r.open = announced, open
	return nil
}

// notPlain are words that decide about days. A clause in which one stands is never passed over as mere text.
var notPlain = [...]string{
	"放假", "上班", "补休", "调休", "休息", "公休", "连休", "工作日", "休假日", "补班", "轮休", "另行", "延长", "缩短", "顺延", "取消", "改为", "改到", "照常", "调至", "调到",
	"暂停", "停止", "不再", "推迟", "提前", "调整", "变更", "变动", "自行", "原定", "原安排", "以上", "上述", "本通知", "该通知", "网友", "可能", "预计", "模拟", "测试", "并非", "不是",
	"星期", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "除夕", "农历", "初一", "元宵", "月底", "月初",
	"一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "正月", "腊月", "当日", "次日",
	"一日", "二日", "三日", "四日", "五日", "六日", "七日", "八日", "九日", "十日", "一天", "两天",
}

// isPlain reports whether a clause is mere text: Chinese words and punctuation, no number, no date and no word that
// decides about days or takes something back.
func isPlain(s string) bool {
	return s != "" && !containsAny(s, notPlain[:]) && !containsAny(s, takesBack[:]) &&
		!strings.ContainsFunc(s, func(r rune) bool { return !isHan(r) && !strings.ContainsRune("、，；（）《》", r) })
}

// The closing is about duties during the holidays. Its sentences begin with the time, with who must do something, or with
// what is to be done; what follows in them is mere text, which speaks neither of the notice nor of days.
var (
	closingTime = shape{expression: `^(?:节假日|节日|假日|假期|放假)(?:放假)?期间$`}
	closingDuty = shape{expression: `^(?:(?:各|有关|全国|广大|企业|地方|相关|请)[^要应须]{0,40})?(?:要|应当|应|须|务必|必须)\p{Han}` +
		`|^如?遇(?:有|到)?[^要应]{0,24}(?:事件|情况|问题|事故)(?:的|时)?$|^有(?:事|情况)(?:要)?及时|^祝[^要应]{0,12}(?:快乐|愉快)$` +
		`|^(?:妥善|切实|认真|严格|统筹|做好|加强|落实|坚持|强化|确保|保证|保障|维护|倡导|厉行|反对|严防|防止|杜绝|不得浪费)`}
	closingFree  = strings.NewReplacer("假期安排的有关工作", "", "放假期间", "", "假期期间", "", "节日假期", "", "安排好", "", "妥善安排", "", "合理安排", "", "统筹安排", "", "安排值", "", "严格执行", "", "及时发布", "", "提前做好", "")
	closingWrong = shape{expression: `通知|公告|公布|发布|执行|实施|生效|内容|文件|官方|正式|安排|假期|假日历|重新|另|参考|此件|此文|此事|本文|本页|前述|前文|下文|最终|原有|原来|原计划|按原|去年|明年|上年|` +
		`版本|旧版|新版|稿|依据|转载|无须|无需|不必|不用|不要|不作|不予|暂|撤|删|落款|具体|时间为|可以|有权|自定|自主|视情|以后|届时|如有|若有|相信`}
)

// closes reports whether a sentence is one of the closing.
func closes(s string) bool {
	s = strings.ReplaceAll(s, "\n", "")
	if free := closingFree.Replace(s); !isPlain(free) || closingWrong.compiled().MatchString(free) {
		return false
	}
	begun := false
	for i, clause := range strings.FieldsFunc(s, func(c rune) bool { return c == '，' || c == '；' }) {
		if begun = begun || closingDuty.compiled().MatchString(clause); !begun && (i > 0 || !closingTime.compiled().MatchString(clause)) {
			return false
		}
	}
	return begun
}

// closing reads the sentences behind the items.
func (r *reader) closing() error {
	for !r.atEnd() && !r.atSignature() {
		start := r.pos
		switch {
		case strings.HasPrefix(r.rest(), "鼓励"):
			if err := r.advice(); err != nil {
				return err
			}
			continue
		case r.atItem():
			return r.fail(start, unknownClause, "an item stands behind the closing")
		case r.frameFollows():
			return nil
		}
		if s, ok := r.sentence("。"); !ok || !closes(s) {
			return r.fail(start, unknownClause, "what it says is not known in the closing of a notice")
		}
		r.ended = true
	}
	return nil
}

var (
	numbered = shape{expression: `^[一二三四五六七八九十]{1,3}(?:、|$)`}
	dayish   = shape{expression: `[0-9]{1,2}[月日]|[0-9]+天|[。；]$`}
)

// frameFollows reports whether a notice without office and date has ended, and what follows are lines that a page or a
// report has around it: they have no full stop and say nothing of days, and are read as what is outside.
func (r *reader) frameFollows() bool {
	const longest = 120 // bytes: more than office and date have, with which a copy ends if it has them
	if signed.compiled().MatchString(r.even[max(r.pos, r.end-longest):r.end]) || len(r.items) == 0 && len(r.item.off) == 0 {
		return false
	}
	if line := r.lineOf(r.pos); line.start < r.pos && !strings.HasPrefix(r.rest(), "（") { // within a line a notice does not end
		return false
	}
	for at := r.pos; at < r.end; {
		end := min(max(r.lineOf(at).end, at+1), r.end)
		s := r.even[at:end]
		if len(s) > 300 || strings.Contains(s, "。") || numbered.compiled().MatchString(s) || dayish.compiled().MatchString(s) || dayWord.compiled().MatchString(s) || containsAny(s, []string{"期间", "各地", "要"}) {
			return false
		}
		at = end
	}
	return true
}

// advice reads a sentence that recommends something (鼓励…). It arranges nothing, so that no word may be there which
// would; the dates it names must exist and have the weekdays stated.
func (r *reader) advice() error {
	start := r.pos
	s, ok := r.sentence("。")
	if !ok {
		return r.fail(start, cutShort, "the text ends within a sentence; was it cut short?")
	}
	w := cmp.Or(firstOf(s, []string{"放假", "上班", "补休", "调休", "公休", "连休", "补班", "调至", "延长", "取消", "调整", "改为", "推迟", "以上", "上述", "本通知", "网友"}), firstOf(s, takesBack[:]))
	if w != "" {
		return r.fail(start, unknownClause, "advice in which %s stands is not certain", w)
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

var dated = shape{expression: `^(?:({office})(?:` + datePrint + `)?|` + datePrint + `)$`}

// atSignature reports whether nothing but the office and the date of issue is left. Right behind the items a date alone is
// none: a text cut short in a clause can end in a date.
func (r *reader) atSignature() bool {
	return !r.atEnd() && len(r.rest()) == len(r.window()) && dated.compiled().MatchString(r.rest()) &&
		(r.ended || strings.HasPrefix(r.rest(), "国务院"))
}

// signature reads the office and the date of issue, in figures or in Chinese numerals. Without the office a date is not
// that of issue.
func (r *reader) signature() error {
	if r.atEnd() || !r.atSignature() {
		return nil
	}
	start := r.pos
	m := dated.compiled().FindStringSubmatch(r.rest())
	r.pos, r.ended = r.end, true
	if m[2] == "" && m[5] == "" {
		m = append(m[:2], m[8:]...)
	}
	year := plainNumber(m[2])
	for _, numeral := range m[5] {
		year = year*10 + strings.IndexRune("〇一二三四五六七八九", numeral)/len("〇")
	}
	if year == 0 {
		return nil
	}
	d := holidays.NewDate(year, month(max(plainNumber(m[3]), chineseValue(m[6]))), max(plainNumber(m[4]), chineseValue(m[7])))
	switch {
	case d.IsZero():
		return r.fail(start, wrongDate, "there is no such day")
	case year != r.heading.year && year != r.heading.year-1:
		return r.fail(start, wrongDate, "a notice for %d is issued in %d or %d", r.heading.year, r.heading.year-1, r.heading.year)
	case m[1] != "":
		r.issued = d
	}
	return nil
}

// complete says whether what was read is a whole notice: an item for every festival that the introduction announces and
// for every one of the statute, whose days lie in its own break.
func (r *reader) complete() error {
	for _, name := range r.announced {
		if !slices.Contains(r.items, name) {
			return r.fail(r.last, cutShort, "the introduction announces %s, which has no item; was the text cut short?", name)
		}
	}
	for _, name := range r.items {
		if r.announced != nil && !r.open && !slices.Contains(r.announced, name) {
			return r.fail(r.last, unknownClause, "the introduction does not announce %s, which has an item", name)
		}
	}
	days := holidays.StatutoryDays(r.heading.year)
	if days == nil {
		return whole(r.name, newStatute, "the statutory days of %d are not known here", r.heading.year)
	}
	r.reading.Festivals = nil
	for _, day := range days {
		if !slices.Contains(r.items, day.Name) {
			return r.fail(r.last, cutShort, "the notice has no item for %s, which the statute (%s) gives %d; was it cut short?", day.Name, day.Source, r.heading.year)
		}
		if !slices.ContainsFunc(r.spans, func(s holidays.Span) bool {
			return s.Kind == holidays.Holiday && strings.Contains(s.Name, day.Name) && !day.Date.Before(s.First) && !day.Date.After(s.Last)
		}) {
			err := r.refuse(r.last, badDays, "%v is off by the statute (%s), for %s, and not in the item for it", day.Date, day.Source, day.Name)
			err.cause = &holidays.StatuteError{Year: r.heading.year, Statute: day.Source, Festival: day.Name, Date: day.Date}
			return err.at(r.name, r.lineAt(int(r.at[r.last])))
		}
		if !slices.Contains(r.reading.Festivals, day.Name) {
			r.reading.Festivals = append(r.reading.Festivals, day.Name)
		}
	}
	return nil
}
