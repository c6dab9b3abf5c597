package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/holidays"
)

// getPage answers GET /: the form and, once a rule and a date are chosen, the answer. What is wrong is said on the page.
func (s *service) getPage(w http.ResponseWriter, r *http.Request) error {
	values, lang, err := pageQuery(w, r, "rule", "trigger", "as_of", "today")
	site := s.site(lang, r.URL, values)
	if err == nil && values["rule"] == "" && values["trigger"] == "" {
		start := page.Start{Calendar: s.record.calendar(), Today: s.today(), Lang: lang, Site: site}
		return show(w, http.StatusOK, false, func(b *bytes.Buffer) error { return page.WriteStart(b, start) })
	}
	var a page.Answer
	if err == nil {
		a, err = s.pageAnswer(values)
	}
	if err != nil {
		return s.showProblem(w, err, lang, site)
	}
	a.Lang, a.Site = lang, site
	final := a.Result.Final()
	s.metrics.answered(final)
	return show(w, http.StatusOK, final, func(b *bytes.Buffer) error { return page.Write(b, a) })
}

// pageAnswer computes what the page shows. Without a today in the query it is looked at from the day it is in Beijing.
func (s *service) pageAnswer(values map[string]string) (a page.Answer, err error) {
	a.Calendar = s.record.calendar() // both of what follows rest on this one, whatever is loaded meanwhile
	q, err := s.question(values)
	if err != nil {
		return a, err
	}
	a.AsOf, a.Today = q.AsOf, q.Today
	if q.Calendar = a.Calendar; !a.AsOf.IsZero() {
		q.Calendar = a.Calendar.AsOf(a.AsOf)
	}
	if a.Result, err = compute(q); err != nil {
		return a, err
	}
	if a.Today.IsZero() {
		a.Today = s.today()
	}
	_, err = a.Result.Standing(a.Today, q.Calendar)
	return a, err
}

// getYearPage answers GET /calendar/{year}.
func (s *service) getYearPage(w http.ResponseWriter, r *http.Request) error {
	values, lang, err := pageQuery(w, r, "as_of")
	site := s.site(lang, r.URL, values)
	site.Form = nil
	y := page.Year{Calendar: s.record.calendar(), Lang: lang}
	if err == nil {
		y.AsOf, err = optionalDate("as_of", values["as_of"])
	}
	if err == nil {
		y.Year, err = parseYear(r.PathValue("year"))
	}
	if err == nil {
		_, err = y.Calendar.Add(holidays.NewDate(y.Year, 1, 1), 0)
	}
	if err != nil {
		return s.showProblem(w, err, lang, site)
	}
	for _, n := range []int{y.Year - 1, y.Year + 1} {
		if first, last := y.Calendar.Range(); n >= first.Year() && n <= last.Year() {
			site.Menu = append(site.Menu, page.Link{Text: strconv.Itoa(n), Href: s.yearPath(n, lang, values["as_of"])})
		}
	}
	y.Site = site
	c := y.Calendar
	if !y.AsOf.IsZero() {
		c = c.AsOf(y.AsOf)
	}
	_, provisional := c.Count(holidays.NewDate(y.Year, 1, 1), holidays.NewDate(y.Year, 12, 31))
	return show(w, http.StatusOK, provisional == nil, func(b *bytes.Buffer) error { return page.WriteYear(b, y) })
}

