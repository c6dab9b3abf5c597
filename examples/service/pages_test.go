package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// On the page, too, what is wrong is said, in its language, with the status of the problem and with what was typed kept in
// the form.
func TestPageProblems(t *testing.T) {
	h := newTest(t).handler()
	for _, row := range []struct {
		name, target string
		status       int
		en, zh       string
	}{
		{"no such day", "/?rule=face.reached&trigger=2025-02-30", 400, "&#34;: there is no such day", "事件发生之日：没有 "},
		{"before the rule", "/?rule=face.changed&trigger=2025-05-31", 422, "not in force", "自2025-06-01起施行"},
		{"an ended rule", "/?rule=app.stock&trigger=2025-05-31", 422, "not in force", "规则 app.stock 不适用于2025-05-31发生的事件"},
		{"no day", "/?rule=face.reached", 400, "Day of the event", "事件发生之日"},
		{"no rule", "/?trigger=2025-06-03", 400, "Choose a rule.", "请选择规则。"},
		{"a hostile rule", "/?rule=%3Cscript%3Ealert(1)%3C/script%3E", 400, "&lt;script&gt;", "没有这条规则"},
		{"a hostile day", "/?rule=face.reached&trigger=%22%3E%3Cimg+src=x%3E", 400, "want YYYY-MM-DD", "日期写法有误"},
		{"twice", "/?rule=face.reached&trigger=2025-06-03&trigger=2025-06-04", 400, "trigger stands 2 times", "“trigger”重复"},
		{"no end of a year", "/?rule=car.yearly&trigger=2025-06-03", 422, "does not end a year", "年度终了：请填写12月31日"},
		{"before the calendar", "/calendar/2003", 422, "from 2004-01-01", "日历自2004-01-01起"},
		{"no year", "/calendar/<b>", 400, "four digits", "四位数字"},
		{"as of no day", "/calendar/2026?as_of=x", 400, "Use only notices issued by", "仅用此日及以前发布的通知"},
		{"beyond the calendar", "/?rule=face.reached&trigger=2025-06-03&today=9999-01-01", 422, "2036-12-31", "至2036-12-31止"},
		{"a file of no answer", "/evidence.txt?rule=face.reached", 400, "Day of the event", "事件发生之日"},
	} {
		for lang, want := range map[string]string{"en": row.en, "zh": row.zh} {
			target := row.target + "?lang=" + lang
			if strings.Contains(row.target, "?") {
				target = row.target + "&lang=" + lang
			}
			w := call(h, "GET", target, "")
			said := strings.NewReplacer("</time>", "", "“trigger”", "“trigger”").Replace(w.Body.String())
			said = datetime.ReplaceAllString(said, "")
			assert.Equal(t, row.status, w.Code, "%s %s", row.name, target)
			assert.Contains(t, said, want, "%s %s", row.name, target)
			assert.Contains(t, said, `role="alert"`, target)
			assert.Contains(t, said, `lang="`+map[string]string{"en": "en", "zh": "zh-CN"}[lang]+`"`)
			assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
			assert.Equal(t, 1, strings.Count(said, "<script"), "the page's own")
			assert.NotContains(t, said, "<img")
		}
	}
	assert.Equal(t, 400, call(h, "GET", "/?lang=%22%3E%3Cscript%3E", "").Code)
	assert.Contains(t, call(h, "GET", "/?lang=xx", "", "Accept-Language: zh").Body.String(), "语言为 en 或 zh")
}

// What those who send links add to an address is left alone on pages, and refused where it could be a misspelt parameter.
func TestUnknownParameters(t *testing.T) {
	h := newTest(t).handler()
	for _, added := range []string{"from=singlemessage", "utm_source=x&utm_source=y", "q=" + strings.Repeat("x", 500), "x=%zz"} {
		for _, target := range []string{"/?", "/?rule=face.reached&trigger=2025-06-03&", "/calendar/2026?", "/evidence.txt?rule=face.reached&trigger=2025-06-03&"} {
			w := call(h, "GET", target+added, "")
			assert.Equal(t, 200, w.Code, target+added)
			assert.NotContains(t, w.Body.String(), "utm_", "nor are they carried on")
		}
		assert.Equal(t, 400, call(h, "GET", "/v1/due?rule=face.reached&trigger=2025-06-03&"+added, "").Code, added)
	}
}

