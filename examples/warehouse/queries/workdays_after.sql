-- N working days after the event: day 1 is the first working day after it. safe_by is in time also with the event's day
-- counted as day 1, if it is a working day or may turn out to be one.
-- DuckDB, ClickHouse, Spark, Trino: as it is.
SELECT e.event_id, t.date AS opens, due_day.date AS due,
  CASE WHEN t.unsettled_after <= safe_day.date THEN NULL
       WHEN safe_day.date < t.date THEN t.date
       ELSE safe_day.date END AS safe_by,
  CASE WHEN t.unsettled_after <= due_day.date THEN t.unsettled_after END AS first_unsettled
FROM events e
JOIN filing_rules r ON r.rule_id = e.rule_id
JOIN workday_days t ON t.date = e.trigger_date
JOIN workday_days due_day ON due_day.is_workday AND due_day.workday_number = t.workday_number + r.n
JOIN workday_days safe_day ON safe_day.is_workday AND safe_day.workday_number = t.workday_number + r.n
  - CASE WHEN t.is_workday OR NOT t.settled THEN 1 ELSE 0 END
WHERE r.unit = 'workdays' AND r.direction = 'after'
  AND t.date >= COALESCE(r.since_date, t.date) AND t.date <= COALESCE(r.until_date, t.date);
