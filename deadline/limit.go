package deadline

import (
	"fmt"
	"slices"
	"strings"
)

// A Limit is a time limit: N units in a direction from the event. The zero Limit counts nothing.
type Limit struct {
	N         int       `json:"n,omitempty"` // 1 or more
	Unit      Unit      `json:"unit,omitzero"`
	Direction Direction `json:"direction,omitzero"`
	Exact     bool      `json:"exact,omitempty"` // an end on a day off stays there
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
	_      Direction = iota
	After            // within N units after the event (之日起N个工作日内)
	Before           // at least N units before it (届满N个工作日前)
	Within           // in the last N units before it (届满前N个工作日内)
)

// A Status says whether a rule is law. The zero Status claims nothing; it is for rules of one's own.
type Status uint8

const (
	_       Status = iota
	InForce        // in force (现行有效)
	Draft          // published for comment, never in force (征求意见稿)
	Ended          // no longer applied
)

var (
	unitNames      = []string{"", "workdays", "days", "months", "years"}
	directionNames = []string{"", "after", "before", "within"}
	statusNames    = []string{"", "in_force", "draft", "ended"}
)

// In says the limit in words: "30 working days after", "within the last 60 working days before". It is "" for the zero
// Limit.
func (l Limit) In(lang Language) string {
	if l == (Limit{}) {
		return ""
	}
	form, unit := "", [...]Text{{}, {"个工作日", "working days"}, {"日", "days"}, {"个月", "months"}, {"年", "years"}}
	switch l.Direction {
	case After:
		form = Text{"之日起%d%s内", "%d %s after"}.In(lang)
	case Before:
		form = Text{"之前至少%d%s", "at least %d %s before"}.In(lang)
	case Within:
		form = Text{"之前最后%d%s内", "within the last %d %s before"}.In(lang)
	}
	if form == "" || int(l.Unit) >= len(unit) {
		return fmt.Sprintf("%d %v %v", l.N, l.Unit, l.Direction)
	}
	name := unit[l.Unit].In(lang)
	if l.N == 1 && lang == English {
		name = strings.TrimSuffix(name, "s")
	}
	return fmt.Sprintf(form, l.N, name)
}

// String returns workdays, days, months or years; "" for the zero Unit.
func (u Unit) String() string { return nameOf(unitNames, u, "Unit") }

// MarshalText returns what String does. A Unit that does not exist is a *NameError.
func (u Unit) MarshalText() ([]byte, error) { return marshalName(unitNames, u) }

// UnmarshalText reads what MarshalText writes; anything else is a *NameError.
func (u *Unit) UnmarshalText(text []byte) error { return unmarshalName(unitNames, u, text) }

// String returns after, before or within; "" for the zero Direction.
func (d Direction) String() string { return nameOf(directionNames, d, "Direction") }

// MarshalText returns what String does. A Direction that does not exist is a *NameError.
func (d Direction) MarshalText() ([]byte, error) { return marshalName(directionNames, d) }

// UnmarshalText reads what MarshalText writes; anything else is a *NameError.
func (d *Direction) UnmarshalText(text []byte) error { return unmarshalName(directionNames, d, text) }

// String returns in_force, draft or ended; "" for the zero Status.
func (s Status) String() string { return nameOf(statusNames, s, "Status") }

// MarshalText returns what String does. A Status that does not exist is a *NameError.
func (s Status) MarshalText() ([]byte, error) { return marshalName(statusNames, s) }

// UnmarshalText reads what MarshalText writes; anything else is a *NameError.
func (s *Status) UnmarshalText(text []byte) error { return unmarshalName(statusNames, s, text) }

// A NameError says that a text is none of the names that a field can hold. It wraps ErrInvalid.
type NameError struct {
	Value string
	Names []string // those it can be
}

func (e *NameError) Error() string {
	return fmt.Sprintf("deadline: %.80q: want one of %q", e.Value, e.Names)
}

// Unwrap returns ErrInvalid.
func (e *NameError) Unwrap() error { return ErrInvalid }

func nameOf[T ~uint8](names []string, v T, typ string) string {
	if int(v) < len(names) {
		return names[v]
	}
	return fmt.Sprintf("%s(%d)", typ, v)
}

func marshalName[T ~uint8](names []string, v T) ([]byte, error) {
	if int(v) < len(names) {
		return []byte(names[v]), nil
	}
	return nil, &NameError{fmt.Sprint(uint8(v)), slices.Clone(names)}
}

func unmarshalName[T ~uint8](names []string, v *T, text []byte) error {
	i := slices.Index(names, string(text))
	if i < 0 {
		return &NameError{string(text), slices.Clone(names)}
	}
	*v = T(i)
	return nil
}
