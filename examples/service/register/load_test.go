package register_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/examples/service/register"
)

// TestLoad enters 100,000 filings, and says how long it takes to enter, to list, to compute all of them again by a notice, and to
// take that back. Half of them move.
//
//	LOAD=1 go test -count=1 -v -run TestLoad ./register
func TestLoad(t *testing.T) {
	if os.Getenv("LOAD") == "" {
		t.Skip("LOAD=1 go test -count=1 -v -run TestLoad ./register")
	}
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		timed := func(what string, f func()) {
			start := time.Now()
			f()
			t.Logf("%-40s %v", what, time.Since(start).Round(100*time.Microsecond))
		}
		var lines []register.Line
		for i := range 100_000 {
			trigger := date("2025-01-01").AddDays(i % 500)
			if i%2 == 0 {
				trigger = date("2026-12-01").AddDays(i / 2 % 60)
			}
			lines = append(lines, line(register.Entry{Key: fmt.Sprint("k", i), Entity: fmt.Sprint("甲公司", i%300), Rule: "scc.effective", Trigger: trigger}))
		}
		n := notice(t, notice2027)
		timed("100,000 filings entered", func() {
			outcomes, err := r.Put(ctx, "li", lines, false)
			require.NoError(t, err)
			require.NoError(t, outcomes[0].Err)
		})
		timed("the same again: nothing changes", func() {
			_, err := r.Put(ctx, "li", lines, false)
			require.NoError(t, err)
		})
		within := 10
		for what, q := range map[string]register.Query{
			"the first 100":                  {Limit: 100},
			"100 behind a cursor in the end": {Limit: 100, After: register.Cursor{Due: date("2027-02-01"), ID: 50_000}},
			"100 past safe":                  {Limit: 100, Status: []string{"past_safe"}, Today: date("2025-12-01")},
			"100 overdue or due in 10 days":  {Limit: 100, DueWithin: &within, Today: date("2025-12-01")},
			"100 of an entity":               {Limit: 100, Entity: "甲公司7"},
			"100 provisional ones":           {Limit: 100, Provisional: true},
			"100 with a text":                {Limit: 100, Text: "公司299"},
		} {
			timed(what+", and how many", func() {
				_, err := r.List(ctx, q)
				require.NoError(t, err)
				_, err = r.Count(ctx, q)
				require.NoError(t, err)
			})
		}
		var id int64
		timed("a notice tried", func() {
			_, err := r.Add(ctx, "li", n, true)
			require.NoError(t, err)
		})
		timed("a notice", func() {
			e, err := r.Add(ctx, "li", n, false)
			require.NoError(t, err)
			id = e.Notice
			t.Logf("moved %d of %d", e.Moved, e.Examined)
		})
		timed("the notice withdrawn", func() {
			_, err := r.Withdraw(ctx, "li", id, false)
			require.NoError(t, err)
		})
		timed("all read", func() {
			for _, err := range r.All(ctx, register.Query{}) {
				require.NoError(t, err)
			}
		})
		if file, err := os.Stat(filepath.Clean(address)); err == nil {
			t.Logf("the database has %d MB", file.Size()>>20)
		}
	})
}
