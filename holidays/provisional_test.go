package holidays_test

import (
	"errors"
	"testing"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A count that goes over an unsettled day gives its answer together with a *ProvisionalError: the first such day, and
// the year whose notice will settle it. The last notice is that of 2026 and settles up to 24 December 2026.
func TestProvisional(t *testing.T) {
	type row struct {
		because
		trigger string
		days    int
		due     string // empty where the notice to come decides
		from    string // empty for a final answer
		year    int
	}
	run(t, []row{
		{because{"last trigger that is final", "30 working days end on 24 December"}, "2026-11-12", 30, "2026-12-24", "", 0},
		{because{"first trigger that is not", "design.md 2: uncertainty begins with triggers of 13 November"}, "2026-11-13", 30, "2026-12-25", "2026-12-25", 2027},
		{because{"last due date of the year", "triggers after 19 November end in the next year"}, "2026-11-19", 30, "2026-12-31", "2026-12-25", 2027},
		{because{"into the next year", "the notice of 2027 decides"}, "2026-11-20", 30, "", "2026-12-25", 2027},
		{because{"up to the last settled day", "24 December is settled"}, "2026-12-23", 1, "2026-12-24", "", 0},
		{because{"trigger on the last settled day", "day 1 is unsettled"}, "2026-12-24", 1, "2026-12-25", "2026-12-25", 2027},
		{because{"trigger on an unsettled day, no days", "no day is counted over"}, "2026-12-28", 0, "2026-12-28", "", 0},
		{because{"trigger on an unsettled day", "the count begins with the next"}, "2026-12-28", 1, "2026-12-29", "2026-12-29", 2027},
		{because{"back from the first unsettled day", "24 December is settled, the trigger is not counted"}, "2026-12-25", -1, "2026-12-24", "", 0},
		{because{"back over one unsettled day", "From is the first unsettled day in time, not in the count"}, "2026-12-26", -1, "2026-12-25", "2026-12-25", 2027},
		{because{"back over the last week", "all of it is counted over"}, "2026-12-31", -10, "", "2026-12-25", 2027},
		{because{"wholly in the next year", "its first days are of the notice of 2027 as well"}, "2027-03-01", 5, "", "2027-03-02", 2027},
		{because{"wholly in the last week of the next year", "that week waits for the notice of 2028"}, "2027-12-24", 1, "", "2027-12-25", 2028},
		{because{"a year of working days", "From stays the first unsettled day"}, "2026-06-01", 250, "", "2026-12-25", 2027},
	}, func(t *testing.T, row row) {
		due, err := holidays.China().Add(day(row.trigger), row.days)
		require.False(t, due.IsZero(), "there is an answer, final or not")
		if row.due != "" {
			assert.Equal(t, row.due, due.String())
		}
		early, earlyErr := holidays.China().Earliest(day(row.trigger), row.days)
		assert.NoError(t, earlyErr)
		if row.from == "" {
			assert.NoError(t, err)
			assert.Equal(t, due, early)
			return
		}
		assert.False(t, early.After(due), "the estimate %v is never before the earliest day %v", due, early)
		var provisional *holidays.ProvisionalError
		require.ErrorAs(t, err, &provisional)
		assert.ErrorIs(t, err, holidays.ErrProvisional)
		assert.NotErrorIs(t, err, holidays.ErrOutOfRange)
		assert.Equal(t, holidays.ProvisionalError{From: day(row.from), Year: row.year}, *provisional)
		assert.Contains(t, err.Error(), row.from)
	})
}

func TestProvisionalCount(t *testing.T) {
	type row struct {
		because
		after, through string
		from           string // empty for a final answer
	}
	run(t, []row{
		{because{"up to 24 December", "settled"}, "2026-11-12", "2026-12-24", ""},
		{because{"up to Christmas", "25 December waits for the next notice"}, "2026-11-12", "2026-12-25", "2026-12-25"},
		{because{"up to Saturday", "a weekend day can become a make-up day: it is counted over"}, "2026-12-25", "2026-12-26", "2026-12-26"},
		{because{"no days on an unsettled date", "nothing is counted over"}, "2026-12-28", "2026-12-28", ""},
		{because{"reversed", "the days are the same"}, "2026-12-25", "2026-11-12", "2026-12-25"},
		{because{"reversed and final", "24 December back to 12 November"}, "2026-12-24", "2026-11-12", ""},
		{because{"reversed in the next year", "From is the first day in time"}, "2027-03-01", "2027-02-01", "2027-02-02"},
	}, func(t *testing.T, row row) {
		n, err := holidays.China().Count(day(row.after), day(row.through))
		back, backErr := holidays.China().Count(day(row.through), day(row.after))
		assert.Equal(t, n, -back, "reversed is negative")
		assert.Equal(t, err, backErr, "and as sure")
		if row.from == "" {
			assert.NoError(t, err)
			return
		}
		var provisional *holidays.ProvisionalError
		require.ErrorAs(t, err, &provisional)
		assert.Equal(t, row.from, provisional.From.String())
	})
}

func TestProvisionalNextAndPrevious(t *testing.T) {
	c := holidays.China()
	for d, settled := range map[string]bool{"2026-12-24": true, "2026-12-25": false, "2026-12-26": false, "2027-06-01": false} {
		next, err := c.Next(day(d))
		assert.False(t, next.IsZero(), d)
		assert.Equal(t, settled, err == nil, d)
		assert.Equal(t, !settled, errors.Is(err, holidays.ErrProvisional), d)
		previous, err := c.Previous(day(d))
		assert.False(t, previous.IsZero(), d)
		assert.Equal(t, settled, err == nil, d)
	}
}

// Between two settled years lies one whose notice is missing. Counts within a settled year are final, whatever is
// missing elsewhere; counts over the gap are not.
func TestProvisionalGap(t *testing.T) {
	c := with(t, holidays.China(), invented2028())
	type row struct {
		because
		trigger string
		days    int
		from    string
		year    int
	}
	run(t, []row{
		{because{"within 2028", "its notice is on record"}, "2028-05-01", 30, "", 0},
		{because{"first settled day after the gap", "25 December 2027 is the notice of 2028's"}, "2027-12-24", 1, "", 0},
		{because{"back to it", "Monday 27 December 2027"}, "2027-12-28", -1, "", 0},
		{because{"out of the gap", "the last gap day is 24 December 2027"}, "2027-12-23", 1, "2027-12-24", 2027},
		{because{"back into the gap", "24 December 2027 is unsettled"}, "2027-12-25", -1, "2027-12-24", 2027},
		{because{"over the whole gap", "From is its first day"}, "2026-12-01", 300, "2026-12-25", 2027},
		{because{"back over the whole gap", "From is its first day"}, "2028-01-31", -300, "2026-12-25", 2027},
		{because{"out of 2028", "2029 is not on record"}, "2028-12-24", 1, "2028-12-25", 2029},
	}, func(t *testing.T, row row) {
		due, err := c.Add(day(row.trigger), row.days)
		require.False(t, due.IsZero())
		early, earlyErr := c.Earliest(day(row.trigger), row.days)
		assert.False(t, early.After(due), "early %v, due %v", early, due)
		if row.from == "" {
			assert.NoError(t, err)
			assert.NoError(t, earlyErr)
			assert.Equal(t, due, early)
			return
		}
		var provisional *holidays.ProvisionalError
		require.ErrorAs(t, err, &provisional)
		assert.Equal(t, holidays.ProvisionalError{From: day(row.from), Year: row.year}, *provisional)
	})
	_, err := with(t, c, invented2027()).Add(day("2026-12-01"), 300)
	assert.NoError(t, err, "2027 arrived late, and closes the gap")
}

// An amendment settles nothing, and a year's notice no more than 25 December of the year before to 24 December.
func TestWhatANoticeSettles(t *testing.T) {
	n := invented2027()
	n.Spans = append(n.Spans, off("2026-12-21", "2026-12-21", "假期"), off("2027-12-30", "2027-12-30", "假期"))
	c := with(t, holidays.China(), n, holidays.Notice{Number: "amendment", Year: 2027, Issued: day("2027-01-20"), Amends: "invented 2027",
		Spans: []holidays.Span{off("2027-12-29", "2027-12-29", "假期")}})
	for d, want := range map[string]holidays.Day{
		"2026-12-21": {Kind: holidays.Holiday, Name: "假期", Source: "invented 2027", Settled: true}, // counts as an amendment to 2026
		"2026-12-25": {Kind: holidays.Workday, Settled: true},
		"2027-12-24": {Kind: holidays.Workday, Settled: true},
		"2027-12-29": {Kind: holidays.Holiday, Name: "假期", Source: "amendment"},
		"2027-12-30": {Kind: holidays.Holiday, Name: "假期", Source: "invented 2027"},
	} {
		want.Date = day(d)
		assert.Equal(t, want, c.Day(day(d)))
	}
}

// Earliest is Add where that is final. Where it is not, it is no later than the estimate, and no later than what the
// answer turns out to be under a notice to come; it is itself never provisional.
func TestEarliest(t *testing.T) {
	notice := invented2027() // made whole: each festival has its days under the statute, on balance
	notice.Spans = append(notice.Spans, off("2027-04-03", "2027-04-05", "清明节"), work("2027-02-20", "春节"))
	c, next := holidays.China(), with(t, holidays.China(), notice)
	for d := day("2026-10-01"); d.Before(day("2027-02-15")); d = d.AddDays(1) {
		for _, n := range [...]int{-40, -30, -10, -1, 0, 1, 2, 10, 30, 40} {
			due, err := c.Add(d, n)
			early, earlyErr := c.Earliest(d, n)
			final, _ := next.Add(d, n)
			if earlyErr != nil || early.After(due) || early.After(final) || err == nil && early != due || n > 0 && !early.After(d) {
				t.Fatalf("%d working days from %v: %v (%v), earliest %v (%v), finally %v", n, d, due, err, early, earlyErr, final)
			}
		}
	}
}
