package deadline_test

import (
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/template"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// With database/sql: a Date is a column of type DATE, the zero Date is NULL; the whole answer is a column of type JSON.
func ExampleResult_database() {
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	due, _ := result.Due.Value() // what db.Exec("INSERT …", result.Due) hands to the driver
	filed, _ := holidays.Date{}.Value()
	answer, _ := json.Marshal(result)
	fmt.Println(due, filed)

	// What rows.Scan does with the columns of that row.
	var dueColumn holidays.Date
	var filedColumn sql.Null[holidays.Date]
	fmt.Println(dueColumn.Scan(due), dueColumn)
	fmt.Println(filedColumn.Scan(filed), filedColumn.Valid)
	var answerColumn sql.Null[[]byte]
	fmt.Println(answerColumn.Scan(answer), answerColumn.Valid)
	var back deadline.Result
	fmt.Println(json.Unmarshal(answerColumn.V, &back), back == result)
	// Output:
	// 2025-07-15 <nil>
	// <nil> 2025-07-15
	// <nil> false
	// <nil> true
	// <nil> true
}

// With encoding/csv: a list of events in, a list of due dates out. What is provisional, or no answer, says so in its line.
func ExampleCompute_csv() {
	events := csv.NewReader(strings.NewReader("pipo.reached,2025-07-18\nscc.effective,2025-09-26\nexport.reapply,2026-02-10\nface.changed,2025-05-20\n"))
	out := csv.NewWriter(os.Stdout)
	for {
		event, err := events.Read()
		if err == io.EOF {
			break
		}
		rule, _ := deadline.Lookup(event[0]) // an unknown one is the zero Rule, which Compute refuses
		trigger, _ := holidays.ParseDate(event[1])
		result, err := deadline.Compute(rule, trigger, holidays.China())
		remark := ""
		if err != nil {
			remark = err.Error()
		}
		out.Write([]string{event[0], event[1], result.Due.String(), result.SafeBy.String(), remark})
	}
	out.Flush()
	// Output:
	// pipo.reached,2025-07-18,2025-08-29,2025-08-28,
	// scc.effective,2025-09-26,2025-10-16,2025-10-15,
	// export.reapply,2026-02-10,2025-11-17,2025-11-14,
	// face.changed,2025-05-20,,,deadline: face.changed is not in force for an event on 2025-05-20; it applies to events from 2025-06-01 on
}

// With flag: dates, units, directions and languages are flags of their own type.
func ExampleCompute_flag() {
	var trigger holidays.Date
	var unit deadline.Unit
	flags := flag.NewFlagSet("due", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.TextVar(&trigger, "trigger", holidays.Date{}, "day of the event")
	flags.TextVar(&unit, "unit", deadline.Workdays, "what the limit is counted in")
	n := flags.Int("n", 30, "how many of them")

	if err := flags.Parse([]string{"-trigger", "2025-09-26", "-unit", "months", "-n", "1"}); err != nil {
		fmt.Println(err)
		return
	}
	rule := deadline.Rule{ID: "own", Limit: deadline.Limit{N: *n, Unit: unit, Direction: deadline.After}}
	fmt.Println(deadline.Compute(rule, trigger, holidays.China()))
	fmt.Println(flags.Parse([]string{"-trigger", "2025-02-30"}) != nil)
	// Output:
	// 2025-10-27 <nil>
	// true
}

// With text/template: the fields and methods of a Result are those of the template.
func ExampleResult_template() {
	letter := template.Must(template.New("letter").Parse(`{{.Rule.Title.EN}}: file by {{.SafeBy}}, at the latest on {{.}}.
Basis: {{.Rule.Basis}}
{{range .Caveats}}{{if .MovesDate}}Note: {{.Code}}
{{end}}{{end}}`))
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-11-14"), calendar)
	if err := letter.Execute(os.Stdout, result); err != nil {
		fmt.Println(err)
	}
	// Output:
	// facial recognition filing: file by 2025-12-25, at the latest on 2025-12-26 (provisional).
	// Basis: 《人脸识别技术应用安全管理办法》第十五条第一款（国家互联网信息办公室、公安部令第19号）
	// Note: provisional
	// Note: start_day
}
