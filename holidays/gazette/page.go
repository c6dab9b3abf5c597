package gazette

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// The digits of a year, and of a shorter number, between which a line may end.
const (
	fourDigits = `([0-9]\n?[0-9]\n?[0-9]\n?[0-9])`
	digits     = `([0-9](?:\n?[0-9]){0,2})`
	datePrint  = `(?:` + fourDigits + `年` + digits + `月` + digits + `日|([〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日)`
)

var (
	yearHeading      = shape{expression: `({office})?关于` + fourDigits + `年部分节假日(?:放假)?安排的?通知`}
	amendmentHeading = shape{expression: `({office})关于([^，。：；《》关]{2,70}?)的?通知`}
	aboutDays        = shape{expression: `放假|假期|节假日|调休|上班|休假`}
	anyNumber        = shape{expression: `[〔（]` + fourDigits + `[〕）]第?` + digits + `号`}
	numberBegins     = shape{expression: `^\p{Han}{0,8}[〔（]` + fourDigits + `[〕）]第?` + digits + `号`}
	brokenNumber     = shape{expression: `国办?(?:发明电|发|函)[〔（]`}
	issues           = shape{expression: `{office}(?:日前|近日|今日|今天|已)?(?:发布|印发|公布|下发|发出)了?$`}
	officeNumber     = shape{expression: `国办?(?:发明电|发|函)$`}
	salutation       = shape{expression: `各省、自治区、直辖市`}
	firstItem        = shape{expression: `一、` + `{festival}`}
	signed           = shape{expression: `{office}` + datePrint}
	afterHeading     = shape{expression: `^(?:，?(?:全文|内容)如下)?[：。]?`}
	amendmentBegins  = shape{expression: `^(?:一、|延长|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?:（|至|到|—|全国|放假|调休))`}
	introBegins      = shape{expression: `^(?:经|根据|按照|依据|为|现|自[0-9])`}
	metaDate         = shape{expression: `成文日期[：:]?` + fourDigits + `[年—/.。]` + digits + `[月—/.。]` + digits}
)

// A place is a stretch of the even text.
type place struct{ start, end int }

// A heading names what a notice arranges.
type heading struct {
	place
	title, subject string
	year           int // 0 for an amendment
}

// lineOf returns the line of the source in which a place of the even text stands, as a place.
func (t *text) lineOf(at int) place {
	n := t.lineIndex(int(t.at[at]))
	start := int32(0)
	if n > 0 {
		start = t.ends[n-1] + 1
	}
	from, _ := slices.BinarySearch(t.at, start)
	to, _ := slices.BinarySearch(t.at, t.ends[n])
	return place{from, to}
}

// headings finds the headings of notices about days off, in order. That of another authority, as of a province that
// arranges its own days, is refused.
func (t *text) headings() ([]heading, error) {
	var all []heading
	for _, m := range yearHeading.compiled().FindAllStringSubmatchIndex(t.even, -1) {
		h := heading{place: place{m[0], m[1]}, title: strings.ReplaceAll(t.even[m[0]:m[1]], "\n", ""), year: plainNumber(t.even[m[4]:m[5]])}
		if m[2] < 0 && m[0] > t.lineOf(m[0]).start && !slices.ContainsFunc([]string{"《", "：", "。", "〕", "）", "|", "丨", "｜", "—", "_"}, func(mark string) bool {
			return strings.HasSuffix(t.even[:m[0]], mark)
		}) && !issues.compiled().MatchString(t.even[max(0, m[0]-60):m[0]]) {
			return nil, t.fail(t.lineOf(m[0]).start, noHeading, "the heading is another authority's; want that of the State Council: 国务院办公厅关于…年部分节假日安排的通知")
		}
		all = append(all, h)
	}
	for _, m := range amendmentHeading.compiled().FindAllStringSubmatchIndex(t.even, -1) {
		if subject := t.even[m[4]:m[5]]; !strings.Contains(subject, "部分节假日") && aboutDays.compiled().MatchString(subject) {
			all = append(all, heading{place: place{m[0], m[1]}, title: strings.ReplaceAll(t.even[m[0]:m[1]], "\n", ""), subject: strings.ReplaceAll(subject, "\n", "")})
		}
	}
	slices.SortFunc(all, func(a, b heading) int { return a.start - b.start })
	return all, nil
}

func plainNumber(s string) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(s, "\n", ""))
	return n
}

// maxCopies is how often a text may hold the notice.
const maxCopies = 10

