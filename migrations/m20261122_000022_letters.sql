-- Letters that an official can sign: letterheads, signatories, texts in versions, numbers, the
-- signed copy, what became of each. Words as in m20261122_000001_first.sql.

-- Whose paper a letter is written on. Retired ones stay for the letters that carry them.
CREATE TABLE letterhead (
    code TEXT {key} NOT NULL PRIMARY KEY,
    -- the office as it stands in sentences
    name TEXT NOT NULL,
    -- JSON: domain::letter::Head, paper, typeface, place
    content TEXT NOT NULL,
    -- PNG or SVG under <data>/files/
    emblem_sha256 TEXT,
    -- numbers of its letters, such as 500.15.14.1/{urut}/Disnaker/{tahun}; NULL: typed from
    -- the city's own system
    number_pattern TEXT,
    version INTEGER NOT NULL,
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    retired_at {ts}
);

CREATE TABLE signatory (
    id {uuid} NOT NULL PRIMARY KEY,
    letterhead TEXT {key} NOT NULL REFERENCES letterhead (code),
    name TEXT NOT NULL,
    rank TEXT,
    nip TEXT,
    -- the office that is signed for
    title TEXT NOT NULL,
    own_title TEXT,
    -- holder, on_behalf, acting, daily
    capacity TEXT NOT NULL,
    valid_from {date} NOT NULL,
    valid_to {date},
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL
);
CREATE INDEX signatory_letterhead ON signatory (letterhead, valid_from, id);

-- Each change of the text that letters of a kind begin with; the highest version holds.
CREATE TABLE letter_template (
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- Back to the text that comes with the program; the content is empty then.
    is_shipped BOOLEAN NOT NULL,
    -- JSON: domain::letter::LetterText
    content TEXT NOT NULL,
    -- SHA-256 of the text that came with the program when this one was saved
    shipped_print TEXT NOT NULL,
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    PRIMARY KEY (kind, version)
);

-- What a letter said in each of its versions, from 1.
CREATE TABLE letter_version (
    letter_id {uuid} NOT NULL REFERENCES letter (id),
    version INTEGER NOT NULL,
    -- JSON: domain::letter::LetterText
    content TEXT NOT NULL,
    -- JSON: the facts that its values were made of then, as in letter.content
    facts TEXT NOT NULL,
    -- draft, edit, docx, revert, refresh
    origin TEXT NOT NULL,
    -- nobody: the program drafted it
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    PRIMARY KEY (letter_id, version)
);

-- What was done with a letter, and what was said about it.
CREATE TABLE letter_event (
    letter_id {uuid} NOT NULL REFERENCES letter (id),
    no INTEGER NOT NULL,
    -- comment, or a move: submit, send_back, approve, number, sign, send, receive, cancel
    kind TEXT NOT NULL,
    -- the version it speaks of
    version INTEGER NOT NULL,
    words TEXT NOT NULL,
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    PRIMARY KEY (letter_id, no)
);

-- The last number that an office gave in a year. Numbering locks its row: two letters that are
-- numbered at one time get two numbers, and none is left out.
CREATE TABLE number_series (
    letterhead TEXT {key} NOT NULL REFERENCES letterhead (code),
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (letterhead, year)
);

