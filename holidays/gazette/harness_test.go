package gazette_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// yearNotices returns the annual notices from 2007 on, twenty of them.
func yearNotices() (all []holidays.Notice) {
	for _, n := range holidays.China().Notices() {
		if n.Amends == "" && n.Year >= 2007 {
			all = append(all, n)
		}
	}
	return all
}

// read parses a text, and takes a notice that lacks nothing but its number or its date.
func read(name, text string) (holidays.Notice, gazette.Reading, error) {
	n, r, err := gazette.Parse(name, []byte(text))
	if unofficial := (*gazette.UnofficialError)(nil); errors.As(err, &unofficial) {
		err = nil
	}
	return n, r, err
}

// whole writes a notice in full, as it is published.
func whole(n holidays.Notice, style int) string {
	text, _, _ := writeProse(n, proseStyles[style], proseFrames[1])
	return text
}

func requireRefused(t *testing.T, err error) {
	t.Helper()
	var syntax *holidays.SyntaxError
	var statute *holidays.StatuteError
	require.True(t, errors.As(err, &syntax) || errors.As(err, &statute), "%T %v", err, err)
	require.True(t, utf8.ValidString(err.Error()))
	require.NotContains(t, err.Error(), "net ", "no message suggests to overrule the statute")
	require.NotEqual(t, err.Error(), gazette.Chinese(err))
}

type cnDay struct {
	Name     string `json:"name"`
	Date     string `json:"date"`
	IsOffDay bool   `json:"isOffDay"`
}

type cnYear struct {
	Schema string   `json:"$schema"`
	Year   int      `json:"year"`
	Papers []string `json:"papers"`
	Days   []cnDay  `json:"days"`
}

// holidayCN writes a year's file of holiday-cn from the facts of notices, amendments laid over the year's notice.
func holidayCN(layers ...holidays.Notice) cnYear {
	y := cnYear{Schema: "https://example.com/schema.json", Year: layers[0].Year}
	byDate := map[string]cnDay{}
	for _, n := range layers {
		y.Papers = append(y.Papers, n.URL)
		for _, s := range n.Spans {
			for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
				byDate[d.String()] = cnDay{s.Name, d.String(), s.Kind == holidays.Holiday}
			}
		}
	}
	for _, d := range byDate {
		y.Days = append(y.Days, d)
	}
	slices.SortFunc(y.Days, func(a, b cnDay) int { return strings.Compare(a.Date, b.Date) })
	return y
}

func (y cnYear) write(t testing.TB) []byte {
	t.Helper()
	text, err := json.MarshalIndent(y, "", "    ")
	require.NoError(t, err)
	return text
}

// kinds returns the kind of every day that a notice names.
func kinds(n holidays.Notice) map[holidays.Date]holidays.Kind {
	all := map[holidays.Date]holidays.Kind{}
	for _, s := range n.Spans {
		for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
			all[d] = s.Kind
		}
	}
	return all
}
