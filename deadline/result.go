package deadline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Result is the answer of Compute: by when, under which rule, and what the answer rests on. It is a plain value,
// comparable and safe to copy and to store, and goes through encoding/json and encoding/gob unchanged. The zero Result is
// no answer: its Err is not nil and its String says so.
type Result struct {
	Rule          Rule
	Trigger       holidays.Date // day of the event
	Opens         holidays.Date // first day on which one may file; zero when no provision names one
	Due           holidays.Date // last day, the whole of it included: see OverdueFrom
	SafeBy        holidays.Date // a day in time under every reading that a caveat marks as moving the date; never after Due or before Opens
	EstimatedFrom holidays.Date // first estimated day that Due rests on, or else SafeBy or Opens; zero if there is none
	Calendar      string        // ID of the calendar: which notices and layers it rests on
}

// Final reports whether the answer is final: a due date, no estimated day that it rests on, and a rule that is no draft.
func (r Result) Final() bool { return r.Err() == nil }

// Err returns nil if the answer is final. Otherwise it returns the error that Compute returned with it, a
// *NotInForceError for a draft and a *holidays.ProvisionalError, or an *InvalidError for the zero Result.
func (r Result) Err() error {
	switch {
	case r.Due.IsZero():
		return &InvalidError{r.Rule.ID, []string{"the result holds no due date; want one that Compute returned"}}
	case r.Rule.Status == Draft:
		return &NotInForceError{Rule: r.Rule.ID, Status: Draft, Trigger: r.Trigger}
	case !r.EstimatedFrom.IsZero():
		return &holidays.ProvisionalError{From: r.EstimatedFrom, Year: holidays.NoticeYear(r.EstimatedFrom)}
	}
	return nil
}

// OverdueFrom returns the first instant that is too late: the end of the due date, 24:00 in Beijing (民法典 203). Where
// the authority's business hours end earlier, so does the period; see Caveats. It returns the zero Time for the zero
// Result.
func (r Result) OverdueFrom() time.Time { return r.Due.AddDays(1).Start() }

// Announced reports whether the dates are those that an announcement fixed for events before the rule came into force (the
// rule's Transition), so that nothing was counted. It is false for the zero Result.
func (r Result) Announced() bool { return r.Rule.isFixedFor(r.Trigger) }

// String returns the due date, marked unless it is final and the rule in force: "2027-01-07 (provisional)". The zero
// Result is "no due date".
func (r Result) String() string {
	if r.Due.IsZero() {
		return "no due date"
	}
	s := r.Due.String()
	if !r.EstimatedFrom.IsZero() {
		s += " (provisional)"
	}
	if r.Rule.Status == Draft || r.Rule.Status == Ended {
		s += " (" + r.Rule.Status.String() + " rule)"
	}
	return s
}

// LogValue returns a group of rule, trigger, due, safe_by, final and calendar for log/slog; for the zero Result, the text
// "no due date".
func (r Result) LogValue() slog.Value {
	if r.Due.IsZero() {
		return slog.StringValue(r.String())
	}
	return slog.GroupValue(
		slog.String("rule", r.Rule.ID),
		slog.String("trigger", r.Trigger.String()),
		slog.String("due", r.String()),
		slog.String("safe_by", r.SafeBy.String()),
		slog.Bool("final", r.Final()),
		slog.String("calendar", r.Calendar),
	)
}

// resultJSON is the stable form of a Result. OverdueFrom, Final, Provisional and Caveats follow from the rest.
type resultJSON struct {
	Rule          Rule          `json:"rule"`
	Trigger       holidays.Date `json:"trigger"`
	Opens         holidays.Date `json:"opens,omitzero"`
	Due           holidays.Date `json:"due"`
	OverdueFrom   time.Time     `json:"overdue_from"`
	SafeBy        holidays.Date `json:"safe_by"`
	Final         bool          `json:"final"`
	Provisional   bool          `json:"provisional"`
	EstimatedFrom holidays.Date `json:"estimated_from,omitzero"`
	Caveats       []Caveat      `json:"caveats"`
	Calendar      string        `json:"calendar"`
	Disclaimer    string        `json:"disclaimer"`
}

