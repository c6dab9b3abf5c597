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
const answerHeader = "id,rule,trigger,opens,due,safe_by,provisional,calendar"

func answerJSON(a Answer) ([]byte, error) { return lineJSON(a) }

func answerCSV(a Answer) ([]byte, error) {
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	w.Write([]string{a.ID, a.Rule, a.Trigger, a.Opens, a.Due, a.SafeBy, strconv.FormatBool(a.Provisional), a.Calendar})
	w.Flush()
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), w.Error()
}

// failureJSON gives the record as text, in base64 if it is none, so that its every byte can be had back.
func failureJSON(f Failure) ([]byte, error) {
	if utf8.Valid(f.Input) {
		return lineJSON(struct {
			Input  string `json:"input"`
			Reason string `json:"reason"`
		}{string(f.Input), f.Reason})
	}
	return lineJSON(struct {
		Input  []byte `json:"input_base64"`
		Reason string `json:"reason"`
	}{f.Input, f.Reason})
}

// lineJSON is json.Marshal without its escapes for HTML.
func lineJSON(v any) ([]byte, error) {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(line.Bytes(), []byte("\n")), err
}
