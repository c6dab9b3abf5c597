package holidays_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/cnworkday/cnworkday/holidays"
)

// A notice comes from its text form; gazette reads it from the page that publishes it.
func ExampleNotice() {
	notices := holidays.China().Notices()
	n := notices[len(notices)-1]
	fmt.Println(n.Number, n.Year, n.Issued)
	fmt.Println(n.Title)
	for _, s := range n.Spans[:3] {
		fmt.Println(s.Kind, s.First, s.Last, s.Name)
	}
	// Output:
	// 国办发明电〔2025〕7号 2026 2025-11-04
	// 国务院办公厅关于2026年部分节假日安排的通知
	// holiday 2026-01-01 2026-01-03 元旦
	// makeup 2026-01-04 2026-01-04 元旦
	// holiday 2026-02-15 2026-02-23 春节
}

// Weekdays and totals are computed, and verified when the text is read.
func ExampleNotice_MarshalText() {
	notices := holidays.China().AsOf(holidays.MustParseDate("2019-03-22")).Notices()
	text, err := notices[len(notices)-1].MarshalText()
	if err != nil {
		panic(err)
	}
	fmt.Print(string(text))
	// Output:
	// notice 国办发明电〔2019〕3号
	// title  国务院办公厅关于调整2019年劳动节假期安排的通知
	// year   2019
	// issued 2019-03-22
	// url    http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm
	// amends 国办发明电〔2018〕15号
	// net    1
	//
	// off  2019-05-01 Wed  2019-05-04 Sat  4  劳动节
	// work 2019-04-28 Sun                     劳动节
	// work 2019-05-05 Sun                     劳动节
}

// An amendment names the notice that it changes. There, work takes a day off back, and makes a weekend day a working day.
func ExampleNotice_UnmarshalText() {
	var n holidays.Notice
	err := n.UnmarshalText([]byte(`
# comments start a line
notice a made-up amendment
year   2026
issued 2026-09-01
amends 国办发明电〔2025〕7号
off  2026-10-08 Thu  2026-10-09 Fri  2  国庆节
`))
	if err != nil {
		panic(err)
	}
	c, err := holidays.China().With(n)
	fmt.Println(c.IsWorkday(holidays.MustParseDate("2026-10-08")), err)
	fmt.Println(c.AsOf(holidays.MustParseDate("2026-08-31")).IsWorkday(holidays.MustParseDate("2026-10-08")))
	// Output:
	// false <nil>
	// true
}

// In JSON a notice is a string, its text form, with all that verifies it.
func ExampleNotice_json() {
	notices := holidays.China().AsOf(holidays.MustParseDate("2020-01-26")).Notices()
	data, err := json.Marshal(notices[len(notices)-1])
	if err != nil {
		panic(err)
	}
	fmt.Println(string(data)[:39] + "…")
	var n holidays.Notice
	fmt.Println(json.Unmarshal(data, &n), n.Number, n.Spans[0].First)
	// Output:
	// "notice 国办发明电〔2020〕1号\n…
	// <nil> 国办发明电〔2020〕1号 2020-01-31
}

func ExampleNotice_Validate() {
	n := holidays.Notice{Number: "a made-up notice", Year: 2027, Issued: holidays.MustParseDate("2026-11-10"), Spans: []holidays.Span{
		{Kind: holidays.Holiday, First: holidays.MustParseDate("2026-12-24"), Last: holidays.MustParseDate("2027-01-03"), Name: "元旦"},
	}}
	fmt.Println(n.Validate())
	// Output: holidays: notice a made-up notice: 2026-12-24 to 2027-01-03: the notice for 2027 settles 2026-12-25 to 2027-12-24 and names no other days
}

func ExampleSyntaxError() {
	var n holidays.Notice
	err := n.UnmarshalText([]byte("year 2027\noff 2027-01-01 Sat 1 元旦\n"))
	var wrong *holidays.SyntaxError
	if errors.As(err, &wrong) {
		wrong.Name = "2027.txt"
		fmt.Println(wrong)
	}
	// Output: holidays: 2027.txt:2: 2027-01-01 is Fri, not "Sat"
}

// A notice in which a statutory day is not off, or which does not have the statute's number of days, is cut short or none.
func ExampleStatuteError() {
	var n holidays.Notice
	err := n.UnmarshalText([]byte(`
notice cut short
year   2027
issued 2026-11-10
off  2027-01-01 Fri  2027-01-03 Sun  3  元旦
off  2027-02-05 Fri  2027-02-11 Thu  7  春节
`))
	var statute *holidays.StatuteError
	if errors.As(err, &statute) {
		fmt.Println(statute)
		fmt.Println(statute.Festival, statute.Date)
	}
	// Output:
	// holidays: the notice for 2027 does not have 2027-04-05 off, which is 清明节 by the statute (国务院令第795号)
	// 清明节 2027-04-05
}
