-- The first tables. {uuid} {date} {ts} {key} and {clustered} are filled in per database by
-- m20261122_000001_first.rs; everything else is the same on both.

CREATE TABLE installation (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE audit_log (
    id {uuid} NOT NULL PRIMARY KEY,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    at {ts} NOT NULL
);

CREATE TABLE officer (
    id {uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    created_at {ts} NOT NULL
);

-- Where facts come from ---------------------------------------------------------------------

CREATE TABLE batch (
    id {uuid} NOT NULL PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    source TEXT,
    as_of {date} NOT NULL,
    imported_at {ts} NOT NULL,
    demo BOOLEAN NOT NULL,
    accepted BIGINT NOT NULL,
    rejected BIGINT NOT NULL
);

CREATE TABLE batch_file (
    batch_no INTEGER NOT NULL REFERENCES batch (no),
    file_no INTEGER NOT NULL,
    name TEXT NOT NULL,
    rows BIGINT NOT NULL,
    PRIMARY KEY (batch_no, file_no)
);

-- The registry ------------------------------------------------------------------------------

CREATE TABLE employer (
    id {uuid} NOT NULL PRIMARY KEY,
    nib TEXT UNIQUE,
    npwp TEXT,
    npwp_key TEXT,
    code INTEGER,
    head_code INTEGER,
    name TEXT {key} NOT NULL,
    match_name TEXT NOT NULL,
    form TEXT,
    kbli TEXT,
    address TEXT,
    kelurahan TEXT,
    kecamatan TEXT,
    -- what kelurahan are compared by: the region's code, or the words
    place TEXT,
    wlkp INTEGER,
    wlkp_on {date},
    bpjs_tk INTEGER,
    bpjs_tk_on {date},
    planned INTEGER,
    contact_name TEXT,
    email TEXT,
    phone TEXT,
    closed BOOLEAN NOT NULL,
    head_office_confirmed BOOLEAN NOT NULL,
    -- comma-separated sources that name the firm: wlkp, oss, bpjs, bpjs_tk, city
    sources TEXT NOT NULL,
    -- JSON: per field the batch, file, row and as-of that it came from
    origins TEXT NOT NULL,
    changed BOOLEAN NOT NULL,
    next_change_on {date},
    created_at {ts} NOT NULL
);
CREATE INDEX employer_name ON employer (name, id);
CREATE INDEX employer_npwp_key ON employer (npwp_key);
CREATE INDEX employer_code ON employer (code);
CREATE INDEX employer_head_code ON employer (head_code);
CREATE INDEX employer_match_name ON employer (match_name);
CREATE INDEX employer_changed ON employer (changed);
CREATE INDEX employer_next_change ON employer (next_change_on);

CREATE TABLE employer_change (
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    batch_no INTEGER NOT NULL,
    field TEXT NOT NULL,
    was TEXT,
    PRIMARY KEY (employer_id, batch_no, field)
);

-- Workers, as keyed hashes. The person key comes first, so that the check is one ordered pass. -

CREATE TABLE employment (
    person_key {uuid} NOT NULL,
    employer_id {uuid} NOT NULL,
    seq SMALLINT NOT NULL,
    started_on {date},
    ended_on {date},
    wage BIGINT,
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    PRIMARY KEY (person_key, employer_id, seq)
) {clustered};
CREATE INDEX employment_employer ON employment (employer_id);

CREATE TABLE employment_stage (
    person_key {uuid} NOT NULL,
    employer_id {uuid} NOT NULL,
    seq SMALLINT NOT NULL,
    started_on {date},
    ended_on {date},
    wage BIGINT,
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    PRIMARY KEY (person_key, employer_id, seq)
) {clustered};

CREATE TABLE employment_past (
    person_key {uuid} NOT NULL,
    employer_id {uuid} NOT NULL,
    seq SMALLINT NOT NULL,
    started_on {date},
    ended_on {date},
    wage BIGINT,
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    superseded_by INTEGER NOT NULL
);
CREATE INDEX employment_past_batch ON employment_past (batch_no);

CREATE TABLE roster (
    employer_id {uuid} NOT NULL PRIMARY KEY REFERENCES employer (id),
    as_of {date} NOT NULL,
    batch_no INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    unreadable INTEGER NOT NULL
) {clustered};

-- code 0: a row without a BPJS code
CREATE TABLE participation (
    person_key {uuid} NOT NULL,
    code INTEGER NOT NULL,
    segment TEXT NOT NULL,
    main BOOLEAN NOT NULL,
    seq SMALLINT NOT NULL,
    active BOOLEAN NOT NULL,
    wage BIGINT,
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    PRIMARY KEY (person_key, code, segment, main, seq)
) {clustered};
CREATE INDEX participation_code ON participation (code, person_key, main, segment, active, wage)
    WHERE code > 0;

CREATE TABLE participation_stage (
    person_key {uuid} NOT NULL,
    code INTEGER NOT NULL,
    segment TEXT NOT NULL,
    main BOOLEAN NOT NULL,
    seq SMALLINT NOT NULL,
    active BOOLEAN NOT NULL,
    wage BIGINT,
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    PRIMARY KEY (person_key, code, segment, main, seq)
) {clustered};

CREATE TABLE participation_past (
    person_key {uuid} NOT NULL,
    code INTEGER NOT NULL,
    segment TEXT NOT NULL,
    main BOOLEAN NOT NULL,
    seq SMALLINT NOT NULL,
    active BOOLEAN NOT NULL,
    wage BIGINT,
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    superseded_by INTEGER NOT NULL
);
CREATE INDEX participation_past_batch ON participation_past (batch_no);

-- segment '' for the rows of a code, code 0 for the rows without one
CREATE TABLE participation_scope (
    code INTEGER NOT NULL,
    segment TEXT NOT NULL,
    as_of {date} NOT NULL,
    batch_no INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (code, segment)
) {clustered};

CREATE TABLE contribution (
    code INTEGER NOT NULL,
    month TEXT NOT NULL,
    seq SMALLINT NOT NULL,
    billed BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    paid_on {date},
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    PRIMARY KEY (code, month, seq)
) {clustered};

CREATE TABLE contribution_stage (
    code INTEGER NOT NULL,
    month TEXT NOT NULL,
    seq SMALLINT NOT NULL,
    billed BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    paid_on {date},
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    PRIMARY KEY (code, month, seq)
) {clustered};

CREATE TABLE contribution_past (
    code INTEGER NOT NULL,
    month TEXT NOT NULL,
    seq SMALLINT NOT NULL,
    billed BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    paid_on {date},
    batch_no INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    superseded_by INTEGER NOT NULL
);

CREATE TABLE contribution_scope (
    code INTEGER NOT NULL,
    month TEXT NOT NULL,
    as_of {date} NOT NULL,
    batch_no INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (code, month)
) {clustered};

-- Persons whose facts an import changed; empty outside of one.
CREATE TABLE changed_person (
    person_key {uuid} NOT NULL PRIMARY KEY
) {clustered};

-- The check: whom to assess, what the database counted, what the rules said --------------------

CREATE TABLE check_target (
    employer_id {uuid} NOT NULL PRIMARY KEY,
    code INTEGER,
    head_code INTEGER
) {clustered};

CREATE TABLE check_code (
    code INTEGER NOT NULL,
    employer_id {uuid} NOT NULL,
    head BOOLEAN NOT NULL,
    PRIMARY KEY (code, employer_id)
) {clustered};

CREATE TABLE tally_worker (
    employer_id {uuid} NOT NULL PRIMARY KEY,
    employed INTEGER NOT NULL,
    due INTEGER NOT NULL,
    enrolled INTEGER NOT NULL,
    inactive INTEGER NOT NULL,
    elsewhere INTEGER NOT NULL,
    city_funded INTEGER NOT NULL,
    state_funded INTEGER NOT NULL,
    self_funded INTEGER NOT NULL,
    dependant INTEGER NOT NULL,
    lapsed INTEGER NOT NULL,
    not_found INTEGER NOT NULL,
    underreported INTEGER NOT NULL,
    missing_contribution BIGINT NOT NULL,
    grace_started_on {date},
    next_start_on {date},
    next_end_on {date}
) {clustered};

CREATE TABLE tally_registered (
    employer_id {uuid} NOT NULL PRIMARY KEY,
    registered INTEGER NOT NULL,
    own INTEGER NOT NULL,
    head_office INTEGER NOT NULL,
    below_minimum INTEGER NOT NULL
) {clustered};

CREATE TABLE tally_arrears (
    employer_id {uuid} NOT NULL PRIMARY KEY,
    months INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    next_month TEXT,
    next_paid_on {date}
) {clustered};

CREATE TABLE assessment (
    employer_id {uuid} NOT NULL PRIMARY KEY REFERENCES employer (id),
    since {date} NOT NULL,
    ruleset TEXT NOT NULL,
    verdict TEXT NOT NULL,
    findings TEXT NOT NULL,
    basis TEXT NOT NULL,
    headcount INTEGER,
    registered INTEGER NOT NULL,
    enrolled INTEGER,
    inactive INTEGER,
    elsewhere INTEGER,
    city_funded INTEGER,
    state_funded INTEGER,
    self_funded INTEGER,
    dependant INTEGER,
    lapsed INTEGER,
    not_found INTEGER,
    in_grace INTEGER,
    unreadable INTEGER NOT NULL,
    shortfall INTEGER NOT NULL,
    -- 1/10,000
    coverage INTEGER,
    arrears_months INTEGER,
    -- sen
    arrears_amount BIGINT NOT NULL,
    -- sen
    missing_contribution BIGINT NOT NULL,
    participants_on {date},
    contributions_on {date},
    -- JSON: the batches, dates and row counts the result rests on
    inputs TEXT NOT NULL
);
CREATE INDEX assessment_verdict ON assessment (verdict);

CREATE TABLE assessment_history (
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    no INTEGER NOT NULL,
    as_of {date} NOT NULL,
    recorded_at {ts} NOT NULL,
    verdict TEXT NOT NULL,
    -- JSON: the whole result and its inputs
    result TEXT NOT NULL,
    PRIMARY KEY (employer_id, no)
);

-- Directive, cases, schedules, mail, letters ---------------------------------------------------

CREATE TABLE directive (
    id {uuid} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    number TEXT,
    issued_on {date},
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    ladder TEXT NOT NULL,
    valid_from {date} NOT NULL,
    valid_to {date}
);

CREATE TABLE cases (
    id {uuid} NOT NULL PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    case_type TEXT NOT NULL,
    directive_id {uuid} NOT NULL REFERENCES directive (id),
    is_open BOOLEAN NOT NULL,
    stage TEXT NOT NULL,
    -- how often it was opened
    round INTEGER NOT NULL,
    opened_on {date} NOT NULL,
    due_on {date},
    confirmed_by {uuid} REFERENCES officer (id),
    seconded_by {uuid} REFERENCES officer (id),
    confirmed_at {ts},
    closed_on {date},
    closed_because TEXT,
    UNIQUE (employer_id, case_type)
);
CREATE INDEX cases_open ON cases (is_open, stage);

CREATE TABLE schedule (
    name TEXT NOT NULL PRIMARY KEY,
    cron TEXT NOT NULL,
    action TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    since {ts} NOT NULL
);

CREATE TABLE schedule_run (
    schedule TEXT NOT NULL REFERENCES schedule (name),
    due_at {ts} NOT NULL,
    ran_at {ts} NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (schedule, due_at)
);

CREATE TABLE outbox (
    id {uuid} NOT NULL PRIMARY KEY,
    employer_id {uuid} NOT NULL REFERENCES employer (id),
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    recipient TEXT NOT NULL,
    reply_to TEXT,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    -- queued, sending, sent, failed
    state TEXT NOT NULL,
    demo BOOLEAN NOT NULL,
    queued_at {ts} NOT NULL,
    not_before {ts} NOT NULL,
    attempts INTEGER NOT NULL,
    lease_id {uuid},
    leased_until {ts},
    sent_at {ts}
);
CREATE INDEX outbox_state ON outbox (state, not_before, id);
CREATE INDEX outbox_employer ON outbox (employer_id, queued_at);

CREATE TABLE delivery_attempt (
    mail_id {uuid} NOT NULL REFERENCES outbox (id),
    no INTEGER NOT NULL,
    at {ts} NOT NULL,
    outcome TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (mail_id, no)
);

-- A step is taken once per round of a case: the key is what makes it so.
CREATE TABLE case_step (
    case_id {uuid} NOT NULL REFERENCES cases (id),
    round INTEGER NOT NULL,
    step TEXT NOT NULL,
    taken_at {ts} NOT NULL,
    mail_id {uuid} REFERENCES outbox (id),
    PRIMARY KEY (case_id, round, step)
);

CREATE TABLE letter (
    id {uuid} NOT NULL PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    directive_id {uuid} REFERENCES directive (id),
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    -- JSON: the values of the letter
    content TEXT NOT NULL,
    demo BOOLEAN NOT NULL,
    drafted_at {ts} NOT NULL,
    UNIQUE (kind, directive_id)
);
