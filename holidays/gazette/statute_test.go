package gazette_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// The statutory days of 春节 begin on 除夕 or on 初一, by the version of the statute; holidays says which day is off, and not which
// of the two it is. Every version that holidays has is known here as well: of every year to 2060 the day off before 初一 is read
// as 除夕 and no other day is.
func TestEveryVersionOfTheStatute(t *testing.T) {
	fromEve := map[string]bool{"国务院令第270号": false, "国务院令第513号": true, "国务院令第644号": false, "国务院令第795号": true} // by the orders' own words
	for year := 2004; year <= 2060; year++ {
		statutory := holidays.StatutoryDays(year)
		i := slices.IndexFunc(statutory, func(d holidays.Day) bool { return d.Name == "春节" })
		require.Contains(t, fromEve, statutory[i].Source, "a new version: dates.go has to know whether it begins on 除夕")
		eve := statutory[i].Date
		if !fromEve[statutory[i].Source] {
			eve = eve.AddDays(-1)
		}
		if first, ok := firstOfYear[year]; ok {
			require.Equal(t, fmt.Sprintf("%d-%s", year, first), eve.AddDays(1).String())
		}
		for offset, isRight := range map[int]bool{-1: false, 0: true, 1: false} {
			d := eve.AddDays(offset)
			text := fmt.Sprintf("国务院办公厅关于%d年部分节假日安排的通知\n一、春节：%d月%d日（除夕）放假。\n", year, int(d.Month()), d.Day())
			_, _, err := gazette.Parse("eve", []byte(text)) // other festivals are missing
			require.Error(t, err)
			assert.Equal(t, isRight, !strings.Contains(err.Error(), "is not 除夕"), "%v: %v", d, err)
		}
	}
}

// A notice that cites the newest version of the statute is read, and one that cites a later one is not, by its order, by the
// day of the change and by the day in force. What is newest comes from holidays.
func TestNewestStatute(t *testing.T) {
	newest, from := "", 0
	for year := 2004; year <= 2060; year++ {
		if source := holidays.StatutoryDays(year)[0].Source; source != newest {
			newest, from = source, year
		}
	}
	require.Equal(t, "国务院令第795号", newest)
	require.Equal(t, 2025, from)
	for s, isNew := range map[string]bool{
		"根据" + newest + "，": false, "根据国务院令第796号，": true,
		fmt.Sprintf("根据%d年12月修订的《全国年节及纪念日放假办法》，", from-1): false, fmt.Sprintf("根据%d年2月修订的《全国年节及纪念日放假办法》，", from): true,
		fmt.Sprintf("根据《全国年节及纪念日放假办法》，自%d年1月1日起，", from): false, fmt.Sprintf("根据《全国年节及纪念日放假办法》，自%d年1月1日起，", from+1): true,
	} {
		_, _, err := gazette.Parse("statute", []byte(strings.Replace(goodProse, "现将2026年", s+"现将2026年", 1)))
		if isNew {
			require.ErrorContains(t, err, "newer than", s)
		} else {
			require.NoError(t, err, s)
		}
	}
}
