package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// layerText is a layer of one day off.
const layerText = `layer  上海
off    2026-12-01 Tue 1 试验
`

// asLi asks as somebody who has a token. A body is JSON, or CSV for a table.
func asLi(t testing.TB, s *service, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	kind := "application/json"
	switch {
	case strings.HasPrefix(target, "/v1/filings.csv"):
		kind = "text/csv"
	case strings.HasPrefix(target, "/v1/notices"):
		kind = "text/plain"
	case method == "GET":
		return call(s.handler(), method, target, body, append(headers, "Authorization: Bearer "+secret)...)
	}
	return call(s.handler(), method, target, body, append([]string{"Authorization: Bearer " + secret, "Content-Type: " + kind}, headers...)...)
}

// enter enters a filing.
func enter(t testing.TB, s *service, body string) filingShown {
	t.Helper()
	w := asLi(t, s, "POST", "/v1/filings", body)
	require.Contains(t, []int{200, 201}, w.Code, "%s", w.Body)
	return answerOf[filingShown](t, w)
}

func answerOf[T any](t testing.TB, w *httptest.ResponseRecorder) (v T) {
	t.Helper()
	require.Equal(t, "application/json", w.Header().Get("Content-Type"), "%s", w.Body)
	require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &v), "%s", w.Body)
	return v
}

// A filingsPageOf is an answer of GET /v1/filings.
type filingsPageOf struct {
	Today, Settled holidays.Date
	Calendar, Next string
	Total          int
	Filings        []filingShown
}

func keysOf(p filingsPageOf) string {
	var keys []string
	for _, f := range p.Filings {
		keys = append(keys, f.Key)
	}
	return strings.Join(keys, " ")
}

// A filing is entered once, by its key, whatever way its trigger is written.
func TestPostFilings(t *testing.T) {
	s := newTest(t)
	s.base = "/due"
	const body = `{"key":"a","entity":"甲公司","rule":"face.reached","trigger":"2026-11-12","reference":"门禁"}`
	w := asLi(t, s, "POST", "/v1/filings", body)
	require.Equal(t, 201, w.Code, "%s", w.Body)
	assert.Equal(t, "/due/v1/filings/1", w.Header().Get("Location"))
	assert.Equal(t, `"1"`, w.Header().Get("Etag"))
	f := answerOf[filingShown](t, w)
	assert.Equal(t, holidays.MustParseDate("2026-12-24"), f.Answer.Due)
	assert.Equal(t, deadline.Open, f.Standing.State)
	assert.Nil(t, f.Late, "it is not filed")

	w = asLi(t, s, "POST", "/v1/filings", strings.Replace(body, "2026-11-12", "2026-11-11T16:30:00Z", 1))
	assert.Equal(t, 200, w.Code, "the same instant in Beijing")
	assert.Equal(t, f, answerOf[filingShown](t, w))
	assert.Empty(t, w.Header().Get("Location"))
	w = asLi(t, s, "POST", "/v1/filings", strings.Replace(body, "门禁", "考勤", 1))
	assert.Equal(t, 409, problemOf(t, w).Status)

	made := enter(t, s, `{"entity":"甲公司","rule":"face.reached","trigger":"2026-11-12"}`)
	assert.NotEmpty(t, made.Key)
	late := enter(t, s, `{"key":"late","entity":"甲公司","rule":"face.reached","trigger":"2025-06-03","filed_on":"2025-07-16","receipt":"备案1号"}`)
	assert.Equal(t, register.StatusFiled, late.Status)
	assert.True(t, *late.Late)
	assert.Nil(t, late.Standing)

	own := enter(t, s, `{"key":"own","entity":"甲公司","rule":"in.house","trigger":"2026-11-12","own_rule":{
		"id":"in.house","title":{"zh":"内部审查"},"event":{"zh":"立项"},"limit":{"n":5,"unit":"workdays","direction":"after"},"basis":{"law":"内部制度"},"authority":{"zh":"法务"}}}`)
	assert.Equal(t, holidays.MustParseDate("2026-11-19"), own.Answer.Due)
	assert.Equal(t, deadline.Overdue, own.Standing.State)
}

