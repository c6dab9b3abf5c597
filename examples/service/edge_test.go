package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

func TestOptions(t *testing.T) {
	for _, row := range []struct{ name, base, proxies, origins, says string }{
		{"none", "", "", "", ""},
		{"all", "/a/due/", "10.0.0.0/8, ::1,192.0.2.1", "https://a.example,http://localhost:3000", ""},
		{"every origin", "", "", "*", ""},
		{"a path that is none", "due", "", "", "-base-path"},
		{"a path with a quote", `/"><script>`, "", "", "-base-path"},
		{"another host's path", "//evil.example", "", "", "-base-path"},
		{"a proxy by name", "", "proxy", "", "-trusted-proxy"},
		{"a range that is none", "", "10.0.0.0/99", "", "-trusted-proxy"},
		{"an origin without scheme", "", "", "a.example", "-cors"},
		{"an origin with a path", "", "", "https://a.example/x", "-cors"},
		{"an origin with a star", "", "", "https://*.example", "-cors"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := newOptions(row.base, row.proxies, row.origins)
			if row.says == "" {
				assert.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, row.says)
		})
	}
}

// Behind a proxy that leaves the base path and behind one that takes it off.
func TestBasePath(t *testing.T) {
	s := newTest(t)
	s.base = "/due"
	h := s.handler()
	for target, status := range map[string]int{"/due/v1/rules": 200, "/v1/rules": 200, "/due/livez": 200, "/livez": 200, "/duel/livez": 404, "/due/due/livez": 404, "/due/": 200} {
		assert.Equal(t, status, call(h, "GET", target, "").Code, target)
	}
	w := call(h, "GET", "/due", "")
	assert.Equal(t, "/due/", w.Header().Get("Location"))
	for _, target := range []string{"/due/", "/due/?rule=face.reached&trigger=2025-06-03", "/due/calendar/2025", "/due/count"} {
		links := regexp.MustCompile(`(?:href|src|action)="(/[^"]*)"`).FindAllStringSubmatch(call(h, "GET", target, "").Body.String(), -1)
		require.NotEmpty(t, links, target)
		for _, link := range links {
			assert.True(t, strings.HasPrefix(link[1], "/due/"), "%s links to %s", target, link[1])
		}
	}
	assert.Contains(t, call(h, "GET", "/due/openapi.json", "").Body.String(), `"servers": [{"url": "/due/"}]`)
}

// Only a trusted proxy is believed, and only what it added itself.
func TestForwarded(t *testing.T) {
	o, err := newOptions("", "10.0.0.0/8,::1", "")
	require.NoError(t, err)
	for _, row := range []struct {
		name, remote, forwardedFor, proto, client string
		secure                                    bool
	}{
		{"no proxy", "192.0.2.7:1234", "", "", "192.0.2.7:1234", false},
		{"a client that says it is another", "192.0.2.7:1234", "203.0.113.1", "https", "192.0.2.7:1234", false},
		{"a proxy", "10.1.1.1:1234", "203.0.113.1", "https", "203.0.113.1", true},
		{"a proxy on the same host", "[::1]:1234", "203.0.113.1", "http", "203.0.113.1", false},
		{"a proxy's IPv4 address written as IPv6", "[::ffff:10.1.1.1]:1234", "203.0.113.1", "https", "203.0.113.1", true},
		{"two proxies", "10.1.1.1:1234", "203.0.113.1, 10.2.2.2", "https", "203.0.113.1", true},
		{"a client that invents a first hop", "10.1.1.1:1234", "198.51.100.9, 203.0.113.1, 10.2.2.2", "http,https", "203.0.113.1", true},
		{"a hop that is no address", "10.1.1.1:1234", "203.0.113.1, unknown, 10.2.2.2", "ftp", "10.2.2.2", false},
		{"a proxy that says nothing", "10.1.1.1:1234", "", "", "10.1.1.1:1234", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := newTest(t)
			s.options = o
			var client string
			var isSecure bool
			h := s.edge(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { client, isSecure = r.RemoteAddr, secure(r) }))
			r := httptest.NewRequest("GET", "https://service.test/", nil) // as a client may write it
			r.TLS, r.RemoteAddr = nil, row.remote
			if row.forwardedFor != "" {
				r.Header.Set("X-Forwarded-For", row.forwardedFor)
			}
			r.Header.Set("X-Forwarded-Proto", row.proto)
			h.ServeHTTP(httptest.NewRecorder(), r)
			assert.Equal(t, row.client, client)
			assert.Equal(t, row.secure, isSecure)
		})
	}
}

