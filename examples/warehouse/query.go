package main

import (
	"embed"
	"path"
	"strings"
)

//go:embed queries/*.sql
var queries embed.FS

// answering are the queries that answer events, one for each kind of limit.
var answering = []string{
	"workdays_after", "workdays_at_least_before", "workdays_in_last_before",
	"dates_after", "dates_at_least_before", "dates_in_last_before", "no_adjust", "announced",
}

// query returns the text of queries/NAME.sql. It panics for a name that is not there.
func query(name string) string {
	text, err := queries.ReadFile(path.Join("queries", name+".sql"))
	if err != nil {
		panic(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}
