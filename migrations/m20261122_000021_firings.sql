-- A mail that a firing of a schedule queued names it, in the words of schedule_run. Words as in
-- m20261122_000001_first.sql.

ALTER TABLE outbox ADD COLUMN schedule TEXT;
ALTER TABLE outbox ADD COLUMN due_at {ts};
CREATE INDEX outbox_firing ON outbox (schedule, due_at) WHERE schedule IS NOT NULL;

-- Of those before, the time they were queued at tells as well as can be.
UPDATE outbox SET
    schedule = (SELECT r.schedule FROM schedule_run r JOIN schedule s ON s.name = r.schedule
        WHERE s.action = 'reminders' AND r.due_at <= outbox.queued_at
        AND r.finished_at >= outbox.queued_at ORDER BY r.due_at DESC, r.schedule LIMIT 1),
    due_at = (SELECT r.due_at FROM schedule_run r JOIN schedule s ON s.name = r.schedule
        WHERE s.action = 'reminders' AND r.due_at <= outbox.queued_at
        AND r.finished_at >= outbox.queued_at ORDER BY r.due_at DESC, r.schedule LIMIT 1);
