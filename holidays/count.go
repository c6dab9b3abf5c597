package holidays

import (
	"errors"
	"fmt"
)

// ErrProvisional is what errors.Is finds in a *ProvisionalError.
var ErrProvisional = errors.New("provisional")

// ErrOutOfRange is what errors.Is finds in a *RangeError.
var ErrOutOfRange = errors.New("out of range")

// A ProvisionalError comes together with an answer and says that the answer is provisional: it rests on estimated days.
type ProvisionalError struct {
	From Date // first estimated day that was counted
	Year int  // the year whose notice settles that day
}

func (e *ProvisionalError) Error() string {
	return fmt.Sprintf("holidays: provisional: the days from %v on are estimated until the notice for %d is loaded with Calendar.With", e.From, e.Year)
}

// Unwrap returns ErrProvisional.
func (e *ProvisionalError) Unwrap() error { return ErrProvisional }

// AllowProvisional drops a *ProvisionalError and nothing else, not even one that is wrapped or joined with another error:
// AllowProvisional(calendar.Add(d, 30)) returns a provisional answer like a final one. Its caller must say elsewhere that
// the answer is provisional.
func AllowProvisional[T any](v T, err error) (T, error) {
	if _, ok := err.(*ProvisionalError); ok {
		return v, nil
	}
	return v, err
}

// A RangeError says that a date, or a count of working days from it, leaves the range of a calendar.
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

// An index counts working days with two loads, however far apart they are. Day i of the range is between the edges i and
// i+1, and all questions ask for the n-th working day behind an edge, or before it:
//
//	rank[e]  the working days before edge e
//	days[k]  the day that has k working days before it: the inverse of rank
type index struct{ rank, days []uint16 }

// newIndex makes the index of days with these labels; worked is 1 for a label whose days are worked, else 0.
func newIndex(labels, worked []uint16) index {
	both := make([]uint16, 2*len(labels)+2)
	rank, days := both[:len(labels)+1:len(labels)+1], both[len(labels)+1:]
	k := uint16(0)
	for i, l := range labels {
		days[k] = uint16(i) // overwritten unless the day is worked
		k += worked[l]
		rank[i+1] = k
	}
	return index{rank, days[:k:k]}
}

// upTo is the index of the first n days alone, in the same arrays.
func (x index) upTo(n int) index { return index{x.rank[:n+1], x.days[:x.rank[n]]} }

// nth returns the n-th working day behind an edge, or the one before it for a negative n. n is not 0.
func (x *index) nth(edge uint64, n int) (day int32, ok bool) {
	if edge < uint64(len(x.rank)) {
		if k := int(x.rank[edge]) + n - onward(n); uint(k) < uint(len(x.days)) {
			return int32(x.days[k]), true
		}
	}
	return 0, false
}

// onward is 1 for n > 0, else 0: a count on from a day begins at the edge behind it, a count back at the edge before it.
func onward(n int) int {
	if n > 0 {
		return 1
	}
	return 0
}

// edge returns the edge before d. For a date before the range it is larger than any edge, and stays so with 1 added.
func (c *Calendar) edge(d Date) uint64 { return uint64(uint32(d.n - c.first.n)) }

func (c *Calendar) covers(d Date) bool { return c != nil && c.edge(d) < uint64(len(c.label)) }

// Add returns the n-th working day after d for n > 0, the n-th working day before d for n < 0, and d itself for 0. The
// count begins with the day next to d, whether d is a working day or not. Add takes the same time for any n and allocates
// only errors:
//
//   - a *ProvisionalError, together with the answer, when a day that is counted is estimated;
//   - a *RangeError, with the zero Date, when d or the answer is outside the range.
func (c *Calendar) Add(d Date, n int) (Date, error) {
	if c != nil && n != 0 {
		if day, ok := c.final.nth(c.edge(d)+uint64(onward(n)), n); ok {
			return Date{c.first.n + day}, nil
		}
	}
	return c.find(d, onward(n), n)
}

// OnOrAfter returns d if it is a working day, and else the first working day after it. Errors are those of Add.
func (c *Calendar) OnOrAfter(d Date) (Date, error) { return c.find(d, 0, 1) }

// OnOrBefore returns d if it is a working day, and else the last working day before it. Errors are those of Add.
func (c *Calendar) OnOrBefore(d Date) (Date, error) { return c.find(d, 1, -1) }

// find returns the n-th working day from the edge before d, or from the edge behind d if behind is 1. It returns d itself
// if n is 0.
func (c *Calendar) find(d Date, behind, n int) (Date, error) {
	switch {
	case !c.covers(d):
		return Date{}, c.outOfRange(d, 0)
	case n == 0:
		return d, nil
	}
	day, ok := c.index.nth(c.edge(d)+uint64(behind), n)
	if !ok {
		return Date{}, c.outOfRange(d, n)
	}
	to := Date{c.first.n + day}
	if n > 0 {
		return to, c.provisional(d.AddDays(behind), to)
	}
	return to, c.provisional(to, d.AddDays(behind-1))
}

// Count returns the number of working days after `after` up to and including `through`. It is negative when through is
// before after: Count(a, b) is -Count(b, a). Errors are those of Add; out of the range the count is 0.
func (c *Calendar) Count(after, through Date) (int, error) {
	if c != nil {
		rank, i, j := c.final.rank, c.edge(after)+1, c.edge(through)+1
		if i < uint64(len(rank)) && j < uint64(len(rank)) {
			return int(rank[j]) - int(rank[i]), nil
		}
	}
	switch {
	case !c.covers(after):
		return 0, c.outOfRange(after, 0)
	case !c.covers(through):
		return 0, c.outOfRange(through, 0)
	}
	n := int(c.index.rank[c.edge(through)+1]) - int(c.index.rank[c.edge(after)+1])
	return n, c.provisional(Date{min(after.n, through.n) + 1}, Date{max(after.n, through.n)})
}

// provisional returns a *ProvisionalError if a day from first to last is estimated; nil if last is before first.
func (c *Calendar) provisional(first, last Date) error {
	if last.n <= c.settled.n {
		return nil
	}
	return c.estimatedAmong(first, last)
}

func (c *Calendar) estimatedAmong(first, last Date) error {
	for _, r := range c.unsettled {
		if from := max(first.n, r.first.n); from <= min(last.n, r.last.n) {
			return &ProvisionalError{Date{from}, NoticeYear(Date{from})}
		}
	}
	return nil
}

func (c *Calendar) outOfRange(d Date, n int) error {
	first, last := c.Range()
	return &RangeError{d, n, first, last}
}
