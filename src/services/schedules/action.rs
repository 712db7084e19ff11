//! What schedules do.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    domain::schedule::Action,
    services::{
        AdvanceReport, CheckReport, Decision, DigestReport, Outcome, Reach, Rehearsal,
        RemindReport, ServiceError, Services, barred,
    },
    store::{Actor, CheckScope, Claim, Schedule},
};

/// What a run did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Did {
    /// Notices.
    Reminders(RemindReport),
    /// Steps by letter.
    Advance(AdvanceReport),
    /// A check.
    Recheck(CheckReport),
    /// Rows about workers whose time was over.
    Retention {
        /// How many.
        dropped: u64,
    },
    /// Digests for officers.
    Digests(DigestReport),
    /// Files: letters to print, or a copy of the database.
    Files {
        /// How many.
        files: u64,
    },
}

/// One turn of a schedule: whom it may reach, and the firing it belongs to.
#[derive(Debug, Clone, Default)]
pub struct Turn {
    /// The firing; none when a person asked for it.
    pub claim: Option<Claim>,
    /// Whom it may reach.
    pub reach: Reach,
    /// Due times before this one that nobody dealt with.
    pub missed: u64,
}

impl Did {
    /// What it did in a few words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Reminders(report) => {
                format!("{} pos-el, {} kasus", report.queued, report.cases)
            }
            Self::Advance(report) => format!(
                "{} konsep surat, {} kasus tetap, {} persetujuan ditarik",
                report.letters,
                report.held,
                report.withdrawn.len()
            ),
            Self::Recheck(report) => format!(
                "{} badan usaha diperiksa, {} berubah",
                report.assessed, report.changed
            ),
            Self::Retention { dropped } => format!("{dropped} baris pekerja dihapus"),
            Self::Files { files } => format!("{files} berkas ditulis"),
            Self::Digests(report) => {
                format!("{} ringkasan, {} gagal", report.sent, report.failed)
            }
        }
    }

    /// The notices, where it was about notices.
    #[must_use]
    pub fn reminders(&self) -> Option<&RemindReport> {
        match self {
            Self::Reminders(report) => Some(report),
            _ => None,
        }
    }

    /// How many mails or letters it makes.
    #[must_use]
    pub fn recipients(&self) -> u64 {
        match self {
            Self::Reminders(report) => report.queued,
            Self::Advance(report) => report.letters,
            Self::Digests(report) => report.sent,
            Self::Recheck(_) | Self::Retention { .. } | Self::Files { .. } => 0,
        }
    }

    /// Every case that it is about, and what becomes of it.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        match self {
            Self::Reminders(report) => &report.decisions,
            Self::Advance(report) => &report.decisions,
            Self::Recheck(_) | Self::Retention { .. } | Self::Files { .. } | Self::Digests(_) => {
                &[]
            }
        }
    }

    /// What is kept of it with the firing: counts, and no names.
    pub(super) fn outcome(&self) -> String {
        let mut because: BTreeMap<&str, u64> = BTreeMap::new();
        for decision in self.decisions() {
            if let Outcome::Hold(why) = &decision.outcome {
                *because.entry(why).or_default() += 1;
            }
        }
        let kept = match self {
            Self::Reminders(report) => serde_json::json!({
                "queued": report.queued, "cases": report.cases, "held": report.held,
                "because": because,
            }),
            Self::Advance(report) => serde_json::json!({
                "letters": report.letters, "held": report.held,
                "withdrawn": report.withdrawn.len(), "because": because,
            }),
            Self::Recheck(report) => serde_json::json!(report),
            Self::Retention { dropped } => serde_json::json!({ "dropped": dropped }),
            Self::Files { files } => serde_json::json!({ "files": files }),
            // Counts alone: who reads what is nobody else's business.
            Self::Digests(report) => serde_json::json!({
                "sent": report.sent, "failed": report.failed, "idle": report.idle,
                "held": report.held,
            }),
        };
        kept.to_string()
    }
}

impl Services {
    /// Does what a schedule does, now, because somebody asks for it. It belongs to no firing.
    ///
    /// # Errors
    /// When there is no such schedule, or what it does fails.
    pub async fn run_schedule(
        &self,
        name: &str,
        rehearsal: Rehearsal,
    ) -> Result<Did, ServiceError> {
        let schedule = self.schedule(name).await?;
        match rehearsal {
            Rehearsal::Yes => self.rehearse(&schedule).await,
            Rehearsal::No => self.act(&schedule, Turn::default()).await,
        }
    }

