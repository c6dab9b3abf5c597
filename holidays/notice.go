package holidays

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Notice is one arrangement of days off by the State Council (国务院办公厅关于…部分节假日安排的通知): the yearly notice,
// or an amendment to one. The zero Notice declares nothing and is refused by Calendar.With.
type Notice struct {
	Number string // 发文字号, such as 国办发明电〔2024〕12号; may be missing
	Title  string
	URL    string
	Year   int    // the year arranged, which may begin in the last days of the December before
	Issued Date   // the day it is dated; zero when unknown
	Amends string // number of the notice it changes; "" for a year's notice
	Net    int    // weekdays off minus weekend days worked, when stated; see ParseNotice
	Spans  []Span
}

// A Span is a run of days of one kind, First and Last included: Holiday or Makeup, and in an amendment also Workday,
// which takes a declared day off back. The zero Span is no span.
type Span struct {
	Kind        Kind
	First, Last Date
	Name        string // festival
}

// A NoticeError says what is wrong with a notice, alone or beside those on record.
type NoticeError struct {
	Notice string // its number, or what else names it
	Span   int    // index in Spans of the span at fault; -1 when it is the notice as a whole
	Reason string
}

func (e *NoticeError) Error() string {
	return fmt.Sprintf("holidays: notice %s: %s", e.Notice, e.Reason)
}

// label names the notice in errors and as the source of a day.
func (n *Notice) label() string {
	if n.Number == "" && n.Title == "" {
		return fmt.Sprintf("for %d, without a number", n.Year)
	}
	return cmp.Or(n.Number, n.Title)
}

// check says what is wrong with a notice by itself. A reason that is about one line of its text begins with the keyword.
func (n *Notice) check() error {
	whole := func(format string, args ...any) error {
		return &NoticeError{n.label(), -1, fmt.Sprintf(format, args...)}
	}
	for _, line := range [...]struct{ keyword, text string }{{"notice", n.Number}, {"title", n.Title}, {"url", n.URL}, {"amends", n.Amends}} {
		if !isLine(line.text) {
			return whole("%s %s must be one line, with single spaces and none at its ends", line.keyword, quote(line.text))
		}
	}
	switch {
	case n.Year < 1 || n.Year > 9999:
		return whole("year %d: want the year it arranges", n.Year)
	case !n.Issued.IsZero() && n.Issued.Year() != n.Year && n.Issued.Year() != n.Year-1:
		return whole("issued %v: want a date in %d or %d for the year %d", n.Issued, n.Year-1, n.Year, n.Year)
	case n.Amends != "" && n.Amends == n.Number:
		return whole("amends %s: that is the notice itself", n.Amends)
	case len(n.Spans) == 0:
		return whole("it has no days; a year that is not published is left out, not empty")
	}
	from, to := n.reach()
	for i, s := range n.Spans {
		if reason := n.checkSpan(s, from, to); reason != "" {
			return &NoticeError{n.label(), i, reason}
		}
	}
	if err := n.checkOverlap(); err != nil {
		return err
	}
	if net := n.net(); n.Net != 0 && n.Net != net {
		return whole("net %d: its days add up to %d (weekdays off minus weekend days worked)", n.Net, net)
	}
	return nil
}

// reach returns the first and the last day that a notice for its year can speak of.
func (n *Notice) reach() (first, last Date) {
	return NewDate(n.Year-1, time.December, 1), NewDate(n.Year, time.December, 31)
}

func (n *Notice) checkSpan(s Span, from, to Date) (reason string) {
	switch {
	case s.First.IsZero() || s.Last.IsZero():
		return "a span needs its first and its last day"
	case s.Last.Before(s.First):
		return fmt.Sprintf("%v to %v is reversed", s.First, s.Last)
	case s.First.Before(from) || s.Last.After(to):
		return fmt.Sprintf("%v to %v: a notice of %d speaks of %v to %v", s.First, s.Last, n.Year, from, to)
	case !isName(s.Name):
		return fmt.Sprintf("%v: %s is no name of a festival: want one line of words that does not begin with a number", s.First, quote(s.Name))
	case s.Kind == Workday && n.Amends == "":
		return fmt.Sprintf("%v: only an amendment can take a day off back", s.First)
	case s.Kind == Workday || s.Kind == Makeup:
		for d := range dates(s.First, s.Last) {
			if s.Kind == Makeup && !d.isWeekend() {
				return fmt.Sprintf("%v is a %v: a make-up working day falls on a weekend", d, d.Weekday())
			}
			if s.Kind == Workday && d.isWeekend() {
				return fmt.Sprintf("%v is a %v: worked, it is of the kind makeup", d, d.Weekday())
			}
		}
	case s.Kind != Holiday:
		return fmt.Sprintf("%v is of the kind %v: want holiday or makeup", s.First, s.Kind)
	}
	return ""
}

func (n *Notice) checkOverlap() error {
	order := make([]int, len(n.Spans))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return n.Spans[a].First.Compare(n.Spans[b].First) })
	for k, i := range order[1:] {
		if before := n.Spans[order[k]]; !before.Last.Before(n.Spans[i].First) {
			return &NoticeError{n.label(), i, fmt.Sprintf("%v is named twice", n.Spans[i].First)}
		}
	}
	return nil
}

// net adds up weekdays off minus weekend days worked.
func (n *Notice) net() int {
	net := 0
	for d, kind := range n.days() {
		switch {
		case kind == Holiday && !d.isWeekend():
			net++
		case kind == Makeup:
			net--
		}
	}
	return net
}

// days yields every day that the notice names, in the order of its spans.
func (n *Notice) days() iter.Seq2[Date, Kind] {
	return func(yield func(Date, Kind) bool) {
		for _, s := range n.Spans {
			for d := range dates(s.First, s.Last) {
				if !yield(d, s.Kind) {
					return
				}
			}
		}
	}
}

func (n Notice) clone() Notice {
	n.Spans = slices.Clone(n.Spans)
	return n
}

// isLine reports whether a text survives being written on a line of its own and read back.
func isLine(s string) bool {
	space := true // stands before the next rune, or nothing does
	for _, r := range s {
		if r == ' ' && space || r != ' ' && (unicode.IsSpace(r) || unicode.IsControl(r)) {
			return false
		}
		space = r == ' '
	}
	return utf8.ValidString(s) && (s == "" || !space)
}

// isName reports whether a text is a name that cannot be taken for the total or the date that may stand before it.
func isName(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return s != "" && isLine(s) && !looksLikeNumber(first) && !looksLikeDate(first)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
