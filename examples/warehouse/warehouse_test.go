package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

func TestMain(m *testing.M) {
	if os.Getenv("DATABASE_URL") == "" {
		fmt.Println("DATABASE_URL is not set: SQLite alone is tested, PostgreSQL is NOT. .ci/warehouse starts one.")
	}
	os.Exit(m.Run())
}

// eachEngine runs a test on an SQLite in memory, and on the PostgreSQL of DATABASE_URL where there is one.
func eachEngine(t *testing.T, test func(t *testing.T, h *warehouse)) {
	t.Helper()
	for _, engine := range []struct{ name, url string }{{"SQLite", ""}, {"PostgreSQL", os.Getenv("DATABASE_URL")}} {
		t.Run(engine.name, func(t *testing.T) {
			if engine.name == "PostgreSQL" && engine.url == "" {
				t.Skip("DATABASE_URL is not set: PostgreSQL is NOT tested")
			}
			h, err := openWarehouse(t.Context(), engine.url)
			require.NoError(t, err)
			t.Cleanup(func() { h.Close() })
			require.Contains(t, h.version, engine.name)
			test(t, h)
		})
	}
}

// printed is what the command prints now, asked once.
var printed = sync.OnceValues(func() (string, error) { return readCalendar(context.Background(), "") })

func date(s string) holidays.Date { return holidays.MustParseDate(s) }

// Every query, over an event of every rule on every day of 2008–2026, gives what the library gives.
func TestRun(t *testing.T) {
	script, err := printed()
	require.NoError(t, err)
	url := os.Getenv("DATABASE_URL")
	for _, engine := range []struct{ name, url string }{{"SQLite", ""}, {"PostgreSQL", url}} {
		t.Run(engine.name, func(t *testing.T) {
			if engine.name == "PostgreSQL" && url == "" {
				t.Skip("DATABASE_URL is not set: PostgreSQL is NOT tested")
			}
			t.Setenv("DATABASE_URL", engine.url)
			var out bytes.Buffer
			require.NoError(t, run(t.Context(), &out, script))
			t.Logf("\n%s", &out)
			assert.Contains(t, out.String(), engine.name)
			assert.Contains(t, out.String(), "all equal to the library: ")
			for _, name := range answering {
				assert.NotRegexp(t, name+` +0 `, out.String(), "a query that nothing was asked of")
			}
		})
	}
}

// Answers that hang on unsettled days say so, wherever the unsettled days lie: at the end, as before the notice of 2026 was
// out, or between settled ones, as when the notice for 2028 is loaded and that for 2027 is not.
func TestProvisional(t *testing.T) {
	for _, row := range []struct {
		name, first, last string
		flags             []string
		calendar          func(t *testing.T) *holidays.Calendar
		why               string
	}{
		{"before the notice", "2024-01-01", "2027-06-30", []string{"-as-of", "2025-11-03"}, func(*testing.T) *holidays.Calendar {
			return holidays.China().AsOf(date("2025-11-03"))
		}, "the notice for 2026 is of 2025-11-04"},
		{"a gap", "2026-10-01", "2029-03-31", []string{"-notice", "testdata/2028.txt"}, func(t *testing.T) *holidays.Calendar {
			text, err := os.ReadFile("testdata/2028.txt")
			require.NoError(t, err)
			notice, err := holidays.ParseNotice("2028.txt", text)
			require.NoError(t, err)
			c, err := holidays.China().With(notice)
			require.NoError(t, err)
			return c
		}, "an answer from 2028 is final again, and one that reaches back over 2027 is not"},
		{"before an amendment", "2019-01-01", "2020-12-31", []string{"-as-of", "2020-01-24"}, func(*testing.T) *holidays.Calendar {
			return holidays.China().AsOf(date("2020-01-24"))
		}, "the break of 2020 was extended on 2020-01-26"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			script, err := readCalendar(t.Context(), "", row.flags...)
			require.NoError(t, err)
			c := row.calendar(t)
			eachEngine(t, func(t *testing.T, h *warehouse) {
				ctx := t.Context()
				require.NoError(t, h.load(ctx, script, c))
				rules := append(deadline.Rules(), ownRules()...)
				// Three years on would leave the table; that is TestUnanswered's.
				rules = slices.DeleteFunc(rules, func(r deadline.Rule) bool { return r.Limit.Unit >= deadline.Months && r.Limit.N > 1 })
				require.NoError(t, h.addRules(ctx, rules))
				_, err := h.addEvents(ctx, date(row.first), date(row.last))
				require.NoError(t, err)
				for _, name := range answering {
					_, _, err := h.answer(ctx, name)
					require.NoError(t, err)
				}
				unanswered, _, err := h.unanswered(ctx)
				require.NoError(t, err)
				tally, err := h.compare(ctx, rules, unanswered, c)
				require.NoError(t, err)
				assert.Greater(t, tally.provisional, 1000, "the flag was put to the test")
				assert.Greater(t, tally.final, 1000)
				_, _, err = h.compareBetween(ctx, c)
				require.NoError(t, err)
				t.Log(tally)
			})
		})
	}
}

