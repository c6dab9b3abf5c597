package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/errors"
	"github.com/pb33f/libopenapi-validator/schema_validation"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// described is the document that the service serves, and what checks requests and answers against it.
type described struct {
	sync.Mutex
	validator.Validator
	model  v3.Document
	asked  map[string]bool // operations, as "GET /v1/due"
	faults []string
}

var apiDocument = sync.OnceValue(func() *described {
	document, err := libopenapi.NewDocument(openAPI)
	if err != nil {
		panic(err)
	}
	v, errs := validator.NewValidator(document)
	model, err := document.BuildV3Model()
	if len(errs) > 0 || err != nil {
		panic(append(errs, err))
	}
	return &described{Validator: v, model: model.Model, asked: map[string]bool{}}
})

// operation finds what the document says of a request: "" and nil where it says nothing, as of the pages.
func (d *described) operation(method, path string) (string, *v3.Operation) {
	for pattern, item := range d.model.Paths.PathItems.FromOldest() {
		expression := "^" + regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(regexp.QuoteMeta(pattern), "[^/]+") + "$"
		if regexp.MustCompile(expression).MatchString(path) {
			return method + " " + pattern, item.GetOperations().GetOrZero(strings.ToLower(method))
		}
	}
	return "", nil
}

// check compares an answer with the document, and the request with it if that was answered. newTest reports what it finds.
func (d *described) check(r *http.Request, w *httptest.ResponseRecorder) {
	d.Lock()
	defer d.Unlock()
	name, operation := d.operation(r.Method, r.URL.Path)
	if operation == nil || w.Header().Get("Content-Encoding") != "" {
		return
	}
	d.asked[name] = true
	var problems []*errors.ValidationError
	if w.Header().Get("Content-Type") == "application/x-ndjson" {
		schema := d.model.Components.Schemas.GetOrZero("Line").Schema()
		for line := range bytes.Lines(w.Body.Bytes()) {
			var value any
			if err := json.Unmarshal(line, &value); err != nil {
				d.faults = append(d.faults, err.Error())
				continue
			}
			_, bad := schema_validation.NewSchemaValidator().ValidateSchemaObject(schema, value)
			problems = append(problems, bad...)
		}
	} else {
		_, problems = d.ValidateHttpResponse(r, w.Result())
	}
	given := r.Header.Get("Content-Type") // without one, a body is taken for what is wanted, which the validator does not know
	if w.Code < 400 && (r.Method == http.MethodGet || given != "" && !strings.HasPrefix(given, "application/x-ndjson")) {
		_, bad := d.ValidateHttpRequest(r)
		problems = append(problems, bad...)
	}
	for _, p := range problems {
		text := fmt.Sprintf("%s %v, %d: %s %s", r.Method, r.URL, w.Code, p.Message, p.Reason)
		for _, e := range p.SchemaValidationErrors {
			text += fmt.Sprintf("; %s: %s", e.FieldPath, e.Reason)
		}
		d.faults = append(d.faults, text)
	}
}

// found returns the faults since it was last asked.
func (d *described) found() []string {
	d.Lock()
	defer d.Unlock()
	faults := d.faults
	d.faults = nil
	return faults
}

