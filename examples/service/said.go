package main

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// fields are what the parameters are called on the pages.
var fields = map[string]deadline.Text{
	"rule":    {EN: "Rule", ZH: "规则"},
	"trigger": {EN: "Day of the event", ZH: "事件发生之日"},
	"as_of":   {EN: "Use only notices issued by", ZH: "仅用此日及以前发布的通知"},
	"today":   {EN: "Looked at on", ZH: "以此日为今日"},
	"date":    {EN: "Day", ZH: "日期"},
	"after":   {EN: "After", ZH: "此日之后"},
	"through": {EN: "Up to and including", ZH: "至"},
}

// said says on a page, in its language, why there is no answer. The API says it in English, in terms of its parameters.
func said(err error, lang deadline.Language) string {
	p := asProblem(err)
	say := func(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(lang) }
	field := fields[p.Parameter].In(lang)
	var (
		outside *holidays.RangeError
		force   *deadline.NotInForceError
		statute *holidays.StatuteError
		syntax  *holidays.SyntaxError
		nobody  *gazette.UnofficialError
	)
	switch {
	case p.Code == "no_rule":
		return say("Choose a rule.", "请选择规则。")
	case p.Code == "unknown_rule" && lang == deadline.Chinese:
		return "没有这条规则，请从列表中选择。" // the English one suggests the nearest
	case p.Code == "bad_date" && field != "":
		return fmt.Sprintf(say("%s: there is no such day; want a date such as 2026-06-03.", "%s：没有这一天，请填写日期，例如 2026-06-03。"), field)
	case p.Code == "bad_number":
		return say("Fill in a whole number.", "请填写整数。")
	case p.Code == "bad_lang":
		return say("The language is en or zh.", "语言为 en 或 zh。")
	case p.Code == "bad_year":
		return say("The year has four digits, such as 2026.", "年份为四位数字，例如 2026。")
	case p.Code == "bad_query" && lang == deadline.Chinese:
		return "网址中的“" + p.Parameter + "”重复或者过长，请重新填写。"
	case errors.As(err, &outside) && !outside.First.IsZero():
		return fmt.Sprintf(say("The calendar reaches from %v to %v; the dates, or the count, leave it.", "日历自%v起至%v止，所填日期或者计数超出此范围。"), outside.First, outside.Last)
	case errors.As(err, &force) && lang == deadline.Chinese:
		text := fmt.Sprintf("规则 %s 不适用于%v发生的事件", force.Rule, force.Trigger)
		if !force.Since.IsZero() {
			text += fmt.Sprintf("：自%v起施行", force.Since)
		}
		if !force.Until.IsZero() {
			text += fmt.Sprintf("，适用至%v", force.Until)
		}
		return text + "。"
	case p.Code == "no_answer" && lang == deadline.Chinese:
		return "该规则不能适用于这一天：按年、按季发生的事件，请选择年度或者季度的最后一日。"
	case lang == deadline.Chinese && (errors.As(err, &syntax) || errors.As(err, &statute) || errors.As(err, &nobody)):
		return gazette.Chinese(err)
	case p.Status >= http.StatusInternalServerError:
		return say("The service could not answer; the log says more.", "服务出错，详见日志。")
	}
	return p.Detail
}
