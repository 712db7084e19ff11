//! Firings: each is claimed in the database before anything is done, by one node.

use std::{sync::LazyLock, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Did, Turn, instant};
use crate::{
    domain::schedule::{RunState, Start},
    services::{ServiceError, Services},
    store::{Actor, Claim, Schedule, ScheduleRun, Tx},
};

/// How long a firing is somebody's without a sign of life.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How often its owner gives one.
const SIGN: Duration = Duration::from_secs(100);

/// What this process is called in the list of firings.
static NODE: LazyLock<String> = LazyLock::new(|| {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{}:{}", host.trim(), std::process::id())
});

/// A due time, how many before it were missed, and what becomes of it now.
pub(super) type Owed = (DateTime<Utc>, u64, Start);

/// What a beat came to.
#[derive(Default)]
struct Beat {
    done: Vec<(String, Did)>,
    failed: Option<ServiceError>,
}

impl Beat {
    /// One schedule that can't run must not keep the others from theirs.
    fn note(&mut self, came: Result<Option<(String, Did)>, ServiceError>) {
        match came {
            Ok(did) => self.done.extend(did),
            Err(error) => self.failed = self.failed.take().or(Some(error)),
        }
    }
}

/// A firing that is ours.
struct Claimed {
    schedule: Schedule,
    claim: Claim,
    /// Due times before this one that nobody dealt with.
    missed: u64,
}

impl Services {
    /// Does what is owed by all schedules: firings that a stopped machine left behind, and those
    /// that are due. After an outage the last due time is dealt with once, however many were
    /// missed.
    ///
    /// # Errors
    /// When the store fails, or what a schedule does.
    pub async fn run_owed(&self) -> Result<Vec<(String, Did)>, ServiceError> {
        self.follow_calendar().await?;
        let now = self.clock.now();
        let orphans = self.store.read().await?.orphans(now, LEASE).await?;
        let mut beat = Beat::default();
        // Each is claimed only when its turn comes: a lease must not run out while it waits.
        for run in orphans {
            beat.note(self.resume(&run).await);
        }
        for (schedule, owed) in self.due_now(&mut beat).await? {
            beat.note(self.fire(schedule, owed).await);
        }
        beat.failed.map_or(Ok(beat.done), Err)
    }

    /// Takes over what nobody gives a sign of life for, or gives it up.
    async fn resume(&self, run: &ScheduleRun) -> Result<Option<(String, Did)>, ServiceError> {
        let now = self.clock.now();
        let tx = self.store.begin().await?;
        let schedule = tx.schedule(&run.schedule).await?;
        let schedule = schedule.filter(|s| s.enabled && s.removed_at.is_none());
        let subject = format!("{} {}", run.schedule, run.due_at.to_rfc3339());
        let Some(schedule) = schedule.filter(|_| run.attempts < RunState::MOST_ATTEMPTS) else {
            let why = if run.attempts < RunState::MOST_ATTEMPTS {
                "dihentikan: jadwal dimatikan sebelum selesai".to_owned()
            } else {
                let (times, last) = (run.attempts, &run.report);
                format!("dihentikan setelah {times} kali tidak selesai. {last}")
            };
            let claim = Claim {
                schedule: run.schedule.clone(),
                due_at: run.due_at,
                attempt: run.attempts,
            };
            let said = (why.trim(), None);
            if tx.end_run(&claim, RunState::Failed, said, now).await? {
                let entry = self.entry(Actor::Job("schedule"), "schedule.give_up", subject);
                tx.commit(entry).await?;
            }
            return Ok(None);
        };
        let Some(claim) = tx.take_over(run, (&NODE, now, now + LEASE)).await? else {
            return Ok(None);
        };
        let entry = self.entry(Actor::Job("schedule"), "schedule.take_over", subject);
        tx.commit(entry).await?;
        let one = Claimed {
            schedule,
            claim,
            missed: 0,
        };
        Ok(Some(self.carry_out(one).await?))
    }

    /// Claims what a schedule owes and does it.
    async fn fire(
        &self,
        schedule: Schedule,
        (due_at, missed, start): Owed,
    ) -> Result<Option<(String, Did)>, ServiceError> {
        let Some(claim) = self.claim(&schedule, due_at, start).await? else {
            return Ok(None);
        };
        let one = Claimed {
            schedule,
            claim,
            missed,
        };
        Ok(Some(self.carry_out(one).await?))
    }

    /// What schedules owe now; those that can't be read are noted as failed.
    async fn due_now(&self, beat: &mut Beat) -> Result<Vec<(Schedule, Owed)>, ServiceError> {
        let now = self.clock.now();
        let tx = self.store.read().await?;
        let mut due = Vec::new();
        for schedule in tx.schedules().await?.into_iter().filter(|s| s.enabled) {
            let last = tx.last_run(&schedule.name, now).await?;
            match self.owes(&schedule, last.map(|run| run.due_at), now) {
                Ok(Some(owed)) => due.push((schedule, owed)),
                Ok(None) => {}
                Err(error) => beat.note(Err(error)),
            }
        }
        Ok(due)
    }

