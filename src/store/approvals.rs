//! What an approver agreed to: a list of steps, each for what the case said then.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    CaseRow, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::{CaseId, OfficerId},
    ladder::Stage,
};

/// An approval to write down.
#[derive(Debug, Clone)]
pub struct NewApproval<'a> {
    /// Fresh id.
    pub id: Uuid,
    /// Print of the list that was signed.
    pub print: &'a str,
    /// The last day on which a step may be taken by it.
    pub valid_until: NaiveDate,
    /// Who agreed.
    pub by: OfficerId,
    /// The cases, and the step agreed to for each.
    pub steps: &'a [(&'a CaseRow, Stage)],
}

/// An approval and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Which approval.
    pub id: Uuid,
    /// Print of the list that was signed.
    pub print: String,
    /// Who agreed.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The last day on which a step may be taken by it.
    pub valid_until: NaiveDate,
    /// When it was taken back.
    pub ended_at: Option<DateTime<Utc>>,
    /// Steps agreed to.
    pub steps: u64,
    /// Those that were taken.
    pub taken: u64,
    /// Those that were withdrawn: complied meanwhile, or says something else.
    pub withdrawn: u64,
    /// Those that still wait for a run.
    pub left: u64,
}

/// An approved step that is not taken any more, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// The case's short code.
    pub code: String,
    /// The employer's name.
    pub employer: String,
    /// The step.
    pub step: Stage,
    /// `complied`, `changed`, `moved`, `expired`.
    pub because: &'static str,
}

impl Tx {
    /// Writes an approval down. A case's earlier approval gives way to it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_approval(
        &self,
        new: &NewApproval<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO approval (id, print, steps, valid_until, made_by, made_at) \
            VALUES (?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id),
            new.print.into(),
            i32::try_from(new.steps.len()).unwrap_or(i32::MAX).into(),
            new.valid_until.into(),
            sql::id(new.by.uuid()),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        for (case, step) in new.steps {
            let text = "UPDATE approval_step SET ended_at = ?, ended_because = 'replaced' \
                WHERE case_id = ? AND ended_at IS NULL";
            sql::run(&self.tx, text, vec![now.into(), sql::id(case.id.uuid())]).await?;
            let text = "INSERT INTO approval_step (approval_id, case_id, round, after_step, step, \
                seen, valid_until) VALUES (?, ?, ?, ?, ?, ?, ?)";
            let values = vec![
                sql::id(new.id),
                sql::id(case.id.uuid()),
                case.round.into(),
                case.facts.stage.code().into(),
                step.code().into(),
                case.seen().text().into(),
                new.valid_until.into(),
            ];
            sql::run(&self.tx, text, values).await?;
        }
        Ok(())
    }

    /// Takes an approval back for everything that was not taken yet; answers how many steps that
    /// stopped.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_approval(
        &self,
        id: Uuid,
        by: OfficerId,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let text = "UPDATE approval SET ended_by = ?, ended_at = ? \
            WHERE id = ? AND ended_at IS NULL";
        let values = vec![sql::id(by.uuid()), now.into(), sql::id(id)];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(0);
        }
        let text = "UPDATE approval_step SET ended_at = ?, ended_because = 'taken_back' \
            WHERE approval_id = ? AND ended_at IS NULL";
        sql::run(&self.tx, text, vec![now.into(), sql::id(id)]).await
    }

    /// The newest approvals with what became of them.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn approvals(&self, limit: u32) -> Result<Vec<Approval>, StoreError> {
        let text = "SELECT a.id, a.print, a.steps, a.valid_until, a.made_at, a.ended_at, \
            o.name AS made_name, \
            (SELECT COUNT(*) FROM approval_step s WHERE s.approval_id = a.id \
              AND s.ended_because = 'taken') AS taken, \
            (SELECT COUNT(*) FROM approval_step s WHERE s.approval_id = a.id \
              AND s.ended_because IN ('complied', 'changed', 'moved', 'expired')) AS withdrawn, \
            (SELECT COUNT(*) FROM approval_step s WHERE s.approval_id = a.id \
              AND s.ended_at IS NULL) AS waiting \
            FROM approval a JOIN officer o ON o.id = a.made_by \
            ORDER BY a.made_at DESC, a.id LIMIT ?";
        let rows = sql::rows(&self.tx, text, vec![i64::from(limit).into()]).await?;
        rows.iter()
            .map(|row| {
                Ok(Approval {
                    id: get(row, "id")?,
                    print: get(row, "print")?,
                    by: get(row, "made_name")?,
                    at: get(row, "made_at")?,
                    valid_until: get(row, "valid_until")?,
                    ended_at: get(row, "ended_at")?,
                    steps: u64::from(sql::count(row, "steps")?),
                    taken: get::<i64>(row, "taken")?.unsigned_abs(),
                    withdrawn: get::<i64>(row, "withdrawn")?.unsigned_abs(),
                    left: get::<i64>(row, "waiting")?.unsigned_abs(),
                })
            })
            .collect()
    }

    /// Withdraws the approved steps that may not be taken any more: the case closed, moved on, or
    /// says something else; the approval's last day is over.
    ///
    /// # Errors
    /// When the database refuses or a row makes no sense.
    pub async fn withdraw_stale_approvals(
        &self,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Result<Vec<Withdrawn>, StoreError> {
        let text = "SELECT case_id, round, after_step, step, seen, valid_until \
            FROM approval_step WHERE ended_at IS NULL ORDER BY case_id";
        let standing = sql::rows(&self.tx, text, vec![]).await?;
        let mut withdrawn = Vec::new();
        for part in standing.chunks(500) {
            let ids = part
                .iter()
                .map(|row| Ok(CaseId::from_uuid(get(row, "case_id")?)))
                .collect::<Result<Vec<_>, StoreError>>()?;
            let cases = self.cases_by_id(&ids, today).await?;
            for (row, id) in part.iter().zip(ids) {
                let Some(case) = cases.iter().find(|case| case.id == id) else {
                    continue;
                };
                let same = case.round == get::<i32>(row, "round")?
                    && case.facts.stage.code() == get::<String>(row, "after_step")?;
                let because = if !case.is_open {
                    "complied"
                } else if !same {
                    "moved"
                } else if case.seen().text() != get::<String>(row, "seen")? {
                    "changed"
                } else if get::<NaiveDate>(row, "valid_until")? < today {
                    "expired"
                } else {
                    continue;
                };
                let text = "UPDATE approval_step SET ended_at = ?, ended_because = ? \
                    WHERE case_id = ? AND ended_at IS NULL";
                let values = vec![now.into(), because.into(), sql::id(id.uuid())];
                sql::run(&self.tx, text, values).await?;
                let step: String = get(row, "step")?;
                withdrawn.push(Withdrawn {
                    code: case.code.clone(),
                    employer: case.employer_name.clone(),
                    step: Stage::from_code(&step).ok_or(StoreError::Corrupt {
                        table: "approval_step",
                        column: "step",
                    })?,
                    because,
                });
            }
        }
        Ok(withdrawn)
    }
}
