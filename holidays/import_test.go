package holidays_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// sources returns the package's files, without its tests.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	files := map[string]*ast.File{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		files[name], err = parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
	}
	require.Greater(t, len(files), 8)
	return files
}

// The calendar rests on small parts of the standard library, on rickar/cal in one file, and on nothing of this module:
// imports run from the readers and the rules to the calendar, never back.
func TestImports(t *testing.T) {
	heavy := []string{"regexp", "encoding/json", "html", "html/template", "text/template", "net", "net/http", "net/url", "os", "reflect", "log", "log/slog"}
	for name, file := range sources(t) {
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			first, _, _ := strings.Cut(path, "/")
			switch {
			case strings.Contains(first, "."):
				assert.Equal(t, []string{"cal.go", "github.com/rickar/cal/v2"}, []string{name, path})
			default:
				assert.False(t, slices.Contains(heavy, path) || strings.HasPrefix(path, "regexp/"), "%s imports %s", name, path)
			}
		}
	}
}

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
	forbidden := map[string]bool{"Now": true, "Local": true, "LoadLocation": true, "Since": true, "Until": true}
	for name, file := range sources(t) {
		ast.Inspect(file, func(node ast.Node) bool {
			if use, ok := node.(*ast.SelectorExpr); ok {
				from, _ := use.X.(*ast.Ident)
				assert.False(t, from != nil && from.Name == "time" && forbidden[use.Sel.Name] || use.Sel.Name == "Local", "%s: %s", name, use.Sel.Name)
			}
			return true
		})
	}
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
		d := holidays.DateInBeijing(at)
		assert.Equal(t, "2025-06-04", d.String(), hours)
		assert.Equal(t, "2025-06-04T00:00:00+08:00", d.Start().Format(time.RFC3339), hours)
		assert.Equal(t, []holidays.Date{d, d}, []holidays.Date{holidays.NewDate(2025, 6, 4), day("2025-06-04")}, hours)
		assert.Equal(t, time.Wednesday, d.Weekday(), hours)
		assert.Equal(t, "2025-07-16", only(c.Add(d, 30)).String(), hours)
		assert.NoError(t, d.Scan(time.Date(2025, 6, 3, 0, 0, 0, 0, time.Local)), hours)
		assert.Equal(t, "2025-06-03", d.String(), hours)
		b := c.BusinessCalendar()
		assert.True(t, b.IsWorkday(time.Date(2025, 1, 26, 0, 0, 0, 0, time.Local)), hours)
		_, observed, _ := b.IsHoliday(time.Date(2025, 1, 28, 0, 0, 0, 0, time.Local))
		assert.True(t, observed, hours)
	}
}

// Where the gate says that there is no time zone database, there is none: the other tests then prove that none is needed.
func TestNoTimeZoneDatabase(t *testing.T) {
	if os.Getenv("NO_TIME_ZONES") == "" {
		t.Skip("there may be one")
	}
	_, err := time.LoadLocation("Asia/Shanghai")
	require.Error(t, err)
}
