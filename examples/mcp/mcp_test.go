package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// TestMain is the program itself where a test starts it over standard input and output.
func TestMain(m *testing.M) {
	if os.Getenv("MCP_SERVER") != "" {
		if err := run(os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// inMemory connects a client to a server of a calendar.
func inMemory(t *testing.T, calendar *holidays.Calendar) *mcp.ClientSession {
	t.Helper()
	here, there := mcp.NewInMemoryTransports()
	_, err := newServer(calendar).Connect(t.Context(), there, nil)
	require.NoError(t, err)
	return connect(t, here)
}

// overStdio starts the program and connects a client to it.
func overStdio(t *testing.T, args ...string) *mcp.ClientSession {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	command := exec.Command(self, args...)
	command.Env = append(os.Environ(), "MCP_SERVER=1")
	return connect(t, &mcp.CommandTransport{Command: command})
}

func connect(t *testing.T, transport mcp.Transport) *mcp.ClientSession {
	t.Helper()
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "v0"}, nil).Connect(t.Context(), transport, nil)
	require.NoError(t, err)
	t.Cleanup(func() { session.Close() })
	return session
}

type object = map[string]any

// call asks a tool, and returns its structured answer and its text.
func call(t *testing.T, s *mcp.ClientSession, tool string, args object) (object, string) {
	t.Helper()
	result, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: tool, Arguments: args})
	require.NoError(t, err)
	text := result.Content[0].(*mcp.TextContent).Text
	require.False(t, result.IsError, text)
	answer, ok := result.StructuredContent.(object)
	require.True(t, ok)
	return answer, text
}

// refusal asks a tool what it must refuse, and returns the reason.
func refusal(t *testing.T, s *mcp.ClientSession, tool string, args object) string {
	t.Helper()
	result, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		return err.Error()
	}
	require.True(t, result.IsError, "%s %v", tool, args)
	return result.Content[0].(*mcp.TextContent).Text
}

