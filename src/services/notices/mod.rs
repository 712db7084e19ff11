//! Notices to firms: the appeal and reminders of terms by mail, later steps by letter.
//!
//! A run looks at every open case, says what becomes of it and why, and does it: step, mail or
//! letter, and audit entry in one transaction. A rehearsal is the same without the writing, so
//! both agree to the row.

mod advance;
mod appeals;
mod terms;

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveTime, SubsecRound, Utc};
use serde::Serialize;

pub(super) use advance::CaseLetter;
pub use advance::{AdvanceReport, WithdrawnStep};
pub(super) use appeals::LEGAL_BASIS;

use super::{ServiceError, Services};
use crate::{
    domain::{
        ids::EmployerId,
        ladder::{Next, Notice, next_step},
    },
    store::{Actor, CaseRow, Ladders, ScheduleRun, Setting, Tx},
};

/// What becomes of one open case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", content = "detail", rename_all = "snake_case")]
pub enum Outcome {
    /// The notice goes to this address.
    Notify(String),
    /// A letter is drafted.
    Draft(String),
    /// It doesn't, for this reason.
    Hold(String),
}

/// One open case and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The case's short code.
    pub case: String,
    /// The employer's name.
    pub employer: String,
    /// The kind of case, in the official words.
    pub case_type: &'static str,
    /// What it would get: a step's code, with the reminder's distance where it is one.
    pub notice: String,
    /// What becomes of it.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Whose case.
    #[serde(skip)]
    pub employer_id: EmployerId,
}

/// What one run did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RemindReport {
    /// Mails put into the outbox.
    pub queued: u64,
    /// Cases that moved to the appeal, or were reminded of their term.
    pub cases: u64,
    /// Cases that stay where they are.
    pub held: u64,
    /// Every open case and what becomes of it.
    pub decisions: Vec<Decision>,
}

/// Whether anything is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rehearsal {
    /// Says what would happen.
    Yes,
    /// Does it.
    No,
}

/// Whom a run may write to, and how many.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// Only these employers; `None` means all with an open case.
    pub only: Option<HashSet<EmployerId>>,
    /// At most so many firms; `None` means no limit.
    pub most: Option<u64>,
}

/// What a run needs to know of the moment.
struct Moment {
    now: DateTime<Utc>,
    today: NaiveDate,
    demo: bool,
    ladders: Ladders,
}

impl Services {
    /// Queues the mails that are owed now: the appeal for every case that may have one, and
    /// reminders of terms. Safe to run again at any time. With `due`, the run belongs to that due
    /// time of a schedule and happens once.
    ///
    /// # Errors
    /// When the store or the wording fails; nothing of the run is kept then.
    pub async fn remind(
        &self,
        rehearsal: Rehearsal,
        due: Option<(&str, DateTime<Utc>)>,
    ) -> Result<RemindReport, ServiceError> {
        self.remind_some(rehearsal, &Reach::default(), due).await
    }

    /// The same for some firms only, or for so many.
    ///
    /// # Errors
    /// When the store or the wording fails; nothing of the run is kept then.
    pub async fn remind_some(
        &self,
        rehearsal: Rehearsal,
        reach: &Reach,
        due: Option<(&str, DateTime<Utc>)>,
    ) -> Result<RemindReport, ServiceError> {
        let (tx, moment) = self.start_run(rehearsal).await?;
        let mut report = RemindReport::default();
        let mut mailed = tx.mailed_since(self.start_of(moment.today)).await?;
        let cases = tx.open_cases(moment.today).await?;
        let cases = within(cases, reach);
        let appeals = self.decide_appeals(&cases, &moment, (&mailed, reach), &mut report)?;
        mailed.extend(appeals.keys().copied());
        let settled = tx.settled_reminders().await?;
        let room = reach
            .most
            .map(|most| most.saturating_sub(appeals.len() as u64));
        let terms = self.decide_terms(&cases, &moment, (&settled, &mailed, room), &mut report)?;
        if rehearsal == Rehearsal::Yes {
            return Ok(report);
        }
        tx.touches(appeals.keys().copied());
        for cases in appeals.values() {
            self.queue_appeal(&tx, cases, &moment).await?;
        }
        self.queue_terms(&tx, &terms, &moment).await?;
        if let Some((schedule, due_at)) = due {
            let run = ScheduleRun {
                schedule: schedule.to_owned(),
                due_at,
                report: format!("{} pos-el, {} kasus", report.queued, report.cases),
            };
            if !tx.claim_run(&run, moment.now).await? {
                return Ok(RemindReport::default());
            }
        }
        let subject = format!("{} mails, {} cases", report.queued, report.cases);
        tx.commit(self.entry(Actor::Job("reminders"), "reminder.queue", subject))
            .await?;
        Ok(report)
    }

    /// Opens the transaction of a run, alone where it writes.
    async fn start_run(&self, rehearsal: Rehearsal) -> Result<(Tx, Moment), ServiceError> {
        let tx = match rehearsal {
            Rehearsal::Yes => self.store.read().await?,
            Rehearsal::No => self.store.begin().await?,
        };
        if rehearsal == Rehearsal::No {
            // Two nodes at once: the second looks when the first is done, and finds nothing left.
            tx.alone().await?;
        }
        let moment = Moment {
            // Whole seconds, so that a sender who is told the same instant by `--at` finds them due.
            now: self.clock.now().trunc_subsecs(0),
            today: self.today(),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            ladders: tx.ladders().await?,
        };
        Ok((tx, moment))
    }

    /// What comes next for a case.
    fn next_of(&self, case: &CaseRow, moment: &Moment) -> Result<Next, ServiceError> {
        let ladder = moment.ladders.of(case)?;
        let calendar = &self.rules.calendar;
        Ok(next_step(&case.facts, ladder, calendar, moment.today))
    }

    /// When a day begins in the city.
    pub(super) fn start_of(&self, day: NaiveDate) -> DateTime<Utc> {
        day.and_time(NaiveTime::MIN)
            .and_local_timezone(self.city.zone)
            .earliest()
            .map_or_else(|| self.clock.now(), |at| at.with_timezone(&Utc))
    }
}

/// The cases of those employers that a run may write to.
fn within(cases: Vec<CaseRow>, reach: &Reach) -> Vec<CaseRow> {
    let Some(only) = &reach.only else {
        return cases;
    };
    let wanted = |case: &CaseRow| only.contains(&case.employer);
    cases.into_iter().filter(wanted).collect()
}

/// A case and what becomes of it.
fn decision(case: &CaseRow, notice: String, outcome: Outcome) -> Decision {
    Decision {
        case: case.code.clone(),
        employer: case.employer_name.clone(),
        case_type: case.facts.case_type.words(),
        notice,
        outcome,
        employer_id: case.employer,
    }
}

/// The words for what stands in a step's way, or for what it waits for.
fn held_because(next: &Next) -> String {
    match (next.blocked.first(), next.notice) {
        (Some(blocked), _) => blocked.words(),
        (None, Notice::Letter) => "langkah berikutnya disampaikan dengan surat".to_owned(),
        (None, _) => "menunggu jadwal berikutnya".to_owned(),
    }
}
