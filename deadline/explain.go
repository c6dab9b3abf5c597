package deadline

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
	"sync"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Step is one day of a count: what the calendar says of it, and its number N; 0 for a day that is not counted.
type Step struct {
	Day holidays.Day
	N   int
}

// Steps yields the days of a count in order, both ends included: from the trigger to the due date, or from the day counted
// back to, to the trigger. The number of a working day or a day is its distance from the trigger in those units; in a limit
// of months or years only the days on which one is full have a number. An end that was moved has none.
//
// Steps computes the answer again and yields nothing if c does not give it: c must be the calendar that the result rests
// on, the one with the ID Calendar (see holidays.Calendar.Find), and the result must be as Compute returned it. Nor does it
// yield anything when the dates were announced.
func (r Result) Steps(c *holidays.Calendar) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		if r.Announced() || r.vouch(c) != nil {
			return
		}
		first, last := r.span()
		number := r.numbering()
		for day := range c.Days(first, last) {
			if !yield(Step{day, number(day)}) {
				return
			}
		}
	}
}

// vouch computes the answer again, and returns an *InvalidError if it differs.
func (r *Result) vouch(c *holidays.Calendar) error {
	if r.Due.IsZero() {
		return r.Err()
	}
	if reasons := r.Rule.unprintable(); reasons != nil { // a line of its own could say anything
		return &InvalidError{r.Rule.ID, reasons}
	}
	reason := fmt.Sprintf("the result rests on the calendar %q, this one is %q", r.Calendar, c.ID())
	if c.ID() == r.Calendar {
		again, err := Compute(r.Rule, r.Trigger, c)
		switch {
		case again == *r:
			return nil
		case again.Due.IsZero():
			reason = "Compute gives no such result: " + err.Error()
		default:
			reason = fmt.Sprintf("Compute gives another result: opens %q, due %v, safe by %v", again.Opens, again, again.SafeBy)
		}
	}
	return &InvalidError{r.Rule.ID, []string{reason}}
}

// numbering returns what numbers the days of the count, one after the other.
func (r *Result) numbering() func(holidays.Day) int {
	l := r.Rule.Limit
	k, step := 0, 1 // the number given last, and what the next one adds
	if l.Direction != After {
		k, step = l.N+1, -1
	}
	reached := func(day holidays.Day) bool { return day.Kind.IsWorkday() && day.Date != r.Trigger }
	if l.Unit != Workdays {
		reached = func(day holidays.Day) bool {
			next := r.Rule
			next.Limit.N = k + step
			return next.Limit.N > 0 && next.Limit.N <= l.N && next.end(r.Trigger) == day.Date
		}
	}
	return func(day holidays.Day) int {
		if !reached(day) {
			return 0
		}
		k += step
		return k
	}
}

// A Language is one that answers are written in. The zero Language is English.
type Language uint8

const (
	English Language = iota
	Chinese
)

var languageNames = []string{"en", "zh"}

// String returns en or zh.
func (l Language) String() string { return nameOf(languageNames, l) }

// MarshalText returns what String returns, or an error for a Language that does not exist.
func (l Language) MarshalText() ([]byte, error) { return marshalName(languageNames, l) }

// UnmarshalText reads what MarshalText writes. Anything else is an error.
func (l *Language) UnmarshalText(text []byte) error { return unmarshalName(languageNames, l, text) }

