package holidays

import (
	"slices"
	"strings"
)

// What the notices of 2007 to 2009 say besides: which of the days off are off by statute, which are the weekend, and
// which rest days are moved to make the others.
var (
	restMoved = shape{expression: "^(?:([一两二三四五六])个)?公休日(?:[及和]({festival}))?(?:分别)?调[至到]"}
	statutory = shape{expression: "^，?为{festival}?(?:国家)?法定节?假日"}
)

// olderClause reads what the older notices say of days, and verifies it.
func (r *proseReader) olderClause(start int, days []Date) error {
	if m := restMoved.compiled().FindStringSubmatch(r.window()); m != nil {
		r.pos += len(m[0])
		if m[1] != "" && strings.Replace(m[1], "两", "二", 1) != chineseNumber(len(days)) {
			return r.fail(start, "%d rest days are named, not %s个", len(days), m[1])
		}
		moved := len(days)
		if m[2] != "" {
			moved++ // the festival itself falls on a day off and is moved too
		}
		return r.moved(start, days, moved)
	}
	weekend := r.take("照常公休", "为公休日", "公休") != ""
	if m := statutory.compiled().FindString(r.window()); !weekend && m != "" {
		r.pos += len(m)
	} else if !weekend {
		return r.fail(start, "what it says of %v is not known", days[0])
	}
	for _, d := range days {
		if !r.item.isOff[d] {
			return r.fail(start, "%v is not among the days off named before", d)
		}
		if weekend && !d.isWeekend() {
			return r.fail(start, "%v is a %v, not a weekend day", d, d.Weekday())
		}
	}
	return nil
}

// moved reads where rest days are moved (9月27日、9月28日两个公休日调至9月29日、30日). They are worked even where 上班 is not
// printed, except those that are off because the festival falls on them; the days they are moved to are off already.
func (r *proseReader) moved(start int, from []Date, number int) error {
	to, err := r.dates()
	if err != nil {
		return err
	}
	if len(to) != number {
		return r.fail(start, "%d days are moved to %d days", number, len(to))
	}
	for _, d := range to {
		if d.isWeekend() || !r.item.isOff[d] {
			return r.fail(start, "%v, a %v, is not among the days off on working days named before", d, d.Weekday())
		}
	}
	var worked []Date
	for _, d := range from {
		if !d.isWeekend() {
			return r.fail(start, "%v is a %v, not a rest day", d, d.Weekday())
		}
		if !r.item.isOff[d] {
			worked = append(worked, d)
		}
	}
	if err := r.checkMoved(start, worked, len(r.item.work) > 0 && !r.item.moved); err != nil {
		return err
	}
	r.item.moved = true
	return r.declareWork(start, worked)
}

// checkMoved compares the two statements of what is worked, once one of them is made: the rest days moved, and 上班.
func (r *proseReader) checkMoved(start int, days []Date, made bool) error {
	for _, d := range days {
		if made && !slices.Contains(r.item.work, d) {
			return r.fail(start, "%v: the rest days moved and the days worked are not the same", d)
		}
	}
	return nil
}
