package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http/httptest"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// enterAll enters filings, and returns them as they are stored.
func enterAll(t testing.TB, s *service, entries ...register.Entry) []register.Filing {
	t.Helper()
	lines := make([]register.Line, len(entries))
	for i, e := range entries {
		lines[i] = register.Line{Key: e.Key, New: true, Set: func(to *register.Entry) error {
			key := to.Key
			*to = e
			to.Key = key
			return nil
		}}
	}
	outcomes, err := s.record.register.Put(t.Context(), "li", lines, false)
	require.NoError(t, err)
	filings := make([]register.Filing, len(outcomes))
	for i, o := range outcomes {
		require.NoError(t, o.Err)
		filings[i] = o.Filing
	}
	return filings
}

func change(t testing.TB, s *service, id int64, set func(*register.Entry)) {
	t.Helper()
	_, err := s.record.register.Edit(t.Context(), "li", id, 0, func(e *register.Entry) error { set(e); return nil })
	require.NoError(t, err)
}

func uid(s *service, f register.Filing) string {
	return fmt.Sprintf("%s-%d@cnworkday", s.record.register.Instance(), f.ID)
}

// feedEvents are the events of the feed by their UIDs.
func feedEvents(t testing.TB, s *service, lang string) map[string]*ical.VEvent {
	t.Helper()
	w := call(s.handler(), "GET", "/filings.ics?lang="+lang+"&key="+s.feedKey("li"), "")
	require.Equal(t, 200, w.Code, w.Body)
	require.Equal(t, "text/calendar; charset=utf-8", w.Header().Get("Content-Type"))
	for line := range strings.SplitSeq(w.Body.String(), "\r\n") {
		require.LessOrEqual(t, len(line), 75, "RFC 5545, 3.1")
		require.NotContains(t, line, "\n")
	}
	assert.NotContains(t, w.Body.String(), "METHOD:", "it is published, and invites nobody")
	c, err := ical.ParseCalendar(w.Body)
	require.NoError(t, err)
	found := map[string]*ical.VEvent{}
	for _, e := range c.Events() {
		found[e.Id()] = e
	}
	require.Len(t, found, len(c.Events()), "each UID is there once")
	return found
}

func property(e *ical.VEvent, name ical.ComponentProperty) string {
	if p := e.GetProperty(name); p != nil {
		return p.Value
	}
	return ""
}

func alarmsOf(e *ical.VEvent) (at []string) {
	for _, a := range e.Alarms() {
		at = append(at, a.GetProperty(ical.ComponentProperty(ical.PropertyTrigger)).Value)
	}
	return at
}

