//! Handing queued mail over. The network is never touched by what holds a transaction open.
//!
//! A pass leases a few mails at a time, and as many lanes as the transport has hand them over.
//! One task alone writes: it takes the answers that came meanwhile, settles them and leases more in
//! one transaction. So an answer is written down before long, no lane waits for the database
//! unless it is the slower of the two, and a process that is killed leaves few mails of which
//! nobody knows: those in the lanes, and those whose answers waited to be written. These are
//! handed over again with a mark when their lease ends.

mod lane;
mod pass;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use self::pass::Pass;
use super::{ServiceError, Services};
use crate::mail::Domains;

/// What one pass did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SendReport {
    /// Mails the server took.
    pub sent: u64,
    /// Mails left for a later pass.
    pub deferred: u64,
    /// Mails that were refused for good.
    pub failed: u64,
    /// Mails whose address may no longer be written to.
    pub suppressed: u64,
    /// Mails that still wait after the pass.
    pub waiting: u64,
    /// Why nothing or not everything was tried, if so.
    pub note: Option<String>,
}

/// How fast mail may leave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    /// Mails within a minute, by all nodes together; 0: no bound.
    pub per_minute: u32,
    /// The same for each domain of recipients.
    pub per_domain: u32,
}

impl Services {
    /// Sends what waits, once.
    ///
    /// # Errors
    /// When the store fails. A mail server that fails is no error: the mail waits, and the report
    /// says so.
    pub async fn send_mail(&self) -> Result<SendReport, ServiceError> {
        self.follow_calendar().await?;
        let demo = self.is_demo().await?;
        let transport = if demo { &self.capture } else { &self.transport };
        // A made-up city's domains are asked about nowhere.
        let domains = if demo {
            Domains::default()
        } else {
            self.domains.clone()
        };
        let leaves = transport.leaves_the_house();
        let trial = self.trial_list().await?.filter(|_| leaves);
        let Some(_alone) = transport.alone() else {
            let note = "Pengiriman lain sedang berjalan di proses ini.".to_owned();
            return self.with_waiting(SendReport::noting(note)).await;
        };
        let mut report = SendReport::default();
        if trial.is_some() {
            report.note = Some(
                "Mode uji (mail.trial): hanya alamat petugas yang menerima pos-el.".to_owned(),
            );
        }
        let window = leaves && self.mail_rules.window;
        let mut pass = Pass::new((self, transport.lanes().max(1)), (trial, window), report);
        pass.look().await?;
        if !pass.is_halted() {
            pass.run((transport, &domains)).await?;
        }
        self.with_waiting(pass.report).await
    }

    async fn with_waiting(&self, mut report: SendReport) -> Result<SendReport, ServiceError> {
        report.waiting = self.waiting_mails().await?;
        Ok(report)
    }

    pub(super) fn in_office_hours(&self, at: DateTime<Utc>) -> bool {
        let local = self.local(at);
        self.calendar().is_working_day(local.date_naive())
            && (self.city.opens..self.city.closes).contains(&local.time())
    }

    /// When a day of the city begins, and when its offices open on the next.
    fn bounds_of_today(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let today = self.today();
        let tomorrow = today.succ_opt().unwrap_or(today).and_time(self.city.opens);
        let opens = tomorrow.and_local_timezone(self.city.zone).earliest();
        let opens = opens.map(|at| at.to_utc());
        let opens = opens.unwrap_or_else(|| self.clock.now() + TimeDelta::days(1));
        (self.start_of(today), opens)
    }
}

impl SendReport {
    fn noting(note: String) -> Self {
        Self {
            note: Some(note),
            ..Self::default()
        }
    }
}
