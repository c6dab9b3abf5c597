package deadline_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

var update = flag.Bool("update", false, "write what Explain says to testdata/explain; read the difference before committing it")

func explain(t *testing.T, r deadline.Result, c *holidays.Calendar, lang deadline.Language) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.Explain(&b, c, lang))
	return b.String()
}

// The whole text of each direction in both languages, across National Day 2025: 国办发明电〔2024〕12号 makes Sunday 09-28 a
// working day, and 10-01 to 10-08 off.
func TestExplain(t *testing.T) {
	type text struct {
		row
		rule    deadline.Rule
		trigger string
	}
	each(t, []text{
		{row{"after", "working days: the trigger is not counted, days off are passed over"}, workdays(5), "2025-09-26"},
		{row{"after-days", "民法典 201: 10-04 is off; 203 moves it to 10-09"}, own(5, deadline.Days, deadline.After), "2025-09-29"},
		{row{"after-months", "民法典 201, 202: no 31 April; 04-30 is worked"}, own(1, deadline.Months, deadline.After), "2025-03-31"},
		{row{"exact", "10-04 is off, and the end stays there"}, exactly(own(5, deadline.Days, deadline.After)), "2025-09-29"},
		{row{"before", "10-03 is off: never moved later, safe by 09-30"}, own(7, deadline.Days, deadline.Before), "2025-10-10"},
		{row{"within", "opens on the make-up Sunday 09-28, ends with the event"}, own(4, deadline.Workdays, deadline.Within), "2025-10-10"},
	}, func(x text) row { return x.row }, func(t *testing.T, x text) {
		c := holidays.China()
		result := must(t, x.rule, x.trigger, c)
		for lang := deadline.English; lang <= deadline.Chinese; lang++ {
			got := strings.ReplaceAll(explain(t, result, c, lang), c.ID(), "ID")
			path := filepath.Join("testdata", "explain", x.name+"."+lang.String()+".txt")
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Equal(t, string(want), got, x.why)
		}
	})
}

// Every answer says what it is: no estimate, draft or announced date stands without its mark, in either language.
func TestExplainMarks(t *testing.T) {
	marks := map[string][2][]string{
		"final":                   {{"in force", "第十五条第一款", "provincial level"}, {"现行有效", "第十五条第一款", "省级以上网信部门"}},
		"provisional":             {{"2025-12-26 Fri 24:00 Beijing time (provisional)", "estimated"}, {"2025-12-26 周五 北京时间24时 (暂定)", "估计"}},
		"transitional":            {{"fixed by announcement", "关于开展人脸识别技术应用备案工作的公告"}, {"期限由公告确定", "关于开展人脸识别技术应用备案工作的公告"}},
		"draft":                   {{"draft, never in force"}, {"征求意见稿，从未施行"}},
		"provisional draft":       {{"(provisional)", "draft, never in force"}, {"(暂定)", "征求意见稿，从未施行"}},
		"ended rule":              {{"Status     ended\n"}, {"已不再适用"}},
		"before, on a day off":    {{"Limit      at least 30 days before", "counted back; never moved later", "Safe by    2025-09-30"}, {"之前至少30日", "不顺延", "稳妥日     2025-09-30"}},
		"within, across the year": {{"Opens      2025-11-17 Mon", "within the last 60 working days before"}, {"开始日     2025-11-17 周一", "之前最后60个工作日内"}},
		"days, moved":             {{"2025-10-05 (民法典 201) is a day off and moves to 2025-10-09 (民法典 203)"}, {"2025-10-05（民法典第二百零一条）为休息日，顺延至2025-10-09（民法典第二百零三条）"}},
		"exact years":             {{"2027-04-04 (民法典 201, 202); it stays there on a day off"}, {"（民法典第二百零一条、第二百零二条），遇休息日不顺延"}},
		"ended, fixed dates only": {{"Status     ended", "Opens      2023-09-01", "fixed by announcement"}, {"已不再适用", "开始日     2023-09-01", "期限由公告确定"}},
		"before, provisional":     {{"(provisional)", "estimated"}, {"(暂定)", "估计"}},
		"within, provisional":     {{"(provisional)", "estimated"}, {"(暂定)", "估计"}},
		"amended year":            {{"国办发明电〔2019〕16号 2019-11-21", "国办发明电〔2020〕1号 2020-01-26"}, {"国办发明电〔2020〕1号"}},
	}
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		if want := marks[s.name]; s.result.Rule.Status > deadline.InForce || !s.final {
			require.NotEmpty(t, want[0], "what is not law or not final has a mark to look for")
		}
		for lang, want := range marks[s.name] {
			text := explain(t, s.result, s.c, deadline.Language(lang))
			for _, w := range want {
				assert.Contains(t, text, w)
			}
			for _, caveat := range s.result.Caveats() {
				assert.Contains(t, text, caveat.Text.In(deadline.Language(lang)))
			}
			for line := range strings.Lines(text) {
				assert.Equal(t, strings.TrimRight(line, " \n")+"\n", line, "no spaces at the end of a line")
			}
			assert.Contains(t, text, s.c.ID())
		}
	})
}

