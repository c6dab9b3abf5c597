package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// duedate runs the command as a shell would.
func duedate(stdin string, args ...string) (stdout, stderr string, status int) {
	var out, err bytes.Buffer
	c := command{in: strings.NewReader(stdin), out: &out, err: &err}
	status = c.run(args)
	return out.String(), err.String(), status
}

func TestDue(t *testing.T) {
	for _, row := range []struct{ name, args, want, why string }{
		{"a date", "face.reached 2025-06-03", "2025-07-15 Tuesday, until 24:00 Beijing time\n", "30 working days after; day 1 is June 4"},
		{"announced", "face.reached 2025-05-06", "2025-07-14 Monday, until 24:00 Beijing time\n", "reached before 2025-06-01: the CAC's announcement of 2025-05-28"},
		{"a Sunday in a holiday", "face.reached 2025-06-01", "2025-07-14 Monday, ", "golden: the CAC's date for 2025-06-01"},
		{"an instant late in the day", "face.reached 2025-06-03T17:00:00Z", "2025-07-16 Wednesday, ", "in Beijing it is June 4 already"},
		{"an instant with a zone", "face.reached 2025-06-04T00:59:59+08:00", "2025-07-16 Wednesday, ", "the zone is that of the text, the date that of Beijing"},
		{"a count", "30wd 2025-07-18", "2025-08-29 Friday, ", "golden: the CAC's date for the privacy officers' reports"},
		{"a make-up Sunday", "10wd 2018-09-17", "2018-09-30 Sunday, ", "golden: NDRC, 9月30日 is the 10th working day"},
		{"flags first", "-as-of 2020-01-24 5wd 2020-01-23", "2020-02-05 Wednesday, ", "before the break was extended"},
		{"flags last", "5wd 2020-01-23 -as-of 2020-01-28", "2020-02-07 Friday, ", "after the break was extended"},
		{"flags between", "5wd -lang zh 2020-01-23", "2020-02-07 周五，北京时间24时止\n", "flags may stand anywhere"},
		{"a draft", "face.draft2023 2025-06-03", "2025-07-15 Tuesday, until 24:00 Beijing time (DRAFT RULE: never in force)\n", "a draft never looks like law"},
		{"provisional", "-as-of 2025-11-03 30wd 2025-12-01", "(PROVISIONAL: the notice for 2026 is not on record)\n", "the notice for 2026 is of 2025-11-04"},
		{"settled the day after", "-as-of 2025-11-04 30wd 2025-12-01", "2026-01-13 Tuesday, until 24:00 Beijing time\n", "and it settles the answer"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			out, errs, status := duedate("", strings.Fields(row.args)...)
			require.Zero(t, status, errs)
			assert.Empty(t, errs)
			first, _, _ := strings.Cut(out, "\n")
			assert.Contains(t, first+"\n", row.want)
		})
	}
}

// No answer: status 1, nothing on standard output, one line that says what is wrong and what would be right.
func TestNoAnswer(t *testing.T) {
	for _, row := range []struct{ name, args, want string }{
		{"slashes", "face.reached 2025/6/3", "2025-06-03"},
		{"no such day", "face.reached 2025-02-30", "2025-02 has 28 days"},
		{"an instant without its zone", "face.reached 2025-06-03T17:00:00", "+08:00"},
		{"before the range", "10wd 1970-01-01", "2004-01-01"},
		{"before the rule", "face.changed 2025-05-31", "in force from 2025-06-01"},
		{"unknown rule", "face.reach 2025-06-03", "face.reached"},
		{"a count of nothing", "0wd 2025-06-03", "1 or more"},
		{"a negative count", "-- -5wd 2025-06-03", "1 or more"},
		{"a count beyond the calendar", "99999wd 2025-06-03", "range"},
		{"a count beyond numbers", "99999999999999999999wd 2025-06-03", "1 or more"},
		{"strict", "-strict -as-of 2025-11-03 30wd 2025-12-01", "2025-12-25"},
		{"a year before the range", "calendar 2003", "from 2004"},
		{"no year", "calendar next", "from 2004"},
		{"years reversed", "calendar 2026-2024", "2024-2026"},
		{"a strict calendar", "-strict -as-of 2025-11-03 calendar 2025", "2025-12-25"},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, errs, status := duedate("", strings.Fields(row.args)...)
			assert.Equal(t, 1, status)
			assert.Empty(t, out)
			assert.True(t, strings.HasPrefix(errs, "duedate: "), errs)
			assert.Equal(t, 1, strings.Count(errs, "\n"), errs)
			assert.Contains(t, errs, row.want)
		})
	}
}