// A filing with everything that is known of it, changed field by field.
func TestPatchFiling(t *testing.T) {
	s := newTest(t)
	f := enter(t, s, `{"key":"a","entity":"甲公司","rule":"face.reached","trigger":"2026-11-12","reference":"门禁"}`)
	target := fmt.Sprintf("/v1/filings/%d", f.ID)
	w := asLi(t, s, "PATCH", target, `{"filed_on":"2026-11-20","receipt":"备案1号"}`, `If-Match: W/"1"`)
	require.Equal(t, 200, w.Code, "%s", w.Body)
	assert.Equal(t, `"2"`, w.Header().Get("Etag"))
	filed := answerOf[filingShown](t, w)
	assert.Equal(t, "备案1号", filed.Receipt)
	assert.False(t, *filed.Late)
	for _, match := range []string{`"1"`, `2`, `"1", "3"`} {
		p := problemOf(t, asLi(t, s, "PATCH", target, `{"receipt":"another"}`, "If-Match: "+match))
		assert.Equal(t, "stale", p.Code, match)
		assert.Equal(t, 412, p.Status, match)
	}
	for _, match := range []string{`"1", "2"`, `*`} {
		w = asLi(t, s, "PATCH", target, `{"reference":"门禁"}`, "If-Match: "+match)
		assert.Equal(t, `"2"`, w.Header().Get("Etag"), "what changes nothing makes no revision")
	}
	reopened := answerOf[filingShown](t, asLi(t, s, "PATCH", target, `{"filed_on":null,"receipt":null,"reference":null}`))
	assert.Equal(t, register.StatusOpen, reopened.Status)
	assert.Empty(t, reopened.Reference)
	cancelled := answerOf[filingShown](t, asLi(t, s, "PATCH", target, `{"cancelled":true}`))
	assert.Equal(t, register.StatusCancelled, cancelled.Status)
	assert.Nil(t, cancelled.Standing)

	whole := answerOf[struct {
		filingShown
		Result  deadline.Result
		History []register.Change
	}](t, asLi(t, s, "GET", target, ""))
	assert.Equal(t, cancelled, whole.filingShown)
	want, err := deadline.Compute(deadline.FaceReached(), f.Trigger, holidays.China())
	require.NoError(t, err)
	assert.Equal(t, want, whole.Result, "the library's, whole")
	var what []string
	for _, change := range whole.History {
		what = append(what, change.What+" by "+change.By)
	}
	assert.Equal(t, []string{"entered by li", "filed by li", "reopened by li", "cancelled by li"}, what)

	// a merge patch goes into a rule of one's own
	own := enter(t, s, `{"key":"own","entity":"甲公司","rule":"in.house","trigger":"2026-11-12","own_rule":{
		"id":"in.house","title":{"zh":"内部审查"},"event":{"zh":"立项"},"limit":{"n":5,"unit":"workdays","direction":"after"},"basis":{"law":"内部制度"},"authority":{"zh":"法务"}}}`)
	w = asLi(t, s, "PATCH", fmt.Sprintf("/v1/filings/%d", own.ID), `{"own_rule":{"limit":{"n":6},"title":{"en":"review"}}}`)
	longer := answerOf[filingShown](t, w)
	assert.Equal(t, deadline.Text{ZH: "内部审查", EN: "review"}, longer.OwnRule.Title)
	assert.Equal(t, holidays.MustParseDate("2026-11-20"), longer.Answer.Due)
	p := problemOf(t, asLi(t, s, "PATCH", fmt.Sprintf("/v1/filings/%d", own.ID), `{"own_rule":{"limit":null}}`))
	assert.Equal(t, "own_rule", p.Parameter)
}

