//! What an approver agreed to: a list of steps, each for what the case said then.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
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
    /// What was agreed to.
    pub steps: &'a [AgreedStep<'a>],
    /// What else, where it was a plan.
    pub plan: Option<AgreedPlan<'a>>,
}

/// A step agreed to.
#[derive(Debug, Clone, Copy)]
pub struct AgreedStep<'a> {
    /// The case, as the approver saw it.
    pub case: &'a CaseRow,
    /// The step that the case is on then.
    pub after: Stage,
    /// The step.
    pub step: Stage,
    /// Not before this day.
    pub from_on: Option<NaiveDate>,
}

/// What a plan holds beside its steps.
#[derive(Debug, Clone, Copy)]
pub struct AgreedPlan<'a> {
    /// While it stands, mails that are not in it wait.
    pub binds_mail: bool,
    /// Reminders: the case, the step reminded of, and the distance from the end of its term.
    pub reminders: &'a [(&'a CaseRow, Stage, i16)],
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
    /// When it was taken back, or gave way to another plan.
    pub ended_at: Option<DateTime<Utc>>,
    /// It was a plan, of every notice up to its last day.
    pub is_plan: bool,
    /// Mails that are not in it wait while it stands.
    pub binds_mail: bool,
    /// Steps agreed to.
    pub steps: u64,
    /// Those that were taken.
    pub taken: u64,
    /// Those that were withdrawn: complied meanwhile, or says something else.
    pub withdrawn: u64,
    /// Those that still wait for a run.
    pub left: u64,
}

/// The reminders of a plan that mails keep to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedReminders {
    /// The plan's last day.
    pub until: NaiveDate,
    /// Case, round, step reminded of, distance from the end of its term.
    pub listed: HashSet<(CaseId, i32, Stage, i16)>,
}

impl Tx {
    /// Writes an approval down. What was agreed to before of the same step gives way to it, and
    /// an earlier plan to a plan.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_approval(
        &self,
        new: &NewApproval<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        if new.plan.is_some() {
            self.end_plans(new.by, now).await?;
        }
        let text = "INSERT INTO approval (id, print, steps, valid_until, made_by, made_at, \
            is_plan, binds_mail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id),
            new.print.into(),
            i32::try_from(new.steps.len()).unwrap_or(i32::MAX).into(),
            new.valid_until.into(),
            sql::id(new.by.uuid()),
            now.into(),
            new.plan.is_some().into(),
            new.plan.is_some_and(|plan| plan.binds_mail).into(),
        ];
        sql::run(&self.tx, text, values).await?;
        for agreed in new.steps {
            self.put_agreed(new, agreed, now).await?;
        }
        for (case, step, days) in new.plan.map_or(&[][..], |plan| plan.reminders) {
            let text = "INSERT INTO approval_reminder (approval_id, case_id, round, step, days) \
                VALUES (?, ?, ?, ?, ?)";
            let values = vec![
                sql::id(new.id),
                sql::id(case.id.uuid()),
                case.round.into(),
                step.code().into(),
                (*days).into(),
            ];
            sql::run(&self.tx, text, values).await?;
        }
        Ok(())
    }

    async fn put_agreed(
        &self,
        new: &NewApproval<'_>,
        agreed: &AgreedStep<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let case = agreed.case;
        let text = "UPDATE approval_step SET ended_at = ?, ended_because = 'replaced' \
            WHERE case_id = ? AND after_step = ? AND ended_at IS NULL";
        let values = vec![
            now.into(),
            sql::id(case.id.uuid()),
            agreed.after.code().into(),
        ];
        sql::run(&self.tx, text, values).await?;
        let text = "INSERT INTO approval_step (approval_id, case_id, round, after_step, step, \
            from_on, seen, valid_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id),
            sql::id(case.id.uuid()),
            case.round.into(),
            agreed.after.code().into(),
            agreed.step.code().into(),
            Value::ChronoDate(agreed.from_on),
            case.seen().text().into(),
            new.valid_until.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Only one plan stands at a time.
    async fn end_plans(&self, by: OfficerId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let text = "UPDATE approval_step SET ended_at = ?, ended_because = 'replaced' \
            WHERE ended_at IS NULL AND approval_id IN \
              (SELECT id FROM approval WHERE is_plan AND ended_at IS NULL)";
        sql::run(&self.tx, text, vec![now.into()]).await?;
        let text = "UPDATE approval SET ended_by = ?, ended_at = ? \
            WHERE is_plan AND ended_at IS NULL";
        sql::run(&self.tx, text, vec![sql::id(by.uuid()), now.into()]).await?;
        Ok(())
    }

    /// The reminders that may go out while a plan binds mails on a day; `None` where none does.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn planned_reminders(
        &self,
        today: NaiveDate,
    ) -> Result<Option<PlannedReminders>, StoreError> {
        let text = "SELECT id, valid_until FROM approval WHERE binds_mail AND ended_at IS NULL \
            AND valid_until >= ? ORDER BY made_at DESC, id LIMIT 1";
        let found = sql::rows(&self.tx, text, vec![today.into()]).await?;
        let Some(plan) = found.first() else {
            return Ok(None);
        };
        let text = "SELECT case_id, round, step, days FROM approval_reminder \
            WHERE approval_id = ? ORDER BY case_id, step, days";
        let rows = sql::rows(&self.tx, text, vec![sql::id(get(plan, "id")?)]).await?;
        let listed = rows.iter().map(|row| {
            let case = CaseId::from_uuid(get(row, "case_id")?);
            Ok((case, get(row, "round")?, stage_of(row)?, get(row, "days")?))
        });
        Ok(Some(PlannedReminders {
            until: get(plan, "valid_until")?,
            listed: listed.collect::<Result<_, StoreError>>()?,
        }))
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
        let text = format!("{APPROVALS} ORDER BY a.made_at DESC, a.id LIMIT ?");
        let rows = sql::rows(&self.tx, &text, vec![i64::from(limit).into()]).await?;
        rows.iter().map(approval_of).collect()
    }

    /// The plan that was not taken back or replaced, if there is one.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn standing_plan(&self) -> Result<Option<Approval>, StoreError> {
        let text = format!(
            "{APPROVALS} WHERE a.is_plan AND a.ended_at IS NULL \
             ORDER BY a.made_at DESC, a.id LIMIT 1"
        );
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.first().map(approval_of).transpose()
    }
}

