-- What people said of two records: one firm, two firms, or that it can't be told yet; kept for
-- ever, with what was taken back. It takes the place of `distinction`, and has the mergers too, so
-- that there is one place to ask. The lesser id comes first, so that a pair is found whichever way
-- round somebody asks. Words as in m20261122_000001_first.sql.
CREATE TABLE judgement (
    id {uuid} NOT NULL PRIMARY KEY,
    one_id {uuid} NOT NULL REFERENCES employer (id),
    other_id {uuid} NOT NULL REFERENCES employer (id),
    -- same, different, unsure
    kind TEXT NOT NULL,
    -- how that person knows, and in own words
    ground TEXT NOT NULL,
    words TEXT NOT NULL,
    -- the merger that a `same` made
    merger_no INTEGER REFERENCES merger (batch_no),
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    undone_by {uuid} REFERENCES officer (id),
    undone_at {ts},
    CHECK (one_id < other_id)
);
-- Doubts may be said again and again; a decision stands once.
CREATE UNIQUE INDEX judgement_standing ON judgement (one_id, other_id)
    WHERE undone_at IS NULL AND kind <> 'unsure';
CREATE INDEX judgement_one ON judgement (one_id, made_at);
CREATE INDEX judgement_other ON judgement (other_id, made_at);
CREATE INDEX judgement_merger ON judgement (merger_no) WHERE merger_no IS NOT NULL;
CREATE INDEX judgement_made ON judgement (made_at, id);

INSERT INTO judgement (id, one_id, other_id, kind, ground, words, made_by, made_at, undone_by, undone_at)
    SELECT id, one_id, other_id, 'different', 'other', words, made_by, made_at, undone_by, undone_at
    FROM distinction;
INSERT INTO judgement
    (id, one_id, other_id, kind, ground, words, merger_no, made_by, made_at, undone_by, undone_at)
    SELECT b.id, CASE WHEN m.kept_id < m.merged_id THEN m.kept_id ELSE m.merged_id END,
        CASE WHEN m.kept_id < m.merged_id THEN m.merged_id ELSE m.kept_id END,
        'same', 'other', '', m.batch_no, m.made_by, m.made_at, m.undone_by, m.undone_at
    FROM merger m JOIN batch b ON b.no = m.batch_no;
DROP TABLE distinction;

-- Pairs of records that may be one firm, as the program found them. Found anew whenever one of
-- both changes; what people said of a pair is in `judgement` alone.
CREATE TABLE found_pair (
    one_id {uuid} NOT NULL REFERENCES employer (id),
    other_id {uuid} NOT NULL REFERENCES employer (id),
    -- 1/10,000
    probability INTEGER NOT NULL,
    -- confirmed (by an identifier), probable, possible
    status TEXT NOT NULL,
    -- JSON: field by field
    reasons TEXT NOT NULL,
    model TEXT NOT NULL,
    -- the import after which it was found; none where the whole registry was looked through
    batch_no INTEGER,
    found_at {ts} NOT NULL,
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id < other_id)
);
CREATE INDEX found_pair_other ON found_pair (other_id);
CREATE INDEX found_pair_status ON found_pair (status, one_id, other_id);
