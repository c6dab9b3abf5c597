package holidays

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A SyntaxError says that a text is not a notice, and where.
type SyntaxError struct {
	Name   string // of the text, as given to the function that read it; may be empty
	Line   int    // from 1; 0 when it is the text as a whole
	Reason string // quotes the line, the clause or the value at fault
	Err    error  // the cause if it is an error of its own, such as a *StatuteError
}

func (e *SyntaxError) Error() string {
	where := e.Name
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d", e.Name, e.Line)
		if e.Name == "" {
			where = fmt.Sprintf("line %d", e.Line)
		}
	}
	return strings.TrimSuffix("holidays: "+where, ": ") + ": " + e.Reason
}

// Unwrap returns the cause, if it is an error of its own.
func (e *SyntaxError) Unwrap() error { return e.Err }

// maxText is a hundred times the longest notice there was.
const maxText = 1 << 20

// A textReader holds what is read so far of a notice in its text form.
type textReader struct {
	notice Notice
	lines  map[string]int // the line of each keyword
	spans  []int          // the line of each span
}

// UnmarshalText reads a notice in the text form that the package comment describes. It verifies every weekday and total
// and everything that Validate asks for, and changes n only if all of it is right. Anything else is a *SyntaxError with
// the line: an unknown or repeated keyword, a wrong date, weekday, total or net, a missing number or date, days named
// twice, a departure from the statute (which the error wraps as a *StatuteError), a control character within a line, text
// that is not UTF-8 or longer than 1 MiB.
func (n *Notice) UnmarshalText(text []byte) error {
	switch {
	case len(text) > maxText:
		return &SyntaxError{Reason: fmt.Sprintf("%d bytes; a notice has at most %d", len(text), maxText)}
	case !utf8.Valid(text):
		return &SyntaxError{Reason: "the text is not UTF-8"}
	}
	r := textReader{lines: map[string]int{}}
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		number++
		if err := r.readLine(strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"), number); err != nil {
			return &SyntaxError{Line: number, Reason: strings.TrimPrefix(err.Error(), "holidays: ")}
		}
	}
	p := r.notice.problem()
	switch stated := r.lines["net"] > 0 && r.notice.Net == 0; {
	case r.lines["layer"] == 0 && r.notice.Year == 0:
		p = &problem{"year", -1, "year 0: want the year that the notice arranges, or a line: layer NAME"}
	case r.lines["layer"] > 0 && r.lines["title"]+r.lines["year"] > 0:
		p = &problem{"layer", -1, "layer: a layer has its name in place of a title, and no year"}
	case p == nil && stated && r.notice.net() != 0: // Validate takes a Net of 0 for one that is not stated
		p = &problem{"net", -1, fmt.Sprintf("net 0: its days add up to %d (weekdays off minus weekend days worked)", r.notice.net())}
	}
	if p != nil {
		at := r.lines[p.keyword]
		if p.span >= 0 {
			at = r.spans[p.span]
		}
		return &SyntaxError{Line: at, Reason: p.reason}
	}
	if err := r.notice.checkStatute(); err != nil {
		return &SyntaxError{Line: r.lines["year"], Reason: strings.TrimPrefix(err.Error(), "holidays: "), Err: err}
	}
	*n = r.notice
	return nil
}

func (r *textReader) readLine(line string, number int) (err error) {
	words := strings.Fields(line)
	switch {
	case strings.ContainsFunc(line, breaksLine):
		return fmt.Errorf("a control character or another end of line stands within %s", quote(line))
	case len(words) == 0 || strings.HasPrefix(words[0], "#"):
		return nil
	}
	n, keyword := &r.notice, words[0]
	if keyword == "off" || keyword == "work" {
		span, err := readSpan(keyword, words[1:])
		n.Spans, r.spans = append(n.Spans, span), append(r.spans, number)
		return err
	}
	value := strings.Join(words[1:], " ")
	switch keyword {
	case "notice":
		n.Number = value
	case "title", "layer":
		n.Title = value
	case "url":
		n.URL = value
	case "amends":
		n.Amends = value
	case "issued":
		n.Issued, err = ParseDate(value)
	case "year":
		n.Year, err = readNumber(value)
	case "net":
		n.Net, err = readNumber(value)
	default:
		return fmt.Errorf("unknown keyword %s: want notice, layer, title, year, issued, url, amends, net, off or work", quote(keyword))
	}
	switch {
	case value == "":
		return fmt.Errorf("%s: want a value, or leave the line out", keyword)
	case r.lines[keyword] > 0:
		return fmt.Errorf("%s is in line %d already", keyword, r.lines[keyword])
	}
	r.lines[keyword] = number
	return err
}

