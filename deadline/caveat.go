package deadline

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Caveat is something that no text settles and that an answer should therefore say. MovesDate marks those under which
// another date could be right: SafeBy is in time under all of them. The package's README documents every code.
type Caveat struct {
	Code      string   `json:"code"` // stable, such as start_day
	Text      Text     `json:"text"`
	Basis     Citation `json:"basis,omitzero"`
	MovesDate bool     `json:"moves_date"`
}

// Questions is the set of open questions that the words of a rule's provision raise. In JSON it is an array of their codes.
// The zero Questions is the empty set. A rule of your own raises only those that it names.
type Questions uint32

// The questions that decide more than a text. Their bits are their places in the table.
const (
	beforeDay Questions = 1 << iota
	approvalBeforeExpiry
)

// questions holds the text of each open question, in the order in which an answer lists them: those that move the date
// first. A bit of Questions is an index into this table.
var questions = [...]Caveat{
	{"before_day", Text{
		ZH: "规定以“前”指明一个日期，是否包含当日，没有条文明确。",
		EN: "The provision names a date with 前 (“before”). No provision says whether that includes the day itself.",
	}, Citation{}, true},
	{"approval_before_expiry", Text{
		ZH: "可以申请的期间止于有效期届满之日，但届满前须已获国家网信部门批准，宜在期间开始时申请。安全评估的各步骤最长分别为5、7、45个工作日，还可以延长（《数据出境安全评估办法》第七条、第十二条）。",
		EN: "The window to apply ends on the day of expiry, but the approval must be in hand before expiry, so apply when the window opens. The steps of a security assessment may take 5, 7 and 45 working days, and longer if extended (数据出境安全评估办法 arts. 7 and 12).",
	}, Citation{Law: "促进和规范数据跨境流动规定", Article: "第九条", Order: "国家互联网信息办公室令第16号"}, false},
	{"extended_results", Text{
		ZH: "2024-03-22以前出具的评估结果原有效期为2年，国家网信办已予延长，但未逐项说明。此类结果以其载明或者通知的期满日为准，此处的日期仅供对照。",
		EN: "A result issued before 2024-03-22 was valid for 2 years, and the CAC has extended such results without naming each one. For these the expiry date printed on the result or notified to its holder decides; the date given here is for comparison.",
	}, Citation{Law: "数据出境安全评估办法", Article: "第十四条第一款", Order: "国家互联网信息办公室令第11号"}, false},
	{"substantive_change", Text{
		ZH: "“实质性变更”未作定义。",
		EN: "No provision defines what a material change (实质性变更) is.",
	}, Citation{}, false},
	{"counting_persons", Text{
		ZH: "国家网信办2026-04-29的问答称，其规定中的人数包含本数，按正在处理的自然人计算，已删除的不计；该问答未提及本规则所依据的文件。删除后降至数量以下有何后果，没有条文明确。",
		EN: "According to the CAC's Q&A of 2026-04-29, numbers of persons in its rules include the number itself, and natural persons currently processed are counted, deleted data not; the Q&A does not name the provision of this rule. No provision says what follows from deleting data until the number falls below the threshold.",
	}, Citation{Law: "国家互联网信息办公室问答", URL: "https://www.cac.gov.cn/2026-04/29/c_1779200509387274.htm"}, false},
	{"more_than", Text{
		ZH: "“超过1万人”不包含本数，即10001人起（《民法典》第一千二百五十九条）。国家网信办2026-04-29的问答对其规定中的“超过”另有解释，包含本数。",
		EN: "“More than 10,000 persons” (超过1万人) excludes the number itself and so begins at 10,001 (民法典 art. 1259). The CAC's Q&A of 2026-04-29 reads 超过 in its own rules as including it.",
	}, Citation{Law: "民法典", Article: "第一千二百五十九条"}, false},
	{"submitted_or_accepted", Text{
		ZH: "期限内应当完成的备案，是指提交材料还是备案机关受理，没有条文明确。",
		EN: "No provision says whether the filing must have been submitted or accepted by the end of the period.",
	}, Citation{}, false},
	{"tax_extension", Text{
		ZH: "税收征管期限内有连续3日以上法定休假日的，按休假日天数顺延（《税收征收管理法实施细则》第一百零九条），本规则未作此顺延。税务机关公布的期限与此不同的，以其为准。",
		EN: "A tax period in which three or more days off in a row fall is extended by their number (税收征收管理法实施细则 art. 109); this rule does not extend its period. A date that the tax authority publishes prevails.",
	}, Citation{Law: "税收征收管理法实施细则", Article: "第一百零九条"}, true},
	{"local_days_off", Text{
		ZH: "地方人民政府规定的延长假期，也可能不计入工作日（2020年财办库〔2020〕29号如此规定），全国日历不含。",
		EN: "The days by which a local government prolongs a holiday may not be working days either; 财办库〔2020〕29号 said so in 2020. The national calendar does not have them.",
	}, Citation{Order: "财办库〔2020〕29号"}, false},
	{"business_hours", Text{
		ZH: "期限的最后一日截止到二十四时；有业务时间的，至停止业务活动的时间。办理系统或者窗口的受理时间未见规定。",
		EN: "The last day ends at 24:00 or, where there are business hours, when business closes. No provision gives the hours of the filing system or counter.",
	}, Citation{Law: "民法典", Article: "第二百零三条"}, false},
}

