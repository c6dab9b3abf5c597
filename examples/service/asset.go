package main

import (
	_ "embed"
	"net/http"

	"github.com/cnworkday/cnworkday/examples/page"
)

// The pages are whole without it: it wakes the buttons that print and copy, and the search for a rule.
//
//go:embed page.js
var script string

// An asset is a file that the pages use.
type asset struct{ mime, text string }

var assets = map[string]asset{
	"/page.css": {"text/css; charset=utf-8", page.Stylesheet()},
	"/page.js":  {"text/javascript; charset=utf-8", script},
	"/icon.svg": {"image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#b3211b"/><path d="M7 9h18M7 16h18M7 23h12" stroke="#fff" stroke-width="3"/></svg>
`},
}

func (a asset) get(w http.ResponseWriter, r *http.Request) error {
	return reply{body: []byte(a.text), mime: a.mime, final: true}.write(w, r)
}
