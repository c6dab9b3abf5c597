-- Run once. filing_rules is deadline.Rules(), one row a rule (duedate rules -format csv has the same fields); events is yours,
-- with the day of the event in Beijing; due_dates takes the answers; periods is for between.sql.
-- DuckDB: as it is. Spark: STRING for VARCHAR, no PRIMARY KEY. Trino: no PRIMARY KEY. ClickHouse: an ENGINE, such as MergeTree
-- ORDER BY the key, and Nullable(…) for every column without NOT NULL.
CREATE TABLE workday_days (
  date            DATE    NOT NULL PRIMARY KEY,
  is_workday      BOOLEAN NOT NULL,
  settled         BOOLEAN NOT NULL,
  workday_number  INTEGER NOT NULL, -- working days up to and including the day
  workdays_before INTEGER NOT NULL, -- working days before the day
  day_number      INTEGER NOT NULL, -- days up to and including the day
  month_number    INTEGER NOT NULL, -- year * 12 + month
  month_day       INTEGER NOT NULL,
  is_month_end    BOOLEAN NOT NULL,
  unsettled_from  DATE,             -- first unsettled day on or after the day
  unsettled_after DATE              -- first unsettled day after the day
);
CREATE TABLE filing_rules (
  rule_id         VARCHAR NOT NULL PRIMARY KEY,
  n               INTEGER,          -- with unit and direction NULL for a rule of announced dates only
  unit            VARCHAR,          -- workdays, days, months or years
  direction       VARCHAR,          -- after, before or within
  exact           BOOLEAN NOT NULL, -- an end on a day off stays there
  since_date      DATE,             -- in force from; NULL: open
  until_date      DATE,             -- in force to the end of; NULL: open
  announced_opens DATE,             -- what was announced for events before since_date
  announced_due   DATE
);
CREATE TABLE events (
  event_id     INTEGER NOT NULL PRIMARY KEY,
  rule_id      VARCHAR NOT NULL,
  trigger_date DATE
);
CREATE TABLE due_dates (
  event_id        INTEGER NOT NULL PRIMARY KEY,
  opens           DATE,
  due             DATE    NOT NULL,
  safe_by         DATE, -- NULL: it hangs on unsettled days, and the library alone bounds them
  first_unsettled DATE  -- NULL: the answer is final; a day: it is provisional, and that is the first day that it estimates
);
CREATE TABLE periods (
  period_id    INTEGER NOT NULL PRIMARY KEY,
  after_date   DATE    NOT NULL,
  through_date DATE    NOT NULL
);
