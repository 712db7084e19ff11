-- An approver may agree to a plan: every notice of a play, up to a day. Words as in
-- m20261122_000001_first.sql.

-- While it stands, a plan may hold back the mails that are not in it.
ALTER TABLE approval ADD COLUMN is_plan BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE approval ADD COLUMN binds_mail BOOLEAN NOT NULL DEFAULT FALSE;

-- Of a case a plan holds several steps, each from its own day on.
ALTER TABLE approval_step RENAME TO approval_step_before;
CREATE TABLE approval_step (
    approval_id {uuid} NOT NULL REFERENCES approval (id),
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    -- the step the case is on then, and the one agreed to
    after_step TEXT NOT NULL,
    step TEXT NOT NULL,
    -- not before this day, where the list said one
    from_on {date},
    -- what the case said; another finding is another decision
    seen TEXT NOT NULL,
    valid_until {date} NOT NULL,
    -- taken, or withdrawn and why
    ended_at {ts},
    ended_because TEXT,
    PRIMARY KEY (approval_id, case_id, step)
);
INSERT INTO approval_step (approval_id, case_id, round, after_step, step, seen, valid_until,
        ended_at, ended_because)
    SELECT approval_id, case_id, round, after_step, step, seen, valid_until, ended_at, ended_because
    FROM approval_step_before;
DROP TABLE approval_step_before;
CREATE UNIQUE INDEX approval_step_standing ON approval_step (case_id, after_step)
    WHERE ended_at IS NULL;

-- The reminders of a plan, by their distance from the end of the step's term.
CREATE TABLE approval_reminder (
    approval_id {uuid} NOT NULL REFERENCES approval (id),
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    step TEXT NOT NULL,
    days SMALLINT NOT NULL,
    PRIMARY KEY (approval_id, case_id, step, days)
);
