-- The table of working days. "duedate calendar -format sql 2004-2036" makes it and fills it.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. /*! is a comment that MySQL and MariaDB run. ClickHouse: see the README.
CREATE TABLE IF NOT EXISTS workday_calendar (
  date           DATE         NOT NULL PRIMARY KEY,
  is_workday     BOOLEAN      NOT NULL,
  workday_number INTEGER      NOT NULL, -- working days since 2004, up to and including the day
  kind           VARCHAR(16)  NOT NULL, -- workday, weekend, holiday or makeup
  name           VARCHAR(255) NOT NULL, -- festival; empty for an ordinary day
  source         VARCHAR(255) NOT NULL, -- number of the notice; empty for an ordinary day
  settled        BOOLEAN      NOT NULL, -- FALSE: an estimate, because no notice settles the day yet
  calendar       VARCHAR(255) NOT NULL  -- ID of the calendar
) /*! DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin */;
