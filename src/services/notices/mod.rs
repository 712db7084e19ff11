//! Notices to firms: the appeal, reminders of terms and thanks by mail, later steps by letter.
//!
//! A run looks at every open case, says what becomes of it and why, and does it: step, mail or
//! letter, and audit entry in one transaction. A rehearsal is the same without the writing, so
//! both agree to the row.

mod advance;
mod appeals;
mod laws;
mod letter_facts;
mod paper;
mod resend;
mod terms;
mod thanks;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveTime, SubsecRound, Utc};
use serde::Serialize;

pub use advance::{AdvanceReport, WithdrawnStep};
use appeals::Room;
pub(super) use laws::LEGAL_BASIS;
use laws::{Laws, laws_of};
use terms::Known;
use thanks::decide_thanks;

use super::{Did, Question, ServiceError, Services, Turn};
use crate::{
    domain::{
        ids::{DirectiveId, EmployerId, MailId},
        ladder::{Next, Notice, next_step},
    },
    mail::{Office, Rendered, Sender},
    store::{Actor, CaseRow, Claim, Ladders, Queued, Setting, Tx},
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
    /// The laws that instructions name.
    laws: HashMap<DirectiveId, Laws>,
    /// The firing that this is done for: its schedule, and the time that was due.
    firing: Option<(String, DateTime<Utc>)>,
}

impl Services {
    /// Queues the mails that are owed now: the appeal for every case that may have one, reminders
    /// of terms, and thanks for cases that were closed because the duty was met. Safe to run again at any time. With a turn, the run belongs to that
    /// firing of a schedule, which ends in the transaction that queues.
    ///
    /// # Errors
    /// When the store or the wording fails, or the firing is another node's by now; nothing of
    /// the run is kept then.
    pub async fn remind(
        &self,
        rehearsal: Rehearsal,
        turn: Option<&Turn>,
    ) -> Result<RemindReport, ServiceError> {
        let tx = self.start_run(rehearsal).await?;
        let everybody = Reach::default();
        let reach = turn.map_or(&everybody, |turn| &turn.reach);
        let claim = turn.and_then(|turn| turn.claim.as_ref());
        let report = self.remind_within(&tx, rehearsal, (reach, claim)).await?;
        if rehearsal == Rehearsal::Yes {
            return Ok(report);
        }
        if let Some(turn) = turn {
            let did = Did::Reminders(report.clone());
            self.end_within(&tx, turn, &did).await?;
        }
        let subject = format!("{} mails, {} cases", report.queued, report.cases);
        tx.commit(self.entry(Actor::Job("reminders"), "reminder.queue", subject))
            .await?;
        Ok(report)
    }

    /// The same as a part of somebody's transaction.
    pub(super) async fn remind_within(
        &self,
        tx: &Tx,
        rehearsal: Rehearsal,
        (reach, claim): (&Reach, Option<&Claim>),
    ) -> Result<RemindReport, ServiceError> {
        let moment = Moment {
            firing: claim.map(|claim| (claim.schedule.clone(), claim.due_at)),
            ..self.moment(tx).await?
        };
        let mut report = RemindReport::default();
        let mut mailed = tx.mailed_since(self.start_of(moment.today)).await?;
        let cases = tx.open_cases(moment.today).await?;
        let cases = within(cases, reach);
        let room = Room {
            mailed: &mailed,
            most: reach.most,
            new_firms: self.new_firms(tx).await?.map(|firms| firms.today),
        };
        let appeals = self.decide_appeals(&cases, &moment, &room, &mut report)?;
        mailed.extend(appeals.keys().copied());
        let room = reach
            .most
            .map(|most| most.saturating_sub(appeals.len() as u64));
        let known = Known {
            settled: tx.settled_reminders().await?,
            mailed: &mailed,
            room,
            planned: tx.planned_reminders(moment.today).await?,
        };
        let terms = self.decide_terms(&cases, &moment, &known, &mut report)?;
        mailed.extend(terms.employers());
        let room = room.map(|room| room.saturating_sub(terms.mails() as u64));
        let thankable = self.thankable(tx, &moment, reach).await?;
        let thanks = decide_thanks(&thankable, (&mailed, room, moment.today), &mut report);
        if rehearsal == Rehearsal::Yes {
            return Ok(report);
        }
        tx.touches(appeals.keys().copied());
        for cases in appeals.values() {
            self.queue_appeal(tx, cases, &moment).await?;
        }
        self.queue_terms(tx, &terms, &moment).await?;
        self.queue_thanks(tx, &thanks, &moment).await?;
        Ok(report)
    }

