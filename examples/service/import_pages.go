package main

import (
	"encoding/csv"
	"html/template"
	"net/http"
	"strconv"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
)

// importMost is how long a table of filings may be on the page, whose preview carries it on. The API takes more.
const importMost = 4 << 20

// An importPage is GET /filings/import and what its file would do.
type importPage struct {
	Tried   *imported // nil: no file yet
	Content string    // of the file, as the form carries it on
	Rules   template.HTML
}

// getImport answers GET /filings/import.
func (s *service) getImport(c *caller) error { return c.importForm(importPage{}, nil) }

// postImport answers POST /filings/import: it says what a table of filings would do, or does that.
func (s *service) postImport(c *caller) error {
	form, data, err := c.upload(importMost)
	if err != nil {
		return c.importForm(importPage{}, err)
	}
	dryRun := form.Get("do") != "store"
	done, err := s.importCSV(c.r.Context(), c.who, data, dryRun)
	switch {
	case err != nil:
		return c.importForm(importPage{}, err)
	case dryRun || done.Wrong > 0: // others may have changed a filing since the preview
		return c.importForm(importPage{Tried: &done, Content: carried(data)}, nil)
	}
	return c.see("/filings", "entered", strconv.Itoa(done.Entered), "changed", strconv.Itoa(done.Changed), "unchanged", strconv.Itoa(done.Unchanged))
}

func (c *caller) importForm(b importPage, wrong error) error {
	if wrong != nil && asProblem(wrong).Status >= http.StatusInternalServerError {
		return wrong
	}
	var err error
	if b.Rules, err = page.RuleList(deadline.Rules(), c.lang); err != nil {
		return err
	}
	return c.show(view{Name: "import", Title: deadline.Text{EN: "Import filings", ZH: "导入事项"}, Err: wrong, Body: b})
}

// Wrong says why nothing came of a row.
func (f frame) Wrong(p *rowProblem) string { return said(p.err, f.Lang) }

// A column is one of a table of filings, as the page explains it: its heading in Chinese, its name, and what to write.
type column struct {
	Heading, Name string
	What          deadline.Text
}

// columns are those of the template, in its order.
var columns = []column{
	{"编号", "key", deadline.Text{EN: "Needed. Your own, unique: it says which filing a row is about.", ZH: "必填。自编，不得重复：据此确定该行是哪一项。"}},
	{"单位", "entity", deadline.Text{EN: "Needed for a new filing.", ZH: "新增时必填。"}},
	{"规则", "rule", deadline.Text{EN: "Needed for a new filing: the ID of a rule, or its title where only one rule has it.", ZH: "新增时必填：规则编号，或者规则名称（须唯一）。"}},
	{"事件日", "trigger", deadline.Text{EN: "Needed for a new filing: the day of the event.", ZH: "新增时必填：事件发生之日。"}},
	{"事项", "reference", deadline.Text{EN: "A product, a ticket.", ZH: "产品、工单等。"}},
	{"区域日历", "layers", deadline.Text{EN: "Names of layers, in order, with commas between.", ZH: "区域日历的名称，依次以逗号分隔。"}},
	{"办理日期", "filed_on", deadline.Text{EN: "Once it is filed.", ZH: "办结后填写。"}},
	{"备案编号", "receipt", deadline.Text{EN: "The authority's number, with the day of the filing.", ZH: "受理机关给出的编号，须同时填写办理日期。"}},
	{"作废", "cancelled", deadline.Text{EN: "true, where it need not be filed.", ZH: "无需办理的填写 true。"}},
}

// Columns are the columns of a table of filings.
func (importPage) Columns() []column { return columns }

// getTemplate answers GET /filings/template.csv: the names of the columns in the language of the page, and a row as an example.
func (s *service) getTemplate(c *caller) error {
	c.shown = true
	header := []string{}
	for _, one := range columns {
		header = append(header, deadline.Text{EN: one.Name, ZH: one.Heading}.In(c.lang))
	}
	entity := deadline.Text{EN: "Example Ltd.", ZH: "某某有限公司"}.In(c.lang)
	h := c.w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="filings-template.csv"`)
	h.Set("Cache-Control", "no-store")
	out := csv.NewWriter(c.w)
	out.UseCRLF = true
	header[0] = bom + header[0]
	out.WriteAll([][]string{header, {"FR-001", entity, "face.reached", s.today().String(), "A-7", "", "", "", ""}})
	return out.Error()
}
