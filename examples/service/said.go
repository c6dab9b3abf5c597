package main

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
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

	"key":            {EN: "Key", ZH: "编号"},
	"entity":         {EN: "Entity", ZH: "单位"},
	"own_rule":       {EN: "Rule of its own", ZH: "自定规则"},
	"reference":      {EN: "Reference", ZH: "事项"},
	"layers":         {EN: "Layers", ZH: "区域日历"},
	"filed_on":       {EN: "Filed on", ZH: "办理日期"},
	"receipt":        {EN: "Receipt number", ZH: "备案编号"},
	"cancelled":      {EN: "Cancelled", ZH: "作废"},
	"revision":       {EN: "Revision", ZH: "修订号"},
	"status":         {EN: "Status", ZH: "状态"},
	"opens":          {EN: "Opens", ZH: "开始日"},
	"due":            {EN: "Due", ZH: "截止日"},
	"safe_by":        {EN: "Safe by", ZH: "稳妥日"},
	"estimated_from": {EN: "Estimated from", ZH: "估计日期自"},
	"provisional":    {EN: "Answer", ZH: "结果"},
	"problem":        {EN: "Problem", ZH: "问题"},
	"due_within":     {EN: "Due within working days", ZH: "几个工作日内截止"},
}

// fieldName is what a field of a filing is called on the pages. The trigger of a filing is that in short.
func fieldName(name string, lang deadline.Language) string {
	if name == "trigger" {
		return deadline.Text{EN: "Trigger", ZH: "事件日"}.In(lang)
	}
	return fields[name].In(lang)
}

// wanted are what a field of a filing must be, in Chinese; the register says it in English.
var wanted = map[string]string{
	"key":       "请填写一行可见字符，前后不留空格，不超过100字，且不与其他事项相同；编号一经保存不能更改",
	"entity":    "请填写单位名称，一行可见字符，前后不留空格，不超过200字",
	"rule":      "没有这条规则：请从列表中选择，或者填写规则编号，例如 face.reached",
	"own_rule":  "自定规则有误",
	"trigger":   "请填写日期，例如 2026-06-03；也可能是该规则不适用于这一天，或者期限超出日历范围",
	"reference": "请填写一行可见字符，前后不留空格，不超过500字",
	"layers":    "没有这个区域日历，或者重复，或者多于3个",
	"filed_on":  "请填写日期，且不得晚于北京时间的今日",
	"receipt":   "请填写一行可见字符，不超过200字；填写备案编号时须同时填写办理日期",
	"cancelled": "请填写 true 或者 false",
	"revision":  "该项已有变更，请以最新内容为准重新填写",
}

