package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	ical "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

const secret = "open sesame"

// newTest returns a service as on 21 November 2026, when the notice for 2027 is not on record.
func newTest(t testing.TB) *service {
	t.Helper()
	r, err := newRecord("")
	require.NoError(t, err)
	tokens, err := parseTokens("li:" + secret + ",wang:another")
	require.NoError(t, err)
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	require.NoError(t, r.keep(context.Background(), filepath.Join(t.TempDir(), "register.db"), log))
	filings := r.register
	t.Cleanup(func() { filings.Close() })
	s := newService(r, tokens, log)
	s.today = func() holidays.Date { return holidays.MustParseDate("2026-11-21") }
	filings.Today = s.today
	t.Cleanup(func() {
		for _, fault := range apiDocument().found() {
			t.Error("not as openapi.json has it: ", fault)
		}
	})
	return s
}

// call asks a handler, and compares its answer with the document; headers are "Name: value".
func call(h http.Handler, method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://service.test", strings.NewReader(body))
	path, query, _ := strings.Cut(target, "?")
	r.URL.Path, r.URL.RawQuery = path, query
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	again := r.Clone(r.Context()) // the body of r is read
	again.Body = io.NopCloser(strings.NewReader(body))
	apiDocument().check(again, w)
	return w
}

// problemOf checks that an answer is a problem, and returns it.
func problemOf(t testing.TB, w *httptest.ResponseRecorder) problem {
	t.Helper()
	var p problem
	require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"), "%d %s", w.Code, w.Body)
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &p))
	assert.Equal(t, w.Code, p.Status)
	assert.NotEmpty(t, p.Detail)
	assert.NotEmpty(t, p.Code)
	assert.Equal(t, w.Header().Get("X-Request-Id"), p.RequestID)
	assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	return p
}

// The answer is the library's, whole.
func TestDue(t *testing.T) {
	h := newTest(t).handler()
	for range 2 { // computed, then from the shelf
		w := call(h, "GET", "/v1/due?rule=face.reached&trigger=2025-06-03", "")
		require.Equal(t, 200, w.Code, w.Body)
		var got deadline.Result
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &got))
		want, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	w := call(h, "GET", "/v1/due?rule=face.reached&trigger=2025-06-03T17:00:00Z&today=2025-07-01", "")
	var got struct {
		Due      string
		Standing deadline.Standing
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &got))
	assert.Equal(t, "2025-07-16", got.Due, "an instant is read in Beijing")
	assert.Equal(t, deadline.Open, got.Standing.State)
	assert.Equal(t, 11, got.Standing.ToDue)
}

