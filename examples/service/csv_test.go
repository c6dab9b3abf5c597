package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// tableOf makes a table of so many filings, whose triggers lie in the year before the test's day.
func tableOf(n int) []byte {
	var b bytes.Buffer
	b.WriteString("key,entity,rule,trigger,reference\r\n")
	rules := []string{"face.reached", "face.changed", "scc.effective"}
	for i := range n {
		fmt.Fprintf(&b, "K-%06d,第%d有限公司,%s,%v,产品%d\r\n", i, i%300, rules[i%3], holidays.MustParseDate("2025-12-15").AddDays(i%340), i)
	}
	return b.Bytes()
}

// TestLoadFilings imports 100,000 filings, changes each, lists them and computes them again, and says how long it takes by the clock
// and by the processors' time, which other jobs on the machine move less.
//
//	LOAD=1s go test -count=1 -v -run TestLoadFilings .
func TestLoadFilings(t *testing.T) {
	if os.Getenv("LOAD") == "" {
		t.Skip("LOAD=1s go test -count=1 -v -run TestLoadFilings .")
	}
	tune()
	const n = 100_000
	s := newTest(t)
	server := httptest.NewServer(s.handler())
	defer server.Close()
	ask := func(method, target, mime string, body []byte) (answer []byte, took, worked time.Duration) {
		r, err := http.NewRequest(method, server.URL+target, bytes.NewReader(body))
		require.NoError(t, err)
		r.Header.Set("Authorization", "Bearer "+secret)
		r.Header.Set("Content-Type", mime)
		r.Header.Set("Accept-Encoding", "identity")
		start, before := time.Now(), processorTime(t)
		w, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer w.Body.Close()
		var b bytes.Buffer
		_, err = b.ReadFrom(w.Body)
		require.NoError(t, err)
		require.Equal(t, 200, w.StatusCode, "%.300s", b.Bytes())
		return b.Bytes(), time.Since(start), processorTime(t) - before
	}
	imports := func(name, target string, table []byte, want func(imported) int) {
		answer, took, worked := ask("POST", target, "text/csv", table)
		var done imported
		require.NoError(t, json.Unmarshal(answer, &done))
		require.Equal(t, n, want(done), "%.300s", answer)
		perSecond, perWorked := n/took.Seconds(), n/worked.Seconds()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		t.Logf("%s: %d rows in %v, %.0f rows/s, %.0f in a second of the processors; %d MB from the system", name, n, took.Round(time.Millisecond), perSecond, perWorked, m.Sys>>20)
	}
	table := tableOf(n)
	imports("a dry run", "/v1/filings.csv?dry_run=1", table, func(done imported) int { return done.Entered })
	imports("entered", "/v1/filings.csv", table, func(done imported) int { return done.Entered })
	imports("unchanged", "/v1/filings.csv", table, func(done imported) int { return done.Unchanged })
	imports("changed", "/v1/filings.csv", bytes.ReplaceAll(table, []byte("产品"), []byte("系统")), func(done imported) int { return done.Changed })

	table, took, _ := ask("GET", "/v1/filings.csv", "", nil)
	t.Logf("GET /v1/filings.csv: %d MB in %v", len(table)>>20, took.Round(time.Millisecond))
	imports("its own export", "/v1/filings.csv", table, func(done imported) int { return done.Unchanged })

	var deep struct{ Next string }
	answer, _, _ := ask("GET", "/v1/filings?limit=1000&status=overdue", "", nil)
	for range 40 {
		require.NoError(t, json.Unmarshal(answer, &deep))
		answer, _, _ = ask("GET", "/v1/filings?limit=1000&after="+deep.Next, "", nil)
	}
	for _, target := range []string{
		"/v1/filings", "/v1/filings?limit=1000", "/v1/filings?status=open", "/v1/filings?status=past_safe,overdue", "/v1/filings?status=in_time",
		"/v1/filings?entity=第7有限公司", "/v1/filings?rule=scc.effective", "/v1/filings?q=系统7", "/v1/filings?q=k-000123", "/v1/filings?provisional=1", "/v1/filings?due_within=5", "/v1/filings?after=" + deep.Next,
		"/v1/filings?status=filed", "/v1/filings/77777", "/filings", "/filings?status=overdue",
	} {
		shortest, longest, least := time.Hour, time.Duration(0), time.Hour
		for range 10 {
			_, took, worked := ask("GET", target, "", nil)
			shortest, longest, least = min(shortest, took), max(longest, took), min(least, worked)
		}
		t.Logf("GET %s: %.1f to %.1f ms, %.1f of the processors", target, ms(shortest), ms(longest), ms(least))
	}
	for _, target := range []string{"/v1/notices?dry_run=1", "/v1/notices"} {
		answer, took, worked := ask("POST", target, "text/plain", []byte(notice2027))
		var l loaded
		require.NoError(t, json.Unmarshal(answer, &l))
		t.Logf("POST %s: %d filings examined, %d moved in %v, %v of the processors", target, l.Examined, l.Moved, took.Round(time.Millisecond), worked.Round(time.Millisecond))
	}
}

