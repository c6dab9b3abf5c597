package main

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// The count of 5 working days from a make-up Sunday across National Day: days off and make-up days are marked, numbers
// are under their days, and columns are aligned although 休 and 班 are two columns wide.
func TestCountGrid(t *testing.T) {
	out, _, status := duedate("", "-long", "5wd", "2025-09-28")
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
	out, _, _ = duedate("", "-long", "-lang", "zh", "5wd", "2025-09-28")
	assert.Contains(t, out, "\n 周一 周二 周三 周四 周五 周六 周日\n            1休  2休  3休  4休  5休\n")
	out, _, _ = duedate("", "-long", "-as-of", "2025-11-03", "5wd", "2025-12-22")
	assert.Contains(t, out, " 22   23   24  ~25  ~26  ~27  ~28\n")
	assert.Contains(t, out, "~ estimated")
	out, _, _ = duedate("", "-long", "export.validity", "2024-05-06")
	assert.Equal(t, 4, strings.Count(out, " Mon  Tue "), "the months in which a year is full, not all 37")
}

// Five lines say the day, the safe one, the rule, its basis and what more there is, for every rule in both languages.
func TestFiveLines(t *testing.T) {
	for _, rule := range deadline.Rules() {
		trigger := someTrigger(rule)
		for _, lang := range []string{"en", "zh"} {
			out, errs, status := duedate("", "-lang", lang, rule.ID, trigger)
			require.Contains(t, []int{final, provisional, noAnswer}, status, "%s: %s", rule.ID, errs)
			assert.Equal(t, 5, strings.Count(out, "\n"), "%s", out)
			assert.Equal(t, status != final || rule.Status == deadline.Ended, strings.Contains(strings.SplitN(out, "\n", 2)[0], "("), "a doubt is said in the first line, and not otherwise: %s", out)
			assert.Equal(t, 1, strings.Count(out, deadline.Disclaimer(map[string]deadline.Language{"en": deadline.English, "zh": deadline.Chinese}[lang])))
			assert.Contains(t, out, rule.Basis.Law)
			assert.LessOrEqual(t, strings.Count(errs, "\n"), 1)

			long, _, _ := duedate("", "-long", "-lang", lang, rule.ID, trigger)
			for line := range strings.Lines(long) {
				line = strings.TrimRight(line, "\n")
				assert.True(t, width(line) <= columns || !strings.Contains(strings.TrimSpace(line[min(indent, len(line)):]), " "), "80 columns but for a word that is longer: %s", line)
			}
			for _, caveat := range result(t, rule, trigger).Caveats() {
				said := caveat.Text.EN
				if lang == "zh" {
					said = caveat.Text.ZH
				}
				assert.Contains(t, squeezed(long), squeezed(said), "-long says every caveat")
			}
		}
	}
}

// someTrigger is a day on which a rule applies, or applied.
func someTrigger(rule deadline.Rule) string {
	switch {
	case rule.Status == deadline.Ended:
		return rule.Until.AddDays(-365).String()
	case rule.Every != 0:
		return "2025-12-31"
	}
	return "2026-09-01"
}

func result(t *testing.T, rule deadline.Rule, trigger string) deadline.Result {
	t.Helper()
	r, err := deadline.Compute(rule, holidays.MustParseDate(trigger), holidays.China())
	require.False(t, r.Due.IsZero(), "%v", err)
	return r
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// The grids of a year mark what the calendar says of it, and fit into a terminal.
func TestYearGrid(t *testing.T) {
	for year := holidays.NewDate(2004, 1, 1); year.Year() <= 2026; year = year.AddMonths(12) {
		out, _, _ := duedate("", "-allow-provisional", "calendar", year.String()[:4])
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
			if line = strings.TrimSpace(line); strings.Contains(line, " ") { // an address has no place to be broken at
				assert.LessOrEqual(t, width(line), columns, "%v: %s", year, line)
			}
		}
		for line := range strings.Lines(out) {
			line = strings.TrimSpace(line)
			assert.True(t, width(line) <= columns || strings.HasPrefix(line, "http"), "80 columns but for an address: %s", line)
		}
	}
}

// The calendar as a table: a count of working days is a difference of workday_number.
func TestCalendarTable(t *testing.T) {
	out, _, status := duedate("", "calendar", "2024-2025", "-format", "csv")
	require.Zero(t, status)
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 1+366+365)
	assert.Equal(t, []string{"2024-01-01", "false", "4998", "holiday", "元旦", "国办发明电〔2023〕7号", "true"}, rows[1][:7],
		"2004 to 2023 have 252+251+251+249+251+250+250+250+249+250+250+249+250+249+250+250+249+250+249+249 working days; 2023-12-31 was off")
	assert.Equal(t, "5497", rows[366+365][2], "249 more in 2024 and 248 in 2025, and the 2 of the last days of December 2023")
}