// Of several who change one revision at once, one does. Of several who enter one filing at once, each gets the same.
func TestFilingsAtOnce(t *testing.T) {
	s := newTest(t)
	h := s.handler() // one for all
	const n = 8
	var wait sync.WaitGroup
	at := func(ask func(i int) *httptest.ResponseRecorder) map[int]int {
		codes := make([]int, n)
		for i := range n {
			wait.Go(func() { codes[i] = ask(i).Code })
		}
		wait.Wait()
		count := map[int]int{}
		for _, code := range codes {
			count[code]++
		}
		return count
	}
	assert.Equal(t, map[int]int{201: 1, 200: n - 1}, at(func(int) *httptest.ResponseRecorder {
		return call(h, "POST", "/v1/filings", `{"key":"a","entity":"甲公司","rule":"face.reached","trigger":"2026-11-12"}`,
			"Authorization: Bearer "+secret, "Content-Type: application/json")
	}))
	assert.Equal(t, map[int]int{200: 1, 412: n - 1}, at(func(i int) *httptest.ResponseRecorder {
		return call(h, "PATCH", "/v1/filings/1", fmt.Sprintf(`{"reference":"%d"}`, i),
			"Authorization: Bearer "+secret, "Content-Type: application/json", `If-Match: "1"`)
	}))
	page := answerOf[filingsPageOf](t, asLi(t, s, "GET", "/v1/filings", ""))
	assert.Equal(t, 1, page.Total)
	assert.Equal(t, 2, page.Filings[0].Revision)
}

// The list is in order of due date, filtered, and read page by page.
func TestGetFilings(t *testing.T) {
	s := newTest(t) // on Saturday 2026-11-21
	require.Equal(t, 200, asLi(t, s, "POST", "/v1/notices", layerText).Code)
	for _, body := range []string{
		`{"key":"filed","entity":"甲公司","rule":"face.reached","trigger":"2025-06-03","filed_on":"2025-07-01"}`,
		`{"key":"overdue","entity":"甲公司","rule":"face.reached","trigger":"2026-09-01"}`,
		`{"key":"safe","entity":"乙公司","rule":"face.reached","trigger":"2026-11-12","reference":"考勤 100%"}`,
		`{"key":"layered","entity":"乙公司","rule":"face.reached","trigger":"2026-11-12","layers":["上海"]}`,
		`{"key":"gone","entity":"丙公司","rule":"scc.effective","trigger":"2026-11-20","cancelled":true}`,
		`{"key":"far","entity":"丙公司","rule":"face.reached","trigger":"2026-12-30"}`,
	} {
		enter(t, s, body)
	}
	all := answerOf[filingsPageOf](t, asLi(t, s, "GET", "/v1/filings", ""))
	assert.Equal(t, holidays.MustParseDate("2026-11-21"), all.Today)
	assert.Equal(t, s.record.calendar().ID(), all.Calendar)
	assert.Equal(t, 6, all.Total)
	assert.Equal(t, "filed overdue gone safe layered far", keysOf(all))
	assert.Empty(t, all.Next)
	for _, row := range []struct{ name, query, want string }{
		{"open", "status=open", "overdue safe layered far"},
		{"of two states", "status=filed,overdue", "filed overdue"},
		{"in time", "status=in_time", "safe layered"},
		{"not open yet", "status=not_open", "far"},
		{"cancelled", "status=cancelled", "gone"},
		{"of an entity", "entity=乙公司", "safe layered"},
		{"of a part of its name", "entity=乙", ""},
		{"of a rule", "rule=scc.effective", "gone"},
		{"by a word of the reference", "q=考勤", "safe"},
		{"by a percent sign", "q=%25", "safe"},
		{"by a key in capitals", "q=LAYER", "layered"},
		{"provisional", "provisional=1", "layered far"},
		{"due within the days to it, by the calendar of each", "due_within=24&status=open", "overdue safe layered"},
		{"due within a day less", "due_within=23", "overdue"},
		{"due within none", "due_within=0", "overdue"},
		{"from another day", "today=2026-12-24&status=due_today", "safe"},
		{"and by the layer's calendar a day later", "today=2026-12-24&status=past_safe", "layered"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := answerOf[filingsPageOf](t, asLi(t, s, "GET", "/v1/filings?"+row.query, ""))
			assert.Equal(t, row.want, keysOf(got))
			assert.Equal(t, len(got.Filings), got.Total)
		})
	}

	// page by page it is the same list, and each page says how many there are in all
	for limit := 1; limit <= 7; limit++ {
		var keys []string
		after := ""
		for {
			page := answerOf[filingsPageOf](t, asLi(t, s, "GET", fmt.Sprintf("/v1/filings?limit=%d&after=%s", limit, after), ""))
			assert.Equal(t, 6, page.Total)
			keys = append(keys, keysOf(page))
			if after = page.Next; after == "" {
				break
			}
			assert.Len(t, page.Filings, limit)
		}
		assert.Equal(t, keysOf(all), strings.Join(keys, " "), limit)
	}

	// a layer that is withdrawn leaves its filings their last answer, and says so
	require.Equal(t, 200, asLi(t, s, "DELETE", "/v1/notices/1", "").Code)
	layered := answerOf[filingsPageOf](t, asLi(t, s, "GET", "/v1/filings?q=layered", "")).Filings[0]
	assert.Contains(t, layered.Answer.Problem, "上海")
	assert.True(t, layered.Standing.Provisional)
	assert.Equal(t, deadline.Open, layered.Standing.State)
}

