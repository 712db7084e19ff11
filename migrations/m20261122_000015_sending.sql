-- Whom a sender serves first: 0 answers to people, 1 appeals, 2 reminders, 3 digests.
ALTER TABLE outbox ADD COLUMN priority SMALLINT NOT NULL DEFAULT 1;
-- What stands behind the @ of the recipient, in lower case.
ALTER TABLE outbox ADD COLUMN domain TEXT NOT NULL DEFAULT '';
-- A hand-over ended without an answer: the server may hold the mail already.
ALTER TABLE outbox ADD COLUMN perhaps_taken BOOLEAN NOT NULL DEFAULT FALSE;
-- When a sender last took it.
ALTER TABLE outbox ADD COLUMN tried_at {ts};
-- When the report arrived that moved it last.
ALTER TABLE outbox ADD COLUMN reported_at {ts};
DROP INDEX outbox_state;
CREATE INDEX outbox_state ON outbox (state, priority, id);
CREATE INDEX outbox_tried ON outbox (tried_at);

-- One row for each time that a sender took a mail and began to hand it over; `no` is the number
-- of that time.
ALTER TABLE delivery_attempt ADD COLUMN code SMALLINT;
-- Name or address of the server; NULL where mail is captured.
ALTER TABLE delivery_attempt ADD COLUMN relay TEXT;
-- Without the angle brackets.
ALTER TABLE delivery_attempt ADD COLUMN message_id TEXT;
-- SHA-256, in hexadecimal digits, of exactly the bytes that were handed over.
ALTER TABLE delivery_attempt ADD COLUMN sha256 TEXT;
-- Those bytes, deflated; kept where the server has the mail or may have it.
ALTER TABLE delivery_attempt ADD COLUMN content {bytes};
-- Whether the bytes carried the mark of a mail that the server may have had before.
ALTER TABLE delivery_attempt ADD COLUMN repeated BOOLEAN NOT NULL DEFAULT FALSE;
