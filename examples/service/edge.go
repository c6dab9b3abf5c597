package main

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// options say where the service stands: under which path, behind whom, and for whose pages.
type options struct {
	base    string         // what the paths of links begin with, such as /due; "" for none
	proxies []netip.Prefix // whose X-Forwarded-For and X-Forwarded-Proto are believed
	origins []string       // whose scripts may use the API; "*" for all
}

func newOptions(base, proxies, origins string) (o options, err error) {
	if base = strings.TrimSuffix(base, "/"); base != "" {
		if base[0] != '/' || strings.Trim(base, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/") != "" || strings.Contains(base, "//") {
			return o, fmt.Errorf("-base-path %q: want a path of letters and digits, such as /due", base)
		}
		o.base = base
	}
	for _, s := range split(proxies) {
		p, err := netip.ParsePrefix(s)
		if addr, err2 := netip.ParseAddr(s); err2 == nil {
			p, err = addr.Prefix(addr.BitLen())
		}
		if err != nil {
			return o, fmt.Errorf("-trusted-proxy %q: want addresses or ranges, such as 10.0.0.0/8,::1", s)
		}
		o.proxies = append(o.proxies, p)
	}
	for _, s := range split(origins) {
		scheme, host, ok := strings.Cut(s, "://")
		if s != "*" && (!ok || scheme != "http" && scheme != "https" || host == "" || strings.ContainsAny(host, "/*?# ")) {
			return o, fmt.Errorf("-cors %q: want origins, such as https://intranet.example, or *", s)
		}
		o.origins = append(o.origins, s)
	}
	return o, nil
}

func split(list string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }), func(s string) bool { return s == "" })
}

// edge goes around the routes. The base path is taken off where it is there, so that it makes no difference whether a proxy
// takes it off itself.
func (s *service) edge(routes http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(s.proxies) > 0 || s.base != "" || r.URL.Scheme != "" {
			copied, url := *r, *r.URL
			r, r.URL = &copied, &url
			r.URL.Scheme = "" // a client may send any
			if s.trusts(r.RemoteAddr) {
				r.RemoteAddr, r.URL.Scheme = s.forwarded(r)
			}
			if rest, ok := strings.CutPrefix(r.URL.Path, s.base); ok && s.base != "" {
				switch {
				case rest == "":
					http.Redirect(w, r, s.base+"/", http.StatusMovedPermanently)
					return
				case rest[0] == '/':
					r.URL.Path, r.URL.RawPath = rest, strings.TrimPrefix(r.URL.RawPath, s.base)
				}
			}
		}
		if s.shared(w, r) {
			return
		}
		routes.ServeHTTP(w, r)
	})
}

// trusts reports whether an address, with or without its port, is a proxy's.
func (o options) trusts(address string) bool {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		ipPort, err := netip.ParseAddrPort(address)
		if err != nil {
			return false
		}
		ip = ipPort.Addr()
	}
	ip = ip.Unmap().WithZone("")
	return slices.ContainsFunc(o.proxies, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// forwarded returns the client that trusted proxies name, and the scheme that it used. Each proxy adds the address that asked
// it at the end of X-Forwarded-For; what stands before the first address that is no proxy's, anybody may have written.
func (o options) forwarded(r *http.Request) (client, scheme string) {
	client = r.RemoteAddr
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		ip, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		if client = ip.String(); !o.trusts(client) {
			break
		}
	}
	protos := split(strings.Join(r.Header.Values("X-Forwarded-Proto"), ","))
	if len(protos) > 0 && (protos[len(protos)-1] == "https" || protos[len(protos)-1] == "http") {
		scheme = protos[len(protos)-1]
	}
	return client, scheme
}

// secure reports whether the client's own connection is encrypted, to this process or to a trusted proxy.
func secure(r *http.Request) bool { return r.TLS != nil || r.URL.Scheme == "https" }

// shared lets scripts of other sites use the API, where -cors names them: never the pages, and never with cookies. It reports
// whether the request was such a script's question beforehand, which it answers.
func (s *service) shared(w http.ResponseWriter, r *http.Request) (answered bool) {
	if len(s.origins) == 0 || !strings.HasPrefix(r.URL.Path, "/v1/") && r.URL.Path != "/openapi.json" {
		return false
	}
	h, origin := w.Header(), r.Header.Get("Origin")
	h.Add("Vary", "Origin")
	switch {
	case slices.Contains(s.origins, "*"):
		h.Set("Access-Control-Allow-Origin", "*")
	case slices.Contains(s.origins, origin):
		h.Set("Access-Control-Allow-Origin", origin)
	default:
		return false
	}
	h.Set("Access-Control-Expose-Headers", "ETag, Location, Retry-After, X-Request-Id")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, PATCH, DELETE")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}
