-- Wordings of mails that people changed, the language of a firm's mails, and thanks. Words as in
-- m20261122_000001_first.sql.

-- The language a firm is written to in: en, or nothing for Indonesian.
ALTER TABLE employer ADD COLUMN mail_language TEXT;

-- What a mail is written in: id, en.
ALTER TABLE outbox ADD COLUMN language TEXT NOT NULL DEFAULT 'id';

-- The mail that thanks for a case of which a check found the duty met: one in each round.
CREATE TABLE case_thanks (
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    mail_id {uuid} NOT NULL REFERENCES outbox (id),
    at {ts} NOT NULL,
    PRIMARY KEY (case_id, round)
);
CREATE INDEX case_thanks_mail ON case_thanks (mail_id);

-- Each change of a mail's wording; the highest version holds.
CREATE TABLE mail_wording (
    kind TEXT NOT NULL,
    -- id, en
    language TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- Back to the wording that comes with the program; the texts are empty then.
    is_shipped BOOLEAN NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_markup TEXT NOT NULL,
    -- SHA-256 of the wording that came with the program when this one was saved
    shipped_print TEXT NOT NULL,
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    PRIMARY KEY (kind, language, version)
);
