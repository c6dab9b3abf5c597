package gazette

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

var (
	changed   = shape(`^(?:调整|延长)([0-9]{4})年({festival})(?:假期|放假|假日|调休|时间|日期|的|具体|安排)*$`)
	memorial  = shape(`^(?:([0-9]{4})年)?([^0-9]{1,30}[0-9]{0,3}(?:周年)?(?:纪念日|[^0-9]{0,6}[日节]))(?:全国)?(?:调休放假|放假调休|放假)(?:的|安排)*$`)
	firstYear = shape(`{year}年[0-9]{1,2}月[0-9]{1,2}日(?:（|至|到|—|全国|放假|调休)`)
	itemTitle = shape(`^({festival})?(?:假期|放假|调休|调整|具体|有关|安排|时间|日期|工作|要求)*：`)
	extension = shape(`^(?:决定|将)?(?:延长(?:([0-9]{4})年)?({festival})(?:假期|放假)?(?:时间)?|(?:([0-9]{4})年)?({festival})假期延长)[至到]`)
	provision = shape(`^(?:` +
		`(?:各地)?(?:\p{Han}{0,6}(?:院校|学校|高校|大学|中学|小学|幼儿园)[、和]?)+(?:推迟|延期)开学` +
		`|具体(?:开学)?时间由[^0-9]{0,10}教育[^0-9]{0,6}部门另行通知` +
		`|因[^0-9]{0,24}不能休假的(?:职工|人员)|应?当?(?:根据|按照|依据)?(?:有关)?规定安排补休` +
		`|未休假期的工资报酬应?当?按照?(?:国家)?有关(?:政策|规定)(?:予以)?(?:保障落实|执行|落实|支付)?` +
		`)$`)
)

// amendmentOf completes the heading of an amendment: the festival and the year.
func (t *text) amendmentOf(h heading) (heading, error) {
	if m := changed().FindStringSubmatch(h.subject); m != nil {
		h.year, h.festival = number(m[1]), festivalOf(m[2])
		return h, nil
	}
	m := memorial().FindStringSubmatch(h.subject)
	if m == nil {
		return h, t.fail(h.start, unknownChange)
	}
	h.year, h.festival = number(m[1]), m[2]
	if year := firstYear().FindStringSubmatch(t.even[h.end:]); h.year == 0 && year != nil {
		h.year = number(year[1])
	}
	if h.year == 0 {
		return h, t.fail(h.start, noHeading)
	}
	return h, nil
}

// provides reports whether a sentence is one of what the notice of 2020 says besides.
func provides(s string) bool {
	clauses := clausesOf(bookTitle().ReplaceAllString(s, ""))
	return clauses != nil && !slices.ContainsFunc(clauses, func(c string) bool { return !provision().MatchString(c) })
}

// extend reads the day to which a break is extended, and what follows it. The first day is the one behind the break of the
// year's notice, if holidays.China has it, and else the one behind the statutory days, which are off in any case.
func (r *reader) extend(start, year int, festival string) error {
	if year != 0 && year != r.heading.year || festival != r.heading.festival {
		return r.fail(start, otherHeading, festival, r.heading.title)
	}
	to, err := r.dates()
	if err != nil {
		return err
	}
	var first holidays.Date
	for _, d := range holidays.StatutoryDays(r.heading.year) {
		if d.Name == festival {
			first = d.Date.AddDays(1)
		}
	}
	for _, s := range yearNotice(holidays.China(), r.heading.year).Spans {
		if s.Kind == holidays.Holiday && strings.Contains(s.Name, festival) {
			first = s.Last.AddDays(1)
		}
	}
	if len(to) != 1 || first.IsZero() || to[0].Before(first) || to[0].DaysSince(first) > 30 {
		return r.fail(start, wrongExtension, first.AddDays(-1))
	}
	var all []holidays.Date
	for d := first; !d.After(to[0]); d = d.AddDays(1) {
		all = append(all, d)
	}
	if err := r.claim(start, areOff, "放假", all); err != nil || r.take("。") != "" {
		return err
	}
	if r.take("，", "；") == "" {
		return r.fail(start, unknownClause, r.clauseAt(r.pos))
	}
	return r.clauses()
}

