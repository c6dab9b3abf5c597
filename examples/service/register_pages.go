package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// A caller is somebody with a token who asks for a page of the register.
type caller struct {
	s      *service
	w      http.ResponseWriter
	r      *http.Request
	who    string
	lang   deadline.Language
	values map[string]string // of the address
	shown  bool              // an answer is on its way
}

// private makes a handler of a page of the register: whoever has no token is asked for one. What is wrong is said on a page, in
// its language.
func (s *service) private(h func(*caller) error, known ...string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		values, lang, err := pageQuery(w, r, known...)
		who, denied := s.authorize(w, r)
		c := &caller{s: s, w: w, r: r, who: who, lang: lang, values: values}
		switch {
		case denied != nil:
			err = denied
		case err == nil:
			err = h(c)
		}
		if err == nil || c.shown {
			return err
		}
		if asProblem(err).Status >= http.StatusInternalServerError {
			s.log.Error("no page", "request_id", w.Header().Get("X-Request-Id"), "error", err)
		}
		return c.show(view{Name: "register-wrong", Title: deadline.Text{EN: "Register", ZH: "备案台账"}, Err: err})
	}
}

// show draws a page, with the status of what was wrong.
func (c *caller) show(v view) error {
	c.shown = true
	status := http.StatusOK
	if v.Err != nil {
		status = asProblem(v.Err).Status
	}
	v.Query = url.Values{}
	for name, value := range c.values {
		v.Query.Set(name, value)
	}
	return c.s.frame(c.w, c.r, c.lang, status, v)
}

// see sends the browser on to the page that shows what was done, with these names and values in its address.
func (c *caller) see(path string, query ...string) error {
	c.shown = true
	http.Redirect(c.w, c.r, c.s.link(c.lang, path, query...), http.StatusSeeOther)
	return nil
}

// link is the address of a page in a language, with names and values in its query.
func (s *service) link(lang deadline.Language, path string, query ...string) string {
	path, part, found := strings.Cut(path, "#")
	if found {
		part = "#" + part
	}
	return s.href(path + "?" + encode(map[string]string{"lang": lang.String()}, query...) + part)
}

// Link is the address of a page in the language of this one.
func (f frame) Link(path string, query ...string) string { return f.s.link(f.Lang, path, query...) }

// formMost is how long a form may be that has no file, in bytes.
const formMost = 64 << 10

// form reads what a form sends, without the spaces around it.
func (c *caller) form(most int64) (url.Values, error) {
	c.r.Body = http.MaxBytesReader(c.w, c.r.Body, most)
	c.r.URL.RawQuery = "" // read by pageQuery, which leaves alone what ParseForm would refuse
	err := c.r.ParseForm()
	if err == nil {
		err = c.r.ParseMultipartForm(most)
	}
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		return nil, err
	} else if err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return nil, newProblem(http.StatusBadRequest, "bad_form", "", "the form cannot be read, or was cut short")
	}
	form := url.Values{}
	for name, values := range c.r.PostForm {
		form.Set(name, strings.TrimSpace(values[0]))
		if name == "layers" { // a box for each
			form.Set(name, strings.Join(values, ","))
		}
	}
	return form, nil
}

// upload reads a form with a file, a text that was pasted, or the content that a preview has carried on.
func (c *caller) upload(most int64) (form url.Values, data []byte, err error) {
	tooLong := (*http.MaxBytesError)(nil)
	if form, err = c.form(most*3/2 + formMost); errors.As(err, &tooLong) { // a preview carries three bytes in four
		return nil, nil, &http.MaxBytesError{Limit: most}
	} else if err != nil {
		return nil, nil, err
	}
	if data, err = base64.RawURLEncoding.DecodeString(form.Get("content")); err != nil {
		return nil, nil, newProblem(http.StatusBadRequest, "bad_form", "content", "the content that the preview has carried on cannot be read")
	}
	if len(data) == 0 {
		data = []byte(c.r.PostForm.Get("text"))
	}
	if file, _, err := c.r.FormFile("file"); err == nil {
		defer file.Close()
		uploaded, err := io.ReadAll(file)
		if err != nil {
			return nil, nil, err
		}
		if len(uploaded) > 0 {
			data = uploaded
		}
	}
	switch {
	case int64(len(data)) > most:
		return nil, nil, &http.MaxBytesError{Limit: most}
	case len(data) == 0:
		return nil, nil, newProblem(http.StatusUnprocessableEntity, "no_file", "file", "no file was chosen, or it is empty")
	}
	return form, data, nil
}

// carried is a content as a preview carries it on.
func carried(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }

// beijing is the zone in which the pages say the time.
var beijing = time.FixedZone("Beijing", 8*60*60)

// At is an instant as the pages say it.
func (f frame) At(t time.Time) template.HTML {
	return page.Text(t.In(beijing).Format("2006-01-02 15:04"))
}

// Weekday is that of a day.
func (f frame) Weekday(d holidays.Date) string { return f.Lang.Weekday(d.Weekday()) }

// stateTexts are what register.States are called on the pages.
var stateTexts = map[string]deadline.Text{
	"open":      {EN: "open", ZH: "待办"},
	"filed":     {EN: "filed", ZH: "已办"},
	"cancelled": {EN: "cancelled", ZH: "已作废"},
	"not_open":  {EN: "not open yet", ZH: "尚未开始"},
	"in_time":   {EN: "in time", ZH: "期限内"},
	"past_safe": {EN: "past the safe-by date", ZH: "已过稳妥日"},
	"due_today": {EN: "due today", ZH: "今日截止"},
	"overdue":   {EN: "overdue", ZH: "已逾期"},
}

