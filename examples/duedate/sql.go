package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// The tables are those that the queries in examples/warehouse read. A DATE is text in SQLite, which sorts and compares as
// dates do; a BOOLEAN there and in MySQL is 0 or 1.
const (
	calendarTable = `CREATE TABLE IF NOT EXISTS workday_calendar (
  date           DATE         NOT NULL PRIMARY KEY,
  is_workday     BOOLEAN      NOT NULL,
  workday_number INTEGER      NOT NULL, -- working days since 2004, up to and including the day
  kind           VARCHAR(16)  NOT NULL, -- workday, weekend, holiday or makeup
  name           VARCHAR(255) NOT NULL, -- festival; empty for an ordinary day
  source         VARCHAR(255) NOT NULL, -- number of the notice; empty for an ordinary day
  settled        BOOLEAN      NOT NULL, -- FALSE: an estimate, because no notice settles the day yet
  calendar       VARCHAR(255) NOT NULL  -- ID of the calendar
) /*! DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin */;
`
	ruleTable = `CREATE TABLE IF NOT EXISTS deadline_rule (
  id               VARCHAR(64)  NOT NULL PRIMARY KEY,
  n                INTEGER,               -- with unit and direction NULL for a rule of announced dates only
  unit             VARCHAR(16),           -- workdays, days, months or years
  direction        VARCHAR(16),           -- after, at_least_before or in_last_before
  no_adjust        BOOLEAN      NOT NULL, -- an end on a day off is not moved
  every            VARCHAR(16),           -- year or quarter: the event is the end of one; NULL: it happens once
  status           VARCHAR(16),           -- in_force, draft or ended; NULL for a rule of your own
  since            DATE,                  -- in force from that day on; NULL: open
  until            DATE,                  -- in force to the end of that day; NULL: open
  transition_opens DATE,                  -- what was announced for events before since
  transition_due   DATE,
  before_day       BOOLEAN      NOT NULL, -- the provision names a date with 前, which may exclude the day itself
  title_zh         VARCHAR(255) NOT NULL,
  title_en         VARCHAR(255) NOT NULL
) /*! DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin */;
`
)

// writeCalendarSQL writes the days of some years. An amendment changes the numbers of later years too: then those are to be
// written again as well.
func (c *command) writeCalendarSQL(w io.Writer, days []calendarRow) error {
	first, last := days[0].Date, days[len(days)-1].Date
	fmt.Fprintf(w, "-- Working days from %v to %v, one row a day.\n-- calendar %s\n", first, last, days[0].Calendar)
	var rows [][]string
	for _, d := range days {
		rows = append(rows, d.cells())
	}
	replaced := fmt.Sprintf("date BETWEEN '%v' AND '%v'", first, last)
	return c.writeSQL(w, calendarTable, "workday_calendar", replaced, "is_workday workday_number settled", calendarColumns, rows)
}

func (c *command) writeRulesSQL(w io.Writer) error {
	columns := strings.Fields("id n unit direction no_adjust every status since until transition_opens transition_due before_day title_zh title_en")
	var rows [][]string
	var ids []string
	for _, r := range c.rules {
		var row []string
		for _, column := range columns {
			row = append(row, ruleCells(r)[slices.Index(ruleColumns, column)])
		}
		ids, rows = append(ids, "'"+r.ID+"'"), append(rows, row)
	}
	replaced := "id IN (" + strings.Join(ids, ", ") + ")"
	return c.writeSQL(w, ruleTable, "deadline_rule", replaced, "n no_adjust before_day", columns, rows)
}

// writeSQL writes a script that PostgreSQL, MySQL and SQLite run as it is. The table is made before the transaction, because
// MySQL ends one at every CREATE; the transaction replaces the rows that are written, and no others. The bare columns
// have numbers and truth values; what is empty is NULL in the table of rules.
func (c *command) writeSQL(w io.Writer, create, table, replaced, bare string, columns []string, rows [][]string) error {
	fmt.Fprintf(w, "/*! SET NAMES utf8mb4 */;\n%sBEGIN;\nDELETE FROM %s WHERE %s;\n", create, table, replaced)
	for chunk := range slices.Chunk(rows, 500) {
		fmt.Fprintf(w, "INSERT INTO %s (%s) VALUES\n", table, strings.Join(columns, ", "))
		for i, row := range chunk {
			values := make([]string, len(row))
			for j, cell := range row {
				switch {
				case strings.Contains(cell, `\`):
					return c.errorf("%q has a backslash, which databases read differently: want a name without one",
						"%q含有反斜杠，各数据库的解释不同：请改名", cell)
				case cell == "" && create == ruleTable:
					values[j] = "NULL"
				case slices.Contains(strings.Fields(bare), columns[j]):
					values[j] = strings.ToUpper(cell)
				default:
					values[j] = sqlText(cell)
				}
			}
			end := ","
			if i == len(chunk)-1 {
				end = ";"
			}
			fmt.Fprintf(w, "(%s)%s\n", strings.Join(values, ", "), end)
		}
	}
	_, err := fmt.Fprint(w, "COMMIT;\n")
	return err
}

func sqlText(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
