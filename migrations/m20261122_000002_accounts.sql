-- How officers sign in. Nothing here opens a session by itself: cookies and links are kept as
-- hashes, passwords as argon2id, the secret of the second factor sealed under a key that is not
-- in the database.

ALTER TABLE officer ADD COLUMN password_hash TEXT;
ALTER TABLE officer ADD COLUMN totp TEXT;
-- The last time step whose code was used; a code works once.
ALTER TABLE officer ADD COLUMN totp_step BIGINT;
ALTER TABLE officer ADD COLUMN disabled_at {ts};
ALTER TABLE officer ADD COLUMN language TEXT;
ALTER TABLE officer ADD COLUMN signed_in_at {ts};
CREATE INDEX officer_name ON officer (name, id);

CREATE TABLE session (
    -- SHA-256 of the cookie, in hexadecimal digits
    id_hash TEXT NOT NULL PRIMARY KEY,
    officer_id {uuid} NOT NULL REFERENCES officer (id),
    -- enrol, code: the password was right, the second factor is still to come; full
    stage TEXT NOT NULL,
    created_at {ts} NOT NULL,
    seen_at {ts} NOT NULL,
    expires_at {ts} NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX session_officer ON session (officer_id, seen_at, id_hash);

CREATE TABLE sign_in_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    officer_id {uuid} NOT NULL REFERENCES officer (id),
    -- invite, reset
    kind TEXT NOT NULL,
    made_at {ts} NOT NULL,
    expires_at {ts} NOT NULL,
    used_at {ts}
);
CREATE INDEX sign_in_link_officer ON sign_in_link (officer_id);

CREATE TABLE sign_in_failure (
    -- account:, code:, reset: or address:, and whom it counts for
    "key" TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at {ts} NOT NULL,
    blocked_until {ts}
);