    /// Opens the transaction of a run, alone where it writes.
    async fn start_run(&self, rehearsal: Rehearsal) -> Result<Tx, ServiceError> {
        if rehearsal == Rehearsal::Yes {
            return Ok(self.store.read().await?);
        }
        let tx = self.store.begin().await?;
        // Two nodes at once: the second looks when the first is done, and finds nothing left.
        tx.alone().await?;
        Ok(tx)
    }

    async fn moment(&self, tx: &Tx) -> Result<Moment, ServiceError> {
        self.follow_within(tx).await?;
        Ok(Moment {
            // Whole seconds, so that a sender who is told the same instant by `--at` finds them due.
            now: self.clock.now().trunc_subsecs(0),
            today: self.today(),
            demo: tx.setting(Setting::Demo).await?.is_some(),
            ladders: tx.ladders().await?,
            laws: laws_of(tx).await?,
            firing: None,
        })
    }

    /// What comes next for a case.
    fn next_of(&self, case: &CaseRow, moment: &Moment) -> Result<Next, ServiceError> {
        let ladder = moment.ladders.of(case)?;
        let calendar = &self.calendar();
        Ok(next_step(&case.facts, ladder, calendar, moment.today))
    }

    /// Puts a mail to the firm of a case into the outbox.
    async fn queue(
        &self,
        tx: &Tx,
        (kind, wording): (&'static str, Rendered),
        (case, address, question): (&CaseRow, &str, &Question),
        moment: &Moment,
    ) -> Result<MailId, ServiceError> {
        let mail = Queued {
            id: question.mail,
            employer: case.employer,
            kind,
            reference: case.code.clone(),
            recipient: address.to_owned(),
            reply_to: Some(self.city.reply_to(&case.code)),
            subject: wording.subject,
            body_text: wording.text,
            body_html: wording.html,
            language: case.language,
            demo: moment.demo,
            firing: moment.firing.clone(),
            letter: None,
        };
        question.queue(tx, &mail, moment.now).await?;
        Ok(mail.id)
    }

    /// Puts a notice into the outbox; its reader is asked, where that is owed. `wording` is told
    /// the office as the notice names it, with the page of the case.
    async fn queue_notice(
        &self,
        tx: &Tx,
        (kind, case, address): (&'static str, &CaseRow, &str),
        moment: &Moment,
        wording: impl FnOnce(Sender) -> Result<Rendered, ServiceError> + Send,
    ) -> Result<MailId, ServiceError> {
        let to = (case.employer, address);
        let question = self.question(tx, to, moment.demo).await?;
        let page = self.answer_url(tx, case, moment.demo).await?;
        let wording = wording(question.asked_by(self.sender(page)))?;
        let to = (case, address, &question);
        self.queue(tx, (kind, wording), to, moment).await
    }

    /// The office as its mails name it, with the page where the firm answers, if there is one.
    pub(super) fn sender(&self, answer_url: Option<String>) -> Sender {
        let city = &self.city;
        Sender {
            city_name: format!("Kota {}", city.name),
            office_name: city.office.clone(),
            office_short_name: city.office_short.clone(),
            contact_name: city.contact_name.clone(),
            contact_phone: city.contact_phone.clone(),
            contact_email: city.contact_email.clone(),
            reply_email: city.reply_email.clone(),
            answer_url,
            verify_phone: city.verify_phone.clone(),
            asks_reader: false,
            reader_url: None,
        }
    }

    /// The office as mails to its own people name it.
    pub(super) fn office(&self) -> Office {
        Office {
            city_name: format!("Kota {}", self.city.name),
            office_name: self.city.office.clone(),
            office_short_name: self.city.office_short.clone(),
        }
    }

    /// When a day begins in the city.
    pub(super) fn start_of(&self, day: NaiveDate) -> DateTime<Utc> {
        day.and_time(NaiveTime::MIN)
            .and_local_timezone(self.city.zone)
            .earliest()
            .map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |at| at.to_utc())
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
