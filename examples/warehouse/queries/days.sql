-- Run after every load of workday_calendar: the same days with all that the other queries join on, so that each of them is
-- made of equal joins alone. A date must be written 2006-01-02 when cast to text: in PostgreSQL with DateStyle ISO, which is
-- the default; with another one the cast to DECIMAL fails and nothing is changed.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
BEGIN;
DELETE FROM workday_days;
INSERT INTO workday_days (date, is_workday, workday, workday_number, workdays_before, day_number, month_number, month_day,
  month_end, estimated_from, estimated_after, calendar)
SELECT date, is_workday, CASE WHEN is_workday THEN workday_number END, workday_number,
  workday_number - CASE WHEN is_workday THEN 1 ELSE 0 END,
  day_number, month_number, month_day,
  CASE WHEN month_day = MAX(month_day) OVER (PARTITION BY month_number) THEN month_number END,
  MIN(estimated) OVER (ORDER BY day_number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
  MIN(estimated) OVER (ORDER BY day_number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
  calendar
FROM (
  SELECT date, is_workday, workday_number, calendar,
    CASE WHEN settled THEN NULL ELSE date END AS estimated,
    ROW_NUMBER() OVER (ORDER BY date) AS day_number,
    CAST(SUBSTR(CAST(date AS CHAR(10)), 1, 4) AS DECIMAL(10)) * 12 + CAST(SUBSTR(CAST(date AS CHAR(10)), 6, 2) AS DECIMAL(10)) AS month_number,
    CAST(SUBSTR(CAST(date AS CHAR(10)), 9, 2) AS DECIMAL(10)) AS month_day
  FROM workday_calendar
) AS numbered;
COMMIT;
ANALYZE /*! TABLE */ workday_days;
