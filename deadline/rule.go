package deadline

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Rule is a time limit of the law, or of one's own: so many units from an event, under a provision. It is a plain
// value, comparable and safe to copy. The zero Rule counts nothing, and Compute refuses it.
//
// In JSON it is an object of these fields, dates as 2006-01-02; what is zero is left out, but for id, title, event, limit,
// basis and authority. ParseRules reads it.
type Rule struct {
	ID         string        `json:"id"`                  // words of a-z and 0-9 joined by dots, such as face.reached
	Title      Text          `json:"title"`               // what is to be filed
	Event      Text          `json:"event"`               // what starts the clock, in the provision's terms
	Limit      Limit         `json:"limit"`               // zero: a rule of fixed dates only, those of Transition
	Basis      Citation      `json:"basis"`               // the provision
	Authority  Text          `json:"authority"`           // with whom to file
	Threshold  int64         `json:"threshold,omitempty"` // persons, the number itself included; 0: none
	Status     Status        `json:"status,omitzero"`     // in_force, draft or ended; zero for a rule of one's own
	Since      holidays.Date `json:"since,omitzero"`      // in force from that day on; zero: open
	Until      holidays.Date `json:"until,omitzero"`      // in force to the end of that day; zero: open
	Transition Transition    `json:"transition,omitzero"` // for triggers before Since
	Note       Text          `json:"note,omitzero"`       // what else the provision says, and what its source leaves open
}

// A Text is said in Chinese, the original, and in English. Either may be missing.
type Text struct {
	ZH string `json:"zh,omitempty"`
	EN string `json:"en,omitempty"`
}

// A Citation names a provision (法律依据). Fields that were not found in a source are empty.
type Citation struct {
	Law     string `json:"law,omitempty"`     // title, without 《》
	Article string `json:"article,omitempty"` // such as 第十五条第一款
	Order   string `json:"order,omitempty"`   // who issued it, under which number
	URL     string `json:"url,omitempty"`
}

// A Transition is what an announcement fixed for events before a rule came into force. Its dates are never recomputed.
// The zero Transition is none.
type Transition struct {
	Opens holidays.Date `json:"opens,omitzero"` // zero when the announcement names no such day
	Due   holidays.Date `json:"due"`
	Basis Citation      `json:"basis"`
}

// ErrInvalid is what errors.Is finds in an *InvalidError and a *NameError.
var ErrInvalid = errors.New("invalid")

// An InvalidError says everything that is wrong with a rule, or with what a rule was to be applied to.
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
// whose Status says that it is or was law must cite its provision; a rule of one's own, with the zero Status, need not.
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
		for _, reason := range r.Limit.problems() {
			check(false, "%s", reason)
		}
	}
	check(r.Status == 0 || r.Basis.Law != "", "basis: want the law, or no status")
	check(r.Status != InForce || r.Basis.Article+r.Basis.Order != "", "basis: a rule in force cites the article or the order")
	check(r.Threshold >= 0, "threshold %d: want a number of persons, or 0 for none", r.Threshold)
	check(int(r.Status) < len(statusNames), "status %v: want in_force, draft, ended or none", r.Status)
	check(r.Since.IsZero() || r.Until.IsZero() || !r.Until.Before(r.Since), "until %v is before since %v", r.Until, r.Since)
	if t := r.Transition; t != (Transition{}) {
		check(!t.Due.IsZero(), "transition: want the day on which it is due")
		check(t.Due.IsZero() || !t.Due.Before(t.Opens), "transition: due %v is before it opens %v", t.Due, t.Opens)
		check(t.Basis.Law != "", "transition: want the announcement that fixed it")
		check(!r.Since.IsZero() || r.Limit == Limit{}, "transition: want since, the day before which it applies")
	}
	for _, s := range r.texts() {
		check(utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl), "%.80q: want one line of UTF-8", s)
	}
	if reasons != nil {
		return &InvalidError{r.ID, reasons}
	}
	return nil
}

func (r Rule) texts() []string {
	return []string{r.Title.ZH, r.Title.EN, r.Event.ZH, r.Event.EN, r.Authority.ZH, r.Authority.EN,
		r.Basis.Law, r.Basis.Article, r.Basis.Order, r.Basis.URL, r.Transition.Basis.Law,
		r.Transition.Basis.Article, r.Transition.Basis.Order, r.Transition.Basis.URL, r.Note.ZH, r.Note.EN}
}

// problems says what is wrong with a limit that is to count something.
func (l Limit) problems() (reasons []string) {
	if l.N < 1 {
		reasons = append(reasons, fmt.Sprintf("limit: n is %d, want 1 or more", l.N))
	}
	if l.Unit < Workdays || l.Unit > Years {
		reasons = append(reasons, fmt.Sprintf("limit: unit %q, want one of %q", l.Unit, unitNames[1:]))
	}
	if l.Direction < After || l.Direction > Within {
		reasons = append(reasons, fmt.Sprintf("limit: direction %q, want one of %q", l.Direction, directionNames[1:]))
	}
	if l.Exact && (l.Unit == Workdays || l.Direction != After) {
		reasons = append(reasons, "limit: exact is for days, months and years after an event; other ends are never moved")
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

// In returns the text in a language, or in the other one where it is missing.
func (t Text) In(lang Language) string {
	if t.ZH != "" && (lang == Chinese || t.EN == "") {
		return t.ZH
	}
	return t.EN
}

// String returns the citation in one line: 《law》 article (order).
func (c Citation) String() string {
	if c == (Citation{}) {
		return ""
	}
	s := "《" + c.Law + "》" + c.Article
	if c.Order != "" {
		s += "（" + c.Order + "）"
	}
	return s
}
