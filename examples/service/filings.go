package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

const (
	filingBytes = 64 << 10 // of a filing in JSON
	filingsPage = 100      // filings of a list, where limit does not say
	mostFilings = 1000     // and where it does
)

// filters are the parameters that say which filings are wanted, and from which day one looks at them.
var filters = []string{"status", "entity", "rule", "q", "provisional", "due_within", "today"}

// A filingShown is a filing as the API shows it.
type filingShown struct {
	register.Filing
	Standing *deadline.Standing `json:"standing,omitempty"` // of an open one
	Late     *bool              `json:"late,omitempty"`     // of a filed one: after the due date
}

func (s *service) show(f register.Filing, today holidays.Date) (filingShown, error) {
	shown := filingShown{Filing: f}
	switch f.Status {
	case register.StatusOpen:
		standing, err := s.standing(f, today)
		if err != nil {
			return shown, err
		}
		shown.Standing = &standing
	case register.StatusFiled:
		late := f.Late()
		shown.Late = &late
	}
	return shown, nil
}

// standing is where a day lies towards an open filing's answer, by the calendar of that answer. Where a layer is withdrawn, as
// the answer's problem says, the numbers are those without layers, and provisional like the answer.
func (s *service) standing(f register.Filing, today holidays.Date) (deadline.Standing, error) {
	c := f.CountedBy()
	if c == nil { // it is not open any more
		c = s.record.calendar()
	}
	a := f.Answer
	result := deadline.Result{Trigger: f.Trigger, Opens: a.Opens, Due: a.Due, SafeBy: a.SafeBy, EstimatedFrom: a.EstimatedFrom}
	standing, err := result.Standing(today, c)
	standing.Provisional = standing.Provisional || a.Provisional
	return standing, err
}

// filingQuery reads which filings are wanted, at most filingsPage of them unless limit says otherwise.
func (s *service) filingQuery(values map[string]string) (q register.Query, err error) {
	bad := func(name, format string, args ...any) error {
		return newProblem(http.StatusBadRequest, "bad_query", name, format, args...)
	}
	for _, name := range []string{"entity", "rule", "q"} {
		if value := values[name]; !utf8.ValidString(value) || strings.IndexByte(value, 0) >= 0 {
			return q, bad(name, "%s %.40q: want a text in UTF-8", name, value)
		}
	}
	q = register.Query{Entity: values["entity"], Rule: values["rule"], Text: values["q"], Today: s.today(), Limit: filingsPage}
	if status := values["status"]; status != "" {
		q.Status = strings.Split(status, ",")
	}
	for _, status := range q.Status {
		if !slices.Contains(register.States, status) {
			return q, bad("status", "status %.40q: want one or more of %s, with commas between", status, strings.Join(register.States, ", "))
		}
	}
	switch values["provisional"] {
	case "", "0":
	case "1":
		q.Provisional = true
	default:
		return q, bad("provisional", "provisional %.20q: want 1", values["provisional"])
	}
	if text := values["due_within"]; text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return q, bad("due_within", "due_within %.20q: want a number of working days, 0 or more", text)
		}
		q.DueWithin = &n
	}
	if text := values["today"]; text != "" {
		if q.Today, err = parseDate("today", text); err != nil {
			return q, err
		}
		if _, err := s.record.calendar().Add(q.Today, 0); errors.Is(err, holidays.ErrOutOfRange) {
			return q, err
		}
	}
	if text := values["limit"]; text != "" {
		if q.Limit, err = strconv.Atoi(text); err != nil || q.Limit < 1 || q.Limit > mostFilings {
			return q, bad("limit", "limit %.20q: want a number from 1 to %d", text, mostFilings)
		}
	}
	if text := values["after"]; text != "" {
		due, id, _ := strings.Cut(text, ".")
		q.After.ID, err = strconv.ParseInt(id, 10, 64)
		if err == nil {
			q.After.Due, err = holidays.ParseDate(due)
		}
		if err != nil || q.After.ID < 1 {
			return q, bad("after", "after %.40q: want what an answer called next, such as 2027-01-15.42", text)
		}
	}
	return q, nil
}

// getFilings answers GET /v1/filings: the filings that the filters leave, in order of due date.
func (s *service) getFilings(w http.ResponseWriter, r *http.Request, a access) error {
	q, err := s.filingQuery(a.values)
	if err != nil {
		return err
	}
	limit := q.Limit
	q.Limit++ // is there more?
	var c *holidays.Calendar
	var total int
	var found []register.Filing
	for c != s.record.calendar() { // until one calendar chose, counted and listed them
		c = s.record.calendar()
		if total, err = s.record.register.Count(r.Context(), q); err != nil {
			return err
		}
		if found, err = s.record.register.List(r.Context(), q); err != nil {
			return err
		}
	}
	next := ""
	if len(found) > limit {
		found = found[:limit]
		last := register.CursorOf(found[limit-1])
		next = fmt.Sprintf("%v.%d", last.Due, last.ID)
	}
	list := make([]filingShown, len(found))
	for i, f := range found {
		if list[i], err = s.show(f, q.Today); err != nil {
			return err
		}
	}
	return reply{body: struct {
		Today    holidays.Date `json:"today"`
		Calendar string        `json:"calendar"`
		Settled  holidays.Date `json:"settled_through"`
		Total    int           `json:"total"`
		Filings  []filingShown `json:"filings"`
		Next     string        `json:"next,omitempty"`
	}{q.Today, c.ID(), c.SettledThrough(), total, list, next}}.write(w, r)
}

