package deadline_test

import (
	"fmt"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A company's own days off move no legal deadline. The answer is computed with China's calendar; the company's calendar says
// how many days at work are left, and reminds on days on which somebody is there.
func Example_companyDays() {
	company, err := holidays.China().Overlay("公司", holidays.Notice{Spans: []holidays.Span{
		{Kind: holidays.Holiday, First: holidays.NewDate(2025, time.July, 7), Last: holidays.NewDate(2025, time.July, 11), Name: "暑期停工"},
	}})
	if err != nil {
		panic(err)
	}
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), holidays.China())
	fmt.Println(result, err)

	standing, err := result.Standing(holidays.MustParseDate("2025-07-02"), company)
	fmt.Println(standing.State, standing.ToSafeBy, "days at work to", result.SafeBy, err)
	reminders, err := result.Reminders(company, 2, 1)
	fmt.Println(reminders, err)
	// Output:
	// 2025-07-15 <nil>
	// open 3 days at work to 2025-07-14 <nil>
	// [2025-07-03 2025-07-04] <nil>
}

// A region's days may move a legal deadline, and no provision says which calendar counts: the due date follows the region's,
// and the safe date is the earlier of both. (The days of 新疆 in 2025 as a relay of the region's notice has them:
// https://mnw.cn/news/cj/3018205.html.)
func Example_regionalDays() {
	var n holidays.Notice
	err := n.UnmarshalText([]byte(`
layer 新疆
off  2025-06-06 Fri  2025-06-10 Tue  5  古尔邦节
`))
	if err != nil {
		panic(err)
	}
	xinjiang, err := holidays.China().Overlay("新疆", n)
	if err != nil {
		panic(err)
	}
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), xinjiang)
	fmt.Println(result.Due, result.SafeBy, err)
	fmt.Println(result.SafeByReason(deadline.English))
	fmt.Println(result.Caveats()[0].Text.EN)
	// Output:
	// 2025-07-18 2025-07-14 <nil>
	// the national days may count; the day of the event may count as day 1
	// 新疆 changes days of the national calendar, and no provision says whether its days or the national ones count. The due date follows 新疆; the safe date is the earlier of the two.
}
