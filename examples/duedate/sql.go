package main

import (
	"fmt"
	"io"
	"strings"
)

// The columns are those of the CSV. A DATE is text in SQLite, which sorts and compares as dates do; a BOOLEAN there is 0 or
// 1, and TRUE, FALSE and "where is_workday" mean what they do in PostgreSQL.
const sqlTable = `CREATE TABLE IF NOT EXISTS workday_calendar (
  date           DATE    NOT NULL PRIMARY KEY,
  is_workday     BOOLEAN NOT NULL,
  workday_number INTEGER NOT NULL, -- working days up to and including the day
  kind           VARCHAR NOT NULL, -- workday, weekend, holiday or makeup
  name           VARCHAR NOT NULL, -- festival; empty for an ordinary day
  source         VARCHAR NOT NULL, -- number of the notice; empty for an ordinary day
  settled        BOOLEAN NOT NULL  -- FALSE: an estimate, the notice is not on record
);
CREATE INDEX IF NOT EXISTS workday_calendar_number ON workday_calendar (workday_number);
DELETE FROM workday_calendar;
`

// writeCalendarSQL writes a script that PostgreSQL and SQLite run as it is: it makes the table, or replaces the rows of the
// one that is there, in one transaction. There is one INSERT for each year.
func writeCalendarSQL(w io.Writer, id string, rows []calendarRow) {
	fmt.Fprintf(w, "-- Working days from %v to %v, one row a day.\n-- calendar %s\n", rows[0].Date, rows[len(rows)-1].Date, sqlComment(id))
	fmt.Fprintf(w, "BEGIN;\n%s", sqlTable)
	for i, d := range rows {
		if i == 0 || d.Date.Year() != rows[i-1].Date.Year() {
			fmt.Fprintf(w, "INSERT INTO workday_calendar (%s) VALUES\n", strings.Join(calendarColumns, ", "))
		}
		end := ","
		if i == len(rows)-1 || rows[i+1].Date.Year() != d.Date.Year() {
			end = ";"
		}
		fmt.Fprintf(w, "('%v', %s, %d, '%v', %s, %s, %s)%s\n", d.Date, sqlBool(d.IsWorkday), d.WorkdayNumber, d.Kind,
			sqlText(d.Name), sqlText(d.Source), sqlBool(d.Settled), end)
	}
	fmt.Fprint(w, "COMMIT;\n")
}

func sqlBool(b bool) string {
	if b {
		return "TRUE"
	}
	return "FALSE"
}

func sqlText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// sqlComment keeps a text on the line of its comment.
func sqlComment(s string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(s) }