// The document describes what the service answers. Every answer that a test gets by call is checked against it; here every
// operation is asked, with good questions and bad ones.
func TestOpenAPI(t *testing.T) {
	d := apiDocument()
	valid, problems := d.ValidateDocument()
	require.True(t, valid, "%v", problems)
	s := newTest(t)
	h := s.handler()
	ask := func(method, target, body string, want int, headers ...string) *httptest.ResponseRecorder {
		t.Helper()
		w := call(h, method, target, body, headers...)
		require.Equal(t, want, w.Code, "%s %s: %s", method, target, w.Body)
		return w
	}
	for _, rule := range deadline.Rules() {
		for _, trigger := range []string{"2023-08-01", "2025-05-03", "2025-06-03", "2026-12-01"} {
			target := "/v1/due?rule=" + rule.ID + "&trigger=" + trigger + "&today=2025-06-20&as_of=2026-11-03&show=steps"
			call(h, "GET", target, "")
		}
	}
	w := ask("GET", "/v1/due?rule=face.reached&trigger=2025-06-03", "", 200)
	ask("GET", "/v1/due?rule=face.reached&trigger=2025-06-03", "", 304, "If-None-Match: "+w.Header().Get("Etag"))
	ask("GET", "/v1/due?rule=nothing&trigger=2025-06-03", "", 400)
	ask("GET", "/v1/due.ics?rule=face.reached&trigger=2025-06-03&lang=zh", "", 200)
	for _, format := range []string{"txt", "json", "html"} {
		ask("GET", "/evidence."+format+"?rule=face.reached&trigger=2025-06-03&as_of=2026-11-03&lang=zh", "", 200)
		ask("GET", "/evidence."+format+"?rule=face.reached&trigger=2026-12-01", "", 200)
		ask("GET", "/evidence."+format+"?rule=nothing&trigger=2025-06-03", "", 400)
	}
	ask("GET", "/v1/rules", "", 200)
	ask("GET", "/v1/calendar/2025", "", 200)
	ask("GET", "/v1/calendar/2036?as_of=2025-01-01", "", 200)
	ask("GET", "/v1/calendar/2037", "", 422)
	ask("GET", "/livez", "", 200)
	ask("GET", "/readyz", "", 200)
	ask("GET", "/metrics", "", 200)
	ask("POST", "/v1/notices", "x", 401)
	ask("POST", "/v1/notices", "x", 422, "Authorization: Bearer "+secret, "Content-Type: text/plain")
	ask("POST", "/v1/notices?dry_run=1", notice2027, 200, "authorization: bearer "+secret, "Content-Type: text/plain")
	ask("POST", "/v1/notices", notice2027, 200, "authorization: bearer "+secret, "Content-Type: text/plain")
	for _, target := range []string{"/v1/notices", "/v1/notices/1", "/v1/runs", "/v1/runs/1"} {
		ask("GET", target, "", 401)
		ask("GET", target, "", 200, "Authorization: Bearer "+secret)
	}
	ask("GET", "/v1/notices/2", "", 404, "Authorization: Bearer "+secret)
	ask("GET", "/v1/runs/2", "", 404, "Authorization: Bearer "+secret)
	ask("DELETE", "/v1/notices/1", "", 200, "Authorization: Bearer "+secret)
	for _, kind := range []string{"application/json", "application/merge-patch+json"} {
		ask("PATCH", "/v1/filings/1", `{"reference":null}`, 404, "Authorization: Bearer "+secret, "Content-Type: "+kind)
	}
	const filing = `{"key":"a","entity":"甲公司","rule":"face.reached","trigger":"2026-11-12"}`
	ask("POST", "/v1/filings", filing, 201, "Authorization: Bearer "+secret, "Content-Type: application/json")
	ask("POST", "/v1/filings", filing, 200, "Authorization: Bearer "+secret, "Content-Type: application/json")
	ask("PATCH", "/v1/filings/1", `{"reference":"门禁系统","layers":null}`, 200, "Authorization: Bearer "+secret, "Content-Type: application/merge-patch+json", `If-Match: "1"`)
	ask("PATCH", "/v1/filings/1", `{"reference":null}`, 412, "Authorization: Bearer "+secret, "Content-Type: application/merge-patch+json", `If-Match: "1"`)
	ask("POST", "/v1/filings.csv", "key,reference\na,x\n", 200, "Authorization: Bearer "+secret, "Content-Type: text/csv")
	ask("POST", "/v1/filings.csv", "key,reference\nb,x\n", 422, "Authorization: Bearer "+secret, "Content-Type: text/csv")
	for _, target := range []string{
		"/v1/filings?status=open,past_safe&due_within=30&limit=1&after=2026-01-01.1&provisional=0&q=x&entity=甲公司&rule=face.reached&today=2026-11-21",
		"/v1/filings", "/v1/filings/1", "/v1/filings/1?today=2026-12-24", "/v1/filings.csv", "/v1/filings.csv?status=overdue",
	} {
		ask("GET", target, "", 401)
		ask("GET", target, "", 200, "Authorization: Bearer "+secret)
	}
	w = ask("GET", "/filings.ics?key="+s.tokens[0].feed+"&lang=zh", "", 200)
	ask("GET", "/filings.ics?key="+s.tokens[0].feed+"&lang=zh", "", 304, "If-None-Match: "+w.Header().Get("Etag"))
	ask("GET", "/filings.ics", "", 200, "Authorization: Bearer "+secret)
	ask("GET", "/filings.ics", "", 401)
	ask("GET", "/filings.ics?key=another", "", 403)
	ask("GET", "/filings.ics?lang=fr", "", 400)
	ask("POST", "/v1/due", "", 415, "Content-Type: text/csv")
	const lines = `{"rule":"face.reached","trigger":"2025-06-03"}` + "\nbad\n" + `{"rule":"face.reached","trigger":"2027-12-01"}`
	ask("POST", "/v1/due?as_of=2026-11-03", lines, 200, "Content-Type: application/x-ndjson")

	// every operation of the document was asked, and every route of the API is in the document
	var paths []string
	for path, item := range d.model.Paths.PathItems.FromOldest() {
		paths = append(paths, path)
		for method := range item.GetOperations().FromOldest() {
			assert.True(t, d.asked[strings.ToUpper(method)+" "+path], "%s %s was never asked", method, path)
		}
	}
	for _, route := range s.routes {
		if strings.HasPrefix(route, "/v1/") {
			assert.Contains(t, paths, route, "not described")
		}
	}

	// what is not as the document has it is found
	require.Empty(t, d.found())
	for _, row := range []struct{ name, method, path, mime, body string }{
		{"a rule of one field", "GET", "/v1/rules", "application/json", `[{"id":"x"}]`},
		{"a line that is neither an answer nor a problem", "POST", "/v1/due", "application/x-ndjson", `{"line":1,"due":"2025-07-15"}`},
		{"a line of something else", "POST", "/v1/due", "application/x-ndjson", `due`},
	} {
		bad := httptest.NewRecorder()
		bad.Header().Set("Content-Type", row.mime)
		bad.WriteString(row.body)
		d.check(httptest.NewRequest(row.method, row.path, nil), bad)
		assert.NotEmpty(t, d.found(), row.name)
	}
	assert.True(t, slices.Contains([]string{"3.1.0", "3.1.1"}, d.model.Version))

	// a client that was made today goes on when an answer gains a field
	assert.Equal(t, 3, strings.Count(string(openAPI), "additionalProperties"), "of Question, Entry and EntryPatch only, which are no answers")
}

