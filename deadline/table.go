package deadline

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed rules.json
var rulesJSON []byte

var table = sync.OnceValue(func() []Rule {
	rules, err := ParseRules(rulesJSON)
	if err != nil {
		panic(err)
	}
	return rules
})

// Rules returns the built-in rules in order of ID. The slice is the caller's own.
func Rules() []Rule { return slices.Clone(table()) }

// Lookup returns the built-in rule with that ID, and whether there is one.
func Lookup(id string) (Rule, bool) {
	i, ok := slices.BinarySearchFunc(table(), id, func(r Rule, id string) int { return strings.Compare(r.ID, id) })
	if !ok {
		return Rule{}, false
	}
	return table()[i], true
}

// FaceReached is the filing of the application of face recognition (人脸识别技术应用备案): within 30 working days from the
// day on which the stored face information reaches 100,000 persons, with the cyberspace administration at provincial
// level or above. 《人脸识别技术应用安全管理办法》 art. 15 ¶1.
func FaceReached() Rule { return builtin("face.reached") }

// FaceChanged is the change of that filing: within 30 working days from a substantive change (实质性变更) of what was
// filed. 《人脸识别技术应用安全管理办法》 art. 15 ¶2.
func FaceChanged() Rule { return builtin("face.changed") }

// FaceTerminated is the deregistration of that filing (注销): within 30 working days from the day on which face recognition
// is no longer applied. 《人脸识别技术应用安全管理办法》 art. 15 ¶2.
func FaceTerminated() Rule { return builtin("face.terminated") }

// FaceDraft2023 is the filing as a draft of 2023 had it (征求意见稿, published 2023-08-08). It was never in force.
func FaceDraft2023() Rule { return builtin("face.draft2023") }

func builtin(id string) Rule {
	r, ok := Lookup(id)
	if !ok {
		panic("deadline: no rule " + id)
	}
	return r
}

// A ParseError says why a text is no table of rules. Err is the cause: of encoding/json or of the type of a field, or an
// *InvalidError for each bad rule, joined in order.
type ParseError struct {
	Line int // where the text is no JSON, or where the rule begins that has a field it cannot have; 0 with an *InvalidError
	Err  error
}

func (e *ParseError) Error() string {
	if e.Line == 0 {
		return "deadline: rules: " + e.Err.Error()
	}
	return fmt.Sprintf("deadline: rules: line %d: %v", e.Line, e.Err)
}

// Unwrap returns the cause.
func (e *ParseError) Unwrap() error { return e.Err }

// ParseRules reads rules from JSON of the form of the built-in table: an array of objects with the fields of Rule, dates
// as 2006-01-02. It returns them in order of ID. Each must pass Validate, and no ID may stand twice. A *ParseError says
// everything that is wrong; unknown fields are wrong too, for a misspelt one must not be lost.
func ParseRules(data []byte) ([]Rule, error) {
	rules, err := decodeRules(bytes.TrimPrefix(data, []byte("\ufeff")))
	if err != nil {
		return nil, err
	}
	var problems []error
	seen := map[string]bool{}
	for _, r := range rules {
		if err := r.Validate(); err != nil {
			problems = append(problems, err)
		}
		if seen[r.ID] {
			problems = append(problems, &InvalidError{r.ID, []string{"a rule with this id stands before it"}})
		}
		seen[r.ID] = true
	}
	if problems != nil {
		return nil, &ParseError{Err: errors.Join(problems...)}
	}
	slices.SortFunc(rules, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) })
	return rules, nil
}

// decodeRules reads the JSON and leaves what the rules say unchecked.
func decodeRules(data []byte) ([]Rule, error) {
	fail := func(at int64, err error) ([]Rule, error) {
		return nil, &ParseError{1 + bytes.Count(data[:min(max(at, 0), int64(len(data)))], []byte("\n")), err}
	}
	if at := bytes.IndexFunc(data, func(r rune) bool { return r == utf8.RuneError }); at >= 0 && !utf8.Valid(data) {
		return fail(int64(at), errors.New("the text is not UTF-8"))
	}
	var values []json.RawMessage
	if err := json.Unmarshal(data, &values); err != nil {
		var at int64
		if e := (*json.SyntaxError)(nil); errors.As(err, &e) {
			at = e.Offset - 1
		}
		return fail(at, err)
	}
	if len(values) == 0 {
		return fail(0, errors.New("want at least one rule"))
	}
	// Once more with a Decoder: it alone refuses unknown fields, and it tells where a rule begins.
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	d.Token() // [
	rules := make([]Rule, len(values))
	for i := range rules {
		from := d.InputOffset()
		from += int64(len(data[from:]) - len(bytes.TrimLeft(data[from:], ", \t\r\n")))
		if err := d.Decode(&rules[i]); err != nil {
			return fail(from, err)
		}
	}
	return rules, nil
}
