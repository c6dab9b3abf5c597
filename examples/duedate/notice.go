package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// useCalendar sets the calendar that the flags describe: the built-in one with the notices of -notice, as of -as-of.
func (c *command) useCalendar() error {
	c.calendar = holidays.China()
	var notices []holidays.Notice
	for _, file := range c.noticeFiles {
		n, err := c.readNotice(file)
		if err != nil {
			return err
		}
		notices = append(notices, n)
	}
	if notices != nil {
		with, err := c.calendar.With(notices...)
		if err != nil {
			return err
		}
		c.calendar = with
	}
	if !c.asOf.IsZero() {
		c.calendar = c.calendar.AsOf(c.asOf)
	}
	return nil
}

// readNotice reads a notice in any form. One that does not add up to the statute's days is taken only with -accept-net.
func (c *command) readNotice(file string) (holidays.Notice, error) {
	f, err := os.Open(file)
	if err != nil {
		return holidays.Notice{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 2<<20)) // ParseNotice refuses what is longer than a notice
	if err != nil {
		return holidays.Notice{}, err
	}
	n, err := holidays.ParseNotice(file, data)
	var statute *holidays.StatuteError
	if errors.As(err, &statute) && c.acceptNet != nil {
		if *c.acceptNet != statute.Got {
			return n, fmt.Errorf("%s: its days add up to net %d, not to the %d of -accept-net", file, statute.Got, *c.acceptNet)
		}
		n.Net = statute.Got
		return n, nil
	}
	if statute != nil {
		return n, fmt.Errorf("%s: %s; to take it on purpose: -accept-net %d", file, plain(err), statute.Got)
	}
	return n, err
}

// writeNotice prints a notice in the text form, ready to be kept as a file, after putting it on record as a check.
func (c *command) writeNotice(w io.Writer, file string) error {
	n, err := c.readNotice(file)
	if err != nil {
		return err
	}
	if _, err := c.calendar.With(n); err != nil {
		return err
	}
	text, err := n.MarshalText()
	if err == nil {
		_, err = w.Write(text)
	}
	return err
}

// writeEstimates says what the estimated days of a count rest on, each festival once.
func (c *command) writeEstimates(w io.Writer, r deadline.Result) {
	if r.Unsettled.IsZero() {
		return // whatever is unsettled, the answer does not hang on it
	}
	said := map[string]bool{}
	for step := range r.Steps(c.calendar) {
		day := step.Day
		if text := day.Name + c.say(": ", "：") + day.Source; !day.Settled && day.Source != "" && !said[text] {
			said[text] = true
			c.entry(w, c.say("estimate", "估计依据"), text)
		}
	}
}
