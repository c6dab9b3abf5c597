package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// The script holds the rows of the CSV, value for value, and one INSERT for each year.
func TestCalendarSQL(t *testing.T) {
	for _, row := range []struct{ name, args, why string }{
		{"a year", "2025", "the common use"},
		{"all of it", "2004-2060", "settled days, estimates, and names made of several"},
		{"as it was known", "-as-of 2025-11-03 2024-2027", "unsettled days from 2025-12-25 on"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			script, errs, status := duedate("", append([]string{"calendar", "-format", "sql"}, strings.Fields(row.args)...)...)
			require.Zero(t, status, errs)
			table, errs, status := duedate("", append([]string{"calendar", "-format", "csv"}, strings.Fields(row.args)...)...)
			require.Zero(t, status, errs)
			want, err := csv.NewReader(strings.NewReader(table)).ReadAll()
			require.NoError(t, err)
			require.Equal(t, want[1:], sqlRows(t, script))
			assert.Equal(t, want[len(want)-1][0][:4] > want[1][0][:4], strings.Count(script, "INSERT INTO") > 1)
			for _, column := range want[0] {
				assert.Contains(t, script, "\n  "+column+" ", "a column of the CSV is one of the table")
			}
			assert.Contains(t, script, "("+strings.Join(want[0], ", ")+") VALUES\n")
			assert.True(t, strings.HasSuffix(script, ");\nCOMMIT;\n"), "rows are all there or none is")
		})
	}
}

// The script says which calendar it is of, so that a table and a service can be compared.
func TestCalendarSQLNamesItsCalendar(t *testing.T) {
	for _, asOf := range []string{"2025-11-03", "2026-12-31"} {
		out, _, status := duedate("", "calendar", "2025", "-format=sql", "-as-of="+asOf)
		require.Zero(t, status)
		assert.Contains(t, out, "\n-- calendar "+holidays.China().AsOf(holidays.MustParseDate(asOf)).ID()+"\nBEGIN;\n")
	}
}

// A quote in a name ends no string, and a comment stays on its line.
func TestCalendarSQLQuotes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "2027.txt")
	notice := "notice O'Brien's; -- no\nyear 2027\nnet 1\noff 2027-01-01 Fri 2027-01-03 Sun 3 New Year's '\\ Day'');--\n"
	require.NoError(t, os.WriteFile(file, []byte(notice), 0o600))
	out, errs, status := duedate("", "calendar", "2027", "-format", "sql", "-notice", file, "-accept-net", "1")
	require.Zero(t, status, errs)
	rows := sqlRows(t, out)
	require.Len(t, rows, 365)
	assert.Equal(t, []string{"2027-01-01", "false", rows[0][2], "holiday", `New Year's '\ Day'');--`, "O'Brien's; -- no", "true"}, rows[0])
	assert.Equal(t, "a b c", sqlComment("a\nb\rc"))
}

func TestCalendarSQLUsage(t *testing.T) {
	for _, row := range []struct{ name, args, want string }{
		{"rules", "rules -format sql", "-format sql is for calendar"},
		{"a due date", "5wd 2025-06-03 -format sql", "-format sql is for calendar"},
		{"a batch", "-batch -format sql", "-format sql is for calendar"},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, errs, status := duedate("", strings.Fields(row.args)...)
			assert.Equal(t, 2, status)
			assert.Empty(t, out)
			assert.Contains(t, errs, row.want)
		})
	}
	out, errs, status := duedate("", strings.Fields("-strict -as-of 2025-11-03 calendar 2025 -format sql")...)
	assert.Equal(t, 1, status, "a strict table has no estimates")
	assert.Empty(t, out)
	assert.Contains(t, errs, "2025-12-25")
}

// sqlRows reads the rows of a script back, written as in CSV.
func sqlRows(t *testing.T, script string) (rows [][]string) {
	t.Helper()
	for line := range strings.SplitSeq(script, "\n") {
		if !strings.HasPrefix(line, "('") {
			continue
		}
		row, rest, err := sqlRow(line[1:])
		require.NoError(t, err, line)
		require.Contains(t, []string{",", ";"}, rest, line)
		rows = append(rows, row)
	}
	return rows
}

// sqlRow reads values up to the closing parenthesis, and returns what is behind it.
func sqlRow(s string) (row []string, rest string, err error) {
	for {
		value := ""
		if text, quoted := strings.CutPrefix(s, "'"); quoted {
			for {
				part, after, ok := strings.Cut(text, "'")
				if !ok {
					return nil, "", fmt.Errorf("a string without an end: %q", text)
				}
				value, text = value+part, after
				if !strings.HasPrefix(text, "'") {
					break
				}
				value, text = value+"'", text[1:]
			}
			s = text
		} else {
			n := strings.IndexAny(s, ",)")
			value, s = strings.ToLower(s[:n]), s[n:]
		}
		row = append(row, value)
		if after, more := strings.CutPrefix(s, ", "); more {
			s = after
			continue
		}
		if rest, ok := strings.CutPrefix(s, ")"); ok {
			return row, rest, nil
		}
		return nil, "", fmt.Errorf("after a value: %q", s)
	}
}