// words are what Explain says, by language.
var words = sync.OnceValue(func() map[string]Text {
	return map[string]Text{
		"due":        {"截止日", "Due"},
		"safe":       {"稳妥日", "Safe by"},
		"opens":      {"开始日", "Opens"},
		"trigger":    {"起算日", "Trigger"},
		"reference":  {"基准日", "Reference"},
		"applies":    {"适用", "Applies to"},
		"limit":      {"期限", "Limit"},
		"end":        {"期满", "End"},
		"announced":  {"公告", "Announced"},
		"basis":      {"法律依据", "Basis"},
		"authority":  {"受理机关", "Authority"},
		"status":     {"规则状态", "Status"},
		"in_force":   {"现行有效", "in force"},
		"draft":      {"征求意见稿，从未施行", "draft, never in force"},
		"ended":      {"已不再适用", "ended"},
		"calendar":   {"日历编号", "Calendar"},
		"notice":     {"放假通知", "Notice"},
		"caveat":     {"未决事项", "Caveat"},
		"moving":     {"影响日期", "Moves date"},
		"fixed":      {"期限由公告确定，不作计算。", "The dates were announced; nothing is counted."},
		"estimated":  {"估计", "estimated"},
		"act":        {"宜办日", "Act by"},
		"event":      {"发生日", "Event"},
		"until":      {"截止时刻", "Until"},
		"through":    {"截止日24时，北京时间", "24:00 in Beijing on the due date"},
		"workday":    {"工作日", "working day"},
		"weekend":    {"周末", "weekend"},
		"holiday":    {"放假", "day off"},
		"makeup":     {"调休上班", "make-up working day"},
		"unknown":    {"未知", "unknown"},
		"start":      {"起算日，不计入", "trigger, not counted"},
		"count_from": {"基准日，不计入", "counted back from, not counted"},
	}
})

// Weekday returns the name of the day of the week: Mon, 周一.
func (l Language) Weekday(d time.Weekday) string {
	d = (d%7 + 7) % 7
	if l == Chinese {
		return "周" + string([]rune("日一二三四五六")[d])
	}
	return d.String()[:3]
}

// Explain writes the answer and the count behind it as a text for the record: the dates and why they differ, the basis,
// the caveats, the notices used, and a line for each day with its number; of months and years, for the days on which one is
// full and those after the last. The rule is taken from the result as it is.
//
// Explain computes the answer again first, and writes nothing and returns an *InvalidError if c does not give it: c must be
// the calendar that the result rests on, the one with the ID Calendar (see holidays.Calendar.Find), and the result must be
// as Compute returned it. A nil w and a Language that does not exist are an *InvalidError as well. Errors of w are returned
// as they are.
func (r Result) Explain(w io.Writer, c *holidays.Calendar, lang Language) error {
	switch {
	case w == nil:
		return &InvalidError{r.Rule.ID, []string{"want a writer, got nil"}}
	case int(lang) >= len(languageNames):
		return &InvalidError{r.Rule.ID, []string{fmt.Sprintf("language %v: want one of %q", lang, languageNames)}}
	}
	if err := r.vouch(c); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	r.explainHead(b, c, lang)
	r.explainCount(b, c, lang)
	fmt.Fprintf(b, "\n%s\n", Disclaimer(lang))
	return b.Flush()
}

