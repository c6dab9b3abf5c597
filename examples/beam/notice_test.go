package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// A new notice is a file in a folder: the same program gives a final answer.
func TestNoticesFlag(t *testing.T) {
	events := file(t, "events", "a,face.changed,2026-12-01\n")
	empty := t.TempDir()
	for _, row := range []struct {
		name, notices string
		provisional   bool
		why           string
	}{
		{"none", "", true, "the notice of 2027 is not built in"},
		{"an empty folder", empty, true, "the notice is not out yet"},
		{"a folder", "testdata/notices", false, "every file in it"},
		{"a folder with a slash", "testdata/notices/", false, "as a bucket's prefix is written"},
		{"a file", "testdata/notices/2027.txt", false, "one by its name"},
		{"a pattern", "testdata/*/20*.txt", false, "as with -events"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			results, failures, err := outputs(t, job{Events: events, Notices: row.notices})
			require.NoError(t, err)
			require.Len(t, results, 1)
			assert.Equal(t, row.provisional, strings.Contains(results[0], `"provisional":true`), row.why)
			assert.Empty(t, failures)
		})
	}
}

// A pipeline with a wrong notice stops and says which; it does not answer by half a calendar.
func TestNoticesRefused(t *testing.T) {
	good, err := os.ReadFile("testdata/notices/2027.txt")
	require.NoError(t, err)
	events := file(t, "events", "a,face.changed,2026-12-01\n")
	for _, row := range []struct{ name, content, want, why string }{
		{"a wrong weekday", strings.Replace(string(good), "2027-01-01 Fri", "2027-01-01 Thu", 1), "2027.txt:5", "a typing error"},
		{"a day lost", strings.Replace(string(good), "work 2027-05-08 Sat                     劳动节\n", "", 1), "14", "it has more days off than the statute gives"},
		{"an amendment of nothing", "notice x\nyear 2027\namends y\nissued 2027-01-01\noff 2027-03-01 Mon 1 x\n", "no notice for 2027", "it comes before what it amends"},
		{"no notice", "hello\n", "2027.txt: there is no notice in it", "some other file in the folder"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			path := file(t, "2027.txt", row.content)
			_, _, err := outputs(t, job{Events: events, Notices: filepath.Dir(path)})
			require.ErrorContains(t, err, row.want, row.why)
		})
	}
	_, _, err = outputs(t, job{Events: events, Notices: "testdata/2028.txt"})
	require.ErrorContains(t, err, "testdata/2028.txt", "a path that was typed wrong")
}

// A side input has no order: whichever it comes in, it is one calendar.
func TestCalendarWithAnyOrder(t *testing.T) {
	const amendment = "notice 国办发明电〔2027〕1号\nyear 2027\namends 国办发明电〔2026〕99号\nissued 2027-02-01\noff 2027-02-13 Sat 1 春节\n"
	notice, with := notice2027(t)
	one, err := calendarWith([]string{notice, amendment})
	require.NoError(t, err)
	assert.Equal(t, holidays.Holiday, one.Day(holidays.MustParseDate("2027-02-13")).Kind, "the amendment is the later one")
	assert.NotEqual(t, with.ID(), one.ID())
	other, err := calendarWith([]string{amendment, notice, amendment})
	require.NoError(t, err)
	assert.Equal(t, one.ID(), other.ID())
}
