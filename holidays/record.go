package holidays

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
)

// maxSpans is how many spans of days a calendar takes: more than a thousand years' worth, and few enough for its labels.
const maxSpans = 20_000

// addNotices returns a record of notices with more of them in it, in order of issue. The given record stays as it is.
func addNotices(record, more []Notice) ([]Notice, error) {
	all, more := slices.Clone(record), slices.Clone(more)
	sortByIssue(more)
	for _, n := range more {
		if err := n.Validate(); err != nil {
			return nil, err
		}
		if n.isLayer() {
			return nil, n.errorf("it is a layer; Calendar.Overlay takes layers")
		}
		if n.Year < rangeFirst.Year() || n.Year > rangeLast.Year() {
			return nil, n.errorf("year %d: want one from %d to %d", n.Year, rangeFirst.Year(), rangeLast.Year())
		}
		known, err := isKnown(all, n)
		if err != nil {
			return nil, err
		}
		if !known {
			all = append(all, n.clone())
			sortByIssue(all)
		}
	}
	spans := 0
	for i := range all {
		if err := checkAmends(all[:i], &all[i]); err != nil {
			return nil, err
		}
		if spans += len(all[i].Spans); spans > maxSpans {
			return nil, all[i].errorf("with it there are more than %d spans of days", maxSpans)
		}
	}
	return all, nil
}

// sortByIssue puts notices in order of issue. Of those of one day, an amendment comes after what it amends.
func sortByIssue(notices []Notice) {
	amended := make(map[string]string, len(notices))
	for i := range notices {
		amended[notices[i].Number] = notices[i].Amends
	}
	depth := func(n *Notice) (depth int) { // how many notices it amends, one through the other
		for number := n.Amends; number != "" && depth < len(notices); number = amended[number] {
			depth++
		}
		return depth
	}
	slices.SortStableFunc(notices, func(a, b Notice) int {
		return cmp.Or(a.Issued.Compare(b.Issued), cmp.Compare(depth(&a), depth(&b)), cmp.Compare(a.Number, b.Number))
	})
}

// isKnown reports whether a record says all that n says already, and refuses n when it contradicts the record.
func isKnown(record []Notice, n Notice) (bool, error) {
	for i := range record {
		old := &record[i]
		sameNumber := old.Number == n.Number
		if !sameNumber && (n.Amends != "" || old.Amends != "" || old.Year != n.Year) {
			continue // an amendment with a number of its own is one more
		}
		if old.Year != n.Year || old.Amends != n.Amends {
			return false, n.errorf("the calendar has a notice of this number for %d that amends %q", old.Year, old.Amends)
		}
		day, differ := firstDifference(overTarget(record, old), overTarget(record, &n))
		if differ && n.Amends == "" { // the same year with its amendments merged into it
			_, differ = firstDifference(withAmendments(record, old), []*Notice{&n})
		}
		switch {
		case !differ:
			return true, nil
		case sameNumber:
			return false, n.errorf("the calendar has a notice of this number, in which %v is another kind of day", day)
		}
		return false, n.errorf("the calendar has a notice for %d, %s, in which %v is another kind of day; a change to it is a notice with the line: amends %s",
			n.Year, old.Number, day, old.Number)
	}
	return false, nil
}

// target returns the notice that n amends, nil if there is none.
func target(record []Notice, n Notice) *Notice {
	for i := range record {
		if n.Amends != "" && record[i].Number == n.Amends {
			return &record[i]
		}
	}
	return nil
}

// overTarget returns a notice behind the one it amends, if it amends one.
func overTarget(record []Notice, n *Notice) []*Notice {
	if amended := target(record, *n); amended != nil {
		return []*Notice{amended, n}
	}
	return []*Notice{n}
}

// withAmendments returns a notice and those in the record that amend it, in order.
func withAmendments(record []Notice, n *Notice) []*Notice {
	all := []*Notice{n}
	for i := range record {
		if record[i].Amends == n.Number {
			all = append(all, &record[i])
		}
	}
	return all
}

// firstDifference returns the first day that is worked under some notices for a year and not under others, each laid over
// those before it. An ordinary day that only one side names is no difference.
func firstDifference(a, b []*Notice) (first Date, differ bool) {
	for d := range dates(settledBy(a[len(a)-1].Year)) {
		if workedUnder(a, d) != workedUnder(b, d) {
			return d, true
		}
	}
	return Date{}, false
}

