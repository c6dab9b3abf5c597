package main

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"net/url"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/holidays"
)

//go:embed pages.html
var pagesText string

var pageTemplates = template.Must(template.New("pages").Funcs(template.FuncMap{"text": page.Text, "day": day}).Parse(pagesText))

// day is a date that never breaks in two.
func day(d holidays.Date) template.HTML { return page.Text(d.String()) }

// A view is a page of the service: which template, what it shows, and what was wrong.
type view struct {
	Name  string // of the template
	Title deadline.Text
	Err   error
	Body  any
	Query url.Values // of the same page in the other language
}

// A frame is a view as its template sees it, in the language of the page.
type frame struct {
	view
	Lang deadline.Language
	s    *service
}

// Say says something in the language of the page. Both languages stand side by side in the templates.
func (f frame) Say(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(f.Lang) }

// With is the frame around something else, for a template of its own.
func (f frame) With(body any) frame {
	f.Body = body
	return f
}

// Href is an address in the service that has no language.
func (f frame) Href(path string) string { return f.s.href(path) }

// Problem is what was wrong, in the language of the page; "" if nothing was.
func (f frame) Problem() string {
	if f.Err == nil {
		return ""
	}
	return said(f.Err, f.Lang)
}

// frame draws a view.
func (s *service) frame(w http.ResponseWriter, r *http.Request, lang deadline.Language, status int, v view) error {
	f := frame{view: v, Lang: lang, s: s}
	body, err := f.draw(v.Name)
	if err != nil {
		return err
	}
	values := map[string]string{}
	for name := range v.Query {
		values[name] = v.Query.Get(name)
	}
	site := s.site(lang, r.URL, values)
	return show(w, status, false, func(b *bytes.Buffer) error {
		return page.WriteFrame(b, page.Frame{Title: v.Title.In(lang), Body: body, Lang: lang, Site: site})
	})
}

func (f frame) draw(name string) (template.HTML, error) {
	var body bytes.Buffer
	err := pageTemplates.ExecuteTemplate(&body, name, f)
	return template.HTML(body.String()), err
}
