-- Two pairs of eyes on the site, who works on what, and how the city stood on the day of each
-- check.

ALTER TABLE cases ADD COLUMN assigned_to {uuid} REFERENCES officer (id);
ALTER TABLE cases ADD COLUMN proposed_by {uuid} REFERENCES officer (id);
ALTER TABLE cases ADD COLUMN proposed_at {ts};
ALTER TABLE cases ADD COLUMN proposed_evidence_on {date};
-- the verdict and the numbers that the proposer saw
ALTER TABLE cases ADD COLUMN proposed_seen TEXT;
ALTER TABLE cases ADD COLUMN returned_by {uuid} REFERENCES officer (id);
ALTER TABLE cases ADD COLUMN returned_at {ts};
ALTER TABLE cases ADD COLUMN returned_because TEXT;
-- The work list: soonest due first, what has no term last.
CREATE INDEX cases_work ON cases ((COALESCE(due_on, '9999-12-31')), no) WHERE is_open;

CREATE INDEX assessment_shortfall ON assessment (shortfall) WHERE shortfall > 0;

CREATE TABLE city_day (
    as_of {date} NOT NULL PRIMARY KEY,
    recorded_at {ts} NOT NULL,
    -- JSON: employers by verdict, due workers by state, sen missing a month
    figures TEXT NOT NULL
);
