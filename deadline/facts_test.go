package deadline_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// A fact is a row of the list of provisions, copied by hand from it a second time. What was not found there is empty.
type fact struct {
	row
	title, event, authority string
	limit                   deadline.Limit
	threshold               int64
	basis                   deadline.Citation
	status                  deadline.Status
	since                   string
	opens, due              string // of the transition
	dueURL                  string
}

func facts() []fact {
	const (
		workdays, days, years = deadline.Workdays, deadline.Days, deadline.Years
		after, inForce        = deadline.After, deadline.InForce

		measures   = "人脸识别技术应用安全管理办法"
		order19    = "国家互联网信息办公室、公安部令第19号"
		faceURL    = "https://www.cac.gov.cn/2025-03/21/c_1744174262156096.htm"
		provincial = "所在地省级以上网信部门"
		officers   = "关于开展个人信息保护负责人信息报送工作的公告"
		notice     = "国家互联网信息办公室公告"
		pipoURL    = "https://www.cac.gov.cn/2025-07/18/c_1754553420421538.htm"
		city       = "所在地设区的市级网信部门"
		algorithms = "互联网信息服务算法推荐管理规定"
		order9     = "国家互联网信息办公室等四部门令第9号"
		algoURL    = "https://www.cac.gov.cn/2022-01/04/c_1642894606364259.htm"
		system     = "国家和省级网信部门（互联网信息服务算法备案系统）"
		flows      = "促进和规范数据跨境流动规定"
		order16    = "国家互联网信息办公室令第16号"
		flowsURL   = "https://www.cac.gov.cn/2024-03/22/c_1712776611775634.htm"
		national   = "国家网信部门（通过省级网信部门）"
		expiry     = "评估结果有效期届满之日"
		grading    = "信息安全等级保护管理办法"
		joint43    = "公通字〔2007〕43号"
		police     = "所在地设区的市级以上公安机关"
		miit       = "工业和信息化部关于开展移动互联网应用程序备案工作的通知"
		miit105    = "工信部信管〔2023〕105号"
		miitURL    = "https://www.miit.gov.cn/zwgk/zcwj/wjfb/tz/art/2023/art_920db564162e4312916a01bed6540ad8.html"
	)
	n := func(n int, unit deadline.Unit, direction deadline.Direction) deadline.Limit {
		return deadline.Limit{N: n, Unit: unit, Direction: direction}
	}
	law := func(law, article, order, url string) deadline.Citation {
		return deadline.Citation{Law: law, Article: article, Order: order, URL: url}
	}
	return []fact{
		{row{"algorithm.changed", "any change, not only a substantive one"}, "算法备案变更", "备案信息发生变更之日", system,
			n(10, workdays, after), 0, law(algorithms, "第二十四条第二款", order9, algoURL), inForce, "2022-03-01", "", "", ""},
		{row{"algorithm.provided", "providers with 舆论属性或者社会动员能力"}, "算法备案", "提供服务之日", system,
			n(10, workdays, after), 0, law(algorithms, "第二十四条第一款", order9, algoURL), inForce, "2022-03-01", "", "", ""},
		{row{"algorithm.terminated", "20, not 10"}, "算法备案注销", "终止服务之日", system,
			n(20, workdays, after), 0, law(algorithms, "第二十四条第三款", order9, algoURL), inForce, "2022-03-01", "", "", ""},
		{row{"audit.rectified", "整改完成后15个工作日内"}, "合规审计整改情况报告报送", "整改完成之日", "保护部门",
			n(15, workdays, after), 0, law("个人信息保护合规审计管理办法", "第十一条", "国家互联网信息办公室令第18号",
				"https://www.cac.gov.cn/2025-02/14/c_1741233507681519.htm"), inForce, "2025-05-01", "", "", ""},
		{row{"export.extend", "届满前60个工作日内: inside the last 60 working days"}, "数据出境安全评估延期申请", expiry, national,
			n(60, workdays, deadline.Within), 0, law(flows, "第九条", order16, flowsURL), inForce, "2024-03-22", "", "", ""},
		{row{"export.reapply", "届满60个工作日前: the opposite direction"}, "数据出境安全评估重新申报", expiry, national,
			n(60, workdays, deadline.Before), 0, law("数据出境安全评估办法", "第十四条第三款", "国家互联网信息办公室令第11号",
				"https://www.cac.gov.cn/2022-07/07/c_1658811536396503.htm"), inForce, "2022-09-01", "", "", ""},
		{row{"export.validity", "a period of validity, not a filing: nobody to file with, its end is not moved"}, "数据出境安全评估结果有效期", "评估结果出具之日", "",
			deadline.Limit{N: 3, Unit: years, Direction: after, Exact: true}, 0, law(flows, "第九条", order16, flowsURL), inForce, "2024-03-22", "", "", ""},
		{row{"face.changed", "第十五条第二款: 实质性变更之日起30个工作日内"}, "人脸识别技术应用备案变更", "备案信息发生实质性变更之日", provincial,
			n(30, workdays, after), 0, law(measures, "第十五条第二款", order19, faceURL), inForce, "2025-06-01", "", "", ""},
		{row{"face.draft2023", "read in quotations: 超过1万人, which is 10,001 (CAC Q&A 2026-04-29)"}, "人脸识别技术使用备案（2023年征求意见稿）",
			"在公共场所使用人脸识别技术，或者存储超过1万人人脸信息", "所属地市级以上网信部门",
			n(30, workdays, after), 10_001, law("人脸识别技术应用安全管理规定（试行）（征求意见稿）", "", "",
				"http://www.cac.gov.cn/2023-08/08/c_1693064670537413.htm"), deadline.Draft, "", "", "", ""},
		{row{"face.reached", "达到10万人之日起30个工作日内; stock by announcement of 2025-05-28"}, "人脸识别技术应用备案", "人脸信息存储数量达到10万人之日", provincial,
			n(30, workdays, after), 100_000, law(measures, "第十五条第一款", order19, faceURL), inForce, "2025-06-01", "", "2025-07-14",
			"https://www.cac.gov.cn/2025-05/30/c_1750315544241157.htm"},
		{row{"face.terminated", "第十五条第二款: 终止应用之日起30个工作日内"}, "人脸识别技术应用备案注销", "终止应用人脸识别技术之日", provincial,
			n(30, workdays, after), 0, law(measures, "第十五条第二款", order19, faceURL), inForce, "2025-06-01", "", "", ""},
		{row{"icp.changed", "提前30日; no address was found"}, "互联网信息服务变更", "变更服务项目、网站网址等事项之日", "原审核、发证或者备案机关",
			n(30, days, deadline.Before), 0, law("互联网信息服务管理办法", "第十一条第三款", "国务院令第292号", ""), inForce, "2000-09-25", "", "", ""},
		{row{"miniprogram.stock", "2023年9月至2024年3月, WeChat's days; nothing is counted"}, "小程序备案（存量）", "《通知》发布前开展业务的APP（含小程序、快应用）", "省级通信管理局",
			deadline.Limit{}, 0, law(miit, "", miit105, miitURL), deadline.Ended, "2023-09-01", "2023-09-01", "2024-03-31", miitURL},
		{row{"mlps.graded", "no address, and no day of entry into force, was found"}, "网络安全等级保护备案 (已运营系统)", "安全保护等级确定后", police,
			n(30, days, after), 0, law(grading, "第十五条第一款", joint43, ""), inForce, "", "", "", ""},
		{row{"mlps.operated", "no address, and no day of entry into force, was found"}, "网络安全等级保护备案 (新建系统)", "投入运行后", police,
			n(30, days, after), 0, law(grading, "第十五条第二款", joint43, ""), inForce, "", "", "", ""},
		{row{"pipo.changed", "报送信息发生实质性变更之日起30个工作日内"}, "个人信息保护负责人信息变更", "报送信息发生实质性变更之日", city,
			n(30, workdays, after), 0, law(officers, "二(三)", notice, pipoURL), inForce, "2025-07-18", "", "", ""},
		{row{"pipo.reached", "二(二): stock is due on 2025-08-29"}, "个人信息保护负责人信息报送", "处理个人信息达到100万人之日", city,
			n(30, workdays, after), 1_000_000, law(officers, "二(一)", notice, pipoURL), inForce, "2025-07-18", "", "2025-08-29", pipoURL},
		{row{"police.connected", "网络正式联通之日起30日内; no address was found"}, "公安联网备案", "网络正式联通之日", "省级公安机关指定的受理机关",
			n(30, days, after), 0, law("计算机信息网络国际联网安全保护管理办法", "第十二条", "公安部令第33号", ""), inForce, "1997-12-30", "", "", ""},
		{row{"scc.effective", "标准合同生效之日起10个工作日内"}, "个人信息出境标准合同备案", "标准合同生效之日", "所在地省级网信部门",
			n(10, workdays, after), 0, law("个人信息出境标准合同办法", "第七条", "国家互联网信息办公室令第13号",
				"https://www.cac.gov.cn/2023-02/24/c_1678884830036813.htm"), inForce, "2023-06-01", "", "", ""},
	}
}

// The table says what the list of provisions says, no row more and none less.
func TestRulesSayWhatTheProvisionsSay(t *testing.T) {
	require.Len(t, deadline.Rules(), len(facts()))
	i := 0
	each(t, facts(), func(f fact) row { return f.row }, func(t *testing.T, f fact) {
		r := deadline.Rules()[i]
		i++
		assert.Equal(t, f.name, r.ID)
		assert.Equal(t, []string{f.title, f.event, f.authority}, []string{r.Title.ZH, r.Event.ZH, r.Authority.ZH})
		assert.Equal(t, f.limit, r.Limit)
		assert.Equal(t, f.threshold, r.Threshold)
		assert.Equal(t, f.basis, r.Basis)
		assert.Equal(t, f.status, r.Status)
		assert.Equal(t, date(f.since), r.Since)
		assert.True(t, r.Until.IsZero(), "no provision says until when")
		assert.Equal(t, []string{f.opens, f.due, f.dueURL}, []string{r.Transition.Opens.String(), r.Transition.Due.String(), r.Transition.Basis.URL})
	})
}
