package holidays

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A SyntaxError says that a text is not a notice, and where. Err is the cause where another error is the cause: a
// *DateError or a *NoticeError, say.
type SyntaxError struct {
	Name   string // of the file, as given to ParseNotice
	Line   int    // from 1; 0 when it is the text as a whole
	Reason string // quotes the line, the clause or the value at fault
	Err    error
}

func (e *SyntaxError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("holidays: %s: %s", e.Name, e.Reason)
	}
	return fmt.Sprintf("holidays: %s:%d: %s", e.Name, e.Line, e.Reason)
}

// Unwrap returns the cause, if it is an error of its own.
func (e *SyntaxError) Unwrap() error { return e.Err }

// maxNotice is more than a hundred times the longest notice there was.
const maxNotice = 1 << 20

// ParseNotice reads a notice, and tells by its content in which of three forms it is written:
//
//   - the text form, which the package comment describes and MarshalText writes;
//   - the prose of a year's notice as the State Council publishes it, pasted as plain text. The heading
//     (国务院办公厅关于…年部分节假日安排的通知) must stand first and names the year; number, salutation, closing and date may be
//     missing. An amendment in prose is refused: type it in the text form, with a line amends NUMBER;
//   - a year's JSON of the data set holiday-cn, whose Title is then "holiday-cn" and the year, and whose URL is that of
//     the first of its papers.
//
// The name is that of the file; it stands in errors only. The weekdays and totals that a text carries are verified, and
// net where it is stated; Net is 0 where it is not. Nothing is skipped in silence: everything that is wrong, or that
// cannot be read with certainty, is a *SyntaxError with its line and what stands there. Such are an unknown or repeated
// keyword, a clause that is not known, a date, a weekday, a total or a net that is not right, a text cut short, days named
// twice, no days, a text of over 1 MiB or one that is not UTF-8.
//
// A year's notice that states no net and does not have the number of days off that the statute gives the year comes back
// whole, together with a *StatuteError.
func ParseNotice(name string, data []byte) (Notice, error) {
	switch {
	case len(data) > maxNotice:
		return Notice{}, &SyntaxError{Name: name, Reason: fmt.Sprintf("%d bytes; a notice has at most %d", len(data), maxNotice)}
	case !utf8.Valid(data):
		return Notice{}, &SyntaxError{Name: name, Reason: "the text is not UTF-8"}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return parseHolidayCN(name, data)
	}
	words, line := firstWords(data)
	switch {
	case len(words) == 0 || slices.Contains(keywords[:], words[0]):
		return parseText(name, data)
	case strings.ContainsFunc(words[0], isHan):
		return parseProse(name, data)
	}
	return Notice{}, &SyntaxError{Name: name, Line: line, Reason: fmt.Sprintf("unknown keyword %s: want a notice in the text form, "+
		"whose lines begin with %s, the prose of a 国务院办公厅关于…年部分节假日安排的通知, or the JSON of holiday-cn", quote(words[0]), wantKeyword)}
}

// firstWords returns the first line that is neither empty nor a comment of the text form.
func firstWords(data []byte) (words []string, number int) {
	for line := range strings.Lines(string(data)) {
		number++
		if words = wordsOf(line); len(words) > 0 {
			return words, number
		}
	}
	return nil, 0
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