// The feed has an event for each open filing, which moves with it and leaves with it.
func TestFeed(t *testing.T) {
	s := newTest(t)
	filings := enterAll(t, s,
		register.Entry{Entity: "甲公司", Rule: "face.reached", Trigger: holidays.MustParseDate("2025-06-03"), Reference: "门禁; 一号, 楼"},
		register.Entry{Entity: "乙公司", Rule: "face.reached", Trigger: holidays.MustParseDate("2026-12-25")},
		register.Entry{Entity: "丙公司", Rule: "export.extend", Trigger: holidays.MustParseDate("2026-12-25")},
		register.Entry{Entity: "丁公司", Rule: "face.draft2023", Trigger: holidays.MustParseDate("2025-06-03")},
	)
	first, moving, approval, draft := filings[0], filings[1], filings[2], filings[3]
	events := feedEvents(t, s, "zh")
	require.Len(t, events, 4)

	e := events[uid(s, first)]
	assert.Equal(t, "20250715", property(e, ical.ComponentPropertyDtStart))
	assert.Equal(t, "20250716", property(e, ical.ComponentPropertyDtEnd))
	assert.Equal(t, "截止：甲公司 · 人脸识别技术应用备案 (face.reached)", property(e, ical.ComponentPropertySummary))
	assert.Equal(t, "0", property(e, ical.ComponentPropertySequence))
	assert.Equal(t, "CONFIRMED", property(e, ical.ComponentPropertyStatus))
	assert.Equal(t, first.Updated.UTC().Format("20060102T150405Z"), property(e, ical.ComponentPropertyDtstamp))
	assert.Equal(t, property(e, ical.ComponentPropertyDtstamp), property(e, ical.ComponentPropertyLastModified))
	assert.Equal(t, fmt.Sprintf("http://service.test/filings/%d", first.ID), property(e, ical.ComponentPropertyUrl))
	text := property(e, ical.ComponentPropertyDescription)
	assert.Contains(t, text, "单位 甲公司\n事项 门禁; 一号, 楼\n截止日 2025-07-15，")
	assert.Contains(t, text, "稳妥日 2025-07-14")
	assert.Equal(t, "稳妥日 2025-07-14，还有5个工作日：甲公司 · 人脸识别技术应用备案 (face.reached)", e.Alarms()[1].GetProperty(ical.ComponentPropertyDescription).Value)
	assert.Equal(t, "稳妥日 2025-07-14，今日为最后一个工作日：甲公司 · 人脸识别技术应用备案 (face.reached)", e.Alarms()[3].GetProperty(ical.ComponentPropertyDescription).Value)
	assert.Equal(t, []string{"20250630T010000Z", "20250707T010000Z", "20250711T010000Z", "20250714T010000Z"}, alarmsOf(e), "9:00 in Beijing, 10, 5, 1 and 0 working days before")

	e = events[uid(s, moving)]
	assert.Equal(t, "暂定 – 截止：乙公司 · 人脸识别技术应用备案 (face.reached)", property(e, ical.ComponentPropertySummary))
	assert.Equal(t, "TENTATIVE", property(e, ical.ComponentPropertyStatus))
	assert.Contains(t, property(e, ical.ComponentPropertyDescription), "（暂定）")
	assert.Contains(t, property(feedEvents(t, s, "en")[uid(s, moving)], ical.ComponentPropertySummary), "PROVISIONAL – Due: 乙公司 · ")

	e = events[uid(s, approval)]
	assert.Equal(t, "20260928", property(e, ical.ComponentPropertyDtStart), "the approval must be in hand when the window ends")
	assert.Contains(t, property(e, ical.ComponentPropertySummary), "即日起申请：丙公司")
	e = events[uid(s, draft)]
	assert.Contains(t, property(e, ical.ComponentPropertySummary), "征求意见稿 – 截止：丁公司")
	assert.Equal(t, "TENTATIVE", property(e, ical.ComponentPropertyStatus))

	_, p := post(t, s, "/v1/notices", notice2027)
	require.Empty(t, p.Detail)
	change(t, s, first.ID, func(e *register.Entry) { e.FiledOn, e.Receipt = holidays.MustParseDate("2025-07-10"), "粤-1" })
	change(t, s, draft.ID, func(e *register.Entry) { e.Cancelled = true })
	events = feedEvents(t, s, "zh")
	require.Len(t, events, 2, "what is filed or cancelled has left")
	e = events[uid(s, moving)]
	assert.Equal(t, "20270215", property(e, ical.ComponentPropertyDtStart))
	assert.Equal(t, "1", property(e, ical.ComponentPropertySequence))
	assert.Equal(t, "截止：乙公司 · 人脸识别技术应用备案 (face.reached)", property(e, ical.ComponentPropertySummary))
	assert.Equal(t, "0", property(events[uid(s, approval)], ical.ComponentPropertySequence))
	change(t, s, first.ID, func(e *register.Entry) { e.FiledOn, e.Receipt = holidays.Date{}, "" })
	assert.Contains(t, feedEvents(t, s, "zh"), uid(s, first), "what is reopened is back, under its UID")
}

