package deadline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A fact is what a provision says, typed from the provisions and not from the table of rules. What was not found in a
// source is empty.
type fact struct {
	row                 // the rule's ID, and the provision's words
	law, article, order string
	limit               string // number, unit and direction; empty when nothing is counted
	authority           string
	since, until        string
	transition          string // its dates: when it opens, when it is due
	every               string
	threshold           int64
	status              deadline.Status // InForce when left out
	fixedEnd            bool            // of a period of validity: its end is never moved
}

func facts() []fact {
	const (
		algorithms  = "互联网信息服务算法推荐管理规定"
		algorithmBy = "国家互联网信息办公室等四部门令第9号"
		algorithmTo = "国家和省级网信部门（互联网信息服务算法备案系统）"
		chains      = "区块链信息服务管理规定"
		chainBy     = "国家互联网信息办公室令第3号"
		chainTo     = "国家和省、自治区、直辖市互联网信息办公室（区块链信息服务备案管理系统）"
		certs       = "个人信息出境认证办法"
		certBy      = "国家互联网信息办公室、国家市场监督管理总局令第20号"
		export2022  = "数据出境安全评估办法"
		order11     = "国家互联网信息办公室令第11号"
		export2024  = "促进和规范数据跨境流动规定"
		order16     = "国家互联网信息办公室令第16号"
		exportTo    = "国家网信部门（通过所在地省级网信部门）"
		faces       = "人脸识别技术应用安全管理办法"
		faceBy      = "国家互联网信息办公室、公安部令第19号"
		provincial  = "所在地省级以上网信部门"
		licences    = "电信业务经营许可管理办法"
		licenceBy   = "工业和信息化部令第42号"
		grading     = "信息安全等级保护管理办法"
		gradingBy   = "公通字〔2007〕43号"
		police      = "所在地设区的市级以上公安机关"
		officers    = "关于开展个人信息保护负责人信息报送工作的公告"
		officerBy   = "国家互联网信息办公室公告"
		city        = "所在地设区的市级网信部门"
		platforms   = "互联网平台企业涉税信息报送规定"
		platformBy  = "国务院令第810号"
		tax         = "主管税务机关"
	)
	return []fact{
		{row: row{"algorithm.changed", "应当在变更之日起十个工作日内办理变更手续"}, law: algorithms, article: "第二十四条第二款", order: algorithmBy,
			limit: "10 workdays after", authority: algorithmTo, since: "2022-03-01"},
		{row: row{"algorithm.provided", "应当在提供服务之日起十个工作日内…填报…，履行备案手续"}, law: algorithms, article: "第二十四条第一款", order: algorithmBy,
			limit: "10 workdays after", authority: algorithmTo, since: "2022-03-01"},
		{row: row{"algorithm.terminated", "应当在终止服务之日起二十个工作日内办理注销备案手续，并作出妥善安排"}, law: algorithms, article: "第二十四条第三款", order: algorithmBy,
			limit: "20 workdays after", authority: algorithmTo, since: "2022-03-01"},
		{row: row{"app.stock", "the notice is of 2023-08-04; 2023年9月至2024年3月底; nothing is counted"}, law: "工业和信息化部关于开展移动互联网应用程序备案工作的通知", order: "工信部信管〔2023〕105号",
			authority: "省级通信管理局", since: "2023-08-04", until: "2024-03-31", transition: "2023-09-01 2024-03-31", status: deadline.Ended},
		{row: row{"audit.rectified", "整改完成后15个工作日内; only an audit that the authority demands"}, law: "个人信息保护合规审计管理办法", article: "第十一条", order: "国家互联网信息办公室令第18号",
			limit: "15 workdays after", authority: "履行个人信息保护职责的部门（保护部门）", since: "2025-05-01"},
		{row: row{"blockchain.changed", "应当在变更之日起五个工作日内办理变更手续"}, law: chains, article: "第十一条第二款", order: chainBy,
			limit: "5 workdays after", authority: chainTo, since: "2019-02-15"},
		{row: row{"blockchain.provided", "应当在提供服务之日起十个工作日内…履行备案手续"}, law: chains, article: "第十一条第一款", order: chainBy,
			limit: "10 workdays after", authority: chainTo, since: "2019-02-15"},
		{row: row{"blockchain.terminated", "应当在终止服务三十个工作日前办理注销手续: counted back"}, law: chains, article: "第十一条第三款", order: chainBy,
			limit: "30 workdays at_least_before", authority: chainTo, since: "2019-02-15"},
		{row: row{"car.yearly", "15 December of each year is 16 days before its end"}, law: "汽车数据安全管理若干规定（试行）", article: "第十三条", order: "国家互联网信息办公室等五部门令第7号",
			limit: "16 days at_least_before", authority: "省级网信部门", since: "2021-10-01", every: "year"},
		{row: row{"cert.qualified", "自取得认证资质之日起10个工作日内，应当向国家网信部门备案"}, law: certs, order: certBy,
			limit: "10 workdays after", authority: "国家网信部门", since: "2026-01-01"},
		{row: row{"cert.renew", "valid for 3 years, apply 6 months before expiry"}, law: certs, order: certBy,
			limit: "6 months at_least_before", authority: "专业认证机构", since: "2026-01-01"},
		{row: row{"ecommerce.rules", "publish 7 days before the changes take effect; nobody to file with"}, law: "电子商务法", article: "第三十四条",
			limit: "7 days at_least_before", since: "2019-01-01"},
		{row: row{"ecommerce.terminated", "应当提前三十日在首页显著位置持续公示有关信息"}, law: "电子商务法", article: "第十六条",
			limit: "30 days at_least_before", since: "2019-01-01"},
		{row: row{"export.extend", "可以在有效期届满前60个工作日内…提出延长评估结果有效期申请"}, law: export2024, article: "第九条", order: order16,
			limit: "60 workdays in_last_before", authority: exportTo, since: "2024-03-22"},
		{row: row{"export.reapply", "应当在有效期届满60个工作日前重新申报评估: paragraph 2, for items are no paragraphs"}, law: export2022, article: "第十四条第二款", order: order11,
			limit: "60 workdays at_least_before", authority: exportTo, since: "2022-09-01"},
		{row: row{"export.reassess", "可以在收到评估结果15个工作日内向国家网信部门申请复评"}, law: export2022, article: "第十三条", order: order11,
			limit: "15 workdays after", authority: "国家网信部门", since: "2022-09-01"},
		{row: row{"export.validity", "有效期为3年，自评估结果出具之日起计算; results since 2022-09-01 get an answer"}, law: export2024, article: "第九条", order: order16,
			limit: "3 years after", since: "2022-09-01", fixedEnd: true},
		{row: row{"face.changed", "应当在变更之日起30个工作日内办理备案变更手续"}, law: faces, article: "第十五条第二款", order: faceBy,
			limit: "30 workdays after", authority: provincial, since: "2025-06-01"},
		{row: row{"face.draft2023", "超过1万人 is 10,001 persons; the draft names neither order nor starting day"}, law: "人脸识别技术应用安全管理规定（试行）（征求意见稿）",
			limit: "30 workdays after", authority: "所属地市级以上网信部门", threshold: 10_001, status: deadline.Draft},
		{row: row{"face.reached", "达到10万人之日起30个工作日内; the announcement has 2025-07-14 for those already there"}, law: faces, article: "第十五条第一款", order: faceBy,
			limit: "30 workdays after", authority: provincial, since: "2025-06-01", transition: " 2025-07-14", threshold: 100_000},
		{row: row{"face.terminated", "终止之日起30个工作日内办理注销备案手续，并依法处理人脸信息"}, law: faces, article: "第十五条第二款", order: faceBy,
			limit: "30 workdays after", authority: provincial, since: "2025-06-01"},
		{row: row{"icp.changed", "应当提前30日向原审核、发证或者备案机关办理变更手续"}, law: "互联网信息服务管理办法", article: "第十一条第三款", order: "国务院令第292号",
			limit: "30 days at_least_before", authority: "原审核、发证或者备案机关", since: "2000-09-25"},
		{row: row{"incident.handled", "处置工作结束后，网络运营者应当于30日内…按照原渠道上报"}, law: "国家网络安全事件报告管理办法", article: "第八条", order: "国家互联网信息办公室，2025-09-11",
			limit: "30 days after", authority: "按照原报告渠道上报", since: "2025-11-01"},
		{row: row{"licence.decided", "other changes: 30 days from the decision"}, law: licences, order: licenceBy,
			limit: "30 days after", authority: "原发证机关", since: "2017-09-01"},
		{row: row{"licence.ended", "stop: 90 days before; no day of entry into force was found"}, law: "电信条例", article: "第十五条", order: "国务院令第291号",
			limit: "90 days at_least_before", authority: "原颁发许可证的机关"},
		{row: row{"licence.registered", "change of name and the like: 30 days after its registration"}, law: licences, order: licenceBy,
			limit: "30 days after", authority: "原发证机关", since: "2017-09-01"},
		{row: row{"licence.renew", "renewal: 90 days before expiry"}, law: licences, order: licenceBy,
			limit: "90 days at_least_before", authority: "原发证机关", since: "2017-09-01"},
		{row: row{"licence.yearly", "January to March: by 31 March, 3 months after the year's end"}, law: licences, order: licenceBy,
			limit: "3 months after", authority: "电信管理机构", since: "2017-09-01", every: "year"},
		{row: row{"minors.yearly", "应当于每年1月底前报送上一年度…情况: 1 month after the year's end"}, law: "关于报送未成年人个人信息保护合规审计情况的公告", article: "二", order: "国家互联网信息办公室，2025-12-29",
			limit: "1 months after", authority: city, since: "2025-12-29", every: "year"},
		{row: row{"mlps.graded", "应当在安全保护等级确定后30日内; no day of entry into force was found"}, law: grading, article: "第十五条第一款", order: gradingBy,
			limit: "30 days after", authority: police},
		{row: row{"mlps.operated", "应当在投入运行后30日内; no day of entry into force was found"}, law: grading, article: "第十五条第二款", order: gradingBy,
			limit: "30 days after", authority: police},
		{row: row{"pipo.changed", "应当在变更之日起30个工作日内办理信息变更手续"}, law: officers, article: "二(三)", order: officerBy,
			limit: "30 workdays after", authority: city, since: "2025-07-18"},
		{row: row{"pipo.reached", "达到100万人…30个工作日内完成信息报送; 二(二) has 2025-08-29 for those already there"}, law: officers, article: "二(一)", order: officerBy,
			limit: "30 workdays after", authority: city, since: "2025-07-18", transition: " 2025-08-29", threshold: 1_000_000},
		{row: row{"police.connected", "应当自网络正式联通之日起30日内"}, law: "计算机信息网络国际联网安全保护管理办法", article: "第十二条", order: "公安部令第33号",
			limit: "30 days after", authority: "省级公安机关指定的受理机关", since: "1997-12-30"},
		{row: row{"reconsideration.known", "可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请"}, law: "行政复议法", article: "第二十条",
			limit: "60 days after", authority: "行政复议机关", since: "2024-01-01"},
		{row: row{"risk.assessed", "report within 20 working days of completion"}, law: "网络数据安全风险评估办法", order: "国家互联网信息办公室等三部门令第24号",
			limit: "20 workdays after", authority: "省级以上有关主管部门", since: "2026-08-20"},
		{row: row{"scc.effective", "在标准合同生效之日起10个工作日内向所在地省级网信部门备案"}, law: "个人信息出境标准合同办法", article: "第七条", order: "国家互联网信息办公室令第13号",
			limit: "10 workdays after", authority: "所在地省级网信部门", since: "2023-06-01"},
		{row: row{"tax.begun", "自从事互联网经营业务之日起30日内"}, law: platforms, article: "第三条", order: platformBy,
			limit: "30 days after", authority: tax, since: "2025-06-20"},
		{row: row{"tax.quarterly", "应当于季度终了的次月内"}, law: platforms, article: "第四条", order: platformBy,
			limit: "1 months after", authority: tax, since: "2025-06-20", every: "quarter"},
	}
}

