//! Schedules: what is owed is worked out from the store and the clock, so a tick that comes
//! late, twice or on two machines at once changes nothing but the hour.

use std::str::FromStr;

use chrono::{DateTime, Days, SubsecRound, Utc};
use chrono_tz::Tz;
use croner::Cron;
use serde::Serialize;

use super::{Rehearsal, RemindReport, ServiceError, Services};
use crate::store::{CheckScope, Schedule};

/// A schedule as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScheduleView {
    /// Unique name.
    pub name: String,
    /// Five cron fields, in the city's time zone.
    pub cron: String,
    /// What it does.
    pub action: String,
    /// Whether it runs by itself.
    pub enabled: bool,
    /// The next due time, in the city's time zone.
    pub next: Option<String>,
    /// The last due time that was dealt with, and what it did.
    pub last: Option<(String, String)>,
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
            let next = self.times(&schedule, 1)?.into_iter().next();
            let last = tx.last_run(&schedule.name).await?;
            views.push(ScheduleView {
                next: next.map(|at| at.to_rfc3339()),
                last: last.map(|run| (self.local(run.due_at).to_rfc3339(), run.report)),
                name: schedule.name,
                cron: schedule.cron,
                action: schedule.action,
                enabled: schedule.enabled,
            });
        }
        Ok(views)
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
        self.times(&schedule, count)
    }

    /// Does what a schedule does, now.
    ///
    /// # Errors
    /// When there is no such schedule, or what it does fails.
    pub async fn run_schedule(
        &self,
        name: &str,
        rehearsal: Rehearsal,
    ) -> Result<RemindReport, ServiceError> {
        let schedule = self.schedule(name).await?;
        self.act(&schedule, rehearsal, None).await
    }

    /// Does what is owed by all schedules. After an outage the last due time is dealt with once,
    /// however many were missed.
    ///
    /// # Errors
    /// When the store fails, or what a schedule does.
    pub async fn run_owed(&self) -> Result<Vec<(String, RemindReport)>, ServiceError> {
        let tx = self.store.read().await?;
        let mut owed = Vec::new();
        for schedule in tx.schedules().await?.into_iter().filter(|s| s.enabled) {
            let last = tx.last_run(&schedule.name).await?.map(|run| run.due_at);
            let since = last.unwrap_or(schedule.since).max(schedule.since);
            if let Some(due_at) = self.last_due(&schedule, since)? {
                owed.push((schedule, due_at));
            }
        }
        drop(tx);
        let (mut done, mut failed) = (Vec::new(), None);
        for (schedule, due_at) in owed {
            match self.act(&schedule, Rehearsal::No, Some(due_at)).await {
                Ok(report) => done.push((schedule.name, report)),
                // One schedule that can't run must not keep the others from theirs.
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(done), Err)
    }

    async fn schedule(&self, name: &str) -> Result<Schedule, ServiceError> {
        let schedules = self.store.read().await?.schedules().await?;
        schedules
            .into_iter()
            .find(|s| s.name == name)
            .ok_or_else(|| ServiceError::Missing(format!("Jadwal {name}")))
    }

    async fn act(
        &self,
        schedule: &Schedule,
        rehearsal: Rehearsal,
        due: Option<DateTime<Utc>>,
    ) -> Result<RemindReport, ServiceError> {
        match schedule.action.as_str() {
            "reminders" => {
                if rehearsal == Rehearsal::No {
                    // Nobody is written to on a verdict that newer data or a date has overtaken.
                    self.check(None, CheckScope::Owed).await?;
                }
                self.remind(rehearsal, due.map(|at| (schedule.name.as_str(), at)))
                    .await
            }
            other => Err(ServiceError::Installation(format!(
                "Jadwal {} meminta tindakan `{other}` yang tidak dikenal.",
                schedule.name
            ))),
        }
    }

    fn times(&self, schedule: &Schedule, count: usize) -> Result<Vec<DateTime<Tz>>, ServiceError> {
        let cron = parse(&schedule.cron)?;
        let mut at = self.whole_second(self.clock.now());
        let mut times = Vec::new();
        while times.len() < count {
            let Ok(next) = cron.find_next_occurrence(&at, false) else {
                break;
            };
            times.push(next);
            at = next;
        }
        Ok(times)
    }

    /// The cron library hands the fraction of the second it starts from on to every due time, so
    /// that two nodes would take one due time for two.
    fn whole_second(&self, at: DateTime<Utc>) -> DateTime<Tz> {
        self.local(at.trunc_subsecs(0))
    }

    /// The last due time after `since` that is not in the future.
    fn last_due(
        &self,
        schedule: &Schedule,
        since: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, ServiceError> {
        let cron = parse(&schedule.cron)?;
        let now = self.clock.now();
        // Only the last one counts, so a long outage need not be walked through from its start.
        let from = since.max(now - Days::new(400));
        let (mut at, mut last) = (self.whole_second(from), None);
        while let Ok(next) = cron.find_next_occurrence(&at, false) {
            if next > now {
                break;
            }
            last = Some(next.with_timezone(&Utc));
            at = next;
        }
        Ok(last)
    }
}

/// Reads five cron fields.
///
/// # Errors
/// Says which text is no cron expression.
pub(super) fn parse(text: &str) -> Result<Cron, ServiceError> {
    Cron::from_str(text)
        .map_err(|_| ServiceError::Installation(format!("`{text}` bukan jadwal cron lima kolom.")))
}
