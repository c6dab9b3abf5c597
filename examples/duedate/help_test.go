package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cnworkday/cnworkday/deadline"
)

// A person at a terminal of 24 lines and 80 columns, the last line for the prompt, sees the whole overview, and the due date
// with its reason and its doubt.
func TestOneScreen(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		help, _, status := duedate("", "-lang", lang, "-h")
		require.Zero(t, status)
		assert.LessOrEqual(t, rows(help), 23, help)
		for _, s := range subcommands {
			manual, errs, status := duedate("", "-lang", lang, "help", strings.TrimPrefix(s.name, "-"))
			require.Zero(t, status, errs)
			for line := range strings.Lines(help + manual) {
				assert.LessOrEqual(t, width(strings.TrimRight(line, "\n")), columns, line)
				assert.NotContains(t, line, "\ufffd")
			}
		}
		for _, rule := range deadline.Rules() {
			out, errs, _ := duedate("", "-lang", lang, "-today", "2026-09-19", rule.ID, someTrigger(rule))
			assert.LessOrEqual(t, rows(out)+rows(errs), 23, out)
		}
	}
}

// rows is how many rows of a terminal a text takes.
func rows(text string) (n int) {
	for line := range strings.Lines(text) {
		n += max(1, (width(strings.TrimRight(line, "\n"))+columns-1)/columns)
	}
	return n
}

// Every subcommand has examples in its help. They run, and print what the help has beside them.
func TestHelpExamples(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("testdata")))
	require.NoError(t, os.Rename(filepath.Join(dir, "2027.prose.txt"), filepath.Join(dir, "page.html")))
	t.Chdir(dir)
	for _, s := range subcommands {
		examples := strings.TrimSpace(manual[s.name].examples)
		require.NotEmpty(t, examples, s.name)
		for line := range strings.Lines(examples) {
			_, example, found := strings.Cut(line, "duedate ")
			require.True(t, found, line)
			example, want, _ := strings.Cut(example, "     ")
			args, input := shellWords(t, example)
			out, errs, status := duedate(input, args...)
			assert.NotEmpty(t, out, "%s: %s", line, errs)
			assert.NotEqual(t, wrongUsage, status, "%s: %s", line, errs)
			if want = strings.TrimSpace(want); want != "" {
				assert.Equal(t, want, strings.TrimSpace(out), line)
			}
		}
	}
}

// shellWords are the arguments of an example, without what the shell does with its output, and the file that is its input.
func shellWords(t *testing.T, example string) (args []string, input string) {
	words := strings.Fields(example)
	for i, word := range words {
		if strings.ContainsAny(word, "<>|&") {
			if word == "<" {
				file, err := os.ReadFile(words[i+1])
				require.NoError(t, err)
				input = string(file)
			}
			break
		}
		args = append(args, strings.TrimSuffix(word, ")"))
	}
	return args, input
}

// The scripts for the shells are scripts, where there is the shell, and that of bash completes.
func TestCompletion(t *testing.T) {
	dir := t.TempDir()
	for _, shell := range []string{"bash", "zsh", "fish"} {
		script, _, status := duedate("", "completion", shell)
		require.Zero(t, status)
		require.NotContains(t, script, "@")
		require.NoError(t, os.WriteFile(filepath.Join(dir, shell), []byte(script), 0o600))
		if path, err := exec.LookPath(shell); err == nil {
			out, err := exec.Command(path, "-n", filepath.Join(dir, shell)).CombinedOutput()
			assert.NoError(t, err, "%s: %s", shell, out)
		}
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash")
	}
	for _, row := range []struct{ words, want, why string }{
		{"duedate face.r", "face.reached", "a rule"},
		{"duedate cal", "calendar", "a command"},
		{"duedate -allow", "-allow-provisional", "a flag"},
		{"duedate -lang z", "zh", "the value of a flag"},
		{"duedate completion f", "fish", "a shell"},
		{"duedate -notice 2027", "", "bash completes the names of files itself"},
	} {
		out, err := exec.Command(bash, "--norc", "-c", "source "+filepath.Join(dir, "bash")+"; COMP_WORDS=("+row.words+
			"); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _duedate; echo ${COMPREPLY[*]}").CombinedOutput()
		require.NoError(t, err, "%s", out)
		assert.Equal(t, row.want, strings.TrimSpace(string(out)), row.why)
	}
}
