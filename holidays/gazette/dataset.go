package gazette

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// A dataset is a year's file of holiday-cn (github.com/NateScarlet/holiday-cn), the data set that most tools use. Such a
// file is one notice here, even where it merges a year's notice with amendments.
type dataset struct {
	Year     int
	Papers   []string
	Days     []datasetDay
	Holidays json.RawMessage // a field of chinese-days
}

type datasetDay struct {
	Name     string
	Date     holidays.Date
	IsOffDay *bool
}

// readHolidayCN reads a file of holiday-cn without judging its days.
func readHolidayCN(name string, data []byte) (*dataset, error) {
	var d dataset
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, whole(name, badJSON, "want the JSON of a year of holiday-cn: %s", strings.TrimPrefix(err.Error(), "holidays: "))
	}
	switch {
	case d.Holidays != nil:
		return nil, whole(name, witnessOnly, "this is JSON of chinese-days, a witness: compare a notice with it by Agree")
	case d.Year == 0 || d.Days == nil:
		return nil, whole(name, badJSON, "want the JSON of a year of holiday-cn, with the fields year, papers and days")
	case len(d.Days) == 0:
		return nil, whole(name, notNotice, "year %d has no days: its arrangement is not published", d.Year)
	}
	named := map[holidays.Date]bool{}
	for i, day := range d.Days {
		switch {
		case day.Date.IsZero() || day.IsOffDay == nil:
			return nil, whole(name, badJSON, "day %d: want its name, its date and isOffDay", i+1)
		case named[day.Date]:
			return nil, whole(name, badJSON, "%v is named twice", day.Date)
		}
		named[day.Date] = true
		if names, rest := cutFestivals(evenLine(day.Name)); names != nil && rest == "" {
			d.Days[i].Name = festivalName(names)
		}
	}
	return &d, nil
}

func parseHolidayCN(name string, data []byte) (holidays.Notice, Reading, error) {
	d, err := readHolidayCN(name, data)
	if err != nil {
		return holidays.Notice{}, Reading{}, err
	}
	return finish(name, d.notice(), Reading{Form: HolidayCN, Copies: 1})
}

// notice makes one notice of the days. A working day that is an ordinary Monday to Friday, as the file of 2020 has one,
// declares nothing.
func (d *dataset) notice() holidays.Notice {
	n := holidays.Notice{Title: fmt.Sprintf("holiday-cn %d", d.Year), Year: d.Year}
	if len(d.Papers) > 0 {
		n.URL = d.Papers[len(d.Papers)-1]
	}
	if len(d.Papers) > 1 {
		n.Title += fmt.Sprintf(", merged from %d papers", len(d.Papers))
	}
	days := slices.Clone(d.Days)
	slices.SortFunc(days, func(a, b datasetDay) int { return a.Date.Compare(b.Date) })
	type festival struct {
		name      string
		first     holidays.Date // its first day off; of one with none, its first day
		off, work []holidays.Date
	}
	var all []*festival
	byName := map[string]*festival{}
	for _, day := range days {
		if !*day.IsOffDay && !isWeekend(day.Date) {
			continue
		}
		f := byName[day.Name]
		if f == nil {
			f = &festival{name: day.Name, first: day.Date}
			byName[day.Name] = f
			all = append(all, f)
		}
		if *day.IsOffDay {
			if f.off == nil {
				f.first = day.Date
			}
			f.off = append(f.off, day.Date)
		} else {
			f.work = append(f.work, day.Date)
		}
	}
	slices.SortStableFunc(all, func(a, b *festival) int { return cmp.Compare(a.first.DaysSince(b.first), 0) })
	for _, f := range all {
		n.Spans = append(n.Spans, joinDays(f.name, f.off, f.work)...)
	}
	return n
}

// short shows a value in an error, in full unless it is very long.
func short(s string) string {
	const most = 80
	if len(s) > most {
		return fmt.Sprintf("%q… (%d bytes)", strings.ToValidUTF8(s[:most], ""), len(s))
	}
	return fmt.Sprintf("%q", s)
}

func number(is bool, yes, no int) int {
	if is {
		return yes
	}
	return no
}
