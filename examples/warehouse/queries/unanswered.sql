-- Every event that no query above answered, and why: answered and unanswered add up to events.
-- DuckDB, Spark, Trino: as it is. ClickHouse: SET join_use_nulls = 1 first, or a left join gives zeros instead of NULL.
SELECT e.event_id,
  CASE WHEN e.trigger_date IS NULL THEN 'no trigger'
       WHEN r.rule_id IS NULL THEN 'no such rule'
       WHEN t.date IS NULL THEN 'the trigger is outside the calendar'
       WHEN t.date < r.since_date OR t.date > r.until_date OR r.n IS NULL THEN 'the rule is not in force'
       ELSE 'the count leaves the calendar' END AS reason
FROM events e
LEFT JOIN due_dates d ON d.event_id = e.event_id
LEFT JOIN filing_rules r ON r.rule_id = e.rule_id
LEFT JOIN workday_days t ON t.date = e.trigger_date
WHERE d.event_id IS NULL;