// Final answers may be kept for a while, provisional ones never; and a provisional one says so wherever it is shown.
func TestCaching(t *testing.T) {
	h := newTest(t).handler()
	for _, row := range []struct {
		name, target string
		final        bool
		says         string
	}{
		{"final", "/v1/due?rule=face.reached&trigger=2025-06-03", true, `"provisional":false`},
		{"provisional", "/v1/due?rule=face.reached&trigger=2026-12-01", false, `"provisional":true`},
		{"as of the day before", "/v1/due?rule=face.reached&trigger=2025-12-01&as_of=2025-11-03", false, `"provisional":true`},
		{"looked at from beyond the notices", "/v1/due?rule=face.reached&trigger=2026-09-01&today=2027-03-01", false, `"provisional":true}`},
		{"a calendar file", "/v1/due.ics?rule=face.reached&trigger=2025-06-03", true, "STATUS:CONFIRMED"},
		{"a provisional file", "/v1/due.ics?rule=face.reached&trigger=2026-12-01", false, "SUMMARY:PROVISIONAL"},
		{"a final day with provisional alarms", "/v1/due.ics?rule=export.validity&trigger=2024-05-31", false, "The alarms are provisional"},
		{"a provisional file in Chinese", "/v1/due.ics?rule=face.reached&trigger=2026-12-01&lang=zh", false, "SUMMARY:暂定"},
		{"a year", "/v1/calendar/2025", true, `"provisional":false`},
		{"a year that ends unsettled", "/v1/calendar/2026", false, `"estimated_from":"2026-12-25"`},
		{"rules", "/v1/rules", true, "face.reached"},
		{"the style", "/page.css", true, "prefers-color-scheme"},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := call(h, "GET", row.target, "")
			require.Equal(t, 200, w.Code, w.Body)
			assert.Contains(t, strings.ReplaceAll(w.Body.String(), "\r\n ", ""), row.says)
			tag := w.Header().Get("Etag")
			if !row.final {
				assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
				assert.Empty(t, tag)
				return
			}
			assert.Contains(t, w.Header().Get("Cache-Control"), "max-age")
			require.NotEmpty(t, tag)
			for _, match := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
				again := call(h, "GET", row.target, "", "If-None-Match: "+match)
				assert.Equal(t, http.StatusNotModified, again.Code, match)
				assert.Zero(t, again.Body.Len())
			}
			assert.Equal(t, 200, call(h, "GET", row.target, "", `If-None-Match: "other"`).Code)
		})
	}
	for _, target := range []string{"/?rule=face.reached&trigger=2026-12-01", "/calendar/2026", "/calendar/2027"} {
		w := call(h, "GET", target, "")
		assert.Equal(t, "no-store", w.Header().Get("Cache-Control"), target)
		assert.Contains(t, w.Body.String(), "PROVISIONAL", target)
	}
}

