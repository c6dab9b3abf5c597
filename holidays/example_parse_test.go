package holidays_test

import (
	"errors"
	"fmt"

	"github.com/cnworkday/cnworkday/holidays"
)

// A notice is read as it is pasted from the page that publishes it. What it says of weekdays and totals is verified.
func ExampleParseNotice_prose() {
	pasted := `国务院办公厅关于2026年
部分节假日安排的通知

一、元旦：1月1日（周四）至3日放假，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八）至23日放假，共9天。2月14日（周六）、28日（周六）上班。
三、清明节：4月4日至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日放假，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日放假，共3天。
六、中秋节：9月25日（周五）至27日放假，共3天。
七、国庆节：10月1日（周四）至7日放假，共7天。9月20日（周日）、10月10日（周六）上班。`
	n, err := holidays.ParseNotice("pasted.txt", []byte(pasted))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(n.Title)
	for _, s := range n.Spans[:4] {
		fmt.Println(s.Kind, s.First, s.Last, s.Name)
	}

	_, err = holidays.ParseNotice("pasted.txt", []byte("关于2026年部分节假日安排的通知\n一、元旦：1月1日（周五）放假1天。"))
	fmt.Println(err)
	// Output:
	// 国务院办公厅关于2026年部分节假日安排的通知
	// holiday 2026-01-01 2026-01-03 元旦
	// makeup 2026-01-04 2026-01-04 元旦
	// holiday 2026-02-15 2026-02-23 春节
	// makeup 2026-02-14 2026-02-14 春节
	// holidays: pasted.txt:2: "1月1日（周五）放假1天": 2026-01-01 is 周四, not 周五
}

// A year's file of holiday-cn is read as it is, and MarshalText makes of it a file to keep. (Here only a few of its days,
// so that a *StatuteError asks whether it is whole.)
func ExampleParseNotice_holidayCN() {
	n, err := holidays.ParseNotice("2026.json", []byte(`{
		"year": 2026,
		"papers": ["https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm"],
		"days": [
			{"name": "元旦", "date": "2026-01-01", "isOffDay": true},
			{"name": "元旦", "date": "2026-01-02", "isOffDay": true},
			{"name": "元旦", "date": "2026-01-03", "isOffDay": true},
			{"name": "元旦", "date": "2026-01-04", "isOffDay": false}
		]
	}`))
	if statute := (*holidays.StatuteError)(nil); err != nil && !errors.As(err, &statute) {
		fmt.Println(err)
		return
	}
	text, _ := n.MarshalText()
	fmt.Print(string(text))
	// Output:
	// title  holiday-cn 2026
	// year   2026
	// url    https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm
	// net    1
	//
	// off  2026-01-01 Thu  2026-01-03 Sat  3  元旦
	// work 2026-01-04 Sun                     元旦
}

// A notice that does not have the days off that the statute gives the year comes back whole, with the question whether
// that is meant. (This one is made up, and cut short.)
func ExampleStatuteError() {
	n, err := holidays.ParseNotice("2027.txt", []byte(`
year 2027
off  2027-01-01 Fri  2027-01-03 Sun  3  元旦
off  2027-02-05 Fri  2027-02-11 Thu  7  春节
`))
	fmt.Println(err)
	var statute *holidays.StatuteError
	if errors.As(err, &statute) {
		n.Net = statute.Got // taken on purpose
	}
	fmt.Println(n.Year, len(n.Spans), n.Net)
	// Output:
	// holidays: the notice for 2027 has 6 days off on balance where the statute gives 13: is it whole? if so, state net 6
	// 2027 2 6
}
