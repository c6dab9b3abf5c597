package holidays

import (
	"errors"
	"fmt"
)

// ErrProvisional is what errors.Is finds in a *ProvisionalError.
var ErrProvisional = errors.New("provisional")

// ErrOutOfRange is what errors.Is finds in a *RangeError.
var ErrOutOfRange = errors.New("out of range")

// A ProvisionalError comes together with an answer and says that the answer is an estimate: it counted over days whose
// arrangement is not on record.
type ProvisionalError struct {
	From Date // first unsettled day counted over
	Year int  // the year whose notice settles that day
}

func (e *ProvisionalError) Error() string {
	return fmt.Sprintf("holidays: provisional: from %v on it counts days that the notice for %d will settle, and that notice is not on record", e.From, e.Year)
}

// Unwrap returns ErrProvisional.
func (e *ProvisionalError) Unwrap() error { return ErrProvisional }

// A RangeError says that a date, or a count of working days from it, is outside what a calendar can speak of.
type RangeError struct {
	Date        Date
	Days        int  // working days counted from Date; 0 when Date itself is outside
	First, Last Date // the range; zero when it is empty
}

func (e *RangeError) Error() string {
	what, where := e.Date.String(), "the calendar's range "+e.First.String()+" to "+e.Last.String()
	if e.Date.IsZero() {
		what = "the zero Date"
	}
	if e.First.IsZero() {
		where = "the calendar's range, which is empty"
	}
	if e.Days != 0 {
		return fmt.Sprintf("holidays: out of range: %d working days from %s leave %s", e.Days, what, where)
	}
	return fmt.Sprintf("holidays: out of range: %s is outside %s", what, where)
}

// Unwrap returns ErrOutOfRange.
func (e *RangeError) Unwrap() error { return ErrOutOfRange }

// An index answers counts with two loads, however far they reach. A day is named by its place in the range, from 0 on:
//
//	rank[i]  the number of working days among the first i days; rank[i+1] counts day i too
//	days[k]  the place of the working day with k working days before it: the inverse of rank
//
// The n-th working day after day i has rank[i+1] + n-1 working days before it, so it is days[rank[i+1]+n-1]; the n-th
// before day i is days[rank[i]-n]; and rank[j+1] - rank[i+1] are the working days after day i up to and including day j.
//
// A calendar also has the part of its index that is about the settled days from the first on, as slices of the same
// arrays. Dates and counts that stay within it are in range and final, so the comparisons that Go makes anyway before a
// load answer every question about the range and about errors. Whatever leaves it takes the slower way, which says what
// is wrong.
type index struct{ rank, days []uint16 }

func newIndex(label []uint16, labels []Day) index {
	worked := make([]uint8, len(labels)) // 1 or 0, so that the loop adds and does not branch
	for l := range labels {
		if labels[l].Kind.IsWorkday() {
			worked[l] = 1
		}
	}
	count := 0
	for _, l := range label {
		count += int(worked[l/2])
	}
	rank := make([]uint16, len(label)+1+count) // one allocation for both
	rank, days := rank[:len(label)+1:len(label)+1], rank[len(label)+1:]
	count = 0
	for i, l := range label {
		if w := int(worked[l/2]); w == 1 {
			days[count] = uint16(i)
			count += w
		}
		rank[i+1] = uint16(count)
	}
	return index{rank, days}
}

// A finalIndex is the part of an index that is about its first days, all of them settled: through[i] is the number of
// working days up to and including day i, which is rank[i+1].
type finalIndex struct{ through, days []uint16 }

// upTo returns the part about the first n days.
func (x index) upTo(n int) finalIndex { return finalIndex{x.rank[1 : n+1], x.days[:x.rank[n]]} }

