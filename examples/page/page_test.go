package page

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// ask computes an answer of the table of rules, provisional ones and drafts included.
func ask(t testing.TB, rule, trigger string, lang deadline.Language) Answer {
	t.Helper()
	r, err := deadline.Lookup(rule)
	require.NoError(t, err)
	result, err := deadline.Compute(r, holidays.MustParseDate(trigger), holidays.China())
	require.False(t, result.Due.IsZero(), "%v", err)
	return Answer{Result: result, Calendar: holidays.China(), Lang: lang}
}

func drawn(t testing.TB, a Answer) string {
	t.Helper()
	var out strings.Builder
	require.NoError(t, Write(&out, a))
	wellFormed(t, out.String())
	return out.String()
}

var void = regexp.MustCompile(`<(meta|link|input)\b[^>]*[^/]>`)

// wellFormed checks that every element is closed in order, and that no id stands twice.
func wellFormed(t testing.TB, page string) {
	t.Helper()
	text := strings.Replace(page, "<!DOCTYPE html>", "", 1)
	text = void.ReplaceAllStringFunc(text, func(s string) string { return strings.TrimSuffix(s, ">") + "/>" })
	text = regexp.MustCompile(` (hidden|defer|required|open|selected|checked)(>| [a-z]+=)`).ReplaceAllString(text, ` $1="$1"$2`)
	d := xml.NewDecoder(strings.NewReader(text))
	d.Entity = xml.HTMLEntity
	seen := map[string]bool{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		require.NoError(t, err)
		if start, ok := token.(xml.StartElement); ok {
			for _, a := range start.Attr {
				if a.Name.Local == "id" {
					require.False(t, seen[a.Value], "the id %s stands twice", a.Value)
					seen[a.Value] = true
				}
			}
		}
	}
}

// inline is the element around a date.
var inline = regexp.MustCompile(`</?time[^>]*>`)

// text is what a page says, without its elements.
func text(page string) string {
	page = regexp.MustCompile(`(?s)<style>.*</style>`).ReplaceAllString(page, "")
	page = inline.ReplaceAllString(strings.ReplaceAll(page, "\u00ad", ""), "")
	page = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Join(strings.Fields(page), " ")
}

// What a page says, in the order in which it is read.
func TestWrite(t *testing.T) {
	for _, row := range []struct {
		name, rule, trigger string
		lang                deadline.Language
		want                []string
		why                 string
	}{
		{"final", "face.reached", "2025-06-03", deadline.English,
			[]string{"Due 2025-07-15 Tuesday", "until 24:00 Beijing time", "Safe by 2025-07-14 Monday: the day of the event may count as day 1", "Applies to", "Status in force", "What is open", "can move the date No provision on these filings says", "Legal basis 《人脸识别技术应用安全管理办法》第十五条第一款", "June 2025", "3 start", "July 2025", "15 DUE 30", "day by day", "Notices used 国办发明电〔2024〕12号", holidays.China().ID()},
			"due date first, then safe-by, what is open, basis, months, table, notices, calendar"},
		{"Chinese", "face.reached", "2025-09-12", deadline.Chinese,
			[]string{"截止日 2025-10-30 周四", "北京时间24时止", "稳妥日 2025-10-29 周三", "未决事项", "法律依据", "2025年9月", "28 班", "2025年10月", "1 休", "30 截止 30", "逐日计数", "2025-09-28 周日"},
			"the National Day break with its make-up Sunday"},
		{"provisional", "face.reached", "2026-12-01", deadline.English,
			[]string{"Due 2027-01-", "PROVISIONAL", "The notice for 2027 is not loaded", "Safe by 20", "~25", "estimated"},
			"the notice for 2027 is not out: marked beside the date, above it and on each day"},
		{"draft", "face.draft2023", "2025-06-03", deadline.English, []string{"Due 2025-07-15 Tuesday DRAFT RULE", "It was never in force."}, "a draft never looks like law"},
		{"ended", "app.stock", "2023-08-01", deadline.English, []string{"Due 2024-03-31 Sunday ENDED RULE", "Status no longer applied", "fixed by announcement; nothing is counted"}, "a date of an announcement"},
		{"announced", "face.reached", "2025-05-03", deadline.Chinese, []string{"截止日 2025-07-14 周一", "期限由公告确定，不作计算"}, "nothing is counted, and there is no table"},
		{"counted back", "export.reapply", "2026-11-02", deadline.English, []string{"Due 2026-08-", "Reference 2026-11-02", "at least 60 working days before", "August 2026", "November 2026", "2 start"}, "from the event back"},
		{"window", "export.extend", "2026-11-02", deadline.English, []string{"Due 2026-11-02 Monday", "Opens 2026-08-", "opens"}, "the day it opens is said and drawn"},
		{"years", "export.validity", "2024-05-31", deadline.English, []string{"Due 2027-05-31", "May 2024", "May 2025", "May 2027", "left out"}, "only the months in which something happens"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			page := drawn(t, ask(t, row.rule, row.trigger, row.lang))
			said := text(page)
			rest := said[strings.Index(said, row.want[0]):]
			for _, want := range row.want {
				at := strings.Index(rest, want)
				require.GreaterOrEqual(t, at, 0, "%q, in order, in %s", want, said)
				rest = rest[at:]
			}
			assert.Contains(t, page, `<html lang="`+Tag(row.lang)+`">`)
		})
	}
}

