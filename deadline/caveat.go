package deadline

import (
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Caveat is something that no text settles and that an answer should therefore say. MovesDate marks those under which
// another date could be right: SafeBy is in time under all of them.
type Caveat struct {
	Code      string   `json:"code"` // stable, such as start_day
	Text      Text     `json:"text"`
	Basis     Citation `json:"basis,omitzero"`
	MovesDate bool     `json:"moves_date"`
}

// Caveats returns what is open about the answer: first what moves the date, then the rule's own note, then the rest. It is
// empty for the zero Result.
func (r Result) Caveats() []Caveat {
	var caveats []Caveat
	if r.Due.IsZero() {
		return nil
	}
	if !r.Unsettled.IsZero() {
		caveats = append(caveats, provisionalCaveat(r.Unsettled))
	}
	noted := r.Rule.Note == Text{}
	for _, c := range openQuestions {
		if !c.MovesDate && !noted { // after what moves the date, before the rest
			caveats, noted = append(caveats, Caveat{Code: "note", Text: r.Rule.Note}), true
		}
		if c.applies(r) {
			caveats = append(caveats, c.Caveat)
		}
	}
	return caveats
}

func provisionalCaveat(from holidays.Date) Caveat {
	return Caveat{
		Code: "provisional",
		Text: Text{
			ZH: fmt.Sprintf("%d年的节假日安排尚未收录，自%v起的日期为估计。", from.NoticeYear(), from),
			EN: fmt.Sprintf("The notice for %d is not on record; the days from %v on are estimated.", from.NoticeYear(), from),
		},
		Basis:     Citation{Law: "全国年节及纪念日放假办法"},
		MovesDate: true,
	}
}

// openQuestions is in the order in which they are said, those that move the date first. They hang on what a rule says, not
// on its ID, so that they are said of one's own rules as well.
var openQuestions = []struct {
	applies func(Result) bool
	Caveat
}{
	{
		func(r Result) bool { return r.Announced() },
		Caveat{"announced_date", Text{
			ZH: "期限由公告确定，不作计算。称“前”的，是否包含当日并无明文。",
			EN: "The date was fixed by announcement and is not counted. Where it says 前 (“before”), nothing says whether that includes the day itself.",
		}, Citation{}, true},
	},
	{
		func(r Result) bool {
			return !r.Announced() && r.Rule.Limit.Unit == Workdays && r.Rule.Limit.Direction == After
		},
		Caveat{"start_day", Text{
			ZH: "没有条文明确规定工作日期限的起算日。《民法典》规定按年、月、日计算的，开始的当日不计入；网信办公布的日期（2025-07-18起30个工作日为2025-08-29）与此一致。",
			EN: "No provision says in words that the day of the event is not day 1 of a count in working days. 民法典 201 says it for years, months and days, and the CAC's own dates agree (2025-07-18 and 30 working days: 2025-08-29).",
		}, Citation{Law: "民法典", Article: "第二百零一条"}, true},
	},
	{
		func(r Result) bool {
			return !r.Announced() && r.Rule.Limit.Direction != After && r.SafeBy != r.Due && r.Unsettled.IsZero()
		},
		Caveat{"day_off", Text{
			ZH: "最后一日为休息日。期限向前倒算的，不顺延；休息日能否办理并无明文。",
			EN: "The last day is a day off. A period counted back is not moved later, and no text says whether one can file on a day off.",
		}, Citation{}, true},
	},
	{
		func(r Result) bool { return r.Rule.Status == Draft },
		Caveat{"draft", Text{
			ZH: "该规则为征求意见稿，从未施行。",
			EN: "The rule is a draft published for comment. It was never in force.",
		}, Citation{}, false},
	},
	{
		func(r Result) bool { return r.Rule.Status == Ended },
		Caveat{"ended", Text{ZH: "该规则已不再适用。", EN: "The rule is no longer applied."}, Citation{}, false},
	},
	{
		func(r Result) bool { return strings.Contains(r.Rule.Event.ZH, "实质性变更") },
		Caveat{"substantive_change", Text{
			ZH: "“实质性变更”未作定义。",
			EN: "What a substantive change (实质性变更) is, no provision defines.",
		}, Citation{}, false},
	},
	{
		func(r Result) bool { return r.Rule.Threshold > 0 },
		Caveat{"counting_persons", Text{
			ZH: "人数包含本数，按正在处理的自然人计算，已删除的不计（网信办2026-04-29问答，所举规定未列人脸识别办法）。删除后降至数量以下有何后果，并无明文；浙江省的通知称“首次达到”。",
			EN: "Numbers of persons include the number itself; persons currently processed count, deleted data do not (CAC, Q&A of 2026-04-29, which does not name the face measures). What follows from deleting back under the threshold is open; Zhejiang's notice says 首次达到 (reached for the first time).",
		}, Citation{Law: "国家互联网信息办公室问答", URL: "https://www.cac.gov.cn/2026-04/29/c_1779200509387274.htm"}, false},
	},
	{
		func(r Result) bool { return strings.Contains(r.Rule.Title.ZH, "备案") },
		Caveat{"submitted_or_accepted", Text{
			ZH: "“履行备案手续”是指提交还是受理，并无明文。",
			EN: "Whether filing (履行备案手续) means submitted or accepted is said nowhere.",
		}, Citation{}, false},
	},
	{
		func(r Result) bool { return r.Rule.Status != 0 },
		Caveat{"business_hours", Text{
			ZH: "期限最后一日至24时；有业务时间的，至停止业务活动时。备案系统的受理时间未见规定。",
			EN: "The last day ends at 24:00, or with business hours where there are any. No text gives the hours of the filing system.",
		}, Citation{Law: "民法典", Article: "第二百零三条"}, false},
	},
	{
		func(r Result) bool { return !r.Announced() && !r.Rule.Limit.Exact },
		Caveat{"minority_festivals", Text{
			ZH: "民族自治地方可以规定本地的放假日期，全国日历不含。",
			EN: "Areas of national minorities may set festivals of their own. No national calendar has them.",
		}, Citation{Law: "全国年节及纪念日放假办法", Article: "第四条"}, false},
	},
	{
		func(r Result) bool { return !r.Announced() && !r.Rule.Limit.Exact },
		Caveat{"amendments", Text{
			ZH: "已公布的安排仍可能调整，2015、2019、2020年各有一次。",
			EN: "An arrangement can still be amended after it is published, as in 2015, 2019 and 2020.",
		}, Citation{}, false},
	},
}
