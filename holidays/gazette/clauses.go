package gazette

import (
	"cmp"
	"regexp"
	"slices"

	"github.com/cnworkday/cnworkday/holidays"
)

// An item is one numbered item of a notice: a festival, its days off and the days worked for them.
type item struct {
	name          string
	off, work     []holidays.Date
	stated, moved []holidays.Date // the days worked by what is said of them, and by where rest days are moved
	straight      bool            // it says 不调休
	joined        bool            // it has said 与周末连休
	december      bool            // it has named a day of the December before
	month         int             // the one month it has named so far, as year times 100 plus month; -1 for more than one
	granted       int             // working days among those that it said last to be off, and not by exchange (调休)
	unsure        int             // where a day off is that only a total can verify, 0 if none does
}

// A claim is what a clause says of days: their kind, and whether they are days of a weekend or none. It declares the days, or
// verifies that they are declared.
type claim struct {
	shape             func() *regexp.Regexp
	kind              holidays.Kind
	weekend, weekdays bool
	verifies          bool
}

// What clauses say. The notices of 2007 to 2009 say besides which of the days off are off by statute, which are the weekend,
// and which rest days are moved to make the others.
var (
	areOff      = claim{shape: shape(`^(?:放假(?:调休|公休)?|调休放假)`), kind: holidays.Holiday}
	inExchange  = claim{shape: shape(`^补休`), kind: holidays.Holiday, weekdays: true}
	areWorked   = claim{shape: shape(`^(?:(?:需|需要|应|需调休|调休|照常|正常|补)?上班|补班|为(?:调休)?工作日|为上班日)`), kind: holidays.Makeup, weekend: true}
	beginsAgain = claim{shape: shape(`^起(?:正常|照常|恢复|恢复正常)?上班`), kind: holidays.Workday, weekdays: true}
	areRest     = claim{shape: shape(`^(?:照常公休|为公休日|公休)`), kind: holidays.Holiday, weekend: true, verifies: true}
	byStatute   = claim{shape: shape(`^，?为{festival}?(?:国家)?法定节?假日`), kind: holidays.Holiday, verifies: true}
	movedTo     = claim{kind: holidays.Holiday, weekdays: true, verifies: true}

	clauseBegins = shape(`^(?:其中[，：]?)?(?:(?:将|自|从|共放假|共计|共|合计)?[0-9]|(?:共放假|共计|共|合计){numeral}|不调休|与周末连休)`)
	countOfDays  = shape(`^(?:共计放假|共放假|共计|合计|共)?(?:{n}|{numeral})天`)
	restMoved    = shape(`^(?:([一两二三四五六])个)?公休日(?:[及和]({festival}))?(?:分别)?调[至到]`)
)

// clauses reads a sentence about days to its full stop.
func (r *reader) clauses() error {
	for {
		start := r.pos
		if err := r.clause(); err != nil {
			return err
		}
		switch {
		case r.take("。") != "":
			return nil
		case r.atEnd():
			return r.fail(start, cutShort)
		case r.take("，", "；") == "":
			return r.fail(start, unknownClause, r.clauseAt(r.pos))
		}
	}
}

// clause reads one clause about days: what they are said to be follows them.
func (r *reader) clause() error {
	if r.take("其中") != "" {
		r.take("，", "：")
	}
	r.loose = false
	start := r.pos
	if count := r.match(countOfDays); count != nil {
		return r.total(start, count)
	}
	switch r.take("不调休", "与周末连休") {
	case "不调休":
		r.item.straight = true
		return nil
	case "与周末连休": // the weekend itself is not declared
		if first, last := r.lastBreak(false); last.IsZero() || !isWeekend(first.AddDays(-1)) && !isWeekend(last.AddDays(1)) {
			return r.fail(start, noWeekend, r.item.name)
		}
		r.item.joined = true
		return nil
	}
	r.take("将", "自", "从")
	all, err := r.dates()
	if err != nil {
		return err
	}
	if m := r.match(restMoved); m != nil {
		return r.moved(start, all, m[1], m[2])
	}
	r.take("当日", "当天", "全天", "全国")
	for _, c := range [...]claim{areOff, inExchange, beginsAgain, areWorked, areRest, byStatute} {
		word := r.match(c.shape)
		if word == nil {
			continue
		}
		if word[0] == "放假" {
			r.item.granted = len(slices.DeleteFunc(slices.Clone(all), isWeekend))
		}
		if c.kind == holidays.Makeup {
			r.item.stated = append(r.item.stated, all...)
		}
		err := r.claim(start, c, word[0], all)
		if count := r.match(countOfDays); err == nil && count != nil {
			return r.total(start, count)
		}
		return err
	}
	if r.heading.subject != "" && r.take("调休") != "" {
		return r.claim(start, areOff, "调休", all)
	}
	return r.fail(start, unknownClause, r.clauseAt(r.pos))
}

