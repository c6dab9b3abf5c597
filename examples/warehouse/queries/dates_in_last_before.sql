-- In the last N days, months or years before the event: a window that ends with it. safe_by is the working day before the
-- event, whose own day may be too late; but none before the window opens.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
INSERT INTO due_dates (event_id, status, opens, due, safe_by, estimated_from, calendar)
SELECT e.event_id, e.status, e.end_date AS opens, e.date AS due,
  CASE WHEN safe_day.estimated_from < e.date THEN NULL
       WHEN safe_day.date < e.end_date THEN e.end_date
       ELSE safe_day.date END AS safe_by,
  CASE WHEN safe_day.estimated_from < e.date THEN safe_day.estimated_from END AS estimated_from, e.calendar
FROM event_ends e
JOIN workday_days safe_day ON safe_day.workday = e.workdays_before
WHERE e.kind = 'dates' AND e.direction = 'in_last_before';
