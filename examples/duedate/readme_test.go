package main

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write what the command prints into the README")

// Every run of the command in the README prints what the README says it does.
func TestReadmeOutput(t *testing.T) {
	const file, run = "../../README.md", "console\n$ go run ./examples/duedate "
	readme, err := os.ReadFile(file)
	require.NoError(t, err)
	blocks := strings.Split(string(readme), "```")
	runs := 0
	for i, block := range blocks {
		if i%2 == 0 || !strings.HasPrefix(block, run) {
			continue
		}
		command, want, _ := strings.Cut(strings.TrimPrefix(block, run), "\n")
		out, errs, _ := duedate("", strings.Fields(command)...)
		if *update {
			blocks[i] = run + command + "\n" + errs + out
			require.NoError(t, os.WriteFile(file, []byte(strings.Join(blocks, "```")), 0o644))
			continue
		}
		assert.Equal(t, want, errs+out, "to set it right: go test ./examples/duedate -run ReadmeOutput -update")
		runs++
	}
	assert.True(t, *update || runs >= 2, "English and Chinese")
}
