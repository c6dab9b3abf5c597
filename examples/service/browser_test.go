package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
	"github.com/cnworkday/cnworkday/holidays"
)

var update = flag.Bool("update", false, "write the picture page.png anew")

const axeVersion = "axe-core@4.14.1"

// A visitor is a browser that notes what went wrong on the pages it saw: errors on the console, violations of the policy,
// requests to other hosts.
type visitor struct {
	ctx context.Context
	at  string

	mu    sync.Mutex
	wrong []string
}

// missing skips a test for want of a tool, or fails it where everything must be there.
func missing(t *testing.T, tool string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is missing, and CI=true: .ci/service installs it", tool)
	}
	t.Skipf("SKIPPED, NOT TESTED: %s is missing; .ci/service installs it", tool)
}

func visit(t *testing.T) *visitor {
	t.Helper()
	return visitService(t, newTest(t))
}

func visitService(t *testing.T, s *service) *visitor {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "chromium")
	}
	server := httptest.NewServer(s.handler())
	t.Cleanup(server.Close)
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en-US"), chromedp.Flag("host-resolver-rules", "MAP intranet.test 127.0.0.1"),
		chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1080, 1500), chromedp.Flag("hide-scrollbars", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := context.WithTimeout(allocator, 5*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	t.Cleanup(func() { chromedp.Cancel(ctx) }) // waits until it has ended
	v := &visitor{ctx: ctx, at: server.URL}
	chromedp.ListenTarget(ctx, v.note)
	require.NoError(t, chromedp.Run(ctx, log.Enable(), network.Enable()))
	t.Cleanup(func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		assert.Empty(t, v.wrong)
	})
	return v
}

func (v *visitor) note(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		v.wrong = append(v.wrong, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		v.wrong = append(v.wrong, fmt.Sprintf("console: %s %v", e.Type, e.Args))
	case *log.EventEntryAdded: // violations of the policy are here as well
		v.wrong = append(v.wrong, fmt.Sprintf("log: %s %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL))
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, v.at) && !strings.HasPrefix(u, "file://") && !strings.HasPrefix(u, "data:") && u != "about:blank" { // the browser draws its own date fields with data:
			v.wrong = append(v.wrong, "a request elsewhere: "+u)
		}
	}
}

func (v *visitor) do(t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	require.NoError(t, chromedp.Run(v.ctx, actions...))
}

func (v *visitor) text(t *testing.T, selector string) (text string) {
	t.Helper()
	v.do(t, chromedp.Text(selector, &text, chromedp.ByQuery))
	return strings.Join(strings.Fields(text), " ")
}

// A person fills the form, reads the due date, takes the calendar file, and reads on in Chinese.
func TestBrowser(t *testing.T) {
	v := visit(t)
	v.do(t, chromedp.Navigate(v.at+"/"), chromedp.SetValue("#rule", "face.reached", chromedp.ByQuery),
		chromedp.SetValue("#trigger", "2025-06-03", chromedp.ByQuery), chromedp.Click(".ask button", chromedp.ByQuery),
		chromedp.WaitVisible("#due-date", chromedp.ByQuery))
	assert.Equal(t, "2025-07-15", v.text(t, "#due-date"))
	assert.Equal(t, "15 DUE 30", v.text(t, ".month td.due"))
	assert.Contains(t, v.text(t, ".facts .safe"), "2025-07-14 Monday")
	var value string
	v.do(t, chromedp.Value("#trigger", &value, chromedp.ByQuery))
	assert.Equal(t, "2025-06-03", value, "the form keeps what was asked")

	folder := t.TempDir()
	done := make(chan struct{})
	chromedp.ListenTarget(v.ctx, func(event any) {
		if e, ok := event.(*browser.EventDownloadProgress); ok && e.State == browser.DownloadProgressStateCompleted {
			close(done)
		}
	})
	v.do(t, browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(folder).WithEventsEnabled(true))
	err := chromedp.Run(v.ctx, chromedp.Click(`a[href^="/v1/due.ics"]`, chromedp.ByQuery))
	require.True(t, err == nil || strings.Contains(err.Error(), "ERR_ABORTED"), "%v", err) // a download is no new page
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("no file came")
	}
	file, err := os.ReadFile(filepath.Join(folder, "face.reached-2025-06-03.ics"))
	require.NoError(t, err)
	assert.Contains(t, string(file), "DTSTART;VALUE=DATE:20250715")

	v.do(t, chromedp.Click(`nav a[hreflang="zh-CN"]`, chromedp.ByQuery), chromedp.WaitVisible(`html[lang="zh-CN"] #due-date`, chromedp.ByQuery))
	assert.Contains(t, v.text(t, "h1"), "截止日 2025-07-15 周二")
	v.do(t, chromedp.Click(`nav a[href^="/calendar/"]`, chromedp.ByQuery), chromedp.WaitVisible(`#year`, chromedp.ByQuery))
	assert.Contains(t, v.text(t, "#year"), "2026年工作日历")
}

