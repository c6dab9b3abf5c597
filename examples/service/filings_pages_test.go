package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// see asks for a page as somebody with a token.
func see(s *service, target string) *httptest.ResponseRecorder {
	return call(s.handler(), "GET", target, "", "Authorization: "+basic)
}

// send sends a form: names and values.
func send(s *service, target string, form ...string) *httptest.ResponseRecorder {
	values := url.Values{}
	for i := 0; i < len(form); i += 2 {
		values.Set(form[i], form[i+1])
	}
	return call(s.handler(), "POST", target, values.Encode(), "Authorization: "+basic, "Content-Type: application/x-www-form-urlencoded")
}

// sendFile sends a form with a file.
func sendFile(t *testing.T, s *service, target string, data []byte) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile("file", "a file")
	require.NoError(t, err)
	file.Write(data)
	require.NoError(t, form.Close())
	return call(s.handler(), "POST", target, body.String(), "Authorization: "+basic, "Content-Type: "+form.FormDataContentType())
}

// carriedOn is what a preview carries on.
func carriedOn(t *testing.T, preview string) string {
	t.Helper()
	found := regexp.MustCompile(`name="content" value="([^"]*)"`).FindStringSubmatch(preview)
	require.NotNil(t, found, "the preview has nothing to store: %s", plainText(preview))
	return found[1]
}

// follow sees the page that a form leads to.
func (s *service) seeNext(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	require.Equal(t, http.StatusSeeOther, w.Code, plainText(w.Body.String()))
	next := see(s, w.Header().Get("Location"))
	require.Equal(t, 200, next.Code)
	return next.Body.String()
}

func filing(t *testing.T, s *service, id int64) register.Filing {
	t.Helper()
	f, err := s.record.register.Get(t.Context(), id)
	require.NoError(t, err)
	return f
}

func count(t *testing.T, s *service) int {
	t.Helper()
	n, err := s.record.register.Count(t.Context(), register.Query{})
	require.NoError(t, err)
	return n
}

// Whoever has no token is asked for one, in the language of the page, and neither sees nor changes anything.
func TestRegisterPagesWantAToken(t *testing.T) {
	s := filled(t)
	before, first := count(t, s), filing(t, s, 1)
	for _, method := range []string{"GET", "POST"} {
		for _, target := range []string{"/filings", "/filings/new", "/filings/import", "/filings/1", "/notices", "/notices?withdraw=1", "/runs/1"} {
			if method == "POST" && (target == "/filings/new" || target == "/runs/1") {
				continue
			}
			for _, authorization := range []string{"", "Authorization: Basic bGk6d3Jvbmc=", "Authorization: Bearer wrong", "Authorization: Basic !"} {
				w := call(s.handler(), method, target, "do=cancel&sure=1&revision=1", authorization, "Accept-Language: zh", "Content-Type: application/x-www-form-urlencoded")
				assert.Equal(t, 401, w.Code, "%s %s", method, target)
				assert.Equal(t, `Basic realm="cnworkday", charset="UTF-8"`, w.Header().Get("WWW-Authenticate"))
				assert.Contains(t, w.Body.String(), "请在密码栏填写令牌")
				assert.NotContains(t, w.Body.String(), "甲公司")
				assert.NotContains(t, w.Body.String(), "k1")
			}
		}
	}
	assert.Contains(t, call(s.handler(), "GET", "/filings?lang=en", "").Body.String(), "enter one as the password")
	w := call(s.handler(), "GET", "/filings.csv", "")
	assert.Equal(t, 401, w.Code)
	assert.Contains(t, w.Header().Get("WWW-Authenticate"), "Basic", "a browser that follows the link is asked, too")
	assert.Equal(t, before, count(t, s))
	assert.Equal(t, first, filing(t, s, 1))

	assert.Contains(t, call(s.handler(), "GET", "/?lang=en", "").Body.String(), `href="/filings?lang=en"`)
	answer := call(s.handler(), "GET", "/?lang=zh&rule=face.reached&trigger=2026-09-01", "").Body.String()
	assert.Contains(t, answer, `href="/filings/new?lang=zh&amp;rule=face.reached&amp;trigger=2026-09-01">加入台账<`)
	s.record.register = nil
	answer = call(s.handler(), "GET", "/?lang=zh&rule=face.reached&trigger=2026-09-01", "").Body.String()
	assert.NotContains(t, answer, "/filings", "nothing leads to a register that is not there")
	w = see(s, "/filings?lang=en")
	assert.Equal(t, 403, w.Code)
	assert.Contains(t, w.Body.String(), "without -token")
}

// A browser sends the password by itself. What another site's page makes it send does nothing.
func TestCrossSiteFormsAreRefused(t *testing.T) {
	s := filled(t)
	before, first, notices := count(t, s), filing(t, s, 1), s.record.calendar().ID()
	for _, header := range []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://elsewhere.example"} {
		for target, form := range map[string]string{
			"/filings?lang=zh": "entity=x&rule=face.reached&trigger=2026-09-01", "/filings/1?lang=zh": "do=cancel&sure=1&revision=1",
			"/filings/import?lang=zh": "do=store&content=a2V5LHJldmlzaW9u", "/notices?lang=zh": "do=store&text=" + url.QueryEscape(notice2027), "/notices?lang=zh&withdraw=1": "do=withdraw",
		} {
			w := call(s.handler(), "POST", target, form, "Authorization: "+basic, header, "Content-Type: application/x-www-form-urlencoded")
			assert.Equal(t, 403, w.Code, target)
			assert.Contains(t, w.Body.String(), "请求来自其他网站的页面", target)
		}
	}
	assert.Equal(t, before, count(t, s))
	assert.Equal(t, first, filing(t, s, 1))
	assert.Equal(t, notices, s.record.calendar().ID())
	_, err := s.record.register.CalendarOf([]string{"广西"})
	assert.NoError(t, err)
}