func TestPage(t *testing.T) {
	h := newTest(t).handler()
	w := call(h, "GET", "/?rule=face.reached&trigger=2026-09-01&today=&as_of=&lang=en", "")
	require.Equal(t, 200, w.Code)
	for _, want := range []string{
		"Due", "2026-10-19", `<time datetime="2026-11-21">2026-11-21</time> Saturday: overdue`, `href="/v1/due.ics?lang=en&amp;rule=face.reached&amp;trigger=2026-09-01"`,
		`href="/?lang=zh&amp;rule=face.reached&amp;trigger=2026-09-01"`, `href="/v1/due?rule=face.reached&amp;trigger=2026-09-01"`, `/calendar/2026?lang=en`,
	} {
		assert.Contains(t, w.Body.String(), want)
	}
	assert.NotContains(t, w.Body.String(), " style=")
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "X-Request-Id", "Referrer-Policy"} {
		assert.NotEmpty(t, w.Header().Get(name), name)
	}
	assert.NotContains(t, w.Header().Get("Content-Security-Policy"), "unsafe")

	w = call(h, "GET", "/calendar/2025?lang=zh", "")
	assert.Contains(t, w.Body.String(), "2025年工作日历")
	assert.Equal(t, "no-cache", w.Header().Get("Cache-Control"))
	w = call(h, "HEAD", "/calendar/2025", "")
	assert.Equal(t, 200, w.Code)
}

// A browser's own language comes first, by the weights of RFC 9110, 12.5.4; the language asked for comes before it.
func TestPageLanguage(t *testing.T) {
	h := newTest(t).handler()
	for accept, zh := range map[string]bool{
		"": false, "zh-CN,zh;q=0.9,en;q=0.8": true, "zh": true, "ZH-Hant-TW": true, "en-US,en;q=0.9,zh;q=0.8": false, "fr, zh;q=0.5": true,
		"en;q=0.2, zh;q=0.7": true, "de": false, "zh;q=0": false, "za": false, "zh;q=x": false, "*": false,
	} {
		w := call(h, "GET", "/", "", "Accept-Language: "+accept)
		assert.Equal(t, zh, strings.Contains(w.Body.String(), "应当在何时之前备案"), accept)
		assert.Equal(t, "Accept-Language", w.Header().Get("Vary"))
		w = call(h, "GET", "/?lang=en", "", "Accept-Language: "+accept)
		assert.Contains(t, w.Body.String(), "By when must we have filed?")
		assert.NotContains(t, w.Header().Values("Vary"), "Accept-Language")
	}
}

// The start page says until when a count that begins today is provisional, once that is so.
func TestSeason(t *testing.T) {
	s := newTest(t)
	h := s.handler()
	for day, want := range map[string]bool{"2026-11-12": false, "2026-11-13": true, "2026-11-21": true, "2025-11-13": false} {
		s.today = func() holidays.Date { return holidays.MustParseDate(day) }
		result, err := deadline.Compute(deadline.FaceReached(), s.today(), holidays.China())
		require.False(t, result.Due.IsZero())
		assert.Equal(t, want, err != nil, "the library agrees")
		w := call(h, "GET", "/?lang=en", "")
		assert.Equal(t, want, strings.Contains(w.Body.String(), "are provisional until the notice for 2027 is loaded"), day)
		assert.Equal(t, want, strings.Contains(call(h, "GET", "/?lang=zh", "").Body.String(), "载入2027年的放假通知后重新计算"), day)
		assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	}
}

