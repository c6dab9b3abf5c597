package main

import (
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cnworkday/cnworkday/holidays"
)

// A service is the handlers and what they share.
type service struct {
	options
	record      *record
	tokens      []token
	sameSite    *http.CrossOriginProtection
	log         *slog.Logger
	metrics     *metrics
	answers     shelf
	rooms       rooms
	draining    atomic.Bool // about to stop: no new requests, please
	today       func() holidays.Date
	registerErr atomic.Pointer[error] // of the last look at the register
	routes      []string              // that were added, for the tests
}

// A handler answers a request, or returns an error that is shown as a problem.
type handler func(w http.ResponseWriter, r *http.Request) error

func newService(r *record, tokens []token, log *slog.Logger) *service {
	s := &service{record: r, tokens: tokens, sameSite: http.NewCrossOriginProtection(), log: log, rooms: newRooms()}
	s.today = func() holidays.Date { return holidays.DateInBeijing(time.Now()) }
	s.metrics = newMetrics(s)
	return s
}

func (s *service) handler() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, methods map[string]handler) {
		s.routes = append(s.routes, pattern)
		mux.Handle(pattern, s.watch(pattern, dispatch(methods)))
	}
	get := func(h handler) map[string]handler { return map[string]handler{http.MethodGet: h} }
	handle("/v1/due", map[string]handler{http.MethodGet: s.getDue, http.MethodPost: s.postDue})
	handle("/v1/due.ics", get(s.getICS))
	handle("/v1/rules", get(s.getRules))
	handle("/v1/calendar/{year}", get(s.getCalendar))
	handle("/v1/filings", map[string]handler{
		http.MethodGet: s.withToken(s.getFilings, slices.Concat(filters, []string{"after", "limit"})...), http.MethodPost: s.withToken(s.postFilings)})
	handle("/v1/filings/{id}", map[string]handler{http.MethodGet: s.withToken(s.getFiling, "today"), http.MethodPatch: s.withToken(s.patchFiling)})
	handle("/v1/filings.csv", map[string]handler{
		http.MethodGet: s.withToken(s.getCSV, filters...), http.MethodPost: s.withToken(s.postCSV, "dry_run")})
	handle("/v1/notices", map[string]handler{http.MethodGet: s.withToken(s.getNotices), http.MethodPost: s.withToken(s.postNotices, "dry_run")})
	handle("/v1/notices/{id}", map[string]handler{
		http.MethodGet: s.withToken(s.getNotice), http.MethodDelete: s.withToken(s.deleteNotice, "dry_run")})
	handle("/v1/runs", get(s.withToken(s.getRuns)))
	handle("/v1/runs/{id}", get(s.withToken(s.getRun, "after")))
	handle("/filings.ics", get(s.getFeed))
	handle("/openapi.json", get(s.getOpenAPI))
	handle("/livez", get(s.getLive))
	handle("/readyz", get(s.getReady))
	handle("/metrics", get(s.metrics.get))
	s.pages(handle)
	mux.Handle("/", s.watch("none", func(http.ResponseWriter, *http.Request) error {
		return newProblem(http.StatusNotFound, "not_found", "", "there is nothing here; GET /openapi.json says what there is")
	}))
	return s.edge(mux)
}

// dispatch chooses by method. HEAD is GET without its body.
func dispatch(methods map[string]handler) handler {
	names := slices.Sorted(maps.Keys(methods))
	if methods[http.MethodGet] != nil {
		names = append(names, http.MethodHead)
	}
	allow := strings.Join(names, ", ")
	return func(w http.ResponseWriter, r *http.Request) error {
		method := r.Method
		if method == http.MethodHead {
			method = http.MethodGet
		}
		if h := methods[method]; h != nil {
			return h(w, r)
		}
		w.Header().Set("Allow", allow)
		return newProblem(http.StatusMethodNotAllowed, "method", "", "method %.20q: want %s", r.Method, allow)
	}
}