// The table says what the provisions say, no row more and none less.
func TestRulesSayWhatTheProvisionsSay(t *testing.T) {
	rules := deadline.Rules()
	require.Len(t, rules, len(facts()))
	i := 0
	each(t, facts(), func(f fact) row { return f.row }, func(t *testing.T, f fact) {
		r := rules[i]
		i++
		require.Equal(t, f.name, r.ID)
		if f.status == 0 {
			f.status = deadline.InForce
		}
		assert.Equal(t, []string{f.law, f.article, f.order}, []string{r.Basis.Law, r.Basis.Article, r.Basis.Order}, f.why)
		limit := ""
		if r.Limit != (deadline.Limit{}) {
			limit = fmt.Sprint(r.Limit.N, " ", r.Limit.Unit, " ", r.Limit.Direction)
		}
		assert.Equal(t, f.limit, limit, f.why)
		assert.Equal(t, f.fixedEnd, r.Limit.NoAdjust, "only the end of a period of validity is never moved")
		assert.Equal(t, f.authority, r.Authority.ZH)
		assert.Equal(t, []string{f.since, f.until}, []string{r.Since.String(), r.Until.String()}, f.why)
		transition := ""
		if r.Transition != (deadline.Transition{}) {
			transition = r.Transition.Opens.String() + " " + r.Transition.Due.String()
		}
		assert.Equal(t, f.transition, transition, f.why)
		assert.Equal(t, f.every, r.Every.String())
		assert.Equal(t, f.threshold, r.Threshold, f.why)
		assert.Equal(t, f.status, r.Status)
	})
}

