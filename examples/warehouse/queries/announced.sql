-- Dates that an announcement fixed for events before the rule came into force: taken as they are, nothing is counted. 前 may
-- exclude the day, so safe_by is the working day before; but none before the day on which it opens.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
INSERT INTO due_dates (event_id, status, opens, due, safe_by, estimated_from, calendar)
SELECT e.event_id, e.status, e.transition_opens AS opens, e.transition_due AS due,
  CASE WHEN safe_day.estimated_from < due_day.date THEN NULL
       WHEN safe_day.date < e.transition_opens THEN e.transition_opens
       ELSE safe_day.date END AS safe_by,
  CASE WHEN safe_day.estimated_from < due_day.date THEN safe_day.estimated_from END AS estimated_from, e.calendar
FROM event_days e
JOIN workday_days due_day ON due_day.date = e.transition_due
JOIN workday_days safe_day ON safe_day.workday = due_day.workdays_before
WHERE e.kind = 'announced';
