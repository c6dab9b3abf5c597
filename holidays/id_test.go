package holidays_test

import (
	"testing"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/stretchr/testify/assert"
)

// The fingerprint does not depend on how the record came about.
func TestIDOfOneRecord(t *testing.T) {
	c := holidays.China()
	assert.Contains(t, c.ID(), "国办发明电〔2025〕7号", "it names the newest notice")
	assert.Equal(t, c.ID(), with(t, nil, c.Notices()...).ID(), "built anew from its notices")
	notices := c.Notices()
	for i := range len(notices) / 2 {
		notices[i], notices[len(notices)-1-i] = notices[len(notices)-1-i], notices[i]
	}
	assert.Equal(t, c.ID(), with(t, nil, notices...).ID(), "given in the reverse order")
	step := with(t, nil)
	for _, n := range c.Notices() {
		step = with(t, step, n)
	}
	assert.Equal(t, c.ID(), step.ID(), "one after the other")
}

// Equal IDs answer alike: whatever an answer can depend on, the digest has it.
func TestIDOfAnotherRecord(t *testing.T) {
	change := func(f func(*holidays.Notice)) *holidays.Calendar {
		n := invented2027()
		f(&n)
		return with(t, holidays.China(), n)
	}
	calendars := map[string]*holidays.Calendar{
		"as built in":   holidays.China(),
		"with 2027":     with(t, holidays.China(), invented2027()),
		"another day":   change(func(n *holidays.Notice) { n.Spans[2].Last = day("2027-02-11") }),
		"another name":  change(func(n *holidays.Notice) { n.Spans[2].Name = "农历新年" }),
		"number":        change(func(n *holidays.Notice) { n.Number = "invented 2027 bis" }),
		"date of issue": change(func(n *holidays.Notice) { n.Issued = day("2026-11-11") }),
		"no date":       change(func(n *holidays.Notice) { n.Issued = holidays.Date{} }),
		"no notices":    with(t, nil),
		"2025 only":     with(t, nil, holidays.China().AsOf(day("2024-11-12")).Notices()[len(holidays.China().AsOf(day("2024-11-12")).Notices())-1]),
	}
	seen := map[string]string{}
	for name, c := range calendars {
		assert.NotEmpty(t, c.ID(), name)
		assert.Empty(t, seen[c.ID()], "%s has the ID of another", name)
		seen[c.ID()] = name
	}
}

// Two records that agree on every day today but not on what was known before an amendment have different IDs: AsOf
// answers from the days that the amendment hides.
func TestIDCoversHiddenDays(t *testing.T) {
	amended := func(hidden string) *holidays.Calendar {
		return with(t, nil,
			holidays.Notice{Number: "a", Year: 2027, Issued: day("2026-11-10"), Spans: []holidays.Span{off(hidden, hidden, "元旦")}},
			holidays.Notice{Number: "b", Year: 2027, Issued: day("2026-12-10"), Amends: "a", Spans: []holidays.Span{off("2027-01-01", "2027-01-08", "元旦")}})
	}
	one, two := amended("2027-01-04"), amended("2027-01-05")
	before := day("2026-12-09")
	assert.NotEqual(t, one.AsOf(before).IsWorkday(day("2027-01-04")), two.AsOf(before).IsWorkday(day("2027-01-04")))
	assert.NotEqual(t, one.ID(), two.ID(), "so they must not pass for one")
}
