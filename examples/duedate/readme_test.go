package main

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write what the command prints into the READMEs")

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
			out, errs, status := duedate("", strings.Fields(args)...)
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
