package holidays

import (
	"slices"
	"time"
)

// A Calendar says, for any date, whether people work that day, and on whose word. It is immutable and safe for
// concurrent use; With and AsOf return another one. The zero Calendar, and a nil one, speak of no date at all: their
// range is empty and every question to them is answered with a *RangeError.
type Calendar struct {
	first, last Date
	final       finalIndex // of the days from first to known
	index       index      // of all days
	known       Date       // last day of the unbroken run of settled days from first
	unsettled   []gap      // runs of unsettled days, in order
	label       []uint16   // for each day its place in labels, times two, plus one when it is settled
	labels      []Day      // what days of one description share: kind, name and source
	notices     []Notice   // in order of issue
	statutes    []statute  // the versions known, in order of signing
	breaks      []window   // where notices to come can move days, in order
	id          string
}

// A gap is a run of unsettled days; from and to are both in it.
type gap struct{ from, to Date }

// The dates that a calendar made of notices can speak of. It begins with the first notice on record here and ends with
// the festivals of the lunar calendar on file.
var (
	rangeFirst = NewDate(2004, time.January, 1)
	rangeLast  = NewDate(2060, time.December, 31)
)

// A notice settles 25 December of the year before its own to 24 December of its own.
const firstSettledDay = 25

// With returns the calendar with more notices on record; c itself stays as it is. They are taken in order of issue,
// those without a date after the dated ones; where two name a date, the later one prevails. A notice that is on record
// already changes nothing: same Year and Amends, and the same days worked and not worked, or those of a year's notice with
// the amendments on record merged into it; only a number that was missing is filled in. All notices are taken or none.
//
// A year's notice that does not have the number of days off that the statute gives the year, and does not state its Net,
// is a *StatuteError: a fragment of a year must not settle the rest of it.
//
// A *NoticeError says which one is wrong and why: wrong by itself, as with ParseNotice; the number of a notice on
// record with other days; a second notice for a year that has one, with other days and without saying that it amends it;
// an amendment of nothing that is on record before it; a year outside the range. With on a calendar that FromFunc or
// FromCal made is a *NoticeError as well. On a nil or zero Calendar it begins a record of its own.
func (c *Calendar) With(notices ...Notice) (*Calendar, error) {
	var old []Notice
	if c != nil {
		old = c.notices
		if len(old) == 0 && !c.first.IsZero() && c.known == c.last {
			n := Notice{Title: "in With"}
			return nil, &NoticeError{n.label(), -1, "this calendar was made from a function, and notices do not apply to it"}
		}
	}
	all, changed, err := addNotices(old, notices)
	if err != nil {
		return nil, err
	}
	if c == nil || c.first.IsZero() {
		return fromNotices(all, readAlmanac().statutes), nil
	}
	if !changed {
		return c, nil
	}
	statutes := c.statutes
	for _, n := range all {
		if then := statutesAsOf(readAlmanac().statutes, n.Issued); len(then) > len(statutes) {
			statutes = then
		}
	}
	return fromNotices(all, statutes), nil
}

// AsOf returns the calendar as it was known at the end of day d: with the notices issued on or before d only, and with
// the versions of the statute signed by then, which is what the estimate of unsettled days rests on. Notices without a
// date of issue are left out, and so are amendments of what is left out.
//
// With on such a calendar brings it forward: whoever has a notice also knows the statute of the day it was issued.
func (c *Calendar) AsOf(d Date) *Calendar {
	if c == nil {
		return nil
	}
	kept := noticesAsOf(c.notices, d)
	statutes := statutesAsOf(c.statutes, d)
	if len(kept) == len(c.notices) && len(statutes) == len(c.statutes) {
		return c
	}
	return fromNotices(kept, statutes)
}

// Notices returns the notices on record in order of issue, in which the later ones prevail. They are copies.
func (c *Calendar) Notices() []Notice {
	if c == nil {
		return nil
	}
	notices := slices.Clone(c.notices)
	for i := range notices {
		notices[i] = notices[i].clone()
	}
	return notices
}

// Range returns the first and the last date that the calendar can speak of, both included; zero Dates if there is none.
func (c *Calendar) Range() (first, last Date) {
	if c == nil {
		return Date{}, Date{}
	}
	return c.first, c.last
}

// Known returns the unbroken run of settled days from the start of the range, both ends included; zero Dates if not
// even the first day is settled. Up to its end the calendar answers without a *ProvisionalError.
func (c *Calendar) Known() (first, last Date) {
	if c == nil || c.known.IsZero() {
		return Date{}, Date{}
	}
	return c.first, c.known
}

// ID names what the answers of this calendar rest on: its newest notice and a digest of all it knows. Calendars with
// equal IDs answer alike. It is "" for the zero Calendar.
func (c *Calendar) ID() string {
	if c == nil {
		return ""
	}
	return c.id
}

// Day returns what is known about d. Outside the range that is nothing: zero Kind, not settled.
//
// Of an unsettled day it is an estimate, and Source says what it rests on: the order of the statute alone, such as
// 国务院令第795号, for a day off by law; with "made up under art. 6" for the day off in place of one that falls on a weekend;
// with "pattern of" and a notice for a day off or worked as that notice did it, or says it is done.
func (c *Calendar) Day(d Date) Day {
	i, ok := c.at(d)
	if !ok {
		return Day{Date: d}
	}
	label := c.label[i]
	says := &c.labels[label/2]
	return Day{d, says.Kind, says.Name, says.Source, label%2 == 1}
}

// IsWorkday reports whether d is a working day (工作日). It is false outside the range, and for an unsettled date it is
// the estimate, as in Day.
func (c *Calendar) IsWorkday(d Date) bool {
	i, ok := c.at(d)
	return ok && c.index.rank[i] != c.index.rank[i+1]
}

// at returns the place of d among the days of the range.
func (c *Calendar) at(d Date) (i int, ok bool) {
	if c == nil {
		return 0, false
	}
	i = int(c.place(d))
	return i, uint(i) < uint(len(c.label))
}

// place is what at returns, not compared with the range: of a day before it, it is larger than any place there is.
func (c *Calendar) place(d Date) uint { return uint(uint32(d.n - c.first.n)) }
