package holidays_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// The days off for all citizens, by the text of each version of the statute: Order 270 (art. 2 of 1999), Order 513, Order 644
// and Order 795.
func TestStatutoryDays(t *testing.T) {
	type day struct{ date, name string }
	type row struct {
		because
		year  int
		order string
		want  []day
	}
	run(t, []row{
		{because{"2004", "three festivals of three days, and New Year"}, 2004, "国务院令第270号", []day{
			{"2004-01-01", "元旦"}, {"2004-01-22", "春节"}, {"2004-01-23", "春节"}, {"2004-01-24", "春节"},
			{"2004-05-01", "劳动节"}, {"2004-05-02", "劳动节"}, {"2004-05-03", "劳动节"}, {"2004-10-01", "国庆节"}, {"2004-10-02", "国庆节"}, {"2004-10-03", "国庆节"}}},
		{because{"2008", "清明, 端午 and 中秋 come in, May keeps a day, 春节 begins with 除夕"}, 2008, "国务院令第513号", []day{
			{"2008-01-01", "元旦"}, {"2008-02-06", "春节"}, {"2008-02-07", "春节"}, {"2008-02-08", "春节"}, {"2008-04-04", "清明节"}, {"2008-05-01", "劳动节"},
			{"2008-06-08", "端午节"}, {"2008-09-14", "中秋节"}, {"2008-10-01", "国庆节"}, {"2008-10-02", "国庆节"}, {"2008-10-03", "国庆节"}}},
		{because{"2014", "春节 begins with 初一"}, 2014, "国务院令第644号", []day{
			{"2014-01-01", "元旦"}, {"2014-01-31", "春节"}, {"2014-02-01", "春节"}, {"2014-02-02", "春节"}, {"2014-04-05", "清明节"}, {"2014-05-01", "劳动节"},
			{"2014-06-02", "端午节"}, {"2014-09-08", "中秋节"}, {"2014-10-01", "国庆节"}, {"2014-10-02", "国庆节"}, {"2014-10-03", "国庆节"}}},
		{because{"2025", "除夕 and 2 May come in"}, 2025, "国务院令第795号", []day{
			{"2025-01-01", "元旦"}, {"2025-01-28", "春节"}, {"2025-01-29", "春节"}, {"2025-01-30", "春节"}, {"2025-01-31", "春节"}, {"2025-04-04", "清明节"},
			{"2025-05-01", "劳动节"}, {"2025-05-02", "劳动节"}, {"2025-05-31", "端午节"}, {"2025-10-01", "国庆节"}, {"2025-10-02", "国庆节"}, {"2025-10-03", "国庆节"}, {"2025-10-06", "中秋节"}}},
	}, func(t *testing.T, row row) {
		var got []day
		for _, d := range holidays.StatutoryDays(row.year) {
			assert.Equal(t, holidays.Day{Date: d.Date, Kind: holidays.Holiday, Name: d.Name, Source: row.order, Statutory: true}, d)
			got = append(got, day{d.Date.String(), d.Name})
		}
		assert.Equal(t, row.want, got)
	})

	for year, want := range map[int]int{2003: 0, 2004: 10, 2007: 10, 2008: 11, 2013: 11, 2014: 11, 2024: 11, 2025: 13, 2026: 13, 2028: 13, 2031: 13, 2060: 13, 2061: 0, 0: 0, -1: 0, 10000: 0} {
		all := holidays.StatutoryDays(year)
		assert.Len(t, all, want, "%d", year)
		for i := range all {
			assert.True(t, i == 0 || !all[i].Date.Before(all[i-1].Date), "in order of date: %d", year)
			assert.Equal(t, year, all[i].Date.Year())
		}
	}
	spoiled := holidays.StatutoryDays(2025)
	spoiled[0].Name = "spoiled"
	assert.Equal(t, "元旦", holidays.StatutoryDays(2025)[0].Name, "everyone gets a copy")
}

// The lunar dates fit the calendar that they come from, whatever table they were copied out of: months of 29 or 30 days, so
// that 端午 (五月初五) is four or, with a leap month between, five months after 春节, 中秋 (八月十五) three or four and ten days
// after that, and the next 春节 twelve or thirteen months after this one; 清明 is the solar term of early April.
func TestLunarDatesFitTheMoon(t *testing.T) {
	// within reports whether a number of days is that of so many whole months and days.
	within := func(n, months, more int) bool {
		n -= more
		return n >= 29*months+months/2-1 && n <= 29*months+months/2+2
	}
	var before map[string]holidays.Date
	for year := 2004; year <= 2060; year++ {
		dates := map[string]holidays.Date{}
		for _, d := range holidays.StatutoryDays(year) {
			if _, ok := dates[d.Name]; !ok {
				dates[d.Name] = d.Date
			}
		}
		spring := dates["春节"]
		if year >= 2008 && year <= 2013 || year >= 2025 {
			spring = spring.AddDays(1) // the days off begin with 除夕
		}
		dates["春节"] = spring
		require.True(t, !spring.Before(holidays.NewDate(year, 1, 21)) && !spring.After(holidays.NewDate(year, 2, 20)), "春节 %v", spring)
		if year >= 2008 {
			clear, dragon, moon := dates["清明节"], dates["端午节"], dates["中秋节"]
			require.True(t, clear.Month() == 4 && clear.Day() >= 4 && clear.Day() <= 5, "清明节 %v", clear)
			toDragon, toMoon := dragon.DaysSince(spring), moon.DaysSince(dragon)
			leap := within(toDragon, 5, 4)
			require.True(t, leap || within(toDragon, 4, 4), "春节 %v, 端午节 %v", spring, dragon)
			leap2 := within(toMoon, 4, 10)
			require.True(t, leap2 || within(toMoon, 3, 10), "端午节 %v, 中秋节 %v", dragon, moon)
			require.False(t, leap && leap2, "no year has two leap months: %d", year)
			if before != nil {
				fromMoon := spring.DaysSince(before["中秋节"])
				require.True(t, within(fromMoon, 4, 16) || within(fromMoon, 5, 16), "中秋节 %v, 春节 %v", before["中秋节"], spring)
				whole := spring.DaysSince(before["春节"])
				require.True(t, within(whole, 12, 0) || within(whole, 13, 0), "%v, %v", before["春节"], spring)
			}
			before = dates
		}
	}
	assert.Equal(t, "2027-02-05", holidays.StatutoryDays(2027)[1].Date.String(), "the official 春节 is 2027-02-06, a day before ICU's")
	assert.Equal(t, "2030-02-02", holidays.StatutoryDays(2030)[1].Date.String(), "the official 春节 is 2030-02-03, a day after ICU's")
}
