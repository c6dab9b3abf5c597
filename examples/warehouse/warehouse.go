package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A warehouse is one connection to a database. What it makes goes with it: in PostgreSQL the tables are temporary, SQLite is
// in memory, and in MySQL, whose temporary tables cannot be joined with themselves, it makes a database and drops it.
type warehouse struct {
	db      *sql.DB
	conn    *sql.Conn
	engine  string // sqlite, postgres or mysql
	version string
	scratch string // the database to drop
	days    int    // rows of workday_calendar
}

// openWarehouse connects to the database of a postgres:// or mysql:// URL or, for "", to an SQLite in memory. MariaDB is
// mysql as well.
func openWarehouse(ctx context.Context, address string) (*warehouse, error) {
	h := &warehouse{engine: "sqlite"}
	driver, source, version := "sqlite", ":memory:", "SELECT 'SQLite ' || sqlite_version()"
	var begin []string
	if address != "" {
		u, err := url.Parse(address)
		switch {
		case err != nil:
			return nil, fmt.Errorf("a database: %w", err) // url.Error hides no password: the address is the user's own
		case u.Scheme == "postgres" || u.Scheme == "postgresql":
			h.engine, driver, source, version = "postgres", "pgx", address, "SELECT version()"
			begin = []string{"SET search_path TO pg_temp"}
		case u.Scheme == "mysql":
			c := mysql.NewConfig()
			c.User, c.Net, c.Addr, c.DBName, c.MultiStatements = u.User.Username(), "tcp", u.Host, strings.TrimPrefix(u.Path, "/"), true
			c.Passwd, _ = u.User.Password()
			h.engine, driver, source, version = "mysql", "mysql", c.FormatDSN(), "SELECT CONCAT(@@version_comment, ' ', version())"
			h.scratch = "warehouse_" + strings.ToLower(rand.Text()[:12])
			begin = []string{"CREATE DATABASE " + h.scratch + " CHARACTER SET utf8mb4", "USE " + h.scratch}
		default:
			return nil, fmt.Errorf("a database of the kind %q: want postgres or mysql", u.Scheme)
		}
	}
	var err error
	if h.db, err = sql.Open(driver, source); err != nil {
		return nil, err
	}
	h.conn, err = h.db.Conn(ctx)
	for _, statement := range begin {
		if err == nil {
			_, err = h.conn.ExecContext(ctx, statement)
		}
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
		if h.scratch != "" {
			h.conn.ExecContext(context.WithoutCancel(context.Background()), "DROP DATABASE IF EXISTS "+h.scratch)
		}
		h.conn.Close()
	}
	return h.db.Close()
}

// exec runs a statement with ? for each argument, which PostgreSQL writes $1.
func (h *warehouse) exec(ctx context.Context, statement string, args ...any) (sql.Result, error) {
	return h.conn.ExecContext(ctx, h.numbered(statement), args...)
}

func (h *warehouse) numbered(statement string) string {
	if h.engine != "postgres" {
		return statement
	}
	parts := strings.Split(statement, "?")
	for i := range parts[1:] {
		parts[i] += fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(parts, "")
}

// run runs files of queries/ one after the other.
func (h *warehouse) run(ctx context.Context, names ...string) error {
	for _, name := range names {
		if _, err := h.conn.ExecContext(ctx, query(name)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// load fills the tables of days and rules by scripts, those of the command or its own, and makes the tables of the queries.
// The days must be of the calendar c, or the answers could not be compared.
func (h *warehouse) load(ctx context.Context, calendar, rules string, c *holidays.Calendar) error {
	if !strings.Contains(calendar, "\n-- calendar "+c.ID()+"\n") {
		return fmt.Errorf("the script is not of the calendar %s", c.ID())
	}
	if _, err := h.conn.ExecContext(ctx, calendar); err != nil {
		return fmt.Errorf("the calendar: %w", err)
	}
	if _, err := h.conn.ExecContext(ctx, rules); err != nil {
		return fmt.Errorf("the rules: %w", err)
	}
	if err := h.run(ctx, "tables", "days"); err != nil {
		return err
	}
	return h.conn.QueryRowContext(ctx, "SELECT COUNT(*) FROM workday_days").Scan(&h.days)
}

// addRules adds rules to deadline_rule.
func (h *warehouse) addRules(ctx context.Context, rules []deadline.Rule) error {
	script := ruleRows(rules)
	if _, err := h.conn.ExecContext(ctx, script); err != nil {
		return fmt.Errorf("deadline_rule: %w", err)
	}
	return nil
}

// addEvents adds an event of every rule on every day from first to last, and returns how many.
func (h *warehouse) addEvents(ctx context.Context, first, last holidays.Date) (int64, error) {
	added, err := h.exec(ctx, `INSERT INTO events
		SELECT ROW_NUMBER() OVER (ORDER BY r.id, c.date), r.id, c.date
		FROM workday_calendar c CROSS JOIN deadline_rule r WHERE c.date >= ? AND c.date <= ?`, first, last)
	if err != nil {
		return 0, fmt.Errorf("events: %w", err)
	}
	if _, err := h.exec(ctx, "ANALYZE /*! TABLE */ events"); err != nil {
		return 0, err
	}
	return added.RowsAffected()
}

// answer runs one of the answering queries and returns how many answers it gave.
func (h *warehouse) answer(ctx context.Context, name string) (int64, time.Duration, error) {
	start := time.Now()
	added, err := h.exec(ctx, query(name))
	if err != nil {
		return 0, 0, fmt.Errorf("%s: %w", name, err)
	}
	rows, err := added.RowsAffected()
	return rows, time.Since(start), err
}
