-- N working days after the event: day 1 is the first working day after it. safe_by is in time also with the event's day
-- counted as day 1, if it is a working day, and if the provision says 前, without the due date itself.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
INSERT INTO due_dates (event_id, status, opens, due, safe_by, estimated_from, calendar)
SELECT e.event_id, e.status, e.date AS opens, due_day.date AS due,
  CASE WHEN e.estimated_after <= safe_day.date THEN NULL
       WHEN safe_day.date > e.date THEN safe_day.date
       ELSE e.date END AS safe_by,
  CASE WHEN e.estimated_after <= due_day.date THEN e.estimated_after
       WHEN e.estimated_from = e.date THEN e.date END AS estimated_from, e.calendar
FROM event_days e
JOIN workday_days due_day ON due_day.workday = e.workday_number + e.n
LEFT JOIN workday_days safe_day ON -- none before the table's first working day
  safe_day.workday = e.workday_number + e.n - CASE WHEN e.is_workday OR e.before_day = 1 THEN 1 ELSE 0 END
WHERE e.kind = 'workdays' AND e.direction = 'after';
