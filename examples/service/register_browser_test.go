package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// basic is the header in which a browser sends the token.
var basic = "Basic " + base64.StdEncoding.EncodeToString([]byte("li:"+secret))

const layerGuangxi = "layer 广西\noff 2026-11-25 Wed 1 测试\noff 2027-04-14 Wed 1 三月三\n"

// filled returns a service with a register that has filings of every state, a layer, an own rule, and names that are hard to
// set: long, unbroken, hostile.
func filled(t testing.TB) *service {
	t.Helper()
	s := newTest(t)
	reg := s.record.register
	var layer holidays.Notice
	require.NoError(t, layer.UnmarshalText([]byte(layerGuangxi)))
	_, err := reg.Add(t.Context(), "wang", layer, false)
	require.NoError(t, err)
	own := deadline.FaceReached()
	own.ID, own.Title = "own.report", deadline.Text{EN: "Report to the group", ZH: "集团报告"}
	names := []string{"甲公司", "北京某某某科技发展股份有限公司上海第一分公司", "Example Holdings (China) Co., Ltd.", strings.Repeat("Unbroken", 12), "<script>alert(1)</script>"}
	var lines []register.Line
	add := func(e register.Entry) {
		e.Key = fmt.Sprintf("k%d", len(lines)+1)
		e.Entity = names[len(lines)%len(names)]
		lines = append(lines, register.Line{Key: e.Key, New: true, Set: func(to *register.Entry) error {
			*to = e
			return nil
		}})
	}
	date := holidays.MustParseDate
	for _, trigger := range []string{"2026-09-01", "2026-10-09", "2026-10-12", "2026-11-02", "2026-11-20", "2026-12-01"} {
		add(register.Entry{Rule: "face.reached", Trigger: date(trigger), Reference: "门禁系统 A-7"})
		add(register.Entry{Rule: "export.extend", Trigger: date(trigger).AddDays(120), Reference: strings.Repeat("ticket", 20)})
		add(register.Entry{Rule: "face.reached", Trigger: date(trigger), Layers: []string{"广西"}})
	}
	add(register.Entry{Rule: own.ID, OwnRule: &own, Trigger: date("2026-11-02")})
	add(register.Entry{Rule: "face.reached", Trigger: date("2025-06-03"), FiledOn: date("2025-07-10"), Receipt: "京网备〔2025〕17号"})
	add(register.Entry{Rule: "face.reached", Trigger: date("2025-06-03"), FiledOn: date("2025-07-16"), Receipt: strings.Repeat("9", 60)})
	add(register.Entry{Rule: "face.changed", Trigger: date("2025-06-03"), Cancelled: true})
	for range 40 {
		add(register.Entry{Rule: "car.yearly", Trigger: date("2026-12-31")})
	}
	outcomes, err := reg.Put(t.Context(), "wang", lines, false)
	require.NoError(t, err)
	for _, o := range outcomes {
		require.NoError(t, o.Err)
	}
	return s
}

// registerPages are pages of a filled register, once a notice has moved some of its filings.
func registerPages(t testing.TB, s *service) []string {
	t.Helper()
	var n holidays.Notice
	require.NoError(t, n.UnmarshalText([]byte(strings.TrimSpace(notice2027))))
	e, err := s.record.register.Add(t.Context(), "li", n, false)
	require.NoError(t, err)
	require.NotZero(t, e.Moved)
	gone, err := s.record.register.Withdraw(t.Context(), "wang", e.Notice, false)
	require.NoError(t, err)
	return []string{
		"/filings?", "/filings?status=open,filed,cancelled&provisional=1&", "/filings?status=filed&", "/filings?q=nothing&", "/filings/new?",
		"/filings/1?", "/filings/2?", "/filings/4?done=1&", "/filings/16?", "/filings/19?", "/filings/20?done=unchanged&", "/filings/21?", "/filings/22?",
		"/filings/import?", "/notices?", fmt.Sprintf("/runs/%d?", e.ID), fmt.Sprintf("/runs/%d?", gone.ID),
	}
}

// visitRegister is a visit of somebody with a token.
func visitRegister(t *testing.T, s *service) *visitor {
	t.Helper()
	v := visitService(t, s)
	v.do(t, network.SetExtraHTTPHeaders(network.Headers{"Authorization": basic}))
	return v
}

// Nothing overlaps, is cut off or breaks a date in two on the pages of the register, previews included.
func TestBrowserLayoutOfRegister(t *testing.T) {
	s := filled(t)
	targets := registerPages(t, s)
	v := visitRegister(t, s)
	for _, target := range targets {
		v.laidOut(t, target+"lang=en")
		v.laidOut(t, target+"lang=zh")
	}
}

// Nor is it on paper, where no page ends with a heading.
func TestBrowserPrintOfRegister(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missing(t, "pdftotext")
	}
	s := filled(t)
	registerPages(t, s)
	v := visitRegister(t, s)
	for _, target := range []string{"/filings?lang=zh", "/filings?lang=en&provisional=1", "/filings/2?lang=zh", "/filings/3?lang=en", "/notices?lang=zh", "/runs/2?lang=en"} {
		v.printed(t, target)
	}
}

// The audit objects to no page of the register, light or dark, wide or narrow.
func TestBrowserAccessibilityOfRegister(t *testing.T) {
	s := filled(t)
	targets := registerPages(t, s)
	v := visitRegister(t, s)
	axe := axeCore(t)
	for i, target := range targets {
		for scheme, width := range map[string]int64{"light": 360, "dark": 1080} {
			v.do(t, chromedp.EmulateViewport(width, 900), emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
				chromedp.Navigate(v.at+target+"lang="+deadline.Language(i&1).String()), chromedp.WaitVisible("main", chromedp.ByQuery),
				chromedp.Evaluate(`document.querySelectorAll("details").forEach(d => d.open = true)`, nil))
			assert.Empty(t, v.violations(t, axe), "%s %s %d", target, scheme, width)
		}
	}
}

