package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// notice2027 is imaginary: the real one is not out.
const notice2027 = `
notice 测试〔2026〕1号
title  imaginary
year   2027
issued 2026-11-20
off    2027-01-01 Fri 2027-01-03 Sun 3 元旦
off    2027-02-05 Fri 2027-02-12 Fri 8 春节
work   2027-02-14 Sun 春节
work   2027-02-20 Sat 春节
off    2027-04-03 Sat 2027-04-05 Mon 3 清明节
off    2027-05-01 Sat 2027-05-05 Wed 5 劳动节
work   2027-05-08 Sat 劳动节
off    2027-06-09 Wed 1 端午节
off    2027-09-15 Wed 1 中秋节
off    2027-10-01 Fri 2027-10-07 Thu 7 国庆节
work   2027-09-26 Sun 国庆节
work   2027-10-09 Sat 国庆节
`

func post(t *testing.T, s *service, target, body string, headers ...string) (loaded, problem) {
	t.Helper()
	w := call(s.handler(), "POST", target, body, append(headers, "Authorization: Bearer "+secret)...)
	if w.Code != 200 {
		return loaded{}, problemOf(t, w)
	}
	var l loaded
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &l))
	return l, problem{}
}

// A notice is loaded at once, and the response names what changed.
func TestPostNotices(t *testing.T) {
	s := newTest(t)
	const ask = "/v1/due?rule=face.reached&trigger=2026-12-01"
	assert.Contains(t, call(s.handler(), "GET", ask, "").Body.String(), `"provisional":true`)

	l, p := post(t, s, "/v1/notices", notice2027)
	require.Empty(t, p.Detail)
	assert.True(t, l.Changed)
	assert.Equal(t, "测试〔2026〕1号", l.Notice.Number)
	assert.Equal(t, register.BeforeAfter{Before: "2026-12-24", After: "2027-12-24"}, l.Settled)
	assert.NotEqual(t, l.Calendar.Before, l.Calendar.After)
	require.NotEmpty(t, l.Days)
	for _, day := range l.Days {
		assert.NotEqual(t, day.Before.Kind, day.After.Kind, day.Date)
	}
	assert.Contains(t, call(s.handler(), "GET", ask, "").Body.String(), `"provisional":false`)

	l, p = post(t, s, "/v1/notices", notice2027)
	require.Empty(t, p.Detail)
	assert.False(t, l.Changed, "the same notice again changes nothing")
	assert.Empty(t, l.Days)
	held, err := s.record.register.Notices(t.Context())
	require.NoError(t, err)
	assert.Len(t, held, 1)

	_, err = s.record.reload(t.Context())
	require.NoError(t, err)
	assert.Contains(t, call(s.handler(), "GET", ask, "").Body.String(), `"provisional":false`, "what was posted stays over a reload")
}

// An amendment names the year, and finds the notice that it amends.
func TestPostAmendment(t *testing.T) {
	const amendment = `国务院办公厅关于延长2027年春节假期的通知
国办发明电〔2027〕999号
经国务院批准，现将延长2027年春节假期的具体安排通知如下。
延长2027年春节假期至2月14日（星期日），2月15日（星期一）起正常上班。
国务院办公厅
2027年1月26日
`
	s := newTest(t)
	_, p := post(t, s, "/v1/notices", amendment)
	assert.Equal(t, "conflict", p.Code, "there is nothing to amend")
	_, p = post(t, s, "/v1/notices", notice2027)
	require.Empty(t, p.Detail)
	for _, changed := range []bool{true, false} {
		l, p := post(t, s, "/v1/notices", amendment)
		require.Empty(t, p.Detail)
		assert.Equal(t, changed, l.Changed)
		if changed {
			require.Len(t, l.Days, 2)
			assert.Equal(t, "2027-02-13", l.Days[0].Date.String())
		}
	}
	assert.Equal(t, holidays.Holiday, s.record.calendar().Day(holidays.MustParseDate("2027-02-13")).Kind)
}

