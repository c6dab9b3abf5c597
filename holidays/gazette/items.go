package gazette

import (
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// An item is one numbered item of a notice: a festival, its days off and the days worked for them.
type item struct {
	name      string
	off, work []holidays.Date
	isOff     map[holidays.Date]bool
	exchange  bool // false when it says 不调休
	joined    bool // it has said 与周末连休
	moved     bool // it has moved rest days
	december  bool // it has named a day of the December before
	month     int  // the one month it has named so far, as year times 100 plus month
	mixed     bool // it has named more than one
	granted   int  // working days among those that it said last to be off, and not by exchange (调休)
	unsure    int  // where a day off stands that only a total can verify, -1 if none does
}

func newItem(name string) item {
	return item{name: name, exchange: true, isOff: map[holidays.Date]bool{}, unsure: -1}
}

// saw remembers what a later date may leave out.
func (i *item) saw(d holidays.Date, year int) {
	month := d.Year()*100 + int(d.Month())
	switch {
	case i.mixed || i.month == month:
	case i.month == 0:
		i.month = month
	default:
		i.month, i.mixed = 0, true
	}
	if d.Year() < year {
		i.december = true
	}
}

var (
	itemHead     = shape{expression: `^([一二三四五六七八九十]{1,3})、`}
	clauseBegins = shape{expression: `^(?:其中[，：]?)?(?:(?:将|自|从|共放假|共计|共|合计)?[0-9]|(?:共放假|共计|共|合计)[一二两三四五六七八九十]|不调休|与周末连休)`}
)

func (r *reader) atItem() bool { return itemHead.compiled().MatchString(r.window()) }

// allItems reads the numbered items, one after the other from 一.
func (r *reader) allItems() error {
	for number := 1; r.atItem(); number++ {
		start := r.pos
		r.last = start
		m := r.match(&itemHead)
		if want := chineseNumber(number); m[1] != want {
			return r.fail(start, cutShort, "want the item %s、 here", want)
		}
		names, rest := cutFestivals(r.window())
		if names == nil {
			return r.fail(start, unknownClause, "want the name of a festival: 元旦, 春节, 清明节, 劳动节, 端午节, 中秋节 or 国庆节")
		}
		for _, name := range names {
			if slices.Contains(r.items, name) {
				return r.fail(start, unknownClause, "%s has an item already", name)
			}
			r.items = append(r.items, name)
		}
		r.pos += len(r.window()) - len(rest)
		r.take("放假：", "假期：", "：")
		r.item = newItem(festivalName(names))
		if err := r.readItem(start); err != nil {
			return err
		}
	}
	if len(r.items) == 0 {
		return r.fail(min(r.pos, r.end), cutShort, "want the first item, 一、元旦：…")
	}
	return nil
}

// readItem reads the sentences of an item and adds its days to the notice.
func (r *reader) readItem(start int) error {
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
			return r.fail(start, unknownClause, "%s has no day off; what follows is %s", r.item.name, r.clauseAt(r.pos))
		}
		return r.addSpans(start)
	}
}

// addSpans adds the days of an item: the break, then each day worked. An item arranges one break, which a weekend may
// interrupt as little as it does a week; and no notice has had a day worked more than 12 days from its break.
func (r *reader) addSpans(start int) error {
	const farthest = 12
	if r.item.unsure >= 0 {
		return r.fail(r.item.unsure, broken, "a line ends within a date, which neither a weekday nor a total verifies")
	}
	slices.SortFunc(r.item.off, holidays.Date.Compare)
	for i, d := range r.item.off[1:] {
		for between := r.item.off[i].AddDays(1); between.Before(d); between = between.AddDays(1) {
			if !isWeekend(between) || slices.Contains(r.item.work, between) {
				return r.fail(start, badDays, "its days off are in two breaks: %v, a working day, lies between", between)
			}
		}
	}
	for _, d := range r.item.work {
		if !slices.ContainsFunc(r.item.off, func(off holidays.Date) bool { return max(d.DaysSince(off), off.DaysSince(d)) <= farthest }) {
			return r.fail(start, badDays, "%v is worked, more than %d days from every day off of its festival; is its month right?", d, farthest)
		}
	}
	r.spans = append(r.spans, joinDays(r.item.name, r.item.off, r.item.work)...)
	return nil
}

// joinDays returns the spans of one festival: days off that follow one another as one span, then the days worked.
func joinDays(name string, off, work []holidays.Date) []holidays.Span {
	slices.SortFunc(off, holidays.Date.Compare)
	slices.SortFunc(work, holidays.Date.Compare)
	var spans []holidays.Span
	for _, d := range off {
		if last := len(spans) - 1; last >= 0 && spans[last].Last == d.AddDays(-1) {
			spans[last].Last = d
		} else {
			spans = append(spans, holidays.Span{Kind: holidays.Holiday, First: d, Last: d, Name: name})
		}
	}
	for _, d := range work {
		spans = append(spans, holidays.Span{Kind: holidays.Makeup, First: d, Last: d, Name: name})
	}
	return spans
}

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
			return r.fail(start, cutShort, "the text ends within a sentence; was it cut short?")
		case r.take("，", "；") == "":
			return r.fail(start, unknownClause, "%s is not known here", r.clauseAt(r.pos))
		}
	}
}

