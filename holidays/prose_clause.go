package holidays

import "slices"

var clauseBegins = shape{expression: "^(?:其中[，：]?)?(?:(?:将|自|从|共放假|共)?[0-9]|不调休|与周末连休)"}

// clauses reads a sentence about days to its full stop.
func (r *proseReader) clauses() error {
	for {
		start := r.pos
		if err := r.clause(); err != nil {
			return err
		}
		switch {
		case r.take("。") != "":
			return nil
		case r.atEnd():
			return r.fail(start, "the text ends within a sentence; was it cut short?")
		case r.take("，", "；") == "":
			return r.fail(start, "%s is not known here", quote(r.clauseAt(r.pos)))
		}
	}
}

// clause reads one clause about days: what they are said to be follows them.
func (r *proseReader) clause() error {
	if r.take("其中") != "" {
		r.take("，", "：")
	}
	start := r.pos
	switch {
	case r.take("共放假", "共") != "":
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
	switch {
	case r.take("放假调休", "放假公休", "调休放假", "放假") != "":
		if err := r.declareOff(start, days); err != nil {
			return err
		}
		if counted := r.take("共") != "" || !r.atEnd() && isDigit(rune(r.text[r.pos])); counted {
			return r.total(start)
		}
		return nil
	case r.take("补休") != "":
		if i := slices.IndexFunc(days, Date.isWeekend); i >= 0 {
			return r.fail(start, "%v is a %v; a day off is made up for on a working day", days[i], days[i].Weekday())
		}
		return r.declareOff(start, days)
	case r.take("起正常上班", "起照常上班", "起恢复上班", "起上班") != "":
		return r.ordinary(start, days)
	case r.take("照常上班", "正常上班", "上班") != "":
		if err := r.checkMoved(start, days, r.item.moved); err != nil {
			return err
		}
		return r.declareWork(start, days)
	}
	return r.olderClause(start, days)
}

// declareOff takes days off for the item's festival.
func (r *proseReader) declareOff(start int, days []Date) error {
	for _, d := range days {
		if r.kinds[d] != 0 {
			return r.fail(start, "%v is named already, as a %v", d, r.kinds[d])
		}
		r.kinds[d] = Holiday
		r.item.isOff[d] = true
	}
	r.item.off = append(r.item.off, days...)
	return nil
}

// declareWork takes make-up working days. The older notices name them twice, as rest days moved away and as worked.
func (r *proseReader) declareWork(start int, days []Date) error {
	for _, d := range days {
		switch {
		case slices.Contains(r.item.work, d):
			continue
		case r.kinds[d] != 0:
			return r.fail(start, "%v is named already, as a %v", d, r.kinds[d])
		case !d.isWeekend():
			return r.fail(start, "%v is a %v: a make-up working day falls on a weekend", d, d.Weekday())
		}
		r.kinds[d] = Makeup
		r.item.work = append(r.item.work, d)
	}
	return r.checkExchange(start)
}

// ordinary reads the day on which work begins again: an ordinary working day, of which a notice declares nothing.
func (r *proseReader) ordinary(start int, days []Date) error {
	for _, d := range days {
		if d.isWeekend() || r.kinds[d] != 0 {
			return r.fail(start, "%v, a %v, is no ordinary working day", d, d.Weekday())
		}
		r.kinds[d] = Workday
	}
	return nil
}

func (r *proseReader) checkExchange(start int) error {
	if !r.item.exchange && len(r.item.work) > 0 {
		return r.fail(start, "it says 不调休, and yet that %v is worked", r.item.work[0])
	}
	return nil
}

// total verifies a number of days: of all days off that the item has named so far or, behind 与周末连休, of the break that
// the last of them make with the weekend.
func (r *proseReader) total(start int) error {
	n, ok := r.number()
	if !ok || r.take("天") == "" {
		return r.fail(start, "want a number of days such as 共3天")
	}
	want := len(r.item.off)
	if first, last := r.lastBreak(true); r.item.joined {
		want = last.DaysSince(first) + 1
	}
	if n != want {
		return r.fail(start, "the days off named are %d, not %d", want, n)
	}
	return nil
}

// besideWeekend verifies that the days off named last and a weekend make one break. The weekend itself is not declared.
func (r *proseReader) besideWeekend(start int) error {
	first, last := r.lastBreak(false)
	switch {
	case last.IsZero():
		return r.fail(start, "no day off is named before it")
	case !first.AddDays(-1).isWeekend() && !last.AddDays(1).isWeekend():
		return r.fail(start, "%v, a %v, has no weekend beside it", last, last.Weekday())
	}
	r.item.joined = true
	return nil
}

// lastBreak returns the run of days off that ends with the one named last, with the weekends beside it or without.
func (r *proseReader) lastBreak(weekends bool) (first, last Date) {
	if len(r.item.off) == 0 {
		return first, last
	}
	free := func(d Date) bool {
		return r.item.isOff[d] || weekends && !d.IsZero() && d.isWeekend()
	}
	last = r.item.off[len(r.item.off)-1]
	for first = last; free(first.AddDays(-1)); first = first.AddDays(-1) {
	}
	for free(last.AddDays(1)) {
		last = last.AddDays(1)
	}
	return first, last
}
