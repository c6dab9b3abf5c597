package holidays

import "fmt"

// A Kind says what sort of day a date is. The zero Kind is unknown, and not worked.
type Kind uint8

const (
	_       Kind = iota // unknown
	Workday             // working day (工作日): an ordinary Monday to Friday
	Weekend             // weekly rest day (休息日): an ordinary Saturday or Sunday
	Holiday             // day off by notice or statute (放假), the weekend days within a break included
	Makeup              // make-up working day (调休上班): a weekend day worked in exchange
)

var kindNames = [...]string{"unknown", "workday", "weekend", "holiday", "makeup"}

// IsWorkday reports whether people work on a day of this kind: true for Workday and Makeup.
func (k Kind) IsWorkday() bool { return k == Workday || k == Makeup }

// String returns workday, weekend, holiday or makeup; unknown for the zero Kind.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// MarshalText returns what String does. A Kind that does not exist is a *KindError.
func (k Kind) MarshalText() ([]byte, error) {
	if int(k) < len(kindNames) {
		return []byte(kindNames[k]), nil
	}
	return nil, &KindError{k.String()}
}

// UnmarshalText reads what MarshalText writes; anything else is a *KindError.
func (k *Kind) UnmarshalText(text []byte) error {
	for i, name := range kindNames {
		if name == string(text) {
			*k = Kind(i)
			return nil
		}
	}
	return &KindError{string(text)}
}

// A KindError says that a value is no kind of day.
type KindError struct{ Value string }

func (e *KindError) Error() string {
	return fmt.Sprintf("holidays: kind of day %s: want one of %v", quote(e.Value), kindNames)
}

// A Day is what a calendar knows about one date. The zero Day is a date of unknown kind, not worked and not settled.
type Day struct {
	Date    Date   `json:"date"`
	Kind    Kind   `json:"kind"`
	Name    string `json:"name,omitempty"`   // festival; empty for an ordinary day
	Source  string `json:"source,omitempty"` // number of the notice, or the statute, that says so; see Calendar.Day; empty for an ordinary day
	Settled bool   `json:"settled"`          // the arrangement governing this date is on record
}
