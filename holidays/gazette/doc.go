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
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// maxBytes is more than ten times the largest page that a notice is published on.
const maxBytes = 8 << 20

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
	return [...]string{"unknown", "text form", "prose", "page", "holiday-cn JSON"}[min(int(f), 4)%5]
}

// An UnofficialError says that a text does not show where it comes from: it lacks the number of the notice (发文字号), or the
// office and the date at its end. It comes together with the notice, which Calendar.With refuses until both are there.
type UnofficialError struct {
	Name              string // of the text, as given to Parse
	NoNumber, Undated bool
}

func (e *UnofficialError) Error() string {
	missing := "number (发文字号)"
	switch {
	case e.NoNumber && e.Undated:
		missing += " and no office and date of issue"
	case e.Undated:
		missing = "office and date of issue"
	}
	return fmt.Sprintf("gazette: %s: the text has no %s: read the official page, which has both", e.Name, missing)
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
	if len(data) > maxBytes {
		return holidays.Notice{}, Reading{}, whole(name, tooLong, "%d bytes; want at most %d", len(data), maxBytes)
	}
	content, encoding, err := decode(data)
	if err != nil {
		return holidays.Notice{}, Reading{}, whole(name, notText, "%v", err)
	}
	n, r, err := parse(name, content)
	if r.Form != 0 {
		r.Encoding = encoding
	}
	return n, r, err
}

func parse(name, content string) (holidays.Notice, Reading, error) {
	start := strings.TrimSpace(content)
	switch keyword, _, _ := strings.Cut(firstLine(content), " "); {
	case start == "":
		return holidays.Notice{}, Reading{}, whole(name, notNotice, "the text is empty")
	case start[0] == '{' || start[0] == '[':
		return parseHolidayCN(name, []byte(content))
	case strings.HasPrefix(start, "BEGIN:VCALENDAR"):
		return holidays.Notice{}, Reading{}, whole(name, witnessOnly, "this is a calendar (ICS), a witness: compare a notice with it by Agree")
	case slices.Contains(keywords, keyword):
		return parseTextForm(name, content)
	}
	s := newSource(name, content)
	n, r, err := parsePage(newText(&s))
	if err != nil {
		return holidays.Notice{}, Reading{}, err
	}
	return finish(name, n, r)
}

// finish checks a notice as a whole.
func finish(name string, n holidays.Notice, r Reading) (holidays.Notice, Reading, error) {
	complete := n
	complete.Number = cmp.Or(n.Number, "0")
	if n.Issued.IsZero() {
		complete.Issued = holidays.NewDate(n.Year, 1, 1)
	}
	r.Sum, r.Statute = sumOf(n.Spans), len(holidays.StatutoryDays(n.Year))
	err := complete.Validate()
	if statute := (*holidays.StatuteError)(nil); errors.As(err, &statute) {
		if parts := departures(n); statute.Date.IsZero() && parts != "" {
			statute.Festival = parts
			err = fmt.Errorf("%w; %s", err, parts)
		}
		return n, r, fmt.Errorf("gazette: %s: %w", name, err)
	} else if err != nil {
		return holidays.Notice{}, Reading{}, whole(name, badDays, "%s", strings.TrimPrefix(err.Error(), "holidays: notice "+complete.Number+": "))
	}
	if n.Number == "" || n.Issued.IsZero() {
		return n, r, &UnofficialError{name, n.Number == "", n.Issued.IsZero()}
	}
	return n, r, nil
}

// departures says of which festivals a notice has other days off on balance than the statute, and how many.
func departures(n holidays.Notice) string {
	var parts, names []string
	days := holidays.StatutoryDays(n.Year)
	for i, s := range n.Spans {
		if slices.Contains(names, s.Name) {
			continue
		}
		names = append(names, s.Name)
		var own []holidays.Span
		for _, s := range n.Spans[i:] {
			if s.Name == names[len(names)-1] {
				own = append(own, s)
			}
		}
		want := 0
		for _, d := range days {
			if strings.Contains(s.Name, d.Name) {
				want++
			}
		}
		if got := sumOf(own); got != want {
			parts = append(parts, fmt.Sprintf("%s %d, not %d", s.Name, got, want))
		}
	}
	return strings.Join(parts, "; ")
}

// keywords are what the first line of the text form begins with.
var keywords = []string{"notice", "layer", "title", "year", "issued", "url", "amends", "net", "off", "work"}

// firstLine returns the first line that is neither empty nor a comment of the text form, its words a space apart.
func firstLine(content string) string {
	for line := range strings.Lines(content) {
		if line = strings.Join(strings.Fields(line), " "); line != "" && !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return ""
}

func parseTextForm(name, content string) (holidays.Notice, Reading, error) {
	var n holidays.Notice
	if err := n.UnmarshalText([]byte(content)); err != nil {
		syntax := (*holidays.SyntaxError)(nil)
		if errors.As(err, &syntax) {
			syntax.Name = name
		}
		return holidays.Notice{}, Reading{}, err
	}
	return n, Reading{Form: TextForm, Copies: 1, Numbers: 1, Dated: true, Sum: sumOf(n.Spans), Statute: len(holidays.StatutoryDays(n.Year))}, nil
}

// sumOf adds up weekdays off less weekend days worked.
func sumOf(spans []holidays.Span) (sum int) {
	for _, s := range spans {
		for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
			switch {
			case s.Kind == holidays.Holiday && !isWeekend(d):
				sum++
			case s.Kind == holidays.Makeup:
				sum--
			}
		}
	}
	return sum
}

