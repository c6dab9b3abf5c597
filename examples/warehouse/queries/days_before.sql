-- At least N days before the event, or within the last N days before it: no end is moved. safe_by is the last working day;
-- where the window has none, the day on which it opens, for what comes before that is not in time either. The days themselves
-- are only subtracted: what makes an answer provisional is safe_by alone.
-- DuckDB, ClickHouse, Spark, Trino: as it is.
SELECT e.event_id,
  CASE WHEN r.direction = 'within' THEN end_day.date END AS opens, due_day.date AS due,
  CASE WHEN safe_day.unsettled_from <= due_day.date THEN NULL
       WHEN r.direction = 'within' AND safe_day.date < end_day.date THEN end_day.date
       ELSE safe_day.date END AS safe_by,
  CASE WHEN safe_day.unsettled_from <= due_day.date THEN safe_day.unsettled_from END AS first_unsettled
FROM events e
JOIN filing_rules r ON r.rule_id = e.rule_id
JOIN workday_days t ON t.date = e.trigger_date
JOIN workday_days end_day ON end_day.day_number = t.day_number - r.n
JOIN workday_days due_day ON due_day.date = CASE WHEN r.direction = 'within' THEN t.date ELSE end_day.date END
JOIN workday_days safe_day ON safe_day.is_workday AND safe_day.workday_number = due_day.workday_number
WHERE r.unit = 'days' AND r.direction IN ('before', 'within')
  AND t.date >= COALESCE(r.since_date, t.date) AND t.date <= COALESCE(r.until_date, t.date);
