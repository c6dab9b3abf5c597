package deadline_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

var update = flag.Bool("update", false, "write the texts of Explain anew")

// The whole text of Explain, for an answer of each sort and in both languages. The calendar's ID, which changes with every
// notice, is left out. Written anew by go test ./deadline -run TestExplainTexts -update.
func TestExplainTexts(t *testing.T) {
	china := holidays.China()
	guangxi := regions(t, china)["广西 2017"]
	type text struct {
		row
		rule    deadline.Rule
		trigger string
		c       *holidays.Calendar
	}
	each(t, []text{
		{row{"final", "an ordinary answer, over a make-up day"}, rule("algorithm.provided"), "2025-09-26", china},
		{row{"provisional", "asked in November, before the notice: estimated days are marked"}, rule("scc.effective"), "2025-12-18", unpublished()},
		{row{"draft", "never law, whatever the date"}, rule("face.draft2023"), "2023-09-20", china},
		{row{"last-days", "a window before an expiry, with the approval in hand by then"}, rule("export.extend"), "2026-02-10", china},
		{row{"counted-back", "never moved, though it ends in National Day, and perhaps clear days"}, rule("icp.changed"), "2025-10-31", china},
		{row{"announced", "nothing is counted"}, deadline.FaceReached(), "2025-05-06", china},
		{row{"ended", "fixed dates of a rule that is over"}, rule("app.stock"), "2023-07-03", china},
		{row{"layered", "a region worked another Saturday"}, workdays(5), "2017-03-28", guangxi},
		{row{"moved", "ten days end in National Day"}, own(10, deadline.Days, deadline.After), "2025-09-24", china},
		{row{"validity", "three years, not moved from a Sunday"}, rule("export.validity"), "2024-04-04", china},
		{row{"every-year", "31 January 2026 is a Saturday, and 前"}, rule("minors.yearly"), "2025-12-31", china},
	}, func(r text) row { return r.row }, func(t *testing.T, r text) {
		result := must(t, r.rule, r.trigger, r.c)
		for _, lang := range []deadline.Language{deadline.English, deadline.Chinese} {
			var b strings.Builder
			require.NoError(t, result.Explain(&b, r.c, lang))
			got := strings.ReplaceAll(b.String(), r.c.ID(), "ID")
			file := filepath.Join("testdata", "explain", r.name+"."+lang.String()+".txt")
			if *update {
				require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, strings.ReplaceAll(string(want), "\r\n", "\n"), got, r.why)
		}
	})
	files, err := filepath.Glob("testdata/explain/*.txt")
	require.NoError(t, err)
	assert.Len(t, files, 2*11, "no text that no row reads")
}
