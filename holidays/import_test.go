package holidays_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Importing the package parses and builds nothing: the runtime's own trace of its initialisation shows next to no memory.
// The package has no line there when there is nothing to initialise.
func TestImportBuildsNothing(t *testing.T) {
	self := os.Args[0] // os.Executable needs /proc
	command := exec.Command(self, "-test.run=^$")
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	output, err := command.CombinedOutput()
	require.NoError(t, err, "%s", output)
	require.Contains(t, string(output), "init internal/", "no trace in %s", output)
	line := regexp.MustCompile(`(?m)^init \S*/holidays @.* (\d+) bytes, (\d+) allocs$`).FindStringSubmatch(string(output))
	if line == nil {
		return
	}
	bytes, err := strconv.Atoi(line[1])
	require.NoError(t, err)
	assert.Less(t, bytes, 2<<10, line[0])
}

// The package asks no clock, no zone of the process and no time zone database.
func TestNoClockAndNoZone(t *testing.T) {
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	forbidden := map[string]bool{"Now": true, "Local": true, "LoadLocation": true, "Since": true, "Until": true}
	checked := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(node ast.Node) bool {
			if use, ok := node.(*ast.SelectorExpr); ok {
				from, _ := use.X.(*ast.Ident)
				assert.False(t, from != nil && from.Name == "time" && forbidden[use.Sel.Name] || use.Sel.Name == "Local", "%s: %s", name, use.Sel.Name)
			}
			return true
		})
		checked++
	}
	assert.Greater(t, checked, 8)
}

// No answer depends on time.Local. Not parallel: it sets time.Local.
func TestZoneOfTheProcess(t *testing.T) {
	local := time.Local
	defer func() { time.Local = local }()
	id := holidays.China().ID()
	for _, hours := range []int{-11, -8, 0, 8, 13, 14} {
		time.Local = time.FixedZone("here", hours*3600)
		c := with(t, nil, holidays.China().Notices()...)
		assert.Equal(t, id, c.ID(), hours)
		at := time.Date(2025, 6, 3, 17, 0, 0, 0, time.UTC).Local()
		assert.Equal(t, "2025-06-04", holidays.DateOf(at).String(), hours)
		assert.Equal(t, "2025-06-04T00:00:00+08:00", holidays.DateOf(at).Start().Format(time.RFC3339), hours)
		assert.Equal(t, holidays.NewDate(2025, 6, 4), day("2025-06-04"), hours)
		assert.Equal(t, time.Wednesday, day("2025-06-04").Weekday(), hours)
		due, err := c.Add(holidays.DateOf(at), 30)
		assert.NoError(t, err)
		assert.Equal(t, "2025-07-16", due.String(), hours)
		var d holidays.Date
		assert.NoError(t, d.Scan(time.Date(2025, 6, 3, 0, 0, 0, 0, time.Local)), hours)
		assert.Equal(t, "2025-06-03", d.String(), hours)
		assert.True(t, c.BusinessCalendar().IsWorkday(time.Date(2025, 1, 26, 0, 0, 0, 0, time.Local)), hours)
		assert.Equal(t, 45, day("2025-07-18").DaysSince(d), hours)
	}
}
