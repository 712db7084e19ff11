//! What waits and why; whether anything leaves at all; and the numbers for those who watch.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};

use super::{Brake, Pulse, ServiceError, Services, brakes};
use crate::{
    domain::{
        contact::Standing,
        ids::MailId,
        waiting::{Why, idle_days},
    },
    store::{Setting, StateCount, Tx, WaitingDetail, WaitingMail},
};

/// Mails of one group that a page shows.
const SHOWN: usize = 20;

/// Mails that wait for the same reason, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitGroup {
    /// Why.
    pub why: Why,
    /// How many.
    pub count: u64,
    /// When the oldest was written.
    pub oldest: DateTime<Utc>,
    /// The first of them, with more about each.
    pub mails: Vec<(WaitingMail, Option<WaitingDetail>)>,
}

/// What waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// By reason, that of the oldest mail first.
    pub groups: Vec<WaitGroup>,
    /// When a server took a mail for the last time.
    pub last_sent_at: Option<DateTime<Utc>>,
    /// Working days without a mail leaving, where that is an alarm.
    pub idle_days: Option<usize>,
}

impl Waiting {
    /// How many mails wait.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.groups.iter().map(|group| group.count).sum()
    }

    /// When the oldest was written.
    #[must_use]
    pub fn oldest(&self) -> Option<DateTime<Utc>> {
        self.groups.iter().map(|group| group.oldest).min()
    }
}

/// Nothing leaves although something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck {
    /// How many mails wait.
    pub count: u64,
    /// For so many working days.
    pub days: usize,
}

/// The numbers for those who watch the program; nothing about anybody.
#[derive(Debug, Clone)]
pub struct Vitals {
    /// Mails by state.
    pub mails: Vec<StateCount>,
    /// Mails that wait.
    pub waiting: Waiting,
    /// The schedules that are switched on.
    pub schedules: Vec<Pulse>,
    /// When files of each kind were imported last.
    pub imports: Vec<(String, DateTime<Utc>)>,
    /// The day of the last check.
    pub checked_on: Option<NaiveDate>,
    /// Open cases, and those that two people have confirmed.
    pub cases: (u64, u64),
    /// Now.
    pub now: DateTime<Utc>,
}

