package holidays_test

import (
	"fmt"

	"github.com/cnworkday/cnworkday/holidays"
)

// A region's arrangement, laid over the national calendar. 广西 worked Saturday 8 April 2017 and had the national make-up day
// 1 April off. (As a relay of the region's notice has it: https://huaxiashiwen.com/xuexi/tongzhi/704789.html.)
func ExampleCalendar_Overlay() {
	var n holidays.Notice
	err := n.UnmarshalText([]byte(`
layer 广西
off  2017-03-30 Thu  2017-04-01 Sat  3  三月三
work 2017-04-08 Sat                     三月三
`))
	if err != nil {
		panic(err)
	}
	guangxi, err := holidays.China().Overlay("广西", n)
	if err != nil {
		panic(err)
	}
	for _, date := range []string{"2017-03-30", "2017-04-01", "2017-04-08"} {
		there, nationally := guangxi.Day(holidays.MustParseDate(date)), holidays.China().Day(holidays.MustParseDate(date))
		fmt.Println(date, there.Kind, there.Source, "- nationally", nationally.Kind)
	}
	back := holidays.MustParseDate("2017-04-10")
	fmt.Println(guangxi.Add(back, -5))
	fmt.Println(holidays.China().Add(back, -5))
	// Output:
	// 2017-03-30 holiday 广西 - nationally workday
	// 2017-04-01 holiday 广西 - nationally makeup
	// 2017-04-08 makeup 广西 - nationally weekend
	// 2017-03-29 <nil>
	// 2017-03-31 <nil>
}

// 新疆 in 2025: 肉孜节 and 古尔邦节, festivals that no national notice has. (As a relay of the region's notice has it:
// https://mnw.cn/news/cj/3018205.html.)
func ExampleCalendar_Overlay_xinjiang() {
	var n holidays.Notice
	err := n.UnmarshalText([]byte(`
layer 新疆
off  2025-03-29 Sat  2025-03-31 Mon  3  肉孜节
off  2025-06-06 Fri  2025-06-10 Tue  5  古尔邦节
`))
	if err != nil {
		panic(err)
	}
	xinjiang, err := holidays.China().Overlay("新疆", n)
	if err != nil {
		panic(err)
	}
	trigger := holidays.MustParseDate("2025-06-01")
	fmt.Println(xinjiang.Add(trigger, 30))
	fmt.Println(xinjiang.Base().Add(trigger, 30))
	// Output:
	// 2025-07-17 <nil>
	// 2025-07-14 <nil>
}

// 拉萨 in 2025 and 2026: a layer may hold several years. (As relays of the city's notices have it; that of 2026 is 中新社's of
// 2026-01-28.)
func ExampleCalendar_Overlay_lhasa() {
	var n holidays.Notice
	err := n.UnmarshalText([]byte(`
layer 拉萨
off  2025-02-27 Thu  2025-03-04 Tue   6  藏历新年
off  2026-02-15 Sun  2026-02-26 Thu  12  藏历新年、春节
`))
	if err != nil {
		panic(err)
	}
	lhasa, err := holidays.China().Overlay("拉萨", n)
	if err != nil {
		panic(err)
	}
	fmt.Println(lhasa.OnOrAfter(holidays.MustParseDate("2025-02-28")))
	fmt.Println(lhasa.OnOrAfter(holidays.MustParseDate("2026-02-15")))
	fmt.Println(lhasa.Count(holidays.MustParseDate("2025-12-31"), holidays.MustParseDate("2026-12-24")))
	fmt.Println(holidays.China().Count(holidays.MustParseDate("2025-12-31"), holidays.MustParseDate("2026-12-24")))
	// Output:
	// 2025-03-05 <nil>
	// 2026-02-27 <nil>
	// 240 <nil>
	// 243 <nil>
}

// A company's own days move no legal deadline; they tell who is in the office. A layer settles nothing: what is provisional
// stays provisional.
func ExampleCalendar_Overlay_company() {
	c, err := holidays.China().Overlay("公司", holidays.Notice{Spans: []holidays.Span{
		{Kind: holidays.Holiday, First: holidays.MustParseDate("2026-12-28"), Last: holidays.MustParseDate("2026-12-31"), Name: "年终停工"},
	}})
	if err != nil {
		panic(err)
	}
	fmt.Println(c.Day(holidays.MustParseDate("2026-12-28")).Name)
	fmt.Println(c.Add(holidays.MustParseDate("2026-12-23"), 1))
	_, err = c.Add(holidays.MustParseDate("2026-12-23"), 2)
	fmt.Println(err)
	// Output:
	// 年终停工
	// 2026-12-24 <nil>
	// holidays: provisional: the days from 2026-12-25 on are estimated until the notice for 2027 is loaded with Calendar.With
}

// Base is the calendar without its layers.
func ExampleCalendar_Base() {
	c, err := holidays.China().Overlay("公司", holidays.Notice{Spans: []holidays.Span{
		{Kind: holidays.Holiday, First: holidays.MustParseDate("2026-06-01"), Last: holidays.MustParseDate("2026-06-01"), Name: "厂庆"},
	}})
	if err != nil {
		panic(err)
	}
	fmt.Println(c.Base() == holidays.China(), c.ID() == c.Base().ID())
	// Output: true false
}
