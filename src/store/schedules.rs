//! What happens regularly: the schedules, and the due times already dealt with.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};

use super::{
    StoreError, Tx,
    rows::{schedule, schedule_run},
};

/// A schedule as it is configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Unique name.
    pub name: String,
    /// Five cron fields, read in the city's time zone.
    pub cron: String,
    /// What it does.
    pub action: String,
    /// Whether it runs by itself.
    pub enabled: bool,
    /// Nothing before this instant is owed.
    pub since: DateTime<Utc>,
}

/// A due time that was dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleRun {
    /// Which schedule.
    pub schedule: String,
    /// The time it was due.
    pub due_at: DateTime<Utc>,
    /// What it did, in a sentence.
    pub report: String,
}

impl Tx {
    /// Adds a schedule unless one of that name exists.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn seed_schedule(&self, new: &Schedule) -> Result<(), StoreError> {
        let row = schedule::ActiveModel {
            name: Set(new.name.clone()),
            cron: Set(new.cron.clone()),
            action: Set(new.action.clone()),
            enabled: Set(new.enabled),
            since: Set(new.since),
        };
        let keep = OnConflict::column(schedule::Column::Name)
            .do_nothing()
            .to_owned();
        schedule::Entity::insert(row)
            .on_conflict(keep)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// All schedules, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn schedules(&self) -> Result<Vec<Schedule>, StoreError> {
        let rows = schedule::Entity::find()
            .order_by_asc(schedule::Column::Name)
            .all(&self.tx)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Schedule {
                name: row.name,
                cron: row.cron,
                action: row.action,
                enabled: row.enabled,
                since: row.since,
            })
            .collect())
    }

    /// The last due time of a schedule that was dealt with.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_run(&self, name: &str) -> Result<Option<ScheduleRun>, StoreError> {
        let row = schedule_run::Entity::find()
            .filter(schedule_run::Column::Schedule.eq(name))
            .order_by_desc(schedule_run::Column::DueAt)
            .one(&self.tx)
            .await?;
        Ok(row.map(|row| ScheduleRun {
            schedule: row.schedule,
            due_at: row.due_at,
            report: row.report,
        }))
    }

    /// Takes down that a due time is dealt with; `false` when another program was first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn claim_run(
        &self,
        run: &ScheduleRun,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let row = schedule_run::ActiveModel {
            schedule: Set(run.schedule.clone()),
            due_at: Set(run.due_at),
            ran_at: Set(now),
            report: Set(run.report.clone()),
        };
        let key = [schedule_run::Column::Schedule, schedule_run::Column::DueAt];
        let taken = schedule_run::Entity::insert(row)
            .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
            .exec_without_returning(&self.tx)
            .await?;
        Ok(taken == 1)
    }
}
