package deadline_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// logged is a line of a log with a Result in it, without its time.
func logged(t *testing.T, r deadline.Result, handler func(*bytes.Buffer, *slog.HandlerOptions) slog.Handler) string {
	t.Helper()
	var b bytes.Buffer
	withoutTime := func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}
	slog.New(handler(&b, &slog.HandlerOptions{ReplaceAttr: withoutTime})).Info("filing", "deadline", r)
	return b.String()
}

func jsonHandler(b *bytes.Buffer, o *slog.HandlerOptions) slog.Handler {
	return slog.NewJSONHandler(b, o)
}
func textHandler(b *bytes.Buffer, o *slog.HandlerOptions) slog.Handler {
	return slog.NewTextHandler(b, o)
}

// A log says what the date is and what it rests on, and never an estimate or a draft's date bare.
func TestResultLogValue(t *testing.T) {
	each(t, samples(t), sampleRow, func(t *testing.T, s sample) {
		var line struct{ Deadline map[string]any }
		require.NoError(t, json.Unmarshal([]byte(logged(t, s.result, jsonHandler)), &line))
		assert.Equal(t, map[string]any{
			"rule": s.result.Rule.ID, "trigger": s.result.Trigger.String(), "due": s.text, "safe_by": s.result.SafeBy.String(),
			"final": s.result.Final(), "calendar": s.c.ID(),
		}, line.Deadline)
		text := logged(t, s.result, textHandler)
		assert.Equal(t, 1, strings.Count(text, "\n"))
		assert.Contains(t, text, "deadline.rule="+s.result.Rule.ID+" deadline.trigger="+s.result.Trigger.String()+" deadline.due=")
	})
}

func TestResultLogValueZero(t *testing.T) {
	assert.Contains(t, logged(t, deadline.Result{}, textHandler), `deadline="no due date"`)
	assert.Contains(t, logged(t, deadline.Result{}, jsonHandler), `"deadline":"no due date"`)
}