/// Approvals with what became of their steps.
const APPROVALS: &str = "SELECT a.id, a.print, a.steps, a.valid_until, a.made_at, a.ended_at, \
    a.is_plan, a.binds_mail, o.name AS made_name, \
    (SELECT COUNT(*) FROM approval_step s WHERE s.approval_id = a.id \
      AND s.ended_because = 'taken') AS taken, \
    (SELECT COUNT(*) FROM approval_step s WHERE s.approval_id = a.id \
      AND s.ended_because IN ('complied', 'changed', 'moved', 'expired')) AS withdrawn, \
    (SELECT COUNT(*) FROM approval_step s WHERE s.approval_id = a.id \
      AND s.ended_at IS NULL) AS waiting \
    FROM approval a JOIN officer o ON o.id = a.made_by";

fn approval_of(row: &QueryResult) -> Result<Approval, StoreError> {
    Ok(Approval {
        id: get(row, "id")?,
        print: get(row, "print")?,
        by: get(row, "made_name")?,
        at: get(row, "made_at")?,
        valid_until: get(row, "valid_until")?,
        ended_at: get(row, "ended_at")?,
        is_plan: get(row, "is_plan")?,
        binds_mail: get(row, "binds_mail")?,
        steps: u64::from(sql::count(row, "steps")?),
        taken: get::<i64>(row, "taken")?.unsigned_abs(),
        withdrawn: get::<i64>(row, "withdrawn")?.unsigned_abs(),
        left: get::<i64>(row, "waiting")?.unsigned_abs(),
    })
}

pub(super) fn stage_of(row: &QueryResult) -> Result<Stage, StoreError> {
    let step: String = get(row, "step")?;
    Stage::from_code(&step).ok_or(StoreError::Corrupt {
        table: "approval_step",
        column: "step",
    })
}