// Bad input is told what is wrong.
func TestProblems(t *testing.T) {
	h := newTest(t).handler()
	for _, row := range []struct {
		name, method, target, body, header string
		status                             int
		code, says                         string
	}{
		{"no rule", "GET", "/v1/due?trigger=2025-06-03", "", "", 400, "no_rule", "face.reached"},
		{"unknown rule", "GET", "/v1/due?rule=face.reach&trigger=2025-06-03", "", "", 400, "unknown_rule", "/v1/rules"},
		{"no trigger", "GET", "/v1/due?rule=face.reached", "", "", 400, "bad_date", "trigger"},
		{"slashes", "GET", "/v1/due?rule=face.reached&trigger=2025/6/3", "", "", 400, "bad_date", "2025-06-03"},
		{"no such day", "GET", "/v1/due?rule=face.reached&trigger=2025-02-30", "", "", 400, "bad_date", "no such day"},
		{"an instant without its zone", "GET", "/v1/due?rule=face.reached&trigger=2025-06-03T17:00:00", "", "", 400, "bad_date", "+08:00"},
		{"an instant before all", "GET", "/v1/due?rule=face.reached&trigger=0001-01-01T00:00:00Z", "", "", 400, "bad_date", "trigger"},
		{"before the rule", "GET", "/v1/due?rule=face.changed&trigger=2025-05-31", "", "", 422, "not_in_force", "2025-06-01"},
		{"beyond the calendar", "GET", "/v1/due?rule=face.reached&trigger=2036-12-30", "", "", 422, "out_of_range", "2036"},
		{"as of nothing", "GET", "/v1/due?rule=face.reached&trigger=2025-06-03&as_of=x", "", "", 400, "bad_date", "as_of"},
		{"today far away", "GET", "/v1/due?rule=face.reached&trigger=2025-06-03&today=9999-12-31", "", "", 422, "out_of_range", "9999"},
		{"misspelt", "GET", "/v1/due?rule=face.reached&triger=2025-06-03", "", "", 400, "bad_query", "triger"},
		{"twice", "GET", "/v1/due?rule=face.reached&trigger=2025-06-03&trigger=2025-06-04", "", "", 400, "bad_query", "once"},
		{"long", "GET", "/v1/due?rule=face.reached&trigger=" + strings.Repeat("2", 5000), "", "", 400, "bad_query", "at most 100"},
		{"badly encoded", "GET", "/v1/due?rule=%zz", "", "", 400, "bad_query", "percent"},
		{"semicolons", "GET", "/v1/due?rule=face.reached;trigger=2025-06-03", "", "", 400, "bad_query", "&"},
		{"another language", "GET", "/v1/due.ics?rule=face.reached&trigger=2025-06-03&lang=de", "", "", 400, "bad_lang", "zh"},
		{"not UTF-8", "GET", "/v1/due?rule=%ff%fe&trigger=2025-06-03", "", "", 400, "unknown_rule", `\xff`},
		{"method", "DELETE", "/v1/due", "", "", 405, "method", "GET, POST, HEAD"},
		{"an invented method", "BREW", "/v1/rules", "", "", 405, "method", "GET"},
		{"no such path", "GET", "/v2/due", "", "", 404, "not_found", "openapi"},
		{"a year of letters", "GET", "/v1/calendar/next", "", "", 400, "bad_year", "2026"},
		{"a year too far", "GET", "/v1/calendar/2037", "", "", 422, "out_of_range", "2036"},
		{"a year too early", "GET", "/v1/calendar/0001", "", "", 422, "out_of_range", "2004"},
		{"a file from today", "GET", "/v1/due.ics?rule=face.reached&trigger=2025-06-03&today=2025-06-04", "", "", 400, "bad_query", "today"},
		{"a batch of another type", "POST", "/v1/due", "{}", "Content-Type: text/csv", 415, "type", "application/x-ndjson"},
		{"a batch in another charset", "POST", "/v1/due", "{}", "Content-Type: application/x-ndjson; charset=gbk", 415, "charset", "utf-8"},
		{"a compressed batch", "POST", "/v1/due", "{}", "Content-Encoding: gzip", 415, "encoding", "none"},
		{"a batch as of nothing", "POST", "/v1/due?as_of=x", "{}", "", 400, "bad_date", "as_of"},
		{"no token", "POST", "/v1/notices", "x", "", 401, "token", "Bearer"},
		{"another token", "POST", "/v1/notices", "x", "Authorization: Bearer open", 401, "token", "Bearer"},
		{"rules by a filter", "GET", "/v1/rules?id=x", "", "", 400, "bad_query", "id"},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := call(h, row.method, row.target, row.body, row.header)
			p := problemOf(t, w)
			assert.Equal(t, row.status, w.Code)
			assert.Equal(t, row.code, p.Code)
			assert.Contains(t, p.Detail, row.says)
			if row.status == 405 {
				assert.NotEmpty(t, w.Header().Get("Allow"))
			}
		})
	}
}

// A batch: a line out for each line in, in order, bad ones in their place.
func TestBatch(t *testing.T) {
	h := newTest(t).handler()
	long := `{"rule":"face.reached","trigger":"` + strings.Repeat("2", 100_000) + `"}`
	w := call(h, "POST", "/v1/due", strings.Join([]string{
		`{"rule":"face.reached","trigger":"2025-06-03"}`, ``, `bad`, `{"rule":"face.reached","trigger":"2026-12-01"}`, long,
		`{"rule":"x","trigger":"2025-06-03"}`, `{"rule":"face.reached","triger":"2025-06-03"}`, `{} {}`, `null`, "\xff\xfe",
		`{"rule":"export.reapply","trigger":"2026-06-01"}`, `{"rule":"face.draft2023","trigger":"2025-06-03"}`,
	}, "\n"), "Content-Type: application/x-ndjson; charset=utf-8")
	require.Equal(t, 200, w.Code)
	lines := strings.Split(strings.TrimSuffix(w.Body.String(), "\n"), "\n")
	want := []string{
		`{"line":1,"rule":"face.reached","status":"in_force","trigger":"2025-06-03","opens":"2025-06-03","due":"2025-07-15","overdue_from":"2025-07-16T00:00:00+08:00","safe_by":"2025-07-14","final":true,"provisional":false,`,
		`{"line":3,"problem":{`, `"estimated_from":"2026-12-25","final":false,"provisional":true,`, `"code":"line_too_long"`, `"code":"unknown_rule"`,
		`unknown field`, `one object a line`, `"code":"no_rule"`, `"code":"bad_line"`, `"line":11,"rule":"export.reapply","status":"in_force","trigger":"2026-06-01","due":"`,
		`"status":"draft"`,
	}
	require.Len(t, lines, len(want))
	for i := range want {
		assert.Contains(t, lines[i], want[i])
		assert.True(t, json.Valid([]byte(lines[i])), lines[i])
	}
	w = call(h, "POST", "/v1/due?as_of=2020-01-24", `{"rule":"scc.effective","trigger":"2023-06-01"}`)
	assert.Contains(t, w.Body.String(), `"provisional":true`, "as of then 2023 was not arranged")
}

