//! What is known of the steps of an employer's cases: receipts, reminders, approvals.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;

use super::{
    CaseMarks, StoreError, Tx,
    case_marks::code,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{ids::EmployerId, ladder::Stage, receipt::How};

/// A receipt of a step's notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptMark {
    /// Of which step.
    pub stage: Stage,
    /// In which round of the case.
    pub round: i32,
    /// How it is known.
    pub how: How,
    /// The day of the receipt.
    pub received_on: NaiveDate,
    /// To whom, and what proves it.
    pub words: String,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who took it back, and when.
    pub undone: Option<(String, DateTime<Utc>)>,
}

/// A reminder of a step's term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderMark {
    /// Of which step.
    pub stage: Stage,
    /// Working days from the end of its term; negative before it.
    pub days: i16,
    /// It went out; else it was passed over.
    pub sent: bool,
    /// When that was settled.
    pub at: DateTime<Utc>,
}

/// A step that an approver agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalMark {
    /// The step.
    pub stage: Stage,
    /// Who agreed.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it ended, and the code of the reason; a step that was taken is told elsewhere.
    pub ended: Option<(DateTime<Utc>, String)>,
}

/// Whom lists name where a report or a mail of the firm said it.
const BY_MAIL: &str = "pos-el yang kembali";

impl Tx {
    /// Adds to cases what is known of their steps.
    pub(super) async fn mark_proofs(
        &self,
        employers: &[EmployerId],
        cases: &mut [CaseMarks],
    ) -> Result<(), StoreError> {
        let of = |columns: &str, order: &str| {
            format!(
                "SELECT c.no, {columns} JOIN cases c ON c.id = x.case_id \
                 WHERE c.employer_id IN ({}) ORDER BY {order}",
                marks(employers)
            )
        };
        let text = of(
            "x.round, x.step, x.how, x.received_on, x.words, x.made_at, x.undone_at, \
             o.name AS made_name, u.name AS undone_name FROM receipt x \
             LEFT JOIN officer o ON o.id = x.made_by LEFT JOIN officer u ON u.id = x.undone_by",
            "x.made_at, x.id",
        );
        for row in sql::rows(&self.tx, &text, ids(employers)).await? {
            if let Some(case) = case_of(&row, cases)? {
                case.receipts.push(receipt(&row)?);
            }
        }
        let text = of(
            "x.step, x.days, x.state, x.at FROM case_reminder x",
            "x.at, x.case_id, x.step, x.days",
        );
        for row in sql::rows(&self.tx, &text, ids(employers)).await? {
            if let Some(case) = case_of(&row, cases)? {
                case.reminders.push(ReminderMark {
                    stage: stage(&row, "case_reminder")?,
                    days: get(&row, "days")?,
                    sent: get::<String>(&row, "state")? == "sent",
                    at: get(&row, "at")?,
                });
            }
        }
        let text = of(
            "x.step, a.made_at, x.ended_at, x.ended_because, o.name AS made_name \
             FROM approval_step x JOIN approval a ON a.id = x.approval_id \
             JOIN officer o ON o.id = a.made_by",
            "a.made_at, x.approval_id, x.case_id",
        );
        for row in sql::rows(&self.tx, &text, ids(employers)).await? {
            if let Some(case) = case_of(&row, cases)? {
                let ended_at: Option<DateTime<Utc>> = get(&row, "ended_at")?;
                case.approvals.push(ApprovalMark {
                    stage: stage(&row, "approval_step")?,
                    by: get(&row, "made_name")?,
                    at: get(&row, "made_at")?,
                    ended: ended_at.zip(get(&row, "ended_because")?),
                });
            }
        }
        Ok(())
    }
}

fn case_of<'a>(
    row: &QueryResult,
    cases: &'a mut [CaseMarks],
) -> Result<Option<&'a mut CaseMarks>, StoreError> {
    let of = code(get(row, "no")?);
    Ok(cases.iter_mut().find(|case| case.code == of))
}

fn stage(row: &QueryResult, table: &'static str) -> Result<Stage, StoreError> {
    let column = "step";
    let code: String = get(row, column)?;
    Stage::from_code(&code).ok_or(StoreError::Corrupt { table, column })
}

fn receipt(row: &QueryResult) -> Result<ReceiptMark, StoreError> {
    let undone_at: Option<DateTime<Utc>> = get(row, "undone_at")?;
    let machine = |name: Option<String>| name.unwrap_or_else(|| BY_MAIL.to_owned());
    let undone_by = machine(get(row, "undone_name")?);
    let how: String = get(row, "how")?;
    Ok(ReceiptMark {
        stage: stage(row, "receipt")?,
        round: get(row, "round")?,
        how: How::from_code(&how).ok_or(StoreError::Corrupt {
            table: "receipt",
            column: "how",
        })?,
        received_on: get(row, "received_on")?,
        words: get(row, "words")?,
        by: machine(get(row, "made_name")?),
        at: get(row, "made_at")?,
        undone: undone_at.map(|at| (undone_by, at)),
    })
}
