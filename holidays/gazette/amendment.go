package gazette

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

var (
	itemTitle = shape{expression: `^({festival})?(?:假期|放假|调休|调整|具体|有关|安排|时间|日期|工作|要求)*：`}
	changed   = shape{expression: `^(?:调整|延长)([0-9]{4})年({festival})(?:假期|放假|假日|调休|时间|日期|的|具体|安排)*$`}
	memorial  = shape{expression: `^(?:([0-9]{4})年)?([^0-9]{1,30}[0-9]{0,3}(?:周年)?(?:纪念日|[^0-9]{0,6}[日节]))(?:全国)?(?:调休放假|放假调休|放假)(?:的|安排)*$`}
	firstYear = shape{expression: fourDigits + `年[0-9]{1,2}月[0-9]{1,2}日(?:（|至|到|—|全国|放假|调休)`}
)

// amendmentOf completes the heading of an amendment: the festival and the year.
func (t *text) amendmentOf(h heading) (heading, error) {
	if m := changed.compiled().FindStringSubmatch(h.subject); m != nil {
		h.year = plainNumber(m[1])
		return h, nil
	}
	m := memorial.compiled().FindStringSubmatch(h.subject)
	if m == nil {
		return h, t.fail(h.start, noHeading, "it changes days off in a way that is not known here: write the change in the text form, with a line amends NUMBER")
	}
	if h.year = plainNumber(m[1]); h.year == 0 {
		year := firstYear.compiled().FindStringSubmatch(t.even[h.end:])
		if year == nil {
			return h, t.fail(h.start, wrongDate, "want the year of the days, in the heading or with the first of them")
		}
		h.year = plainNumber(year[1])
	}
	return h, nil
}

var (
	extension = shape{expression: `^(?:决定|将)?(?:延长(?:([0-9]{4})年)?({festival})(?:假期|放假)?(?:时间)?|(?:([0-9]{4})年)?({festival})假期延长)[至到]`}
	// follows is a clause after which an amendment arranges days.
	follows    = shape{expression: `^(?:现[将就对]|特|对|将)*(?:调整|延长)?(?:([0-9]{4})年)?({festival}|纪念日|期间)?(?:假期|放假|调休|假日|时间|日期|的|具体|有关|相关|安排|事项|情况|调整|延长|作|做|部分|等|和)*(?:通知|公布|明确)?如下(?:调休|安排|调整)?$`}
	citesYear  = shape{expression: `《{office}关于([0-9]{4})年部分节假日(?:放假)?安排的?通知》(?:（(国办?(?:发明电|发|函))[〔（]([0-9]{4})[〕）]第?([0-9]{1,3})号）)?`}
	provisions = shape{expression: `^(?:` + // what the notice of 2020 says besides
		`(?:各地)?(?:\p{Han}{0,6}(?:院校|学校|高校|大学|中学|小学|幼儿园)[、和]?)+(?:推迟|延期)开学` +
		`|具体(?:开学)?时间由[^0-9]{0,10}教育[^0-9]{0,6}部门另行通知` +
		`|因[^0-9]{0,24}不能休假的(?:职工|人员)|应?当?(?:根据|按照|依据)?(?:有关)?规定安排补休` +
		`|未休假期的工资报酬应?当?按照?(?:国家)?有关(?:政策|规定)(?:予以)?(?:保障落实|执行|落实|支付)?` +
		`)$`}
)

