package gazette

import (
	"bytes"
	"errors"
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// A source is what a reader of the page sees: its lines, without markup.
type source struct {
	name   string
	raw    string
	isPage bool    // it was HTML, in which the end of a line breaks no word
	line   []int32 // the line in the file of each line of raw; nil if they are the same
	ends   []int32 // where the lines of raw end, made on first use
}

// lineAt returns the line in the file of the byte at a place of raw.
func (s *source) lineAt(at int) int {
	n := s.lineIndex(at)
	if s.line == nil {
		return n + 1
	}
	return int(s.line[min(n, len(s.line)-1)])
}

// lineIndex returns which line of raw, from 0, has the byte at a place.
func (s *source) lineIndex(at int) int {
	if s.ends == nil {
		for i := range len(s.raw) {
			if s.raw[i] == '\n' {
				s.ends = append(s.ends, int32(i))
			}
		}
		s.ends = append(s.ends, int32(len(s.raw)))
	}
	n, _ := slices.BinarySearch(s.ends, int32(at))
	return n
}

// decode returns a text as UTF-8. GB18030 is read after UTF-8, because a text in it is hardly ever valid UTF-8, and it
// includes GBK and GB 2312.
func decode(data []byte) (text, encoding string, err error) {
	utf16 := func(order unicode.Endianness) (string, string, error) {
		text, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
			return "", "", errors.New("the text is neither UTF-8 nor UTF-16 nor GB18030")
		}
		return string(text), "UTF-16", nil
	}
	bare := bytes.IndexByte(data, 0) >= 0 // UTF-16 without a mark: in which order is there more of 年?
	little := bare && bytes.Count(data, []byte("\x74\x5e")) > bytes.Count(data, []byte("\x5e\x74"))
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), little:
		return utf16(unicode.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}), bare:
		return utf16(unicode.BigEndian)
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\ufeff"), "UTF-8", nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return "", "", errors.New("the text is neither UTF-8 nor UTF-16 nor GB18030")
	}
	return string(decoded), "GB18030", nil
}

// isMarkup finds a text that is HTML by a tag that every page has.
var isMarkup = shape{expression: `(?i)<(?:!doctype|html|head|body|meta|div|p|br|span|table|td|section|article|h[1-6])(?:[\s/][^>]*)?>`}

// newSource takes the markup away from a text.
func newSource(name, text string) source {
	if isMarkup.compiled().MatchString(text) {
		return readPage(name, text)
	}
	return readPlain(name, text)
}

// blockTags are the elements that begin and end a line.
var blockTags = map[string]bool{}

func init() {
	for _, tag := range strings.Fields("address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form " +
		"h1 h2 h3 h4 h5 h6 head header hr html iframe label legend li main nav ol option p pre section select table tbody td tfoot th thead title tr ul button") {
		blockTags[tag] = true
	}
}

var noBreaks = strings.NewReplacer("\r", " ", "\n", " ")

// readPage returns the text of a page as a browser shows it. What it strikes out gets a mark that no notice has; between
// the texts of two links a tab is left, so that the words of neighbouring links do not make another word.
func readPage(name, text string) source {
	s := source{name: name, isPage: true, line: []int32{1}}
	var b strings.Builder
	b.Grow(len(text) / 2)
	number, last, skipped := int32(1), byte('\n'), ""
	write := func(text string) {
		if text != "" {
			b.WriteString(text)
			last = text[len(text)-1]
		}
	}
	newLine := func() {
		if last != '\n' {
			write("\n")
			s.line = append(s.line, number)
		}
		s.line[len(s.line)-1] = number
	}
	z := nethtml.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			break
		}
		raw := z.Raw()
		lines := int32(bytes.Count(raw, []byte("\n")))
		switch kind {
		case nethtml.TextToken:
			if skipped == "" {
				if last == '\n' { // a text is on the line on which its first word is
					blank := len(raw) - len(bytes.TrimLeft(raw, " \t\r\n"))
					s.line[len(s.line)-1] = number + int32(bytes.Count(raw[:blank], []byte("\n")))
				}
				shown := string(z.Text())
				if last == '\n' {
					shown = strings.TrimLeft(shown, " \t\r\n")
				}
				write(noBreaks.Replace(shown))
			}
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			tag, _ := z.TagName()
			switch name := string(tag); {
			case skipped != "":
				if kind == nethtml.EndTagToken && name == skipped {
					skipped = ""
				}
			case name == "script" || name == "style" || name == "template" || name == "noscript":
				if kind == nethtml.StartTagToken {
					skipped = name
				}
			case name == "del" || name == "s" || name == "strike":
				write("␡")
			case name == "sup" || name == "sub":
				write(" ")
			case name == "a":
				write("\t")
			case blockTags[name]:
				newLine()
			}
		}
		number += lines
	}
	s.raw = b.String()
	return s
}