// MarshalJSON writes an object with these fields, dates as 2006-01-02: rule (that of ParseRules), trigger, opens (only if
// there is one), due, overdue_from (RFC 3339), safe_by, final, provisional, estimated_from (only if provisional), caveats
// (code, text, basis, moves_date), calendar and disclaimer. The zero Result is null.
func (r Result) MarshalJSON() ([]byte, error) {
	if r.Due.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(resultJSON{
		r.Rule, r.Trigger, r.Opens, r.Due, r.OverdueFrom(), r.SafeBy, r.Final(), !r.EstimatedFrom.IsZero(), r.EstimatedFrom,
		r.Caveats(), r.Calendar, Disclaimer(English),
	})
}

// UnmarshalJSON reads what MarshalJSON writes and gives back an equal Result. A text whose fields contradict one another,
// or that lacks a date, the rule or the calendar, is an *InvalidError. It does not count again: Explain does, with the
// calendar.
func (r *Result) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*r = Result{} // which MarshalJSON writes so; an older answer must not remain
		return nil
	}
	var in resultJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	if err := checkKeys(json.NewDecoder(bytes.NewReader(data))); err != nil {
		return err
	}
	out := Result{in.Rule, in.Trigger, in.Opens, in.Due, in.SafeBy, in.EstimatedFrom, in.Calendar}
	var reasons []string
	check := func(ok bool, reason string) {
		if !ok {
			reasons = append(reasons, reason)
		}
	}
	check(!in.Trigger.IsZero() && !in.Due.IsZero() && !in.SafeBy.IsZero(), "want the dates trigger, due and safe_by")
	check(!in.SafeBy.After(in.Due) && !in.SafeBy.Before(in.Opens), "safe_by is not between opens and due")
	check(in.OverdueFrom.Equal(out.OverdueFrom()), "overdue_from is not the end of due in Beijing")
	if err := in.Rule.refuse(in.Trigger); err != nil {
		check(false, strings.TrimPrefix(err.Error(), "deadline: "))
	} else if fixed := in.Rule.Transition; out.Announced() {
		check(in.Opens == fixed.Opens && in.Due == fixed.Due, "opens and due are not those of the rule's transition")
	} else {
		first, last := out.span()
		check(!first.After(last), "due is on the wrong side of trigger")
		check(in.Rule.Limit.Direction != After || in.Opens == in.Trigger, "opens is not the trigger")
		check(in.Rule.Limit.Direction != InLastBefore || in.Due == in.Trigger, "due is not the trigger")
	}
	marked := slices.ContainsFunc(in.Caveats, func(c Caveat) bool { return c.Code == "provisional" })
	check(marked == in.Provisional, "the caveats contradict provisional")
	check(in.Rule != Rule{} && in.Calendar != "", "want the rule and the calendar that the answer rests on")
	check(in.Provisional != in.EstimatedFrom.IsZero(), "provisional and estimated_from contradict each other")
	check(in.Final == out.Final(), "final contradicts the other fields")
	check(!in.EstimatedFrom.After(in.Trigger) || !in.EstimatedFrom.After(in.Due), "estimated_from is after the count")
	if reasons != nil {
		return &InvalidError{in.Rule.ID, reasons}
	}
	*r = out
	return nil
}

// NoticesUsed returns the notices of c that arrange the days of the count, those that Steps yields, in order of issue, and
// behind them those of c's layers that name one of these days. It returns none if the dates were announced.
func (r Result) NoticesUsed(c *holidays.Calendar) []holidays.Notice {
	from, to := r.span()
	first, last := holidays.NoticeYear(from), holidays.NoticeYear(to)
	return slices.DeleteFunc(c.Notices(), func(n holidays.Notice) bool {
		if n.Year == 0 { // a layer
			return r.Announced() || !slices.ContainsFunc(n.Spans, func(s holidays.Span) bool {
				return !s.First.After(to) && !s.Last.Before(from)
			})
		}
		return r.Announced() || n.Year < first || n.Year > last
	})
}

// span returns the first and the last day of the count, which runs back from the trigger in a limit before an event.
func (r *Result) span() (first, last holidays.Date) {
	switch r.Rule.Limit.Direction {
	case AtLeastBefore:
		return r.Due, r.Trigger
	case InLastBefore:
		return r.Opens, r.Trigger
	}
	return r.Trigger, r.Due
}

