package main

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// A loaded says what loading a notice changed.
type loaded struct {
	Notice yearNotice `json:"notice"`
	change
}

// postNotices answers POST /v1/notices: a notice in any form that gazette.Parse reads is loaded at once.
func (s *service) postNotices(w http.ResponseWriter, r *http.Request) error {
	if err := s.authorize(w, r); err != nil {
		return err
	}
	if _, err := query(r); err != nil {
		return err
	}
	if err := wantType(r, "text/plain", "application/json", "application/octet-stream"); err != nil {
		return err
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if tooLong := (*http.MaxBytesError)(nil); err != nil && !errors.As(err, &tooLong) {
		return newProblem(http.StatusBadRequest, "cut_short", "", "the notice was cut short")
	} else if err != nil {
		return err
	}
	n, _, err := gazette.Parse("notice", data)
	if err != nil {
		return err
	}
	c, err := s.record.add(n)
	switch {
	case errors.As(err, new(*holidays.StatuteError)):
		return err
	case err != nil: // the notice by itself was read: it contradicts what is loaded
		return newProblem(http.StatusConflict, "conflicting_notice", "", "%s", plain(err))
	}
	s.metrics.swapped()
	s.log.Info("notice loaded", "request_id", w.Header().Get("X-Request-Id"), "number", n.Number, "year", n.Year,
		"changed", c.Changed, "calendar", c.Calendar.After, "days", len(c.Days))
	return reply{body: loaded{newYearNotice(n), c}}.write(w, r)
}

// authorize compares the token in constant time, before anything of the body is read.
func (s *service) authorize(w http.ResponseWriter, r *http.Request) error {
	if s.token == "" {
		return newProblem(http.StatusForbidden, "no_loading", "", "the service was started without -token and takes no notices over HTTP")
	}
	given, ok := bearer(r)
	want, got := sha256.Sum256([]byte(s.token)), sha256.Sum256([]byte(given))
	if !ok || subtle.ConstantTimeCompare(want[:], got[:]) == 0 {
		w.Header().Set("WWW-Authenticate", "Bearer")
		return newProblem(http.StatusUnauthorized, "token", "", "want the header Authorization: Bearer TOKEN, with the service's token")
	}
	return nil
}
