//! Handing queued mail over. The network is never touched while a transaction is open.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{ServiceError, Services};
use crate::{
    domain::ids::{EmployerId, MailId},
    mail::{Outgoing, Transport},
    store::{Actor, Attempt, MailRow, MailState, StateCount, Tx},
};

/// How many mails one pass takes at a time.
const BATCH: u64 = 25;
/// How long a sender may keep them before another one may have them.
const LEASE: TimeDelta = TimeDelta::minutes(15);
/// A mail is not begun when the lease ends sooner than this.
const MARGIN: TimeDelta = TimeDelta::minutes(3);
/// Hand-overs after which a mail is given up.
const TRIES: i32 = 12;

/// What one pass did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SendReport {
    /// Mails the server took.
    pub sent: u64,
    /// Mails left for a later pass.
    pub deferred: u64,
    /// Mails that were refused for good.
    pub failed: u64,
    /// Mails that still wait after the pass.
    pub waiting: u64,
    /// Why nothing or not everything was tried, if so.
    pub note: Option<String>,
}

impl Services {
    /// Sends what waits, once.
    ///
    /// # Errors
    /// When the store fails. A mail server that fails is no error: the mail waits, and the report
    /// says so.
    pub async fn send_mail(&self) -> Result<SendReport, ServiceError> {
        self.follow_calendar().await?;
        let mut report = SendReport::default();
        let demo = self.is_demo().await?;
        let transport = if demo { &self.capture } else { &self.transport };
        let leaves = transport.leaves_the_house();
        if let Some(stopped) = self.sending_stopped().await? {
            report.note = Some(format!(
                "Pengiriman dihentikan oleh {}: {} Pos-el menunggu sampai dilanjutkan.",
                stopped.by, stopped.words
            ));
        } else if leaves && self.mail_rules.window && !self.in_office_hours(self.clock.now()) {
            report.note = Some(format!(
                "Di luar jam kirim (hari kerja {}–{}); pos-el menunggu.",
                self.city.opens.format("%H.%M"),
                self.closing_time()
            ));
        } else {
            let trial = self.trial_list().await?.filter(|_| leaves);
            let only = trial.as_deref();
            if only.is_some() {
                report.note = Some(
                    "Mode uji (mail.trial): hanya alamat petugas yang menerima pos-el.".to_owned(),
                );
            }
            while self.send_batch(transport, only, &mut report).await? {}
        }
        let counts = self.mail_counts().await?;
        let waiting = counts.iter().filter(|(state, _)| state.waits());
        report.waiting = waiting.map(|(_, n)| n).sum();
        Ok(report)
    }

    /// Takes one batch; answers whether there may be more.
    async fn send_batch(
        &self,
        transport: &Transport,
        only: Option<&[String]>,
        report: &mut SendReport,
    ) -> Result<bool, ServiceError> {
        let mark = self.clock.new_id();
        let leased_at = self.clock.now();
        let tx = self.store.begin().await?;
        let batch = tx.lease_mail((mark, BATCH), LEASE, only, leased_at).await?;
        if batch.is_empty() {
            return Ok(false);
        }
        let subject = format!("{} mails", batch.len());
        tx.commit(self.entry(Actor::Job("mail"), "mail.lease", subject))
            .await?;
        for mail in batch {
            if self.sending_stopped().await?.is_some() {
                tracing::warn!("sending was stopped: the rest of the batch waits");
                self.put_back(mark).await?;
                return Ok(false);
            }
            if self.clock.now() > leased_at + LEASE - MARGIN {
                tracing::warn!("the mail server is slow: the rest of the batch waits");
                self.put_back(mark).await?;
                return Ok(false);
            }
            let attempt = self.hand_over(transport, &mail).await;
            match attempt {
                Attempt::Taken(_) => report.sent += 1,
                Attempt::Refused(_) => report.failed += 1,
                Attempt::Later(..) => report.deferred += 1,
            }
            let tx = self.store.begin().await?;
            let now = self.clock.now();
            tx.touches([mail.employer]);
            tx.settle_mail((mail.id, mark), &attempt, now).await?;
            if matches!(attempt, Attempt::Taken(_)) {
                self.move_terms(&tx, mail.id).await?;
            }
            tx.commit(self.entry(Actor::Job("mail"), "mail.settle", mail.id.to_string()))
                .await?;
        }
        Ok(true)
    }