// A filing that has no new answer keeps its day, and says why.
func TestFeedProblem(t *testing.T) {
	s := newTest(t)
	layer, p := post(t, s, "/v1/notices", "layer 公司\noff 2026-12-03 Thu 1 庆典\n")
	require.Empty(t, p.Detail)
	f := enterAll(t, s, register.Entry{Entity: "甲公司", Rule: "face.reached", Trigger: holidays.MustParseDate("2026-11-02"), Layers: []string{"公司"}})[0]
	_, err := s.record.register.Withdraw(t.Context(), "li", layer.Effect.Notice, false)
	require.NoError(t, err)
	e := feedEvents(t, s, "en")[uid(s, f)]
	require.NotNil(t, e)
	assert.Equal(t, strings.ReplaceAll(f.Answer.Due.String(), "-", ""), property(e, ical.ComponentPropertyDtStart))
	assert.Contains(t, property(e, ical.ComponentPropertySummary), "PROVISIONAL – Due: 甲公司")
	assert.Contains(t, property(e, ical.ComponentPropertyDescription), "No new answer: no layer \"公司\"")
	assert.Equal(t, "TENTATIVE", property(e, ical.ComponentPropertyStatus))
	assert.Len(t, e.Alarms(), 4)

	// the table of a later release may lack a rule
	all, err := s.record.register.List(t.Context(), register.Query{})
	require.NoError(t, err)
	all[0].Rule, all[0].Answer.Problem = "face.gone", "no such rule"
	feed := &feed{filings: all, instance: "x", lang: deadline.Chinese}
	e = feed.event(all[0])
	assert.Equal(t, "暂定 – 截止：甲公司 · 已不存在的规则 (face.gone)", property(e, ical.ComponentPropertySummary))
	assert.Contains(t, property(e, ical.ComponentPropertyDescription), "未能重新计算：no such rule")
	assert.Empty(t, property(e, ical.ComponentPropertyUrl), "nobody knows where the service is")
	assert.Len(t, e.Alarms(), 4)
}

// Who may read the feed, and what may be kept of it. The key reads nothing else, and is not in the log.
func TestFeedAccess(t *testing.T) {
	s := newTest(t)
	var log bytes.Buffer
	s.log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	s.base, s.proxies = "/due", []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
	enterAll(t, s, register.Entry{Entity: "甲公司", Rule: "face.reached", Trigger: holidays.MustParseDate("2025-06-03")})
	h := s.handler()
	key := s.feedKey("li")
	good := call(h, "GET", "/filings.ics?key="+key, "")
	for _, row := range []struct {
		name, target string
		headers      []string
		status       int
		code         string
	}{
		{"a key", "/filings.ics?key=" + key, nil, 200, ""},
		{"somebody else's key", "/filings.ics?key=" + s.feedKey("wang"), nil, 200, ""},
		{"a token", "/filings.ics", []string{"Authorization: Bearer " + secret}, 200, ""},
		{"a browser's password", "/filings.ics", []string{"Authorization: Basic bGk6b3BlbiBzZXNhbWU="}, 200, ""},
		{"a parameter that a program adds", "/filings.ics?key=" + key + "&nocache=1", nil, 200, ""},
		{"the same again", "/filings.ics?key=" + key, []string{"If-None-Match: " + good.Header().Get("Etag")}, 304, ""},
		{"the same, in Chinese now", "/filings.ics?lang=zh&key=" + key, []string{"If-None-Match: " + good.Header().Get("Etag")}, 200, ""},
		{"nothing", "/filings.ics", nil, 401, "token"},
		{"a wrong token", "/filings.ics", []string{"Authorization: Bearer x"}, 401, "token"},
		{"a wrong key", "/filings.ics?key=" + strings.Repeat("0", 32), nil, 403, "feed_key"},
		{"a token for a key", "/filings.ics?key=open%20sesame", nil, 403, "feed_key"},
		{"a key for a token", "/filings.ics", []string{"Authorization: Bearer " + key}, 401, "token"},
		{"a key elsewhere", "/v1/notices", []string{"Authorization: Bearer " + key}, 401, "token"},
		{"another language", "/filings.ics?lang=fr&key=" + key, nil, 400, "bad_lang"},
		{"a key twice", "/filings.ics?key=" + key + "&key=" + key, nil, 400, "bad_query"},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := call(h, "GET", row.target, "", row.headers...)
			require.Equal(t, row.status, w.Code, w.Body)
			if row.code != "" {
				assert.Equal(t, row.code, problemOf(t, w).Code)
				return
			}
			assert.Equal(t, "private, no-cache", w.Header().Get("Cache-Control"))
			assert.NotEmpty(t, w.Header().Get("Etag"))
		})
	}
	assert.Contains(t, log.String(), `"path":"/filings.ics"`)
	assert.NotContains(t, log.String(), key)
	assert.NotContains(t, log.String(), s.feedKey("wang"))

	zipped := call(h, "GET", "/filings.ics?key="+key, "", "Accept-Encoding: gzip")
	assert.Equal(t, "gzip", zipped.Header().Get("Content-Encoding"))
	z, err := gzip.NewReader(zipped.Body)
	require.NoError(t, err)
	plain, err := io.ReadAll(z)
	require.NoError(t, err)
	assert.Equal(t, good.Body.String(), string(plain))
	assert.Equal(t, 304, call(h, "GET", "/filings.ics?key="+key, "", "Accept-Encoding: gzip", "If-None-Match: "+zipped.Header().Get("Etag")).Code)

	assert.Contains(t, good.Body.String(), "URL:http://service.test/due/filings/1\r\n")
	assert.Contains(t, call(h, "GET", "/filings.ics?key="+key, "", "X-Forwarded-Proto: https").Body.String(), "URL:https://service.test/due/filings/1\r\n")
	assert.Contains(t, call(h, "GET", "/filings.ics?key="+key, "", "Accept-Language: zh-CN").Body.String(), "截止：甲公司")

	s.record.register, s.tokens = nil, nil
	assert.Equal(t, "no_register", problemOf(t, call(h, "GET", "/filings.ics?key="+key, "")).Code)
}