    /// The due time that a schedule owes, if it owes one.
    pub(super) fn owes(
        &self,
        schedule: &Schedule,
        last: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Option<Owed>, ServiceError> {
        let (zone, _) = self.zone_of(&schedule.timezone);
        let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
        // Only the last one counts, so a long outage need not be walked through from its start.
        let since = last.unwrap_or(schedule.since).max(schedule.since);
        let since = since.max(now - TimeDelta::days(400));
        let found = self.rule_of(schedule, |plan| plan.last(local(since), local(now)))?;
        Ok(found.and_then(|(due, missed)| {
            let start = Start::of(due, local(now), schedule.window, schedule.late);
            (!matches!(start, Start::Wait(_))).then(|| (instant(zone, due), missed, start))
        }))
    }

    /// Claims a firing, or takes down that it was missed; `None` where there is nothing to do.
    async fn claim(
        &self,
        schedule: &Schedule,
        due_at: DateTime<Utc>,
        start: Start,
    ) -> Result<Option<Claim>, ServiceError> {
        let now = self.clock.now();
        let missed = start == Start::Missed;
        let run = ScheduleRun {
            schedule: schedule.name.clone(),
            due_at,
            state: if missed {
                RunState::Skipped
            } else {
                RunState::Running
            },
            ran_at: now,
            finished_at: missed.then_some(now),
            lease_until: (!missed).then(|| now + LEASE),
            attempts: 1,
            node: NODE.clone(),
            report: if missed {
                "terlewat dan tidak dikejar".to_owned()
            } else {
                String::new()
            },
            outcome: None,
        };
        let tx = self.store.begin().await?;
        if !tx.claim_run(&run, schedule.version).await? {
            return Ok(None);
        }
        let subject = format!("{} {}", run.schedule, due_at.to_rfc3339());
        let action = if missed {
            "schedule.miss"
        } else {
            "schedule.claim"
        };
        tx.commit(self.entry(Actor::Job("schedule"), action, subject))
            .await?;
        Ok((!missed).then_some(Claim {
            schedule: run.schedule,
            due_at,
            attempt: 1,
        }))
    }

    /// Does what a claimed firing asks for, and takes down what came of it.
    async fn carry_out(&self, one: Claimed) -> Result<(String, Did), ServiceError> {
        let alive = tokio::spawn(self.clone().give_signs(one.claim.clone()));
        let acted = if one.schedule.rehearsal {
            self.rehearse(&one.schedule).await
        } else {
            let turn = Turn {
                claim: Some(one.claim.clone()),
                missed: one.missed,
                ..Turn::default()
            };
            self.act(&one.schedule, turn).await
        };
        alive.abort();
        match acted {
            Ok(did) => {
                self.take_down(&one, &did).await?;
                Ok((one.schedule.name, did))
            }
            Err(error) => {
                self.give_back(&one.claim, &error).await?;
                Err(error)
            }
        }
    }

    /// Keeps a firing ours while it is worked on.
    async fn give_signs(self, claim: Claim) {
        loop {
            tokio::time::sleep(SIGN).await;
            match self.renew(&claim).await {
                Ok(true) => {}
                Ok(false) => return,
                // The database is busy, perhaps with this very work; the next sign may get through.
                Err(error) => {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(
                        error,
                        schedule = claim.schedule,
                        "no sign of life was given"
                    );
                }
            }
        }
    }

    /// Keeps a firing for another while; `false` when somebody took it over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn renew(&self, claim: &Claim) -> Result<bool, ServiceError> {
        let until = self.clock.now() + LEASE;
        Ok(self.store.renew_run(claim, until).await?)
    }

    /// Ends a firing that its own transaction did not end.
    async fn take_down(&self, one: &Claimed, did: &Did) -> Result<(), ServiceError> {
        let mut words = told(did, one.missed);
        if one.schedule.rehearsal {
            words = format!("uji coba: {words}");
        }
        let tx = self.store.begin().await?;
        let (outcome, now) = (did.outcome(), self.clock.now());
        let said = (words.as_str(), Some(outcome.as_str()));
        let ended = tx.end_run(&one.claim, RunState::Done, said, now).await?;
        if ended {
            let subject = format!("{} {}", one.claim.schedule, one.claim.due_at.to_rfc3339());
            let entry = self.entry(Actor::Job("schedule"), "schedule.done", subject);
            tx.commit(entry).await?;
        }
        Ok(())
    }

    /// Ends the firing of a turn within the transaction that does its work, so that neither is
    /// there without the other.
    pub(in crate::services) async fn end_within(
        &self,
        tx: &Tx,
        turn: &Turn,
        did: &Did,
    ) -> Result<(), ServiceError> {
        let Some(claim) = &turn.claim else {
            return Ok(());
        };
        let words = told(did, turn.missed);
        let (outcome, now) = (did.outcome(), self.clock.now());
        let said = (words.as_str(), Some(outcome.as_str()));
        if tx.end_run(claim, RunState::Done, said, now).await? {
            return Ok(());
        }
        Err(ServiceError::Refused(format!(
            "Jadwal {} sudah diambil alih oleh mesin lain; tidak ada yang dikirim dari sini.",
            claim.schedule
        )))
    }

    /// Leaves a firing that failed for the next beat, or gives it up after a few times.
    async fn give_back(&self, claim: &Claim, why: &ServiceError) -> Result<(), ServiceError> {
        let last = claim.attempt >= RunState::MOST_ATTEMPTS;
        let (state, action) = if last {
            (RunState::Failed, "schedule.give_up")
        } else {
            (RunState::Running, "schedule.give_back")
        };
        let tx = self.store.begin().await?;
        let words = why.to_string();
        let now = self.clock.now();
        if tx.end_run(claim, state, (&words, None), now).await? {
            let subject = format!("{} {}", claim.schedule, claim.due_at.to_rfc3339());
            tx.commit(self.entry(Actor::Job("schedule"), action, subject))
                .await?;
        }
        Ok(())
    }
}

/// What is kept of a firing in words.
fn told(did: &Did, missed: u64) -> String {
    match missed {
        0 => did.words(),
        missed => format!("{}; {missed} waktu sebelumnya terlewat", did.words()),
    }
}
