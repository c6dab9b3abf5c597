package deadline_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

func Example() {
	trigger := holidays.MustParseDate("2025-06-03") // the day on which 100,000 stored faces were reached
	result, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
	fmt.Println(result, err)
	// Output: 2025-07-15 <nil>
}

func ExampleCompute() {
	trigger := holidays.MustParseDate("2025-07-18")
	result, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
	if err != nil {
		fmt.Println(err) // no answer, or one that is provisional
		return
	}
	fmt.Println("due:    ", result.Due, result.Due.Weekday())
	fmt.Println("safe by:", result.SafeBy, result.SafeBy.Weekday())
	fmt.Println("basis:  ", result.Rule.Basis)
	// Output:
	// due:     2025-08-29 Friday
	// safe by: 2025-08-28 Thursday
	// basis:   《人脸识别技术应用安全管理办法》第十五条第一款（国家互联网信息办公室、公安部令第19号）
}

// A count that runs over days that no notice has settled is refused by the ordinary check for an error, and taken on
// purpose by asking for it.
func ExampleCompute_provisional() {
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03")) // the notice for 2026 came a day later
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-11-14"), calendar)
	if errors.Is(err, holidays.ErrProvisional) {
		fmt.Println("estimate:", result)
		fmt.Println("in time in any case:", result.SafeBy)
	}
	// Output:
	// estimate: 2025-12-26 (provisional)
	// in time in any case: 2025-12-25
}

func ExampleFaceReached() {
	r := deadline.FaceReached()
	fmt.Println(r.Title.EN)
	fmt.Println(r.Event.EN)
	fmt.Println(r.Limit.N, r.Limit.Unit, r.Limit.Direction)
	fmt.Println(r.Threshold, "persons")
	// Output:
	// face recognition filing
	// stored face information reaches 100,000 persons
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
	// Output: face recognition filing: deregistration by 2026-03-30 <nil>
}

func ExampleFaceDraft2023() {
	r := deadline.FaceDraft2023()
	result, _ := deadline.Compute(r, holidays.MustParseDate("2025-07-18"), holidays.China())
	fmt.Println(r.Status, r.Threshold)
	fmt.Println(result)
	// Output:
	// draft 10001
	// 2025-08-29 (draft rule)
}

func ExampleRules() {
	for _, r := range deadline.Rules() {
		if strings.HasPrefix(r.ID, "face.") {
			fmt.Println(r.ID, "–", r.Title.EN, "–", r.Status)
		}
	}
	// Output:
	// face.changed – face recognition filing: change – in_force
	// face.draft2023 – face recognition filing (draft of 2023) – draft
	// face.reached – face recognition filing – in_force
	// face.terminated – face recognition filing: deregistration – in_force
}

func ExampleLookup() {
	r, ok := deadline.Lookup("face.reached")
	fmt.Println(r.Title.ZH, ok)
	_, ok = deadline.Lookup("face.recahed")
	fmt.Println(ok)
	// Output:
	// 人脸识别技术应用备案 true
	// false
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
	// limit: direction "", want one of ["after" "before" "within"]
}

func ExampleLimit() {
	limit := deadline.Limit{N: 10, Unit: deadline.Workdays, Direction: deadline.After}
	data, _ := json.Marshal(limit)
	fmt.Println(string(data))
	var back deadline.Limit
	fmt.Println(json.Unmarshal(data, &back), back == limit)
	// Output:
	// {"n":10,"unit":"workdays","direction":"after"}
	// <nil> true
}

// Every form of a Unit: String, and text as in JSON both ways.
func ExampleUnit() {
	text, _ := deadline.Workdays.MarshalText()
	fmt.Println(deadline.Workdays, string(text))
	var u deadline.Unit
	fmt.Println(u.UnmarshalText([]byte("months")), u == deadline.Months)
	fmt.Println(u.UnmarshalText([]byte("fortnights")))
	// Output:
	// workdays workdays
	// <nil> true
	// deadline: "fortnights": want one of ["" "workdays" "days" "months" "years"]
}

// Every form of a Direction: String, and text as in JSON both ways.
func ExampleDirection() {
	text, _ := deadline.After.MarshalText()
	fmt.Println(deadline.After, string(text))
	var d deadline.Direction
	fmt.Println(d.UnmarshalText([]byte("before")), d == deadline.Before)
	// Output:
	// after after
	// <nil> true
}

// Every form of a Status: String, and text as in JSON both ways.
func ExampleStatus() {
	text, _ := deadline.InForce.MarshalText()
	fmt.Println(deadline.InForce, string(text))
	var s deadline.Status
	fmt.Println(s.UnmarshalText([]byte("draft")), s == deadline.Draft)
	// Output:
	// in_force in_force
	// <nil> true
}

// Every form of a Language: String, text both ways, and the names of the days of the week.
func ExampleLanguage() {
	text, _ := deadline.Chinese.MarshalText()
	fmt.Println(deadline.English, deadline.Chinese, string(text))
	var l deadline.Language
	fmt.Println(l.UnmarshalText([]byte("zh")), l == deadline.Chinese)
	// Output:
	// en zh zh
	// <nil> true
}

