//! Cases: one per employer and kind, opened and closed by checks, moved by people and schedules.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryResult,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    confirmations::{Handling, handling_of},
    rows::{case, case_step},
    sql::{self, get},
};
use crate::domain::{
    appeal::AppealFacts,
    confirmation::{Confirmation, Seen},
    finding::{CaseType, Finding},
    ids::{CaseId, DirectiveId, EmployerId, MailId},
    ladder::{CaseFacts, Stage},
    verdict::{Basis, Verdict},
};

/// A case that a check wants open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCase {
    /// Fresh id; not used where the case exists.
    pub id: CaseId,
    /// Whose case.
    pub employer: EmployerId,
    /// Of which kind.
    pub case_type: CaseType,
    /// Under which instruction.
    pub directive: DirectiveId,
    /// The day it opens.
    pub opened_on: NaiveDate,
    /// The day the verification's term ends.
    pub due_on: NaiveDate,
}

/// An open case as a check sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenCase {
    /// Which case.
    pub id: CaseId,
    /// Whose case.
    pub employer: EmployerId,
    /// Of which kind.
    pub case_type: CaseType,
}

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
    /// The employer's addresses, separated by `; `.
    pub email: Option<String>,
    /// How often it was opened.
    pub round: i32,
    /// Whether it is open.
    pub is_open: bool,
    /// The day it was opened.
    pub opened_on: NaiveDate,
    /// The day the step's term ends.
    pub due_on: Option<NaiveDate>,
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

    /// The address that a notice goes to: the first one known.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        let first = self.email.as_deref()?.split(';').next()?.trim();
        (!first.is_empty()).then_some(first)
    }
}

/// A case with its facts. The evidence is as old as the older of the lists that tell of the
/// employer's codes, or as the newest list where none tells of them.
pub(super) const SELECT: &str = "SELECT c.id, c.no, c.employer_id, c.case_type, c.stage, c.round, c.is_open, \
    c.opened_on, c.due_on, c.confirmed_at, e.name, e.email, e.changed, e.next_change_on, \
    a.verdict, CASE WHEN so.as_of < sh.as_of THEN so.as_of ELSE COALESCE(sh.as_of, so.as_of, \
      (SELECT MAX(l.as_of) FROM participation_scope l)) END AS participants_on, \
    (SELECT MAX(k.as_of) FROM contribution_scope k WHERE k.code = e.code) AS contributions_on, \
    a.basis, a.headcount, a.registered, a.shortfall, a.arrears_months, \
    a.findings, e.wlkp_on, e.bpjs_tk_on, r.as_of AS roster_on, e.kecamatan, \
    c.assigned_to, o.name AS assigned_name, c.proposed_by, p.name AS proposed_name, \
    c.proposed_at, c.proposed_evidence_on, c.proposed_seen, \
    q.name AS returned_name, c.returned_at, c.returned_because, \
    dp.from_on AS disputed_on, xm.until_on AS exempt_until \
    FROM cases c JOIN employer e ON e.id = c.employer_id \
    JOIN assessment a ON a.employer_id = c.employer_id \
    LEFT JOIN roster r ON r.employer_id = c.employer_id \
    LEFT JOIN remark dp ON dp.employer_id = c.employer_id AND dp.kind = 'dispute' \
      AND dp.ended_at IS NULL \
    LEFT JOIN remark xm ON xm.employer_id = c.employer_id AND xm.kind = 'exemption' \
      AND xm.ended_at IS NULL \
    LEFT JOIN participation_scope so ON so.code = e.code AND so.segment = '' \
    LEFT JOIN participation_scope sh ON sh.code = e.head_code AND sh.segment = '' \
    LEFT JOIN officer o ON o.id = c.assigned_to \
    LEFT JOIN officer p ON p.id = c.proposed_by \
    LEFT JOIN officer q ON q.id = c.returned_by";

