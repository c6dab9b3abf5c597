package main

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// A shorter text is sent as it is: the packet is the same.
const worthPacking = 1024

// packers compress. There are few, as each holds most of a megabyte for as long as a slow client takes; when all are in use,
// answers go out as they are.
var packers struct {
	sync.Pool
	used atomic.Int32
}

const maxPackers = 64

func getPacker() *gzip.Writer {
	if packers.used.Add(1) > maxPackers {
		packers.used.Add(-1)
		return nil
	}
	if z, ok := packers.Get().(*gzip.Writer); ok {
		return z
	}
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a good one
	return z
}

func putPacker(z *gzip.Writer) {
	z.Reset(nil) // lets go of the client's connection
	packers.Put(z)
	packers.used.Add(-1)
}

// packed is data compressed beforehand, for an answer that is given often; nil where it is not worth it.
func packed(data []byte) []byte {
	if len(data) < worthPacking {
		return nil
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.DefaultCompression)
	z.Write(data) // to memory
	z.Close()
	return b.Bytes()
}

// takesGzip reads Accept-Encoding (RFC 9110, 12.5.3). "*" is not taken at its word: whoever wants gzip can say so.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		coding, weight, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			_, q, given := strings.Cut(weight, "=")
			value, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
			return !given || err == nil && value > 0
		}
	}
	return false
}

// markPacked says in the header that the body is compressed: another entity than the plain one, with the same meaning.
func markPacked(h http.Header) {
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	if tag := h.Get("Etag"); tag != "" && !strings.HasPrefix(tag, "W/") {
		h.Set("Etag", "W/"+tag)
	}
}

// isText reports whether a media type is one of those that the service writes and that shrink.
func isText(mime string) bool {
	return strings.HasPrefix(mime, "text/") || strings.HasPrefix(mime, "application/") || strings.HasPrefix(mime, "image/svg")
}

// choose decides, when the header goes out, whether the body is compressed.
func (w *response) choose() {
	h := w.Header()
	if h.Get("Content-Encoding") != "" || w.status == http.StatusNoContent || !isText(h.Get("Content-Type")) && w.status != http.StatusNotModified {
		return
	}
	h.Add("Vary", "Accept-Encoding")
	length, err := strconv.Atoi(h.Get("Content-Length"))
	if !w.takesGzip || w.status == http.StatusNotModified || err == nil && length < worthPacking {
		return
	}
	if w.packer = getPacker(); w.packer != nil {
		w.packer.Reset(w.ResponseWriter)
		markPacked(h)
	}
}

// FlushError is for http.ResponseController: it sends what there is so far.
func (w *response) FlushError() error {
	if w.packer != nil {
		if err := w.packer.Flush(); err != nil {
			return err
		}
	}
	return http.NewResponseController(w.ResponseWriter).Flush()
}

// finish ends a compressed body. One that is cut short for a panic is left without its end.
func (w *response) finish(whole bool) {
	if w.packer == nil {
		return
	}
	if whole {
		w.packer.Close()
	}
	putPacker(w.packer)
	w.packer = nil
}
