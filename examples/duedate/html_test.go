package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/holidays"
)

// The file that the command writes is the page of the answer, whole.
func TestHTML(t *testing.T) {
	out, errs, status := duedate("", "-format", "html", "face.reached", "2025-06-03")
	require.Zero(t, status, errs)
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	require.NoError(t, err)
	var want strings.Builder
	require.NoError(t, page.Write(&want, page.Answer{Result: result, Calendar: holidays.China()}))
	assert.Equal(t, want.String(), out)

	for _, row := range []struct{ name, args, want string }{
		{"Chinese", "face.reached 2025-06-03 -lang zh", "<title>2025-07-15 周二"},
		{"as of", "face.reached 2025-12-01 -as-of 2025-11-03", `<strong class="stamp">PROVISIONAL</strong>`},
		{"today", "face.reached 2025-06-03 -today 2025-07-01", "2025-07-01 Tuesday: open"},
		{"a bare count", "10wd 2025-06-03", "None claimed: a bare count."},
		{"a year", "calendar 2026", "Working days of 2026"},
		{"a year in Chinese", "calendar 2026 -lang zh", "2026年工作日历"},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, errs, status := duedate("", append(strings.Fields(row.args), "-format", "html")...)
			require.Zero(t, status, errs)
			assert.True(t, strings.HasPrefix(out, "<!DOCTYPE html>"))
			assert.Contains(t, out, row.want)
		})
	}
}

func TestNoHTML(t *testing.T) {
	for _, row := range []struct {
		name, args, want string
		status           int
	}{
		{"rules", "rules", "rules (not as html)", 2},
		{"years", "calendar 2025-2026", "one year", 2},
		{"a batch", "-batch", "writes CSV", 2},
		{"a notice", "notice 2027.txt", "(as text)", 2},
		{"no answer", "face.reached 2025-02-30", "2025-02 has 28 days", 1},
		{"strict", "-strict -as-of 2025-11-03 face.reached 2025-12-01", "2025-12-25", 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			out, errs, status := duedate("", append(strings.Fields(row.args), "-format", "html")...)
			assert.Equal(t, row.status, status)
			assert.Empty(t, out)
			assert.Contains(t, errs, row.want)
		})
	}
}