// What is exported is imported unchanged, whatever Excel would make of it.
func TestExportImport(t *testing.T) {
	s := newTest(t)
	require.Equal(t, 200, asLi(t, s, "POST", "/v1/notices", layerText).Code)
	for i, text := range []string{"=1+1", "+86 10", "-", "@x", "'=1+1", "''=x", "'x", "a,b", `say "x"`, "a;b", "\u3000全角", "x"} {
		body, err := json.Marshal(map[string]any{"key": text + "!", "entity": text, "rule": "face.reached", "trigger": "2026-11-12", "reference": text,
			"filed_on": []any{nil, "2026-11-20"}[i%2], "receipt": []any{nil, text}[i%2], "cancelled": i%3 == 0, "layers": [][]string{nil, {"上海"}}[i/6]})
		require.NoError(t, err)
		w := asLi(t, s, "POST", "/v1/filings", string(body))
		if text == "\u3000全角" {
			require.Equal(t, 422, w.Code, "spaces around a text are refused")
			continue
		}
		require.Equal(t, 201, w.Code, "%s", w.Body)
	}
	enter(t, s, `{"key":"own","entity":"甲公司","rule":"in.house","trigger":"2026-11-12","own_rule":{
		"id":"in.house","title":{"zh":"内部“审查”","en":"a <b>, \"c\""},"event":{"zh":"立项"},"limit":{"n":5,"unit":"workdays","direction":"after"},"basis":{"law":"内部制度"},"authority":{"zh":"法务"}}}`)
	w := asLi(t, s, "GET", "/v1/filings.csv", "")
	require.Equal(t, 200, w.Code)
	assert.Equal(t, "text/csv; charset=utf-8", w.Header().Get("Content-Type"))
	assert.Equal(t, `attachment; filename="filings-2026-11-21.csv"`, w.Header().Get("Content-Disposition"))
	table := w.Body.String()
	assert.True(t, strings.HasPrefix(table, bom+"key,entity,rule,"))
	assert.NotContains(t, strings.ReplaceAll(table, "\r\n", ""), "\n")
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 13)
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell != "" && rows[0][i] != "to_safe_by" && rows[0][i] != "to_due" {
				assert.NotContains(t, "=+-@", cell[:1], "Excel computes it")
			}
		}
	}
	done := imports(t, s, "", table)
	assert.Equal(t, imported{Rows: 12, Unchanged: 12, Outcomes: []importedRow{}}, done)

	// the same in another register makes the same filings
	other := newTest(t)
	require.Equal(t, 200, asLi(t, other, "POST", "/v1/notices", layerText).Code)
	var without bytes.Buffer
	out := csv.NewWriter(&without)
	for _, row := range rows {
		require.NoError(t, out.Write(slices.Delete(row, 10, 11))) // there are no revisions yet
	}
	out.Flush()
	assert.Equal(t, 12, imports(t, other, "", without.String()).Entered)
	assert.Equal(t, given(t, s), given(t, other))
}

