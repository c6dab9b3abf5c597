package deadline

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Rule is a time limit of the law, or one of your own: a number of units from an event, under a provision. It is a plain
// value, comparable and safe to copy. The zero Rule counts nothing, and Compute refuses it.
//
// In JSON it is an object of these fields, dates as 2006-01-02; fields that are zero are left out, except id, title, event,
// limit, basis and authority. ParseRules reads it.
type Rule struct {
	ID         string        `json:"id"`                  // words of a-z and 0-9 joined by dots, such as face.reached
	Title      Text          `json:"title"`               // what is to be filed
	Event      Text          `json:"event"`               // what starts the clock, in the provision's terms
	AppliesTo  Text          `json:"applies_to,omitzero"` // who must file (适用), in a line
	Limit      Limit         `json:"limit"`               // zero: a rule of fixed dates only, those of Transition
	Basis      Citation      `json:"basis"`               // the provision
	Authority  Text          `json:"authority"`           // with whom to file
	Threshold  int64         `json:"threshold,omitempty"` // persons, the number itself included; 0: none
	Status     Status        `json:"status,omitzero"`     // in_force, draft or ended; zero for a rule of your own
	Since      holidays.Date `json:"since,omitzero"`      // in force from that day on; zero: open
	Until      holidays.Date `json:"until,omitzero"`      // in force to the end of that day; zero: open
	Transition Transition    `json:"transition,omitzero"` // for triggers before Since
	Every      Period        `json:"every,omitzero"`      // the event is the end of each such period; zero: it happens once
	Questions  Questions     `json:"questions,omitzero"`  // the open questions that the provision's words raise
	Note       Text          `json:"note,omitzero"`       // what else the provision says, and what its source leaves open
}

// A Text is said in Chinese, the original, and in English. Either may be missing.
type Text struct {
	ZH string `json:"zh,omitempty"`
	EN string `json:"en,omitempty"`
}

// In returns the text in a language, or in the other one where it is missing.
func (t Text) In(lang Language) string {
	if t.ZH != "" && (lang == Chinese || t.EN == "") {
		return t.ZH
	}
	return t.EN
}

// A Citation names a provision (法律依据). Fields that were not found in a source are empty.
type Citation struct {
	Law     string `json:"law,omitempty"`     // title, without 《》
	Article string `json:"article,omitempty"` // such as 第十五条第一款
	Order   string `json:"order,omitempty"`   // who issued it, under which number
	URL     string `json:"url,omitempty"`
}

// String returns the citation in one line: 《law》article（order）.
func (c Citation) String() string {
	switch {
	case c.Law == "":
		return c.Order
	case c.Order == "":
		return "《" + c.Law + "》" + c.Article
	}
	return "《" + c.Law + "》" + c.Article + "（" + c.Order + "）"
}

// A Transition is what an announcement fixed for events before a rule came into force. Its dates are never recomputed.
// The zero Transition is none.
type Transition struct {
	Opens holidays.Date `json:"opens,omitzero"` // zero when the announcement names no such day
	Due   holidays.Date `json:"due"`
	Basis Citation      `json:"basis"`
}

// A Limit is a time limit: N units in a direction from the event. The zero Limit counts nothing.
type Limit struct {
	N         int       `json:"n,omitempty"` // 1 or more
	Unit      Unit      `json:"unit,omitzero"`
	Direction Direction `json:"direction,omitzero"`
	NoAdjust  bool      `json:"no_adjust,omitempty"` // an end on a day off is not moved, as that of a period of validity
}

// A Unit is what a limit is counted in. The zero Unit is none.
type Unit uint8

const (
	_        Unit = iota
	Workdays      // working days (工作日)
	Days          // calendar days (日)
	Months        // months (月)
	Years         // years (年)
)

// A Direction says where a limit lies, seen from its event. The zero Direction is none.
type Direction uint8

const (
	_             Direction = iota
	After                   // within N units after the event (自…之日起N个工作日内)
	AtLeastBefore           // at least N units before it (届满N个工作日前, 提前N日)
	InLastBefore            // in the last N units before it (届满前N个工作日内)
)