// A filing is entered, filed, reopened, changed and cancelled by forms; each leads to the page that shows what was done.
func TestFilingForms(t *testing.T) {
	s := newTest(t)
	page := see(s, "/filings/new?lang=en&rule=face.reached&trigger=2026-09-01").Body.String()
	assert.Contains(t, page, `<option value="face.reached"`)
	assert.Contains(t, page, `value="2026-09-01"`)
	made := regexp.MustCompile(`name="made" value="([^"]+)"`).FindStringSubmatch(page)
	require.NotNil(t, made)
	entry := []string{"made", made[1], "entity", " 甲公司 ", "rule", "face.reached", "trigger", "2026-11-02", "reference", "A-7", "layers", ""}
	w := send(s, "/filings?lang=en", entry...)
	assert.Equal(t, "/filings/1?done=1&lang=en", w.Header().Get("Location"))
	assert.Contains(t, plainText(s.seeNext(t, w)), "Stored: ")
	w = send(s, "/filings?lang=en", entry...)
	assert.Equal(t, "/filings/1?done=1&lang=en", w.Header().Get("Location"), "the same form sent twice is one filing")
	assert.Equal(t, 1, count(t, s))
	f := filing(t, s, 1)
	assert.Equal(t, "甲公司", f.Entity)
	assert.Equal(t, "2026-12-14", f.Answer.Due.String())

	for _, row := range []struct {
		name   string
		form   []string
		status string
		says   string // the page then
	}{
		{"file", []string{"do", "file", "filed_on", "2026-11-20", "receipt", "京网备1号"}, "filed", "li filed Status: open → filed Filed on: 2026-11-20 Receipt number: 京网备1号"},
		{"correct", []string{"do", "file", "filed_on", "2026-11-19", "receipt", "京网备2号"}, "filed", "li changed Filed on: 2026-11-20 → 2026-11-19 Receipt number: 京网备1号 → 京网备2号"},
		{"reopen", []string{"do", "reopen"}, "open", "li reopened Status: filed → open Filed on: 2026-11-19 → none"},
		{"change", []string{"do", "change", "entity", "乙公司", "rule", "face.changed", "trigger", "2026-11-03", "reference", "", "layers", ""}, "open", "li changed Entity: 甲公司 → 乙公司 Rule: face.reached → face.changed"},
		{"change nothing", []string{"do", "change", "entity", "乙公司", "rule", "face.changed", "trigger", "2026-11-03", "reference", "", "layers", ""}, "open", "Nothing was changed"},
		{"cancel", []string{"do", "cancel", "sure", "1"}, "cancelled", "li cancelled Status: open → cancelled"},
	} {
		revision := filing(t, s, 1).Revision
		next := s.seeNext(t, send(s, "/filings/1?lang=en", append(row.form, "revision", fmt.Sprint(revision))...))
		assert.Contains(t, plainText(next), row.says, row.name)
		assert.Equal(t, row.status, filing(t, s, 1).Status, row.name)
	}
	history, err := s.record.register.History(t.Context(), 1)
	require.NoError(t, err)
	assert.Len(t, history, 6)
	next := s.seeNext(t, send(s, "/filings/1?lang=en", "do", "cancel", "sure", "1", "revision", "5"))
	assert.Contains(t, plainText(next), "Stored: ", "a button that is pressed twice has done it")
	assert.Contains(t, plainText(see(s, "/filings/1?lang=zh").Body.String()), "li 作废 状态： 待办 → 已作废")
}

