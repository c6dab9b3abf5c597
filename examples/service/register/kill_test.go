package register_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
	"github.com/cnworkday/cnworkday/examples/service/register"
	"github.com/cnworkday/cnworkday/holidays"
)

// sound fails unless everything in the register fits together: each open filing has the answer that the library gives today,
// each filing as many lines of history as revisions, and each run as many moves as it says.
func sound(t testing.TB, r *register.Register) map[string]register.Filing {
	t.Helper()
	found := map[string]register.Filing{}
	for f, err := range r.All(ctx, register.Query{}) {
		require.NoError(t, err)
		found[f.Key] = f
		if f.Status == register.StatusOpen {
			rule, err := deadline.Lookup(f.Rule)
			require.NoError(t, err)
			c, err := r.CalendarOf(f.Layers)
			require.NoError(t, err)
			want, err := deadline.Compute(rule, f.Trigger, c)
			got, _ := f.Result()
			require.Equal(t, want, got, f.Key)
			require.Equal(t, errors.Is(err, holidays.ErrProvisional), f.Answer.Provisional, f.Key)
		}
		history, err := r.History(ctx, f.ID)
		require.NoError(t, err)
		require.Len(t, history, f.Revision, f.Key)
		for i, c := range history {
			require.Equal(t, i+1, c.Revision, f.Key)
			require.NotEmpty(t, c.Changed)
		}
	}
	runs, err := r.Runs(ctx, 1_000_000)
	require.NoError(t, err)
	for _, run := range runs {
		moves, err := r.Moves(ctx, run.ID, 0, 1_000_000)
		require.NoError(t, err)
		require.Len(t, moves, run.Moved)
	}
	return found
}

// TestWriter is no test: TestKill starts it in a process of its own, which writes to the register until it is killed, and says
// on standard output what was acknowledged.
func TestWriter(t *testing.T) {
	address, from := os.Getenv("REGISTER_WRITER"), 0
	if address == "" {
		t.Skip("TestKill starts it")
	}
	_, err := fmt.Sscan(os.Getenv("REGISTER_FROM"), &from)
	require.NoError(t, err)
	r, err := register.Open(ctx, address, holidays.China(), slog.New(slog.NewTextHandler(io.Discard, nil)))
	require.NoError(t, err)
	n := notice(t, notice2027)
	for i := from; ; i++ {
		var lines []register.Line
		for j := range 5 {
			lines = append(lines, line(register.Entry{
				Key: fmt.Sprintf("%d.%d", i, j), Entity: "甲公司", Rule: "face.reached", Trigger: date("2026-06-01").AddDays(i*7%200 + j),
			}))
		}
		outcomes, err := r.Put(ctx, "li", lines, false)
		require.NoError(t, err)
		fmt.Printf("ack entered %d\n", i)
		_, err = r.Edit(ctx, "li", outcomes[0].Filing.ID, 1, func(e *register.Entry) error {
			e.FiledOn, e.Receipt = date("2026-11-01"), "备字1号"
			return nil
		})
		require.NoError(t, err)
		fmt.Printf("ack filed %d\n", i)
		if i%3 == 0 {
			e, err := r.Add(ctx, "li", n, false)
			if held, listed := r.Notices(ctx); e.ID == 0 && len(held) > 0 { // it is in use
				require.NoError(t, listed)
				e, err = r.Withdraw(ctx, "li", held[len(held)-1].ID, false)
			}
			require.NoError(t, err)
			fmt.Printf("ack run %d\n", e.ID)
		}
	}
}