func TestCORS(t *testing.T) {
	s := newTest(t)
	var err error
	s.options, err = newOptions("", "", "https://a.example")
	require.NoError(t, err)
	h := s.handler()
	allowed := func(method, target, origin string, headers ...string) string {
		return call(h, method, target, "", append(headers, "Origin: "+origin)...).Header().Get("Access-Control-Allow-Origin")
	}
	assert.Equal(t, "https://a.example", allowed("GET", "/v1/rules", "https://a.example"))
	assert.Equal(t, "https://a.example", allowed("GET", "/v1/due", "https://a.example"), "problems are read too")
	assert.Empty(t, allowed("GET", "/v1/rules", "https://b.example"))
	assert.Empty(t, allowed("GET", "/", "https://a.example"), "pages are no API")
	assert.Equal(t, "Origin", call(h, "GET", "/v1/rules", "").Header().Get("Vary"), "a cache keeps one answer for each")

	w := call(h, "OPTIONS", "/v1/due", "", "Origin: https://a.example", "Access-Control-Request-Method: POST")
	assert.Equal(t, 204, w.Code)
	assert.Contains(t, w.Header().Get("Access-Control-Allow-Methods"), "POST")
	assert.Contains(t, w.Header().Get("Access-Control-Allow-Headers"), "Authorization")
	assert.Empty(t, w.Header().Get("Access-Control-Allow-Credentials"))
	assert.Equal(t, 405, call(h, "OPTIONS", "/v1/due", "", "Origin: https://b.example", "Access-Control-Request-Method: POST").Code)

	s.options.origins = []string{"*"}
	assert.Equal(t, "*", allowed("GET", "/v1/rules", "https://b.example"))
	assert.Empty(t, call(newTest(t).handler(), "GET", "/v1/rules", "", "Origin: https://a.example").Header().Get("Access-Control-Allow-Origin"), "without the flag")
}

// The body is the same, compressed or not; what is kept by its tag is found by either tag.
func TestGzip(t *testing.T) {
	h := newTest(t).handler()
	for _, target := range []string{
		"/v1/due?rule=face.reached&trigger=2025-06-03", "/v1/due?rule=face.reached&trigger=2026-12-01", "/v1/due?rule=face.reached&trigger=2025-06-03&show=steps",
		"/v1/rules", "/v1/calendar/2025", "/", "/calendar/2025", "/page.css", "/openapi.json",
	} {
		t.Run(target, func(t *testing.T) {
			plain, w := call(h, "GET", target, ""), call(h, "GET", target, "", "Accept-Encoding: br, gzip;q=0.8")
			require.Equal(t, "gzip", w.Header().Get("Content-Encoding"))
			assert.Contains(t, w.Header().Values("Vary"), "Accept-Encoding")
			assert.Contains(t, plain.Header().Values("Vary"), "Accept-Encoding")
			assert.Less(t, w.Body.Len(), plain.Body.Len()*2/3)
			z, err := gzip.NewReader(w.Body)
			require.NoError(t, err)
			text, err := io.ReadAll(z)
			require.NoError(t, err)
			assert.Equal(t, plain.Body.String(), string(text))
			if tag := plain.Header().Get("Etag"); tag != "" {
				assert.Equal(t, "W/"+tag, w.Header().Get("Etag"))
				for _, known := range []string{tag, "W/" + tag} {
					again := call(h, "GET", target, "", "Accept-Encoding: gzip", "If-None-Match: "+known)
					assert.Equal(t, 304, again.Code)
					assert.Zero(t, again.Body.Len())
				}
			}
		})
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"not asked":        call(h, "GET", "/v1/rules", ""),
		"refused":          call(h, "GET", "/v1/rules", "", "Accept-Encoding: gzip;q=0"),
		"another":          call(h, "GET", "/v1/rules", "", "Accept-Encoding: br"),
		"short":            call(h, "GET", "/livez", "", "Accept-Encoding: gzip"),
		"without its body": call(h, "HEAD", "/v1/rules", "", "Accept-Encoding: gzip"),
	} {
		assert.Empty(t, w.Header().Get("Content-Encoding"), name)
	}
	for range maxPackers {
		require.NotNil(t, getPacker())
	}
	w := call(h, "GET", "/v1/rules", "", "Accept-Encoding: gzip")
	assert.Empty(t, w.Header().Get("Content-Encoding"), "all compressors are in use")
	packers.used.Store(0)
}

