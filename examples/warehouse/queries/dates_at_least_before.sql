-- At least N days, months or years before the event: no end is moved. safe_by is the working day before the due date, for
-- the days between may have to be clear days.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
INSERT INTO due_dates (event_id, status, opens, due, safe_by, estimated_from, calendar)
SELECT e.event_id, e.status, CAST(NULL AS DATE) AS opens, e.end_date AS due,
  CASE WHEN safe_day.estimated_from < e.end_date THEN NULL ELSE safe_day.date END AS safe_by,
  CASE WHEN safe_day.estimated_from < e.end_date THEN safe_day.estimated_from END AS estimated_from, e.calendar
FROM event_ends e
JOIN workday_days safe_day ON safe_day.workday = e.end_workdays_before
WHERE e.kind = 'dates' AND e.direction = 'at_least_before';
