package gazette

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

var (
	aHeading      = shape(`({office})?关于(?:{year}年部分节假日(?:放假)?安排|([^，。：；《》关]{2,70}?))的?通知`)
	aboutDays     = shape(`放假|假期|节假日|调休|上班|休假`)
	headingBehind = shape(`(?:[《：。〕）|丨｜—_]|{office}(?:日前|近日|今日|今天|已)?(?:发布|印发|公布|下发|发出)了?)$`) // in a line, behind this
	salutation    = shape(`各省、自治区、直辖市`)
	firstItem     = shape(`一、{festival}`)
	afterHeading  = shape(`^(?:，?(?:全文|内容)如下)?[：。]?`)
	bodyBegins    = shape(`^(?:经|根据|按照|依据|为|现|自[0-9]|一、|延长|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?:（|至|到|—|全国|放假|调休))`)
	aNumber       = shape(`(国办?(?:发明电|发|函))?[〔（]{year}[〕）]第?{n}号|国办?(?:发明电|发|函)[〔（]`)
	numberBegins  = shape(`^\p{Han}{0,8}[〔（]{year}[〕）]第?{n}号`)
	metaDate      = shape(`成文日期[：:]?{year}[年—/.。]{n}[月—/.。]{n}`)
)

// A heading names what a notice arranges.
type heading struct {
	place
	title    string
	year     int
	subject  string // of an amendment
	festival string // that an amendment is about
}

// headings finds the headings of notices about days off, in order. That of another authority, as of a province that
// arranges its own days, is refused.
func (t *text) headings() (all []heading, err error) {
	for _, m := range aHeading().FindAllStringSubmatchIndex(t.even, -1) {
		h := heading{place: place{m[0], m[1]}, title: strings.ReplaceAll(t.even[m[0]:m[1]], "\n", "")}
		line, hasOffice := t.lineOf(m[0]), m[2] >= 0
		switch {
		case m[4] >= 0 && !hasOffice && m[0] > line.start && !headingBehind().MatchString(t.even[max(line.start, m[0]-60):m[0]]):
			return nil, t.fail(line.start, noHeading)
		case m[4] >= 0:
			h.year = number(t.even[m[4]:m[5]])
		default:
			h.subject = strings.ReplaceAll(t.even[m[6]:m[7]], "\n", "")
			if !hasOffice || strings.Contains(h.subject, "部分节假日") || !aboutDays().MatchString(h.subject) {
				continue
			}
		}
		all = append(all, h)
	}
	return all, nil
}

// parsePage finds the notice in a text, reads it as often as it is there, and checks what lies outside.
func parsePage(t *text) (n holidays.Notice, r Reading, err error) {
	all, err := t.headings()
	switch {
	case err != nil:
		return n, r, err
	case len(all) == 0:
		return n, r, whole(t.name, noHeading)
	}
	main := all[0]
	if main.subject != "" { // it amends the notice of a year, whose heading it may cite
		if main, err = t.amendmentOf(main); err != nil {
			return n, r, err
		}
	}
	for _, h := range all {
		switch {
		case h.subject == "" && h.year != main.year:
			return n, r, t.fail(h.start, twoNotices, main.year, h.year)
		case h.subject != "" && h.subject != main.subject:
			return n, r, t.fail(h.start, twoNotices, main.title, h.title)
		}
	}
	reader := &reader{text: t, heading: main}
	reader.reading.Form = Prose
	if t.isPage {
		reader.reading.Form = Page
	}
	if err = reader.readCopies(all); err == nil {
		err = reader.outside(all)
	}
	if err != nil {
		return n, r, err
	}
	return reader.notice, reader.reading, nil
}

// readCopies reads every copy of the notice in the text, all of which must agree.
func (r *reader) readCopies(headings []heading) error {
	const most = 10
	for from := r.heading.end; ; {
		b, ok := r.nextCopy(headings, from)
		switch {
		case !ok && r.reading.Copies == 0:
			return r.fail(r.heading.start, noBody)
		case !ok:
			r.notice.Title = r.heading.title
			return r.takeNumber()
		case r.reading.Copies == most:
			return r.fail(b.start, manyCopies, most)
		}
		n, err := r.readCopy(b)
		if err != nil {
			return err
		}
		from, r.end = b.next, len(r.even)
		if r.reading.Copies == 1 {
			r.notice = n
		} else if d := (days{}).lay(r.notice.Spans).firstDifference(days{}.lay(n.Spans)); !d.IsZero() {
			return r.fail(b.start, copiesDiffer, d)
		} else if first := cmp.Or(r.notice.Issued, n.Issued); !n.Issued.IsZero() && first != n.Issued {
			return r.fail(b.start, twoNotices, first, n.Issued)
		} else {
			r.notice.Issued = first
		}
	}
}

// The bounds of a copy: where it starts, where office and date begin, and what follows them.
type bounds struct {
	start, end, next int
	signature        []string // the office, or "", and year, month and day; nil if there is none
}

