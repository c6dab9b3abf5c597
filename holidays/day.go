package holidays

import (
	"fmt"
	"slices"
	"time"
)

// A Kind says what sort of day a date is. The zero Kind is unknown, and not worked.
type Kind uint8

const (
	_       Kind = iota // unknown
	Workday             // working day (工作日): an ordinary Monday to Friday
	Weekend             // weekly rest day (休息日): an ordinary Saturday or Sunday
	Holiday             // day off by notice or statute (放假), the weekend days within a break included
	Makeup              // make-up working day (调休上班): a weekend day worked in exchange
)

var kindNames = []string{"unknown", "workday", "weekend", "holiday", "makeup"}

// IsWorkday reports whether people work on a day of this kind: true for Workday and Makeup.
func (k Kind) IsWorkday() bool { return k == Workday || k == Makeup }

// String returns workday, weekend, holiday or makeup; unknown for the zero Kind.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// MarshalText returns what String returns, or an error for a Kind that does not exist.
func (k Kind) MarshalText() ([]byte, error) {
	if int(k) < len(kindNames) {
		return []byte(kindNames[k]), nil
	}
	return nil, fmt.Errorf("holidays: kind of day %v: want one of %q", k, kindNames)
}

// UnmarshalText reads what MarshalText writes. Anything else is an error.
func (k *Kind) UnmarshalText(text []byte) error {
	i := slices.Index(kindNames, string(text))
	if i < 0 {
		return fmt.Errorf("holidays: kind of day %s: want one of %q", quote(string(text)), kindNames)
	}
	*k = Kind(i)
	return nil
}

// A Day is what a calendar knows about one date. The zero Day is a date of unknown kind, not worked and not settled.
type Day struct {
	Date      Date   `json:"date"`
	Kind      Kind   `json:"kind"`
	Name      string `json:"name,omitempty"`      // festival; empty for an ordinary day
	Source    string `json:"source,omitempty"`    // number of the notice, name of the layer, or order of the statute; empty for an ordinary day
	Statutory bool   `json:"statutory,omitempty"` // off by the statute itself (法定节假日): threefold pay; a layer may work it, so ask Base
	Settled   bool   `json:"settled"`             // the arrangement that governs the date is published
	Basis     Basis  `json:"basis,omitzero"`      // of an estimated day that is not an ordinary one: what the estimate rests on
}

// A Basis says what the estimate of a day rests on, in fields that a program can read. Settled days and ordinary days have
// the zero Basis.
type Basis struct {
	Statute string `json:"statute"`           // order of the statute, such as 国务院令第795号
	Pattern string `json:"pattern,omitempty"` // number of the notice whose arrangement is followed; empty for the statute alone
	MadeUp  bool   `json:"made_up,omitempty"` // off in place of a statutory day that falls on a weekend (art. 6 of the statute)
}

// A notice settles 25 December of the year before its own to 24 December of its own.
const firstSettledDay = 25

// NoticeYear returns the year whose notice settles the date: its own, and from 25 December on the next one, because the
// notices of 2006, 2007, 2008, 2012, 2019 and 2023 reached back into the last week of the year before. It returns 0 for
// the zero Date.
func NoticeYear(d Date) int {
	year, month, day := d.Date()
	if month == time.December && day >= firstSettledDay {
		year++
	}
	return year
}

// settledBy returns the first and the last day that the notice of a year settles.
func settledBy(year int) (first, last Date) {
	return NewDate(year-1, time.December, firstSettledDay), NewDate(year, time.December, firstSettledDay-1)
}
