package deadline_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// No answer depends on the clock, the zone of the process, or a time zone database.
func TestSourcesHaveNoClockAndNoZone(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	checked := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		checked++
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, word := range []string{"time.Now", "time.Since", "time.Local", "time.LoadLocation", ".Local()"} {
			assert.NotContains(t, string(text), word, name)
		}
	}
	assert.Positive(t, checked)
}

// Importing the package parses and builds nothing: rules and notices are read on first use.
func TestImportBuildsNothing(t *testing.T) {
	command := exec.Command(os.Args[0], "-test.run=^$")
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := command.CombinedOutput()
	require.NoError(t, err, "%s", out)
	initialised := regexp.MustCompile(`init (github\.com/cnworkday/cnworkday/\S+) .* (\d+) bytes, \d+ allocs`)
	found := initialised.FindAllStringSubmatch(string(out), -1)
	for _, f := range found {
		bytes, err := strconv.Atoi(f[2])
		require.NoError(t, err)
		assert.Less(t, bytes, 2<<10, "%s allocates while it is imported", f[1])
	}
	assert.Contains(t, string(out), "init ", "the runtime has traced")
	t.Logf("%q", found)
}
