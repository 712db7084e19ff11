-- Whom a letter to many goes to, and the proof that it arrived.

CREATE TABLE letter_recipient (
    letter_id {uuid} NOT NULL REFERENCES letter (id),
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    added_by {uuid} NOT NULL REFERENCES officer (id),
    added_at {ts} NOT NULL,
    removed_by {uuid} REFERENCES officer (id),
    removed_at {ts},
    -- the day on which the employer had the letter in hand
    received_on {date},
    -- hand, post, email, other
    received_how TEXT,
    receipt_by {uuid} REFERENCES officer (id),
    receipt_at {ts},
    PRIMARY KEY (letter_id, employer_id)
) {clustered};
CREATE INDEX letter_recipient_employer ON letter_recipient (employer_id, letter_id);
