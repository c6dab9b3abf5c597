package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/holidays"
)

var update = flag.Bool("update", false, "write what the command prints into the READMEs")

// Every run of the command in the READMEs prints what they say it does.
func TestReadmeOutput(t *testing.T) {
	for _, file := range []string{"../../README.md", "../../README.zh.md"} {
		const command = "console\n$ go run ./examples/duedate "
		readme, err := os.ReadFile(file)
		require.NoError(t, err)
		blocks := strings.Split(string(readme), "```")
		runs := 0
		for i, block := range blocks {
			if i%2 == 0 || !strings.HasPrefix(block, command) {
				continue
			}
			args, want, _ := strings.Cut(strings.TrimPrefix(block, command), "\n")
			out, errs, status := duedate("", strings.Fields(args)...)
			assert.Zero(t, status)
			if blocks[i] = command + args + "\n" + errs + out; !*update {
				assert.Equal(t, want, errs+out, "%s: to mend it: go test ./examples/duedate -run ReadmeOutput -update", file)
			}
			runs++
		}
		assert.Positive(t, runs, file)
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(strings.Join(blocks, "```")), 0o644))
		}
	}
}

// TestMain is the program itself where a script starts it.
func TestMain(m *testing.M) {
	if os.Getenv("DUEDATE") != "" {
		main()
	}
	os.Exit(m.Run())
}

// The script that watches for a notice says nothing before there is one, has a notice read once, and is silent when it is
// kept. What is no notice, or differs from the witness, or lies elsewhere, it refuses.
func TestWatchScript(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	_, script, _ := strings.Cut(string(readme), "```sh\n#!/bin/sh\n")
	script, _, _ = strings.Cut(script, "```")
	require.LessOrEqual(t, strings.Count(script, "\n"), 30)
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	self, err := os.Executable()
	require.NoError(t, err)
	witness, err := os.ReadFile("testdata/holiday-cn-2027.json")
	require.NoError(t, err)
	page, err := os.ReadFile("testdata/2027.prose.txt")
	require.NoError(t, err)
	const address, official = "https://example.org/", "https://www.gov.cn/2027.htm"

	t.Chdir(t.TempDir())
	write := func(name, text string) { require.NoError(t, os.WriteFile(name, []byte(text), 0o700)) }
	write("watch", script)
	write("duedate", "#!/bin/sh\nDUEDATE=1 exec "+self+" \"$@\"\n")
	write("curl", "#!/bin/sh\ncase $2 in "+address+") cp json $4 ;; "+official+") cp page $4 ;; *) exit 22 ;; esac\n") // curl -f URL -o FILE
	watch := func() (out string, status int) {
		command := exec.Command(sh, "watch", "2027", address)
		command.Env = append(os.Environ(), "PATH=.:"+os.Getenv("PATH"))
		text, err := command.CombinedOutput()
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return string(text), command.ProcessState.ExitCode()
	}
	for _, row := range []struct {
		why, papers, page, want string
		status                  int
	}{
		{"nothing is published yet", ``, "", "", 0},
		{"somebody else's page", `"https://example.com/www.gov.cn/"`, string(page), "not the State Council's", 2},
		{"a page that is cut short", `"` + official + `"`, string(page)[:600], "no notice that can be read", 2},
		{"a page that differs from the witness", `"` + official + `"`, strings.Replace(string(page), "、10月9日（周六）上班",
			"、10月10日（周日）上班", 1), "2027-10-09", 2},
		{"the notice", "\n  \"" + official + "\"\n", string(page), "mv 2027.txt.new 2027.txt", 1},
		{"the notice, not looked at yet", `"` + official + `"`, string(page), "mv 2027.txt.new 2027.txt", 1},
	} {
		write("json", strings.Replace(string(witness), `"`+address+`"`, row.papers, 1))
		write("page", row.page)
		out, status := watch()
		assert.Equal(t, row.status, status, "%s: %s", row.why, out)
		assert.Contains(t, out, row.want, row.why)
	}
	require.NoError(t, os.Rename("2027.txt.new", "2027.txt"))
	out, status := watch()
	assert.Zero(t, status, "it is kept")
	assert.Empty(t, out)
	kept, err := os.ReadFile("2027.txt")
	require.NoError(t, err)
	assert.NoError(t, new(holidays.Notice).UnmarshalText(kept), "what is kept is a notice in the text form")
}
