-- At least N days, months or years before the event: no end is moved. safe_by is the working day before it, for the days
-- between may have to be clear days; for a recurring rule, which names a date, the last working day on or before it.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
INSERT INTO due_dates (event_id, status, opens, due, safe_by, estimated_from, calendar)
SELECT e.event_id, e.status, CAST(NULL AS DATE) AS opens, e.end_date AS due,
  CASE WHEN safe_day.estimated_from < from_day.date THEN NULL ELSE safe_day.date END AS safe_by,
  CASE WHEN safe_day.estimated_from < from_day.date THEN safe_day.estimated_from END AS estimated_from, e.calendar
FROM event_ends e
JOIN workday_days from_day ON from_day.day_number = e.end_number + CASE WHEN e.every IS NULL THEN 0 ELSE 1 END - e.before_day
JOIN workday_days safe_day ON safe_day.workday = from_day.workdays_before
WHERE e.kind = 'dates' AND e.direction = 'at_least_before';
