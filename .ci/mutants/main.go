// Command mutants checks that the tests hold the library to its laws. A law is a sentence; a mutant breaks it, and the tests
// named with the law must fail.
//
// A mutant does not touch the text of the code. It is a function, as Go source, that takes the place of one of the same name
// and calls that one as was: it answers wrongly where the law speaks, and otherwise as before. Whatever a refactoring does
// inside a function, the mutant still applies; it asks only for the function's name and signature. Mutants of data move a
// day in a notice's file or change a field of a rule, named by its key.
//
// What fails the check:
//
//   - a mutant that survives: a law without a test;
//   - with CI=true, more than one mutant in ten that does not apply, because its function, its signature, its datum or one of
//     its tests is gone. Such a mutant is printed as RE-ANCHOR, with the reason, and says nothing of the code: give it the new
//     name in the list of its package. Up to one in ten may wait, so that a change of names is not held up by the check.
//
// Usage, from the root of the repository:
//
//	go run ./.ci/mutants [-list] [PATTERN]
//
// PATTERN is a regular expression for the names of the mutants to try; -list prints the laws and tries nothing.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"time"
)

// A mutant breaks a law in one place.
type mutant struct {
	law    string // what must hold
	breach string // the mutant's name: what it does instead
	tests  string // regular expression for the tests that must fail
	change change
}

// A suite is the list of a package's mutants.
type suite struct {
	folder  string // of the package
	mutants []mutant
}

func main() {
	list := flag.Bool("list", false, "print the laws and their mutants, and try none")
	flag.Parse()
	pattern, err := regexp.Compile(flag.Arg(0))
	if err != nil {
		fail("%v", err)
	}
	work, err := os.MkdirTemp("", "mutants")
	if err != nil {
		fail("%v", err)
	}
	defer os.RemoveAll(work)

	start := time.Now()
	tried, survivors, strays := 0, 0, 0
	for _, s := range []suite{holidaysSuite, gazetteSuite, deadlineSuite} {
		var chosen []mutant
		for _, m := range s.mutants {
			if pattern.MatchString(m.breach) {
				chosen = append(chosen, m)
			}
		}
		if len(chosen) == 0 {
			continue
		}
		if *list {
			for _, m := range chosen {
				fmt.Printf("%s: %s\n    mutant: %s\n    tests:  %s\n", s.folder, m.law, m.breach, m.tests)
			}
			continue
		}
		names, err := s.baseline(chosen)
		if err != nil {
			os.RemoveAll(work)
			fail("%s: the check needs tests that pass:\n%v", s.folder, err)
		}
		for _, r := range s.try(chosen, names, work) {
			tried++
			switch r.verdict {
			case survives:
				survivors++
			case stray:
				strays++
			}
		}
	}
	if *list {
		return
	}
	fmt.Printf("%d mutants: %d caught, %d survive, %d to be re-anchored; %.0f s\n",
		tried, tried-survivors-strays, survivors, strays, time.Since(start).Seconds())
	if survivors > 0 || os.Getenv("CI") == "true" && strays*10 > tried {
		os.RemoveAll(work)
		os.Exit(1)
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "mutants: "+format+"\n", args...)
	os.Exit(1)
}

// A verdict says what became of a mutant.
type verdict int

const (
	caught verdict = iota
	survives
	stray // it does not apply
)

type report struct {
	verdict verdict
	text    string
}

// baseline returns the names of the package's tests, and an error unless those of the mutants pass as the code is.
func (s *suite) baseline(mutants []mutant) ([]string, error) {
	out, err := goTest(nil, "-list", ".", s.folder)
	if err != nil {
		return nil, fmt.Errorf("%s", out)
	}
	var names, all []string
	for line := range strings.Lines(out) {
		if name := strings.TrimSpace(line); !strings.ContainsAny(name, " \t") && !strings.HasPrefix(name, "Benchmark") {
			names = append(names, name)
		}
	}
	for _, m := range mutants {
		all = append(all, m.tests)
	}
	if out, err := goTest(nil, "-run", "^("+strings.Join(all, "|")+")$", s.folder); err != nil {
		return nil, fmt.Errorf("%s", out)
	}
	return names, nil
}

// try tries the mutants, one on each processor at a time, and prints what became of each in the order of the list.
func (s *suite) try(mutants []mutant, names []string, work string) []report {
	reports := make([]report, len(mutants))
	done := make([]chan struct{}, len(mutants))
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.NumCPU() {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range next {
				reports[i] = s.tryOne(&mutants[i], names, work)
				close(done[i])
			}
		}()
	}
	for i := range done {
		done[i] = make(chan struct{})
	}
	go func() {
		for i := range mutants {
			next <- i
		}
		close(next)
	}()
	for i, m := range mutants {
		<-done[i]
		fmt.Printf("%-9s %-52s %s\n", strings.TrimPrefix(s.folder, "./holidays/")[strings.LastIndex(strings.TrimPrefix(s.folder, "./holidays/"), "/")+1:], m.breach, reports[i].text)
	}
	group.Wait()
	return reports
}

var (
	failedTest = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)
	crash      = regexp.MustCompile(`(?m)^(panic|fatal error): .{0,60}`)
)

func (s *suite) tryOne(m *mutant, names []string, work string) report {
	folder, err := os.MkdirTemp(work, "")
	if err != nil {
		return report{stray, "RE-ANCHOR: " + err.Error()}
	}
	overlay, err := m.change.apply(s.folder, folder)
	if err != nil {
		return report{stray, "RE-ANCHOR: " + err.Error()}
	}
	for _, part := range strings.Split(m.tests, "|") {
		if !matchesAny("^("+part+")$", names) {
			return report{stray, "RE-ANCHOR: there is no test " + part}
		}
	}
	out, err := goTest(overlay, "-run", "^("+m.tests+")$", s.folder)
	switch {
	case err == nil:
		return report{survives, "SURVIVES " + m.tests + "\n          law: " + m.law}
	case strings.Contains(out, "[build failed]") || strings.Contains(out, "[setup failed]"):
		return report{stray, "RE-ANCHOR: it does not compile:\n" + firstLines(out, 4)}
	}
	if by := failedTest.FindStringSubmatch(out); by != nil {
		return report{caught, "caught by " + by[1]}
	}
	if by := crash.FindString(out); by != "" {
		return report{caught, "caught by a " + by}
	}
	return report{stray, "RE-ANCHOR: go test fails without a test:\n" + firstLines(out, 6)}
}

func matchesAny(pattern string, names []string) bool {
	r := regexp.MustCompile(pattern)
	for _, name := range names {
		if r.MatchString(name) {
			return true
		}
	}
	return false
}

// goTest runs go test, with files of the tree replaced if there is an overlay.
func goTest(overlay *string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	flags := []string{"test", "-short", "-vet=off", "-failfast", "-timeout", "90s"}
	if overlay != nil {
		flags = append(flags, "-overlay", *overlay)
	}
	out, err := exec.CommandContext(ctx, "go", append(flags, args...)...).CombinedOutput()
	return string(out), err
}

func firstLines(s string, n int) string {
	lines := strings.SplitN(strings.TrimSpace(s), "\n", n+1)
	return "          " + strings.Join(lines[:min(n, len(lines))], "\n          ")
}