// given is what people have said of each filing.
func given(t testing.TB, s *service) (entries []register.Entry) {
	page := answerOf[filingsPageOf](t, asLi(t, s, "GET", "/v1/filings?limit=1000", ""))
	slices.SortFunc(page.Filings, func(a, b filingShown) int { return strings.Compare(a.Key, b.Key) })
	for _, f := range page.Filings {
		entries = append(entries, f.Entry)
	}
	return entries
}

// imports imports a table, which has no wrong row.
func imports(t testing.TB, s *service, query, table string) imported {
	t.Helper()
	w := asLi(t, s, "POST", "/v1/filings.csv"+query, table)
	require.Equal(t, 200, w.Code, "%s", w.Body)
	return answerOf[imported](t, w)
}

// Columns stand in any order, what is absent stays, what is empty is cleared.
func TestImport(t *testing.T) {
	s := newTest(t)
	done := imports(t, s, "", "trigger,rule,entity,key,reference\n2026/11/2,face.reached,甲公司,a,门禁\n2026-11-12T16:30:00Z,face.reached,甲公司,b,\n,,,,\n")
	assert.Equal(t, 2, done.Entered)
	require.Len(t, done.Outcomes, 2)
	assert.Equal(t, importedRow{Line: 2, Key: "a", What: "entered", Changed: done.Outcomes[0].Changed}, done.Outcomes[0])
	get := func(key string) filingShown {
		return answerOf[filingsPageOf](t, asLi(t, s, "GET", "/v1/filings?q="+key, "")).Filings[0]
	}
	assert.Equal(t, holidays.MustParseDate("2026-11-02"), get("a").Trigger, "Excel in China writes dates with slashes")
	assert.Equal(t, holidays.MustParseDate("2026-11-13"), get("b").Trigger, "an instant is read in Beijing")

	tried := imports(t, s, "?dry_run=1", "key,filed_on,receipt\na,2026/11/20,备案1号\n")
	assert.True(t, tried.DryRun)
	assert.Equal(t, 1, tried.Changed)
	assert.Equal(t, register.StatusOpen, get("a").Status, "a dry run changes nothing")
	done = imports(t, s, "", "key,filed_on,receipt\na,2026/11/20,备案1号\n")
	assert.Equal(t, tried.Outcomes, done.Outcomes)
	assert.Equal(t, []register.Difference{{Field: "status", Before: "open", After: "filed"}, {Field: "filed_on", After: "2026-11-20"}, {Field: "receipt", After: "备案1号"}}, done.Outcomes[0].Changed)
	assert.Equal(t, "门禁", get("a").Reference, "what is absent stays")
	imports(t, s, "", "key,reference,filed_on,receipt,cancelled\na,,,,TRUE\n")
	a := get("a")
	assert.Empty(t, a.Reference, "what is empty is cleared")
	assert.Equal(t, register.StatusCancelled, a.Status)
	done = imports(t, s, "", "key,due,status,cancelled\na,1999-01-01,filed,\n")
	assert.Equal(t, "reopened", done.Outcomes[0].What, "computed columns are passed over")

	// a row with a revision changes a filing of that revision only
	done = imports(t, s, "?dry_run=1", "key,revision,reference\na,1,x\nb,1,x\n")
	require.Equal(t, 1, done.Wrong)
	assert.Equal(t, "conflict revision", done.Outcomes[0].Problem.Code+" "+done.Outcomes[0].Problem.Field)
	assert.Contains(t, done.Outcomes[0].Problem.Detail, "revision 4")
	assert.Equal(t, "b", done.Outcomes[1].Key, "the wrong ones come first")

	assert.Contains(t, call(s.handler(), "GET", "/metrics", "").Body.String(), `cnworkday_table_rows_total{outcome="entered"} 2`)
}

