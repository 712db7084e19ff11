-- Schedules that administrators configure. A firing is a row of schedule_run before anything is
-- done: who inserts it acts on it, and who finds its lease run out takes it over.

ALTER TABLE schedule ADD COLUMN title TEXT NOT NULL DEFAULT '';
-- an IANA name; empty: the city's own
ALTER TABLE schedule ADD COLUMN timezone TEXT NOT NULL DEFAULT '';
-- the query of a list of employers; *: all open cases
ALTER TABLE schedule ADD COLUMN audience TEXT NOT NULL DEFAULT '*';
-- HH:MM in its zone, both or none
ALTER TABLE schedule ADD COLUMN window_from TEXT;
ALTER TABLE schedule ADD COLUMN window_to TEXT;
-- recipients of one run; null: no bound
ALTER TABLE schedule ADD COLUMN most INTEGER;
ALTER TABLE schedule ADD COLUMN holidays TEXT NOT NULL DEFAULT 'ignore';
ALTER TABLE schedule ADD COLUMN late TEXT NOT NULL DEFAULT 'run';
ALTER TABLE schedule ADD COLUMN rehearsal BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE schedule ADD COLUMN changed_by {uuid} REFERENCES officer (id);
ALTER TABLE schedule ADD COLUMN changed_at {ts};
-- counts up with every change, so that nobody overwrites what he has not seen
ALTER TABLE schedule ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE schedule ADD COLUMN removed_at {ts};

-- running, done, failed, skipped; ran_at is when the last attempt began
ALTER TABLE schedule_run ADD COLUMN state TEXT NOT NULL DEFAULT 'done';
ALTER TABLE schedule_run ADD COLUMN node TEXT NOT NULL DEFAULT '';
ALTER TABLE schedule_run ADD COLUMN finished_at {ts};
ALTER TABLE schedule_run ADD COLUMN lease_until {ts};
ALTER TABLE schedule_run ADD COLUMN attempts INTEGER NOT NULL DEFAULT 1;
-- the report as JSON
ALTER TABLE schedule_run ADD COLUMN outcome TEXT;
CREATE INDEX schedule_run_running ON schedule_run (schedule, due_at) WHERE state = 'running';