// 10,000 lines with errors among them over a real connection: all are answered, in their places.
func TestLongBatch(t *testing.T) {
	server := httptest.NewServer(newTest(t).handler())
	defer server.Close()
	var in bytes.Buffer
	const lines = 10_000
	for i := range lines {
		switch i % 10 {
		case 3:
			in.WriteString("not JSON\n")
		case 7:
			in.WriteString(`{"rule":"face.reached","trigger":"2025-02-30"}` + "\n")
		default:
			fmt.Fprintf(&in, `{"rule":"face.reached","trigger":"2025-06-%02d"}`+"\n", 1+i%30)
		}
	}
	got, err := http.Post(server.URL+"/v1/due", "application/x-ndjson", &in)
	require.NoError(t, err)
	defer got.Body.Close()
	d := json.NewDecoder(got.Body)
	for i := range lines {
		var line struct {
			Line    int
			Due     string
			Problem *problem
		}
		require.NoError(t, d.Decode(&line))
		require.Equal(t, i+1, line.Line)
		if bad := i%10 == 3 || i%10 == 7; bad {
			require.NotNil(t, line.Problem, i)
			require.Empty(t, line.Due)
		} else {
			require.Nil(t, line.Problem, i)
			require.NotEmpty(t, line.Due)
		}
	}
	assert.False(t, d.More())
}

// The answers come while the lines still go: a client may wait for each.
func TestBatchStreams(t *testing.T) {
	server := httptest.NewServer(newTest(t).handler())
	defer server.Close()
	body, in := io.Pipe()
	r, err := http.NewRequest("POST", server.URL+"/v1/due", body)
	require.NoError(t, err)
	go fmt.Fprintln(in, `{"rule":"face.reached","trigger":"2025-06-03"}`)
	w, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer w.Body.Close()
	d := json.NewDecoder(w.Body)
	for i := 1; i <= 3; i++ {
		var line struct{ Line int }
		require.NoError(t, d.Decode(&line))
		require.Equal(t, i, line.Line)
		if i < 3 {
			fmt.Fprintln(in, `{"rule":"face.reached","trigger":"2025-06-03"}`)
		}
	}
	in.Close()
	assert.False(t, d.More())
}