// A table may have Chinese headings, dates as people write them, and the title of a rule where only one rule has it.
func TestChineseTable(t *testing.T) {
	s := newTest(t)
	titles := map[string]int{}
	for _, r := range deadline.Rules() {
		titles[r.Title.ZH]++
	}
	for title, id := range titled() {
		r, err := deadline.Lookup(id)
		require.NoError(t, err)
		assert.Contains(t, []string{r.Title.ZH, r.Title.EN}, title)
		assert.LessOrEqual(t, titles[title], 1, title)
	}
	require.Equal(t, 200, asLi(t, s, "POST", "/v1/notices", layerText).Code)
	for _, header := range []string{"编号,单位,规则,起算日,事项,区域安排,备案日期,备案编号,作废,版本", " 编号 ,单位,规则,事件日,事项,区域日历,办理日期,receipt,cancelled,revision"} {
		for i, day := range []string{"2026-11-02", "2026/11/2", "2026年11月2日", "2026.11.2", "2026-11-2"} {
			done := imports(t, s, "?dry_run=1", header+fmt.Sprintf("\nk%d,甲公司,人脸识别技术应用备案,%s,门禁,上海,2026年11月20日,京1,,\n", i, day))
			require.Equal(t, 1, done.Entered)
			var changed []string
			for _, d := range done.Outcomes[0].Changed {
				changed = append(changed, d.Field+" "+d.After)
			}
			assert.Subset(t, changed, []string{"entity 甲公司", "rule face.reached", "trigger 2026-11-02", "reference 门禁", "layers 上海", "filed_on 2026-11-20", "receipt 京1"})
		}
	}
	assert.Equal(t, "bad_csv", problemOf(t, asLi(t, s, "POST", "/v1/filings.csv", "编号,key\na,a\n")).Code, "one column twice")
}

// A row that is wrong is named, and nothing of the table is done.
func TestImportRefused(t *testing.T) {
	s := newTest(t)
	imports(t, s, "", "key,entity,rule,trigger\na,甲公司,face.reached,2026-11-12\n")
	w := asLi(t, s, "POST", "/v1/filings.csv", strings.Join([]string{
		"key,entity,rule,trigger,filed_on,cancelled,revision,own_rule",
		"a,乙公司,face.reached,2026-11-12,,,,",
		"b,乙公司,face.reached,2026-11-12,,,,",
		",乙公司,face.reached,2026-11-12,,,,",
		"c,乙公司,face.reached,3/11/2026,,,,",
		"d,乙公司,face.reached,2026-11-12,11/20/2026,,,",
		"e,乙公司,face.reached,2026-11-12,,yes,,",
		"f,乙公司,face.reached,2026-11-12,,,one,",
		"g,乙公司,face.reached,2026-11-12,,,,{}",
		"h,乙公司",
		"b,乙公司,face.reached,2026-11-12,,,,",
		"i,乙公司,face.reach,2026-11-12,,,,",
		`"j` + "\n" + `j",乙公司,face.reached,2026-11-12,,,,`,
		"k,,face.reached,2026-11-12,,,,",
		"l,乙公司,face.reached,2026-11-12,,,2,",
	}, "\r\n"))
	require.Equal(t, 422, w.Code)
	var refused refusedImport
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &refused))
	assert.Equal(t, "wrong_rows", refused.Code)
	assert.Equal(t, w.Header().Get("X-Request-Id"), refused.RequestID)
	assert.Equal(t, 14, refused.Rows)
	assert.Equal(t, 12, refused.Wrong)
	assert.Equal(t, 1, refused.Entered)
	assert.Equal(t, 1, refused.Changed)
	var got []string
	for _, o := range refused.Outcomes {
		if o.Problem != nil {
			got = append(got, fmt.Sprintf("%d %s %s", o.Line, o.Problem.Code, o.Problem.Field))
		}
	}
	assert.Equal(t, []string{
		"4 no_key key", "5 bad_date trigger", "6 bad_date filed_on", "7 bad_field cancelled", "8 bad_field revision", "9 bad_rule own_rule", "10 bad_csv ",
		"11 conflict key", "12 invalid rule", "13 invalid key", "15 invalid entity", "16 conflict revision",
	}, got)
	page := answerOf[filingsPageOf](t, asLi(t, s, "GET", "/v1/filings", ""))
	assert.Equal(t, 1, page.Total)
	assert.Equal(t, "甲公司", page.Filings[0].Entity)

	long := "key,entity\n" + strings.Repeat("x,x\n", csvRows+1)
	assert.Equal(t, "bad_csv", problemOf(t, asLi(t, s, "POST", "/v1/filings.csv", long)).Code)
	var many strings.Builder
	for i := range 1500 {
		fmt.Fprintf(&many, "k%d,甲公司\n", i)
	}
	done := imports(t, s, "?dry_run=1", "key,entity\n"+many.String())
	assert.Equal(t, 1500, done.Wrong)
	assert.Len(t, done.Outcomes, 1000)
}

