package main

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// remindBefore is when the alarms ring: so many working days before the safe-by date, and on it.
var remindBefore = []int{10, 5, 1, 0}

// getICS answers GET /v1/due.ics: the due date as an all-day event with alarms.
func (s *service) getICS(w http.ResponseWriter, r *http.Request) error {
	q, err := s.ask(r, "rule", "trigger", "as_of", "lang")
	if err != nil {
		return err
	}
	result, err := compute(q)
	if err != nil {
		return err
	}
	body, provisional, err := writeICS(result, q)
	if err != nil {
		return err
	}
	final := result.Final() && !provisional
	s.metrics.answered(final)
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%v.ics"`, q.Rule.ID, q.Trigger))
	return reply{body: body, mime: "text/calendar; charset=utf-8", final: final}.write(w, r)
}

// writeICS also reports whether an alarm hangs on estimated days.
func writeICS(r deadline.Result, q question) (body []byte, provisional bool, err error) {
	reminders, err := r.Reminders(q.Calendar, remindBefore...)
	if reminders == nil {
		return nil, false, err
	}
	provisional = err != nil
	say := func(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(q.Lang) }
	day, title := r.Due, say("Due: ", "截止：")+r.Rule.Title.In(q.Lang)+" ("+r.Rule.ID+")"
	if r.ActBy() != r.SafeBy { // an approval must be in hand before the window ends
		day, title = r.ActBy(), say("Apply from today: ", "即日起申请：")+r.Rule.Title.In(q.Lang)+" ("+r.Rule.ID+")"
	}
	switch r.Rule.Status {
	case deadline.Draft:
		title = say("DRAFT RULE – ", "征求意见稿 – ") + title
	case deadline.Ended:
		title = say("ENDED RULE – ", "已不再适用 – ") + title
	}
	if !r.EstimatedFrom.IsZero() {
		title = say("PROVISIONAL – ", "暂定 – ") + title
	}
	c := ical.NewCalendarFor("cnworkday")
	e := c.AddEvent(fmt.Sprintf("%s-%v@cnworkday", r.Rule.ID, r.Trigger)) // the same after a new notice: it moves the event
	e.SetDtStampTime(lastRevised(q.Calendar))
	e.SetAllDayStartAt(day.Start())
	e.SetAllDayEndAt(day.AddDays(1).Start())
	e.SetSummary(title)
	text := description(r, q)
	if provisional && r.EstimatedFrom.IsZero() { // so it is where the due date hangs on no day off
		text += say("\nThe alarms are provisional: they count over days that no published notice settles.", "\n提醒日期为暂定：其间的日期尚无放假通知。")
	}
	e.SetDescription(text)
	e.SetStatus(ical.ObjectStatusConfirmed)
	if !r.Final() {
		e.SetStatus(ical.ObjectStatusTentative)
	}
	e.SetTimeTransparency(ical.TransparencyTransparent)
	if r.Rule.Basis.URL != "" {
		e.SetURL(r.Rule.Basis.URL)
	}
	rung := map[holidays.Date]bool{}
	for _, day := range reminders {
		if day.Before(r.Opens) && r.ActBy() == r.SafeBy || rung[day] {
			continue
		}
		rung[day] = true
		a := e.AddAlarm()
		a.SetAction(ical.ActionDisplay)
		a.SetTrigger(day.Start().Add(9*time.Hour).UTC().Format("20060102T150405Z"), ical.WithValue(string(ical.ValueDataTypeDateTime)))
		a.SetProperty(ical.ComponentPropertyDescription, title)
	}
	return []byte(c.Serialize(ical.WithNewLineWindows)), provisional, nil
}

// lastRevised is when the newest notice was issued: the same answer is the same file, byte for byte.
func lastRevised(c *holidays.Calendar) time.Time {
	first, _ := c.Range()
	at := first.Start()
	for _, n := range c.Notices() {
		if n.Issued.Start().After(at) {
			at = n.Issued.Start()
		}
	}
	return at.UTC()
}

func description(r deadline.Result, q question) string {
	lang := q.Lang
	say := func(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(lang) }
	reason := r.SafeByReason(lang)
	if reason != "" {
		reason = say(": ", "：") + reason
	}
	lines := []string{
		say("Due ", "截止日 ") + r.String() + say(", until 24:00 Beijing time", "，北京时间24时止"),
		say("Safe by ", "稳妥日 ") + r.SafeBy.String() + reason,
		say("Trigger ", "起算事件 ") + r.Trigger.String() + say(": ", "：") + r.Rule.Event.In(lang),
		say("Legal basis ", "法律依据 ") + r.Rule.Basis.String(),
	}
	for _, caveat := range r.Caveats() {
		if caveat.MovesDate {
			lines = append(lines, say("Uncertain: ", "未决：")+caveat.Text.In(lang))
		}
	}
	if note := asOfNote(q.AsOf); note != nil {
		lines = append(lines, note.In(lang))
	}
	return strings.Join(append(lines, say("Calendar ", "日历编号 ")+r.Calendar, deadline.Disclaimer(lang)), "\n")
}
