-- Proofs of delivery that were made: what about, by whom, and the print of each. Words as in
-- m20261122_000001_first.sql.

CREATE TABLE proof (
    id {uuid} NOT NULL PRIMARY KEY,
    -- one firm, else one firing of a schedule, else one day
    employer_id {uuid} REFERENCES employer (id),
    schedule TEXT,
    due_at {ts},
    on_day {date},
    mails INTEGER NOT NULL,
    -- of the file, in hexadecimal digits
    sha256 TEXT NOT NULL,
    -- of the public key that it can be checked with
    fingerprint TEXT NOT NULL,
    -- nobody: the command line
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL
);
CREATE INDEX proof_employer ON proof (employer_id, made_at);
