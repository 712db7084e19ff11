-- Which employers each change of the list concerned, by the version it made; NULL for all.
-- Those who keep the list in memory read from here what to look at again.
CREATE TABLE list_change (
    version BIGINT NOT NULL PRIMARY KEY,
    -- ids without dashes, separated by spaces
    employers TEXT
);

-- A list that an officer wants to find again.
CREATE TABLE saved_view (
    id {uuid} NOT NULL PRIMARY KEY,
    officer_id {uuid} NOT NULL REFERENCES officer (id),
    name TEXT NOT NULL,
    -- the query of the list's address
    query TEXT NOT NULL,
    created_at {ts} NOT NULL,
    UNIQUE (officer_id, name)
);
