package holidays

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Notice is one arrangement of days off: the State Council's notice for a year (国务院办公厅关于…年部分节假日安排的通知), an
// amendment to one, or a layer, which is the arrangement of a region, an institution or a company. The zero Notice declares
// nothing and is refused everywhere. MarshalText writes its text form, which is also its form in JSON.
type Notice struct {
	Number string // 发文字号, such as 国办发明电〔2024〕12号
	Title  string // of a layer, its name
	URL    string
	Year   int    // the year arranged, from 25 December of the year before; 0 for a layer
	Issued Date   // the day it is dated
	Amends string // number of the notice it changes; "" for a year's notice
	Net    int    // weekdays off minus weekend days worked, if the text form states it; otherwise 0
	Spans  []Span
}

// A Span is a run of days of one kind, First and Last included: Holiday or Makeup, and in an amendment or a layer also
// Workday, which takes a day off back. The zero Span is no span.
type Span struct {
	Kind        Kind
	First, Last Date
	Name        string // festival
}

// Validate returns an error that says what is wrong with a notice by itself, nil if nothing is. A year's notice needs its
// number, its date and its year; it names no day twice and none outside 25 December of the year before to 24 December of
// its year; every statutory day of its year is off in it; and its weekdays off minus weekend days worked are the number
// of days of the statute, or Net if that is not 0. A departure from the statute is a *StatuteError. An amendment makes no
// statutory day a working day; a layer is not compared with the statute. A layer (Year 0) needs its name and its days.
func (n Notice) Validate() error {
	if p := n.problem(); p != nil {
		return n.errorf("%s", p.reason)
	}
	return n.checkStatute()
}

// A problem is what is wrong with a notice, and where in its text form.
type problem struct {
	keyword string // of the line at fault; "" when it is the notice as a whole or a span
	span    int    // place in Spans of the span at fault, -1 when none is
	reason  string
}

func (n *Notice) errorf(format string, args ...any) error {
	label := cmp.Or(n.Number, n.Title, fmt.Sprintf("for %d", n.Year))
	return fmt.Errorf("holidays: notice %s: %s", label, fmt.Sprintf(format, args...))
}

func (n *Notice) isLayer() bool { return n.Year == 0 }

func (n *Notice) problem() *problem {
	line := func(keyword, format string, args ...any) *problem {
		return &problem{keyword, -1, keyword + " " + fmt.Sprintf(format, args...)}
	}
	for _, text := range [...]struct{ keyword, value string }{{"notice", n.Number}, {"title", n.Title}, {"url", n.URL}, {"amends", n.Amends}} {
		if !isLine(text.value) {
			return line(text.keyword, "%s: want one line of visible characters with single spaces", quote(text.value))
		}
		if text.keyword == "notice" && !isIDPart(text.value) && text.value != "" {
			return line(text.keyword, "%s: want its digits written 0 to 9, and neither + nor @", quote(text.value))
		}
	}
	switch {
	case n.isLayer() && n.Title == "":
		return line("year", "0: want the year that the notice arranges")
	case n.isLayer() && (n.Amends != "" || n.Net != 0):
		return line("amends", "%s, net %d: a layer amends no notice and states no net", quote(n.Amends), n.Net)
	case n.isLayer():
	case n.Year < 1 || n.Year > 9999:
		return line("year", "%d: want the year that the notice arranges", n.Year)
	case n.Number == "":
		return line("notice", "is missing: want the number of the notice (发文字号)")
	case n.Issued.IsZero():
		return line("issued", "is missing: want the day on which the notice is dated")
	case n.Issued.Year() != n.Year && n.Issued.Year() != n.Year-1:
		return line("issued", "%v: want a date in %d or %d for the year %d", n.Issued, n.Year-1, n.Year, n.Year)
	case n.Amends == n.Number:
		return line("amends", "%s: that is the notice itself", n.Amends)
	}
	if len(n.Spans) == 0 {
		return &problem{"", -1, "it names no days; a year whose notice is not published is left out"}
	}
	for i, s := range n.Spans {
		if reason := n.checkSpan(s); reason != "" {
			return &problem{"", i, reason}
		}
	}
	if net := n.net(); n.Net != 0 && n.Net != net {
		return line("net", "%d: its days add up to %d (weekdays off minus weekend days worked)", n.Net, net)
	}
	return n.overlap()
}

