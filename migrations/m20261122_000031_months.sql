-- What a month changed, and what was known on a past day. The numbers of a judgement that are
-- compared stand beside the JSON that holds all of them.

ALTER TABLE assessment_history ADD COLUMN basis TEXT NOT NULL DEFAULT 'none';
ALTER TABLE assessment_history ADD COLUMN headcount INTEGER;
ALTER TABLE assessment_history ADD COLUMN registered INTEGER NOT NULL DEFAULT 0;
CREATE INDEX assessment_history_recorded ON assessment_history (recorded_at, employer_id, no);
CREATE INDEX employer_created ON employer (created_at);
