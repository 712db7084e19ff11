//! What happened to the cases of an employer, for its time line.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;

use uuid::Uuid;

use super::{
    StoreError, Tx,
    case_proofs::{ApprovalMark, ReceiptMark, ReminderMark},
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    finding::CaseType,
    ids::{EmployerId, LetterId},
    ladder::Stage,
};

/// A case as a time line tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseMarks {
    /// Its short code.
    pub code: String,
    /// Whose case.
    pub employer: EmployerId,
    /// Of which kind.
    pub case_type: CaseType,
    /// The day it was last opened.
    pub opened_on: NaiveDate,
    /// When two people confirmed it, and their names.
    pub confirmed: Option<(DateTime<Utc>, String, String)>,
    /// The day it was closed, and the code of the reason.
    pub closed: Option<(NaiveDate, String)>,
    /// Steps taken in all rounds.
    pub steps: Vec<StepMark>,
    /// Receipts that were recorded, in all rounds.
    pub receipts: Vec<ReceiptMark>,
    /// Reminders that went out or were passed over.
    pub reminders: Vec<ReminderMark>,
    /// Steps that an approver agreed to.
    pub approvals: Vec<ApprovalMark>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepMark {
    /// Which step.
    pub stage: Stage,
    /// In which round of the case.
    pub round: i32,
    /// When it was taken.
    pub taken_at: DateTime<Utc>,
    /// When its mail left.
    pub sent_at: Option<DateTime<Utc>>,
    /// The letter that was drafted for it.
    pub letter: Option<LetterId>,
    /// Who took it, where a person did.
    pub by: Option<String>,
    /// The day it happened and in what words, where it is recorded rather than taken here.
    pub happened: Option<(NaiveDate, String)>,
}

impl Tx {
    /// What happened to the cases of these employers, the newest case first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn case_marks(&self, employers: &[EmployerId]) -> Result<Vec<CaseMarks>, StoreError> {
        let text = format!(
            "SELECT c.no, c.employer_id, c.case_type, c.opened_on, c.confirmed_at, c.closed_on, \
             c.closed_because, a.name AS first_name, b.name AS second_name FROM cases c \
             LEFT JOIN officer a ON a.id = c.confirmed_by \
             LEFT JOIN officer b ON b.id = c.seconded_by \
             WHERE c.employer_id IN ({}) ORDER BY c.no DESC",
            marks(employers)
        );
        let mut cases = Vec::new();
        for row in sql::rows(&self.tx, &text, ids(employers)).await? {
            cases.push(case_mark(&row)?);
        }
        let text = format!(
            "SELECT c.no, s.round, s.step, s.taken_at, m.sent_at, s.letter_id, s.happened_on, \
             s.words, o.name AS taken_name FROM case_step s \
             JOIN cases c ON c.id = s.case_id LEFT JOIN outbox m ON m.id = s.mail_id \
             LEFT JOIN officer o ON o.id = s.taken_by \
             WHERE c.employer_id IN ({}) ORDER BY s.taken_at, s.step",
            marks(employers)
        );
        for row in sql::rows(&self.tx, &text, ids(employers)).await? {
            let stage: String = get(&row, "step")?;
            let step = StepMark {
                stage: Stage::from_code(&stage).ok_or(StoreError::Corrupt {
                    table: "case_step",
                    column: "step",
                })?,
                round: get(&row, "round")?,
                taken_at: get(&row, "taken_at")?,
                sent_at: get(&row, "sent_at")?,
                letter: get::<Option<Uuid>>(&row, "letter_id")?.map(LetterId::from_uuid),
                by: get(&row, "taken_name")?,
                happened: get::<Option<NaiveDate>>(&row, "happened_on")?
                    .zip(get::<Option<String>>(&row, "words")?),
            };
            let of = code(get(&row, "no")?);
            if let Some(case) = cases.iter_mut().find(|case| case.code == of) {
                case.steps.push(step);
            }
        }
        self.mark_proofs(employers, &mut cases).await?;
        Ok(cases)
    }
}

fn case_mark(row: &QueryResult) -> Result<CaseMarks, StoreError> {
    let kind: String = get(row, "case_type")?;
    let confirmed_at: Option<DateTime<Utc>> = get(row, "confirmed_at")?;
    let name = |column| -> Result<String, StoreError> {
        Ok(get::<Option<String>>(row, column)?.unwrap_or_default())
    };
    let (first, second) = (name("first_name")?, name("second_name")?);
    let closed_on: Option<NaiveDate> = get(row, "closed_on")?;
    let because: Option<String> = get(row, "closed_because")?;
    Ok(CaseMarks {
        code: code(get(row, "no")?),
        employer: EmployerId::from_uuid(get(row, "employer_id")?),
        case_type: CaseType::from_code(&kind).ok_or(StoreError::Corrupt {
            table: "cases",
            column: "case_type",
        })?,
        opened_on: get(row, "opened_on")?,
        confirmed: confirmed_at.map(|at| (at, first, second)),
        closed: closed_on.zip(because),
        steps: Vec::new(),
        receipts: Vec::new(),
        reminders: Vec::new(),
        approvals: Vec::new(),
    })
}

/// The short code of a case's number.
pub(super) fn code(no: i32) -> String {
    format!("K-{no:05}")
}
