package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
)

// A token lets somebody read and write the register.
type token struct {
	name string // who, in the register's history
	sum  [sha256.Size]byte
	feed string // key of the calendar feed, which calendar programs ask for without a token
}

// parseTokens reads NAME:TOKEN,NAME:TOKEN, or one TOKEN without a name.
func parseTokens(s string) (tokens []token, err error) {
	for part := range strings.SplitSeq(s, ",") {
		name, secret, named := strings.Cut(part, ":")
		switch {
		case s == "":
			continue
		case !named:
			name, secret = "token", part
		}
		if name == "" || secret == "" || len(name) > 40 || strings.ContainsAny(part, "\r\n\t") {
			return nil, fmt.Errorf("-token: want TOKEN, or NAME:TOKEN,NAME:TOKEN with names of at most 40 bytes") // and never the token itself
		}
		sum := sha256.Sum256([]byte(secret))
		for _, other := range tokens {
			if other.name == name || other.sum == sum { // whose would it be?
				return nil, fmt.Errorf("-token: %s and %s: want a name and a token of its own for each", other.name, name)
			}
		}
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte("feed"))
		tokens = append(tokens, token{name, sum, hex.EncodeToString(mac.Sum(nil)[:16])})
	}
	return tokens, nil
}

// authorize returns whose token a request carries: as Bearer, or as the password of HTTP Basic, which browsers ask people for.
// A browser sends a password by itself, so one that another site's page makes it send is refused. Tokens are compared in
// constant time, before anything of the body is read.
func (s *service) authorize(w http.ResponseWriter, r *http.Request) (who string, err error) {
	if s.record.register == nil {
		return "", newProblem(http.StatusForbidden, "no_register", "", "the service was started without -token: it keeps no register and takes no notices over HTTP")
	}
	given, ok := bearer(r)
	if _, password, basic := r.BasicAuth(); basic {
		if err := s.sameSite.Check(r); err != nil {
			return "", newProblem(http.StatusForbidden, "cross_site", "", "a page of another site sends this; want Authorization: Bearer TOKEN")
		}
		given, ok = password, true
	}
	sum := sha256.Sum256([]byte(given))
	for _, t := range s.tokens {
		if hmac.Equal(t.sum[:], sum[:]) && ok {
			who = t.name
		}
	}
	if who != "" {
		return who, nil
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	if !strings.HasPrefix(r.URL.Path, "/v1/") { // a person
		w.Header().Set("WWW-Authenticate", `Basic realm="cnworkday", charset="UTF-8"`)
	}
	return "", newProblem(http.StatusUnauthorized, "token", "", "want the header Authorization: Bearer TOKEN, with one of the service's tokens")
}

// An access is a request to the register that is allowed.
type access struct {
	who    string
	values map[string]string // parameters
	id     int64             // of the path, where it has one
	dryRun bool              // dry_run=1
}

// withToken goes around a handler of the register's API. It reads who asks, the parameters that the handler knows, and the path's ID.
func (s *service) withToken(h func(http.ResponseWriter, *http.Request, access) error, known ...string) handler {
	return func(w http.ResponseWriter, r *http.Request) (err error) {
		var a access
		if a.who, err = s.authorize(w, r); err != nil {
			return err
		}
		if a.values, err = query(r, known...); err != nil {
			return err
		}
		if a.dryRun, err = parseDryRun(a.values["dry_run"]); err != nil {
			return err
		}
		if r.PathValue("id") != "" {
			if a.id, err = parseID(r); err != nil {
				return err
			}
		}
		return h(w, r, a)
	}
}

// feedKey returns the key of the calendar feed of somebody, and "" for a name without a token.
func (s *service) feedKey(who string) string {
	for _, t := range s.tokens {
		if t.name == who {
			return t.feed
		}
	}
	return ""
}

// feedOf returns whose key of the calendar feed this is, and "" if it is nobody's.
func (s *service) feedOf(key string) (who string) {
	for _, t := range s.tokens {
		if hmac.Equal([]byte(t.feed), []byte(key)) {
			who = t.name
		}
	}
	return who
}
