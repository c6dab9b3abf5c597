package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseEvent(t *testing.T) {
	want := event{"a-1", "face.reached", "2025-06-03"}
	for _, row := range []struct {
		name, line string
		want       event
		err, why   string
	}{
		{"CSV", "a-1,face.reached,2025-06-03", want, "", "the plain case"},
		{"JSON", `{"id":"a-1","rule":"face.reached","trigger":"2025-06-03"}`, want, "", "told by its first character"},
		{"JSON with more fields", `{"id":"a-1","city":"杭州","rule":"face.reached","trigger":"2025-06-03"}`, want, "", "an event in a lake says more than we ask"},
		{"quotes", `"a-1","face.reached","2025-06-03"`, want, "", "a spreadsheet writes them"},
		{"a comma in quotes", `"a,1",face.reached,2025-06-03`, event{"a,1", "face.reached", "2025-06-03"}, "", "an ID is the caller's own"},
		{"CRLF", "a-1,face.reached,2025-06-03\r", want, "", "a file from Windows"},
		{"a byte order mark", "\ufeffa-1,face.reached,2025-06-03", want, "", "the first line of a file from Windows"},
		{"a blank line", " \r", event{}, "no event", "it holds no record"},
		{"a header", "id,rule,trigger", event{}, "no event", "every file may have one"},
		{"a header with a mark and quotes", "\ufeff\"ID\",\"Rule\",\"Trigger\"\r", event{}, "no event", "as a spreadsheet writes it"},
		{"two fields", "a-1,face.reached", event{}, "got 2 fields", "nothing is guessed"},
		{"four fields", "a-1,face.reached,2025-06-03,", event{}, "got 4 fields", "nothing is dropped"},
		{"an open quote", `"a-1,face.reached,2025-06-03`, event{}, "extraneous or missing", "it must not swallow the next line, which another worker may have"},
		{"no ID", " ,face.reached,2025-06-03", event{}, "no id", "the answer could not be joined to its event"},
		{"JSON without ID", `{"rule":"face.reached","trigger":"2025-06-03"}`, event{}, "no id", "as with CSV"},
		{"JSON with half a character", `{"id":"\ud800","rule":"face.reached","trigger":"2025-06-03"}`, event{}, "has lost a character", "every such ID would be the same one"},
		{"an ID that was lost before", "a\ufffd,face.reached,2025-06-03", event{}, "has lost a character", "as a program writes what it cannot read"},
		{"JSON cut short", `{"id":"a-1","rule":`, event{}, "unexpected end", "a line that broke off"},
		{"JSON with a number", `{"id":1,"rule":"face.reached","trigger":"2025-06-03"}`, event{}, "cannot unmarshal number", "1 and 1.0 would be one ID or two"},
		{"two objects", `{"id":"a"}{"id":"b"}`, event{}, "after top-level value", "one of them would be lost"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			e, err := parseEvent(row.line)
			if row.err != "" {
				require.ErrorContains(t, err, row.err, row.why)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, row.want, e, row.why)
		})
	}
}

func TestParseTrigger(t *testing.T) {
	for _, row := range []struct{ name, text, want, err, why string }{
		{"a date", "2025-06-03", "2025-06-03", "", "the plain case"},
		{"spaces", " 2025-06-03 ", "2025-06-03", "", "people type them"},
		{"an instant", "2025-06-03T17:00:00Z", "2025-06-04", "", "June 4 in Beijing"},
		{"an instant with its zone", "2025-06-03T23:59:59.9+08:00", "2025-06-03", "", "until midnight in Beijing"},
		{"an instant without a zone", "2025-06-03T17:00:00", "", "with its zone", "the zone of a worker must not matter"},
		{"slashes", "2025/06/03", "", "2025-06-03", "the error says what would be right"},
		{"nothing", "", "", "want YYYY-MM-DD", "an empty field is no date"},
		{"no such day", "2025-02-29", "", "2025-02-29", "never normalised"},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.NotEmpty(t, row.why)
			date, err := parseTrigger(row.text)
			if row.err != "" {
				require.ErrorContains(t, err, row.err, row.why)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, row.want, date.String(), row.why)
		})
	}
}
