package main

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

var update = flag.Bool("update", false, "write what the command prints into the READMEs")

// run carries the command out on a fixed day and returns what it writes and its exit status.
func run(in string, args ...string) (out, errs string, status int) {
	var o, e strings.Builder
	c := command{in: strings.NewReader(in), out: &o, err: &e, now: holidays.MustParseDate("2026-06-01").Start().Add(12 * time.Hour)}
	status = c.run(args)
	return o.String(), e.String(), status
}

// Every run of the command in the READMEs prints what they say it does.
func TestReadmeOutput(t *testing.T) {
	for _, file := range []string{"../../README.md", "../../README.zh.md"} {
		const command = "console\n$ go run ./examples/duedate "
		readme, err := os.ReadFile(file)
		require.NoError(t, err)
		blocks := strings.Split(string(readme), "```")
		runs := 0
		for i, block := range blocks {
			if i%2 == 0 || !strings.HasPrefix(block, command) {
				continue
			}
			args, want, _ := strings.Cut(strings.TrimPrefix(block, command), "\n")
			out, errs, status := run("", strings.Fields(args)...)
			assert.Zero(t, status)
			if blocks[i] = command + args + "\n" + errs + out; !*update {
				assert.Equal(t, want, errs+out, "%s: to mend it: go test ./examples/duedate -run ReadmeOutput -update", file)
			}
			runs++
		}
		assert.Positive(t, runs, file)
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(strings.Join(blocks, "```")), 0o644))
		}
	}
}