// Typing finds a rule in either language, whatever the language of the page; what nothing has hides nothing.
func TestBrowserSearch(t *testing.T) {
	v := visit(t)
	v.do(t, chromedp.Navigate(v.at+"/?lang=en"), chromedp.WaitVisible("#find", chromedp.ByQuery))
	for typed, want := range map[string]string{"人脸 终止": "face.terminated", "Standard Contract": "scc.effective", "100,000 stored facial": "face.reached"} {
		var found string
		v.do(t, chromedp.Evaluate(`document.getElementById("find").value = ""`, nil), chromedp.SendKeys("#find", typed, chromedp.ByQuery), chromedp.Value("#rule", &found, chromedp.ByQuery))
		assert.Equal(t, want, found, typed)
		assert.Equal(t, "1", v.text(t, "#found"), typed)
	}
	var n int
	v.do(t, chromedp.Evaluate(`document.getElementById("find").value = ""`, nil), chromedp.SendKeys("#find", "no such rule", chromedp.ByQuery), chromedp.Evaluate(`document.querySelectorAll("#rule option").length`, &n))
	assert.Equal(t, len(deadline.Rules()), n)
	assert.Equal(t, "0", v.text(t, "#found"))
}

// A provisional answer is marked for the eye: beside the date, above the months, and on each estimated day.
func TestBrowserProvisional(t *testing.T) {
	v := visit(t)
	v.do(t, chromedp.Navigate(v.at+"/?rule=face.reached&trigger=2026-12-01&lang=en"), chromedp.WaitVisible("#provisional", chromedp.ByQuery),
		chromedp.WaitVisible("h1 .stamp", chromedp.ByQuery), chromedp.WaitVisible(".month td.estimated", chromedp.ByQuery))
	assert.Equal(t, "PROVISIONAL", v.text(t, "h1 .stamp"))
	assert.Contains(t, v.text(t, "#provisional"), "The notice for 2027 is not loaded")
	assert.Contains(t, v.text(t, ".month td.due"), "~13")
	var hatched bool
	v.do(t, chromedp.Evaluate(`getComputedStyle(document.querySelector(".month td.estimated")).backgroundImage.includes("gradient")`, &hatched))
	assert.True(t, hatched)
}

// The keyboard alone is enough, and so is a browser without scripts.
func TestBrowserKeyboard(t *testing.T) {
	v := visit(t)
	v.do(t, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(v.at+"/?lang=en"), chromedp.WaitVisible("#trigger", chromedp.ByQuery),
		chromedp.Focus("#trigger", chromedp.ByQuery), chromedp.KeyEvent("06032025"), chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible("#due-date", chromedp.ByQuery))
	assert.Equal(t, "2025-07-15", v.text(t, "#due-date"))
	v.do(t, chromedp.WaitNotVisible("#print", chromedp.ByQuery))
	v.do(t, emulation.SetScriptExecutionDisabled(false), chromedp.Reload(), chromedp.WaitVisible("#print", chromedp.ByQuery))
}

// On a telephone nothing stands out of the page, and paper shows the answer without the form.
func TestBrowserPhoneAndPaper(t *testing.T) {
	v := visit(t)
	for _, target := range []string{"/?lang=zh", "/?rule=face.reached&trigger=2025-09-12", "/?rule=face.reached&trigger=2026-12-01&lang=zh", "/calendar/2026"} {
		var wide, shown int64
		v.do(t, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile), chromedp.Navigate(v.at+target), chromedp.WaitVisible("main", chromedp.ByQuery),
			chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide), chromedp.Evaluate(`innerWidth`, &shown))
		assert.LessOrEqual(t, wide, shown, target)
	}
	var display string
	v.do(t, emulation.SetEmulatedMedia().WithMedia("print"), chromedp.Navigate(v.at+"/?rule=face.reached&trigger=2025-09-12"),
		chromedp.Evaluate(`getComputedStyle(document.querySelector(".ask")).display`, &display),
		chromedp.ActionFunc(func(ctx context.Context) error {
			paper, _, err := cdppage.PrintToPDF().WithPrintBackground(true).Do(ctx)
			assert.True(t, bytes.HasPrefix(paper, []byte("%PDF")))
			return err
		}))
	assert.Equal(t, "none", display)
}

