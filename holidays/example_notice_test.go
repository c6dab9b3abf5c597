package holidays_test

import (
	"errors"
	"fmt"

	"github.com/cnworkday/cnworkday/holidays"
)

func ExampleParseNotice() {
	n, err := holidays.ParseNotice("2025.txt", []byte(`
# comments start a line
notice 国办发明电〔2024〕12号
year   2025
issued 2024-11-12
net    5
off  2025-01-01 Wed                  1  元旦
off  2025-01-28 Tue  2025-02-04 Tue  8  春节
work 2025-01-26 Sun                     春节
work 2025-02-08 Sat                     春节
`))
	fmt.Println(n.Number, n.Year, n.Issued, len(n.Spans), err)
	// Output: 国办发明电〔2024〕12号 2025 2024-11-12 4 <nil>
}

// A notice built in code is an ordinary value. (This one is made up.)
func ExampleNotice() {
	newYear := holidays.Span{Kind: holidays.Holiday, First: holidays.MustParseDate("2027-01-01"), Last: holidays.MustParseDate("2027-01-03"), Name: "元旦"}
	c, err := holidays.China().With(holidays.Notice{Number: "an invented notice", Year: 2027, Net: 1, Spans: []holidays.Span{newYear}})
	if err != nil {
		panic(err)
	}
	d := c.Day(holidays.MustParseDate("2027-01-01"))
	fmt.Println(d.Date, d.Kind, d.Name, d.Source, d.Settled)
	// Output: 2027-01-01 holiday 元旦 an invented notice true
}

func ExampleSpan() {
	notices := holidays.China().Notices()
	for _, s := range notices[len(notices)-1].Spans[:3] {
		fmt.Println(s.Kind, s.First, s.Last, s.Name)
	}
	// Output:
	// holiday 2026-01-01 2026-01-03 元旦
	// makeup 2026-01-04 2026-01-04 元旦
	// holiday 2026-02-15 2026-02-23 春节
}

// Weekdays, totals and net are computed, and verified when the text is read.
func ExampleNotice_MarshalText() {
	amendment := holidays.China().AsOf(holidays.MustParseDate("2019-03-22")).Notices()
	text, err := amendment[len(amendment)-1].MarshalText()
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

func ExampleSyntaxError() {
	_, err := holidays.ParseNotice("2027.txt", []byte("year 2027\noff 2027-01-01 Sat 1 元旦\n"))
	fmt.Println(err)
	var wrong *holidays.SyntaxError
	fmt.Println(errors.As(err, &wrong), wrong.Line)
	// Output:
	// holidays: 2027.txt:2: 2027-01-01 is Fri, not "Sat"
	// true 2
}

func ExampleNoticeError() {
	_, err := holidays.China().With(holidays.Notice{Number: "a second notice", Year: 2026, Net: 1, Spans: []holidays.Span{
		{Kind: holidays.Holiday, First: holidays.MustParseDate("2026-06-01"), Last: holidays.MustParseDate("2026-06-01"), Name: "儿童节"},
	}})
	var wrong *holidays.NoticeError
	if errors.As(err, &wrong) {
		fmt.Println(wrong.Notice)
		fmt.Println(wrong.Reason)
	}
	// Output:
	// a second notice
	// 2026 has a notice on record, 国办发明电〔2025〕7号, and 2026-01-01 is another kind of day in it; a change is a notice with the line: amends 国办发明电〔2025〕7号
}