// What is wrong with a form is said on its page, in its language, with what was typed still in it. Nothing is changed.
func TestFilingFormProblems(t *testing.T) {
	s := filled(t)
	before, first := count(t, s), filing(t, s, 1)
	entry := func(name, value string) []string {
		return append([]string{"entity", "丙公司", "rule", "face.reached", "trigger", "2026-11-02", "reference", "", "layers", "", "key", "new"}, name, value)
	}
	for _, row := range []struct {
		name, target string
		form         []string
		status       int
		en, zh       string
		kept         string
	}{
		{"no entity", "/filings", entry("entity", ""), 422, "without entity", "单位：请填写单位名称", "2026-11-02"},
		{"an entity of two lines", "/filings", entry("entity", "a\nb"), 422, "one line of printable characters", "单位：请填写单位名称", "2026-11-02"},
		{"a long entity", "/filings", entry("entity", strings.Repeat("长", 201)), 422, "at most 200", "不超过200字", strings.Repeat("长", 201)},
		{"no such day", "/filings", entry("trigger", "2026-02-30"), 400, "there is no such day", "事件发生之日：没有 ", "丙公司"},
		{"another way to write a day", "/filings", entry("trigger", "46357"), 400, "want YYYY-MM-DD", "日期写法有误（“46357”）：请写成 2026-12-01", "丙公司"},
		{"no end of a quarter", "/filings", append(entry("trigger", "2026-11-02"), "rule", "car.yearly"), 422, "does not end a year", "年度终了：请填写12月31日", "丙公司"},
		{"no such rule", "/filings", entry("rule", "<script>"), 422, "&lt;script&gt;", "没有这条规则", "丙公司"},
		{"before the rule", "/filings", append(entry("trigger", "2025-05-31"), "rule", "face.changed"), 422, "not in force", "不适用于2025-05-31发生的事件：自", "丙公司"},
		{"an unknown layer", "/filings", entry("layers", "<b>"), 422, "no layer &#34;&lt;b&gt;&#34;", "没有这个区域日历", "&lt;b&gt;"},
		{"a key in use", "/filings", entry("key", "k1"), 409, "is that of filing 1", "编号 k1 已被使用（第1项）", "丙公司"},
		{"filed tomorrow", "/filings/1", []string{"do", "file", "filed_on", "2026-11-22", "revision", "1"}, 422, "still to come", "不得晚于北京时间的今日", "2026-11-22"},
		{"filed on no day", "/filings/1", []string{"do", "file", "filed_on", "", "receipt", "77", "revision", "1"}, 400, "Filed on: date &#34;&#34;: want YYYY-MM-DD", "办理日期：请填写日期", `value="77"`},
		{"not sure", "/filings/1", []string{"do", "cancel", "revision", "1"}, 422, "tick the box", "请先勾选确认", ""},
		{"no revision", "/filings/1", []string{"do", "cancel", "sure", "1"}, 400, "no revision", "表单无法读取", ""},
		{"nothing to do", "/filings/1", []string{"revision", "1"}, 400, "does not say what to do", "表单无法读取", ""},
		{"no such filing", "/filings/999", []string{"do", "reopen", "revision", "1"}, 404, "no filing 999", "没有这一项", ""},
		{"no number", "/filings/x", []string{"do", "reopen", "revision", "1"}, 404, "is no ID", "没有这一项", ""},
		{"too long", "/filings", entry("reference", strings.Repeat("x", formMost)), 413, "65536", "65536", ""},
	} {
		for lang, want := range map[string]string{"en": row.en, "zh": row.zh} {
			w := send(s, row.target+"?lang="+lang, row.form...)
			assert.Equal(t, row.status, w.Code, "%s %s", row.name, lang)
			said := w.Body.String()
			assert.Contains(t, said, `role="alert"`, row.name)
			assert.Contains(t, datetime.ReplaceAllString(strings.ReplaceAll(said, "</time>", ""), ""), want, "%s %s", row.name, lang)
			assert.Contains(t, said, row.kept, "%s: what was typed is kept", row.name)
			assert.Equal(t, 1, strings.Count(said, "<script"), "the page's own")
			assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
		}
	}
	for _, broken := range []string{"multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"} {
		w := call(s.handler(), "POST", "/filings/import?lang=en", "%zz", "Authorization: "+basic, "Content-Type: "+broken)
		assert.Less(t, w.Code, 500, broken)
		assert.Contains(t, w.Body.String(), `role="alert"`, broken)
	}
	assert.Equal(t, before, count(t, s))
	assert.Equal(t, first, filing(t, s, 1))
}

// A form that was shown before somebody else's change is refused, and the page says what changed since.
func TestStaleForm(t *testing.T) {
	s := filled(t)
	_, err := s.record.register.Edit(t.Context(), "wang", 1, 0, func(e *register.Entry) error {
		e.Reference = "B-8"
		return nil
	})
	require.NoError(t, err)
	w := send(s, "/filings/1?lang=en", "do", "file", "filed_on", "2026-11-20", "receipt", "77", "revision", "1")
	assert.Equal(t, 409, w.Code)
	said := plainText(w.Body.String())
	assert.Contains(t, said, "Somebody has changed the filing since the form was shown")
	assert.Contains(t, said, "wang changed Reference: 门禁系统 A-7 → B-8")
	assert.Contains(t, w.Body.String(), `value="77"`)
	assert.Contains(t, plainText(send(s, "/filings/1?lang=zh", "do", "cancel", "sure", "1", "revision", "1").Body.String()), "wang 修改 事项： 门禁系统 A-7 → B-8")
	assert.Equal(t, register.StatusOpen, filing(t, s, 1).Status)
	s.seeNext(t, send(s, "/filings/1?lang=en", "do", "file", "filed_on", "2026-11-20", "receipt", "77", "revision", "2"))
	assert.Equal(t, "77", filing(t, s, 1).Receipt)
}

