-- Working days after the one date, up to and including the other; negative when they are reversed.
-- DuckDB, ClickHouse, Spark, Trino: as it is.
SELECT p.period_id, b.workday_number - a.workday_number AS workdays,
  CASE WHEN a.date <= b.date AND a.unsettled_after <= b.date THEN a.unsettled_after
       WHEN b.date < a.date AND b.unsettled_after <= a.date THEN b.unsettled_after END AS first_unsettled
FROM periods p
JOIN workday_days a ON a.date = p.after_date
JOIN workday_days b ON b.date = p.through_date;
