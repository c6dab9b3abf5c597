package deadline_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

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

func TestValidate(t *testing.T) {
	change := func(f func(*deadline.Rule)) deadline.Rule {
		r := workdays(5)
		f(&r)
		return r
	}
	const hostile = "filing\x1b[2K\rDue 2099-01-01"
	cited := deadline.Citation{Law: "办法", Article: "第一条"}
	type rule struct {
		row
		rule deadline.Rule
		want []string // the beginnings of the reasons, in order
	}
	each(t, []rule{
		{row{"one's own rule", "no status claims nothing and needs no law"}, workdays(5), nil},
		{row{"fixed dates only", "a zero Limit with a Transition counts nothing on purpose"}, change(func(r *deadline.Rule) {
			r.Limit, r.Transition = deadline.Limit{}, deadline.Transition{Due: date("2024-03-31"), Basis: cited}
		}), nil},
		{row{"limits to come", "months, exact: well-formed, whatever Compute can count"}, change(func(r *deadline.Rule) {
			r.Limit = deadline.Limit{N: 3, Unit: deadline.Years, Direction: deadline.After, Exact: true}
		}), nil},
		{row{"law cited by order", "an order without an article is a basis, too"}, change(func(r *deadline.Rule) {
			r.Status, r.Basis = deadline.InForce, deadline.Citation{Law: "公告", Order: "国家互联网信息办公室公告"}
		}), nil},
		{row{"one day in force", "since and until are both included"}, change(func(r *deadline.Rule) {
			r.Since, r.Until = date("2025-06-01"), date("2025-06-01")
		}), nil},
		{row{"zero Rule", "it says nothing at all"}, deadline.Rule{}, []string{"id ", "title", "event", "limit: n", "limit: unit", "limit: direction"}},
		{row{"everything wrong", "all is said at once, in the order of the fields"}, deadline.Rule{
			ID: "Face Reached", Limit: deadline.Limit{N: -1, Unit: 9, Direction: 9, Exact: true}, Threshold: -1, Status: 9,
			Since: date("2025-06-02"), Until: date("2025-06-01"),
			Transition: deadline.Transition{Opens: date("2025-06-02"), Due: date("2025-06-01")},
			Authority:  deadline.Text{EN: hostile},
		}, []string{"id ", "title", "event", "limit: n", "limit: unit", "limit: direction", "limit: exact", "basis", "threshold",
			"status", "until", "transition: due", "transition: want the announcement", `"filing\x1b`}},
		{row{"transition without a date", "a due date is what it is for"}, change(func(r *deadline.Rule) {
			r.Since, r.Transition = date("2025-06-01"), deadline.Transition{Opens: date("2025-05-30"), Basis: cited}
		}), []string{"transition: want the day"}},
		{row{"transition without since", "for triggers before which day?"}, change(func(r *deadline.Rule) {
			r.Transition = deadline.Transition{Due: date("2025-07-14"), Basis: cited}
		}), []string{"transition: want since"}},
		{row{"in force without a basis", "a rule that says it is law cites it"}, change(func(r *deadline.Rule) { r.Status = deadline.InForce }),
			[]string{"basis: want the law", "basis: a rule in force"}},
		{row{"draft without a basis", "a draft of what?"}, change(func(r *deadline.Rule) { r.Status = deadline.Draft }), []string{"basis: want the law"}},
		{row{"id with an empty word", "words joined by dots"}, change(func(r *deadline.Rule) { r.ID = "own..report" }), []string{"id "}},
		{row{"id in capitals", "IDs are compared byte by byte"}, change(func(r *deadline.Rule) { r.ID = "Own" }), []string{"id "}},
		{row{"control characters in the title", "texts are shown in terminals"}, change(func(r *deadline.Rule) { r.Title.EN = hostile }), []string{`"filing\x1b`}},
		{row{"control characters in a citation", "a line of its own would forge an answer"}, change(func(r *deadline.Rule) { r.Basis.Order = "a\nDue 2099-01-01" }), []string{`"a\nDue`}},
		{row{"not UTF-8", "Chinese in another encoding"}, change(func(r *deadline.Rule) { r.Event.ZH = "\xb7\xa2\xcf\xd6" }), []string{`"\xb7`}},
	}, func(r rule) row { return r.row }, func(t *testing.T, r rule) {
		err := r.rule.Validate()
		if r.want == nil {
			require.NoError(t, err, r.why)
			return
		}
		require.ErrorIs(t, err, deadline.ErrInvalid, r.why)
		var invalid *deadline.InvalidError
		require.ErrorAs(t, err, &invalid)
		assert.Equal(t, r.rule.ID, invalid.Rule)
		require.Len(t, invalid.Reasons, len(r.want), "%q", invalid.Reasons)
		for i, want := range r.want {
			assert.True(t, strings.HasPrefix(invalid.Reasons[i], want), "%q: want %q…", invalid.Reasons[i], want)
		}
		assert.NotContains(t, err.Error(), "\x1b", "an error is safe to show")
		assert.NotContains(t, err.Error(), "\n", "an error is one line")
	})
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

// The names of units, directions, statuses and languages survive being written and read; no other text is read.
func TestNames(t *testing.T) {
	type value interface {
		String() string
		MarshalText() ([]byte, error)
	}
	check := func(v value, want string, read func([]byte) (value, error)) {
		text, err := v.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
		assert.Equal(t, want, v.String())
		back, err := read(text)
		require.NoError(t, err)
		assert.Equal(t, v, back)
	}
	unit := func(b []byte) (value, error) { var v deadline.Unit; err := v.UnmarshalText(b); return v, err }
	direction := func(b []byte) (value, error) { var v deadline.Direction; err := v.UnmarshalText(b); return v, err }
	status := func(b []byte) (value, error) { var v deadline.Status; err := v.UnmarshalText(b); return v, err }
	language := func(b []byte) (value, error) { var v deadline.Language; err := v.UnmarshalText(b); return v, err }
	for i, want := range []string{"", "workdays", "days", "months", "years"} {
		check(deadline.Unit(i), want, unit)
	}
	for i, want := range []string{"", "after", "before", "within"} {
		check(deadline.Direction(i), want, direction)
	}
	for i, want := range []string{"", "in_force", "draft", "ended"} {
		check(deadline.Status(i), want, status)
	}
	for i, want := range []string{"en", "zh"} {
		check(deadline.Language(i), want, language)
	}
	for _, v := range []value{deadline.Unit(5), deadline.Direction(4), deadline.Status(255), deadline.Language(2)} {
		_, err := v.MarshalText()
		var name *deadline.NameError
		require.ErrorAs(t, err, &name)
		assert.ErrorIs(t, err, deadline.ErrInvalid)
		assert.NotEmpty(t, v.String())
	}
	for _, read := range []func([]byte) (value, error){unit, direction, status, language} {
		v, err := read([]byte("Workdays "))
		assert.ErrorIs(t, err, deadline.ErrInvalid)
		assert.Equal(t, uint8(0), asByte(v), "unchanged")
	}
}

// What an importer does with an error changes nobody's answers (design 6.6).
func TestNameErrorIsACopy(t *testing.T) {
	var name *deadline.NameError
	require.ErrorAs(t, new(deadline.Unit).UnmarshalText([]byte("x")), &name)
	name.Names[1] = "x"
	assert.Equal(t, "workdays", deadline.Workdays.String())
	assert.Error(t, new(deadline.Unit).UnmarshalText([]byte("x")))
}

func TestLanguageWeekday(t *testing.T) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		assert.Equal(t, d.String()[:3], deadline.English.Weekday(d))
		assert.Equal(t, "周"+[]string{"日", "一", "二", "三", "四", "五", "六"}[d], deadline.Chinese.Weekday(d))
		assert.Equal(t, deadline.Chinese.Weekday(d), deadline.Chinese.Weekday(d-7), "a negative weekday is no reason to panic")
	}
}

func asByte(v any) uint8 {
	switch v := v.(type) {
	case deadline.Unit:
		return uint8(v)
	case deadline.Direction:
		return uint8(v)
	case deadline.Status:
		return uint8(v)
	}
	return uint8(v.(deadline.Language))
}

func TestTextIn(t *testing.T) {
	both, zh, en := deadline.Text{ZH: "备案", EN: "filing"}, deadline.Text{ZH: "备案"}, deadline.Text{EN: "filing"}
	assert.Equal(t, []string{"filing", "备案", "filing", ""}, []string{both.In(deadline.English), zh.In(deadline.English), en.In(deadline.English), deadline.Text{}.In(deadline.English)})
	assert.Equal(t, []string{"备案", "备案", "filing", ""}, []string{both.In(deadline.Chinese), zh.In(deadline.Chinese), en.In(deadline.Chinese), deadline.Text{}.In(deadline.Chinese)})
}