// A calendar file reads back: the day, the alarms on working days before the safe-by date, and lines that programs accept.
func TestICS(t *testing.T) {
	h := newTest(t).handler()
	w := call(h, "GET", "/v1/due.ics?rule=face.reached&trigger=2025-06-03&lang=zh", "")
	require.Equal(t, 200, w.Code)
	assert.Equal(t, "text/calendar; charset=utf-8", w.Header().Get("Content-Type"))
	assert.Contains(t, w.Header().Get("Content-Disposition"), `filename="face.reached-2025-06-03.ics"`)
	for line := range strings.SplitSeq(w.Body.String(), "\r\n") {
		assert.LessOrEqual(t, len(line), 75, "RFC 5545, 3.1")
		assert.NotContains(t, line, "\n")
	}
	c, err := ical.ParseCalendar(w.Body)
	require.NoError(t, err)
	e := c.Events()[0]
	assert.Equal(t, "face.reached-2025-06-03@cnworkday", e.Id())
	assert.Equal(t, "20250715", e.GetProperty(ical.ComponentPropertyDtStart).Value)
	assert.Equal(t, "20250716", e.GetProperty(ical.ComponentPropertyDtEnd).Value)
	assert.Equal(t, "截止：人脸识别技术应用备案 (face.reached)", e.GetProperty(ical.ComponentPropertySummary).Value)
	assert.Contains(t, e.GetProperty(ical.ComponentPropertyDescription).Value, "稳妥日 2025-07-14")
	var alarms []string
	for _, a := range e.Alarms() {
		alarms = append(alarms, a.GetProperty(ical.ComponentProperty(ical.PropertyTrigger)).Value)
	}
	assert.Equal(t, []string{"20250630T010000Z", "20250707T010000Z", "20250711T010000Z", "20250714T010000Z"}, alarms, "9:00 in Beijing, 10, 5, 1 and 0 working days before")

	for _, rule := range deadline.Rules() {
		w := call(h, "GET", "/v1/due.ics?rule="+rule.ID+"&trigger=2026-09-01", "")
		if w.Code == 200 {
			_, err := ical.ParseCalendar(w.Body)
			assert.NoError(t, err, rule.ID)
		}
	}
}

// Whatever goes wrong inside is a problem without details, and logged with the request's ID.
func TestPanic(t *testing.T) {
	s := newTest(t)
	var log bytes.Buffer
	s.log = slog.New(slog.NewJSONHandler(&log, nil))
	h := s.watch("test", func(http.ResponseWriter, *http.Request) error { panic("a secret") })
	w := call(h, "GET", "/", "", "X-Request-Id: abc-1")
	assert.Equal(t, 500, problemOf(t, w).Status)
	assert.NotContains(t, w.Body.String(), "secret")
	assert.Contains(t, log.String(), "a secret")
	assert.Contains(t, log.String(), `"request_id":"abc-1"`)
	assert.NotEqual(t, "<b>", call(h, "GET", "/", "", "X-Request-Id: <b>").Header().Get("X-Request-Id"))

	half := s.watch("test", func(w http.ResponseWriter, _ *http.Request) error { io.WriteString(w, "half"); panic("late") })
	assert.PanicsWithValue(t, http.ErrAbortHandler, func() { call(half, "GET", "/", "") })
}

// More requests than places are turned away, not queued.
func TestBusy(t *testing.T) {
	s := newTest(t)
	s.rooms.reads = make(chan struct{}) // no place at all
	w := call(s.handler(), "GET", "/v1/rules", "")
	assert.Equal(t, 503, problemOf(t, w).Status)
	assert.Equal(t, "1", w.Header().Get("Retry-After"))
}

func TestMetrics(t *testing.T) {
	h := newTest(t).handler()
	call(h, "GET", "/v1/due?rule=face.reached&trigger=2026-12-01", "")
	call(h, "POST", "/v1/due", "bad")
	call(h, "BREW", "/<script>", "")
	w := call(h, "GET", "/metrics", "")
	for _, want := range []string{
		`cnworkday_requests_total{method="GET",route="/v1/due",status="200"} 1`, `cnworkday_answers_total{standing="provisional"} 1`,
		`cnworkday_batch_lines_total{standing="bad"} 1`, `cnworkday_requests_total{method="other",route="none",status="404"} 1`,
		"cnworkday_settled_through_seconds", "cnworkday_request_seconds_bucket", "go_goroutines",
	} {
		assert.Contains(t, w.Body.String(), want)
	}
	assert.NotContains(t, w.Body.String(), "<script>", "labels are never what a client wrote")
	w = call(h, "GET", "/readyz", "")
	assert.Contains(t, w.Body.String(), `"settled_through":"2026-12-24"`)
}
