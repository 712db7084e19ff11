//! Whether the schedules keep their times.

use chrono::{DateTime, Utc};

use crate::{
    domain::schedule::RunState,
    services::{ServiceError, Services},
    store::Tx,
};

/// How a schedule that is switched on keeps its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulse {
    /// Unique name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// The due time that nobody has dealt with, where there is one.
    pub owed_since: Option<DateTime<Utc>>,
    /// Why its rule can't be read: it stands still.
    pub fault: Option<String>,
    /// What its last firing came to, where that failed.
    pub failed: Option<String>,
    /// When it last ended a firing well.
    pub done_at: Option<DateTime<Utc>>,
}

impl Pulse {
    /// Minutes after which a due time that nobody dealt with is worth a word: the heartbeat is
    /// one a minute, and a firing may take a while.
    const LATE_MINUTES: i64 = 10;

    /// Whether somebody should look at it.
    #[must_use]
    pub fn ails(&self, now: DateTime<Utc>) -> bool {
        self.fault.is_some() || self.failed.is_some() || self.is_late(now)
    }

    /// Whether a due time has gone by without anybody dealing with it.
    #[must_use]
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        let late = |since| now - since > chrono::TimeDelta::minutes(Self::LATE_MINUTES);
        self.owed_since.is_some_and(late)
    }
}

impl Services {
    /// How each schedule that is switched on keeps its times.
    ///
    /// # Errors
    /// When the store fails.
    pub(in crate::services) async fn pulses(&self, tx: &Tx) -> Result<Vec<Pulse>, ServiceError> {
        let now = self.clock.now();
        let mut pulses = Vec::new();
        for schedule in tx.schedules().await?.into_iter().filter(|s| s.enabled) {
            let last = tx.last_run(&schedule.name, now).await?;
            let failed = last.as_ref().filter(|run| run.state == RunState::Failed);
            let owed = self.owes(&schedule, last.as_ref().map(|run| run.due_at), now);
            let (owed_since, fault) = match owed {
                Ok(owed) => (owed.map(|(due_at, ..)| due_at), None),
                Err(error) => (None, Some(error.to_string())),
            };
            pulses.push(Pulse {
                failed: failed.map(|run| run.report.clone()),
                done_at: tx.last_done_run(&schedule.name).await?,
                name: schedule.name,
                title: schedule.title,
                owed_since,
                fault,
            });
        }
        Ok(pulses)
    }
}
