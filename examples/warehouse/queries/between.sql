-- Working days after the one date, up to and including the other; negative when they are reversed.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB, ClickHouse: as it is.
SELECT p.period_id, b.workday_number - a.workday_number AS workdays,
  CASE WHEN a.date <= b.date AND a.estimated_after <= b.date THEN a.estimated_after
       WHEN b.date < a.date AND b.estimated_after <= a.date THEN b.estimated_after END AS estimated_from
FROM periods p
JOIN workday_days a ON a.date = p.after_date
JOIN workday_days b ON b.date = p.through_date;