const datePrint = `([0-9\n]{4,7}|[〇一二三四五六七八九]{4})年([0-9\n]{1,3}|[一二三四五六七八九十]{1,2})月([0-9\n]{1,3}|[一二三四五六七八九十]{1,3})日`

var (
	signed     = shape(`({office})` + datePrint)
	dateBehind = shape(`()` + datePrint + `$`)
	note       = shape(`。（[^（）。]{1,60}）$`)
	noFrame    = shape(`^[一二三四五六七八九十]{1,3}(?:、|$)|[0-9]{1,2}[月日]|[0-9]+天|[。；]|期间|各地|要|` + dayWords)
)

// nextCopy finds the next copy by its first item or, in an amendment, by office and date. It starts at its salutation or its
// introduction. A copy without office and date ends before the next heading or salutation, and before the lines that a page or a
// report has below it: those have no full stop and say nothing of days, and are read as what is outside.
func (r *reader) nextCopy(headings []heading, from int) (b bounds, ok bool) {
	anchor := firstItem
	if r.heading.subject != "" {
		anchor = signed
	}
	m := anchor().FindStringIndex(r.even[from:])
	if m == nil {
		return b, false
	}
	at, limit := from+m[0], len(r.even)
	b.start = from
	for _, h := range headings {
		switch {
		case h.start < from || h.start >= limit || h.subject != r.heading.subject:
		case h.end <= at:
			b.start = h.end
		default:
			if limit = r.lineOf(h.start).start; limit <= at {
				limit = h.start
			}
		}
	}
	if r.heading.subject != "" && r.reading.Copies > 0 && b.start == from {
		return b, false // an office and a date of something else
	}
	if all := salutation().FindAllStringIndex(r.even[b.start:at], -1); all != nil {
		b.start += all[len(all)-1][0]
	} else {
		b.start = r.introductionFrom(b.start, at)
	}
	if m := salutation().FindStringIndex(r.even[at:limit]); m != nil {
		limit = at + m[0]
	}
	if m := signed().FindStringSubmatchIndex(r.even[at:limit]); m != nil {
		b.end, b.next = at+m[0], at+m[1]
		b.signature = signed().FindStringSubmatch(r.even[b.end:b.next])
		return b, true
	}
	for line := r.lineOf(limit - 1); line.start > at && !noFrame().MatchString(r.even[line.start:limit]); line = r.lineOf(limit - 1) {
		limit = line.start
	}
	if m := note().FindString(r.even[at:limit]); m != "" {
		limit -= len(m) - len("。")
	}
	b.end, b.next = limit, limit
	if b.signature = dateBehind().FindStringSubmatch(r.even[max(at, limit-60):limit]); b.signature != nil {
		b.end -= len(b.signature[0])
	}
	return b, true
}

// introductionFrom finds where the introduction of a notice without a salutation begins: behind the heading and the lines
// that a page has under it. A line with a full stop belongs to the notice, whatever it says.
func (r *reader) introductionFrom(at, limit int) int {
	at += len(afterHeading().FindString(r.even[at:limit]))
	for at < limit {
		end := min(r.lineOf(at).end, limit)
		line := r.even[at:end]
		if m := numberBegins().FindString(line); m != "" && len(m) < len(line) {
			end = at + len(m)
		} else if m == "" && (strings.Contains(line, "。") || bodyBegins().MatchString(line)) {
			return at
		}
		at = end
	}
	return limit
}

// takeNumber takes the number of the notice. In the whole text there is one, but for that of the notice which is amended.
func (r *reader) takeNumber() error {
	n := &r.notice
	for _, m := range aNumber().FindAllStringSubmatchIndex(r.even, -1) {
		printed := strings.ReplaceAll(r.even[m[0]:m[1]], "\n", "")
		if m[4] < 0 {
			return r.fail(m[0], badNumber)
		}
		year := number(r.even[m[4]:m[5]])
		kind := ""
		if m[2] >= 0 {
			kind = r.even[m[2]:m[3]]
		}
		is := fmt.Sprintf("%s〔%d〕%d号", kind, year, number(r.even[m[6]:m[7]]))
		switch {
		case r.amended != "" && is == r.amended:
			continue
		case kind == "":
			return r.fail(m[0], twoNotices, r.heading.title, printed)
		case year != n.Year && year != n.Year-1:
			return r.fail(m[0], wrongIssue, is, n.Year, n.Year-1, n.Year)
		case n.Number != "" && n.Number != is:
			return r.fail(m[0], twoNotices, n.Number, is)
		case !n.Issued.IsZero() && n.Issued.Year() != year:
			return r.fail(m[0], wrongDate, is, n.Issued)
		}
		n.Number = is
		r.reading.Numbers++
		r.read = append(r.read, place{m[0], m[1]})
	}
	for _, m := range metaDate().FindAllStringSubmatch(r.even, -1) {
		if d := newDate(m[1], m[2], m[3]); !n.Issued.IsZero() && d != n.Issued {
			return r.fail(strings.Index(r.even, m[0]), wrongDate, d, n.Issued)
		}
	}
	return nil
}
