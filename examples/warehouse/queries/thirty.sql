-- The 30th working day after 2025-06-03, with nothing but workday_calendar. settled is of that one day alone; the other queries
-- say exactly which answers are provisional.
-- SQLite, PostgreSQL, MySQL, MariaDB, DuckDB, ClickHouse: as it is.
SELECT due_day.date AS due, due_day.settled, due_day.calendar
FROM workday_calendar t
JOIN workday_calendar due_day ON due_day.is_workday AND due_day.workday_number = t.workday_number + 30
WHERE t.date = '2025-06-03';