// The days of the calendar are those of the library: kinds, numbers and festivals agree with Steps on every counted day.
func TestMonthsAgreeWithSteps(t *testing.T) {
	for _, rule := range deadline.Rules() {
		for _, trigger := range []string{"2023-12-20", "2025-09-12", "2026-04-20", "2026-12-01"} {
			result, err := deadline.Compute(rule, holidays.MustParseDate(trigger), holidays.China())
			if result.Due.IsZero() {
				continue // not in force that day
			}
			assert.Equal(t, err, result.Err())
			d := newDue(Answer{Result: result, Calendar: holidays.China(), Lang: deadline.Chinese}, holidays.China())
			cells := map[string]cell{}
			for _, m := range d.Months {
				for _, week := range m.Weeks {
					for _, x := range week {
						cells[x.ISO] = x
					}
				}
			}
			for step := range result.Steps(holidays.China()) {
				if x, ok := cells[step.Day.Date.String()]; ok || step.N > 0 {
					assert.Equal(t, step.N, x.N, "%s %s %v", rule.ID, trigger, step.Day.Date)
					assert.Equal(t, step.Day.Name, x.Festival.Name)
					assert.Equal(t, !step.Day.Settled, x.Estimated)
				}
			}
			assert.Contains(t, cells[result.Due.String()].Class, " due", "%s %s", rule.ID, trigger)
			assert.Contains(t, cells[result.SafeBy.String()].Class, " safe", "%s %s", rule.ID, trigger)
		}
	}
}

func TestWriteYear(t *testing.T) {
	var out strings.Builder
	require.NoError(t, WriteYear(&out, Year{Year: 2025, Calendar: holidays.China()}))
	wellFormed(t, out.String())
	assert.Contains(t, text(out.String()), "248 working days, 5 of them make-up days", "2025 had 248")
	assert.NotContains(t, out.String(), `id="provisional"`)

	out.Reset()
	require.NoError(t, WriteYear(&out, Year{Year: 2027, Calendar: holidays.China(), Lang: deadline.Chinese}))
	wellFormed(t, out.String())
	assert.Contains(t, text(out.String()), "暂定 自2027-01-01起的日期为估计")
	assert.ErrorIs(t, WriteYear(&out, Year{Year: 2003, Calendar: holidays.China()}), holidays.ErrOutOfRange)
	assert.ErrorIs(t, WriteYear(&out, Year{}), holidays.ErrOutOfRange)
}

