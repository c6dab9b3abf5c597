package gazette_test

import (
	"fmt"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// The notice for a year, as pasted from the page that it is published on, is read, verified and loaded.
func ExampleParse() {
	const pasted = `首页 > 政策
国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市，各部门：
现将2026年放假安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
国务院办公厅
2025年11月4日
责任编辑：某某
`
	n, reading, err := gazette.Parse("notice.txt", []byte(pasted))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(n.Number, n.Issued, len(n.Spans), "spans")
	fmt.Println(reading.Weekdays, "weekdays and", reading.Totals, "totals agree;", reading.Sum, "days off,", reading.Statute, "by the statute")
	for _, line := range reading.Unread {
		fmt.Printf("unread: line %d: %s\n", line.Number, line.Text)
	}
	c, err := holidays.China().AsOf(holidays.MustParseDate("2025-10-31")).With(n)
	fmt.Println(c.SettledThrough(), err)
	// Output:
	// 国办发明电〔2025〕7号 2025-11-04 13 spans
	// 20 weekdays and 7 totals agree; 13 days off, 13 by the statute
	// unread: line 1: 首页 > 政策
	// unread: line 15: 责任编辑：某某
	// 2026-12-24 <nil>
}

// An amendment names the notice that it changes. Its sum is for a person to compare with the statute.
func ExampleAmendment() {
	const pasted = `国务院办公厅关于延长2020年春节假期的通知
国办发明电〔2020〕1号
经国务院批准，现将延长2020年春节假期的具体安排通知如下。
延长2020年春节假期至2月2日（星期日），2月3日（星期一）起正常上班。
国务院办公厅
2020年1月26日
`
	n, _, err := gazette.Parse("amendment.txt", []byte(pasted))
	if err != nil {
		fmt.Println(err)
		return
	}
	c := holidays.China().AsOf(holidays.MustParseDate("2020-01-25"))
	change, err := gazette.Amendment(c, n)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("it amends", change.Notice.Amends)
	fmt.Println("off from", change.Notice.Spans[0].First, "to", change.Notice.Spans[0].Last)
	fmt.Println(change.Sum, "days off in the year,", change.Statute, "by the statute")
	// Output:
	// it amends 国办发明电〔2019〕16号
	// off from 2020-01-31 to 2020-02-02
	// 13 days off in the year, 11 by the statute
}

// A second source finds a make-up day that is a week off.
func ExampleAgree() {
	n := holidays.China().Notices()[len(holidays.China().Notices())-1]
	const calendar = `BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260101
DTEND;VALUE=DATE:20260104
SUMMARY:元旦（休）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260110
SUMMARY:元旦（班）
END:VEVENT
END:VCALENDAR
`
	fmt.Println(strings.ReplaceAll(gazette.Agree(n, "calendar.ics", []byte(calendar)).Error(), ": ", ":\n"))
	// Output:
	// gazette:
	// 国办发明电〔2025〕7号 and calendar.ics differ on 2026-01-04:
	// worked in the notice, off in the witness:
	// compare with the official page
}

// Chinese gives an error of Parse in Chinese.
func ExampleChinese() {
	_, _, err := gazette.Parse("通知.txt", []byte("国务院办公厅关于2026年部分节假日安排的通知\n一、元旦：1月1日（周五）放假。\n"))
	fmt.Println(gazette.Chinese(err))
	// Output:
	// 通知.txt第2行“1月1日（周五）放假”：2026-01-01是周四，不是周五。请与官方页面核对。
}