// The list has every filing once, in order, whatever its pages, and says of each what the register says.
func TestFilingsPage(t *testing.T) {
	s := filled(t)
	all, err := s.record.register.List(t.Context(), register.Query{})
	require.NoError(t, err)
	link := regexp.MustCompile(`href="/filings/(\d+)\?`)
	next := regexp.MustCompile(`class="button" href="(/filings\?after=[^"]*)"`)
	var ids []string
	for target := "/filings?lang=en&status=open,filed,cancelled"; target != ""; {
		page := see(s, target).Body.String()
		assert.Contains(t, page, fmt.Sprintf("Filings: %d", len(all)))
		for _, found := range link.FindAllStringSubmatch(page, -1) {
			ids = append(ids, found[1])
		}
		target = ""
		if found := next.FindStringSubmatch(page); found != nil {
			target = strings.ReplaceAll(found[1], "&amp;", "&")
		}
	}
	require.Len(t, ids, len(all))
	for i, f := range all {
		assert.Equal(t, fmt.Sprint(f.ID), ids[i])
	}

	for target, want := range map[string][]string{
		"/filings?lang=en":                  {"overdue 4", "past the safe-by date 2", "Filings: 59", "are provisional until the notice for 2027 is loaded"},
		"/filings?lang=zh":                  {"已逾期 4", "已过稳妥日 2", "共59项", "载入2027年的放假通知后重新计算", "10个工作日内截止 6", "已作废 1", "编号 k1"},
		"/filings?lang=en&status=overdue":   {"Filings: 4", "2026-10-19 Mon", "due: 24 over"},
		"/filings?lang=zh&status=past_safe": {"共2项", "稳妥日：刚过", "截止日：还剩1"},
		"/filings?lang=en&status=filed":     {"filed 2025-07-16 (late)", "filed 2025-07-10 京网备〔2025〕17号"},
		"/filings?lang=zh&status=filed":     {"已办 2025-07-16逾期办理", "已办 2025-07-10办理 京网备〔2025〕17号"},
		"/filings/20?lang=zh":               {"状态 已办：2025-07-10办理"}, "/filings/21?lang=en": {"State filed 2025-07-16 (late)"},
		"/filings?lang=zh&status=cancelled":                 {"已作废"},
		"/filings?lang=en&due_within=1":                     {"Filings: 6"},
		"/filings?lang=zh&provisional=1":                    {"共10项", "暂定 稳妥日"},
		"/filings?lang=en&entity=甲公司&rule=face.reached":     {"Filings: 3", "trigger 2026-09-01"},
		"/filings?lang=en&q=own":                            {"No filing is as chosen"},
		"/filings?lang=en&q=%3Cscript%3E":                   {"&lt;script&gt;alert(1)"},
		"/filings?lang=en&rule=own.report":                  {"Filings: 1", "Report to the group"},
		"/filings?lang=zh&entered=3&changed=2&unchanged=10": {"已保存：新增3项，修改2项，未变10项"},
	} {
		w := see(s, target+"&from=singlemessage&utm_source=x")
		assert.Equal(t, 200, w.Code, target)
		for _, text := range want {
			assert.Contains(t, plainText(w.Body.String()), text, target)
		}
		assert.Equal(t, 1, strings.Count(w.Body.String(), "<script"))
		assert.NotContains(t, w.Body.String(), "utm_source")
		assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	}
	for target, want := range map[string]string{
		"/filings?lang=zh&status=x": "“status”重复、过长或者有误", "/filings?lang=en&due_within=-1": "0 or more", "/filings?lang=zh&after=x": "“after”", "/runs/x?lang=en": "is no ID", "/runs/99?lang=zh": "没有这一项", "/runs/1?lang=zh&after=-1": "请填写整数",
	} {
		w := see(s, target)
		assert.Contains(t, []int{400, 404}, w.Code, target)
		assert.Contains(t, w.Body.String(), want, target)
	}

	page := see(s, "/filings?lang=zh&status=overdue&q=A-7").Body.String()
	assert.Contains(t, page, `href="/filings.csv?q=A-7&amp;status=overdue"`)
	table := see(s, "/filings.csv?q=A-7&status=overdue")
	assert.Equal(t, 3, strings.Count(table.Body.String(), "\n"), "as the page says: two filings, and the names of the columns")
	assert.Contains(t, page, "http://service.test/filings.ics?key="+s.feedKey("li")+"&amp;lang=zh")
	assert.NotContains(t, page, s.feedKey("wang"))
	s.base = "/due"
	page = see(s, "/due/filings?lang=zh").Body.String()
	assert.Empty(t, regexp.MustCompile(`(href|action)="/([^d]|d[^u])[^"]*"`).FindAllString(page, -1), "links begin with the base path")
}

// A filing's page counts as the library does, by the calendar that its answer rests on, layers and former calendars included.
func TestFilingPageAgrees(t *testing.T) {
	s := filled(t)
	filed := send(s, "/filings/4?lang=en", "do", "file", "filed_on", "2026-11-20", "revision", "1")
	require.Equal(t, http.StatusSeeOther, filed.Code)
	registerPages(t, s)
	all, err := s.record.register.List(t.Context(), register.Query{})
	require.NoError(t, err)
	for _, f := range all {
		r, err := f.Result()
		require.NoError(t, err)
		c, err := s.record.register.CalendarOf(f.Layers)
		require.NoError(t, err)
		if f.Status != register.StatusOpen {
			var ok bool
			c, ok = c.Find(f.Answer.Calendar)
			require.True(t, ok)
		}
		page := see(s, fmt.Sprintf("/filings/%d?lang=en", f.ID)).Body.String()
		said := plainText(page)
		assert.Contains(t, said, "Due "+r.Due.String()+" "+deadline.English.Weekday(r.Due.Weekday()))
		assert.Contains(t, said, "Safe by "+r.SafeBy.String())
		assert.Equal(t, f.Answer.Provisional, strings.Contains(said, "PROVISIONAL"), f.ID)
		for _, c := range r.Caveats() {
			assert.Contains(t, said, html.EscapeString(c.Text.EN))
		}
		assert.Contains(t, page, fmt.Sprintf(`href="/filings/%d/evidence.txt?lang=en"`, f.ID))
		for _, fact := range []string{"Legal basis ", "File with ", "Applies to ", "Status "} {
			assert.Contains(t, said, fact)
		}
		for step := range r.Steps(c) {
			if step.N > 0 {
				assert.Contains(t, said, fmt.Sprintf("%v %s %d ", step.Day.Date, deadline.English.Weekday(step.Day.Date.Weekday()), step.N))
			}
		}
		for _, n := range r.NoticesUsed(c) {
			assert.Contains(t, said, strings.TrimSpace(n.Number+" "+n.Title))
		}
	}
	assert.Contains(t, see(s, "/filings/16?lang=en").Body.String(), `computed again</strong> <a href="/runs/2?lang=en">notice stored: 测试〔2026〕1号</a>`)
}

