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
	//   "disclaimer": "This is not legal advice.",
	//   "due": "2025-10-10",
	//   "final": true,
	//   "opens": "2025-09-26",
	//   "overdue_from": "2025-10-11T00:00:00+08:00",
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

// Closes is what a timer needs: the first instant that is too late.
func ExampleResult_OverdueFrom() {
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	closes := result.OverdueFrom()
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
	fmt.Println(errors.Is(stored.Err(), holidays.ErrProvisional), stored.EstimatedFrom)
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
	// local_days_off false
	// business_hours false
	// note false
	// makeup_days false
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
	// 没有关于此类办理事项的条文规定工作日期间的起算日，此处自发生之日的次日起算。《民法典》规定按年、月、日计算期间的，开始的当日不计入；国家网信办公布的日期与此相符（2025-07-18起第30个工作日为2025-08-29）。
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

func ExampleResult_NoticesUsed() {
	china := holidays.China()
	result, _ := deadline.Compute(report, holidays.MustParseDate("2020-01-23"), china)
	for _, n := range result.NoticesUsed(china) {
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
	// 截止日      2018-09-29 周六
	// 稳妥日      2018-09-28 周五：发生之日可能计为第1日
	// 起算日      2018-09-21 周五 发现之日
	// 期限        自发现之日起5个工作日内
	// 截止时刻    截止日24时，北京时间
	// 影响日期    发生之日是否计为第1个工作日，规则未写明，此处自次日起算。《民法典》规定按年、月、日计算期间的，开始的当日不计入。
	// 未决事项    各少数民族聚居地区的地方人民政府可以规定放假日期，全国日历不含。
	// 未决事项    已公布的节假日安排仍可能调整，2015、2019、2020年各有一次。
	// 放假通知    国办发明电〔2017〕12号 2017-11-30 国务院办公厅关于2018年部分节假日安排的通知
	// 日历编号    ID
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
	//
	// 本结果不构成法律意见。
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

// What had reached the number before the rule was in force got its date by announcement; nothing is counted.
func ExampleResult_Announced() {
	for _, trigger := range []string{"2025-05-06", "2025-06-03"} {
		result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate(trigger), holidays.China())
		fmt.Println(result, result.Announced(), err)
	}
	// Output:
	// 2025-07-14 true <nil>
	// 2025-07-15 false <nil>
}
