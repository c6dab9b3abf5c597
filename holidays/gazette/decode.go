package gazette

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// maxBytes is more than ten times the largest page that a notice is published on.
const maxBytes = 8 << 20

// decode returns a text as UTF-8 and the name of its encoding, "" for none that is known. GB18030 is read after UTF-8,
// because a text in it is hardly ever valid UTF-8, and it includes GBK and GB 2312.
func decode(data []byte) (text, name string) {
	zeros := bytes.IndexByte(data, 0) >= 0 // UTF-16 without a mark: in which order is there more of 年?
	little := zeros && bytes.Count(data, []byte("\x74\x5e")) > bytes.Count(data, []byte("\x5e\x74"))
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), little:
		name, from = "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}), zeros:
		name, from = "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), "\ufeff"), "UTF-8"
	default:
		name, from = "GB18030", simplifiedchinese.GB18030
	}
	decoded, err := from.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return "", ""
	}
	return string(decoded), name
}

// A source is what a reader of the page sees: its lines, without markup.
type source struct {
	name    string
	raw     string
	isPage  bool  // it was HTML, in which the end of a line breaks no word
	numbers []int // the number in the file of each line of raw; nil if they are the same
}

// numberOf returns the number in the file of a line of raw, which is counted from 0.
func (s *source) numberOf(line int) int {
	if s.numbers == nil {
		return line + 1
	}
	return s.numbers[min(line, len(s.numbers)-1)]
}

// isMarkup finds a text that is HTML by a tag that every page has.
var isMarkup = shape(`(?i)<(?:!doctype|html|head|body|meta|div|p|br|span|table|td|section|article|h[1-6])(?:[\s/][^>]*)?>`)

// newSource takes the markup away from a text.
func newSource(name, text string) source {
	if isMarkup().MatchString(text) {
		return readPage(name, text)
	}
	return source{name: name, raw: readPlain(text)}
}

// What a page has instead of a tag, for the tags that matter. What it strikes out, hides or writes above the line gets a mark
// that no notice has; between the texts of two links there is a tab, so that the words of neighbours make no other word.
const (
	struck = "␡"
	skip   = "skip"
)

var tags = map[string]string{"a": "\t", "sup": " ", "sub": " "}

func init() {
	for instead, names := range map[string]string{
		skip:   "script style template noscript",
		struck: "del s strike rt",
		"\n": "address article aside blockquote body br button caption center dd div dl dt fieldset figcaption figure footer form " +
			"h1 h2 h3 h4 h5 h6 head header hr html iframe label legend li main nav ol option p pre section select " +
			"table tbody td tfoot th thead title tr ul",
	} {
		for _, name := range strings.Fields(names) {
			tags[name] = instead
		}
	}
}

var isStruck = shape(`(?i)^(?:hidden=|style=.*(?:display:none|visibility:hidden|text-decoration(?:-line)?:[^;]*line-through|font-size:0(?:[^.0-9]|$)))`)

var noBreaks = strings.NewReplacer("\r", " ", "\n", " ")

// readPage returns the text of a page as a browser shows it.
func readPage(name, text string) source {
	s := source{name: name, isPage: true, numbers: []int{1}}
	var b strings.Builder
	b.Grow(len(text) / 2)
	number, last, skipped := 1, byte('\n'), ""
	write := func(text string) {
		if last == '\n' { // a text is on the line on which its first word is
			blank := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
			s.numbers[len(s.numbers)-1] = number + strings.Count(text[:blank], "\n")
			text = text[blank:]
		}
		if text != "" {
			text = noBreaks.Replace(text)
			b.WriteString(text)
			last = text[len(text)-1]
		}
	}
	z := nethtml.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != nethtml.ErrorToken; kind = z.Next() {
		lines := bytes.Count(z.Raw(), []byte("\n"))
		switch kind {
		case nethtml.TextToken:
			if skipped == "" {
				write(string(z.Text()))
			}
		case nethtml.StartTagToken, nethtml.EndTagToken, nethtml.SelfClosingTagToken:
			tag, more := z.TagName()
			name := string(tag)
			switch instead := tags[name]; {
			case skipped != "":
				if kind == nethtml.EndTagToken && name == skipped {
					skipped = ""
				}
			case instead == skip:
				if kind == nethtml.StartTagToken {
					skipped = name
				}
			case instead != "\n":
				write(instead)
			case last != '\n':
				b.WriteByte('\n')
				last = '\n'
				s.numbers = append(s.numbers, number)
			}
			for more && skipped == "" {
				var key, value []byte
				key, value, more = z.TagAttr()
				if isStruck().MatchString(string(key) + "=" + strings.Join(strings.Fields(string(value)), "")) {
					write(struck)
				}
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
	pageLine     = regexp.MustCompile(`[^\n\f]*[\n\f]?`)
	pageNumber   = regexp.MustCompile(`^(?:[-—–―－─·]+\s*[0-9]{1,3}\s*[-—–―－─·]+|[0-9]{1,3}\s*/\s*[0-9]{1,3}` +
		`|第\s*[0-9]{1,3}\s*页(?:\s*[，,/]?\s*共\s*[0-9]{1,3}\s*页)?)$`)
	bareNumber = regexp.MustCompile(`^[0-9]{1,3}$`)
	goesOn     = regexp.MustCompile(`[0-9年月日至到—–\-和及、共第〔\[]$`)
	goesBefore = regexp.MustCompile(`^[0-9年月日天号个〕\]）)]`)
	beginsYear = regexp.MustCompile(`^[0-9]{4}年`) // no number before it makes it another year
)

// readPlain returns a plain text without the marks of Markdown and without lines that hold nothing but the number of a page.
// A number that could belong to the text before it or behind it stays, in quotation marks, so that it never becomes one with
// another number.
func readPlain(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if strings.ContainsRune(text, '&') {
		text = html.UnescapeString(text)
	}
	lines := pageLine.FindAllString(text, -1)
	before := ""
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		bare := bareNumber.MatchString(trimmed)
		if trimmed != "" && !bare && !pageNumber.MatchString(trimmed) {
			before = trimmed
			continue
		}
		after := ""
		for next := i + 1; bare && after == "" && next < min(len(lines), i+8); next++ {
			after = strings.TrimSpace(lines[next])
		}
		lines[i] = line[len(strings.TrimRight(line, "\n\f")):]
		if bare && (goesOn.MatchString(before) || goesBefore.MatchString(after) && !beginsYear.MatchString(after)) {
			lines[i] = `"` + trimmed + `"` + lines[i]
		}
	}
	text = strings.Join(lines, "")
	if strings.ContainsAny(text, "#*_>[\\-+") {
		text = markdownLink.ReplaceAllString(text, "$1")
		text = markdownMark.Replace(markdownLine.ReplaceAllString(text, ""))
	}
	return text
}
