package deadline_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

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
		{row{"exact years", "a period of validity"}, noAdjust(own(3, deadline.Years, deadline.After)), nil},
		{row{"months before", "every unit goes in every direction"}, own(1, deadline.Months, deadline.AtLeastBefore), nil},
		{row{"window of days", "every unit goes in every direction"}, own(30, deadline.Days, deadline.InLastBefore), nil},
		{row{"a limit and a transition", "counted from since, announced before"}, change(func(r *deadline.Rule) {
			r.Since, r.Transition = date("2025-06-01"), deadline.Transition{Opens: date("2025-07-14"), Due: date("2025-07-14"), Basis: cited}
		}), nil},
		{row{"law cited by order", "an order without an article is a basis, too"}, change(func(r *deadline.Rule) {
			r.Status, r.Basis = deadline.InForce, deadline.Citation{Law: "公告", Order: "国家互联网信息办公室公告"}
		}), nil},
		{row{"one day in force", "since and until are both included"}, change(func(r *deadline.Rule) {
			r.Since, r.Until = date("2025-06-01"), date("2025-06-01")
		}), nil},
		{row{"zero Rule", "it says nothing at all"}, deadline.Rule{}, []string{"id ", "title", "event", "limit: n", "limit: unit", "limit: direction"}},
		{row{"everything wrong", "all is said at once, in the order of the fields"}, deadline.Rule{
			ID: "Face Reached", Limit: deadline.Limit{N: -1, Unit: 9, Direction: 9, NoAdjust: true}, Threshold: -1, Status: 9,
			Since: date("2025-06-02"), Until: date("2025-06-01"),
			Transition: deadline.Transition{Opens: date("2025-06-02"), Due: date("2025-06-01")},
			Authority:  deadline.Text{EN: hostile},
		}, []string{"id ", "title", "event", "limit: n", "limit: unit", "limit: direction", "limit: no_adjust", "basis", "threshold",
			"status", "until", "transition: due", "transition: want the announcement", `"filing\x1b`}},
		{row{"ended, but when?", "it would answer any trigger as final"}, change(func(r *deadline.Rule) { r.Status, r.Basis = deadline.Ended, cited }), []string{"status ended"}},
		{row{"exact working days", "a count in working days never ends on a day off"}, noAdjust(workdays(5)), []string{"limit: no_adjust"}},
		{row{"exact before", "that end is never moved anyway"}, noAdjust(own(5, deadline.Days, deadline.AtLeastBefore)), []string{"limit: no_adjust"}},
		{row{"exact window", "its ends are never moved anyway"}, noAdjust(own(5, deadline.Months, deadline.InLastBefore)), []string{"limit: no_adjust"}},
		{row{"only exact", "a Limit that is not zero must count something, transition or not"}, change(func(r *deadline.Rule) {
			r.Limit, r.Transition = deadline.Limit{NoAdjust: true}, deadline.Transition{Due: date("2024-03-31"), Basis: cited}
		}), []string{"limit: n", "limit: unit", "limit: direction", "limit: no_adjust", "transition: want since"}},
		{row{"half a limit", "what is missing is said, and what it can be"}, change(func(r *deadline.Rule) { r.Limit = deadline.Limit{N: 5} }),
			[]string{"limit: unit", "limit: direction"}},
		{row{"no limit and no transition", "it gives no date at all"}, change(func(r *deadline.Rule) { r.Limit = deadline.Limit{} }),
			[]string{"limit: n", "limit: unit", "limit: direction"}},
		{row{"a note of two lines", "a line of its own would forge an answer"}, change(func(r *deadline.Rule) { r.Note.EN = "a\nDue 2099-01-01" }), []string{`"a\nDue`}},
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

func TestTextIn(t *testing.T) {
	both, zh, en := deadline.Text{ZH: "备案", EN: "filing"}, deadline.Text{ZH: "备案"}, deadline.Text{EN: "filing"}
	assert.Equal(t, []string{"filing", "备案", "filing", ""}, []string{both.In(deadline.English), zh.In(deadline.English), en.In(deadline.English), deadline.Text{}.In(deadline.English)})
	assert.Equal(t, []string{"备案", "备案", "filing", ""}, []string{both.In(deadline.Chinese), zh.In(deadline.Chinese), en.In(deadline.Chinese), deadline.Text{}.In(deadline.Chinese)})
}
