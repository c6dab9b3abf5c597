-- Dates that an announcement fixed for events before the rule came into force: taken as they are, nothing is counted. 前 may
-- exclude the day, so safe_by is the working day before, but none before the day on which it opens.
-- DuckDB, Spark, Trino: as it is. ClickHouse: CAST(NULL AS Nullable(DATE)).
SELECT e.event_id, r.announced_opens AS opens, due_day.date AS due,
  CASE WHEN safe_day.unsettled_from < due_day.date THEN NULL
       WHEN safe_day.date < r.announced_opens THEN r.announced_opens
       ELSE safe_day.date END AS safe_by,
  CAST(NULL AS DATE) AS first_unsettled -- never: an announced date is final
FROM events e
JOIN filing_rules r ON r.rule_id = e.rule_id
JOIN workday_days t ON t.date = e.trigger_date
JOIN workday_days due_day ON due_day.date = r.announced_due
JOIN workday_days safe_day ON safe_day.is_workday AND safe_day.workday_number = due_day.workdays_before
WHERE (t.date < r.since_date OR (r.n IS NULL AND r.since_date IS NULL))
  AND t.date <= COALESCE(r.until_date, t.date);
