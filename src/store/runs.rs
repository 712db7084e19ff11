//! Firings: who acts on which due time, and what came of it.
//!
//! A claim is the schedule, the due time and the number of the attempt. Who takes a firing over
//! counts the attempts up in one statement, so a claim never belongs to two, and what the former
//! owner still tries to save under it finds no row.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Store, StoreError, Tx, rows::schedule_run, sql};
use crate::domain::schedule::RunState;

/// A due time, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleRun {
    /// Which schedule.
    pub schedule: String,
    /// The time it was due.
    pub due_at: DateTime<Utc>,
    /// How it stands.
    pub state: RunState,
    /// When the last attempt began.
    pub ran_at: DateTime<Utc>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// Until when its owner has it.
    pub lease_until: Option<DateTime<Utc>>,
    /// How often somebody began.
    pub attempts: u16,
    /// Who has or had it.
    pub node: String,
    /// What it did, in a sentence.
    pub report: String,
    /// The same as JSON.
    pub outcome: Option<String>,
}

/// The right to act on a firing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which schedule.
    pub schedule: String,
    /// The time it was due.
    pub due_at: DateTime<Utc>,
    /// Which attempt this is.
    pub attempt: u16,
}

fn run_of(row: schedule_run::Model) -> Result<ScheduleRun, StoreError> {
    Ok(ScheduleRun {
        state: RunState::from_code(&row.state).ok_or(StoreError::Corrupt {
            table: "schedule_run",
            column: "state",
        })?,
        attempts: u16::try_from(row.attempts).unwrap_or(u16::MAX),
        schedule: row.schedule,
        due_at: row.due_at,
        ran_at: row.ran_at,
        finished_at: row.finished_at,
        lease_until: row.lease_until,
        node: row.node,
        report: row.report,
        outcome: row.outcome,
    })
}

impl Tx {
    /// The last due time of a schedule until an instant. What a clock that ran ahead left behind
    /// does not count.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_run(
        &self,
        name: &str,
        until: DateTime<Utc>,
    ) -> Result<Option<ScheduleRun>, StoreError> {
        let row = schedule_run::Entity::find()
            .filter(schedule_run::Column::Schedule.eq(name))
            .filter(schedule_run::Column::DueAt.lte(until))
            .order_by_desc(schedule_run::Column::DueAt)
            .one(&self.tx)
            .await?;
        row.map(run_of).transpose()
    }

    /// The latest firings of a schedule, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn runs(&self, name: &str, limit: u64) -> Result<Vec<ScheduleRun>, StoreError> {
        let rows = schedule_run::Entity::find()
            .filter(schedule_run::Column::Schedule.eq(name))
            .order_by_desc(schedule_run::Column::DueAt)
            .limit(limit)
            .all(&self.tx)
            .await?;
        rows.into_iter().map(run_of).collect()
    }

    /// Firings whose owner let his time run out. A lease that ends later than any can was given
    /// by a clock that ran ahead, and counts as run out too.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn orphans(
        &self,
        now: DateTime<Utc>,
        lease: TimeDelta,
    ) -> Result<Vec<ScheduleRun>, StoreError> {
        let rows = schedule_run::Entity::find()
            .filter(schedule_run::Column::State.eq(RunState::Running.code()))
            .order_by_asc(schedule_run::Column::Schedule)
            .order_by_asc(schedule_run::Column::DueAt)
            .all(&self.tx)
            .await?;
        let held = |run: &ScheduleRun| {
            run.lease_until
                .is_some_and(|until| now < until && until <= now + lease * 2)
        };
        let runs: Result<Vec<_>, _> = rows.into_iter().map(run_of).collect();
        Ok(runs?.into_iter().filter(|run| !held(run)).collect())
    }

    /// Takes down that a due time is dealt with, if the schedule still stands at this version;
    /// `false` when another node was first or the schedule changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn claim_run(&self, run: &ScheduleRun, version: u32) -> Result<bool, StoreError> {
        let text = "INSERT INTO schedule_run (schedule, due_at, ran_at, report, state, node, \
                    finished_at, lease_until, attempts, outcome) \
                    SELECT name, ?, ?, ?, ?, ?, ?, ?, 1, ? FROM schedule \
                    WHERE name = ? AND version = ? AND enabled AND removed_at IS NULL \
                    ON CONFLICT (schedule, due_at) DO NOTHING";
        let values = vec![
            run.due_at.into(),
            run.ran_at.into(),
            run.report.as_str().into(),
            run.state.code().into(),
            run.node.as_str().into(),
            run.finished_at.into(),
            run.lease_until.into(),
            run.outcome.as_deref().into(),
            run.schedule.as_str().into(),
            i32::try_from(version).unwrap_or(i32::MAX).into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Takes over a firing as it was seen; `None` when somebody else did, or it ended meanwhile.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_over(
        &self,
        seen: &ScheduleRun,
        (node, now, until): (&str, DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Option<Claim>, StoreError> {
        let text = "UPDATE schedule_run SET attempts = attempts + 1, node = ?, ran_at = ?, \
                    lease_until = ? \
                    WHERE schedule = ? AND due_at = ? AND attempts = ? AND state = 'running'";
        let values = vec![
            node.into(),
            now.into(),
            until.into(),
            seen.schedule.as_str().into(),
            seen.due_at.into(),
            i32::from(seen.attempts).into(),
        ];
        let taken = sql::run(&self.tx, text, values).await? == 1;
        Ok(taken.then(|| Claim {
            schedule: seen.schedule.clone(),
            due_at: seen.due_at,
            attempt: seen.attempts + 1,
        }))
    }

    /// Ends a firing; `false` when it is no longer the caller's.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_run(
        &self,
        claim: &Claim,
        state: RunState,
        (report, outcome): (&str, Option<&str>),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE schedule_run SET state = ?, report = ?, outcome = ?, \
                    finished_at = CASE WHEN ? = 'running' THEN NULL ELSE ? END, lease_until = ? \
                    WHERE schedule = ? AND due_at = ? AND attempts = ? AND state = 'running'";
        let mut values = vec![
            state.code().into(),
            report.into(),
            outcome.into(),
            state.code().into(),
            now.into(),
            // Whoever keeps it running gives it back: the next beat may take it.
            now.into(),
        ];
        values.extend(key(claim));
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }
}

fn key(claim: &Claim) -> [sea_orm::Value; 3] {
    [
        claim.schedule.as_str().into(),
        claim.due_at.into(),
        i32::from(claim.attempt).into(),
    ]
}

impl Store {
    /// Keeps a firing for longer; `false` when it is no longer the caller's. Like the use of a
    /// session, it is no change that anybody answers for.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn renew_run(&self, claim: &Claim, until: DateTime<Utc>) -> Result<bool, StoreError> {
        let text = "UPDATE schedule_run SET lease_until = ? \
                    WHERE schedule = ? AND due_at = ? AND attempts = ? AND state = 'running'";
        let mut values = vec![until.into()];
        values.extend(key(claim));
        let backend = self.write.get_database_backend();
        let done = self
            .write
            .execute_raw(sql::statement(backend, text, values));
        let renewed = done.await?.rows_affected() == 1;
        Ok(renewed)
    }
}