// The evidence of a filing is the library's own, by the calendar of its layers and of its day, and names the filing. Only who has a
// token gets it, and where the calendar is gone it says so.
func TestFilingEvidence(t *testing.T) {
	s := filled(t)
	require.Equal(t, http.StatusSeeOther, send(s, "/filings/4?lang=en", "do", "file", "filed_on", "2026-11-20", "receipt", "京网备1号", "revision", "1").Code)
	registerPages(t, s)
	assert.Equal(t, 401, call(s.handler(), "GET", "/filings/1/evidence.txt?lang=zh", "").Code)
	assert.Equal(t, 404, see(s, "/filings/999/evidence.json?lang=zh").Code)
	all, err := s.record.register.List(t.Context(), register.Query{})
	require.NoError(t, err)
	for i, f := range all {
		lang := deadline.Language(i & 1)
		r, err := f.Result()
		require.NoError(t, err)
		c, err := s.record.register.CalendarOf(f.Layers)
		require.NoError(t, err)
		if found, ok := c.Find(f.Answer.Calendar); ok {
			c = found
		}
		var want strings.Builder
		require.NoError(t, r.Explain(&want, c, lang))
		get := func(format string) string {
			w := see(s, fmt.Sprintf("/filings/%d/evidence.%s?lang=%v", f.ID, format, lang))
			require.Equal(t, 200, w.Code, "%d %s", f.ID, w.Body)
			assert.Equal(t, "no-store", w.Header().Get("Cache-Control"))
			assert.Equal(t, fmt.Sprintf(`attachment; filename="filing-%d.%s"`, f.ID, format), w.Header().Get("Content-Disposition"))
			return w.Body.String()
		}
		text := get("txt")
		head, explained, _ := strings.Cut(text, "\n\n")
		assert.Equal(t, want.String(), explained)
		for _, said := range []string{f.Entity, f.Key, f.Reference, f.Receipt, strings.Join(f.Layers, ", ")} {
			assert.Contains(t, head, said)
		}
		var e evidence
		require.NoError(t, json.Unmarshal([]byte(get("json")), &e))
		assert.Equal(t, r, e.Answer)
		assert.Equal(t, text, e.Explanation)
		assert.Equal(t, f.Entry, e.Filing.Entry)
		page := plainText(get("html"))
		assert.Contains(t, page, html.EscapeString(f.Entity))
		assert.Contains(t, page, r.Due.String())
	}
	text := see(s, "/filings/4/evidence.txt?lang=zh").Body.String()
	assert.Equal(t, "单位：Unbroken", text[:len("单位：Unbroken")])
	assert.Contains(t, text, "编号：k4\n事项：门禁系统 A-7\n状态：已办\n办理日期：2026-11-20\n备案编号：京网备1号\n\n")

	s.seeNext(t, send(s, "/notices?lang=en&withdraw=1", "do", "withdraw"))
	for lang, want := range map[string]string{"en": "is no longer to be had", "zh": "已不可得，无法重新计数"} {
		w := see(s, "/filings/3/evidence.txt?lang="+lang)
		assert.Equal(t, 410, w.Code)
		assert.Contains(t, plainText(w.Body.String()), want)
		page := see(s, "/filings/3?lang="+lang).Body.String()
		assert.Contains(t, page, map[string]string{"en": "It cannot be counted again", "zh": "无法逐日重新计数"}[lang])
		assert.NotContains(t, page, "/evidence.")
	}
}

// A rule that is no law in force is marked as such, and is provisional only where days are estimated. A date that was announced is
// no limit.
func TestRulesThatAreNoLaw(t *testing.T) {
	s := newTest(t)
	enter(t, s, `{"key":"draft","entity":"甲公司","rule":"face.draft2023","trigger":"2026-11-02"}`)
	enter(t, s, `{"key":"ended","entity":"乙公司","rule":"app.stock","trigger":"2023-08-01"}`)
	for target, want := range map[string]string{
		"/filings?lang=zh&q=draft": "2026-12-14 周一 征求意见稿 稳妥日", "/filings?lang=en&q=draft": "2026-12-14 Mon DRAFT RULE safe by",
		"/filings?lang=zh&q=ended": "2024-03-31 周日 已不再适用 稳妥日", "/filings/1?lang=zh": "2026-12-14 周一 征求意见稿",
		"/filings/2?lang=en": "2024-03-31 Sun ENDED RULE", "/filings/2?lang=zh": "期限 公告确定的日期",
	} {
		said := plainText(see(s, target).Body.String())
		assert.Contains(t, said, want, target)
		assert.NotContains(t, said, "周一 暂定", target)
	}
	assert.Contains(t, plainText(see(s, "/filings?lang=zh&q=draft").Body.String()), "期限内")
}

// Layers are boxes: those of a filing in its order, then the others.
func TestLayerBoxes(t *testing.T) {
	s := filled(t)
	boxes := func(target string) []string {
		var found []string
		for _, m := range regexp.MustCompile(`name="layers" value="([^"]*)"( checked)?`).FindAllStringSubmatch(see(s, target).Body.String(), -1) {
			found = append(found, m[1]+m[2])
		}
		return found
	}
	assert.Equal(t, []string{"广西"}, boxes("/filings/new?lang=zh"))
	assert.Equal(t, []string{"广西 checked"}, boxes("/filings/3?lang=zh"))
	require.Equal(t, 200, asLi(t, s, "POST", "/v1/notices", layerText).Code)
	assert.Equal(t, []string{"广西", "上海"}, boxes("/filings/new?lang=zh"))
	form := url.Values{"do": {"change"}, "revision": {"1"}, "entity": {"甲公司"}, "rule": {"face.reached"}, "trigger": {"2026-11-02"}, "layers": {"上海", "广西"}}
	w := call(s.handler(), "POST", "/filings/1?lang=zh", form.Encode(), "Authorization: "+basic, "Content-Type: application/x-www-form-urlencoded")
	s.seeNext(t, w)
	assert.Equal(t, []string{"上海", "广西"}, filing(t, s, 1).Layers)
	assert.Equal(t, []string{"上海 checked", "广西 checked"}, boxes("/filings/1?lang=zh"))
}