// A Status says whether a rule is law. The zero Status claims nothing; it is for rules of your own.
type Status uint8

const (
	_       Status = iota
	InForce        // in force (现行有效)
	Draft          // published for comment, never in force (征求意见稿)
	Ended          // no longer applied
)

// A Period is what a recurring event is the end of. The zero Period is none: the event happens once.
type Period uint8

const (
	_       Period = iota
	Year           // each year ends on 31 December
	Quarter        // each quarter ends on 31 March, 30 June, 30 September or 31 December
)

var (
	unitNames      = []string{"", "workdays", "days", "months", "years"}
	directionNames = []string{"", "after", "at_least_before", "in_last_before"}
	statusNames    = []string{"", "in_force", "draft", "ended"}
	periodNames    = []string{"", "year", "quarter"}
)

// String returns workdays, days, months or years; "" for the zero Unit.
func (u Unit) String() string { return nameOf(unitNames, u) }

// MarshalText returns what String returns, or an error for a Unit that does not exist.
func (u Unit) MarshalText() ([]byte, error) { return marshalName(unitNames, u) }

// UnmarshalText reads what MarshalText writes. Anything else is an error.
func (u *Unit) UnmarshalText(text []byte) error { return unmarshalName(unitNames, u, text) }

// String returns after, at_least_before or in_last_before; "" for the zero Direction.
func (d Direction) String() string { return nameOf(directionNames, d) }

// MarshalText returns what String returns, or an error for a Direction that does not exist.
func (d Direction) MarshalText() ([]byte, error) { return marshalName(directionNames, d) }

// UnmarshalText reads what MarshalText writes. Anything else is an error.
func (d *Direction) UnmarshalText(text []byte) error { return unmarshalName(directionNames, d, text) }

// String returns in_force, draft or ended; "" for the zero Status.
func (s Status) String() string { return nameOf(statusNames, s) }

// MarshalText returns what String returns, or an error for a Status that does not exist.
func (s Status) MarshalText() ([]byte, error) { return marshalName(statusNames, s) }

// UnmarshalText reads what MarshalText writes. Anything else is an error.
func (s *Status) UnmarshalText(text []byte) error { return unmarshalName(statusNames, s, text) }

// String returns year or quarter; "" for the zero Period.
func (p Period) String() string { return nameOf(periodNames, p) }

// MarshalText returns what String returns, or an error for a Period that does not exist.
func (p Period) MarshalText() ([]byte, error) { return marshalName(periodNames, p) }

// UnmarshalText reads what MarshalText writes. Anything else is an error.
func (p *Period) UnmarshalText(text []byte) error { return unmarshalName(periodNames, p, text) }

func nameOf[T ~uint8](names []string, v T) string {
	if int(v) < len(names) {
		return names[v]
	}
	return fmt.Sprintf("%T(%d)", v, v)
}

func marshalName[T ~uint8](names []string, v T) ([]byte, error) {
	if int(v) < len(names) {
		return []byte(names[v]), nil
	}
	return nil, fmt.Errorf("deadline: %T %d: want one of %q", v, uint8(v), names)
}

func unmarshalName[T ~uint8](names []string, v *T, text []byte) error {
	i := slices.Index(names, string(text))
	if i < 0 {
		return fmt.Errorf("deadline: %.80q: want one of %q", text, names)
	}
	*v = T(i)
	return nil
}

// In says the limit in words: "within 30 working days after", 30个工作日内. It returns "" for the zero Limit.
func (l Limit) In(lang Language) string {
	if l.problems() != nil {
		return ""
	}
	unit := [...]Text{{}, {"个工作日", "working days"}, {"日", "days"}, {"个月", "months"}, {"年", "years"}}[l.Unit].In(lang)
	if l.N == 1 && lang == English {
		unit = strings.TrimSuffix(unit, "s")
	}
	form := [...]Text{{}, {"%d%s内", "within %d %s after"}, {"至少提前%d%s", "at least %d %s before"}, {"届满前%d%s内", "within the last %d %s before"}}[l.Direction]
	if l.NoAdjust { // a period of validity, within which nothing is to be done
		form = Text{"%d%s", "%d %s after"}
	}
	return fmt.Sprintf(form.In(lang), l.N, unit)
}

