// Package gazette reads what others publish about the days off of a year: the State Council's notice as its page or as
// pasted text, the amendments to it, and the data sets and calendars that repeat it.
//
// Parse is wide outside and narrow inside. The text may be UTF-8, UTF-16 or GB18030, a saved page (HTML), a text copied
// out of a PDF, Markdown, a news report or a post in a forum that holds the whole notice, in simplified or traditional
// characters. The notice in it is found by the office's heading (国务院办公厅关于…年部分节假日安排的通知), and reaches from its
// salutation or its introduction to the office and the date at its end. Inside, everything is read or refused: a clause
// that is not known is an error with its line. Outside, the lines come back as Reading.Unread, and are refused when they
// take the notice back, correct it or contradict it.
//
// What a notice repeats is verified: weekdays, totals, days of the lunar calendar, rest days moved against days worked,
// the office's number in every place. And it must agree with the statute, 《全国年节及纪念日放假办法》: every festival has its
// item, every statutory day lies in the break of its festival, and the weekdays off less the weekend days worked are the
// number of days that the statute gives. What nothing verifies is the week of a make-up working day and the day of issue;
// Agree compares the days with a second source.
//
// The package opens no connection. The text form of a notice, which holidays.Notice reads by itself, is the only one in
// which Net can overrule the statute.
package gazette

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Reading says how a notice is read: what is verified, and what is left unread. The zero Reading is that of no notice.
type Reading struct {
	Form      Form
	Encoding  string          // UTF-8, UTF-16 or GB18030
	Copies    int             // how often the text holds the notice; all of them agree
	Weekdays  int             // weekdays printed beside a date, all of which agree with it
	Totals    int             // numbers of days printed, all of which agree with the days
	Lunar     int             // festivals and lunar days printed beside a date, all of which agree with it
	Festivals []string        // festivals of the statute whose days all lie in a break of their own; none for an amendment
	Sum       int             // weekdays off less weekend days worked; of an amendment, those it adds
	Statute   int             // days off that the statute gives the year
	Numbers   int             // how often the number of the notice is printed
	Dated     bool            // office and date are printed
	Bare      []holidays.Date // make-up days printed without their weekday, which nothing verifies
	Unread    []Line          // lines outside the notice, none of which takes it back or contradicts it
}

// A Line is a line of a text, with its number in the file, from 1.
type Line struct {
	Number int
	Text   string
}

// A Form is how a notice is written. The zero Form is unknown.
type Form uint8

const (
	_         Form = iota
	TextForm       // the text form of package holidays
	Prose          // the notice as plain text
	Page           // the notice in HTML
	HolidayCN      // a year's JSON of the data set holiday-cn
)

// String returns what the form is called in English.
func (f Form) String() string {
	names := [...]string{"unknown", "text form", "prose", "page", "holiday-cn JSON"}
	if int(f) >= len(names) {
		f = 0
	}
	return names[f]
}

// Parse reads a notice, and tells by its content how it is written:
//
//   - the State Council's notice for a year, as a page or as text; see the package comment;
//   - an amendment to one, in the shapes of 2015 (memorial day), 2019 (a holiday changed) and 2020 (a holiday extended).
//     Its Amends is the number that it prints or that holidays.China has for the year, and else the year itself, such as
//     "2027", for which Amendment finds the number;
//   - a year's JSON of the data set holiday-cn, whose Title is "holiday-cn" and the year;
//   - the text form of package holidays.
//
// The name is that of the file; it appears in errors. The text has at most 8 MiB. Parse returns one of these errors:
//
//   - *holidays.SyntaxError: the text cannot be read with certainty. It has the line and the clause, and Chinese gives it
//     in Chinese. It wraps a *holidays.StatuteError where a statutory day is not off in the item of its festival;
//   - any other error that wraps a *holidays.StatuteError, together with the notice: a year's notice departs from the
//     statute, as a file of holiday-cn does in which a year's notice and its amendments are merged;
//   - *UnofficialError, together with the notice: number, or office and date, are missing, as they are in all JSON.
func Parse(name string, data []byte) (holidays.Notice, Reading, error) {
	n, r, err := holidays.Notice{}, Reading{}, error(nil)
	content, encoding := decode(data)
	start := strings.TrimSpace(content)
	switch {
	case len(data) > maxBytes:
		return n, r, whole(name, tooLong, len(data), maxBytes)
	case encoding == "":
		return n, r, whole(name, notText)
	case start == "":
		return n, r, whole(name, empty)
	case strings.HasPrefix(start, "BEGIN:VCALENDAR"):
		return n, r, whole(name, isWitness, "ICS")
	case isTextForm().MatchString(content):
		n, r, err = parseTextForm(name, content)
	case start[0] == '{' || start[0] == '[':
		n, r, err = parseHolidayCN(name, content)
	default:
		n, r, err = parsePage(newText(newSource(name, content)))
	}
	if err != nil {
		return holidays.Notice{}, Reading{}, err
	}
	r.Encoding = encoding
	r.Sum, r.Statute = days{}.lay(n.Spans).sums()[""], len(holidays.StatutoryDays(n.Year))
	if r.Form == TextForm {
		return n, r, nil
	}
	complete := n
	complete.Number = cmp.Or(n.Number, "0")
	complete.Issued = cmp.Or(n.Issued, holidays.NewDate(n.Year, 1, 1))
	err = complete.Validate()
	switch statute := (*holidays.StatuteError)(nil); {
	case errors.As(err, &statute):
		return n, r, departs(name, statute, n.Spans)
	case err != nil:
		reason := strings.TrimPrefix(err.Error(), "holidays: notice "+complete.Number+": ")
		return holidays.Notice{}, Reading{}, whole(name, badDays, reason)
	case n.Number == "" || n.Issued.IsZero():
		return n, r, &UnofficialError{name, n.Number == "", n.Issued.IsZero()}
	}
	return n, r, nil
}

// departs says by how much a notice departs from the statute, festival by festival where the number of days is what differs.
func departs(name string, statute *holidays.StatuteError, spans []holidays.Span) *refusal {
	if !statute.Date.IsZero() {
		return refused(name, statuteDay, statute.Date, statute.Statute, statute.Festival).because(statute)
	}
	parts, sums := "", days{}.lay(spans).sums()
	for _, s := range spans {
		want := countDays(holidays.StatutoryDays(statute.Year), strings.Split(s.Name, "、")...)
		if part := fmt.Sprintf("; %s %d≠%d", s.Name, sums[s.Name], want); sums[s.Name] != want && !strings.Contains(parts, part) {
			parts += part
		}
	}
	return refused(name, statuteSum, statute.Year, statute.Got, statute.Statute, statute.Want, parts).because(statute)
}

// isTextForm finds a text whose first line, comments left out, begins with a keyword of the text form.
var isTextForm = shape(`^(?:[\s\x{feff}]*(?:#.*)?\n)*\s*(?:notice|layer|title|year|issued|url|amends|net|off|work)(?:\s|$)`)

// parseTextForm reads the text form. What is wrong with it is in the words of package holidays.
func parseTextForm(name, content string) (n holidays.Notice, r Reading, err error) {
	err = n.UnmarshalText([]byte(content))
	if syntax := (*holidays.SyntaxError)(nil); errors.As(err, &syntax) {
		cause := refused(name, badText, syntax.Reason)
		if statute := (*holidays.StatuteError)(nil); errors.As(err, &statute) {
			cause = departs(name, statute, nil)
		}
		cause.line = syntax.Line
		syntax.Name, syntax.Err = name, cause
	}
	return n, Reading{Form: TextForm, Copies: 1, Numbers: 1, Dated: true}, err
}