// The template can be imported as it is, in both languages, and the page explains its columns and lists the rules.
func TestImportTemplate(t *testing.T) {
	s := newTest(t)
	for lang, begins := range map[string]string{"en": "key,entity,rule,trigger,", "zh": "编号,单位,规则,事件日,"} {
		w := see(s, "/filings/template.csv?lang="+lang)
		require.Equal(t, 200, w.Code)
		assert.True(t, strings.HasPrefix(w.Body.String(), bom+begins), w.Body)
		assert.Equal(t, 1, imports(t, s, "?dry_run=1", w.Body.String()).Entered)
		page := see(s, "/filings/import?lang="+lang).Body.String()
		assert.Contains(t, page, `href="/filings/template.csv?lang=`+lang)
		for _, r := range deadline.Rules() {
			assert.Contains(t, page, "<code>"+r.ID+"</code>")
		}
	}
	for _, one := range columns {
		assert.Equal(t, one.Name, headings[one.Heading])
	}
	assert.Contains(t, plainText(see(s, "/filings?lang=zh").Body.String()), "台账尚无内容：请新增，或者导入 CSV。")
	assert.Contains(t, plainText(see(s, "/filings?lang=zh&due_within=3").Body.String()), "台账尚无内容")
}

// An import is tried first, which changes nothing; a button stores the same bytes. Where a row is wrong there is no button.
func TestImportPage(t *testing.T) {
	s := filled(t)
	first, before := filing(t, s, 1), count(t, s)
	good := "key,entity,rule,trigger\r\nk1,甲公司,face.reached,2026-09-02\r\nn1,<b>丁公司,face.reached,2026-11-02\r\nk4," + strings.Repeat("Unbroken", 12) + ",face.reached,2026-10-09\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(good)
	require.NoError(t, err)
	for _, data := range []string{good, bom + good, gb} {
		w := sendFile(t, s, "/filings/import?lang=en", []byte(data))
		require.Equal(t, 200, w.Code)
		preview := w.Body.String()
		said := plainText(preview)
		assert.Contains(t, said, "Rows: 3 · entered: 1 · changed: 1 · unchanged: 1 · wrong: 0")
		assert.Contains(t, said, "Nothing is stored yet.")
		assert.Contains(t, said, "Line 2: k1 changed Trigger: 2026-09-01 → 2026-09-02")
		assert.Contains(t, said, "Line 3: n1 entered Entity: &lt;b&gt;丁公司")
		assert.Contains(t, plainText(sendFile(t, s, "/filings/import?lang=zh", []byte(data)).Body.String()), "共3行：新增1项，修改1项，未变1项，有误0行")
		assert.Equal(t, first, filing(t, s, 1))
		assert.Equal(t, before, count(t, s), "a preview changes nothing")
		assert.NotEmpty(t, carriedOn(t, preview))
	}
	w := send(s, "/filings/import?lang=en", "do", "store", "content", carriedOn(t, sendFile(t, s, "/filings/import?lang=en", []byte(gb)).Body.String()))
	assert.Contains(t, plainText(s.seeNext(t, w)), "Stored: entered: 1 · changed: 1 · unchanged: 1")
	assert.Equal(t, "2026-09-02", filing(t, s, 1).Trigger.String())
	assert.Equal(t, before+1, count(t, s))

	for _, row := range []struct {
		name, data string
		status     int
		en, zh     string
	}{
		{"a wrong row", "key,entity,trigger,rule\nk2,甲公司,2026-13-01,face.reached\nn2,戊公司,2026-11-02,face.reached\n", 200, "Line 2: k2 wrong: Day of the event: date &#34; 2026-13-01 &#34;: there is no such day", "第2行：k2 有误： 事件发生之日：没有 2026-13-01 这一天"},
		{"no key", "key,entity\n,x\n", 200, "the row has no key", "有误： 缺少编号"},
		{"a cell too many", "key,entity\nk1,x,y\n", 200, "the row has 3 cells", "该行有3格，应为2格"},
		{"an unknown column", "key,entitty\nk1,x\n", 422, "entitty", "没有“entitty”这一列"},
		{"empty", "", 422, "No file was chosen", "没有选择文件"},
		{"no table", "<script>alert(1)</script>", 422, "&lt;script&gt;", "&lt;script&gt;"},
		{"binary", "\xff\xfe\x00\x80", 422, "neither UTF-8 nor GB18030", "既不是 UTF-8"},
		{"a workbook", "PK\x03\x04\x14\x00", 422, "an Excel workbook (.xlsx)", "这是 Excel 工作簿（.xlsx），请另存为 CSV"},
		{"an unknown rule", "key,entity,trigger,rule\nk1,甲公司,2026-11-02,face.reach\n", 200, "want the ID of a rule, such as face.reached", "没有规则“face.reach”：请填写规则编号，例如 face.reached"},
		{"too large", strings.Repeat("x", importMost+1), 413, "at most 4194304 bytes", "不超过4194304字节"},
		{"far too large", strings.Repeat("x", 2*importMost), 413, "at most 4194304 bytes", "不超过4194304字节"},
	} {
		for lang, want := range map[string]string{"en": row.en, "zh": row.zh} {
			w := sendFile(t, s, "/filings/import?lang="+lang, []byte(row.data))
			assert.Equal(t, row.status, w.Code, row.name)
			assert.Contains(t, plainText(w.Body.String()), want, "%s %s", row.name, lang)
			assert.NotContains(t, w.Body.String(), `value="store"`, row.name)
			assert.Equal(t, 1, strings.Count(w.Body.String(), "<script"), row.name)
		}
	}
	w = send(s, "/filings/import?lang=en", "do", "store", "content", carried([]byte("key,entity\nk1,乙公司\nk2,\n")))
	assert.Equal(t, 200, w.Code)
	assert.Contains(t, plainText(w.Body.String()), "Nothing can be stored: some rows are wrong", "and none is, whatever was previewed")
	assert.Equal(t, "甲公司", filing(t, s, 1).Entity)
	assert.Equal(t, 400, send(s, "/filings/import?lang=en", "do", "store", "content", "!").Code)
}