// Add returns the n-th working day after d for n > 0, the n-th working day before d for n < 0, and d itself for 0.
// The count begins with the day next to d, whether d is a working day or not.
//
// When the count goes over an unsettled day, the answer is an estimate and comes with a *ProvisionalError. When d or
// the answer is outside the range, the answer is the zero Date with a *RangeError. Add takes the same time for any n
// and allocates only errors.
func (c *Calendar) Add(d Date, n int) (Date, error) {
	if c != nil && n != 0 {
		x, i := &c.final, c.place(d)
		if i < uint(len(x.through)) {
			k := int(x.through[i]) + n - 1
			if n < 0 {
				k = n
				if i > 0 {
					k += int(x.through[i-1])
				}
			}
			if uint(k) < uint(len(x.days)) {
				return Date{c.first.n + int32(x.days[k])}, nil
			}
		}
	}
	return c.addSlowly(d, n)
}

// addSlowly is Add where the range or an unsettled day may stand in the way.
func (c *Calendar) addSlowly(d Date, n int) (Date, error) {
	i, ok := c.at(d)
	if !ok {
		return Date{}, c.outOfRange(d, 0)
	}
	if n == 0 {
		return d, nil
	}
	k := int(c.index.rank[i]) + n
	if n > 0 {
		k = int(c.index.rank[i+1]) + n - 1
	}
	if uint(k) >= uint(len(c.index.days)) {
		return Date{}, c.outOfRange(d, n)
	}
	to := Date{c.first.n + int32(c.index.days[k])}
	if n > 0 {
		return to, c.provisional(d.AddDays(1), to)
	}
	return to, c.provisional(to, d.AddDays(-1))
}

// Count returns the number of working days after `after` up to and including `through`; it is negative when through is
// before after, so that Count(a, b) is always -Count(b, a). Errors are those of Add; out of range the count is 0.
func (c *Calendar) Count(after, through Date) (int, error) {
	if c != nil {
		sum, i, j := c.final.through, c.place(after), c.place(through)
		if i < uint(len(sum)) && j < uint(len(sum)) {
			return int(sum[j]) - int(sum[i]), nil
		}
	}
	return c.countSlowly(after, through)
}

// countSlowly is Count where the range or an unsettled day may stand in the way.
func (c *Calendar) countSlowly(after, through Date) (int, error) {
	i, ok := c.at(after)
	if !ok {
		return 0, c.outOfRange(after, 0)
	}
	j, ok := c.at(through)
	if !ok {
		return 0, c.outOfRange(through, 0)
	}
	n := int(c.index.rank[j+1]) - int(c.index.rank[i+1])
	if i <= j {
		return n, c.provisional(after.AddDays(1), through)
	}
	return n, c.provisional(through.AddDays(1), after)
}

// Next returns the first working day on or after d. Errors are those of Add.
func (c *Calendar) Next(d Date) (Date, error) {
	i, ok := c.at(d)
	if !ok {
		return Date{}, c.outOfRange(d, 0)
	}
	k := int(c.index.rank[i])
	if k >= len(c.index.days) {
		return Date{}, c.outOfRange(d, 1)
	}
	to := Date{c.first.n + int32(c.index.days[k])}
	return to, c.provisional(d, to)
}

// Previous returns the first working day on or before d. Errors are those of Add.
func (c *Calendar) Previous(d Date) (Date, error) {
	i, ok := c.at(d)
	if !ok {
		return Date{}, c.outOfRange(d, 0)
	}
	k := int(c.index.rank[i+1]) - 1
	if k < 0 {
		return Date{}, c.outOfRange(d, -1)
	}
	to := Date{c.first.n + int32(c.index.days[k])}
	return to, c.provisional(to, d)
}

// provisional returns a *ProvisionalError if a day of first to last is unsettled. No days, no error.
func (c *Calendar) provisional(first, last Date) error {
	if last.n <= c.known.n {
		return nil
	}
	return c.provisionalAfterKnown(first, last)
}

func (c *Calendar) provisionalAfterKnown(first, last Date) error {
	for _, g := range c.unsettled {
		if !g.to.Before(first) && !g.from.After(last) && !last.Before(first) {
			from := first
			if g.from.After(first) {
				from = g.from
			}
			return &ProvisionalError{From: from, Year: from.NoticeYear()}
		}
	}
	return nil
}

func (c *Calendar) outOfRange(d Date, n int) error {
	e := &RangeError{Date: d, Days: n}
	e.First, e.Last = c.Range()
	return e
}
