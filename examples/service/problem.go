package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// A problem is an answer that is none, as RFC 9457 has it: what is wrong, and what would be right.
type problem struct {
	Type      string `json:"type"` // about:blank: the status says what kind it is, and Code which
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Code      string `json:"code"`                 // stable, such as unknown_rule
	Parameter string `json:"parameter,omitempty"`  // of the query or of the line, at fault
	RequestID string `json:"request_id,omitempty"` // under which it is in the log

	chinese string // what a page says in Chinese; "": said finds it
}

func (p *problem) Error() string { return p.Detail }

func newProblem(status int, code, parameter, format string, args ...any) *problem {
	return &problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: fmt.Sprintf(format, args...), Code: code, Parameter: parameter,
	}
}

// inChinese adds what a page says in Chinese.
func (p *problem) inChinese(format string, args ...any) *problem {
	p.chinese = fmt.Sprintf(format, args...)
	return p
}

// asProblem says an error of the library, or of reading a body, as a problem.
func asProblem(err error) *problem {
	var (
		p       *problem
		tooLong *http.MaxBytesError
		statute *holidays.StatuteError
		syntax  *holidays.SyntaxError
		nobody  *gazette.UnofficialError
		refused *register.Error
	)
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &tooLong):
		return newProblem(http.StatusRequestEntityTooLarge, "too_large", "", "want at most %d bytes", tooLong.Limit)
	case errors.Is(err, deadline.ErrNotInForce):
		return newProblem(http.StatusUnprocessableEntity, "not_in_force", "trigger", "%s", plain(err))
	case errors.Is(err, holidays.ErrOutOfRange):
		return newProblem(http.StatusUnprocessableEntity, "out_of_range", "", "%s", plain(err))
	case errors.As(err, &statute):
		return newProblem(http.StatusUnprocessableEntity, "statute", "", "%s", plain(err))
	case errors.As(err, &syntax):
		return newProblem(http.StatusUnprocessableEntity, "bad_notice", "", "%s", plain(err))
	case errors.As(err, &nobody):
		return newProblem(http.StatusUnprocessableEntity, "unofficial", "", "%s", plain(err))
	case errors.As(err, &refused):
		status, code := http.StatusUnprocessableEntity, "invalid"
		switch refused.Kind {
		case register.ErrConflict:
			status, code = http.StatusConflict, "conflict"
		case register.ErrNotFound:
			status, code = http.StatusNotFound, "not_found"
		}
		return newProblem(status, code, refused.Field, "%s", plain(err))
	case errors.Is(err, register.ErrDisagrees):
		return newProblem(http.StatusServiceUnavailable, "disagrees", "", "%s; all processes want the same release and the same -notices", plain(err))
	case errors.Is(err, deadline.ErrInvalid):
		return newProblem(http.StatusUnprocessableEntity, "no_answer", "", "%s", plain(err))
	}
	return newProblem(http.StatusInternalServerError, "internal", "", "the service could not answer; the log says more")
}

// plain is an error without the name of the package that found it, and no longer than a reader reads.
func plain(err error) string {
	s := err.Error()
	for _, prefix := range [...]string{"holidays: ", "gazette: ", "deadline: ", "register: "} {
		s = strings.TrimPrefix(s, prefix)
	}
	s = strings.NewReplacer("Rules returns all of them", "GET /v1/rules lists them", ", by Calendar.With", "").Replace(s)
	if len(s) > 1000 {
		s = strings.ToValidUTF8(s[:1000], "") + "…"
	}
	return s
}

func (p *problem) write(w http.ResponseWriter) {
	p.RequestID = w.Header().Get("X-Request-Id")
	body, _ := json.Marshal(p) // strings and a number
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	w.Write(append(body, '\n'))
}
