package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

var hostile = []string{
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "2025-06-03\r\nX-Injected: yes", "\x00", "\xff", "{{.}}",
	"face.reached", "2025-06-03", "9999-12-31", "0001-01-01", "2025-06-03T17:00:00Z", "2025-06-03T17:00:00+99:99", "-1", "２０２５-06-03",
}

// Whatever is asked is answered, or is a problem of 400 or more that is valid JSON and no fault of the service; what stood in
// the question is not reflected as HTML; what is provisional says so and is not kept.
func FuzzQuery(f *testing.F) {
	for _, s := range hostile {
		f.Add(0, "rule="+s+"&trigger="+s, s)
		f.Add(1, "rule="+url.QueryEscape(s)+"&trigger=2025-06-03&lang="+url.QueryEscape(s), s)
		f.Add(2, "rule=face.reached&trigger="+url.QueryEscape(s)+"&today="+url.QueryEscape(s), s)
		f.Add(3, "as_of="+url.QueryEscape(s), s)
	}
	f.Add(0, "rule=face.reached&trigger=2026-12-01", "")
	h := newTest(f).handler()
	paths := []string{"/v1/due", "/", "/v1/due.ics", "/v1/calendar/2026", "/calendar/2026", "/v1/rules"}
	f.Fuzz(func(t *testing.T, i int, query, header string) {
		r := httptest.NewRequest("GET", "http://service.test"+paths[uint(i)%uint(len(paths))], nil)
		r.URL.RawQuery = query
		r.Header = http.Header{"X-Request-Id": {header}, "Accept-Language": {header}, "If-None-Match": {header}}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		body := w.Body.String()
		require.Less(t, w.Code, 500, body)
		kind := w.Header().Get("Content-Type")
		switch {
		case kind == "application/problem+json":
			problemOf(t, w)
		case kind == "application/json":
			require.True(t, json.Valid(w.Body.Bytes()))
		case strings.HasPrefix(kind, "text/html"):
			assert.Equal(t, 1, strings.Count(body, "<script"))
			assert.NotContains(t, body, "<img")
		}
		if strings.Contains(body, `"provisional":true`) || strings.Contains(body, "PROVISIONAL") || w.Code >= 400 {
			assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
			assert.Empty(t, w.Header().Get("Etag"))
		}
		for name, values := range w.Header() {
			assert.NotContains(t, name, "Injected")
			for _, v := range values {
				assert.NotContains(t, v, "\n", name)
			}
		}
	})
}

// Each line that is not empty gets one line of JSON in its place: a due date, with whether it is provisional, or a problem.
func FuzzBatch(f *testing.F) {
	for _, s := range hostile {
		f.Add([]byte(`{"rule":"face.reached","trigger":"` + s + `"}` + "\n" + s))
		f.Add([]byte(s + "\n\n" + `{"rule":"` + s + `","trigger":"2026-12-01"}`))
	}
	f.Add([]byte(strings.Repeat(" ", 5000) + "\n" + strings.Repeat("x", 200_000) + "\n{}"))
	h := newTest(f).handler()
	f.Fuzz(func(t *testing.T, in []byte) {
		r := httptest.NewRequest("POST", "/v1/due", bytes.NewReader(in))
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		require.Equal(t, 200, w.Code)
		var want []int
		for i, line := range bytes.Split(in, []byte("\n")) {
			if len(bytes.TrimSpace(line)) > 0 || len(line) > lineBytes-1 {
				want = append(want, i+1)
			}
		}
		d := json.NewDecoder(w.Body)
		for _, n := range want {
			var line struct {
				Line          int
				Due           holidays.Date
				Provisional   *bool
				EstimatedFrom holidays.Date `json:"estimated_from"`
				Problem       *problem
			}
			require.NoError(t, d.Decode(&line))
			require.Equal(t, n, line.Line)
			if line.Problem != nil {
				require.True(t, line.Due.IsZero())
				require.GreaterOrEqual(t, line.Problem.Status, 400)
				require.Less(t, line.Problem.Status, 500)
				continue
			}
			require.False(t, line.Due.IsZero())
			require.NotNil(t, line.Provisional)
			require.Equal(t, !line.EstimatedFrom.IsZero(), *line.Provisional)
		}
		require.False(t, d.More())
	})
}

