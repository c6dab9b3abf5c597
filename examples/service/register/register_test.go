package register_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// notice2027 is imaginary: the real one is not out.
const notice2027 = `notice 测试〔2026〕1号
title  imaginary
year   2027
issued 2026-11-20
off    2027-01-01 Fri 2027-01-03 Sun 3 元旦
off    2027-02-05 Fri 2027-02-12 Fri 8 春节
work   2027-02-14 Sun 春节
work   2027-02-20 Sat 春节
off    2027-04-03 Sat 2027-04-05 Mon 3 清明节
off    2027-05-01 Sat 2027-05-05 Wed 5 劳动节
work   2027-05-08 Sat 劳动节
off    2027-06-09 Wed 1 端午节
off    2027-09-15 Wed 1 中秋节
off    2027-10-01 Fri 2027-10-07 Thu 7 国庆节
work   2027-09-26 Sun 国庆节
work   2027-10-09 Sat 国庆节
`

var ctx = context.Background()

// each runs a test on SQLite, and on PostgreSQL where $CNWORKDAY_TEST_POSTGRES names a database.
func each(t *testing.T, test func(t *testing.T, address string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "a filing?.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, postgres(t)) })
}

// postgres returns the address of a schema of its own.
func postgres(t testing.TB) string {
	server := os.Getenv("CNWORKDAY_TEST_POSTGRES")
	if server == "" {
		t.Skip("$CNWORKDAY_TEST_POSTGRES names no database: .ci/postgres go test ./... starts one")
	}
	db, err := sql.Open("pgx", server)
	require.NoError(t, err)
	t.Cleanup(func() { db.Close() })
	schema := fmt.Sprintf("t%d_%s", os.Getpid(), strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, t.Name())))
	schema = schema[:min(60, len(schema))]
	_, err = db.Exec("CREATE SCHEMA " + schema)
	require.NoError(t, err)
	t.Cleanup(func() { db.Exec("DROP SCHEMA " + schema + " CASCADE") })
	separator := "?"
	if strings.Contains(server, "?") {
		separator = "&"
	}
	return server + separator + "search_path=" + schema
}

func open(t testing.TB, address string) *register.Register {
	t.Helper()
	r, err := register.Open(ctx, address, holidays.China(), slog.New(slog.NewTextHandler(io.Discard, nil)))
	require.NoError(t, err)
	t.Cleanup(func() { r.Close() })
	r.Today = func() holidays.Date { return date("2026-11-29") }
	return r
}

func date(s string) holidays.Date { return holidays.MustParseDate(s) }

func notice(t testing.TB, text string) holidays.Notice {
	t.Helper()
	var n holidays.Notice
	require.NoError(t, n.UnmarshalText([]byte(text)))
	return n
}

// line enters a filing.
func line(e register.Entry) register.Line {
	return register.Line{Key: e.Key, New: true, Set: func(to *register.Entry) error {
		key := to.Key
		*to = e
		to.Key = key
		return nil
	}}
}

func enter(t testing.TB, r *register.Register, e register.Entry) register.Filing {
	t.Helper()
	outcomes, err := r.Put(ctx, "li", []register.Line{line(e)}, false)
	require.NoError(t, err)
	require.NoError(t, outcomes[0].Err)
	return outcomes[0].Filing
}

func TestANoticeMovesWhatItSettles(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		early := enter(t, r, register.Entry{Key: "a", Entity: "甲公司", Rule: "face.reached", Trigger: date("2025-06-03")})
		late := enter(t, r, register.Entry{Key: "b", Entity: "乙公司", Rule: "face.reached", Trigger: date("2026-12-25")})
		assert.Equal(t, date("2025-07-15"), early.Answer.Due)
		assert.False(t, early.Answer.Provisional)
		assert.True(t, late.Answer.Provisional)

		tried, err := r.Add(ctx, "wang", notice(t, notice2027), true)
		require.NoError(t, err)
		assert.Equal(t, 1, tried.Moved)
		effect, err := r.Add(ctx, "wang", notice(t, notice2027), false)
		require.NoError(t, err)
		assert.Equal(t, tried.Moves[0].Changed, effect.Moves[0].Changed)
		moved, err := r.Get(ctx, late.ID)
		require.NoError(t, err)
		assert.False(t, moved.Answer.Provisional)
		assert.Equal(t, r.Calendar().ID(), moved.Answer.Calendar)
		t.Log(effect.Moves, effect.Run)
	})
}
