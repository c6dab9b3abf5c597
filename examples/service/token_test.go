package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTokens(t *testing.T) {
	for _, row := range []struct {
		name, list string
		names      []string // nil: refused
	}{
		{"none", "", []string{}},
		{"one without a name", "geheim", []string{"token"}},
		{"two with names", "li:geheim,wang:a:b", []string{"li", "wang"}},
		{"a name twice", "li:geheim,li:other", nil},
		{"a token twice: whose would it be?", "li:geheim,wang:geheim", nil},
		{"no name", ":geheim", nil},
		{"no token", "li:", nil},
		{"a comma too many", "li:geheim,", nil},
		{"a control character", "li:geheim\n", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			tokens, err := parseTokens(row.list)
			if row.names == nil {
				assert.ErrorContains(t, err, "-token")
				assert.NotContains(t, err.Error(), "geheim")
				return
			}
			assert.NoError(t, err)
			names := []string{}
			for _, token := range tokens {
				names = append(names, token.name)
			}
			assert.Equal(t, row.names, names)
		})
	}
}
