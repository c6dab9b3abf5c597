-- Within the last N working days before the event: a window that ends with it. safe_by is its last working day.
-- The event's own day is counted for safe_by, though not for opens, so it too can make the answer provisional.
-- DuckDB, ClickHouse, Spark, Trino: as it is.
SELECT e.event_id, opens_day.date AS opens, t.date AS due,
  CASE WHEN safe_day.unsettled_from <= t.date THEN NULL ELSE safe_day.date END AS safe_by,
  CASE WHEN opens_day.unsettled_from <= t.date THEN opens_day.unsettled_from END AS first_unsettled
FROM events e
JOIN filing_rules r ON r.rule_id = e.rule_id
JOIN workday_days t ON t.date = e.trigger_date
JOIN workday_days opens_day ON opens_day.is_workday AND opens_day.workday_number = t.workdays_before - r.n + 1
JOIN workday_days safe_day ON safe_day.is_workday AND safe_day.workday_number = t.workday_number
WHERE r.unit = 'workdays' AND r.direction = 'within'
  AND t.date >= COALESCE(r.since_date, t.date) AND t.date <= COALESCE(r.until_date, t.date);