// An official date is one that an authority printed, with the event and the limit that lead to it.
type officialDate struct {
	row
	trigger string
	limit   deadline.Limit
	want    string
}

// officialDates are the dates printed for limits in days and months that end on the next working day after a break: the
// two worked examples of the patent examination guidelines, and the tax calendars, where the fifteen days run from the end
// of the month.
func officialDates() []officialDate {
	months := func(n int) deadline.Limit {
		return deadline.Limit{N: n, Unit: deadline.Months, Direction: deadline.After}
	}
	dates := []officialDate{
		{row{"patent 2007-10-30", "审查指南修改公报第1号 (2008): 30 December lies in the New Year break"}, "2007-10-30", months(2), "2008-01-02"},
		{row{"patent 2007-12-06", "审查指南修改公报第1号 (2008): 6 February lies in the Spring Festival"}, "2007-12-06", months(2), "2008-02-13"},
	}
	for _, calendar := range []struct{ source, dates string }{
		{"税总办函〔2019〕449号", "2020-01-15 2020-02-17 2020-03-16 2020-06-15 2020-07-15 2020-08-17 2020-09-15 2020-11-16 2020-12-15"},
		{"2024 tax calendar, http://crsrw.com/dianzishuiwu/1586.html", "2024-01-15 2024-03-15 2024-07-15 2024-08-15 2024-09-18 2024-11-15 2024-12-16"},
		{"税总办征科函〔2024〕71号", "2025-01-15 2025-03-17 2025-06-16 2025-07-15 2025-08-15 2025-09-15 2025-11-17 2025-12-15"},
		{"税总办征科函〔2025〕64号", "2026-02-24 2026-03-16 2026-06-15 2026-07-15 2026-08-17 2026-09-15 2026-11-16 2026-12-15"},
	} {
		dates = append(dates, taxDates(calendar.source, calendar.dates)...)
	}
	return dates
}