    /// The same for an officer, who has said how many people it will reach. It never reaches
    /// more.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it would reach another number by now.
    pub async fn run_schedule_as(
        &self,
        name: &str,
        recipients: u64,
        by: Actor,
    ) -> Result<Did, ServiceError> {
        let schedule = self.schedule(name).await?;
        if self.rehearse(&schedule).await?.recipients() != recipients {
            return Err(barred(
                "schedule_recipients",
                "Jumlah penerima tidak sama dengan yang akan dikirimi sekarang.",
            ));
        }
        let subject = format!("{name}: {recipients} penerima");
        let tx = self.store.begin().await?;
        tx.commit(self.entry(by, "schedule.run", subject)).await?;
        let mut turn = Turn::default();
        turn.reach.most = Some(recipients);
        self.act(&schedule, turn).await
    }

    /// Says what a schedule would do now. It does the same in a transaction that is taken back.
    pub(super) async fn rehearse(&self, schedule: &Schedule) -> Result<Did, ServiceError> {
        self.follow_calendar().await?;
        let turn = self.turn(schedule, Turn::default()).await?;
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let did = match schedule.action {
            Action::Reminders => {
                self.check_within(&tx, None, CheckScope::Owed).await?;
                let remind = self.remind_within(&tx, Rehearsal::Yes, (&turn.reach, None));
                Did::Reminders(remind.await?)
            }
            Action::Advance => {
                self.check_within(&tx, None, CheckScope::Owed).await?;
                // Withdrawing first may change what is next, so all of it is done.
                let advance = self.advance_within(&tx, Rehearsal::No, &turn.reach);
                Did::Advance(advance.await?)
            }
            Action::Recheck => {
                Did::Recheck(self.check_within(&tx, None, CheckScope::Owed).await?.0)
            }
            Action::Retention => Did::Retention {
                dropped: self.forget_old_rows(&tx).await?,
            },
            Action::DraftLetters => Did::Files {
                files: tx.letters().await?.len() as u64,
            },
            Action::Backup => Did::Files { files: 1 },
            Action::Digest => {
                drop(tx);
                return Ok(Did::Digests(self.send_digests(Rehearsal::Yes).await?));
            }
        };
        tx.roll_back().await?;
        Ok(did)
    }

    /// Does it.
    pub(super) async fn act(&self, schedule: &Schedule, turn: Turn) -> Result<Did, ServiceError> {
        self.follow_calendar().await?;
        match schedule.action {
            Action::Reminders => {
                // Nobody is written to on a verdict that newer data or a date has overtaken.
                self.check(None, CheckScope::Owed).await?;
                let turn = self.turn(schedule, turn).await?;
                let report = self.remind(Rehearsal::No, Some(&turn)).await?;
                Ok(Did::Reminders(report))
            }
            Action::Advance => {
                self.check(None, CheckScope::Owed).await?;
                let turn = self.turn(schedule, turn).await?;
                let report = self
                    .advance_in(Rehearsal::No, &turn.reach, Some(&turn))
                    .await?;
                Ok(Did::Advance(report))
            }
            Action::Recheck => Ok(Did::Recheck(self.check(None, CheckScope::Owed).await?)),
            Action::Retention => {
                let tx = self.store.begin().await?;
                tx.alone().await?;
                let dropped = self.forget_old_rows(&tx).await?;
                tx.touches([]);
                let subject = format!("{dropped} rows");
                tx.commit(self.entry(Actor::Job("retention"), "retention.run", subject))
                    .await?;
                Ok(Did::Retention { dropped })
            }
            Action::DraftLetters => Ok(Did::Files {
                files: self.write_drafts().await?.len() as u64,
            }),
            Action::Backup => Ok(Did::Files {
                files: self.back_up_daily().await?,
            }),
            Action::Digest => Ok(Did::Digests(self.send_digests(Rehearsal::No).await?)),
        }
    }

    /// Whom a schedule may reach now.
    async fn turn(&self, schedule: &Schedule, turn: Turn) -> Result<Turn, ServiceError> {
        if !schedule.action.has_audience() {
            return Ok(turn);
        }
        let most = [turn.reach.most, schedule.most.map(u64::from)];
        Ok(Turn {
            reach: Reach {
                only: self.audience(&schedule.audience).await?,
                most: most.into_iter().flatten().min(),
            },
            claim: turn.claim,
            missed: turn.missed,
        })
    }
}
