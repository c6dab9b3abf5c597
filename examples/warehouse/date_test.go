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
		_, err := h.conn.ExecContext(ctx, "CREATE TABLE days (id INTEGER NOT NULL PRIMARY KEY, day DATE)")
		require.NoError(t, err)
		for id, row := range []struct{ name, day, why string }{
			{"a day", "2025-06-03", "the common case"},
			{"a leap day", "2024-02-29", "the only day of its kind"},
			{"summer time", "1988-07-01", "clocks in China were an hour ahead then"},
			{"before 1970", "1949-10-01", "before the epoch of Unix"},
			{"the first day", "0001-01-01", "the first that there is; as a time.Time it is the zero Time"},
			{"the last day", "9999-12-31", "the last that there is"},
			{"NULL", "", "the zero Date"},
		} {
			t.Run(row.name, func(t *testing.T) {
				require.NotEmpty(t, row.why)
				var want, got holidays.Date
				require.NoError(t, want.UnmarshalText([]byte(row.day)))
				got = date("2000-01-01") // must be overwritten, by NULL too
				_, err := h.conn.ExecContext(ctx, "INSERT INTO days VALUES ($1, $2)", id, want)
				require.NoError(t, err)
				require.NoError(t, h.conn.QueryRowContext(ctx, "SELECT day FROM days WHERE id = $1", id).Scan(&got))
				assert.Equal(t, want, got)
				var text string
				require.NoError(t, h.conn.QueryRowContext(ctx, "SELECT COALESCE(CAST(day AS VARCHAR(10)), '') FROM days WHERE id = $1", id).Scan(&text))
				assert.Equal(t, row.day, text, "what the database holds")
				if !want.IsZero() {
					var found int
					require.NoError(t, h.conn.QueryRowContext(ctx, "SELECT id FROM days WHERE day = $1", want).Scan(&found))
					assert.Equal(t, id, found, "as a parameter it compares")
				}
				var optional *holidays.Date
				require.NoError(t, h.conn.QueryRowContext(ctx, "SELECT day FROM days WHERE id = $1", id).Scan(&optional))
				assert.Equal(t, want.IsZero(), optional == nil, "a pointer is nil for NULL")
			})
		}
		rows, err := h.conn.QueryContext(ctx, "SELECT day FROM days WHERE day BETWEEN $1 AND $2 ORDER BY day", date("1949-10-01"), date("2024-02-29"))
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

// A column that holds instants is refused: its date depends on a zone, and DateOf is the way to say which.
func TestDateRefusesInstants(t *testing.T) {
	eachEngine(t, func(t *testing.T, h *warehouse) {
		ctx := t.Context()
		zoned := "TIMESTAMP WITH TIME ZONE"
		if strings.HasPrefix(h.version, "SQLite") {
			zoned = "DATETIME" // SQLite has no types with a zone
		}
		_, err := h.conn.ExecContext(ctx, "CREATE TABLE instants (id INTEGER NOT NULL PRIMARY KEY, plain TIMESTAMP, zoned "+zoned+", words VARCHAR)")
		require.NoError(t, err)
		_, err = h.conn.ExecContext(ctx, `INSERT INTO instants VALUES
			(1, '2025-06-03 17:00:00', '2025-06-03 17:00:00+00:00', '2025-06-03T17:00:00Z'),
			(2, '2025-06-03 00:00:00.000001', '2025-06-03 00:00:01+00:00', '2025/6/3'),
			(3, '2025-06-03 00:00:00', '2025-06-03 00:00:00+00:00', '2025-06-03'),
			(4, NULL, NULL, NULL)`)
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
				got := date("2000-01-01")
				err := h.conn.QueryRowContext(ctx, "SELECT "+row.column+" FROM instants WHERE id = $1", row.id).Scan(&got)
				switch row.want {
				case "":
					var wrong *holidays.DateError
					require.ErrorAs(t, err, &wrong)
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
		var wrong *holidays.DateError
		require.ErrorAs(t, h.conn.QueryRowContext(ctx, "SELECT id FROM instants WHERE id = 1").Scan(&got), &wrong, "a number is no date")
	})
}