// postFilings answers POST /v1/filings: a filing is entered. The same one again, by its key, changes nothing.
func (s *service) postFilings(w http.ResponseWriter, r *http.Request, a access) error {
	if err := wantType(r, "application/json"); err != nil {
		return err
	}
	data, err := readBody(w, r, filingBytes)
	if err != nil {
		return err
	}
	given, err := readObject(data)
	if err != nil {
		return err
	}
	var key *string
	if text := given["key"]; text != nil && json.Unmarshal(text, &key) != nil {
		return newProblem(http.StatusBadRequest, "bad_json", "key", "key %.100s: want a text", text)
	}
	delete(given, "key")
	line := register.Line{New: true, Set: setAll(given)}
	if key != nil {
		line.Key = *key
	}
	outcomes, err := s.record.register.Put(r.Context(), a.who, []register.Line{line}, false)
	if err != nil {
		return err
	}
	o := outcomes[0]
	if o.Err != nil {
		return o.Err
	}
	status := http.StatusOK
	if o.What == "entered" {
		status = http.StatusCreated
		w.Header().Set("Location", fmt.Sprintf("%s/v1/filings/%d", s.base, o.Filing.ID))
	}
	return s.writeFiling(w, r, status, o.Filing)
}

// writeFiling answers with a filing. Its tag is its revision.
func (s *service) writeFiling(w http.ResponseWriter, r *http.Request, status int, f register.Filing) error {
	shown, err := s.show(f, s.today())
	if err != nil {
		return err
	}
	w.Header().Set("Etag", revisionTag(f))
	return reply{body: shown, status: status}.write(w, r)
}

func revisionTag(f register.Filing) string { return fmt.Sprintf(`"%d"`, f.Revision) }

// getFiling answers GET /v1/filings/{id}: a filing with its answer as the library writes it and with its history.
func (s *service) getFiling(w http.ResponseWriter, r *http.Request, a access) error {
	q, err := s.filingQuery(a.values)
	if err != nil {
		return err
	}
	f, err := s.record.register.Get(r.Context(), a.id)
	if err != nil {
		return err
	}
	answer := struct {
		filingShown
		Result  *deadline.Result  `json:"result,omitempty"`
		History []register.Change `json:"history"`
	}{}
	if answer.filingShown, err = s.show(f, q.Today); err != nil {
		return err
	}
	if result, err := f.Result(); err == nil { // the table of rules may have lost the rule of an old filing
		answer.Result = &result
	}
	if answer.History, err = s.record.register.History(r.Context(), a.id); err != nil {
		return err
	}
	answer.History = answer.History[:min(f.Revision, len(answer.History))] // it may have changed since it was read
	w.Header().Set("Etag", revisionTag(f))
	return reply{body: answer}.write(w, r)
}

// patchFiling answers PATCH /v1/filings/{id}: a JSON merge patch (RFC 7396) of what people say of a filing.
func (s *service) patchFiling(w http.ResponseWriter, r *http.Request, a access) error {
	if err := wantType(r, "application/merge-patch+json", "application/json"); err != nil {
		return err
	}
	data, err := readBody(w, r, filingBytes)
	if err != nil {
		return err
	}
	given, err := readObject(data)
	if err != nil {
		return err
	}
	f, err := s.record.register.Get(r.Context(), a.id)
	if err != nil {
		return err
	}
	revision, condition := 0, r.Header.Get("If-Match")
	if condition != "" {
		if revision = f.Revision; !matches(condition, revisionTag(f)) {
			return stale(f, condition)
		}
	}
	f, err = s.record.register.Edit(r.Context(), a.who, a.id, revision, setAll(given))
	if err != nil {
		if p := asProblem(err); condition != "" && p.Parameter == "revision" {
			return stale(f, condition)
		}
		return err
	}
	return s.writeFiling(w, r, http.StatusOK, f)
}

func stale(f register.Filing, condition string) error {
	return newProblem(http.StatusPreconditionFailed, "stale", "", "If-Match %.40s: the filing has revision %s; read it again", condition, revisionTag(f))
}

// entryFields are the fields of an Entry that people change.
var entryFields = []string{"entity", "rule", "trigger", "reference", "layers", "filed_on", "receipt", "cancelled", "own_rule"}

