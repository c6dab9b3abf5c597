package main

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
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
