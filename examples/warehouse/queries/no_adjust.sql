-- A validity of N days, months or years: its end is never moved, and may be the day before. Nothing depends on days off, so
-- the answer is always final.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
INSERT INTO due_dates (event_id, status, opens, due, safe_by, estimated_from, calendar)
SELECT e.event_id, e.status, e.date AS opens, e.end_date AS due, safe_day.date AS safe_by,
  CAST(NULL AS DATE) AS estimated_from, e.calendar
FROM event_ends e
JOIN workday_days safe_day ON safe_day.day_number = e.end_number - 1
WHERE e.kind = 'no_adjust' AND e.direction = 'after';
