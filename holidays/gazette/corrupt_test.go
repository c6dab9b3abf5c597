package gazette_test

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// corruptions yields a text with one place changed: a digit, a weekday or a numeral replaced, dropped or doubled, a mark
// dropped, doubled or replaced, a clause, a sentence or a line dropped or doubled.
func corruptions(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		runes := []rune(text)
		const digits, weekdays, marks = "0123456789", "日一二三四五六七八九十", "，。、；：（）至—月年"
		for i, r := range runes {
			before, after := string(runes[:i]), string(runes[i+1:])
			for _, class := range []string{digits, weekdays, marks} {
				if !strings.ContainsRune(class, r) {
					continue
				}
				if !yield(before+after) || !yield(before+string(r)+string(r)+after) {
					return
				}
				for _, other := range class {
					if other != r && !yield(before+string(other)+after) {
						return
					}
				}
			}
		}
		for _, stops := range []string{"，；。\n", "。\n", "\n"} {
			parts := []string{}
			start := 0
			for i, r := range text {
				if strings.ContainsRune(stops, r) {
					parts = append(parts, text[start:i+len(string(r))])
					start = i + len(string(r))
				}
			}
			parts = append(parts, text[start:])
			for i := range parts {
				before, after := strings.Join(parts[:i], ""), strings.Join(parts[i+1:], "")
				if !yield(before+after) || !yield(before+parts[i]+parts[i]+after) {
					return
				}
			}
		}
	}
}

// Law 10: of the one-place corruptions of the texts none is accepted with other days, but a make-up day moved by whole weeks
// to another free weekend day within 12 days; with one witness none at all. The counts stand in the README.
func TestCorruptions(t *testing.T) {
	type counts struct{ all, same, weeks atomic.Int64 }
	years, changes := &counts{}, &counts{}
	try := func(t *testing.T, c *counts, want holidays.Notice, text string, witness []byte) {
		for spoilt := range corruptions(text) {
			if n := c.all.Add(1); testing.Short() && n%100 != 0 {
				continue
			}
			got, _, err := read("corrupt", spoilt)
			switch {
			case err != nil || got.Year != want.Year:
			case maps.Equal(kinds(want), kinds(got)):
				c.same.Add(1)
			default:
				c.weeks.Add(1)
				require.True(t, movedByWeeks(want, got), "%d is accepted with other days:\n%s", want.Year, spoilt)
				require.Error(t, gazette.Agree(got, "witness.json", witness))
			}
		}
	}
	t.Run("texts", func(t *testing.T) {
		for i, want := range yearNotices() {
			t.Run(fmt.Sprint(want.Year), func(t *testing.T) {
				t.Parallel()
				try(t, years, want, whole(want, i%len(proseStyles)), holidayCN(want).write(t))
			})
		}
		for _, test := range amendments {
			t.Run(test.name, func(t *testing.T) {
				t.Parallel()
				base, want := ofYear(test.year)
				try(t, changes, want, test.text, holidayCN(base, want).write(t))
			})
		}
	})
	if testing.Short() {
		return
	}
	table := "| text | changes tried | refused | read with the same days | with a make-up day moved by whole weeks | with other days |\n|---|--:|--:|--:|--:|--:|\n"
	for _, row := range []struct {
		name string
		*counts
	}{{"the notices of 2007–2026", years}, {"the amendments of 2015, 2019 and 2020", changes}} {
		all, same, weeks := row.all.Load(), row.same.Load(), row.weeks.Load()
		table += fmt.Sprintf("| %s | %d | %d | %d | %d | 0 |\n", row.name, all, all-same-weeks, same, weeks)
	}
	requireInReadme(t, table)
}

// Nor is one accepted of texts that are changed in up to three places at random: a character dropped, put in or replaced by one
// that notices use, a piece moved elsewhere.
func TestRandomCorruptions(t *testing.T) {
	t.Parallel()
	type original struct {
		want holidays.Notice
		text []rune
	}
	var all []original
	for i, want := range yearNotices() {
		all = append(all, original{want, []rune(whole(want, i%len(proseStyles)))})
	}
	for _, test := range amendments {
		_, want := ofYear(test.year)
		all = append(all, original{want, []rune(test.text)})
	}
	used := []rune("0123456789日一二三四五六七八九十，。、；：（）至—月年和 \n调休上班放假周末共天起公不延长")
	rng, tries := rand.New(rand.NewPCG(1, 2)), 10_000
	if testing.Short() {
		tries = 500
	}
	for range tries {
		o := all[rng.IntN(len(all))]
		text := slices.Clone(o.text)
		for range 1 + rng.IntN(3) {
			at, other := rng.IntN(len(text)), used[rng.IntN(len(used))]
			switch rng.IntN(4) {
			case 0:
				text = slices.Delete(text, at, at+1)
			case 1:
				text = slices.Insert(text, at, other)
			case 2:
				text[at] = other
			case 3:
				piece := slices.Clone(text[at:min(len(text), at+rng.IntN(20))])
				text = slices.Insert(text, rng.IntN(len(text)), piece...)
			}
		}
		if got, _, err := read("random", string(text)); err == nil && got.Year == o.want.Year && !maps.Equal(kinds(o.want), kinds(got)) {
			require.True(t, movedByWeeks(o.want, got), "%d is accepted with other days:\n%s", o.want.Year, string(text))
		}
	}
}

