package register_test

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
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

// A notice settles what was estimated, moves those filings and no others, and says so: tried, stored and listed alike.
func TestNoticeMoves(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		early := enter(t, r, register.Entry{Key: "early", Entity: "甲公司", Rule: "face.reached", Trigger: date("2025-06-03")})
		late := enter(t, r, register.Entry{Key: "late", Entity: "乙公司", Rule: "face.reached", Trigger: date("2026-12-25")})
		filed := enter(t, r, register.Entry{Key: "filed", Entity: "丙公司", Rule: "face.reached", Trigger: date("2026-11-20"), FiledOn: date("2026-11-27"), Receipt: "备字1号"})
		assert.Equal(t, date("2025-07-15"), early.Answer.Due)
		assert.False(t, early.Answer.Provisional)
		assert.True(t, late.Answer.Provisional)
		before := sound(t, r)

		tried, err := r.Add(ctx, "wang", notice(t, notice2027), true)
		require.NoError(t, err)
		assert.Equal(t, before, sound(t, r), "a dry run changes nothing")
		held, err := r.Notices(ctx)
		require.NoError(t, err)
		assert.Empty(t, held)
		effect, err := r.Add(ctx, "wang", notice(t, notice2027), false)
		require.NoError(t, err)
		assert.True(t, tried.DryRun)
		assert.Zero(t, tried.ID)
		assert.Equal(t, tried.Days, effect.Days)
		assert.Equal(t, []int{2, 1}, []int{effect.Examined, effect.Moved})
		assert.Equal(t, tried.Moves[0].Changed, effect.Moves[0].Changed)
		assert.Contains(t, effect.Moves[0].Changed, register.Difference{Field: "due", Before: "2027-02-14", After: "2027-02-15"})
		assert.Contains(t, effect.Moves[0].Changed, register.Difference{Field: "provisional", Before: "true", After: "false"})

		after := sound(t, r)
		assert.False(t, after["late"].Answer.Provisional)
		assert.Equal(t, r.Calendar().ID(), after["early"].Answer.Calendar)
		assert.Equal(t, 1, after["early"].Revision, "it is the same answer")
		assert.Equal(t, filed, after["filed"], "what is filed keeps the answer that it was filed by")
		stored, err := r.Run(ctx, effect.ID)
		require.NoError(t, err)
		assert.Equal(t, effect.Run, stored)
		history, err := r.History(ctx, late.ID)
		require.NoError(t, err)
		assert.Equal(t, effect.Moves[0], history[1])

		_, err = r.Edit(ctx, "li", late.ID, 1, func(e *register.Entry) error { return nil })
		assert.NoError(t, err, "a notice has changed the filing since revision 1, and nobody else")
		again, err := r.Add(ctx, "wang", notice(t, notice2027), false)
		require.NoError(t, err)
		assert.Zero(t, again.ID, "the same again changes nothing")
		assert.False(t, again.Changed)

		reopened, err := open(t, address).Withdraw(ctx, "li", effect.Notice, false)
		require.NoError(t, err)
		assert.Equal(t, "withdrawn", reopened.Cause)
		assert.Equal(t, before["late"].Answer, sound(t, r)["late"].Answer, "it is taken back, by another process")
		require.NoError(t, r.Ping(ctx))
		assert.Equal(t, before["late"].Answer.Calendar, r.Calendar().ID())
		held, err = r.Notices(ctx)
		require.NoError(t, err)
		assert.Equal(t, []string{"wang", "li"}, []string{held[0].StoredBy, held[0].WithdrawnBy})
		assert.False(t, held[0].Withdrawn.Before(held[0].Stored))
		_, err = r.Withdraw(ctx, "li", effect.Notice, false)
		assert.ErrorIs(t, err, register.ErrNotFound)
	})
}