// The script of SQL holds the rows of the CSV, value for value, replaces its years and no others, and opens its transaction
// after the CREATE, at which MySQL would end it.
func TestCalendarSQL(t *testing.T) {
	for _, args := range []string{"2025", "2004-2036", "-as-of 2025-11-03 2024-2027", "-layer testdata/layer.txt 2025"} {
		script, _, _ := duedate("", strings.Fields("calendar -format sql "+args)...)
		table, _, _ := duedate("", strings.Fields("calendar -format csv "+args)...)
		rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
		require.NoError(t, err)
		var want []string
		for _, r := range rows[1:] {
			want = append(want, "('"+r[0]+"', "+strings.ToUpper(r[1])+", "+r[2]+", '"+r[3]+"', '"+r[4]+"', '"+r[5]+"', "+strings.ToUpper(r[6])+", '"+r[7]+"')")
		}
		var got []string
		for line := range strings.Lines(script) {
			if strings.HasPrefix(line, "('") {
				got = append(got, strings.TrimRight(line, ",;\n"))
			}
		}
		assert.Equal(t, want, got, args)
		before, after, _ := strings.Cut(script, "BEGIN;\n")
		assert.Contains(t, before, "CREATE TABLE IF NOT EXISTS workday_calendar (")
		assert.True(t, strings.HasPrefix(after, "DELETE FROM workday_calendar WHERE date BETWEEN '"+rows[1][0]+"' AND '"+rows[len(rows)-1][0]+"';\nINSERT"), args)
		assert.True(t, strings.HasSuffix(script, ");\nCOMMIT;\n"))
		assert.Equal(t, 1, strings.Count(script, "DELETE"))
	}
	assert.Equal(t, "'O''Brien''s'", sqlText("O'Brien's"))
}

// The rules as SQL replace their own rows only, and have what the queries read. The tables are those of the queries.
func TestRulesSQL(t *testing.T) {
	script, _, status := duedate("", "rules", "-format", "sql", "-rules", "testdata/own.json")
	require.Zero(t, status)
	assert.Equal(t, len(deadline.Rules())+1, strings.Count(script, "\n('"))
	assert.Contains(t, script, "\n('face.reached', 30, 'workdays', 'after', FALSE, NULL, 'in_force', '2025-06-01', NULL, ")
	assert.Contains(t, script, "\n('own.report', 3, 'workdays', 'after', FALSE, NULL, NULL, NULL, NULL, NULL, NULL, FALSE, ")
	assert.Contains(t, script, "BEGIN;\nDELETE FROM deadline_rule WHERE id IN ('algorithm.changed', ")
	assert.True(t, strings.HasSuffix(script, ");\nCOMMIT;\n"))
	for name, table := range map[string]string{"workday_calendar": calendarTable, "deadline_rule": ruleTable} {
		query, err := os.ReadFile("../warehouse/queries/" + name + ".sql")
		require.NoError(t, err)
		assert.Contains(t, string(query), table)
	}
}

// Lines of a calendar file have at most 75 bytes and end in CRLF, and unfolded they say the days off of the year.
func TestCalendarICS(t *testing.T) {
	out, _, status := duedate("", "calendar", "2025", "-format", "ics", "-lang", "zh")
	require.Zero(t, status)
	for line := range strings.Lines(out) {
		assert.True(t, strings.HasSuffix(line, "\r\n"))
		assert.LessOrEqual(t, len(line), 77)
	}
	unfolded := strings.ReplaceAll(out, "\r\n ", "")
	assert.Equal(t, 6, strings.Count(unfolded, "SUMMARY:休"), "six breaks")
	assert.Equal(t, 5, strings.Count(unfolded, "SUMMARY:班"), "five make-up days")
	assert.Contains(t, unfolded, "DTSTART;VALUE=DATE:20251001\r\nDTEND;VALUE=DATE:20251009\r\nSUMMARY:休 国庆节、中秋节\r\n")
	out, _, _ = duedate("", "calendar", "2027", "-format", "ics")
	assert.Contains(t, out, "STATUS:TENTATIVE")
	assert.Contains(t, out, "(estimated)")
}

// Colours are for terminals; taken away, the text is the same.
func TestColour(t *testing.T) {
	plainText, _, _ := duedate("", "-long", "5wd", "2025-09-28")
	assert.NotContains(t, plainText, "\x1b")
	var out strings.Builder
	c := command{out: &out, err: &out, color: true}
	require.Zero(t, c.run([]string{"-long", "5wd", "2025-09-28"}))
	stripped := out.String()
	assert.Contains(t, stripped, "\x1b[")
	for _, s := range []style{bold, red, blue, alarm, due, "\x1b[0m"} {
		stripped = strings.ReplaceAll(stripped, string(s), "")
	}
	assert.Equal(t, plainText, stripped)
}

func TestWrap(t *testing.T) {
	assert.Equal(t, []string{"a short", "text"}, wrap("a short text", 8))
	assert.Equal(t, []string{"期限最后", "一日，", "至24时"}, wrap("期限最后一日，至24时", 9), "a comma never begins a line")
	assert.Equal(t, []string{"averylongword", "b"}, wrap("averylongword b", 5))
	assert.Equal(t, []string{""}, wrap("", 5))
}
