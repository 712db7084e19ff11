-- What officers do on an employer's page. Words as in m20261122_000001_first.sql.

-- A merged employer stays where it is and shows as the one that was kept.
ALTER TABLE employer ADD COLUMN merged_into {uuid} REFERENCES employer (id);
CREATE INDEX employer_merged ON employer (merged_into) WHERE merged_into IS NOT NULL;

-- Whether the employer has further codes at BPJS, from employers merged into it.
ALTER TABLE check_target ADD COLUMN more BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE attachment (
    id {uuid} NOT NULL PRIMARY KEY,
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    -- of the content; names the file on disk
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    -- pdf, jpg, png
    kind TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    added_by {uuid} NOT NULL REFERENCES officer (id),
    added_at {ts} NOT NULL,
    removed_by {uuid} REFERENCES officer (id),
    removed_at {ts}
);
CREATE INDEX attachment_employer ON attachment (employer_id, added_at, id);
CREATE INDEX attachment_sha256 ON attachment (sha256);

-- note, head_office, exemption, dispute: put on record by one person, ended by a person or by
-- its date.
CREATE TABLE remark (
    id {uuid} NOT NULL PRIMARY KEY,
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    -- the first and the last day on which it holds
    from_on {date} NOT NULL,
    until_on {date},
    attachment_id {uuid} REFERENCES attachment (id),
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    ended_by {uuid} REFERENCES officer (id),
    ended_at {ts},
    ended_words TEXT,
    -- how a dispute was settled: the firm was right, the data were right, both in part
    outcome TEXT
);
CREATE INDEX remark_employer ON remark (employer_id, made_at, id);
CREATE UNIQUE INDEX remark_standing ON remark (employer_id, kind)
    WHERE ended_at IS NULL AND kind <> 'note';

-- A correction by a person is an import of its own, with an author; employer_change holds what
-- the fields said before.
CREATE TABLE correction (
    batch_no INTEGER NOT NULL PRIMARY KEY REFERENCES batch (no),
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    reason TEXT,
    -- the day that a closing or opening speaks of
    on_day {date}
);
CREATE INDEX correction_employer ON correction (employer_id, batch_no);

CREATE TABLE merger (
    batch_no INTEGER NOT NULL PRIMARY KEY REFERENCES batch (no),
    kept_id {uuid} NOT NULL REFERENCES employer (id),
    merged_id {uuid} NOT NULL REFERENCES employer (id),
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    -- JSON: both as they were, for taking it back
    before TEXT NOT NULL,
    undone_by {uuid} REFERENCES officer (id),
    undone_at {ts}
);
CREATE INDEX merger_kept ON merger (kept_id, batch_no);
CREATE INDEX merger_merged ON merger (merged_id, batch_no);
