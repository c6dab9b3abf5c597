package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

const (
	csvBytes      = 64 << 20 // of a table of filings
	csvRows       = 200_000  // and its rows
	csvLineBytes  = 256 << 10
	outcomesShown = 1000 // of an import
)

// The columns of a table of filings: what people say, and what the register has computed, which an import passes over.
var (
	givenColumns    = slices.Concat([]string{"key"}, entryFields, []string{"revision"})
	computedColumns = []string{"id", "status", "state", "opens", "due", "safe_by", "to_safe_by", "to_due", "provisional", "calendar", "problem"}
)

// headings are what the columns may be called in Chinese.
var headings = map[string]string{
	"编号": "key", "单位": "entity", "规则": "rule", "事件日": "trigger", "起算日": "trigger", "事项": "reference", "区域日历": "layers", "区域安排": "layers",
	"办理日期": "filed_on", "备案日期": "filed_on", "备案编号": "receipt", "作废": "cancelled", "取消": "cancelled", "自定规则": "own_rule", "版本": "revision", "修订号": "revision",
}

// bom makes Excel read a table as UTF-8.
const bom = "\ufeff"

// getCSV answers GET /v1/filings.csv: a table of the filings that the filters leave, in order of ID, while they are read.
func (s *service) getCSV(w http.ResponseWriter, r *http.Request, a access) error {
	q, err := s.filingQuery(a.values)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w) // the names of the columns stay in its buffer until there are rows
	out.UseCRLF = true
	out.Write(slices.Concat([]string{bom + givenColumns[0]}, givenColumns[1:], computedColumns))
	control, end, n := http.NewResponseController(w), time.Now().Add(batchTime), 0
	for f, err := range s.record.register.All(r.Context(), q) {
		switch {
		case err != nil && n == 0:
			return err
		case n == 0:
			tableHeader(w, q.Today)
		}
		if n++; n%1000 == 0 {
			control.SetWriteDeadline(earlier(time.Now().Add(patience), end))
		}
		var row []string
		if err == nil {
			row, err = s.csvRow(f, q.Today)
		}
		switch {
		case err != nil && r.Context().Err() == nil:
			s.log.Error("a table of filings was cut short", "error", err)
			panic(http.ErrAbortHandler) // so that half of it does not pass for the whole
		case err != nil || out.Write(row) != nil:
			return nil // the client is gone
		}
	}
	if n == 0 {
		tableHeader(w, q.Today)
	}
	out.Flush()
	return nil
}

