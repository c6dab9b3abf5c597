-- The table of rules. "duedate rules -format sql" makes it and fills it; rules of your own are rows like those.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB: as it is. ClickHouse: see the README.
CREATE TABLE IF NOT EXISTS deadline_rule (
  id               VARCHAR(64)  NOT NULL PRIMARY KEY,
  n                INTEGER,               -- with unit and direction NULL for a rule of announced dates only
  unit             VARCHAR(16),           -- workdays, days, months or years
  direction        VARCHAR(16),           -- after, at_least_before or in_last_before
  no_adjust        BOOLEAN      NOT NULL, -- an end on a day off is not moved
  every            VARCHAR(16),           -- year or quarter: the event is the end of one; NULL: it happens once
  status           VARCHAR(16),           -- in_force, draft or ended; NULL for a rule of your own
  since            DATE,                  -- in force from that day on; NULL: open
  until            DATE,                  -- in force to the end of that day; NULL: open
  transition_opens DATE,                  -- what was announced for events before since
  transition_due   DATE,
  before_day       BOOLEAN      NOT NULL, -- the provision names a date with 前, which may exclude the day itself
  title_zh         VARCHAR(255) NOT NULL,
  title_en         VARCHAR(255) NOT NULL
) /*! DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin */;
