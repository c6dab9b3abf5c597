package deadline

import (
	"encoding/json"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// resultJSON is the stable form of a Result. Closes, provisional and caveats follow from the rest.
type resultJSON struct {
	Rule        Rule          `json:"rule"`
	Trigger     holidays.Date `json:"trigger"`
	Opens       holidays.Date `json:"opens,omitzero"`
	Due         holidays.Date `json:"due"`
	Closes      time.Time     `json:"closes"`
	SafeBy      holidays.Date `json:"safe_by"`
	Provisional bool          `json:"provisional"`
	Unsettled   holidays.Date `json:"unsettled,omitzero"`
	Caveats     []Caveat      `json:"caveats"`
	Calendar    string        `json:"calendar"`
}

// MarshalJSON writes an object with these fields, dates as 2006-01-02: rule (that of ParseRules), trigger, opens (only if
// there is one), due, closes (RFC 3339, the first instant that is too late), safe_by, provisional, unsettled (only if
// provisional), caveats (code, text, basis, moves_date) and calendar. The zero Result is null.
func (r Result) MarshalJSON() ([]byte, error) {
	if r.Due.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(resultJSON{
		r.Rule, r.Trigger, r.Opens, r.Due, r.Closes(), r.SafeBy, !r.Unsettled.IsZero(), r.Unsettled, r.Caveats(), r.Calendar,
	})
}

// UnmarshalJSON reads what MarshalJSON writes and gives back an equal Result. Text in which closes or provisional do not
// agree with the dates, or which lacks a date, the rule or the calendar, is an *InvalidError. It does not count again: a
// text that was changed without a contradiction passes, and only Compute with the same calendar tells.
func (r *Result) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*r = Result{} // which MarshalJSON writes so; an older answer must not stand in its place
		return nil
	}
	var in resultJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	out := Result{in.Rule, in.Trigger, in.Opens, in.Due, in.SafeBy, in.Unsettled, in.Calendar}
	var reasons []string
	switch {
	case in.Trigger.IsZero() || in.Due.IsZero() || in.SafeBy.IsZero():
		reasons = append(reasons, "want the dates trigger, due and safe_by")
	case in.SafeBy.After(in.Due):
		reasons = append(reasons, "safe_by "+in.SafeBy.String()+" is after due "+in.Due.String())
	case !in.Closes.Equal(out.Closes()):
		reasons = append(reasons, "closes is not 24:00 in Beijing on "+in.Due.String())
	}
	if in.Rule == (Rule{}) || in.Calendar == "" {
		reasons = append(reasons, "want the rule and the calendar that the answer rests on")
	}
	if !out.Announced() && in.Rule.Limit.Direction == After && in.Trigger.After(in.Due) {
		reasons = append(reasons, "trigger "+in.Trigger.String()+" is after due "+in.Due.String())
	}
	if in.Unsettled.After(in.Trigger) && in.Unsettled.After(in.Due) {
		reasons = append(reasons, "unsettled "+in.Unsettled.String()+" is after the count")
	}
	if in.Provisional == in.Unsettled.IsZero() {
		reasons = append(reasons, "provisional and unsettled contradict each other")
	}
	if reasons != nil {
		return &InvalidError{in.Rule.ID, reasons}
	}
	*r = out
	return nil
}
