package register

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// An Entry is what people say of a filing. The zero Entry is refused: a filing needs its entity, its rule and its trigger.
type Entry struct {
	Key       string         `json:"key,omitempty"` // the caller's own, unique in the register; one is made where it is empty
	Entity    string         `json:"entity"`        // who must file
	Rule      string         `json:"rule"`          // ID of a rule of the table, or of OwnRule
	OwnRule   *deadline.Rule `json:"own_rule,omitempty"`
	Trigger   holidays.Date  `json:"trigger"`             // day of the event
	Reference string         `json:"reference,omitempty"` // what it is about: a product, a ticket
	Layers    []string       `json:"layers,omitempty"`    // laid over the State Council's notices in this order, such as a region's
	FiledOn   holidays.Date  `json:"filed_on,omitzero"`   // day of the filing; zero: not filed
	Receipt   string         `json:"receipt,omitempty"`   // the authority's number
	Cancelled bool           `json:"cancelled,omitempty"` // entered by mistake, or no longer needed
}

// The status of a filing.
const (
	StatusOpen      = "open"
	StatusFiled     = "filed"
	StatusCancelled = "cancelled"
)

// status is open until the filing is filed or cancelled.
func (e Entry) status() string {
	switch {
	case e.Cancelled:
		return StatusCancelled
	case !e.FiledOn.IsZero():
		return StatusFiled
	}
	return StatusOpen
}

// An Answer is by when to file. That of an open filing is always that of the register's calendar; that of a filing filed or
// cancelled stays as it was on that day.
type Answer struct {
	Opens         holidays.Date `json:"opens,omitzero"`
	Due           holidays.Date `json:"due"`
	SafeBy        holidays.Date `json:"safe_by"`
	EstimatedFrom holidays.Date `json:"estimated_from,omitzero"`
	Provisional   bool          `json:"provisional"` // it rests on estimated days, or has a Problem; whether its rule is a draft, the rule says
	Calendar      string        `json:"calendar"`    // ID
	Problem       string        `json:"problem,omitempty"`
}

// A Filing is an entry with its answer. Problem says why there is no new answer where the register's calendar or table of
// rules has none any more; the last one is kept, as provisional.
type Filing struct {
	ID int64 `json:"id"`
	Entry
	Status   string    `json:"status"`
	Revision int       `json:"revision"` // 1, and one more with each change
	Answer   Answer    `json:"answer"`
	Created  time.Time `json:"created"`
	Updated  time.Time `json:"updated"`

	edited   int // the revision that people made last
	calendar *holidays.Calendar
}

// CountedBy returns the calendar that the answer of an open filing is counted by, with its layers, or without them where its
// Problem says that one is withdrawn. It is nil for a filing filed or cancelled.
func (f Filing) CountedBy() *holidays.Calendar { return f.calendar }

// A Difference is a field that has changed. A field that was empty, or is, is "".
type Difference struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// A Change is a line of a filing's history.
type Change struct {
	Filing   int64        `json:"filing"`
	Revision int          `json:"revision"`
	At       time.Time    `json:"at"`
	By       string       `json:"by"`
	What     string       `json:"what"`          // entered, changed, filed, reopened, cancelled or moved
	Run      int64        `json:"run,omitempty"` // which computed it again, where it was moved
	Changed  []Difference `json:"changed"`
}

// What is wrong with a request. An *Error wraps one of them.
var (
	ErrInvalid  = errors.New("invalid")
	ErrConflict = errors.New("conflict")
	ErrNotFound = errors.New("not found")
)

// An Error says what is wrong with which field.
type Error struct {
	Kind   error  // ErrInvalid, ErrConflict or ErrNotFound
	Field  string // "" for the whole
	Detail string
}

func (e *Error) Error() string { return e.Detail }

func (e *Error) Unwrap() error { return e.Kind }

func refuse(kind error, field, format string, args ...any) error {
	return &Error{kind, field, fmt.Sprintf(format, args...)}
}

// mostLayers is how many layers a filing has at most: each choice of them is a calendar.
const mostLayers = 3