// What is no notice, or contradicts one, changes nothing.
func TestNoticesRefused(t *testing.T) {
	s := newTest(t)
	id := s.record.calendar().ID()
	good := notice2027
	for _, row := range []struct {
		name, target, body string
		headers            []string
		status             int
		code, says         string
	}{
		{"empty", "/v1/notices", "", nil, 422, "bad_notice", ""},
		{"a wrong weekday", "/v1/notices", strings.Replace(good, "2027-01-01 Fri", "2027-01-01 Sat", 1), nil, 422, "bad_notice", "2027-01-01"},
		{"not UTF-8", "/v1/notices", "year 2027\n\xff", nil, 422, "bad_notice", "UTF-8"},
		{"too long", "/v1/notices", strings.Repeat("# \n", 1<<19), nil, 413, "too_large", "1048576"},
		{"not the statute's days", "/v1/notices", strings.Replace(good, "work   2027-10-09 Sat 国庆节\n", "", 1), nil, 422, "statute", "gives 13"},
		{"a fragment", "/v1/notices", strings.SplitAfter(good, "元旦\n")[0], nil, 422, "statute", "2027-02-05"},
		{"an unknown parameter", "/v1/notices?accept_net=1", good, nil, 400, "bad_query", "accept_net"},
		{"another type", "/v1/notices", good, []string{"Content-Type: image/png"}, 415, "type", "text/plain"},
		{"half an amendment", "/v1/notices", good + "amends nothing\n", nil, 409, "conflict", "load that notice first"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, p := post(t, s, row.target, row.body, row.headers...)
			assert.Equal(t, row.status, p.Status, p.Detail)
			assert.Equal(t, row.code, p.Code)
			assert.Contains(t, p.Detail, row.says)
			assert.Equal(t, id, s.record.calendar().ID())
		})
	}
	s.record.register = nil
	_, p := post(t, s, "/v1/notices", good)
	assert.Equal(t, 403, p.Status, "without -token nothing is taken, whatever token is sent")
}

// The forms of holiday-cn and of the official prose are taken as well as the text form: the folder's tests of the library
// read them; here the type of the body must not stand in their way.
func TestNoticeForms(t *testing.T) {
	s := newTest(t)
	n := holidays.China().Notices()
	text, err := n[len(n)-1].MarshalText()
	require.NoError(t, err)
	l, p := post(t, s, "/v1/notices", string(text), "Content-Type: application/octet-stream")
	assert.False(t, l.Changed, p.Detail)
	_, p = post(t, s, "/v1/notices", `{"year":2027,"papers":[],"days":[]}`, "Content-Type: application/json")
	assert.Equal(t, "bad_notice", p.Code)
}

// A folder is read at the start and again on a signal. One bad file leaves the calendar as it is.
func TestFolder(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "2027.txt")
	good := notice2027
	require.NoError(t, os.WriteFile(filepath.Join(folder, ".hidden"), []byte("no notice"), 0o600))
	r, err := newRecord(folder)
	require.NoError(t, err)
	before := r.calendar().ID()
	require.NoError(t, os.WriteFile(file, []byte(good), 0o600))
	c, err := r.reload(t.Context())
	require.NoError(t, err)
	assert.True(t, c.Changed)
	after := r.calendar().ID()
	require.NoError(t, os.WriteFile(file, []byte(good[:len(good)-20]), 0o600))
	_, err = r.reload(t.Context())
	assert.ErrorContains(t, err, "2027.txt")
	assert.Equal(t, after, r.calendar().ID())
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(good, "work   2027-10-09 Sat 国庆节\n", "", 1)), 0o600))
	_, err = r.reload(t.Context())
	assert.ErrorContains(t, err, "2027.txt")
	require.NoError(t, os.Remove(file))
	_, err = r.reload(t.Context())
	require.NoError(t, err)
	assert.Equal(t, before, r.calendar().ID(), "a file that is gone is gone")
	_, err = newRecord(filepath.Join(folder, "none"))
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// While notices are swapped, each answer is that of one calendar or the other, whole.
func TestSwapUnderReaders(t *testing.T) {
	s := newTest(t)
	s.record.register = nil
	h := s.handler()
	with, without := s.record.calendar(), (*holidays.Calendar)(nil)
	n, _, err := gazette.Parse("2027", []byte(notice2027))
	require.NoError(t, err)
	without = with
	with, err = with.With(n)
	require.NoError(t, err)
	want := map[string]string{}
	for _, c := range []*holidays.Calendar{with, without} {
		result, _ := deadline.Compute(deadline.FaceReached(), holidays.MustParseDate("2026-12-01"), c)
		want[c.ID()] = fmt.Sprint(result.Due, result.SafeBy, !result.EstimatedFrom.IsZero())
	}
	var readers sync.WaitGroup
	for range 4 {
		readers.Add(1)
		go func() {
			defer readers.Done()
			for range 200 {
				w := call(h, "GET", "/v1/due?rule=face.reached&trigger=2026-12-01", "")
				var got deadline.Result
				if assert.NoError(t, json.Unmarshal(w.Body.Bytes(), &got)) {
					assert.Equal(t, want[got.Calendar], fmt.Sprint(got.Due, got.SafeBy, !got.EstimatedFrom.IsZero()))
				}
			}
		}()
	}
	for i := range 100 {
		s.record.alone.Store([]*holidays.Calendar{with, without}[i%2])
	}
	readers.Wait()
}
