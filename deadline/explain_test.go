package deadline_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Five working days across National Day 2025: 国办发明电〔2024〕12号 makes Sunday 09-28 a working day, and 10-01 to 10-08 off.
const explainedEnglish = `report to legal (own.report)

Due        2025-10-10 Fri 24:00 Beijing time
Safe by    2025-10-09 Thu
Trigger    2025-09-26 Fri the day it is found
Caveat     No provision says in words that the day of the event is not day 1 of a count in working days. 民法典 201 says it for years, months and days, and the CAC's own dates agree (2025-07-18 and 30 working days: 2025-08-29).
Caveat     Areas of national minorities may set festivals of their own. No national calendar has them.
Caveat     An arrangement can still be amended after it is published, as in 2015, 2019 and 2020.
Notice     国办发明电〔2024〕12号 2024-11-12 国务院办公厅关于2025年部分节假日安排的通知
Calendar   ID

2025-09-26 Fri    -  working day trigger, not counted
2025-09-27 Sat    -  weekend
2025-09-28 Sun    1  make-up working day 国庆节、中秋节 国办发明电〔2024〕12号
2025-09-29 Mon    2  working day
2025-09-30 Tue    3  working day
2025-10-01 Wed    -  day off 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-02 Thu    -  day off 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-03 Fri    -  day off 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-04 Sat    -  day off 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-05 Sun    -  day off 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-06 Mon    -  day off 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-07 Tue    -  day off 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-08 Wed    -  day off 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-09 Thu    4  working day
2025-10-10 Fri    5  working day
`

const explainedChinese = `内部报告 (own.report)

截止日     2025-10-10 周五 北京时间24时
稳妥日     2025-10-09 周四
起算事件   2025-09-26 周五 发现之日
未决事项   没有条文明确规定工作日期限的起算日。《民法典》规定按年、月、日计算的，开始的当日不计入；网信办公布的日期（2025-07-18起30个工作日为2025-08-29）与此一致。
未决事项   民族自治地方可以规定本地的放假日期，全国日历不含。
未决事项   已公布的安排仍可能调整，2015、2019、2020年各有一次。
放假通知   国办发明电〔2024〕12号 2024-11-12 国务院办公厅关于2025年部分节假日安排的通知
日历编号   ID

2025-09-26 周五    -  工作日 起算日，不计入
2025-09-27 周六    -  周末
2025-09-28 周日    1  调休上班 国庆节、中秋节 国办发明电〔2024〕12号
2025-09-29 周一    2  工作日
2025-09-30 周二    3  工作日
2025-10-01 周三    -  放假 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-02 周四    -  放假 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-03 周五    -  放假 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-04 周六    -  放假 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-05 周日    -  放假 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-06 周一    -  放假 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-07 周二    -  放假 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-08 周三    -  放假 国庆节、中秋节 国办发明电〔2024〕12号
2025-10-09 周四    4  工作日
2025-10-10 周五    5  工作日
`

func explain(t *testing.T, r deadline.Result, c *holidays.Calendar, lang deadline.Language) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.Explain(&b, c, lang))
	return b.String()
}

func TestExplain(t *testing.T) {
	c := holidays.China()
	result := must(t, workdays(5), "2025-09-26", c)
	assert.Equal(t, strings.Replace(explainedEnglish, "ID", c.ID(), 1), explain(t, result, c, deadline.English))
	assert.Equal(t, strings.Replace(explainedChinese, "ID", c.ID(), 1), explain(t, result, c, deadline.Chinese))
}

// Every answer says what it is: no estimate, draft or announced date stands without its mark, in either language.
func TestExplainMarks(t *testing.T) {
	marks := map[string][2][]string{
		"final":             {{"in force", "第十五条第一款", "provincial level"}, {"现行有效", "第十五条第一款", "省级以上网信部门"}},
		"provisional":       {{"2025-12-26 Fri 24:00 Beijing time (provisional)", "estimated"}, {"2025-12-26 周五 北京时间24时 (暂定)", "估计"}},
		"transitional":      {{"fixed by announcement", "关于开展人脸识别技术应用备案工作的公告"}, {"期限由公告确定", "关于开展人脸识别技术应用备案工作的公告"}},
		"draft":             {{"draft, never in force"}, {"征求意见稿，从未施行"}},
		"provisional draft": {{"(provisional)", "draft, never in force"}, {"(暂定)", "征求意见稿，从未施行"}},
		"ended rule":        {{"Status     ended\n"}, {"已不再适用"}},
		"amended year":      {{"国办发明电〔2019〕16号 2019-11-21", "国办发明电〔2020〕1号 2020-01-26"}, {"国办发明电〔2020〕1号"}},
	}
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
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
