-- At least N working days before the event: counted back from it, and never moved later.
-- DuckDB, Spark, Trino: as it is. ClickHouse: CAST(NULL AS Nullable(DATE)).
SELECT e.event_id, CAST(NULL AS DATE) AS opens, due_day.date AS due,
  CASE WHEN due_day.unsettled_from < t.date THEN NULL ELSE due_day.date END AS safe_by,
  CASE WHEN due_day.unsettled_from < t.date THEN due_day.unsettled_from END AS first_unsettled
FROM events e
JOIN filing_rules r ON r.rule_id = e.rule_id
JOIN workday_days t ON t.date = e.trigger_date
JOIN workday_days due_day ON due_day.is_workday AND due_day.workday_number = t.workdays_before - r.n + 1
WHERE r.unit = 'workdays' AND r.direction = 'before'
  AND t.date >= COALESCE(r.since_date, t.date) AND t.date <= COALESCE(r.until_date, t.date);
