-- Certificates of compliance, where the city gives them. Words as in m20261122_000001_first.sql.
CREATE TABLE certificate (
    id {uuid} NOT NULL PRIMARY KEY,
    -- its number: 2026/00012
    year INTEGER NOT NULL,
    no INTEGER NOT NULL,
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    -- by which anybody looks it up at /verify
    code TEXT {key} NOT NULL UNIQUE,
    -- JSON: what it says, as it stood then
    content TEXT NOT NULL,
    -- as-of of the participants that it rests on
    as_of {date} NOT NULL,
    valid_until {date} NOT NULL,
    demo BOOLEAN NOT NULL,
    -- nobody: the firm itself, on its reply page
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    UNIQUE (year, no)
);
CREATE INDEX certificate_employer ON certificate (employer_id, made_at, id);
