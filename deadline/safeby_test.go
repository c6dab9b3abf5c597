package deadline_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// asked are the rules of the laws: the table, each rule as if it had always been in force, and limits of every unit and
// direction.
func asked() (rules []deadline.Rule) {
	for _, r := range deadline.Rules() {
		if r.Limit != (deadline.Limit{}) {
			rules = append(rules, always(r))
		}
	}
	for _, n := range []int{1, 2, 5, 30} {
		for _, r := range ownRulesOf(n) {
			if r.Limit.Unit != deadline.Years || n < 3 {
				rules = append(rules, r)
				r.Questions = rule("car.yearly").Questions // before_day: a date with 前
				rules = append(rules, r)
			}
		}
	}
	return rules
}

// isEvent reports whether a rule has an event on a day.
func isEvent(r deadline.Rule, d holidays.Date) bool {
	if r.Every == 0 {
		return true
	}
	for range r.Triggers(d, d) {
		return true
	}
	return false
}

// A final answer is what walking from day to day gives: due by the prevailing reading, and safe by the last working day
// that is in time under every reading.
func TestFinalAnswersAgreeWithWalking(t *testing.T) {
	c := holidays.China()
	w := newWorld(c)
	answers := 0
	for _, r := range asked() {
		for trigger := range triggers(3) {
			if !isEvent(r, trigger) {
				continue
			}
			result, err := deadline.Compute(r, trigger, c)
			if err != nil && !isDraft(err) || !result.EstimatedFrom.IsZero() {
				continue
			}
			all := w.readings(r, trigger)
			first, last := limits(all)
			want := w.lastWorked(first, last)
			switch {
			case r.Limit.NoAdjust:
				want = last // no filing: whatever day it is
			case want.IsZero(): // days off only: any of them is as good as another
				require.False(t, result.SafeBy.Before(first) && result.SafeBy.Before(last) || result.SafeBy.After(last) && last.After(first),
					"%s %v from %v: safe by %v", r.ID, r.Limit, trigger, result.SafeBy)
				continue
			}
			require.Equal(t, all[0].last, result.Due, "%s %v from %v", r.ID, r.Limit, trigger)
			require.Equal(t, all[0].opens, result.Opens, "%s %v from %v", r.ID, r.Limit, trigger)
			require.Equal(t, want, result.SafeBy, "%s %v from %v: %+v", r.ID, r.Limit, trigger, all)
			for _, reading := range all[1:] {
				if reading.last != all[0].last && answers%10 == 0 { // words take their time
					require.Contains(t, moving(result), reading.code, "%s %v from %v: the reading has its caveat", r.ID, r.Limit, trigger)
				}
			}
			answers++
		}
	}
	require.Greater(t, answers, 50_000)
	t.Logf("%d final answers", answers)
}

