package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// dueColumns is the header of due dates in CSV.
var dueColumns = []string{"rule", "trigger", "opens", "due", "safe_by", "final", "error"}

// writeDue answers one question.
func (c *command) writeDue(w io.Writer, rule, trigger string) error {
	r, err := parseRule(rule)
	if err != nil {
		return err
	}
	date, err := parseTrigger([]byte(trigger))
	if err != nil {
		return err
	}
	result, err := c.compute(r, date)
	if err != nil {
		return err
	}
	var standing deadline.Standing
	if !c.today.IsZero() {
		if standing, err = c.standing(result); err != nil {
			return err
		}
	}
	switch c.format {
	case "json":
		return c.writeResult(w, result, standing)
	case "html":
		return c.writeHTML(w, result)
	case "csv":
		row := []string{
			rule, trigger, result.Opens.String(), result.Due.String(), result.SafeBy.String(),
			strconv.FormatBool(result.Unsettled.IsZero()), "",
		}
		if !c.today.IsZero() {
			row = append(row, standingFields(standing)...)
		}
		return csv.NewWriter(w).WriteAll([][]string{c.columns(), row})
	}
	return c.writeText(w, result, standing)
}

// writeResult writes the Result in JSON; with -today, its standing as one more field.
func (c *command) writeResult(w io.Writer, r deadline.Result, standing deadline.Standing) error {
	if c.today.IsZero() {
		return writeJSON(w, r)
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	extra, err := json.Marshal(struct {
		Standing deadline.Standing `json:"standing"`
	}{standing})
	if err != nil {
		return err
	}
	text = append(append(text[:len(text)-1], ','), extra[1:]...)
	return writeJSON(w, json.RawMessage(text))
}

// compute takes a provisional answer on purpose: it is marked wherever it is shown. With -strict it is refused.
func (c *command) compute(r deadline.Rule, trigger holidays.Date) (deadline.Result, error) {
	result, err := deadline.Compute(r, trigger, c.calendar)
	if errors.Is(err, holidays.ErrProvisional) && !c.strict {
		return result, nil
	}
	return result, err
}

// parseRule finds a rule by its ID, or makes one of a count such as 10wd: so many working days after, on no legal basis.
func parseRule(s string) (deadline.Rule, error) {
	if r, ok := deadline.Lookup(s); ok {
		return r, nil
	}
	digits, isCount := strings.CutSuffix(s, "wd")
	n, err := strconv.ParseUint(digits, 10, 31)
	switch {
	case isCount && err == nil && n > 0:
		return deadline.Rule{
			ID:    s,
			Title: deadline.Text{ZH: digits + "个工作日", EN: digits + " working days"},
			Event: deadline.Text{ZH: "起算日", EN: "the trigger"},
			Limit: deadline.Limit{N: int(n), Unit: deadline.Workdays, Direction: deadline.After},
		}, nil
	case isCount:
		return deadline.Rule{}, fmt.Errorf("count %.80q: want 1 or more working days, such as 10wd", s)
	}
	var ids []string
	for _, r := range deadline.Rules() {
		ids = append(ids, r.ID)
	}
	return deadline.Rule{}, fmt.Errorf("unknown rule %.80q: want one of %s, or a count such as 10wd", s, strings.Join(ids, ", "))
}

// parseTrigger reads a date, or the date in Beijing of an instant. It allocates only errors.
func parseTrigger(text []byte) (date holidays.Date, err error) {
	const day = "2006-01-02"
	switch {
	case len(text) > len(day) && text[len(day)] == 'T':
		var instant time.Time
		if instant.UnmarshalText(text) != nil {
			return date, fmt.Errorf("trigger %.80q: want a date as %s, or an instant with its zone as %[2]sT15:04:05+08:00", text, day)
		}
		return holidays.DateOf(instant), nil
	case len(text) == 0: // which as a text form is the zero Date
		return holidays.ParseDate("")
	}
	return date, date.UnmarshalText(text)
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