// An answer as of a day says so, and that what it lacked was not published by that day; what is not there at all is not loaded.
func TestPageAsOf(t *testing.T) {
	h := newTest(t).handler()
	get := func(target string) string {
		return datetime.ReplaceAllString(strings.ReplaceAll(call(h, "GET", target, "").Body.String(), "</time>", ""), "")
	}
	page := get("/?rule=face.reached&trigger=2025-12-01&as_of=2025-11-03&lang=en")
	assert.Contains(t, page, "As of 2025-11-03: only notices issued by that day are used.")
	assert.Contains(t, page, "The notice for 2026 was not published by that day, 2025-11-03.")
	assert.NotContains(t, page, "not loaded")
	assert.Contains(t, get("/?rule=face.reached&trigger=2025-12-01&as_of=2025-11-03&lang=zh"), "截至该日（2025-11-03）尚未发布")
	assert.Contains(t, get("/?rule=face.reached&trigger=2025-06-03&as_of=2025-07-01&lang=en"), "As of 2025-07-01")
	page = get("/?rule=face.reached&trigger=2026-12-01&as_of=2026-11-20&lang=en")
	assert.Contains(t, page, "The notice for 2027 is not loaded.", "whether it was published nobody here knows")
	assert.Contains(t, get("/calendar/2026?as_of=2025-11-03&lang=en"), "the notice for 2026 was not published by that day, 2025-11-03")
	assert.Contains(t, get("/evidence.txt?rule=face.reached&trigger=2025-12-01&as_of=2025-11-03&lang=en"), "As of 2025-11-03")
}

// The files of evidence are the library's own: the explanation, the result that reads back equal, the days and the notices.
func TestEvidence(t *testing.T) {
	h := newTest(t).handler()
	for _, row := range []struct{ rule, trigger, asOf string }{
		{"face.reached", "2025-09-12", ""}, {"face.reached", "2026-12-01", ""}, {"face.reached", "2025-12-01", "2025-11-03"},
		{"face.draft2023", "2025-06-03", ""}, {"export.validity", "2024-05-31", ""}, {"face.reached", "2025-05-03", ""},
	} {
		c := holidays.China()
		if row.asOf != "" {
			c = c.AsOf(holidays.MustParseDate(row.asOf))
		}
		rule, err := deadline.Lookup(row.rule)
		require.NoError(t, err)
		want, _ := deadline.Compute(rule, holidays.MustParseDate(row.trigger), c)
		query := "?rule=" + row.rule + "&trigger=" + row.trigger + "&as_of=" + row.asOf
		for lang := range deadline.Language(2) {
			var text strings.Builder
			require.NoError(t, want.Explain(&text, c, lang))
			w := call(h, "GET", "/evidence.txt"+query+"&lang="+lang.String(), "")
			require.Equal(t, 200, w.Code)
			assert.True(t, strings.HasSuffix(w.Body.String(), text.String()), "%s %v", query, lang)
			assert.Equal(t, `attachment; filename="`+row.rule+"-"+row.trigger+`.txt"`, w.Header().Get("Content-Disposition"))
			assert.Equal(t, !want.Final(), w.Header().Get("Cache-Control") == "no-store")
		}
		w := call(h, "GET", "/evidence.json"+query, "")
		require.Equal(t, 200, w.Code)
		var got evidence
		require.NoError(t, json.Unmarshal(w.Body.Bytes(), &got))
		assert.Equal(t, want, got.Answer)
		assert.Equal(t, c.ID(), got.Calendar)
		assert.Equal(t, row.asOf, got.AsOf.String())
		assert.Equal(t, len(want.NoticesUsed(c)), len(got.Notices))
		n := 0
		for step := range want.Steps(c) {
			assert.Equal(t, evidenceStep{step.Day, step.N}, got.Steps[n])
			n++
		}
		assert.Len(t, got.Steps, n)
		w = call(h, "GET", "/evidence.html"+query+"&lang=en", "")
		assert.Contains(t, w.Body.String(), `id="due-date" datetime="`+want.Due.String()+`"`)
		assert.NotContains(t, w.Body.String(), `href="/`, "it stands by itself")
	}
}

