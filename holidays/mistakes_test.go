package holidays_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// rickarChina is rickar/cal set up by hand from the notices: a day is worked as the last notice that takes it up says, and else
// Monday to Friday. Which notices and which days are taken up is where the mistakes are made.
func rickarChina(takes func(holidays.Notice, holidays.Date, holidays.Kind) bool) *cal.BusinessCalendar {
	worked := map[holidays.Date]bool{}
	for _, n := range holidays.China().Notices() {
		for _, s := range n.Spans {
			for d := s.First; !d.After(s.Last); d = d.AddDays(1) {
				if takes(n, d, s.Kind) {
					worked[d] = s.Kind.IsWorkday()
				}
			}
		}
	}
	b := cal.NewBusinessCalendar()
	b.WorkdayFunc = func(t time.Time) bool {
		if w, ok := worked[holidays.NewDate(t.Date())]; ok {
			return w
		}
		return !cal.IsWeekend(t)
	}
	return b
}

// midnight is a date as rickar/cal takes it.
func midnight(d holidays.Date) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// The usual mistakes, each made with rickar/cal alone, in counting 30 working days from every day of 2008 to 2025: how
// many dates come out wrong, all of them without an error. go test -v -run TestUsualMistakes ./holidays prints the table.
func TestUsualMistakes(t *testing.T) {
	t.Parallel()
	all := rickarChina(func(holidays.Notice, holidays.Date, holidays.Kind) bool { return true })
	without := func(number string) *cal.BusinessCalendar {
		return rickarChina(func(n holidays.Notice, _ holidays.Date, _ holidays.Kind) bool { return n.Number != number })
	}
	from := func(b *cal.BusinessCalendar) func(holidays.Date) time.Time {
		return func(d holidays.Date) time.Time { return b.WorkdaysFrom(midnight(d), 30) }
	}
	rolled := func(d holidays.Date) time.Time {
		start := midnight(d)
		for !all.IsWorkday(start) {
			start = start.AddDate(0, 0, 1)
		}
		return all.WorkdaysFrom(start, 30)
	}
	mistakes := []struct {
		name  string
		due   func(holidays.Date) time.Time
		wrong int // of the 6,575 days
		worst int // in one year
	}{
		{"none: every notice, every day (what the others are measured against)", from(all), 0, 0},
		{"make-up working days (调休上班) unknown", from(rickarChina(func(_ holidays.Notice, _ holidays.Date, kind holidays.Kind) bool { return kind != holidays.Makeup })), 3215, 239},
		{"a trigger on a day off first rolled forward, then counted", rolled, 2081, 117},
		{"instants read in UTC: triggers at 17:00Z, which is 01:00 of the next day in Beijing", func(d holidays.Date) time.Time {
			return all.WorkdaysFrom(midnight(d.AddDays(-1)).Add(17*time.Hour), 30) // d is the date in Beijing
		}, 4494, 251},
		// As many as above: a day early is the day before, whatever the reason.
		{"the trigger day counted as day 1", func(d holidays.Date) time.Time { return all.WorkdaysFrom(midnight(d.AddDays(-1)), 30) }, 4494, 251},
		{"days filed under their notice's year, not their own (29–31 December)", from(rickarChina(func(n holidays.Notice, d holidays.Date, _ holidays.Kind) bool { return n.Year == d.Year() })), 43, 40},
		{"the amendment of 2015 missing", from(without("国发明电〔2015〕1号")), 44, 44},
		{"the amendment of 2019 missing", from(without("国办发明电〔2019〕3号")), 12, 12},
		{"the amendment of 2020 missing", from(without("国办发明电〔2020〕1号")), 50, 31},
	}
	var table strings.Builder
	table.WriteString("\n| mistake | wrong dates | of 6,575 | most in a year |\n|---|--:|--:|--:|\n")
	for _, m := range mistakes {
		triggers, wrong, years := 0, 0, map[int]int{}
		for d := day("2008-01-01"); d.Year() <= 2025; d = d.AddDays(1) {
			triggers++
			due, err := holidays.China().Add(d, 30)
			require.NoError(t, err)
			if holidays.NewDate(m.due(d).Date()) != due {
				wrong++
				years[d.Year()]++
			}
		}
		require.Equal(t, 6575, triggers)
		worst := 0
		for _, n := range years {
			worst = max(worst, n)
		}
		fmt.Fprintf(&table, "| %s | %.1f %% | %d | %d |\n", m.name, 100*float64(wrong)/float64(triggers), wrong, worst)
		assert.Equal(t, m.wrong, wrong, m.name)
		assert.Equal(t, m.worst, worst, "%s: in one year", m.name)
	}
	t.Log(table.String())
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	assert.Contains(t, string(readme), table.String(), "to mend it, copy what go test -v -run TestUsualMistakes ./holidays prints")
}