// What cannot be drawn leaves the writer untouched.
func TestRefused(t *testing.T) {
	good := ask(t, "face.reached", "2025-06-03", deadline.English)
	for name, spoil := range map[string]func(*Answer){
		"nothing":           func(a *Answer) { *a = Answer{} },
		"no calendar":       func(a *Answer) { a.Calendar = nil },
		"another calendar":  func(a *Answer) { a.Calendar = holidays.China().AsOf(holidays.MustParseDate("2025-01-01")) },
		"no such language":  func(a *Answer) { a.Lang = 7 },
		"an emptied result": func(a *Answer) { a.Result.Due = holidays.Date{} },
	} {
		var out bytes.Buffer
		a := good
		spoil(&a)
		assert.ErrorIs(t, Write(&out, a), deadline.ErrInvalid, name)
		assert.Zero(t, out.Len(), name)
	}
	assert.ErrorIs(t, Write(full{}, good), io.ErrShortWrite)
	good.Today = holidays.MustParseDate("9999-12-31")
	assert.ErrorIs(t, Write(io.Discard, good), holidays.ErrOutOfRange)
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// A page by itself fetches nothing: no address in it but those that a reader follows, and a policy that says so.
func TestSelfContained(t *testing.T) {
	page := drawn(t, ask(t, "face.reached", "2025-06-03", deadline.English))
	assert.NotContains(t, page, "src=")
	assert.NotContains(t, page, "<script")
	assert.NotContains(t, page, "url(")
	assert.NotContains(t, page, "@import")
	assert.NotRegexp(t, `<link\b`, page)
	assert.NotContains(t, page, "ZgotmplZ")
	assert.Contains(t, page, `default-src &#39;none&#39;; style-src &#39;sha256-`)
	assert.Contains(t, page, "<style>"+Stylesheet()+"</style>", "the hash is that of the style as it stands")
	assert.NotRegexp(t, ` style=`, page)
}

// With a Site the page has the service's addresses and neither style nor policy of its own.
func TestSite(t *testing.T) {
	a := ask(t, "face.reached", "2025-06-03", deadline.English)
	a.Today = holidays.MustParseDate("2025-07-01")
	a.Site = Site{
		Stylesheet: "/page.css", Script: "/print.js", Icon: "/icon.svg", Home: "/",
		Menu:    []Link{{"中文", "/?lang=zh", "zh-CN"}},
		Buttons: []Link{{"Calendar file", "/v1/due.ics?rule=face.reached", ""}},
		Form:    &Form{Action: "/", Rules: deadline.Rules(), Rule: "face.reached", Trigger: "2025-06-03"},
	}
	page := drawn(t, a)
	for _, want := range []string{
		`<link rel="stylesheet" href="/page.css">`, `<script src="/print.js" defer></script>`, `hreflang="zh-CN"`,
		` selected>facial recognition filing: stored facial information reaches 100,000 persons (face.reached)</option>`, `id="copy" hidden`, `id="find-field" hidden`, `value="2025-06-03"`, `id="print" hidden`, "Today", "2025-07-01 Tuesday: open; working days left: 9 to the safe-by date, 10 to the due date",
	} {
		assert.Contains(t, inline.ReplaceAllString(page, ""), want)
	}
	assert.NotContains(t, page, "<style>")
	assert.NotContains(t, page, "http-equiv")

	var out strings.Builder
	require.NoError(t, WriteStart(&out, Start{Problem: "no <such> day", Site: a.Site, Lang: deadline.Chinese}))
	wellFormed(t, out.String())
	assert.Contains(t, out.String(), "no &lt;such&gt; day")
	assert.ErrorIs(t, WriteStart(&out, Start{Lang: 9}), deadline.ErrInvalid)
}

// A standing that hangs on estimated days says so, and one that is late does not count days left.
func TestToday(t *testing.T) {
	a := ask(t, "face.reached", "2026-12-01", deadline.Chinese)
	a.Today = holidays.MustParseDate("2026-12-10")
	assert.Regexp(t, `2026-12-10 周四：可以办理；距稳妥日\d+个工作日，距截止日\d+个工作日 \(暂定\)`, text(drawn(t, a)))
	a = ask(t, "face.reached", "2025-06-03", deadline.English)
	a.Today = holidays.MustParseDate("2025-08-01")
	assert.Contains(t, text(drawn(t, a)), "2025-08-01 Friday: overdue ")
	a = ask(t, "export.reapply", "2026-05-07", deadline.English)
	a.Today = a.Result.SafeBy.AddDays(1)
	assert.Contains(t, text(drawn(t, a)), ": past the safe-by date; working days left:")
}

// Every answer carries the disclaimer once, and nothing that is not final is called so.
func TestDisclaimer(t *testing.T) {
	for _, lang := range []deadline.Language{deadline.English, deadline.Chinese} {
		for _, a := range []Answer{
			ask(t, "face.reached", "2025-06-03", lang), ask(t, "face.reached", "2026-12-01", lang), ask(t, "face.draft2023", "2025-06-03", lang),
		} {
			said := text(drawn(t, a))
			assert.Equal(t, 1, strings.Count(said, deadline.Disclaimer(lang)))
			for _, word := range []string{"final", "最终", "on record", "unsettled", "not known", "certain"} {
				assert.NotContains(t, said, word)
			}
		}
	}
}

// Every festival of the notices has an English name on an English page, and its own on a Chinese one.
func TestFestivals(t *testing.T) {
	c := holidays.China()
	first, last := c.Range()
	for day := range c.Days(first, last) {
		if day.Name == "" {
			continue
		}
		english := newFestival(deadline.English, day.Name)
		assert.NotRegexp(t, `\p{Han}`, english.Name)
		assert.Empty(t, english.Lang)
		assert.Equal(t, festival{Name: day.Name}, newFestival(deadline.Chinese, day.Name))
	}
	assert.Equal(t, festival{"广西三月三", "zh-CN"}, newFestival(deadline.English, "广西三月三"), "a layer's own")
}

// Each rule stands in one group, by what it says of itself.
func TestGroups(t *testing.T) {
	seen := map[string]string{}
	for _, g := range groups(deadline.English, deadline.Rules()) {
		for _, r := range g.Rules {
			assert.Empty(t, seen[r.ID], "twice")
			seen[r.ID] = g.Name
			for _, word := range []string{r.ID, strings.ToLower(r.Title.EN), r.Event.ZH} {
				assert.Contains(t, r.Words, word)
			}
		}
	}
	assert.Len(t, seen, len(deadline.Rules()))
	for id, want := range map[string]string{
		"face.reached": "A number of persons is reached", "face.terminated": "Something ends", "car.yearly": "A year or a quarter ends",
		"face.draft2023": "Drafts, and rules no longer applied", "app.stock": "Drafts, and rules no longer applied",
	} {
		assert.Equal(t, want, seen[id], id)
	}
	field, err := RuleField(Form{Rules: deadline.Rules(), Rule: "car.yearly"}, deadline.Chinese)
	require.NoError(t, err)
	assert.Equal(t, len(deadline.Rules()), strings.Count(string(field), "<option"))
	assert.Regexp(t, `<option value="car.yearly" [^>]* selected>`, field)
	assert.Equal(t, "Other events", groups(deadline.English, []deadline.Rule{{ID: "own.rule"}})[0].Name)
}

// A text is cut at whole dates only, and nothing of it is lost.
func TestDated(t *testing.T) {
	for text, want := range map[string][]piece{
		"":                         nil,
		"no day":                   {{"", "no day"}},
		"2025-06-03":               {{"2025-06-03", ""}},
		"自2025-06-03起至2025-07-15止": {{"", "自"}, {"2025-06-03", ""}, {"", "起至"}, {"2025-07-15", ""}, {"", "止"}},
		"2025-02-30":               {{"2025-02-30", ""}},
		"12025-06-03":              {{"", "12025-06-03"}},
		"2025-06-031":              {{"", "2025-06-031"}},
	} {
		assert.Equal(t, want, dated(text), text)
	}
}

// The due date is what a page says first, before the form and everything else.
func TestDayFirst(t *testing.T) {
	for lang, want := range []string{"Due 2025-07-15 Tuesday ", "截止日 2025-07-15 周二 "} {
		a := ask(t, "face.reached", "2025-06-03", deadline.Language(lang))
		a.Site.Form = &Form{Action: "/", Rules: deadline.Rules()}
		_, main, _ := strings.Cut(drawn(t, a), "<main")
		assert.True(t, strings.HasPrefix(text("<main"+main), want), main[:300])
	}
}

// What is known as of a day says so, and a later notice was “not published by that day”; one that is nowhere is “not loaded”.
func TestAsOf(t *testing.T) {
	day := holidays.MustParseDate("2025-11-03")
	old := holidays.China().AsOf(day)
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2025-12-01"), old)
	require.ErrorIs(t, err, holidays.ErrProvisional)
	said := text(drawn(t, Answer{Result: result, Calendar: holidays.China(), AsOf: day}))
	assert.Contains(t, said, "As of 2025-11-03: only notices issued by that day are used.")
	assert.Equal(t, 2, strings.Count(said, "The notice for 2026 was not published by that day, 2025-11-03."), "above and among the open questions")
	assert.NotContains(t, said, "not loaded")
	said = text(drawn(t, Answer{Result: result, Calendar: old}))
	assert.Contains(t, said, "The notice for 2026 is not loaded.")
	assert.NotContains(t, said, "As of")
	assert.ErrorIs(t, Write(io.Discard, Answer{Result: result, Calendar: holidays.China()}), deadline.ErrInvalid, "another calendar")

	var out strings.Builder
	require.NoError(t, WriteYear(&out, Year{Year: 2026, Calendar: holidays.China(), AsOf: day}))
	assert.Contains(t, text(out.String()), "2026-01-01 on are estimated: the notice for 2026 was not published by that day, 2025-11-03.")
	out.Reset()
	require.NoError(t, WriteYear(&out, Year{Year: 2024, Calendar: holidays.China(), AsOf: day, Lang: deadline.Chinese}))
	assert.Contains(t, text(out.String()), "截至2025-11-03：仅用此日及以前发布的通知。")
}

// The start page tells of provisional counts as soon as a count of 30 that begins today is one.
func TestSeason(t *testing.T) {
	for day, want := range map[string]bool{"2026-11-12": false, "2026-11-13": true, "2036-12-01": false} {
		var out strings.Builder
		require.NoError(t, WriteStart(&out, Start{Calendar: holidays.China(), Today: holidays.MustParseDate(day)}))
		wellFormed(t, out.String())
		assert.Equal(t, want, strings.Contains(text(out.String()), "are provisional until the notice for 2027 is loaded: they count days after 2026-12-24"), day)
	}
}

// A page with a body of its own has the frame of the others.
func TestWriteFrame(t *testing.T) {
	var out strings.Builder
	require.NoError(t, WriteFrame(&out, Frame{Title: "A & B", Body: "<h1>own</h1>", Lang: deadline.Chinese, Site: Site{Home: "/"}}))
	wellFormed(t, out.String())
	assert.Contains(t, out.String(), "<title>A &amp; B</title>")
	assert.Contains(t, out.String(), "<h1>own</h1>")
	assert.Equal(t, 1, strings.Count(out.String(), deadline.Disclaimer(deadline.Chinese)))
	assert.ErrorIs(t, WriteFrame(&out, Frame{Lang: 9}), deadline.ErrInvalid)
}

// Every word that the layout and the code ask for is there in both languages, and none is there for nothing.
func TestWords(t *testing.T) {
	asked := map[string]bool{}
	files, err := filepath.Glob("*.[gh]*") // Go and HTML
	require.NoError(t, err)
	var all strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || file == "words.go" {
			continue
		}
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		all.Write(source)
		for _, m := range regexp.MustCompile(`(?:Say "|say\([a-zA-Z.]+, "|add\(")([^"]+)"`).FindAllStringSubmatch(string(source), -1) {
			asked[m[1]] = true
		}
	}
	for key := range asked {
		if key != "state " && key != "status " {
			assert.Contains(t, words, key)
		}
	}
	for key, word := range words {
		assert.NotEmpty(t, word.EN, key)
		assert.NotEmpty(t, word.ZH, key)
		assert.Equal(t, strings.Count(word.EN, "%"), strings.Count(word.ZH, "%"), key)
		asKind := key == "workday" || key == "weekend" || key == "unknown" || strings.HasPrefix(key, "state ") || strings.HasPrefix(key, "status ")
		assert.True(t, asKind || strings.Contains(all.String(), `"`+key+`"`), "%q is never said", key)
	}
}

