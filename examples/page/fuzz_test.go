package page

import (
	"errors"
	"strings"
	"testing"

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
		build := func(s, address string) string {
			text := deadline.Text{ZH: s, EN: s}
			rule := deadline.Rule{
				ID: s, Title: text, Event: text, Authority: text, Note: text, Status: deadline.Status(n & 3),
				Basis: deadline.Citation{Law: s, Article: s, Order: s, URL: address},
				Limit: deadline.Limit{N: int(n&63) + 1, Unit: deadline.Workdays, Direction: deadline.Direction(n&1) + 1},
			}
			notice := holidays.Notice{Year: 2027, Net: 1, Spans: []holidays.Span{{
				Kind: holidays.Holiday, First: holidays.MustParseDate("2027-01-01"), Last: holidays.MustParseDate("2027-01-03"), Name: "x",
			}}}
			named := notice
			named.Number, named.Title, named.URL, named.Spans = s, s, address, []holidays.Span{notice.Spans[0]}
			named.Spans[0].Name = s
			c, err := holidays.China().With(named)
			if err != nil { // a text that no notice can hold
				c, err = holidays.China().With(notice)
			}
			require.NoError(t, err)
			result, err := deadline.Compute(rule, holidays.MustParseDate("2026-12-20"), c)
			require.True(t, err == nil || errors.Is(err, holidays.ErrProvisional), "%v", err)
			var out strings.Builder
			require.NoError(t, Write(&out, Answer{Result: result, Calendar: c, Lang: deadline.Language(lang & 1), Site: Site{
				Home: "/", Menu: []Link{{s, address, s}}, Buttons: []Link{{s, address, s}},
				Form: &Form{Action: "/", Rules: []deadline.Rule{rule}, Rule: s, Trigger: s, Today: s, AsOf: s, Earliest: s, Last: s},
			}}))
			require.NoError(t, WriteStart(&out, Start{Problem: s}))
			return out.String()
		}
		page, harmless := build(s, address), build("x", "https://example.org/")
		for _, element := range []string{"<script", "<img", "<style", "<meta", "<!--", "</table", "<input", "<td"} {
			assert.Equal(t, strings.Count(harmless, element), strings.Count(page, element), element)
		}
		for _, scheme := range []string{"javascript:", "data:", "vbscript:"} {
			assert.NotContains(t, strings.ToLower(page), `href="`+scheme)
		}
	})
}
