package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// A record is the calendar in use. Readers load it without a lock; writers make another one and swap it. Whoever has loaded
// one finishes with it.
type record struct {
	current atomic.Pointer[holidays.Calendar]

	mu     sync.Mutex // of the writers
	folder string
	posted []holidays.Notice // received since the start, kept over a reload
}

// A change says what a swap did to the calendar.
type change struct {
	Changed  bool         `json:"changed"`
	Calendar beforeAfter  `json:"calendar"`        // IDs
	Settled  beforeAfter  `json:"settled_through"` // last day of the unbroken run of settled days
	Days     []changedDay `json:"days"`            // days that are of another kind, in order
}

type beforeAfter struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

type changedDay struct {
	Date   holidays.Date `json:"date"`
	Before holidays.Day  `json:"before"`
	After  holidays.Day  `json:"after"`
}

// newRecord returns the built-in calendar with the notices in a folder; "" for none.
func newRecord(folder string) (*record, error) {
	r := &record{folder: folder}
	r.current.Store(holidays.China())
	_, err := r.reload()
	return r, err
}

func (r *record) calendar() *holidays.Calendar { return r.current.Load() }

// reload reads the folder again, and keeps what was posted. On an error the calendar stays as it is.
func (r *record) reload() (change, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	notices, err := readFolder(r.folder)
	if err != nil {
		return change{}, err
	}
	next, err := holidays.China().With(notices...)
	if err != nil {
		return change{}, err
	}
	if next, err = next.With(r.posted...); err != nil {
		return change{}, err
	}
	return r.swap(next), nil
}

// add loads one more notice.
func (r *record) add(n holidays.Notice) (change, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	next, err := r.calendar().With(n)
	if err != nil {
		return change{}, err
	}
	c := r.swap(next)
	if c.Changed {
		r.posted = append(r.posted, n)
	}
	return c, nil
}

func (r *record) swap(next *holidays.Calendar) change {
	before := r.calendar()
	r.current.Store(next)
	return compare(before, next)
}

func compare(before, after *holidays.Calendar) change {
	c := change{Changed: before.ID() != after.ID(), Calendar: beforeAfter{before.ID(), after.ID()}, Days: []changedDay{}}
	c.Settled = beforeAfter{before.SettledThrough().String(), after.SettledThrough().String()}
	if !c.Changed {
		return c
	}
	first, last := after.Range()
	for d := first; !d.After(last) && !d.IsZero(); d = d.AddDays(1) {
		if was, is := before.Day(d), after.Day(d); was.Kind != is.Kind {
			c.Days = append(c.Days, changedDay{d, was, is})
		}
	}
	return c
}

// readFolder reads every file of a folder but hidden ones. One that is wrong spoils all, with its name.
func readFolder(folder string) ([]holidays.Notice, error) {
	if folder == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var notices []holidays.Notice
	for _, entry := range entries {
		if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		data, err := readFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		n, _, err := gazette.Parse(entry.Name(), data)
		if err != nil {
			return nil, err
		}
		notices = append(notices, n)
	}
	return notices, nil
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, 16<<20)) // Parse refuses what is longer than a notice
}
