package gazette

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cnworkday/cnworkday/holidays"
)

// days hold what is said of each day, and for which festival.
type days map[holidays.Date]said

type said struct {
	kind     holidays.Kind
	festival string
}

// lay adds the days of spans, in place of what was said of them before.
func (all days) lay(spans []holidays.Span) days {
	for _, s := range spans {
		for i := range s.Last.DaysSince(s.First) + 1 { // a day after 9999-12-31 is the zero Date, and before all others
			all[s.First.AddDays(i)] = said{s.Kind, s.Name}
		}
	}
	return all
}

// checkSpans refuses spans that no reader here returns: a Notice may come from anywhere.
func checkSpans(n holidays.Notice) error {
	for _, s := range n.Spans {
		if s.First.IsZero() || s.Last.Before(s.First) || s.Last.DaysSince(s.First) >= 366 {
			return fmt.Errorf("gazette: a span of days from %q to %q: want both its ends, in this order, and at most a year", s.First, s.Last)
		}
	}
	return nil
}

// kind returns the kind of a day, that of its weekday where nothing is said.
func (all days) kind(d holidays.Date) holidays.Kind {
	switch kind := all[d].kind; {
	case kind != 0:
		return kind
	case isWeekend(d):
		return holidays.Weekend
	}
	return holidays.Workday
}

// isOff reports whether a day is said to be off for a festival.
func (all days) isOff(d holidays.Date, festival string) bool {
	return all[d] == said{holidays.Holiday, festival}
}

// declared returns the days without the ordinary working days among them, which declare nothing.
func (all days) declared() days {
	maps.DeleteFunc(all, func(_ holidays.Date, s said) bool { return s.kind == holidays.Workday })
	return all
}

// sums adds up weekdays off less weekend days worked, of every festival and, under "", of all.
func (all days) sums() map[string]int {
	sums := map[string]int{}
	for d, s := range all {
		n := 0
		switch {
		case s.kind == holidays.Holiday && !isWeekend(d):
			n = 1
		case s.kind == holidays.Makeup:
			n = -1
		}
		sums[s.festival] += n
		sums[""] += n
	}
	return sums
}

// spans returns the days as a notice has them: festival after festival, days off that follow one another as one span, and
// then each day worked.
func (all days) spans() []holidays.Span {
	var spans []holidays.Span
	begins := map[string]holidays.Date{} // the first day of a festival, of those off if there are any
	for _, d := range slices.SortedFunc(maps.Keys(all), holidays.Date.Compare) {
		s := all[d]
		if begin := begins[s.festival]; begin.IsZero() || s.kind == holidays.Holiday && all[begin].kind != holidays.Holiday {
			begins[s.festival] = d
		}
		i := slices.IndexFunc(spans, func(before holidays.Span) bool {
			return s.kind == holidays.Holiday && before.Last == d.AddDays(-1) && before.Kind == s.kind && before.Name == s.festival
		})
		if i >= 0 {
			spans[i].Last = d
		} else {
			spans = append(spans, holidays.Span{Kind: s.kind, First: d, Last: d, Name: s.festival})
		}
	}
	slices.SortStableFunc(spans, func(a, b holidays.Span) int {
		if a.Name == b.Name && a.Kind != b.Kind && (a.Kind == holidays.Holiday || b.Kind == holidays.Holiday) {
			return map[bool]int{true: -1, false: 1}[a.Kind == holidays.Holiday]
		}
		return begins[a.Name].Compare(begins[b.Name])
	})
	return spans
}

// firstDifference returns the first day of another kind in b, the zero Date if there is none.
func (all days) firstDifference(b days) (first holidays.Date) {
	for _, days := range [...]days{all, b} {
		for d := range days {
			if all.kind(d) != b.kind(d) && (first.IsZero() || d.Before(first)) {
				first = d
			}
		}
	}
	return first
}
