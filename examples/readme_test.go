package examples

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// The README's code, task by task. TestReadmeCode keeps the two equal.

func Example_dueDate() {
	reached := time.Date(2025, 6, 3, 17, 0, 0, 0, time.UTC) // 4 June in Beijing
	result, err := deadline.Compute(deadline.FaceReached(), holidays.DateInBeijing(reached), holidays.China())
	fmt.Println(result.Due, result.SafeBy, err) // 2025-07-16 2025-07-15 <nil>
	// Output: 2025-07-16 2025-07-15 <nil>
}

func Example_showTheCount() {
	calendar := holidays.China()
	result, err := deadline.Compute(workdays(3), holidays.MustParseDate("2025-09-29"), calendar)
	if err != nil {
		fmt.Println(err)
		return
	}
	for step := range result.Steps(calendar) {
		fmt.Println(step.Day.Date, step.N, step.Day.Kind)
	}
	// Output:
	// 2025-09-29 0 workday
	// 2025-09-30 1 workday
	// 2025-10-01 0 holiday
	// 2025-10-02 0 holiday
	// 2025-10-03 0 holiday
	// 2025-10-04 0 holiday
	// 2025-10-05 0 holiday
	// 2025-10-06 0 holiday
	// 2025-10-07 0 holiday
	// 2025-10-08 0 holiday
	// 2025-10-09 2 workday
	// 2025-10-10 3 workday
}

func Example_workingDays() {
	calendar := holidays.China()
	day := holidays.MustParseDate("2025-09-28")
	fmt.Println(calendar.Day(day).Kind, calendar.IsWorkday(day))           // makeup true: a Sunday worked for National Day
	fmt.Println(calendar.Add(day, 5))                                      // 2025-10-11 <nil>: the 5th working day after it
	fmt.Println(calendar.Count(day, holidays.MustParseDate("2025-10-31"))) // 20 <nil>
	fmt.Println(calendar.OnOrAfter(holidays.MustParseDate("2025-10-01")))  // 2025-10-09 <nil>
	// Output:
	// makeup true
	// 2025-10-11 <nil>
	// 20 <nil>
	// 2025-10-09 <nil>
}

func Example_planForNovember() {
	calendar := holidays.China() // as long as the notice for 2027 is not in it
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2026-12-01"), calendar)
	if errors.Is(err, holidays.ErrProvisional) { // the complete answer, resting on estimated days
		fmt.Println("provisional; work towards SafeBy until the notice for", holidays.NoticeYear(result.EstimatedFrom), "is loaded")
	} else if err != nil { // no answer
		fmt.Println(err)
	}
	// Output: provisional; work towards SafeBy until the notice for 2027 is loaded
}

func Example_rickar() {
	b := holidays.China().BusinessCalendar()
	fmt.Println(b.IsWorkday(time.Date(2025, 9, 28, 9, 0, 0, 0, time.Local))) // true
	// Output: true
}

func Example_whatIsLeft() {
	calendar := holidays.China()
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), calendar)
	if err != nil {
		fmt.Println(err)
		return
	}
	today, off := holidays.MustParseDate("2025-07-01"), holidays.MustParseDate("2025-07-07")
	closed := holidays.Notice{Spans: []holidays.Span{{Kind: holidays.Holiday, First: off, Last: off, Name: "公司日"}}}
	office, err := calendar.Overlay("甲公司", closed) // a holidays.Notice of the days on which it is closed
	fmt.Println(result.Standing(today, office))    // {open 2025-07-01 8 9 false} <nil>: 8 working days are left to SafeBy, 9 to Due
	fmt.Println(result.Reminders(office, 5, 1))    // [2025-07-04 2025-07-11] <nil>: 5 and 1 working days before SafeBy
	fmt.Println(err)
	// Output:
	// {open 2025-07-01 8 9 false} <nil>
	// [2025-07-04 2025-07-11] <nil>
	// <nil>
}

// A text as people paste it: the notice for 2026, in the words of no particular page.
var pasted = []byte(`国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市，各部门：
现将2026年放假安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日
`)