var (
	markdownLink = regexp.MustCompile(`!?\[([^\[\]\n]*)\]\((?:https?:|/|\.)[^()\s]*\)`)
	markdownLine = regexp.MustCompile(`(?m)^[ \t　]*(?:(?:#{1,6}|>+|[-*+])[ \t]+|>+)+|\\$|[ \t　]*#+[ \t]*$`)
	markdownMark = strings.NewReplacer("**", "", "__", "", "\\*", "*", "\\_", "_", "\\.", ".", "\\-", "-", "\\[", "[", "\\]", "]")
)

// readPlain returns a plain text without the marks of Markdown and without the numbers of its pages.
func readPlain(name, text string) source {
	s := source{name: name, raw: strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")}
	if strings.ContainsRune(s.raw, '&') {
		s.raw = html.UnescapeString(s.raw)
	}
	s = s.withoutPageNumbers()
	if strings.ContainsAny(s.raw, "#*_>[\\-+") {
		s.raw = markdownLink.ReplaceAllString(s.raw, "$1")
		s.raw = markdownMark.Replace(markdownLine.ReplaceAllString(s.raw, ""))
	}
	return s
}

var (
	pageNumber = regexp.MustCompile(`^(?:[-—–―－─·]+\s*[0-9]{1,3}\s*[-—–―－─·]+|第\s*[0-9]{1,3}\s*页(?:\s*[，,/]?\s*共\s*[0-9]{1,3}\s*页)?|[0-9]{1,3}\s*/\s*[0-9]{1,3}|[0-9]{1,3})$`)
	beginsYear = regexp.MustCompile(`^[0-9]{4}年`) // no number before it makes it another year
	beginsOpen = regexp.MustCompile(`^(?:[0-9年月日天号个〕\]）)])`)
)

// withoutPageNumbers blanks the lines that hold nothing but the number of a page. A number that could belong to the text
// before it or behind it stays, with a quotation mark in front, so that the two are never read as one number.
func (s source) withoutPageNumbers() source {
	if !strings.ContainsAny(s.raw, "0123456789") {
		return s
	}
	lines := strings.Split(strings.ReplaceAll(s.raw, "\f", "\n"), "\n")
	if strings.Contains(s.raw, "\f") {
		s.line = nil
		number := int32(1)
		for line := range strings.SplitSeq(s.raw, "\n") {
			for range 1 + strings.Count(line, "\f") {
				s.line = append(s.line, number)
			}
			number++
		}
	}
	before := ""
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" {
			continue
		}
		if len(trimmed) < 40 && pageNumber.MatchString(trimmed) {
			after := ""
			for _, next := range lines[i+1 : min(len(lines), i+8)] {
				if after = strings.TrimSpace(next); after != "" {
					break
				}
			}
			bare := strings.Trim(trimmed, "0123456789") == ""
			last, _ := utf8.DecodeLastRuneInString(before)
			if bare && (strings.ContainsRune("0123456789年月至到—–-和及、共第〔[", last) || beginsOpen.MatchString(after) && !beginsYear.MatchString(after)) {
				lines[i] = "\"" + trimmed + "\""
			} else {
				lines[i] = ""
			}
			continue
		}
		before = trimmed
	}
	s.raw = strings.Join(lines, "\n")
	return s
}
