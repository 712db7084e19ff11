-- SQLite takes no constraint from a table, so the table is made anew without it. Others refer to it:
-- that is looked at when the transaction ends, and by then it is there again.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE letter_copy AS SELECT * FROM letter;
DROP TABLE letter;
CREATE TABLE letter (
    id {uuid} NOT NULL PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    directive_id {uuid} REFERENCES directive (id),
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    -- JSON: the values of the letter
    content TEXT NOT NULL,
    demo BOOLEAN NOT NULL,
    drafted_at {ts} NOT NULL,
    -- letters to one firm speak of one case
    case_id {uuid} REFERENCES cases (id),
    round INTEGER,
    employer_id {uuid} REFERENCES employer (id),
    letterhead TEXT {key} REFERENCES letterhead (code),
    signatory_id {uuid} REFERENCES signatory (id),
    version INTEGER NOT NULL DEFAULT 0,
    -- who handed this version on; another person approves it
    submitted_by {uuid} REFERENCES officer (id),
    approved_by {uuid} REFERENCES officer (id),
    approved_at {ts},
    number TEXT,
    -- the year of its number, and its place in the series where the program gave it
    number_year INTEGER,
    number_seq INTEGER,
    letter_on {date},
    -- whom it was addressed to when it was numbered
    addressee TEXT,
    -- by which anybody looks it up at /verify
    code TEXT,
    -- the signed copy, under <data>/files/
    signed_sha256 TEXT,
    signed_bytes BIGINT,
    -- JSON: what signatures it holds, as far as the file says
    signed_says TEXT,
    signed_at {ts},
    signed_by {uuid} REFERENCES officer (id),
    -- mail, courier, hand, post
    sent_how TEXT,
    sent_at {ts},
    mail_id {uuid} REFERENCES outbox (id),
    received_on {date}
);
INSERT INTO letter (id, no, kind, directive_id, state, title, content, demo, drafted_at, case_id,
    round, employer_id, letterhead, signatory_id, version, submitted_by, approved_by, approved_at,
    number, number_year, number_seq, letter_on, addressee, code, signed_sha256, signed_bytes,
    signed_says, signed_at, signed_by, sent_how, sent_at, mail_id, received_on)
SELECT id, no, kind, directive_id, state, title, content, demo, drafted_at, case_id,
    round, employer_id, letterhead, signatory_id, version, submitted_by, approved_by, approved_at,
    number, number_year, number_seq, letter_on, addressee, code, signed_sha256, signed_bytes,
    signed_says, signed_at, signed_by, sent_how, sent_at, mail_id, received_on FROM letter_copy;
DROP TABLE letter_copy;
CREATE UNIQUE INDEX letter_code ON letter (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX letter_number ON letter (letterhead, number_year, number)
    WHERE number IS NOT NULL;
CREATE UNIQUE INDEX letter_seq ON letter (letterhead, number_year, number_seq)
    WHERE number_seq IS NOT NULL;
CREATE INDEX letter_state ON letter (state, kind, no);
CREATE INDEX letter_employer ON letter (employer_id, no) WHERE employer_id IS NOT NULL;
CREATE UNIQUE INDEX letter_case ON letter (case_id, round, kind)
    WHERE case_id IS NOT NULL AND state <> 'cancelled';
CREATE INDEX letter_of_case ON letter (case_id, no) WHERE case_id IS NOT NULL;
CREATE INDEX letter_signatory ON letter (signatory_id) WHERE signatory_id IS NOT NULL;
