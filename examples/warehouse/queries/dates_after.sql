-- N days, months or years after the event; an end on a day off moves to the next working day (民法典 203). safe_by is the
-- last working day on or before the end as counted, for the end may not be moved; before the end where 前 may exclude it; but
-- none before the event.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
INSERT INTO due_dates (event_id, status, opens, due, safe_by, estimated_from, calendar)
SELECT e.event_id, e.status, e.date AS opens, due_day.date AS due,
  CASE WHEN safe_day.estimated_from < from_day.date THEN NULL
       WHEN safe_day.date < e.date THEN e.date
       ELSE safe_day.date END AS safe_by,
  CASE WHEN e.end_estimated_from <= due_day.date THEN e.end_estimated_from
       WHEN safe_day.estimated_from < from_day.date THEN safe_day.estimated_from END AS estimated_from, e.calendar
FROM event_ends e
JOIN workday_days due_day ON due_day.workday = e.end_workdays_before + 1
JOIN workday_days from_day ON from_day.day_number = e.end_number + 1 - e.before_day
JOIN workday_days safe_day ON safe_day.workday = from_day.workdays_before
WHERE e.kind = 'dates' AND e.direction = 'after';
