package holidays

import (
	"slices"
	"time"
)

// A statute is one version of the Regulation on Public Holidays (《全国年节及纪念日放假办法》), which names the days off for all
// citizens. The notices arrange them; a year without a notice has them all the same.
type statute struct {
	number string // of the order that made it
	signed Date   // known from this day on
	from   Date   // governs the years that begin on or after this day
	days   []statutoryDay
}

// A statutoryDay is a festival's days off: how many, the first of them counted from the festival's own day.
type statutoryDay struct {
	name        string
	first, days int
}

// statutes holds the versions in order of signing, as the orders have them.
var statutes = []statute{
	{ // in force from 1999-09-18, before the first notice here; taken as signed that day
		"国务院令第270号", NewDate(1999, 9, 18), NewDate(1999, 9, 18),
		[]statutoryDay{{"元旦", 0, 1}, {"春节", 0, 3}, {"劳动节", 0, 3}, {"国庆节", 0, 3}},
	},
	{
		"国务院令第513号", NewDate(2007, 12, 14), NewDate(2008, 1, 1),
		[]statutoryDay{{"元旦", 0, 1}, {"春节", -1, 3}, {"清明节", 0, 1}, {"劳动节", 0, 1}, {"端午节", 0, 1}, {"中秋节", 0, 1}, {"国庆节", 0, 3}},
	},
	{
		"国务院令第644号", NewDate(2013, 12, 11), NewDate(2014, 1, 1),
		[]statutoryDay{{"元旦", 0, 1}, {"春节", 0, 3}, {"清明节", 0, 1}, {"劳动节", 0, 1}, {"端午节", 0, 1}, {"中秋节", 0, 1}, {"国庆节", 0, 3}},
	},
	{ // published on 2024-11-12
		"国务院令第795号", NewDate(2024, 11, 10), NewDate(2025, 1, 1),
		[]statutoryDay{{"元旦", 0, 1}, {"春节", -1, 4}, {"清明节", 0, 1}, {"劳动节", 0, 2}, {"端午节", 0, 1}, {"中秋节", 0, 1}, {"国庆节", 0, 3}},
	},
}

// statuteOf returns the version among some that governs a year, nil if there is none.
func statuteOf(versions []statute, year int) *statute {
	for i := len(versions) - 1; i >= 0; i-- {
		if !versions[i].from.After(NewDate(year, time.January, 1)) {
			return &versions[i]
		}
	}
	return nil
}

// statutesAsOf returns the versions signed on or before d.
func statutesAsOf(d Date) []statute {
	return slices.DeleteFunc(slices.Clone(statutes), func(s statute) bool { return s.signed.After(d) })
}

// StatutoryDays returns the days off for all citizens (全体公民放假的节日) in a year under the version of the statute,
// 《全国年节及纪念日放假办法》, that governs it, in order of date: Name is the festival, Source the order. A day of two
// festivals is there twice. It returns nil for a year
// before 2004 or after 2060, whose festivals of the lunar calendar are not known here.
func StatutoryDays(year int) []Day {
	var days []Day
	if law := statuteOf(statutes, year); law != nil {
		for _, f := range law.festivals(year) {
			for d := range dates(f.first, f.last) {
				days = append(days, Day{Date: d, Kind: Holiday, Name: f.name, Source: law.number, Statutory: true})
			}
		}
	}
	return days
}

// A festival is what the statute says of one festival in one year.
type festival struct {
	name        string
	first, last Date // days off, both included
}

// festivals returns the festivals of a year in order of date, none if the year's lunar dates are not known.
func (s *statute) festivals(year int) []festival {
	festivals := make([]festival, 0, len(s.days))
	for _, d := range s.days {
		day := festivalDay(d.name, year)
		if day.IsZero() {
			return nil
		}
		first := day.AddDays(d.first)
		festivals = append(festivals, festival{d.name, first, first.AddDays(d.days - 1)})
	}
	slices.SortStableFunc(festivals, func(a, b festival) int { return a.first.Compare(b.first) })
	return festivals
}

// isStatutory reports whether d is off under the statute itself.
func (s *statute) isStatutory(d Date) bool {
	year := d.Year()
	for i := range s.days {
		day := festivalDay(s.days[i].name, year)
		if n := d.DaysSince(day) - s.days[i].first; !day.IsZero() && n >= 0 && n < s.days[i].days {
			return true
		}
	}
	return false
}

// festivalDay returns a festival's own day in a year, the zero Date where it is not known.
func festivalDay(name string, year int) Date {
	k := year - lunarFirst
	if k < 0 || k >= len(lunar) {
		return Date{}
	}
	day := monthDay{time.January, 1}
	switch name {
	case "春节":
		day = lunar[k][0]
	case "清明节":
		day = lunar[k][1]
	case "劳动节":
		day = monthDay{time.May, 1}
	case "端午节":
		day = lunar[k][2]
	case "中秋节":
		day = lunar[k][3]
	case "国庆节":
		day = monthDay{time.October, 1}
	}
	return NewDate(year, day.month, day.day)
}

type monthDay struct {
	month time.Month
	day   int
}

const lunarFirst = 2004

