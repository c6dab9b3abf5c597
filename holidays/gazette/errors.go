package gazette

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// An UnofficialError says that a text does not show where it comes from: it lacks the number of the notice (发文字号), or the
// office and the date at its end. It comes together with the notice, which Calendar.With refuses until both are there.
type UnofficialError struct {
	Name              string // of the text, as given to Parse
	NoNumber, Undated bool
}

func (e *UnofficialError) Error() string {
	return fmt.Sprintf("gazette: %s: the text has no %s: read the official page, which has both", e.Name,
		e.missing(" and no ", "number (发文字号)", "office and date of issue"))
}

// missing joins the words for what is missing, of those for the number and for office and date.
func (e *UnofficialError) missing(and string, words ...string) string {
	if !e.Undated {
		words = words[:1]
	} else if !e.NoNumber {
		words = words[1:]
	}
	return strings.Join(words, and)
}

// A problem is a reason to refuse, in English and in Chinese, both with the same values, and what to do about it.
type problem struct {
	en, zh string
	do     *[2]string
}

// What to do.
var (
	compare = &[2]string{"compare with the official page", "请与官方页面核对"}
	byHand  = &[2]string{"compare with the official page; if it says so too, write the notice in the text form",
		"请与官方页面核对；若原文确实如此，请人工填写文本格式"}
	paste = &[2]string{"was the text cut short? Paste all of it, from the heading to office and date",
		"文本可能不完整，请粘贴全文，从标题到落款和日期"}
	headed    = &[2]string{"want the heading, which names the year: 国务院办公厅关于…年部分节假日安排的通知", "请连同标题“国务院办公厅关于…年部分节假日安排的通知”粘贴全文"}
	one       = &[2]string{"keep one notice, and read the other by itself", "请只保留一份通知，另一份单独读入"}
	save      = &[2]string{"save the page of the notice alone, as UTF-8", "请只保存通知所在的页面，编码用UTF-8"}
	update    = &[2]string{"take a version of this library that has it", "请先升级程序"}
	mend      = &[2]string{"mend the text form", "请改正文本格式"}
	witnesses = &[2]string{"take another file: the JSON of holiday-cn or chinese-days, or a calendar in ICS",
		"请换一份文件：holiday-cn或chinese-days的JSON，或ICS日历"}
	useAgree = &[2]string{"read the notice itself, and compare it with this file by Agree", "请读入通知原文，再用Agree与此文件核对"}
	loadYear = &[2]string{"load that notice first, by Calendar.With", "请先用Calendar.With载入该通知"}
)