// A rule with nothing but a Limit is explained without empty brackets and labels.
func TestExplainBareRule(t *testing.T) {
	rule := deadline.Rule{Limit: deadline.Limit{N: 1, Unit: deadline.Workdays, Direction: deadline.After}}
	text := explain(t, must(t, rule, "2025-06-03", holidays.China()), holidays.China(), deadline.English)
	assert.True(t, strings.HasPrefix(text, "Due        2025-06-04 Wed"), text)
	assert.NotContains(t, text, "()")
	assert.NotContains(t, text, "Basis")
}

var errDisk = errors.New("the disk is full")

// A fullDisk takes a number of bytes and then no more.
type fullDisk struct{ left int }

func (w *fullDisk) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errDisk
	}
	return len(p), nil
}

func TestExplainRefuses(t *testing.T) {
	c := holidays.China()
	result := must(t, workdays(5), "2025-09-26", c)
	type refusal struct {
		row
		result deadline.Result
		c      *holidays.Calendar
		lang   deadline.Language
		says   string
	}
	each(t, []refusal{
		{row{"another calendar", "it would show another count than the one that gave the date"}, result, unpublished(), deadline.English, c.ID()},
		{row{"nil calendar", "it knows no day"}, result, nil, deadline.English, c.ID()},
		{row{"zero Result", "there is nothing to explain"}, deadline.Result{}, c, deadline.English, "no due date"},
		{row{"zero Result, nil calendar", "their IDs are equal, and yet"}, deadline.Result{}, nil, deadline.English, "no due date"},
		{row{"unknown language", "no text rather than a mixed one"}, result, c, deadline.Language(7), "Language(7)"},
	}, func(r refusal) row { return r.row }, func(t *testing.T, r refusal) {
		var b bytes.Buffer
		err := r.result.Explain(&b, r.c, r.lang)
		require.ErrorIs(t, err, deadline.ErrInvalid, r.why)
		var invalid *deadline.InvalidError
		require.ErrorAs(t, err, &invalid)
		assert.ErrorContains(t, err, r.says)
		assert.Empty(t, b.String(), "nothing is written")
	})
	long := must(t, workdays(500), "2023-06-01", c)
	for _, left := range []int{0, 5000} {
		assert.Equal(t, errDisk, long.Explain(&fullDisk{left}, c, deadline.English), "errors of w are returned as they are")
	}
	assert.NoError(t, long.Explain(io.Discard, c, deadline.Chinese))
}

func TestLanguageWeekday(t *testing.T) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		assert.Equal(t, d.String()[:3], deadline.English.Weekday(d))
		assert.Equal(t, "周"+[]string{"日", "一", "二", "三", "四", "五", "六"}[d], deadline.Chinese.Weekday(d))
		assert.Equal(t, deadline.Chinese.Weekday(d), deadline.Chinese.Weekday(d-7), "a negative weekday is no reason to panic")
	}
}