// A browser without scripts is enough to enter a filing, to say that it is filed, and to look for it.
func TestBrowserRegister(t *testing.T) {
	s := newTest(t)
	v := visitRegister(t, s)
	v.do(t, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(v.at+"/?lang=en&rule=face.reached&trigger=2026-11-02"),
		chromedp.Click(`a[href^="/filings/new"]`, chromedp.ByQuery), chromedp.WaitVisible("#entity", chromedp.ByQuery),
		chromedp.SendKeys("#entity", "甲公司", chromedp.ByQuery), chromedp.SendKeys("#reference", "A-7", chromedp.ByQuery),
		chromedp.Click(`.ask button`, chromedp.ByQuery), chromedp.WaitVisible("#receipt", chromedp.ByQuery))
	assert.Contains(t, v.text(t, "main"), "in time; safe by: 15 working days left; due: 16 working days left")
	v.do(t, chromedp.SendKeys("#receipt", "京网备1号", chromedp.ByQuery), chromedp.Click(`button[value="file"]`, chromedp.ByQuery), chromedp.WaitVisible(`button[value="reopen"]`, chromedp.ByQuery))
	assert.Contains(t, v.text(t, "[role=status]"), "Receipt number: 京网备1号")
	v.do(t, chromedp.Click(`nav a[href="/filings?lang=en"]`, chromedp.ByQuery), chromedp.WaitVisible(".chips", chromedp.ByQuery),
		chromedp.Click(`.chips a[href*="filed"]`, chromedp.ByQuery), chromedp.WaitVisible(".filings", chromedp.ByQuery))
	assert.Contains(t, v.text(t, ".filings tbody tr"), "2026-12-14 Mon safe by 2026-12-11 甲公司 facial recognition filing · A-7")
}

// Over plain HTTP, too, as in an intranet, where browsers do not send Sec-Fetch-Site, a form of the service's own is taken.
func TestBrowserRegisterInIntranet(t *testing.T) {
	s := newTest(t)
	v := visitRegister(t, s)
	v.at = strings.Replace(v.at, "127.0.0.1", "intranet.test", 1)
	v.do(t, chromedp.Navigate(v.at+"/filings/new?lang=en&rule=face.reached&trigger=2026-11-02"), chromedp.WaitVisible("#entity", chromedp.ByQuery),
		chromedp.SendKeys("#entity", "甲公司", chromedp.ByQuery), chromedp.Click(`.ask button`, chromedp.ByQuery), chromedp.WaitVisible(".done", chromedp.ByQuery))
	assert.Equal(t, "甲公司", filing(t, s, 1).Entity)
}

// Files are tried and stored as a person does it. The previews are laid out as well as the other pages, and audited.
func TestBrowserPreviews(t *testing.T) {
	s := filled(t)
	v := visitRegister(t, s)
	axe := axeCore(t)
	folder := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(folder, name)
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
		return name
	}
	looks := func(name string) {
		t.Helper()
		v.measured(t, name)
		v.do(t, emulation.SetEmulatedMedia())
		assert.Empty(t, v.violations(t, axe), name)
	}
	wrong := "key,entity,rule,trigger\nk1,甲公司,face.reached,2026-13-01\n" + strings.Repeat("k", 101) + ",x,face.reached,2026-11-02\n"
	good := "key,entity,rule,trigger\nk1,甲公司,face.reached,2026-09-02\nn1," + strings.Repeat("Unbroken", 12) + ",face.reached,2026-11-02\n"
	v.do(t, chromedp.Navigate(v.at+"/filings/import?lang=zh"), chromedp.SetUploadFiles("#file", []string{file("wrong.csv", wrong)}, chromedp.ByQuery),
		chromedp.Click(".ask button", chromedp.ByQuery), chromedp.WaitVisible(".line-bad", chromedp.ByQuery))
	looks("a table with wrong rows")
	v.do(t, chromedp.SetUploadFiles("#file", []string{file("good.csv", good)}, chromedp.ByQuery), chromedp.Click(`form[enctype] button`, chromedp.ByQuery),
		chromedp.WaitVisible(`button[value="store"]`, chromedp.ByQuery))
	looks("a table")
	v.do(t, chromedp.Click(`button[value="store"]`, chromedp.ByQuery), chromedp.WaitVisible(".done", chromedp.ByQuery))
	assert.Equal(t, "已保存：新增1项，修改1项，未变0项", v.text(t, ".done"))

	v.do(t, chromedp.Navigate(v.at+"/notices?lang=en"), chromedp.SetUploadFiles("#file", []string{file("2027.txt", pasted2027)}, chromedp.ByQuery),
		chromedp.Click(`form[enctype] button`, chromedp.ByQuery), chromedp.WaitVisible(`button[value="store"]`, chromedp.ByQuery))
	looks("a notice")
	v.do(t, chromedp.Click(`button[value="store"]`, chromedp.ByQuery), chromedp.WaitVisible(".who time", chromedp.ByQuery))
	assert.Contains(t, v.text(t, "main"), "Of 60 open filings, 10 change.")
	v.do(t, chromedp.Navigate(v.at+"/notices?lang=zh"), chromedp.Click(`form[action*="withdraw=1"] button`, chromedp.ByQuery), chromedp.WaitVisible(`button[value="withdraw"]`, chromedp.ByQuery))
	looks("a layer to be withdrawn")
}
