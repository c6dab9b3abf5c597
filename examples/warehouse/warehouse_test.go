package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

func TestMain(m *testing.M) {
	if len(databases()) == 0 {
		fmt.Println("DATABASE_URL is not set: SQLite alone is tested, PostgreSQL and MySQL are NOT. .ci/warehouse starts both.")
	}
	os.Exit(m.Run())
}

// eachEngine runs a test on an SQLite in memory, and on each database of DATABASE_URL.
func eachEngine(t *testing.T, test func(t *testing.T, h *warehouse)) {
	t.Helper()
	for _, address := range append([]string{""}, databases()...) {
		h, err := openWarehouse(context.Background(), address)
		require.NoError(t, err)
		t.Run(h.engine, func(t *testing.T) {
			defer h.Close()
			test(t, h)
		})
	}
}

func date(s string) holidays.Date { return holidays.MustParseDate(s) }

// load fills the tables with the days of a calendar and every rule.
func load(t *testing.T, h *warehouse, c *holidays.Calendar) (rules []deadline.Rule) {
	require.NoError(t, h.load(t.Context(), calendarScript(c), rulesScript(deadline.Rules()), c))
	require.NoError(t, h.addRules(t.Context(), ownRules()))
	return append(deadline.Rules(), ownRules()...)
}

// answerAll runs the answering queries and returns how many answers they gave.
func answerAll(t *testing.T, h *warehouse) (answered int64) {
	for _, name := range answering {
		n, _, err := h.answer(t.Context(), name)
		require.NoError(t, err)
		answered += n
	}
	return answered
}

// Every query, over an event of every rule on every day of 2008–2026, gives what the library gives. .ci/warehouse runs the same
// on the servers.
func TestRun(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out, "", calendarScript(holidays.China()), rulesScript(deadline.Rules())))
	t.Logf("\n%s", &out)
	assert.Contains(t, out.String(), "all equal to the library: ")
	for _, name := range answering {
		assert.NotRegexp(t, "\n"+name+` +0 `, out.String(), "a query that nothing was asked of")
	}
}

// imaginary is a notice as short as the statute allows: its days off, and a weekday for each that falls on a weekend.
func imaginary(year int) holidays.Notice {
	n := holidays.Notice{Number: fmt.Sprintf("imaginary %d", year), Year: year, Issued: holidays.NewDate(year-1, time.November, 1)}
	var extra []int
	for _, day := range holidays.StatutoryDays(year) {
		if k := len(n.Spans) - 1; k < 0 || n.Spans[k].Name != day.Name {
			n.Spans, extra = append(n.Spans, holidays.Span{Kind: holidays.Holiday, First: day.Date, Name: day.Name}), append(extra, 0)
		}
		k := len(n.Spans) - 1
		n.Spans[k].Last = day.Date
		if w := day.Date.Weekday(); w == time.Saturday || w == time.Sunday {
			extra[k]++
		}
	}
	for k := range n.Spans {
		for extra[k] > 0 {
			n.Spans[k].Last = n.Spans[k].Last.AddDays(1)
			if w := n.Spans[k].Last.Weekday(); w != time.Saturday && w != time.Sunday {
				extra[k]--
			}
		}
	}
	return n
}

// The answers are the library's wherever the estimated days lie, before and after an amendment and a new statute, and at both
// ends of the calendar.
func TestCalendars(t *testing.T) {
	gap, err := holidays.China().With(imaginary(2029))
	require.NoError(t, err)
	for _, row := range []struct {
		name, first, last string
		calendar          *holidays.Calendar
		provisional       bool
		why               string
	}{
		{"before a notice", "2025-01-01", "2027-06-30", holidays.China().AsOf(date("2025-11-03")), true, "the notice for 2026 is of 2025-11-04"},
		{"before a statute", "2024-06-01", "2025-12-31", holidays.China().AsOf(date("2024-11-09")), true, "2025 has two more days off than its estimate"},
		{"a gap", "2026-10-01", "2030-03-31", gap, true, "an answer in 2029 is final again, and one that reaches back over 2028 is not"},
		{"before an amendment", "2019-01-01", "2020-12-31", holidays.China().AsOf(date("2020-01-24")), true, "the break of 2020 was extended on 2020-01-26"},
		{"the first days", "2004-01-01", "2005-06-30", holidays.China(), false, "counts back leave the calendar"},
		{"the last days", "2035-06-01", "2036-12-31", holidays.China(), true, "counts on leave the calendar"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			eachEngine(t, func(t *testing.T, h *warehouse) {
				ctx := t.Context()
				rules := load(t, h, row.calendar)
				_, err := h.addEvents(ctx, date(row.first), date(row.last))
				require.NoError(t, err)
				answerAll(t, h)
				tally, _, err := h.compare(ctx, rules, row.calendar)
				require.NoError(t, err)
				if row.provisional {
					assert.Greater(t, tally.provisional, 1000, "the calendar was put to the test")
				}
				assert.Greater(t, tally.final, 500)
				_, _, err = h.compareBetween(ctx, row.calendar)
				require.NoError(t, err)
				t.Log(tally)
			})
		})
	}
}

