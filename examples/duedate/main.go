// Command duedate answers from a shell by when a filing is due.
//
//	duedate [flags] RULE TRIGGER          the due date; RULE as in "duedate rules", or a count such as 10wd
//	duedate -batch [flags] < FILE         lines RULE,TRIGGER in, CSV out
//	duedate rules [flags]                 the table of rules
//	duedate calendar YEAR[-YEAR] [flags]  which days are worked
//	duedate notice FILE [flags]           verifies a notice and prints it in the text form
//
// A TRIGGER is a date such as 2025-06-03, or an instant such as 2025-06-03T17:00:00Z, which is read in Beijing. Flags may
// stand before or after the arguments. The exit status is 0 for an answer, 1 for none, 2 for wrong usage.
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

const usage = `usage: duedate [flags] RULE TRIGGER
       duedate -batch [flags] < lines of RULE,TRIGGER
       duedate rules [flags]
       duedate calendar YEAR[-YEAR] [flags]
       duedate notice FILE [flags]

RULE is an ID of "duedate rules", or a count of working days after the trigger such as 10wd.
TRIGGER is a date such as 2025-06-03, or an instant such as 2025-06-03T17:00:00Z, read in Beijing.
`

// A command is one run of the program: its flags, its calendar, and what it reads and writes.
type command struct {
	format string
	lang   deadline.Language
	batch  bool
	strict bool
	asOf   holidays.Date
	today  holidays.Date

	noticeFiles []string
	acceptNet   *int
	calendar    *holidays.Calendar

	in       io.Reader
	out, err io.Writer
	color    bool // out is a terminal that shows colours
	progress bool // err is a terminal
}

// errUsage is wrong usage; the line with what was wrong is written already, or follows.
var errUsage = errors.New("usage")

func main() {
	c := command{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		color:    isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		progress: isTerminal(os.Stderr),
	}
	os.Exit(c.run(os.Args[1:]))
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// run carries the command out and returns the exit status.
func (c *command) run(args []string) int {
	args, err := c.parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err == nil:
		err = c.dispatch(args)
	}
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		if _, what, ok := strings.Cut(err.Error(), ": "); ok {
			fmt.Fprintf(c.err, "duedate: %s\n%s", what, usage)
		}
		return 2
	}
	fmt.Fprintf(c.err, "duedate: %s\n", plain(err))
	return 1
}

// parse reads flags wherever they stand and returns the arguments between them.
func (c *command) parse(args []string) ([]string, error) {
	flags := flag.NewFlagSet("duedate", flag.ContinueOnError)
	flags.SetOutput(c.err)
	flags.Usage = func() {
		fmt.Fprintf(flags.Output(), "%s\n", usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&c.format, "format", "", "`text`, json, csv or html (one self-contained file), for calendar also sql (default text; with -batch csv)")
	flags.TextVar(&c.lang, "lang", deadline.English, "language of texts, en or `zh`; with zh, CSV begins with a byte order mark for Excel")
	flags.BoolVar(&c.batch, "batch", false, "read lines RULE,TRIGGER from standard input and write CSV")
	flags.BoolVar(&c.strict, "strict", false, "no answer rather than a provisional one")
	flags.Func("as-of", "use only notices issued by this `DATE`", func(s string) (err error) {
		c.asOf, err = holidays.ParseDate(s)
		return err
	})
	flags.Func("today", "add where this `DATE` stands: open or overdue, and the working days left", func(s string) (err error) {
		c.today, err = holidays.ParseDate(s)
		return err
	})
	flags.Func("notice", "put the notice in this `FILE` on record: text form, official prose or holiday-cn JSON; may be repeated", func(s string) error {
		c.noticeFiles = append(c.noticeFiles, s)
		return nil
	})
	flags.Func("accept-net", "take a notice with `N` days off on balance although the statute gives another number", func(s string) error {
		n, err := strconv.Atoi(s)
		c.acceptNet = &n
		return err
	})
	var positional []string
	for {
		if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, errUsage
		}
		rest := flags.Args()
		if len(rest) == 0 {
			return positional, nil
		}
		if before := len(args) - len(rest); before > 0 && args[before-1] == "--" {
			return append(positional, rest...), nil
		}
		positional, args = append(positional, rest[0]), rest[1:]
	}
}

func (c *command) dispatch(args []string) error {
	switch c.format {
	case "", "text", "json", "csv", "html":
	case "sql":
		if len(args) != 2 || args[0] != "calendar" {
			return fmt.Errorf("%w: -format sql is for calendar; want text, json, csv or html", errUsage)
		}
	default:
		return fmt.Errorf("%w: -format %q: want text, json, csv, html or, for calendar, sql", errUsage, c.format)
	}
	if err := c.useCalendar(); err != nil {
		return err
	}
	if c.batch {
		if len(args) > 0 || cmp.Or(c.format, "csv") != "csv" {
			return fmt.Errorf("%w: -batch reads standard input and writes CSV; want no arguments and no other -format", errUsage)
		}
		return c.writeBatch()
	}
	c.format = cmp.Or(c.format, "text")
	var out bytes.Buffer // an error on the way leaves standard output empty
	if c.format == "csv" && c.lang == deadline.Chinese {
		out.WriteString("\ufeff")
	}
	if err := c.answer(&out, args); err != nil {
		return err
	}
	_, err := c.out.Write(out.Bytes())
	return err
}

func (c *command) answer(w io.Writer, args []string) error {
	switch {
	case len(args) == 1 && args[0] == "rules" && c.format != "html":
		return c.writeRules(w)
	case len(args) == 2 && args[0] == "calendar":
		return c.writeCalendar(w, args[1])
	case len(args) == 2 && args[0] == "notice" && c.format == "text":
		return c.writeNotice(w, args[1])
	case len(args) == 2 && args[0] != "rules" && args[0] != "notice":
		return c.writeDue(w, args[0], args[1])
	}
	return fmt.Errorf("%w: want RULE TRIGGER, rules (not as html), calendar YEAR, or notice FILE (as text), got %q", errUsage, args)
}

// plain is an error without the name of the package that found it, on one line.
func plain(err error) string {
	s := err.Error()
	for _, prefix := range [...]string{"holidays: ", "deadline: "} {
		s = strings.TrimPrefix(s, prefix)
	}
	return strings.ReplaceAll(s, "\n", "; ")
}
