package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	ical "github.com/arran4/golang-ical"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
)

// refresh is how often calendar programs are asked to look for changes.
const refresh = time.Hour

// getFeed answers GET /filings.ics: all open filings as one calendar, to be subscribed to. Calendar programs send no token, so
// the address has a key, which reads this and nothing else.
func (s *service) getFeed(w http.ResponseWriter, r *http.Request) error {
	values, lang, err := pageQuery(w, r, "key")
	if err != nil {
		return err
	}
	if values["key"] == "" || s.record.register == nil {
		if _, err := s.authorize(w, r); err != nil {
			return err
		}
	} else if s.feedOf(values["key"]) == "" {
		return newProblem(http.StatusForbidden, "feed_key", "key", "this key reads nothing, perhaps because its token is another now: take the address anew from the list of filings")
	}
	f, err := s.newFeed(r, lang)
	if err != nil {
		return err
	}
	digest, packed := sha256.New(), new(bytes.Buffer) // a thirtieth of the whole, so that slow clients hold little
	z, _ := gzip.NewWriterLevel(packed, gzip.BestSpeed)
	if err := errors.Join(f.write(io.MultiWriter(digest, z)), z.Close()); err != nil {
		return err
	}
	tag := `"` + base64.RawURLEncoding.EncodeToString(digest.Sum(nil)[:12]) + `"`
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache") // the key stands for a person, and a copy must not hide that a date has moved
	h.Set("Etag", tag)
	if matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="filings.ics"`)
	if takesGzip(r) {
		h.Add("Vary", "Accept-Encoding")
		markPacked(h)
		_, err = packed.WriteTo(w)
		return err
	}
	plain, err := gzip.NewReader(packed)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, plain)
	return err
}

// A feed is the open filings. They are read as a whole, so that no
// slow client holds the database, and are written event by event, because the text is long.
type feed struct {
	ical.ComponentBase // it stands for all of its events
	filings            []register.Filing
	lang               deadline.Language
	instance           string
	site               *url.URL // of the service, as its client sees it; nil: unknown
}

func (s *service) newFeed(r *http.Request, lang deadline.Language) (*feed, error) {
	f := &feed{lang: lang, instance: s.record.register.Instance()}
	if r.Host != "" {
		f.site = &url.URL{Scheme: "http", Host: r.Host, Path: s.href("/filings/")}
		if secure(r) {
			f.site.Scheme = "https"
		}
	}
	var err error
	f.filings, err = s.record.register.List(r.Context(), register.Query{Status: []string{register.StatusOpen}})
	return f, err
}

// write writes the calendar. It has no METHOD: it is published, and invites nobody.
func (f *feed) write(to io.Writer) error {
	c := ical.NewCalendarFor("cnworkday")
	c.SetName(deadline.Text{EN: "Filings due", ZH: "备案截止日"}.In(f.lang))
	every := fmt.Sprintf("PT%.0fH", refresh.Hours())
	c.SetRefreshInterval(every)
	c.SetXPublishedTTL(every)
	c.Components = []ical.Component{f}
	b := bufio.NewWriterSize(to, 32<<10)
	if err := c.SerializeTo(b, ical.WithNewLineWindows); err != nil {
		return err
	}
	return b.Flush()
}

// SerializeTo writes the events. It makes a feed an ical.Component.
func (f *feed) SerializeTo(to io.Writer, c *ical.SerializationConfiguration) error {
	for _, filing := range f.filings {
		if err := f.event(filing).SerializeTo(to, c); err != nil {
			return err
		}
	}
	return nil
}

func (f *feed) event(filing register.Filing) *ical.VEvent {
	result, err := filing.Result()
	if err != nil { // the table has no such rule any more, as the problem says; the last answer still counts
		a := filing.Answer
		result = deadline.Result{Trigger: filing.Trigger, Opens: a.Opens, Due: a.Due, SafeBy: a.SafeBy, EstimatedFrom: a.EstimatedFrom, Calendar: a.Calendar}
		result.Rule = deadline.Rule{ID: filing.Rule, Title: deadline.Text{EN: "a rule that is gone", ZH: "已不存在的规则"}}
	}
	d := dueEvent{
		Result: result, calendar: filing.CountedBy(), lang: f.lang, uncertain: filing.Answer.Problem != "",
		uid: fmt.Sprintf("%s-%d@cnworkday", f.instance, filing.ID), subject: filing.Entity + " · ",
	}
	d.about = []string{d.say("Entity ", "单位 ") + filing.Entity}
	if filing.Reference != "" {
		d.about = append(d.about, d.say("Reference ", "事项 ")+filing.Reference)
	}
	if filing.Answer.Problem != "" {
		d.notes = []string{d.say("No new answer: ", "未能重新计算：") + filing.Answer.Problem}
	}
	e, _ := d.event() // what is not final stands in it
	e.SetDtStampTime(filing.Updated)
	e.SetLastModifiedAt(filing.Updated)
	e.SetSequence(filing.Revision - 1)
	if f.site != nil {
		e.SetURL(f.site.JoinPath(fmt.Sprint(filing.ID)).String())
	}
	return e
}