// State says a state in the language of the page.
func (f frame) State(s string) string { return stateTexts[s].In(f.Lang) }

// Left says how many working days are left from today up to and including a day: the words for people, and the number alone
// where its column says what it counts.
func (f frame) Left(n int, today, day holidays.Date) string {
	switch short := f.Short(n, today, day); {
	case day == today, day.Before(today) && n == 0:
		return short
	case n == 1:
		return f.Say("1 working day left", "还剩1个工作日")
	case n == -1:
		return f.Say("1 working day over", "已超过1个工作日")
	case n < 0:
		return fmt.Sprintf(f.Say("%d working days over", "已超过%d个工作日"), -n)
	}
	return fmt.Sprintf(f.Say("%d working days left", "还剩%d个工作日"), n)
}

// Short is Left where it is said already that working days are counted.
func (f frame) Short(n int, today, day holidays.Date) string {
	switch {
	case day == today:
		return f.Say("today", "今日")
	case day.Before(today) && n == 0: // only days off since then
		return f.Say("just over", "刚过")
	case n < 0:
		return fmt.Sprintf(f.Say("%d over", "已过%d"), -n)
	}
	return fmt.Sprintf(f.Say("%d left", "还剩%d"), n)
}

// FiledOn says when a filing was filed, and whether that was late.
func (f frame) FiledOn(filed register.Filing) template.HTML {
	text := f.Say("%v", "%v办理")
	if filed.Late() {
		text = f.Say("%v (late)", "%v逾期办理")
	}
	return page.Text(fmt.Sprintf(text, filed.FiledOn))
}

// Sums says how many filings an import enters, changes and leaves unchanged.
func (f frame) Sums(n []int) string {
	return fmt.Sprintf(f.Say("entered: %d · changed: %d · unchanged: %d", "新增%d项，修改%d项，未变%d项"), n[0], n[1], n[2])
}

// Share says how many of the open filings a run has moved, or would move.
func (f frame) Share(r register.Run) string {
	return fmt.Sprintf(f.Say("Of %d open filings, %d change", "%d项待办中%d项有变"), r.Examined, r.Moved)
}

// doneTexts are what a change in the history did.
var doneTexts = map[string]deadline.Text{
	"entered":   {EN: "entered", ZH: "新增"},
	"changed":   {EN: "changed", ZH: "修改"},
	"filed":     {EN: "filed", ZH: "标记为已办"},
	"reopened":  {EN: "reopened", ZH: "恢复为待办"},
	"cancelled": {EN: "cancelled", ZH: "作废"},
	"moved":     {EN: "computed again", ZH: "重新计算"},
	"unchanged": {EN: "unchanged", ZH: "未变"},
}

// Done says what a change did.
func (f frame) Done(what string) string { return doneTexts[what].In(f.Lang) }

// causeTexts are why a run was made.
var causeTexts = map[string]deadline.Text{
	"notice":    {EN: "notice stored", ZH: "载入放假通知"},
	"layer":     {EN: "layer stored", ZH: "载入区域日历"},
	"withdrawn": {EN: "withdrawn", ZH: "撤回"},
	"calendar":  {EN: "another built-in calendar, folder of notices or table of rules", ZH: "内置日历、通知文件夹或者规则表有变"},
}

// Cause says why a run was made.
func (f frame) Cause(r register.Run) string {
	text := causeTexts[r.Cause].In(f.Lang)
	if r.Cause == "calendar" {
		return text
	}
	return text + f.Say(": ", "：") + r.Name
}

// kindTexts are what days are.
var kindTexts = map[holidays.Kind]deadline.Text{
	holidays.Workday: {EN: "working day", ZH: "工作日"},
	holidays.Weekend: {EN: "weekend", ZH: "周末"},
	holidays.Holiday: {EN: "day off", ZH: "放假"},
	holidays.Makeup:  {EN: "make-up working day", ZH: "调休上班"},
}

// Kind says what a day is.
func (f frame) Kind(d holidays.Day) string {
	text := kindTexts[d.Kind].In(f.Lang)
	if !d.Settled {
		text += f.Say(" (estimated)", "（估计）")
	}
	return text
}

// Difference says what a field was and what it is.
func (f frame) Difference(d register.Difference) template.HTML {
	value := func(element, s string) template.HTML {
		switch {
		case d.Field == "status":
			s = f.State(s)
		case d.Field == "provisional" && s == "true":
			s = f.Say("provisional", "暂定")
		case d.Field == "provisional" && s != "":
			s = f.Say("final", "确定")
		case d.Field == "problem" && s != "":
			s = f.Say("no new answer", "无法重新计算") + f.Say(": ", "：") + forPeople(s)
		case d.Field == "own_rule" && s != "":
			s = f.Say("a rule of its own", "自定规则")
		case s == "":
			s = f.Say("none", "空")
		}
		return template.HTML("<"+element+">") + page.Text(s) + template.HTML("</"+element+">")
	}
	text := page.Text(fieldName(d.Field, f.Lang)+f.Say(": ", "：")) + value("del", d.Before) + " → " + value("ins", d.After)
	if d.Before == "" {
		text = page.Text(fieldName(d.Field, f.Lang)+f.Say(": ", "：")) + value("ins", d.After)
	}
	return text
}
