package page

import (
	"html/template"
	"strings"

	"github.com/cnworkday/cnworkday/holidays"
)

// A piece of a text is a date, which never breaks over two lines, be there such a day or not, or what stands between dates.
type piece struct{ Date, Text string }

// dated cuts a text at its dates.
func dated(s string) []piece {
	const length = len("2006-01-02")
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	var pieces []piece
	from := 0
	for i := 0; i+length <= len(s); i++ {
		if digit(i-1) || !digit(i) || digit(i+length) {
			continue
		}
		if s[i+4] != '-' || s[i+7] != '-' || strings.Trim(s[i:i+length], "-0123456789") != "" {
			continue
		}
		if from < i {
			pieces = append(pieces, piece{Text: s[from:i]})
		}
		pieces = append(pieces, piece{Date: s[i : i+length]})
		i += length - 1
		from = i + 1
	}
	if from < len(s) {
		pieces = append(pieces, piece{Text: s[from:]})
	}
	return pieces
}

// Text returns a text as the pages write it, with its dates in one piece, for a body of the service's own.
func Text(s string) template.HTML {
	var out strings.Builder
	for _, p := range dated(s) {
		if _, err := holidays.ParseDate(p.Date); err == nil {
			out.WriteString(`<time datetime="` + p.Date + `">` + p.Date + `</time>`)
		} else if p.Date != "" {
			out.WriteString(`<span class="date">` + p.Date + `</span>`)
		} else {
			out.WriteString(template.HTMLEscapeString(p.Text))
		}
	}
	return template.HTML(out.String())
}
