package deadline_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// The JSON of the built-in rules is the form that ParseRules reads.
func TestParseRulesRoundTrip(t *testing.T) {
	data, err := json.Marshal(deadline.Rules())
	require.NoError(t, err)
	rules, err := deadline.ParseRules(data)
	require.NoError(t, err)
	assert.Equal(t, deadline.Rules(), rules)
}

const ownRules = `[
  {"id": "own.report", "title": {"en": "report to legal"}, "event": {"en": "the day it is found"},
   "limit": {"n": 5, "unit": "workdays", "direction": "after"}, "basis": {}, "authority": {}},
  {"id": "own.answer", "title": {"zh": "答复"}, "event": {"zh": "收到之日"},
   "limit": {"n": 10, "unit": "workdays", "direction": "after"}, "basis": {}, "authority": {}}
]`

func TestParseRulesReads(t *testing.T) {
	for name, text := range map[string]string{
		"as it is": ownRules, "with a BOM": "\ufeff" + ownRules, "with CRLF": strings.ReplaceAll(ownRules, "\n", "\r\n"), "with blank lines": "\n\n" + ownRules + "\n\n",
	} {
		rules, err := deadline.ParseRules([]byte(text))
		require.NoError(t, err, name)
		require.Len(t, rules, 2, name)
		assert.Equal(t, "own.answer", rules[0].ID, "%s: in order of ID", name)
		assert.Equal(t, deadline.Limit{N: 5, Unit: deadline.Workdays, Direction: deadline.After}, rules[1].Limit, name)
	}
}

func TestParseRulesRefuses(t *testing.T) {
	bad := func(old, new string) string {
		require.Contains(t, ownRules, old)
		return strings.Replace(ownRules, old, new, 1)
	}
	type text struct {
		row
		text    string
		invalid bool // the rules themselves are wrong: ErrInvalid
		says    []string
	}
	each(t, []text{
		{row{"empty", "an empty file is a lost file"}, "", false, nil},
		{row{"only a BOM", "an empty file is a lost file"}, "\ufeff", false, nil},
		{row{"no rules", "a table without a rule answers nothing"}, "[]", false, []string{"at least one rule"}},
		{row{"null", "a table without a rule answers nothing"}, "null", false, []string{"at least one rule"}},
		{row{"an object", "the form is an array"}, `{"id": "own"}`, false, nil},
		{row{"cut short", "half a table must not pass"}, strings.TrimSuffix(ownRules, "\n]"), false, []string{"end of JSON"}},
		{row{"bad JSON", "the line is where a person looks"}, bad(`{"n": 10,`, `{"n": 10;`), false, []string{"';'"}},
		{row{"a text over two lines", "the line is that of the text"}, bad(`"own.report"`, "\"own.\nreport\""), false, []string{"invalid character"}},
		{row{"trailing data", "two tables in one file: which?"}, ownRules + "\n[]", false, []string{"'['"}},
		{row{"trailing text", "the end of an editor's mistake"}, ownRules + "x", false, []string{"'x'"}},
		{row{"unknown field", "a misspelt since would put a rule in force always"}, bad(`"basis": {}, "authority": {}}`+"\n", `"sinc": "2025-06-01"}`+"\n"), false, []string{"rule 2", "own.answer", "sinc"}},
		{row{"number for a text", "the line of the rule"}, bad(`"own.answer"`, "7"), false, []string{"rule 2", "id"}},
		{row{"unknown unit", "fewer units than one can think of"}, bad(`"workdays"`, `"wd"`), false, []string{"rule 1", "own.report", `"wd"`, "workdays"}},
		{row{"no such day", "never normalised"}, bad(`"basis": {}`, `"since": "2025-02-30"`), false, []string{"2025-02-30", "no such day"}},
		{row{"not UTF-8", "Chinese in another encoding would become question marks"}, bad("答复", "\xb4\xf0\xb8\xb4"), false, []string{"UTF-8"}},
		{row{"the same ID twice", "which one?"}, bad("own.answer", "own.report"), true, []string{"own.report", "an earlier rule"}},
		{row{"two bad rules", "all at once, in order"}, strings.NewReplacer(`"n": 5`, `"n": 0`, `"zh": "答复"`, ``).Replace(ownRules), true, []string{"own.report", "n is 0", "own.answer", "title"}},
		{row{"a limit that cannot be", "a count in working days never ends on a day off"}, bad(`"n": 5,`, `"n": 5, "no_adjust": true,`), true, []string{"own.report", "no_adjust"}},
		{row{"everything at once", "every rule with every reason, in order"}, `[{"id": "B", "limit": {"n": -1}, "threshold": -1}, {"id": "a", "title": {"en": "a"},
			"event": {"en": "b"}, "limit": {"n": 1, "unit": "days", "direction": "at_least_before", "no_adjust": true}, "status": "in_force", "since": "2025-06-02", "until": "2025-06-01"}]`,
			true, []string{`"B"`, "id ", "title", "event", "n is -1", "unit", "direction", "threshold -1", `"a"`, "no_adjust", "the law", "the article or the order", "until"}},
		{row{"null for a rule", "the zero Rule"}, "[null]", true, []string{"n is 0"}},
		{row{"a field twice", "encoding/json would take the last one"}, bad(`"n": 5,`, `"n": 5, "n": 6,`), false, []string{"rule 1", "own.report", `"n"`, "once"}},
		{row{"a field in upper case", "encoding/json would take it for the field"}, bad(`"basis": {}`, `"BASIS": {}`), false, []string{"rule 1", "own.report", `"BASIS"`, "lower case"}},
		{row{"a field with a long s", "encoding/json folds ſ to s and would take it for since"}, bad(`"basis": {}`, `"ſince": "2025-06-01"`), false, []string{"rule 1", "own.report", "ſince", "lower case"}},
		{row{"over 1 MiB", "a table of rules has some kilobytes"}, strings.Repeat(" ", 1<<20) + ownRules, false, []string{"bytes", "1048576"}},
		{row{"control characters", "texts are shown in terminals"}, bad("report to legal", `a\u001b[2K`), true, []string{`\x1b`}},
		{row{"a line separator", "one text would show as two lines"}, bad("report to legal", `a\u2028b`), true, []string{`\u2028`, "visible"}},
	}, func(r text) row { return r.row }, func(t *testing.T, r text) {
		rules, err := deadline.ParseRules([]byte(r.text))
		assert.Nil(t, rules)
		require.Error(t, err, r.why)
		if r.invalid {
			assert.ErrorIs(t, err, deadline.ErrInvalid)
		}
		at := 0
		for _, s := range r.says {
			i := strings.Index(err.Error()[at:], s)
			require.GreaterOrEqual(t, i, 0, "%v: want %q after %q", err, s, err.Error()[:at])
			at += i
		}
	})
}