// A layer is for those filings that name it.
func TestLayer(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		entry := register.Entry{Key: "a", Entity: "甲公司", Rule: "face.reached", Trigger: date("2026-03-02"), Layers: []string{"company"}}
		outcomes, err := r.Put(ctx, "li", []register.Line{line(entry)}, false)
		require.NoError(t, err)
		assert.ErrorContains(t, outcomes[0].Err, `no layer "company"`)

		layer := "layer company\noff 2026-03-05 Thu 2026-03-06 Fri 2 anniversary\n"
		effect, err := r.Add(ctx, "li", notice(t, layer), false)
		require.NoError(t, err)
		assert.Equal(t, "layer", effect.Cause)
		assert.Len(t, effect.Days, 2)
		with := enter(t, r, entry)
		entry.Key, entry.Layers = "b", nil
		without := enter(t, r, entry)
		count, err := r.Calendar().Count(without.Answer.Due, with.Answer.Due)
		require.NoError(t, err)
		assert.Equal(t, 2, count)
		sound(t, r)

		moved, err := r.Add(ctx, "li", notice(t, "layer company\noff 2026-03-09 Mon 1 move\n"), false)
		require.NoError(t, err)
		assert.Equal(t, 1, moved.Moved)
		lastLayered := ""
		for _, id := range []int64{effect.Notice, moved.Notice} {
			last, err := r.Get(ctx, with.ID)
			require.NoError(t, err)
			lastLayered = last.Answer.Calendar
			effect, err = r.Withdraw(ctx, "li", id, false)
			require.NoError(t, err)
		}
		assert.NotEqual(t, with.Answer.Calendar, lastLayered)
		assert.Equal(t, 1, effect.Moved)
		left, err := r.Get(ctx, with.ID)
		require.NoError(t, err)
		assert.Contains(t, left.Answer.Problem, "company", "nothing is counted by a layer that is not there")
		assert.Equal(t, lastLayered, left.Answer.Calendar, "the last answer is of the calendar that it was last moved by, not of that of its entry")
		assert.True(t, left.Answer.Provisional)
		within := 1000
		n, err := r.Count(ctx, register.Query{DueWithin: &within, Today: date("2026-03-02")})
		require.NoError(t, err)
		assert.Equal(t, 2, n, "it is found all the same")
		for _, filedOn := range []holidays.Date{date("2026-04-01"), {}} {
			left, err = r.Edit(ctx, "li", with.ID, left.Revision, func(e *register.Entry) error { e.FiledOn = filedOn; return nil })
			require.NoError(t, err)
			assert.Contains(t, left.Answer.Problem, "company", "filed and reopened, it has no more of an answer")
			assert.True(t, left.Answer.Provisional)
		}
		edited, err := r.Edit(ctx, "li", with.ID, left.Revision, func(e *register.Entry) error { e.Layers = nil; return nil })
		require.NoError(t, err)
		assert.Equal(t, without.Answer, edited.Answer)
	})
}

// Names of layers stand in lists, on pages and in tables.
func TestLayerNames(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), "register.db"))
	for name, ok := range map[string]bool{"拉萨": true, strings.Repeat("甲", 100): true, strings.Repeat("甲", 101): false, "深圳、广州": false, "a,b": false, "甲；乙": false} {
		_, err := r.Add(ctx, "li", notice(t, "layer "+name+"\noff 2026-03-05 Thu 1 x\n"), true)
		assert.Equal(t, ok, err == nil, name)
	}
}

