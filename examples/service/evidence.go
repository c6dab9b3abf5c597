package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
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
		return writeEvidence(w, r, a, format)
	}
}

func writeEvidence(w http.ResponseWriter, r *http.Request, a page.Answer, format string) error {
	c := a.Calendar
	if !a.AsOf.IsZero() {
		c = c.AsOf(a.AsOf)
	}
	var text bytes.Buffer
	if !a.AsOf.IsZero() {
		say := deadline.Text{EN: "As of %v: only notices issued by that day are used.\n", ZH: "截至%v：仅用此日及以前发布的通知。\n"}
		fmt.Fprintf(&text, say.In(a.Lang), a.AsOf)
	}
	if err := a.Result.Explain(&text, c, a.Lang); err != nil {
		return err
	}
	reply := reply{body: text.Bytes(), mime: "text/plain; charset=utf-8", final: a.Result.Final()}
	switch format {
	case "json":
		e := evidence{
			Answer: a.Result, AsOf: a.AsOf, Steps: []evidenceStep{}, Notices: []holidays.Notice{},
			Calendar: a.Result.Calendar, Explanation: text.String(),
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
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%v.%s"`, a.Result.Rule.ID, a.Result.Trigger, format))
	return reply.write(w, r)
}
