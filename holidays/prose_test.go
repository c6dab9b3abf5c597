package holidays_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// yearNotices returns the annual notices from 2007 on, those whose shapes the prose reader knows.
func yearNotices() (all []holidays.Notice) {
	for _, n := range holidays.China().Notices() {
		if n.Amends == "" && n.Year >= 2007 {
			all = append(all, n)
		}
	}
	return all
}

// Every annual notice, written in every shape, comes back with its year and its spans, and with its number and its date
// where they are printed.
func TestParseNoticeProse(t *testing.T) {
	t.Parallel()
	notices := yearNotices()
	require.Len(t, notices, 20)
	for _, style := range proseStyles {
		t.Run(style.name, func(t *testing.T) {
			t.Parallel()
			for _, frame := range proseFrames {
				for _, marks := range proseMarks {
					for _, want := range notices {
						text, number, issued := writeProse(want, style, frame)
						got, err := parsePart("notice.txt", []byte(marks.write(text)))
						require.NoError(t, err, "%s:\n%s", marks.name, marks.write(text))
						require.Equal(t, holidays.Notice{Number: number, Title: want.Title, Year: want.Year, Issued: issued, Spans: want.Spans}, got,
							"%s:\n%s", marks.name, marks.write(text))
					}
				}
			}
		})
	}
}

// Pasting a notice that is on record already changes nothing, with its number and without.
func TestParseNoticeProseOnRecord(t *testing.T) {
	for i, n := range yearNotices() {
		for _, frame := range proseFrames[:2] {
			text, _, _ := writeProse(n, proseStyles[i%len(proseStyles)], frame)
			pasted, err := parsePart("pasted", []byte(text))
			require.NoError(t, err)
			c, err := holidays.China().With(pasted)
			require.NoError(t, err)
			require.Equal(t, holidays.China().ID(), c.ID())
		}
	}
}

// A text cut short anywhere is refused, or what is missing says nothing of days: it never gives other days.
func TestParseNoticeProseCutShort(t *testing.T) {
	t.Parallel()
	for i, want := range yearNotices() {
		for j, style := range proseStyles {
			for k, frame := range proseFrames {
				if (i+j+k)%14 > 0 { // a fourteenth of them has every style, every frame and almost every notice
					continue
				}
				text, _, _ := writeProse(want, style, frame)
				for at := range text {
					if got, err := parsePart("cut", []byte(text[:at])); err == nil {
						require.Equal(t, want.Spans, got.Spans, "cut at %d:\n%s", at, text[:at])
					} else {
						requireSyntaxError(t, err)
					}
				}
			}
		}
	}
}

// A foreign word anywhere is refused, or it stands in text that says nothing of days: nothing is skipped in silence.
func TestParseNoticeProseForeignWord(t *testing.T) {
	t.Parallel()
	for i, want := range yearNotices() {
		text, _, _ := writeProse(want, proseStyles[i%len(proseStyles)], proseFrames[1])
		first, closing := strings.Index(text, "一、"), strings.Index(text, "节日期间")
		for at := range text {
			got, err := parsePart("foreign", []byte(text[:at]+"某"+text[at:]))
			if err != nil {
				requireSyntaxError(t, err)
				continue
			}
			require.Equal(t, want.Spans, got.Spans)
			advice := strings.LastIndex(text[:at], "鼓励") > strings.LastIndex(text[:at], "。")
			require.True(t, at <= first || at >= closing-1 || advice, "taken at %d:\n%s", at, text[:at])
		}
	}
}

// Without one of its items, or with one twice, no notice is read.
func TestParseNoticeProseItems(t *testing.T) {
	for i, n := range yearNotices() {
		text, _, _ := writeProse(n, proseStyles[i%len(proseStyles)], proseFrames[1])
		lines := strings.SplitAfter(text, "\n")
		for at, line := range lines {
			if mark := []rune(line); len(mark) < 2 || mark[1] != '、' {
				continue
			}
			without := strings.Join(lines[:at], "") + strings.Join(lines[at+1:], "")
			_, err := parsePart("without", []byte(without))
			requireSyntaxError(t, err)
			_, err = parsePart("twice", []byte(strings.Join(lines[:at+1], "")+strings.Join(lines[at:], "")))
			requireSyntaxError(t, err)
		}
	}
}

func requireSyntaxError(t *testing.T, err error) *holidays.SyntaxError {
	t.Helper()
	var syntax *holidays.SyntaxError
	require.True(t, errors.As(err, &syntax), "%T %v", err, err)
	require.True(t, utf8.ValidString(err.Error()))
	return syntax
}
