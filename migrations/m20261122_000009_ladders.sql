-- Ladders as data, and everything that a step after the appeal asks for: receipts, approvals,
-- holds. Words as in m20261122_000001_first.sql.

-- Every change is a new version; a case stays on the version it began with.
CREATE TABLE ladder (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- JSON: the rungs
    rungs TEXT NOT NULL,
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    PRIMARY KEY (name, version)
);

ALTER TABLE directive ADD COLUMN arrears_ladder TEXT NOT NULL DEFAULT 'arrears';

ALTER TABLE cases ADD COLUMN ladder TEXT NOT NULL DEFAULT 'city';
ALTER TABLE cases ADD COLUMN ladder_version INTEGER NOT NULL DEFAULT 1;
-- The step after the present one on that ladder, and how it reaches the firm; none at the end.
ALTER TABLE cases ADD COLUMN next_stage TEXT;
ALTER TABLE cases ADD COLUMN next_notice TEXT NOT NULL DEFAULT 'none';
-- When the present step's notice was received, where that is proved.
ALTER TABLE cases ADD COLUMN received_on {date};

UPDATE cases SET ladder = 'arrears' WHERE case_type = 'contribution_payment';
UPDATE cases SET next_stage = 'appeal', next_notice = 'mail' WHERE stage = 'verification';
UPDATE cases SET next_stage = 'reprimand_1', next_notice = 'letter'
    WHERE stage = 'appeal' AND ladder = 'city';
UPDATE cases SET next_stage = 'arrears_report', next_notice = 'letter'
    WHERE stage = 'appeal' AND ladder = 'arrears';

-- What a step was: by whom where a person took it, its letter, the approval it rests on.
ALTER TABLE case_step ADD COLUMN taken_by {uuid} REFERENCES officer (id);
ALTER TABLE case_step ADD COLUMN words TEXT;
ALTER TABLE case_step ADD COLUMN happened_on {date};
ALTER TABLE case_step ADD COLUMN letter_id {uuid} REFERENCES letter (id);
ALTER TABLE case_step ADD COLUMN approval_id {uuid};

-- Letters to one firm speak of one case.
ALTER TABLE letter ADD COLUMN case_id {uuid} REFERENCES cases (id);
ALTER TABLE letter ADD COLUMN round INTEGER;
CREATE UNIQUE INDEX letter_case ON letter (case_id, round, kind) WHERE case_id IS NOT NULL;

-- A reminder of a step, so many working days from the end of its term: sent, or passed over.
CREATE TABLE case_reminder (
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    step TEXT NOT NULL,
    days SMALLINT NOT NULL,
    -- sent, skipped
    state TEXT NOT NULL,
    mail_id {uuid} REFERENCES outbox (id),
    at {ts} NOT NULL,
    PRIMARY KEY (case_id, round, step, days)
);
CREATE INDEX case_reminder_mail ON case_reminder (mail_id) WHERE mail_id IS NOT NULL;

-- Proof that the notice of a step was received.
CREATE TABLE receipt (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    step TEXT NOT NULL,
    -- hand, post, visit, call, messenger, answer, report
    how TEXT NOT NULL,
    received_on {date} NOT NULL,
    words TEXT NOT NULL,
    -- the end of the term before, for taking it back
    due_before {date},
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    undone_by {uuid} REFERENCES officer (id),
    undone_at {ts}
);
CREATE UNIQUE INDEX receipt_standing ON receipt (case_id, round, step) WHERE undone_at IS NULL;

-- An approver agreed to a list of steps; the list's print is what was signed.
CREATE TABLE approval (
    id {uuid} NOT NULL PRIMARY KEY,
    print TEXT NOT NULL,
    steps INTEGER NOT NULL,
    valid_until {date} NOT NULL,
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    ended_by {uuid} REFERENCES officer (id),
    ended_at {ts}
);

CREATE TABLE approval_step (
    approval_id {uuid} NOT NULL REFERENCES approval (id),
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    -- the step the case was on, and the one agreed to
    after_step TEXT NOT NULL,
    step TEXT NOT NULL,
    -- what the case said; another finding is another decision
    seen TEXT NOT NULL,
    valid_until {date} NOT NULL,
    -- taken, or withdrawn and why
    ended_at {ts},
    ended_because TEXT,
    PRIMARY KEY (approval_id, case_id)
);
CREATE UNIQUE INDEX approval_step_standing ON approval_step (case_id) WHERE ended_at IS NULL;

-- An officer holds back a firm, a sector or the whole city, always until a day.
CREATE TABLE hold (
    id {uuid} NOT NULL PRIMARY KEY,
    -- employer, sector, city
    scope TEXT NOT NULL,
    employer_id {uuid} REFERENCES employer (id),
    -- the first digits of KBLI codes
    sector TEXT,
    until_on {date} NOT NULL,
    words TEXT NOT NULL,
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    ended_by {uuid} REFERENCES officer (id),
    ended_at {ts}
);
CREATE INDEX hold_standing ON hold (scope, employer_id) WHERE ended_at IS NULL;
