package main

var gazetteSuite = suite{"./holidays/gazette", []mutant{
	// The inner door.
	{"a weekday beside a date must be right", "weekdays are not compared", "TestParseRefuses", instead(`
func (r *reader) resolve(w written, previous, first holidays.Date) (holidays.Date, error) {
	w.behind = slices.DeleteFunc(slices.Clone(w.behind), weekday().MatchString)
	return r.was(w, previous, first)
}`)},
	{"a number of days must be that of the days named", "totals are not compared", "TestParseRefuses", instead(`
func (r *reader) total(start int, count []string) error {
	r.was(start, count)
	return nil
}`)},
	{"lunar notes agree with the date", "every lunar day fits", "TestParseShapes|TestEveryVersionOfTheStatute", instead(`
func (r *reader) canBe(note string, d holidays.Date) bool {
	r.was(note, d)
	return true
}`)},
	{"each version of the statute begins 春节 on its own day", "初一 is always the first day off", "TestEveryVersionOfTheStatute|TestParseProse", instead(`
func (r *reader) festivalDay(name string) holidays.Date {
	for _, day := range holidays.StatutoryDays(r.heading.year) {
		if day.Name == name {
			return day.Date
		}
	}
	return r.was(name)
}`)},
	{"what neither a weekday nor a total verifies is not read over the end of a line", "a broken date is read", "TestMessages", instead(`
func (r *reader) claim(start int, c claim, word string, all []holidays.Date) error {
	r.loose = false
	return r.was(start, c, word, all)
}`)},
	{"make-up days are days of a weekend", "any day can be worked", "TestParseRefuses", instead(`
func (r *reader) claim(start int, c claim, word string, all []holidays.Date) error {
	c.weekend, c.weekdays = false, false
	return r.was(start, c, word, all)
}`)},
	{"an item has one break, and days worked near it", "items are not checked", "TestParseRefuses", instead(`
func (r *reader) endItem() error {
	r.was()
	r.item = item{}
	return nil
}`)},
	{"every festival of the statute has an item, with its days in it", "a part of a notice is enough", "TestParseRefuses|TestMessages", instead(`
func (r *reader) complete() error {
	r.was()
	return nil
}`)},
	{"the closing consists of known sentences", "any plain text closes a notice", "TestTakenBack", instead(`
func closes(s string) bool {
	return was(s) || s != ""
}`)},
	{"text that is passed over decides nothing about days", "any text is plain", "TestTakenBack|TestParseRefuses", instead(`
func isPlain(s string) bool {
	return was(s) || s != ""
}`)},
	{"advice arranges nothing", "advice is passed over", "TestParseRefuses", instead(`
func (r *reader) advice() error {
	r.was()
	return nil
}`)},
	{"a notice that cites a newer statute is not read", "citations are passed over", "TestNewerStatute|TestNewestStatute", instead(`
func (r *reader) cites(start int, s string) error {
	r.was(start, s)
	return nil
}`)},
	{"an amendment is whole, and its days verified", "part of an amendment is enough", "TestCorruptions|TestParseAmendments|TestMessages", instead(`
func (r *reader) completeAmendment() error {
	r.was()
	return nil
}`)},
	{"Sum is weekdays off less weekend days worked", "days worked do not count", "TestParseProse", instead(`
func (all days) sums() map[string]int {
	off := days{}
	for d, s := range all {
		if s.kind == holidays.Holiday {
			off[d] = s
		}
	}
	return off.was()
}`)},

	// The front door.
	{"what lies outside takes nothing back", "what lies outside is passed over", "TestTakenBack|TestHostilePages", instead(`
func (r *reader) outside(headings []heading) error {
	r.was(headings)
	r.end = len(r.even)
	return nil
}`)},
	{"no line outside contradicts the days", "days outside are not compared", "TestHostilePages|TestTakenBack", instead(`
func (r *reader) checkDays(from int, s string) error {
	return nil
}`)},
	{"words of two links do not make a word", "links run together", "TestHostilePages", instead(`
func (r *reader) inOneLink(p place, word string) bool {
	return r.was(p, word) || true
}`)},
	{"one number in the whole text", "numbers are not compared", "TestHostilePages", instead(`
func (r *reader) takeNumber() error {
	r.was()
	return nil
}`)},
	{"every copy of the notice is read", "only the first copy is read", "TestHostilePages", instead(`
func (r *reader) nextCopy(headings []heading, from int) (bounds, bool) {
	if r.reading.Copies > 0 {
		return bounds{}, false
	}
	return r.was(headings, from)
}`)},
	{"all copies agree", "copies are not compared", "TestHostilePages", instead(`
func (all days) firstDifference(b days) holidays.Date {
	all.was(b)
	return holidays.Date{}
}`)},
	{"what a page hides or strikes out is not read as if it were seen", "hidden text is read", "TestHostilePages", instead(`
func readPage(name, text string) source {
	s := was(name, text)
	s.raw = strings.ReplaceAll(s.raw, struck, "")
	return s
}`)},
	{"a gap within a number leaves it uncertain", "spaces within numbers are passed over", "TestParseRefuses|TestHostilePages", instead(`
func newText(s source) *text {
	t := was(s)
	t.even = strings.ReplaceAll(t.even, " ", "\n")
	return t
}`)},
	{"a line with the number of a page breaks no sentence", "numbers of pages are read as text", "TestParsePages|TestParseBrokenLines", instead(`
func readPlain(text string) string {
	was(text)
	return text
}`)},
	{"GB18030 is read", "GB18030 is read as if it were UTF-8", "TestParsePages", instead(`
func decode(data []byte) (string, string) {
	if text, name := was(data); name != "GB18030" {
		return text, name
	}
	return string(data), "UTF-8"
}`)},

	// Amendments, witnesses, messages.
	{"an amendment names the notice that it changes", "it names nothing", "TestOrderOfArrival", instead(`
func Amendment(c *holidays.Calendar, n holidays.Notice) (Change, error) {
	change, err := was(c, n)
	change.Notice.Amends = ""
	return change, err
}`)},
	{"what is made of merged data is a draft", "the draft has a number", "TestOrderOfArrival", instead(`
func Amendment(c *holidays.Calendar, n holidays.Notice) (Change, error) {
	change, err := was(c, n)
	if change.Notice.Number == "" {
		change.Notice.Number = "draft"
	}
	return change, err
}`)},
	{"a witness that differs is an error", "every witness agrees", "TestAgree|TestCorruptions", instead(`
func Agree(n holidays.Notice, name string, data []byte) error {
	was(n, name, data)
	return nil
}`)},
	{"every message says what to do", "no advice in English", "TestMessages", instead(`
func (r *refusal) reason() string {
	return strings.ReplaceAll(r.was(), r.do[0], "")
}`)},
	{"every error has its words in Chinese", "Chinese returns English", "TestMessages", instead(`
func Chinese(err error) string {
	was(err)
	return err.Error()
}`)},
}}