impl Services {
    /// What waits and why, with the oldest mails of each reason.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting(&self) -> Result<Waiting, ServiceError> {
        let tx = self.store.read().await?;
        let mut waiting = self.waiting_in(&tx).await?;
        for group in &mut waiting.groups {
            let ids: Vec<MailId> = group.mails.iter().map(|(mail, _)| mail.id).collect();
            let mut details = tx.waiting_details(&ids).await?;
            for (mail, detail) in &mut group.mails {
                *detail = details.remove(&mail.id);
            }
        }
        Ok(waiting)
    }

    /// Schedules that somebody should look at: late, failed, or standing still.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ailing_schedules(&self) -> Result<Vec<Pulse>, ServiceError> {
        let (now, tx) = (self.clock.now(), self.store.read().await?);
        let mut pulses = self.pulses(&tx).await?;
        pulses.retain(|pulse| pulse.ails(now));
        Ok(pulses)
    }

    /// Whether nothing has left for some working days although something waits.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn stuck(&self) -> Result<Option<Stuck>, ServiceError> {
        let tx = self.store.read().await?;
        let oldest = tx.oldest_waiting_at().await?;
        let Some(days) = self.idle_days(oldest, tx.last_sent_at().await?) else {
            return Ok(None);
        };
        let count = brakes::waiting(&tx).await?;
        Ok(Some(Stuck { count, days }))
    }

    /// The numbers for those who watch the program.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn vitals(&self) -> Result<Vitals, ServiceError> {
        self.follow_calendar().await?;
        let tx = self.store.read().await?;
        let checked_on = tx.setting(Setting::CheckedOn).await?;
        Ok(Vitals {
            mails: tx.mail_counts().await?,
            waiting: self.waiting_in(&tx).await?,
            schedules: self.pulses(&tx).await?,
            imports: tx.last_imports().await?,
            checked_on: checked_on.and_then(|day| day.parse().ok()),
            cases: tx.case_counts().await?,
            now: self.clock.now(),
        })
    }

    async fn waiting_in(&self, tx: &Tx) -> Result<Waiting, ServiceError> {
        let now = self.clock.now();
        let mails = tx.waiting_mail().await?;
        let last_sent_at = tx.last_sent_at().await?;
        let idle_days = self.idle_days(mails.first().map(|mail| mail.queued_at), last_sent_at);
        let ids: Vec<MailId> = mails.iter().map(|mail| mail.id).collect();
        let barred = tx.barred_mail(&ids).await?;
        let all = self.reason_for_all(tx).await?;
        let trial = self.trial_in(tx).await?;
        let mut groups: BTreeMap<Why, WaitGroup> = BTreeMap::new();
        for mail in mails {
            let why = why(&mail, (all, trial.as_deref(), &barred), now);
            let group = groups.entry(why).or_insert_with(|| WaitGroup {
                why,
                count: 0,
                oldest: mail.queued_at,
                mails: Vec::new(),
            });
            group.count += 1;
            if group.mails.len() < SHOWN {
                group.mails.push((mail, None));
            }
        }
        let mut groups: Vec<WaitGroup> = groups.into_values().collect();
        groups.sort_by_key(|group| (group.oldest, group.why));
        Ok(Waiting {
            groups,
            last_sent_at,
            idle_days,
        })
    }

    fn idle_days(
        &self,
        oldest: Option<DateTime<Utc>>,
        last_sent: Option<DateTime<Utc>>,
    ) -> Option<usize> {
        let on = |at: DateTime<Utc>| self.local(at).date_naive();
        let calendar = &self.calendar();
        idle_days(oldest.map(on), last_sent.map(on), calendar, self.today())
    }

    /// What keeps all mail from leaving now.
    async fn reason_for_all(&self, tx: &Tx) -> Result<Option<Why>, ServiceError> {
        let leaves = self.leaves_the_house_in(tx).await?;
        Ok(match self.brake_in(tx).await? {
            Some(Brake::Stopped(_)) => Some(Why::Stopped),
            Some(Brake::Held(_)) => Some(Why::Held),
            None => {
                let shut = self.mail_rules.window && !self.in_office_hours(self.clock.now());
                (leaves && shut).then_some(Why::Window)
            }
        })
    }

    /// Who alone receives mail now, where it leaves the house in trial mode.
    async fn trial_in(&self, tx: &Tx) -> Result<Option<Vec<String>>, ServiceError> {
        let leaves = self.leaves_the_house_in(tx).await?;
        Ok(self.trial_list_in(tx).await?.filter(|_| leaves))
    }

    async fn leaves_the_house_in(&self, tx: &Tx) -> Result<bool, ServiceError> {
        Ok(self.transport.leaves_the_house() && !self.is_demo_in(tx).await?)
    }
}

/// Why one mail waits.
fn why(
    mail: &WaitingMail,
    (all, trial, barred): (Option<Why>, Option<&[String]>, &HashMap<MailId, Standing>),
    now: DateTime<Utc>,
) -> Why {
    if mail.is_taken {
        let held = mail.leased_until.is_some_and(|until| until >= now);
        return if held { Why::Lease } else { Why::LeaseOver };
    }
    if let Some(all) = all.filter(|all| *all != Why::Window) {
        return all;
    }
    if barred.contains_key(&mail.id) {
        return Why::Barred;
    }
    if trial.is_some_and(|only| !only.contains(&mail.recipient)) {
        return Why::Trial;
    }
    if mail.attempts > 0 && mail.not_before > now {
        return Why::Deferred;
    }
    all.unwrap_or(Why::Turn)
}