// A State says where a day lies between the opening of a time limit and its end. The zero State is none.
type State uint8

const (
	_        State = iota
	NotOpen        // before Opens
	Open           // one may file, and SafeBy is not over
	PastSafe       // SafeBy is over, Due is not here yet
	DueToday       // the last day
	Overdue        // after Due
)

var stateNames = []string{"", "not_open", "open", "past_safe", "due_today", "overdue"}

// String returns not_open, open, past_safe, due_today or overdue; "" for the zero State.
func (s State) String() string { return nameOf(stateNames, s) }

// MarshalText returns what String returns, or an error for a State that does not exist.
func (s State) MarshalText() ([]byte, error) { return marshalName(stateNames, s) }

// UnmarshalText reads what MarshalText writes. Anything else is an error.
func (s *State) UnmarshalText(text []byte) error { return unmarshalName(stateNames, s, text) }

// A Standing is where a day lies towards a Result. The zero Standing says nothing.
type Standing struct {
	State       State         `json:"state"`
	Today       holidays.Date `json:"today"`
	ToSafeBy    int           `json:"to_safe_by"`  // working days after today up to and including SafeBy; negative when it is over
	ToDue       int           `json:"to_due"`      // the same to Due
	Provisional bool          `json:"provisional"` // the result or one of the numbers rests on estimated days
}

// Standing returns where the day today lies, with the working days that are left to SafeBy and to Due, or past. Working days
// are counted by c, which may know more notices, or other layers, than the calendar of the result. It returns an error,
// and the zero Standing, only where there is none: an *InvalidError for a zero today or a zero Result, and a
// *holidays.RangeError where c ends.
func (r Result) Standing(today holidays.Date, c *holidays.Calendar) (Standing, error) {
	switch {
	case r.Due.IsZero():
		return Standing{}, r.Err()
	case today.IsZero():
		return Standing{}, &InvalidError{r.Rule.ID, []string{"today is the zero Date; want the day to look from"}}
	}
	s := Standing{State: Open, Today: today, Provisional: !r.EstimatedFrom.IsZero()}
	switch {
	case today.After(r.Due):
		s.State = Overdue
	case today == r.Due:
		s.State = DueToday
	case today.After(r.SafeBy):
		s.State = PastSafe
	case today.Before(r.Opens):
		s.State = NotOpen
	}
	var safeErr, dueErr error
	s.ToSafeBy, safeErr = c.Count(today, r.SafeBy)
	s.ToDue, dueErr = c.Count(today, r.Due)
	for _, err := range [...]error{safeErr, dueErr} {
		switch {
		case isProvisional(err):
			s.Provisional = true
		case err != nil:
			return Standing{}, err
		}
	}
	return s, nil
}

// ActBy returns the day to work towards: SafeBy, or Opens where an approval must be in hand before the window to apply for
// it ends (the open question approval_before_expiry).
func (r Result) ActBy() holidays.Date {
	if r.Rule.Questions&approvalBeforeExpiry != 0 {
		return r.Opens
	}
	return r.SafeBy
}

// Reminders returns for each number the day that many working days before ActBy, in the order given; 0 is ActBy itself
// or, where that is a day off, the working day before. None is a day off. A negative number and a zero Result are an
// *InvalidError; leaving c is a *holidays.RangeError. When the result is not final, the days come together with its Err;
// when a reminder rests on estimated days, with a *holidays.ProvisionalError.
func (r Result) Reminders(c *holidays.Calendar, before ...int) ([]holidays.Date, error) {
	if r.Due.IsZero() {
		return nil, r.Err()
	}
	days, notFinal := make([]holidays.Date, len(before)), r.Err()
	for i, n := range before {
		if n < 0 {
			return nil, &InvalidError{r.Rule.ID, []string{fmt.Sprintf("a reminder %d working days before: want 0 or more", n)}}
		}
		day, err := c.OnOrBefore(r.ActBy())
		if n > 0 {
			day, err = c.Add(r.ActBy(), -n)
		}
		if day.IsZero() {
			return nil, err
		}
		if days[i] = day; notFinal == nil {
			notFinal = err
		}
	}
	return days, notFinal
}