func (n *Notice) checkSpan(s Span) (reason string) {
	from, to := settledBy(n.Year)
	switch {
	case s.First.IsZero() || s.Last.IsZero():
		return "a span needs its first and its last day"
	case s.Last.Before(s.First):
		return fmt.Sprintf("%v to %v is reversed", s.First, s.Last)
	case !n.isLayer() && (s.First.Before(from) || s.Last.After(to)):
		return fmt.Sprintf("%v to %v: the notice for %d settles %v to %v and names no other days", s.First, s.Last, n.Year, from, to)
	case s.Last.DaysSince(s.First) >= 366:
		return fmt.Sprintf("%v to %v is %d days; want at most a year", s.First, s.Last, s.Last.DaysSince(s.First)+1)
	case !isName(s.Name):
		return fmt.Sprintf("%v: name %s: want words that do not begin with a number or a date", s.First, quote(s.Name))
	case s.Kind == Holiday:
		return ""
	case s.Kind == Workday && n.Amends == "" && !n.isLayer():
		return fmt.Sprintf("%v: only an amendment or a layer takes a day off back", s.First)
	case s.Kind != Workday && s.Kind != Makeup:
		return fmt.Sprintf("%v is of the kind %v: want holiday or makeup", s.First, s.Kind)
	}
	for d := range dates(s.First, s.Last) {
		if d.isWeekend() != (s.Kind == Makeup) {
			return fmt.Sprintf("%v is a %v: a make-up working day falls on a weekend, a working day taken back does not", d, d.Weekday())
		}
	}
	return ""
}

// overlap finds a day that is named twice.
func (n *Notice) overlap() *problem {
	order := make([]int, len(n.Spans))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return n.Spans[a].First.Compare(n.Spans[b].First) })
	for k, i := range order[1:] {
		if before := n.Spans[order[k]]; !before.Last.Before(n.Spans[i].First) {
			return &problem{"", max(i, order[k]), fmt.Sprintf("%v is named twice", n.Spans[i].First)}
		}
	}
	return nil
}

// A StatuteError says that a year's notice departs from the statute, 《全国年节及纪念日放假办法》: it may be a fragment, or not
// a notice at all.
type StatuteError struct {
	Year      int
	Statute   string // order of the version that governs the year, such as 国务院令第795号
	Festival  string // whose statutory day Date is not off
	Date      Date   // zero when the number of days is what differs
	Got, Want int    // weekdays off minus weekend days worked by the notice, and the days off of the statute
}

func (e *StatuteError) Error() string {
	if !e.Date.IsZero() {
		return fmt.Sprintf("holidays: the notice for %d does not have %v off, which is %s by the statute (%s)", e.Year, e.Date, e.Festival, e.Statute)
	}
	return fmt.Sprintf("holidays: the notice for %d has %d days off on balance where the statute (%s) gives %d: is it whole?", e.Year, e.Got, e.Statute, e.Want)
}

// checkStatute compares a notice with the newest version of the statute for its year. An amendment leaves the statutory
// days off, and their number is its own.
func (n *Notice) checkStatute() error {
	law := statuteOf(statutes, n.Year)
	if law == nil || n.isLayer() {
		return nil
	}
	want := 0
	for _, f := range law.festivals(n.Year) {
		for d := range dates(f.first, f.last) {
			i := n.spanOf(d)
			if want++; i < 0 && n.Amends == "" || i >= 0 && n.Spans[i].Kind != Holiday {
				return &StatuteError{n.Year, law.number, f.name, d, 0, 0}
			}
		}
	}
	if got := n.net(); got != want && n.Net == 0 && n.Amends == "" {
		return &StatuteError{n.Year, law.number, "", Date{}, got, want}
	}
	return nil
}

// net adds up weekdays off minus weekend days worked.
func (n *Notice) net() int {
	net := 0
	for _, s := range n.Spans {
		for d := range dates(s.First, s.Last) {
			switch {
			case s.Kind == Holiday && !d.isWeekend():
				net++
			case s.Kind == Makeup:
				net--
			}
		}
	}
	return net
}

// spanOf returns the place of the span that has a day, -1 if none has.
func (n *Notice) spanOf(d Date) int {
	return slices.IndexFunc(n.Spans, func(s Span) bool { return !d.Before(s.First) && !d.After(s.Last) })
}

func (n Notice) clone() Notice {
	n.Spans = slices.Clone(n.Spans)
	return n
}

// isLine reports whether a text can be written on a line of its own and read back, and shows all that is in it.
func isLine(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, isHidden) && strings.Trim(s, " ") == s && !strings.Contains(s, "  ")
}

func isHidden(r rune) bool {
	if r >= ' ' && r <= '~' || r >= '一' && r <= '龥' { // nearly all that there is
		return false
	}
	return !unicode.IsGraphic(r) || unicode.IsSpace(r) || unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) || r == '\u2800'
}

// isIDPart reports whether a text can be part of a Calendar's ID, in which + stands before a layer and @ before the digest.
func isIDPart(s string) bool {
	return s != "" && isLine(s) && !strings.ContainsFunc(s, func(r rune) bool { return r == '+' || r == '@' || r > '9' && unicode.IsDigit(r) })
}

// isOwnName reports whether a layer or a calendar that is made of no notices can have a name, which is no notice's number.
func isOwnName(s string) bool { return isIDPart(s) && !strings.ContainsAny(s, "〔〕") }

const wantOwnName = "want a name in one line of visible characters, without + and @ and without the 〔〕 of a notice's number"

// isName reports whether a text is a name, which cannot be mistaken for the number or the date that may stand before it.
func isName(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return s != "" && isLine(s) && !looksLikeNumber(first) && !looksLikeDate(first)
}