// 200 questions, over standard input and output, get the library's answers; some of them are provisional, some drafts.
func TestAgreesWithTheLibrary(t *testing.T) {
	s := overStdio(t)
	china := holidays.China()
	asked, provisional, drafts := 0, 0, 0
	check := func(answer object, err error) {
		asked++
		var estimated *holidays.ProvisionalError
		assert.Equal(t, errors.As(err, &estimated), answer["provisional"], "%v", answer)
		assert.Equal(t, err == nil, answer["final"], "%v", answer)
		if estimated != nil {
			provisional++
			assert.Equal(t, estimated.From.String(), answer["estimated_from"])
			assert.EqualValues(t, estimated.Year, answer["missing_notice"])
		}
		assert.Equal(t, china.ID(), answer["calendar"])
		assert.Equal(t, deadline.Disclaimer(deadline.English), answer["disclaimer"])
		assert.Contains(t, answer, "basis")
		assert.Contains(t, answer, "notices")
		assert.Contains(t, answer, "caveats")
	}
	day := holidays.MustParseDate("2023-05-04")
	for i := range 40 {
		date := day.AddDays(i * 41)
		n := i*13%120 - 40

		answer, _ := call(t, s, "add_working_days", object{"date": date, "n": n})
		want, err := china.Add(date, n)
		assert.Equal(t, want.String(), answer["date"])
		check(answer, err)

		answer, _ = call(t, s, "count_working_days", object{"after": date, "through": date.AddDays(i*17 - 100)})
		count, err := china.Count(date, date.AddDays(i*17-100))
		assert.EqualValues(t, count, answer["working_days"])
		check(answer, err)

		answer, text := call(t, s, "day", object{"date": date})
		x := china.Day(date)
		assert.Equal(t, x.Kind.IsWorkday(), !strings.Contains(text, "not a working day"), text)
		assert.Equal(t, []any{x.Kind.String(), x.Kind.IsWorkday(), x.Settled, x.Source}, []any{answer["kind"], answer["is_workday"], answer["settled"], answer["basis"]})
		err = nil
		if !x.Settled {
			err = &holidays.ProvisionalError{From: date, Year: holidays.NoticeYear(date)}
		}
		check(answer, err)
	}
	rules := deadline.Rules()
	for i := 0; asked < 200; i++ {
		rule, trigger := rules[i%len(rules)], day.AddDays(i*29)
		r, err := deadline.Compute(rule, trigger, china)
		if r.Due.IsZero() {
			assert.NotEmpty(t, refusal(t, s, "due_date", object{"rule": rule.ID, "trigger": trigger}), "there is no answer, and none is made up")
			if rule.Every != 0 {
				trigger = holidays.NewDate(2025, 12, 31)
				r, err = deadline.Compute(rule, trigger, china)
			}
			if r.Due.IsZero() {
				continue
			}
		}
		answer, text := call(t, s, "due_date", object{"rule": rule.ID, "trigger": trigger})
		assert.Equal(t, []any{r.Due.String(), r.SafeBy.String(), r.ActBy().String(), rule.Status.String()},
			[]any{answer["due"], answer["safe_by"], answer["act_by"], answer["rule_status"]}, "%s %v", rule.ID, trigger)
		for _, c := range r.Caveats() {
			if c.MovesDate {
				assert.Contains(t, fmt.Sprint(answer["caveats"]), c.Code)
			}
		}
		assert.Len(t, answer["notices"], len(r.NoticesUsed(china)))
		assert.Equal(t, !r.EstimatedFrom.IsZero(), strings.Contains(text, "PROVISIONAL"), text)
		assert.Equal(t, rule.Status == deadline.Ended, strings.Contains(text, "ENDED: the rule is no longer applied"), text)
		if rule.Status == deadline.Draft {
			drafts++
			assert.Contains(t, text, "DRAFT: the rule was never law")
			assert.Equal(t, false, answer["final"])
			asked++
			continue
		}
		check(answer, err)
	}
	assert.GreaterOrEqual(t, asked, 200)
	assert.Positive(t, provisional)
	assert.Positive(t, drafts)
	t.Logf("%d questions, %d provisional answers, %d of drafts", asked, provisional, drafts)
}

// Schemas are strict: no field that a tool does not have, no date in another form, no rule that there is not.
func TestSchemas(t *testing.T) {
	s := inMemory(t, holidays.China())
	tools, err := s.ListTools(t.Context(), nil)
	require.NoError(t, err)
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
		assert.NotEmpty(t, tool.Description)
		assert.True(t, tool.Annotations.ReadOnlyHint)
		assert.NotNil(t, tool.OutputSchema)
		schema, err := json.Marshal(tool.InputSchema)
		require.NoError(t, err)
		var o object
		require.NoError(t, json.Unmarshal(schema, &o))
		assert.Equal(t, false, o["additionalProperties"], tool.Name)
	}
	assert.ElementsMatch(t, []string{"due_date", "explain", "add_working_days", "count_working_days", "day", "rules"}, names)

	for _, row := range []struct {
		name, tool string
		args       object
		want, why  string
	}{
		{"a field too many", "day", object{"date": "2025-06-03", "zone": "UTC"}, "zone", "nothing is ignored"},
		{"a field too few", "due_date", object{"rule": "face.reached"}, "trigger", "nothing is guessed"},
		{"slashes", "day", object{"date": "2025/6/3"}, "pattern", "one form of dates"},
		{"no such day", "day", object{"date": "2025-02-30"}, "2025-02", "it has the form, and is none"},
		{"an unknown rule", "due_date", object{"rule": "face.reach", "trigger": "2025-06-03"}, "enum", "the schema lists them"},
		{"a number as text", "add_working_days", object{"date": "2025-06-03", "n": "5"}, "type", "no conversions"},
		{"half a day", "add_working_days", object{"date": "2025-06-03", "n": 1.5}, "type", "working days are whole"},
		{"too many days", "add_working_days", object{"date": "2025-06-03", "n": 1e9}, "maximum", "a bound on the schema"},
		{"another language", "rules", object{"lang": "de"}, "enum", "en or zh"},
		{"before the calendar", "count_working_days", object{"after": "1999-01-01", "through": "2025-01-01"}, "out of range", "no answer is better than a wrong one"},
		{"before the rule", "due_date", object{"rule": "face.changed", "trigger": "2025-05-31"}, "not in force", "as the library says"},
		{"no end of a quarter", "due_date", object{"rule": "tax.quarterly", "trigger": "2026-02-01"}, "quarter", "as the library says"},
		{"no such tool", "due", object{}, "due", "as the protocol says"},
	} {
		t.Run(row.name, func(t *testing.T) {
			assert.Contains(t, refusal(t, s, row.tool, row.args), row.want, row.why)
		})
	}
}

