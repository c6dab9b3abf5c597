package page

import (
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// words are what the page says, by language. A word without a row is a mistake that the tests find.
var words = map[string]deadline.Text{
	"colon":            {EN: ": ", ZH: "："},
	"due":              {EN: "Due", ZH: "截止日"},
	"until":            {EN: "until 24:00 Beijing time", ZH: "北京时间24时止"},
	"provisional":      {EN: "provisional", ZH: "暂定"},
	"PROVISIONAL":      {EN: "PROVISIONAL", ZH: "暂定"},
	"estimated from":   {EN: "The notice for %d is not loaded. The days from %v on are estimated, and this date can change.", ZH: "%d年的放假通知尚未载入，自%v起的日期为估计，截止日可能变动。"},
	"unpublished from": {EN: "The notice for %d was not published by that day, %v. The days from %v on are estimated, and this date can change.", ZH: "%d年的放假通知截至该日（%v）尚未发布，自%v起的日期为估计，截止日可能变动。"},
	"known":            {EN: "As of %v: only notices issued by that day are used.", ZH: "截至%v：仅用此日及以前发布的通知。"},
	"DRAFT":            {EN: "DRAFT RULE", ZH: "征求意见稿"},
	"draft":            {EN: "It was never in force.", ZH: "从未施行。"},
	"ENDED":            {EN: "ENDED RULE", ZH: "已不再适用"},
	"ended":            {EN: "The rule is no longer applied.", ZH: "该规则已不再适用。"},
	"safe":             {EN: "Safe by", ZH: "稳妥日"},
	"safe means":       {EN: "A filing on or before this day is in time under every reading of the law that is marked below as moving the date, and under the arrangements of days off that notices to come can make.", ZH: "在此日或之前办理，按下列标明“影响日期”的任何一种理解，以及今后放假通知可能作出的安排，均为按期。"},
	"act":              {EN: "Apply from", ZH: "宜申请日"},
	"trigger":          {EN: "Trigger", ZH: "起算日"},
	"opens":            {EN: "Opens", ZH: "开始日"},
	"reference":        {EN: "Reference", ZH: "基准日"},
	"applies":          {EN: "Applies to", ZH: "适用"},
	"status":           {EN: "Status", ZH: "规则状态"},
	"status in_force":  {EN: "in force", ZH: "现行有效"},
	"status draft":     {EN: "draft, never in force", ZH: "征求意见稿，从未施行"},
	"status ended":     {EN: "no longer applied", ZH: "已不再适用"},
	"limit":            {EN: "Limit", ZH: "期限"},
	"announced":        {EN: "a date fixed by announcement", ZH: "公告确定的日期"},
	"today":            {EN: "Today", ZH: "今日"},
	"authority":        {EN: "File with", ZH: "受理机关"},
	"open questions":   {EN: "What is open, and why", ZH: "未决事项"},
	"moves":            {EN: "can move the date", ZH: "影响日期"},
	"basis":            {EN: "Legal basis", ZH: "法律依据"},
	"no basis":         {EN: "None claimed: a bare count.", ZH: "无：仅为计数。"},
	"months":           {EN: "The count on the calendar", ZH: "日历上的计数"},
	"table":            {EN: "The count day by day", ZH: "逐日计数"},
	"fixed":            {EN: "The date was fixed by announcement; nothing is counted.", ZH: "期限由公告确定，不作计算。"},
	"sparse":           {EN: "Only days on which a month or a year is full have a number; the days between them are left out.", ZH: "仅满月、满年之日有序号，其间各日从略。"},
	"notices":          {EN: "Notices used", ZH: "所依据的放假通知"},
	"no notices":       {EN: "None.", ZH: "无。"},
	"no number":        {EN: "notice without a number", ZH: "无文号的通知"},
	"issued":           {EN: "issued", ZH: "发文日期"},
	"calendar":         {EN: "Calendar", ZH: "日历编号"},
	"calendar meaning": {EN: "names the notices that the answer rests on; calendars with equal IDs give equal answers", ZH: "标明结果所依据的通知；编号相同，结果相同"},
	"date":             {EN: "Date", ZH: "日期"},
	"weekday":          {EN: "Weekday", ZH: "星期"},
	"number":           {EN: "Counted", ZH: "计数"},
	"not counted":      {EN: "–", ZH: "–"},
	"what":             {EN: "What it is", ZH: "性质"},
	"workday":          {EN: "working day", ZH: "工作日"},
	"weekend":          {EN: "weekend", ZH: "周末"},
	"holiday":          {EN: "day off", ZH: "放假"},
	"makeup":           {EN: "make-up working day", ZH: "调休上班"},
	"unknown":          {EN: "unknown", ZH: "未知"},
	"estimated":        {EN: "estimated", ZH: "估计"},
	"trigger mark":     {EN: "start", ZH: "起算"},
	"due mark":         {EN: "DUE", ZH: "截止"},
	"safe mark":        {EN: "safe", ZH: "稳妥"},
	"opens mark":       {EN: "opens", ZH: "开始"},
	"legend":           {EN: "Key", ZH: "图例"},
	"legend number":    {EN: "number of a counted day", ZH: "计数的序号"},
	"legend trigger":   {EN: "day of the event, not counted", ZH: "起算日，不计入"},
	"legend estimated": {EN: "hatched, with ~: estimated", ZH: "斜纹并标~：估计"},
	"working days of":  {EN: "Working days of %d in China", ZH: "%d年工作日历"},
	"year sums":        {EN: "%d working days, %d of them make-up days; %d days in holidays, their weekends included", ZH: "工作日%d天，其中调休上班%d天；假期%d天，含其中的周末"},
	"year estimated":   {EN: "The days from %v on are estimated: no notice that is loaded settles them.", ZH: "自%v起的日期为估计：尚未载入相应的放假通知。"},
	"year unpublished": {EN: "The days from %v on are estimated: the notice for %d was not published by that day, %v.", ZH: "自%v起的日期为估计：%d年的放假通知截至该日（%v）尚未发布。"},
	"month sum":        {EN: "%d working days", ZH: "工作日%d天"},
	"state not_open":   {EN: "not open yet", ZH: "尚未开始"},
	"state open":       {EN: "open", ZH: "可以办理"},
	"state due_today":  {EN: "due today", ZH: "今日截止"},
	"state past_safe":  {EN: "past the safe-by date", ZH: "已过稳妥日"},
	"state overdue":    {EN: "overdue", ZH: "已逾期"},
	"left":             {EN: "; working days left: %d to the safe-by date, %d to the due date", ZH: "；距稳妥日%d个工作日，距截止日%d个工作日"},
	"ask title":        {EN: "By when must we have filed?", ZH: "应当在何时之前备案？"},
	"ask":              {EN: "By when must we have filed?", ZH: "应当在何时之前备案？"},
	"ask lead":         {EN: "Choose what happened and the day it happened, in Beijing. The answer is counted in Chinese working days by the State Council's notices.", ZH: "选择发生的事件及其发生之日（北京时间）。按国务院办公厅的放假通知计算工作日。"},
	"season":           {EN: "Counts of %d working days that begin today, %v, are provisional until the notice for %d is loaded: they count days after %v, which are estimated.", ZH: "今日（%[2]v）发生的事件，%[1]d个工作日的期限为暂定：%[4]v以后的日期为估计，载入%[3]d年的放假通知后重新计算。"},
	"rule":             {EN: "Rule", ZH: "规则"},
	"find rule":        {EN: "Search the rules", ZH: "搜索规则"},
	"ask again":        {EN: "Ask again", ZH: "再次查询"},
	"day of event":     {EN: "Day of the event", ZH: "事件发生之日"},
	"more":             {EN: "More", ZH: "更多"},
	"as of":            {EN: "Use only notices issued by", ZH: "仅用此日及以前发布的通知"},
	"looked at":        {EN: "Looked at on", ZH: "以此日为今日"},
	"event begins":     {EN: "Something begins", ZH: "开始、取得"},
	"event reaches":    {EN: "A number of persons is reached", ZH: "达到数量"},
	"event changes":    {EN: "Something changes", ZH: "变更"},
	"event stops":      {EN: "Something ends", ZH: "终止"},
	"event expires":    {EN: "Something expires, or is issued for a period", ZH: "有效期"},
	"event done":       {EN: "Something is decided or completed", ZH: "作出、完成"},
	"event returns":    {EN: "A year or a quarter ends", ZH: "年度、季度终了"},
	"event other":      {EN: "Other events", ZH: "其他"},
	"event no law":     {EN: "Drafts, and rules no longer applied", ZH: "征求意见稿、已不再适用"},
	"answer":           {EN: "Show the due date", ZH: "显示截止日"},
	"print":            {EN: "Print", ZH: "打印"},
	"copy":             {EN: "Copy the link", ZH: "复制链接"},
	"problem":          {EN: "No answer", ZH: "未得出结果"},
	"main menu":        {EN: "Pages", ZH: "页面"},
	"skip":             {EN: "Skip to the answer", ZH: "跳到结果"},
	"made":             {EN: "Counted by cnworkday. ", ZH: "由 cnworkday 计算。"},
}

// Say returns a word in the language of the page.
func (d document) Say(key string) string { return say(d.Lang, key) }

func say(lang deadline.Language, key string) string { return words[key].In(lang) }

// date says a date with its day of the week: 2025-07-15 Tuesday, 2025-07-15 周二.
func date(lang deadline.Language, d holidays.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String() + " " + weekday(lang, d.Weekday())
}

func weekday(lang deadline.Language, d time.Weekday) string {
	if lang == deadline.Chinese {
		return lang.Weekday(d)
	}
	return d.String()
}
