//! The mail that tells officers what waits for them, on the days they chose.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::{Rehearsal, ServiceError, Services};
use crate::{
    domain::{
        ids::OfficerId, ladder::EVIDENCE_DAYS, letter::LetterState, role::Role, tongue::Tongue,
    },
    mail::{Digest, Outgoing, Rendered, Work},
    store::{
        Account, Actor, DigestState, MailState, NewDigest, Setting, Whose, WorkCell, WorkFilter,
    },
};

/// What a run of the digests did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DigestReport {
    /// Digests the mail server took; in a rehearsal, those that would leave.
    pub sent: u64,
    /// Digests the mail server did not take.
    pub failed: u64,
    /// Officers who had theirs of today before.
    pub before: u64,
    /// Officers for whom nothing waits.
    pub idle: u64,
    /// Officers whose address receives nothing in trial mode.
    pub held: u64,
    /// Why nothing was tried, if so.
    pub note: Option<String>,
    /// To whom, with how many kinds of work.
    pub readers: BTreeMap<String, usize>,
}

/// Kinds of work with their number and the page where they are done.
type Waiting = Vec<(Work, u64, &'static str)>;

impl Services {
    /// Writes to every officer who chose today and for whom something waits, at most once a day.
    ///
    /// # Errors
    /// When the store fails. A mail server that fails is no error: the report says so, and there
    /// is no other try that day.
    pub async fn send_digests(&self, rehearsal: Rehearsal) -> Result<DigestReport, ServiceError> {
        self.follow_calendar().await?;
        let mut report = DigestReport::default();
        let today = self.today();
        let tx = self.store.read().await?;
        let readers = tx.digest_readers().await?;
        let begun: Vec<OfficerId> = tx.digests(today).await?.into_iter().map(|d| d.0).collect();
        let demo = tx.setting(Setting::Demo).await?.is_some();
        drop(tx);
        let transport = if demo { &self.capture } else { &self.transport };
        let trial = self.trial_list().await?;
        let trial = trial.filter(|_| transport.leaves_the_house());
        for (id, _) in readers.into_iter().filter(|(_, days)| chose(*days, today)) {
            if begun.contains(&id) {
                report.before += 1;
                continue;
            }
            if let Some(stopped) = self.sending_stopped().await? {
                report.note = Some(format!("Pengiriman dihentikan oleh {}.", stopped.by));
                break;
            }
            let Some(account) = self.store.read().await?.account(id).await? else {
                continue;
            };
            let waiting = self.waiting_for(&account).await?;
            let email = &account.officer.email;
            if waiting.is_empty() {
                report.idle += 1;
            } else if trial.as_ref().is_some_and(|staff| !staff.contains(email)) {
                report.held += 1;
                tracing::warn!(
                    officer.id = %id,
                    "the digest of {id} was not mailed: mail.trial is on and the address is not \
                     under mail.staff"
                );
            } else {
                report.readers.insert(email.clone(), waiting.len());
                let outcome = match rehearsal {
                    Rehearsal::Yes => Some(DigestState::Sent),
                    Rehearsal::No => self.send_digest(&account, &waiting, demo).await?,
                };
                match outcome {
                    Some(DigestState::Sent) => report.sent += 1,
                    Some(_) => report.failed += 1,
                    None => report.before += 1,
                }
            }
        }
        Ok(report)
    }

    /// Hands one digest over; `None` when somebody else began it meanwhile.
    async fn send_digest(
        &self,
        account: &Account,
        waiting: &Waiting,
        demo: bool,
    ) -> Result<Option<DigestState>, ServiceError> {
        let officer = &account.officer;
        let digest = NewDigest {
            officer: officer.id,
            on: self.today(),
            id: self.clock.new_id(),
            items: i16::try_from(waiting.len()).unwrap_or(i16::MAX),
        };
        let tongue = account.tongue();
        let words = self.digest(account, waiting, (tongue, demo))?;
        let mail = Outgoing {
            enclosure: None,
            id: digest.id,
            queued_at: self.clock.now(),
            to: officer.email.clone(),
            reply_to: None,
            subject: words.subject,
            text: words.text,
            html: words.html,
            kind: "digest".to_owned(),
            reference: "ringkasan".to_owned(),
            help: None,
            repeat: false,
            language: tongue.code(),
        };
        let tx = self.store.begin().await?;
        tx.touches([]);
        if !tx.begin_digest(&digest, self.clock.now()).await? {
            return Ok(None);
        }
        let (actor, subject) = (Actor::Job("digest"), officer.id.to_string());
        tx.commit(self.entry(actor.clone(), "digest.send", subject.clone()))
            .await?;
        let transport = if demo { &self.capture } else { &self.transport };
        let (state, answer) = match transport.send(&mail).await {
            Ok(answer) => (DigestState::Sent, answer.words),
            Err(error) => {
                tracing::warn!(mail.id = %mail.id, "the digest {} was not taken", mail.id);
                (DigestState::Failed, error.answer().words)
            }
        };
        let tx = self.store.begin().await?;
        tx.touches([]);
        tx.settle_digest(&digest, (state, &answer), self.clock.now())
            .await?;
        tx.commit(self.entry(actor, "digest.settle", subject))
            .await?;
        Ok(Some(state))
    }

    fn digest(
        &self,
        account: &Account,
        waiting: &Waiting,
        (tongue, demo): (Tongue, bool),
    ) -> Result<Rendered, ServiceError> {
        let site = &self.sign_in.site;
        let work: Vec<(Work, u64, String)> = waiting
            .iter()
            .map(|(work, count, path)| (*work, *count, site.link(path)))
            .collect();
        let day = tongue.day(self.today());
        let digest = Digest {
            account_link: site.link("/settings/account"),
            sample: demo,
            ..Digest::of(&account.officer.name, day, self.office())
        };
        Ok(self.templates.render(&digest.with(&work, tongue), tongue)?)
    }

    /// What waits for an officer today; nothing that there is nothing of.
    async fn waiting_for(&self, account: &Account) -> Result<Waiting, ServiceError> {
        let officer = &account.officer;
        let mut all: Waiting = match officer.role {
            Role::Viewer => return Ok(Vec::new()),
            Role::LabourOfficer => labour(&self.work_cells().await?, officer.id),
            Role::Approver => {
                let cells = self.work_cells().await?;
                let drafts = self.letters_in(LetterState::InReview).await?;
                vec![
                    blocked(&cells, Work::Approvals, "not_approved"),
                    (Work::Letters, drafts, "/letters?state=in_review"),
                ]
            }
            Role::Admin | Role::HealthOfficer => Vec::new(),
        };
        if officer.role == Role::LabourOfficer {
            let answers = self.answers_waiting().await?;
            all.insert(0, (Work::Answers, answers, "/answers"));
            let returned = self.returned_waiting().await?;
            all.push((Work::Returned, returned, "/notices/returned"));
            let readers = self.wrong_readers_waiting().await?;
            all.push((Work::Readers, readers, "/notices/readers"));
        }
        if matches!(officer.role, Role::Admin | Role::LabourOfficer) {
            let counts = self.mail_counts().await?;
            let unreached = counts
                .iter()
                .filter(|(s, _)| MailState::UNREACHED.contains(s));
            let refused = unreached.map(|(_, count)| count).sum();
            all.push((Work::Refused, refused, "/notices?state=unreached"));
            let stuck = self.stuck().await?.map_or(0, |stuck| stuck.count);
            all.push((Work::Stuck, stuck, "/notices/waiting"));
            let missing = u64::from(self.missing_year().is_some());
            all.push((Work::Calendar, missing, "/settings/calendar"));
        }
        all.push((
            Work::OldData,
            self.old_data(officer.role).await?,
            "/imports",
        ));
        all.retain(|(_, count, _)| *count > 0);
        Ok(all)
    }

    /// How many kinds of data that a role brings in are too old.
    async fn old_data(&self, role: Role) -> Result<u64, ServiceError> {
        let looked_after: &[&str] = match role {
            Role::LabourOfficer => &["employers", "roster", "contributions"],
            Role::HealthOfficer => &["participants", "contributions"],
            Role::Admin => &["employers", "roster", "participants", "contributions"],
            Role::Approver | Role::Viewer => &[],
        };
        let oldest = self.today() - Days::new(EVIDENCE_DAYS);
        let newest = self.newest_imports().await?;
        let old = |(kind, as_of): &&(String, NaiveDate)| {
            *as_of < oldest && looked_after.contains(&kind.as_str())
        };
        Ok(newest.iter().filter(old).count() as u64)
    }

    /// The weekdays on which an officer wants a digest, Monday first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn digest_days(&self, officer: OfficerId) -> Result<[bool; 7], ServiceError> {
        let days = self.store.read().await?.digest_days(officer).await?;
        Ok(std::array::from_fn(|day| days & (1 << day) != 0))
    }

    /// Chooses one's own weekdays.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn choose_digest_days(
        &self,
        officer: OfficerId,
        days: [bool; 7],
    ) -> Result<(), ServiceError> {
        let bits = (0_i16..).zip(days).filter(|(_, chosen)| *chosen);
        let bits = bits.fold(0, |bits, (day, _)| bits | (1 << day));
        let tx = self.store.begin().await?;
        tx.touches([]);
        let was = tx.digest_days(officer).await?;
        tx.set_digest_days(officer, bits).await?;
        let subject = format!("{was:07b} -> {bits:07b}");
        tx.commit(self.entry(Actor::Officer(officer), "officer.digest_days", subject))
            .await?;
        Ok(())
    }
}

