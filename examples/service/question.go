package main

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A question is what a query asks.
type question struct {
	Rule     deadline.Rule
	Trigger  holidays.Date
	AsOf     holidays.Date // zero: with all notices loaded
	Today    holidays.Date // zero: not asked
	Steps    bool          // show the count day by day
	Lang     deadline.Language
	Calendar *holidays.Calendar
}

// query reads the parameters by name. One that is unknown, that stands twice or that is too long is a problem: what was
// misspelt must not be lost.
func query(r *http.Request, known ...string) (map[string]string, error) {
	bad := func(name, format string, args ...any) error {
		return newProblem(http.StatusBadRequest, "bad_query", name, format, args...)
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, bad("", "the query cannot be read: want NAME=VALUE&NAME=VALUE, percent-encoded")
	}
	found := make(map[string]string, len(values))
	for name, value := range values {
		longest := 100
		if name == "entity" || name == "q" { // 200 characters, of up to four bytes each
			longest = 800
		}
		switch {
		case !slices.Contains(known, name):
			return nil, bad("", "parameter %.40q: want one of %s", name, strings.Join(known, ", "))
		case len(value) > 1:
			return nil, bad(name, "parameter %s stands %d times; want it once", name, len(value))
		case len(value[0]) > longest:
			return nil, bad(name, "parameter %s has %d bytes; want at most %d", name, len(value[0]), longest)
		}
		found[name] = value[0]
	}
	return found, nil
}

// ask reads the question of a query with these parameters.
func (s *service) ask(r *http.Request, known ...string) (q question, err error) {
	values, err := query(r, known...)
	if err != nil {
		return q, err
	}
	return s.question(values)
}

func (s *service) question(values map[string]string) (q question, err error) {
	if q.Rule, err = lookup(values["rule"]); err != nil {
		return q, err
	}
	if q.Trigger, err = parseTrigger(values["trigger"]); err != nil {
		return q, err
	}
	if q.AsOf, err = optionalDate("as_of", values["as_of"]); err != nil {
		return q, err
	}
	if q.Today, err = optionalDate("today", values["today"]); err != nil {
		return q, err
	}
	switch values["show"] {
	case "":
	case "steps":
		q.Steps = true
	default:
		return q, newProblem(http.StatusBadRequest, "bad_show", "show", "show %.40q: want steps", values["show"])
	}
	if q.Lang, err = parseLang(values["lang"]); err != nil {
		return q, err
	}
	q.Calendar = s.calendarAsOf(q.AsOf)
	return q, nil
}

// calendarAsOf returns the calendar in use, or as it was known on a day.
func (s *service) calendarAsOf(d holidays.Date) *holidays.Calendar {
	c := s.record.calendar()
	if d.IsZero() {
		return c
	}
	return c.AsOf(d)
}

func lookup(id string) (deadline.Rule, error) {
	rule, err := deadline.Lookup(id)
	switch {
	case id == "":
		return rule, newProblem(http.StatusBadRequest, "no_rule", "rule", "want a rule, such as rule=face.reached; GET /v1/rules lists them")
	case err != nil:
		return rule, newProblem(http.StatusBadRequest, "unknown_rule", "rule", "%s", plain(err))
	}
	return rule, nil
}

// parseTrigger reads a date, or the date in Beijing of an instant.
func parseTrigger(s string) (holidays.Date, error) {
	if len(s) > len("2006-01-02") && s[len("2006-01-02")] == 'T' {
		if at, err := time.Parse(time.RFC3339, s); err == nil {
			if d := holidays.DateInBeijing(at); !d.IsZero() {
				return d, nil
			}
		}
		return holidays.Date{}, newProblem(http.StatusBadRequest, "bad_date", "trigger", "trigger %.80q: want a date as 2006-01-02, or an instant with its zone as 2006-01-02T15:04:05+08:00", s)
	}
	return parseDate("trigger", s)
}

func parseDate(parameter, s string) (holidays.Date, error) {
	d, err := holidays.ParseDate(s)
	if err != nil {
		return d, newProblem(http.StatusBadRequest, "bad_date", parameter, "%s: %s", parameter, plain(err)).inChinese("%s", dateInChinese(s))
	}
	return d, nil
}

// optionalDate reads a date that a form may leave empty.
func optionalDate(parameter, s string) (holidays.Date, error) {
	if s == "" {
		return holidays.Date{}, nil
	}
	return parseDate(parameter, s)
}

func parseLang(s string) (lang deadline.Language, err error) {
	if s == "" {
		return deadline.English, nil
	}
	if err := lang.UnmarshalText([]byte(s)); err != nil {
		return lang, newProblem(http.StatusBadRequest, "bad_lang", "lang", "lang %.20q: want en or zh", s)
	}
	return lang, nil
}
