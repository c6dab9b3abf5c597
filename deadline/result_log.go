package deadline

import "log/slog"

// LogValue returns a group of rule, trigger, due, safe_by, final and calendar for log/slog; for the zero Result it is the
// text "no due date".
func (r Result) LogValue() slog.Value {
	if r.Due.IsZero() {
		return slog.StringValue(r.String())
	}
	return slog.GroupValue(
		slog.String("rule", r.Rule.ID),
		slog.String("trigger", r.Trigger.String()),
		slog.String("due", r.String()),
		slog.String("safe_by", r.SafeBy.String()),
		slog.Bool("final", r.Unsettled.IsZero()),
		slog.String("calendar", r.Calendar),
	)
}
