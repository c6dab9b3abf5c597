package main

import (
	"bytes"
	_ "embed"
	"net/http"

	"github.com/cnworkday/cnworkday/deadline"
)

//go:embed openapi.json
var openAPI []byte

// getRules answers GET /v1/rules: the table, in the form that deadline.ParseRules reads.
func (s *service) getRules(w http.ResponseWriter, r *http.Request) error {
	if _, err := query(r); err != nil {
		return err
	}
	return reply{body: deadline.Rules(), final: true}.write(w, r)
}

// getOpenAPI answers GET /openapi.json.
func (s *service) getOpenAPI(w http.ResponseWriter, r *http.Request) error {
	body := openAPI
	if s.base != "" {
		body = bytes.Replace(body, []byte(`"servers": [{"url": "/"}]`), []byte(`"servers": [{"url": "`+s.base+`/"}]`), 1)
	}
	return reply{body: body, final: true}.write(w, r)
}