// A process that writes is killed a hundred times, at any moment. Whatever it was told is stored is there, nothing is there by
// half, and the answers are those of the calendar.
func TestKill(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 10
	}
	each(t, func(t *testing.T, address string) {
		acknowledged, next, runs := map[string]bool{}, 0, 0
		for range kills {
			child := exec.Command(os.Args[0], "-test.run", "^TestWriter$", "-test.v")
			child.Env = append(os.Environ(), "REGISTER_WRITER="+address, fmt.Sprintf("REGISTER_FROM=%d", next))
			out, err := child.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, child.Start())
			heard, lines := make(chan string), bufio.NewScanner(out)
			go func() {
				for lines.Scan() {
					heard <- lines.Text()
				}
				close(heard)
			}()
			var kill <-chan time.Time
			writes := 1 + rand.IntN(12) // before it is killed, during the next
			for text := range orKill(heard, &kill, func() { child.Process.Kill() }) {
				what, ok := strings.CutPrefix(text, "ack ")
				require.True(t, ok || !strings.Contains(text, "FAIL"), text)
				if ok {
					writes--
				}
				if kill == nil && writes <= 0 {
					kill = time.After(time.Duration(rand.IntN(10_000)) * time.Microsecond)
				}
				acknowledged[what] = ok
				var i int
				if _, err := fmt.Sscanf(what, "entered %d", &i); err == nil {
					next = i + 1
				}
			}
			child.Wait()
			next++ // what was under way may be stored
		}
		r := open(t, address)
		found := sound(t, r)
		for what, ok := range acknowledged {
			var verb string
			var i int
			if _, err := fmt.Sscan(what, &verb, &i); err != nil || !ok {
				continue
			}
			switch verb {
			case "entered":
				for j := range 5 {
					assert.Contains(t, found, fmt.Sprintf("%d.%d", i, j))
				}
			case "filed":
				assert.Equal(t, register.StatusFiled, found[fmt.Sprintf("%d.0", i)].Status)
				assert.Equal(t, "备字1号", found[fmt.Sprintf("%d.0", i)].Receipt)
			case "run":
				_, err := r.Run(ctx, int64(i))
				assert.NoError(t, err)
				runs++
			}
		}
		for key := range found { // five at a time or none
			i, _, _ := strings.Cut(key, ".")
			assert.Contains(t, found, i+".4")
		}
		stored, err := r.Runs(ctx, 1_000_000)
		require.NoError(t, err)
		t.Logf("%d kills: %d filings and %d runs are there; %d writes were acknowledged", kills, len(found), len(stored), len(acknowledged))
		assert.Greater(t, runs, kills/20, "notices came and went")
	})
}

// orKill yields what is heard, and calls f when the time has come.
func orKill(heard <-chan string, kill *<-chan time.Time, f func()) func(func(string) bool) {
	return func(yield func(string) bool) {
		for {
			select {
			case text, ok := <-heard:
				if !ok || !yield(text) {
					return
				}
			case <-*kill:
				f()
				*kill = make(chan time.Time) // once
			}
		}
	}
}

// Two processes write to one database while notices come and go. In the end they count alike, and everything fits together.
func TestProcessesAgree(t *testing.T) {
	each(t, func(t *testing.T, address string) {
		processes := []*register.Register{open(t, address), open(t, address)}
		n := notice(t, notice2027)
		var writers sync.WaitGroup
		for i := range 4 {
			r := processes[i%2]
			writers.Go(func() {
				for j := range 20 {
					outcomes, err := r.Put(ctx, "li", []register.Line{line(register.Entry{
						Key: fmt.Sprintf("%d.%d", i/2, j), Entity: "甲公司", Rule: "scc.effective", Trigger: date("2026-11-01").AddDays(j * 3),
					})}, false)
					assert.NoError(t, err)
					assert.NoError(t, outcomes[0].Err, "two enter the same filing, and one is first")
					if j%5 == i {
						e, err := r.Add(ctx, "wang", n, false)
						assert.NoError(t, err)
						if e.Notice != 0 && j < 15 {
							_, err = r.Withdraw(ctx, "wang", e.Notice, false)
							assert.True(t, err == nil || errors.Is(err, register.ErrNotFound), err)
						}
					}
				}
			})
		}
		within, today := 45, date("2026-11-29")
		end, readers := make(chan struct{}), sync.WaitGroup{}
		for _, r := range processes { // while they write, what is shown is of one calendar
			readers.Go(func() {
				for more := true; more; {
					found, err := r.List(ctx, register.Query{DueWithin: &within, Today: today})
					assert.NoError(t, err)
					for _, f := range found {
						got, err := f.Result()
						assert.NoError(t, err)
						want, _ := deadline.Compute(got.Rule, f.Trigger, f.CountedBy())
						assert.Equal(t, want, got)
						standing, err := got.Standing(today, f.CountedBy())
						assert.NoError(t, err)
						assert.LessOrEqual(t, standing.ToDue, within)
					}
					select {
					case <-end:
						more = false
					default:
					}
				}
			})
		}
		writers.Wait()
		close(end)
		readers.Wait()
		for _, r := range processes {
			require.NoError(t, r.Ping(ctx))
			assert.Equal(t, processes[0].Calendar().ID(), r.Calendar().ID())
			assert.Len(t, sound(t, r), 40)
		}
	})
}
