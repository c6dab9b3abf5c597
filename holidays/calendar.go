package holidays

import (
	"embed"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"
)

// A Calendar says, for any date of its range, whether people work that day and which notice says so. It is immutable and
// safe for concurrent use; With, AsOf and Overlay return another one. The zero Calendar and a nil one have an empty range
// and answer every question about a date with a *RangeError.
type Calendar struct {
	first, last Date
	settled     Date           // last day of the unbroken run of settled days from first
	unsettled   []run          // runs of estimated days, in order
	label       []uint16       // for each day its place in labels
	labels      []Day          // what days share: kind, name, source and basis
	index       index          // of all days
	final       index          // of the days up to settled alone
	notices     []Notice       // in order of issue
	statutes    []statute      // the versions known, in order of signing
	layers      []layer        // from the lowest to the highest
	base        *Calendar      // the calendar under the layers; nil if there are none
	name        string         // as given to FromFunc; "" for a calendar made of notices
	bounds      func() *bounds // what the notices to come can do; made when asked for
	id          func() string
}

// A run is one or more days in a row, first and last included; the zero run has none.
type run struct{ first, last Date }

func (r run) has(d Date) bool { return !d.Before(r.first) && !d.After(r.last) }

// newestYear is the year of the newest notice under notices/. The range ends ten years later.
const newestYear = 2026

var (
	rangeFirst = NewDate(2004, time.January, 1)
	rangeLast  = NewDate(newestYear+10, time.December, 31)
)

//go:embed notices/*.txt
var noticeFiles embed.FS

// China returns the calendar of the People's Republic of China as built in: the State Council's yearly notices since 2004
// and their amendments, each in a file of its own under notices/. Everyone gets the same immutable Calendar, which is made
// on first use. A newer notice is added with Calendar.With, without waiting for a release.
func China() *Calendar { return china() }

var china = sync.OnceValue(func() *Calendar {
	files, err := noticeFiles.ReadDir("notices")
	notices := make([]Notice, len(files))
	for i, file := range files {
		data, _ := noticeFiles.ReadFile("notices/" + file.Name())
		err = errors.Join(err, notices[i].UnmarshalText(data))
	}
	c, withErr := new(Calendar).With(notices...)
	if err := errors.Join(err, withErr); err != nil {
		panic(err) // the files are part of the program
	}
	return c
})

// With returns the calendar with more notices in it; c itself stays as it is. Their order does not matter: they are laid
// over one another in order of issue, an amendment behind what it amends. A notice that makes the same days working days as
// one that the calendar has for its year changes nothing, and neither does one with the calendar's own amendments merged
// into it: a copy may have another number, and the calendar keeps the one that it has. All notices are taken or none. On a
// nil or zero Calendar, With begins a new one.
//
// The error says which notice is wrong and why:
//
//   - what Validate refuses: among others a notice without number or date, and, as a *StatuteError, a year's notice that
//     departs from the statute;
//   - a notice whose number the calendar has with other days, and one with other days than the calendar's for the same
//     year, unless it amends that;
//   - an amendment of a notice that the calendar does not have;
//   - a layer, and a year outside the calendar's range.
//
// With on a calendar that FromFunc or FromCal made is an error as well.
func (c *Calendar) With(notices ...Notice) (*Calendar, error) {
	if c == nil || c.first.IsZero() {
		all, err := addNotices(nil, notices)
		if err != nil {
			return nil, err
		}
		return fromNotices(all, statutes), nil
	}
	if c.name != "" {
		return nil, fmt.Errorf("holidays: the calendar %s is made from a function: notices do not apply to it", c.name)
	}
	all, err := addNotices(c.notices, notices)
	if err != nil {
		return nil, err
	}
	if len(all) == len(c.notices) {
		return c, nil
	}
	known := c.statutes
	if then := statutesAsOf(all[len(all)-1].Issued); len(then) > len(known) {
		known = then // whoever has a notice knows the statute of its day
	}
	return fromNotices(all, known).overlay(c.layers), nil
}

