//! A case with everything that its pages and its ladder ask of it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;
use uuid::Uuid;

use super::{
    StoreError,
    confirmations::{Handling, handling_of},
    contact_choice::mail_to,
    mail_language::language_of,
    sql::{self, get},
};
use crate::domain::{
    appeal::AppealFacts,
    confirmation::{Confirmation, Seen},
    finding::{CaseType, Finding},
    ids::{CaseId, DirectiveId, EmployerId},
    ladder::{CaseFacts, Notice, Stage},
    tongue::Tongue,
    verdict::{Basis, Verdict},
};

/// A case with what is needed to show it and to decide its next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Which case.
    pub id: CaseId,
    /// Short code for people, such as `K-00012`.
    pub code: String,
    /// Whose case.
    pub employer: EmployerId,
    /// The employer's name.
    pub employer_name: String,
    /// The address that it is written to at.
    pub mail_to: Option<String>,
    /// The language it is written to in.
    pub language: Tongue,
    /// The employer's address with its kelurahan, where it is known.
    pub place: Option<String>,
    /// How often it was opened.
    pub round: i32,
    /// Whether it is open.
    pub is_open: bool,
    /// The day it was opened.
    pub opened_on: NaiveDate,
    /// The step after the present one, and how it reaches the firm; `None` at the ladder's end.
    pub next: Option<(Stage, Notice)>,
    /// When it took its present step.
    pub taken_at: Option<DateTime<Utc>>,
    /// The ladder it climbs, by name and version.
    pub ladder: (String, i32),
    /// The instruction under which it was opened.
    pub directive: DirectiveId,
    /// What the ladder asks.
    pub facts: CaseFacts,
    /// What a notice says.
    pub said: AppealFacts,
    /// Kecamatan of the employer.
    pub kecamatan: Option<String>,
    /// Who works on it, and how far the confirmation is.
    pub handling: Handling,
}

impl CaseRow {
    /// What it rests on.
    #[must_use]
    pub const fn seen(&self) -> Seen {
        Seen::of(self.facts.case_type, self.facts.verdict, &self.said)
    }

    /// The day its evidence speaks of: of the contributions where those are overdue, else of the
    /// participants.
    #[must_use]
    pub const fn evidence_on(&self) -> Option<NaiveDate> {
        self.facts.evidence_on
    }

    /// Whom it waits for on a day.
    #[must_use]
    pub fn confirmation(&self, today: NaiveDate) -> Confirmation {
        let proposal = self.handling.proposal.as_ref();
        Confirmation::of(&self.facts, &self.seen(), proposal, today)
    }

    /// The address that a notice goes to; `None` where none may be written to.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.mail_to.as_deref()
    }
}

/// The last day for which an officer holds back the firm, its sector or the city.
macro_rules! held_until {
    () => {
        "(SELECT MAX(h.until_on) FROM hold h WHERE h.ended_at IS NULL AND (h.scope = 'city' \
      OR (h.scope = 'employer' AND h.employer_id = c.employer_id) \
      OR (h.scope = 'sector' AND e.kbli LIKE h.sector || '%')))"
    };
}
pub(super) use held_until;

/// The last day of the plan that mails keep to.
macro_rules! bound_until {
    () => {
        "(SELECT MAX(b.valid_until) FROM approval b WHERE b.binds_mail AND b.ended_at IS NULL)"
    };
}
pub(super) use bound_until;

/// What a case's standing rests on beside its employer: lists, disputes, exemptions, answers,
/// approvals.
macro_rules! standing_joins {
    () => {
        "LEFT JOIN remark dp ON dp.employer_id = c.employer_id AND dp.kind = 'dispute' \
      AND dp.ended_at IS NULL \
    LEFT JOIN remark xm ON xm.employer_id = c.employer_id AND xm.kind = 'exemption' \
      AND xm.ended_at IS NULL \
    LEFT JOIN remark rp ON rp.employer_id = c.employer_id AND rp.kind = 'reply' \
      AND rp.ended_at IS NULL \
    LEFT JOIN approval_step ap ON ap.case_id = c.id AND ap.round = c.round \
      AND ap.after_step = c.stage AND ap.ended_at IS NULL \
    LEFT JOIN participation_scope so ON so.code = e.code AND so.segment = '' \
    LEFT JOIN participation_scope sh ON sh.code = e.head_code AND sh.segment = ''"
    };
}
pub(super) use standing_joins;

