package gazette_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// Every annual notice, written in every shape, comes back with its year and its days, and with its number and its date where
// they are printed; without one of them it is unofficial.
func TestParseProse(t *testing.T) {
	t.Parallel()
	notices := yearNotices()
	require.Len(t, notices, 20)
	for _, style := range proseStyles {
		t.Run(style.name, func(t *testing.T) {
			t.Parallel()
			for _, frame := range proseFrames {
				for _, marks := range proseMarks {
					for i, want := range notices {
						if testing.Short() && i%7 != 0 {
							continue
						}
						text, number, issued := writeProse(want, style, frame)
						got, r, err := gazette.Parse("notice.txt", []byte(marks.write(text)))
						if number == "" || issued.IsZero() {
							unofficial := (*gazette.UnofficialError)(nil)
							require.True(t, errors.As(err, &unofficial), "%s: %v\n%s", marks.name, err, text)
							require.Equal(t, number == "", unofficial.NoNumber)
							require.Equal(t, issued.IsZero(), unofficial.Undated)
						} else {
							require.NoError(t, err, "%s:\n%s", marks.name, text)
						}
						require.Equal(t, holidays.Notice{Number: number, Title: want.Title, Year: want.Year, Issued: issued, Spans: want.Spans}, got,
							"%s:\n%s", marks.name, text)
						require.Empty(t, r.Unread)
						require.Equal(t, r.Statute, r.Sum)
					}
				}
			}
		})
	}
}

// A notice that the calendar has already changes nothing, and its text form gives the same notice again.
func TestParseProseAgain(t *testing.T) {
	t.Parallel()
	for i, n := range yearNotices() {
		pasted, r, err := gazette.Parse("pasted", []byte(whole(n, i%len(proseStyles))))
		require.NoError(t, err)
		assert.Len(t, r.Festivals, map[bool]int{true: 4, false: 7}[n.Year == 2007])
		assert.True(t, r.Dated)
		assert.Equal(t, 1, r.Numbers)
		c, err := holidays.China().With(pasted)
		require.NoError(t, err)
		require.Equal(t, holidays.China().ID(), c.ID())
		text, err := pasted.MarshalText()
		require.NoError(t, err)
		again, _, err := gazette.Parse("text form", text)
		require.NoError(t, err)
		require.Equal(t, pasted, again)
	}
}

// A text cut short anywhere is refused, or what is missing says nothing of days: it never gives other days.
func TestParseProseCutShort(t *testing.T) {
	t.Parallel()
	for i, want := range yearNotices() {
		for j, style := range proseStyles {
			for k, frame := range proseFrames {
				if (i+j+k)%14 > 0 || testing.Short() && i%13 != 0 { // a fourteenth of them has every style, every frame and almost every notice
					continue
				}
				text, _, _ := writeProse(want, style, frame)
				for at := range text {
					if got, _, err := read("cut", text[:at]); err == nil {
						require.Equal(t, want.Spans, got.Spans, "cut at %d:\n%s", at, text[:at])
					} else {
						requireRefused(t, err)
					}
				}
			}
		}
	}
}

// A foreign word anywhere is refused, or it is in text that says nothing of days: nothing is skipped in silence.
func TestParseProseForeignWord(t *testing.T) {
	t.Parallel()
	for i, want := range yearNotices() {
		if testing.Short() && i%13 != 0 {
			continue
		}
		text := whole(want, i%len(proseStyles))
		first, closing := strings.Index(text, "一、"), strings.Index(text, "节日期间")
		for at := range text {
			got, _, err := read("foreign", text[:at]+"某"+text[at:])
			if err != nil {
				requireRefused(t, err)
				continue
			}
			require.Equal(t, want.Spans, got.Spans)
			advice := strings.LastIndex(text[:at], "鼓励") > strings.LastIndex(text[:at], "。")
			require.True(t, at <= first || at >= closing-1 || advice, "taken at %d:\n%s", at, text[:at])
		}
	}
}

// Without one of its items, or with one twice, no notice is read.
func TestParseProseItems(t *testing.T) {
	t.Parallel()
	for i, n := range yearNotices() {
		lines := strings.SplitAfter(whole(n, i%len(proseStyles)), "\n")
		for at, line := range lines {
			if mark := []rune(line); len(mark) < 2 || mark[1] != '、' {
				continue
			}
			_, _, err := read("without", strings.Join(lines[:at], "")+strings.Join(lines[at+1:], ""))
			requireRefused(t, err)
			_, _, err = read("twice", strings.Join(lines[:at+1], "")+strings.Join(lines[at:], ""))
			requireRefused(t, err)
		}
	}
}
