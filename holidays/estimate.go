package holidays

import (
	"math"
	"slices"
	"strings"
	"time"
)

// A year without a notice has the statute's days off all the same; how they are arranged, only habit says. The estimate is
// the notice that nobody issued: spans of days off and of weekend days worked in exchange, laid on the calendar like a
// notice's but never settled. It is made from the statute, the dates of the festivals and the notices issued so far, and
// from nothing else: no arrangement of a year is built in, so an estimate of the past shows what was known then.
//
// By the statute:
//   - The statutory days are off on their own dates. One on a Saturday or Sunday is made up on a working day (art. 6).
//   - Weekdays off less weekend days worked are the statute's number of days: an arrangement moves days and adds none.
//   - From 2025 nobody works more than six days in a row before or after a break (art. 7).
//
// By the record:
//   - A festival of one day is joined with the weekend. The Monday before a Tuesday and the Friday after a Thursday are off
//     for a weekend day worked, as in 24 of the 25 such cases of 2008–2026; the other is 元旦 of 2013. A Wednesday is arranged
//     as in the newest notice that has one: three days in 2010–2013, the day alone since 2014. Where no notice has one, the
//     break is three days like the others.
//   - A festival whose breaks are longer has the next one as its last five were: 春节 from 除夕, although Order 644 had 初一 as
//     its first day; 劳动节 of five days after 2020. Where that takes more working days than the newest of them did, the break
//     begins earlier in the week, if the festival's breaks ever do: 劳动节 of 2022 and 2023 began on the Saturday. The middle
//     of five and the longest of five serve alike from four to seven; three let one exception through.
//   - Two breaks without a working day between them are one, longer by the statutory days of the shorter one: 国庆节 and
//     中秋节 of 2009, 2012, 2017, 2020, 2023 and 2025.
//   - Weekend days worked are those of a weekend that touches the break, and else one before it and one after it, the
//     nearest first, as for 73 of the 76 breaks of 2008–2026 that have such days; the others are 春节 of 2008, 中秋节 of 2010
//     and 元旦 of 2013. Where art. 7 leaves one day of a weekend that touches the break, that is the outer one, and the other
//     day belongs to the break, as in 2026, and in 2024 before it was law.
//   - None is taken from another festival's break or from a weekend that touches it: for 国庆节 of 2026 the Sunday worked is
//     20 September, because the 27th is of 中秋节. Only in 2010 did the two share a weekend.

// An estimated span is a span of the notice that nobody issued, with what it rests on.
type estimated struct {
	Span
	Basis Basis
}

const (
	recentBreaks = 5 // breaks of a festival that show what is usual; one exception among them changes nothing
	bridged      = 3 // days of a one-day festival's break that is joined with a weekend, since the notice for 2005
	mostMakeups  = 2 // weekend days worked for one break; no notice has more
	longestRun   = 6 // days worked in a row, by art. 7 of the statutes in force from articleSeven on
	articleSeven = 2025
	reach        = 14 // days between a break and a weekend day worked for it, fewer than that; the record has 11 at most
)

// habits are how notices arrange the festivals of a statute, as far as the record shows it; they serve all its years.
type habits struct {
	law       *statute
	usual     [8]model // of each festival
	bridge    string   // number of the newest notice that joins a festival of one day with a weekend across a working day
	wednesday model    // of a festival of one day on a Wednesday
}

// A model is a break counted from the festival's own day; it has 0 days where the record has none.
type model struct {
	start, days int
	makeups     int    // weekend days worked for the last such break
	earlier     bool   // one of them began before the usual day
	notice      string // number of the newest notice that has it
}

func habitsOf(law *statute, record []Notice) *habits {
	h := &habits{law: law}
	for i := range law.days {
		h.usual[i] = usualBreak(&law.days[i], record)
	}
	for i := len(record) - 1; i >= 0 && (h.bridge == "" || h.wednesday.days == 0); i-- {
		for k := range law.days {
			b, day, joined := record[i].breakFor(law.days[k].name)
			if law.days[k].days > 1 || day.IsZero() || joined || b.days() > bridged {
				continue
			}
			if h.bridge == "" && b.weekdays() > 1 {
				h.bridge = record[i].Number
			}
			if h.wednesday.days == 0 && day.Weekday() == time.Wednesday {
				h.wednesday = model{start: b.first.DaysSince(day), days: b.days(), notice: record[i].Number}
			}
		}
	}
	if h.wednesday.days == 0 {
		h.wednesday = model{days: bridged, notice: h.bridge}
	}
	return h
}

