package main

import (
	"errors"
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
	d := dueEvent{Result: r, calendar: q.Calendar, lang: q.Lang}
	d.uid = fmt.Sprintf("%s-%v@cnworkday", r.Rule.ID, r.Trigger) // the same after a new notice: it moves the event
	if note := asOfNote(q.AsOf); note != nil {
		d.notes = append(d.notes, note.In(q.Lang))
	}
	e, err := d.event()
	if errors.Is(err, holidays.ErrOutOfRange) {
		return nil, false, err
	}
	e.SetDtStampTime(lastRevised(q.Calendar))
	if r.Rule.Basis.URL != "" {
		e.SetURL(r.Rule.Basis.URL)
	}
	c := ical.NewCalendarFor("cnworkday")
	c.AddVEvent(e)
	return []byte(c.Serialize(ical.WithNewLineWindows)), err != nil, nil
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

// A dueEvent is an answer as it is to stand in a calendar.
type dueEvent struct {
	deadline.Result
	calendar  *holidays.Calendar // that the alarms are counted by
	lang      deadline.Language
	uid       string
	subject   string   // whose answer it is, for the title; "" where there is one only
	about     []string // lines at the head of the description
	notes     []string // lines after its caveats
	uncertain bool     // provisional, although the result does not say so
}

func (d dueEvent) say(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(d.lang) }

// event returns the all-day event on the due date, or on the day to act by where an approval must be in hand by then. The
// error beside it is that of deadline.Result.Reminders: the answer or an alarm is not final or, a *holidays.RangeError, there
// are no alarms, because one leaves the calendar.
func (d dueEvent) event() (*ical.VEvent, error) {
	reminders, err := d.Reminders(d.calendar, remindBefore...)
	day, act, before := d.Due, d.say("Due: ", "截止："), d.say("Safe by ", "稳妥日 ")
	if d.ActBy() != d.SafeBy {
		day, act, before = d.ActBy(), d.say("Apply from today: ", "即日起申请："), d.say("Apply from ", "宜申请日 ")
	}
	mark, what := "", d.subject+d.Rule.Title.In(d.lang)+" ("+d.Rule.ID+")"
	switch d.Rule.Status {
	case deadline.Draft:
		mark = d.say("DRAFT RULE – ", "征求意见稿 – ")
	case deadline.Ended:
		mark = d.say("ENDED RULE – ", "已不再适用 – ")
	}
	if !d.EstimatedFrom.IsZero() || d.uncertain {
		mark = d.say("PROVISIONAL – ", "暂定 – ") + mark
	}
	e := ical.NewEvent(d.uid)
	e.SetAllDayStartAt(day.Start())
	e.SetAllDayEndAt(day.AddDays(1).Start())
	e.SetSummary(mark + act + what)
	text := d.description()
	if errors.Is(err, holidays.ErrProvisional) && d.EstimatedFrom.IsZero() { // so it is where the due date hangs on no day off
		text += d.say("\nThe alarms are provisional: they count over days that no published notice settles.", "\n提醒日期为暂定：其间的日期尚无放假通知。")
	}
	e.SetDescription(text)
	e.SetStatus(ical.ObjectStatusConfirmed)
	if !d.Final() || d.uncertain {
		e.SetStatus(ical.ObjectStatusTentative)
	}
	e.SetTimeTransparency(ical.TransparencyTransparent)
	rung := map[holidays.Date]bool{}
	for i, day := range reminders {
		if day.Before(d.Opens) && d.ActBy() == d.SafeBy || rung[day] {
			continue
		}
		rung[day] = true
		a := e.AddAlarm()
		a.SetAction(ical.ActionDisplay)
		a.SetTrigger(day.Start().Add(9*time.Hour).UTC().Format("20060102T150405Z"), ical.WithValue(string(ical.ValueDataTypeDateTime)))
		left := fmt.Sprintf(d.say(", %d working days left", "，还有%d个工作日"), remindBefore[i])
		switch remindBefore[i] {
		case 1:
			left = d.say(", 1 working day left", "，还有1个工作日")
		case 0:
			left = d.say(", no working day left after today", "，今日为最后一个工作日")
		}
		a.SetProperty(ical.ComponentPropertyDescription, mark+before+d.ActBy().String()+left+d.say(": ", "：")+what)
	}
	return e, err
}

func (d dueEvent) description() string {
	after := func(text string) string {
		if text == "" {
			return ""
		}
		return d.say(": ", "：") + text
	}
	due := d.Due.String()
	if !d.EstimatedFrom.IsZero() {
		due += "（暂定）"
	}
	lines := append(d.about,
		d.say("Due "+d.Result.String(), "截止日 "+due)+d.say(", until 24:00 Beijing time", "，北京时间24时止"),
		d.say("Safe by ", "稳妥日 ")+d.SafeBy.String()+after(d.SafeByReason(d.lang)),
		d.say("Trigger ", "事件日 ")+d.Trigger.String()+after(d.Rule.Event.In(d.lang)),
	)
	if basis := d.Rule.Basis.String(); basis != "" { // a rule of one's own need not have one
		lines = append(lines, d.say("Legal basis ", "法律依据 ")+basis)
	}
	for _, caveat := range d.Caveats() {
		if caveat.MovesDate {
			lines = append(lines, d.say("Uncertain: ", "未决：")+caveat.Text.In(d.lang))
		}
	}
	lines = append(lines, d.notes...)
	return strings.Join(append(lines, d.say("Calendar ", "日历编号 ")+d.Calendar, deadline.Disclaimer(d.lang)), "\n")
}
