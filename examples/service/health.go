package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// getLive answers GET /livez: the process answers. It touches nothing that can be slow or full.
func (s *service) getLive(w http.ResponseWriter, r *http.Request) error {
	return reply{body: map[string]string{"status": "ok"}}.write(w, r)
}

// getReady answers GET /readyz: whether requests should be sent here, and by which calendar they are answered.
func (s *service) getReady(w http.ResponseWriter, r *http.Request) error {
	if s.draining.Load() {
		return newProblem(http.StatusServiceUnavailable, "draining", "", "the service is about to stop")
	}
	if err := s.registerErr.Load(); err != nil && *err != nil {
		return newProblem(http.StatusServiceUnavailable, "register", "", "the register does not answer, or goes by another calendar; the log says more")
	}
	c := s.record.calendar()
	return reply{body: map[string]any{"status": "ok", "calendar": c.ID(), "settled_through": c.SettledThrough()}}.write(w, r)
}

// follow asks the register every second whether it is there, and takes over what other processes have stored, until the
// context ends.
func (s *service) follow(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			s.look(ctx)
		}
	}
}

// look is one turn of follow.
func (s *service) look(ctx context.Context) {
	ctx, done := context.WithTimeout(ctx, 5*time.Second)
	defer done()
	before := s.record.calendar().ID()
	err := s.record.register.Ping(ctx)
	was := s.registerErr.Swap(&err)
	failed := was != nil && *was != nil
	switch {
	case err != nil && !failed:
		s.log.Error("the register does not answer, or goes by another calendar", "error", err)
	case err == nil && failed:
		s.log.Info("the register answers again")
	}
	if after := s.record.calendar().ID(); before != after {
		s.log.Info("another process changed the calendar", "calendar", after)
	}
}

// probe asks a running service for a path and returns an error unless it answers with 200. An image without a shell or curl
// uses it for its health check.
func probe(addr, path string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	client := http.Client{Timeout: 3 * time.Second}
	got, err := client.Get("http://" + net.JoinHostPort(host, port) + path)
	if err != nil {
		return err
	}
	got.Body.Close()
	if got.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", path, got.Status)
	}
	return nil
}

// rooms bound the requests under way, each kind by itself: who fills one leaves the others open.
type rooms struct {
	reads   chan struct{} // answered from memory, in microseconds
	writes  chan struct{} // with a body, once the token was seen
	batches chan struct{} // as long as the client takes, up to batchTime
	tables  chan struct{} // so too, and with a whole table in memory
}

func newRooms() rooms {
	return rooms{make(chan struct{}, 1024), make(chan struct{}, 64), make(chan struct{}, 64), make(chan struct{}, 2)}
}

// of returns the room of a request: nil for what must be answered however busy the service is.
func (r rooms) of(route, method string) chan struct{} {
	read := method == http.MethodGet || method == http.MethodHead
	switch {
	case route == "/livez", route == "/readyz", route == "/metrics":
		return nil
	case route == "/v1/filings.csv" && !read:
		return r.tables
	case route == "/v1/due" && !read, route == "/v1/filings.csv":
		return r.batches
	case read:
		return r.reads
	}
	return r.writes
}