// said says on a page, in its language, why there is no answer. The API says it in English, in terms of its parameters.
func said(err error, lang deadline.Language) string {
	p := asProblem(err)
	say := func(en, zh string) string { return deadline.Text{EN: en, ZH: zh}.In(lang) }
	field := fields[p.Parameter].In(lang)
	var (
		outside *holidays.RangeError
		force   *deadline.NotInForceError
		invalid *deadline.InvalidError
		statute *holidays.StatuteError
		syntax  *holidays.SyntaxError
		nobody  *gazette.UnofficialError
		refused *register.Error
		tooLong *http.MaxBytesError
	)
	switch {
	case p.chinese != "" && lang == deadline.Chinese && field != "" && p.Code == "bad_date":
		return field + "：" + p.chinese
	case p.chinese != "" && lang == deadline.Chinese:
		return p.chinese
	case p.Code == "token":
		return say("The register wants a token: enter one as the password; the name does not matter.", "备案台账须凭令牌（token）使用：请在密码栏填写令牌，用户名任意。")
	case p.Code == "no_register":
		return say("There is no register: the service was started without -token.", "没有备案台账：服务启动时未设置 -token。")
	case p.Code == "cross_site":
		return say("A page of another site sent this. Nothing was done.", "请求来自其他网站的页面，未予处理。")
	case errors.As(err, &tooLong):
		return fmt.Sprintf(say("It is too long: want at most %d bytes.", "内容过长：不超过%d字节。"), tooLong.Limit)
	case p.Code == "no_file":
		return say("No file was chosen, or it is empty.", "没有选择文件，或者文件是空的。")
	case p.Code == "not_sure":
		return say("Nothing was cancelled: tick the box that confirms it.", "未作废：请先勾选确认。")
	case p.Parameter == "revision" && errors.As(err, &refused):
		return say("Somebody has changed the filing since the form was shown, or the table exported. Nothing was stored; look again.", "表单打开或者表格导出之后，该项已有变更。未保存，请核对后重新提交。")
	case p.Code == "not_found" && lang == deadline.Chinese:
		return "没有这一项。"
	case p.Code == "bad_form" && lang == deadline.Chinese:
		return "表单无法读取，请重新填写。"
	case p.Code == "disagrees" && lang == deadline.Chinese:
		return "另一进程使用的日历不同，暂不能保存：所有进程须使用相同的版本和 -notices。"
	case p.Code == "conflict" && p.Parameter == "" && lang == deadline.Chinese:
		return "与日历中已有的通知相抵触：" + p.Detail
	case p.Code == "no_rule":
		return say("Choose a rule.", "请选择规则。")
	case p.Code == "unknown_rule" && lang == deadline.Chinese:
		return "没有这条规则，请从列表中选择。" // the English one suggests the nearest
	case p.Code == "bad_date" && field != "":
		return field + strings.TrimPrefix(p.Detail, p.Parameter)
	case p.Code == "bad_number":
		return say("Fill in a whole number.", "请填写整数。")
	case p.Code == "bad_lang":
		return say("The language is en or zh.", "语言为 en 或 zh。")
	case p.Code == "bad_year":
		return say("The year has four digits, such as 2026.", "年份为四位数字，例如 2026。")
	case p.Code == "bad_csv" && lang == deadline.Chinese:
		return "表格无法读取：" + p.Detail
	case p.Code == "bad_query" && lang == deadline.Chinese:
		return "网址中的“" + p.Parameter + "”重复、过长或者有误，请重新填写。"
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
	case errors.As(err, &invalid) && lang == deadline.Chinese:
		rule, _ := deadline.Lookup(invalid.Rule)
		switch rule.Every {
		case deadline.Year:
			return "该规则的事件为年度终了：请填写12月31日。"
		case deadline.Quarter:
			return "该规则的事件为季度终了：请填写3月31日、6月30日、9月30日或者12月31日。"
		}
		return "该规则不能适用于这一天：按年、按季发生的事件，请填写年度或者季度的最后一日。"
	case errors.As(err, &syntax), errors.As(err, &statute), errors.As(err, &nobody):
		return unnamed(strings.Replace(say(p.Detail, gazette.Chinese(err)), "用Calendar.With", "", 1))
	case wanted[p.Parameter] != "" && lang == deadline.Chinese: // the register's, or that of a row
		return field + "：" + wanted[p.Parameter] + "。"
	case p.Status >= http.StatusInternalServerError:
		return say("The service could not answer; the log says more.", "服务出错，详见日志。")
	}
	return forPeople(p.Detail)
}

// noticeName is what a notice without a file name is called in what is wrong with it.
const noticeName = "notice"

// unnamed leaves that name out: notice:5: becomes line 5:.
func unnamed(s string) string {
	rest, ok := strings.CutPrefix(s, noticeName)
	if !ok {
		return s
	}
	if number, after, _ := strings.Cut(strings.TrimPrefix(rest, ":"), ":"); number != "" && strings.Trim(number, "0123456789") == "" {
		return "line " + number + ":" + after
	}
	return strings.TrimLeft(rest, "：: ")
}

// dateInChinese says what is wrong with a date.
func dateInChinese(s string) string {
	switch {
	case s == "":
		return "请填写日期，例如 2026-12-01。"
	case regexp.MustCompile(`^\d{4}-\d\d-\d\d$`).MatchString(s):
		return "没有 " + s + " 这一天。"
	}
	return fmt.Sprintf("日期写法有误（“%.40s”）：请写成 2026-12-01。", s)
}

// forPeople leaves out of a text what to ask the API instead.
func forPeople(detail string) string {
	detail, _, _ = strings.Cut(detail, ": GET ")
	return detail
}
