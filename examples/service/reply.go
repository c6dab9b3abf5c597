package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// A reply is an answer with what may be kept of it. Only a final answer may be kept, and for five minutes only: an amendment
// can still change it. The zero Reply may not be kept.
type reply struct {
	status int           // 0: 200
	body   any           // written as JSON, unless it is bytes
	packed func() []byte // the body compressed, where it is kept so
	mime   string        // "" for JSON
	final  bool
	tag    string // of the body, where it was computed before
}

func (p reply) write(w http.ResponseWriter, r *http.Request) error {
	data, ok := p.body.([]byte)
	if !ok {
		var err error
		if data, err = json.Marshal(p.body); err != nil {
			return err
		}
		data = append(data, '\n')
	}
	h := w.Header()
	if p.mime == "" {
		p.mime = "application/json"
	}
	h.Set("Content-Type", p.mime)
	if !p.final {
		h.Set("Cache-Control", "no-store")
	} else {
		if p.tag == "" {
			p.tag = entityTag(data)
		}
		h.Set("Cache-Control", "public, max-age=300")
		h.Set("Etag", p.tag)
		if matches(r.Header.Get("If-None-Match"), p.tag) {
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	if p.packed != nil && takesGzip(r) {
		if z := p.packed(); z != nil {
			h.Add("Vary", "Accept-Encoding")
			markPacked(h)
			data = z
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(cmp.Or(p.status, http.StatusOK))
	_, err := w.Write(data)
	return err
}

func entityTag(data []byte) string {
	sum := sha256.Sum256(data)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// matches reports whether If-None-Match names the tag (RFC 9110, 13.1.2: compared weakly).
func matches(header, tag string) bool {
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || strings.TrimPrefix(candidate, "W/") == tag {
			return true
		}
	}
	return false
}