func Example_newNotice() {
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03")) // the day before the notice for 2026
	notice, reading, err := gazette.Parse("2026.txt", pasted)               // a []byte: HTML or text, in UTF-8, UTF-16 or GB18030
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range reading.Unread { // what stands around the notice: look before you load
		fmt.Println(line.Number, line.Text)
	}
	calendar, err = calendar.With(notice) // the old calendar stays as it is
	fmt.Println(calendar.SettledThrough(), err)
	// Output: 2026-12-24 <nil>
}

// Every block of Go in the READMEs is part of an Example whose output is checked; of a whole program, its main. The Chinese
// README has comments of its own.
func TestReadmeCode(t *testing.T) {
	var bodies []string
	files, err := filepath.Glob("*_test.go")
	require.NoError(t, err)
	for _, file := range files {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		bodies = append(bodies, functions(t, string(source), "Example")...)
	}
	for _, readme := range []string{"../README.md", "../README.zh.md"} {
		blocks := readmeBlocks(t, readme, "go")
		require.GreaterOrEqual(t, len(blocks), 5, readme)
		for _, block := range blocks {
			if strings.HasPrefix(block, "package main\n") {
				block = functions(t, block, "main")[0]
			}
			found := slices.ContainsFunc(bodies, func(body string) bool {
				if strings.HasSuffix(readme, ".zh.md") {
					return strings.Contains(withoutComments(body), withoutComments(flatten(block)))
				}
				return strings.Contains(body, flatten(block))
			})
			assert.True(t, found, "%s: no Example has this code:\n%s", readme, block)
		}
	}
}

// The READMEs' tables of rules say what the data say.
func TestReadmeRules(t *testing.T) {
	for name, lang := range map[string]deadline.Language{"../README.md": deadline.English, "../README.zh.md": deadline.Chinese} {
		readme, err := os.ReadFile(name)
		require.NoError(t, err)
		var table strings.Builder
		for _, r := range deadline.Rules() {
			limit := r.Limit.In(lang)
			if limit == "" {
				limit = deadline.Text{ZH: "公告确定：", EN: "announced: "}.In(lang) + r.Transition.Due.String()
			}
			status := map[deadline.Status]deadline.Text{
				deadline.Draft: {ZH: "（征求意见稿，从未施行）", EN: " (draft, never law)"},
				deadline.Ended: {ZH: "（已不再适用）", EN: " (ended)"},
			}[r.Status].In(lang)
			fmt.Fprintf(&table, "| `%s` | %s | %s%s |\n", r.ID, limit, r.Event.In(lang), status)
		}
		assert.True(t, strings.Contains(string(readme), table.String()), "%s: to set it right, copy this:\n%s", name, table.String())
	}
}

// functions returns the bodies, made even, of the functions whose names begin with a word.
func functions(t *testing.T, source, prefix string) []string {
	t.Helper()
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, "", source, 0)
	require.NoError(t, err)
	var bodies []string
	for _, declaration := range parsed.Decls {
		if f, ok := declaration.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, prefix) {
			bodies = append(bodies, flatten(source[files.Position(f.Body.Lbrace).Offset+1:files.Position(f.Body.Rbrace).Offset]))
		}
	}
	return bodies
}

// flatten takes indentation and the alignment of comments out of a comparison.
func flatten(code string) string {
	var lines []string
	for line := range strings.Lines(code) {
		if words := strings.Join(strings.Fields(line), " "); words != "" {
			lines = append(lines, words)
		}
	}
	return strings.Join(lines, "\n")
}

// withoutComments takes the comments at the ends of lines out of flattened code.
func withoutComments(code string) string {
	return regexp.MustCompile(`(?m) // .*$`).ReplaceAllString(code, "")
}

// readmeBlocks returns the fenced blocks of a language.
func readmeBlocks(t *testing.T, name, language string) []string {
	t.Helper()
	readme, err := os.ReadFile(name)
	require.NoError(t, err)
	var blocks []string
	for i, part := range strings.Split(string(readme), "```") {
		if i%2 == 1 && strings.HasPrefix(part, language+"\n") {
			blocks = append(blocks, strings.TrimPrefix(part, language+"\n"))
		}
	}
	return blocks
}
