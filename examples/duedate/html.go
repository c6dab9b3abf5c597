package main

import (
	"fmt"
	"io"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/page"
)

// writeHTML writes the answer as one file that fetches nothing and can be filed as evidence.
func (c *command) writeHTML(w io.Writer, r deadline.Result) error {
	return page.Write(w, page.Answer{Result: r, Calendar: c.calendar, Lang: c.lang, Today: c.today})
}

// writeYearHTML writes a year as one such file.
func (c *command) writeYearHTML(w io.Writer, first, last int) error {
	if first != last {
		return fmt.Errorf("%w: calendar -format html draws one year, want no range", errUsage)
	}
	return page.WriteYear(w, page.Year{Year: first, Calendar: c.calendar, Lang: c.lang})
}
