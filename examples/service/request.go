package main

import (
	"compress/gzip"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
)

// policy lets a page use the style, the script and the icon that the service serves, and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// A response remembers what was answered, and compresses it for a client that takes it so.
type response struct {
	http.ResponseWriter
	status    int
	bytes     int64 // of the body, before compression
	takesGzip bool
	packer    *gzip.Writer // nil: the body goes out as it is
}

func (w *response) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
		w.choose()
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *response) Write(b []byte) (n int, err error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	if w.packer != nil {
		n, err = w.packer.Write(b)
	} else {
		n, err = w.ResponseWriter.Write(b)
	}
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// watch goes around every handler: request ID, headers, a place among those under way, problems, log and metrics.
func (s *service) watch(route string, next handler) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		start := time.Now()
		room, level := s.rooms.of(route, r.Method), slog.LevelInfo
		if room == nil { // probes come every few seconds
			level = slog.LevelDebug
		}
		w := &response{ResponseWriter: rw, takesGzip: r.Method != http.MethodHead && takesGzip(r)}
		id := requestID(r)
		h := w.Header()
		h.Set("X-Request-Id", id)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "same-origin") // without one, a browser says of no form where it comes from
		s.metrics.underWay.Inc()
		defer func() {
			v := recover()
			w.finish(v == nil)
			if v != nil {
				if v != http.ErrAbortHandler { // of which the handler has said why
					s.log.Error("panic", "request_id", id, "value", v, "stack", string(debug.Stack()))
				}
				if w.status > 0 { // too late for a problem: cut the answer, so that half of it does not pass for the whole
					w.status = http.StatusInternalServerError
					defer panic(http.ErrAbortHandler)
				} else {
					asProblem(http.ErrAbortHandler).write(w)
				}
			}
			s.metrics.underWay.Dec()
			s.metrics.observe(route, r.Method, w.status, time.Since(start))
			s.log.LogAttrs(r.Context(), level, "request",
				slog.String("request_id", id), slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", w.status), slog.Int64("bytes", w.bytes), slog.Duration("took", time.Since(start)),
				slog.String("remote", r.RemoteAddr))
		}()
		if room != nil {
			select {
			case room <- struct{}{}:
				defer func() { <-room }()
			default:
				h.Set("Retry-After", "1")
				newProblem(http.StatusServiceUnavailable, "busy", "", "%d such requests are under way; try again in a second", cap(room)).write(w)
				return
			}
		}
		if err := next(w, r); err != nil {
			p := asProblem(err)
			if p != err && p.Status >= 500 { // not one that a handler made and means to show
				s.log.Error("no answer", "request_id", id, "error", err)
			}
			if w.status == 0 {
				p.write(w)
			}
		}
	}
}

// requestID is the caller's own where it is a plain word, else a new one.
func requestID(r *http.Request) string {
	id := r.Header.Get("X-Request-Id")
	if id != "" && len(id) <= 64 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == "" {
		return id
	}
	var b [8]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// bearer is the token of the Authorization header. The scheme's name is read in either case (RFC 9110, 11.1).
func bearer(r *http.Request) (token string, ok bool) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return "", false
	}
	return strings.TrimLeft(token, " "), true
}

// readBody reads a body of at most so many bytes.
func readBody(w http.ResponseWriter, r *http.Request, most int64) ([]byte, error) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	if tooLong := (*http.MaxBytesError)(nil); err != nil && !errors.As(err, &tooLong) {
		return nil, newProblem(http.StatusBadRequest, "cut_short", "", "the body was cut short")
	}
	return data, err
}

// parseYear reads the year of a path.
func parseYear(s string) (int, error) {
	year, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 || year < 1 {
		return 0, newProblem(http.StatusBadRequest, "bad_year", "year", "year %.20q: want four digits, such as 2026", s)
	}
	return year, nil
}

// wantType checks what a body says it is. One that says nothing is taken as the first.
func wantType(r *http.Request, types ...string) error {
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return newProblem(http.StatusUnsupportedMediaType, "encoding", "", "content encoding %.40q: want none", encoding)
	}
	given := r.Header.Get("Content-Type")
	if given == "" {
		return nil
	}
	got, parameters, err := mime.ParseMediaType(given)
	for _, t := range types {
		if err == nil && got == t {
			charset := strings.ToLower(parameters["charset"])
			if chinese := t == "text/csv" && slices.Contains([]string{"gb18030", "gbk", "gb2312"}, charset); charset != "" && charset != "utf-8" && !chinese {
				return newProblem(http.StatusUnsupportedMediaType, "charset", "", "charset %.40q: want utf-8", charset)
			}
			return nil
		}
	}
	return newProblem(http.StatusUnsupportedMediaType, "type", "", "content type %.80q: want %s", given, types[0])
}
