package page_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/holidays"
)

// show prints the part of a page that a pattern finds.
func show(html, pattern string) {
	fmt.Println(regexp.MustCompile(pattern).FindString(html))
}

// One file that can be filed as evidence.
func ExampleWrite() {
	calendar := holidays.China()
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-06-03"), calendar)
	if err != nil {
		fmt.Println(err)
		return
	}
	var file strings.Builder
	if err := page.Write(&file, page.Answer{Result: result, Calendar: calendar}); err != nil {
		fmt.Println(err)
		return
	}
	show(file.String(), `<title>.*</title>`)
	show(file.String(), `<td class="workday counted due">.*?</td>`)
	// Output:
	// <title>2025-07-15 Tuesday – facial recognition filing</title>
	// <td class="workday counted due"><div class="day"><time datetime="2025-07-15">15</time> <strong class="mark">DUE</strong> <span class="number">30</span></div></td>
}

// A provisional date is marked wherever the page says it.
func ExampleAnswer_provisional() {
	calendar := holidays.China().AsOf(holidays.MustParseDate("2025-11-03")) // the day before the notice for 2026
	result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-12-01"), calendar)
	var file strings.Builder
	if err := page.Write(&file, page.Answer{Result: result, Calendar: calendar, Lang: deadline.Chinese}); err != nil {
		fmt.Println(err)
		return
	}
	show(file.String(), `<title>.*</title>`)
	// Output: <title>2026-01-13 周二 (暂定) – 人脸识别技术应用备案</title>
}

func ExampleWriteYear() {
	var file strings.Builder
	if err := page.WriteYear(&file, page.Year{Year: 2026, Calendar: holidays.China()}); err != nil {
		fmt.Println(err)
		return
	}
	show(file.String(), `\d+ working days, [^<]*`)
	// Output: 248 working days, 6 of them make-up days; 33 days in holidays, their weekends included
}

// A service serves the style once, and adds the form to ask with.
func ExampleSite() {
	site := page.Site{
		Stylesheet: "/page.css", // answers with page.Stylesheet()
		Home:       "/",
		Form:       &page.Form{Action: "/", Rules: deadline.Rules()},
	}
	var out strings.Builder
	if err := page.WriteStart(&out, page.Start{Site: site}); err != nil {
		fmt.Println(err)
		return
	}
	show(out.String(), `<form .*>`)
	// Output: <form class="ask" action="/" method="get">
}

func ExampleWriteStart() {
	err := page.WriteStart(os.Stdout, page.Start{Lang: 9})
	fmt.Println(err)
	// Output: deadline: invalid: "": language 9: want en or zh
}

// A page of the service's own, in the frame of the others.
func ExampleWriteFrame() {
	var out strings.Builder
	err := page.WriteFrame(&out, page.Frame{Title: "Our filings", Body: "<h1>Our filings</h1>"})
	show(out.String(), `<h1>.*</h1>`)
	fmt.Println(err)
	// Output:
	// <h1>Our filings</h1>
	// <nil>
}

// The field for a rule, in a form of the service's own.
func ExampleRuleField() {
	field, err := page.RuleField(page.Form{Rules: deadline.Rules(), Rule: "car.yearly"}, deadline.English)
	show(string(field), `<optgroup label="A year.*>`)
	fmt.Println(err)
	// Output:
	// <optgroup label="A year or a quarter ends">
	// <nil>
}

func ExampleText() {
	fmt.Println(page.Text("<filed> on 2025-07-15"))
	// Output: &lt;filed&gt; on <time datetime="2025-07-15">2025-07-15</time>
}

func ExampleStylesheet() {
	fmt.Println(strings.Contains(page.Stylesheet(), "prefers-color-scheme: dark"))
	// Output: true
}

func ExampleTag() {
	fmt.Println(page.Tag(deadline.English), page.Tag(deadline.Chinese))
	// Output: en zh-CN
}
