// Command duedate says from a shell by when a filing is due in China, and counts working days.
//
//	duedate RULE TRIGGER       the due date, in five lines; -long shows the count
//	duedate -batch < FILE      the due dates of a table with the columns rule and trigger
//	duedate add N DATE         the N-th working day after DATE, or before it if N is negative
//	duedate count A B          the working days after A up to and including B
//	duedate day DATE           what sort of day it is
//	duedate next DATE          the first working day after DATE
//	duedate upcoming           the yearly and quarterly duties that fall due
//	duedate rules              the table of rules
//	duedate calendar YEAR      which days are worked
//	duedate notice FILE        verifies a notice and prints its text form
//
// "duedate COMMAND -h" has examples and lists the flags, which come before or after the arguments; those of the first
// line are in "duedate help RULE".
//
// The exit status is 0 for a final answer, 1 for none, 2 for wrong usage and 3 for a provisional answer, which is printed all
// the same. An answer under a draft is printed too, with status 1: it is no law. The command day has statuses of its own; see
// its help.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// Exit statuses.
const (
	final       = 0
	noAnswer    = 1 // or only one under a draft
	wrongUsage  = 2
	provisional = 3 // printed all the same
	notWorked   = 1 // of the command day
)

// A command is one run of the program: its flags, its calendar and rules, and what it reads and writes.
type command struct {
	*subcommand

	format           string
	lang             deadline.Language
	long, batch      bool
	help, version    bool
	allowProvisional bool
	asOf, today      holidays.Date
	from, to         holidays.Date
	noticeFiles      []string
	layerFiles       []string
	rulesFile        string
	agreeFiles       []string
	estimate         int
	given            []string // the flags, in order

	calendar *holidays.Calendar
	rules    []deadline.Rule // built-in ones and those of -rules, in order of ID
	doubt    error           // why an answer is not final
	status   int             // if there is neither an error nor a doubt

	in       io.Reader
	out, err io.Writer
	now      time.Time
	color    bool // out is a terminal that shows colours
}

func main() {
	c := command{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now(),
	}
	if info, err := os.Stdout.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		c.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	os.Exit(c.run(os.Args[1:]))
}

// run carries the command out and returns the exit status.
func (c *command) run(args []string) int {
	c.subcommand = subcommands[0]
	err := c.dispatch(args)
	var usage usageError
	switch {
	case errors.As(err, &usage):
		fmt.Fprintf(c.err, "duedate: %s\n%s%s\n", usage, c.say("usage: ", "用法："), c.synopsis())
		return wrongUsage
	case err != nil:
		fmt.Fprintf(c.err, "duedate: %s\n", c.explain(err))
		if c.name == "day" {
			return wrongUsage // 1 is taken
		}
		return noAnswer
	case c.doubt != nil && !(c.allowProvisional && errors.Is(c.doubt, holidays.ErrProvisional)):
		fmt.Fprintf(c.err, "duedate: %s\n", c.explain(c.doubt))
		if errors.Is(c.doubt, deadline.ErrNotInForce) {
			return noAnswer
		}
		return provisional
	}
	return c.status
}

func (c *command) dispatch(args []string) error {
	args, err := c.parse(args)
	if err != nil {
		return err
	}
	answer := c.subcommand.run
	switch {
	case c.help:
		answer = (*command).writeHelp
	case c.name != "completion" && c.name != "help":
		if err = c.useCalendar(); err == nil {
			err = c.useRules()
		}
	}
	var out bytes.Buffer // an error on the way leaves standard output empty
	if err == nil {
		err = answer(c, &out, args)
	}
	if err == nil {
		_, err = c.out.Write(out.Bytes())
	}
	return err
}

// accept returns nil for the errors that come together with an answer, and keeps the first of them as a doubt.
func (c *command) accept(err error) error {
	var draft *deadline.NotInForceError
	if errors.Is(err, holidays.ErrProvisional) || errors.As(err, &draft) && draft.Status == deadline.Draft {
		if c.doubt == nil || draft != nil {
			c.doubt = err
		}
		return nil
	}
	return err
}

// say chooses between the two languages.
func (c *command) say(en, zh string) string {
	if c.lang == deadline.Chinese {
		return zh
	}
	return en
}

// A message is an error in the language of the command.
type message string

func (m message) Error() string { return string(m) }

func (c *command) errorf(en, zh string, args ...any) error {
	return message(fmt.Sprintf(c.say(en, zh), args...))
}

// A usageError is wrong usage in the language of the command.
type usageError string

func (e usageError) Error() string { return string(e) }

func (c *command) usagef(en, zh string, args ...any) error {
	return usageError(fmt.Sprintf(c.say(en, zh), args...))
}
