package main

import (
	"net/http"
	"slices"
)

// pages adds the pages for people, and what they use.
func (s *service) pages(handle func(pattern string, methods map[string]handler)) {
	get := func(h handler) map[string]handler { return map[string]handler{http.MethodGet: h} }
	handle("/{$}", get(s.getPage))
	handle("/calendar/{year}", get(s.getYearPage))
	for _, file := range evidenceFiles {
		handle("/evidence."+file.format, get(s.getEvidence(file.format)))
		handle("/filings/{id}/evidence."+file.format, get(s.private(s.getFilingEvidence(file.format))))
	}
	handle("/count", get(s.getCount))
	for path, a := range assets {
		handle(path, get(a.get))
	}

	both := func(get, post handler) map[string]handler {
		return map[string]handler{http.MethodGet: get, http.MethodPost: post}
	}
	handle("/filings", both(s.private(s.getFilingsPage, slices.Concat(filters, importCounts, []string{"after"})...), s.private(s.postFilingPage)))
	handle("/filings/new", get(s.private(s.getNewFiling, "rule", "trigger")))
	handle("/filings.csv", get(s.withToken(s.getCSV, filters...))) // where a browser sends the password
	handle("/filings/template.csv", get(s.private(s.getTemplate)))
	handle("/filings/import", both(s.private(s.getImport), s.private(s.postImport)))
	handle("/filings/{id}", both(s.private(s.getFilingPage, "done"), s.private(s.postFilingChange)))
	handle("/notices", both(s.private(s.getNoticesPage), s.private(s.postNoticesPage, "withdraw")))
	handle("/runs/{id}", get(s.private(s.getRunPage, "after")))
}

// href is the address of something in the service, for its own pages.
func (s *service) href(path string) string { return s.base + path }
