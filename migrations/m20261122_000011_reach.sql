-- Attempts to reach a firm that can't be mailed, where nobody was reached. Words as in
-- m20261122_000001_first.sql.

CREATE TABLE reach_attempt (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    -- hand, post, visit, call, messenger, other
    how TEXT NOT NULL,
    tried_on {date} NOT NULL,
    -- why not
    words TEXT NOT NULL,
    -- not on the list before this day
    again_on {date} NOT NULL,
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL
);
CREATE INDEX reach_attempt_case ON reach_attempt (case_id, made_at);