// clause reads one clause about days: what they are said to be follows them.
func (r *reader) clause() error {
	r.loose = false
	if r.take("其中") != "" {
		r.take("，", "：")
	}
	start := r.pos
	switch {
	case r.take("共放假", "共计放假", "共计", "合计", "共") != "":
		return r.total(start)
	case r.take("不调休") != "":
		r.item.exchange = false
		return r.checkExchange(start)
	case r.take("与周末连休") != "":
		return r.besideWeekend(start)
	}
	r.take("将", "自", "从")
	days, err := r.dates()
	if err != nil {
		return err
	}
	r.take("当日", "当天", "全天", "全国")
	if strings.HasPrefix(r.rest(), "放假") && !strings.HasPrefix(r.rest(), "放假调休") {
		r.item.granted = len(slices.DeleteFunc(slices.Clone(days), isWeekend))
	}
	switch {
	case r.take("放假调休", "放假公休", "调休放假", "放假") != "":
		if err := r.declareOff(start, days); err != nil {
			return err
		}
		if counted := r.take("共计", "共") != "" || r.startsCount(); counted {
			return r.total(start)
		}
		return nil
	case r.take("补休") != "":
		if i := slices.IndexFunc(days, isWeekend); i >= 0 {
			return r.fail(start, badDays, "%v is a %v; a day off is made up for on a working day", days[i], days[i].Weekday())
		}
		return r.declareOff(start, days)
	case r.take("起正常上班", "起照常上班", "起恢复上班", "起恢复正常上班", "起上班") != "":
		return r.ordinary(start, days)
	case r.take("需调休上班", "调休上班", "需要上班", "需上班", "应上班", "照常上班", "正常上班", "补上班", "补班", "上班", "为调休工作日", "为工作日", "为上班日") != "":
		if err := r.checkMoved(start, days, r.item.moved); err != nil {
			return err
		}
		return r.declareWork(start, days)
	case r.heading.subject != "" && r.take("调休") != "":
		return r.declareOff(start, days)
	}
	return r.olderClause(start, days)
}

// startsCount reports whether a number of days comes next.
func (r *reader) startsCount() bool {
	return countBegins.compiled().MatchString(r.window())
}

var countBegins = shape{expression: `^[0-9一二两三四五六七八九十\n]{1,5}天`}

// declareOff takes days off for the item's festival. An amendment may name a day more than once.
func (r *reader) declareOff(start int, days []holidays.Date) error {
	for _, d := range days {
		if r.heading.subject != "" && r.item.isOff[d] {
			continue
		}
		if r.kinds[d] != 0 {
			return r.fail(start, badDays, "%v is named already, as a %v", d, r.kinds[d])
		}
		r.kinds[d] = holidays.Holiday
		r.item.isOff[d] = true
		r.item.off = append(r.item.off, d)
	}
	if r.loose {
		r.item.unsure = start
	}
	return nil
}

// declareWork takes make-up working days. The older notices name them twice, as rest days moved away and as worked.
func (r *reader) declareWork(start int, days []holidays.Date) error {
	for _, d := range days {
		switch {
		case slices.Contains(r.item.work, d):
			continue
		case r.kinds[d] != 0:
			return r.fail(start, badDays, "%v is named already, as a %v", d, r.kinds[d])
		case !isWeekend(d):
			return r.fail(start, badDays, "%v is a %v: a make-up working day falls on a weekend", d, d.Weekday())
		}
		r.kinds[d] = holidays.Makeup
		r.item.work = append(r.item.work, d)
	}
	if r.loose {
		return r.fail(start, broken, "a line ends within a date, and no weekday verifies it")
	}
	return r.checkExchange(start)
}

// ordinary reads the day on which work begins again: an ordinary working day right behind the break.
func (r *reader) ordinary(start int, days []holidays.Date) error {
	_, last := r.lastBreak(true)
	for _, d := range days {
		if isWeekend(d) || r.kinds[d] != 0 {
			return r.fail(start, badDays, "%v, a %v, is no ordinary working day", d, d.Weekday())
		}
		if last.IsZero() || d != last.AddDays(1) {
			return r.fail(start, badDays, "%v is not the working day behind the break", d)
		}
		r.kinds[d] = holidays.Workday
		r.item.unsure = -1 // it verifies where the break ends
	}
	return nil
}

func (r *reader) checkExchange(start int) error {
	if !r.item.exchange && len(r.item.work) > 0 {
		return r.fail(start, badDays, "it says 不调休, and yet that %v is worked", r.item.work[0])
	}
	return nil
}