var (
	// The text as a whole.
	tooLong       = problem{"it has %d bytes; want at most %d", "文本有%d字节，超过%d字节", save}
	notText       = problem{"the text is neither UTF-8 nor UTF-16 nor GB18030", "文字编码不是UTF-8、UTF-16或GB18030", save}
	empty         = problem{"the text is empty", "文本为空", paste}
	isWitness     = problem{"this is %s, a witness and no notice", "此文件是%s，只能用来核对，不是通知", useAgree}
	badText       = problem{"%s", "文本格式有误（%s）", mend}
	badDays       = problem{"%s", "通知的内容有误（%s）", compare}
	noHeading     = problem{"there is no notice in it", "文本中没有国务院办公厅的通知", headed}
	unknownChange = problem{"the heading changes days off in a way that is not known; the text form has a line amends NUMBER",
		"标题中的调整方式无法识别（文本格式另有一行amends）", byHand}
	twoNotices   = problem{"the text has more than one notice: %v and %v", "文本中不止一份通知：%v和%v", one}
	manyCopies   = problem{"the text has the notice more than %d times", "文本中的通知多于%d份", one}
	copiesDiffer = problem{"the text has the notice twice, and %v is another kind of day in the second", "文本中有两份通知，%v的安排不同", one}
	noBody       = problem{"behind the heading nothing is arranged: want 一、元旦：…, or an amendment with office and date",
		"标题之后没有安排放假的正文", paste}
	badNumber  = problem{"want a number such as 国办发明电〔2025〕7号", "发文字号不完整，应如“国办发明电〔2025〕7号”", compare}
	wrongIssue = problem{"%v: a notice for %d is issued in %d or %d", "%v：%d年的通知应在%d年或%d年发布", compare}
	wrongDate  = problem{"the text says %v, and the notice is dated %v", "文本中是%v，落款日期却是%v", compare}
	// Against the statute.
	statuteDay = problem{"%v is off by the statute (%s), for %s, and not in the item for it",
		"%v是%s规定的%s假日，通知的该项没有安排放假", paste}
	statuteSum = problem{"the notice for %d has %d days off on balance where the statute (%s) gives %d%s",
		"%d年的通知，放假的工作日减去调休上班共%d天，%s规定%d天%s", paste}
	statuteUnknown = problem{"the statutory days of %d are not known here", "本程序不知道%d年的法定节假日", update}
	statuteNewer   = problem{"it cites %s, which is newer than the statute known here", "所依据的“%s”比本程序所知的放假办法新", update}
	// The sentences of the notice.
	unknownIntro   = problem{"%s is not known in an introduction", "“%s”不是已知的前言", byHand}
	unknownClause  = problem{"%s is not known here", "“%s”无法识别", byHand}
	unknownClosing = problem{"what it says is not known behind the closing or in it", "这句话不是已知的结尾", byHand}
	unknownAdvice  = problem{"advice in which %s stands is not certain", "鼓励性的语句中有“%s”，无法确定", byHand}
	otherHeading   = problem{"it is about %v, the heading is %s", "这里是%v，标题是%s", compare}
	wantItem       = problem{"want the item %s、 here", "此处应为第“%s”项", paste}
	wantFestival   = problem{"%s: want the name of a festival: 元旦, 春节, 清明节, 劳动节, 端午节, 中秋节, 国庆节", "“%s”不是节日名称", compare}
	itemTwice      = problem{"%s has an item already", "%s已有一项", compare}
	noDayOff       = problem{"%s has no day off", "%s没有放假日期", byHand}
	cutShort       = problem{"the text ends within a sentence, or without office and date", "文本在句中结束，或没有落款和日期", paste}
	otherItems     = problem{"the introduction and the items do not name the same festivals: %s", "前言与各项的节日不一致：%s", paste}
	// Dates.
	gapInNumber = problem{"a space or a quotation mark stands within a number", "数字中间有空格或引号", compare}
	lineInDate  = problem{"a line ends within a date, which neither a weekday nor a total verifies",
		"日期中间换行，又没有星期或天数可以核对", compare}
	wantDate       = problem{"want a date such as 1月1日", "此处应有日期，如“1月1日”", compare}
	notAfter       = problem{"%v does not come after %v; want its month", "%v不在%v之后，月份不明", compare}
	uncertainMonth = problem{"the month of %d日 is not certain; want it written", "%d日的月份不明", compare}
	whichDecember  = problem{"the year is not certain; want %d年12月%d日 or %d年12月%[2]d日", "年份不明：%d年12月%d日，还是%d年12月%[2]d日", compare}
	noSuchDay      = problem{"there is no day %d-%02d-%02d", "没有%d-%02d-%02d这一天", compare}
	outOfYear      = problem{"%v: a notice for %d begins on 25 December of the year before and names no other days",
		"%v不在%d年的通知之内，它从上年12月25日到当年12月24日", compare}
	wrongWeekday    = problem{"%v is 周%s, not 周%s", "%v是周%s，不是周%s", compare}
	unknownBrackets = problem{"%s in the brackets is not known", "括号中的“%s”无法识别", byHand}
	wrongLunar      = problem{"%v is not %s", "%v不是%s", compare}
	// What is said of days.
	namedTwice   = problem{"%v is named already, as a day of %s", "%v已经出现，当时是%s", compare}
	wrongKind    = problem{"%v is 周%s, which is never %s", "%v是周%s，不能%s", compare}
	notBehind    = problem{"%v is not the working day behind the break", "%v不是假期之后的第一个工作日", compare}
	notOff       = problem{"%v is not among the days off named before", "%v不在前面的放假日期之中", compare}
	noExchange   = problem{"it says 不调休, and yet that %v is worked", "既说不调休，又说%v上班", compare}
	noWeekend    = problem{"%s has no weekend beside the days off named before", "%s的放假日期不与周末相连", compare}
	wrongTotal   = problem{"the days named are %d, not %d", "所列日期共%d天，不是%d天", compare}
	movedDiffers = problem{"%s: the rest days moved and the days worked are not the same", "%s：调走的公休日与上班日期不一致", compare}
	twoBreaks    = problem{"its days off are in two breaks: %v, a working day, lies between", "放假日期分成两段，中间的%v是工作日", compare}
	farAway      = problem{"%v is worked, more than %d days from every day off of its festival; is its month right?",
		"%v上班，离该节日的放假日期超过%d天", compare}
	wrongExtension = problem{"want one day behind the break, which ends on %v", "应是假期（到%v为止）之后的一天", compare}
	unverified     = problem{"neither a weekday nor a total verifies %v", "没有星期或天数可以核对%v", paste}
	wrongExchange  = problem{"its weekdays off less its weekend days worked are %d, and the days off that it grants are %d",
		"放假的工作日减去调休上班共%d天，应是%d天", paste}
	openBreak = problem{"%v, beside the break, is neither off nor worked in it", "%v与假期相连，既没有放假也没有上班", paste}
	// Outside the notice.
	takenBack    = problem{"outside the notice a line has %s", "正文以外的一行有“%s”", compare}
	otherTotal   = problem{"outside the notice %s has %d days off, and in it %d", "正文以外说%s放假%d天，通知是%d天", compare}
	uncertainDay = problem{"outside the notice a day is said to be off or worked, and it is not certain which",
		"正文以外提到放假或上班的日期，无法确定是哪一天", compare}
	contradicted = problem{"outside the notice %s is said of %v, and the notice does not say so", "正文以外的“%s”（%v）与通知不一致", compare}
	// Amendments to a calendar.
	noYearNotice  = problem{"the calendar has no notice for %d that could be changed", "日历中没有%d年的通知可供修改", loadYear}
	otherAmended  = problem{"it amends %s, which the calendar does not have for %d; it has %s", "它修改的%s不在日历中；%d年的通知是%s", loadYear}
	statuteWorked = problem{"with the change %v, %s, is worked, which is off by the statute (%s)", "按此修改，%v（%s）要上班，与%s不符", compare}
	// Data sets and witnesses.
	badJSON = problem{"the JSON is not that of a year of holiday-cn, with year, papers and days: %s",
		"不是holiday-cn的年度JSON，其中应有year、papers和days（%s）", witnesses}
	noWitness    = problem{"it is no witness: nothing in it says that a day is off or worked", "无法用来核对：其中没有标明放假或上班的日期", witnesses}
	silent       = problem{"it says nothing about %d", "没有%d年的内容", witnesses}
	offAndWorked = problem{"%v is named twice or marked as off and as worked", "%v出现两次，或既标为放假又标为上班", witnesses}
	badEvent     = problem{"which days the event %s means, and whether they are off or worked, is not certain",
		"日程“%s”是哪些日期、放假还是上班无法确定", witnesses}
	onlyNotice  = problem{"%s and %s differ on %v: worked in the notice, off in the witness", "%s与%s在%v不一致：通知上班，核对文件放假", compare}
	onlyWitness = problem{"%s and %s differ on %v: off in the notice, worked in the witness", "%s与%s在%v不一致：通知放假，核对文件上班", compare}
)

