package main

import (
	"net/http"
	"time"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/holidays"
)

// A calendarYear is a year as GET /v1/calendar/{year} answers it.
type calendarYear struct {
	Year          int            `json:"year"`
	Provisional   bool           `json:"provisional"`             // a day of it is estimated
	EstimatedFrom holidays.Date  `json:"estimated_from,omitzero"` // the first such day
	AsOf          holidays.Date  `json:"as_of,omitzero"`
	AsOfNote      *deadline.Text `json:"as_of_note,omitempty"`
	Workdays      int            `json:"workdays"`
	Days          []holidays.Day `json:"days"`
	Notices       []yearNotice   `json:"notices"`
	Calendar      string         `json:"calendar"`
}

// A yearNotice is a notice by its name.
type yearNotice struct {
	Number string        `json:"number"`
	Title  string        `json:"title"`
	URL    string        `json:"url,omitempty"`
	Year   int           `json:"year"`
	Issued holidays.Date `json:"issued,omitzero"`
	Amends string        `json:"amends,omitempty"`
}

func newYearNotice(n holidays.Notice) yearNotice {
	return yearNotice{n.Number, n.Title, n.URL, n.Year, n.Issued, n.Amends}
}

// getCalendar answers GET /v1/calendar/{year}.
func (s *service) getCalendar(w http.ResponseWriter, r *http.Request) error {
	values, err := query(r, "as_of")
	if err != nil {
		return err
	}
	year, err := parseYear(r.PathValue("year"))
	if err != nil {
		return err
	}
	asOf, err := optionalDate("as_of", values["as_of"])
	if err != nil {
		return err
	}
	y, err := newCalendarYear(s.calendarAsOf(asOf), year)
	if err != nil {
		return err
	}
	y.AsOf, y.AsOfNote = asOf, asOfNote(asOf)
	s.metrics.answered(!y.Provisional)
	return reply{body: y, final: !y.Provisional}.write(w, r)
}

func newCalendarYear(c *holidays.Calendar, year int) (calendarYear, error) {
	first := holidays.NewDate(year, time.January, 1)
	if _, err := c.Add(first, 0); err != nil {
		return calendarYear{}, err
	}
	y := calendarYear{Year: year, Calendar: c.ID(), Notices: []yearNotice{}}
	for d := first; d.Year() == year; d = d.AddDays(1) {
		day := c.Day(d)
		y.Days = append(y.Days, day)
		if day.Kind.IsWorkday() {
			y.Workdays++
		}
		if !day.Settled && !y.Provisional {
			y.Provisional, y.EstimatedFrom = true, d
		}
	}
	for _, n := range c.Notices() {
		if n.Year == year {
			y.Notices = append(y.Notices, newYearNotice(n))
		}
	}
	return y, nil
}
