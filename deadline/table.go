package deadline

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
		panic(err) // the file is part of the program
	}
	return rules
})

// Rules returns the built-in rules in order of ID. The slice is the caller's own.
func Rules() []Rule { return slices.Clone(table()) }

// Lookup returns the built-in rule with that ID. If there is none, the error suggests the nearest ID, where one is near.
func Lookup(id string) (Rule, error) {
	rules := table()
	i, ok := slices.BinarySearchFunc(rules, id, func(r Rule, id string) int { return strings.Compare(r.ID, id) })
	if ok {
		return rules[i], nil
	}
	typed := strings.ToLower(id)
	nearest := slices.MinFunc(rules, func(a, b Rule) int { return distance(a.ID, typed) - distance(b.ID, typed) })
	if distance(nearest.ID, typed) >= len(nearest.ID) {
		return Rule{}, fmt.Errorf("deadline: no rule %.80q: Rules returns all of them", id)
	}
	return Rule{}, fmt.Errorf("deadline: no rule %.80q: did you mean %s? Rules returns all of them", id, nearest.ID)
}

// distance is how many bytes of two texts differ between a beginning and an end that they share.
func distance(a, b string) int {
	shorter, head, tail := min(len(a), len(b)), 0, 0
	for head < shorter && a[head] == b[head] {
		head++
	}
	for tail < shorter-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return max(len(a), len(b)) - head - tail
}

// FaceReached is the filing of the application of facial recognition (人脸识别技术应用备案): within 30 working days from the
// day on which the stored facial information reaches 100,000 persons, with the cyberspace administration at provincial
// level or above. 《人脸识别技术应用安全管理办法》 art. 15 ¶1.
func FaceReached() Rule { return builtin("face.reached") }

// FaceChanged is the change of that filing: within 30 working days from a material change (实质性变更) of what was filed.
// 《人脸识别技术应用安全管理办法》 art. 15 ¶2.
func FaceChanged() Rule { return builtin("face.changed") }

// FaceTerminated is the deregistration of that filing (注销): within 30 working days from the day on which the use of
// facial recognition is terminated. 《人脸识别技术应用安全管理办法》 art. 15 ¶2.
func FaceTerminated() Rule { return builtin("face.terminated") }

func builtin(id string) Rule {
	r, err := Lookup(id)
	if err != nil {
		panic(err)
	}
	return r
}

// maxRules is the longest text of rules that ParseRules reads, in bytes.
const maxRules = 1 << 20

// ParseRules reads rules from JSON of the form of the built-in table: an array of at least one object with the fields of
// Rule, dates as 2006-01-02. It returns them in order of ID. The error names the rule and the field:
//
//   - text that is not JSON, not UTF-8 or longer than 1 MiB;
//   - a field that Rule does not have, one that is there twice, or one that is not in lower case;
//   - an *InvalidError for each rule that Validate refuses, joined, and for an ID that an earlier rule has.
func ParseRules(data []byte) ([]Rule, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch {
	case len(data) > maxRules:
		return nil, fmt.Errorf("deadline: rules: %d bytes; want at most %d", len(data), maxRules)
	case !utf8.Valid(data):
		return nil, errors.New("deadline: rules: the text is not UTF-8")
	}
	var values []json.RawMessage
	if err := json.Unmarshal(data, &values); err != nil {
		return nil, fmt.Errorf("deadline: rules: %w", err)
	}
	if len(values) == 0 {
		return nil, errors.New("deadline: rules: want at least one rule")
	}
	rules := make([]Rule, len(values))
	seen := map[string]bool{}
	var problems []error
	for i, value := range values {
		d := json.NewDecoder(bytes.NewReader(value))
		d.DisallowUnknownFields()
		err := d.Decode(&rules[i])
		if err == nil {
			err = checkKeys(json.NewDecoder(bytes.NewReader(value)))
		}
		if err != nil {
			return nil, fmt.Errorf("deadline: rules: rule %d %q: %s", i+1, rules[i].ID, strings.TrimPrefix(err.Error(), "deadline: "))
		}
		if err := rules[i].Validate(); err != nil {
			problems = append(problems, err)
		}
		if seen[rules[i].ID] {
			problems = append(problems, &InvalidError{rules[i].ID, []string{"an earlier rule has this id"}})
		}
		seen[rules[i].ID] = true
	}
	slices.SortFunc(rules, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) })
	if problems != nil {
		return nil, errors.Join(problems...)
	}
	return rules, nil
}

// checkKeys refuses a key that is in an object twice, of which encoding/json would take the last one, and one that differs
// from its field in case, which encoding/json would take for it.
func checkKeys(d *json.Decoder) error {
	var objects []map[string]bool // the keys of the objects around, nil for an array
	isKey := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		key, isText := token.(string)
		switch {
		case token == json.Delim('{'):
			objects, isKey = append(objects, map[string]bool{}), true
			continue
		case token == json.Delim('['):
			objects, isKey = append(objects, nil), false
			continue
		case token == json.Delim('}') || token == json.Delim(']'):
			objects = objects[:len(objects)-1]
		case isKey && isText:
			keys := objects[len(objects)-1]
			if keys[key] || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz_") != "" { // ſ and K fold to s and k
				return fmt.Errorf("field %.80q: want it once, in lower case", key)
			}
			keys[key], isKey = true, false
			continue
		}
		isKey = len(objects) > 0 && objects[len(objects)-1] != nil
	}
}