// A refusal is the cause of an error of this package, in both languages.
type refusal struct {
	problem
	name   string // of the text
	line   int    // 0 for the text as a whole
	clause string // as the source has it
	values []any
	cause  error // a *holidays.StatuteError, or nil
}

func (r *refusal) Unwrap() error { return r.cause }

func (r *refusal) Error() string {
	return strings.TrimSuffix("gazette: "+r.name, ": ") + ": " + r.reason()
}

func (r *refusal) reason() string {
	reason := fmt.Sprintf(r.en, r.values...) + ": " + r.do[0]
	if r.clause != "" {
		reason = fmt.Sprintf("%q: %s", r.clause, reason)
	}
	return reason
}

func (r *refusal) chinese() string {
	where := r.name
	if r.line > 0 {
		where += fmt.Sprintf("第%d行", r.line)
	}
	if r.clause != "" {
		where += "“" + r.clause + "”"
	}
	return strings.TrimPrefix(where+"：", "：") + fmt.Sprintf(r.zh, r.values...) + "。" + r.do[1] + "。"
}

// syntax says that the text cannot be read.
func (r *refusal) syntax() error {
	return &holidays.SyntaxError{Name: r.name, Line: r.line, Reason: r.reason(), Err: r}
}

// refused is about a text that can be read.
func refused(name string, p problem, values ...any) *refusal {
	return &refusal{problem: p, name: name, values: values}
}

func (r *refusal) because(cause error) *refusal {
	r.cause = cause
	return r
}

// whole is about a text as a whole that cannot be read.
func whole(name string, p problem, values ...any) error { return refused(name, p, values...).syntax() }

// fail is about the clause at a place of the even text.
func (t *text) fail(from int, p problem, values ...any) error {
	return t.refuse(from, p, values...).syntax()
}

func (t *text) refuse(from int, p problem, values ...any) *refusal {
	return &refusal{p, t.name, t.lines[t.lineAt(from)].number, t.clauseAt(from), values, nil}
}

// Chinese returns an error of this package in Chinese: where it is, what is wrong and what to do. Any other error it returns
// as it is, and "" for nil.
func Chinese(err error) string {
	var refused *refusal
	var unofficial *UnofficialError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &refused):
		return refused.chinese()
	case errors.As(err, &unofficial):
		return fmt.Sprintf("%s：缺少%s，无法确认来源。请读入官方页面。", unofficial.Name, unofficial.missing("、", "发文字号", "落款和日期"))
	}
	return err.Error()
}
