package register

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A Line asks for one filing to be entered or changed.
type Line struct {
	Key      string             // of the filing; none: a new one
	Revision int                // behind which nobody may have changed the filing; a notice may have moved it. 0: any
	New      bool               // the filing must not be there, unless it already is what Set makes of nothing
	Set      func(*Entry) error // gets the entry as it is, or one of the key alone
}

// An Outcome is what became of a Line.
type Outcome struct {
	Filing  Filing
	What    string // as in Change, or unchanged
	Changed []Difference
	Err     error // an *Error: nothing became of it
}

// Put enters and changes filings in one transaction: all lines or, when one has an error, none. A dry run says what would
// become of them, and changes nothing. The error is the database's.
func (r *Register) Put(ctx context.Context, who string, lines []Line, dryRun bool) ([]Outcome, error) {
	outcomes := make([]Outcome, len(lines))
	err := r.PutMany(ctx, who, lines, dryRun, func(first int, done []Outcome) { copy(outcomes[first:], done) })
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// PutMany is Put for very many lines: it hands over what became of them a few at a time, with the index of the first, and keeps
// nothing. Where the transaction is tried anew, it begins again with index 0.
func (r *Register) PutMany(ctx context.Context, who string, lines []Line, dryRun bool, became func(first int, done []Outcome)) error {
	err := r.transact(ctx, func(t *tx) error {
		s, err := t.agreed("SHARE")
		if err != nil {
			return err
		}
		keys, failed, first := make(map[string]bool, len(lines)), false, 0
		for part := range slices.Chunk(lines, 400) {
			done, err := t.put(s, who, part, keys)
			if err != nil {
				return err
			}
			failed = failed || slices.ContainsFunc(done, func(o Outcome) bool { return o.Err != nil })
			became(first, done)
			first += len(part)
		}
		if dryRun || failed {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		return nil
	}
	return err
}

// put does a few lines. Keys are those of the lines before.
func (t *tx) put(s *state, who string, lines []Line, keys map[string]bool) ([]Outcome, error) {
	before, err := t.byKey(lines)
	if err != nil {
		return nil, err
	}
	at, today := now(), t.r.Today()
	outcomes := make([]Outcome, len(lines))
	entered := map[string]int{} // keys of those that are new
	var changed []Filing
	var rows, history [][]any
	for i, line := range lines {
		o := &outcomes[i]
		key := line.Key
		if key == "" {
			var b [8]byte
			rand.Read(b[:])
			key = "f-" + hex.EncodeToString(b[:])
		}
		if keys[key] {
			o.Err = refuse(ErrConflict, "key", "key %.100q stands twice", key)
			continue
		}
		keys[key] = true
		was := before[key]
		e := was.Entry
		if line.New {
			e = Entry{}
		}
		e.Key, e.Layers = key, slices.Clone(e.Layers)
		if e.OwnRule != nil { // Set may write into it
			own := *e.OwnRule
			e.OwnRule = &own
		}
		if o.Err = line.Set(&e); o.Err != nil {
			continue
		}
		if len(e.Layers) == 0 {
			e.Layers = nil
		}
		switch {
		case was.ID == 0 && line.Revision != 0:
			o.Err = refuse(ErrConflict, "revision", "revision %d of a filing that is not there", line.Revision)
		case line.Revision != 0 && (line.Revision < was.edited || line.Revision > was.Revision):
			o.Err = refuse(ErrConflict, "revision", "the filing has changed: it has revision %d, not %d", was.Revision, line.Revision)
		case line.New && was.ID != 0 && !reflect.DeepEqual(e, was.Entry):
			o.Err = refuse(ErrConflict, "key", "key %.100q is that of filing %d, which differs", key, was.ID)
		default:
			o.Filing, o.Changed, o.Err = t.revise(s, was, e, today)
		}
		switch {
		case o.Err != nil:
			o.Filing = was
		case len(o.Changed) == 0:
			o.What = "unchanged"
		case was.ID != 0:
			o.What = whatOf(was, o.Filing)
			o.Filing.Updated = parseTime(at)
			changed = append(changed, o.Filing)
			history = append(history, historyRow(o.Filing, at, who, o.What, 0, o.Changed))
		default:
			o.What = "entered"
			o.Filing.Created, o.Filing.Updated = parseTime(at), parseTime(at)
			entered[key] = i
			rows = append(rows, append([]any{key}, values(o.Filing)...))
		}
	}
	if err := t.update(changed, columns); err != nil {
		return nil, err
	}
	for i := range outcomes {
		outcomes[i].Filing = s.live(outcomes[i].Filing)
	}
	err = t.insert("filings", append([]string{"key"}, columns...), rows, func(id int64, key string) {
		o := &outcomes[entered[key]]
		o.Filing.ID = id
		history = append(history, historyRow(o.Filing, at, who, o.What, 0, o.Changed))
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(history, func(a, b []any) int { return int(a[0].(int64) - b[0].(int64)) })
	return outcomes, t.insert("history", historyColumns, history, nil)
}

// byKey returns the filings that lines name, and holds them until the end of the transaction.
func (t *tx) byKey(lines []Line) (map[string]Filing, error) {
	var keys []any
	for _, line := range lines {
		if line.Key != "" && strings.IndexByte(line.Key, 0) < 0 { // which check refuses, and PostgreSQL too
			keys = append(keys, line.Key)
		}
	}
	found := make(map[string]Filing, len(keys))
	if len(keys) == 0 {
		return found, nil
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(keys)), ",")
	rows, err := t.query(selectFilings+" WHERE key IN ("+marks+") ORDER BY id"+t.lock("UPDATE"), keys...)
	filings, err := collect(rows, err, func(rows *sql.Rows) (Filing, error) {
		f, _, err := scanFiling(rows)
		return f, err
	})
	for _, f := range filings {
		found[f.Key] = f
	}
	return found, err
}

// Edit changes a filing. Behind a revision that is not 0 nobody may have changed it; a notice may have moved it.
func (r *Register) Edit(ctx context.Context, who string, id int64, revision int, set func(*Entry) error) (Filing, error) {
	f, err := r.Get(ctx, id)
	if err != nil {
		return f, err
	}
	outcomes, err := r.Put(ctx, who, []Line{{Key: f.Key, Revision: revision, Set: set}}, false)
	if err != nil {
		return f, err
	}
	return outcomes[0].Filing, outcomes[0].Err
}

// revise returns a filing with another entry, answered anew where that is due.
func (t *tx) revise(s *state, was Filing, e Entry, today holidays.Date) (Filing, []Difference, error) {
	f := was
	f.Entry, f.Status = e, e.status()
	if e.Key != was.Key && was.ID != 0 {
		return f, nil, refuse(ErrInvalid, "key", "key %.100q: a filing keeps its key", e.Key)
	}
	if err := e.check(today); err != nil {
		return f, nil, err
	}
	asked := was.ID == 0 || e.Rule != was.Rule || e.Trigger != was.Trigger || !slices.Equal(e.Layers, was.Layers) || !reflect.DeepEqual(e.OwnRule, was.OwnRule)
	if asked || f.Status == StatusOpen || was.Status == StatusOpen {
		a, err := s.answer(e)
		switch {
		case err == nil:
			f.Answer = a
		case asked:
			return f, nil, err
		default: // the last answer is kept, as in a run
			f.Answer.Problem, f.Answer.Provisional = err.Error(), true
		}
	}
	changed := differences(was, f)
	if len(changed) > 0 {
		f.Revision++
		f.edited = f.Revision
	}
	return f, changed, nil
}

var (
	said     = []string{"entity", "rule", "own_rule", "event_on", "reference", "layers", "filed_on", "receipt", "status", "edited", "created"}
	computed = []string{"calendar", "revision", "opens", "due", "safe_by", "estimated_from", "provisional", "problem", "updated"}
	columns  = slices.Concat([]string{"words"}, said, computed)
)

// selectFilings also selects the generation, which decides what calendar the answers are of.
var selectFilings = "SELECT (SELECT generation FROM meta), id, key, " + strings.Join(columns[1:], ", ") + " FROM filings"

func values(f Filing) []any {
	own := ""
	if f.OwnRule != nil {
		text, _ := json.Marshal(f.OwnRule) // which check has validated
		own = string(text)
	}
	a, provisional := f.Answer, 0
	if a.Provisional {
		provisional = 1
	}
	return []any{
		words(f.Key, f.Entity, f.Reference, f.Receipt),
		f.Entity, f.Rule, own, dateText(f.Trigger), f.Reference, strings.Join(f.Layers, ","), dateText(f.FiledOn), f.Receipt,
		f.Status, f.edited, timeText(f.Created),
		a.Calendar, f.Revision, dateText(a.Opens), dateText(a.Due), dateText(a.SafeBy), dateText(a.EstimatedFrom), provisional, a.Problem, timeText(f.Updated),
	}
}

// words are the texts in which Query.Text is looked for, and that text itself, without a difference of case.
func words(texts ...string) string { return strings.ToLower(strings.Join(texts, "\n")) }

// update stores some columns, the last ones of all, of filings that have changed. The bounds keep SQLite from walking the whole
// table for a part of them.
func (t *tx) update(changed []Filing, some []string) error {
	marks, set := []string{"CAST(? AS BIGINT)"}, []string{}
	for _, column := range some {
		mark := "?"
		if column == "revision" || column == "edited" || column == "provisional" {
			mark = "CAST(? AS INTEGER)"
		}
		marks, set = append(marks, mark), append(set, column+" = v."+column)
	}
	one := "(" + strings.Join(marks, ", ") + "),"
	slices.SortFunc(changed, func(a, b Filing) int { return cmp.Compare(a.ID, b.ID) })
	for part := range slices.Chunk(changed, mostParameters/len(marks)) {
		var args []any
		for _, f := range part {
			args = append(append(args, f.ID), values(f)[len(columns)-len(some):]...)
		}
		args = append(args, part[0].ID, part[len(part)-1].ID)
		_, err := t.exec("WITH v (id, "+strings.Join(some, ", ")+") AS (VALUES "+strings.TrimSuffix(strings.Repeat(one, len(part)), ",")+
			") UPDATE filings SET "+strings.Join(set, ", ")+" FROM v WHERE filings.id = v.id AND filings.id BETWEEN ? AND ?", args...)
		if err != nil {
			return err
		}
	}
	return nil
}

// scanFiling reads a row of selectFilings.
func scanFiling(rows *sql.Rows) (f Filing, generation int64, err error) {
	var own, layers, created, updated string
	var provisional int
	a := &f.Answer
	err = rows.Scan(&generation, &f.ID, &f.Key, &f.Entity, &f.Rule, &own, &f.Trigger, &f.Reference, &layers, &f.FiledOn, &f.Receipt, &f.Status,
		&f.edited, &created, &a.Calendar, &f.Revision, &a.Opens, &a.Due, &a.SafeBy, &a.EstimatedFrom, &provisional, &a.Problem, &updated)
	if err != nil {
		return f, 0, err
	}
	if own != "" {
		rules, err := deadline.ParseRules([]byte("[" + own + "]"))
		if err != nil {
			return f, 0, err
		}
		f.OwnRule = &rules[0]
	}
	if layers != "" {
		f.Layers = strings.Split(layers, ",")
	}
	f.Cancelled = f.Status == StatusCancelled
	a.Provisional = provisional != 0
	f.Created, f.Updated = parseTime(created), parseTime(updated)
	return f, generation, nil
}

var historyColumns = []string{"filing", "revision", "at", "by", "what", "run", "changed"}

func historyRow(f Filing, at, who, what string, run int64, changed []Difference) []any {
	text, _ := json.Marshal(changed) // strings
	return []any{f.ID, f.Revision, at, who, what, run, string(text)}
}
