package main

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// Clients that send nothing, send slowly or do not read sit on every endpoint, a thousand of them on batches alone, and all
// the while GET /livez and GET /readyz are answered, and so are questions. The bound is one for a machine that is busy with other
// things; the figure is printed.
func TestIdleClients(t *testing.T) {
	wasPatient := patience
	defer func() { patience = wasPatient }()
	patience = time.Minute // on a slow machine it takes long until all of them sit
	s := newTest(t)
	var filings []register.Line // so many that nothing that lists them fits into a connection's buffers
	for range 5000 {
		filings = append(filings, register.Line{New: true, Set: func(e *register.Entry) error {
			e.Entity, e.Rule, e.Trigger = "甲公司", "face.reached", holidays.MustParseDate("2026-11-02")
			return nil
		}})
	}
	_, err := s.record.register.Put(t.Context(), "li", filings, false)
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := newServer(s.handler(), slog.New(slog.NewJSONHandler(io.Discard, nil)))
	go server.Serve(listener)
	defer server.Close()
	addr := listener.Addr().String()

	batches, each := 1100, 8 // connections
	var files syscall.Rlimit
	require.NoError(t, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files))
	if files.Cur < 8000 { // both ends of each are this process's
		batches, each = 100, 2
	}
	var clients []net.Conn
	defer func() {
		for _, c := range clients {
			c.Close()
		}
	}()
	sit := func(n int, text string) {
		for range n {
			c, err := net.Dial("tcp", addr)
			require.NoError(t, err)
			clients = append(clients, c)
			_, err = io.WriteString(c, text)
			require.NoError(t, err)
		}
	}
	sit(each, "")
	targets := strings.NewReplacer("{year}", "2025", "{id}", "1", "{$}", "")
	for _, route := range s.routes {
		target := targets.Replace(route)
		sit(each, "GET "+target+" HTTP/1.1\r\nHost: x\r\n")                                                                      // half a header
		sit(each, "POST "+target+" HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "+secret+"\r\nContent-Length: 1000000\r\n\r\n{") // half a body
		sit(each, strings.Repeat("GET "+target+" HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "+secret+"\r\n\r\n", 10))          // reads nothing
	}

	sit(batches, "POST /v1/due HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n") // last: places are held for 10 seconds

	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}} // as probes do it
	took := map[string][]time.Duration{}
	ask := func(target string) {
		start := time.Now()
		got, err := client.Get("http://" + addr + target)
		require.NoError(t, err, target)
		require.Equal(t, 200, got.StatusCode, target)
		io.Copy(io.Discard, got.Body)
		got.Body.Close()
		took[target] = append(took[target], time.Since(start))
	}
	full := 0
	for end := time.Now().Add(3 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		ask("/livez")
		ask("/readyz")
		ask("/metrics")
		ask("/v1/due?rule=face.reached&trigger=2025-06-03")
		assert.NoError(t, s.record.register.Ping(t.Context()), "no slow client holds the database")
		got, err := client.Post("http://"+addr+"/v1/due", "application/x-ndjson", strings.NewReader("{}"))
		require.NoError(t, err)
		if got.StatusCode == http.StatusServiceUnavailable {
			full++
			assert.Equal(t, "1", got.Header.Get("Retry-After"))
		}
		got.Body.Close()
	}
	t.Logf("%d idle and slow connections; a batch was turned away %d times", len(clients), full)
	for target, times := range took {
		slices.Sort(times)
		median, worst := times[len(times)/2], times[len(times)-1]
		t.Logf("%d times GET %s: median %v, slowest %v", len(times), target, median.Round(time.Microsecond), worst.Round(time.Microsecond))
		assert.Less(t, median, 100*time.Millisecond, target)
		assert.Less(t, worst, 2*time.Second, target)
	}
	assert.Greater(t, full, len(took["/livez"])/2, "the room for batches was not full: the test holds nothing")
}

// A batch has an end: after a silence and, however steadily it comes, after a time. Its last line says so.
func TestBatchEnds(t *testing.T) {
	wasPatient, wasLong := patience, batchTime
	defer func() { patience, batchTime = wasPatient, wasLong }()
	for _, row := range []struct {
		name                         string
		patience, batchTime, between time.Duration
	}{
		{"steady", 10 * time.Second, 300 * time.Millisecond, 20 * time.Millisecond},
		{"silent", 300 * time.Millisecond, time.Minute, time.Minute},
	} {
		t.Run(row.name, func(t *testing.T) {
			patience, batchTime = row.patience, row.batchTime
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			require.NoError(t, err)
			server := newServer(newTest(t).handler(), slog.New(slog.NewJSONHandler(io.Discard, nil)))
			go server.Serve(listener)
			defer server.Close()
			c, err := net.Dial("tcp", listener.Addr().String())
			require.NoError(t, err)
			defer c.Close()
			over := make(chan struct{})
			defer close(over)
			go func() {
				io.WriteString(c, "POST /v1/due HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
				for {
					if _, err := io.WriteString(c, "3\r\n{}\n\r\n"); err != nil {
						return
					}
					select {
					case <-over:
						return
					case <-time.After(row.between):
					}
				}
			}()
			start := time.Now()
			require.NoError(t, c.SetReadDeadline(time.Now().Add(10*time.Second)))
			got, _ := io.ReadAll(c) // the service may close it while more comes
			assert.Contains(t, string(got), `"line":1,`)
			assert.Contains(t, string(got), `"code":"too_slow"`)
			assert.Greater(t, time.Since(start), 250*time.Millisecond)
		})
	}
}