// The document's examples are what the service answers: each value of theirs is there, though answers hold more.
func TestOpenAPIExamples(t *testing.T) {
	h := newTest(t).handler()
	for _, row := range []struct{ name, method, path, target, body string }{
		{"a due date", "get", "/v1/due", "/v1/due?rule=face.reached&trigger=2025-06-03", ""},
		{"a batch", "post", "/v1/due", "/v1/due", `{"rule":"face.reached","trigger":"2025-06-03"}` + "\n"},
		{"alive", "get", "/livez", "/livez", ""},
		{"ready", "get", "/readyz", "/readyz", ""},
		{"a table tried", "post", "/v1/filings.csv", "/v1/filings.csv?dry_run=1", ""},
		{"a filing entered", "post", "/v1/filings", "/v1/filings", ""},
		{"the same again", "post", "/v1/filings", "/v1/filings", ""},
		{"a list", "get", "/v1/filings", "/v1/filings", ""},
		{"a filing", "get", "/v1/filings/{id}", "/v1/filings/1", ""},
		{"a filing filed", "patch", "/v1/filings/{id}", "/v1/filings/1", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			operation := apiDocument().model.Paths.PathItems.GetOrZero(row.path).GetOperations().GetOrZero(row.method)
			headers, status := []string{"Authorization: Bearer " + secret}, "200"
			if operation.RequestBody != nil && row.body == "" { // the example of the body
				kind := operation.RequestBody.Content.First()
				headers = append(headers, "Content-Type: "+kind.Key())
				var body any
				require.NoError(t, kind.Value().Example.Decode(&body))
				if text, ok := body.(string); ok {
					row.body = text
				} else {
					text, err := json.Marshal(body)
					require.NoError(t, err)
					row.body = string(text)
				}
			}
			if row.name == "a filing entered" {
				status = "201"
			}
			for _, media := range operation.Responses.Codes.GetOrZero(status).Content.FromOldest() {
				var example any
				require.NotNil(t, media.Example)
				require.NoError(t, media.Example.Decode(&example))
				again, err := json.Marshal(example) // the same kinds of values as the answer's
				require.NoError(t, err)
				require.NoError(t, json.Unmarshal(again, &example))
				var answer any
				w := call(h, strings.ToUpper(row.method), row.target, row.body, headers...)
				require.Equal(t, status, strconv.Itoa(w.Code), "%s", w.Body)
				require.NoError(t, json.Unmarshal(w.Body.Bytes(), &answer))
				within(t, "", example, answer)
			}
		})
	}
}

func within(t *testing.T, at string, example, answer any) {
	switch e := example.(type) {
	case map[string]any:
		a, ok := answer.(map[string]any)
		require.True(t, ok, at)
		for name, value := range e {
			within(t, at+"."+name, value, a[name])
		}
	case []any:
		a, ok := answer.([]any)
		require.True(t, ok, at)
		require.LessOrEqual(t, len(e), len(a), at)
		for i, value := range e {
			within(t, at+"[]", value, a[i])
		}
	default:
		if at == ".created" || at == ".updated" || strings.HasSuffix(at, "[].created") || strings.HasSuffix(at, "[].updated") || at == ".history[].at" {
			return // when the test ran
		}
		assert.Equal(t, example, answer, at)
	}
}