func (r Result) explainHead(w io.Writer, c *holidays.Calendar, lang Language) {
	say := func(key string) string { return words()[key].In(lang) }
	line := func(key, format string, args ...any) {
		if text := strings.TrimSpace(fmt.Sprintf(format, args...)); text != "" {
			fmt.Fprintf(w, "%s  %s\n", pad(say(key), 10), text)
		}
	}
	date := func(d holidays.Date) string { return d.String() + " " + lang.Weekday(d.Weekday()) }
	if title := strings.TrimSpace(r.Rule.Title.In(lang) + " (" + r.Rule.ID + ")"); r.Rule.ID != "" {
		fmt.Fprintf(w, "%s\n\n", title)
	}
	marks := ""
	if !r.EstimatedFrom.IsZero() {
		marks = Text{"（暂定）", " (provisional)"}.In(lang)
	}
	if r.ActBy() != r.SafeBy {
		marks += Text{"（可以申请的期间止于此日）", " (the window to apply ends)"}.In(lang)
		line("act", "%s%s", date(r.ActBy()), Text{"：届满前须已获批准", ": the approval must be in hand before expiry"}.In(lang))
	}
	line("due", "%s%s", date(r.Due), marks)
	if reason := r.SafeByReason(lang); reason != "" {
		line("safe", "%s%s%s", date(r.SafeBy), Text{"：", ": "}.In(lang), reason)
	} else {
		line("safe", "%s", date(r.SafeBy))
	}
	if r.Rule.Limit.Direction == InLastBefore || r.Announced() && !r.Opens.IsZero() {
		line("opens", "%s", date(r.Opens))
	}
	trigger := "trigger"
	switch {
	case r.Announced():
		trigger = "event"
	case r.Rule.Limit.Direction > After:
		trigger = "reference"
	}
	line(trigger, "%s %s", date(r.Trigger), r.Rule.Event.In(lang))
	line("applies", "%s", r.Rule.AppliesTo.In(lang))
	if status := say(r.Rule.Status.String()); r.Rule.Status == Ended && !r.Rule.Until.IsZero() {
		line("status", Text{"%s，至%v", "%s %v"}.In(lang), status, r.Rule.Until)
	} else {
		line("status", "%s", status)
	}
	if !r.Announced() {
		line("limit", "%s", r.Rule.TimeLimit(lang))
	}
	line("end", "%s", r.moved(lang))
	line("until", "%s", say("through"))
	line("basis", "%s", r.Rule.Basis)
	if r.Announced() {
		line("announced", "%s", r.Rule.Transition.Basis)
	}
	line("authority", "%s", r.Rule.Authority.In(lang))
	for _, caveat := range r.Caveats() {
		key := "caveat"
		if caveat.MovesDate {
			key = "moving"
		}
		line(key, "%s", caveat.Text.In(lang))
	}
	for _, n := range r.NoticesUsed(c) {
		line("notice", "%s", strings.Join(strings.Fields(n.Number+" "+n.Issued.String()+" "+n.Title), " "))
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
	end := r.Rule.end(r.Trigger)
	counted := Text{end.String() + "（" + articles.ZH + "）", end.String() + " (" + articles.EN + ")"}.In(lang)
	switch due := r.Due.String(); {
	case r.Announced() || l.Direction == After && l.Unit == Workdays:
		return ""
	case l.Direction == After && l.NoAdjust:
		return counted + Text{"，遇休息日不顺延", "; it stays there on a day off"}.In(lang)
	case l.Direction == After && end == r.Due:
		return counted
	case l.Direction == After:
		return counted + Text{"为休息日，顺延至" + due + "（民法典第二百零三条）", " is a day off and moves to " + due + " (民法典 203)"}.In(lang)
	}
	return Text{"倒算的期限不顺延", "counted back; never moved later"}.In(lang)
}

func (r Result) explainCount(w io.Writer, c *holidays.Calendar, lang Language) {
	say := func(key string) string { return words()[key].In(lang) }
	if r.Announced() {
		fmt.Fprintln(w, say("fixed"))
		return
	}
	end := r.Rule.end(r.Trigger)
	for step := range r.Steps(c) {
		day := step.Day
		if unit := r.Rule.Limit.Unit; unit >= Months && step.N == 0 && day.Date != r.Trigger && day.Date.Before(end) {
			continue // nothing is counted on the days between
		}
		number, note := "-", []string{say(day.Kind.String())}
		if step.N > 0 {
			number = fmt.Sprint(step.N)
		}
		for _, text := range []string{day.Name, day.Source} {
			if text != "" {
				note = append(note, text)
			}
		}
		if !day.Settled {
			note = append(note, say("estimated"))
		}
		switch {
		case day.Date == r.Trigger && r.Rule.Limit.Direction == After:
			note = append(note, say("start"))
		case day.Date == r.Trigger:
			note = append(note, say("count_from"))
		}
		fmt.Fprintf(w, "%v %s %4s  %s\n", day.Date, lang.Weekday(day.Date.Weekday()), number, strings.Join(note, " "))
	}
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
