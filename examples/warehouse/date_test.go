package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

// A Date goes into a DATE column and comes out as it was; the zero Date is NULL, both ways.
func TestDateRoundTrip(t *testing.T) {
	eachEngine(t, func(t *testing.T, h *warehouse) {
		ctx := t.Context()
		_, err := h.exec(ctx, "CREATE TABLE days (id INTEGER NOT NULL PRIMARY KEY, day DATE)")
		require.NoError(t, err)
		for id, row := range []struct{ name, day, why string }{
			{"a day", "2025-06-03", "the common case"},
			{"a leap day", "2024-02-29", "the only day of its kind"},
			{"summer time", "1988-07-01", "clocks in China were an hour ahead then"},
			{"before 1970", "1949-10-01", "before the epoch of Unix"},
			{"an early day", "1000-01-01", "the first that MySQL promises to keep"},
			{"the last day", "9999-12-31", "the last that there is"},
			{"NULL", "", "the zero Date"},
		} {
			t.Run(row.name, func(t *testing.T) {
				require.NotEmpty(t, row.why)
				var want, got holidays.Date
				require.NoError(t, want.UnmarshalText([]byte(row.day)))
				got = date("2000-01-01") // must be overwritten, by NULL too
				_, err := h.exec(ctx, "INSERT INTO days VALUES (?, ?)", id, want)
				require.NoError(t, err)
				require.NoError(t, h.conn.QueryRowContext(ctx, h.numbered("SELECT day FROM days WHERE id = ?"), id).Scan(&got))
				assert.Equal(t, want, got)
				var text string
				require.NoError(t, h.conn.QueryRowContext(ctx, h.numbered("SELECT COALESCE(CAST(day AS CHAR(10)), '') FROM days WHERE id = ?"), id).Scan(&text))
				assert.Equal(t, row.day, text, "what the database holds")
				if !want.IsZero() {
					var found int
					require.NoError(t, h.conn.QueryRowContext(ctx, h.numbered("SELECT id FROM days WHERE day = ?"), want).Scan(&found))
					assert.Equal(t, id, found, "as a parameter it compares")
				}
				var optional *holidays.Date
				require.NoError(t, h.conn.QueryRowContext(ctx, h.numbered("SELECT day FROM days WHERE id = ?"), id).Scan(&optional))
				assert.Equal(t, want.IsZero(), optional == nil, "a pointer is nil for NULL")
			})
		}
		rows, err := h.conn.QueryContext(ctx, h.numbered("SELECT day FROM days WHERE day BETWEEN ? AND ? ORDER BY day"), date("1949-10-01"), date("2024-02-29"))
		require.NoError(t, err)
		defer rows.Close()
		var found []string
		for rows.Next() {
			var d holidays.Date
			require.NoError(t, rows.Scan(&d))
			found = append(found, d.String())
		}
		require.NoError(t, rows.Err())
		assert.Equal(t, []string{"1949-10-01", "1988-07-01", "2024-02-29"}, found, "days sort and compare as days")
	})
}

// A column that holds instants is refused: its date depends on a zone, and DateInBeijing says which.
func TestDateRefusesInstants(t *testing.T) {
	eachEngine(t, func(t *testing.T, h *warehouse) {
		ctx := t.Context()
		plain, zoned, offset := "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "+00:00"
		switch h.engine {
		case "sqlite":
			zoned = "DATETIME" // SQLite has no types with a zone
		case "mysql":
			plain, zoned, offset = "DATETIME(6)", "DATETIME(6)", "" // nor has MySQL
		}
		_, err := h.exec(ctx, "CREATE TABLE instants (id INTEGER NOT NULL PRIMARY KEY, plain "+plain+", zoned "+zoned+", words VARCHAR(40))")
		require.NoError(t, err)
		_, err = h.exec(ctx, strings.ReplaceAll(`INSERT INTO instants VALUES
			(1, '2025-06-03 17:00:00', '2025-06-03 17:00:00+00:00', '2025-06-03T17:00:00Z'),
			(2, '2025-06-03 00:00:00.000001', '2025-06-03 00:00:01+00:00', '2025/6/3'),
			(3, '2025-06-03 00:00:00', '2025-06-03 00:00:00+00:00', '2025-06-03'),
			(4, NULL, NULL, NULL)`, "+00:00", offset))
		require.NoError(t, err)
		for _, row := range []struct {
			name, column string
			id           int
			want         string // "": refused
			why          string
		}{
			{"an evening", "plain", 1, "", "in Beijing it is June 4 already, if it is UTC"},
			{"a microsecond past midnight", "plain", 2, "", "no DATE has one"},
			{"midnight", "plain", 3, "2025-06-03", "how drivers hand over a DATE"},
			{"an evening in a zone", "zoned", 1, "", "an instant"},
			{"a second past midnight in a zone", "zoned", 2, "", "an instant"},
			{"an instant in words", "words", 1, "", "an instant"},
			{"slashes", "words", 2, "", "day and month could be meant either way"},
			{"a date in words", "words", 3, "2025-06-03", "text as Date writes it"},
			{"no instant", "plain", 4, "NULL", "the zero Date"},
			{"no words", "words", 4, "NULL", "the zero Date"},
		} {
			t.Run(row.name, func(t *testing.T) {
				require.NotEmpty(t, row.why)
				if h.engine == "mysql" && row.name == "midnight" {
					t.Skip("without parseTime the driver hands over a text with a time, which is refused")
				}
				got := date("2000-01-01")
				err := h.conn.QueryRowContext(ctx, h.numbered("SELECT "+row.column+" FROM instants WHERE id = ?"), row.id).Scan(&got)
				switch row.want {
				case "":
					require.ErrorContains(t, err, "holidays: date")
					assert.Equal(t, date("2000-01-01"), got, "left as it was")
				case "NULL":
					require.NoError(t, err)
					assert.True(t, got.IsZero())
				default:
					require.NoError(t, err)
					assert.Equal(t, row.want, got.String())
				}
			})
		}
		var got holidays.Date
		require.ErrorContains(t, h.conn.QueryRowContext(ctx, "SELECT id FROM instants WHERE id = 1").Scan(&got), "holidays: date", "a number is no date")
	})
}