// No event is lost: what no query answers is listed with its reason.
func TestReasons(t *testing.T) {
	rows := []struct {
		name, rule string
		trigger    holidays.Date
		reason     string
		why        string
	}{
		{"answered", "face.reached", date("2025-06-03"), "", "golden: the README's due date"},
		{"a draft", "face.draft2023", date("2025-06-03"), "", "answered, and never final"},
		{"no trigger", "face.reached", holidays.Date{}, "no trigger", "NULL: nobody knows the day of the event"},
		{"no such rule", "face.reach", date("2025-06-03"), "no such rule", "a slip of the pen"},
		{"another case", "Face.reached", date("2025-06-03"), "no such rule", "IDs are compared byte by byte, in MySQL too"},
		{"before the table", "mlps.graded", date("2003-12-31"), "the trigger is outside the calendar", "it begins in 2004"},
		{"after the table", "mlps.graded", date("2037-01-01"), "the trigger is outside the calendar", "it ends with 2036"},
		{"before the rule", "face.changed", date("2025-05-31"), "the rule is not in force", "in force from 2025-06-01, without a transition"},
		{"a rule of fixed dates", "app.stock", date("2023-09-01"), "the rule is not in force", "its dates are for those before"},
		{"announced", "app.stock", date("2023-08-03"), "", "the transition"},
		{"within a year", "licence.yearly", date("2025-06-30"), "the trigger does not end a year", "it recurs on 31 December"},
		{"within a quarter", "tax.quarterly", date("2025-06-29"), "the trigger does not end a quarter", "one day short"},
		{"a quarter", "tax.quarterly", date("2025-06-30"), "", "its last day"},
		{"a count that leaves the table", "export.validity", date("2034-01-01"), "the count leaves the calendar", "three years on is 2037"},
		{"a count back that leaves it", "own.years.at_least_before.3", date("2006-12-31"), "the count leaves the calendar", "three years before is 2003"},
		{"a count of working days that leaves it", "own.workdays.after.250", date("2036-06-03"), "the count leaves the calendar", "fails closed"},
	}
	eachEngine(t, func(t *testing.T, h *warehouse) {
		ctx := t.Context()
		rules := load(t, h, holidays.China())
		for i, row := range rows {
			require.NotEmpty(t, row.why)
			_, err := h.exec(ctx, "INSERT INTO events VALUES (?, ?, ?)", i, row.rule, row.trigger)
			require.NoError(t, err, row.name)
		}
		assert.EqualValues(t, 4, answerAll(t, h))
		tally, _, err := h.compare(ctx, rules, holidays.China())
		require.NoError(t, err)
		assert.Equal(t, len(rows), tally.events(), "each event is there once")
		assert.Equal(t, 1, tally.drafts)

		reasons, err := h.conn.QueryContext(ctx, query("answers"))
		require.NoError(t, err)
		defer reasons.Close()
		for i := 0; reasons.Next(); i++ {
			var reason *string
			ignored := make([]any, 11)
			for j := range ignored {
				ignored[j] = new(any)
			}
			require.NoError(t, reasons.Scan(append(ignored, &reason)...))
			if row := rows[i]; row.reason == "" {
				assert.Nil(t, reason, row.name)
			} else if assert.NotNil(t, reason, row.name) {
				assert.Equal(t, row.reason, *reason, row.name)
			}
		}
		require.NoError(t, reasons.Err())
	})
}

// A script of another calendar is refused, and one that is cut short leaves the table that was there.
func TestLoadRefuses(t *testing.T) {
	script, rules := calendarScript(holidays.China()), rulesScript(deadline.Rules())
	eachEngine(t, func(t *testing.T, h *warehouse) {
		ctx := t.Context()
		assert.ErrorContains(t, h.load(ctx, script, rules, holidays.China().AsOf(date("2020-01-01"))), "is not of the calendar")
		require.NoError(t, h.load(ctx, script, rules, holidays.China()))
		for _, again := range []string{script, rules, query("days")} {
			_, err := h.exec(ctx, again)
			require.NoError(t, err, "a script may run again")
		}
		short, _, _ := strings.Cut(script, ",('2020-02-02'")
		_, err := h.exec(ctx, short+"(")
		require.Error(t, err)
		h.exec(ctx, "ROLLBACK") // what is left of its transaction, if anything is
		var n int
		require.NoError(t, h.conn.QueryRowContext(ctx, "SELECT COUNT(*) FROM workday_calendar").Scan(&n))
		assert.Equal(t, h.days, n)
	})
}

// A festival's name comes back as it went in, whatever the server's own character set.
func TestChinese(t *testing.T) {
	eachEngine(t, func(t *testing.T, h *warehouse) {
		load(t, h, holidays.China())
		var name, source, title string
		require.NoError(t, h.conn.QueryRowContext(t.Context(), "SELECT name, source FROM workday_calendar WHERE date = '2025-10-06'").Scan(&name, &source))
		day := holidays.China().Day(date("2025-10-06"))
		assert.Equal(t, []string{day.Name, day.Source}, []string{name, source})
		require.NoError(t, h.conn.QueryRowContext(t.Context(), "SELECT title_zh FROM deadline_rule WHERE id = 'face.reached'").Scan(&title))
		assert.Equal(t, deadline.FaceReached().Title.ZH, title)
	})
}

// days.sql reads dates as text. Where PostgreSQL writes them another way, it fails and changes nothing.
func TestDateStyle(t *testing.T) {
	eachEngine(t, func(t *testing.T, h *warehouse) {
		if h.engine != "postgres" {
			t.Skip("dates are always written 2006-01-02")
		}
		ctx := t.Context()
		load(t, h, holidays.China())
		for _, style := range []string{"German", "SQL, DMY", "SQL, MDY", "Postgres, DMY", "Postgres, MDY"} {
			_, err := h.exec(ctx, "SET DateStyle TO '"+style+"'")
			require.NoError(t, err)
			_, err = h.exec(ctx, query("days"))
			require.Error(t, err, style)
			_, err = h.exec(ctx, "ROLLBACK")
			require.NoError(t, err)
			var n int
			require.NoError(t, h.conn.QueryRowContext(ctx, "SELECT COUNT(*) FROM workday_days").Scan(&n))
			require.Equal(t, h.days, n, style)
		}
	})
}
