package deadline_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// fullRule has every field that a rule can have.
func fullRule() deadline.Rule {
	return deadline.Rule{
		ID:    "own.full",
		Title: deadline.Text{ZH: "题", EN: "title"}, Event: deadline.Text{ZH: "事", EN: "event"},
		Limit:     deadline.Limit{N: 1, Unit: deadline.Months, Direction: deadline.After, NoAdjust: true},
		Basis:     deadline.Citation{Law: "法", Article: "第一条", Order: "第1号", URL: "https://example.com/1"},
		Authority: deadline.Text{ZH: "机关", EN: "authority"},
		Threshold: 7, Status: deadline.InForce, Since: date("2024-03-01"), Until: date("2027-12-31"),
		Transition: deadline.Transition{Opens: date("2024-03-11"), Due: date("2024-03-29"),
			Basis: deadline.Citation{Law: "公告", Article: "二", Order: "第2号", URL: "https://example.com/2"}},
		AppliesTo: deadline.Text{ZH: "谁", EN: "who"}, Every: deadline.Year,
		Note: deadline.Text{ZH: "注", EN: "note"},
	}
}

// The JSON of a rule, field by field, is a promise: who wrote one can read it for good.
func TestRuleJSON(t *testing.T) {
	data, err := json.Marshal(fullRule())
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"id": "own.full",
		"title": {"zh": "题", "en": "title"},
		"event": {"zh": "事", "en": "event"},
		"limit": {"n": 1, "unit": "months", "direction": "after", "no_adjust": true},
		"basis": {"law": "法", "article": "第一条", "order": "第1号", "url": "https://example.com/1"},
		"authority": {"zh": "机关", "en": "authority"},
		"threshold": 7,
		"status": "in_force",
		"since": "2024-03-01",
		"until": "2027-12-31",
		"transition": {"opens": "2024-03-11", "due": "2024-03-29",
			"basis": {"law": "公告", "article": "二", "order": "第2号", "url": "https://example.com/2"}},
		"applies_to": {"zh": "谁", "en": "who"},
		"every": "year",
		"note": {"zh": "注", "en": "note"}
	}`, string(data))
	rules, err := deadline.ParseRules([]byte("[" + string(data) + "]"))
	require.NoError(t, err)
	assert.Equal(t, []deadline.Rule{fullRule()}, rules)
}

// What a rule does not have is left out, so that a hand-written one stays short.
func TestRuleJSONLeavesOut(t *testing.T) {
	data, err := json.Marshal(workdays(5))
	require.NoError(t, err)
	assert.JSONEq(t, `{
		"id": "own.report",
		"title": {"zh": "内部报告", "en": "report to legal"},
		"event": {"zh": "发现之日", "en": "the day it is found"},
		"limit": {"n": 5, "unit": "workdays", "direction": "after"},
		"basis": {},
		"authority": {}
	}`, string(data))
	for _, r := range append(ownRulesOf(3), deadline.Rules()...) {
		data, err := json.Marshal(r)
		require.NoError(t, err)
		var back deadline.Rule
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, r, back)
	}
}

// A value that no name stands for is not written, and a question that is unknown or listed twice is not read.
func TestRuleJSONRefuses(t *testing.T) {
	for _, codes := range []string{`["substantive_change","substantive_change"]`, `["weather"]`, `"substantive_change"`} {
		var q deadline.Questions
		assert.Error(t, json.Unmarshal([]byte(codes), &q), codes)
		assert.Zero(t, q, codes)
	}
	for _, r := range []deadline.Rule{own(1, 9, deadline.After), own(1, deadline.Days, 9), {Status: 9}} {
		_, err := json.Marshal(r)
		assert.Error(t, err)
	}
}
