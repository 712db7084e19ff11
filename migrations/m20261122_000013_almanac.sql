-- Days off as people keep them, and the daily mail to officers. Words as in
-- m20261122_000001_first.sql.

CREATE TABLE day_off (
    on_day {date} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- national, joint_leave
    kind TEXT NOT NULL
);

-- What a year's list rests on, and whether somebody said that it is whole.
CREATE TABLE calendar_year (
    year INTEGER NOT NULL PRIMARY KEY,
    source TEXT NOT NULL,
    is_complete BOOLEAN NOT NULL,
    -- Nobody: it came with the program.
    changed_by {uuid} REFERENCES officer (id),
    changed_at {ts} NOT NULL
);

-- Weekdays on which an officer is written to: Monday 1, Tuesday 2, Wednesday 4, and so on.
ALTER TABLE officer ADD COLUMN digest_days SMALLINT NOT NULL DEFAULT 0;

-- At most one a day for each officer.
CREATE TABLE digest (
    officer_id {uuid} NOT NULL REFERENCES officer (id),
    on_day {date} NOT NULL,
    -- the mail's, for its Message-ID
    id {uuid} NOT NULL,
    -- sending, sent, failed
    state TEXT NOT NULL,
    -- kinds of work that it named
    items SMALLINT NOT NULL,
    -- what the mail server said
    answer TEXT,
    at {ts} NOT NULL,
    PRIMARY KEY (officer_id, on_day)
);
