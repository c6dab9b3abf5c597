package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// Two processes share a register. What one takes the other goes by; where they were started with different notices, the one
// that wrote last goes on, and the other says so until it has the same.
func TestProcesses(t *testing.T) {
	address, folder := filepath.Join(t.TempDir(), "register.db"), t.TempDir()
	var log bytes.Buffer
	start := func() *service {
		r, err := newRecord(folder)
		require.NoError(t, err)
		tokens, err := parseTokens(secret)
		require.NoError(t, err)
		logger := slog.New(slog.NewTextHandler(&log, nil))
		require.NoError(t, r.keep(t.Context(), address, logger))
		t.Cleanup(func() { r.register.Close() })
		return newService(r, tokens, logger)
	}
	ready := func(s *service, want int) {
		t.Helper()
		s.look(t.Context())
		w := call(s.handler(), "GET", "/readyz", "")
		require.Equal(t, want, w.Code, w.Body)
		ok := map[int]string{200: "1", 503: "0"}[want]
		assert.Contains(t, call(s.handler(), "GET", "/metrics", "").Body.String(), "\ncnworkday_register_ok "+ok+"\n")
	}
	const header = "Authorization: Bearer " + secret
	first, second := start(), start()
	ready(first, 200)
	ready(second, 200)
	_, p := post(t, first, "/v1/notices", "layer 公司\noff 2026-03-05 Thu 1 庆典\n")
	require.Empty(t, p.Detail)
	ready(second, 200)
	enterAll(t, second, register.Entry{Entity: "甲公司", Rule: "face.reached", Trigger: holidays.MustParseDate("2026-12-01"), Layers: []string{"公司"}})

	require.NoError(t, os.WriteFile(filepath.Join(folder, "2027.txt"), []byte(notice2027), 0o600))
	third := start()
	ready(third, 200)
	ready(first, 503)
	assert.Equal(t, "register", problemOf(t, call(first.handler(), "GET", "/readyz", "")).Code)
	assert.Equal(t, "disagrees", problemOf(t, call(first.handler(), "GET", "/filings.ics", "", header)).Code)
	_, p = post(t, first, "/v1/notices", "layer 另一\noff 2026-03-06 Fri 1 庆典\n")
	assert.Equal(t, "disagrees", p.Code)
	assert.Equal(t, 200, call(first.handler(), "GET", "/livez", "").Code)
	assert.Equal(t, 200, call(first.handler(), "GET", "/v1/due?rule=face.reached&trigger=2025-06-03", "").Code, "what needs no register is answered")
	first.look(t.Context())
	assert.Equal(t, 1, bytes.Count(log.Bytes(), []byte("level=ERROR msg=\"the register does not answer")), "it is said once: %s", &log)

	first.reload() // as on SIGHUP
	ready(first, 200)
	ready(third, 200)
	assert.Equal(t, third.record.calendar().ID(), first.record.calendar().ID())
	assert.Contains(t, log.String(), "the register answers again")
	assert.Contains(t, call(first.handler(), "GET", "/filings.ics", "", header).Body.String(), "DTSTART;VALUE=DATE:2027")

	first.record.register.Close()
	ready(first, 503)
	ready(third, 200)
}