// completeAmendment refuses an amendment without office and date, which alone show that it is whole, and one whose days
// nothing verifies: it has no sum to agree with. Its days off on working days less the days worked are the days of the statute
// where it rearranges a festival, and where it moves days for another occasion the days that are off and not by exchange
// (9月3日放假，9月4日调休). An extension grants what it says. A weekend day beside the break must be off or worked in it.
func (r *reader) completeAmendment() error {
	off, work, extends := slices.Clone(r.item.off), r.item.work, strings.HasPrefix(r.heading.subject, "延长")
	sum, want := r.days.sums()[""], r.item.granted
	if strings.HasPrefix(r.heading.subject, "调整") {
		want = countDays(holidays.StatutoryDays(r.heading.year), r.heading.festival)
	}
	totals := r.reading.Totals
	if err := r.endItem(); err != nil {
		return err
	}
	if r.issued.IsZero() {
		return r.fail(r.last, cutShort)
	}
	last := slices.MaxFunc(off, holidays.Date.Compare)
	if !r.sure[last] && totals == 0 && r.days[last.AddDays(1)].kind != holidays.Workday {
		return r.fail(r.last, unverified, last)
	}
	for _, d := range work {
		if !r.sure[d] {
			return r.fail(r.last, unverified, d)
		}
	}
	if sum != want && !extends && (strings.HasPrefix(r.heading.subject, "调整") || strings.Contains(r.heading.subject, "调休")) {
		return r.fail(r.last, wrongExchange, sum, want)
	}
	for _, d := range off {
		for _, beside := range [...]holidays.Date{d.AddDays(-1), d.AddDays(1)} {
			if _, said := r.days[beside]; isWeekend(beside) && !said && !extends {
				return r.fail(r.last, openBreak, beside)
			}
		}
	}
	r.amended = cmp.Or(r.amended, yearNotice(holidays.China(), r.heading.year).Number, strconv.Itoa(r.heading.year))
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
	if err := checkSpans(n); err != nil {
		return Change{}, err
	}
	base := yearNotice(c, n.Year)
	if base.Number == "" {
		return Change{}, refused(n.Title, noYearNotice, n.Year)
	}
	before, isAmended := days{}, n.Amends == "" || n.Amends == strconv.Itoa(n.Year)
	for _, old := range c.Notices() {
		if old.Year == n.Year {
			before.lay(old.Spans)
			isAmended = isAmended || old.Number == n.Amends
		}
	}
	if !isAmended {
		return Change{}, refused(n.Title, otherAmended, n.Amends, n.Year, base.Number)
	}
	change := Change{Notice: n, Statute: len(holidays.StatutoryDays(n.Year))}
	after := days{}
	if n.Amends == "" {
		change.Notice = holidays.Notice{Title: n.Title, URL: n.URL, Year: n.Year}
	} else {
		maps.Copy(after, before)
	}
	after.lay(n.Spans)
	if n.Amends == "" || n.Amends == strconv.Itoa(n.Year) {
		change.Notice.Amends = base.Number
	}
	changes := days{}
	for d := holidays.NewDate(n.Year-1, 12, 25); holidays.NoticeYear(d) == n.Year; d = d.AddDays(1) {
		was, is := before.kind(d), after.kind(d)
		if was == is || was == holidays.Holiday && is == holidays.Weekend { // a weekend day is off either way
			continue
		}
		if is == holidays.Weekend { // a make-up day taken back
			is = holidays.Holiday
		}
		changes[d] = said{is, cmp.Or(after[d].festival, before[d].festival)}
	}
	change.Notice.Spans, change.Sum = changes.spans(), after.sums()[""]
	for _, d := range holidays.StatutoryDays(n.Year) {
		if after.kind(d.Date).IsWorkday() {
			statute := &holidays.StatuteError{Year: n.Year, Statute: d.Source, Festival: d.Name, Date: d.Date}
			return Change{}, refused(n.Title, statuteWorked, d.Date, d.Name, d.Source).because(statute)
		}
	}
	return change, nil
}
