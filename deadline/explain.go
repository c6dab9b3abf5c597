package deadline

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Language is one that answers are written in. The zero Language is English.
type Language uint8

const (
	English Language = iota
	Chinese
)

var languageNames = []string{"en", "zh"}

// String returns en or zh.
func (l Language) String() string { return nameOf(languageNames, l, "Language") }

// MarshalText returns what String does. A Language that does not exist is a *NameError.
func (l Language) MarshalText() ([]byte, error) { return marshalName(languageNames, l) }

// UnmarshalText reads what MarshalText writes; anything else is a *NameError.
func (l *Language) UnmarshalText(text []byte) error { return unmarshalName(languageNames, l, text) }

// words are what Explain says, by language.
var words = [...]struct{ key, en, zh string }{
	{"due", "Due", "截止日"},
	{"closes", "24:00 Beijing time", "北京时间24时"},
	{"safe", "Safe by", "稳妥日"},
	{"trigger", "Trigger", "起算事件"},
	{"limit", "Limit", "期限"},
	{"opens", "Opens", "开始日"},
	{"moved", "End", "期满"},
	{"announced", "Announced", "公告"},
	{"basis", "Basis", "法律依据"},
	{"authority", "Authority", "受理机关"},
	{"status", "Status", "规则状态"},
	{"in_force", "in force", "现行有效"},
	{"draft", "draft, never in force", "征求意见稿，从未施行"},
	{"ended", "ended", "已不再适用"},
	{"calendar", "Calendar", "日历编号"},
	{"notice", "Notice", "放假通知"},
	{"caveat", "Caveat", "未决事项"},
	{"fixed", "The date was fixed by announcement; nothing is counted.", "期限由公告确定，不作计算。"},
	{"estimated", "estimated", "估计"},
	{"prov", "provisional", "暂定"},
	{"workday", "working day", "工作日"},
	{"weekend", "weekend", "周末"},
	{"holiday", "day off", "放假"},
	{"makeup", "make-up working day", "调休上班"},
	{"unknown", "unknown", "未知"},
	{"start", "trigger, not counted", "起算日，不计入"},
}

func say(lang Language, key string) string {
	for _, w := range words {
		if w.key == key {
			return Text{ZH: w.zh, EN: w.en}.In(lang)
		}
	}
	return key
}

// Weekday returns the name of the day of the week: Mon, 周一.
func (l Language) Weekday(d time.Weekday) string {
	d = (d%7 + 7) % 7
	if l == Chinese {
		return "周" + string([]rune("日一二三四五六")[d%7])
	}
	return d.String()[:3]
}

// Explain writes the answer and the count behind it as a text for the record: due date, safe-by date, basis, caveats, the
// notices used, and a line for each day with its number. c must be the calendar that the result rests on, the one with
// the ID Calendar; with another one, for the zero Result, and for a Language that does not exist, Explain writes nothing
// and returns an *InvalidError. Errors of w are returned as they are.
func (r Result) Explain(w io.Writer, c *holidays.Calendar, lang Language) error {
	var problem string
	switch {
	case r.Due.IsZero():
		return r.Err()
	case c.ID() != r.Calendar:
		problem = fmt.Sprintf("the result rests on the calendar %q, this one is %q", r.Calendar, c.ID())
	case int(lang) >= len(languageNames):
		problem = fmt.Sprintf("language %v: want one of %q", lang, languageNames)
	}
	if problem != "" {
		return &InvalidError{r.Rule.ID, []string{problem}}
	}
	b := bufio.NewWriter(w)
	r.explainHead(b, c, lang)
	r.explainCount(b, c, lang)
	return b.Flush()
}

