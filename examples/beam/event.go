package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cnworkday/cnworkday/holidays"
)

// An event is one record of the input.
type event struct {
	ID      string `json:"id"`
	Rule    string `json:"rule"`
	Trigger string `json:"trigger"`
}

// errNoEvent is a line that holds no record: a blank one, or a header of CSV.
var errNoEvent = errors.New("no event")

// parseEvent reads a line of JSON or of CSV. Lines come in any order and from any file, so each is read by itself: a
// byte order mark and a header are passed over wherever they stand, and a field in quotes cannot go over the end of a line.
func parseEvent(line string) (e event, err error) {
	if i := badByte(line); i >= 0 {
		return event{}, fmt.Errorf("not UTF-8: byte %d of the line is %#02x: save the file as UTF-8", i+1, line[i])
	}
	line = strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r")
	switch {
	case strings.TrimSpace(line) == "":
		return event{}, errNoEvent
	case strings.HasPrefix(strings.TrimSpace(line), "{"):
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			return event{}, err
		}
	default:
		fields := strings.Split(line, ",")
		if strings.Contains(line, `"`) { // a reader for every line would cost more than all the rest
			if fields, err = csv.NewReader(strings.NewReader(line)).Read(); err != nil {
				return event{}, err
			}
		}
		if len(fields) != 3 {
			return event{}, fmt.Errorf("want id,rule,trigger, got %d fields", len(fields))
		}
		e = event{fields[0], fields[1], fields[2]}
		if strings.EqualFold(e.ID+","+e.Rule+","+e.Trigger, "id,rule,trigger") {
			return event{}, errNoEvent
		}
	}
	switch {
	case strings.TrimSpace(e.ID) == "":
		return event{}, errors.New("no id: an answer without one belongs to nobody")
	case strings.ContainsRune(e.ID, utf8.RuneError):
		return event{}, fmt.Errorf("id %q has lost a character: want the ID of the event", e.ID)
	}
	return e, nil
}

// badByte returns the place of the first byte that no text in UTF-8 has, or -1: one that is no part of a character, or a NUL,
// of which a text in UTF-16 or UTF-32 is full and which may be all that tells it from UTF-8.
func badByte(line string) int {
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		if r == utf8.RuneError && n == 1 || r == 0 {
			return i
		}
		i += n
	}
	return -1
}

// parseTrigger reads a date, or the date in Beijing of an instant.
func parseTrigger(s string) (holidays.Date, error) {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "T") {
		return holidays.ParseDate(s)
	}
	var instant time.Time
	if err := instant.UnmarshalText([]byte(s)); err != nil { // stricter than time.Parse
		return holidays.Date{}, fmt.Errorf("trigger %q: want a date as 2006-01-02, or an instant with its zone as 2006-01-02T15:04:05+08:00", s)
	}
	return holidays.DateInBeijing(instant), nil
}