func TestRefused(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), "register.db"))
	enter(t, r, register.Entry{Key: "there", Entity: "甲公司", Rule: "face.reached", Trigger: date("2025-06-03")})
	own := deadline.FaceReached()
	for _, row := range []struct {
		name  string
		field string
		kind  error
		says  string
		set   func(*register.Entry)
	}{
		{"no entity", "entity", register.ErrInvalid, "want one", func(e *register.Entry) { e.Entity = "" }},
		{"no trigger", "trigger", register.ErrInvalid, "2025-06-03", func(e *register.Entry) { e.Trigger = holidays.Date{} }},
		{"a rule that nobody knows", "rule", register.ErrInvalid, "did you mean face.reached", func(e *register.Entry) { e.Rule = "face.reachd" }},
		{"two lines", "entity", register.ErrInvalid, "one line", func(e *register.Entry) { e.Entity = "a\nb" }},
		{"a character that reverses", "reference", register.ErrInvalid, "printable", func(e *register.Entry) { e.Reference = "a\u202eb" }},
		{"bytes that are no text", "receipt", register.ErrInvalid, "printable", func(e *register.Entry) { e.Receipt = "\xff" }},
		{"spaces around", "key", register.ErrInvalid, "spaces", func(e *register.Entry) { e.Key = " k" }},
		{"too long", "entity", register.ErrInvalid, "at most 200", func(e *register.Entry) { e.Entity = strings.Repeat("甲", 201) }},
		{"four layers", "layers", register.ErrInvalid, "at most 3", func(e *register.Entry) { e.Layers = []string{"a", "b", "c", "d"} }},
		{"a layer twice", "layers", register.ErrInvalid, "once", func(e *register.Entry) { e.Layers = []string{"x", "x"} }},
		{"a layer that is not stored", "layers", register.ErrInvalid, "no layer", func(e *register.Entry) { e.Layers = []string{"x"} }},
		{"filed tomorrow", "filed_on", register.ErrInvalid, "2026-11-29", func(e *register.Entry) { e.FiledOn = date("2026-11-30") }},
		{"a receipt of nothing", "receipt", register.ErrInvalid, "filed_on", func(e *register.Entry) { e.Receipt = "1" }},
		{"before the rule", "trigger", register.ErrInvalid, "2025-06-01", func(e *register.Entry) { e.Rule, e.Trigger = "face.changed", date("2025-05-31") }},
		{"beyond the calendar", "trigger", register.ErrInvalid, "2036", func(e *register.Entry) { e.Trigger = date("2036-12-30") }},
		{"a rule of the table as one's own", "own_rule", register.ErrInvalid, "none of the table", func(e *register.Entry) { e.OwnRule = &own }},
		{"a key that is taken", "key", register.ErrConflict, "differs", func(e *register.Entry) { e.Key = "there" }},
	} {
		t.Run(row.name, func(t *testing.T) {
			e := register.Entry{Key: "k", Entity: "乙公司", Rule: "face.reached", Trigger: date("2025-06-03")}
			row.set(&e)
			l := line(e)
			good := line(register.Entry{Key: "good", Entity: "乙公司", Rule: "face.reached", Trigger: date("2025-06-03")})
			outcomes, err := r.Put(ctx, "li", []register.Line{good, l}, false)
			require.NoError(t, err)
			var refused *register.Error
			require.ErrorAs(t, outcomes[1].Err, &refused)
			assert.ErrorIs(t, refused, row.kind)
			assert.Equal(t, row.field, refused.Field)
			assert.Contains(t, refused.Detail, row.says)
			assert.Len(t, sound(t, r), 1, "all or nothing")
		})
	}
}

// What is entered is entered once, whoever asks how often; a line with a revision changes that revision and no other.
func TestPut(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		a := line(register.Entry{Key: "a", Entity: "甲公司", Rule: "face.reached", Trigger: date("2025-06-03"), Layers: []string{}})
		none := line(register.Entry{Entity: "甲公司", Rule: "face.reached", Trigger: date("2025-06-03")})
		put := func(dryRun bool, lines ...register.Line) (what []string) {
			t.Helper()
			outcomes, err := r.Put(ctx, "li", lines, dryRun)
			require.NoError(t, err)
			for _, o := range outcomes {
				if o.Err != nil {
					o.What = o.Err.Error()
				}
				what = append(what, o.What)
			}
			return what
		}
		file := func(revision int) register.Line {
			return register.Line{Key: "a", Revision: revision, Set: func(e *register.Entry) error { e.FiledOn = date("2025-07-01"); return nil }}
		}
		assert.Equal(t, []string{"entered", "entered"}, put(true, a, none))
		assert.Empty(t, sound(t, r), "a dry run")
		assert.Equal(t, []string{"entered", "entered", `key "a" stands twice`}, put(false, a, none, a))
		assert.Empty(t, sound(t, r), "one line is wrong, and none is done")
		assert.Equal(t, []string{"entered", "entered", "entered"}, put(false, a, none, none))
		assert.Equal(t, []string{"unchanged", "entered"}, put(false, a, none))
		assert.Equal(t, []string{"the filing has changed: it has revision 1, not 2"}, put(false, file(2)))
		assert.Equal(t, []string{"filed"}, put(true, file(1)))
		assert.Equal(t, []string{"filed"}, put(false, file(1)))
		assert.Equal(t, []string{"the filing has changed: it has revision 2, not 1"}, put(false, file(1)))
		assert.Equal(t, []string{"unchanged"}, put(false, file(0)))
		assert.Equal(t, []string{"a filing without entity: want one"}, put(false, register.Line{Key: "new", Set: func(*register.Entry) error { return nil }}))
		found := sound(t, r)
		assert.Len(t, found, 4)
		assert.Equal(t, 2, found["a"].Revision)
		assert.False(t, found["a"].Late())
	})
}