ALTER TABLE letter ADD COLUMN employer_id {uuid} REFERENCES employer (id);
ALTER TABLE letter ADD COLUMN letterhead TEXT {key} REFERENCES letterhead (code);
ALTER TABLE letter ADD COLUMN signatory_id {uuid} REFERENCES signatory (id);
ALTER TABLE letter ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
-- who handed this version on; another person approves it
ALTER TABLE letter ADD COLUMN submitted_by {uuid} REFERENCES officer (id);
ALTER TABLE letter ADD COLUMN approved_by {uuid} REFERENCES officer (id);
ALTER TABLE letter ADD COLUMN approved_at {ts};
ALTER TABLE letter ADD COLUMN number TEXT;
-- the year of its number, and its place in the series where the program gave it
ALTER TABLE letter ADD COLUMN number_year INTEGER;
ALTER TABLE letter ADD COLUMN number_seq INTEGER;
ALTER TABLE letter ADD COLUMN letter_on {date};
-- whom it was addressed to when it was numbered
ALTER TABLE letter ADD COLUMN addressee TEXT;
-- by which anybody looks it up at /verify
ALTER TABLE letter ADD COLUMN code TEXT;
-- the signed copy, under <data>/files/
ALTER TABLE letter ADD COLUMN signed_sha256 TEXT;
ALTER TABLE letter ADD COLUMN signed_bytes BIGINT;
-- JSON: what signatures it holds, as far as the file says
ALTER TABLE letter ADD COLUMN signed_says TEXT;
ALTER TABLE letter ADD COLUMN signed_at {ts};
ALTER TABLE letter ADD COLUMN signed_by {uuid} REFERENCES officer (id);
-- mail, courier, hand, post
ALTER TABLE letter ADD COLUMN sent_how TEXT;
ALTER TABLE letter ADD COLUMN sent_at {ts};
ALTER TABLE letter ADD COLUMN mail_id {uuid} REFERENCES outbox (id);
ALTER TABLE letter ADD COLUMN received_on {date};
CREATE UNIQUE INDEX letter_code ON letter (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX letter_number ON letter (letterhead, number_year, number)
    WHERE number IS NOT NULL;
CREATE UNIQUE INDEX letter_seq ON letter (letterhead, number_year, number_seq)
    WHERE number_seq IS NOT NULL;
CREATE INDEX letter_state ON letter (state, kind, no);
CREATE INDEX letter_employer ON letter (employer_id, no) WHERE employer_id IS NOT NULL;
-- A letter that was cancelled may be drafted anew.
DROP INDEX letter_case;
CREATE UNIQUE INDEX letter_case ON letter (case_id, round, kind)
    WHERE case_id IS NOT NULL AND state <> 'cancelled';
CREATE INDEX letter_of_case ON letter (case_id, no) WHERE case_id IS NOT NULL;
CREATE INDEX letter_signatory ON letter (signatory_id) WHERE signatory_id IS NOT NULL;
UPDATE letter SET employer_id = (SELECT c.employer_id FROM cases c WHERE c.id = letter.case_id)
    WHERE case_id IS NOT NULL;

-- A mail that carries a signed letter.
ALTER TABLE outbox ADD COLUMN letter_id {uuid} REFERENCES letter (id);

-- Letters printed together. It can be stopped and goes on where it was.
CREATE TABLE letter_batch (
    id {uuid} NOT NULL PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    -- merged, singles, labels, envelopes, folder
    kind TEXT NOT NULL,
    -- the day of a signing folder
    on_day {date},
    -- waiting, running, done, failed, stopped
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    done INTEGER NOT NULL,
    problem TEXT,
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    finished_at {ts},
    -- the result under <data>/letters/batches/<id>/; its name goes with it after 30 days
    file_name TEXT,
    sha256 TEXT,
    bytes BIGINT,
    -- who works on it, until when
    lease_id {uuid},
    leased_until {ts}
);
CREATE TABLE letter_batch_item (
    batch_id {uuid} NOT NULL REFERENCES letter_batch (id),
    -- postal order
    no INTEGER NOT NULL,
    letter_id {uuid} NOT NULL REFERENCES letter (id),
    -- the addressee, where a letter to many is put into envelopes
    employer_id {uuid} REFERENCES employer (id),
    pages INTEGER,
    -- of its PDF; NULL until it is set, and for a label
    sha256 TEXT,
    problem TEXT,
    PRIMARY KEY (batch_id, no)
);

-- Packs handed to BPJS Kesehatan: what each held, and its hash.
CREATE TABLE referral_pack (
    id {uuid} NOT NULL PRIMARY KEY,
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    case_id {uuid} NOT NULL REFERENCES cases (id),
    -- JSON: the parts with their hashes
    content TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL
);
CREATE INDEX referral_pack_employer ON referral_pack (employer_id, made_at);
