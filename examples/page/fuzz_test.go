package page

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// hostile are texts that would break out of a page that did not write them as texts.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `javascript:alert(1)`,
	`</style><script>`, `</title>`, `<!--`, `]]>`, `{{.Rule}}`, "\x00\x01", "\xff\xfe", "\u202e截止", `http://[::1`, `data:text/html,x`,
}

// Whatever stands in a rule, a notice, a form or a problem is text: the page stays well-formed, has the elements that it
// has with harmless texts, and links only to http and https.
func FuzzHostile(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s, int64(3), uint8(0))
		f.Add("a", s, int64(30), uint8(1))
	}
	f.Fuzz(func(t *testing.T, s, address string, n int64, lang uint8) {
		build := func(s, address string) (string, string) {
			text := deadline.Text{ZH: s, EN: s}
			rule := deadline.Rule{
				ID: s, Title: text, Event: text, Authority: text, Note: text, Status: deadline.Status(n & 3),
				Basis:     deadline.Citation{Law: s, Article: s, Order: s, URL: address},
				AppliesTo: text,
				Limit:     deadline.Limit{N: int(n&63) + 1, Unit: deadline.Workdays, Direction: deadline.Direction(n&1) + 1},
			}
			notice := notice2027("1号", "x", "x", "")
			named := notice2027(s, s, s, address)
			c, err := holidays.China().With(named)
			if err != nil { // a text that no notice can hold
				c, err = holidays.China().With(notice)
			}
			require.NoError(t, err)
			result, err := deadline.Compute(rule, holidays.MustParseDate("2026-12-20"), c)
			require.False(t, result.Due.IsZero(), "%v", err)
			site := Site{
				Home: "/", Menu: []Link{{s, address, s}}, Buttons: []Link{{s, address, s}},
				Form: &Form{Action: "/", Rules: []deadline.Rule{rule}, Rule: s, Trigger: s, Today: s, AsOf: s, Earliest: s, Last: s},
			}
			var answer, start strings.Builder
			if err := Write(&answer, Answer{Result: result, Calendar: c, Lang: deadline.Language(lang & 1), Site: site}); err != nil {
				require.ErrorIs(t, err, deadline.ErrInvalid, "a rule that the library does not explain: a text of it could have lines of its own")
				require.Zero(t, answer.Len())
			}
			require.NoError(t, WriteStart(&start, Start{Problem: s, Site: site}))
			return answer.String(), start.String()
		}
		answer, start := build(s, address)
		harmless, harmlessStart := build("x", "https://example.org/")
		for _, element := range []string{"<script", "<img", "<style", "<meta", "<!--", "</table", "<input", "<td"} {
			if answer != "" {
				assert.Equal(t, strings.Count(harmless, element), strings.Count(answer, element), element)
			}
			assert.Equal(t, strings.Count(harmlessStart, element), strings.Count(start, element), element)
		}
		for _, scheme := range []string{"javascript:", "data:", "vbscript:"} {
			assert.NotContains(t, strings.ToLower(answer+start), `href="`+scheme)
		}
	})
}

// notice2027 is a notice of the statutory days off of 2027 and no others, with the texts given.
func notice2027(number, title, festival, address string) holidays.Notice {
	n := holidays.Notice{Number: number, Title: title, URL: address, Year: 2027, Issued: holidays.MustParseDate("2026-11-24")}
	for _, day := range holidays.StatutoryDays(2027) {
		n.Spans = append(n.Spans, holidays.Span{Kind: holidays.Holiday, First: day.Date, Last: day.Date, Name: festival})
		if weekday := day.Date.Weekday(); weekday != time.Saturday && weekday != time.Sunday {
			n.Net++
		}
	}
	return n
}