// parsers are two ways to read a calendar in JavaScript, pinned.
var parsers = []string{"ical.js@2.2.1", "node-ical@0.25.0"}

// readFeeds prints what the parsers make of the files that are its arguments. Both tell a day from a moment. (A text with a
// backslash before an n would part them: node-ical takes the two for a line break, escaped or not.)
const readFeeds = `
const fs = require("fs"), ical = require("ical.js"), node = require("node-ical");
const day = d => d.toISOString().slice(0, 10), list = x => x === undefined ? [] : [].concat(x);
const readers = {
  "ical.js": text => new ical.Component(ical.parse(text)).getAllSubcomponents("vevent").map(v => {
    const e = new ical.Event(v);
    if (!e.startDate.isDate || !e.endDate.isDate) throw new Error(e.uid + ": no day");
    return {
      uid: e.uid, start: e.startDate.toString(), end: e.endDate.toString(), sequence: e.sequence, summary: e.summary,
      description: e.description, status: v.getFirstPropertyValue("status"), url: v.getFirstPropertyValue("url"),
      modified: v.getFirstPropertyValue("last-modified").toJSDate().toISOString(),
      alarms: v.getAllSubcomponents("valarm").map(a => a.getFirstPropertyValue("trigger").toJSDate().toISOString()),
    };
  }),
  "node-ical": text => Object.values(node.sync.parseICS(text)).filter(v => v.type === "VEVENT").map(v => {
    if (v.datetype !== "date") throw new Error(v.uid + ": no day");
    return {
      uid: v.uid, start: day(v.start), end: day(v.end), sequence: Number(v.sequence), summary: v.summary,
      description: v.description, status: v.status, url: v.url, modified: v.lastmodified.toISOString(),
      alarms: list(v.alarms).map(a => a.trigger.val.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6.000Z")),
    };
  }),
};
const all = process.argv.slice(1).map(file => Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(fs.readFileSync(file, "utf8"))])));
console.log(JSON.stringify(all));
`

// A parsedEvent is an event as a parser sees it.
type parsedEvent struct {
	UID, Start, End, Summary, Description, Status, URL string
	Sequence                                           int
	Modified                                           time.Time
	Alarms                                             []time.Time
}

