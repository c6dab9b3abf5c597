package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A warehouse is one connection to a database. All its tables are temporary: in PostgreSQL they live in pg_temp, in SQLite in
// memory, and go with the connection.
type warehouse struct {
	db      *sql.DB
	conn    *sql.Conn
	version string
	days    int // rows of workday_calendar
}

// openWarehouse connects to the PostgreSQL of a URL or, for "", to an SQLite in memory.
func openWarehouse(ctx context.Context, url string) (*warehouse, error) {
	driver, source, version := "pgx", url, "SELECT version()"
	if url == "" {
		driver, source, version = "sqlite", ":memory:", "SELECT 'SQLite ' || sqlite_version()"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		return nil, err
	}
	h := &warehouse{db: db}
	if h.conn, err = db.Conn(ctx); err == nil && url != "" {
		_, err = h.conn.ExecContext(ctx, "SET search_path TO pg_temp")
	}
	if err == nil {
		err = h.conn.QueryRowContext(ctx, version).Scan(&h.version)
	}
	if err != nil {
		h.Close()
		return nil, err
	}
	return h, nil
}

// Close ends the connection, and with it the tables.
func (h *warehouse) Close() error {
	if h.conn != nil {
		h.conn.Close()
	}
	return h.db.Close()
}

// load runs the script of "duedate calendar -format sql" and makes the tables of the queries. The script must be of the
// calendar c, or the answers could not be compared.
func (h *warehouse) load(ctx context.Context, script string, c *holidays.Calendar) error {
	if !strings.Contains(script, "\n-- calendar "+c.ID()+"\n") {
		return fmt.Errorf("the script is not of the calendar %s", c.ID())
	}
	if _, err := h.conn.ExecContext(ctx, script); err != nil {
		return fmt.Errorf("the calendar: %w", err)
	}
	for _, name := range []string{"tables", "days"} {
		if _, err := h.conn.ExecContext(ctx, query(name)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return h.conn.QueryRowContext(ctx, "SELECT count(*) FROM workday_days").Scan(&h.days)
}

// addRules fills filing_rules. A zero Date is NULL by itself.
func (h *warehouse) addRules(ctx context.Context, rules []deadline.Rule) error {
	for _, r := range rules {
		counts := r.Limit != deadline.Limit{}
		_, err := h.conn.ExecContext(ctx, "INSERT INTO filing_rules VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", r.ID,
			sql.Null[int]{V: r.Limit.N, Valid: counts}, sql.Null[string]{V: r.Limit.Unit.String(), Valid: counts},
			sql.Null[string]{V: r.Limit.Direction.String(), Valid: counts}, r.Limit.Exact,
			r.Since, r.Until, r.Transition.Opens, r.Transition.Due)
		if err != nil {
			return fmt.Errorf("filing_rules: %s: %w", r.ID, err)
		}
	}
	return nil
}

// addEvents adds an event of every rule on every day from first to last, and returns how many.
func (h *warehouse) addEvents(ctx context.Context, first, last holidays.Date) (int64, error) {
	added, err := h.conn.ExecContext(ctx, `INSERT INTO events
		SELECT ROW_NUMBER() OVER (ORDER BY r.rule_id, c.date), r.rule_id, c.date
		FROM workday_calendar c CROSS JOIN filing_rules r WHERE c.date >= $1 AND c.date <= $2`, first, last)
	if err != nil {
		return 0, fmt.Errorf("events: %w", err)
	}
	if _, err := h.conn.ExecContext(ctx, "ANALYZE"); err != nil {
		return 0, err
	}
	return added.RowsAffected()
}

// answer runs one of the answering queries, puts its rows into due_dates, and returns how many.
func (h *warehouse) answer(ctx context.Context, name string) (int64, time.Duration, error) {
	start := time.Now()
	added, err := h.conn.ExecContext(ctx, "INSERT INTO due_dates (event_id, opens, due, safe_by, first_unsettled)\n"+query(name))
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w", name, err)
	}
	rows, err := added.RowsAffected()
	return rows, time.Since(start), err
}

// unanswered returns the events without an answer and the reason of each.
func (h *warehouse) unanswered(ctx context.Context) (map[int]string, time.Duration, error) {
	start := time.Now()
	rows, err := h.conn.QueryContext(ctx, query("unanswered"))
	if err != nil {
		return nil, 0, fmt.Errorf("unanswered: %w", err)
	}
	defer rows.Close()
	reasons := map[int]string{}
	for rows.Next() {
		var id int
		var reason string
		if err := rows.Scan(&id, &reason); err != nil {
			return nil, 0, err
		}
		reasons[id] = reason
	}
	return reasons, time.Since(start), rows.Err()
}
