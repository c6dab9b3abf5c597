package deadline_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// The rules of the face filing, copied by hand from the provisions a second time.
func TestRulesSayWhatTheProvisionsSay(t *testing.T) {
	const (
		order19      = "国家互联网信息办公室、公安部令第19号"
		measures     = "人脸识别技术应用安全管理办法"
		measuresURL  = "https://www.cac.gov.cn/2025-03/21/c_1744174262156096.htm"
		provincial   = "所在地省级以上网信部门"
		announcement = "https://www.cac.gov.cn/2025-05/30/c_1750315544241157.htm"
	)
	type fact struct {
		row
		rule             func() deadline.Rule
		title, event, to string
		threshold        int64
		basis            deadline.Citation
		status           deadline.Status
		since, due       string
		transitionURL    string
	}
	each(t, []fact{
		{row{"face.reached", "第十五条第一款: 10万人之日起30个工作日内; stock by announcement of 2025-05-28: 2025-07-14"},
			deadline.FaceReached, "人脸识别技术应用备案", "人脸信息存储数量达到10万人之日", provincial, 100_000,
			deadline.Citation{Law: measures, Article: "第十五条第一款", Order: order19, URL: measuresURL}, deadline.InForce, "2025-06-01", "2025-07-14", announcement},
		{row{"face.changed", "第十五条第二款: 备案信息发生实质性变更之日起30个工作日内"},
			deadline.FaceChanged, "人脸识别技术应用备案变更", "备案信息发生实质性变更之日", provincial, 0,
			deadline.Citation{Law: measures, Article: "第十五条第二款", Order: order19, URL: measuresURL}, deadline.InForce, "2025-06-01", "", ""},
		{row{"face.terminated", "第十五条第二款: 终止应用人脸识别技术之日起30个工作日内"},
			deadline.FaceTerminated, "人脸识别技术应用备案注销", "终止应用人脸识别技术之日", provincial, 0,
			deadline.Citation{Law: measures, Article: "第十五条第二款", Order: order19, URL: measuresURL}, deadline.InForce, "2025-06-01", "", ""},
		{row{"face.draft2023", "征求意见稿, 2023-08-08, read in quotations: 公共场所 or 超过1万人, which is 10,001 (CAC Q&A 2026-04-29)"},
			deadline.FaceDraft2023, "人脸识别技术使用备案（2023年征求意见稿）", "在公共场所使用人脸识别技术，或者存储超过1万人人脸信息", "所属地市级以上网信部门", 10_001,
			deadline.Citation{Law: "人脸识别技术应用安全管理规定（试行）（征求意见稿）", URL: "http://www.cac.gov.cn/2023-08/08/c_1693064670537413.htm"}, deadline.Draft, "", "", ""},
	}, func(f fact) row { return f.row }, func(t *testing.T, f fact) {
		r := f.rule()
		assert.Equal(t, f.name, r.ID)
		assert.Equal(t, f.title, r.Title.ZH)
		assert.Equal(t, f.event, r.Event.ZH)
		assert.Equal(t, f.to, r.Authority.ZH)
		assert.Equal(t, f.threshold, r.Threshold)
		assert.Equal(t, deadline.Limit{N: 30, Unit: deadline.Workdays, Direction: deadline.After}, r.Limit)
		assert.Equal(t, f.basis, r.Basis)
		assert.Equal(t, f.status, r.Status)
		assert.Equal(t, date(f.since), r.Since)
		assert.True(t, r.Until.IsZero(), "open")
		assert.Equal(t, date(f.due), r.Transition.Due)
		assert.Equal(t, f.transitionURL, r.Transition.Basis.URL)
		byID, ok := deadline.Lookup(f.name)
		assert.True(t, ok)
		assert.Equal(t, r, byID, "the function and the ID name the same rule")
	})
}

// Every row of the table is complete: valid, in both languages, and a rule in force cites everything and says since when.
func TestRulesAreComplete(t *testing.T) {
	rules := deadline.Rules()
	require.NotEmpty(t, rules)
	assert.True(t, slices.IsSortedFunc(rules, func(a, b deadline.Rule) int { return strings.Compare(a.ID, b.ID) }), "in order of ID")
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			require.NoError(t, r.Validate())
			for _, text := range []deadline.Text{r.Title, r.Event, r.Authority} {
				assert.NotEmpty(t, text.ZH)
				assert.NotEmpty(t, text.EN)
			}
			assert.NotZero(t, r.Status)
			assert.NotEmpty(t, r.Basis.Law)
			assert.NotEmpty(t, r.Basis.URL)
			if r.Status == deadline.InForce {
				assert.NotEmpty(t, r.Basis.Article)
				assert.NotEmpty(t, r.Basis.Order)
				assert.False(t, r.Since.IsZero())
			}
			if r.Transition != (deadline.Transition{}) {
				assert.NotEmpty(t, r.Transition.Basis.Law)
				assert.NotEmpty(t, r.Transition.Basis.URL)
			}
			found, ok := deadline.Lookup(r.ID)
			assert.True(t, ok)
			assert.Equal(t, r, found)
		})
	}
}