// taxDates reads due dates; each belongs to the last day of the month before.
func taxDates(source, list string) (dates []officialDate) {
	for want := range strings.FieldsSeq(list) {
		due := date(want)
		trigger := due.AddDays(-due.Day())
		dates = append(dates, officialDate{row{"tax " + want, source + ": the 15th, or the next working day"}, trigger.String(),
			deadline.Limit{N: 15, Unit: deadline.Days, Direction: deadline.After}, want})
	}
	return dates
}

// Limits in days and months end where the authorities say.
func TestOfficialDates(t *testing.T) {
	require.Len(t, officialDates(), 34)
	each(t, officialDates(), func(d officialDate) row { return d.row }, func(t *testing.T, d officialDate) {
		result, err := deadline.Compute(own(d.limit.N, d.limit.Unit, d.limit.Direction), date(d.trigger), holidays.China())
		require.NoError(t, err)
		assert.Equal(t, d.want, result.Due.String(), d.why)
	})
}

// Tax periods are longer: three days off in a row within them extend them (税收征收管理法实施细则 第一百零九条). The library
// does not follow that rule, and the dates printed for those months show that it is another one.
func TestOfficialDatesOfTheTaxRule(t *testing.T) {
	dates := taxDates("days off extend a tax period", "2020-04-20 2020-05-22 2020-10-23 2024-02-23 2024-04-18 2024-05-22 2024-06-19 2024-10-24"+
		" 2025-02-20 2025-04-18 2025-05-22 2025-10-27 2026-01-20 2026-04-20 2026-05-22 2026-10-26")
	require.Len(t, dates, 16)
	each(t, dates, func(d officialDate) row { return d.row }, func(t *testing.T, d officialDate) {
		result, err := deadline.Compute(own(d.limit.N, d.limit.Unit, d.limit.Direction), date(d.trigger), holidays.China())
		require.NoError(t, err)
		assert.True(t, result.Due.Before(date(d.want)), "%v: %s", result.Due, d.why)
	})
}