// breaksLine reports whether a character may show as the end of a line, or not at all, where the text form has none.
func breaksLine(r rune) bool {
	return r != '\t' && unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
}

// readSpan reads FIRST WEEKDAY [LAST WEEKDAY] [TOTAL] NAME. The total is there for days off and for more than one day.
func readSpan(keyword string, words []string) (Span, error) {
	s := Span{Kind: Holiday}
	var err error
	if s.First, words, err = readDay(words); err != nil {
		return s, err
	}
	s.Last = s.First
	if len(words) > 0 && looksLikeDate(words[0]) {
		if s.Last, words, err = readDay(words); err != nil {
			return s, err
		}
	}
	if keyword == "work" {
		s.Kind = Makeup
		if !s.First.isWeekend() {
			s.Kind = Workday
		}
	}
	days := s.Last.DaysSince(s.First) + 1
	switch stated := len(words) > 0 && looksLikeNumber(words[0]); {
	case days < 1:
		return s, fmt.Errorf("%v to %v is reversed", s.First, s.Last)
	case stated && words[0] != strconv.Itoa(days):
		return s, fmt.Errorf("%v to %v is %d days, not %s", s.First, s.Last, days, quote(words[0]))
	case stated:
		words = words[1:]
	case keyword == "off" || days > 1:
		return s, fmt.Errorf("%v: want the number of days, %d, before the name", s.First, days)
	}
	s.Name = strings.Join(words, " ")
	return s, nil
}

func readDay(words []string) (Date, []string, error) {
	if len(words) < 2 {
		return Date{}, nil, fmt.Errorf("want a date and its weekday, such as 2025-06-03 Tue")
	}
	d, err := ParseDate(words[0])
	if err != nil {
		return Date{}, nil, err
	}
	if want := weekday(d); words[1] != want {
		return Date{}, nil, fmt.Errorf("%v is %s, not %s", d, want, quote(words[1]))
	}
	return d, words[2:], nil
}

func looksLikeDate(word string) bool {
	return len(word) == len("2006-01-02") && strings.Count(word, "-") == 2
}

// looksLikeNumber does not ask how large a number is, which would depend on the machine.
func looksLikeNumber(word string) bool {
	digits := strings.TrimLeft(word, "+-")
	return digits != "" && !strings.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
}

func readNumber(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || strconv.Itoa(n) != s {
		return 0, fmt.Errorf("want a number, got %s", quote(s))
	}
	return n, nil
}

func weekday(d Date) string { return d.Weekday().String()[:3] }

// MarshalText returns the text form of the notice, with weekdays and totals computed; UnmarshalText reads it back equal.
// A notice that Validate refuses is refused here as well, with the same error.
func (n Notice) MarshalText() ([]byte, error) {
	if err := n.Validate(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	header := func(keyword, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-6s %s\n", keyword, value)
		}
	}
	number := func(n int) string { return strings.TrimPrefix(strconv.Itoa(n), "0") }
	title := "title"
	if n.isLayer() {
		title = "layer"
	}
	header("notice", n.Number)
	header(title, n.Title)
	header("year", number(n.Year))
	header("issued", n.Issued.String())
	header("url", n.URL)
	header("amends", n.Amends)
	header("net", number(n.Net))
	b.WriteByte('\n')
	for _, s := range n.Spans {
		keyword, last, total := "work", "", ""
		days := s.Last.DaysSince(s.First) + 1
		if days > 1 {
			last = s.Last.String() + " " + weekday(s.Last)
		}
		if s.Kind == Holiday {
			keyword = "off"
		}
		if s.Kind == Holiday || days > 1 {
			total = strconv.Itoa(days)
		}
		fmt.Fprintf(&b, "%-4s %v %s  %-14s %2s  %s\n", keyword, s.First, weekday(s.First), last, total, s.Name)
	}
	return b.Bytes(), nil
}