// AsOf returns the calendar of the notices dated on or before d, with the versions of the statute signed by then, on which
// the estimate rests, and with the layers' notices dated on or before d or without a date. A notice or statute can be
// published a day or two after its date. A nil Calendar stays nil, and one that FromFunc or FromCal made stays as it is.
func (c *Calendar) AsOf(d Date) *Calendar {
	if c == nil || c.first.IsZero() || c.name != "" {
		return c
	}
	known := statutesAsOf(d)
	if len(known) > len(c.statutes) {
		known = c.statutes
	}
	notices := noticesAsOf(c.notices, d)
	layers, changed := []layer(nil), len(notices) < len(c.notices) || len(known) < len(c.statutes)
	for _, l := range c.layers {
		then := l.asOf(d)
		changed = changed || len(then.notices) < len(l.notices)
		if len(then.notices) > 0 {
			layers = append(layers, then)
		}
	}
	if !changed {
		return c
	}
	return fromNotices(notices, known).overlay(layers)
}

// Overlay returns the calendar with a layer over it: the arrangement of a region, an institution or a company, whose notices
// name days off (Holiday), weekend days worked (Makeup) and days off taken back (Workday). A layer changes what a day is
// and who says so; it never settles a day, so an answer that is provisional without the layer is provisional with it. A
// layer is not compared with the statute. Notices without a date are the oldest. With and AsOf act on the calendar under
// the layers and lay them over the result again.
//
// The error says what is wrong with the name or a notice. Overlay on a nil or zero Calendar, and on one that FromFunc or
// FromCal made, is an error as well.
func (c *Calendar) Overlay(name string, notices ...Notice) (*Calendar, error) {
	if c == nil || c.first.IsZero() || c.name != "" {
		return nil, fmt.Errorf("holidays: layer %s: want a calendar made of notices under it", quote(name))
	}
	l, err := newLayer(name, notices)
	if err != nil {
		return nil, err
	}
	spans := len(l.notices)
	for _, n := range slices.Concat(c.Notices(), l.notices) {
		spans += len(n.Spans)
	}
	if spans > maxSpans {
		return nil, fmt.Errorf("holidays: layer %s: with it there are more than %d spans of days", quote(name), maxSpans)
	}
	return c.Base().overlay(append(slices.Clone(c.layers), l)), nil
}

// Base returns the calendar without its layers, and c itself when it has none.
func (c *Calendar) Base() *Calendar {
	if c != nil && c.base != nil {
		return c.base
	}
	return c
}

// Notices returns the notices of the calendar in order of issue, in which the later ones prevail, and behind them those of
// the layers. They are copies.
func (c *Calendar) Notices() []Notice {
	if c == nil {
		return nil
	}
	notices := slices.Clone(c.notices)
	for _, l := range c.layers {
		notices = append(notices, l.notices...)
	}
	for i := range notices {
		notices[i] = notices[i].clone()
	}
	return notices
}

// Range returns the first and the last date that the calendar speaks of, both included; zero Dates if there is none.
func (c *Calendar) Range() (first, last Date) {
	if c == nil {
		return Date{}, Date{}
	}
	return c.first, c.last
}

// SettledThrough returns the last day of the unbroken run of settled days from the start of the range, itself included.
// Answers that count no day after it are final. It returns the zero Date if not even the first day is settled.
func (c *Calendar) SettledThrough() Date {
	if c == nil {
		return Date{}
	}
	return c.settled
}

// ID names what the answers of the calendar rest on: the number of its newest notice, or the name given to FromFunc; the
// names of its layers; and a digest of everything that decides a day. Calendars with equal IDs give equal answers as far
// as their ranges go; the range may end later in a later release. It returns "" for the zero Calendar.
func (c *Calendar) ID() string {
	if c == nil || c.id == nil {
		return ""
	}
	return c.id()
}

// String returns the ID.
func (c *Calendar) String() string { return c.ID() }

// MarshalText returns the ID, so that JSON and structured logs show a Calendar as its ID. Nothing reads it back: see Find.
func (c *Calendar) MarshalText() ([]byte, error) { return []byte(c.ID()), nil }

// Day returns what is known about d. Outside the range that is nothing: the Kind is zero and the day is not settled. An
// estimated day says with its Basis what the estimate rests on.
func (c *Calendar) Day(d Date) Day {
	if !c.covers(d) {
		return Day{Date: d}
	}
	day := c.labels[c.label[d.n-c.first.n]]
	day.Date, day.Settled = d, c.isSettled(d)
	if day.Kind == Holiday {
		law := statuteOf(c.statutes, d.Year())
		day.Statutory = law != nil && law.isStatutory(d)
	}
	return day
}

// Days yields the days from first to last, both included, as far as they are in the range.
func (c *Calendar) Days(first, last Date) iter.Seq[Day] {
	return func(yield func(Day) bool) {
		from, to := c.Range()
		for d := range dates(Date{max(first.n, from.n)}, Date{min(last.n, to.n)}) {
			if d.IsZero() || !yield(c.Day(d)) {
				return
			}
		}
	}
}

