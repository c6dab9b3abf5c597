package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Where a day stands: 10 working days from 2025-09-26 are over on 2025-10-17, by 2025-10-16 with the trigger as day 1.
func TestToday(t *testing.T) {
	for _, row := range []struct{ name, today, text, csv, why string }{
		{"the trigger", "2025-09-26", "open; to the safe-by date 9 working days left, to the due date 10 working days left", "open,9,10", "one may file at once"},
		{"on a day off", "2025-10-05", "open; to the safe-by date 6 working days left, to the due date 7 working days left", "open,6,7", "09-28, 09-29 and 09-30 are gone"},
		{"the safe-by date", "2025-10-15", "open; to the safe-by date 0 working days left, to the due date 1 working day left", "open,0,1", "today is the last safe day"},
		{"the due date", "2025-10-16", "due today; to the safe-by date 1 working day late, to the due date 0 working days left", "due_today,-1,0", "it ends at 24:00"},
		{"the day after", "2025-10-17", "overdue; to the safe-by date 2 working days late, to the due date 1 working day late", "overdue,-2,-1", "one working day late"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			out, errs, status := duedate("", "10wd", "2025-09-26", "-today", row.today)
			require.Zero(t, status, errs)
			assert.Contains(t, strings.Join(strings.Fields(out), " "), row.text)
			out, _, _ = duedate("10wd,2025-09-26\n10wd,never\n", "-batch", "-today", row.today)
			lines := strings.Split(out, "\n")
			assert.Equal(t, "rule,trigger,opens,due,safe_by,final,error,state,to_safe_by,to_due", lines[0])
			assert.Equal(t, "10wd,2025-09-26,2025-09-26,2025-10-16,2025-10-15,true,,"+row.csv, lines[1])
			assert.True(t, strings.HasSuffix(lines[2], ",,,"), "an error has no standing, but as many fields: %s", lines[2])
			single, _, _ := duedate("", "-format=csv", "10wd", "2025-09-26", "-today", row.today)
			assert.Equal(t, lines[0]+"\n"+lines[1]+"\n", single)
		})
	}
	out, _, _ := duedate("", "-lang=zh", "10wd", "2025-09-26", "-today=2025-10-17")
	assert.Contains(t, out, "今日       2025-10-17 周五：已逾期；距稳妥日已过2个工作日，距截止日已过1个工作日\n")
}

func TestTodayJSON(t *testing.T) {
	out, _, status := duedate("", "-format=json", "10wd", "2025-09-26", "-today=2025-10-17")
	require.Zero(t, status)
	var got struct {
		deadline.Rule
		Due      holidays.Date     `json:"due"`
		Standing deadline.Standing `json:"standing"`
	}
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	assert.Equal(t, "2025-10-16", got.Due.String())
	assert.Equal(t, deadline.Standing{State: deadline.Overdue, Today: got.Due.AddDays(1), ToSafeBy: -2, ToDue: -1}, got.Standing)
}

func TestTodayRefused(t *testing.T) {
	_, errs, status := duedate("", "10wd", "2025-09-26", "-today=2025/10/17")
	assert.Equal(t, 2, status)
	assert.Contains(t, errs, "2025-10-17")
	out, errs, status := duedate("", "10wd", "2025-09-26", "-today=1999-01-01")
	assert.Equal(t, 1, status)
	assert.Empty(t, out)
	assert.Contains(t, errs, "2004-01-01")
}

// Limits that look back, and periods of years, are drawn with the days that matter.
func TestOtherLimits(t *testing.T) {
	out, _, status := duedate("", "icp.changed", "2025-10-31")
	require.Zero(t, status)
	assert.Contains(t, out, "2025-10-01 Wednesday, until 24:00")
	assert.Contains(t, out, "safe by    2025-09-30 Tuesday\n")
	assert.Contains(t, out, "limit      at least 30 days before\n")
	assert.Contains(t, out, "\n September 2025\n", "where the safe-by date is")
	assert.Contains(t, out, " 29   30\n     <  >\n")
	assert.Contains(t, out, "            1休  2休  3休  4休  5休\n          [30]  29   28   27   26\n", "the 30th day before, counted back")

	out, _, status = duedate("", "export.extend", "2026-03-20")
	require.Zero(t, status)
	assert.Contains(t, out, "opens      2025-12-19 Friday\n")
	assert.Contains(t, out, "{n} opens")
	assert.Contains(t, out, "{60}")

	out, _, status = duedate("", "export.validity", "2024-05-06")
	require.Zero(t, status)
	assert.Contains(t, out, "2027-05-06 Thursday, until 24:00 Beijing time\n", "exact: it hangs on no notice")
	assert.Equal(t, 4, strings.Count(out, " Mon  Tue "), "the months in which a year is full, not all 37")
	assert.NotContains(t, out, "estimate ", "though 2027 is not settled")

	out, _, status = duedate("", "miniprogram.stock", "2023-08-01")
	require.Zero(t, status)
	assert.Contains(t, out, "2024-03-31 Sunday, until 24:00 Beijing time (ENDED RULE: no longer applied)\n")
	assert.NotContains(t, out, "limit  ", "nothing is counted")
	out, _, _ = duedate("", "face.reached", "2025-05-06")
	assert.Contains(t, out, "announced  《关于开展人脸识别技术应用备案工作的公告》")
	assert.NotContains(t, out, "limit  ", "30 working days are not what gave the date")
	_, errs, status := duedate("", "miniprogram.stock", "2023-09-01")
	assert.Equal(t, 1, status)
	assert.Contains(t, errs, "in force until 2023-08-31")
}
