package deadline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Every row of the table is complete: valid, in both languages, and a rule in force cites its law and its article or order.
// What was not found in a source is named here, and nothing else may be missing.
func TestRulesAreComplete(t *testing.T) {
	missing := map[string][]string{
		"app.stock":             {"article", "limit"}, // fixed dates only
		"car.yearly":            {"url"},
		"cert.qualified":        {"article"},
		"cert.renew":            {"article"},
		"ecommerce.rules":       {"authority", "order", "url"}, // published, filed with nobody
		"ecommerce.terminated":  {"authority", "order", "url"},
		"export.validity":       {"authority"}, // a period of validity: there is nobody to file with
		"face.draft2023":        {"article", "order", "since"},
		"icp.changed":           {"url"},
		"licence.decided":       {"article", "url"},
		"licence.ended":         {"since", "url"},
		"licence.registered":    {"article", "url"},
		"licence.renew":         {"article", "url"},
		"licence.yearly":        {"article", "url"},
		"mlps.graded":           {"since", "url"},
		"mlps.operated":         {"since", "url"},
		"police.connected":      {"url"},
		"reconsideration.known": {"order", "url"},
		"risk.assessed":         {"article"},
		"tax.begun":             {"url"},
		"tax.quarterly":         {"url"},
	}
	rules := deadline.Rules()
	assert.True(t, slices.IsSortedFunc(rules, func(a, b deadline.Rule) int { return strings.Compare(a.ID, b.ID) }), "in order of ID")
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			require.NoError(t, r.Validate())
			assert.NotZero(t, r.Status)
			var empty []string
			for _, field := range []struct {
				name  string
				isSet bool
			}{
				{"article", r.Basis.Article != ""}, {"authority", r.Authority.ZH != ""}, {"law", r.Basis.Law != ""}, {"limit", r.Limit.N > 0},
				{"order", r.Basis.Order != ""}, {"since", !r.Since.IsZero()}, {"url", r.Basis.URL != ""},
			} {
				if !field.isSet {
					empty = append(empty, field.name)
				}
			}
			assert.Equal(t, missing[r.ID], empty)
			if r.Status == deadline.InForce {
				assert.NotEmpty(t, r.Basis.Law)
				assert.NotEmpty(t, r.Basis.Article+r.Basis.Order)
			}
			for _, text := range []deadline.Text{r.Title, r.Event, r.AppliesTo, r.Authority, r.Note} {
				assert.Equal(t, text.ZH == "", text.EN == "", "in both languages or in none: %v", text)
				assert.True(t, text.ZH == "" || text.ZH != text.EN)
				assert.Equal(t, text, deadline.Text{ZH: strings.TrimSpace(text.ZH), EN: strings.TrimSpace(text.EN)})
			}
			assert.NotEmpty(t, r.Title.EN)
			assert.NotEmpty(t, r.Event.EN)
			assert.NotEmpty(t, r.AppliesTo.EN)
			if r.Transition != (deadline.Transition{}) {
				assert.NotEmpty(t, r.Transition.Basis.Law)
				assert.NotEmpty(t, r.Transition.Basis.Order)
				assert.True(t, strings.HasPrefix(r.Transition.Basis.URL, "https://"))
			}
			found, err := deadline.Lookup(r.ID)
			assert.NoError(t, err)
			assert.Equal(t, r, found)
		})
	}
}

// A function and its ID name the same rule.
func TestRuleFunctions(t *testing.T) {
	for id, function := range map[string]func() deadline.Rule{
		"face.reached": deadline.FaceReached, "face.changed": deadline.FaceChanged,
		"face.terminated": deadline.FaceTerminated,
	} {
		r, err := deadline.Lookup(id)
		assert.NoError(t, err, id)
		assert.Equal(t, r, function(), id)
		assert.Equal(t, id, r.ID)
	}
}

// Whatever the rule, an answer says if the rule is not law: in String, in the caveats, in JSON by its status.
func TestRulesThatAreNotLawSaySo(t *testing.T) {
	for _, r := range deadline.Rules() {
		trigger := holidays.MustParseDate("2026-03-02")
		if r.ID == "app.stock" {
			trigger = r.Since.AddDays(-1)
		}
		for r.Every != 0 && !isEvent(r, trigger) {
			trigger = trigger.AddDays(1)
		}
		if trigger.Before(r.Since) && r.Limit != (deadline.Limit{}) {
			trigger = r.Since
		}
		result := must(t, r, trigger.String(), holidays.China())
		i := slices.IndexFunc(result.Caveats(), func(c deadline.Caveat) bool { return c.Code == r.Status.String() })
		assert.Equal(t, r.Status == deadline.InForce, i < 0, r.ID)
		assert.Equal(t, r.Status == deadline.InForce, !strings.Contains(result.String(), "rule"), r.ID)
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
	type unknown struct {
		row
		id, nearest string
	}
	each(t, []unknown{
		{row{"a letter left out", "one byte to insert"}, "face.reachd", "face.reached"},
		{row{"a word left out", "an ID that begins so is nearest, the first of them in the table"}, "export", "export.extend"},
		{row{"upper case", "IDs are in lower case"}, "FACE.REACHED", "face.reached"},
		{row{"a space behind it", "nothing is trimmed"}, "face.reached ", "face.reached"},
		{row{"a title", "no ID is near"}, "人脸识别", ""},
		{row{"a letter", "no ID is near"}, "x", ""},
		{row{"nothing", "no ID is near"}, "", ""},
		{row{"bytes that are no text", "the message shows each of them"}, "\xff\xfe", ""},
	}, func(u unknown) row { return u.row }, func(t *testing.T, u unknown) {
		r, err := deadline.Lookup(u.id)
		want := fmt.Sprintf("deadline: no rule %q: Rules returns all of them", u.id)
		if u.nearest != "" {
			want = fmt.Sprintf("deadline: no rule %q: did you mean %s? Rules returns all of them", u.id, u.nearest)
		}
		assert.EqualError(t, err, want, u.why)
		assert.Zero(t, r)
	})
}
