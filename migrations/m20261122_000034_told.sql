-- Which change of the registry last said something of an employer, counted by `registry_version`
-- in `installation`: what is kept in memory of the registry is brought up to date by it.
ALTER TABLE employer ADD COLUMN told_no BIGINT NOT NULL DEFAULT 0;
CREATE INDEX employer_told ON employer (told_no, id);
