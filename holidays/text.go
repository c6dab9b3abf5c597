package holidays

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// keywords are what a line of the text form begins with.
var keywords = [...]string{"notice", "title", "year", "issued", "url", "amends", "net", "off", "work"}

const wantKeyword = "notice, title, year, issued, url, amends, net, off or work"

// A textReader holds what was read so far of a notice in its text form.
type textReader struct {
	notice Notice
	net    string         // as stated; the number itself can be 0
	lines  map[string]int // where each keyword stood
	spans  []int          // where each span stood
}

func parseText(name string, data []byte) (Notice, error) {
	r := textReader{lines: map[string]int{}}
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		words := wordsOf(line)
		if len(words) == 0 {
			continue
		}
		if err := r.read(words[0], words[1:], number); err != nil {
			return Notice{}, &SyntaxError{name, number, strings.TrimPrefix(err.Error(), "holidays: "), err}
		}
	}
	n := r.notice
	if err := n.check(); err != nil {
		reason, at := err.(*NoticeError).Reason, err.(*NoticeError).Span
		keyword, _, _ := strings.Cut(reason, " ") // with which check begins what it says about a line
		line := r.lines[keyword]
		if at >= 0 {
			line = r.spans[at]
		}
		return Notice{}, &SyntaxError{name, line, reason, err}
	}
	switch {
	case r.net == "":
		return n, n.checkStatute()
	case n.Net != n.net(): // a stated 0 is not told from an unstated one in the Notice itself
		return Notice{}, &SyntaxError{Name: name, Line: r.lines["net"], Reason: fmt.Sprintf("net 0: its days add up to %d", n.net())}
	}
	return n, nil
}

// wordsOf returns the words of a line; a comment has none.
func wordsOf(line string) []string {
	if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
		return nil
	}
	return strings.Fields(line)
}

func (r *textReader) read(keyword string, words []string, line int) (err error) {
	n := &r.notice
	if keyword == "off" || keyword == "work" {
		span, err := readSpan(keyword, words)
		n.Spans = append(n.Spans, span)
		r.spans = append(r.spans, line)
		return err
	}
	value := strings.Join(words, " ")
	switch keyword {
	case "notice":
		n.Number = value
	case "title":
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
		r.net = value
		n.Net, err = readNumber(value)
	default:
		return fmt.Errorf("unknown keyword %s: want %s", quote(keyword), wantKeyword)
	}
	switch {
	case err != nil:
		return err
	case value == "":
		return fmt.Errorf("%s: want a value, or no such line", keyword)
	case r.lines[keyword] > 0:
		return fmt.Errorf("%s stands already in line %d", keyword, r.lines[keyword])
	}
	r.lines[keyword] = line
	return nil
}

// readSpan reads FIRST WEEKDAY [LAST WEEKDAY] [TOTAL] NAME; the total is for days off and for more than one day.
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
		return Date{}, nil, fmt.Errorf("want a date and its weekday, such as 2006-01-02 Mon")
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
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

func readNumber(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, fmt.Errorf("want a number, got %s", quote(s))
	}
	return n, nil
}

func weekday(d Date) string { return d.Weekday().String()[:3] }

// MarshalText returns the text form of the notice, with weekdays, totals and net computed; ParseNotice reads it back
// with equal fields, Net filled in. A notice with something wrong is a *NoticeError.
func (n Notice) MarshalText() ([]byte, error) {
	if err := n.check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	header := func(keyword, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-6s %s\n", keyword, value)
		}
	}
	header("notice", n.Number)
	header("title", n.Title)
	header("year", strconv.Itoa(n.Year))
	header("issued", n.Issued.String())
	header("url", n.URL)
	header("amends", n.Amends)
	header("net", strconv.Itoa(n.net()))
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
