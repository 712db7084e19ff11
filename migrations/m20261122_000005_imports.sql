-- Imports through the site, and taking the last import of a kind back. The words in braces are
-- those of 000001.

-- Nobody: the command line.
ALTER TABLE batch ADD COLUMN imported_by {uuid} REFERENCES officer (id);
ALTER TABLE batch ADD COLUMN undone_at {ts};
ALTER TABLE batch ADD COLUMN undone_by {uuid} REFERENCES officer (id);
-- whether what it superseded was kept in full, so that it can be taken back
ALTER TABLE batch ADD COLUMN keeps_past BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX batch_kind ON batch (kind, no);

-- What scopes and employers were before a batch, for as long as it can be taken back. A row
-- without origins stands for an employer that the batch made.
CREATE TABLE employer_past (
    employer_id {uuid} NOT NULL,
    superseded_by INTEGER NOT NULL,
    origins TEXT,
    sources TEXT,
    PRIMARY KEY (superseded_by, employer_id)
) {clustered};

CREATE TABLE roster_past (
    employer_id {uuid} NOT NULL,
    superseded_by INTEGER NOT NULL,
    as_of {date} NOT NULL,
    batch_no INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    unreadable INTEGER NOT NULL,
    PRIMARY KEY (superseded_by, employer_id)
) {clustered};

CREATE TABLE participation_scope_past (
    code INTEGER NOT NULL,
    segment TEXT NOT NULL,
    superseded_by INTEGER NOT NULL,
    as_of {date} NOT NULL,
    batch_no INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (superseded_by, code, segment)
) {clustered};

CREATE TABLE contribution_scope_past (
    code INTEGER NOT NULL,
    month TEXT NOT NULL,
    superseded_by INTEGER NOT NULL,
    as_of {date} NOT NULL,
    batch_no INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (superseded_by, code, month)
) {clustered};

CREATE INDEX employer_change_batch ON employer_change (batch_no);
CREATE INDEX employment_past_by ON employment_past (superseded_by);
CREATE INDEX participation_past_by ON participation_past (superseded_by);
CREATE INDEX contribution_past_by ON contribution_past (superseded_by);

CREATE TABLE import_job (
    id {uuid} NOT NULL PRIMARY KEY,
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    -- uploaded, previewing, previewed, importing, done, failed, discarded
    state TEXT NOT NULL,
    -- true while a program works on it
    running BOOLEAN NOT NULL,
    kind TEXT,
    source TEXT,
    as_of {date} NOT NULL,
    -- JSON: what an officer said about columns
    mapping TEXT NOT NULL,
    -- number of the batch that it takes back
    undoes INTEGER,
    -- number of the batch that it made
    batch_no INTEGER,
    -- reading, storing, checking
    phase TEXT NOT NULL,
    rows_read BIGINT NOT NULL,
    -- the last sign of life
    seen_at {ts} NOT NULL,
    -- JSON: what it did or would do
    report TEXT,
    -- JSON: why it failed
    fault TEXT
);
-- One import at a time.
CREATE UNIQUE INDEX import_job_running ON import_job (running) WHERE running;
CREATE INDEX import_job_state ON import_job (state, made_at, id);
CREATE INDEX import_job_batch ON import_job (batch_no);

CREATE TABLE import_job_file (
    job_id {uuid} NOT NULL REFERENCES import_job (id),
    file_no INTEGER NOT NULL,
    name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (job_id, file_no)
);

-- Rejected rows as CSV with identifiers masked, in parts of whole lines.
CREATE TABLE import_job_rejected (
    job_id {uuid} NOT NULL REFERENCES import_job (id),
    part INTEGER NOT NULL,
    lines TEXT NOT NULL,
    PRIMARY KEY (job_id, part)
);