// amendment reads the text of an amendment: reasons, the days, and what is said besides.
func (r *reader) amendment() error {
	name := ""
	if m := changed.compiled().FindStringSubmatch(r.heading.subject); m != nil {
		name, _, _ = cutFestival(m[2])
	} else {
		name = memorial.compiled().FindStringSubmatch(r.heading.subject)[2]
	}
	r.item = newItem(name)
	for number := 1; !r.atEnd() && !r.atSignature() && !r.frameFollows(); {
		start := r.pos
		if m := r.match(&itemHead); m != nil {
			if m[1] != chineseNumber(number) {
				return r.fail(start, cutShort, "want the item %s、 here", chineseNumber(number))
			}
			number++
			if m := r.match(&itemTitle); m != nil && m[1] != "" {
				if festival, _, _ := cutFestival(m[1]); festival != name {
					return r.fail(start, unknownClause, "the heading is about %s, the item about %s", name, festival)
				}
			}
		}
		if err := r.amendmentSentence(); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) amendmentSentence() error {
	start := r.pos
	switch m := r.match(&extension); {
	case m != nil:
		return r.extend(start, max(plainNumber(m[1]), plainNumber(m[3])), m[2]+m[4])
	case clauseBegins.compiled().MatchString(r.window()):
		return r.clauses()
	case strings.HasPrefix(r.rest(), "鼓励"):
		return r.advice()
	}
	stop := strings.IndexAny(r.rest(), "，。：；")
	if stop < 0 {
		return r.fail(start, cutShort, "the text ends within a sentence; was it cut short?")
	}
	clause := strings.ReplaceAll(r.rest()[:stop], "\n", "")
	if err := r.cites(start, clause); err != nil {
		return err
	}
	for _, m := range citesYear.compiled().FindAllStringSubmatch(clause, -1) {
		if plainNumber(m[1]) != r.heading.year {
			return r.fail(start, wrongDate, "it cites the notice for %s, and is about %d", m[1], r.heading.year)
		}
		if m[2] != "" {
			r.amended = fmt.Sprintf("%s〔%s〕%s号", m[2], m[3], m[4])
		}
	}
	bare := bookTitle.compiled().ReplaceAllString(citesYear.compiled().ReplaceAllString(clause, ""), "")
	if m := follows.compiled().FindStringSubmatch(bare); m != nil {
		if m[1] != "" && plainNumber(m[1]) != r.heading.year {
			return r.fail(start, wrongDate, "the introduction is for %s, the heading for %d", m[1], r.heading.year)
		}
		if name, _, ok := cutFestival(m[2]); ok && name != r.item.name {
			return r.fail(start, unknownClause, "the introduction is about %s, the heading about %s", name, r.item.name)
		}
		r.pos += stop + len("。")
		return nil
	}
	if reason := bare == "" || isPlain(bare) && introPlain.compiled().MatchString(bare); reason && strings.HasPrefix(r.rest()[stop:], "，") {
		r.pos += stop + len("，")
		return nil
	}
	s, ok := r.sentence("。")
	if !ok || len(r.item.off) == 0 || !closes(s) && !isProvision(s) {
		return r.fail(start, unknownClause, "what it says is not known in an amendment")
	}
	r.ended = true
	return nil
}

func isProvision(s string) bool {
	for _, clause := range strings.FieldsFunc(bookTitle.compiled().ReplaceAllString(strings.ReplaceAll(s, "\n", ""), ""), func(c rune) bool { return c == '，' || c == '；' }) {
		if !provisions.compiled().MatchString(clause) {
			return false
		}
	}
	return s != ""
}

// extend reads the day to which a break is extended, and what follows it. The first day is the one behind the break of the
// year's notice, if holidays.China has it, and else the one behind the statutory days, which are off in any case.
func (r *reader) extend(start, year int, festival string) error {
	name, _, _ := cutFestival(festival)
	if year != 0 && year != r.heading.year || name != r.item.name {
		return r.fail(start, unknownClause, "it extends another break than the heading says")
	}
	days, err := r.dates()
	if err != nil {
		return err
	}
	first := holidays.Date{}
	for _, d := range holidays.StatutoryDays(r.heading.year) {
		if d.Name == name {
			first = d.Date.AddDays(1)
		}
	}
	for _, s := range yearNotice(holidays.China(), r.heading.year).Spans {
		if s.Kind == holidays.Holiday && strings.Contains(s.Name, name) {
			first = s.Last.AddDays(1)
		}
	}
	last := days[len(days)-1]
	if len(days) != 1 || first.IsZero() || last.Before(first) || last.DaysSince(first) > 30 {
		return r.fail(start, wrongDate, "want one day behind the break, which ends on %v", first.AddDays(-1))
	}
	days = nil
	for d := first; !d.After(last); d = d.AddDays(1) {
		days = append(days, d)
	}
	if err := r.declareOff(start, days); err != nil {
		return err
	}
	switch {
	case r.take("。") != "":
		return nil
	case r.take("，", "；") != "":
		return r.clauses()
	}
	return r.fail(start, unknownClause, "%s is not known here", r.clauseAt(r.pos))
}

// completeAmendment refuses an amendment without days, and one whose days nothing verifies: it has no sum to agree with.
func (r *reader) completeAmendment() error {
	if len(r.item.off) == 0 {
		return whole(r.name, cutShort, "the amendment names no day off; was it cut short?")
	}
	if r.issued.IsZero() {
		return r.fail(min(r.pos, r.end), cutShort, "an amendment ends with office and date, and only they show that it is whole; was it cut short?")
	}
	last := slices.MaxFunc(r.item.off, holidays.Date.Compare)
	if !r.known[last] && r.reading.Totals == 0 && r.kinds[last.AddDays(1)] != holidays.Workday {
		return whole(r.name, badDays, "neither a weekday nor a total verifies that %v is off", last)
	}
	for _, d := range r.item.work {
		if !r.known[d] {
			return whole(r.name, badDays, "no weekday verifies that %v is worked", d)
		}
	}
	if err := r.addSpans(r.heading.start); err != nil {
		return err
	}
	if err := r.exchanged(); err != nil {
		return err
	}
	r.notice.Amends = r.amended
	if r.notice.Amends == "" {
		r.notice.Amends = yearNotice(holidays.China(), r.heading.year).Number
	}
	if r.notice.Amends == "" {
		r.notice.Amends = strconv.Itoa(r.heading.year)
	}
	return nil
}

// exchanged compares the days off on working days less the days worked with what the amendment grants: the days of the
// statute where it rearranges a festival, and where it moves days for another occasion the days that are off and not by
// exchange (9月3日放假，9月4日调休). An extension grants what it says. A weekend day beside the break must be off or worked in it.
func (r *reader) exchanged() error {
	subject, want := r.heading.subject, r.item.granted
	if strings.HasPrefix(subject, "调整") {
		want = countDays(holidays.StatutoryDays(r.heading.year), r.item.name)
	}
	if sum := sumOf(r.spans); sum != want && !strings.HasPrefix(subject, "延长") && (strings.HasPrefix(subject, "调整") || strings.Contains(subject, "调休")) {
		return whole(r.name, badDays, "its weekdays off less its weekend days worked are %d, and the days off that it arranges are %d; was it cut short?", sum, want)
	}
	for _, d := range r.item.off {
		for _, beside := range [...]holidays.Date{d.AddDays(-1), d.AddDays(1)} {
			if isWeekend(beside) && r.kinds[beside] == 0 && !strings.HasPrefix(subject, "延长") {
				return whole(r.name, badDays, "%v, beside the break, is neither off nor worked in it; was it cut short?", beside)
			}
		}
	}
	return nil
}

// yearNotice returns the notice for a year that a calendar has, the zero Notice if it has none.
func yearNotice(c *holidays.Calendar, year int) holidays.Notice {
	for _, n := range c.Notices() {
		if n.Year == year && n.Amends == "" {
			return n
		}
	}
	return holidays.Notice{}
}

// A Change is what an amendment does to the calendar that it is loaded into.
type Change struct {
	Notice  holidays.Notice // the amendment; without Spans if the calendar says all of it already
	Sum     int             // weekdays off less weekend days worked of the year, with the amendment
	Statute int             // days off that the statute gives the year
}

// Amendment returns what a notice changes in the year that c has a notice for. The notice is an amendment, as Parse reads
// it, or the whole year with amendments merged into it, as a file of holiday-cn has it. The result names as Amends the
// notice of c, and only the days that change, so that it is the same wherever the change was read.
//
// Of a merged year it is a draft: it has no Number and no Issued, and Calendar.With refuses it until both are taken from
// the amendment itself. Sum is for a person to compare with Statute; an amendment may add a day.
//
// Amendment returns an error if c has no notice for the year, if n amends another notice, or if a statutory day is not off
// afterwards, which is a *holidays.StatuteError.
func Amendment(c *holidays.Calendar, n holidays.Notice) (Change, error) {
	base := yearNotice(c, n.Year)
	if base.Number == "" {
		return Change{}, fmt.Errorf("gazette: the calendar has no notice for %d: load the year's notice with Calendar.With before what changes it", n.Year)
	}
	before, names := map[holidays.Date]holidays.Kind{}, map[holidays.Date]string{}
	lay := func(kinds map[holidays.Date]holidays.Kind, n holidays.Notice) {
		for _, s := range n.Spans {
			for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
				kinds[d], names[d] = s.Kind, s.Name
			}
		}
	}
	isAmended := n.Amends == base.Number || n.Amends == strconv.Itoa(n.Year)
	for _, old := range c.Notices() {
		if old.Year == n.Year {
			lay(before, old)
			isAmended = isAmended || old.Number == n.Amends
		}
	}
	after := map[holidays.Date]holidays.Kind{}
	change := Change{Notice: n, Statute: len(holidays.StatutoryDays(n.Year))}
	if n.Amends == "" {
		change.Notice = holidays.Notice{Title: n.Title, URL: n.URL, Year: n.Year}
	} else {
		for d, kind := range before {
			after[d] = kind
		}
	}
	if !isAmended && n.Amends != "" {
		return Change{}, fmt.Errorf("gazette: %s amends %s, which the calendar does not have for %d; it has %s", n.Title, n.Amends, n.Year, base.Number)
	}
	lay(after, n)
	change.Notice.Amends = base.Number
	if n.Amends != "" && n.Amends != strconv.Itoa(n.Year) {
		change.Notice.Amends = n.Amends
	}
	change.Notice.Spans = nil
	for d := holidays.NewDate(n.Year-1, 12, 25); holidays.NoticeYear(d) == n.Year; d = d.AddDays(1) {
		was, is := ordinary(before[d], d), ordinary(after[d], d)
		switch {
		case is == holidays.Holiday && !isWeekend(d):
			change.Sum++
		case is == holidays.Makeup:
			change.Sum--
		}
		if was == is || was == holidays.Holiday && is == holidays.Weekend { // a weekend day is off either way
			continue
		}
		if is == holidays.Weekend { // a make-up day taken back
			is = holidays.Holiday
		}
		spans := change.Notice.Spans
		if last := len(spans) - 1; last >= 0 && spans[last].Last == d.AddDays(-1) && spans[last].Kind == is && spans[last].Name == names[d] {
			spans[last].Last = d
			continue
		}
		change.Notice.Spans = append(spans, holidays.Span{Kind: is, First: d, Last: d, Name: names[d]})
	}
	for _, d := range holidays.StatutoryDays(n.Year) {
		if ordinary(after[d.Date], d.Date) != holidays.Holiday && !isWeekend(d.Date) {
			err := &holidays.StatuteError{Year: n.Year, Statute: d.Source, Festival: d.Name, Date: d.Date}
			return Change{}, fmt.Errorf("gazette: with the change, a statutory day is worked: %w", err)
		}
	}
	return change, nil
}

// ordinary returns the kind of a day, that of its weekday where a notice says nothing.
func ordinary(kind holidays.Kind, d holidays.Date) holidays.Kind {
	switch {
	case kind != 0:
		return kind
	case isWeekend(d):
		return holidays.Weekend
	}
	return holidays.Workday
}