func TestRulesIsACopy(t *testing.T) {
	before := deadline.FaceReached()
	rules := deadline.Rules()
	for i := range rules {
		rules[i] = deadline.Rule{}
	}
	_ = append(rules[:0], workdays(1), workdays(2))
	assert.Equal(t, before, deadline.FaceReached())
	assert.NotEqual(t, rules, deadline.Rules())
}

func TestLookupUnknown(t *testing.T) {
	for _, id := range []string{"", "face", "face.", "FACE.REACHED", "face.reached ", "zzz"} {
		r, ok := deadline.Lookup(id)
		assert.False(t, ok, "%q", id)
		assert.Zero(t, r, "%q", id)
	}
}

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
		line    int
		invalid bool // the rules themselves are wrong: ErrInvalid
		says    []string
	}
	each(t, []text{
		{row{"empty", "an empty file is a lost file"}, "", 1, false, nil},
		{row{"only a BOM", "an empty file is a lost file"}, "\ufeff", 1, false, nil},
		{row{"no rules", "a table without a rule answers nothing"}, "[]", 1, false, []string{"at least one rule"}},
		{row{"null", "a table without a rule answers nothing"}, "null", 1, false, []string{"at least one rule"}},
		{row{"an object", "the form is an array"}, `{"id": "own"}`, 1, false, nil},
		{row{"cut short", "half a table must not pass"}, strings.TrimSuffix(ownRules, "\n]"), 5, false, []string{"end of JSON"}},
		{row{"bad JSON", "the line is where a person looks"}, bad(`{"n": 10,`, `{"n": 10;`), 5, false, []string{"line 5", "';'"}},
		{row{"a text over two lines", "the line is that of the text"}, bad(`"own.report"`, "\"own.\nreport\""), 2, false, []string{"line 2"}},
		{row{"trailing data", "two tables in one file: which?"}, ownRules + "\n[]", 7, false, []string{"'['"}},
		{row{"trailing text", "the end of an editor's mistake"}, ownRules + "x", 6, false, []string{"'x'"}},
		{row{"unknown field", "a misspelt since would put a rule in force always"}, bad(`"basis": {}, "authority": {}}`+"\n", `"sinc": "2025-06-01"}`+"\n"), 4, false, []string{"line 4", "sinc"}},
		{row{"number for a text", "the line of the rule"}, bad(`"own.answer"`, "7"), 4, false, []string{"line 4"}},
		{row{"unknown unit", "fewer units than one can think of"}, bad(`"workdays"`, `"wd"`), 2, false, []string{"line 2", `"wd"`, "workdays"}},
		{row{"no such day", "never normalised"}, bad(`"basis": {}`, `"since": "2025-02-30"`), 2, false, []string{"2025-02-30", "28 days"}},
		{row{"not UTF-8", "Chinese in another encoding would become question marks"}, bad("答复", "\xb4\xf0\xb8\xb4"), 4, false, []string{"UTF-8"}},
		{row{"the same ID twice", "which one?"}, bad("own.answer", "own.report"), 0, true, []string{"own.report", "stands before"}},
		{row{"two bad rules", "all at once, in order"}, strings.NewReplacer(`"n": 5`, `"n": 0`, `"zh": "答复"`, ``).Replace(ownRules), 0, true, []string{"own.report", "n is 0", "own.answer", "title"}},
		{row{"null for a rule", "the zero Rule"}, "[null]", 0, true, []string{"n is 0"}},
		{row{"control characters", "texts are shown in terminals"}, bad("report to legal", `a\u001b[2K`), 0, true, []string{`\x1b`}},
	}, func(r text) row { return r.row }, func(t *testing.T, r text) {
		rules, err := deadline.ParseRules([]byte(r.text))
		assert.Nil(t, rules)
		require.Error(t, err, r.why)
		var parse *deadline.ParseError
		require.ErrorAs(t, err, &parse)
		assert.Equal(t, r.line, parse.Line, "%v", err)
		assert.NotNil(t, parse.Err)
		assert.Equal(t, parse.Err, errors.Unwrap(err))
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