// parsePage finds the notice in a text, reads it as often as it is there, and checks what lies outside.
func parsePage(t *text) (holidays.Notice, Reading, error) {
	fail := func(err error) (holidays.Notice, Reading, error) { return holidays.Notice{}, Reading{}, err }
	all, err := t.headings()
	switch {
	case err != nil:
		return fail(err)
	case len(all) == 0:
		return fail(whole(t.name, noHeading, "there is no notice in it: want the heading, which names the year: 国务院办公厅关于…年部分节假日安排的通知"))
	}
	main := all[0]
	if main.year == 0 { // it amends the notice of a year, whose heading it may cite
		if main, err = t.amendmentOf(main); err != nil {
			return fail(err)
		}
	}
	for _, h := range all {
		switch {
		case h.year != 0 && h.year != main.year:
			return fail(t.fail(h.start, twoNotices, "the text has notices for %d and for %d; keep one", main.year, h.year))
		case h.year == 0 && h.subject != main.subject:
			return fail(t.fail(h.start, twoNotices, "the text has a second notice, which may change the first; keep one, and read the other by itself"))
		}
	}
	r := &reader{text: t, heading: main}
	if r.notice, err = r.readCopies(all); err != nil {
		return fail(err)
	}
	if err := r.outside(all); err != nil {
		return fail(err)
	}
	r.reading.Form = Prose
	if t.isPage {
		r.reading.Form = Page
	}
	return r.notice, r.reading, nil
}

// readCopies reads every copy of the notice in the text, all of which must agree.
func (r *reader) readCopies(headings []heading) (holidays.Notice, error) {
	var first holidays.Notice
	from := r.heading.end
	for {
		body, ok := r.body(headings, from)
		if !ok {
			break
		}
		if r.reading.Copies == maxCopies {
			return first, r.fail(body, twoNotices, "the text has the notice more than %d times; keep one", maxCopies)
		}
		start, end := r.bounds(headings, from, body)
		n, err := r.readOne(start, body, end)
		if err != nil {
			return first, err
		}
		if r.reading.Copies > 1 {
			if d, differ := firstDifference(first, n); differ {
				return first, r.fail(body, twoNotices, "the text has the notice twice, and %v is another kind of day in the second copy", d)
			}
			if !first.Issued.IsZero() && !n.Issued.IsZero() && first.Issued != n.Issued {
				return first, r.fail(body, twoNotices, "the text has the notice twice, dated %v and %v", first.Issued, n.Issued)
			}
			if first.Issued.IsZero() {
				first.Issued = n.Issued
			}
		} else {
			first = n
		}
		from = r.pos
		r.end = len(r.even)
	}
	if r.reading.Copies == 0 {
		return first, r.fail(r.heading.start, cutShort, "the heading has no notice behind it: want the first item, 一、元旦：…")
	}
	first.Title, first.Year = r.heading.title, r.heading.year
	r.notice = first
	return first, r.takeNumber(&first)
}

// body finds where a copy begins to arrange days: at its first item or, in an amendment, at its text.
func (r *reader) body(headings []heading, from int) (at int, ok bool) {
	isAmendment := r.heading.subject != ""
	next := &firstItem
	switch {
	case isAmendment && r.reading.Copies == 0:
		return from, from < len(r.even)
	case isAmendment:
		next = &salutation
		last := -1 // where office and date are for the last time
		if all := signed.compiled().FindAllStringIndex(r.even[from:], -1); all != nil {
			last = from + all[len(all)-1][0]
		}
		for _, h := range headings {
			if h.start >= from && h.subject != "" && h.end <= last {
				return h.end, true
			}
		}
	}
	m := next.compiled().FindStringIndex(r.even[from:])
	if m == nil {
		return 0, false
	}
	return from + m[0], true
}

// bounds returns where a copy starts, at its salutation or its introduction, and where it ends, behind office and date. A
// copy without those ends before the next heading or salutation.
func (r *reader) bounds(headings []heading, from, body int) (start, end int) {
	isAmendment := r.heading.subject != ""
	limit := body
	if isAmendment {
		limit = len(r.even)
		if m := signed.compiled().FindStringIndex(r.even[from:]); m != nil {
			limit = from + m[0]
		}
	}
	start = from
	for _, h := range headings {
		if h.start >= from && h.end <= limit && h.subject == r.heading.subject {
			start = h.end
		}
	}
	if m := salutation.compiled().FindAllStringIndex(r.even[start:limit], -1); m != nil && isAmendment {
		start += m[0][0]
	} else if m != nil {
		start += m[len(m)-1][0]
	} else if body > start || isAmendment {
		start = r.introductionFrom(start, limit, isAmendment)
	}
	inside := max(start, body) + len("各省")
	inside = min(inside, len(r.even))
	end = len(r.even)
	if m := salutation.compiled().FindStringIndex(r.even[inside:]); m != nil {
		end = inside + m[0]
	}
	for _, h := range headings {
		if h.start > inside && h.start < end && h.subject == r.heading.subject {
			if end = r.lineOf(h.start).start; end < inside {
				end = h.start
			}
		}
	}
	if m := signed.compiled().FindStringIndex(r.even[inside:max(inside, end)]); m != nil {
		end = inside + m[1]
	}
	return start, max(start, end)
}

