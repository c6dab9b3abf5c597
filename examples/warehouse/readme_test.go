package main

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the queries into the README")

// The queries that the README shows are those that are run, every one of them.
func TestReadmeQueries(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	readme := strings.ReplaceAll(string(text), "\r\n", "\n")
	shown := regexp.MustCompile("(?s)\\[`queries/(\\w+)\\.sql`\\]\\(queries/\\w+\\.sql\\)[^\n]*\n\n```sql\n(.*?)```\n")
	if *update {
		readme = shown.ReplaceAllStringFunc(readme, func(block string) string {
			part := shown.FindStringSubmatch(block)
			return strings.Replace(block, part[2], query(part[1]), 1)
		})
		require.NoError(t, os.WriteFile("README.md", []byte(readme), 0o644))
	}
	var names []string
	for _, part := range shown.FindAllStringSubmatch(readme, -1) {
		names = append(names, part[1]+".sql")
		assert.Equal(t, query(part[1]), part[2], "to set it right: go test -run ReadmeQueries -update")
	}
	files, err := queries.ReadDir("queries")
	require.NoError(t, err)
	var want []string
	for _, file := range files {
		want = append(want, file.Name())
	}
	assert.ElementsMatch(t, want, names)
}

// Every query says where other engines differ.
func TestQueriesSayWhatDiffers(t *testing.T) {
	files, err := queries.ReadDir("queries")
	require.NoError(t, err)
	for _, file := range files {
		text := query(strings.TrimSuffix(file.Name(), ".sql"))
		for _, engine := range []string{"SQLite", "PostgreSQL", "MySQL", "MariaDB", "DuckDB", "ClickHouse"} {
			assert.Contains(t, text, engine, file.Name())
		}
		assert.True(t, strings.HasPrefix(text, "-- ") && strings.HasSuffix(text, ";\n"), file.Name())
	}
}
