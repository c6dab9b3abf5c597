-- Run once, after the tables of days and rules are there. events is yours, with the day of the event in Beijing; due_dates
-- takes the answers; periods is for between.sql.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
CREATE TABLE workday_days (
  date            DATE         NOT NULL PRIMARY KEY,
  is_workday      BOOLEAN      NOT NULL,
  workday         INTEGER      UNIQUE,          -- number of the working day; NULL for a day off
  workday_number  INTEGER      NOT NULL,        -- working days up to and including the day
  workdays_before INTEGER      NOT NULL,        -- working days before the day
  day_number      INTEGER      NOT NULL UNIQUE, -- days up to and including the day
  month_number    INTEGER      NOT NULL,        -- year * 12 + month
  month_day       INTEGER      NOT NULL,
  month_end       INTEGER      UNIQUE,          -- number of the month that ends on the day; NULL for other days
  estimated_from  DATE,                         -- first estimated day on or after the day
  estimated_after DATE,                         -- first estimated day after the day
  calendar        VARCHAR(255) NOT NULL
) /*! DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin */;
CREATE TABLE events (
  event_id     INTEGER     NOT NULL PRIMARY KEY,
  rule_id      VARCHAR(64) NOT NULL,
  trigger_date DATE
) /*! DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin */;
CREATE TABLE due_dates (
  event_id       INTEGER      NOT NULL PRIMARY KEY,
  status         VARCHAR(16),  -- of the rule; a draft is not law, and its answer is never final
  opens          DATE,
  due            DATE         NOT NULL,
  safe_by        DATE,         -- NULL: it rests on estimated days, and only the library bounds them
  estimated_from DATE,         -- first estimated day that the answer rests on; NULL: there is none
  calendar       VARCHAR(255) NOT NULL
) /*! DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin */;
CREATE TABLE periods (
  period_id    INTEGER NOT NULL PRIMARY KEY,
  after_date   DATE    NOT NULL,
  through_date DATE    NOT NULL
);
-- The events that have an answer, each with its rule and its day. kind says which query answers it.
CREATE VIEW event_days AS
SELECT e.event_id, r.n, r.unit, r.direction, r.every, r.status, r.transition_opens, r.transition_due,
  CASE WHEN t.date < r.since OR r.n IS NULL THEN 'announced'
       WHEN r.no_adjust THEN 'no_adjust'
       WHEN r.unit = 'workdays' THEN 'workdays'
       ELSE 'dates' END AS kind,
  CASE WHEN r.before_day THEN 1 ELSE 0 END AS before_day,
  t.date, t.is_workday, t.workday_number, t.workdays_before, t.day_number, t.month_number, t.month_day, t.estimated_from,
  t.estimated_after, t.calendar
FROM events e
JOIN deadline_rule r ON r.id = e.rule_id
JOIN workday_days t ON t.date = e.trigger_date
WHERE CASE WHEN t.date < r.since OR (r.n IS NULL AND r.since IS NULL) THEN t.date <= r.transition_due
           ELSE r.n IS NOT NULL AND t.date <= COALESCE(r.until, t.date) END
  AND (r.every IS NULL OR t.month_end % CASE WHEN r.every = 'year' THEN 12 ELSE 3 END = 0);
-- Of limits in days, months and years, the day on which they end or from which they run: N days, or the corresponding day N
-- months away or, where that month has none, its last (民法典 202). The months of a recurring rule end with the month.
CREATE VIEW event_ends AS
SELECT e.*, end_day.date AS end_date, end_day.day_number AS end_number, end_day.workdays_before AS end_workdays_before,
  end_day.estimated_from AS end_estimated_from
FROM event_days e
JOIN workday_days m ON m.month_end = e.month_number
  + CASE WHEN e.unit = 'months' THEN 1 WHEN e.unit = 'years' THEN 12 ELSE 0 END
  * CASE WHEN e.direction = 'after' THEN e.n ELSE -e.n END
JOIN workday_days end_day ON end_day.day_number =
  CASE WHEN e.unit = 'days' THEN e.day_number + CASE WHEN e.direction = 'after' THEN e.n ELSE -e.n END
       WHEN e.unit = 'months' AND e.every IS NOT NULL THEN m.day_number
       WHEN e.month_day < m.month_day THEN m.day_number - m.month_day + e.month_day
       ELSE m.day_number END
WHERE e.kind IN ('dates', 'no_adjust');