// usualBreak returns how the last breaks of a festival were, none where they are no longer than any one-day festival's.
// Breaks joined with another festival's are no model, nor are those of an older statute that gave more days.
func usualBreak(f *statutoryDay, record []Notice) (u model) {
	var starts, ends [recentBreaks]int
	n := 0
	for i := len(record) - 1; i >= 0 && n < recentBreaks; i-- {
		b, day, joined := record[i].breakFor(f.name)
		makeups := b.weekdays() - f.days
		if day.IsZero() || joined || makeups > mostMakeups || day.DaysSince(b.first) > reach || b.last.DaysSince(day) > reach {
			continue
		}
		if n == 0 {
			u.makeups, u.notice = makeups, record[i].Number
		}
		starts[n], ends[n] = b.first.DaysSince(day), b.last.DaysSince(day)
		n++
	}
	if n == 0 {
		return u
	}
	sorted := starts
	slices.Sort(sorted[:n])
	u.start, u.earlier = sorted[n/2], sorted[0] < sorted[n/2]
	for i := range n { // the longest, counted from the usual first day: days before it are a weekend's
		u.days = max(u.days, ends[i]-max(starts[i], u.start)+1)
	}
	if f.days == 1 && u.days <= bridged {
		return model{}
	}
	return u
}

// breakFor returns the run of days off that the own day of a festival lies in, that day, and whether the break is for
// more than one festival. The day is zero where a year's notice has no such run, and for an amendment.
func (n *Notice) breakFor(festival string) (b run, day Date, joined bool) {
	if n.Amends != "" {
		return b, day, false
	}
	day = festivalDay(festival, n.Year)
	if i := n.spanOf(day); i >= 0 && n.Spans[i].Kind == Holiday {
		return run{n.Spans[i].First, n.Spans[i].Last}, day, strings.Contains(n.Spans[i].Name, "、")
	}
	return b, Date{}, false
}

// A rest is an estimated break: the days off for one festival, or for two whose breaks meet.
type rest struct {
	run
	name   string
	law    [2]run // the statutory days of each festival, the earlier first; the second is zero where there is one
	owed   int    // the statute's days: weekdays off less weekend days worked
	notice string // number of the notice that it follows; "" for the statute alone
}

// newRest returns a break that makes up for its statutory days on a weekend, or on one another, with the working days after.
func newRest(days run, name string, law [2]run, owed int, notice string) rest {
	r := rest{days, name, law, owed, notice}
	for r.moved() < 0 {
		r.last = r.last.AddDays(1)
	}
	return r
}

// rest returns the break of the i-th festival, whose own day is given.
func (h *habits) rest(i int, day Date) rest {
	f, m := &h.law.days[i], h.usual[i]
	law := run{day.AddDays(f.first), day.AddDays(f.first + f.days - 1)}
	if m.days == 0 && f.days == 1 {
		switch day.Weekday() {
		case time.Tuesday:
			m = model{start: 1 - bridged, days: bridged, notice: h.bridge}
		case time.Wednesday:
			m = h.wednesday
		case time.Thursday:
			m = model{days: bridged, notice: h.bridge}
		}
	}
	if m.notice == "" || m.days <= 1 {
		return newRest(law, f.name, [2]run{law}, f.days, "")
	}
	first := earlier(day.AddDays(m.start), law.first)
	r := newRest(run{first, later(first.AddDays(m.days-1), law.last)}, f.name, [2]run{law}, f.days, m.notice)
	for b := r.run; m.earlier && r.moved() > m.makeups && b.first.Weekday() != time.Saturday && b.last.After(law.last); {
		b = run{b.first.AddDays(-1), b.last.AddDays(-1)}
		if w := b.weekdays(); w < r.weekdays() && w >= r.owed {
			r.run = b
		}
	}
	return r
}

// moved returns how many working days are off in exchange for weekend days.
func (r *rest) moved() int { return r.weekdays() - r.owed }

// lawLast returns the last statutory day.
func (r *rest) lawLast() Date { return later(r.law[0].last, r.law[1].last) }

// A draft is the arrangement of a year in the making.
type draft struct {
	year  run // the days that its notice settles
	rests []rest
	marks [366 + 2*reach]mark
}

// A mark says what the k-th break makes of a day: off+k, makeup+k, or touching+k for a weekend day next to it that nobody
// works yet. It is zero for an ordinary day.
type mark uint8

const off, makeup, touching mark = 1, 64, 128

func (d *draft) at(x Date) *mark { return &d.marks[x.DaysSince(d.year.first)+reach] }

// estimate returns what the notice for the year would say if nobody issued one.
func (h *habits) estimate(year int) []estimated {
	d := draft{rests: make([]rest, 0, 8)}
	d.year.first, d.year.last = settledBy(year)
	for i := range h.law.days {
		if day := festivalDay(h.law.days[i].name, year); !day.IsZero() {
			d.add(h.rest(i, day))
		}
	}
	for k := range d.rests {
		d.lay(k)
	}
	for k := range d.rests {
		d.makeUp(k, h.law.from.Year() >= articleSeven)
	}
	spans := make([]estimated, 0, 3*len(d.rests)+2)
	for k := range d.rests {
		spans = d.appendSpans(spans, k, h.law.number)
	}
	return spans
}

// add adds a break, or makes one of it and the one before where no working day lies between them.
func (d *draft) add(r rest) {
	if k := len(d.rests) - 1; k >= 0 {
		a, b := d.rests[k], r
		if b.law[0].first.Before(a.law[0].first) { // 中秋节 after 国庆节
			a, b = b, a
		}
		if (run{a.last.AddDays(1), b.first.AddDays(-1)}).weekdays() == 0 {
			d.rests[k] = a.join(&b)
			return
		}
	}
	d.rests = append(d.rests, r)
}

