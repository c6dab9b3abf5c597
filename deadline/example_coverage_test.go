package deadline_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every exported function and type has an Example with Output; a method has its own, or belongs to how its type is
// written and read, which one Example of the type shows together.
func TestEverythingHasAnExample(t *testing.T) {
	encodings := map[string]bool{"String": true, "MarshalText": true, "UnmarshalText": true, "MarshalJSON": true,
		"UnmarshalJSON": true, "Error": true, "Unwrap": true}
	paths, err := filepath.Glob("*.go")
	require.NoError(t, err)
	examples, want := map[string]bool{}, map[string]bool{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		require.NoError(t, err)
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				name := decl.Name.Name
				switch {
				case strings.HasSuffix(path, "_test.go"):
					if example, ok := strings.CutPrefix(name, "Example"); ok && printsOutput(file, decl) {
						examples[example] = true
					}
				case !ast.IsExported(name):
				case decl.Recv == nil:
					want[name] = true
				default:
					receiver := decl.Recv.List[0].Type
					if star, ok := receiver.(*ast.StarExpr); ok {
						receiver = star.X
					}
					if !encodings[name] {
						want[receiver.(*ast.Ident).Name+"_"+name] = true
					}
				}
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					if typ, ok := spec.(*ast.TypeSpec); ok && ast.IsExported(typ.Name.Name) && !strings.HasSuffix(path, "_test.go") {
						want[typ.Name.Name] = true
					}
				}
			}
		}
	}
	require.Greater(t, len(want), 20)
	delete(want, "Text") // shown by Text_In
	for name := range want {
		assert.True(t, examples[name], "no Example%s with Output", name)
	}
}

func printsOutput(file *ast.File, f *ast.FuncDecl) bool {
	for _, comment := range file.Comments {
		if comment.Pos() > f.Pos() && comment.End() < f.End() && strings.HasPrefix(comment.Text(), "Output:") {
			return true
		}
	}
	return false
}
