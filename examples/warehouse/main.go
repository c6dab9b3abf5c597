// Command warehouse counts due dates in a database, and checks every one of them against the library.
//
//	go run .                                        an embedded SQLite
//	DATABASE_URL=postgres://… go run .              PostgreSQL; it makes temporary tables only
//	go run . -calendar calendar.sql                 with what "duedate calendar -format sql" wrote
//
// It loads the calendar of working days, runs the queries of queries/*.sql over an event of every rule on every day of
// 2008–2026, and compares each answer with deadline.Compute. The exit status is 0 if all are equal.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// years are those of the table: the triggers' own, what is counted back from them, and three years of validity after them.
const years = "2004-2030"

func main() {
	file := flag.String("calendar", "", "load this `FILE` rather than what the command prints now")
	flag.Parse()
	ctx := context.Background()
	script, err := readCalendar(ctx, *file)
	if err == nil {
		err = run(ctx, os.Stdout, script)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "warehouse:", err)
		os.Exit(1)
	}
}

// readCalendar returns the calendar as SQL, from a file or, without one, from the command.
func readCalendar(ctx context.Context, file string, flags ...string) (string, error) {
	if file != "" {
		script, err := os.ReadFile(file)
		return string(script), err
	}
	args := append([]string{"run", "github.com/cnworkday/cnworkday/examples/duedate", "calendar", "-format", "sql", years}, flags...)
	command := exec.CommandContext(ctx, "go", args...)
	command.Stderr = os.Stderr
	script, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%v: %w", command.Args, err)
	}
	return string(script), nil
}

// run loads the tables, asks every query, compares, and says what it found.
func run(ctx context.Context, w io.Writer, script string) error {
	if os.Getenv("DATABASE_URL") == "" {
		fmt.Fprintln(w, "DATABASE_URL is not set: SQLite alone is checked, PostgreSQL is NOT.")
	}
	h, err := openWarehouse(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer h.Close()
	c := holidays.China()
	start := time.Now()
	if err := h.load(ctx, script, c); err != nil {
		return err
	}
	rules := append(deadline.Rules(), ownRules()...)
	if err := h.addRules(ctx, rules); err != nil {
		return err
	}
	events, err := h.addEvents(ctx, holidays.MustParseDate("2008-01-01"), holidays.MustParseDate("2026-12-31"))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s, calendar %s\n", h.version, c.ID())
	fmt.Fprintf(w, "loaded %d days, %d rules (%d of the library), %d events in %.1f s\n\n", h.days, len(rules), len(deadline.Rules()), events, time.Since(start).Seconds())
	fmt.Fprintf(w, "%-20s %8s %8s\n", "query", "rows", "seconds")
	for _, name := range answering {
		rows, took, err := h.answer(ctx, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%-20s %8d %8.2f\n", name, rows, took.Seconds())
	}
	unanswered, took, err := h.unanswered(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-20s %8d %8.2f\n", "unanswered", len(unanswered), took.Seconds())
	periods, took, err := h.compareBetween(ctx, c)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-20s %8d %8.2f\n", "between", periods, took.Seconds())
	thirty, took, err := h.compareThirty(ctx, c, holidays.MustParseDate("2008-01-01"), holidays.MustParseDate("2026-12-31"))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-20s %8d %8.2f\n\n", "thirty, one by one", thirty, took.Seconds())
	tally, err := h.compare(ctx, rules, unanswered, c)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "all equal to the library: %v\n", tally)
	return nil
}