// A count is explained whole, in both languages, and rules are found by words.
func TestExplainAndRules(t *testing.T) {
	s := inMemory(t, holidays.China())
	answer, text := call(t, s, "explain", object{"rule": "face.reached", "trigger": "2025-06-03", "lang": "zh"})
	r, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	require.NoError(t, err)
	var want strings.Builder
	require.NoError(t, r.Explain(&want, holidays.China(), deadline.Chinese))
	assert.Equal(t, want.String(), answer["text"])
	assert.Equal(t, want.String(), text)
	assert.Equal(t, "2025-07-15", answer["due"])

	answer, _ = call(t, s, "rules", object{})
	assert.Len(t, answer["rules"], len(deadline.Rules()))
	answer, _ = call(t, s, "rules", object{"query": "人脸 10万", "lang": "zh"})
	assert.Contains(t, fmt.Sprint(answer["rules"]), "face.reached")
	assert.NotContains(t, fmt.Sprint(answer["rules"]), "face.changed")
	answer, _ = call(t, s, "rules", object{"query": "no such thing"})
	assert.Equal(t, []any{}, answer["rules"])
}

// With a notice of 2027 the program gives final answers where it gave provisional ones, and with a layer says whose days it
// follows. What cannot be read stops it.
func TestNoticeAndLayer(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	n := holidays.Notice{Number: "国办发明电〔2026〕99号", Title: "for the test", Year: 2027, Issued: holidays.MustParseDate("2026-11-12")}
	for _, day := range holidays.StatutoryDays(2027) {
		n.Spans = append(n.Spans, holidays.Span{Kind: holidays.Holiday, First: day.Date, Last: day.Date, Name: day.Name})
		if weekday := day.Date.Weekday(); weekday != 0 && weekday != 6 {
			n.Net++
		}
	}
	text, err := n.MarshalText()
	require.NoError(t, err)
	question := object{"rule": "face.reached", "trigger": "2026-12-01"}

	answer, _ := call(t, overStdio(t), "due_date", question)
	assert.Equal(t, false, answer["final"])
	answer, _ = call(t, overStdio(t, "-notice", write("2027.txt", string(text))), "due_date", question)
	assert.Equal(t, true, answer["final"])
	answer, _ = call(t, overStdio(t, "-layer", write("layer.txt",
		"layer 某公司\noff 2025-06-18 Wed 1 公司日\n")), "add_working_days", object{"date": "2025-06-17", "n": 1})
	assert.Equal(t, "2025-06-19", answer["date"])
	assert.Contains(t, fmt.Sprint(answer["caveats"]), "local_days")

	assert.ErrorContains(t, run([]string{"face.reached"}), "flags only")
	_, err = withNotice(holidays.China(), write("wrong.txt", "hello"))
	assert.Error(t, err)
	_, err = withNotice(holidays.China(), filepath.Join(dir, "none"))
	assert.Error(t, err)
}
