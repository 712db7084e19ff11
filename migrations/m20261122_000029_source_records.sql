-- What each row of a list of employers said, and which employer it joined. The words in braces
-- are those of 000001.

CREATE TABLE source_record (
    id {uuid} NOT NULL PRIMARY KEY,
    -- the employer that it joined when it came; whom that one stands for now is in employer
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    -- wlkp, oss, bpjs, bpjs_tk, city
    source TEXT NOT NULL,
    -- where it was first: the import, its file from 0, the row as an officer counts it
    batch_no INTEGER NOT NULL,
    file_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    -- made, nib, npwp, code, name, person; kept: made up again from what the registry kept
    joined TEXT NOT NULL,
    -- the beginning of a hash of what it said, and of the how-manieth it is that says so
    print BIGINT NOT NULL,
    -- JSON: the fields that it gave, by their codes
    said TEXT NOT NULL
) {clustered};
CREATE INDEX source_record_employer ON source_record (employer_id, source, print);
CREATE INDEX source_record_batch ON source_record (batch_no);

-- Later imports that said the same again.
CREATE TABLE source_sighting (
    record_id {uuid} NOT NULL REFERENCES source_record (id),
    batch_no INTEGER NOT NULL,
    file_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    PRIMARY KEY (record_id, batch_no)
) {clustered};
CREATE INDEX source_sighting_batch ON source_sighting (batch_no);