// TimeLimit says the limit together with its event: "within 10 working days after the service is first provided",
// 自提供服务之日起10个工作日内, 有效期届满60个工作日前. It is only the event for a rule of fixed dates.
func (r Rule) TimeLimit(lang Language) string {
	limit, event := r.Limit.In(lang), r.Event.In(lang)
	switch {
	case limit == "":
		return event
	case lang == English || r.Event.ZH == "":
		return limit + " " + event
	case r.Limit.Direction == InLastBefore && strings.HasSuffix(event, "届满之日"):
		return strings.TrimSuffix(event, "届满之日") + limit
	case r.Limit.Direction == AtLeastBefore && strings.HasSuffix(event, "届满之日"):
		return strings.TrimSuffix(event, "之日") + strings.TrimPrefix(limit, "至少提前") + "前"
	case r.Limit.Direction != After:
		return event + "，" + limit
	case strings.HasSuffix(event, "后"):
		return event + limit
	case strings.HasSuffix(event, "日"):
		return "自" + event + "起" + limit
	}
	return "自" + event + "之日起" + limit
}

// problems says what is wrong with a limit that is to count something.
func (l Limit) problems() (reasons []string) {
	if l.N < 1 {
		reasons = append(reasons, fmt.Sprintf("limit: n is %d, want 1 or more", l.N))
	}
	if l.Unit < Workdays || l.Unit > Years {
		reasons = append(reasons, fmt.Sprintf("limit: unit %q, want one of %q", l.Unit, unitNames[1:]))
	}
	if l.Direction < After || l.Direction > InLastBefore {
		reasons = append(reasons, fmt.Sprintf("limit: direction %q, want one of %q", l.Direction, directionNames[1:]))
	}
	if l.NoAdjust && (l.Unit == Workdays || l.Direction != After) {
		reasons = append(reasons, "limit: no_adjust is for days, months and years after an event; other ends are never moved")
	}
	return reasons
}

// Triggers yields the days of a recurring event from one day to another, both included: the ends of the periods of
// Rule.Every on which the rule is in force. It yields nothing for a rule without Every.
func (r Rule) Triggers(from, to holidays.Date) iter.Seq[holidays.Date] {
	return func(yield func(holidays.Date) bool) {
		for d := endOfMonth(from); r.Every != 0 && !d.IsZero() && !d.After(to); d = endOfMonth(d.AddMonths(1)) {
			if r.Every.endsOn(d) && r.inForce(d) && !yield(d) {
				return
			}
		}
	}
}

// endsOn reports whether d is the last day of such a period.
func (p Period) endsOn(d holidays.Date) bool {
	quarter := d == endOfMonth(d) && d.Month()%3 == 0
	return p == Quarter && quarter || p == Year && quarter && d.Month() == time.December
}

func endOfMonth(d holidays.Date) holidays.Date {
	for d.AddDays(1).Month() == d.Month() && !d.IsZero() {
		d = d.AddDays(1)
	}
	return d
}

func (r *Rule) inForce(d holidays.Date) bool {
	return !d.Before(r.Since) && (r.Until.IsZero() || !d.After(r.Until))
}