// No event is lost: what no query answers is listed with its reason, and the two add up.
func TestUnanswered(t *testing.T) {
	script, err := printed()
	require.NoError(t, err)
	rows := []struct {
		name, rule string
		trigger    holidays.Date
		reason     string
		why        string
	}{
		{"answered", "face.reached", date("2025-06-03"), "", "golden: the README's due date"},
		{"no trigger", "face.reached", holidays.Date{}, "no trigger", "NULL: the day of the event is not known"},
		{"no such rule", "face.reach", date("2025-06-03"), "no such rule", "a slip of the pen"},
		{"before the table", "mlps.graded", date("2003-12-31"), "the trigger is outside the calendar", "it begins in 2004"},
		{"after the table", "mlps.graded", date("2031-01-01"), "the trigger is outside the calendar", "2004-2030 was loaded"},
		{"before the rule", "face.changed", date("2025-05-31"), "the rule is not in force", "in force from 2025-06-01, without a transition"},
		{"a rule of fixed dates", "miniprogram.stock", date("2023-09-01"), "the rule is not in force", "its dates are for those before"},
		{"announced", "miniprogram.stock", date("2023-08-31"), "", "the transition"},
		{"a count that leaves the table", "export.validity", date("2028-01-01"), "the count leaves the calendar", "three years on is 2031"},
		{"a count back that leaves it", "own.years.before.3", date("2006-12-31"), "the count leaves the calendar", "three years before is 2003"},
		{"a count of working days that leaves it", "own.workdays.after.250", date("2030-06-03"), "the count leaves the calendar", "fails closed"},
	}
	eachEngine(t, func(t *testing.T, h *warehouse) {
		ctx := t.Context()
		require.NoError(t, h.load(ctx, script, holidays.China()))
		require.NoError(t, h.addRules(ctx, append(deadline.Rules(), ownRules()...)))
		for i, row := range rows {
			_, err := h.conn.ExecContext(ctx, "INSERT INTO events VALUES ($1, $2, $3)", i, row.rule, row.trigger)
			require.NoError(t, err, row.name)
		}
		answered := int64(0)
		for _, name := range answering {
			n, _, err := h.answer(ctx, name)
			require.NoError(t, err)
			answered += n
		}
		unanswered, _, err := h.unanswered(ctx)
		require.NoError(t, err)
		assert.Equal(t, len(rows), int(answered)+len(unanswered), "answered and unanswered add up to events")
		for i, row := range rows {
			require.NotEmpty(t, row.why)
			assert.Equal(t, row.reason, unanswered[i], row.name)
		}
	})
}

// A script of another calendar is refused, and one that is cut short leaves the table that was there.
func TestLoadRefuses(t *testing.T) {
	script, err := printed()
	require.NoError(t, err)
	eachEngine(t, func(t *testing.T, h *warehouse) {
		ctx := t.Context()
		assert.ErrorContains(t, h.load(ctx, script, holidays.China().AsOf(date("2020-01-01"))), "is not of the calendar")
		require.NoError(t, h.load(ctx, script, holidays.China()))
		_, err := h.conn.ExecContext(ctx, script)
		require.NoError(t, err, "the script may run again")
		_, err = h.conn.ExecContext(ctx, query("days"))
		require.NoError(t, err, "and so may days.sql")
		short, _, _ := strings.Cut(script, "('2020-02-01'")
		_, err = h.conn.ExecContext(ctx, short)
		require.Error(t, err)
		h.conn.ExecContext(ctx, "ROLLBACK") // what is left of its transaction, if anything is
		var n int
		require.NoError(t, h.conn.QueryRowContext(ctx, "SELECT count(*) FROM workday_calendar").Scan(&n))
		assert.Equal(t, h.days, n)
	})
}

// days.sql reads dates as text. Where PostgreSQL writes them another way, it fails and changes nothing.
func TestDateStyle(t *testing.T) {
	script, err := printed()
	require.NoError(t, err)
	eachEngine(t, func(t *testing.T, h *warehouse) {
		if !strings.HasPrefix(h.version, "PostgreSQL") {
			t.Skip("dates are text")
		}
		ctx := t.Context()
		require.NoError(t, h.load(ctx, script, holidays.China()))
		for _, style := range []string{"German", "SQL, DMY", "SQL, MDY", "Postgres, DMY", "Postgres, MDY"} {
			_, err := h.conn.ExecContext(ctx, "SET DateStyle TO '"+style+"'")
			require.NoError(t, err)
			_, err = h.conn.ExecContext(ctx, query("days"))
			require.ErrorContains(t, err, "integer", style)
			_, err = h.conn.ExecContext(ctx, "ROLLBACK")
			require.NoError(t, err)
			var n int
			require.NoError(t, h.conn.QueryRowContext(ctx, "SELECT count(*) FROM workday_days").Scan(&n))
			require.Equal(t, h.days, n, style)
		}
	})
}
