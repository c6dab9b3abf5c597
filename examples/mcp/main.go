// Command mcp answers agents: due dates of Chinese regulatory filings and counts of working days, as tools of the Model Context
// Protocol over standard input and output. It opens no connection.
//
//	mcp [-notice FILE]… [-layer FILE]…
//
// With -notice it loads a notice that is newer than the library, with -layer the days of a region or a company.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "mcp:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	calendar := holidays.China()
	flags := flag.NewFlagSet("mcp", flag.ExitOnError)
	flags.Func("notice", "load the notice in this `FILE`: the official page, its text or the text form; may be repeated", func(file string) (err error) {
		calendar, err = withNotice(calendar, file)
		return err
	})
	flags.Func("layer", "lay the days of a region or a company in this `FILE` over the calendar; may be repeated", func(file string) (err error) {
		calendar, err = withLayer(calendar, file)
		return err
	})
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("arguments %q: want flags only", flags.Args())
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := newServer(calendar).Run(ctx, &mcp.StdioTransport{})
	if ctx.Err() != nil {
		return nil // interrupted, which is how it ends in a terminal
	}
	return err
}

func readNotice(file string) (holidays.Notice, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return holidays.Notice{}, err
	}
	n, _, err := gazette.Parse(file, data)
	return n, err
}

func withNotice(c *holidays.Calendar, file string) (*holidays.Calendar, error) {
	n, err := readNotice(file)
	if err != nil {
		return nil, err
	}
	if n.Amends != "" {
		change, err := gazette.Amendment(c, n)
		if err != nil || len(change.Notice.Spans) == 0 { // the calendar says all of it already
			return c, err
		}
		n = change.Notice
	}
	return c.With(n)
}

func withLayer(c *holidays.Calendar, file string) (*holidays.Calendar, error) {
	n, err := readNotice(file)
	if err != nil {
		return nil, err
	}
	return c.Overlay(n.Title, n)
}
