package holidays

import (
	"cmp"
	"fmt"
	"slices"
)

// maxSpans is how many spans of days a record holds: a thousand years' worth, and few enough for a Calendar's labels.
const maxSpans = 20_000

// addNotices puts more notices on a record and returns the new one, in order of issue, and whether anything is new in it.
// The given record stays as it is.
func addNotices(record, more []Notice) (all []Notice, changed bool, err error) {
	record = slices.Clone(record)
	more = slices.Clone(more)
	undated := map[string]bool{} // by number; an amendment waits for what it amends
	for _, n := range more {
		undated[n.Number] = undated[n.Number] || n.Issued.IsZero()
	}
	last := func(n Notice) bool { return n.Issued.IsZero() || n.Amends != "" && undated[n.Amends] }
	slices.SortStableFunc(more, func(a, b Notice) int {
		return cmp.Or(compareBool(last(a), last(b)), a.Issued.Compare(b.Issued), compareBool(a.Amends != "", b.Amends != ""))
	})
	for _, n := range more {
		if err := n.check(); err != nil {
			return nil, false, err
		}
		if n.Year < rangeFirst.Year() || n.Year > rangeLast.Year() {
			return nil, false, &NoticeError{n.label(), -1, fmt.Sprintf("year %d: want one from %d to %d", n.Year, rangeFirst.Year(), rangeLast.Year())}
		}
		known, err := onRecord(record, n)
		switch {
		case err != nil:
			return nil, false, err
		case known >= 0 && (record[known].Number != "" || n.Number == ""):
			continue
		case known >= 0: // typed in a hurry, without a number; here it comes with one, and amendments can name it
			record = slices.Delete(record, known, known+1)
		case n.Net == 0:
			if err := n.checkStatute(); err != nil {
				return nil, false, err
			}
		}
		record, changed = insertNotice(record, n.clone()), true
	}
	spans := 0
	for i, n := range record {
		if err := checkAmends(record[:i], n); err != nil {
			return nil, false, err
		}
		if spans += len(n.Spans); spans > maxSpans {
			return nil, false, &NoticeError{n.label(), -1, fmt.Sprintf("with it the record has more than %d spans of days", maxSpans)}
		}
	}
	return record, changed, nil
}

// insertNotice puts n after everything issued on or before its date; without a date, after everything. An amendment of
// a notice without a date stays behind that one.
func insertNotice(record []Notice, n Notice) []Notice {
	at := len(record)
	for !n.Issued.IsZero() && at > 0 && issuedAfter(record[:at], n.Issued) {
		if before := record[at-1]; n.Amends != "" && before.Number == n.Amends && before.Issued.IsZero() {
			break
		}
		at--
	}
	return slices.Insert(record, at, n)
}

// issuedAfter reports whether the last of a record was issued after d. One without a date stands where it was put: it
// counts as issued on the day of the notice before it.
func issuedAfter(record []Notice, d Date) bool {
	for i := len(record) - 1; i >= 0; i-- {
		if issued := record[i].Issued; !issued.IsZero() {
			return issued.After(d)
		}
	}
	return false
}

// onRecord returns the place of the notice on record that says all that n says, -1 if there is none, and refuses n when it
// contradicts one.
func onRecord(record []Notice, n Notice) (place int, err error) {
	for i := range record {
		old := &record[i]
		sameNumber := old.Number != "" && old.Number == n.Number
		sameSubject := old.Year == n.Year && old.Amends == n.Amends
		if !sameNumber && !sameSubject {
			continue
		}
		// An amendment can repeat an earlier one that was taken back in between; then it is not the same once more.
		again := sameSubject && !sameNumber && n.Number != "" && n.Amends != "" &&
			slices.ContainsFunc(record[i+1:], func(later Notice) bool { return later.Amends == n.Amends })
		if again {
			continue
		}
		if !sameSubject {
			return -1, &NoticeError{n.label(), -1, fmt.Sprintf("a notice of this number is on record, for year %d and amending %q", old.Year, old.Amends)}
		}
		base := target(record, n)
		day, differ := firstDifference([]*Notice{&base, old}, []*Notice{&base, &n})
		if differ && n.Amends == "" { // a year's file can have its amendments merged into it
			_, differ = firstDifference(withAmendments(record, i), []*Notice{&n})
		}
		switch {
		case !differ:
			return i, nil
		case sameNumber:
			return -1, &NoticeError{n.label(), -1, fmt.Sprintf("a notice of this number is on record, and %v is another kind of day in it", day)}
		case n.Amends == "":
			return -1, &NoticeError{n.label(), -1, fmt.Sprintf(
				"%d has a notice on record, %s, and %v is another kind of day in it; a change is a notice with the line: amends %s",
				n.Year, old.label(), day, cmp.Or(old.Number, "NUMBER"))}
		}
	}
	return -1, nil
}

// withAmendments returns a notice on record and those that amend it, in order.
func withAmendments(record []Notice, place int) []*Notice {
	layers := []*Notice{&record[place]}
	for i := range record[place+1:] {
		if later := &record[place+1+i]; later.Amends != "" && later.Amends == record[place].Number {
			layers = append(layers, later)
		}
	}
	return layers
}

// target returns the notice that n amends, the zero Notice if there is none.
func target(record []Notice, n Notice) Notice {
	if i := slices.IndexFunc(record, func(old Notice) bool { return n.Amends != "" && old.Number == n.Amends }); i >= 0 {
		return record[i]
	}
	return Notice{}
}

// firstDifference returns the first day that is worked under some notices for a year and not under others, each read on
// top of those before it. Ordinary days that only one side names are no difference.
func firstDifference(a, b []*Notice) (first Date, differ bool) {
	from, to := a[len(a)-1].reach()
	worked := func(layers []*Notice) []bool {
		days := make([]bool, to.DaysSince(from)+1)
		for i := range days {
			days[i] = !from.AddDays(i).isWeekend()
		}
		for _, layer := range layers {
			for d, kind := range layer.days() {
				if !d.Before(from) && !d.After(to) {
					days[d.DaysSince(from)] = kind.IsWorkday()
				}
			}
		}
		return days
	}
	inA, inB := worked(a), worked(b)
	for i := range inA {
		if inA[i] != inB[i] {
			return from.AddDays(i), true
		}
	}
	return Date{}, false
}

// checkAmends refuses an amendment of something that does not come before it.
func checkAmends(before []Notice, n Notice) error {
	if n.Amends == "" {
		return nil
	}
	amended := target(before, n)
	switch {
	case amended.Year == 0:
		return &NoticeError{n.label(), -1, fmt.Sprintf("it amends %s, which is not on record before it", n.Amends)}
	case amended.Year != n.Year:
		return &NoticeError{n.label(), -1, fmt.Sprintf("it is for %d and amends %s, which is for %d", n.Year, n.Amends, amended.Year)}
	}
	return nil
}

// noticesAsOf returns those issued on or before d, less the amendments of what is left out.
func noticesAsOf(record []Notice, d Date) []Notice {
	var kept []Notice
	for _, n := range record {
		if !n.Issued.IsZero() && !n.Issued.After(d) && checkAmends(kept, n) == nil {
			kept = append(kept, n)
		}
	}
	return kept
}

// compareBool orders false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
