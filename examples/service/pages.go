package main

import "net/http"

// pages adds the pages for people, and what they use.
func (s *service) pages(handle func(pattern string, methods map[string]handler)) {
	get := func(h handler) map[string]handler { return map[string]handler{http.MethodGet: h} }
	handle("/{$}", get(s.getPage))
	handle("/calendar/{year}", get(s.getYearPage))
	for _, format := range []string{"txt", "json", "html"} {
		handle("/evidence."+format, get(s.getEvidence(format)))
	}
	handle("/count", get(s.getCount))
	for path, a := range assets {
		handle(path, get(a.get))
	}
}

// href is the address of something in the service, for its own pages.
func (s *service) href(path string) string { return s.base + path }