// Has reports whether the question with that code is in the set.
func (q Questions) Has(code string) bool {
	i := indexOfQuestion(code)
	return i >= 0 && q&(1<<i) != 0
}

// MarshalJSON writes the codes as an array.
func (q Questions) MarshalJSON() ([]byte, error) {
	codes := []string{}
	for i, c := range questions {
		if q&(1<<i) != 0 {
			codes = append(codes, c.Code)
		}
	}
	return json.Marshal(codes)
}

// UnmarshalJSON reads what MarshalJSON writes, in any order. An unknown code, or one that is listed twice, is an error.
func (q *Questions) UnmarshalJSON(data []byte) error {
	var codes []string
	if err := json.Unmarshal(data, &codes); err != nil {
		return err
	}
	var set Questions
	for _, code := range codes {
		i := indexOfQuestion(code)
		if i < 0 {
			return fmt.Errorf("deadline: question %.80q: want a code of an open question, such as substantive_change", code)
		}
		if set&(1<<i) != 0 {
			return fmt.Errorf("deadline: question %q is listed twice: list it once", code)
		}
		set |= 1 << i
	}
	*q = set
	return nil
}

func indexOfQuestion(code string) int {
	for i, c := range questions {
		if c.Code == code {
			return i
		}
	}
	return -1
}

