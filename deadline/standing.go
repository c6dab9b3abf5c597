package deadline

import (
	"fmt"

	"github.com/cnworkday/cnworkday/holidays"
)

// A State says where a day stands between the opening of a time limit and its end. The zero State is none.
type State uint8

const (
	_        State = iota
	NotOpen        // before Opens
	Open           // one may file, and there are days left
	DueToday       // the last day
	Overdue        // after Due
)

var stateNames = []string{"", "not_open", "open", "due_today", "overdue"}

// String returns not_open, open, due_today or overdue; "" for the zero State.
func (s State) String() string { return nameOf(stateNames, s, "State") }

// MarshalText returns what String does. A State that does not exist is a *NameError.
func (s State) MarshalText() ([]byte, error) { return marshalName(stateNames, s) }

// UnmarshalText reads what MarshalText writes; anything else is a *NameError.
func (s *State) UnmarshalText(text []byte) error { return unmarshalName(stateNames, s, text) }

// A Standing is where a day stands towards a Result. The zero Standing says nothing.
type Standing struct {
	State    State         `json:"state"`
	Today    holidays.Date `json:"today"`
	ToSafeBy int           `json:"to_safe_by"` // working days after today up to and including SafeBy; negative: late by so many
	ToDue    int           `json:"to_due"`     // the same to Due
}

// Status returns where the day today stands: not open, open, due today or overdue, with the working days left, or late, to
// SafeBy and to Due. Working days are counted by c, which may know more notices than the result did.
//
// It is an *InvalidError for a zero today or a zero Result, and a *holidays.RangeError where c ends. When the result is
// provisional, or days between today and Due are unsettled in c, the Standing comes together with a
// *holidays.ProvisionalError.
func (r Result) Status(today holidays.Date, c *holidays.Calendar) (Standing, error) {
	switch {
	case r.Due.IsZero():
		return Standing{}, r.Err()
	case today.IsZero():
		return Standing{}, &InvalidError{r.Rule.ID, []string{"today is the zero Date; want the day to look from"}}
	}
	s := Standing{State: Open, Today: today}
	switch {
	case today.After(r.Due):
		s.State = Overdue
	case today == r.Due:
		s.State = DueToday
	case today.Before(r.Opens):
		s.State = NotOpen
	}
	var safeErr, dueErr error
	s.ToSafeBy, safeErr = c.Count(today, r.SafeBy)
	s.ToDue, dueErr = c.Count(today, r.Due)
	for _, err := range [...]error{dueErr, safeErr} {
		if _, provisional := err.(*holidays.ProvisionalError); err != nil && !provisional {
			return Standing{}, err
		}
	}
	for _, err := range [...]error{r.Err(), dueErr, safeErr} {
		if err != nil {
			return s, err
		}
	}
	return s, nil
}

// Reminders returns for each number the day that many working days before SafeBy, in the order given; 0 is SafeBy itself
// or, where that is a day off, the working day before. None is a day off. A negative number, or a zero Result, is an
// *InvalidError; leaving c is a *holidays.RangeError. When the result is provisional, or a reminder hangs on unsettled
// days, the days come together with a *holidays.ProvisionalError.
func (r Result) Reminders(c *holidays.Calendar, before ...int) ([]holidays.Date, error) {
	if r.Due.IsZero() {
		return nil, r.Err()
	}
	days, provisional := make([]holidays.Date, len(before)), r.Err()
	for i, n := range before {
		if n < 0 {
			return nil, &InvalidError{r.Rule.ID, []string{fmt.Sprintf("a reminder %d working days before: want 0 or more", n)}}
		}
		day, err := c.Previous(r.SafeBy)
		if n > 0 {
			day, err = c.Add(r.SafeBy, -n)
		}
		if day.IsZero() {
			return nil, err
		}
		if days[i] = day; provisional == nil {
			provisional = err
		}
	}
	return days, provisional
}
