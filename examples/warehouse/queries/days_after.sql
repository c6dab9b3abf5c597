-- N days after the event; an end on a day off moves to the next working day (民法典 203), unless the limit is exact.
-- DuckDB, ClickHouse, Spark, Trino: as it is.
SELECT e.event_id, t.date AS opens,
  CASE WHEN r.exact THEN end_day.date ELSE next_day.date END AS due,
  CASE WHEN r.exact THEN end_day.date WHEN end_day.unsettled_from <= next_day.date THEN NULL ELSE next_day.date END AS safe_by,
  CASE WHEN NOT r.exact AND end_day.unsettled_from <= next_day.date THEN end_day.unsettled_from END AS first_unsettled
FROM events e
JOIN filing_rules r ON r.rule_id = e.rule_id
JOIN workday_days t ON t.date = e.trigger_date
JOIN workday_days end_day ON end_day.day_number = t.day_number + r.n
JOIN workday_days next_day ON next_day.is_workday AND next_day.workday_number = end_day.workdays_before + 1
WHERE r.unit = 'days' AND r.direction = 'after'
  AND t.date >= COALESCE(r.since_date, t.date) AND t.date <= COALESCE(r.until_date, t.date);
