// Package page draws a due date, and a year, as a page on which one sees at a glance why the date is what it is: the due
// date first, what is open and why, the legal basis, the months of the count as a calendar the way Chinese calendars
// are printed (休 on days off, 班 on make-up working days), the count as a table, and the notices it rests on.
//
// A page is HTML without scripts, in English or Chinese, for screens light and dark, for telephones, for paper and for
// screen readers. By itself it is one file that fetches nothing, can be filed as evidence, and says so in a
// Content-Security-Policy of its own; with a Site it is the page of a service. Whatever texts a rule or a notice holds, they
// are written as texts.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

//go:embed page.html
var layout string

//go:embed page.css
var stylesheet string

// Stylesheet returns the style of the pages, for a service that serves it at the address in Site.
func Stylesheet() string { return stylesheet }

// An Answer is what the page of one due date shows. The zero Answer shows nothing and is refused.
type Answer struct {
	Result   deadline.Result
	Calendar *holidays.Calendar // the one that the result rests on or, with AsOf, that gives it as of that day
	AsOf     holidays.Date      // the result rests on the notices issued by that day; zero: on all of them
	Lang     deadline.Language
	Today    holidays.Date // the day to look from: open or overdue, and the working days left; zero: not shown
	Site     Site
}

// A Year is what the page of a year shows. The zero Year is refused.
type Year struct {
	Year     int // in the range of the calendar
	Calendar *holidays.Calendar
	AsOf     holidays.Date // only with the notices issued by that day; zero: with all of them
	Lang     deadline.Language
	Site     Site
}

// A Start is the page on which one asks: the form of its Site, and what was wrong with the last question.
type Start struct {
	Problem  string // in the reader's words; "" if nothing is wrong
	Calendar *holidays.Calendar
	Today    holidays.Date // says whether counts that begin today are provisional; zero: not said
	Lang     deadline.Language
	Site     Site
}

// A Frame is a page with a body of the service's own.
type Frame struct {
	Title string
	Body  template.HTML
	Lang  deadline.Language
	Site  Site
}

// Write draws an answer. It writes nothing and returns a *deadline.InvalidError for what deadline.Result.Explain refuses: the
// zero Result, one that Compute does not give with this calendar, and a Language that does not exist; and a
// *holidays.RangeError for a Today outside the range of the calendar. A provisional answer and a draft are drawn and marked
// as such. Errors of w are returned as they are.
func Write(w io.Writer, a Answer) error {
	d, err := a.due()
	if err != nil {
		return err
	}
	return draw(w, document{Lang: a.Lang, Site: a.Site, Due: d})
}

// Count draws of an answer only the count day by day and the notices that it rests on, for a body of the service's own. It
// refuses what Write refuses.
func Count(a Answer) (template.HTML, error) {
	d, err := a.due()
	if err != nil {
		return "", err
	}
	return part("counted", document{Lang: a.Lang, Due: d})
}

func (a Answer) due() (*due, error) {
	c := asOf(a.Calendar, a.AsOf)
	if err := a.Result.Explain(io.Discard, c, a.Lang); err != nil { // it counts again, and refuses what Compute does not give
		return nil, err
	}
	if !a.Today.IsZero() {
		if _, err := a.Result.Standing(a.Today, c); err != nil {
			return nil, err
		}
	}
	return newDue(a, c), nil
}

// WriteYear draws a year. It writes nothing and returns a *holidays.RangeError for a year outside the range of the
// calendar, and a *deadline.InvalidError for a Language that does not exist. Errors of w are returned as they are.
func WriteYear(w io.Writer, y Year) error {
	c := asOf(y.Calendar, y.AsOf)
	if _, err := c.Add(holidays.NewDate(y.Year, 1, 1), 0); err != nil {
		return err
	}
	return draw(w, document{Lang: y.Lang, Site: y.Site, Year: newYear(y, c)})
}

func asOf(c *holidays.Calendar, d holidays.Date) *holidays.Calendar {
	if d.IsZero() {
		return c
	}
	return c.AsOf(d)
}

// WriteStart draws the page on which one asks. It writes nothing and returns a *deadline.InvalidError for a Language that
// does not exist. Errors of w are returned as they are.
func WriteStart(w io.Writer, s Start) error {
	return draw(w, document{Lang: s.Lang, Site: s.Site, Problem: s.Problem, Season: Season(s.Calendar, s.Today, s.Lang)})
}

// WriteFrame draws a page around a body. It writes nothing and returns a *deadline.InvalidError for a Language that does not
// exist. Errors of w are returned as they are.
func WriteFrame(w io.Writer, f Frame) error {
	return draw(w, document{Lang: f.Lang, Site: f.Site, Name: f.Title, Body: f.Body})
}

// A document is a page as the layout sees it.
type document struct {
	Lang    deadline.Language
	Site    Site
	Problem string
	Season  string // says that counts that begin today are provisional
	Due     *due
	Year    *year
	Name    string // of a page with a body of its own
	Body    template.HTML
}

var pages = template.Must(template.New("page").Funcs(template.FuncMap{
	"link":   newLink,
	"text":   Text,
	"groups": groups,
	"listed": func(d document, notices []holidays.Notice) noticeList { return noticeList{d, notices} },
}).Parse(layout))

// A noticeList is a list of notices in the language of a page.
type noticeList struct {
	document
	Notices []holidays.Notice
}

func draw(w io.Writer, d document) error {
	if d.Lang > deadline.Chinese {
		return invalid("", "language %d: want %v or %v", d.Lang, deadline.English, deadline.Chinese)
	}
	var out bytes.Buffer // an error on the way leaves w untouched
	if err := pages.Execute(&out, d); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// Style is the stylesheet of a page that stands by itself.
func (d document) Style() template.CSS { return template.CSS(stylesheet) }

// Policy lets a page that stands by itself use its own style and fetch nothing.
func (d document) Policy() string {
	sum := sha256.Sum256([]byte(stylesheet))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Disclaimer is the line that every answer carries.
func (d document) Disclaimer() string { return deadline.Disclaimer(d.Lang) }

// HTMLLang is the language of the page as HTML names it.
func (d document) HTMLLang() string { return Tag(d.Lang) }

// Tag returns a language as HTML names it: en, zh-CN.
func Tag(lang deadline.Language) string {
	if lang == deadline.Chinese {
		return "zh-CN"
	}
	return "en"
}

// Title is the name of the page in tabs and files. It marks a provisional date as such.
func (d document) Title() string {
	switch {
	case d.Due != nil:
		return d.Due.headline() + " – " + d.Due.Result.Rule.Title.In(d.Lang)
	case d.Year != nil:
		return d.Year.title()
	case d.Name != "":
		return d.Name
	}
	return d.Say("ask title")
}

// Season says until when a count of 30 working days from today is provisional; "" if it is not, or today is zero.
func Season(c *holidays.Calendar, today holidays.Date, lang deadline.Language) string {
	const n = 30 // of most rules
	if today.IsZero() {
		return ""
	}
	var provisional *holidays.ProvisionalError
	if _, err := c.Add(today, n); !errors.As(err, &provisional) {
		return ""
	}
	return fmt.Sprintf(say(lang, "season"), n, today, provisional.Year, c.SettledThrough())
}

func invalid(rule, format string, args ...any) error {
	return &deadline.InvalidError{Rule: rule, Reasons: []string{fmt.Sprintf(format, args...)}}
}
