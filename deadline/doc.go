// Package deadline turns the day of an event into the day on which a Chinese regulatory filing is due.
//
//	result, err := deadline.Compute(deadline.FaceReached(), trigger, holidays.China())
//
// # How a time limit is counted in Chinese law
//
// The day of the event is not counted; counting starts the next day (民法典 201, for years, months and days; no provision
// says it in words for working days, but the authority's own dates agree). Day 1 of a limit in working days (工作日) is
// therefore the first working day after the trigger, whatever kind of day the trigger is. Days off are passed over
// (行政许可法 82, 行政处罚法 85); make-up working days (调休上班) count. The last day belongs to the period, which ends at
// 24:00, or at the close of business where there are business hours (民法典 203).
//
// A limit in months or years ends on the corresponding day, or on the month's last where there is none (民法典 202). An end
// in days, months or years that falls on a day off moves to the next working day (民法典 203), but for that of a period of
// validity (Exact). A limit that is counted back from its event, as in 届满60个工作日前 or 届满前60个工作日内, is never moved.
//
// # What an answer is
//
// A Result holds the due date, its rule and legal basis, and the fingerprint of the calendar it rests on; Explain shows
// the count day by day. SafeBy is the day that is in time under every reading that a caveat marks as moving the date:
// with the trigger counted as day 1 and, where the calendar is not yet settled, under the arrangement that would make the
// period shortest. Caveats lists everything that no text settles.
//
// Where the count goes over days that no notice has settled, Compute returns the Result together with a
// *holidays.ProvisionalError: the ordinary check for an error refuses the estimate, errors.Is(err,
// holidays.ErrProvisional) takes it on purpose. Zero values never pass for an answer.
//
// Compute is a pure function without a clock, options or defaults: equal arguments give equal results, everywhere.
package deadline
