package holidays_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "github.com/cnworkday/cnworkday/holidays"
)

// Of a day that no notice settles the calendar says what the statute and the pattern of notices make of it, on whose word,
// and that it is not settled.
func TestEstimatedDays(t *testing.T) {
	const now = "2026-11-21"
	tests := []struct {
		name, asOf, date string
		kind             Kind
		festival, source string
		why              string
	}{
		{"statutory day", now, "2027-01-01", Holiday, "元旦", "国务院令第795号", "on a Friday it needs no arrangement"},
		{"the year before the first notice", "2003-12-17", "2004-10-01", Holiday, "国庆节", "国务院令第270号", "the statute of 1999 governs 2004"},
		{"made up", now, "2028-01-03", Holiday, "元旦", "国务院令第795号, made up under art. 6", "1 January 2028 is a Saturday"},
		{"made up after a Sunday", now, "2028-05-29", Holiday, "端午节", "国务院令第795号, made up under art. 6", "2028-05-28 is a Sunday"},
		{"the eve by statute", now, "2027-02-05", Holiday, "春节", "国务院令第795号", "除夕 since Order 795"},
		{"weekday of the break", now, "2027-02-12", Holiday, "春节", "国务院令第795号, pattern of 国办发明电〔2024〕12号", "eight days from 除夕"},
		{"weekend day worked for it", now, "2027-02-13", Makeup, "春节", "国务院令第795号, pattern of 国办发明电〔2024〕12号", "the weekend that touches the break"},
		{"Sunday before", now, "2028-01-23", Makeup, "春节", "国务院令第795号, pattern of 国办发明电〔2024〕12号", "a break from Tuesday touches no weekend"},
		{"Saturday after", now, "2028-02-05", Makeup, "春节", "国务院令第795号, pattern of 国办发明电〔2024〕12号", "a break to Tuesday touches no weekend"},
		{"Monday before a Tuesday", now, "2028-04-03", Holiday, "清明节", "国务院令第795号, pattern of 国办发明电〔2024〕12号", "清明 2028 is a Tuesday"},
		{"Saturday before a Tuesday", now, "2028-04-01", Makeup, "清明节", "国务院令第795号, pattern of 国办发明电〔2024〕12号", "worked for that Monday"},
		{"Wednesday alone", now, "2027-06-10", Workday, "", "", "端午 2027 is a Wednesday"},
		{"two festivals on one day", now, "2028-10-03", Holiday, "国庆节、中秋节", "国务院令第795号", "one break for both"},
		{"the day the second is worth", now, "2028-10-06", Holiday, "国庆节、中秋节", "国务院令第795号, pattern of 国办发明电〔2024〕12号", "eight days together"},
		{"ordinary Saturday", now, "2027-03-06", Weekend, "", "", "nothing near"},
		{"last day of the range", now, "2060-12-31", Workday, "", "", "a Friday; 元旦 2061 is a Saturday"},
		{"before the order is signed", "2024-11-09", "2025-05-02", Holiday, "劳动节", "国务院令第644号, pattern of 国办发明电〔2019〕16号", "2 May only by arrangement"},
		{"once the order is signed", "2024-11-10", "2025-05-02", Holiday, "劳动节", "国务院令第795号", "2 May is statutory"},
		{"pattern not set yet", "2019-11-20", "2020-05-04", Workday, "", "", "the notice for 2020 is the first with five days in May"},
		{"no statute on file", "1999-09-17", "2026-10-01", Workday, "", "", "nothing is known on that day"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := MustParseDate(tt.date)
			want := Day{Date: d, Kind: tt.kind, Name: tt.festival, Source: tt.source}
			assert.Equal(t, want, China().AsOf(MustParseDate(tt.asOf)).Day(d), tt.why)
		})
	}
}

// What a calendar knows of the statute shows in its ID, and in nothing else where all days are settled.
func TestAsOfKnowsTheStatuteOfItsDay(t *testing.T) {
	asOf := func(s string) *Calendar { return China().AsOf(MustParseDate(s)) }
	before, signed, published := asOf("2024-11-09"), asOf("2024-11-10"), asOf("2024-11-12")
	assert.NotEqual(t, before.ID(), signed.ID(), "Order 795 was signed on 2024-11-10")
	assert.Equal(t, signed.ID(), asOf("2024-11-11").ID(), "nothing became known that day")
	assert.Equal(t, before.Notices(), signed.Notices())
	assert.Same(t, China(), asOf("2026-11-21"), "no notice and no order since")
	assert.Same(t, signed, signed.AsOf(MustParseDate("2025-12-31")), "it cannot learn what it was made without")
	assert.Equal(t, before.ID(), signed.AsOf(MustParseDate("2024-11-09")).ID())
	assert.Equal(t, before.ID(), published.AsOf(MustParseDate("2024-11-09")).ID())

	var notice Notice
	for _, n := range China().Notices() {
		if n.Year == 2025 {
			notice = n
		}
	}
	forward, err := before.With(notice)
	require.NoError(t, err)
	assert.Equal(t, published.ID(), forward.ID(), "whoever has the notice of 2024-11-12 knows the order of 2024-11-10")
	assert.Equal(t, "国务院令第795号", forward.Day(NewDate(2027, time.May, 1)).Source)

	notice.Issued = Date{}
	undated, err := before.With(notice)
	require.NoError(t, err)
	assert.True(t, undated.Day(NewDate(2025, time.May, 2)).Settled)
	assert.Equal(t, "国务院令第644号, pattern of 国办发明电〔2024〕12号", undated.Day(NewDate(2026, time.May, 4)).Source, "an undated notice says nothing of the statute, but sets its patterns")
	assert.Equal(t, before.ID(), undated.AsOf(MustParseDate("2024-12-31")).ID())
}
