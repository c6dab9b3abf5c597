package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// A change is what a mutant does to the tree. It returns the path of an overlay for go test, made in a scratch folder, in
// which files of the package's folder are replaced; the tree itself stays as it is.
type change interface {
	apply(folder, scratch string) (overlay *string, err error)
}

// An instead is a function that takes the place of the one of its name and receiver. It calls that one as was: a method of
// the same receiver, or a function.
type instead string

func (code instead) apply(folder, scratch string) (*string, error) {
	source := "package p\n" + string(code)
	tree, err := parser.ParseFile(token.NewFileSet(), "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("the mutant is not Go: %v", err)
	}
	wrong, ok := tree.Decls[0].(*ast.FuncDecl)
	if !ok {
		return nil, fmt.Errorf("the mutant is not a function")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		right, err := parser.ParseFile(set, file, text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range right.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Name.Name != wrong.Name.Name || receiver(f) != receiver(wrong) {
				continue
			}
			at := set.Position(f.Name.Pos()).Offset
			renamed := string(text[:at]) + "was" + string(text[at+len(f.Name.Name):])
			mutant := "package " + right.Name.Name + "\n\n" + imports(tree) + string(code) + "\n"
			return overlayOf(scratch, map[string]string{file: renamed, filepath.Join(folder, "mutant.go"): mutant})
		}
	}
	return nil, fmt.Errorf("%s has no function %s%s", folder, receiver(wrong), wrong.Name.Name)
}

// receiver returns the type of a method's receiver with a dot behind it, without a star; "" for a function.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if name, ok := t.(*ast.Ident); ok {
		return name.Name + "."
	}
	return "?."
}

// packages are those that a mutant may use.
var packages = map[string]string{
	"bytes": "bytes", "cal": "github.com/rickar/cal/v2", "errors": "errors", "fmt": "fmt", "holidays": "github.com/cnworkday/cnworkday/holidays", "io": "io", "iter": "iter",
	"json": "encoding/json", "math": "math", "regexp": "regexp", "slices": "slices", "strings": "strings", "time": "time",
}

// imports returns the imports of the packages that the mutant mentions.
func imports(tree *ast.File) string {
	var b strings.Builder
	seen := map[string]bool{}
	ast.Inspect(tree, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && packages[x.Name] != "" && !seen[x.Name] {
				seen[x.Name] = true
				fmt.Fprintf(&b, "import %q\n", packages[x.Name])
			}
		}
		return true
	})
	return b.String()
}

// A moved is a day in a notice's file that is another one, with its weekday.
type moved struct{ file, from, to string }

func (m moved) apply(folder, scratch string) (*string, error) {
	file := filepath.Join(folder, "notices", m.file)
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	from, to := dated(m.from), dated(m.to)
	if strings.Count(string(text), from) != 1 {
		return nil, fmt.Errorf("%s does not have %s exactly once", file, from)
	}
	return overlayOf(scratch, map[string]string{file: strings.Replace(string(text), from, to, 1)})
}

// dated returns a date with its weekday, as the text form of a notice has it.
func dated(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t.Format("2006-01-02 Mon")
}

// A field is a value in the table of rules that is another one: a path of keys in the rule of an ID.
type field struct {
	id, path string
	value    any
}

func (f field) apply(folder, scratch string) (*string, error) {
	file := filepath.Join(folder, "rules.json")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rules []map[string]any
	if err := json.Unmarshal(text, &rules); err != nil {
		return nil, err
	}
	for _, rule := range rules {
		if rule["id"] != f.id {
			continue
		}
		keys := strings.Split(f.path, ".")
		at := rule
		for _, key := range keys[:len(keys)-1] {
			inner, ok := at[key].(map[string]any)
			if !ok {
				return nil, fmt.Errorf("the rule %s has no %s", f.id, f.path)
			}
			at = inner
		}
		key := keys[len(keys)-1]
		if old, ok := at[key]; !ok || fmt.Sprint(old) == fmt.Sprint(f.value) {
			return nil, fmt.Errorf("the rule %s has no %s, or it is %v already", f.id, f.path, f.value)
		}
		if at[key] = f.value; f.value == nil {
			delete(at, key)
		}
		changed, err := json.MarshalIndent(rules, "", "  ")
		if err != nil {
			return nil, err
		}
		return overlayOf(scratch, map[string]string{file: string(changed)})
	}
	return nil, fmt.Errorf("there is no rule %s", f.id)
}

var unsafe = regexp.MustCompile(`[^A-Za-z0-9._-]`)

// overlayOf writes the replaced files and the list of them that go test -overlay reads, and returns its path.
func overlayOf(scratch string, replaced map[string]string) (*string, error) {
	list := struct{ Replace map[string]string }{map[string]string{}}
	for file, text := range replaced {
		path, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		list.Replace[path] = filepath.Join(scratch, unsafe.ReplaceAllString(file, "_"))
		if err := os.WriteFile(list.Replace[path], []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	data, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(scratch, "overlay.json")
	return &path, os.WriteFile(path, data, 0o644)
}
