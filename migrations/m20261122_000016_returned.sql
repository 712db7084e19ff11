-- What came back for our mails: reports, answers of machines and of people. Words as in
-- m20261122_000001_first.sql.

CREATE TABLE returned (
    id {uuid} NOT NULL PRIMARY KEY,
    -- SHA-256 of the message in hexadecimal digits: the same one again is no second one
    hash TEXT NOT NULL UNIQUE,
    at {ts} NOT NULL,
    -- stdin, http, imap
    channel TEXT NOT NULL,
    -- hard, soft, delayed, delivered, auto_reply, reply, unknown
    kind TEXT NOT NULL,
    status TEXT,
    diagnostic TEXT,
    -- those it reports on, one a line
    recipients TEXT NOT NULL,
    sender TEXT,
    subject TEXT NOT NULL,
    -- what a person or machine wrote
    words TEXT,
    -- the mail it is about, and the firm
    mail_id {uuid} REFERENCES outbox (id),
    employer_id {uuid} REFERENCES employer (id),
    -- return_path, envelope, message_id, case_address, case_copy, case_subject, officer
    matched_by TEXT,
    -- code of why it changed nothing
    reason TEXT,
    -- an officer has to look at it
    waits BOOLEAN NOT NULL,
    settled_by {uuid} REFERENCES officer (id),
    settled_at {ts},
    settled_words TEXT,
    -- what it said went, when its time was over
    forgotten_at {ts}
);
CREATE INDEX returned_list ON returned (waits, at, id);
CREATE INDEX returned_mail ON returned (mail_id, at, id);
CREATE INDEX returned_employer ON returned (employer_id, at, id);

-- The mail that this one was queued in place of; one at most.
ALTER TABLE outbox ADD COLUMN replaces {uuid} REFERENCES outbox (id);
CREATE UNIQUE INDEX outbox_replaces ON outbox (replaces);

-- A firm's own mail, and a server's report, have no officer as their author.
CREATE TABLE remark_made (
    id {uuid} NOT NULL PRIMARY KEY,
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    -- the first and the last day on which it holds
    from_on {date} NOT NULL,
    until_on {date},
    attachment_id {uuid} REFERENCES attachment (id),
    -- nobody: the firm's own mail
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    ended_by {uuid} REFERENCES officer (id),
    ended_at {ts},
    ended_words TEXT,
    -- how a dispute was settled: the firm was right, the data were right, both in part
    outcome TEXT
);
INSERT INTO remark_made (id, employer_id, kind, words, from_on, until_on, attachment_id, made_by,
    made_at, ended_by, ended_at, ended_words, outcome)
    SELECT id, employer_id, kind, words, from_on, until_on, attachment_id, made_by, made_at,
    ended_by, ended_at, ended_words, outcome FROM remark;
DROP TABLE remark;
ALTER TABLE remark_made RENAME TO remark;
CREATE INDEX remark_employer ON remark (employer_id, made_at, id);
CREATE UNIQUE INDEX remark_standing ON remark (employer_id, kind)
    WHERE ended_at IS NULL AND kind <> 'note';

CREATE TABLE receipt_made (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    step TEXT NOT NULL,
    -- hand, post, visit, call, messenger, answer, other, report
    how TEXT NOT NULL,
    received_on {date} NOT NULL,
    words TEXT NOT NULL,
    -- the end of the term before, for taking it back
    due_before {date},
    -- nobody: a report or a mail of the firm
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    -- nobody: a later report
    undone_by {uuid} REFERENCES officer (id),
    undone_at {ts}
);
INSERT INTO receipt_made (id, case_id, round, step, how, received_on, words, due_before, made_by,
    made_at, undone_by, undone_at)
    SELECT id, case_id, round, step, how, received_on, words, due_before, made_by, made_at,
    undone_by, undone_at FROM receipt;
DROP TABLE receipt;
ALTER TABLE receipt_made RENAME TO receipt;
CREATE UNIQUE INDEX receipt_standing ON receipt (case_id, round, step) WHERE undone_at IS NULL;
