package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var record = flag.Bool("record", false, "write down what the invocations without an expectation print")

// duedate runs the command as a shell would in testdata, on the evening of Friday 18 September 2026 in UTC: in Beijing it is
// Saturday already.
func duedate(stdin string, args ...string) (stdout, stderr string, status int) {
	var out, err bytes.Buffer
	c := command{in: strings.NewReader(stdin), out: &out, err: &err, now: time.Date(2026, time.September, 18, 17, 0, 0, 0, time.UTC)}
	status = c.run(args)
	return out.String(), err.String(), status
}

// An invocation is one run of the command: why it is here, its input, and what it prints.
type invocation struct {
	why, args, in string
	want          []string // out lines, then ! and the lines of standard error, then ? and the status
}

// TestRuns runs the files testdata/*.run. In each, a line "# why" and a line "$ duedate ARGUMENTS" begin an
// invocation; "< " is a line of its input; then comes what it prints: standard output, the lines of standard error after
// "! ", and the exit status after "? ". An … in a line stands for any text, and a line … for any lines. It is used for long
// texts, for the digest of a calendar, and for what an estimate says.
func TestRuns(t *testing.T) {
	files, err := filepath.Glob("testdata/*.run")
	require.NoError(t, err)
	t.Chdir("testdata")
	total, seen := 0, map[string]bool{}
	for _, file := range files {
		file = filepath.Base(file)
		all := readInvocations(t, file)
		for i := range all {
			run := &all[i]
			total++
			question := run.args + "\n" + run.in
			require.False(t, seen[question], "%s: twice: %s", file, question)
			seen[question] = true
			require.NotEmpty(t, run.why, question)
			t.Run(file+" "+run.args, func(t *testing.T) {
				got := printed(duedate(run.in, fields(run.args)...))
				if *record && len(run.want) == 0 {
					run.want = shorten(got, run.args)
				}
				require.NotEmpty(t, run.want)
				assert.True(t, matches(run.want, got), "%s\nwant:\n%s\ngot:\n%s", run.why, strings.Join(run.want, "\n"), strings.Join(got, "\n"))
			})
		}
		if *record {
			writeInvocations(t, file, all)
		}
	}
	assert.GreaterOrEqual(t, total, 150)
}

// fields splits arguments at spaces; two apostrophes are an empty one.
func fields(args string) []string {
	words := strings.Fields(args)
	for i, word := range words {
		if word == "''" {
			words[i] = ""
		}
	}
	return words
}

func printed(out, errs string, status int) (lines []string) {
	for line := range strings.Lines(out) {
		lines = append(lines, strings.TrimRight(line, "\r\n"))
	}
	for line := range strings.Lines(errs) {
		lines = append(lines, "! "+strings.TrimRight(line, "\n"))
	}
	return append(lines, "? "+strconv.Itoa(status))
}

// matches compares lines with what is wanted.
func matches(want, got []string) bool {
	switch {
	case len(want) == 0:
		return len(got) == 0
	case want[0] == "…":
		for skip := range len(got) + 1 {
			if matches(want[1:], got[skip:]) {
				return true
			}
		}
		return false
	case len(got) == 0:
		return false
	}
	pattern := strings.ReplaceAll(regexp.QuoteMeta(want[0]), "…", ".*")
	return regexp.MustCompile("^"+pattern+"$").MatchString(got[0]) && matches(want[1:], got[1:])
}

var (
	digest   = regexp.MustCompile(`(@)[0-9a-f]{32}|(sha256-)[^&]*`)
	estimate = regexp.MustCompile(`\b(202[78]-)\d\d-\d\d( \w+day| 周.)?`)
)

// shorten makes an expectation of what is printed.
func shorten(got []string, args string) []string {
	var lines []string
	for _, line := range got {
		line = digest.ReplaceAllString(line, "$1$2…")
		if got[len(got)-1] == "? 3" || strings.Contains(args, "-allow-provisional") {
			line = estimate.ReplaceAllString(line, "$1…")
		}
		if long := []rune(line); len(long) > 260 {
			line = string(long[:60]) + "…"
		}
		lines = append(lines, line)
	}
	if len(lines) > 24 {
		lines = append(append(lines[:8:8], "…"), lines[len(lines)-4:]...)
	}
	return lines
}

func readInvocations(t *testing.T, file string) (all []invocation) {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	why, before := "", ""
	for line := range strings.SplitSeq(string(text), "\n") {
		last := len(all) - 1
		switch {
		case strings.HasPrefix(line, "# ") && before == "" && (last < 0 || isEnd(all[last])):
			why = strings.TrimPrefix(line, "# ")
		case strings.HasPrefix(line, "$ duedate"):
			all = append(all, invocation{why: why, args: strings.TrimSpace(strings.TrimPrefix(line, "$ duedate"))})
		case last >= 0 && strings.HasPrefix(line, "< "):
			all[last].in += strings.TrimPrefix(line, "< ") + "\n"
		case last >= 0 && (line != "" || !isEnd(all[last]) && len(all[last].want) > 0):
			all[last].want = append(all[last].want, line)
		}
		before = line
	}
	return all
}

// isEnd reports whether an invocation has its exit status, the last of its lines.
func isEnd(run invocation) bool {
	return len(run.want) == 0 || strings.HasPrefix(run.want[len(run.want)-1], "? ")
}

func writeInvocations(t *testing.T, file string, all []invocation) {
	t.Helper()
	var out strings.Builder
	why := ""
	for _, run := range all {
		if run.why != why {
			out.WriteString("# " + run.why + "\n")
			why = run.why
		}
		out.WriteString(strings.TrimSpace("$ duedate "+run.args) + "\n")
		for line := range strings.Lines(run.in) {
			out.WriteString("< " + line)
		}
		out.WriteString(strings.Join(run.want, "\n") + "\n\n")
	}
	require.NoError(t, os.WriteFile(file, []byte(out.String()), 0o644))
}
