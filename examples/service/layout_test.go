package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/xml"
	"fmt"
	"math"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

//go:embed testdata/layout.js
var layout string

// sheet is the width of A4 between the margins, in CSS pixels.
const sheet int64 = (210 - 2*12) * 960 / 254

// laidOut checks how a page is laid out: on two telephones, a desk and paper.
func (v *visitor) laidOut(t *testing.T, target string) {
	t.Helper()
	v.do(t, emulation.SetEmulatedMedia(), chromedp.Navigate(v.at+target), chromedp.WaitVisible("main", chromedp.ByQuery))
	v.measured(t, target)
}

// measured checks how the page that the visitor sees is laid out.
func (v *visitor) measured(t *testing.T, target string) {
	t.Helper()
	for _, on := range []struct {
		media string
		width int64
	}{{"screen", 320}, {"screen", 390}, {"screen", 1280}, {"print", sheet}} {
		var wrong []string
		v.do(t, emulation.SetEmulatedMedia().WithMedia(on.media), chromedp.EmulateViewport(on.width, 900), chromedp.Evaluate(layout, &wrong))
		assert.Empty(t, wrong[:min(5, len(wrong))], "%s on %s %d", target, on.media, on.width)
	}
}

// Nothing overlaps, is cut off or breaks a date in two, in any year.
func TestBrowserLayoutOfYears(t *testing.T) {
	v := visit(t)
	first, last := holidays.China().Range()
	for year := first.Year(); year <= last.Year(); year++ {
		v.laidOut(t, fmt.Sprintf("/calendar/%d?lang=en", year))
		v.laidOut(t, fmt.Sprintf("/calendar/%d?lang=zh", year))
	}
	v.laidOut(t, "/calendar/2026?lang=en&as_of=2025-11-03")
}

// Nor does it in the answer of any rule, on the start page, or where something is wrong.
func TestBrowserLayoutOfAnswers(t *testing.T) {
	v := visit(t)
	v.laidOut(t, "/?lang=en")
	v.laidOut(t, "/?lang=zh")
	v.laidOut(t, "/count?lang=en&date=2026-11-20&n=30")
	v.laidOut(t, "/count?lang=zh&after=2026-11-20&through=2026-12-31")
	v.laidOut(t, "/?lang=zh&rule=face.reached&trigger=2025-12-01&as_of=2025-11-03")
	for i, rule := range deadline.Rules() {
		for _, trigger := range []string{"2025-12-31", "2026-12-31", "2023-08-01"} { // the end of a year; nothing settled; before announcements
			if result, _ := deadline.Compute(rule, holidays.MustParseDate(trigger), holidays.China()); !result.Due.IsZero() {
				v.laidOut(t, fmt.Sprintf("/?lang=%v&rule=%s&trigger=%s", deadline.Language(i&1), rule.ID, trigger))
				break
			}
		}
	}
}

// The measure finds what it looks for: each defect, made on purpose, is found.
func TestBrowserLayoutIsMeasured(t *testing.T) {
	v := visit(t)
	for style, want := range map[string]string{
		".month td { height: auto } .day { height: 1.2rem } .year td { height: 1.2rem !important }": "overlap: ",
		"h1 time { white-space: normal; display: inline-block; width: 5rem }":                       "the date is broken: 2025-10-30",
		".facts dd { white-space: nowrap; overflow: hidden }":                                       "cut off: ",
		"body { width: 400px }": "the page is ",
		".day .festival { white-space: nowrap; overflow-wrap: normal }":  "out of its cell: ",
		".button { white-space: nowrap; width: 3rem; overflow: hidden }": "too long for its field: ",
	} {
		var wrong []string
		v.do(t, chromedp.EmulateViewport(320, 900), chromedp.Navigate(v.at+"/?lang=en&rule=face.reached&trigger=2025-09-12"),
			chromedp.WaitVisible("main", chromedp.ByQuery), chromedp.Evaluate(layout, &wrong))
		assert.Empty(t, wrong)
		v.do(t, chromedp.Evaluate(fmt.Sprintf("for (const rule of %q.split(/(?<=})/)) document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)", style), nil),
			chromedp.Evaluate(layout, &wrong))
		assert.Contains(t, strings.Join(wrong, "\n"), want, style)
	}
}

// On paper, too: no word lies on another, and no page ends with a heading.
func TestBrowserPrint(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missing(t, "pdftotext")
	}
	v := visit(t)
	for _, target := range []string{
		"/calendar/2015?lang=zh", "/calendar/2015?lang=en", "/calendar/2020?lang=en", "/calendar/2027?lang=zh", "/?lang=zh&rule=face.reached&trigger=2025-09-12",
		"/?lang=en&rule=face.reached&trigger=2025-12-01&as_of=2025-11-03", "/?lang=en&rule=export.extend&trigger=2026-11-02", "/?lang=zh&rule=mlps.graded&trigger=2026-12-01",
	} {
		v.printed(t, target)
	}
}

// printed checks the pages that a page of the service makes on paper.
func (v *visitor) printed(t *testing.T, target string) {
	t.Helper()
	var pdf []byte
	var headings []string
	v.do(t, chromedp.Navigate(v.at+target), chromedp.WaitVisible("main", chromedp.ByQuery),
		chromedp.Evaluate(`[...document.querySelectorAll("h1, h2, h3, caption")].map(e => e.innerText.replace(/\s/g, ""))`, &headings),
		chromedp.ActionFunc(func(ctx context.Context) (err error) {
			pdf, _, err = cdppage.PrintToPDF().WithPreferCSSPageSize(true).WithPaperWidth(8.27).WithPaperHeight(11.69).WithPrintBackground(true).Do(ctx)
			return err
		}))
	pages := words(t, pdf)
	require.NotEmpty(t, pages)
	t.Logf("%s: %d pages", target, len(pages))
	if strings.HasPrefix(target, "/calendar/") {
		assert.LessOrEqual(t, len(pages), 2, target)
	}
	for i, page := range pages {
		require.NotEmpty(t, page, "an empty page")
		bottom := 0.0
		for k, a := range page {
			bottom = max(bottom, a.YMax)
			for _, b := range page[:k] { // boxes of fonts are high and overlap: it is their middles that must lie apart; Chinese marks share a place
				x, y := min(a.XMax, b.XMax)-max(a.XMin, b.XMin), math.Abs(a.YMin+a.YMax-b.YMin-b.YMax)/2
				link := strings.Contains(a.Text+b.Text, "http") // one word, however many lines it takes
				assert.False(t, x > 0.6*min(a.XMax-a.XMin, b.XMax-b.XMin) && y < 2.5 && !link, "%s page %d: %q lies on %q", target, i+1, a.Text, b.Text)
			}
		}
		last := ""
		for _, a := range page {
			if a.YMax > bottom-4 {
				last += a.Text
			}
		}
		assert.NotContains(t, headings, last, "%s page %d ends with a heading", target, i+1)
	}
}

// A word is one on a page of a PDF, in points from its top left.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMin float64 `xml:"yMin,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

func words(t *testing.T, pdf []byte) (pages [][]word) {
	t.Helper()
	command := exec.Command("pdftotext", "-bbox", "-", "-")
	command.Stdin = bytes.NewReader(pdf)
	out, err := command.Output()
	require.NoError(t, err)
	var doc struct {
		Pages []struct {
			Words []word `xml:"word"`
		} `xml:"body>doc>page"`
	}
	require.NoError(t, xml.Unmarshal(out, &doc))
	for _, p := range doc.Pages {
		pages = append(pages, p.Words)
	}
	return pages
}