func ExampleLanguage_Weekday() {
	fmt.Println(deadline.English.Weekday(time.Sunday), deadline.Chinese.Weekday(time.Sunday))
	// Output: Sun 周日
}

func ExampleText_In() {
	authority := deadline.FaceReached().Authority
	fmt.Println(authority.In(deadline.Chinese))
	fmt.Println(authority.In(deadline.English))
	fmt.Println(deadline.Text{ZH: "仅有中文"}.In(deadline.English)) // the other one where it is missing
	// Output:
	// 所在地省级以上网信部门
	// cyberspace administration of the place, provincial level or above
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

// A Result is stored as JSON and read back as an equal value.
func ExampleResult() {
	result, _ := deadline.Compute(report, holidays.MustParseDate("2025-09-26"), holidays.China())
	result.Calendar = "ID" // which notices it rests on; kept short here
	data, err := json.Marshal(result)
	fmt.Println(err)

	var fields map[string]any
	json.Unmarshal(data, &fields)
	delete(fields, "caveats") // see Caveats
	shown, _ := json.MarshalIndent(fields, "", "  ")
	fmt.Println(string(shown))

	var back deadline.Result
	fmt.Println(json.Unmarshal(data, &back), back == result)
	// Output:
	// <nil>
	// {
	//   "calendar": "ID",
	//   "closes": "2025-10-11T00:00:00+08:00",
	//   "due": "2025-10-10",
	//   "opens": "2025-09-26",
	//   "provisional": false,
	//   "rule": {
	//     "authority": {},
	//     "basis": {},
	//     "event": {
	//       "en": "the incident is found",
	//       "zh": "发现之日"
	//     },
	//     "id": "own.report",
	//     "limit": {
	//       "direction": "after",
	//       "n": 5,
	//       "unit": "workdays"
	//     },
	//     "title": {
	//       "en": "report to legal",
	//       "zh": "内部报告"
	//     }
	//   },
	//   "safe_by": "2025-10-09",
	//   "trigger": "2025-09-26"
	// }
	// <nil> true
}

// report is the rule of the Examples that need a short one.
var report = deadline.Rule{
	ID:    "own.report",
	Title: deadline.Text{ZH: "内部报告", EN: "report to legal"},
	Event: deadline.Text{ZH: "发现之日", EN: "the incident is found"},
	Limit: deadline.Limit{N: 5, Unit: deadline.Workdays, Direction: deadline.After},
}

// Closes is what a timer needs: the first instant that is too late.
func ExampleResult_Closes() {
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	closes := result.Closes()
	fmt.Println(closes.Format(time.RFC3339))
	fmt.Println(closes.UTC().Format(time.RFC3339))
	filed := time.Date(2025, time.July, 15, 15, 59, 59, 0, time.UTC)
	fmt.Println("in time:", filed.Before(closes))
	// Output:
	// 2025-07-16T00:00:00+08:00
	// 2025-07-15T16:00:00Z
	// in time: true
}

// Err asks a stored result whether it is final.
func ExampleResult_Err() {
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	stored, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-11-14"), calendar)
	fmt.Println(errors.Is(stored.Err(), holidays.ErrProvisional), stored.Unsettled)
	fmt.Println(deadline.Result{}.Err())
	// Output:
	// true 2025-12-25
	// deadline: invalid: "": the result holds no due date; want one that Compute returned
}

func ExampleResult_Caveats() {
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	for _, c := range result.Caveats() {
		fmt.Println(c.Code, c.MovesDate)
	}
	// Output:
	// start_day true
	// counting_persons false
	// submitted_or_accepted false
	// business_hours false
	// minority_festivals false
	// amendments false
}

func ExampleCaveat() {
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	c := result.Caveats()[0]
	fmt.Println(c.Code, c.Basis)
	fmt.Println(c.Text.In(deadline.Chinese))
	// Output:
	// start_day 《民法典》第二百零一条
	// 没有条文明确规定工作日期限的起算日。《民法典》规定按年、月、日计算的，开始的当日不计入；网信办公布的日期（2025-07-18起30个工作日为2025-08-29）与此一致。
}

// Steps is the count behind the date, day by day.
func ExampleResult_Steps() {
	china := holidays.China()
	result, _ := deadline.Compute(report, holidays.MustParseDate("2018-09-21"), china)
	for step := range result.Steps(china) {
		fmt.Println(step.Day.Date, step.Day.Date.Weekday(), step.N, step.Day.Kind)
	}
	// Output:
	// 2018-09-21 Friday 0 workday
	// 2018-09-22 Saturday 0 weekend
	// 2018-09-23 Sunday 0 weekend
	// 2018-09-24 Monday 0 holiday
	// 2018-09-25 Tuesday 1 workday
	// 2018-09-26 Wednesday 2 workday
	// 2018-09-27 Thursday 3 workday
	// 2018-09-28 Friday 4 workday
	// 2018-09-29 Saturday 5 makeup
}

// A Step knows what kind of day it is and on whose word.
func ExampleStep() {
	china := holidays.China()
	result, _ := deadline.Compute(report, holidays.MustParseDate("2018-09-21"), china)
	for step := range result.Steps(china) {
		if step.N == 0 && step.Day.Source != "" {
			fmt.Println(step.Day.Date, "is off by", step.Day.Source)
		}
	}
	// Output: 2018-09-24 is off by 国办发明电〔2017〕12号
}

func ExampleResult_Notices() {
	china := holidays.China()
	result, _ := deadline.Compute(report, holidays.MustParseDate("2020-01-23"), china)
	for _, n := range result.Notices(china) {
		fmt.Println(n.Number, n.Issued, n.Title)
	}
	// Output:
	// 国办发明电〔2019〕16号 2019-11-21 国务院办公厅关于2020年部分节假日安排的通知
	// 国办发明电〔2020〕1号 2020-01-26 国务院办公厅关于延长2020年春节假期的通知
}

// Explain writes the answer and its count as a text for the record.
func ExampleResult_Explain() {
	calendar := holidays.China()
	result, _ := deadline.Compute(report, holidays.MustParseDate("2018-09-21"), calendar)
	var text strings.Builder
	if err := result.Explain(&text, calendar, deadline.Chinese); err != nil {
		fmt.Println(err)
	}
	fmt.Print(strings.ReplaceAll(text.String(), calendar.ID(), "ID")) // kept short here
	// Output:
	// 内部报告 (own.report)
	//
	// 截止日     2018-09-29 周六 北京时间24时
	// 稳妥日     2018-09-28 周五
	// 起算事件   2018-09-21 周五 发现之日
	// 未决事项   没有条文明确规定工作日期限的起算日。《民法典》规定按年、月、日计算的，开始的当日不计入；网信办公布的日期（2025-07-18起30个工作日为2025-08-29）与此一致。
	// 未决事项   民族自治地方可以规定本地的放假日期，全国日历不含。
	// 未决事项   已公布的安排仍可能调整，2015、2019、2020年各有一次。
	// 放假通知   国办发明电〔2017〕12号 2017-11-30 国务院办公厅关于2018年部分节假日安排的通知
	// 日历编号   ID
	//
	// 2018-09-21 周五    -  工作日 起算日，不计入
	// 2018-09-22 周六    -  周末
	// 2018-09-23 周日    -  周末
	// 2018-09-24 周一    -  放假 中秋节 国办发明电〔2017〕12号
	// 2018-09-25 周二    1  工作日
	// 2018-09-26 周三    2  工作日
	// 2018-09-27 周四    3  工作日
	// 2018-09-28 周五    4  工作日
	// 2018-09-29 周六    5  调休上班 国庆节 国办发明电〔2017〕12号
}

func ExampleResult_String() {
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	final, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-07-18"), calendar)
	estimate, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-11-14"), calendar)
	fmt.Println(final)
	fmt.Println(estimate)
	fmt.Println(deadline.Result{})
	// Output:
	// 2025-08-29
	// 2025-12-26 (provisional)
	// no due date
}

func ExampleInvalidError() {
	_, err := deadline.Compute(deadline.FaceReached(), holidays.DateOf(time.Time{}), holidays.China())
	var invalid *deadline.InvalidError
	fmt.Println(errors.Is(err, deadline.ErrInvalid), errors.As(err, &invalid))
	fmt.Println(invalid.Rule, invalid.Reasons)
	// Output:
	// true true
	// face.reached [the trigger is the zero Date; want the day of the event]
}

func ExampleNotInForceError() {
	_, err := deadline.Compute(deadline.FaceChanged(), holidays.MustParseDate("2025-05-20"), holidays.China())
	fmt.Println(err)
	var early *deadline.NotInForceError
	fmt.Println(errors.Is(err, deadline.ErrNotInForce), errors.As(err, &early))
	fmt.Println("ask again from", early.Since)
	// Output:
	// deadline: face.changed is not in force for a trigger on 2025-05-20; it is in force from 2025-06-01
	// true true
	// ask again from 2025-06-01
}

func ExampleParseError() {
	_, err := deadline.ParseRules([]byte("[\n  {\"id\": \"own.report\", \"sinse\": \"2025-06-01\"}\n]"))
	var parse *deadline.ParseError
	if errors.As(err, &parse) {
		fmt.Println("line", parse.Line)
		fmt.Println(parse.Err)
	}
	// Output:
	// line 2
	// json: unknown field "sinse"
}

func ExampleNameError() {
	var direction deadline.Direction
	err := direction.UnmarshalText([]byte("backwards"))
	var name *deadline.NameError
	fmt.Println(errors.Is(err, deadline.ErrInvalid), errors.As(err, &name))
	fmt.Printf("%s: %q\n", name.Value, name.Names)
	// Output:
	// true true
	// backwards: ["" "after" "before" "within"]
}
