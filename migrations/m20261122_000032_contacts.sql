-- Who reads an address, what proved that it is the right one, what was done with it, and whether
-- its reader was asked. Words as in m20261122_000001_first.sql.

-- leader, personnel, finance, admin, agent, other, unknown; none: as its own words tell
ALTER TABLE contact ADD COLUMN role TEXT;
-- answer, link, confirmed, officer; none: nothing proved it
ALTER TABLE contact ADD COLUMN proof TEXT;
ALTER TABLE contact ADD COLUMN proved_at {ts};
ALTER TABLE contact ADD COLUMN proved_by {uuid} REFERENCES officer (id);
ALTER TABLE contact ADD COLUMN proved_words TEXT;

-- An officer passed the link on in another way than by mail.
ALTER TABLE reply_link ADD COLUMN handed_at {ts};

-- What was done with an address, or said of it.
CREATE TABLE contact_event (
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    -- in small letters
    address TEXT NOT NULL,
    no INTEGER NOT NULL,
    -- added, barred, lifted, bounced, chosen, unchosen, role, answered, linked, confirmed, vouched,
    -- wrong, settled
    deed TEXT NOT NULL,
    words TEXT,
    -- nobody: a server, or whoever reads the address
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    PRIMARY KEY (employer_id, address, no)
);

-- A mail that asked its reader whether he is the right one, and what he said.
CREATE TABLE contact_question (
    mail_id {uuid} NOT NULL PRIMARY KEY REFERENCES outbox (id),
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    -- in small letters
    address TEXT NOT NULL,
    -- right, wrong
    said TEXT,
    said_at {ts},
    -- the right address, as the wrong reader wrote it
    named TEXT,
    words TEXT,
    -- an officer looked at it
    settled_by {uuid} REFERENCES officer (id),
    settled_at {ts}
);
CREATE INDEX contact_question_address ON contact_question (employer_id, address);
CREATE INDEX contact_question_waits ON contact_question (said_at, mail_id)
    WHERE said = 'wrong' AND settled_at IS NULL;

-- What is on record says how each address came to stand as it does.
INSERT INTO contact_event (employer_id, address, no, deed, words, made_by, made_at)
    SELECT employer_id, address, 1, CASE standing WHEN 'bounced' THEN 'bounced'
        WHEN 'do_not_mail' THEN 'barred' ELSE CASE WHEN origin <> 'registry' THEN 'added'
        WHEN chosen THEN 'chosen' ELSE 'lifted' END END, reason, made_by, since FROM contact;

-- A firm answered from it, or its holder confirmed it and an officer took it.
UPDATE contact SET proof = CASE WHEN made_by IS NOT NULL AND EXISTS (SELECT 1 FROM answer a
        JOIN answer_message m ON m.answer_id = a.id AND m.deed = 'confirm_address'
        WHERE a.employer_id = contact.employer_id AND a.kind = 'wrong_address'
        AND a.state = 'accepted') THEN 'confirmed' ELSE 'answer' END, proved_at = since
    WHERE origin = 'reply';
INSERT INTO contact (employer_id, address, origin, standing, chosen, since, proof, proved_at)
    SELECT COALESCE(e.merged_into, e.id), LOWER(o.recipient), 'registry', 'usable', FALSE,
        MIN(r.at), 'answer', MIN(r.at)
    FROM returned r JOIN outbox o ON o.id = r.mail_id JOIN employer e ON e.id = o.employer_id
    WHERE r.kind = 'reply' AND r.reason IS NULL AND o.kind <> 'letter_bpjs'
        AND LOWER(r.sender) = LOWER(o.recipient)
    GROUP BY COALESCE(e.merged_into, e.id), LOWER(o.recipient)
    ON CONFLICT (employer_id, address) DO UPDATE SET proof = excluded.proof,
        proved_at = excluded.proved_at WHERE contact.proof IS NULL;
INSERT INTO contact_event (employer_id, address, no, deed, made_at)
    SELECT k.employer_id, k.address,
        (SELECT COUNT(*) + 1 FROM contact_event v WHERE v.employer_id = k.employer_id
            AND v.address = k.address),
        CASE k.proof WHEN 'confirmed' THEN 'confirmed' ELSE 'answered' END, k.proved_at
    FROM contact k WHERE k.proof IS NOT NULL;

-- Where one address is proved and none was chosen, the firm is written to at it.
UPDATE employer SET mail_to = (SELECT k.address FROM contact k
        WHERE k.employer_id = employer.id AND k.proof IS NOT NULL AND k.standing = 'usable'
        AND (k.origin <> 'registry' OR '; ' || LOWER(COALESCE(employer.email, '')) || '; '
            LIKE '%; ' || k.address || '; %'))
    WHERE (SELECT COUNT(*) FROM contact k
        WHERE k.employer_id = employer.id AND k.proof IS NOT NULL AND k.standing = 'usable'
        AND (k.origin <> 'registry' OR '; ' || LOWER(COALESCE(employer.email, '')) || '; '
            LIKE '%; ' || k.address || '; %')) = 1
    AND NOT EXISTS (SELECT 1 FROM contact k JOIN employer m ON m.id = k.employer_id
        WHERE (m.id = employer.id OR m.merged_into = employer.id) AND k.chosen
        AND k.standing = 'usable');
