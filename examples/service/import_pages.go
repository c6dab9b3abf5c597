package main

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/cnworkday/cnworkday/deadline"
)

// importMost is how long a table of filings may be on the page, whose preview carries it on. The API takes more.
const importMost = 4 << 20

// An importPage is GET /filings/import and what its file would do.
type importPage struct {
	Tried   *imported // nil: no file yet
	Content string    // of the file, as the form carries it on
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
		return c.importForm(importPage{&done, carried(data)}, nil)
	}
	return c.see("/filings", "entered", strconv.Itoa(done.Entered), "changed", strconv.Itoa(done.Changed), "unchanged", strconv.Itoa(done.Unchanged))
}

func (c *caller) importForm(b importPage, wrong error) error {
	if wrong != nil && asProblem(wrong).Status >= http.StatusInternalServerError {
		return wrong
	}
	return c.show(view{Name: "import", Title: deadline.Text{EN: "Import filings", ZH: "导入备案"}, Err: wrong, Body: b})
}

// Wrong says why nothing came of a row.
func (f frame) Wrong(p *rowProblem) string {
	return said(newProblem(http.StatusUnprocessableEntity, p.Code, p.Field, "%s", cmp.Or(p.Detail, p.Code)), f.Lang)
}