// What is wrong with a filing, or with a question about filings, is told, and changes nothing.
func TestFilingProblems(t *testing.T) {
	s := newTest(t)
	enter(t, s, `{"key":"a","entity":"甲公司","rule":"face.reached","trigger":"2026-11-12"}`)
	before := asLi(t, s, "GET", "/v1/filings.csv", "").Body.String()
	entry := func(more string) string {
		return `{"key":"b","entity":"甲公司","rule":"face.reached","trigger":"2026-11-12"` + more + `}`
	}
	for _, row := range []struct {
		name, method, target, body, header string
		status                             int
		code, parameter, says              string
	}{
		{"an unknown parameter", "GET", "/v1/filings?state=open", "", "", 400, "bad_query", "", "status"},
		{"an unknown status", "GET", "/v1/filings?status=open,late", "", "", 400, "bad_query", "status", "past_safe"},
		{"a cursor without its ID", "GET", "/v1/filings?after=2027-01-15", "", "", 400, "bad_query", "after", "2027-01-15.42"},
		{"a cursor on no day", "GET", "/v1/filings?after=2027-02-30.42", "", "", 400, "bad_query", "after", "2027-02-30"},
		{"a cursor before all", "GET", "/v1/filings?after=2027-01-15.0", "", "", 400, "bad_query", "after", "next"},
		{"no limit", "GET", "/v1/filings?limit=0", "", "", 400, "bad_query", "limit", "1000"},
		{"too high a limit", "GET", "/v1/filings?limit=1001", "", "", 400, "bad_query", "limit", "1000"},
		{"due within less than nothing", "GET", "/v1/filings?due_within=-1", "", "", 400, "bad_query", "due_within", "0 or more"},
		{"due within a word", "GET", "/v1/filings?due_within=soon", "", "", 400, "bad_query", "due_within", "working days"},
		{"due within all of time", "GET", "/v1/filings?due_within=99999", "", "", 422, "invalid", "due_within", ""},
		{"maybe provisional", "GET", "/v1/filings?provisional=maybe", "", "", 400, "bad_query", "provisional", "1"},
		{"today with slashes", "GET", "/v1/filings?today=2026/11/21", "", "", 400, "bad_date", "today", "2026-11-21"},
		{"today far away", "GET", "/v1/filings?today=9999-12-31", "", "", 422, "out_of_range", "", "9999"},
		{"too long a name", "GET", "/v1/filings?entity=" + strings.Repeat("x", 801), "", "", 400, "bad_query", "entity", "800"},
		{"not UTF-8, for an entity", "GET", "/v1/filings?entity=%ff", "", "", 400, "bad_query", "entity", "UTF-8"},
		{"NUL, for a word", "GET", "/v1/filings?q=a%00", "", "", 400, "bad_query", "q", "UTF-8"},
		{"NUL in a key", "POST", "/v1/filings", `{"key":"a\u0000","entity":"甲公司","rule":"face.reached","trigger":"2026-11-12"}`, "", 422, "invalid", "key", "printable"},
		{"a page of a table", "GET", "/v1/filings.csv?limit=5", "", "", 400, "bad_query", "", "limit"},
		{"a table of an unknown status", "GET", "/v1/filings.csv?status=late", "", "", 400, "bad_query", "status", "late"},
		{"a table from far away", "GET", "/v1/filings.csv?today=9999-12-31", "", "", 422, "out_of_range", "", "9999"},
		{"no such filing", "GET", "/v1/filings/2", "", "", 404, "not_found", "id", "2"},
		{"no ID", "GET", "/v1/filings/a", "", "", 404, "not_found", "", "number"},
		{"a filing from far away", "GET", "/v1/filings/1?today=9999-12-31", "", "", 422, "out_of_range", "", "9999"},
		{"another method", "DELETE", "/v1/filings/1", "", "", 405, "method", "", "PATCH"},

		{"no JSON", "POST", "/v1/filings", "entity=x", "", 400, "bad_json", "", "object"},
		{"null", "POST", "/v1/filings", "null", "", 400, "bad_json", "", "object"},
		{"an array", "POST", "/v1/filings", "[]", "", 400, "bad_json", "", "object"},
		{"two objects", "POST", "/v1/filings", entry("") + entry(""), "", 400, "bad_json", "", "object"},
		{"not UTF-8", "POST", "/v1/filings", entry(`,"reference":"` + "\xff" + `"`), "", 400, "bad_json", "", "UTF-8"},
		{"an unknown field", "POST", "/v1/filings", entry(`,"refrence":"x"`), "", 400, "bad_field", "", "refrence"},
		{"a field in capitals", "POST", "/v1/filings", entry(`,"Reference":"x"`), "", 400, "bad_field", "", "Reference"},
		{"a computed field", "POST", "/v1/filings", entry(`,"status":"filed"`), "", 400, "bad_field", "", "status"},
		{"a field twice", "POST", "/v1/filings", entry(`,"entity":"乙公司"`), "", 400, "bad_json", "", "entity"},
		{"a field twice inside", "POST", "/v1/filings", entry(`,"own_rule":{"id":"x","id":"y"}`), "", 400, "bad_json", "", "id"},
		{"a key of another kind", "POST", "/v1/filings", `{"key":1}`, "", 400, "bad_json", "key", "text"},
		{"a number for a name", "POST", "/v1/filings", entry(`,"reference":1`), "", 400, "bad_json", "reference", "text"},
		{"a text for an array", "POST", "/v1/filings", entry(`,"layers":"上海"`), "", 400, "bad_json", "layers", "array"},
		{"a text for a truth", "POST", "/v1/filings", entry(`,"cancelled":"yes"`), "", 400, "bad_json", "cancelled", "true"},
		{"a rule that is none", "POST", "/v1/filings", entry(`,"own_rule":{"id":"x"}`), "", 422, "bad_rule", "own_rule", ""},
		{"a rule that is a text", "POST", "/v1/filings", entry(`,"own_rule":"x"`), "", 422, "bad_rule", "own_rule", ""},
		{"slashes", "POST", "/v1/filings", entry(`,"filed_on":"2026/11/1"`), "", 400, "bad_date", "filed_on", "2026/11/1"},
		{"a day to come", "POST", "/v1/filings", entry(`,"filed_on":"2026-11-22"`), "", 422, "invalid", "filed_on", "2026-11-21"},
		{"an unknown layer", "POST", "/v1/filings", entry(`,"layers":["上海"]`), "", 422, "invalid", "layers", "上海"},
		{"an unknown rule", "POST", "/v1/filings", `{"entity":"甲公司","rule":"face.reach","trigger":"2026-11-12"}`, "", 422, "invalid", "rule", "face.reach"},
		{"an instant without its zone", "POST", "/v1/filings", `{"entity":"甲公司","rule":"face.reached","trigger":"2026-11-12T00:00:00"}`, "", 400, "bad_date", "trigger", "zone"},
		{"no entity", "POST", "/v1/filings", `{"rule":"face.reached","trigger":"2026-11-12"}`, "", 422, "invalid", "entity", "entity"},
		{"before the rule", "POST", "/v1/filings", `{"entity":"甲公司","rule":"face.changed","trigger":"2025-05-31"}`, "", 422, "invalid", "trigger", "2025-06-01"},
		{"another filing's key", "POST", "/v1/filings", strings.Replace(entry(`,"reference":"x"`), `"b"`, `"a"`, 1), "", 409, "conflict", "key", "differs"},
		{"too much", "POST", "/v1/filings", entry(`,"reference":"` + strings.Repeat("x", 64<<10) + `"`), "", 413, "too_large", "", "65536"},
		{"another type", "POST", "/v1/filings", entry(""), "Content-Type: text/csv", 415, "type", "", "application/json"},
		{"a parameter", "POST", "/v1/filings?dry_run=1", entry(""), "", 400, "bad_query", "", "dry_run"},

		{"a patch of nothing", "PATCH", "/v1/filings/2", "{}", "", 404, "not_found", "id", "2"},
		{"a patch of the key", "PATCH", "/v1/filings/1", `{"key":"b"}`, "", 400, "bad_field", "", "key"},
		{"a patch that clears too much", "PATCH", "/v1/filings/1", `{"trigger":null}`, "", 422, "invalid", "trigger", "trigger"},
		{"a receipt of no filing", "PATCH", "/v1/filings/1", `{"receipt":"x"}`, "", 422, "invalid", "receipt", "filed_on"},
		{"a patch in another format", "PATCH", "/v1/filings/1", `[]`, "Content-Type: application/json-patch+json", 415, "type", "", "merge-patch"},
		{"a stale patch", "PATCH", "/v1/filings/1", `{"reference":"x"}`, `If-Match: "7"`, 412, "stale", "", `"1"`},

		{"an empty table", "POST", "/v1/filings.csv", "", "", 422, "bad_csv", "", "empty"},
		{"a table without key", "POST", "/v1/filings.csv", "entity,rule\nx,y\n", "", 422, "bad_csv", "", "key"},
		{"an unknown column", "POST", "/v1/filings.csv", "key,entity,owner\n", "", 422, "bad_csv", "", "owner"},
		{"a column twice", "POST", "/v1/filings.csv", "key,entity,entity\n", "", 422, "bad_csv", "", "twice"},
		{"a quotation mark that never ends", "POST", "/v1/filings.csv", "key,entity\na,\"x\n", "", 422, "bad_csv", "", "line 2"},
		{"UTF-8 or GB18030", "POST", "/v1/filings.csv", "key,entity\na,\xcd\xa8\xd4\xb4\n", "", 422, "bad_csv", "", "byte order mark"},
		{"a line without end", "POST", "/v1/filings.csv", "key,entity\n" + strings.Repeat(",", 300_000), "", 422, "bad_csv", "", "262144"},
		{"neither UTF-8 nor GB18030", "POST", "/v1/filings.csv", "\xff\xfek\x00e\x00y\x00", "", 422, "bad_csv", "", "GB18030"},
		{"rows that are wrong", "POST", "/v1/filings.csv", "key,entity\na,乙公司\nb,乙公司\n", "", 422, "wrong_rows", "", "1 of 2"},
		{"a table of another type", "POST", "/v1/filings.csv", "key\n", "Content-Type: application/json", 415, "type", "", "text/csv"},
		{"maybe a dry run", "POST", "/v1/filings.csv?dry_run=maybe", "key\n", "", 400, "bad_query", "dry_run", "1"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var headers []string
			if row.header != "" {
				headers = append(headers, row.header)
			}
			p := problemOf(t, asLi(t, s, row.method, row.target, row.body, headers...))
			assert.Equal(t, row.status, p.Status, p.Detail)
			assert.Equal(t, row.code, p.Code)
			assert.Equal(t, row.parameter, p.Parameter)
			assert.Contains(t, p.Detail, row.says)
		})
	}
	assert.Equal(t, before, asLi(t, s, "GET", "/v1/filings.csv", "").Body.String())

	// each of them wants a token, and a register
	for _, ask := range []string{"GET /v1/filings", "POST /v1/filings", "GET /v1/filings/1", "PATCH /v1/filings/1", "GET /v1/filings.csv", "POST /v1/filings.csv"} {
		method, target, _ := strings.Cut(ask, " ")
		assert.Equal(t, 401, problemOf(t, call(s.handler(), method, target, "")).Status, ask)
	}
	s.record.register = nil
	for _, ask := range []string{"GET /v1/filings", "POST /v1/filings", "GET /v1/filings/1", "PATCH /v1/filings/1", "GET /v1/filings.csv", "POST /v1/filings.csv"} {
		method, target, _ := strings.Cut(ask, " ")
		assert.Equal(t, 403, problemOf(t, asLi(t, s, method, target, "")).Status, ask)
	}
}
