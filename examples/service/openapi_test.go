package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/schema_validation"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// The document that the service serves describes what it answers: requests and responses of every operation, checked against
// it by a validator, good ones and problems.
func TestOpenAPI(t *testing.T) {
	s := newTest(t)
	server := httptest.NewServer(s.handler())
	defer server.Close()
	served, err := http.Get(server.URL + "/openapi.json")
	require.NoError(t, err)
	text, err := io.ReadAll(served.Body)
	require.NoError(t, err)
	served.Body.Close()
	document, err := libopenapi.NewDocument(text)
	require.NoError(t, err)
	v, errs := validator.NewValidator(document)
	require.Empty(t, errs)
	valid, problems := v.ValidateDocument()
	require.True(t, valid, "%v", problems)

	asked := map[string]bool{}
	ask := func(method, target, body string, want int, headers ...string) {
		t.Helper()
		r, err := http.NewRequest(method, server.URL+target, strings.NewReader(body))
		require.NoError(t, err)
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			r.Header.Set(name, value)
		}
		w, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer w.Body.Close()
		require.Equal(t, want, w.StatusCode, target)
		if want == 200 {
			r.Body = io.NopCloser(strings.NewReader(body))
			ok, problems := v.ValidateHttpRequest(r)
			assert.True(t, ok, "%s %s: %v", method, target, problems)
		}
		ok, problems := v.ValidateHttpResponse(r, w)
		if !assert.True(t, ok, "%s %s", method, target) {
			for _, p := range problems {
				t.Log(p.Message, p.Reason)
				for _, e := range p.SchemaValidationErrors {
					t.Log("  ", e.Reason, e.FieldPath)
				}
			}
		}
		asked[method+" "+strings.Split(strings.Replace(r.URL.Path, "2025", "{year}", 1), "?")[0]] = true
	}
	for _, rule := range deadline.Rules() {
		for _, trigger := range []string{"2023-08-01", "2025-05-03", "2025-06-03", "2026-12-01"} {
			w, err := http.Get(server.URL + "/v1/due?rule=" + rule.ID + "&trigger=" + trigger)
			require.NoError(t, err)
			w.Body.Close()
			ask("GET", "/v1/due?rule="+rule.ID+"&trigger="+trigger+"&today=2025-06-20", "", w.StatusCode)
		}
	}
	ask("GET", "/v1/due.ics?rule=face.reached&trigger=2025-06-03&lang=zh", "", 200)
	ask("GET", "/v1/due?rule=nothing&trigger=2025-06-03", "", 400)
	ask("GET", "/v1/rules", "", 200)
	ask("GET", "/v1/calendar/2025", "", 200)
	ask("GET", "/v1/calendar/2036", "", 200)
	ask("GET", "/v1/calendar/2037", "", 422)
	ask("GET", "/healthz", "", 200)
	ask("POST", "/v1/notices", "x", 401)
	ask("POST", "/v1/notices", "x", 422, "Authorization: Bearer "+token, "Content-Type: text/plain")
	ask("POST", "/v1/notices", notice2027, 200, "Authorization: Bearer "+token, "Content-Type: text/plain")
	ask("POST", "/v1/due", "", 415, "Content-Type: text/csv")
	lines := `{"rule":"face.reached","trigger":"2025-06-03"}` + "\nbad\n" + `{"rule":"face.reached","trigger":"2027-12-01"}`
	ask("POST", "/v1/due", lines, 200, "Content-Type: application/x-ndjson")

	// every operation of the document was asked, and every route of the API is in the document
	model, err := document.BuildV3Model()
	require.NoError(t, err)
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		for method := range item.GetOperations().FromOldest() {
			assert.True(t, asked[strings.ToUpper(method)+" "+path], "%s %s was never asked", method, path)
		}
	}

	// the lines of a batch are Lines
	w := call(s.handler(), "POST", "/v1/due", lines)
	schema := model.Model.Components.Schemas.GetOrZero("Line").Schema()
	for line := range strings.SplitSeq(strings.TrimSpace(w.Body.String()), "\n") {
		var value any
		require.NoError(t, json.Unmarshal([]byte(line), &value))
		ok, problems := schema_validation.NewSchemaValidator().ValidateSchemaObject(schema, value)
		assert.True(t, ok, "%s: %v", line, problems)
	}
	ok, _ := schema_validation.NewSchemaValidator().ValidateSchemaObject(schema, map[string]any{"line": 1, "due": "2025-07-15"})
	assert.False(t, ok, "the check can fail")
	assert.True(t, slices.Contains([]string{"3.1.0", "3.1.1"}, model.Model.Version))
}
