package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every query is linked in the README, and one that is shown there is the one that is run.
func TestReadmeQueries(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	readme := strings.ReplaceAll(string(text), "\r\n", "\n")
	files, err := queries.ReadDir("queries")
	require.NoError(t, err)
	var all []string
	for _, file := range files {
		assert.Contains(t, readme, "(queries/"+file.Name()+")")
		all = append(all, query(strings.TrimSuffix(file.Name(), ".sql")))
	}
	shown := regexp.MustCompile("(?s)```sql\n(.*?)```").FindAllStringSubmatch(readme, -1)
	require.NotEmpty(t, shown)
	for _, block := range shown {
		assert.Contains(t, all, block[1])
	}
}

// Every query says on which engines it runs as it is.
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
