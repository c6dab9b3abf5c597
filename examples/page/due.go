package page

import (
	"fmt"
	"maps"
	"slices"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A due is an answer as the layout sees it.
type due struct {
	Answer
	Facts   []Fact
	Caveats []caveat
	Fixed   bool // by announcement; nothing is counted
	Sparse  bool // months or years: most days have no part in the count
	Months  []month
	Rows    []row
	Notices []holidays.Notice

	Unpublished bool // what is estimated was settled after AsOf
}

// settles reports whether a calendar knows a notice for the day.
func settles(c *holidays.Calendar, d holidays.Date) bool { return !d.IsZero() && c.Day(d).Settled }

// A Fact is a line of the answer: what it is called, what it says, its class for the style, and a word about it.
type Fact struct{ Name, Text, Class, Note string }

// A caveat is one in the language of the page.
type caveat struct {
	Text  string
	Moves bool
	Basis deadline.Citation
}

// A row is a day of the count.
type row struct {
	cell
	Weekday, Kind, Source string // Weekday in short
}

// newDue looks at an answer; c is the calendar that it rests on.
func newDue(a Answer, c *holidays.Calendar) *due {
	r, lang := a.Result, a.Lang
	d := &due{Answer: a, Notices: r.NoticesUsed(c), Fixed: r.Announced()}
	d.Unpublished = settles(a.Calendar, r.EstimatedFrom)
	d.Calendar = c
	for _, c := range r.Caveats() {
		text := c.Text.In(lang)
		if d.Unpublished && c.Code == "provisional" { // the library says “not loaded”: of as_of it does not know
			text = d.EstimatedFrom()
		}
		d.Caveats = append(d.Caveats, caveat{text, c.MovesDate, c.Basis})
	}
	d.Sparse = !d.Fixed && (r.Rule.Limit.Unit == deadline.Months || r.Rule.Limit.Unit == deadline.Years)
	d.addFacts()
	d.addCount()
	return d
}

func (d *due) addFacts() {
	r := d.Result
	add := func(key, class, text string) {
		if text != "" {
			d.Facts = append(d.Facts, Fact{Name: say(d.Lang, key), Text: text, Class: class})
		}
	}
	colon := say(d.Lang, "colon")
	safe := date(d.Lang, r.SafeBy)
	if reason := r.SafeByReason(d.Lang); reason != "" {
		safe += colon + reason
	}
	add("safe", "safe", safe)
	d.Facts[0].Note = say(d.Lang, "safe means")
	if r.ActBy() != r.SafeBy {
		add("act", "safe", date(d.Lang, r.ActBy()))
	}
	if r.Opens != r.Trigger {
		add("opens", "", date(d.Lang, r.Opens))
	}
	trigger := "trigger"
	if r.Rule.Limit.Direction > deadline.After {
		trigger = "reference"
	}
	if r.Announced() {
		add(trigger, "", date(d.Lang, r.Trigger)+colon+r.Rule.Event.In(d.Lang))
	} else {
		add(trigger, "", date(d.Lang, r.Trigger))
	}
	d.Facts = append(d.Facts, RuleFacts(r, d.Lang)...)
	if !d.Today.IsZero() {
		d.addStanding(add)
	}
}

// RuleFacts says what the rule of an answer is: its limit, who must file and with whom, and whether it is law.
func RuleFacts(r deadline.Result, lang deadline.Language) (facts []Fact) {
	add := func(key, text string) {
		if text != "" {
			facts = append(facts, Fact{Name: say(lang, key), Text: text})
		}
	}
	if r.Announced() {
		add("limit", say(lang, "announced"))
	} else {
		add("limit", r.Rule.TimeLimit(lang))
	}
	add("applies", r.Rule.AppliesTo.In(lang))
	add("authority", r.Rule.Authority.In(lang))
	if r.Rule.Status != 0 {
		add("status", say(lang, "status "+r.Rule.Status.String()))
	}
	return facts
}

// addStanding says where Today stands. What hangs on estimated days says so.
func (d *due) addStanding(add func(key, class, text string)) {
	s, err := d.Result.Standing(d.Today, d.Calendar)
	if err != nil {
		return // Write has refused such a day
	}
	text := date(d.Lang, s.Today) + say(d.Lang, "colon") + say(d.Lang, "state "+s.State.String())
	if s.State != deadline.Overdue {
		text += fmt.Sprintf(say(d.Lang, "left"), s.ToSafeBy, s.ToDue)
	}
	if s.Provisional {
		text += " (" + say(d.Lang, "provisional") + ")"
	}
	add("today", "state-"+s.State.String(), text)
}

// addCount draws the months in which something happens, and the rows of the table.
func (d *due) addCount() {
	r := d.Result
	number := map[holidays.Date]int{}
	months := map[holidays.Date]bool{monthStart(r.SafeBy): true, monthStart(r.Due): true}
	if !r.Opens.IsZero() && !d.Fixed {
		months[monthStart(r.Opens)] = true
	}
	for step := range r.Steps(d.Calendar) {
		day := step.Day.Date
		if d.Sparse && step.N == 0 && day != r.Trigger && day != r.Due {
			continue
		}
		number[day], months[monthStart(day)] = step.N, true
		x := newCell(d.Lang, step.Day, d.place(number))
		kind := step.Day.Kind.String()
		d.Rows = append(d.Rows, row{x, d.Lang.Weekday(day.Weekday()), say(d.Lang, kind), step.Day.Source})
	}
	for _, first := range slices.SortedFunc(maps.Keys(months), holidays.Date.Compare) {
		d.Months = append(d.Months, newMonth(d.Lang, d.Calendar, first, d.place(number)))
	}
}

// place says what a day is in the count: its number, classes for the style, and the same in words.
func (d *due) place(number map[holidays.Date]int) func(holidays.Date) (int, string, []string) {
	r := d.Result
	marked := []struct {
		day        holidays.Date
		class, key string
	}{
		{r.Trigger, " trigger", "trigger mark"}, {r.Opens, " opens", "opens mark"},
		{r.SafeBy, " safe", "safe mark"}, {r.Due, " due", "due mark"},
	}
	return func(day holidays.Date) (n int, class string, marks []string) {
		if n = number[day]; n > 0 {
			class = " counted"
		}
		for i, m := range marked {
			if day == m.day && (i != 1 || r.Opens != r.Trigger) {
				class += m.class
				marks = append(marks, say(d.Lang, m.key))
			}
		}
		return n, class, marks
	}
}

// headline is the due date as said first. It is never bare when it is provisional or its rule is not law.
func (d *due) headline() string {
	s := date(d.Lang, d.Result.Due)
	if d.Provisional() {
		s += " (" + say(d.Lang, "provisional") + ")"
	}
	switch d.Result.Rule.Status {
	case deadline.Draft:
		s += " (" + say(d.Lang, "DRAFT") + ")"
	case deadline.Ended:
		s += " (" + say(d.Lang, "ENDED") + ")"
	}
	return s
}

// Provisional reports whether the answer rests on estimated days.
func (d *due) Provisional() bool { return !d.Result.EstimatedFrom.IsZero() }

// Weekday is that of the due date.
func (d *due) Weekday() string { return weekday(d.Lang, d.Result.Due.Weekday()) }

// SafeBy is the safe-by date with its day of the week.
func (d *due) SafeBy() string { return date(d.Lang, d.Result.SafeBy) }

// EstimatedFrom says what makes the answer provisional.
func (d *due) EstimatedFrom() string {
	from := d.Result.EstimatedFrom
	if d.Unpublished {
		return fmt.Sprintf(say(d.Lang, "unpublished from"), holidays.NoticeYear(from), d.AsOf, from)
	}
	return fmt.Sprintf(say(d.Lang, "estimated from"), holidays.NoticeYear(from), from)
}

// Known says that the answer leaves out what was issued later; "" if it does not.
func (d *due) Known() string { return known(d.Lang, d.AsOf) }

func known(lang deadline.Language, asOf holidays.Date) string {
	if asOf.IsZero() {
		return ""
	}
	return fmt.Sprintf(say(lang, "known"), asOf)
}

// Draft and Ended report that the rule never was law, or no longer is.
func (d *due) Draft() bool { return d.Result.Rule.Status == deadline.Draft }
func (d *due) Ended() bool { return d.Result.Rule.Status == deadline.Ended }

// LeafMonth heads the tear-off leaf of the due date.
func (d *due) LeafMonth() string {
	if d.Lang == deadline.Chinese {
		return fmt.Sprintf("%d年%d月", d.Result.Due.Year(), d.Result.Due.Month())
	}
	return fmt.Sprintf("%s %d", d.Result.Due.Month(), d.Result.Due.Year())
}

// Bases are the provisions that the answer rests on.
func (d *due) Bases() []deadline.Citation {
	var bases []deadline.Citation
	if d.Result.Rule.Basis != (deadline.Citation{}) {
		bases = append(bases, d.Result.Rule.Basis)
	}
	if d.Fixed && d.Result.Rule.Transition.Basis != (deadline.Citation{}) {
		bases = append(bases, d.Result.Rule.Transition.Basis)
	}
	return bases
}

// HasEstimates reports whether the months have an estimated day, which the legend then explains.
func (d *due) HasEstimates() bool {
	return slices.ContainsFunc(d.Months, func(m month) bool {
		return slices.ContainsFunc(m.Weeks, func(w [7]cell) bool {
			return slices.ContainsFunc(w[:], func(x cell) bool { return x.Estimated })
		})
	})
}