// The life of a filing, as its history tells it.
func TestHistory(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		f := enter(t, r, register.Entry{Entity: "甲公司", Rule: "face.reached", Trigger: date("2025-06-03")})
		for _, set := range []func(*register.Entry){
			func(e *register.Entry) { e.Reference = "门禁" },
			func(e *register.Entry) { e.FiledOn, e.Receipt = date("2025-07-16"), "备字1号" },
			func(e *register.Entry) { e.FiledOn, e.Receipt = holidays.Date{}, "" },
			func(e *register.Entry) { e.Trigger = date("2025-06-04") },
			func(e *register.Entry) { e.Cancelled = true },
			func(e *register.Entry) {},
		} {
			var err error
			f, err = r.Edit(ctx, "wang", f.ID, f.Revision, func(e *register.Entry) error { set(e); return nil })
			require.NoError(t, err)
		}
		history, err := r.History(ctx, f.ID)
		require.NoError(t, err)
		var told []string
		for _, c := range history {
			told = append(told, c.By+" "+c.What)
		}
		assert.Equal(t, []string{"li entered", "wang changed", "wang filed", "wang reopened", "wang changed", "wang cancelled"}, told)
		assert.Equal(t, []register.Difference{
			{Field: "trigger", Before: "2025-06-03", After: "2025-06-04"}, {Field: "opens", Before: "2025-06-03", After: "2025-06-04"},
			{Field: "due", Before: "2025-07-15", After: "2025-07-16"},
			{Field: "safe_by", Before: "2025-07-14", After: "2025-07-15"},
		}, history[4].Changed)
		got, err := r.Get(ctx, f.ID)
		require.NoError(t, err)
		assert.Equal(t, f, got)
		assert.Equal(t, f.Key, got.Key)
		_, err = r.Get(ctx, 99)
		assert.ErrorIs(t, err, register.ErrNotFound)
	})
}

// A draft may be final, and is a draft.
func TestDraft(t *testing.T) {
	r := open(t, filepath.Join(t.TempDir(), "register.db"))
	f := enter(t, r, register.Entry{Entity: "甲公司", Rule: "face.draft2023", Trigger: date("2026-10-12")})
	assert.False(t, f.Answer.Provisional)
	result, err := f.Result()
	require.NoError(t, err)
	assert.Equal(t, deadline.Draft, result.Rule.Status)
	assert.False(t, result.Final())
}

// A rule of one's own is kept whole.
func TestOwnRule(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		rule := deadline.Rule{ID: "own.ten", Title: deadline.Text{EN: "Own", ZH: "自定"}, Event: deadline.Text{EN: "it happens", ZH: "发生之日"}, Limit: deadline.Limit{N: 10, Unit: deadline.Workdays, Direction: deadline.After}}
		f := enter(t, r, register.Entry{Entity: "甲公司", Rule: "own.ten", OwnRule: &rule, Trigger: date("2025-06-03")})
		assert.Equal(t, date("2025-06-17"), f.Answer.Due)
		got, err := open(t, address).Get(ctx, f.ID)
		require.NoError(t, err)
		assert.Equal(t, &rule, got.OwnRule)
	})
}

