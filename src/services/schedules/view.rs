//! Schedules as they are shown.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::{cron_of, instant};
use crate::{
    domain::schedule::Tongue,
    services::{ServiceError, Services},
    store::{Schedule, ScheduleRun},
};

/// Firings that a page looks back on.
const SHOWN_RUNS: u64 = 30;

/// A schedule in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScheduleView {
    /// Unique name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Five cron fields, in its time zone.
    pub cron: String,
    /// The same in plain Indonesian words.
    pub reading: String,
    /// What it does.
    pub action: &'static str,
    /// Whether it runs by itself.
    pub enabled: bool,
    /// Whether its firings only say what they would do.
    pub rehearsal: bool,
    /// The next due time, in its time zone.
    pub next: Option<String>,
    /// The last due time that was dealt with, and what came of it.
    pub last: Option<(String, String)>,
    /// How that one stands.
    pub last_state: Option<&'static str>,
}

/// A firing to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// When it is due.
    pub at: DateTime<Tz>,
    /// Why it is passed over.
    pub skipped: Option<String>,
    /// The day it was moved from, and why.
    pub moved: Option<(NaiveDate, String)>,
    /// The holidays of its year are not known.
    pub unsure: bool,
}

/// A schedule with everything around it.
#[derive(Debug, Clone)]
pub struct ScheduleDetail {
    /// As it is configured.
    pub schedule: Schedule,
    /// What people call its time zone.
    pub zone: String,
    /// The next firings, those that are passed over among them.
    pub coming: Vec<Coming>,
    /// The latest firings, the newest first.
    pub runs: Vec<ScheduleRun>,
}

impl Services {
    /// All schedules.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn schedules(&self) -> Result<Vec<ScheduleView>, ServiceError> {
        let tx = self.store.read().await?;
        let mut views = Vec::new();
        for schedule in tx.schedules().await? {
            let (zone, _) = self.zone_of(&schedule.timezone);
            // One that can't be read must not hide the others.
            let coming = self.coming(&schedule, 1).unwrap_or_default();
            let next = coming.into_iter().find(|one| one.skipped.is_none());
            let last = tx.last_run(&schedule.name, self.clock.now()).await?;
            views.push(ScheduleView {
                reading: self.reading(&schedule, Tongue::Id),
                next: next.map(|one| one.at.to_rfc3339()),
                last_state: last.as_ref().map(|run| run.state.code()),
                last: last.map(|run| (run.due_at.with_timezone(&zone).to_rfc3339(), run.report)),
                name: schedule.name,
                title: schedule.title,
                cron: schedule.cron,
                action: schedule.action.code(),
                enabled: schedule.enabled,
                rehearsal: schedule.rehearsal,
            });
        }
        Ok(views)
    }

    /// One schedule with its firings.
    ///
    /// # Errors
    /// When there is no such schedule.
    pub async fn schedule_detail(
        &self,
        name: &str,
        count: usize,
    ) -> Result<ScheduleDetail, ServiceError> {
        let schedule = self.schedule(name).await?;
        let runs = self.store.read().await?.runs(name, SHOWN_RUNS).await?;
        Ok(ScheduleDetail {
            zone: self.zone_of(&schedule.timezone).1,
            coming: self.coming(&schedule, count)?,
            schedule,
            runs,
        })
    }

    /// The next due times of a schedule.
    ///
    /// # Errors
    /// When there is no such schedule.
    pub async fn schedule_times(
        &self,
        name: &str,
        count: usize,
    ) -> Result<Vec<DateTime<Tz>>, ServiceError> {
        let schedule = self.schedule(name).await?;
        let coming = self.coming(&schedule, count)?;
        let sure = coming.into_iter().filter(|one| one.skipped.is_none());
        Ok(sure.map(|one| one.at).collect())
    }

    /// The rule of a schedule in plain words, or why it can't be read.
    #[must_use]
    pub fn reading(&self, schedule: &Schedule, tongue: Tongue) -> String {
        let (_, zone) = self.zone_of(&schedule.timezone);
        cron_of(schedule).map_or_else(
            |bad| bad.to_string(),
            |cron| cron.reading(tongue, schedule.holidays, &zone),
        )
    }

    /// The days on which a schedule fires, up to a day; one for each firing.
    ///
    /// # Errors
    /// When its rule can't be read.
    pub(in crate::services) fn firing_days(
        &self,
        schedule: &Schedule,
        until: NaiveDate,
    ) -> Result<Vec<NaiveDate>, ServiceError> {
        let (zone, _) = self.zone_of(&schedule.timezone);
        let local = self.clock.now().with_timezone(&zone).naive_local();
        self.rule_of(schedule, |plan| plan.days(local, until))
    }

    /// The next firings of a schedule, until so many are not passed over.
    ///
    /// # Errors
    /// When its rule can't be read.
    pub fn coming(&self, schedule: &Schedule, count: usize) -> Result<Vec<Coming>, ServiceError> {
        let (zone, _) = self.zone_of(&schedule.timezone);
        let now: DateTime<Utc> = self.clock.now();
        let local = now.with_timezone(&zone).naive_local();
        let firings = self.rule_of(schedule, |plan| plan.next(local, count))?;
        let coming = firings.into_iter().map(|firing| Coming {
            at: instant(zone, firing.due).with_timezone(&zone),
            skipped: firing.skipped,
            moved: firing.moved,
            unsure: firing.unsure,
        });
        Ok(coming.collect())
    }
}
