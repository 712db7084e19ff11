-- A row of the outbox holds its bodies, and what became of the mail stands behind them, so a
-- statement that walks over all rows reads all that was ever written. What a sender asks with
-- each lease, the first page each time it is opened, and the list when the program starts, is
-- found without.
CREATE INDEX outbox_lease ON outbox (lease_id) WHERE lease_id IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox (queued_at, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_left ON outbox (employer_id, state, sent_at) WHERE sent_at IS NOT NULL;