// Whatever is sent as a notice is taken, with what it changed, or is a problem and changes nothing.
func FuzzNotices(f *testing.F) {
	f.Add([]byte(notice2027))
	f.Add([]byte(`{"year":2027,"papers":["x"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}`))
	for _, s := range hostile {
		f.Add([]byte(strings.Replace(notice2027, "imaginary", s, 1)))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		s := newTest(t)
		id := s.record.calendar().ID()
		w := call(s.handler(), "POST", "/v1/notices", string(in), "Authorization: Bearer "+secret)
		if w.Code != 200 {
			require.Less(t, w.Code, 500)
			problemOf(t, w)
			require.Equal(t, id, s.record.calendar().ID())
			return
		}
		var l loaded
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &l))
		require.Equal(t, l.Changed, id != s.record.calendar().ID())
		page := call(s.handler(), "GET", "/calendar/2027", "").Body.String()
		assert.Equal(t, 1, strings.Count(page, "<script"), "a notice's words are words on the page")
	})
}

// Whatever is sent as a filing, as a change of one or as a table is taken or is a problem, and no fault of the service. The
// filing's row of the export, read again, makes the same entry, and changes nothing.
func FuzzFilings(f *testing.F) {
	const rule = `{"id":"in.house","title":{"zh":"审查"},"event":{"zh":"立项"},"limit":{"n":5,"unit":"workdays","direction":"after"},"basis":{"law":"制度"},"authority":{"zh":"法务"}}`
	for _, s := range append(hostile, "=1+1", "'=x", "-", "'", "a,b", `say "x"`) {
		text, err := json.Marshal(s)
		require.NoError(f, err)
		f.Add(`{"key":`+string(text)+`,"entity":`+string(text)+`,"rule":"face.reached","trigger":"2026-11-12"}`, `{"reference":`+string(text)+`}`, "key,entity,rule,trigger,reference\na,"+s+",face.reached,2026-11-12,"+s)
		f.Add(`{"entity":"x","rule":"face.reached","trigger":`+string(text)+`}`, `{"filed_on":"2026-11-20","receipt":`+string(text)+`}`, "key;receipt\n"+s+";"+s)
	}
	f.Add(`{"key":"a","entity":"x","rule":"in.house","trigger":"2026-11-12","own_rule":`+rule+`}`, `{"own_rule":{"limit":{"n":6}}}`, "key,own_rule\na,\""+strings.ReplaceAll(rule, `"`, `""`)+"\"\n")
	f.Add(`{"key":"a","entity":"x","rule":"face.reached","trigger":"2026-11-12","layers":["y"]}`, `{"layers":null,"cancelled":true}`, bom+"key\tcancelled\trevision\na\tTRUE\t1\n")
	s := newTest(f) // one for all: to open a database takes longer than all else
	f.Fuzz(func(t *testing.T, entry, patch, table string) {
		ask := func(method, target, body string) *httptest.ResponseRecorder {
			w := asLi(t, s, method, target, body)
			apiDocument().found() // what is taken need not be as the document shows it
			require.Less(t, w.Code, 500, "%s", w.Body)
			if w.Code >= 400 {
				problemOf(t, w)
			}
			return w
		}
		id := int64(1)
		if w := ask("POST", "/v1/filings", entry); w.Code < 300 {
			id = answerOf[filingShown](t, w).ID
		}
		ask("PATCH", fmt.Sprintf("/v1/filings/%d", id), patch)
		ask("POST", "/v1/filings.csv?dry_run=1", table)
		filing, err := s.record.register.Get(t.Context(), id)
		if id == 1 && err != nil { // there is none yet
			return
		}
		require.NoError(t, err)
		row, err := s.csvRow(filing, s.today())
		require.NoError(t, err)
		exported := bytes.NewBufferString(bom)
		out := csv.NewWriter(exported)
		require.NoError(t, out.WriteAll([][]string{slices.Concat(givenColumns, computedColumns), row}))
		w := ask("POST", "/v1/filings.csv?dry_run=1", exported.String())
		require.Equal(t, imported{DryRun: true, Rows: 1, Unchanged: 1, Outcomes: []importedRow{}}, answerOf[imported](t, w))
		lines, _, err := parseCSV(exported.Bytes())
		require.NoError(t, err)
		again := register.Entry{Key: lines[0].Key}
		require.NoError(t, lines[0].Set(&again))
		require.Equal(t, filing.Entry, again)
	})
}