// parseFeeds lets the parsers read feeds, and returns what they agree on.
func parseFeeds(t *testing.T, feeds ...string) (parsed []map[string]parsedEvent) {
	t.Helper()
	folder := t.TempDir()
	install := exec.Command("npm", append([]string{"install", "--prefix", folder, "--silent", "--no-audit", "--no-fund"}, parsers...)...)
	if output, err := install.CombinedOutput(); errors.Is(err, exec.ErrNotFound) {
		missing(t, "npm")
	} else if err != nil {
		t.Log(string(output))
		missing(t, strings.Join(parsers, ", "))
	}
	read := exec.Command("node", "-e", readFeeds)
	read.Dir = folder
	read.Env = append(os.Environ(), "TZ=UTC") // a day without a zone is midnight of the reader's
	for i, text := range feeds {
		name := filepath.Join(folder, fmt.Sprintf("%d.ics", i))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		read.Args = append(read.Args, name)
	}
	var complaints bytes.Buffer
	read.Stderr = &complaints
	output, err := read.Output()
	require.NoError(t, err, complaints.String())
	var all []map[string][]parsedEvent
	require.NoError(t, json.Unmarshal(output, &all))
	for _, readings := range all {
		require.Len(t, readings, 2)
		var agreed map[string]parsedEvent
		for parser, events := range readings {
			byUID := map[string]parsedEvent{}
			for _, e := range events {
				byUID[e.UID] = e
			}
			require.Len(t, byUID, len(events), "each UID is there once")
			if agreed != nil {
				require.Equal(t, agreed, byUID, parser)
			}
			agreed = byUID
		}
		parsed = append(parsed, agreed)
	}
	return parsed
}

// Two parsers agree on every event of the feed, as the register has it. After a notice exactly the filings that it moved have
// another day or SEQUENCE, what is filed or cancelled is gone, and nothing else has changed.
func TestFeedParsers(t *testing.T) {
	s := newTest(t)
	_, p := post(t, s, "/v1/notices", "layer 公司\noff 2026-12-03 Thu 1 庆典\n")
	require.Empty(t, p.Detail)
	rules := deadline.Rules()
	entries := []register.Entry{
		{Key: "layer", Entity: "甲公司", Rule: "face.reached", Trigger: holidays.MustParseDate("2026-11-02"), Layers: []string{"公司"}},
		{Key: "marks", Entity: `A; B, "C\D" & 乙:公司`, Rule: "face.reached", Trigger: holidays.MustParseDate("2026-12-01"), Reference: strings.Repeat("长，", 200) + `;\;`},
		{Key: "own", Entity: "丙公司", Rule: "own.ten", Trigger: holidays.MustParseDate("2026-12-28"), OwnRule: &deadline.Rule{
			ID: "own.ten", Title: deadline.Text{ZH: "自有；规则，十日"}, Event: deadline.Text{ZH: "事件"}, Limit: deadline.Limit{N: 10, Unit: deadline.Workdays, Direction: deadline.After},
		}},
	}
	for i := range 400 { // every rule, in and out of the season
		e := register.Entry{Key: fmt.Sprint(i), Entity: fmt.Sprintf("第%d公司", i%7), Rule: rules[i%len(rules)].ID, Trigger: holidays.MustParseDate("2026-10-08").AddDays(i % 120)}
		if r, _ := deadline.Compute(rules[i%len(rules)], e.Trigger, s.record.calendar()); !r.Due.IsZero() {
			entries = append(entries, e)
		}
	}
	filings := enterAll(t, s, entries...)
	require.Greater(t, len(filings), 250)
	ask := func() string {
		w := call(s.handler(), "GET", "/filings.ics?lang=zh&key="+s.feedKey("li"), "")
		require.Equal(t, 200, w.Code, w.Body)
		return w.Body.String()
	}
	before := ask()
	effect, p := post(t, s, "/v1/notices", notice2027)
	require.Empty(t, p.Detail)
	require.Less(t, effect.Moved, register.MovesShown*10)
	moves, err := s.record.register.Moves(t.Context(), effect.ID, 0, 1000)
	require.NoError(t, err)
	after := ask()
	filed, cancelled := filings[5], filings[6]
	change(t, s, filed.ID, func(e *register.Entry) { e.FiledOn = s.today() })
	change(t, s, cancelled.ID, func(e *register.Entry) { e.Cancelled = true })
	last := ask()
	parsed := parseFeeds(t, before, after, last)

	// as the register has it
	for i, state := range []func(f register.Filing) register.Filing{
		func(f register.Filing) register.Filing { return f },
		func(f register.Filing) register.Filing {
			now, err := s.record.register.Get(t.Context(), f.ID)
			require.NoError(t, err)
			return now
		},
	} {
		for _, f := range filings {
			if f = state(f); f.Status != register.StatusOpen {
				continue
			}
			e := parsed[i][uid(s, f)]
			r, err := f.Result()
			require.NoError(t, err)
			day := f.Answer.Due
			if r.ActBy() != r.SafeBy {
				day = r.ActBy()
			}
			assert.Equal(t, day.String(), e.Start, f.Key)
			assert.Equal(t, day.AddDays(1).String(), e.End, f.Key)
			assert.Equal(t, f.Revision-1, e.Sequence, f.Key)
			assert.Equal(t, f.Updated.Truncate(time.Second), e.Modified, f.Key)
			assert.Contains(t, e.Summary, f.Entity+" · ", f.Key)
			assert.Contains(t, e.Description, f.Entity+"\n", f.Key)
			assert.Contains(t, e.Description, f.Reference, f.Key)
			assert.Equal(t, f.Answer.Provisional || !r.Final(), e.Status == "TENTATIVE", "%s: a draft is tentative too", f.Key)
			require.NotEmpty(t, e.Alarms, f.Key)
			last := holidays.DateInBeijing(slices.MaxFunc(e.Alarms, time.Time.Compare))
			assert.False(t, last.After(r.ActBy()), f.Key)
		}
	}

	// what the notice moved, and nothing else
	want := map[string]bool{}
	for _, m := range moves {
		want[fmt.Sprintf("%s-%d@cnworkday", s.record.register.Instance(), m.Filing)] = true
	}
	require.Len(t, want, effect.Moved)
	require.Greater(t, len(want), 20)
	require.Less(t, len(want), len(filings)-20)
	got, days := map[string]bool{}, 0
	for id, e := range parsed[0] {
		now := parsed[1][id]
		if e.Start != now.Start {
			days++
			assert.Greater(t, now.Sequence, e.Sequence, e.Summary)
			assert.NotEqual(t, e.Alarms, now.Alarms, e.Summary)
		}
		if e.Start != now.Start || e.Sequence != now.Sequence {
			got[id] = true
		}
	}
	assert.Equal(t, want, got)
	assert.Greater(t, days, 10)
	assert.Equal(t, slices.Sorted(maps.Keys(parsed[0])), slices.Sorted(maps.Keys(parsed[1])), "UIDs stay")

	delete(parsed[1], uid(s, filed))
	delete(parsed[1], uid(s, cancelled))
	assert.Equal(t, parsed[1], parsed[2], "the others are as they were")
	t.Logf("%d events, %d of them changed by the notice, %d to another day", len(parsed[0]), len(got), days)
}

