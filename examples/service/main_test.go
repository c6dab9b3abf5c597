package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"log/slog"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The whole program: it listens, reads its folder, reads it again on SIGHUP, lets a request finish on SIGTERM and ends. Not
// parallel: signals are the process's.
func TestRun(t *testing.T) {
	folder := t.TempDir()
	logs, to := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- run([]string{"-addr", "127.0.0.1:0", "-notices", folder, "-token", "li:" + secret, "-db", filepath.Join(t.TempDir(), "register.db"), "-drain", "1s"}, io.Discard, to)
		to.Close()
	}()
	lines := bufio.NewScanner(logs)
	said := make(chan map[string]any, 100)
	go func() {
		for lines.Scan() {
			var line map[string]any
			if json.Unmarshal(lines.Bytes(), &line) == nil && line["msg"] != "request" {
				said <- line
			}
		}
		close(said)
	}()
	hear := func(message string) map[string]any {
		select {
		case line := <-said:
			require.Equal(t, message, line["msg"], "%v", line)
			return line
		case <-time.After(10 * time.Second):
			t.Fatal("nothing said of: " + message)
		}
		return nil
	}
	at := "http://" + hear("listening")["address"].(string)
	provisional := func() bool {
		w, err := http.Get(at + "/v1/due?rule=face.reached&trigger=2026-12-01")
		require.NoError(t, err)
		defer w.Body.Close()
		text, err := io.ReadAll(w.Body)
		require.NoError(t, err)
		return strings.Contains(string(text), `"provisional":true`)
	}
	assert.True(t, provisional())
	require.NoError(t, os.WriteFile(filepath.Join(folder, "2027.txt"), []byte(notice2027), 0o600))
	require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGHUP))
	assert.Equal(t, true, hear("notices reloaded")["changed"])
	assert.False(t, provisional())
	require.NoError(t, os.WriteFile(filepath.Join(folder, "bad.txt"), []byte("year 2027"), 0o600))
	require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGHUP))
	hear("notices not reloaded; the calendar stays as it is")
	assert.False(t, provisional())

	// a batch is under way while the program is told to stop: it is finished first
	body, in := io.Pipe()
	go fmt.Fprintln(in, `{"rule":"face.reached","trigger":"2025-06-03"}`)
	w, err := http.Post(at+"/v1/due", "application/x-ndjson", body)
	require.NoError(t, err)
	answers := bufio.NewReader(w.Body)
	_, err = answers.ReadString('\n')
	require.NoError(t, err)
	require.NoError(t, syscall.Kill(os.Getpid(), syscall.SIGTERM))
	hear("draining")
	for path, want := range map[string]int{"/readyz": 503, "/livez": 200, "/v1/rules": 200} {
		got, err := http.Get(at + path)
		require.NoError(t, err)
		got.Body.Close()
		assert.Equal(t, want, got.StatusCode, path)
	}
	hear("stopping")
	fmt.Fprintln(in, `{"rule":"face.reached","trigger":"2025-06-04"}`)
	line, err := answers.ReadString('\n')
	require.NoError(t, err)
	assert.Contains(t, line, "2025-07-16")
	in.Close()
	w.Body.Close()
	select {
	case err := <-done:
		assert.NoError(t, err)
	case <-time.After(10 * time.Second):
		t.Fatal("it does not end")
	}
}

func TestRunRefuses(t *testing.T) {
	for _, args := range [][]string{{"-notices", "/none"}, {"-addr", "nowhere:x"}, {"extra"}, {"-quick"}} {
		assert.Error(t, run(args, io.Discard, io.Discard), args)
	}
}

// Clients that are slow, cut their request short or send too much hold nothing for long.
func TestSlowClients(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	server := newServer(newTest(t).handler(), log)
	server.ReadHeaderTimeout, server.ReadTimeout = 200*time.Millisecond, 400*time.Millisecond
	go server.Serve(listener)
	defer server.Close()
	for _, row := range []struct{ name, send, want string }{
		{"half a header", "GET / HTTP/1.1\r\nHost: x\r\n", ""},
		{"half a notice", "POST /v1/notices HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + secret + "\r\nContent-Length: 100\r\n\r\nyear", "400 Bad Request"},
		{"a header without end", "GET / HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("x", 64<<10), "431"},
		{"no HTTP", "HELO there\r\n\r\n", "400"},
		{"a batch cut short", "POST /v1/due HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n\r\n{}\n", `"line":1`},
	} {
		t.Run(row.name, func(t *testing.T) {
			c, err := net.Dial("tcp", listener.Addr().String())
			require.NoError(t, err)
			defer c.Close()
			require.NoError(t, c.SetDeadline(time.Now().Add(15*time.Second)))
			io.WriteString(c, row.send)
			if row.name == "a batch cut short" {
				c.(*net.TCPConn).CloseWrite()
			}
			got, err := io.ReadAll(c)
			if row.want == "431" { // the rest of what was sent may reset the connection
				return
			}
			assert.NoError(t, err, "it was closed by the service")
			assert.Contains(t, string(got), row.want)
		})
	}
}
