package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The image's commands are ones that the program understands, and its user is not root.
func TestDockerfile(t *testing.T) {
	text, err := os.ReadFile("Dockerfile")
	require.NoError(t, err)
	_, image, found := strings.Cut(string(text), "\nFROM scratch\n")
	require.True(t, found)
	command := func(instruction string) (args []string) {
		line := regexp.MustCompile(`(?m)^` + instruction + `\b.*?(\[.*\])$`).FindStringSubmatch(image)
		require.NotNil(t, line, instruction)
		require.NoError(t, json.Unmarshal([]byte(line[1]), &args))
		return args
	}
	assert.Equal(t, []string{"/service"}, command("ENTRYPOINT"))
	var out bytes.Buffer
	assert.NoError(t, run(append(command("CMD"), "-version"), &out, io.Discard))
	check := command("HEALTHCHECK")
	assert.Equal(t, "/service", check[0])
	assert.NoError(t, run(append(check[1:], "-version"), &out, io.Discard))
	s := newTest(t)
	s.handler()
	assert.Contains(t, s.routes, check[2])
	assert.Regexp(t, `(?m)^USER [1-9]\d*:[1-9]\d*$`, image)
	assert.NotContains(t, image, "RUN", "there is no shell")
}

// Each figure that an alert rests on is in /metrics.
func TestAlerts(t *testing.T) {
	text, err := os.ReadFile("alerts.yaml")
	require.NoError(t, err)
	h := newTest(t).handler()
	call(h, "GET", "/v1/rules", "")
	figures := call(h, "GET", "/metrics", "").Body.String()
	names := regexp.MustCompile(`cnworkday_[a-z_]+`).FindAllString(string(text), -1)
	require.NotEmpty(t, names)
	for _, name := range names {
		assert.Contains(t, figures, "\n"+name, name)
	}
}
