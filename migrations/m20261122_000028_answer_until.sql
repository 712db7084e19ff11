-- The day that an officer granted with an answer: until newer data, the promised day, or for which
-- registration through the head office is taken as given. Words as in m20261122_000001_first.sql.
ALTER TABLE answer ADD COLUMN until_on {date};