// A compressed batch streams, too: what a line is answered with comes before the next is sent.
func TestGzipStreams(t *testing.T) {
	server := httptest.NewServer(newTest(t).handler())
	defer server.Close()
	body, in := io.Pipe()
	r, err := http.NewRequest("POST", server.URL+"/v1/due", body)
	require.NoError(t, err)
	r.Header.Set("Accept-Encoding", "gzip")
	const line = `{"rule":"face.reached","trigger":"2025-06-03"}` + "\n"
	go io.WriteString(in, line)
	w, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer w.Body.Close()
	require.Equal(t, "gzip", w.Header.Get("Content-Encoding"))
	z, err := gzip.NewReader(w.Body)
	require.NoError(t, err)
	d := json.NewDecoder(z)
	for i := 1; i <= 3; i++ {
		var got struct{ Line int }
		require.NoError(t, d.Decode(&got))
		require.Equal(t, i, got.Line)
		if i < 3 {
			io.WriteString(in, line)
		}
	}
	in.Close()
	assert.False(t, d.More())
}

func TestBearer(t *testing.T) {
	for header, want := range map[string]string{
		"Bearer abc": "abc", "bearer abc": "abc", "BEARER  abc": "abc", "Basic abc": "", "Bearer": "", "abc": "", "": "",
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Authorization", header)
		got, ok := bearer(r)
		assert.Equal(t, want, got, header)
		assert.Equal(t, want != "", ok, header)
	}
}

// What is asked as of a day says so, in words.
func TestAsOf(t *testing.T) {
	h := newTest(t).handler()
	for _, target := range []string{"/v1/due?rule=face.reached&trigger=2025-12-01&as_of=2025-11-03", "/v1/calendar/2026?as_of=2025-11-03"} {
		body := call(h, "GET", target, "").Body.String()
		assert.Contains(t, body, `"as_of":"2025-11-03"`)
		assert.Contains(t, body, "not published by that day is left out")
		assert.Contains(t, body, "当日尚未公布的放假通知不计入")
	}
	assert.NotContains(t, call(h, "GET", "/v1/due?rule=face.reached&trigger=2025-12-01", "").Body.String(), "as_of")
	file := call(h, "GET", "/v1/due.ics?rule=face.reached&trigger=2025-12-01&as_of=2025-11-03", "").Body.String()
	assert.Contains(t, strings.ReplaceAll(file, "\r\n ", ""), "not published by that day is left out")
	assert.NotContains(t, file, "METHOD", "with one, an ORGANIZER would have to stand there (RFC 5546, 3.2.1)")
	w := call(h, "POST", "/v1/due?as_of=2025-11-03", `{"rule":"face.reached","trigger":"2025-12-01"}`)
	assert.Contains(t, w.Body.String(), `"as_of":"2025-11-03","final":false,"provisional":true`)
}

