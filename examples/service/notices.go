package main

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// A loaded says what putting a notice on record changed.
type loaded struct {
	Notice yearNotice `json:"notice"`
	change
}

// postNotices answers POST /v1/notices: a notice in any form that holidays.ParseNotice reads is put on record at once.
func (s *service) postNotices(w http.ResponseWriter, r *http.Request) error {
	if err := s.authorize(w, r); err != nil {
		return err
	}
	values, err := query(r, "accept_net")
	if err != nil {
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
	n, err := holidays.ParseNotice("notice", data)
	if err := acceptNet(&n, err, values["accept_net"]); err != nil {
		return err
	}
	c, err := s.record.add(n)
	if err != nil {
		return err
	}
	s.metrics.swapped()
	s.log.Info("notice on record", "request_id", w.Header().Get("X-Request-Id"), "number", n.Number, "year", n.Year,
		"changed", c.Changed, "calendar", c.Calendar.After, "days", len(c.Days))
	return reply{body: loaded{newYearNotice(n), c}}.write(w, r)
}

// authorize compares the token in constant time, before anything of the body is read.
func (s *service) authorize(w http.ResponseWriter, r *http.Request) error {
	if s.token == "" {
		return newProblem(http.StatusForbidden, "no_loading", "", "the service was started without -token and takes no notices over HTTP")
	}
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	want, got := sha256.Sum256([]byte(s.token)), sha256.Sum256([]byte(given))
	if !ok || subtle.ConstantTimeCompare(want[:], got[:]) == 0 {
		w.Header().Set("WWW-Authenticate", "Bearer")
		return newProblem(http.StatusUnauthorized, "token", "", "want the header Authorization: Bearer TOKEN, with the service's token")
	}
	return nil
}

// acceptNet takes a notice that does not add up to the statute's days only where its net is named on purpose.
func acceptNet(n *holidays.Notice, err error, named string) error {
	var statute *holidays.StatuteError
	if named == "" || err != nil && !errors.As(err, &statute) {
		return err
	}
	net, bad := strconv.Atoi(named)
	switch {
	case bad != nil:
		return newProblem(http.StatusBadRequest, "bad_net", "accept_net", "accept_net %.20q: want a number of days", named)
	case statute == nil:
		return nil
	case net != statute.Got:
		return newProblem(http.StatusUnprocessableEntity, "net", "accept_net", "the days add up to net %d, not to the %d of accept_net", statute.Got, net)
	}
	n.Net = statute.Got
	return nil
}
