package examples

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// The README's code, task by task. TestReadmeCode keeps the two equal.

func Example_dueDate() {
	instant := time.Date(2025, 6, 3, 17, 0, 0, 0, time.UTC)
	trigger := holidays.DateOf(instant) // the day in Beijing: June 4 already
	result, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
	fmt.Println(result.Due, result.SafeBy, err)
	// Output: 2025-07-16 2025-07-15 <nil>
}

func Example_provisional() {
	// The calendar of the day before the notice for 2026 was issued.
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03"))
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-12-01"), calendar)
	if errors.Is(err, holidays.ErrProvisional) { // an estimate, taken on purpose
		fmt.Println("the notice is out:", result.Unsettled.IsZero())
		fmt.Println("estimated from:", result.Unsettled)
		fmt.Println("still to be settled by the notice for:", result.Unsettled.NoticeYear())
	} else if err != nil { // no answer at all
		fmt.Println(err)
	}
	// Output:
	// the notice is out: false
	// estimated from: 2025-12-25
	// still to be settled by the notice for: 2026
}

func Example_workingDays() {
	calendar := holidays.China()
	day := holidays.MustParseDate("2025-09-28")
	fmt.Println(calendar.Day(day).Kind, calendar.IsWorkday(day)) // a Sunday worked for National Day
	fmt.Println(calendar.Add(day, 5))                            // the 5th working day after it
	fmt.Println(calendar.Count(day, holidays.MustParseDate("2025-10-31")))
	fmt.Println(calendar.Next(holidays.MustParseDate("2025-10-01"))) // first working day on or after
	// Output:
	// makeup true
	// 2025-10-11 <nil>
	// 20 <nil>
	// 2025-10-09 <nil>
}

func Example_newNotice() {
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03")) // the day before the notice for 2026
	pasted := pastedNotice2026()
	notice, err := holidays.ParseNotice("2026.txt", pasted)
	if err != nil {
		fmt.Println(err) // with the line and the clause
		return
	}
	calendar, err = calendar.With(notice) // the old calendar stays as it is
	fmt.Println(calendar.Add(holidays.MustParseDate("2025-12-01"), 30))
	fmt.Println(err)
	// Output:
	// 2026-01-13 <nil>
	// <nil>
}

func Example_explain() {
	rule := deadline.Rule{
		ID:    "legal.report",
		Title: deadline.Text{EN: "report to our legal department"},
		Event: deadline.Text{EN: "the threshold is reached"},
		Limit: deadline.Limit{N: 3, Unit: deadline.Workdays, Direction: deadline.After},
	}
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-12-31"))
	result, err := deadline.Compute(rule, holidays.MustParseDate("2025-09-29"), calendar)
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

func Example_rickar() {
	b := holidays.China().BusinessCalendar() // for code that works with rickar/cal already
	fmt.Println(b.IsWorkday(time.Date(2025, 9, 28, 9, 0, 0, 0, time.Local)))
	// Output: true
}

// Every block of Go in the README is part of an Example whose output is checked.
func TestReadmeCode(t *testing.T) {
	var bodies []string
	for _, file := range []string{"readme_test.go"} {
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, file, source, 0)
		require.NoError(t, err)
		for _, declaration := range parsed.Decls {
			if f, ok := declaration.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, "Example") {
				body := string(source[files.Position(f.Body.Lbrace).Offset+1 : files.Position(f.Body.Rbrace).Offset])
				bodies = append(bodies, flatten(body))
			}
		}
	}
	blocks := readmeBlocks(t, "go")
	require.GreaterOrEqual(t, len(blocks), 10, "English and Chinese")
	for _, block := range blocks {
		found := false
		for _, body := range bodies {
			found = found || strings.Contains(body, flatten(block))
		}
		assert.True(t, found, "no Example has this code:\n%s", block)
	}
}

// The README's tables of rules say what the data say.
func TestReadmeRules(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	for _, lang := range []deadline.Language{deadline.English, deadline.Chinese} {
		var table strings.Builder
		for _, r := range deadline.Rules() {
			fmt.Fprintf(&table, "| `%s` | %s | %s | %s | %s | %s |\n",
				r.ID, r.Event.In(lang), limitCell(r, lang), r.Authority.In(lang), r.Basis, statusCell(r, lang))
		}
		assert.Contains(t, string(readme), table.String(), "to set it right, copy this:\n%s", table.String())
	}
}

func limitCell(r deadline.Rule, lang deadline.Language) string {
	if r.Limit == (deadline.Limit{}) {
		return deadline.Text{ZH: "公告确定：" + r.Transition.Due.String(), EN: r.Transition.Due.String() + ", announced"}.In(lang)
	}
	return r.Limit.In(lang)
}

func statusCell(r deadline.Rule, lang deadline.Language) string {
	text := map[deadline.Status]deadline.Text{
		deadline.InForce: {ZH: "现行有效", EN: "in force"},
		deadline.Draft:   {ZH: "征求意见稿，从未施行", EN: "draft, never in force"},
		deadline.Ended:   {ZH: "已不再适用", EN: "ended"},
	}[r.Status].In(lang)
	if !r.Since.IsZero() {
		text += deadline.Text{ZH: "，自", EN: " since "}.In(lang) + r.Since.String()
	}
	return text
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

// readmeBlocks returns the fenced blocks of a language.
func readmeBlocks(t *testing.T, language string) []string {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	var blocks []string
	for i, part := range strings.Split(string(readme), "```") {
		if i%2 == 1 && strings.HasPrefix(part, language+"\n") {
			blocks = append(blocks, strings.TrimPrefix(part, language+"\n"))
		}
	}
	return blocks
}
