package main

import (
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// getDue answers GET /v1/due: the Result as the library writes it and, where a today was asked, its standing.
func (s *service) getDue(w http.ResponseWriter, r *http.Request) error {
	q, err := s.ask(r, "rule", "trigger", "as_of", "today")
	if err != nil {
		return err
	}
	key := shelfKey{q.Rule.ID, q.Trigger, q.Today, q.Calendar.ID()}
	a, ok := s.answers.get(key)
	if !ok {
		if a, err = newShelved(q); err != nil {
			return err
		}
		s.answers.put(key, a)
	}
	s.metrics.answered(a.final)
	return reply{body: a.body, final: a.final, tag: a.tag}.write(w, r)
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
	body  []byte
	tag   string
	final bool
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
	if !q.Today.IsZero() {
		st, err := result.Standing(q.Today, q.Calendar)
		if err != nil {
			return nil, err
		}
		extra, err := json.Marshal(st)
		if err != nil {
			return nil, err
		}
		body = append(append(append(body[:len(body)-1], `,"standing":`...), extra...), '}')
		final = final && !st.Provisional
	}
	body = append(body, '\n')
	return &shelved{body, entityTag(body), final}, nil
}

// A shelfKey names an answer: calendars with equal IDs answer alike, so what is on the shelf never goes stale.
type shelfKey struct {
	rule           string
	trigger, today holidays.Date
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
