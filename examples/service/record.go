package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
	"github.com/cnworkday/cnworkday/holidays/gazette"
)

// A record is the calendar in use: the built-in one with the notices of a folder and, where there is a register, those stored
// there. Readers load it without a lock; whoever has loaded one finishes with it.
type record struct {
	folder   string
	register *register.Register // nil: none
	alone    atomic.Pointer[holidays.Calendar]
	mu       sync.Mutex // of reloads
}

// newRecord returns the built-in calendar with the notices in a folder; "" for none.
func newRecord(folder string) (*record, error) {
	r := &record{folder: folder}
	r.alone.Store(holidays.China())
	_, err := r.reload(context.Background())
	return r, err
}

// keep opens the register at an address, on the calendar of the folder.
func (r *record) keep(ctx context.Context, address string, log *slog.Logger) (err error) {
	r.register, err = register.Open(ctx, address, r.alone.Load(), log)
	return err
}

func (r *record) calendar() *holidays.Calendar {
	if r.register != nil {
		return r.register.Calendar()
	}
	return r.alone.Load()
}

// reload reads the folder again. On an error the calendar stays as it is.
func (r *record) reload(ctx context.Context) (register.Run, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	notices, err := readFolder(r.folder)
	if err != nil {
		return register.Run{}, err
	}
	next, err := holidays.China().With(notices...)
	if err != nil {
		return register.Run{}, err
	}
	if r.register != nil {
		e, err := r.register.Rebase(ctx, "service", next)
		return e.Run, err
	}
	return register.Compare(r.alone.Swap(next), next), nil
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