// pasted2027 is notice2027 as a page would have it, under another number, with lines around it.
const pasted2027 = `首页 > 政策
国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕99号
各省、自治区、直辖市，各部门：
现将2027年放假安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月20日
责任编辑：某某
`

// A notice and a layer are tried first, which changes nothing; a button stores the same bytes, and leads to what moved. They
// are withdrawn likewise, and stay in the list.
func TestNoticesPage(t *testing.T) {
	s := filled(t)
	id, moved := s.record.calendar().ID(), filing(t, s, 16)
	text := strings.TrimSpace(notice2027)
	preview := send(s, "/notices?lang=en", "text", text).Body.String()
	for _, want := range []string{
		"Stored, this would happen", "notice stored: 测试〔2026〕1号", "Nothing is stored yet.", "Settled through 2026-12-24 → 2027-12-24", "Of 59 open filings, 10 change.",
		"2027-02-20 Sat: weekend (estimated) → make-up working day", "From provisional to final (",
	} {
		assert.Contains(t, plainText(preview), want)
	}
	chinese := plainText(sendFile(t, s, "/notices?lang=zh", []byte(text)).Body.String())
	assert.Contains(t, chinese, "载入放假通知：测试〔2026〕1号")
	assert.Contains(t, chinese, "周末（估计） → 调休上班")
	assert.Contains(t, chinese, "59项待办中10项有变。 日期有变（")
	assert.Contains(t, chinese, "由暂定转为确定（")
	assert.NotContains(t, chinese, "估计日期自")
	assert.Equal(t, id, s.record.calendar().ID(), "a preview changes nothing")
	assert.Equal(t, moved, filing(t, s, 16))

	w := send(s, "/notices?lang=en", "do", "store", "content", carriedOn(t, preview))
	assert.Equal(t, "/runs/2?lang=en", w.Header().Get("Location"))
	run := plainText(s.seeNext(t, w))
	assert.Contains(t, run, "What was computed again notice stored: 测试〔2026〕1号 ·")
	assert.Contains(t, run, "Of 59 open filings, 10 change.")
	assert.False(t, filing(t, s, 16).Answer.Provisional)
	again := send(s, "/notices?lang=en", "text", text).Body.String()
	assert.Contains(t, plainText(again), "This would change nothing")
	assert.NotContains(t, again, `value="store"`)

	around := send(s, "/notices?lang=zh", "text", pasted2027).Body.String()
	assert.Contains(t, plainText(around), "请核对：以下各行未作为通知的内容读入 首页 &gt; 政策 责任编辑：某某")
	list := see(s, "/notices?lang=en").Body.String()
	assert.Contains(t, list, `action="/notices?lang=en&amp;withdraw=2"`)
	assert.Equal(t, 1, strings.Count(list, "测试〔2026〕1号</strong>"))
	assert.Contains(t, list, "国办发明电〔2025〕7号")
	preview = send(s, "/notices?lang=zh&withdraw=2").Body.String()
	assert.Contains(t, plainText(preview), "撤回：测试〔2026〕1号")
	assert.Contains(t, plainText(preview), "预览：撤回后将有如下变动")
	assert.Contains(t, plainText(preview), "由确定转为暂定（")
	assert.False(t, filing(t, s, 16).Answer.Provisional, "a preview changes nothing")
	assert.Contains(t, plainText(s.seeNext(t, send(s, "/notices?lang=zh&withdraw=2", "do", "withdraw"))), "重新计算的结果 撤回：测试〔2026〕1号")
	assert.True(t, filing(t, s, 16).Answer.Provisional)
	assert.Contains(t, run, "k16")
	then := regexp.MustCompile(`k16 Due: (\S+)`).FindStringSubmatch(run)
	require.NotNil(t, then)
	change(t, s, 16, func(e *register.Entry) { e.Trigger = e.Trigger.AddDays(30) })
	assert.Contains(t, plainText(see(s, "/runs/2?lang=en").Body.String()), then[0], "a run tells of its own time")
	list = see(s, "/notices?lang=zh").Body.String()
	assert.Contains(t, list, "<del><strong>测试〔2026〕1号</strong> imaginary</del>")
	assert.Contains(t, plainText(list), "撤回 20")
	assert.NotContains(t, list, "withdraw=2")

	for _, row := range []struct {
		name, target, text string
		status             int
		en, zh             string
	}{
		{"nothing", "/notices?", "", 422, "No file was chosen", "没有选择文件"},
		{"no notice", "/notices?", "<script>alert(1)</script>", 422, "", ""},
		{"no heading", "/notices?", "hello", 422, "calendar there is no notice", "放假通知与日历 文本中没有"},
		{"a wrong weekday", "/notices?", strings.Replace(text, "2027-01-01 Fri", "2027-01-01 Sat", 1), 422, "line 5: 2027-01-01", "第5行：文本格式有误"},
		{"not the statute's days", "/notices?", strings.Replace(text, "work   2027-10-09 Sat 国庆节", "", 1), 422, "gives 13", "13"},
		{"an amendment of nothing", "/notices?", text + "\namends nothing\n", 409, "amends", "与日历中已有的通知相抵触"},
		{"too long", "/notices?", strings.Repeat("# \n", 1<<19), 413, "1048576", "内容过长"},
		{"withdrawn already", "/notices?withdraw=2&", "", 404, "no notice 2 is in use", "没有这一项"},
		{"no number", "/notices?withdraw=x&", "", 404, "is no ID", "没有这一项"},
		{"a layer that a filing needs", "/notices?withdraw=1&", "", 200, "no layer", "无法"},
	} {
		for lang, want := range map[string]string{"en": row.en, "zh": row.zh} {
			w := send(s, row.target+"lang="+lang, "text", row.text)
			assert.Equal(t, row.status, w.Code, "%s %s", row.name, plainText(w.Body.String()))
			if row.name != "a layer that a filing needs" {
				assert.Contains(t, plainText(w.Body.String()), want, "%s %s", row.name, lang)
				assert.Contains(t, w.Body.String(), `role="alert"`, row.name)
			}
			assert.Equal(t, 1, strings.Count(w.Body.String(), "<script"), row.name)
		}
	}
	assert.Equal(t, id, s.record.calendar().ID())
}