// The steps are the library's, and so are the notices; an answer with them is not taken from the shelf for one without.
func TestSteps(t *testing.T) {
	s := newTest(t)
	h := s.handler()
	const target = "/v1/due?rule=scc.effective&trigger=2025-09-26"
	for range 2 {
		var got struct {
			Steps []struct {
				N    int
				Date holidays.Date
				Kind holidays.Kind
			}
			Notices []yearNotice
		}
		require.NoError(t, json.Unmarshal(call(h, "GET", target+"&show=steps", "").Body.Bytes(), &got))
		q, err := s.question(map[string]string{"rule": "scc.effective", "trigger": "2025-09-26"})
		require.NoError(t, err)
		result, err := compute(q)
		require.NoError(t, err)
		i := 0
		for step := range result.Steps(q.Calendar) {
			assert.Equal(t, step.N, got.Steps[i].N)
			assert.Equal(t, step.Day.Date, got.Steps[i].Date)
			assert.Equal(t, step.Day.Kind, got.Steps[i].Kind)
			i++
		}
		assert.Len(t, got.Steps, i)
		require.Len(t, got.Notices, 1)
		assert.Equal(t, result.NoticesUsed(q.Calendar)[0].Number, got.Notices[0].Number)
		assert.NotContains(t, call(h, "GET", target, "").Body.String(), "steps")
	}
	assert.Equal(t, "bad_show", problemOf(t, call(h, "GET", target+"&show=all", "")).Code)
}

// On the way out /readyz says so, and everything else is still answered.
func TestDrain(t *testing.T) {
	s := newTest(t)
	h := s.handler()
	assert.Equal(t, 200, call(h, "GET", "/readyz", "").Code)
	s.draining.Store(true)
	assert.Equal(t, "draining", problemOf(t, call(h, "GET", "/readyz", "")).Code)
	assert.Equal(t, 200, call(h, "GET", "/livez", "").Code)
	assert.Equal(t, 200, call(h, "GET", "/v1/rules", "").Code)
}

func TestProbe(t *testing.T) {
	s := newTest(t)
	server := httptest.NewServer(s.handler())
	defer server.Close()
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	require.NoError(t, err)
	ask := func(path string) error {
		return run([]string{"-addr", "127.0.0.1:" + port, "-probe", path}, io.Discard, io.Discard)
	}
	assert.NoError(t, ask("/livez"))
	assert.NoError(t, ask("/readyz"))
	s.draining.Store(true)
	assert.ErrorContains(t, ask("/readyz"), "503")
	server.Close()
	assert.Error(t, ask("/livez"))
}

func TestVersion(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run([]string{"-version"}, &out, io.Discard))
	assert.Contains(t, out.String(), "settled through "+holidays.China().SettledThrough().String())
	release = "1.2.3"
	defer func() { release = "" }()
	assert.Equal(t, "1.2.3", version())
	assert.Contains(t, call(newTest(t).handler(), "GET", "/metrics", "").Body.String(), `cnworkday_build_info{version="1.2.3"} 1`)

	out.Reset()
	require.NoError(t, run([]string{"-h"}, &out, io.Discard))
	assert.Contains(t, out.String(), "-base-path")
}

// Profiles are on an address of their own, without the command line, in which a token may be.
func TestProfiles(t *testing.T) {
	assert.Equal(t, 404, call(newTest(t).handler(), "GET", "/debug/pprof/", "").Code)
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		profiler().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return w
	}
	assert.Contains(t, ask("/debug/pprof/").Body.String(), "goroutine")
	assert.Equal(t, 404, ask("/debug/pprof/cmdline").Code)
	assert.Equal(t, 404, ask("/v1/rules").Code)
}

// A failed reload is a figure that an alert can rest on, until one succeeds.
func TestReloadMetric(t *testing.T) {
	s := newTest(t)
	figures := func() string { return call(s.handler(), "GET", "/metrics", "").Body.String() }
	assert.Contains(t, figures(), "cnworkday_last_reload_ok 1")
	s.record.folder = "/none"
	s.reload()
	assert.Contains(t, figures(), "cnworkday_last_reload_ok 0")
	assert.Contains(t, figures(), `cnworkday_reloads_total{result="failed"} 1`)
	s.record.folder = ""
	s.reload()
	assert.Contains(t, figures(), "cnworkday_last_reload_ok 1")
}
