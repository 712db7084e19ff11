-- A cancelled circular can be drafted anew, and a circular can go by e-mail to each on its list.
-- Words as in m20261122_000001_first.sql. The old rule, one circular for each directive for ever,
-- is dropped before this file runs: see m20261122_000033_circulars.rs.

-- One standing circular for each directive at any time.
CREATE UNIQUE INDEX letter_directive ON letter (directive_id, kind)
    WHERE directive_id IS NOT NULL AND state <> 'cancelled';

-- The last mail that carries the letter to this employer.
ALTER TABLE letter_recipient ADD COLUMN mail_id {uuid} REFERENCES outbox (id);
-- What proves the receipt, where a machine says so: nobody is in receipt_by then.
ALTER TABLE letter_recipient ADD COLUMN receipt_words TEXT;
CREATE UNIQUE INDEX letter_recipient_mail ON letter_recipient (mail_id) WHERE mail_id IS NOT NULL;