// A problem is a kind of refusal, for the message in Chinese.
type problem uint8

const (
	tooLong problem = iota
	notText
	notNotice
	witnessOnly
	noHeading
	twoNotices
	takenBack
	contradicted
	unknownClause
	wrongDate
	wrongWeekday
	wrongTotal
	wrongLunar
	badDays
	cutShort
	newStatute
	broken
	badNumber
	badJSON
)

// inChinese says for each problem what is wrong and what to do.
var inChinese = [...]string{
	tooLong:       "文本过大。请只保存通知所在的页面",
	notText:       "无法识别文字编码。请另存为UTF-8",
	notNotice:     "不是通知。请提供国务院办公厅通知的页面或全文",
	witnessOnly:   "此文件只能用来核对，不能作为通知。请另行读入通知，再与它核对",
	noHeading:     "缺少标题行“国务院办公厅关于…年部分节假日安排的通知”。请连同标题一起粘贴全文",
	twoNotices:    "文本中有不止一份通知（年份、发文字号或内容不同）。请只保留一份",
	takenBack:     "正文以外的文字更正、撤回或否定通知，或表明它并非正式通知。请人工核对官方页面",
	contradicted:  "正文以外的文字与通知的日期不一致，或无法确认是否一致。请人工核对官方页面",
	unknownClause: "无法识别这句话。请与官方原文核对；若原文确实如此，请人工填写文本格式",
	wrongDate:     "日期有误或无法确定。请与官方原文核对",
	wrongWeekday:  "日期与星期不符。请与官方原文核对",
	wrongTotal:    "天数与日期不符。请与官方原文核对",
	wrongLunar:    "农历或节日与日期不符。请与官方原文核对",
	badDays:       "放假或上班的日期互相矛盾，或不符合放假办法。请与官方原文核对",
	cutShort:      "文本不完整。请粘贴全文，包括落款和日期",
	newStatute:    "通知依据的放假办法比本程序所知的新。请先升级程序",
	broken:        "数字被空格、引号或换行隔开，无法确认。请与官方原文核对",
	badNumber:     "发文字号有误或不一致。请与官方原文核对",
	badJSON:       "JSON格式不是holiday-cn的年度文件。请使用该格式，或提供通知原文",
}

// A refusal is the cause of a SyntaxError of this package.
type refusal struct {
	problem problem
	clause  string // as the source has it
	reason  string // in English, with the values
	values  []any
	cause   error // a *holidays.StatuteError, or nil
}

func (r *refusal) Unwrap() error { return r.cause }

func (r *refusal) Error() string {
	if r.clause == "" {
		return r.reason
	}
	return fmt.Sprintf("%q: %s", r.clause, r.reason)
}

func (r *refusal) at(name string, line int) *holidays.SyntaxError {
	return &holidays.SyntaxError{Name: name, Line: line, Reason: r.Error(), Err: r}
}

// whole is an error about a text as a whole.
func whole(name string, p problem, format string, args ...any) error {
	return (&refusal{p, "", fmt.Sprintf(format, args...), args, nil}).at(name, 0)
}

// fail is an error about the clause at a place in the even text.
func (t *text) fail(from int, p problem, format string, args ...any) error {
	return t.refuse(from, p, format, args...).at(t.name, t.lineAt(int(t.at[from])))
}

func (t *text) refuse(from int, p problem, format string, args ...any) *refusal {
	return &refusal{p, t.clauseAt(from), fmt.Sprintf(format, args...), args, nil}
}

// Chinese returns an error of Parse in Chinese: where it is, what is wrong and what to do. Any other error it returns as
// it is.
func Chinese(err error) string {
	var (
		syntax     *holidays.SyntaxError
		refused    *refusal
		statute    *holidays.StatuteError
		unofficial *UnofficialError
	)
	switch {
	case errors.As(err, &syntax) && errors.As(err, &refused):
		var b bytes.Buffer
		b.WriteString(syntax.Name)
		if syntax.Line > 0 {
			fmt.Fprintf(&b, "第%d行", syntax.Line)
		}
		if refused.clause != "" {
			fmt.Fprintf(&b, "“%s”", refused.clause)
		}
		fmt.Fprintf(&b, "：%s。", inChinese[refused.problem])
		for i, v := range refused.values {
			fmt.Fprintf(&b, "%s%v", [...]string{"（", "，"}[min(i, 1)], v)
		}
		if len(refused.values) > 0 {
			b.WriteString("）")
		}
		return b.String()
	case errors.As(err, &statute) && !statute.Date.IsZero():
		return fmt.Sprintf("%d年的通知没有安排%v（%s）放假，与放假办法不符。请核对通知是否完整。", statute.Year, statute.Date, statute.Festival)
	case errors.As(err, &statute):
		return fmt.Sprintf("%d年的通知共放假%d天，放假办法规定%d天（%s）。请核对通知是否完整。", statute.Year, statute.Got, statute.Want, statute.Festival)
	case errors.As(err, &unofficial):
		return fmt.Sprintf("%s：缺少发文字号，或缺少落款和日期，无法确认来源。请读入官方页面。", unofficial.Name)
	}
	return err.Error()
}
