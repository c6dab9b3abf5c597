// Package deadline turns the day of an event into the day on which a Chinese regulatory filing is due.
//
//	result, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
//
// # How a time limit is counted in Chinese law
//
// The day of the event is not counted; counting starts the next day (民法典 201, for years, months and days; no provision
// on these filings says it for working days, and the authority's dates are consistent with it). Day 1 of a limit in working
// days (工作日) is therefore the first working day after the trigger, whatever kind of day the trigger is. Days off are
// passed over and make-up working days (调休上班) count: 工作日 is the word of the rules themselves, and 行政许可法 82,
// 行政处罚法 85 and 专利审查指南 五部七章2.3 say so by analogy. The last day belongs to the period, which ends at 24:00, or at
// the close of business where there are business hours (民法典 203).
//
// A limit in months or years ends on the corresponding day, or on the month's last where there is none (民法典 202). An end
// in days, months or years that falls on a day off moves to the next working day (民法典 203), except that of a period of
// validity (NoAdjust). A limit that is counted back from its event, as in 届满60个工作日前 or 届满前60个工作日内, is never moved.
//
// # What an answer is
//
// A Result holds the due date, its rule and legal basis, and the ID of the calendar it rests on; Explain shows the count
// day by day. SafeBy is a day in time under every reading of the law that a caveat marks as moving the date, and under
// every arrangement that the notices to come can make. Caveats lists everything that no text settles.
//
// Where a date rests on estimated days, the answer is provisional: Compute returns the Result together with a
// *holidays.ProvisionalError, so that the ordinary check for an error refuses it. For a rule that is a draft it returns
// the Result together with a *NotInForceError. Zero values never pass for an answer.
//
// Compute is a pure function without a clock, options or defaults: equal arguments give equal results, everywhere.
package deadline
