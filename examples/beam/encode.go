package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.Function1x2(answerJSON)
	register.Function1x2(answerCSV)
	register.Function1x2(failureJSON)
}

// answerHeader is the first line of a file of CSV.
const answerHeader = "id,rule,status,trigger,opens,due,safe_by,safe_by_reason,final,provisional,estimated_from,calendar"

func answerJSON(a Answer) ([]byte, error) { return lineJSON(a) }

func answerCSV(a Answer) ([]byte, error) {
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	w.Write([]string{a.ID, a.Rule, a.Status, a.Trigger, a.Opens, a.Due, a.SafeBy, a.SafeByReason,
		strconv.FormatBool(a.Final), strconv.FormatBool(a.Provisional), a.EstimatedFrom, a.Calendar})
	w.Flush()
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), w.Error()
}

// failureJSON gives the record as text, in base64 if it is none, so that its every byte can be had back.
func failureJSON(f Failure) ([]byte, error) {
	var text *string
	if utf8.Valid(f.Input) {
		s := string(f.Input)
		text, f.Input = &s, nil
	}
	return lineJSON(struct {
		File   string  `json:"file"`
		Text   *string `json:"input,omitempty"`
		Bytes  []byte  `json:"input_base64,omitempty"`
		Reason string  `json:"reason"`
	}{f.File, text, f.Input, f.Reason})
}

// lineJSON is json.Marshal without its escapes for HTML.
func lineJSON(v any) ([]byte, error) {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), err
}
