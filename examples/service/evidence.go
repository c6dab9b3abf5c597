package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// An evidence is an answer with all that it rests on: enough to count it again without this service.
type evidence struct {
	Answer      deadline.Result   `json:"answer"`
	AsOf        holidays.Date     `json:"as_of,omitzero"` // nothing issued later was used
	Steps       []evidenceStep    `json:"steps"`
	Notices     []holidays.Notice `json:"notices"` // in their text form
	Calendar    string            `json:"calendar"`
	Explanation string            `json:"explanation"` // what the text file says
	Filing      *register.Filing  `json:"filing,omitempty"`
}

// An evidenceStep is a day of the count, with its number.
type evidenceStep struct {
	Day holidays.Day `json:"day"`
	N   int          `json:"n,omitempty"`
}

// getEvidence answers GET /evidence.txt, .json and .html: the answer as a file to be kept.
func (s *service) getEvidence(format string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		values, lang, err := pageQuery(w, r, "rule", "trigger", "as_of")
		var a page.Answer
		if err == nil {
			a, err = s.pageAnswer(values)
		}
		if err != nil {
			return s.showProblem(w, err, lang, s.site(lang, r.URL, values))
		}
		s.metrics.answered(a.Result.Final())
		a.Lang, a.Today = lang, holidays.Date{} // the same file whenever it is made
		return writeEvidence(w, r, a, nil, format)
	}
}

// getFilingEvidence answers GET /filings/{id}/evidence.txt, .json and .html: the same of a filing, by the calendar that its answer
// rests on. That of a filing filed or cancelled is the one of that day.
func (s *service) getFilingEvidence(format string) func(*caller) error {
	return func(c *caller) error {
		id, err := parseID(c.r)
		if err != nil {
			return err
		}
		f, err := s.record.register.Get(c.r.Context(), id)
		if err != nil {
			return err
		}
		r, err := f.Result()
		a := page.Answer{Result: r, Calendar: s.calendarOf(f), Lang: c.lang}
		if err != nil || a.Calendar == nil || r.Explain(io.Discard, a.Calendar, c.lang) != nil {
			return newProblem(http.StatusGone, "calendar_gone", "", "the calendar %s that the answer rests on, or its rule as it was, is no longer to be had: it cannot be counted again", f.Answer.Calendar).
				inChinese("结果所依据的日历 %s，或者当时的规则，已不可得，无法重新计数。", f.Answer.Calendar)
		}
		return writeEvidence(c.w, c.r, a, &f, format)
	}
}

// calendarOf returns the calendar that a filing's answer rests on; nil where it is no longer to be had.
func (s *service) calendarOf(f register.Filing) *holidays.Calendar {
	c := f.CountedBy()
	if c == nil {
		c, _ = s.record.register.CalendarOf(f.Layers)
	}
	if c != nil && c.ID() != f.Answer.Calendar {
		c, _ = c.Find(f.Answer.Calendar)
	}
	return c
}

// headOf says whose answer it is, and what became of it.
func headOf(f register.Filing, lang deadline.Language) (head []page.Fact) {
	for _, field := range [][2]string{
		{"entity", f.Entity}, {"key", f.Key}, {"reference", f.Reference}, {"status", stateTexts[f.Status].In(lang)}, {"filed_on", dateCell(f.FiledOn)},
		{"receipt", f.Receipt}, {"layers", strings.Join(f.Layers, ", ")},
	} {
		if field[1] != "" {
			head = append(head, page.Fact{Name: fieldName(field[0], lang), Text: field[1]})
		}
	}
	return head
}

// writeEvidence writes an answer as a file; f is the filing whose answer it is, nil for none.
func writeEvidence(w http.ResponseWriter, r *http.Request, a page.Answer, f *register.Filing, format string) error {
	c := a.Calendar
	if !a.AsOf.IsZero() {
		c = c.AsOf(a.AsOf)
	}
	var text bytes.Buffer
	name, final := fmt.Sprintf("%s-%v", a.Result.Rule.ID, a.Result.Trigger), a.Result.Final()
	if f != nil {
		name, final = fmt.Sprintf("filing-%d", f.ID), false // it is for one reader
		head := headOf(*f, a.Lang)
		for _, line := range head {
			fmt.Fprintf(&text, "%s%s%s\n", line.Name, deadline.Text{EN: ": ", ZH: "："}.In(a.Lang), line.Text)
		}
		fmt.Fprintln(&text)
		var err error
		if a.Site.Above, err = (frame{view: view{Body: head}}).draw("facts"); err != nil {
			return err
		}
	}
	if !a.AsOf.IsZero() {
		say := deadline.Text{EN: "As of %v: only notices issued by that day are used.\n", ZH: "截至%v：仅用此日及以前发布的通知。\n"}
		fmt.Fprintf(&text, say.In(a.Lang), a.AsOf)
	}
	if err := a.Result.Explain(&text, c, a.Lang); err != nil {
		return err
	}
	reply := reply{body: text.Bytes(), mime: "text/plain; charset=utf-8", final: final}
	switch format {
	case "json":
		e := evidence{
			Answer: a.Result, AsOf: a.AsOf, Steps: []evidenceStep{}, Notices: []holidays.Notice{},
			Calendar: a.Result.Calendar, Explanation: text.String(), Filing: f,
		}
		for step := range a.Result.Steps(c) {
			e.Steps = append(e.Steps, evidenceStep{step.Day, step.N})
		}
		e.Notices = append(e.Notices, a.Result.NoticesUsed(c)...)
		body, err := json.MarshalIndent(e, "", "  ")
		if err != nil {
			return err
		}
		reply.body, reply.mime = append(body, '\n'), ""
	case "html":
		var file bytes.Buffer
		if err := page.Write(&file, a); err != nil {
			return err
		}
		reply.body, reply.mime = file.Bytes(), "text/html; charset=utf-8"
	}
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.%s"`, name, format))
	return reply.write(w, r)
}