fn chose(days: i16, today: NaiveDate) -> bool {
    days & (1 << today.weekday().num_days_from_monday()) != 0
}

fn count(cells: &[WorkCell], filter: &WorkFilter) -> u64 {
    let held = cells.iter().filter(|cell| filter.holds(cell));
    held.map(|cell| cell.count).sum()
}

fn blocked(cells: &[WorkCell], work: Work, code: &'static str) -> (Work, u64, &'static str) {
    let filter = WorkFilter {
        obstacle: Some(code),
        ..WorkFilter::default()
    };
    let path = match work {
        Work::Replies => "/cases?blocked=replied",
        Work::Receipts => "/cases?blocked=not_delivered",
        _ => "/approvals",
    };
    (work, count(cells, &filter), path)
}

fn labour(cells: &[WorkCell], me: OfficerId) -> Waiting {
    let any = WorkFilter::default;
    let second = WorkFilter {
        whose: Some(Whose::SecondOf(me)),
        ..any()
    };
    let first = WorkFilter {
        confirmation: Some("first"),
        ..any()
    };
    let week = WorkFilter {
        term: Some("week"),
        ..any()
    };
    vec![
        (Work::Second, count(cells, &second), "/cases?whose=second"),
        (Work::First, count(cells, &first), "/cases?state=first"),
        blocked(cells, Work::Replies, "replied"),
        blocked(cells, Work::Receipts, "not_delivered"),
        (Work::Terms, count(cells, &week), "/cases?due=week"),
    ]
}