func workedUnder(notices []*Notice, d Date) bool {
	for _, n := range slices.Backward(notices) {
		if i := n.spanOf(d); i >= 0 {
			return n.Spans[i].Kind.IsWorkday()
		}
	}
	return !d.isWeekend()
}

// checkAmends refuses an amendment of something that does not come before it.
func checkAmends(before []Notice, n *Notice) error {
	if n.Amends == "" {
		return nil
	}
	amended := target(before, *n)
	switch {
	case amended == nil:
		return n.errorf("it amends %s, which the calendar does not have before it: load that notice with Calendar.With first", n.Amends)
	case amended.Year != n.Year:
		return n.errorf("it is for %d and amends %s, which is for %d", n.Year, n.Amends, amended.Year)
	}
	return nil
}

// noticesAsOf returns the notices of a record that are issued on or before d.
func noticesAsOf(record []Notice, d Date) []Notice {
	return slices.DeleteFunc(slices.Clone(record), func(n Notice) bool { return n.Issued.After(d) })
}

// A layer is the arrangement of a region, an institution or a company, laid over the national calendar.
type layer struct {
	name    string
	notices []Notice
}

func newLayer(name string, notices []Notice) (layer, error) {
	l := layer{name: name}
	switch {
	case !isOwnName(name):
		return l, fmt.Errorf("holidays: layer %s: %s", quote(name), wantOwnName)
	case len(notices) == 0:
		return l, fmt.Errorf("holidays: layer %s: want its notices, which hold the days", quote(name))
	}
	for _, n := range notices {
		n = n.clone()
		n.Year, n.Title = 0, cmp.Or(n.Title, name)
		if err := n.Validate(); err != nil {
			return l, err
		}
		l.notices = append(l.notices, n)
	}
	sortByIssue(l.notices)
	return l, nil
}

// asOf returns the layer without the notices dated after d.
func (l layer) asOf(d Date) layer { return layer{l.name, noticesAsOf(l.notices, d)} }

// Find returns the edition of c, or of its Base, that has this ID: the calendar to explain an answer with that was computed
// before newer notices came. The editions are the AsOf of each notice's and each statute's day; they are made anew each
// time, so keep what was found. Find returns nil and false if none has the ID.
func (c *Calendar) Find(id string) (*Calendar, bool) {
	if c == nil || id == "" {
		return nil, false
	}
	if c.ID() == id {
		return c, true
	}
	for _, n := range slices.Backward(c.Notices()) {
		if edition := c.AsOf(n.Issued); edition.ID() == id {
			return edition, true
		}
	}
	for _, s := range c.statutes {
		if edition := c.AsOf(s.signed); edition.ID() == id {
			return edition, true
		}
	}
	return c.base.Find(id)
}

// digest names the calendar by what decides its days. The range of a calendar made of notices is not among that: the ID
// is the same in a later release, whose range ends later.
func (c *Calendar) digest() string {
	b := make([]byte, 0, 1<<14)
	number := func(n int) { b = binary.AppendVarint(b, int64(n)) }
	text := func(s string) { number(len(s)); b = append(b, s...) }
	notice := func(n *Notice) {
		text(n.Number)
		number(n.Year)
		number(int(n.Issued.n))
		text(n.Amends)
		spans := slices.SortedFunc(slices.Values(n.Spans), func(a, b Span) int { return a.First.Compare(b.First) })
		number(len(spans))
		for _, s := range spans {
			number(int(s.Kind))
			number(int(s.First.n))
			number(int(s.Last.n))
			text(s.Name)
		}
	}
	number(len(c.statutes))
	for i := range c.statutes {
		text(c.statutes[i].number)
	}
	number(len(c.notices))
	for i := range c.notices {
		notice(&c.notices[i])
	}
	name := "no notice"
	if c.name != "" {
		name = c.name
		text(name)
		number(int(c.first.n))
		number(int(c.last.n))
		for i := range c.labels {
			text(c.labels[i].Name)
			number(int(c.labels[i].Kind))
		}
		for _, label := range c.label {
			number(int(label))
		}
	} else if len(c.notices) > 0 {
		name = c.notices[len(c.notices)-1].Number
	}
	number(len(c.layers))
	for _, l := range c.layers {
		name += "+" + l.name
		text(l.name)
		number(len(l.notices))
		for i := range l.notices {
			notice(&l.notices[i])
		}
	}
	sum := sha256.Sum256(b)
	return name + "@" + hex.EncodeToString(sum[:16])
}