// Caveats returns what is open about the answer: what follows from the shape of the limit and from the calendar, with what
// moves the date first, and the open questions of the rule with its note. It returns nil for the zero Result.
func (r Result) Caveats() []Caveat {
	if r.Due.IsZero() {
		return nil
	}
	var moving, others []Caveat
	add := func(applies bool, c Caveat) {
		switch {
		case applies && c.MovesDate:
			moving = append(moving, c)
		case applies:
			others = append(others, c)
		}
	}
	l, announced, ownRule, estimated := r.Rule.Limit, r.Announced(), r.Rule.Status == 0, !r.EstimatedFrom.IsZero()
	counted := !announced && !l.NoAdjust
	workdaysAfter := counted && l.Direction == After && l.Unit == Workdays
	datesAfter := counted && l.Direction == After && l.Unit != Workdays
	end := r.Rule.end(r.Trigger)
	year := holidays.NoticeYear(r.EstimatedFrom)
	statute := Citation{Law: "全国年节及纪念日放假办法"}

	add(estimated, Caveat{"provisional", Text{
		fmt.Sprintf("%d年的放假通知尚未载入，自%v起的日期为估计，结果可能变动。", year, r.EstimatedFrom),
		fmt.Sprintf("The notice for %d is not loaded. The days from %v on are estimated, and the dates may change.", year, r.EstimatedFrom),
	}, statute, true})
	add(estimated && !workdaysAfter && !l.NoAdjust, Caveat{"new_statute", Text{
		"倒算经过尚未公布安排的日期。稳妥日另为每年预留2个放假日，因历次修订后放假总天数未曾减少（2007年增加1日，2024年增加2日）。",
		"The count goes back over days that no notice has settled. The safe date allows for two more days off a year, because no revision of the statute has made them fewer (one more in 2007, two more in 2024).",
	}, statute, true})
	for _, name := range layersOf(r.Calendar) {
		add(true, Caveat{"local_days", Text{
			"“" + name + "”改变了全国日历中的日期，应当以该安排还是全国安排为准，没有条文明确。截止日按该安排计算，稳妥日取两者中较早的一日。",
			name + " changes days of the national calendar, and no provision says whether its days or the national ones count. The due date follows " + name + "; the safe date is the earlier of the two.",
		}, Citation{}, true})
	}
	add(announced, Caveat{"announced_date", Text{
		"日期由公告确定，不作计算。公告以“前”指明日期的，是否包含当日，没有条文明确。",
		"The date was fixed by announcement and is not counted. Where the announcement says 前 (“before”), no provision says whether that includes the day itself.",
	}, r.Rule.Transition.Basis, true})
	add(workdaysAfter && !ownRule, Caveat{"start_day", Text{
		"没有关于此类办理事项的条文规定工作日期间的起算日，此处自发生之日的次日起算。《民法典》规定按年、月、日计算期间的，开始的当日不计入；国家网信办公布的日期与此相符（2025-07-18起第30个工作日为2025-08-29）。",
		"No provision on these filings says whether the day of the event is day 1 of a period in working days; here counting starts the next day. 民法典 art. 201 says the same of years, months and days, and the CAC's dates are consistent with it (30 working days from 2025-07-18: 2025-08-29).",
	}, Citation{Law: "民法典", Article: "第二百零一条"}, true})
	add(workdaysAfter && ownRule, Caveat{"start_day", Text{
		"发生之日是否计为第1个工作日，规则未写明，此处自次日起算。《民法典》规定按年、月、日计算期间的，开始的当日不计入。",
		"The rule does not say whether the day of the event is day 1; here counting starts the next day. 民法典 art. 201 says the same of periods in years, months and days.",
	}, Citation{Law: "民法典", Article: "第二百零一条"}, true})
	add(datesAfter && (estimated || end != r.Due), Caveat{"roll_over", Text{
		fmt.Sprintf("期间的最后一日（%v）为休息日的，此处以休息日结束的次日为最后一日（《民法典》第二百零三条）。没有关于此类办理事项的条文如此规定，系类推适用。", end),
		fmt.Sprintf("Where the last day, %v, is a day off, the due date is moved to the next working day (民法典 art. 203). No provision on these filings says so; the rule is applied by analogy.", end),
	}, Citation{Law: "民法典", Article: "第二百零三条"}, true})
	add(counted && l.Direction == AtLeastBefore && r.Rule.Questions&beforeDay == 0, Caveat{"clear_days", Text{
		"“提前”或者“届满……前”的期间，可能要求办理之日与发生之日之间隔满该期间，即再早一日。没有条文明确。",
		"“At least … before” may mean that the whole period must lie between the filing and the event, which makes it a day earlier. No provision says which.",
	}, Citation{}, true})
	add(counted && l.Direction == InLastBefore, Caveat{"expiry_day", Text{
		"“届满前”是否包含届满之日，没有条文明确。",
		"No provision says whether “before expiry” (届满前) includes the day of expiry itself.",
	}, Citation{}, true})
	add(!announced && l.NoAdjust, Caveat{"validity_day", Text{
		"“自出具之日起计算”的有效期，可能于对应日的前一日届满，证书上通常如此载明。文件载明届满日的，以其为准。",
		"A validity that runs from the day of issue (自出具之日起计算) may end a day earlier, the day before the corresponding day, as certificates commonly print it. An expiry date printed on the document prevails.",
	}, Citation{}, true})
	for i, c := range questions {
		add(r.Rule.Questions&(1<<i) != 0, c)
	}
	add(r.Rule.Note != Text{}, Caveat{"note", r.Rule.Note, Citation{}, false})
	add(r.Rule.Status == Draft, Caveat{"draft", Text{"本规则为征求意见稿，从未施行。", "The rule is a draft published for comment. It was never in force."}, Citation{}, false})
	ended := Text{"本规则已不再适用。", "The rule is no longer applied."}
	if !r.Rule.Until.IsZero() {
		ended = Text{"本规则适用至" + r.Rule.Until.String() + "。", "The rule ended on " + r.Rule.Until.String() + "."}
	}
	add(r.Rule.Status == Ended, Caveat{"ended", ended, Citation{}, false})
	add(counted && l.Unit == Workdays && !ownRule, Caveat{"makeup_days", Text{
		"调休上班日计为工作日。没有关于此类办理事项的条文如此规定，系类推适用《专利审查指南》：国家公告调休的，以调休后的日期为准。",
		"Make-up days (调休上班) count as working days. No provision on these filings says so; the patent examination guidelines do (国家公告调休的，以调休后的日期为准), and they are followed here by analogy.",
	}, Citation{Law: "专利审查指南", Article: "第五部分第七章2.3"}, false})
	add(counted, Caveat{"minority_festivals", Text{
		"各少数民族聚居地区的地方人民政府可以规定放假日期，全国日历不含。",
		"Local governments in areas inhabited by ethnic minorities (各少数民族聚居地区) may set holidays of their own. The national calendar does not have them.",
	}, Citation{Law: "全国年节及纪念日放假办法", Article: "第四条"}, false})
	add(counted, Caveat{"amendments", Text{
		"已公布的节假日安排仍可能调整，2015、2019、2020年各有一次。",
		"A published arrangement can still be amended, as happened in 2015, 2019 and 2020.",
	}, Citation{}, false})
	return append(moving, others...)
}