/// A case with its facts. The evidence is as old as the older of the lists that tell of the
/// employer's codes, or as the newest list where none tells of them.
pub(super) const SELECT: &str = concat!(
    "SELECT c.id, c.no, c.employer_id, c.case_type, c.stage, c.round, c.is_open, \
    c.opened_on, c.directive_id, c.due_on, c.received_on, c.ladder, c.ladder_version, c.next_stage, c.next_notice, c.confirmed_at, e.name, e.email, e.mail_to, e.mail_language, e.address, e.kelurahan, e.changed, e.next_change_on, \
    a.verdict, CASE WHEN so.as_of < sh.as_of THEN so.as_of ELSE COALESCE(sh.as_of, so.as_of, \
      (SELECT MAX(l.as_of) FROM participation_scope l)) END AS participants_on, \
    (SELECT MAX(k.as_of) FROM contribution_scope k WHERE k.code = e.code) AS contributions_on, \
    a.basis, a.headcount, a.registered, a.shortfall, a.arrears_months, \
    a.findings, e.wlkp_on, e.bpjs_tk_on, r.as_of AS roster_on, e.kecamatan, \
    c.assigned_to, o.name AS assigned_name, c.proposed_by, p.name AS proposed_name, \
    c.proposed_at, c.proposed_evidence_on, c.proposed_seen, \
    q.name AS returned_name, c.returned_at, c.returned_because, \
    dp.from_on AS disputed_on, xm.until_on AS exempt_until, rp.from_on AS replied_on, \
    (SELECT s.taken_at FROM case_step s WHERE s.case_id = c.id AND s.round = c.round \
      AND s.step = c.stage) AS taken_at, ap.seen AS approved_seen, ap.valid_until AS approved_until, \
    ap.from_on AS approved_from, ",
    held_until!(),
    " AS held_until, ",
    bound_until!(),
    " AS bound_until \
    FROM cases c JOIN employer e ON e.id = c.employer_id \
    JOIN assessment a ON a.employer_id = c.employer_id \
    LEFT JOIN roster r ON r.employer_id = c.employer_id ",
    standing_joins!(),
    " LEFT JOIN officer o ON o.id = c.assigned_to \
    LEFT JOIN officer p ON p.id = c.proposed_by \
    LEFT JOIN officer q ON q.id = c.returned_by"
);

pub(super) fn case_type(code: &str) -> Result<CaseType, StoreError> {
    CaseType::from_code(code).ok_or(StoreError::Corrupt {
        table: "cases",
        column: "case_type",
    })
}