// A status finds what the library's Standing says, from every day, and due within what it counts.
func TestQuery(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		_, err := r.Add(ctx, "li", notice(t, "layer company\noff 2026-03-05 Thu 2026-03-06 Fri 2 anniversary\n"), false)
		require.NoError(t, err)
		var lines []register.Line
		for i, rule := range []string{"face.reached", "face.changed", "export.extend", "scc.effective", "export.validity"} {
			for j := range 8 {
				e := register.Entry{Entity: fmt.Sprint("entity ", i), Rule: rule, Trigger: date("2026-02-01").AddDays(j * 9), Reference: fmt.Sprintf("100%% of %d_%d", i, j)}
				if j%2 == 1 {
					e.Layers = []string{"company"}
				}
				if j == 7 {
					e.FiledOn = date("2026-11-01")
				}
				lines = append(lines, line(e))
			}
		}
		outcomes, err := r.Put(ctx, "li", lines, false)
		require.NoError(t, err)
		for _, o := range outcomes {
			require.NoError(t, o.Err)
		}
		var all []register.Filing
		for f, err := range r.All(ctx, register.Query{}) {
			require.NoError(t, err)
			all = append(all, f)
		}
		require.Len(t, all, 40)
		find := func(q register.Query) (found []int64) {
			for f, err := range r.All(ctx, q) {
				require.NoError(t, err)
				found = append(found, f.ID)
			}
			n, err := r.Count(ctx, q)
			require.NoError(t, err)
			assert.Equal(t, n, len(found))
			return found
		}
		states := map[string]int{}
		for today := date("2025-11-20"); today.Before(date("2026-06-30")); today = today.AddDays(3) {
			want := map[string][]int64{}
			for _, f := range all {
				if f.Status != register.StatusOpen {
					continue
				}
				result, err := f.Result()
				require.NoError(t, err)
				c, err := r.CalendarOf(f.Layers)
				require.NoError(t, err)
				standing, err := result.Standing(today, c)
				require.NoError(t, err)
				state := standing.State.String()
				if state == "open" {
					state = "in_time"
				}
				want[state] = append(want[state], f.ID)
				if standing.ToDue <= 5 {
					want["within 5"] = append(want["within 5"], f.ID)
				}
			}
			for state, ids := range want {
				states[state] += len(ids)
			}
			for _, state := range []string{"not_open", "in_time", "past_safe", "due_today", "overdue"} {
				assert.Equal(t, want[state], find(register.Query{Status: []string{state}, Today: today}), "%s on %v", state, today)
			}
			within := 5
			assert.Equal(t, want["within 5"], find(register.Query{DueWithin: &within, Today: today}), "on %v", today)
		}
		assert.Len(t, states, 6, "each state was there: %v", states)
		assert.Len(t, find(register.Query{Status: []string{"filed", "overdue"}, Today: date("2026-11-29"), Entity: "entity 1"}), 8)
		assert.Len(t, find(register.Query{Rule: "face.reached"}), 8)
		assert.Len(t, find(register.Query{Text: "00% OF 1_"}), 8)
		assert.Empty(t, find(register.Query{Text: "00% OF 1%"}))
		var paged []register.Filing
		for q := (register.Query{Limit: 7}); ; {
			page, err := r.List(ctx, q)
			require.NoError(t, err)
			for _, f := range page {
				paged, q.After = append(paged, f), register.CursorOf(f)
			}
			if len(page) < q.Limit {
				break
			}
		}
		assert.ElementsMatch(t, all, paged)
		assert.True(t, slices.IsSortedFunc(paged, func(a, b register.Filing) int {
			return cmp.Or(a.Answer.Due.Compare(b.Answer.Due), cmp.Compare(a.ID, b.ID))
		}))
		entities, err := r.Entities(ctx)
		require.NoError(t, err)
		assert.Equal(t, []string{"entity 0", "entity 1", "entity 2", "entity 3", "entity 4"}, entities)
		_, err = r.Count(ctx, register.Query{Status: []string{"late"}})
		assert.ErrorIs(t, err, register.ErrInvalid)
	})
}

// Another calendar below the stored notices, as a new release or a folder of notices brings it.
func TestRebase(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r, other := open(t, address), open(t, address)
		enter(t, r, register.Entry{Key: "a", Entity: "甲公司", Rule: "face.reached", Trigger: date("2026-12-25")})
		wrong := notice(t, strings.NewReplacer("work   2027-02-14 Sun 春节", "work   2027-01-31 Sun 春节").Replace(notice2027))
		stored, err := r.Add(ctx, "li", wrong, false)
		require.NoError(t, err)
		_, err = r.Add(ctx, "li", notice(t, notice2027), false)
		assert.ErrorIs(t, err, register.ErrConflict, "its number is that of another notice")
		require.NoError(t, other.Ping(ctx))

		base, err := holidays.China().With(notice(t, notice2027))
		require.NoError(t, err)
		before := sound(t, r)
		_, err = r.Rebase(ctx, "service", base)
		assert.ErrorContains(t, err, "stored notice 1", "which of the two is right, a person must say")
		_, err = register.Open(ctx, address, base, slog.Default())
		assert.ErrorContains(t, err, "2027-01-31", "and a wrong folder is no reason to change what is stored")
		assert.Equal(t, before, sound(t, r))
		_, err = r.Withdraw(ctx, "li", stored.Notice, false)
		require.NoError(t, err)

		effect, err := r.Rebase(ctx, "service", base)
		require.NoError(t, err)
		assert.Equal(t, base.ID(), r.Calendar().ID())
		assert.Equal(t, register.BeforeAfter{Before: "2026-12-24", After: "2027-12-24"}, effect.Settled)
		assert.NotEmpty(t, effect.Days)
		assert.Equal(t, 1, effect.Moved)
		sound(t, r)

		again, err := r.Rebase(ctx, "service", base)
		require.NoError(t, err)
		assert.Zero(t, again.ID)
		assert.ErrorIs(t, other.Ping(ctx), register.ErrDisagrees)
		_, err = other.Put(ctx, "li", []register.Line{line(register.Entry{Key: "b", Entity: "甲公司", Rule: "face.reached", Trigger: date("2026-12-25")})}, false)
		assert.ErrorIs(t, err, register.ErrDisagrees, "a process with another calendar writes nothing")
		_, err = other.Rebase(ctx, "service", base)
		require.NoError(t, err)
		assert.NoError(t, other.Ping(ctx))
	})
}