func (r Result) explainHead(w io.Writer, c *holidays.Calendar, lang Language) {
	line := func(key, format string, args ...any) {
		if text := strings.TrimSpace(fmt.Sprintf(format, args...)); text != "" {
			fmt.Fprintf(w, "%s  %s\n", pad(say(lang, key), 9), text)
		}
	}
	date := func(d holidays.Date) string { return d.String() + " " + lang.Weekday(d.Weekday()) }
	title := r.Rule.Title.In(lang)
	if r.Rule.ID != "" {
		title = strings.TrimSpace(title + " (" + r.Rule.ID + ")")
	}
	if title != "" {
		fmt.Fprintf(w, "%s\n\n", title)
	}
	mark := ""
	if !r.Unsettled.IsZero() {
		mark = " (" + say(lang, "prov") + ")"
	}
	line("due", "%s %s%s", date(r.Due), say(lang, "closes"), mark)
	line("safe", "%s", date(r.SafeBy))
	if r.Rule.Limit.Direction == Within || r.Announced() && !r.Opens.IsZero() {
		line("opens", "%s", date(r.Opens))
	}
	line("trigger", "%s %s", date(r.Trigger), r.Rule.Event.In(lang))
	if r.Rule.Status != 0 {
		line("status", "%s", say(lang, r.Rule.Status.String()))
	}
	if !r.Announced() {
		line("limit", "%s", r.Rule.Limit.In(lang))
	}
	line("moved", "%s", r.moved(lang))
	line("basis", "%s", r.Rule.Basis)
	if r.Announced() {
		line("announced", "%s", r.Rule.Transition.Basis)
	}
	line("authority", "%s", r.Rule.Authority.In(lang))
	for _, caveat := range r.Caveats() {
		line("caveat", "%s", caveat.Text.In(lang))
	}
	for _, n := range r.Notices(c) {
		line("notice", "%s", oneLine(n.Number, n.Issued.String(), n.Title))
	}
	line("calendar", "%s", r.Calendar)
	fmt.Fprintln(w)
}

// moved says where the limit ends and why the due date is that day or another.
func (r *Result) moved(lang Language) string {
	l := r.Rule.Limit
	articles := Text{"民法典第二百零一条、第二百零二条", "民法典 201, 202"}
	if l.Unit == Days { // the corresponding day of art. 202 is one of months and years
		articles = Text{"民法典第二百零一条", "民法典 201"}
	}
	end := l.end(r.Trigger)
	counted := Text{end.String() + "（" + articles.ZH + "）", end.String() + " (" + articles.EN + ")"}.In(lang)
	switch due := r.Due.String(); {
	case r.Announced() || l.Direction == After && l.Unit == Workdays:
		return ""
	case l.Direction == After && l.Exact:
		return counted + Text{"，遇休息日不顺延", "; it stays there on a day off"}.In(lang)
	case l.Direction == After && end == r.Due:
		return counted
	case l.Direction == After:
		return counted + Text{"为休息日，顺延至" + due + "（民法典第二百零三条）", " is a day off and moves to " + due + " (民法典 203)"}.In(lang)
	}
	return Text{"倒算的期限不顺延", "counted back; never moved later"}.In(lang)
}

func (r Result) explainCount(w io.Writer, c *holidays.Calendar, lang Language) {
	if r.Announced() {
		fmt.Fprintln(w, say(lang, "fixed"))
		return
	}
	for step := range r.Steps(c) {
		day := step.Day
		number, note := "-", []string{say(lang, day.Kind.String())}
		if step.N > 0 {
			number = fmt.Sprint(step.N)
		}
		for _, text := range []string{day.Name, day.Source} {
			if text != "" {
				note = append(note, text)
			}
		}
		if !day.Settled {
			note = append(note, say(lang, "estimated"))
		}
		if day.Date == r.Trigger {
			note = append(note, say(lang, "start"))
		}
		fmt.Fprintf(w, "%v %s %4s  %s\n", day.Date, lang.Weekday(day.Date.Weekday()), number, strings.Join(note, " "))
	}
}

// oneLine joins what there is of some texts.
func oneLine(texts ...string) string {
	return strings.Join(strings.Fields(strings.Join(texts, " ")), " ")
}

// pad fills a text up to a number of columns; in a terminal a Chinese character is two columns wide.
func pad(s string, columns int) string {
	for _, r := range s {
		columns--
		if r >= 0x1100 {
			columns--
		}
	}
	return s + strings.Repeat(" ", max(0, columns))
}
