-- Run after every load of workday_calendar: the same days with all that the other queries join on, so that each of them is
-- made of equal joins alone. A date must be written 2006-01-02 when cast to text: in PostgreSQL with DateStyle ISO, which is
-- the default; with another one the script fails and nothing is changed.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
BEGIN;
DELETE FROM workday_days;
INSERT INTO workday_days (date, is_workday, workday, workday_number, workdays_before, day_number, month_number, month_day,
  month_end, estimated_from, estimated_after, calendar)
SELECT date, is_workday, CASE WHEN is_workday THEN workday_number END, workday_number,
  workday_number - CASE WHEN is_workday THEN 1 ELSE 0 END,
  day_number, month_number, month_day,
  CASE WHEN month_day = MAX(month_day) OVER (PARTITION BY month_number) THEN month_number END,
  estimated_from, LEAD(estimated_from) OVER (ORDER BY day_number), calendar
FROM (
  SELECT date, is_workday, workday_number, day_number, calendar, year * 12 + month AS month_number, month_day,
    FIRST_VALUE(estimated) OVER (PARTITION BY estimated_to_come ORDER BY date DESC) AS estimated_from
  FROM (
    SELECT date, is_workday, workday_number, calendar,
      ROW_NUMBER() OVER (ORDER BY date) AS day_number,
      CAST(SUBSTR(CAST(date AS CHAR(10)), 1, 4) AS DECIMAL(10)) AS year,
      CAST(SUBSTR(CAST(date AS CHAR(10)), 6, 2) AS DECIMAL(10)) AS month,
      CAST(SUBSTR(CAST(date AS CHAR(10)), 9, 2) AS DECIMAL(10)) AS month_day,
      CASE WHEN settled THEN NULL ELSE date END AS estimated,
      COUNT(CASE WHEN settled THEN NULL ELSE 1 END)
        OVER (ORDER BY date DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS estimated_to_come
    FROM workday_calendar
  ) AS numbered
) AS marked;
COMMIT;
ANALYZE /*! TABLE */ workday_days;