// show sends a page. One that is not final, or that tells of a day, may not be kept.
func show(w http.ResponseWriter, status int, final bool, draw func(*bytes.Buffer) error) error {
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

func (s *service) showProblem(w http.ResponseWriter, err error, lang deadline.Language, site page.Site) error {
	p := asProblem(err)
	if p.Status >= 500 {
		s.log.Error("no page", "request_id", w.Header().Get("X-Request-Id"), "error", err)
	}
	return show(w, p.Status, false, func(b *bytes.Buffer) error {
		return page.WriteStart(b, page.Start{Problem: said(err, lang), Lang: lang, Site: site})
	})
}

// pageQuery reads the parameters of a page by name, and the language: the one asked for, or the reader's own. What else
// stands in an address, as those who send links add it, is left alone; the API refuses it.
func pageQuery(w http.ResponseWriter, r *http.Request, known ...string) (map[string]string, deadline.Language, error) {
	all, kept := r.URL.Query(), url.Values{}
	for _, name := range append(known, "lang") {
		if all.Has(name) {
			kept[name] = all[name]
		}
	}
	values, err := query(&http.Request{URL: &url.URL{RawQuery: kept.Encode()}}, append(known, "lang")...)
	var lang deadline.Language
	if asked := all.Get("lang"); asked == "" || lang.UnmarshalText([]byte(asked)) != nil {
		w.Header().Add("Vary", "Accept-Language")
		lang = preferred(r.Header.Get("Accept-Language"))
	}
	if err == nil {
		_, err = parseLang(values["lang"])
	}
	return values, lang, err
}

// preferred is the language of the two that a browser likes better; English if it knows neither.
func preferred(accept string) deadline.Language {
	best := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		tag, parameters, _ := strings.Cut(part, ";")
		q := 1.0
		if value, ok := strings.CutPrefix(strings.TrimSpace(parameters), "q="); ok {
			q, _ = strconv.ParseFloat(value, 64)
		}
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		best[primary] = max(best[primary], q)
	}
	if best["zh"] > best["en"] {
		return deadline.Chinese
	}
	return deadline.English
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
		Stylesheet: s.href("/page.css"), Script: s.href("/page.js"), Icon: s.href("/icon.svg"), Home: s.href("/?lang=" + lang.String()),
		Menu: []page.Link{
			{Text: name, Href: s.href(at.Path + "?" + encode(values, "lang", other.String())), Lang: page.Tag(other)},
			{Text: say("Working days", "工作日计算"), Href: s.href("/count?lang=" + lang.String())},
			{Text: fmt.Sprintf(say("Calendar %d", "%d年日历"), year), Href: s.yearPath(year, lang, "")},
			{Text: "API", Href: s.href("/openapi.json")},
		},
		Form: &page.Form{
			Action: s.href("/"), Rules: deadline.Rules(), Rule: values["rule"], Trigger: formDate(values["trigger"]),
			Today: formDate(values["today"]), AsOf: formDate(values["as_of"]), Earliest: first.String(), Last: last.String(),
		},
	}
	if site.Form.Rule == "" {
		site.Form.Rule = "face.reached"
	}
	if s.record.register != nil {
		site.Menu = slices.Insert(site.Menu, 1, page.Link{Text: say("Register", "备案台账"), Href: s.link(lang, "/filings")})
	}
	if values["rule"] != "" {
		site.Buttons = s.answerLinks(lang, values)
		if s.record.register != nil {
			enter := page.Link{Text: say("Enter into the register", "加入台账"), Href: s.link(lang, "/filings/new", "rule", values["rule"], "trigger", values["trigger"])}
			site.Buttons = append([]page.Link{enter}, site.Buttons...)
		}
	}
	return site
}

// answerLinks lead to the other forms of an answer.
func (s *service) answerLinks(lang deadline.Language, values map[string]string) []page.Link {
	say := func(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(lang) }
	plain, evidence := encode(values, "lang", ""), "?"+encode(values, "lang", lang.String(), "today", "")
	links := []page.Link{
		{Text: say("Calendar file (ICS)", "日历文件（ICS）"), Href: s.href("/v1/due.ics" + evidence)},
	}
	for _, file := range evidenceFiles {
		links = append(links, page.Link{Text: file.name.In(lang), Href: s.href("/evidence." + file.format + evidence)})
	}
	return append(links, page.Link{Text: "API", Href: s.href("/v1/due?" + plain)})
}

// evidenceFiles are the forms of evidence.
var evidenceFiles = []struct {
	format string
	name   deadline.Text
}{
	{"txt", deadline.Text{EN: "Evidence (text)", ZH: "存档文件（文本）"}}, {"json", deadline.Text{EN: "Evidence (JSON)", ZH: "存档文件（JSON）"}},
	{"html", deadline.Text{EN: "Evidence (page)", ZH: "存档文件（网页）"}},
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

func (s *service) yearPath(year int, lang deadline.Language, asOf string) string {
	return s.href(fmt.Sprintf("/calendar/%d?%s", year, encode(map[string]string{"lang": lang.String(), "as_of": asOf})))
}
