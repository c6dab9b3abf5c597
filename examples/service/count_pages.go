package main

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A sum is GET /count: so many working days from a day, or the working days between two.
type sum struct {
	Form           url.Values
	Earliest, Last holidays.Date

	Added       holidays.Date // of a day and a number
	Counted     *int          // of two days
	Provisional *holidays.ProvisionalError
	Calendar    string
}

// Weekday is that of the day added to.
func (s sum) Weekday(lang deadline.Language) string { return lang.Weekday(s.Added.Weekday()) }

// getCount answers GET /count.
func (s *service) getCount(w http.ResponseWriter, r *http.Request) error {
	values, lang, err := pageQuery(w, r, "date", "n", "after", "through")
	c := s.record.calendar()
	first, last := c.Range()
	a := sum{Form: url.Values{}, Earliest: first, Last: last, Calendar: c.ID()}
	for name, value := range values {
		a.Form.Set(name, value)
	}
	if err == nil {
		err = a.reckon(c, values)
	}
	status := http.StatusOK
	if err != nil {
		a.Added, a.Counted, status = holidays.Date{}, nil, asProblem(err).Status
	}
	a.Form.Del("lang")
	return s.frame(w, r, lang, status, view{
		Name: "count", Title: deadline.Text{EN: "Working days", ZH: "工作日计算"}, Err: err, Body: a, Query: a.Form,
	})
}

// reckon asks the library. A provisional answer comes with what makes it so.
func (a *sum) reckon(c *holidays.Calendar, values map[string]string) (err error) {
	read := func(name string) (d holidays.Date) {
		if err == nil {
			d, err = parseDate(name, values[name])
		}
		return d
	}
	switch {
	case values["after"] != "" || values["through"] != "":
		var n int
		if after, through := read("after"), read("through"); err == nil {
			n, err = c.Count(after, through)
		}
		a.Counted = &n
	case values["date"] != "" || values["n"] != "":
		n, wrong := strconv.Atoi(values["n"])
		from := read("date")
		if wrong != nil {
			return newProblem(http.StatusBadRequest, "bad_number", "n", "n: want a number of working days, such as 30 or -5")
		}
		if err == nil {
			a.Added, err = c.Add(from, n)
		}
	}
	if errors.As(err, &a.Provisional) {
		return nil
	}
	return err
}