func TestUsage(t *testing.T) {
	for _, row := range []struct{ name, args, want string }{
		{"nothing", "", "want RULE TRIGGER"},
		{"half a question", "face.reached", "want RULE TRIGGER"},
		{"three arguments", "face.reached 2025-06-03 2025-06-04", "want RULE TRIGGER"},
		{"rules of something", "rules face", "want RULE TRIGGER"},
		{"unknown flag", "-quick rules", "-quick"},
		{"unknown format", "-format xml rules", "xml"},
		{"unknown language", "-lang de rules", "de"},
		{"as of no day", "-as-of= rules", "as-of"},
		{"as of half a day", "-as-of 2025 rules", "2006-01-02"},
		{"a batch of arguments", "-batch face.reached 2025-06-03", "standard input"},
		{"a batch in JSON", "-batch -format json", "CSV"},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, errs, status := duedate("", strings.Fields(row.args)...)
			assert.Equal(t, 2, status)
			assert.Empty(t, out)
			assert.Contains(t, errs, row.want)
			assert.Contains(t, errs, "usage: duedate")
		})
	}
	_, errs, status := duedate("", "-h")
	assert.Zero(t, status)
	assert.Contains(t, errs, "-as-of")
}

func TestDueFormats(t *testing.T) {
	out, _, status := duedate("", "-format", "json", "face.reached", "2025-06-03")
	require.Zero(t, status)
	var got deadline.Result
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	want, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	require.NoError(t, err)
	assert.Equal(t, want, got, "JSON gives the whole answer")

	out, _, status = duedate("", "-format=csv", "face.reached", "2025-06-03")
	require.Zero(t, status)
	assert.Equal(t, "rule,trigger,opens,due,safe_by,final,error\nface.reached,2025-06-03,2025-06-03,2025-07-15,2025-07-14,true,\n", out)

	out, _, status = duedate("", "-format=csv", "-lang=zh", "-as-of=2025-11-03", "30wd", "2025-12-01")
	require.Zero(t, status)
	assert.True(t, strings.HasPrefix(out, "\ufeffrule,"), "Excel reads UTF-8 only with a byte order mark")
	assert.Contains(t, out, ",false,\n", "a provisional answer is not final")
}

func TestRules(t *testing.T) {
	out, _, status := duedate("", "rules", "-format", "json")
	require.Zero(t, status)
	rules, err := deadline.ParseRules([]byte(out))
	require.NoError(t, err)
	assert.Equal(t, deadline.Rules(), rules, "what the command prints can be kept as a file of rules")

	out, _, _ = duedate("", "rules", "-format", "csv")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	require.NoError(t, err)
	assert.Len(t, rows, 1+len(rules))

	for _, lang := range []string{"en", "zh"} {
		out, _, _ = duedate("", "rules", "-lang", lang)
		for _, r := range rules {
			assert.Contains(t, out, r.ID)
			assert.Contains(t, out, r.Title.In(map[string]deadline.Language{"en": deadline.English, "zh": deadline.Chinese}[lang]))
		}
	}
}

// Colours are for terminals; taken away, the text is the same.
func TestColour(t *testing.T) {
	plainText, _, _ := duedate("", "5wd", "2025-09-28")
	assert.NotContains(t, plainText, "\x1b")
	var out bytes.Buffer
	c := command{out: &out, err: &out, color: true}
	require.Zero(t, c.run([]string{"5wd", "2025-09-28"}))
	assert.Contains(t, out.String(), "\x1b[")
	stripped := out.String()
	for _, s := range []style{bold, red, blue, alarm, due, "\x1b[0m"} {
		stripped = strings.ReplaceAll(stripped, string(s), "")
	}
	assert.Equal(t, plainText, stripped)
}