// setField sets a field of an entry to a text, as a cell of a table holds it. The empty text clears it.
func setField(e *register.Entry, name, text string) (err error) {
	switch name {
	case "entity":
		e.Entity = text
	case "rule":
		e.Rule = text
	case "trigger":
		e.Trigger = holidays.Date{}
		if text != "" {
			e.Trigger, err = parseTrigger(text)
		}
	case "reference":
		e.Reference = text
	case "layers":
		e.Layers = nil
		if text != "" {
			e.Layers = strings.Split(text, ",")
		}
	case "filed_on":
		e.FiledOn, err = optionalDate("filed_on", text)
	case "receipt":
		e.Receipt = text
	case "cancelled":
		switch strings.ToLower(text) { // Excel writes TRUE
		case "", "false":
			e.Cancelled = false
		case "true":
			e.Cancelled = true
		default:
			err = newProblem(http.StatusBadRequest, "bad_field", name, "cancelled %.20q: want true or false", text)
		}
	case "own_rule":
		e.OwnRule, err = parseOwnRule(text)
	default:
		err = newProblem(http.StatusBadRequest, "bad_field", "", "field %.40q: want one of %s", name, strings.Join(entryFields, ", "))
	}
	return err
}

// parseOwnRule reads a rule in JSON; "" is none.
func parseOwnRule(text string) (*deadline.Rule, error) {
	if text == "" {
		return nil, nil
	}
	rules, err := deadline.ParseRules([]byte("[" + text + "]"))
	switch {
	case err != nil:
		return nil, newProblem(http.StatusUnprocessableEntity, "bad_rule", "own_rule", "own_rule: %s", plain(err))
	case len(rules) != 1:
		return nil, newProblem(http.StatusUnprocessableEntity, "bad_rule", "own_rule", "own_rule: %d rules; want one", len(rules))
	}
	return &rules[0], nil
}

// setAll sets fields of an entry to values of JSON, those that are null to nothing.
func setAll(given map[string]json.RawMessage) func(*register.Entry) error {
	return func(e *register.Entry) error {
		for _, name := range slices.Sorted(maps.Keys(given)) {
			if err := setJSON(e, name, given[name]); err != nil {
				return err
			}
		}
		return nil
	}
}

func setJSON(e *register.Entry, name string, value json.RawMessage) error {
	if string(value) == "null" {
		return setField(e, name, "")
	}
	var text, want string
	var err error
	switch name {
	case "layers":
		e.Layers, want = nil, "an array of texts"
		err = json.Unmarshal(value, &e.Layers)
	case "cancelled":
		want = "true or false"
		err = json.Unmarshal(value, &e.Cancelled)
	case "own_rule":
		var merged []byte
		if merged, err = json.Marshal(merge(decode(e.OwnRule), decode(value))); err == nil {
			return setField(e, name, string(merged))
		}
	default:
		want = "a text"
		if err = json.Unmarshal(value, &text); err == nil {
			return setField(e, name, text)
		}
	}
	if err != nil {
		return newProblem(http.StatusBadRequest, "bad_json", name, "%s %.100s: want %s", name, value, want)
	}
	return nil
}

// merge applies a JSON merge patch.
func merge(target, patch any) any {
	changes, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	merged, ok := target.(map[string]any)
	if !ok {
		merged = map[string]any{}
	}
	for name, value := range changes {
		if value == nil {
			delete(merged, name)
		} else {
			merged[name] = merge(merged[name], value)
		}
	}
	return merged
}

// decode returns what can be written as JSON as maps, slices, texts and numbers.
func decode(v any) (decoded any) {
	text, _ := json.Marshal(v) // a rule, or JSON already
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	d.Decode(&decoded)
	return decoded
}

// readObject reads an object of JSON. One that has a name twice, at any depth, is refused: one of the two would be lost.
func readObject(data []byte) (found map[string]json.RawMessage, err error) {
	bad := func(format string, args ...any) error {
		return newProblem(http.StatusBadRequest, "bad_json", "", format, args...)
	}
	if !utf8.Valid(data) {
		return nil, bad("the body is not UTF-8; want an object of JSON")
	}
	if err := json.Unmarshal(data, &found); err != nil {
		return nil, bad(`want an object of JSON, such as {"entity":"甲公司","rule":"face.reached","trigger":"2025-06-03"}: %.200v`, err)
	}
	if found == nil {
		return nil, bad("null: want an object of JSON")
	}
	if name := twice(json.NewDecoder(bytes.NewReader(data))); name != "" {
		return nil, bad("the field %.40q stands twice", name)
	}
	return found, nil
}

// twice returns a name that an object of valid JSON has twice, or "".
func twice(d *json.Decoder) string {
	token, _ := d.Token()
	begin, _ := token.(json.Delim)
	if begin == 0 {
		return ""
	}
	seen := map[string]bool{}
	for d.More() {
		if begin == '{' {
			token, _ := d.Token()
			name, _ := token.(string)
			if seen[name] {
				return name
			}
			seen[name] = true
		}
		if name := twice(d); name != "" {
			return name
		}
	}
	d.Token() // the end
	return ""
}
