package holidays

import (
	"slices"
	"strings"
)

// A proseItem is one numbered item of a notice: a festival, its days off and the days worked for them.
type proseItem struct {
	name      string
	off, work []Date
	isOff     map[Date]bool
	exchange  bool // false when it says 不调休
	joined    bool // it has said 与周末连休
	moved     bool // it has moved rest days
	december  bool // it has named a day of the December before
	month     int  // the one month it has named so far, as year times 100 plus month
	mixed     bool // it has named more than one
}

// saw remembers what a later date may leave out.
func (i *proseItem) saw(d Date, noticeYear int) {
	month := d.Year()*100 + int(d.Month())
	switch {
	case i.mixed || i.month == month:
	case i.month == 0:
		i.month = month
	default:
		i.month, i.mixed = 0, true
	}
	if d.Year() < noticeYear {
		i.december = true
	}
}

func (r *proseReader) atItem() bool { return proseItemHead.compiled().MatchString(r.window()) }

// body reads the numbered items, one after the other from 一.
func (r *proseReader) body() error {
	for number := 1; r.atItem(); number++ {
		start := r.pos
		m := proseItemHead.compiled().FindStringSubmatch(r.window())
		if want := chineseNumber(number); m[1] != want {
			return r.fail(start, "want the item %s、 here", want)
		}
		r.pos += len(m[0])
		names, rest := cutFestivals(r.window())
		if names == nil {
			return r.fail(start, "want the name of a festival: %s", wantFestival)
		}
		for _, name := range names {
			if slices.Contains(r.items, name) {
				return r.fail(start, "%s has an item already", name)
			}
			r.items = append(r.items, name)
		}
		r.pos += len(r.window()) - len(rest)
		r.take("：")
		r.item = proseItem{name: festivalName(names), exchange: true, isOff: map[Date]bool{}}
		if err := r.readItem(start); err != nil {
			return err
		}
	}
	if len(r.items) == 0 {
		return r.fail(r.pos, "want the first item, 一、元旦：…")
	}
	return nil
}

// readItem reads the sentences of an item and adds its days to the notice.
func (r *proseReader) readItem(start int) error {
	for {
		switch {
		case clauseBegins.compiled().MatchString(r.window()) && !r.atSignature():
			if err := r.clauses(); err != nil {
				return err
			}
			continue
		case strings.HasPrefix(r.rest(), "鼓励"):
			if err := r.advice(); err != nil {
				return err
			}
			continue
		case len(r.item.off) == 0:
			return r.fail(start, "%s has no day off; what follows is %s", r.item.name, quote(r.clauseAt(r.pos)))
		}
		return r.addSpans(start)
	}
}

// addSpans adds the days of an item: the breaks in order, then each day worked. In the record no day worked is more than
// 11 days from its break; one that is a month away has a wrong month in it.
func (r *proseReader) addSpans(start int) error {
	const farthest = 31
	for _, d := range r.item.work {
		if !slices.ContainsFunc(r.item.off, func(off Date) bool { return max(d.DaysSince(off), off.DaysSince(d)) <= farthest }) {
			return r.fail(start, "%v is worked, more than %d days from every day off; is its month right?", d, farthest)
		}
	}
	spans := joinDays(r.item.name, r.item.off, r.item.work)
	r.notice.Spans = append(r.notice.Spans, spans...)
	for range spans {
		r.starts = append(r.starts, start)
	}
	return nil
}

// joinDays returns the spans of one festival: days off that follow one another as one span, then the days worked.
func joinDays(name string, off, work []Date) []Span {
	slices.SortFunc(off, Date.Compare)
	slices.SortFunc(work, Date.Compare)
	var spans []Span
	for _, d := range off {
		if last := len(spans) - 1; last >= 0 && spans[last].Last == d.AddDays(-1) {
			spans[last].Last = d
		} else {
			spans = append(spans, Span{Holiday, d, d, name})
		}
	}
	for _, d := range work {
		spans = append(spans, Span{Makeup, d, d, name})
	}
	return spans
}