// A table is read in the forms in which Excel saves it.
func TestTableForms(t *testing.T) {
	const table = "key,entity,rule,trigger,reference\r\na,甲公司,face.reached,2026-11-12,“门禁”㐀𠀀\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(table)
	require.NoError(t, err)
	for _, row := range []struct{ name, mime, table string }{
		{"UTF-8", "text/csv; charset=utf-8", table},
		{"UTF-8 with a byte order mark", "text/csv", bom + table},
		{"GB18030", "text/csv", gb},
		{"GB18030 that says so", "text/csv; charset=GBK", gb},
		{"semicolons", "text/csv", strings.ReplaceAll(table, ",", ";")},
		{"tabs", "text/csv", bom + strings.ReplaceAll(table, ",", "\t")},
		{"line feeds only", "text/csv", strings.ReplaceAll(table, "\r", "")},
		{"spaces around the names of columns", "text/csv", strings.Replace(table, "entity,rule", " entity, rule ", 1)},
		{"quotation marks", "text/csv", strings.ReplaceAll(table, "甲公司", `"甲公司"`)},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := newTest(t)
			w := asLi(t, s, "POST", "/v1/filings.csv", row.table, "Content-Type: "+row.mime)
			require.Equal(t, 200, w.Code, "%s", w.Body)
			assert.Equal(t, 1, answerOf[imported](t, w).Entered)
			f := answerOf[filingsPageOf](t, asLi(t, s, "GET", "/v1/filings", "")).Filings[0]
			assert.Equal(t, "甲公司", f.Entity)
			assert.Equal(t, "“门禁”㐀𠀀", f.Reference)
		})
	}
	const accents = "key,entity,rule,trigger\na,Café,face.reached,2026-11-12\n" // in GB18030 it is Caf茅
	s := newTest(t)
	assert.Equal(t, 422, asLi(t, s, "POST", "/v1/filings.csv", accents).Code)
	assert.Equal(t, 200, asLi(t, s, "POST", "/v1/filings.csv", accents, "Content-Type: text/csv; charset=utf-8").Code, "it says what it is")
}

// A table that the database does not finish is cut, not ended, so that half of it does not pass for the whole. A client that leaves
// is no fault.
func TestTableCutShort(t *testing.T) {
	s := newTest(t)
	imports(t, s, "", string(tableOf(2000)))
	h := s.handler()
	r := httptest.NewRequest("GET", "/v1/filings.csv", nil)
	r.Header.Set("Authorization", "Bearer "+secret)
	ctx, leave := context.WithCancel(t.Context())
	h.ServeHTTP(onWrite{httptest.NewRecorder(), leave}, r.WithContext(ctx))
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() {
		h.ServeHTTP(onWrite{httptest.NewRecorder(), func() { s.record.register.Close() }}, r)
	})
	assert.Equal(t, 500, problemOf(t, asLi(t, s, "GET", "/v1/filings.csv", "")).Status, "where nothing is written yet, it is a problem")
}

// onWrite does something when an answer is written.
type onWrite struct {
	*httptest.ResponseRecorder
	do func()
}

func (w onWrite) Write(b []byte) (int, error) {
	w.do()
	return w.ResponseRecorder.Write(b)
}
