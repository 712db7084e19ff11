-- The employer's reply page: links by which firms answer, their answers, what was said about them,
-- the files that came with them. Words as in m20261122_000001_first.sql.

-- A link by which a firm answers, without an account; one stands for a round of a case. Its secret
-- is made from its id and a key that is not in the database.
CREATE TABLE reply_link (
    id {uuid} NOT NULL PRIMARY KEY,
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    made_at {ts} NOT NULL,
    -- the last day on which it opens anything
    until_on {date} NOT NULL,
    -- a person pressed the button, for the first time
    opened_at {ts},
    revoked_at {ts},
    revoked_by {uuid} REFERENCES officer (id),
    revoked_because TEXT
);
CREATE UNIQUE INDEX reply_link_standing ON reply_link (case_id, round) WHERE revoked_at IS NULL;
CREATE INDEX reply_link_employer ON reply_link (employer_id, made_at, id);

-- Who pressed the button on the page, and when: what proves that a notice was read.
CREATE TABLE reply_opening (
    link_id {uuid} NOT NULL REFERENCES reply_link (id),
    at {ts} NOT NULL,
    -- link: from a mail; code: typed from a letter on paper, with the NIB
    how TEXT NOT NULL
);
CREATE INDEX reply_opening_link ON reply_opening (link_id, at);

-- What a firm answered.
CREATE TABLE answer (
    id {uuid} NOT NULL PRIMARY KEY,
    -- its receipt number: J-2026-00012
    year INTEGER NOT NULL,
    no INTEGER NOT NULL,
    link_id {uuid} NOT NULL REFERENCES reply_link (id),
    case_id {uuid} NOT NULL REFERENCES cases (id),
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    -- registered, number_differs, roster, head_office, closed, promise, wrong_address
    kind TEXT NOT NULL,
    -- JSON: domain::answer::Said
    content TEXT NOT NULL,
    -- waiting: for an officer; asked: for the firm; accepted, refused
    state TEXT NOT NULL,
    -- of the form that brought it: pressed twice it is one answer
    form {uuid} NOT NULL,
    given_at {ts} NOT NULL,
    decided_by {uuid} REFERENCES officer (id),
    decided_at {ts},
    UNIQUE (year, no),
    UNIQUE (link_id, form)
);
CREATE INDEX answer_open ON answer (state, given_at, id);
CREATE INDEX answer_employer ON answer (employer_id, given_at, id);
CREATE INDEX answer_case ON answer (case_id, given_at, id);

-- What was said about an answer afterwards, by officers and by the firm; the decision too.
CREATE TABLE answer_message (
    answer_id {uuid} NOT NULL REFERENCES answer (id),
    no INTEGER NOT NULL,
    -- ask, reply, accept, refuse, confirm_address
    deed TEXT NOT NULL,
    words TEXT NOT NULL,
    -- nobody: the firm
    made_by {uuid} REFERENCES officer (id),
    made_at {ts} NOT NULL,
    -- of the form that brought it
    form {uuid},
    PRIMARY KEY (answer_id, no)
);
CREATE UNIQUE INDEX answer_message_form ON answer_message (answer_id, form)
    WHERE form IS NOT NULL;

-- A file that came with an answer. Its content lies sealed under <data>/files/answers/ by its id,
-- until its day has come.
CREATE TABLE answer_file (
    id {uuid} NOT NULL PRIMARY KEY,
    answer_id {uuid} NOT NULL REFERENCES answer (id),
    name TEXT NOT NULL,
    -- pdf, jpg, png
    kind TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    -- of the content before it was sealed
    sha256 TEXT NOT NULL,
    added_at {ts} NOT NULL,
    removed_at {ts}
);
CREATE INDEX answer_file_answer ON answer_file (answer_id, added_at, id);
CREATE INDEX answer_file_kept ON answer_file (added_at) WHERE removed_at IS NULL;

-- The workers of a roster that a firm sent: keyed hashes and the rows they stood in. They go when
-- an officer has decided.
CREATE TABLE answer_worker (
    answer_id {uuid} NOT NULL REFERENCES answer (id),
    row_no INTEGER NOT NULL,
    person_key {uuid} NOT NULL,
    -- as of that day: enrolled, inactive, elsewhere, city_funded, state_funded, self_funded,
    -- dependant, lapsed, not_found
    state TEXT NOT NULL,
    PRIMARY KEY (answer_id, row_no)
);