// TestLoadFeed reports how long a feed of 10,000 filings takes.
//
//	LOAD=1s go test -count=1 -v -run TestLoadFeed .
func TestLoadFeed(t *testing.T) {
	if os.Getenv("LOAD") == "" {
		t.Skip("LOAD=1s go test -count=1 -v -run TestLoadFeed .")
	}
	s := newTest(t)
	entries := make([]register.Entry, 10_000)
	for i := range entries {
		entries[i] = register.Entry{Entity: fmt.Sprintf("第%d公司", i%100), Rule: "face.reached", Trigger: holidays.MustParseDate("2026-09-01").AddDays(i % 90), Reference: fmt.Sprintf("产品%d", i)}
	}
	enterAll(t, s, entries...)
	h := s.handler()
	ask := func(headers ...string) (*httptest.ResponseRecorder, time.Duration) {
		r := httptest.NewRequest("GET", "/filings.ics?lang=zh&key="+s.feedKey("li"), nil)
		for _, header := range headers {
			name, value, _ := strings.Cut(header, ": ")
			r.Header.Set(name, value)
		}
		w, start := httptest.NewRecorder(), time.Now()
		h.ServeHTTP(w, r)
		return w, time.Since(start)
	}
	for range 3 {
		plain, slow := ask()
		packed, quick := ask("Accept-Encoding: gzip")
		none, again := ask("If-None-Match: " + plain.Header().Get("Etag"))
		require.Equal(t, []int{200, 200, 304}, []int{plain.Code, packed.Code, none.Code})
		t.Logf("%d filings: %d bytes in %.0f ms, %d compressed bytes in %.0f ms, nothing new in %.0f ms",
			len(entries), plain.Body.Len(), ms(slow), packed.Body.Len(), ms(quick), ms(again))
	}
}