// total verifies a number of days: of all days off that the item has named so far or, behind 与周末连休, of the break that
// the last of them make with the weekend.
func (r *reader) total(start int) error {
	n, _, ok := r.number()
	if m := chineseCount.compiled().FindString(r.window()); !ok && m != "" {
		n = chineseValue(m)
		r.pos += len(m)
		ok = n > 0
	}
	if !ok || r.take("天") == "" {
		return r.fail(start, wrongTotal, "want a number of days such as 共3天")
	}
	want := len(r.item.off)
	if first, last := r.lastBreak(true); r.item.joined && !last.IsZero() {
		want = last.DaysSince(first) + 1
	}
	if n != want {
		return r.fail(start, wrongTotal, "the days off named are %d, not %d", want, n)
	}
	r.item.unsure = -1
	r.reading.Totals++
	return nil
}

var chineseCount = shape{expression: `^[一二两三四五六七八九十]{1,3}`}

// besideWeekend verifies that the days off named last and a weekend make one break. The weekend itself is not declared.
func (r *reader) besideWeekend(start int) error {
	first, last := r.lastBreak(false)
	switch {
	case last.IsZero():
		return r.fail(start, badDays, "no day off is named before it")
	case !isWeekend(first.AddDays(-1)) && !isWeekend(last.AddDays(1)):
		return r.fail(start, badDays, "%v, a %v, has no weekend beside it", last, last.Weekday())
	}
	r.item.joined = true
	return nil
}

// lastBreak returns the run of days off that ends with the one named last, with the weekends beside it or without.
func (r *reader) lastBreak(weekends bool) (first, last holidays.Date) {
	if len(r.item.off) == 0 {
		return first, last
	}
	free := func(d holidays.Date) bool {
		return r.item.isOff[d] || weekends && !d.IsZero() && isWeekend(d) && r.kinds[d] != holidays.Makeup
	}
	last = r.item.off[len(r.item.off)-1]
	for first = last; free(first.AddDays(-1)); first = first.AddDays(-1) {
	}
	for free(last.AddDays(1)) {
		last = last.AddDays(1)
	}
	return first, last
}

// What the notices of 2007 to 2009 say besides: which of the days off are off by statute, which are the weekend, and
// which rest days are moved to make the others.
var (
	restMoved = shape{expression: `^(?:([一两二三四五六])个)?公休日(?:[及和]({festival}))?(?:分别)?调[至到]`}
	statutory = shape{expression: `^，?为{festival}?(?:国家)?法定节?假日`}
)

// olderClause reads what the older notices say of days, and verifies it.
func (r *reader) olderClause(start int, days []holidays.Date) error {
	if m := r.match(&restMoved); m != nil {
		if m[1] != "" && chineseValue(m[1]) != len(days) {
			return r.fail(start, wrongTotal, "%d rest days are named, not %s个", len(days), m[1])
		}
		moved := len(days)
		if m[2] != "" {
			moved++ // the festival itself falls on a day off and is moved too
		}
		return r.moved(start, days, moved)
	}
	weekend := r.take("照常公休", "为公休日", "公休") != ""
	if !weekend && r.match(&statutory) == nil {
		return r.fail(start, unknownClause, "what it says of %v is not known", days[0])
	}
	for _, d := range days {
		if !r.item.isOff[d] {
			return r.fail(start, badDays, "%v is not among the days off named before", d)
		}
		if weekend && !isWeekend(d) {
			return r.fail(start, badDays, "%v is a %v, not a weekend day", d, d.Weekday())
		}
	}
	return nil
}

// moved reads where rest days are moved (9月27日、9月28日两个公休日调至9月29日、30日). They are worked even where 上班 is not
// printed, except those that are off because the festival falls on them; the days they are moved to are off already.
func (r *reader) moved(start int, from []holidays.Date, number int) error {
	loose := r.loose
	to, err := r.dates()
	if err != nil {
		return err
	}
	r.loose = loose // those moved to are off already
	if len(to) != number {
		return r.fail(start, wrongTotal, "%d days are moved to %d days", number, len(to))
	}
	for _, d := range to {
		if isWeekend(d) || !r.item.isOff[d] {
			return r.fail(start, badDays, "%v, a %v, is not among the days off on working days named before", d, d.Weekday())
		}
	}
	var worked []holidays.Date
	for _, d := range from {
		if !isWeekend(d) {
			return r.fail(start, badDays, "%v is a %v, not a rest day", d, d.Weekday())
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
func (r *reader) checkMoved(start int, days []holidays.Date, made bool) error {
	for _, d := range days {
		if made && !slices.Contains(r.item.work, d) {
			return r.fail(start, badDays, "%v: the rest days moved and the days worked are not the same", d)
		}
	}
	return nil
}
