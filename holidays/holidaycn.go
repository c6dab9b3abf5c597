package holidays

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A holidayCNReader holds what was read so far of a year's file of holiday-cn (github.com/NateScarlet/holiday-cn), the
// data set that most tools use. Such a file is one notice here, even where it merges a year's notice with amendments.
type holidayCNReader struct {
	name   string
	data   []byte
	dec    *json.Decoder
	year   int
	papers []string
	days   []holidayCNDay
	named  map[Date]bool
}

type holidayCNDay struct {
	date Date
	name string
	off  bool
	at   int64 // behind it in the file
}

// A holidayCNFestival gathers the days of one name.
type holidayCNFestival struct {
	name      string
	at        int64
	off, work []Date
}

func parseHolidayCN(name string, data []byte) (Notice, error) {
	r := &holidayCNReader{name: name, data: data, dec: json.NewDecoder(bytes.NewReader(data)), named: map[Date]bool{}}
	if err := r.object(r.field); err != nil {
		return Notice{}, r.fail(err)
	}
	if rest := bytes.TrimSpace(data[r.dec.InputOffset():]); len(rest) > 0 {
		return Notice{}, r.fail(fmt.Errorf("want nothing behind the year's JSON, got %s", quote(string(rest))))
	}
	if len(r.days) == 0 {
		return Notice{}, &SyntaxError{Name: name, Reason: fmt.Sprintf("year %d has no days: its arrangement is not published", r.year)}
	}
	n, places := r.notice()
	if err := n.check(); err != nil {
		cause := err.(*NoticeError)
		line := 0
		if cause.Span >= 0 {
			line = r.lineOf(places[cause.Span])
		}
		return Notice{}, &SyntaxError{name, line, cause.Reason, err}
	}
	return n, n.checkStatute()
}

// object reads a JSON object and hands over each of its fields. A field that stands twice is an error, because only one
// of the two could be taken.
func (r *holidayCNReader) object(field func(name string) error) error {
	if start, err := r.dec.Token(); err != nil || start != json.Delim('{') {
		return orWant(err, "want an object, got %v", start)
	}
	seen := map[string]bool{}
	for r.dec.More() {
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string) // the decoder lets nothing else stand here
		if seen[name] {
			return fmt.Errorf("the field %s stands twice", quote(name))
		}
		seen[name] = true
		if err := field(name); err != nil {
			return err
		}
	}
	_, err := r.dec.Token()
	return err
}

func orWant(err error, format string, args ...any) error {
	if err != nil {
		return err
	}
	return fmt.Errorf(format, args...)
}

// field reads a field of the year. Those of other names say nothing about days.
func (r *holidayCNReader) field(name string) error {
	switch name {
	case "year":
		return r.value(name, "a number", &r.year)
	case "papers":
		return r.value(name, "a list of addresses", &r.papers)
	case "days":
		if start, err := r.dec.Token(); err != nil || start != json.Delim('[') {
			return orWant(err, "days: want a list, got %v", start)
		}
		for r.dec.More() {
			if err := r.day(); err != nil {
				return err
			}
		}
		_, err := r.dec.Token()
		return err
	}
	return r.value(name, "JSON", new(json.RawMessage))
}

func (r *holidayCNReader) value(name, want string, into any) error {
	var raw json.RawMessage
	if err := r.dec.Decode(&raw); err != nil {
		return err
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("%s: want %s, got %s", name, want, quote(string(raw)))
	}
	return nil
}

// day reads a day: its name, its date and whether it is off.
func (r *holidayCNReader) day() error {
	var name, date string
	var off *bool
	err := r.object(func(field string) error {
		switch field {
		case "name":
			return r.value(field, "a text", &name)
		case "date":
			return r.value(field, "a text", &date)
		case "isOffDay":
			return r.value(field, "true or false", &off)
		}
		return r.value(field, "JSON", new(json.RawMessage))
	})
	if err != nil {
		return err
	}
	if names, rest := cutFestivals(strings.NewReplacer("“", "", "”", "").Replace(name)); names != nil && rest == "" {
		name = festivalName(names)
	}
	d, err := ParseDate(date)
	switch {
	case err != nil:
		return err
	case off == nil:
		return fmt.Errorf("%v: isOffDay is missing", d)
	case r.named[d]:
		return fmt.Errorf("%v is named twice", d)
	case !isName(name):
		return fmt.Errorf("%v: %s is no name of a festival", d, quote(name))
	}
	r.named[d] = true
	r.days = append(r.days, holidayCNDay{d, name, *off, r.dec.InputOffset()})
	return nil
}

// notice makes one notice of the days. A working day that is an ordinary Monday to Friday, as the file of 2020 has one,
// declares nothing. The other result is for each span a place in the file where its festival stands.
func (r *holidayCNReader) notice() (Notice, []int64) {
	n := Notice{Title: fmt.Sprintf("holiday-cn %d", r.year), Year: r.year}
	if len(r.papers) > 0 {
		n.URL = r.papers[0]
	}
	if len(r.papers) > 1 {
		n.Title += fmt.Sprintf(", merged from %d papers", len(r.papers))
	}
	slices.SortFunc(r.days, func(a, b holidayCNDay) int { return a.date.Compare(b.date) })
	var festivals []*holidayCNFestival // in the order of their first day off; those with none behind
	byName := map[string]*holidayCNFestival{}
	festival := func(d holidayCNDay) *holidayCNFestival {
		if byName[d.name] == nil {
			byName[d.name] = &holidayCNFestival{name: d.name, at: d.at}
			festivals = append(festivals, byName[d.name])
		}
		return byName[d.name]
	}
	for _, d := range r.days {
		if d.off {
			f := festival(d)
			f.off = append(f.off, d.date)
		}
	}
	for _, d := range r.days {
		if !d.off && d.date.isWeekend() {
			f := festival(d)
			f.work = append(f.work, d.date)
		}
	}
	var places []int64
	for _, f := range festivals {
		for _, s := range joinDays(f.name, f.off, f.work) {
			n.Spans = append(n.Spans, s)
			places = append(places, f.at)
		}
	}
	return n, places
}

// fail is an error at the place that was read last.
func (r *holidayCNReader) fail(err error) error {
	reason := strings.TrimPrefix(err.Error(), "holidays: ")
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		reason = "the JSON is cut short"
	}
	return &SyntaxError{r.name, r.lineOf(r.dec.InputOffset()), reason, err}
}

func (r *holidayCNReader) lineOf(at int64) int { return 1 + bytes.Count(r.data[:at], []byte("\n")) }