// No page shows another answer than the library's: due date, safe-by date and marks, for every rule.
func TestPagesAgree(t *testing.T) {
	h := newTest(t).handler()
	for _, rule := range deadline.Rules() {
		for _, trigger := range []string{"2023-08-01", "2025-12-31", "2025-05-31", "2026-11-30"} {
			want, err := deadline.Compute(rule, holidays.MustParseDate(trigger), holidays.China())
			w := call(h, "GET", "/?lang=en&rule="+rule.ID+"&trigger="+trigger, "")
			said := w.Body.String()
			if want.Due.IsZero() {
				assert.Equal(t, 422, w.Code, "%s %s", rule.ID, trigger)
				assert.NotContains(t, said, `id="due-date"`)
				continue
			}
			assert.Equal(t, http.StatusOK, w.Code)
			assert.Contains(t, said, `id="due-date" datetime="`+want.Due.String()+`">`+want.Due.String()+`<`)
			assert.Contains(t, said, `<dt>Safe by</dt><dd><time datetime="`+want.SafeBy.String())
			assert.Equal(t, !want.EstimatedFrom.IsZero(), strings.Contains(said, `id="provisional"`), "%s %s", rule.ID, trigger)
			assert.Equal(t, rule.Status == deadline.Draft, strings.Contains(said, ">DRAFT RULE</strong></h1>"), "%s %s", rule.ID, trigger)
			assert.Equal(t, 1, strings.Count(said, deadline.Disclaimer(deadline.English)))
			if err != nil {
				assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
			}
		}
	}
}

// Plain arithmetic is the library's, and says when it is provisional.
func TestCountPage(t *testing.T) {
	s := newTest(t)
	h := s.handler()
	c := holidays.China()
	for _, day := range []string{"2025-09-28", "2026-02-14", "2026-11-20", "2026-12-24", "2030-01-01"} {
		d := holidays.MustParseDate(day)
		for _, n := range []int{-30, -1, 0, 1, 5, 30} {
			want, err := c.Add(d, n)
			said := call(h, "GET", fmt.Sprintf("/count?lang=en&date=%s&n=%d", day, n), "").Body.String()
			assert.Contains(t, plainText(said), fmt.Sprintf("%s and %d working days: %v %s", day, n, want, deadline.English.Weekday(want.Weekday())), "%s %d", day, n)
			assert.Equal(t, err != nil, strings.Contains(said, `id="provisional"`), "%s %d", day, n)
			assert.Equal(t, err != nil, strings.Contains(said, "PROVISIONAL"), "%s %d", day, n)

			counted, err := c.Count(d, want)
			said = call(h, "GET", fmt.Sprintf("/count?lang=zh&after=%s&through=%v", day, want), "").Body.String()
			assert.Contains(t, said, fmt.Sprintf(`id="counted">%d<`, counted), "%s %d", day, n)
			assert.Contains(t, plainText(said), fmt.Sprintf("工作日计算 %s之后至%v（含）共 %d 个工作日", day, want, counted))
			assert.Equal(t, err != nil, strings.Contains(said, `id="provisional"`), "%s %d", day, n)
		}
	}
	for target, want := range map[string]string{
		"/count?lang=zh&date=x&n=1": "日期：日期写法有误（“x”）", "/count?lang=en&date=2026-01-01&n=x": "Fill in a whole number", "/count?lang=en&date=2003-01-01&n=5": "from 2004-01-01",
		"/count?lang=zh&after=2026-01-01": "至：请填写日期",
	} {
		w := call(h, "GET", target, "")
		assert.GreaterOrEqual(t, w.Code, 400, target)
		assert.Contains(t, plainText(w.Body.String()), want, target)
	}
	assert.Equal(t, 200, call(h, "GET", "/count?from=singlemessage&utm_source=x", "").Code)
}

// datetime is the element around a date, without which a test reads what a page says.
var datetime = regexp.MustCompile(`<time[^>]*>`)

// plainText is what a page says, dates in one piece and without its elements.
func plainText(page string) string {
	page = strings.ReplaceAll(datetime.ReplaceAllString(page, ""), "</time>", "")
	return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")), " ")
}
