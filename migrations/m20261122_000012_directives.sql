-- Instructions as a record that administrators keep. {uuid} {date} {ts} {key} and {clustered} are
-- filled in per database.

ALTER TABLE directive ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE directive ADD COLUMN signatory_name TEXT;
ALTER TABLE directive ADD COLUMN signatory_office TEXT;
ALTER TABLE directive ADD COLUMN signatory_from {date};
ALTER TABLE directive ADD COLUMN signatory_to {date};
-- the laws, one a line
ALTER TABLE directive ADD COLUMN legal_basis TEXT NOT NULL DEFAULT '';
ALTER TABLE directive ADD COLUMN legal_verified_on {date};
-- the query of the list of employers; NULL means everybody
ALTER TABLE directive ADD COLUMN audience TEXT;
-- who wrote what stands now; NULL for what came with the program
ALTER TABLE directive ADD COLUMN made_by {uuid} REFERENCES officer (id);
ALTER TABLE directive ADD COLUMN made_at {ts};
ALTER TABLE directive ADD COLUMN withdrawn_on {date};
ALTER TABLE directive ADD COLUMN withdrawn_by {uuid} REFERENCES officer (id);
ALTER TABLE directive ADD COLUMN withdrawn_because TEXT;
CREATE INDEX directive_valid_from ON directive (valid_from, id);

-- What an instruction said before it was changed.
CREATE TABLE directive_version (
    directive_id {uuid} NOT NULL REFERENCES directive (id),
    version INTEGER NOT NULL,
    -- JSON
    content TEXT NOT NULL,
    made_by {uuid} REFERENCES officer (id),
    made_at {ts},
    PRIMARY KEY (directive_id, version)
);

-- A file kept with an instruction, under the hash of its content.
CREATE TABLE directive_file (
    id {uuid} NOT NULL PRIMARY KEY,
    directive_id {uuid} NOT NULL REFERENCES directive (id),
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    added_by {uuid} NOT NULL REFERENCES officer (id),
    added_at {ts} NOT NULL,
    removed_by {uuid} REFERENCES officer (id),
    removed_at {ts}
);
CREATE INDEX directive_file_of ON directive_file (directive_id, added_at);
CREATE INDEX directive_file_hash ON directive_file (sha256);

CREATE INDEX cases_directive ON cases (directive_id);
