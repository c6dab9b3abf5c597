package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	vegeta "github.com/tsenart/vegeta/v12/lib"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// TestLoad asks the service, as it runs, for a few seconds over loopback, with the load generator on the same cores, while a
// notice comes and goes in the folder every 100 ms. Every answer is compared, byte for byte, with that of the calendar with
// the notice and that without it. The measure is a handler that knows one answer and writes it, asked in turns with the
// service. It fails on a wrong or failed answer, and when the service answers less than 0.6 times as much as that handler in a
// second of the processors' time, which other jobs on the machine do not move; other figures it reports.
//
//	LOAD=10s go test -count=1 -v -run TestLoad .
func TestLoad(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("LOAD"))
	if err != nil {
		t.Skip("LOAD=10s go test -count=1 -v -run TestLoad .")
	}
	length = min(length, time.Minute) // of each part
	tune()

	folder := t.TempDir()
	r, err := newRecord(folder)
	require.NoError(t, err)
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	require.NoError(t, err)
	defer null.Close()
	log := slog.New(slog.NewJSONHandler(null, nil)) // the log is written, and thrown away
	s := newService(r, nil, log)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := newServer(s.handler(), log)
	go server.Serve(listener)
	defer server.Close()
	at := "http://" + listener.Addr().String()

	without := r.calendar()
	file := filepath.Join(folder, "2027.txt")
	require.NoError(t, os.WriteFile(file, []byte(notice2027), 0o600))
	_, err = r.reload(t.Context())
	require.NoError(t, err)
	with := r.calendar()
	stop := swapping(t, r, file)
	defer stop()

	targets, known := questions(t, at, with, without)
	t.Logf("%d CPUs, GOMAXPROCS %d; %d questions, of them provisional without the notice: %d", runtime.NumCPU(), runtime.GOMAXPROCS(0), len(targets), provisionalOf(known))
	right := func(res *vegeta.Result) bool {
		return bytes.Equal(res.Body, known[res.URL][0]) || bytes.Equal(res.Body, known[res.URL][1])
	}
	for _, part := range []struct {
		name    string
		rate    vegeta.Pacer
		workers uint64
	}{
		{"GET /v1/due, 10,000/s asked", vegeta.ConstantPacer{Freq: 10_000, Per: time.Second}, 64},
		{"GET /v1/due, 20,000/s asked", vegeta.ConstantPacer{Freq: 20_000, Per: time.Second}, 64},
	} {
		attack(t, part.name, part.rate, part.workers, length, targets, right, 1)
	}

	trivial, same := trivialHandler(t, known[targets[0].URL][0])
	var service, measure outcome
	const turns = 5
	for range turns {
		service.add(attack(t, "GET /v1/due, as fast as it goes, 16 clients", vegeta.ConstantPacer{}, 16, length/turns, targets, right, 1))
		measure.add(attack(t, "a trivial handler, as fast as it goes, 16 clients", vegeta.ConstantPacer{}, 16, length/turns, trivial, same, 1))
	}
	t.Logf("GET /v1/due against a trivial handler: %.0f and %.0f requests/s, ratio %.2f; %.1f and %.1f µs of the processors each, ratio %.2f",
		service.perSecond/turns, measure.perSecond/turns, service.perSecond/measure.perSecond, service.cost/turns, measure.cost/turns, measure.cost/service.cost)
	assert.Greater(t, measure.cost/service.cost, 0.6)

	const lines = 10_000
	batches, answers := batchOf(t, at, lines, with, without)
	attack(t, fmt.Sprintf("POST /v1/due, batches of %d lines, 2 clients", lines), vegeta.ConstantPacer{}, 2, length, batches, func(res *vegeta.Result) bool {
		return bytes.Equal(res.Body, answers[0]) || bytes.Equal(res.Body, answers[1])
	}, lines)
}

// An outcome is how many requests were answered in a second, and the processors' time of service and generator for each, in µs.
type outcome struct{ perSecond, cost float64 }

func (o *outcome) add(p outcome) {
	o.perSecond += p.perSecond
	o.cost += p.cost
}