// check returns what is wrong with an entry by itself.
func (e Entry) check(today holidays.Date) error {
	for _, field := range []struct {
		name, value string
		longest     int
		needed      bool
	}{
		{"key", e.Key, 100, false}, {"entity", e.Entity, 200, true}, {"rule", e.Rule, 100, true}, {"reference", e.Reference, 500, false},
		{"receipt", e.Receipt, 200, false}, {"layers", strings.Join(e.Layers, ","), 500, false},
	} {
		hidden := func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }
		switch {
		case field.value == "" && field.needed:
			return refuse(ErrInvalid, field.name, "a filing without %s: want one", field.name)
		case !utf8.ValidString(field.value) || strings.ContainsFunc(field.value, hidden) || strings.TrimSpace(field.value) != field.value:
			return refuse(ErrInvalid, field.name, "%s %.100q: want one line of printable characters, without spaces around it", field.name, field.value)
		case utf8.RuneCountInString(field.value) > field.longest:
			return refuse(ErrInvalid, field.name, "%s has %d characters; want at most %d", field.name, utf8.RuneCountInString(field.value), field.longest)
		}
	}
	for i, name := range e.Layers {
		if name == "" || slices.Contains(e.Layers[:i], name) || i == mostLayers {
			return refuse(ErrInvalid, "layers", "layers %.100q: want each name once, and at most %d", e.Layers, mostLayers)
		}
	}
	switch {
	case e.Trigger.IsZero():
		return refuse(ErrInvalid, "trigger", "a filing without trigger: want the day of the event, such as 2025-06-03")
	case e.FiledOn.After(today):
		return refuse(ErrInvalid, "filed_on", "filed on %v: that day is still to come in Beijing, where it is %v", e.FiledOn, today)
	case e.FiledOn.IsZero() && e.Receipt != "":
		return refuse(ErrInvalid, "receipt", "a receipt without filed_on: want the day of the filing as well")
	}
	if e.OwnRule != nil {
		if _, err := deadline.Lookup(e.Rule); e.OwnRule.ID != e.Rule || err == nil {
			return refuse(ErrInvalid, "own_rule", "a rule of your own with the ID %.40q: want the ID that the field rule has, and none of the table", e.OwnRule.ID)
		}
		if err := e.OwnRule.Validate(); err != nil {
			return refuse(ErrInvalid, "own_rule", "%s", err)
		}
	}
	return nil
}

// rule returns the rule of an entry.
func (e Entry) rule() (deadline.Rule, error) {
	if e.OwnRule != nil {
		return *e.OwnRule, nil
	}
	rule, err := deadline.Lookup(e.Rule)
	if err != nil {
		return rule, refuse(ErrInvalid, "rule", "%s", err)
	}
	return rule, nil
}

// Result returns the answer as the library has it, with its rule.
func (f Filing) Result() (deadline.Result, error) {
	rule, err := f.rule()
	if err != nil {
		return deadline.Result{}, err
	}
	a := f.Answer
	return deadline.Result{
		Rule: rule, Trigger: f.Trigger, Opens: a.Opens, Due: a.Due, SafeBy: a.SafeBy, EstimatedFrom: a.EstimatedFrom, Calendar: a.Calendar,
	}, nil
}

// Late reports whether it was filed after the due date.
func (f Filing) Late() bool { return f.FiledOn.After(f.Answer.Due) }

// answer computes the answer of an entry by the calendar of its layers.
func (s *state) answer(e Entry) (Answer, error) {
	rule, err := e.rule()
	if err != nil {
		return Answer{}, err
	}
	c, err := s.calendarOf(e.Layers)
	if err != nil {
		return Answer{}, err
	}
	r, err := deadline.Compute(rule, e.Trigger, c)
	if r.Due.IsZero() {
		return Answer{}, &Error{ErrInvalid, "trigger", err.Error()}
	}
	return Answer{r.Opens, r.Due, r.SafeBy, r.EstimatedFrom, !r.EstimatedFrom.IsZero(), r.Calendar, ""}, nil
}

// facts are what a filing's history follows, field by field.
func (f Filing) facts() []Difference {
	own := ""
	if f.OwnRule != nil {
		text, _ := json.Marshal(f.OwnRule) // which check has validated
		own = string(text)
	}
	a := f.Answer
	return []Difference{
		{Field: "entity", After: f.Entity}, {Field: "rule", After: f.Rule}, {Field: "own_rule", After: own},
		{Field: "trigger", After: f.Trigger.String()}, {Field: "reference", After: f.Reference},
		{Field: "layers", After: strings.Join(f.Layers, ",")}, {Field: "status", After: f.status()},
		{Field: "filed_on", After: dateText(f.FiledOn)}, {Field: "receipt", After: f.Receipt},
		{Field: "opens", After: dateText(a.Opens)}, {Field: "due", After: dateText(a.Due)}, {Field: "safe_by", After: dateText(a.SafeBy)},
		{Field: "estimated_from", After: dateText(a.EstimatedFrom)}, {Field: "provisional", After: strconv.FormatBool(a.Provisional)},
		{Field: "problem", After: a.Problem},
	}
}

// differences compares a filing with what it was; the zero Filing was nothing.
func differences(before, after Filing) []Difference {
	was, is := before.facts(), after.facts()
	changed := []Difference{}
	for i, field := range is {
		if before.ID != 0 {
			field.Before = was[i].After
		}
		if field.Before != field.After {
			changed = append(changed, field)
		}
	}
	return changed
}

// whatOf names a change by what it did to the status.
func whatOf(before, after Filing) string {
	was, is := before.status(), after.status()
	switch {
	case before.ID == 0:
		return "entered"
	case was == is:
		return "changed"
	case is == StatusOpen:
		return "reopened"
	}
	return is
}

func dateText(d holidays.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
