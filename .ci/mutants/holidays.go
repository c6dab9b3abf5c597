package main

var holidaysSuite = suite{"./holidays", []mutant{
	// Counting.
	{"the count begins with the day next to the start, whether that is a working day or not", "Add counts the start day",
		"TestEveryDayAndNumber|TestIndexAgreesWithTheSlowWay|TestOfficialDates", instead(`
func (c *Calendar) Add(d Date, n int) (Date, error) {
	if n > 0 && c.IsWorkday(d) {
		n--
	}
	return c.was(d, n)
}`)},
	{"the count begins with the day next to the start, whether that is a working day or not", "Add counts the start day, back",
		"TestEveryDayAndNumber|TestIndexAgreesWithTheSlowWay", instead(`
func (c *Calendar) Add(d Date, n int) (Date, error) {
	if n < 0 && c.IsWorkday(d) {
		n++
	}
	return c.was(d, n)
}`)},
	{"estimated days are counted like settled ones", "Add counts an estimated start day",
		"TestEveryDayAndNumber|TestIndexAgreesWithTheSlowWay", instead(`
func (c *Calendar) Add(d Date, n int) (Date, error) {
	if n > 1 && d.After(c.SettledThrough()) && c.IsWorkday(d) {
		n--
	}
	return c.was(d, n)
}`)},
	{"Count(d, Add(d, n)) is n", "Count counts its first day",
		"TestAddAndCountAgree|TestIndexAgreesWithTheSlowWay", instead(`
func (c *Calendar) Count(after, through Date) (int, error) {
	n, err := c.was(after, through)
	if n > 0 && c.IsWorkday(after) {
		n++
	}
	return n, err
}`)},
	{"Count(a, b) is -Count(b, a)", "Count back has no sign",
		"TestAddAndCountAgree|TestIndexAgreesWithTheSlowWay", instead(`
func (c *Calendar) Count(after, through Date) (int, error) {
	n, err := c.was(after, through)
	return max(n, -n), err
}`)},
	{"OnOrAfter of a working day is the day itself", "OnOrAfter is the day after",
		"TestOnOrAfterAndOnOrBefore", instead(`
func (c *Calendar) OnOrAfter(d Date) (Date, error) {
	if c.IsWorkday(d) {
		return c.Add(d, 1)
	}
	return c.was(d)
}`)},
	{"OnOrBefore of a working day is the day itself", "OnOrBefore is the day before",
		"TestOnOrAfterAndOnOrBefore", instead(`
func (c *Calendar) OnOrBefore(d Date) (Date, error) {
	if c.IsWorkday(d) {
		return c.Add(d, -1)
	}
	return c.was(d)
}`)},
	{"the last day of the range is in it", "Add ends a day before the range",
		"TestOutOfRange|TestIndexAgreesWithTheSlowWay", instead(`
func (c *Calendar) Add(d Date, n int) (Date, error) {
	to, err := c.was(d, n)
	if first, last := c.Range(); to == last && !to.IsZero() {
		return Date{}, &RangeError{Date: d, Days: n, First: first, Last: last}
	}
	return to, err
}`)},
	{"out of the range there is no answer", "Add stops at the last day of the range",
		"TestOutOfRange", instead(`
func (c *Calendar) Add(d Date, n int) (Date, error) {
	to, err := c.was(d, n)
	if _, last := c.Range(); n > 0 && errors.Is(err, ErrOutOfRange) {
		return last, err
	}
	return to, err
}`)},
	{"a calendar of a function is as long as its index can count", "a calendar is a day too long",
		"TestLongestCalendar|TestFromRefuses", instead(`
func fromDays(name string, first, last Date, ask func(Date) (bool, string)) (*Calendar, error) {
	if last.DaysSince(first)+1 == math.MaxUint16 {
		last = last.AddDays(-1)
	}
	return was(name, first, last, ask)
}`)},

	// Days.
	{"a make-up day is a working day", "make-up days are free",
		"TestEveryDayHasItsKind|TestUsualMistakes|TestOfficialDates", instead(`
func (k Kind) IsWorkday() bool { return k.was() && k != Makeup }`)},
	{"the weekend days within a break are days off of it", "a break's Saturdays are weekends",
		"TestEveryDayHasItsKind", instead(`
func (c *Calendar) Day(d Date) Day {
	day := c.was(d)
	if day.Kind == Holiday && d.Weekday() == time.Saturday {
		day.Kind = Weekend
	}
	return day
}`)},
	{"a day that a notice moved is not off by the statute", "every day off is statutory",
		"TestStatutoryDaysOfABreak", instead(`
func (c *Calendar) Day(d Date) Day {
	day := c.was(d)
	day.Statutory = day.Kind == Holiday
	return day
}`)},
	{"nothing is known of a day outside the range", "outside the range there are working days",
		"TestDayOutsideTheRange|TestNoCalendar", instead(`
func (c *Calendar) Day(d Date) Day {
	day := c.was(d)
	if day.Kind == 0 {
		day.Kind = Workday
	}
	return day
}`)},
	{"Days yields both ends", "Days ends a day early",
		"TestDays", instead(`
func (c *Calendar) Days(first, last Date) iter.Seq[Day] { return c.was(first, last.AddDays(-1)) }`)},
	{"the days are those of the notice", "a day of 2025 is another one",
		"TestEveryDayHasItsKind|TestOfficialDates", moved{"2025.txt", "2025-01-26", "2025-01-19"}},
	{"the days are those of the notice", "a day of 2013 is another one",
		"TestEveryDayHasItsKind", moved{"2013.txt", "2013-04-27", "2013-04-20"}},
	{"the days are those of the notice", "a day of an amendment is another one",
		"TestEveryDayHasItsKind", moved{"2019a.txt", "2019-05-05", "2019-05-12"}},

	// Dates.
	{"an instant's date is that of Beijing", "dates are those of UTC",
		"TestDateInBeijing", instead(`
func DateInBeijing(t time.Time) Date { return was(t.Add(-8 * time.Hour)) }`)},
	{"a day that does not exist is no date", "30 February is 2 March",
		"TestNewDate|TestParseDateRefuses", instead(`
func NewDate(year int, month time.Month, day int) Date {
	if day > 28 && day < 32 {
		return was(year, month, 1).AddDays(day - 1)
	}
	return was(year, month, day)
}`)},
	{"where a month has no such day, its last day corresponds", "a month after 31 January is 1 March",
		"TestAddMonths", instead(`
func (d Date) AddMonths(n int) Date {
	to := d.was(n)
	if to.Day() != d.Day() {
		return to.AddDays(1)
	}
	return to
}`)},
	{"an instant within a day is no DATE column", "Scan reads any instant",
		"TestDateScan", instead(`
func (d *Date) Scan(src any) error {
	if t, ok := src.(time.Time); ok && !t.IsZero() {
		*d = NewDate(t.Date())
		return nil
	}
	return d.was(src)
}`)},
	{"the zero Time is no date", "Scan reads the zero Time as NULL",
		"TestDateScan", instead(`
func (d *Date) Scan(src any) error {
	if t, ok := src.(time.Time); ok && t.IsZero() {
		*d = Date{}
		return nil
	}
	return d.was(src)
}`)},
	{"rickar/cal's calendar reads the date as written", "rickar/cal is asked in UTC",
		"TestBusinessCalendarZones|TestRickarCalsOwnCases", instead(`
func (c *Calendar) BusinessCalendar() *cal.BusinessCalendar {
	b := c.was()
	if worked := b.WorkdayFunc; worked != nil {
		b.WorkdayFunc = func(t time.Time) bool { return worked(t.UTC()) }
	}
	return b
}`)},
	{"a rickar/cal calendar is asked in its own location", "FromCal asks in UTC",
		"TestFromCalAtNoon|TestThereAndBackAnswersAlike", instead(`
func FromCal(name string, b *cal.BusinessCalendar, loc *time.Location, first, last Date) (*Calendar, error) {
	if loc != nil {
		loc = time.UTC
	}
	return was(name, b, loc, first, last)
}`)},

	// What is settled, and what is final.
	{"the notice of a year settles 25 December to 24 December", "a year is settled a day early",
		"TestRangeAndSettledThrough|TestProvisional", instead(`
func settledBy(year int) (first, last Date) {
	first, last = was(year)
	return first.AddDays(-1), last.AddDays(-1)
}`)},
	{"the notice of a year settles 25 December to 24 December", "a year is settled a day late",
		"TestRangeAndSettledThrough|TestProvisional", instead(`
func settledBy(year int) (first, last Date) {
	first, last = was(year)
	return first.AddDays(1), last.AddDays(1)
}`)},
	{"25 December is settled by the next year's notice", "24 December is of the next year",
		"TestNoticeYear", instead(`
func NoticeYear(d Date) int { return was(d.AddDays(1)) }`)},
	{"an answer that counts an estimated day is provisional", "Add: the first estimated day is final",
		"TestProvisional|TestIndexAgreesWithTheSlowWay|TestFinalAnswersStay", instead(`
func (c *Calendar) Add(d Date, n int) (Date, error) {
	to, err := c.was(d, n)
	if errors.Is(err, ErrProvisional) && to == c.SettledThrough().AddDays(1) {
		err = nil
	}
	return to, err
}`)},
	{"an answer that counts an estimated day is provisional", "Count drops its error",
		"TestProvisionalCount", instead(`
func (c *Calendar) Count(after, through Date) (int, error) { return AllowProvisional(c.was(after, through)) }`)},
	{"an answer that counts an estimated day is provisional", "a missing year before a settled one is settled",
		"TestProvisional|TestProvisionalCount|TestIndexAgreesWithTheSlowWay", instead(`
func (c *Calendar) provisional(first, last Date) error {
	if c.covers(last) && c.isSettled(last) && c.isSettled(first) {
		return nil
	}
	return c.was(first, last)
}`)},
	{"a year with its notice is settled, whatever is missing before it", "nothing behind a missing year is settled",
		"TestProvisional|TestRangeAndSettledThrough|TestProvisionalCount", instead(`
func (c *Calendar) Day(d Date) Day {
	day := c.was(d)
	day.Settled = day.Settled && !d.After(c.SettledThrough())
	return day
}`)},
	{"the error names the first estimated day that is counted", "ProvisionalError names the day after",
		"TestProvisional|TestProvisionalCount", instead(`
func (c *Calendar) provisional(first, last Date) error {
	err := c.was(first, last)
	if p, ok := err.(*ProvisionalError); ok {
		return &ProvisionalError{p.From.AddDays(1), p.Year}
	}
	return err
}`)},
	{"AllowProvisional drops one error and no other", "AllowProvisional drops every error",
		"TestAllowProvisional", instead(`
func AllowProvisional[T any](v T, err error) (T, error) {
	v, _ = was(v, err)
	return v, nil
}`)},

	// Bounds.
	{"Earliest is the earliest day that the notices to come allow", "Earliest is Add",
		"TestBoundsAgreeWithTheSlowWay|TestWindowsTriedOneByOne|TestBoundsHoldTheNotices", instead(`
func (c *Calendar) Earliest(d Date, n int) (Date, error) { return AllowProvisional(c.Add(d, n)) }`)},
	{"Latest is the latest day that the notices to come allow", "Latest is Add",
		"TestBoundsAgreeWithTheSlowWay|TestWindowsTriedOneByOne|TestBoundsHoldTheNotices", instead(`
func (c *Calendar) Latest(d Date, n int) (Date, error) { return AllowProvisional(c.Add(d, n)) }`)},
	{"a bound is as tight as its assumptions", "Earliest is a working day too early",
		"TestBoundsAgreeWithTheSlowWay|TestWindowsTriedOneByOne", instead(`
func (c *Calendar) Earliest(d Date, n int) (Date, error) {
	to, err := c.was(d, n)
	if n > 1 && to.After(c.SettledThrough()) {
		return c.was(d, n-1)
	}
	return to, err
}`)},
	{"a notice makes up to three weekend days of a festival worked", "two weekend days worked at most",
		"TestBoundsAgreeWithTheSlowWay|TestWindowsTriedOneByOne", instead(`
func (c *Calendar) windowAround(f festival) window {
	w := c.was(f)
	w.moved = min(w.moved, 2)
	return w
}`)},
	{"a weekday off is less than a week from a day off of the statute", "any weekday of a window can be off",
		"TestBoundsAgreeWithTheSlowWay|TestWindowsTriedOneByOne", instead(`
func (w *window) measure(c *Calendar, festivals []festival) {
	w.was(c, festivals)
	w.near = ^uint64(0)
}`)},
	{"out of the range there is no bound", "Latest stops at the last day of the range",
		"TestBoundsAtTheEdges|TestOutOfRange", instead(`
func (c *Calendar) Latest(d Date, n int) (Date, error) {
	to, err := c.was(d, n)
	if _, last := c.Range(); n > 0 && errors.Is(err, ErrOutOfRange) && c.covers(d) {
		return last, nil
	}
	return to, err
}`)},
	{"a layer's days are what the layer says", "bounds do without the layers",
		"TestBoundsUnderLayers", instead(`
func (c *Calendar) Earliest(d Date, n int) (Date, error) { return c.Base().was(d, n) }`)},

	// The statute and the estimate.
	{"a year's notice has the statute's number of days", "the number of days is not checked",
		"TestStatuteError|TestValidate", instead(`
func (n *Notice) checkStatute() error {
	err := n.was()
	if s, ok := err.(*StatuteError); ok && s.Date.IsZero() {
		return nil
	}
	return err
}`)},
	{"every statutory day is off in the notice of its year", "statutory days are not checked",
		"TestStatuteError|TestValidate", instead(`
func (n *Notice) checkStatute() error {
	err := n.was()
	if s, ok := err.(*StatuteError); ok && !s.Date.IsZero() {
		return nil
	}
	return err
}`)},
	{"春节 begins with the month of the new moon in Beijing", "春节 of 2030 is a day late",
		"TestLunarDatesFitTheMoon|TestStatutoryDays", instead(`
func festivalDay(name string, year int) Date {
	day := was(name, year)
	if name == "春节" && year == 2030 {
		return day.AddDays(1)
	}
	return day
}`)},
	{"a version of the statute governs the years from its own on", "a statute governs a year late",
		"TestStatutoryDays|TestStatuteError", instead(`
func statuteOf(versions []statute, year int) *statute { return was(versions, year-1) }`)},
	{"the estimate rests on the statute as signed by the day", "a statute is known a day late",
		"TestAsOfKnowsTheStatuteOfItsDay", instead(`
func statutesAsOf(d Date) []statute { return was(d.AddDays(-1)) }`)},
	{"a statutory day on a weekend is made up on a working day (art. 6)", "no estimated day is made up",
		"TestEstimateDays|TestEstimateIsLawful", instead(`
func (h *habits) estimate(year int) []estimated {
	return slices.DeleteFunc(h.was(year), func(e estimated) bool { return e.Basis.MadeUp })
}`)},
	{"from 2025 nobody works more than six days in a row around a break (art. 7)", "the estimate breaks art. 7",
		"TestEstimateIsLawful", instead(`
func (d *draft) makeUp(k int, limited bool) { d.was(k, false) }`)},
	{"weekend days worked are as near to the break as the record has them", "estimated make-up days are a week off",
		"TestEstimateDays|TestReplay", instead(`
func (h *habits) estimate(year int) []estimated {
	spans := h.was(year)
	for i := range spans {
		if s := &spans[i]; s.Kind == Makeup {
			s.First, s.Last = s.First.AddDays(7), s.Last.AddDays(7)
		}
	}
	return spans
}`)},
	{"an estimated day names the notice that it follows", "an estimate has no pattern",
		"TestEstimateBasis|TestKinds", instead(`
func (h *habits) estimate(year int) []estimated {
	spans := h.was(year)
	for i := range spans {
		spans[i].Basis.Pattern = ""
	}
	return spans
}`)},

	// The record.
	{"an amendment prevails over what it amends", "amendments are not laid on the calendar",
		"TestAmendedDays|TestEveryDayHasItsKind", instead(`
func (c *Calendar) declare(s Span, source string, basis Basis) {
	if !slices.ContainsFunc(c.notices, func(n Notice) bool { return n.Number == source && n.Amends != "" }) {
		c.was(s, source, basis)
	}
}`)},
	{"notices are laid in order of issue, however they are given", "the order given decides",
		"TestOrderGivenDoesNotMatter|TestNoticesOfOneDay", instead(`
func sortByIssue(notices []Notice) { was(slices.Clone(notices)) }`)},
	{"of one day, an amendment comes after what it amends", "of one day, the number decides",
		"TestNoticesOfOneDay", instead(`
func sortByIssue(notices []Notice) {
	was(notices)
	slices.SortStableFunc(notices, func(a, b Notice) int {
		if c := a.Issued.Compare(b.Issued); c != 0 {
			return c
		}
		return strings.Compare(a.Number, b.Number)
	})
}`)},
	{"a notice is known at the end of its day of issue", "AsOf leaves out the day of issue",
		"TestAsOf", instead(`
func (c *Calendar) AsOf(d Date) *Calendar { return c.was(d.AddDays(-1)) }`)},
	{"a notice that contradicts the calendar is refused", "a contradicting notice is taken",
		"TestWithRefuses", instead(`
func isKnown(record []Notice, n Notice) (bool, error) {
	known, _ := was(record, n)
	return known, nil
}`)},
	{"a notice that contradicts the calendar is refused", "a contradicting notice is passed over",
		"TestWithRefuses", instead(`
func isKnown(record []Notice, n Notice) (bool, error) {
	known, err := was(record, n)
	return known || err != nil, nil
}`)},
	{"an amendment amends what is there before it", "an amendment of nothing is taken",
		"TestWithRefuses", instead(`
func checkAmends(before []Notice, n *Notice) error {
	was(before, n)
	return nil
}`)},
	{"a year with its amendments merged into it says nothing new", "a merged year is a contradiction",
		"TestMergedYear", instead(`
func withAmendments(record []Notice, n *Notice) []*Notice { return was(record, n)[:1] }`)},
	{"Find gives the edition of that ID and no other", "Find gives the calendar for any ID",
		"TestFind", instead(`
func (c *Calendar) Find(id string) (*Calendar, bool) {
	if edition, ok := c.was(id); ok {
		return edition, true
	}
	return c, true
}`)},
	{"the longest text of a notice is 1 MiB", "a text of 1 MiB is too long",
		"TestNoticeText|TestNoticeTextRefuses", instead(`
func (n *Notice) UnmarshalText(text []byte) error {
	if len(text) == 1<<20 {
		return &SyntaxError{Reason: "too long"}
	}
	return n.was(text)
}`)},

	// The ID.
	{"calendars with equal IDs answer alike", "the ID without the kinds of days",
		"TestIDOfOtherNotices", idWithout("s.Kind = Holiday")},
	{"calendars with equal IDs answer alike", "the ID without the ends of spans",
		"TestIDOfOtherNotices", idWithout("s.Last = s.First")},
	{"calendars with equal IDs answer alike", "the ID without what is amended",
		"TestIDOfOtherNotices", idWithout(`n.Amends = ""`)},
	{"calendars with equal IDs answer alike", "the ID without the days of layers",
		"TestIDOfOtherNotices|TestLayers.*", instead(`
func (c *Calendar) digest() string {
	without := *c
	without.layers = nil
	for _, l := range c.layers {
		without.layers = append(without.layers, layer{name: l.name})
	}
	return without.was()
}`)},
	{"nobody makes two calendars of one ID by trying", "an ID of 64 bits",
		"TestIDOfOtherNotices|TestIDOfTheSameNotices", instead(`
func (c *Calendar) digest() string {
	id := c.was()
	return id[:strings.LastIndexByte(id, '@')+17]
}`)},

	// The text form.
	{"a wrong weekday is an error", "weekdays are not verified",
		"TestNoticeTextRefuses", instead(`
func readDay(words []string) (Date, []string, error) {
	d, rest, err := was(words)
	if err != nil && len(words) > 1 {
		if d, e := ParseDate(words[0]); e == nil {
			return d, words[2:], nil
		}
	}
	return d, rest, err
}`)},
	{"a wrong total is an error", "totals are not verified",
		"TestNoticeTextRefuses", instead(`
func readSpan(keyword string, words []string) (Span, error) {
	s, err := was(keyword, words)
	for i := 0; err != nil && i < len(words); i++ {
		if looksLikeNumber(words[i]) {
			right := slices.Clone(words)
			for total := range 400 {
				right[i] = fmt.Sprint(total)
				if s, err := was(keyword, right); err == nil {
					return s, nil
				}
			}
		}
	}
	return s, err
}`)},
	{"days off have their total", "a total can be left out",
		"TestNoticeTextRefuses", instead(`
func readSpan(keyword string, words []string) (Span, error) {
	s, err := was(keyword, words)
	for i := 2; err != nil && i <= min(4, len(words)); i += 2 {
		for total := range 400 {
			if s, err := was(keyword, slices.Insert(slices.Clone(words), i, fmt.Sprint(total))); err == nil {
				return s, nil
			}
		}
	}
	return s, err
}`)},
	{"a stated net is that of the days", "net is not verified",
		"TestNoticeTextRefuses|TestValidate", instead(`
func (n *Notice) problem() *problem {
	without := *n
	without.Net = 0
	return without.was()
}`)},
	{"no day is named twice", "a day can be named twice",
		"TestNoticeTextRefuses|TestValidate", instead(`
func (n *Notice) overlap() *problem {
	n.was()
	return nil
}`)},
	{"a year's notice names no day outside 25 December to 24 December", "a notice reaches into another year",
		"TestNoticeTextRefuses|TestValidate", instead(`
func (n *Notice) checkSpan(s Span) string {
	if from, to := settledBy(n.Year); !n.isLayer() && s.First.Before(s.Last) && (s.First.Before(from) || s.Last.After(to)) {
		return ""
	}
	return n.was(s)
}`)},
	{"a line has visible characters only", "U+200B in a number is passed over",
		"TestNoticeTextRefuses|TestValidate", instead(`
func isLine(s string) bool { return was(strings.ReplaceAll(s, "\u200b", "")) }`)},
	{"what UnmarshalText reads back is the same notice", "MarshalText forgets net",
		"TestNoticeText|TestBuiltInNotices", instead(`
func (n Notice) MarshalText() ([]byte, error) {
	n.Net = 0
	return n.was()
}`)},

	// Layers.
	{"a layer never settles a day", "a layer's days are settled",
		"TestLayersSettleNothing", instead(`
func (c *Calendar) Day(d Date) Day {
	day := c.was(d)
	if day.Source != c.Base().was(d).Source {
		day.Settled = true
	}
	return day
}`)},
	{"With and AsOf lay the layers over the result again", "With drops the layers",
		"TestLayersOverWithAndAsOf", instead(`
func (c *Calendar) With(notices ...Notice) (*Calendar, error) { return c.Base().was(notices...) }`)},
	{"AsOf leaves out a layer's notices that are dated later", "AsOf knows a layer's later notices",
		"TestLayersOverWithAndAsOf", instead(`
func (l layer) asOf(d Date) layer {
	l.was(d)
	return l
}`)},
	{"a layer prevails over those under it", "the lowest layer prevails",
		"TestLayersOverLayers", instead(`
func (c *Calendar) overlay(layers []layer) *Calendar {
	layers = slices.Clone(layers)
	slices.Reverse(layers)
	return c.was(layers)
}`)},
}}

// idWithout makes the ID of a calendar whose notices lack something: a statement that changes the notice n or its span s.
func idWithout(statement string) instead {
	return instead(`
func (c *Calendar) digest() string {
	without := *c
	without.notices = nil
	for i := range c.notices {
		n := c.notices[i].clone()
		for k := range n.Spans {
			s := &n.Spans[k]
			` + statement + `
			_ = s
		}
		without.notices = append(without.notices, n)
	}
	return without.was()
}`)
}