// A filing whose layer is withdrawn keeps its answer, and says in the language of the page why there is no new one.
func TestFilingWithoutItsLayer(t *testing.T) {
	s := filled(t)
	s.seeNext(t, send(s, "/notices?lang=en&withdraw=1", "do", "withdraw"))
	for lang, want := range map[string]string{"en": "a layer of it is not in use any more: 广西", "zh": "其区域日历已不在使用中：广西"} {
		assert.Contains(t, plainText(see(s, "/filings?lang="+lang).Body.String()), want)
		page := plainText(see(s, "/filings/3?lang="+lang).Body.String())
		assert.Contains(t, page, want)
		assert.Contains(t, page, "2026-10-19")
		assert.NotContains(t, page, "/v1/", "a page leads to no address of the API")
	}
}

// A run that another built-in calendar or folder has caused names the calendars.
func TestRunOfFolder(t *testing.T) {
	s := filled(t)
	var n holidays.Notice
	require.NoError(t, n.UnmarshalText([]byte(strings.TrimSpace(notice2027))))
	base, err := holidays.China().With(n)
	require.NoError(t, err)
	before := s.record.calendar().ID()
	e, err := s.record.register.Rebase(t.Context(), "service", base)
	require.NoError(t, err)
	for _, target := range []string{"/notices?lang=zh", fmt.Sprintf("/runs/%d?lang=zh", e.ID)} {
		assert.Contains(t, plainText(see(s, target).Body.String()), "日历编号 "+before+" → "+base.ID(), target)
	}
}

// A run of many moves is shown some at a time, each move once.
func TestRunPages(t *testing.T) {
	s := newTest(t)
	lines := make([]register.Line, 2*register.MovesShown+50)
	for i := range lines {
		e := register.Entry{Key: fmt.Sprint("k", i), Entity: "甲公司", Rule: "face.reached", Trigger: holidays.MustParseDate("2026-12-01")}
		lines[i] = register.Line{Key: e.Key, New: true, Set: func(to *register.Entry) error {
			*to = e
			return nil
		}}
	}
	_, err := s.record.register.Put(t.Context(), "li", lines, false)
	require.NoError(t, err)
	preview := send(s, "/notices?lang=en", "text", notice2027).Body.String()
	assert.Contains(t, preview, "The first of them are shown")
	target := send(s, "/notices?lang=en", "do", "store", "content", carriedOn(t, preview)).Header().Get("Location")
	seen := map[string]bool{}
	for pages := 1; target != ""; pages++ {
		require.LessOrEqual(t, pages, 3)
		page := see(s, target).Body.String()
		for _, found := range regexp.MustCompile(`href="/filings/(\d+)\?`).FindAllStringSubmatch(page, -1) {
			assert.False(t, seen[found[1]])
			seen[found[1]] = true
		}
		target = ""
		if found := regexp.MustCompile(`class="button" href="(/runs/\d+\?after=[^"]*)"`).FindStringSubmatch(page); found != nil {
			target = strings.ReplaceAll(found[1], "&amp;", "&")
		}
	}
	assert.Len(t, seen, len(lines))
}

// Whatever a form of the register holds, there is a page or a way to one; it is no fault of the service, and what stood in the
// form is not reflected as HTML.
func FuzzForms(f *testing.F) {
	for i, text := range hostile {
		f.Add(uint8(i), "entity="+url.QueryEscape(text)+"&rule=face.reached&trigger="+url.QueryEscape(text), text)
		f.Add(uint8(i), "do=change&revision=1&entity="+text+"&rule="+text, "lang="+text+"&done="+text)
		f.Add(uint8(i), "do=store&content="+carried([]byte("key,entity\n"+text+","+text)), "after="+text+"&withdraw="+text)
		f.Add(uint8(i), "do=store&text="+url.QueryEscape(text), "status="+text+"&q="+text+"&entered="+text)
	}
	s := filled(f)
	h := s.handler()
	targets := []string{"/filings", "/filings/1", "/filings/import", "/notices", "/filings/new", "/runs/1"}
	f.Fuzz(func(t *testing.T, i uint8, form, query string) {
		for _, method := range []string{"GET", "POST"} {
			r := httptest.NewRequest(method, "http://service.test"+targets[int(i)%len(targets)], strings.NewReader(form))
			r.URL.RawQuery = query
			r.Header = http.Header{"Authorization": {basic}, "Content-Type": {"application/x-www-form-urlencoded"}}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			require.Less(t, w.Code, 500, w.Body)
			switch {
			case strings.HasPrefix(w.Header().Get("Content-Type"), "text/html"):
				assert.Equal(t, 1, strings.Count(w.Body.String(), "<script"))
				assert.NotContains(t, w.Body.String(), "<img")
			case w.Code == http.StatusSeeOther:
				assert.Regexp(t, `^/(filings|runs|notices)[/?]?`, w.Header().Get("Location"))
			}
			assert.NotContains(t, w.Header(), "X-Injected")
		}
	})
}
