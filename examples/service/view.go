package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/holidays"
)

// getPage answers GET /: the form and, once a rule and a date are chosen, the answer. What is wrong is said on the page.
func (s *service) getPage(w http.ResponseWriter, r *http.Request) error {
	values, err := query(r, "rule", "trigger", "as_of", "today", "lang")
	lang, langErr := pageLang(w, r, values["lang"])
	site := s.site(lang, r.URL, values)
	if err == nil && langErr == nil && values["rule"] == "" && values["trigger"] == "" {
		return show(w, r, http.StatusOK, true, func(b *bytes.Buffer) error {
			return page.WriteStart(b, page.Start{Lang: lang, Site: site})
		})
	}
	if err == nil {
		err = langErr
	}
	var a page.Answer
	if err == nil {
		a, err = s.pageAnswer(values)
	}
	if err != nil {
		return showProblem(w, r, asProblem(err), lang, site)
	}
	a.Lang, a.Site = lang, site
	final := a.Result.Final()
	s.metrics.answered(final)
	return show(w, r, http.StatusOK, final, func(b *bytes.Buffer) error { return page.Write(b, a) })
}

// pageAnswer computes what the page shows. Without a today in the query it is looked at from the day it is in Beijing.
func (s *service) pageAnswer(values map[string]string) (a page.Answer, err error) {
	q, err := s.question(values)
	if err != nil {
		return a, err
	}
	if a.Result, err = compute(q); err != nil {
		return a, err
	}
	a.Calendar, a.Today = q.Calendar, q.Today
	if a.Today.IsZero() {
		a.Today = s.today()
	}
	_, err = a.Result.Standing(a.Today, q.Calendar)
	return a, err
}

// getYearPage answers GET /calendar/{year}.
func (s *service) getYearPage(w http.ResponseWriter, r *http.Request) error {
	values, err := query(r, "lang", "as_of")
	lang, langErr := pageLang(w, r, values["lang"])
	site := s.site(lang, r.URL, values)
	site.Form = nil
	year, yearErr := parseYear(r.PathValue("year"))
	asOf, dateErr := optionalDate("as_of", values["as_of"])
	c := s.calendarAsOf(asOf)
	for _, e := range []error{langErr, yearErr, dateErr} {
		if err == nil {
			err = e
		}
	}
	if err == nil {
		_, err = c.Add(holidays.NewDate(year, 1, 1), 0)
	}
	if err != nil {
		return showProblem(w, r, asProblem(err), lang, site)
	}
	_, provisional := c.Count(holidays.NewDate(year, 1, 1), holidays.NewDate(year, 12, 31))
	for _, n := range []int{year - 1, year + 1} {
		if first, last := c.Range(); n >= first.Year() && n <= last.Year() {
			site.Menu = append(site.Menu, page.Link{Text: strconv.Itoa(n), Href: yearPath(n, lang, values["as_of"])})
		}
	}
	return show(w, r, http.StatusOK, provisional == nil, func(b *bytes.Buffer) error {
		return page.WriteYear(b, page.Year{Year: year, Calendar: c, Lang: lang, Site: site})
	})
}

func show(w http.ResponseWriter, r *http.Request, status int, final bool, draw func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	h.Set("Cache-Control", "no-cache") // it looks at the answer from today
	if !final {
		h.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(status)
	_, err := w.Write(b.Bytes())
	return err
}

func showProblem(w http.ResponseWriter, r *http.Request, p *problem, lang deadline.Language, site page.Site) error {
	return show(w, r, p.Status, false, func(b *bytes.Buffer) error {
		return page.WriteStart(b, page.Start{Problem: p.Detail, Lang: lang, Site: site})
	})
}

// pageLang is the language asked for, or the reader's own.
func pageLang(w http.ResponseWriter, r *http.Request, asked string) (deadline.Language, error) {
	if asked != "" {
		return parseLang(asked)
	}
	w.Header().Set("Vary", "Accept-Language")
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(r.Header.Get("Accept-Language"))), "zh") {
		return deadline.Chinese, nil
	}
	return deadline.English, nil
}

// site is what surrounds a page: the form as it was filled in, the same page in the other language, the other forms of the
// answer.
func (s *service) site(lang deadline.Language, at *url.URL, values map[string]string) page.Site {
	say := func(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(lang) }
	first, last := s.record.calendar().Range()
	other, name := deadline.Chinese, "中文"
	if lang == deadline.Chinese {
		other, name = deadline.English, "English"
	}
	year := s.today().Year()
	site := page.Site{
		Stylesheet: "/page.css", Script: "/print.js", Icon: "/icon.svg", Home: "/?lang=" + lang.String(),
		Menu: []page.Link{
			{Text: name, Href: at.Path + "?" + encode(values, "lang", other.String()), Lang: page.Tag(other)},
			{Text: fmt.Sprintf(say("Calendar %d", "%d年日历"), year), Href: yearPath(year, lang, "")},
			{Text: "API", Href: "/openapi.json"},
		},
		Form: &page.Form{
			Action: "/", Rules: deadline.Rules(), Rule: values["rule"], Trigger: formDate(values["trigger"]),
			Today: formDate(values["today"]), AsOf: formDate(values["as_of"]), Earliest: first.String(), Last: last.String(),
		},
	}
	if site.Form.Rule == "" {
		site.Form.Rule = "face.reached"
	}
	if values["rule"] != "" {
		site.Buttons = []page.Link{
			{Text: say("Calendar file (ICS)", "日历文件（ICS）"), Href: "/v1/due.ics?" + encode(values, "lang", lang.String(), "today", "")},
			{Text: "JSON", Href: "/v1/due?" + encode(values, "lang", "")},
		}
	}
	return site
}

// formDate is what a date field can show of what was asked: a date, or nothing.
func formDate(s string) string {
	d, err := parseTrigger(s)
	if err != nil {
		return ""
	}
	return d.String()
}

// encode writes a query anew, with some of its values changed and the empty ones left out.
func encode(values map[string]string, changed ...string) string {
	q := url.Values{}
	for name, value := range values {
		q.Set(name, value)
	}
	for i := 0; i < len(changed); i += 2 {
		q.Set(changed[i], changed[i+1])
	}
	for name := range q {
		if q.Get(name) == "" {
			q.Del(name)
		}
	}
	return q.Encode()
}

func yearPath(year int, lang deadline.Language, asOf string) string {
	return fmt.Sprintf("/calendar/%d?%s", year, encode(map[string]string{"lang": lang.String(), "as_of": asOf}))
}
