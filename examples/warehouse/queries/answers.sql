-- One row an event: its answer, or the reason why there is none. is_final is false for an answer that rests on estimated days
-- and for a draft.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: SET join_use_nulls = 1 first, or a left join gives zeros.
SELECT e.event_id, e.rule_id, e.trigger_date, d.opens, d.due, d.safe_by,
  d.estimated_from IS NULL AND COALESCE(d.status, '') <> 'draft' AND d.due IS NOT NULL AS is_final,
  d.estimated_from IS NOT NULL AS is_provisional,
  d.estimated_from, COALESCE(d.status, r.status) AS status, d.calendar,
  CASE WHEN d.due IS NOT NULL THEN NULL
       WHEN e.trigger_date IS NULL THEN 'no trigger'
       WHEN r.id IS NULL THEN 'no such rule'
       WHEN t.date IS NULL THEN 'the trigger is outside the calendar'
       WHEN r.every = 'year' AND COALESCE(t.month_end % 12, 1) <> 0 THEN 'the trigger does not end a year'
       WHEN r.every = 'quarter' AND COALESCE(t.month_end % 3, 1) <> 0 THEN 'the trigger does not end a quarter'
       WHEN x.event_id IS NULL THEN 'the rule is not in force'
       ELSE 'the count leaves the calendar' END AS reason
FROM events e
LEFT JOIN due_dates d ON d.event_id = e.event_id
LEFT JOIN deadline_rule r ON r.id = e.rule_id
LEFT JOIN workday_days t ON t.date = e.trigger_date
LEFT JOIN event_days x ON x.event_id = e.event_id
ORDER BY e.event_id;
