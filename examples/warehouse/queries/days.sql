-- Run after every load of workday_calendar: the same days with all that the other queries join on, so that each of them is
-- made of equal joins alone. The dates must be written 2006-01-02 when cast to text: in PostgreSQL with DateStyle ISO, which
-- is the default; with another one the cast to INTEGER fails and nothing is changed.
-- DuckDB: as it is. ClickHouse, Spark, Trino: the INSERT is what counts; say the rest in their words, without the indexes.
BEGIN;
DELETE FROM workday_days;
INSERT INTO workday_days (date, is_workday, settled, workday_number, workdays_before, day_number, month_number, month_day,
  is_month_end, unsettled_from, unsettled_after)
SELECT date, is_workday, settled, workday_number,
  workday_number - CASE WHEN is_workday THEN 1 ELSE 0 END,
  day_number, month_number, month_day,
  month_day = MAX(month_day) OVER (PARTITION BY month_number),
  MIN(unsettled_date) OVER (ORDER BY day_number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
  MIN(unsettled_date) OVER (ORDER BY day_number DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
FROM (
  SELECT date, is_workday, settled, workday_number,
    CASE WHEN settled THEN NULL ELSE date END AS unsettled_date,
    CAST(ROW_NUMBER() OVER (ORDER BY date) AS INTEGER) AS day_number,
    CAST(SUBSTR(CAST(date AS VARCHAR(10)), 1, 4) AS INTEGER) * 12
      + CAST(SUBSTR(CAST(date AS VARCHAR(10)), 6, 2) AS INTEGER) AS month_number,
    CAST(SUBSTR(CAST(date AS VARCHAR(10)), 9, 2) AS INTEGER) AS month_day
  FROM workday_calendar
) AS numbered;
CREATE INDEX IF NOT EXISTS workday_days_workday ON workday_days (workday_number);
CREATE INDEX IF NOT EXISTS workday_days_day ON workday_days (day_number);
CREATE INDEX IF NOT EXISTS workday_days_month ON workday_days (month_number, month_day);
COMMIT;
ANALYZE workday_days;