// moving returns the codes of the caveats that are marked as moving the date.
func moving(r deadline.Result) (codes []string) {
	for _, c := range r.Caveats() {
		if c.MovesDate {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// SafeBy is never late: whatever notices and statutes came afterwards, the day was in time under every reading, by the
// national calendar and by a region's. It stands on the day before each notice, and before the statute of 2024, and asks
// about every trigger that its year touches. Three sorts of late days are told apart, and nothing else may be late: a day
// that was in time until an amendment was issued; the first day of a window that opens later than it was to, for SafeBy is
// never before Opens; and working days counted forward over 除夕 of 2014, which Order 644 of 2013 gave back to work.
func TestSafeByIsNeverLate(t *testing.T) {
	china := holidays.China()
	type standpoint struct {
		asked holidays.Date
		year  int
	}
	standpoints := []standpoint{{date("2024-11-09"), 2025}} // 国务院令第795号 is of 2024-11-10
	for _, n := range china.Notices() {
		if n.Amends == "" && n.Year >= 2008 {
			standpoints = append(standpoints, standpoint{n.Issued.AddDays(-1), n.Year})
		}
	}
	layers := map[string]int{"": 2, "广西 2017": 9, "新疆 2025": 9, "拉萨 2025": 9, "拉萨 2026": 9} // every so many days
	for layer, every := range layers {
		over := func(c *holidays.Calendar) *holidays.Calendar {
			if layer == "" {
				return c
			}
			return regions(t, c)[layer]
		}
		truth := worlds(over(china))
		final, provisional, amended, opens, order644 := 0, 0, 0, 0, 0
		for _, n := range standpoints {
			known := over(china.AsOf(n.asked))
			unamended := worlds(over(without(t, n.asked)))
			for _, r := range asked() {
				if r.Limit.Unit == deadline.Years {
					continue
				}
				for d := holidays.NewDate(n.year-1, 11, 1); d.Year() <= n.year && !d.After(date("2026-10-31")); d = d.AddDays(every) {
					if !isEvent(r, d) {
						continue
					}
					result, err := deadline.Compute(r, d, known)
					if result.Due.IsZero() {
						require.ErrorIs(t, err, holidays.ErrOutOfRange)
						continue
					}
					require.False(t, result.SafeBy.Before(result.Opens) || result.SafeBy.After(result.Due), "%s %v from %v", r.ID, r.Limit, d)
					if result.EstimatedFrom.IsZero() {
						final++
					} else {
						provisional++
					}
					first, last := limits(readings(truth, r, d))
					if !result.SafeBy.After(last) || last.Before(first) { // in time, or nobody is
						continue
					}
					_, then := limits(readings(unamended, r, d))
					switch l := r.Limit; {
					case !result.SafeBy.After(then):
						amended++
					case l.Direction == deadline.InLastBefore && result.SafeBy == result.Opens:
						opens++
					case n.year == 2014 && l.Direction == deadline.After && l.Unit == deadline.Workdays:
						order644++
					default:
						require.Fail(t, "late", "%s %s %v from %v, asked on %v: safe by %v, in time until %v", layer, r.ID, l, d, n.asked, result.SafeBy, last)
					}
				}
			}
		}
		require.Greater(t, provisional, 40_000, layer)
		require.LessOrEqual(t, order644, 5, layer)
		require.LessOrEqual(t, amended+opens, (final+provisional)/200, layer)
		t.Logf("%q: %d final and %d provisional answers, late: 0; besides %d by amendments, %d by windows that opened later, %d by Order 644",
			layer, final, provisional, amended, opens, order644)
	}
}

// worlds are those of a calendar, with its layers and without.
func worlds(c *holidays.Calendar) []*world {
	if c.Base() == c {
		return []*world{newWorld(c)}
	}
	return []*world{newWorld(c), newWorld(c.Base())}
}

// readings are those of the law by each of some worlds.
func readings(worlds []*world, r deadline.Rule, trigger holidays.Date) (all []reading) {
	for _, w := range worlds {
		all = append(all, w.readings(r, trigger)...)
	}
	return all
}

// without is China's calendar without the amendments that were issued after a day.
func without(t *testing.T, day holidays.Date) *holidays.Calendar {
	notices := slices.DeleteFunc(holidays.China().Notices(), func(n holidays.Notice) bool {
		return n.Amends != "" && n.Issued.After(day)
	})
	c, err := new(holidays.Calendar).With(notices...)
	require.NoError(t, err)
	return c
}

// With a layer, the due date is the layer's and SafeBy is in time with it and without it; and no layer makes a provisional
// answer final.
func TestLayeredAnswers(t *testing.T) {
	for name, over := range regions(t, holidays.China()) {
		local, national := newWorld(over), newWorld(holidays.China())
		answers := 0
		for _, r := range asked() {
			for trigger := range triggers(11) {
				if !isEvent(r, trigger) {
					continue
				}
				result, _ := deadline.Compute(r, trigger, over)
				bare, _ := deadline.Compute(r, trigger, holidays.China())
				if result.Due.IsZero() || bare.Due.IsZero() {
					continue
				}
				require.False(t, result.EstimatedFrom.IsZero() && !bare.EstimatedFrom.IsZero(), "%s: %s from %v", name, r.ID, trigger)
				if !result.EstimatedFrom.IsZero() {
					continue
				}
				all := local.readings(r, trigger)
				require.Equal(t, all[0].last, result.Due, "%s: %s %v from %v", name, r.ID, r.Limit, trigger)
				for _, w := range []*world{local, national} {
					if first, last := limits(w.readings(r, trigger)); result.SafeBy != result.Opens && !last.Before(first) {
						require.False(t, result.SafeBy.After(last), "%s: %s %v from %v: safe by %v, in time until %v", name, r.ID, r.Limit, trigger, result.SafeBy, last)
						require.True(t, r.Limit.NoAdjust || w.isWorked(result.SafeBy) || !bothWorked(local, national, result.Opens, result.SafeBy),
							"%s: %s %v from %v: safe by %v", name, r.ID, r.Limit, trigger, result.SafeBy)
					}
				}
				answers++
			}
		}
		require.Greater(t, answers, 10_000, name)
		assert.Contains(t, moving(must(t, deadline.FaceReached(), "2025-07-01", over)), "local_days", name)
	}
}

// No layer, however it is made, turns a provisional answer into a final one or moves SafeBy beyond the one without it; and
// without its layers a calendar gives the base's answers and its ID.
func TestNoLayerMakesAnAnswerFinal(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	rules := asked()
	kept := 0
	for range 100 {
		bare := holidays.China().AsOf(holidays.China().Notices()[random.IntN(23)+3].Issued.AddDays(-1))
		edge := bare.SettledThrough()
		over := bare
		for layer := range 1 + random.IntN(3) { // around the end of the settled days, where it matters
			var spans [][3]string
			for _, place := range random.Perm(32)[:1+random.IntN(20)] {
				first := edge.AddDays(5*place - 80)
				spans = append(spans, [3]string{[]string{"off", "work"}[random.IntN(2)], first.String(), first.AddDays(random.IntN(4)).String()})
			}
			over = layered(t, over, fmt.Sprint("layer ", layer), spans...)
		}
		require.Equal(t, bare.ID(), over.Base().ID())
		require.NotEqual(t, bare.ID(), over.ID())
		for range 500 {
			r, trigger := rules[random.IntN(len(rules))], edge.AddDays(random.IntN(200)-100)
			if !isEvent(r, trigger) {
				continue
			}
			with, _ := deadline.Compute(r, trigger, over)
			base, _ := deadline.Compute(r, trigger, bare)
			under, _ := deadline.Compute(r, trigger, over.Base())
			require.Equal(t, base, under)
			if with.Due.IsZero() || base.EstimatedFrom.IsZero() {
				continue
			}
			require.False(t, with.EstimatedFrom.IsZero(), "%s %v from %v on %v", r.ID, r.Limit, trigger, bare)
			require.False(t, with.SafeBy.After(base.SafeBy) && with.SafeBy.After(with.Opens), "%s %v from %v: %v, without the layer %v",
				r.ID, r.Limit, trigger, with.SafeBy, base.SafeBy)
			kept++
		}
	}
	require.Greater(t, kept, 5_000)
	t.Logf("%d provisional answers stay provisional", kept)
}

// bothWorked reports whether two calendars have a working day in common from the first day to the last.
func bothWorked(a, b *world, first, last holidays.Date) bool {
	for d := last; !d.Before(first) && d.After(worldFirst); d = d.AddDays(-1) {
		if a.isWorked(d) && b.isWorked(d) {
			return true
		}
	}
	return false
}

// Explain and Steps vouch for nothing that Compute does not give.
func TestEditedResultsAreRefused(t *testing.T) {
	c := holidays.China()
	right := must(t, deadline.FaceReached(), "2025-06-03", c)
	var text countingWriter
	require.NoError(t, right.Explain(&text, c, deadline.English))
	require.Positive(t, text)
	edits := map[string]func(*deadline.Result){
		"due":       func(r *deadline.Result) { r.Due = r.Due.AddDays(10) },
		"far due":   func(r *deadline.Result) { r.Due = date("9998-01-01") },
		"safe by":   func(r *deadline.Result) { r.SafeBy = r.SafeBy.AddDays(-1) },
		"estimated": func(r *deadline.Result) { r.EstimatedFrom = r.Due },
		"limit":     func(r *deadline.Result) { r.Rule.Limit.N++ },
		"calendar":  func(r *deadline.Result) { r.Calendar += "0" },
		"a line":    func(r *deadline.Result) { r.Rule.Title.EN += "\nDue  2026-01-01" },
		"zero":      func(r *deadline.Result) { *r = deadline.Result{} },
	}
	for name, edit := range edits {
		r := right
		edit(&r)
		text = 0
		assert.ErrorIs(t, r.Explain(&text, c, deadline.Chinese), deadline.ErrInvalid, name)
		assert.Zero(t, text, "%s: nothing is written", name)
		for range r.Steps(c) {
			assert.Fail(t, "a step", name)
		}
	}
	assert.ErrorIs(t, right.Explain(nil, c, deadline.English), deadline.ErrInvalid)
}

type countingWriter int

func (w *countingWriter) Write(b []byte) (int, error) {
	*w += countingWriter(len(b))
	return len(b), nil
}

// A draft is not law: its answer is complete, and never final.
func TestDrafts(t *testing.T) {
	result, err := deadline.Compute(rule("face.draft2023"), date("2025-06-03"), holidays.China())
	require.ErrorIs(t, err, deadline.ErrNotInForce)
	assert.Equal(t, "2025-07-15 (draft rule)", result.String())
	assert.False(t, result.Final())
	assert.Equal(t, err, result.Err())
	_, err = holidays.AllowProvisional(deadline.Compute(rule("face.draft2023"), date("2026-12-01"), holidays.China()))
	assert.ErrorIs(t, err, deadline.ErrNotInForce, "a provisional draft is a draft")
	assert.False(t, errors.Is(err, holidays.ErrProvisional))
}