// Text and ground differ enough to be read, by the ratio of WCAG 2: 4.5 for text.
func TestContrast(t *testing.T) {
	light, dark := palette(t, 0), palette(t, 1)
	for name, colors := range map[string]map[string]float64{"light": light, "dark": dark} {
		for _, pair := range [][2]string{
			{"ink", "paper"}, {"ink", "cell"}, {"faint", "paper"}, {"faint", "page"}, {"faint", "cell"}, {"link", "paper"},
			{"off", "off-paper"}, {"off", "cell"}, {"makeup", "makeup-paper"}, {"on-seal", "seal"}, {"safe", "safe-paper"},
			{"safe", "paper"}, {"warn", "warn-paper"}, {"faint", "weekend"}, {"ink", "weekend"},
		} {
			a, b := colors[pair[0]], colors[pair[1]]
			ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05)
			assert.GreaterOrEqual(t, ratio, 4.5, "%s: %s on %s", name, pair[0], pair[1])
		}
	}
}

// palette returns the luminance of the colours of the n-th palette in the stylesheet.
func palette(t *testing.T, n int) map[string]float64 {
	block := strings.SplitN(Stylesheet(), ":root {", 3)[n+1]
	block, _, _ = strings.Cut(block, "}")
	colors := map[string]float64{}
	for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{3,6});`).FindAllStringSubmatch(block, -1) {
		hex := m[2]
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		var r, g, b int
		_, err := fmt.Sscanf(hex, "%02x%02x%02x", &r, &g, &b)
		require.NoError(t, err)
		colors[m[1]] = 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
	}
	require.Greater(t, len(colors), 12)
	return colors
}

// linear is the light of a channel of sRGB.
func linear(channel int) float64 {
	c := float64(channel) / 255
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}