// IsWorkday reports whether d is a working day (工作日). It is false outside the range, and the estimate for a day that is
// not settled.
func (c *Calendar) IsWorkday(d Date) bool {
	if c == nil {
		return false
	}
	edge := c.edge(d)
	return edge+1 < uint64(len(c.index.rank)) && c.index.rank[edge] != c.index.rank[edge+1]
}

// isSettled reports whether the notice of d's year is in the calendar, for a date in the range.
func (c *Calendar) isSettled(d Date) bool {
	return d.n <= c.settled.n || !slices.ContainsFunc(c.unsettled, func(r run) bool { return r.has(d) })
}

// newCalendar makes a calendar of first to last in which every day is an ordinary one.
func newCalendar(first, last Date) *Calendar {
	c := &Calendar{
		first:  first,
		last:   last,
		label:  make([]uint16, last.DaysSince(first)+1),
		labels: []Day{{Kind: Workday}, {Kind: Weekend}},
	}
	for i := int(6 - first.Weekday()); i < len(c.label); i += 7 { // the first Saturday, and every week
		c.label[i] = 1
	}
	for i := int(7-first.Weekday()) % 7; i < len(c.label); i += 7 {
		c.label[i] = 1
	}
	return c
}

// fromNotices lays the estimates of the years without a notice on a calendar of ordinary days, and over them the notices
// in order of issue.
func fromNotices(notices []Notice, known []statute) *Calendar {
	c := newCalendar(rangeFirst, rangeLast)
	c.notices, c.statutes = notices, known
	arranged, spans := map[int]bool{}, 0
	for i := range notices {
		arranged[notices[i].Year] = true
		spans += len(notices[i].Spans)
	}
	c.labels = slices.Grow(c.labels, spans+20*(rangeLast.Year()-rangeFirst.Year()+2-len(arranged)))
	var h *habits
	for year := rangeFirst.Year(); year <= rangeLast.Year()+1; year++ {
		if arranged[year] {
			continue
		}
		first, last := settledBy(year)
		first, last = later(first, c.first), earlier(last, c.last)
		if k := len(c.unsettled) - 1; k >= 0 && c.unsettled[k].last == first.AddDays(-1) {
			c.unsettled[k].last = last
		} else {
			c.unsettled = append(c.unsettled, run{first, last})
		}
		law := statuteOf(known, year)
		if law == nil {
			continue
		}
		if h == nil || h.law != law {
			h = habitsOf(law, notices)
		}
		for _, e := range h.estimate(year) {
			c.declare(e.Span, law.number, e.Basis)
		}
	}
	for i := range notices {
		for _, s := range notices[i].Spans {
			c.declare(s, notices[i].Number, Basis{})
		}
	}
	c.finish()
	return c
}

// overlay lays layers over a calendar that has none.
func (c *Calendar) overlay(layers []layer) *Calendar {
	if len(layers) == 0 {
		return c
	}
	over := *c
	over.base, over.layers = c, layers
	over.label, over.labels = slices.Clone(c.label), slices.Clone(c.labels)
	for _, l := range layers {
		for _, n := range l.notices {
			for _, s := range n.Spans {
				over.declare(s, l.name, Basis{})
			}
		}
	}
	over.finish()
	return &over
}

// declare describes the days of a span, as far as they are in the range.
func (c *Calendar) declare(s Span, source string, basis Basis) {
	label := uint16(len(c.labels))
	c.labels = append(c.labels, Day{Kind: s.Kind, Name: s.Name, Source: source, Basis: basis})
	for n := max(s.First.n, c.first.n); n <= min(s.Last.n, c.last.n); n++ {
		c.label[n-c.first.n] = label
	}
}

// finish derives from the days what counting needs.
func (c *Calendar) finish() {
	worked := make([]uint16, len(c.labels)) // 1 or 0
	for l := range c.labels {
		if c.labels[l].Kind.IsWorkday() {
			worked[l] = 1
		}
	}
	c.index = newIndex(c.label, worked)
	c.settled = c.last
	if len(c.unsettled) > 0 {
		c.settled = c.unsettled[0].first.AddDays(-1)
	}
	if c.settled.Before(c.first) {
		c.settled = Date{}
	} else {
		c.final = c.index.upTo(c.settled.DaysSince(c.first) + 1)
	}
	c.bounds = sync.OnceValue(c.newBounds)
	c.id = sync.OnceValue(c.digest)
}
