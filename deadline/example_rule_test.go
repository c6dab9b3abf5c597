package deadline_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

func ExampleFaceReached() {
	r := deadline.FaceReached()
	fmt.Println(r.Title.EN)
	fmt.Println(r.Event.EN)
	fmt.Println(r.Limit.N, r.Limit.Unit, r.Limit.Direction)
	fmt.Println(r.Threshold, "persons")
	// Output:
	// facial recognition filing
	// stored facial information reaches 100,000 persons
	// 30 workdays after
	// 100000 persons
}

func ExampleFaceChanged() {
	r := deadline.FaceChanged()
	fmt.Println(r.Title.ZH)
	fmt.Println(r.Event.ZH)
	fmt.Println(r.Basis.Article)
	// Output:
	// 人脸识别技术应用备案变更
	// 备案信息发生实质性变更之日
	// 第十五条第二款
}

func ExampleFaceTerminated() {
	stopped := holidays.MustParseDate("2026-02-10")
	result, err := deadline.Compute(deadline.FaceTerminated(), stopped, holidays.China())
	fmt.Println(result.Rule.Title.EN, "by", result, err)
	// Output:
	// facial recognition filing: deregistration by 2026-03-30 <nil>
}

// A draft is not law: the ordinary check for an error refuses its answer, which is complete all the same.
func ExampleNotInForceError_draft() {
	draft, _ := deadline.Lookup("face.draft2023")
	result, err := deadline.Compute(draft, holidays.MustParseDate("2025-07-18"), holidays.China())
	fmt.Println(result, result.Final())
	fmt.Println(err)
	// Output:
	// 2025-08-29 (draft rule) false
	// deadline: face.draft2023 is a draft published for comment and was never in force
}

func ExampleRules() {
	for _, r := range deadline.Rules() {
		if strings.HasPrefix(r.ID, "face.") {
			fmt.Println(r.ID, "–", r.Title.EN, "–", r.Status)
		}
	}
	// Output:
	// face.changed – facial recognition filing: change – in_force
	// face.draft2023 – facial recognition filing (draft of 2023) – draft
	// face.reached – facial recognition filing – in_force
	// face.terminated – facial recognition filing: deregistration – in_force
}

func ExampleLookup() {
	r, ok := deadline.Lookup("face.reached")
	fmt.Println(r.Title.ZH, ok)
	_, ok = deadline.Lookup("face.recahed")
	fmt.Println(ok)
	// Output:
	// 人脸识别技术应用备案 <nil>
	// deadline: no rule "face.recahed": did you mean face.reached? Rules returns all of them
}

// A company keeps its own time limits in a file of the form of the built-in table.
func ExampleParseRules() {
	rules, err := deadline.ParseRules([]byte(`[{
		"id": "own.incident",
		"title": {"en": "report to legal"},
		"event": {"en": "the incident is found"},
		"limit": {"n": 5, "unit": "workdays", "direction": "after"},
		"basis": {"law": "Handbook", "article": "4.2"},
		"authority": {"en": "legal department"}
	}]`))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := deadline.Compute(rules[0], holidays.MustParseDate("2025-09-26"), holidays.China())
	fmt.Println(result.Rule.Title.EN, "by", result, err)
	// Output: report to legal by 2025-10-10 <nil>
}

// A rule of one's own: report to legal within 5 working days. It claims no law and so has no Status.
func ExampleRule() {
	report := deadline.Rule{
		ID:    "own.report",
		Title: deadline.Text{EN: "report to legal"},
		Event: deadline.Text{EN: "the incident is found"},
		Limit: deadline.Limit{N: 5, Unit: deadline.Workdays, Direction: deadline.After},
	}
	found := holidays.MustParseDate("2026-02-12") // two days before Spring Festival's make-up Saturday
	result, err := deadline.Compute(report, found, holidays.China())
	fmt.Println(result, err)
	// Output: 2026-02-26 <nil>
}

func ExampleRule_Validate() {
	r := deadline.Rule{ID: "Own Report", Limit: deadline.Limit{N: 5, Unit: deadline.Workdays}}
	var invalid *deadline.InvalidError
	if errors.As(r.Validate(), &invalid) {
		for _, reason := range invalid.Reasons {
			fmt.Println(reason)
		}
	}
	// Output:
	// id "Own Report": want words of a-z and 0-9 joined by dots, such as face.reached
	// title: want one, in Chinese or English
	// event: want what starts the clock, in Chinese or English
	// limit: direction "", want one of ["after" "at_least_before" "in_last_before"]
}

func ExampleText_In() {
	authority := deadline.FaceReached().Authority
	fmt.Println(authority.In(deadline.Chinese))
	fmt.Println(authority.In(deadline.English))
	fmt.Println(deadline.Text{ZH: "仅有中文"}.In(deadline.English)) // the other one where it is missing
	// Output:
	// 所在地省级以上网信部门
	// local cyberspace administration at or above the provincial level
	// 仅有中文
}

func ExampleCitation() {
	basis := deadline.FaceChanged().Basis
	fmt.Println(basis)
	fmt.Println(basis.URL)
	// Output:
	// 《人脸识别技术应用安全管理办法》第十五条第二款（国家互联网信息办公室、公安部令第19号）
	// https://www.cac.gov.cn/2025-03/21/c_1744174262156096.htm
}

// Who had reached 100,000 before the rule came into force was due on a day fixed by announcement; nothing is counted.
func ExampleTransition() {
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2024-10-08"), holidays.China())
	fmt.Println(result, err)
	fmt.Println("safe by", result.SafeBy)
	fmt.Println(result.Rule.Transition.Basis)
	// Output:
	// 2025-07-14 <nil>
	// safe by 2025-07-11
	// 《关于开展人脸识别技术应用备案工作的公告》（国家互联网信息办公室，2025-05-28）
}
