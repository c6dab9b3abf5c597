package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// The count of 5 working days from a make-up Sunday across National Day: days off and make-up days marked, numbers under
// their days, weekday columns aligned although 休 and 班 are two columns wide.
func TestCountGrid(t *testing.T) {
	out, _, status := duedate("", "5wd", "2025-09-28")
	require.Zero(t, status)
	assert.Contains(t, out, `
 September 2025
 Mon  Tue  Wed  Thu  Fri  Sat  Sun
  1    2    3    4    5    6    7
  8    9   10   11   12   13   14
 15   16   17   18   19   20   21
 22   23   24   25   26   27   28班
                               (0)
 29   30
  1    2

 October 2025
 Mon  Tue  Wed  Thu  Fri  Sat  Sun
            1休  2休  3休  4休  5休
  6休  7休  8休  9   10   11班 12
                 3  < 4> [ 5]
`)
}

func TestCountGridChinese(t *testing.T) {
	out, _, _ := duedate("", "-lang", "zh", "5wd", "2025-09-28")
	assert.Contains(t, out, `
 2025年10月
 周一 周二 周三 周四 周五 周六 周日
            1休  2休  3休  4休  5休
  6休  7休  8休  9   10   11班 12
                 3  < 4> [ 5]
`)
	assert.Contains(t, out, "稳妥日     2025-10-10 周五\n")
}

// A provisional count shows which of its days are estimated.
func TestCountGridEstimated(t *testing.T) {
	out, _, _ := duedate("", "-as-of", "2025-11-03", "5wd", "2025-12-22")
	assert.Contains(t, out, " 22   23   24  ~25  ~26  ~27  ~28\n")
	assert.Contains(t, out, "~ estimated")
}

// The grids of a year mark what the table of days says of it, and every line is as wide as a terminal.
func TestYearGrid(t *testing.T) {
	for year := holidays.NewDate(2004, 1, 1); year.Year() <= 2026; year = holidays.NewDate(year.Year()+1, 1, 1) {
		out, _, status := duedate("", "calendar", year.String()[:4])
		require.Zero(t, status)
		off, work := 0, 0
		for d := year; d.Year() == year.Year(); d = d.AddDays(1) {
			switch holidays.China().Day(d).Kind {
			case holidays.Holiday:
				off++
			case holidays.Makeup:
				work++
			}
		}
		assert.Equal(t, off+1, strings.Count(out, "休"), "%v and the legend", year)
		assert.Equal(t, work+1, strings.Count(out, "班"), "%v and the legend", year)
		for line := range strings.Lines(out) {
			assert.LessOrEqual(t, width(strings.TrimSpace(line)), 100)
		}
	}
}

// The calendar as a table: "30 working days after" is a difference of workday_number.
func TestCalendarTable(t *testing.T) {
	out, _, status := duedate("", "calendar", "2024-2026", "-format", "csv")
	require.Zero(t, status)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, calendarColumns, rows[0])
	require.Len(t, rows, 1+366+365+365)
	byDate := map[string][]string{}
	for _, row := range rows {
		byDate[row[0]] = row
	}
	assert.Equal(t, []string{"2025-10-11", "true", byDate["2025-10-10"][2], "makeup", "国庆节、中秋节", "国办发明电〔2024〕12号", "true"},
		append(byDate["2025-10-11"][:2:2], append([]string{byDate["2025-10-10"][2]}, byDate["2025-10-11"][3:]...)...))
	assert.Equal(t, []string{"2024-01-01", "false", "4998", "holiday", "元旦", "国办发明电〔2023〕7号", "true"}, byDate["2024-01-01"],
		"2004 to 2023 have 252+251+251+249+251+250+250+250+249+250+250+249+250+249+250+250+249+250+249+249 working days; 2023-12-31 was off")

	out, _, status = duedate("", "calendar", "2025", "-format", "json")
	require.Zero(t, status)
	var days []calendarRow
	require.NoError(t, json.Unmarshal([]byte(out), &days))
	require.Len(t, days, 365)
	assert.Equal(t, 248, days[364].WorkdayNumber-days[0].WorkdayNumber, "working days of 2025; January 1 is none")
	assert.Equal(t, holidays.Makeup, days[holidays.MustParseDate("2025-10-11").DaysSince(days[0].Date)].Kind)
}

// Strict refuses what is not settled and nothing else: the first year of the range has no day before it.
func TestStrictCalendar(t *testing.T) {
	for _, years := range []string{"2004", "2004-2025"} {
		out, errs, status := duedate("", "-strict", "calendar", years)
		assert.Zero(t, status, errs)
		assert.NotEmpty(t, out)
	}
}

func TestWrap(t *testing.T) {
	assert.Equal(t, []string{"a short", "text"}, wrap("a short text", 8))
	assert.Equal(t, []string{"期限最后", "一日，", "至24时"}, wrap("期限最后一日，至24时", 9), "a comma never begins a line")
	assert.Equal(t, []string{"", "averylongword", "b"}[1:], wrap("averylongword b", 5))
	assert.Equal(t, []string{""}, wrap("", 5))
}
