package main

import (
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// getDue answers GET /v1/due: the Result as the library writes it and, where they were asked, its standing, its count day by
// day and the notices that this rests on.
func (s *service) getDue(w http.ResponseWriter, r *http.Request) error {
	q, err := s.ask(r, "rule", "trigger", "as_of", "today", "show")
	if err != nil {
		return err
	}
	key := shelfKey{q.Rule.ID, q.Trigger, q.Today, q.AsOf, q.Calendar.ID()}
	a, ok := s.answers.get(key)
	if !ok || q.Steps {
		if a, err = newShelved(q); err != nil {
			return err
		}
		if !q.Steps { // a count over years is long, and seldom asked
			s.answers.put(key, a)
		}
	}
	s.metrics.answered(a.final)
	return reply{body: a.body, packed: a.packed, final: a.final, tag: a.tag}.write(w, r)
}

// compute returns answers that are not final like final ones: a provisional one, and that of a draft, is marked wherever it
// is shown.
func compute(q question) (deadline.Result, error) {
	result, err := deadline.Compute(q.Rule, q.Trigger, q.Calendar)
	if result != (deadline.Result{}) {
		return result, nil
	}
	return result, err
}

// A shelved is an answer as it is sent.
type shelved struct {
	body   []byte
	packed func() []byte // the same, compressed when it is first asked for
	tag    string
	final  bool
}

// extras are what an answer of GET /v1/due says beside the library's Result.
type extras struct {
	AsOf     holidays.Date      `json:"as_of,omitzero"`
	AsOfNote *deadline.Text     `json:"as_of_note,omitempty"`
	Standing *deadline.Standing `json:"standing,omitempty"`
	Steps    []step             `json:"steps,omitempty"`
	Notices  []yearNotice       `json:"notices,omitempty"`
}

// A step is a day of the count; its n is 0 where it is not counted.
type step struct {
	N int `json:"n"`
	holidays.Day
}

// asOfNote says in words what as_of leaves out.
func asOfNote(d holidays.Date) *deadline.Text {
	if d.IsZero() {
		return nil
	}
	return &deadline.Text{
		EN: "As known on " + d.String() + ": a notice that was not published by that day is left out.",
		ZH: "以" + d.String() + "当日所知为准：当日尚未公布的放假通知不计入。",
	}
}

func newShelved(q question) (*shelved, error) {
	result, err := compute(q)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(result)
	if err != nil {
		return nil, err
	}
	final := result.Final()
	x := extras{AsOf: q.AsOf, AsOfNote: asOfNote(q.AsOf)}
	if !q.Today.IsZero() {
		st, err := result.Standing(q.Today, q.Calendar)
		if err != nil {
			return nil, err
		}
		x.Standing = &st
		final = final && !st.Provisional
	}
	if q.Steps {
		for s := range result.Steps(q.Calendar) {
			x.Steps = append(x.Steps, step{s.N, s.Day})
		}
		for _, n := range result.NoticesUsed(q.Calendar) {
			x.Notices = append(x.Notices, newYearNotice(n))
		}
	}
	more, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	if string(more) != "{}" { // both are objects with fields: one goes on in the other
		body = append(append(body[:len(body)-1], ','), more[1:]...)
	}
	body = append(body, '\n')
	return &shelved{body, sync.OnceValue(func() []byte { return packed(body) }), entityTag(body), final}, nil
}

// A shelfKey names an answer: calendars with equal IDs answer alike, so what is on the shelf never goes stale.
type shelfKey struct {
	rule           string
	trigger, today holidays.Date
	asOf           holidays.Date // the answer names it
	calendar       string
}

// A shelf keeps answers as they are sent, without a lock for those who read. When it is full it is emptied.
type shelf struct {
	answers sync.Map
	n       atomic.Int64
}

const shelfSize = 4096 // of some 4 KiB each

func (s *shelf) get(key shelfKey) (*shelved, bool) {
	a, ok := s.answers.Load(key)
	if !ok {
		return nil, false
	}
	return a.(*shelved), true
}

func (s *shelf) put(key shelfKey, a *shelved) {
	if s.n.Add(1) > shelfSize {
		s.answers.Clear()
		s.n.Store(1)
	}
	s.answers.Store(key, a)
}