    /// Gives back what this sender took and did not try.
    async fn put_back(&self, mark: Uuid) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        let n = tx.unlease_mail(mark).await?;
        tx.commit(self.entry(Actor::Job("mail"), "mail.put_back", format!("{n} mails")))
            .await?;
        Ok(())
    }

    /// A term begins when the mail leaves: one that waited gives the firm its whole term.
    async fn move_terms(&self, tx: &Tx, mail: MailId) -> Result<(), ServiceError> {
        let today = self.today();
        let cases = tx.cases_of_mail(mail, today).await?;
        if cases.is_empty() {
            return Ok(());
        }
        let ladders = tx.ladders().await?;
        let mut days = 0;
        for case in &cases {
            let term = ladders.of(case)?.term_days(case.facts.stage);
            days = days.max(term.unwrap_or(0));
        }
        let due_on = self.calendar().term(today, days).due;
        for case in &cases {
            tx.extend_term(case.id, due_on).await?;
        }
        Ok(())
    }

    async fn hand_over(&self, transport: &Transport, mail: &MailRow) -> Attempt {
        let outgoing = Outgoing {
            id: mail.id.uuid(),
            queued_at: mail.queued_at,
            to: mail.recipient.clone(),
            reply_to: mail.reply_to.clone(),
            subject: mail.subject.clone(),
            text: mail.body_text.clone(),
            html: mail.body_html.clone(),
            reference: mail.reference.clone(),
            repeat: mail.attempts > 1,
            language: "id",
        };
        match transport.send(&outgoing).await {
            Ok(answer) => Attempt::Taken(answer.words),
            Err(error) => {
                let words = error.answer().words;
                if error.is_final() || mail.attempts >= TRIES {
                    tracing::warn!(mail.id = %mail.id, "mail {} was refused for good", mail.id);
                    return Attempt::Refused(words);
                }
                tracing::warn!(mail.id = %mail.id, "mail {} waits for another try", mail.id);
                Attempt::Later(words, self.clock.now() + self.patience(mail.attempts))
            }
        }
    }

    /// Twice as long after each try, from two minutes to eight hours, with a little jitter so
    /// that a whole batch doesn't knock at once.
    fn patience(&self, attempts: i32) -> TimeDelta {
        let minutes = 1_i64 << attempts.clamp(1, 9);
        let jitter = i64::from(self.clock.new_id().as_bytes()[15]) * minutes / 8;
        TimeDelta::minutes(minutes.min(480)) + TimeDelta::seconds(jitter)
    }

    pub(super) fn in_office_hours(&self, at: DateTime<Utc>) -> bool {
        let local = self.local(at);
        self.calendar().is_working_day(local.date_naive())
            && (self.city.opens..self.city.closes).contains(&local.time())
    }

    /// How many mails stand in each state.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_counts(&self) -> Result<Vec<StateCount>, ServiceError> {
        Ok(self.store.read().await?.mail_counts().await?)
    }

    /// Mails, the newest first; of one employer, or of all.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mails(
        &self,
        employer: Option<EmployerId>,
        limit: u64,
    ) -> Result<Vec<MailRow>, ServiceError> {
        Ok(self.store.read().await?.mails(employer, limit).await?)
    }

    /// Mails in one of some states, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mails_in(
        &self,
        states: &[MailState],
        limit: u64,
    ) -> Result<Vec<MailRow>, ServiceError> {
        Ok(self.store.read().await?.mails_in(states, limit).await?)
    }

    /// One mail.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail(&self, id: MailId) -> Result<Option<MailRow>, ServiceError> {
        Ok(self.store.read().await?.mail(id).await?)
    }
}