pub(super) fn case_of(row: &QueryResult, today: NaiveDate) -> Result<CaseRow, StoreError> {
    let next_change_on: Option<NaiveDate> = get(row, "next_change_on")?;
    let kind = case_type(&get::<String>(row, "case_type")?)?;
    let stage: String = get(row, "stage")?;
    let verdict: String = get(row, "verdict")?;
    let mail_to = mail_to(row)?;
    let confirmed_at: Option<DateTime<Utc>> = get(row, "confirmed_at")?;
    let said = said_of(row)?;
    let verdict = Verdict::from_code(&verdict).ok_or(StoreError::Corrupt {
        table: "assessment",
        column: "verdict",
    })?;
    let evidence = match kind {
        CaseType::ContributionPayment => "contributions_on",
        CaseType::Registration | CaseType::DataSubmission => "participants_on",
    };
    let agreed = agreed_from(row, &Seen::of(kind, verdict, &said), today)?;
    Ok(CaseRow {
        id: CaseId::from_uuid(get::<Uuid>(row, "id")?),
        code: format!("K-{:05}", get::<i32>(row, "no")?),
        employer: EmployerId::from_uuid(get::<Uuid>(row, "employer_id")?),
        employer_name: get(row, "name")?,
        language: language_of(row)?,
        place: place_of(row)?,
        round: get(row, "round")?,
        is_open: get(row, "is_open")?,
        opened_on: get(row, "opened_on")?,
        next: next_of(row)?,
        taken_at: get(row, "taken_at")?,
        ladder: (get(row, "ladder")?, get(row, "ladder_version")?),
        directive: DirectiveId::from_uuid(get(row, "directive_id")?),
        facts: CaseFacts {
            case_type: kind,
            stage: Stage::from_code(&stage).ok_or(StoreError::Corrupt {
                table: "cases",
                column: "stage",
            })?,
            due_on: get(row, "due_on")?,
            received_on: get(row, "received_on")?,
            confirmed: confirmed_at.is_some(),
            approved: agreed.is_some_and(|from| from <= today),
            planned_from: agreed.filter(|from| *from > today),
            bound_until: get(row, "bound_until")?,
            verdict,
            is_current: !get::<bool>(row, "changed")?
                && next_change_on.is_none_or(|date| date > today),
            evidence_on: get(row, evidence)?,
            has_email: mail_to.is_some(),
            disputed_on: get(row, "disputed_on")?,
            replied_on: get(row, "replied_on")?,
            exempt_until: get(row, "exempt_until")?,
            held_until: get(row, "held_until")?,
        },
        said,
        mail_to,
        kecamatan: get(row, "kecamatan")?,
        handling: handling_of(row)?,
    })
}

fn next_of(row: &QueryResult) -> Result<Option<(Stage, Notice)>, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "cases",
        column,
    };
    let Some(stage) = get::<Option<String>>(row, "next_stage")? else {
        return Ok(None);
    };
    let notice: String = get(row, "next_notice")?;
    Ok(Some((
        Stage::from_code(&stage).ok_or(corrupt("next_stage"))?,
        Notice::from_code(&notice).ok_or(corrupt("next_notice"))?,
    )))
}

fn place_of(row: &QueryResult) -> Result<Option<String>, StoreError> {
    let address: Option<String> = get(row, "address")?;
    let kelurahan: Option<String> = get(row, "kelurahan")?;
    let parts: Vec<String> = [address, kelurahan].into_iter().flatten().collect();
    Ok((!parts.is_empty()).then(|| parts.join(", ")))
}

/// The day from which on an approver agreed to the next step. An approval counts for what the
/// approver saw, and until its last day.
fn agreed_from(
    row: &QueryResult,
    seen: &Seen,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, StoreError> {
    let until: Option<NaiveDate> = get(row, "approved_until")?;
    let then: Option<String> = get(row, "approved_seen")?;
    let holds =
        until.is_some_and(|until| until >= today) && then.is_some_and(|then| then == seen.text());
    let from: Option<NaiveDate> = get(row, "approved_from")?;
    Ok(holds.then(|| from.unwrap_or(NaiveDate::MIN)))
}

fn said_of(row: &QueryResult) -> Result<AppealFacts, StoreError> {
    let basis: String = get(row, "basis")?;
    let basis = Basis::from_code(&basis).ok_or(StoreError::Corrupt {
        table: "assessment",
        column: "basis",
    })?;
    let findings: String = get(row, "findings")?;
    let workers = [Finding::Unregistered, Finding::PartialWorkers];
    Ok(AppealFacts {
        basis,
        basis_on: match basis {
            Basis::Roster => get(row, "roster_on")?,
            Basis::Wlkp => get(row, "wlkp_on")?,
            Basis::BpjsTk => get(row, "bpjs_tk_on")?,
            Basis::None => None,
        },
        headcount: sql::count(row, "headcount")?,
        registered: sql::count(row, "registered")?,
        shortfall: sql::count(row, "shortfall")?,
        arrears_months: sql::count(row, "arrears_months")?,
        participants_on: get(row, "participants_on")?,
        contributions_on: get(row, "contributions_on")?,
        workers_missing: findings
            .split(';')
            .any(|f| workers.iter().any(|w| w.code() == f)),
    })
}
