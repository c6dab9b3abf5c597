package main

var deadlineSuite = suite{"./deadline", []mutant{
	// From the trigger to the due date.
	{"an end of days, months or years on a day off moves to the next working day", "an end on a day off stays there",
		"TestComputeGolden|TestFinalAnswersAgreeWithWalking", instead(`
func (r *Rule) count(trigger holidays.Date, c *holidays.Calendar) (dates, error) {
	d, err := r.was(trigger, c)
	if r.Limit.Direction == After && r.Limit.Unit != Workdays && !r.isFixedFor(trigger) && !d.due.IsZero() {
		d.due = r.end(trigger)
	}
	return d, err
}`)},
	{"a limit that is not adjusted ends on a day off", "NoAdjust moves like the others",
		"TestComputeGolden|TestFinalAnswersAgreeWithWalking", instead(`
func (r *Rule) count(trigger holidays.Date, c *holidays.Calendar) (dates, error) {
	d, err := r.was(trigger, c)
	if r.Limit.NoAdjust && !d.due.IsZero() {
		d.due, _ = c.OnOrAfter(d.due)
	}
	return d, err
}`)},
	{"a limit counted back is never moved later", "a day counted back to moves to a working day",
		"TestComputeGolden|TestFinalAnswersAgreeWithWalking", instead(`
func (r *Rule) back(trigger holidays.Date, c *holidays.Calendar) (holidays.Date, error) {
	d, err := r.was(trigger, c)
	if !d.IsZero() {
		d, _ = c.OnOrAfter(d)
	}
	return d, err
}`)},
	{"in the last days before, the first of them is N units before the event", "a window opens a day late",
		"TestComputeGolden|TestFinalAnswersAgreeWithWalking", instead(`
func (r *Rule) count(trigger holidays.Date, c *holidays.Calendar) (dates, error) {
	d, err := r.was(trigger, c)
	if r.Limit.Direction == InLastBefore && !r.isFixedFor(trigger) {
		d.opens = d.opens.AddDays(1)
	}
	return d, err
}`)},
	{"a month ends on the corresponding day, or on the month's last", "a month is 30 days",
		"TestComputeGolden|TestFinalAnswersAgreeWithWalking", instead(`
func (r *Rule) end(trigger holidays.Date) holidays.Date {
	if r.Limit.Unit == Months && r.Limit.Direction == After {
		return trigger.AddDays(30 * r.Limit.N)
	}
	return r.was(trigger)
}`)},
	{"the dates of a transition are those announced", "a transition is counted",
		"TestComputeTransition", instead(`
func (r *Rule) isFixedFor(trigger holidays.Date) bool { return r.Limit == Limit{} && r.was(trigger) }`)},

	// Which rule applies.
	{"a rule answers from Since to Until alone", "a rule answers for any day",
		"TestComputeRefuses|TestComputeSinceAndUntilAreIncluded", instead(`
func (r *Rule) inForce(holidays.Date) bool { return true }`)},
	{"the day of Until is included", "a rule ends a day early",
		"TestComputeSinceAndUntilAreIncluded", instead(`
func (r *Rule) inForce(d holidays.Date) bool { return r.was(d) && (r.Until.IsZero() || d != r.Until) }`)},
	{"a draft is refused by the ordinary check", "a draft answers without an error",
		"TestDrafts|TestRulesThatAreNotLawSaySo", instead(`
func Compute(r Rule, trigger holidays.Date, c *holidays.Calendar) (Result, error) {
	result, err := was(r, trigger, c)
	if r.Status == Draft && !result.Due.IsZero() {
		return result, nil
	}
	return result, err
}`)},
	{"a draft is never final", "a settled draft is final",
		"TestDrafts|TestResultErr|TestRulesThatAreNotLawSaySo", instead(`
func (r Result) Final() bool { return r.was() || r.Rule.Status == Draft && r.EstimatedFrom.IsZero() && !r.Due.IsZero() }`)},
	{"a limit that counts nothing is refused", "a limit of nothing is counted",
		"TestComputeRefuses|TestValidate", instead(`
func (l Limit) problems() []string { return nil }`)},

	// Duties that come back.
	{"a year ends on 31 December, a quarter with its third month", "every month ends a period",
		"TestTriggers|TestRecurringDuties", instead(`
func (p Period) endsOn(d holidays.Date) bool { return p != 0 && d == endOfMonth(d) }`)},
	{"Triggers yields both ends", "Triggers ends a day early",
		"TestTriggers", instead(`
func (r Rule) Triggers(from, to holidays.Date) iter.Seq[holidays.Date] { return r.was(from, to.AddDays(-1)) }`)},
	{"a quarter's duty falls due with the end of the month that follows", "a quarter's month ends on the 30th",
		"TestRecurringDuties|TestRecurringDutiesByHand", instead(`
func (r *Rule) end(trigger holidays.Date) holidays.Date {
	end := r.was(trigger)
	if r.Every != 0 && r.Limit.Unit == Months && end.Day() == 31 {
		end = end.AddDays(-1)
	}
	return end
}`)},

	// SafeBy.
	{"SafeBy is in time if the trigger counts as day 1", "the trigger is never day 1",
		"TestSafeByIsNeverLate|TestComputeSafeBy", instead(`
func canBeWorkday(*holidays.Calendar, holidays.Date) bool { return false }`)},
	{"SafeBy is in time if an end on a day off does not move", "SafeBy moves with the end",
		"TestSafeByIsNeverLate|TestComputeSafeBy", instead(`
func (r *Rule) count(trigger holidays.Date, c *holidays.Calendar) (dates, error) {
	d, err := r.was(trigger, c)
	if l := r.Limit; l.Direction == After && l.Unit != Workdays && !l.NoAdjust && !r.isFixedFor(trigger) {
		d.safe = d.due
	}
	return d, err
}`)},
	{"SafeBy is in time if the days before an event are clear days", "clear days are not allowed for",
		"TestSafeByIsNeverLate|TestComputeSafeBy", instead(`
func (r *Rule) count(trigger holidays.Date, c *holidays.Calendar) (dates, error) {
	d, err := r.was(trigger, c)
	if r.Limit.Direction == AtLeastBefore && err == nil {
		d.safe, _ = c.OnOrBefore(d.due)
	}
	return d, err
}`)},
	{"SafeBy is in time if the day of expiry is excluded", "the day of expiry is safe",
		"TestSafeByIsNeverLate|TestComputeSafeBy", instead(`
func (r *Rule) count(trigger holidays.Date, c *holidays.Calendar) (dates, error) {
	d, err := r.was(trigger, c)
	if r.Limit.Direction == InLastBefore && err == nil && c.IsWorkday(d.due) {
		d.safe = d.due
	}
	return d, err
}`)},
	{"SafeBy is in time if a validity ends the day before", "a validity is safe to its last day",
		"TestSafeByIsNeverLate|TestComputeSafeBy", instead(`
func (r *Rule) count(trigger holidays.Date, c *holidays.Calendar) (dates, error) {
	d, err := r.was(trigger, c)
	if r.Limit.NoAdjust {
		d.safe = d.due
	}
	return d, err
}`)},
	{"SafeBy is in time whatever the notices to come say", "SafeBy takes the estimate",
		"TestSafeByIsNeverLate", instead(`
func safeBefore(c *holidays.Calendar, d holidays.Date, n int, err error) (holidays.Date, error) {
	safe, _ := holidays.AllowProvisional(c.Add(d, -n))
	_, err = was(c, d, n, err)
	return safe, err
}`)},
	{"counting back, a new statute may add days off", "no statute is to come",
		"TestSafeByIsNeverLate", instead(`
func lastDayOf(int) holidays.Date { return holidays.Date{} }`)},
	{"SafeBy is never before Opens", "a window's SafeBy lies before it",
		"TestSafeByIsNeverLate|TestFinalAnswersAgreeWithWalking|TestLayeredAnswers", instead(`
func later(a, b holidays.Date) holidays.Date { return a }`)},
	{"SafeBy is a working day where there is one", "SafeBy is any day",
		"TestLayeredAnswers", instead(`
func workdayOnOrBefore(_ *holidays.Calendar, d, _ holidays.Date) holidays.Date { return d }`)},
	{"under a layer, SafeBy is the earlier of both dates", "SafeBy follows the layer alone",
		"TestLayeredAnswers", instead(`
func Compute(r Rule, trigger holidays.Date, c *holidays.Calendar) (Result, error) {
	result, err := was(r, trigger, c)
	if d, _ := r.count(trigger, c); c.Base() != c && !result.Due.IsZero() {
		result.SafeBy = d.safe
	}
	return result, err
}`)},
	{"a layer is named in a caveat", "local days are not mentioned",
		"TestLayeredAnswers", instead(`
func layersOf(string) []string { return nil }`)},

	// Final and provisional.
	{"an answer on estimated days is provisional", "an estimate is final",
		"TestComputeProvisional", instead(`
func Compute(r Rule, trigger holidays.Date, c *holidays.Calendar) (Result, error) {
	result, err := was(r, trigger, c)
	result.EstimatedFrom = holidays.Date{}
	return holidays.AllowProvisional(result, err)
}`)},
	{"a safe day that rests on an estimate makes the answer provisional", "only the due date counts",
		"TestFinalAnswersAgreeWithWalking|TestSafeByIsNeverLate|TestComputeProvisional", instead(`
func safeBefore(c *holidays.Calendar, d holidays.Date, n int, err error) (holidays.Date, error) {
	safe, later := was(c, d, n, err)
	if isProvisional(later) {
		later = err
	}
	return safe, later
}`)},
	{"a provisional answer says so in words", "String forgets provisional",
		"TestResultString|TestComputeProvisional", instead(`
func (r Result) String() string {
	r.EstimatedFrom = holidays.Date{}
	return r.was()
}`)},

	// Reading the answer.
	{"the whole of the due date is in time", "the due date is over when it begins",
		"TestResultOverdueFrom|TestResultJSONFields", instead(`
func (r Result) OverdueFrom() time.Time { return r.Due.Start() }`)},
	{"after SafeBy the standing is past_safe", "past_safe is open",
		"TestResultStanding", instead(`
func (r Result) Standing(today holidays.Date, c *holidays.Calendar) (Standing, error) {
	s, err := r.was(today, c)
	if s.State == PastSafe {
		s.State = Open
	}
	return s, err
}`)},
	{"a standing on estimated days is provisional", "a standing is as final as the answer",
		"TestResultStanding|TestResultStandingErrors", instead(`
func (r Result) Standing(today holidays.Date, c *holidays.Calendar) (Standing, error) {
	s, err := r.was(today, c)
	s.Provisional = !r.EstimatedFrom.IsZero()
	return s, err
}`)},
	{"a reminder is a working day", "a reminder may be a day off",
		"TestResultReminders", instead(`
func (r Result) Reminders(c *holidays.Calendar, before ...int) ([]holidays.Date, error) {
	days, err := r.was(c, before...)
	for i, n := range before {
		if n == 0 && i < len(days) {
			days[i] = r.ActBy()
		}
	}
	return days, err
}`)},
	{"an approval that must be in hand is applied for when the window opens", "every answer is acted on by SafeBy",
		"TestResultReminders", instead(`
func (r Result) ActBy() holidays.Date { return r.SafeBy }`)},
	{"a result in JSON that contradicts itself is refused", "a result is read unchecked",
		"TestResultJSONTampered", instead(`
func (r *Result) UnmarshalJSON(data []byte) error {
	err := r.was(data)
	var in resultJSON
	if err != nil && json.Unmarshal(data, &in) == nil {
		*r = Result{in.Rule, in.Trigger, in.Opens, in.Due, in.SafeBy, in.EstimatedFrom, in.Calendar}
		return nil
	}
	return err
}`)},
	{"Explain and Steps compute the answer again", "an edited result is explained",
		"TestEditedResultsAreRefused", instead(`
func (r *Result) vouch(*holidays.Calendar) error { return nil }`)},
	{"the last number of a count is the limit", "the count of Steps includes the trigger",
		"TestStepsNumbers|TestStepsByHand|TestResultSteps", instead(`
func (r *Result) numbering() func(holidays.Day) int {
	number := r.was()
	return func(day holidays.Day) int {
		if n := number(day); n > 0 {
			return n + 1
		}
		return 0
	}
}`)},
	{"the notices used are those of the count", "every notice is used",
		"TestResultNoticesUsed|TestResultNoticesCoverTheSteps", instead(`
func (r Result) NoticesUsed(c *holidays.Calendar) []holidays.Notice {
	return append(r.was(c), c.Notices()[0])
}`)},
	{"what moves the date is marked", "no caveat moves the date",
		"TestFinalAnswersAgreeWithWalking|TestResultJSONFields|TestLayeredAnswers", instead(`
func (r Result) Caveats() []Caveat {
	all := r.was()
	for i := range all {
		all[i].MovesDate = false
	}
	return all
}`)},

	// The trigger and the table.
	{"a threshold is reached by the number itself", "the threshold itself is not enough",
		"TestFirstReached", instead(`
func FirstReached(counts iter.Seq2[time.Time, int64], threshold int64) (holidays.Date, bool) {
	if threshold <= 0 {
		return was(counts, threshold)
	}
	return was(counts, threshold+1)
}`)},
	{"a key that is there twice is refused", "the last of two keys decides",
		"TestParseRulesRefuses", instead(`
func checkKeys(*json.Decoder) error { return nil }`)},
	{"a rule of law cites its provision", "a status needs no basis",
		"TestValidate", instead(`
func (r Rule) Validate() error {
	if r.Basis.Law == "" {
		r.Basis = Citation{Law: "x", Article: "x"}
	}
	return r.was()
}`)},
	{"a question is a set's member once", "a question can be listed twice",
		"TestRuleJSONRefuses|TestParseRulesRefuses", instead(`
func (q *Questions) UnmarshalJSON(data []byte) error {
	var codes []string
	if err := json.Unmarshal(data, &codes); err != nil {
		return err
	}
	data, err := json.Marshal(slices.Compact(codes))
	if err != nil {
		return err
	}
	return q.was(data)
}`)},
	{"Lookup suggests the nearest ID", "every ID is as near",
		"TestLookupUnknown", instead(`
func distance(a, b string) int { return 0 }`)},
	{"the table says what the provisions say", "face.reached has 31 working days", "TestRulesSayWhatTheProvisionsSay", field{"face.reached", "limit.n", 31}},
	{"the table says what the provisions say", "face.reached is of another paragraph", "TestRulesSayWhatTheProvisionsSay", field{"face.reached", "basis.article", "第十五条第二款"}},
	{"the table says what the provisions say", "face.reached counts calendar days", "TestRulesSayWhatTheProvisionsSay", field{"face.reached", "limit.unit", "days"}},
	{"the table says what the provisions say", "face.reached begins at 100,001", "TestRulesSayWhatTheProvisionsSay|TestRuleFunctions", field{"face.reached", "threshold", 100001}},
	{"the table says what the provisions say", "export.reapply is a window", "TestRulesSayWhatTheProvisionsSay", field{"export.reapply", "limit.direction", "in_last_before"}},
	{"the table says what the provisions say", "the draft is law", "TestRulesSayWhatTheProvisionsSay|TestRulesThatAreNotLawSaySo", field{"face.draft2023", "status", "in_force"}},
	{"who must file is said in both languages", "face.reached applies to nobody", "TestRulesAreComplete", field{"face.reached", "applies_to", nil}},
}}
