//! The first notice: who gets one now, who doesn't and why, and queueing it.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveTime, SubsecRound, Utc};
use serde::Serialize;

use super::{ServiceError, Services};
use crate::{
    domain::{
        appeal::appeal_words,
        ids::{EmployerId, MailId},
        ladder::{Blocked, Stage, appeal},
        words::{day_words, terbilang},
    },
    mail::{Appeal, AppealFinding, Rendered},
    store::{Actor, CaseRow, Queued, ScheduleRun, Setting, Tx},
};

/// What becomes of one open case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", content = "detail", rename_all = "snake_case")]
pub enum Outcome {
    /// The notice goes to this address.
    Notify(String),
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
    /// What becomes of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What one run did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RemindReport {
    /// Mails put into the outbox.
    pub queued: u64,
    /// Cases that moved to the appeal.
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

/// What becomes of a case today, given whom a mail was queued for already.
fn outcome(case: &CaseRow, today: NaiveDate, mailed: &HashSet<EmployerId>) -> Outcome {
    match (appeal(&case.facts, today), case.address()) {
        (Err(blocked), _) => Outcome::Hold(blocked.words()),
        (Ok(()), _) if mailed.contains(&case.employer) => {
            Outcome::Hold("sudah dikirimi pos-el hari ini".to_owned())
        }
        (Ok(()), None) => Outcome::Hold(Blocked::NoEmail.words()),
        (Ok(()), Some(address)) => Outcome::Notify(address.to_owned()),
    }
}

impl Services {
    /// Queues the first notice for every case that may have one now. Safe to run again at any
    /// time. With `due`, the run belongs to that due time of a schedule and happens once.
    ///
    /// # Errors
    /// When the store or the wording fails; nothing of the run is kept then.
    pub async fn remind(
        &self,
        rehearsal: Rehearsal,
        due: Option<(&str, DateTime<Utc>)>,
    ) -> Result<RemindReport, ServiceError> {
        // Whole seconds, so that a sender who is told the same instant by `--at` finds them due.
        let now = self.clock.now().trunc_subsecs(0);
        let today = self.today();
        let tx = match rehearsal {
            Rehearsal::Yes => self.store.read().await?,
            Rehearsal::No => self.store.begin().await?,
        };
        if rehearsal == Rehearsal::No {
            // Two nodes at once: the second looks when the first is done, and finds nothing left.
            tx.alone().await?;
        }
        let demo = tx.setting(Setting::Demo).await?.is_some();
        let mailed = tx.mailed_since(self.start_of(today)).await?;
        let mut report = RemindReport::default();
        let mut ready: BTreeMap<EmployerId, Vec<CaseRow>> = BTreeMap::new();
        for case in tx.open_cases(self.today()).await? {
            let outcome = outcome(&case, today, &mailed);
            report.decisions.push(Decision {
                case: case.code.clone(),
                employer: case.employer_name.clone(),
                case_type: case.facts.case_type.words(),
                outcome: outcome.clone(),
            });
            match outcome {
                Outcome::Notify(_) => ready.entry(case.employer).or_default().push(case),
                Outcome::Hold(_) => report.held += 1,
            }
        }
        tx.touches(ready.keys().copied());
        for cases in ready.values() {
            report.queued += 1;
            report.cases += cases.len() as u64;
            if rehearsal == Rehearsal::No {
                self.queue_appeal(&tx, cases, (demo, today), now).await?;
            }
        }
        if rehearsal == Rehearsal::Yes {
            return Ok(report);
        }
        if let Some((schedule, due_at)) = due {
            let run = ScheduleRun {
                schedule: schedule.to_owned(),
                due_at,
                report: format!("{} pos-el, {} kasus", report.queued, report.cases),
            };
            if !tx.claim_run(&run, now).await? {
                return Ok(RemindReport::default());
            }
        }
        let subject = format!("{} mails, {} cases", report.queued, report.cases);
        tx.commit(self.entry(Actor::Job("reminders"), "reminder.queue", subject))
            .await?;
        Ok(report)
    }

    /// When a day begins in the city.
    pub(super) fn start_of(&self, day: NaiveDate) -> DateTime<Utc> {
        day.and_time(NaiveTime::MIN)
            .and_local_timezone(self.city.zone)
            .earliest()
            .map_or_else(|| self.clock.now(), |at| at.with_timezone(&Utc))
    }

    /// One mail for all cases of one employer, in the transaction that moves them.
    async fn queue_appeal(
        &self,
        tx: &Tx,
        cases: &[CaseRow],
        (demo, today): (bool, NaiveDate),
        now: DateTime<Utc>,
    ) -> Result<(), ServiceError> {
        let Some(first) = cases.first() else {
            return Ok(());
        };
        let days = Stage::Appeal.term_days().unwrap_or(0);
        let due_on = self.rules.calendar.term(today, days).due;
        let wording = self.appeal(cases, (days, due_on), demo)?;
        let Some(address) = first.address() else {
            return Ok(());
        };
        let mail = Queued {
            id: MailId::from_uuid(self.clock.new_id()),
            employer: first.employer,
            kind: "appeal",
            reference: first.code.clone(),
            recipient: address.to_owned(),
            reply_to: Some(self.city.reply_email.clone()),
            subject: wording.subject,
            body_text: wording.text,
            body_html: wording.html,
            demo,
        };
        tx.queue_mail(&mail, now).await?;
        for case in cases {
            let step = (Stage::Appeal, due_on);
            if !tx
                .take_step((case.id, case.round), step, mail.id, now)
                .await?
            {
                // Another program was first: nothing of this run may stay.
                return Err(ServiceError::Refused(format!(
                    "Kasus {} sedang diproses oleh program lain; ulangi perintah ini.",
                    case.code
                )));
            }
        }
        Ok(())
    }

    fn appeal(
        &self,
        cases: &[CaseRow],
        (days, due_on): (u32, NaiveDate),
        sample: bool,
    ) -> Result<Rendered, ServiceError> {
        let city = &self.city;
        let findings = cases
            .iter()
            .map(|case| {
                let words = appeal_words(case.facts.case_type, &case.said);
                AppealFinding {
                    statement: words.statement,
                    action: words.action.to_owned(),
                }
            })
            .collect();
        let wording = Appeal {
            firm_name: cases
                .first()
                .map(|c| c.employer_name.clone())
                .unwrap_or_default(),
            case_codes: cases.iter().map(|c| c.code.clone()).collect(),
            findings,
            legal_basis: Some(
                "Undang-Undang Nomor 24 Tahun 2011 dan Peraturan Presiden Nomor 82 Tahun 2018 \
                 beserta perubahannya"
                    .to_owned(),
            ),
            working_days: days,
            working_days_words: terbilang(days.into()),
            due_on_words: day_words(due_on),
            due_time_words: format!("16.00 {}", city.zone_name),
            city_name: format!("Kota {}", city.name),
            office_name: city.office.clone(),
            office_short_name: city.office_short.clone(),
            contact_name: city.contact_name.clone(),
            contact_phone: city.contact_phone.clone(),
            contact_email: city.contact_email.clone(),
            reply_email: city.reply_email.clone(),
            verify_phone: city.verify_phone.clone(),
            sample,
        };
        Ok(self.templates.render(&wording)?)
    }
}