// lunar holds the festivals of the lunar calendar and of the solar terms: 春节 (初一), 清明节, 端午节, 中秋节. Two published
// tables agree on them, and they fit every notice of 2008–2026. They are not what ICU computes: its 春节 is a day off in
// 2027 and 2030, when the new moon is minutes from midnight.
var lunar = [...][4]monthDay{
	{{1, 22}, {4, 4}, {6, 22}, {9, 28}}, // 2004
	{{2, 9}, {4, 5}, {6, 11}, {9, 18}},  // 2005
	{{1, 29}, {4, 5}, {5, 31}, {10, 6}}, // 2006
	{{2, 18}, {4, 5}, {6, 19}, {9, 25}}, // 2007
	{{2, 7}, {4, 4}, {6, 8}, {9, 14}},   // 2008
	{{1, 26}, {4, 4}, {5, 28}, {10, 3}}, // 2009
	{{2, 14}, {4, 5}, {6, 16}, {9, 22}}, // 2010
	{{2, 3}, {4, 5}, {6, 6}, {9, 12}},   // 2011
	{{1, 23}, {4, 4}, {6, 23}, {9, 30}}, // 2012
	{{2, 10}, {4, 4}, {6, 12}, {9, 19}}, // 2013
	{{1, 31}, {4, 5}, {6, 2}, {9, 8}},   // 2014
	{{2, 19}, {4, 5}, {6, 20}, {9, 27}}, // 2015
	{{2, 8}, {4, 4}, {6, 9}, {9, 15}},   // 2016
	{{1, 28}, {4, 4}, {5, 30}, {10, 4}}, // 2017
	{{2, 16}, {4, 5}, {6, 18}, {9, 24}}, // 2018
	{{2, 5}, {4, 5}, {6, 7}, {9, 13}},   // 2019
	{{1, 25}, {4, 4}, {6, 25}, {10, 1}}, // 2020
	{{2, 12}, {4, 4}, {6, 14}, {9, 21}}, // 2021
	{{2, 1}, {4, 5}, {6, 3}, {9, 10}},   // 2022
	{{1, 22}, {4, 5}, {6, 22}, {9, 29}}, // 2023
	{{2, 10}, {4, 4}, {6, 10}, {9, 17}}, // 2024
	{{1, 29}, {4, 4}, {5, 31}, {10, 6}}, // 2025
	{{2, 17}, {4, 5}, {6, 19}, {9, 25}}, // 2026
	{{2, 6}, {4, 5}, {6, 9}, {9, 15}},   // 2027
	{{1, 26}, {4, 4}, {5, 28}, {10, 3}}, // 2028
	{{2, 13}, {4, 4}, {6, 16}, {9, 22}}, // 2029
	{{2, 3}, {4, 5}, {6, 5}, {9, 12}},   // 2030
	{{1, 23}, {4, 5}, {6, 24}, {10, 1}}, // 2031
	{{2, 11}, {4, 4}, {6, 12}, {9, 19}}, // 2032
	{{1, 31}, {4, 4}, {6, 1}, {9, 8}},   // 2033
	{{2, 19}, {4, 5}, {6, 20}, {9, 27}}, // 2034
	{{2, 8}, {4, 5}, {6, 10}, {9, 16}},  // 2035
	{{1, 28}, {4, 4}, {5, 30}, {10, 4}}, // 2036
	{{2, 15}, {4, 4}, {6, 18}, {9, 24}}, // 2037
	{{2, 4}, {4, 5}, {6, 7}, {9, 13}},   // 2038
	{{1, 24}, {4, 5}, {5, 27}, {10, 2}}, // 2039
	{{2, 12}, {4, 4}, {6, 14}, {9, 20}}, // 2040
	{{2, 1}, {4, 4}, {6, 3}, {9, 10}},   // 2041
	{{1, 22}, {4, 4}, {6, 22}, {9, 28}}, // 2042
	{{2, 10}, {4, 5}, {6, 11}, {9, 17}}, // 2043
	{{1, 30}, {4, 4}, {5, 31}, {10, 5}}, // 2044
	{{2, 17}, {4, 4}, {6, 19}, {9, 25}}, // 2045
	{{2, 6}, {4, 4}, {6, 8}, {9, 15}},   // 2046
	{{1, 26}, {4, 5}, {5, 29}, {10, 4}}, // 2047
	{{2, 14}, {4, 4}, {6, 15}, {9, 22}}, // 2048
	{{2, 2}, {4, 4}, {6, 4}, {9, 11}},   // 2049
	{{1, 23}, {4, 4}, {6, 23}, {9, 30}}, // 2050
	{{2, 11}, {4, 5}, {6, 13}, {9, 19}}, // 2051
	{{2, 1}, {4, 4}, {6, 1}, {9, 7}},    // 2052
	{{2, 19}, {4, 4}, {6, 20}, {9, 26}}, // 2053
	{{2, 8}, {4, 4}, {6, 10}, {9, 16}},  // 2054
	{{1, 28}, {4, 5}, {5, 30}, {10, 5}}, // 2055
	{{2, 15}, {4, 4}, {6, 17}, {9, 24}}, // 2056
	{{2, 4}, {4, 4}, {6, 6}, {9, 13}},   // 2057
	{{1, 24}, {4, 4}, {6, 25}, {10, 2}}, // 2058
	{{2, 12}, {4, 5}, {6, 14}, {9, 21}}, // 2059
	{{2, 2}, {4, 4}, {6, 3}, {9, 9}},    // 2060
}
