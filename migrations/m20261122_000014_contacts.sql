-- What somebody added to the addresses of the registry, or said about them. Words as in
-- m20261122_000001_first.sql.

CREATE TABLE contact (
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    -- in small letters
    address TEXT NOT NULL,
    -- registry, officer, reply
    origin TEXT NOT NULL,
    -- usable, bounced, do_not_mail
    standing TEXT NOT NULL,
    -- by an officer, before all others; at most one of an employer
    chosen BOOLEAN NOT NULL,
    reason TEXT,
    since {ts} NOT NULL,
    -- nobody: a server that returned a mail
    made_by {uuid} REFERENCES officer (id),
    PRIMARY KEY (employer_id, address)
);
CREATE INDEX contact_address ON contact (address);

-- The address to write to where something is on record, empty where none may be; without a
-- record it is told by the column email.
ALTER TABLE employer ADD COLUMN mail_to TEXT;
