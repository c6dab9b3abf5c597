package holidays

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed statute.txt
var statuteFile string

// A statute is one version of the Regulation on Public Holidays (全国年节及纪念日放假办法), which names the days off for all
// citizens. The notices arrange them; a year without a notice has them all the same.
type statute struct {
	number string // of the order that made it, such as 国务院令第795号
	signed Date   // known from this day on
	from   Date   // governs the years that begin on or after this day
	days   []statutoryDay
}

// A statutoryDay is a festival's days off: so many, the first of them counted from the festival's own day.
type statutoryDay struct {
	name        string
	first, days int
}

// A festival is what the statute says of one festival in one year.
type festival struct {
	law         *statutoryDay
	name        string
	day         Date // its own day: 初一 of 春节, 1 October of 国庆节
	first, last Date // days off, both included
	source      string
}

// An almanac is the table of statute.txt: the versions of the statute in order of signing, and the festivals' dates.
type almanac struct {
	statutes []statute
	lunar    map[int][len(lunarNames)]Date
}

var lunarNames = [...]string{"春节", "清明节", "端午节", "中秋节"}

var readAlmanac = sync.OnceValue(readStatuteFile)

func readStatuteFile() almanac {
	a, err := parseAlmanac(statuteFile)
	if err != nil {
		panic(err)
	}
	return a
}

// A StatuteError says that a year's notice does not have the number of days off that the statute gives the year. It comes
// from ParseNotice together with the whole notice, for a statute can change the day before a notice, and a file that merges
// amendments can hold more days; With refuses such a notice. To take it on purpose, state its net: set Net to Got, or add
// the line net to its text form.
type StatuteError struct {
	Year int
	Got  int // weekdays off minus weekend days worked, by the notice
	Want int // days off for all citizens, by the newest version of the statute on file
}

func (e *StatuteError) Error() string {
	return fmt.Sprintf("holidays: the notice for %d has %d days off on balance where the statute gives %d: is it whole? if so, state net %[2]d", e.Year, e.Got, e.Want)
}

// checkStatute returns a *StatuteError for a year's notice that does not add up to the statute's days.
func (n *Notice) checkStatute() error {
	want, ok := statutoryDays(n.Year)
	if got := n.net(); ok && n.Amends == "" && got != want {
		return &StatuteError{n.Year, got, want}
	}
	return nil
}

// statutoryDays returns how many days off for all citizens the newest version of the statute gives the year, which is
// what its notice must add up to. It is not ok before the first version on file.
func statutoryDays(year int) (n int, ok bool) {
	s := statuteOf(readAlmanac().statutes, year)
	if s == nil {
		return 0, false
	}
	for _, d := range s.days {
		n += d.days
	}
	return n, true
}

// statuteOf returns the version that governs a year, nil if there is none.
func statuteOf(statutes []statute, year int) *statute {
	for i := len(statutes) - 1; i >= 0; i-- {
		if !statutes[i].from.After(NewDate(year, time.January, 1)) {
			return &statutes[i]
		}
	}
	return nil
}

// statutesAsOf returns the versions signed on or before d.
func statutesAsOf(statutes []statute, d Date) []statute {
	n := 0
	for n < len(statutes) && !statutes[n].signed.After(d) {
		n++
	}
	return statutes[:n]
}

// appendFestivals appends the statute's days off in a year, in order of date. A festival whose date is not on file is left
// out; a nil statute has none.
func (s *statute) appendFestivals(festivals []festival, year int) []festival {
	if s == nil {
		return festivals
	}
	before := len(festivals)
	for i := range s.days {
		d := &s.days[i]
		if day := festivalDay(d.name, year); !day.IsZero() {
			first := day.AddDays(d.first)
			festivals = append(festivals, festival{d, d.name, day, first, first.AddDays(d.days - 1), s.number})
		}
	}
	slices.SortStableFunc(festivals[before:], func(a, b festival) int { return a.first.Compare(b.first) })
	return festivals
}

func festivalDay(name string, year int) Date {
	switch name {
	case "元旦":
		return NewDate(year, time.January, 1)
	case "劳动节":
		return NewDate(year, time.May, 1)
	case "国庆节":
		return NewDate(year, time.October, 1)
	}
	return readAlmanac().lunar[year][slices.Index(lunarNames[:], name)]
}

func parseAlmanac(text string) (almanac, error) {
	a := almanac{lunar: map[int][len(lunarNames)]Date{}}
	number := 0
	for line := range strings.Lines(text) {
		number++
		words := wordsOf(line)
		if len(words) == 0 {
			continue
		}
		if err := a.read(words[0], words[1:]); err != nil {
			return almanac{}, &SyntaxError{"statute.txt", number, strings.TrimPrefix(err.Error(), "holidays: "), err}
		}
	}
	return a, nil
}

func (a *almanac) read(keyword string, words []string) (err error) {
	if keyword == "lunar" {
		return a.readLunar(words)
	}
	if keyword == "order" {
		a.statutes = append(a.statutes, statute{number: strings.Join(words, " ")})
		return nil
	}
	if len(a.statutes) == 0 || len(words) == 0 {
		return fmt.Errorf("%s: want an order before it, and a value", keyword)
	}
	s := &a.statutes[len(a.statutes)-1]
	switch keyword {
	case "signed":
		s.signed, err = ParseDate(words[0])
	case "from":
		s.from, err = ParseDate(words[0])
	case "off":
		var d statutoryDay
		d, err = readStatutoryDay(words)
		s.days = append(s.days, d)
	case "total":
		var want, got int
		want, err = readNumber(words[0])
		for _, d := range s.days {
			got += d.days
		}
		if err == nil && got != want {
			err = fmt.Errorf("total %d: the days add up to %d", want, got)
		}
	default:
		err = fmt.Errorf("unknown keyword %s", quote(keyword))
	}
	return err
}

func readStatutoryDay(words []string) (d statutoryDay, err error) {
	if len(words) != 3 {
		return d, fmt.Errorf("want a festival, its first day and the number of days")
	}
	d.name = words[0]
	if d.first, err = readNumber(words[1]); err != nil {
		return d, err
	}
	d.days, err = readNumber(words[2])
	return d, err
}

func (a *almanac) readLunar(words []string) (err error) {
	var dates [len(lunarNames)]Date
	for i := range dates {
		if dates[i], words, err = readDay(words); err != nil {
			return err
		}
		if dates[i].Year() != dates[0].Year() {
			return fmt.Errorf("%v is not of the year %d", dates[i], dates[0].Year())
		}
	}
	a.lunar[dates[0].Year()] = dates
	return nil
}