// A release that has a year built in withdraws a stored notice that contradicts it, and says what changed.
func TestBuiltIn(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		notices := holidays.China().Notices()
		built := notices[len(notices)-1]
		earlier := holidays.China().AsOf(built.Issued.AddDays(-1))
		r, err := register.Open(ctx, address, earlier, slog.New(slog.NewTextHandler(io.Discard, nil)))
		require.NoError(t, err)
		defer r.Close()
		wrong := built
		wrong.Spans = slices.Clone(built.Spans)
		for i, span := range wrong.Spans {
			if span.First == date("2026-02-14") { // worked a week earlier
				wrong.Spans[i].First, wrong.Spans[i].Last = date("2026-02-07"), date("2026-02-07")
			}
		}
		require.NotEqual(t, built, wrong)
		_, err = r.Add(ctx, "li", wrong, false)
		require.NoError(t, err)
		enter(t, r, register.Entry{Key: "a", Entity: "甲公司", Rule: "scc.effective", Trigger: date("2026-01-26")})

		next := open(t, address)
		assert.Equal(t, holidays.China().ID(), next.Calendar().ID())
		held, err := next.Notices(ctx)
		require.NoError(t, err)
		assert.Equal(t, "service", held[0].WithdrawnBy)
		runs, err := next.Runs(ctx, 1)
		require.NoError(t, err)
		assert.Equal(t, 1, runs[0].Moved)
		assert.True(t, runs[0].Changed)
		assert.Empty(t, runs[0].Settled.Before, "the calendar of before is not to be had, and no days are made up")
		sound(t, next)
	})
}

// Another release: its table of rules may be another, and it may know tables that this one does not.
func TestReleases(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		r := open(t, address)
		f := enter(t, r, register.Entry{Key: "a", Entity: "甲公司", Rule: "face.reached", Trigger: date("2025-06-03")})
		driver, source := "sqlite", "file:"+(&url.URL{Path: address}).EscapedPath()
		if strings.HasPrefix(address, "postgres") {
			driver, source = "pgx", address
		}
		db, err := sql.Open(driver, source)
		require.NoError(t, err)
		defer db.Close()
		_, err = db.Exec("UPDATE filings SET rule = 'face.gone'")
		require.NoError(t, err)
		_, err = db.Exec("UPDATE meta SET rules = 'others'")
		require.NoError(t, err)
		assert.ErrorIs(t, r.Ping(ctx), register.ErrDisagrees)
		next := open(t, address)
		got, err := next.Get(ctx, f.ID)
		require.NoError(t, err)
		assert.Contains(t, got.Answer.Problem, "face.gone")
		assert.Equal(t, f.Answer.Due, got.Answer.Due, "the last answer is kept, as provisional")
		assert.True(t, got.Answer.Provisional)

		_, err = db.Exec("UPDATE meta SET version = 2")
		require.NoError(t, err)
		_, err = register.Open(ctx, address, holidays.China(), slog.Default())
		assert.ErrorContains(t, err, "version 2")
	})
}

func TestOpenRefuses(t *testing.T) {
	for _, address := range []string{"", "mysql://u:geheim@127.0.0.1/x", "postgres://u:geheim@127.0.0.1:1/x", "postgres://u:geheim@[", filepath.Join(t.TempDir(), "none", "x.db")} {
		_, err := register.Open(ctx, address, holidays.China(), slog.Default())
		require.Error(t, err, address)
		assert.NotContains(t, err.Error(), "geheim")
		assert.True(t, strings.Contains(address, "geheim") || strings.Contains(err.Error(), fmt.Sprintf("%q", address)), err)
	}
}