// FirstReached returns the trigger of a rule with a threshold: the date in Beijing of the earliest instant whose count is
// at least the threshold, the number itself included (达到10万人 is 100000). It returns the zero Date and false if no count
// reaches the threshold, if the threshold is not positive, and if counts is nil. Counts at an instant that has no Date are
// passed over.
//
// The counts may come in any order. A number that falls below the threshold later changes nothing, nor does it start the
// clock anew when it rises again. The provisions do not say so in words; Zhejiang's notice speaks of the first time
// (首次达到). What was never measured cannot be found: between two counts the number may have been higher.
func FirstReached(counts iter.Seq2[time.Time, int64], threshold int64) (holidays.Date, bool) {
	var first time.Time
	if counts == nil || threshold <= 0 {
		return holidays.Date{}, false
	}
	for at, n := range counts {
		if n >= threshold && !holidays.DateInBeijing(at).IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	day := holidays.DateInBeijing(first)
	return day, !day.IsZero()
}

// ErrInvalid is what errors.Is finds in an *InvalidError.
var ErrInvalid = errors.New("invalid")

// An InvalidError says everything that is wrong with a rule, with what a rule was to be applied to, or with a result.
type InvalidError struct {
	Rule    string   // its ID
	Reasons []string // what is wrong, and what would be right, in the order of the fields
}

func (e *InvalidError) Error() string {
	return fmt.Sprintf("deadline: invalid: %q: %s", e.Rule, strings.Join(e.Reasons, "; "))
}

// Unwrap returns ErrInvalid.
func (e *InvalidError) Unwrap() error { return ErrInvalid }

// Validate returns an *InvalidError with everything that is wrong with a rule written by hand, nil if nothing is. A rule
// whose Status says that it is or was law must cite its provision; a rule of your own, with the zero Status, need not.
func (r Rule) Validate() error {
	var reasons []string
	check := func(ok bool, format string, args ...any) {
		if !ok {
			reasons = append(reasons, fmt.Sprintf(format, args...))
		}
	}
	check(isID(r.ID), "id %.80q: want words of a-z and 0-9 joined by dots, such as face.reached", r.ID)
	check(r.Title != Text{}, "title: want one, in Chinese or English")
	check(r.Event != Text{}, "event: want what starts the clock, in Chinese or English")
	if r.Limit != (Limit{}) || r.Transition == (Transition{}) {
		reasons = append(reasons, r.Limit.problems()...)
	}
	check(r.Status == 0 || r.Basis.Law != "", "basis: want the law, or no status")
	check(r.Status != InForce || r.Basis.Article+r.Basis.Order != "", "basis: a rule in force cites the article or the order")
	check(r.Threshold >= 0, "threshold %d: want a number of persons, or 0 for none", r.Threshold)
	check(int(r.Status) < len(statusNames), "status %v: want in_force, draft, ended or none", r.Status)
	check(r.Status != Ended || !r.Until.IsZero() || r.Limit == Limit{}, "status ended: want until, or no limit but a transition")
	check(int(r.Every) < len(periodNames), "every %v: want year, quarter or none", r.Every)
	check(r.Every == 0 || r.Limit.Unit != Years && r.Limit != Limit{}, "every: want a limit in working days, days or months")
	check(r.Questions>>len(questions) == 0, "questions: want those that have a code")
	check(r.Since.IsZero() || r.Until.IsZero() || !r.Until.Before(r.Since), "until %v is before since %v", r.Until, r.Since)
	if t := r.Transition; t != (Transition{}) {
		check(!t.Due.IsZero(), "transition: want the day on which it is due")
		check(t.Due.IsZero() || !t.Due.Before(t.Opens), "transition: due %v is before it opens %v", t.Due, t.Opens)
		check(t.Basis.Law != "", "transition: want the announcement that fixed it")
		check(!r.Since.IsZero() || r.Limit == Limit{}, "transition: want since, the day before which it applies")
	}
	if reasons = append(reasons, r.unprintable()...); reasons != nil {
		return &InvalidError{r.ID, reasons}
	}
	return nil
}

// unprintable says which texts do not show on one line what is in them.
func (r *Rule) unprintable() (reasons []string) {
	for _, s := range [...]string{r.ID, r.Title.ZH, r.Title.EN, r.Event.ZH, r.Event.EN, r.AppliesTo.ZH, r.AppliesTo.EN, r.Authority.ZH,
		r.Authority.EN, r.Basis.Law, r.Basis.Article, r.Basis.Order, r.Basis.URL, r.Transition.Basis.Law,
		r.Transition.Basis.Article, r.Transition.Basis.Order, r.Transition.Basis.URL, r.Note.ZH, r.Note.EN} {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsGraphic(r) }) {
			reasons = append(reasons, fmt.Sprintf("%.80q: want one line of visible characters in UTF-8", s))
		}
	}
	return reasons
}

func isID(s string) bool {
	for word := range strings.SplitSeq(s, ".") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}