// claim takes what is said of days for the item's festival. The older notices name days worked twice, as rest days moved away
// and as worked, and amendments days off.
func (r *reader) claim(start int, c claim, word string, all []holidays.Date) error {
	_, last := r.lastBreak(true)
	for _, d := range all {
		was, is := r.days[d], said{c.kind, r.item.name}
		switch {
		case c.weekend && !isWeekend(d), c.weekdays && isWeekend(d):
			return r.fail(start, wrongKind, d, weekdayOf(d), word)
		case c.verifies && was != is:
			return r.fail(start, notOff, d)
		case c.verifies, was == is && (c.kind == holidays.Makeup || r.heading.subject != ""):
			continue
		case was.kind != 0:
			return r.fail(start, namedTwice, d, map[bool]string{true: "放假", false: "上班"}[was.kind == holidays.Holiday])
		case c.kind == holidays.Workday && (last.IsZero() || d != last.AddDays(1)):
			return r.fail(start, notBehind, d)
		}
		r.days[d] = is
		switch c.kind {
		case holidays.Holiday:
			r.item.off = append(r.item.off, d)
		case holidays.Makeup:
			r.item.work = append(r.item.work, d)
		}
	}
	switch {
	case c.kind == holidays.Workday:
		r.item.unsure = 0 // it verifies where the break ends
	case r.loose && c.kind == holidays.Makeup:
		return r.fail(start, lineInDate)
	case r.loose && !c.verifies:
		r.item.unsure = start
	}
	return nil
}

// total verifies a number of days: of all days off that the item has named so far or, behind 与周末连休, of the break that
// the last of them make with the weekend.
func (r *reader) total(start int, count []string) error {
	n, want := number(count[1]+count[2]), len(r.item.off)
	if first, last := r.lastBreak(true); r.item.joined {
		want = last.DaysSince(first) + 1
	}
	if n != want {
		return r.fail(start, wrongTotal, want, n)
	}
	r.item.unsure = 0
	r.reading.Totals++
	return nil
}

// lastBreak returns the run of days off that ends with the one named last, with the weekends beside it or without.
func (r *reader) lastBreak(weekends bool) (first, last holidays.Date) {
	if len(r.item.off) == 0 {
		return first, last
	}
	free := func(d holidays.Date) bool {
		return r.days.isOff(d, r.item.name) || weekends && !d.IsZero() && isWeekend(d) && r.days[d].kind != holidays.Makeup
	}
	last = r.item.off[len(r.item.off)-1]
	for first = last; free(first.AddDays(-1)); first = first.AddDays(-1) {
	}
	for free(last.AddDays(1)) {
		last = last.AddDays(1)
	}
	return first, last
}

// moved reads where rest days are moved (9月27日、9月28日两个公休日调至9月29日、30日). They are worked even where 上班 is not
// printed, except those that are off because the festival falls on them; the days they are moved to are off already.
func (r *reader) moved(start int, from []holidays.Date, count, festival string) error {
	to, err := r.dates()
	if err != nil {
		return err
	}
	switch moved := len(from) + min(1, len(festival)); { // a festival that falls on a day off itself is moved too
	case count != "" && number(count) != len(from):
		return r.fail(start, wrongTotal, len(from), number(count))
	case moved != len(to):
		return r.fail(start, wrongTotal, moved, len(to))
	}
	var off, worked []holidays.Date
	for _, d := range from {
		if r.days.isOff(d, r.item.name) {
			off = append(off, d)
		} else {
			worked = append(worked, d)
		}
	}
	r.item.moved = append(r.item.moved, worked...)
	return cmp.Or(r.claim(start, movedTo, "调至", to), r.claim(start, areRest, "公休", off), r.claim(start, areWorked, "公休", worked))
}

// endItem checks the item that was read last: it has one break, which a weekend may interrupt as little as it does a week; what
// it says of days worked agrees; and no notice has had a day worked more than 12 days from its break.
func (r *reader) endItem() error {
	const farthest = 12
	i, start := r.item, r.last
	for _, all := range [...][]holidays.Date{i.off, i.stated, i.moved} {
		slices.SortFunc(all, holidays.Date.Compare)
	}
	switch {
	case i.name == "":
		return nil
	case len(i.off) == 0:
		return r.fail(start, noDayOff, i.name)
	case i.unsure > 0:
		return r.fail(i.unsure, lineInDate)
	case i.straight && len(i.work) > 0:
		return r.fail(start, noExchange, i.work[0])
	case i.stated != nil && i.moved != nil && !slices.Equal(slices.Compact(i.stated), slices.Compact(i.moved)):
		return r.fail(start, movedDiffers, i.name)
	}
	first, last := i.off[0], i.off[len(i.off)-1]
	for d := first; d.Before(last); d = d.AddDays(1) {
		if !r.days.isOff(d, i.name) && (!isWeekend(d) || r.days[d].kind == holidays.Makeup) {
			return r.fail(start, twoBreaks, d)
		}
	}
	for _, d := range i.work {
		if d.DaysSince(last) > farthest || first.DaysSince(d) > farthest {
			return r.fail(start, farAway, d, farthest)
		}
	}
	r.item = item{}
	return nil
}