impl Tx {
    /// The open cases of these employers.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn open_cases_of(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<OpenCase>, StoreError> {
        let mut found = Vec::new();
        for part in employers.chunks(500) {
            let ids = part.iter().map(|id| id.uuid());
            let rows = case::Entity::find()
                .filter(case::Column::EmployerId.is_in(ids))
                .filter(case::Column::IsOpen.eq(true))
                .all(&self.tx)
                .await?;
            for row in rows {
                found.push(OpenCase {
                    id: CaseId::from_uuid(row.id),
                    employer: EmployerId::from_uuid(row.employer_id),
                    case_type: case_type(&row.case_type)?,
                });
            }
        }
        Ok(found)
    }

    /// Closes a case.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close_case(
        &self,
        id: CaseId,
        on: NaiveDate,
        because: &'static str,
    ) -> Result<(), StoreError> {
        case::Entity::update_many()
            .col_expr(case::Column::IsOpen, Expr::value(false))
            .col_expr(case::Column::ClosedOn, Expr::value(on))
            .col_expr(case::Column::ClosedBecause, Expr::value(because))
            .filter(case::Column::Id.eq(id.uuid()))
            .exec(&self.tx)
            .await?;
        self.cancel_mail_of(id).await
    }

    /// A mail that still waits is taken back when all the cases it speaks of are closed.
    async fn cancel_mail_of(&self, id: CaseId) -> Result<(), StoreError> {
        let text = "UPDATE outbox SET state = 'cancelled' WHERE state = 'queued' \
            AND id IN (SELECT mail_id FROM case_step WHERE case_id = ?) \
            AND NOT EXISTS (SELECT 1 FROM case_step s JOIN cases c ON c.id = s.case_id \
              WHERE s.mail_id = outbox.id AND c.is_open)";
        sql::run(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        Ok(())
    }

    /// All open cases, soonest due first, with what stands in their way on a day.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn open_cases(&self, today: NaiveDate) -> Result<Vec<CaseRow>, StoreError> {
        let text = format!("{SELECT} WHERE c.is_open ORDER BY c.due_on, c.no");
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(|row| case_of(row, today)).collect()
    }

    /// All cases of one employer, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn cases_of(
        &self,
        employer: EmployerId,
        today: NaiveDate,
    ) -> Result<Vec<CaseRow>, StoreError> {
        let text = format!("{SELECT} WHERE c.employer_id = ? ORDER BY c.is_open DESC, c.no DESC");
        let rows = sql::rows(&self.tx, &text, vec![sql::id(employer.uuid())]).await?;
        rows.iter().map(|row| case_of(row, today)).collect()
    }

    /// Takes a step. `false` when it was taken before: the key lets one of two programs win, and
    /// the other goes on quietly.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_step(
        &self,
        (id, round): (CaseId, i32),
        (step, due_on): (Stage, NaiveDate),
        mail: MailId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let row = case_step::ActiveModel {
            case_id: Set(id.uuid()),
            round: Set(round),
            step: Set(step.code().to_owned()),
            taken_at: Set(now),
            mail_id: Set(Some(mail.uuid())),
        };
        let key = [
            case_step::Column::CaseId,
            case_step::Column::Round,
            case_step::Column::Step,
        ];
        let taken = case_step::Entity::insert(row)
            .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
            .exec_without_returning(&self.tx)
            .await?;
        if taken == 0 {
            return Ok(false);
        }
        case::Entity::update_many()
            .col_expr(case::Column::Stage, Expr::value(step.code()))
            .col_expr(case::Column::DueOn, Expr::value(due_on))
            .filter(case::Column::Id.eq(id.uuid()))
            .exec(&self.tx)
            .await?;
        Ok(true)
    }

    /// Moves the term of the cases that a mail speaks of, if it left later than it was queued.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_terms(&self, mail: MailId, due_on: NaiveDate) -> Result<(), StoreError> {
        let text = "UPDATE cases SET due_on = ? WHERE due_on < ? AND is_open AND stage = 'appeal' \
                    AND id IN (SELECT case_id FROM case_step WHERE mail_id = ?)";
        let values = vec![due_on.into(), due_on.into(), sql::id(mail.uuid())];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }
}

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
    let email: Option<String> = get(row, "email")?;
    let email = email.filter(|e| !e.is_empty());
    let confirmed_at: Option<DateTime<Utc>> = get(row, "confirmed_at")?;
    let evidence = match kind {
        CaseType::ContributionPayment => "contributions_on",
        CaseType::Registration | CaseType::DataSubmission => "participants_on",
    };
    Ok(CaseRow {
        id: CaseId::from_uuid(get::<Uuid>(row, "id")?),
        code: format!("K-{:05}", get::<i32>(row, "no")?),
        employer: EmployerId::from_uuid(get::<Uuid>(row, "employer_id")?),
        employer_name: get(row, "name")?,
        round: get(row, "round")?,
        is_open: get(row, "is_open")?,
        opened_on: get(row, "opened_on")?,
        due_on: get(row, "due_on")?,
        facts: CaseFacts {
            case_type: kind,
            stage: Stage::from_code(&stage).ok_or(StoreError::Corrupt {
                table: "cases",
                column: "stage",
            })?,
            confirmed: confirmed_at.is_some(),
            verdict: Verdict::from_code(&verdict).ok_or(StoreError::Corrupt {
                table: "assessment",
                column: "verdict",
            })?,
            is_current: !get::<bool>(row, "changed")?
                && next_change_on.is_none_or(|date| date > today),
            evidence_on: get(row, evidence)?,
            has_email: email.is_some(),
            disputed_on: get(row, "disputed_on")?,
            exempt_until: get(row, "exempt_until")?,
        },
        said: said_of(row)?,
        email,
        kecamatan: get(row, "kecamatan")?,
        handling: handling_of(row)?,
    })
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