// introductionFrom finds where the introduction of a notice without a salutation begins: behind the heading and the lines
// that a page has under it. A line with a full stop belongs to the notice, whatever it says.
func (r *reader) introductionFrom(start, limit int, isAmendment bool) int {
	at := start + len(afterHeading.compiled().FindString(r.even[start:min(len(r.even), start+60)]))
	for at < limit {
		line := r.lineOf(at)
		end := max(at+1, min(line.end, limit))
		rest := r.even[at:end]
		if m := numberBegins.compiled().FindString(rest); m != "" && len(m) < len(rest) {
			at += len(m)
			continue
		} else if !anyNumber.compiled().MatchString(rest) && (introBegins.compiled().MatchString(rest) || strings.Contains(rest, "。") || isAmendment && amendmentBegins.compiled().MatchString(rest)) {
			return at
		}
		at = end
	}
	return limit
}

// takeNumber takes the number of the notice. In the whole text there is one, but for that of the notice which is amended.
func (r *reader) takeNumber(n *holidays.Notice) error {
	whole := map[int]bool{} // where a number begins its bracket
	for _, m := range anyNumber.compiled().FindAllStringSubmatchIndex(r.even, -1) {
		whole[m[0]] = true
		kind := officeNumber.compiled().FindString(r.even[max(0, m[0]-len("国办发明电")):m[0]])
		year, serial := plainNumber(r.even[m[2]:m[3]]), plainNumber(r.even[m[4]:m[5]])
		at := m[0] - len(kind)
		number := fmt.Sprintf("%s〔%d〕%d号", kind, year, serial)
		switch {
		case r.amended != "" && number == r.amended:
			continue
		case kind == "":
			return r.fail(at, badNumber, "the text has the number of another document; keep the notice alone")
		case year != n.Year && year != n.Year-1:
			return r.fail(at, badNumber, "a notice for %d is issued in %d or %d", n.Year, n.Year-1, n.Year)
		case n.Number != "" && n.Number != number:
			return r.fail(at, badNumber, "the text has the numbers %s and %s; a notice has one", n.Number, number)
		case !n.Issued.IsZero() && n.Issued.Year() != year:
			return r.fail(at, badNumber, "the notice has the number %s, and is dated %v", number, n.Issued)
		}
		n.Number = number
		r.reading.Numbers++
		r.read = append(r.read, place{at, m[1]})
	}
	for _, m := range brokenNumber.compiled().FindAllStringIndex(r.even, -1) {
		if !whole[m[1]-len("〔")] {
			return r.fail(m[0], badNumber, "want a number such as 国办发明电〔2025〕7号")
		}
	}
	for _, m := range metaDate.compiled().FindAllStringSubmatchIndex(r.even, -1) {
		d := holidays.NewDate(plainNumber(r.even[m[2]:m[3]]), month(plainNumber(r.even[m[4]:m[5]])), plainNumber(r.even[m[6]:m[7]]))
		if !n.Issued.IsZero() && d != n.Issued {
			return r.fail(m[0], wrongDate, "the page says that the notice is dated %v, and the notice %v", d, n.Issued)
		}
	}
	r.notice = *n
	return nil
}

// firstDifference returns the first day that two notices for a year make different kinds of day.
func firstDifference(a, b holidays.Notice) (holidays.Date, bool) {
	inA, inB := kindsOf(a.Spans), kindsOf(b.Spans)
	var days []holidays.Date
	for _, kinds := range []map[holidays.Date]holidays.Kind{inA, inB} {
		for d := range kinds {
			if inA[d] != inB[d] {
				days = append(days, d)
			}
		}
	}
	if len(days) == 0 {
		return holidays.Date{}, false
	}
	return slices.MinFunc(days, holidays.Date.Compare), true
}

func kindsOf(spans []holidays.Span) map[holidays.Date]holidays.Kind {
	kinds := map[holidays.Date]holidays.Kind{}
	for _, s := range spans {
		for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
			kinds[d] = s.Kind
		}
	}
	return kinds
}
