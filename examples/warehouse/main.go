// Command warehouse counts due dates in a database, and checks every one of them against the library.
//
//	go run .                                              an embedded SQLite
//	DATABASE_URL=postgres://… go run .                    PostgreSQL; it makes temporary tables only
//	DATABASE_URL=mysql://user:password@host:3306 go run . MySQL or MariaDB; it makes a database and drops it
//	go run . -calendar calendar.sql -rules rules.sql      with what "duedate calendar" and "duedate rules" wrote as SQL
//
// It loads the calendar of working days, runs the queries of queries/*.sql over an event of every rule on every day of
// 2008–2026, and compares each answer with deadline.Compute. DATABASE_URL may hold several URLs with spaces between them.
// The exit status is 0 if all answers are equal.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

var firstTrigger, lastTrigger = holidays.MustParseDate("2008-01-01"), holidays.MustParseDate("2026-12-31")

func main() {
	calendar := flag.String("calendar", "", "load the days from this `FILE` of SQL")
	rules := flag.String("rules", "", "load the rules from this `FILE` of SQL")
	flag.Parse()
	days, err := readScript(*calendar, func() string { return calendarScript(holidays.China()) })
	var table string
	if err == nil {
		table, err = readScript(*rules, func() string { return rulesScript(deadline.Rules()) })
	}
	addresses := databases()
	if len(addresses) == 0 {
		fmt.Println("DATABASE_URL is not set: SQLite alone is checked, PostgreSQL and MySQL are NOT.")
		addresses = []string{""}
	}
	for _, address := range addresses {
		if err == nil {
			err = run(context.Background(), os.Stdout, address, days, table)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "warehouse:", err)
		os.Exit(1)
	}
}

// databases are the URLs of DATABASE_URL.
func databases() []string { return strings.Fields(os.Getenv("DATABASE_URL")) }

// readScript reads a file or, without one, writes the script itself.
func readScript(file string, write func() string) (string, error) {
	if file == "" {
		return write(), nil
	}
	script, err := os.ReadFile(file)
	return string(script), err
}

// run loads the tables, asks every query, compares, and says what it found.
func run(ctx context.Context, w io.Writer, address, days, table string) error {
	h, err := openWarehouse(ctx, address)
	if err != nil {
		return err
	}
	defer h.Close()
	c := holidays.China()
	start := time.Now()
	if err := h.load(ctx, days, table, c); err != nil {
		return err
	}
	if err := h.addRules(ctx, ownRules()); err != nil {
		return err
	}
	rules := append(deadline.Rules(), ownRules()...)
	events, err := h.addEvents(ctx, firstTrigger, lastTrigger)
	if err != nil {
		return err
	}
	if events != int64(len(rules)*(lastTrigger.DaysSince(firstTrigger)+1)) {
		return fmt.Errorf("%d events of %d rules: the rules of the script are not the library's", events, len(rules))
	}
	fmt.Fprintf(w, "%s, calendar %s\n", h.version, c.ID())
	fmt.Fprintf(w, "loaded %d days, %d rules (%d of the library), %d events in %.1f s\n\n", h.days, len(rules), len(deadline.Rules()), events, time.Since(start).Seconds())
	fmt.Fprintf(w, "%-25s %8s %8s\n", "query", "rows", "seconds")
	for _, name := range answering {
		rows, took, err := h.answer(ctx, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%-25s %8d %8.2f\n", name, rows, took.Seconds())
	}
	tally, took, err := h.compare(ctx, rules, c)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-25s %8d %8.2f\n", "answers, and compared", tally.events(), took.Seconds())
	periods, took, err := h.compareBetween(ctx, c)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-25s %8d %8.2f\n", "between, and compared", periods, took.Seconds())
	thirty, took, err := h.compareThirty(ctx, c, lastTrigger.AddMonths(-24), lastTrigger)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%-25s %8d %8.2f\n\n", "thirty, one by one", thirty, took.Seconds())
	fmt.Fprintf(w, "all equal to the library: %v\n", tally)
	return nil
}
