-- Two records that a person has judged to be two firms, however alike they are. The lesser id
-- comes first, so that a pair is found whichever way round somebody asks.
CREATE TABLE distinction (
    id {uuid} NOT NULL PRIMARY KEY,
    one_id {uuid} NOT NULL REFERENCES employer (id),
    other_id {uuid} NOT NULL REFERENCES employer (id),
    words TEXT NOT NULL,
    made_by {uuid} NOT NULL REFERENCES officer (id),
    made_at {ts} NOT NULL,
    undone_by {uuid} REFERENCES officer (id),
    undone_at {ts},
    CHECK (one_id < other_id)
);
CREATE UNIQUE INDEX distinction_standing ON distinction (one_id, other_id) WHERE undone_at IS NULL;
CREATE INDEX distinction_one ON distinction (one_id, made_at);
CREATE INDEX distinction_other ON distinction (other_id, made_at);
