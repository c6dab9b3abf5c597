package holidays_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every exported function and Calendar method has an Example, and every Example an output that is checked. The type's
// Example stands for the small methods and the encodings of Date, Kind and Notice.
func TestEverythingHasAnExample(t *testing.T) {
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, file)
	}
	examples := map[string]bool{}
	for _, e := range doc.Examples(files...) {
		assert.True(t, e.Output != "" && !e.EmptyOutput, "the Example of %s has no output to check", e.Name)
		examples[e.Name] = true
	}
	pkg, err := doc.NewFromFiles(fset, files, "github.com/cnworkday/cnworkday/holidays")
	require.NoError(t, err)
	want := func(name string) { assert.True(t, examples[name], "%s has no Example", name) }
	for _, f := range pkg.Funcs {
		want(f.Name)
	}
	for _, typ := range pkg.Types {
		for _, f := range typ.Funcs {
			want(f.Name)
		}
		for _, m := range typ.Methods {
			if typ.Name == "Calendar" && m.Name != "String" && m.Name != "MarshalText" { // with ID
				want(typ.Name + "_" + m.Name)
			}
		}
	}
	assert.Greater(t, len(examples), 40)
}