func requireInReadme(t *testing.T, text string) {
	t.Helper()
	t.Log(text)
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	require.True(t, strings.Contains(string(readme), text), "holidays/README.md does not have it; to mend it, copy what go test -v prints")
}

// movedByWeeks reports whether b is a with one make-up day moved by whole weeks, at most 12 days from a day off.
func movedByWeeks(a, b holidays.Notice) bool {
	was, is := kinds(a), kinds(b)
	var from, to []holidays.Date
	for d, kind := range was {
		if is[d] != kind {
			from = append(from, d)
		}
	}
	for d, kind := range is {
		if was[d] != kind {
			to = append(to, d)
		}
	}
	if len(from) != 1 || len(to) != 1 || was[from[0]] != holidays.Makeup || is[to[0]] != holidays.Makeup || from[0].DaysSince(to[0])%7 != 0 {
		return false
	}
	for k := -12; k <= 12; k++ {
		if is[to[0].AddDays(k)] == holidays.Holiday {
			return true
		}
	}
	return false
}

// Sentences that take a notice back, correct it, contradict it, or say that it is none.
var takeBacks = []string{
	"以上为网友预测。", "以上安排仅供参考。", "本通知自即日起废止。", "现予更正。", "此件为征求意见稿。", "有关放假安排以补充通知为准。", "国庆节放假安排暂缓执行。", "上述安排不再执行。", "上述安排取消。",
	"国庆节假期延长至10月10日。", "劳动节假期作相应调整。", "3月11日至15日放假。", "10月2日上班。", "1月5日起放假。", "本安排系推算，不是正式文件。", "以正式通知为准。", "湖北省除外。", "原定安排作废。",
	"该通知系网传，不实。", "春节假期缩短两天。", "具体放假时间另行通知。", "各地可自行调整放假时间。", "国庆节放假推迟一周。", "此通知为草案，尚未发布。", "元旦不放假。", "以上日期有误，请勿转发。", "除夕上班。",
	"此为模拟测试文本，并非国务院办公厅发布。", "国庆节放假十天。", "周六一律上班。", "本通知已撤回。", "调休上班日可能变动。", "中秋节改为次日放假。", "补休一天。", "以上内容由人工智能生成。",
	"此通知已停用。", "本页内容已被新通知替换。", "以上均为编造。", "官方尚无通知。", "国庆放假时间有变。", "纯属玩笑。", "此稿由程序生成。", "网络流传版本。",
	"春节假期12天。", "国庆长假12天。", "元旦连放9天。", "国庆10.1—10.12放假。", "国庆放到12号。", "五一假期5月1日至11日。", "10月11日至25日休。", "3月11日至15日不再上班。",
}

// No text is read in which a notice is taken back, whether inside, in the closing and behind the items, or outside.
func TestTakenBack(t *testing.T) {
	t.Parallel()
	var refused, places atomic.Int64
	t.Run("sentences", func(t *testing.T) {
		for _, s := range takeBacks {
			t.Run(strings.TrimSuffix(s, "。"), func(t *testing.T) {
				t.Parallel()
				for i, n := range yearNotices()[1:] {
					if testing.Short() && i%18 != 0 {
						continue
					}
					text := whole(n, i%2)
					all := map[string]string{
						"in the closing":     strings.Replace(text, "不得浪费。\n", "不得浪费。"+s+"\n", 1),
						"behind the items":   strings.Replace(text, "节日期间", s+"节日期间", 1),
						"behind the date":    text + s + "\n",
						"in brackets":        text + "（" + strings.TrimSuffix(s, "。") + "）\n",
						"before the heading": s + "\n" + text,
						"under the heading":  strings.Replace(text, n.Number, n.Number+"\n"+s, 1),
						"on the page":        strings.Replace(pageOf(n, text), "<div>责任编辑", "<div>"+s+"</div><div>责任编辑", 1),
					}
					places.Store(int64(len(all)))
					for place, spoilt := range all {
						_, _, err := gazette.Parse("taken back", []byte(spoilt))
						if assert.Error(t, err, "%s %d", place, n.Year) {
							requireRefused(t, err)
							refused.Add(1)
						}
					}
				}
			})
		}
	})
	if !testing.Short() {
		requireInReadme(t, fmt.Sprintf("%d sentences that take a notice back, in %d places inside and outside the text of every year: all %d texts are refused",
			len(takeBacks), places.Load(), refused.Load()))
	}
}
