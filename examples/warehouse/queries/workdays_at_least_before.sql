-- At least N working days before the event: counted back from it, and never moved later. safe_by is in time also if the
-- N days must be clear days.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
INSERT INTO due_dates (event_id, status, opens, due, safe_by, estimated_from, calendar)
SELECT e.event_id, e.status, CAST(NULL AS DATE) AS opens, due_day.date AS due,
  CASE WHEN safe_day.estimated_from < e.date THEN NULL ELSE safe_day.date END AS safe_by,
  CASE WHEN due_day.estimated_from < e.date THEN due_day.estimated_from
       WHEN safe_day.estimated_from < e.date THEN safe_day.estimated_from END AS estimated_from, e.calendar
FROM event_days e
JOIN workday_days due_day ON due_day.workday = e.workdays_before - e.n + 1
JOIN workday_days safe_day ON safe_day.workday = e.workdays_before - e.n
WHERE e.kind = 'workdays' AND e.direction = 'at_least_before';