func tableHeader(w http.ResponseWriter, today holidays.Date) {
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="filings-%v.csv"`, today))
	h.Set("Cache-Control", "no-store")
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// csvRow is a filing as a row of all columns.
func (s *service) csvRow(f register.Filing, today holidays.Date) ([]string, error) {
	own := ""
	if f.OwnRule != nil {
		text, err := json.Marshal(f.OwnRule)
		if err != nil {
			return nil, err
		}
		own = string(text)
	}
	state, toSafeBy, toDue := "", "", ""
	if f.Status == register.StatusOpen {
		standing, err := s.standing(f, today)
		if err != nil {
			return nil, err
		}
		state, toSafeBy, toDue = standing.State.String(), strconv.Itoa(standing.ToSafeBy), strconv.Itoa(standing.ToDue)
	}
	cancelled, a := "", f.Answer
	if f.Cancelled {
		cancelled = "true"
	}
	return []string{
		guarded(f.Key), guarded(f.Entity), guarded(f.Rule), f.Trigger.String(), guarded(f.Reference), guarded(strings.Join(f.Layers, ",")),
		dateCell(f.FiledOn), guarded(f.Receipt), cancelled, own, strconv.Itoa(f.Revision),
		strconv.FormatInt(f.ID, 10), f.Status, state, dateCell(a.Opens), dateCell(a.Due), dateCell(a.SafeBy), toSafeBy, toDue,
		strconv.FormatBool(a.Provisional), guarded(a.Calendar), guarded(a.Problem),
	}, nil
}

// dateCell is a date, or "" for none.
func dateCell(d holidays.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// guarded puts an apostrophe before a text that Excel would compute as a formula, and unguarded takes it off again. A text that
// itself has apostrophes before an equals sign gets one more, so that nothing is lost.
func guarded(text string) string {
	if formula(text) {
		return "'" + text
	}
	return text
}

func unguarded(cell string) string {
	if cell != "" && cell[0] == '\'' && formula(cell) {
		return cell[1:]
	}
	return cell
}

func formula(text string) bool {
	text = strings.TrimLeft(text, "'")
	return strings.IndexAny(text, "=+-@\t\r＝＋－＠") == 0
}

// parseCSV reads a table of filings, and says in which lines of the file, from 1, its rows begin. What is wrong with a single row,
// its Set says. An error is about the whole.
func parseCSV(data []byte) (lines []register.Line, numbers []int, err error) {
	bad := func(format string, args ...any) *problem {
		return newProblem(http.StatusUnprocessableEntity, "bad_csv", "", format, args...)
	}
	if data, err = utf8Of(data); err != nil {
		return nil, nil, err
	}
	for line := range bytes.Lines(data) { // a reader of CSV makes a text of each cell
		if len(line) > csvLineBytes {
			return nil, nil, bad("a line of %d bytes; want at most %d", len(line), csvLineBytes).inChinese("表格中有一行超过%d字节。", csvLineBytes)
		}
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma = separator(data)
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if err == io.EOF {
		return nil, nil, bad("the table is empty; want a row with the names of the columns, such as key,entity,rule,trigger").inChinese("表格是空的：第一行应为各列的名称。")
	}
	for i := 0; i < len(header) && err == nil; i++ {
		header[i] = strings.TrimSpace(header[i])
		header[i] = cmp.Or(headings[header[i]], header[i])
		name := header[i]
		switch {
		case slices.Contains(header[:i], name):
			err = bad("column %.40q stands twice", name).inChinese("列“%.40s”出现两次。", name)
		case !slices.Contains(givenColumns, name) && !slices.Contains(computedColumns, name):
			err = bad("column %.40q: want columns of %s; those that are computed are passed over: %s",
				name, strings.Join(givenColumns, ", "), strings.Join(computedColumns, ", ")).
				inChinese("没有“%.40s”这一列：请使用模板中的列名。", name)
		}
	}
	if err == nil && !slices.Contains(header, "key") {
		err = bad("no column key: it says which filing a row is about").inChinese("缺少“编号”（key）列：据此确定每一行是哪一项。")
	}
	for err == nil {
		var row []string
		if row, err = in.Read(); err != nil || strings.Join(row, "") == "" { // Excel leaves such rows behind
			continue
		}
		if len(lines) == csvRows {
			return nil, nil, bad("the table has more rows than %d; send it in parts", csvRows).inChinese("超过%d行，请分次导入。", csvRows)
		}
		number, _ := in.FieldPos(0)
		lines, numbers = append(lines, lineOf(header, row)), append(numbers, number)
	}
	var syntax *csv.ParseError
	switch {
	case errors.As(err, &syntax):
		return nil, nil, bad("line %d, byte %d: %v", syntax.Line, syntax.Column, syntax.Err).inChinese("第%d行的引号有误，无法读取。", syntax.Line)
	case err != io.EOF:
		return nil, nil, err
	}
	return lines, numbers, nil
}

// lineOf makes a row a line of the register. Columns that are absent leave a field as it is, an empty cell clears it.
func lineOf(header, row []string) register.Line {
	wrong := func(code, name, chinese, format string, args ...any) register.Line {
		err := newProblem(http.StatusUnprocessableEntity, code, name, format, args...).inChinese("%s", chinese)
		key := ""
		if i := slices.Index(header, "key"); i < len(row) {
			key = unguarded(row[i])
		}
		return register.Line{Key: key, Set: func(*register.Entry) error { return err }}
	}
	if len(row) != len(header) {
		return wrong("bad_csv", "", fmt.Sprintf("该行有%d格，应为%d格，与列数相同。", len(row), len(header)), "the row has %d cells; want %d, as many as there are names of columns", len(row), len(header))
	}
	var line register.Line
	for i, name := range header {
		switch name {
		case "key":
			line.Key = unguarded(row[i])
		case "revision":
			var err error
			if row[i] != "" {
				if line.Revision, err = strconv.Atoi(row[i]); err != nil || line.Revision < 1 {
					return wrong("bad_field", name, fmt.Sprintf("版本（“%.20s”）：请填写该项的版本号，或者留空。", row[i]), "revision %.20q: want the number of the filing's revision, or nothing", row[i])
				}
			}
		}
	}
	if line.Key == "" {
		return wrong("no_key", "key", "缺少编号：据此确定该行是哪一项。", "the row has no key; want one, which says which filing it is about")
	}
	line.Set = func(e *register.Entry) error {
		was := *e
		for i, name := range header {
			if !slices.Contains(entryFields, name) {
				continue
			}
			cell := unguarded(row[i])
			switch name {
			case "trigger", "filed_on":
				cell = dashed(cell)
			case "rule":
				if r, ok := titled()[cell]; ok {
					cell = r
				}
			}
			if err := setField(e, name, cell); err != nil {
				return err
			}
		}
		if _, err := deadline.Lookup(e.Rule); err != nil && e.Rule != was.Rule && e.OwnRule == nil {
			return newProblem(http.StatusUnprocessableEntity, "invalid", "rule", "%s; want the ID of a rule, such as face.reached", plain(err)).
				inChinese("没有规则“%.80s”：请填写规则编号，例如 face.reached。", e.Rule)
		}
		return nil
	}
	return line
}

// titled are the IDs of the rules by their titles in both languages, where only one rule has the title.
var titled = sync.OnceValue(func() map[string]string {
	ids := map[string]string{}
	for _, r := range deadline.Rules() {
		for _, title := range []string{r.Title.EN, r.Title.ZH} {
			if _, taken := ids[title]; taken {
				r.ID = ""
			}
			ids[title] = r.ID
		}
	}
	maps.DeleteFunc(ids, func(title, id string) bool { return title == "" || id == "" })
	return ids
})

// dashed writes a date, year first, as the library reads it: Excel in China saves 2025-06-03 as 2025/6/3, and people write
// 2025-6-3, 2025年6月3日 and 2025.6.3.
func dashed(cell string) string {
	for _, layout := range []string{"2006/1/2", "2006-1-2", "2006年1月2日", "2006.1.2"} {
		if d, err := time.Parse(layout, cell); err == nil {
			return d.Format(time.DateOnly)
		}
	}
	return cell
}

// utf8Of returns a table without its byte order mark, and in UTF-8 where it is in GB18030, in which Excel in China saves.
func utf8Of(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, newProblem(http.StatusUnprocessableEntity, "bad_csv", "", "this is an Excel workbook (.xlsx); save it as CSV").inChinese("这是 Excel 工作簿（.xlsx），请另存为 CSV。")
	}
	data, marked := bytes.CutPrefix(data, []byte(bom))
	switch {
	case utf8.Valid(data) && !marked && maybeChinese(data):
		return nil, newProblem(http.StatusUnprocessableEntity, "bad_csv", "", "the table can be read as UTF-8 and as GB18030; save it as “CSV UTF-8”, with its byte order mark").
			inChinese("按 UTF-8 或者 GB18030 编码均可读取，无法确定，请另存为“CSV UTF-8”。")
	case utf8.Valid(data):
		return data, nil
	}
	data, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(data, utf8.RuneError) || bytes.IndexByte(data, 0) >= 0 {
		return nil, newProblem(http.StatusUnprocessableEntity, "bad_csv", "", "the table is neither UTF-8 nor GB18030; save it as “CSV UTF-8”").
			inChinese("既不是 UTF-8 也不是 GB18030 编码，请另存为“CSV UTF-8”。")
	}
	return data, nil
}

// maybeChinese reports whether a text in UTF-8 that has no Chinese character is Chinese, and nothing else, in GB18030: Excel saves
// 一 as the two bytes that are һ in UTF-8.
func maybeChinese(data []byte) bool {
	chinese := false
	for _, r := range string(data) {
		if r >= 0x800 { // of three bytes in UTF-8, as Chinese characters are
			return false
		}
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	for _, r := range string(decoded) {
		if chinese = chinese || r >= utf8.RuneSelf; r >= utf8.RuneSelf && !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return chinese && err == nil
}

// separator is a comma, or a tab or a semicolon where the names of the columns have no comma between them.
func separator(data []byte) rune {
	header, _, _ := bytes.Cut(data, []byte("\n"))
	for _, c := range ",\t;" {
		if bytes.ContainsRune(header, c) {
			return c
		}
	}
	return ','
}

// An imported says what a table of filings did, or would do: where one row is wrong, nothing is done.
type imported struct {
	DryRun    bool          `json:"dry_run"`
	Rows      int           `json:"rows"`
	Entered   int           `json:"entered"`
	Changed   int           `json:"changed"`
	Unchanged int           `json:"unchanged"`
	Wrong     int           `json:"wrong"`
	Outcomes  []importedRow `json:"outcomes"` // at most outcomesShown: the wrong ones first, the unchanged ones not at all
}

// Sums are the filings entered, changed and left unchanged.
func (i imported) Sums() []int { return []int{i.Entered, i.Changed, i.Unchanged} }

// An importedRow is what became of a row.
type importedRow struct {
	Line    int                   `json:"line"`
	Key     string                `json:"key"`
	ID      int64                 `json:"id,omitempty"` // of a filing that is there
	What    string                `json:"what"`         // as in register.Change, or wrong
	Changed []register.Difference `json:"changed"`
	Problem *rowProblem           `json:"problem,omitempty"`
}

type rowProblem struct {
	Code   string `json:"code"`
	Field  string `json:"field,omitempty"`
	Detail string `json:"detail"`

	err error
}

// importCSV enters and changes the filings of a table: all of its rows or, where one is wrong, none.
func (s *service) importCSV(ctx context.Context, who string, data []byte, dryRun bool) (imported, error) {
	lines, numbers, err := parseCSV(data)
	if err != nil {
		return imported{}, err
	}
	var done imported
	var wrong, others []importedRow
	err = s.record.register.PutMany(ctx, who, lines, dryRun, func(first int, outcomes []register.Outcome) {
		if first == 0 {
			done, wrong, others = imported{DryRun: dryRun, Rows: len(lines)}, nil, nil
		}
		for i, o := range outcomes {
			row := importedRow{Line: numbers[first+i], Key: lines[first+i].Key, ID: o.Filing.ID, What: o.What, Changed: o.Changed}
			switch {
			case o.Err != nil:
				done.Wrong++
				if len(wrong) < outcomesShown {
					p := asProblem(o.Err)
					row.What, row.Changed, row.Problem = "wrong", []register.Difference{}, &rowProblem{p.Code, p.Parameter, p.Detail, o.Err}
					wrong = append(wrong, row)
				}
				continue
			case o.What == "unchanged":
				done.Unchanged++
				continue
			case o.What == "entered":
				done.Entered++
				row.ID = 0
			default:
				done.Changed++
			}
			if len(others) < outcomesShown {
				others = append(others, row)
			}
		}
	})
	if err != nil {
		return imported{}, err
	}
	done.DryRun, done.Outcomes = dryRun, append(append([]importedRow{}, wrong...), others...)
	done.Outcomes = done.Outcomes[:min(outcomesShown, len(done.Outcomes))]
	if !dryRun && done.Wrong == 0 {
		s.metrics.imported(done)
		s.log.Info("filings imported", "by", who, "rows", done.Rows, "entered", done.Entered, "changed", done.Changed, "unchanged", done.Unchanged)
	}
	return done, nil
}

// A refusedImport is a problem that also says which rows are wrong.
type refusedImport struct {
	problem
	imported
}

// postCSV answers POST /v1/filings.csv.
func (s *service) postCSV(w http.ResponseWriter, r *http.Request, a access) error {
	if err := wantType(r, "text/csv"); err != nil {
		return err
	}
	data, err := readLong(w, r, csvBytes)
	if err != nil {
		return err
	}
	if _, parameters, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); strings.EqualFold(parameters["charset"], "utf-8") {
		data = append([]byte(bom), bytes.TrimPrefix(data, []byte(bom))...) // it says so
	}
	done, err := s.importCSV(r.Context(), a.who, data, a.dryRun)
	if err != nil {
		return err
	}
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(patience)) // the import took its time
	if done.Wrong > 0 && !a.dryRun {
		p := newProblem(http.StatusUnprocessableEntity, "wrong_rows", "", "%d of %d rows are wrong, and nothing is changed; outcomes names them", done.Wrong, done.Rows)
		p.RequestID = w.Header().Get("X-Request-Id")
		return reply{status: p.Status, mime: "application/problem+json", body: refusedImport{*p, done}}.write(w, r)
	}
	return reply{body: done}.write(w, r)
}

// readLong reads a body that may take its time, as long as it keeps coming.
func readLong(w http.ResponseWriter, r *http.Request, most int64) ([]byte, error) {
	control, end := http.NewResponseController(w), time.Now().Add(batchTime)
	in := http.MaxBytesReader(w, r.Body, most)
	var data bytes.Buffer
	data.Grow(int(min(max(r.ContentLength, 0), most)) + bytes.MinRead)
	for {
		control.SetReadDeadline(earlier(time.Now().Add(patience), end))
		_, err := io.CopyN(&data, in, 1<<20)
		tooLong := (*http.MaxBytesError)(nil)
		switch {
		case err == nil:
			continue
		case err == io.EOF:
			return data.Bytes(), nil
		case errors.As(err, &tooLong):
			return nil, err
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil, newProblem(http.StatusRequestTimeout, "too_slow", "", "nothing came for %v, or the whole took longer than %v", patience, batchTime)
		}
		return nil, newProblem(http.StatusBadRequest, "cut_short", "", "the body was cut short")
	}
}