// attack runs one part, and reports it.
func attack(t *testing.T, name string, rate vegeta.Pacer, workers uint64, length time.Duration, targets []vegeta.Target, right func(*vegeta.Result) bool, each int) outcome {
	t.Helper()
	attacker := vegeta.NewAttacker(vegeta.Workers(workers), vegeta.MaxWorkers(workers), vegeta.Connections(int(workers)), vegeta.KeepAlive(true), vegeta.Timeout(10*time.Second))
	var metrics vegeta.Metrics
	wrong, failed := 0, 0
	before := processorTime(t)
	for res := range attacker.Attack(vegeta.NewStaticTargeter(targets...), rate, length, name) {
		switch {
		case res.Code != 200 || res.Error != "":
			if failed++; failed == 1 {
				t.Log(res.Code, res.Error)
			}
		case !right(res):
			wrong++
		}
		res.Body = nil // compared, and not to be kept
		metrics.Add(res)
	}
	metrics.Close()
	cost := (processorTime(t) - before).Seconds() * 1e6 / float64(metrics.Requests) / float64(each)
	count := fmt.Sprintf("%.0f requests/s", metrics.Throughput)
	if each > 1 {
		count = fmt.Sprintf("%.0f lines/s", metrics.Throughput*float64(each))
	}
	t.Logf("%s: %s, p50 %.2f ms, p99 %.2f ms, max %.1f ms; %d wrong, %d failed of %d; processor time of service and generator %.1f µs each", name, count,
		ms(metrics.Latencies.P50), ms(metrics.Latencies.P99), ms(metrics.Latencies.Max), wrong, failed, metrics.Requests,
		cost)
	assert.Zero(t, wrong, name)
	assert.Zero(t, failed, name)
	return outcome{metrics.Throughput, cost}
}

// trivialHandler serves one answer on a server of its own: the least that an answer of this size can cost with net/http.
func trivialHandler(t *testing.T, body []byte) ([]vegeta.Target, func(*vegeta.Result) bool) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Write(body)
	})}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	target := vegeta.Target{Method: "GET", URL: "http://" + listener.Addr().String() + "/", Header: asItIs}
	return []vegeta.Target{target}, func(res *vegeta.Result) bool { return bytes.Equal(res.Body, body) }
}

// asItIs asks for bodies without compression: the generator would spend its time, on the same cores, on unpacking them.
var asItIs = http.Header{"Accept-Encoding": {"identity"}}

// processorTime is what this process has had of the processors: what is left of a figure when others share the machine.
func processorTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// swapping lets a notice come and go every 100 ms, until stopped.
func swapping(t *testing.T, r *record, file string) (stop func()) {
	end, ended, swaps := make(chan struct{}), make(chan struct{}), 0
	go func() {
		defer close(ended)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
			}
			if swaps++; swaps%2 == 1 {
				assert.NoError(t, os.Remove(file))
			} else {
				assert.NoError(t, os.WriteFile(file, []byte(notice2027), 0o600))
			}
			_, err := r.reload(t.Context())
			assert.NoError(t, err)
		}
	}()
	return sync.OnceFunc(func() {
		close(end)
		<-ended
		t.Logf("%d swaps", swaps)
	})
}

// questions are a year of triggers under two rules, and for each the answers of the two calendars.
func questions(t *testing.T, at string, with, without *holidays.Calendar) (targets []vegeta.Target, known map[string][2][]byte) {
	known = map[string][2][]byte{}
	for _, id := range []string{"face.reached", "scc.effective"} {
		rule, _ := deadline.Lookup(id)
		for d := holidays.MustParseDate("2026-02-01"); d.Before(holidays.MustParseDate("2027-01-15")); d = d.AddDays(1) {
			targets = append(targets, vegeta.Target{Method: "GET", URL: fmt.Sprintf("%s/v1/due?rule=%s&trigger=%v", at, id, d), Header: asItIs})
			var bodies [2][]byte
			for i, c := range []*holidays.Calendar{with, without} {
				a, err := newShelved(question{Rule: rule, Trigger: d, Calendar: c})
				require.NoError(t, err)
				bodies[i] = a.body
			}
			known[targets[len(targets)-1].URL] = bodies
		}
	}
	return targets, known
}

func provisionalOf(known map[string][2][]byte) (n int) {
	for _, bodies := range known {
		if bytes.Contains(bodies[1], []byte(`"provisional":true`)) {
			n++
		}
	}
	return n
}

// batchOf is a batch, and its whole answers by the two calendars.
func batchOf(t *testing.T, at string, lines int, with, without *holidays.Calendar) ([]vegeta.Target, [2][]byte) {
	var body bytes.Buffer
	rules := deadline.Rules()
	rules = append(rules[:0:0], rules[0], deadline.FaceReached(), deadline.FaceChanged())
	var triggers []holidays.Date
	for i := range lines {
		triggers = append(triggers, holidays.MustParseDate("2026-02-01").AddDays(i%340))
		fmt.Fprintf(&body, `{"rule":%q,"trigger":"%v"}`+"\n", rules[i%3].ID, triggers[i])
	}
	var answers [2][]byte
	for i, c := range []*holidays.Calendar{with, without} {
		b := newBatch(c, holidays.Date{})
		for n, trigger := range triggers {
			result, err := deadline.Compute(rules[n%3], trigger, c)
			require.True(t, err == nil || errors.Is(err, holidays.ErrProvisional), "%v", err)
			b.line++
			answers[i] = append(answers[i], b.write(result)...)
		}
	}
	header := http.Header{"Content-Type": {"application/x-ndjson"}, "Accept-Encoding": {"identity"}}
	return []vegeta.Target{{Method: "POST", URL: at + "/v1/due", Body: body.Bytes(), Header: header}}, answers
}