// layersOf returns the names of the layers in the ID of a calendar, which follow a + each and end before the digest's @.
func layersOf(id string) []string {
	names, _, _ := strings.Cut(id, "@")
	return strings.Split(names, "+")[1:]
}

// reasons say in a clause why SafeBy is before Due, by the code of the caveat.
var reasons = sync.OnceValue(func() map[string]Text {
	return map[string]Text{
		"provisional":    {"后续的放假通知可能改变日期", "notices to come may move days"},
		"new_statute":    {"新的放假办法可能增加放假日", "a new statute may add days off"},
		"local_days":     {"可能以全国安排为准", "the national days may count"},
		"announced_date": {"“前”可能不含当日", "“before” may exclude the day itself"},
		"before_day":     {"“前”可能不含当日", "“before” may exclude the day itself"},
		"start_day":      {"发生之日可能计为第1日", "the day of the event may count as day 1"},
		"roll_over":      {"期满于休息日的可能不顺延", "an end on a day off may not move"},
		"clear_days":     {"可能须隔满整日", "the days before may have to be clear days"},
		"expiry_day":     {"“届满前”可能不含届满之日", "“before expiry” may exclude the day of expiry"},
		"validity_day":   {"有效期可能早一日届满", "the validity may end a day earlier"},
	}
})

// SafeByReason says in one line why SafeBy is before Due: the readings of the law, and the days not yet settled, that it
// allows for. It returns "" if the two are one day.
func (r Result) SafeByReason(lang Language) string {
	var clauses []string
	for _, c := range r.Caveats() {
		if clause := reasons()[c.Code].In(lang); clause != "" && r.SafeBy != r.Due && c.MovesDate {
			clauses = append(clauses, clause)
		}
	}
	return strings.Join(clauses, Text{"；", "; "}.In(lang))
}

// Disclaimer is the line that every answer for people carries.
func Disclaimer(lang Language) string {
	return Text{"本结果不构成法律意见。", "This is not legal advice."}.In(lang)
}