// join makes one break of two, the second of which is that of the later festival.
func (r *rest) join(next *rest) rest {
	long, short := r, next
	if next.days() > r.days() {
		long, short = next, r
	}
	first := earlier(long.first, short.law[0].first)
	last := later(first.AddDays(long.days()+short.owed-1), later(r.lawLast(), next.lawLast()))
	return newRest(run{first, last}, r.name+"、"+next.name, [2]run{r.law[0], next.law[0]}, r.owed+next.owed, long.notice)
}

// lay marks the days of a break, less those at its end that would take too many weekend days.
func (d *draft) lay(k int) {
	r := &d.rests[k]
	r.first, r.last = later(r.first, d.year.first), earlier(r.last, d.year.last)
	for r.moved() > mostMakeups && r.last.After(r.lawLast()) {
		r.last = r.last.AddDays(-1)
	}
	for x := r.first; !x.After(r.last); x = x.AddDays(1) {
		*d.at(x) = off + mark(k)
	}
	for s, x := range [...]Date{r.first, r.last} {
		for x = x.AddDays(2*s - 1); x.isWeekend() && *d.at(x) == 0; x = x.AddDays(2*s - 1) {
			*d.at(x) = touching + mark(k)
		}
	}
}

// makeUp chooses the weekend days worked for a break: the nearest, if one is of a weekend that touches the break, its outer
// day first, else on the side that has none yet. Where there are too few, the break is shorter.
func (d *draft) makeUp(k int, limited bool) {
	r := &d.rests[k]
	var used [2]bool // before, after
	for worked := 0; worked < r.moved(); worked++ {
		var best Date
		bestRank, bestSide := math.MaxInt, 0
		for s, x := range [...]Date{r.first, r.last} {
			for distance := 1; distance < reach; distance++ {
				x = x.AddDays(2*s - 1)
				rank, m := distance, *d.at(x)
				if m == touching+mark(k) {
					rank = -distance
				} else if used[s] {
					rank += reach
				}
				if x.isWeekend() && (m == 0 || rank < 0) && rank < bestRank && d.year.has(x) && !(limited && d.workedAround(x) > longestRun) {
					best, bestRank, bestSide = x, rank, s
				}
			}
		}
		if best.IsZero() {
			switch {
			case r.last.After(r.lawLast()):
				*d.at(r.last) = 0
				r.last = r.last.AddDays(-1)
			case r.first.Before(r.law[0].first):
				*d.at(r.first) = 0
				r.first = r.first.AddDays(1)
			default:
				return
			}
			worked--
			continue
		}
		*d.at(best) = makeup + mark(k)
		used[bestSide] = true
	}
}

// workedAround returns how many days in a row are worked if x is.
func (d *draft) workedAround(x Date) int {
	n := 1
	for step := -1; step <= 1; step += 2 {
		for y := x.AddDays(step); *d.at(y) == 0 && !y.isWeekend() || *d.at(y)&^63 == makeup; y = y.AddDays(step) {
			n++
		}
	}
	return n
}

// appendSpans appends the spans of a break, one for each run of days that rest on the same.
func (d *draft) appendSpans(spans []estimated, k int, order string) []estimated {
	r := d.rests[k]
	for *d.at(r.first.AddDays(-1)) == touching+mark(k) {
		r.first = r.first.AddDays(-1)
	}
	for *d.at(r.last.AddDays(1)) == touching+mark(k) {
		r.last = r.last.AddDays(1)
	}
	statutory, madeUp, moved := Basis{Statute: order}, Basis{Statute: order, MadeUp: true}, Basis{Statute: order, Pattern: r.notice}
	onWeekend, before := 0, (*Basis)(nil)
	for x := r.first; !x.After(r.last); x = x.AddDays(1) {
		basis := &moved
		switch {
		case r.law[0].has(x) || r.law[1].has(x):
			basis = &statutory
			if x.isWeekend() {
				onWeekend++
			}
		case !x.isWeekend() && onWeekend > 0:
			basis = &madeUp
			onWeekend--
		case r.notice == "":
			basis = &statutory
		}
		if basis == before {
			spans[len(spans)-1].Last = x
		} else {
			spans = append(spans, estimated{Span{Holiday, x, x, r.name}, *basis})
			before = basis
		}
	}
	for x := later(r.first.AddDays(-reach), d.year.first); !x.After(r.last.AddDays(reach)); x = x.AddDays(1) {
		if *d.at(x) == makeup+mark(k) {
			spans = append(spans, estimated{Span{Makeup, x, x, r.name}, moved})
		}
	}
	return spans
}

func (r run) days() int { return r.last.DaysSince(r.first) + 1 }

// weekdays returns how many of the days are Monday to Friday, 0 where the last is before the first.
func (r run) weekdays() int {
	through := func(n int32) int32 { return n/7*5 + min(n%7, 5) } // day 0 is a Sunday
	return max(0, int(through(r.last.n)-through(r.first.n-1)))
}

func earlier(a, b Date) Date { return Date{min(a.n, b.n)} }

func later(a, b Date) Date { return Date{max(a.n, b.n)} }