// axe-core finds nothing to object to: on each kind of page, light and dark, wide and narrow.
func TestBrowserAccessibility(t *testing.T) {
	v := visit(t)
	axe := axeCore(t)
	file := filepath.Join(t.TempDir(), "evidence.html")
	result, err := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2026-12-01"), holidays.China())
	require.ErrorIs(t, err, holidays.ErrProvisional)
	var text bytes.Buffer
	require.NoError(t, page.Write(&text, page.Answer{Result: result, Calendar: holidays.China()}))
	require.NoError(t, os.WriteFile(file, text.Bytes(), 0o600))
	for _, target := range []string{
		v.at + "/?lang=en", v.at + "/?rule=face.reached&trigger=2025-09-12&lang=en&today=2025-10-15", v.at + "/?rule=face.reached&trigger=2026-12-01&lang=zh",
		v.at + "/?rule=face.draft2023&trigger=2025-06-03", v.at + "/?rule=export.validity&trigger=2024-05-31&lang=zh", v.at + "/calendar/2026?lang=en", v.at + "/count?lang=en&date=2026-11-20&n=30", "file://" + file,
	} {
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{360, 1080} {
				v.do(t, chromedp.EmulateViewport(width, 900), emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
					chromedp.Navigate(target), chromedp.WaitVisible("main", chromedp.ByQuery))
				assert.Empty(t, v.violations(t, axe), "%s %s %d", target, scheme, width)
			}
		}
	}
	// a page with a problem answers 400, which the browser notes as an error: it is looked at by itself
	v.do(t, chromedp.Navigate(v.at+"/?rule=face.reached&trigger=2025-02-30"), chromedp.WaitVisible(`[role=alert]`, chromedp.ByQuery))
	v.mu.Lock()
	v.wrong = slices.DeleteFunc(v.wrong, func(s string) bool { return strings.Contains(s, "status of 400") })
	v.mu.Unlock()
}

// violations are what the audit objects to on the page that the visitor sees.
func (v *visitor) violations(t *testing.T, axe string) (violations []string) {
	t.Helper()
	var found string
	v.do(t, chromedp.Evaluate(axe, nil),
		chromedp.Evaluate(`axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(x => x.id + ": " + x.nodes.map(n => n.html.slice(0, 200) + " " + n.failureSummary).join("; "))))`,
			&found, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	require.NoError(t, json.Unmarshal([]byte(found), &violations))
	return violations
}

// axeCore is the text of the audit, packed by npm.
func axeCore(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	command := exec.Command("npm", "pack", axeVersion, "--silent", "--pack-destination", folder)
	if output, err := command.CombinedOutput(); errors.Is(err, exec.ErrNotFound) {
		missing(t, "npm")
	} else if err != nil {
		t.Log(string(output))
		missing(t, axeVersion)
	}
	packed, err := filepath.Glob(filepath.Join(folder, "*.tgz"))
	require.NoError(t, err)
	require.Len(t, packed, 1)
	f, err := os.Open(packed[0])
	require.NoError(t, err)
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	require.NoError(t, err)
	for files := tar.NewReader(unzipped); ; {
		h, err := files.Next()
		require.NoError(t, err, "no axe.min.js in %s", packed[0])
		if h.Name == "package/axe.min.js" {
			text, err := io.ReadAll(files)
			require.NoError(t, err)
			return string(text)
		}
	}
}

// The picture of the page, for the README: it can be made anew and stays small. With -update it is written.
func TestPicture(t *testing.T) {
	v := visit(t)
	var shot []byte
	v.do(t, chromedp.EmulateViewport(1080, 1400), chromedp.Navigate(v.at+"/?rule=face.reached&trigger=2025-09-12&today=2025-10-15&lang=en"),
		chromedp.WaitVisible("#due-date", chromedp.ByQuery),
		chromedp.ActionFunc(func(ctx context.Context) (err error) {
			var bottom float64
			if err := chromedp.Evaluate(`document.querySelector(".months").getBoundingClientRect().bottom + scrollY + 16`, &bottom).Do(ctx); err != nil {
				return err
			}
			shot, err = cdppage.CaptureScreenshot().WithCaptureBeyondViewport(true).WithClip(&cdppage.Viewport{Width: 1080, Height: bottom, Scale: 1}).Do(ctx)
			return err
		}))
	small := fewColors(t, shot)
	assert.Less(t, len(small), 200<<10)
	if *update {
		require.NoError(t, os.WriteFile("page.png", small, 0o644))
	}
	committed, err := os.Stat("page.png")
	require.NoError(t, err)
	assert.Less(t, committed.Size(), int64(200<<10))
}

// fewColors draws a picture with its 255 most frequent colours, a third of the size.
func fewColors(t *testing.T, data []byte) []byte {
	t.Helper()
	from, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	count := map[color.RGBA]int{}
	for y := from.Bounds().Min.Y; y < from.Bounds().Max.Y; y++ {
		for x := from.Bounds().Min.X; x < from.Bounds().Max.X; x++ {
			count[color.RGBAModel.Convert(from.At(x, y)).(color.RGBA)]++
		}
	}
	var colors []color.RGBA
	for c := range count {
		colors = append(colors, c)
	}
	slices.SortFunc(colors, func(a, b color.RGBA) int {
		if d := count[b] - count[a]; d != 0 {
			return d
		}
		return strings.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
	var palette color.Palette
	for _, c := range colors[:min(255, len(colors))] {
		palette = append(palette, c)
	}
	to := image.NewPaletted(from.Bounds(), palette)
	draw.Draw(to, to.Bounds(), from, from.Bounds().Min, draw.Src)
	var out bytes.Buffer
	require.NoError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, to))
	return out.Bytes()
}
