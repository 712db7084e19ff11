//! One pass over the outbox.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::{
    sync::{Mutex, mpsc},
    task::JoinSet,
    time::{Instant, sleep, timeout},
};
use uuid::Uuid;

use super::{
    SendReport, ServiceError, Services,
    lane::{Answered, Lane, Task, suppress},
};
use crate::{
    domain::ids::MailId,
    mail::{Domains, Transport},
    store::{Actor, Attempt, Ladders, Lease, Outcome, Tx},
};

/// How many mails are leased at a time, for each lane. Those of a sender that died are marked as
/// perhaps taken, whether it came to them or not, so it takes no more than it soon hands over.
const BATCH: usize = 12;
/// How long a sender may keep them before another one may have them.
const LEASE: TimeDelta = TimeDelta::minutes(15);
/// A mail is not begun when the lease ends sooner than this.
const MARGIN: TimeDelta = TimeDelta::minutes(3);
/// Answers that wait to be written, for each lane; a lane with more of them stands still.
const UNWRITTEN: usize = 2;
/// The brakes are looked at as often as this while servers are slow to answer.
const LOOK: Duration = Duration::from_millis(500);
/// A database that is away is waited for so long before answers are given up: they can be written
/// while the leases last.
const PATIENCE: Duration = Duration::from_mins(10);

/// What a lease brought.
struct Leased {
    tasks: Vec<Task>,
    suppressed: u64,
}

/// One pass over the outbox.
pub(super) struct Pass<'a> {
    services: &'a Services,
    lanes: usize,
    only: Option<Vec<String>>,
    window: bool,
    pub(super) report: SendReport,
    /// Mails leased and not settled.
    out: usize,
    /// Nothing is left that may leave now.
    dry: bool,
    /// Tells the lanes to begin nothing more.
    halt: Arc<AtomicBool>,
    /// Hand-overs in a row that reached no server.
    unreachable: usize,
    ladders: Option<Ladders>,
    looked: Instant,
}

impl<'a> Pass<'a> {
    /// A pass that writes to `only` these, where it is said, and within the `window`, where there
    /// is one.
    pub(super) fn new(
        (services, lanes): (&'a Services, usize),
        (only, window): (Option<Vec<String>>, bool),
        report: SendReport,
    ) -> Self {
        Self {
            services,
            lanes,
            only,
            window,
            report,
            out: 0,
            dry: false,
            halt: Arc::default(),
            unreachable: 0,
            ladders: None,
            looked: Instant::now(),
        }
    }

    pub(super) fn is_halted(&self) -> bool {
        self.halt.load(Ordering::Relaxed)
    }

    fn stop(&mut self, note: String) {
        self.halt.store(true, Ordering::Relaxed);
        self.dry = true;
        self.report.note = Some(note);
    }

    /// Halts when somebody stopped all sending, or the offices closed.
    pub(super) async fn look(&mut self) -> Result<(), ServiceError> {
        self.looked = Instant::now();
        let services = self.services;
        if self.is_halted() {
            return Ok(());
        }
        if let Some(stopped) = services.sending_stopped().await? {
            self.stop(format!(
                "Pengiriman dihentikan oleh {}: {} Pos-el menunggu sampai dilanjutkan.",
                stopped.by, stopped.words
            ));
        } else if self.window && !services.in_office_hours(services.clock.now()) {
            self.stop(format!(
                "Di luar jam kirim (hari kerja {}–{}); pos-el menunggu.",
                services.city.opens.format("%H.%M"),
                services.closing_time()
            ));
        }
        Ok(())
    }

    pub(super) async fn run(
        &mut self,
        (transport, domains): (&Transport, &Domains),
    ) -> Result<(), ServiceError> {
        let lanes = self.lanes;
        let (give, tasks) = mpsc::unbounded_channel();
        let (say, mut answers) = mpsc::channel(lanes * UNWRITTEN);
        let tasks = Arc::new(Mutex::new(tasks));
        let mut working = JoinSet::new();
        for _ in 0..lanes {
            let lane = Lane {
                services: self.services.clone(),
                transport: transport.clone(),
                domains: domains.clone(),
                halt: self.halt.clone(),
            };
            working.spawn(lane.work(tasks.clone(), say.clone()));
        }
        drop(say);
        let mut came = Vec::new();
        loop {
            self.write(&mut came, &give).await?;
            if self.out == 0 && self.dry {
                break;
            }
            if self.out > 0 {
                // A server that is slow must not keep anybody from pressing the brake.
                let most = lanes * UNWRITTEN;
                let waiting = timeout(LOOK, answers.recv_many(&mut came, most)).await;
                if waiting.is_ok_and(|n| n == 0) {
                    break;
                }
            }
            if self.looked.elapsed() >= LOOK {
                self.look().await?;
            }
        }
        drop(give);
        while working.join_next().await.is_some() {}
        Ok(())
    }

    /// Settles the answers that came, and leases more where the lanes will soon have nothing left;
    /// in one transaction.
    ///
    /// An answer that can't be written would mean a mail sent twice, so a database that is away
    /// for a while is waited for, as long as the leases last.
    async fn write(
        &mut self,
        came: &mut Vec<Answered>,
        give: &mpsc::UnboundedSender<Task>,
    ) -> Result<(), ServiceError> {
        let low = self.out - came.len() < self.lanes * 4;
        let more = low && !self.dry && !self.is_halted();
        if came.is_empty() && !more {
            return Ok(());
        }
        let began = Instant::now();
        let leased = loop {
            match self.write_once(came, more).await {
                Ok(leased) => break leased,
                Err(error) if !came.is_empty() && began.elapsed() < PATIENCE => {
                    let chain = anyhow::Error::from(error);
                    let error = format!("{chain:#}");
                    tracing::warn!(error, "answers of mail servers wait to be written");
                    sleep(LOOK * 2).await;
                }
                Err(error) => return Err(error),
            }
        };
        self.out -= came.len();
        for answered in came.drain(..) {
            if let Some(attempt) = answered.attempt() {
                self.count(attempt, answered.is_unreachable());
            }
        }
        if let Some(Leased { tasks, suppressed }) = leased {
            self.report.suppressed += suppressed;
            self.out += tasks.len();
            for task in tasks {
                give.send(task)
                    .expect("the lanes listen until nothing is given");
            }
        } else if more {
            self.dry = true;
        }
        Ok(())
    }

    async fn write_once(
        &mut self,
        came: &[Answered],
        more: bool,
    ) -> Result<Option<Leased>, ServiceError> {
        let (services, now) = (self.services, self.services.clock.now());
        let entry = |action, mails: usize| {
            services.entry(Actor::Job("mail"), action, format!("{mails} mails"))
        };
        let tx = services.store.begin().await?;
        tx.touches(came.iter().map(Answered::employer));
        self.settle(&tx, came, now).await?;
        let leased = if more {
            self.lease(&tx, now).await?
        } else {
            None
        };
        if !came.is_empty() {
            tx.also(entry("mail.settle", came.len())).await?;
        }
        let mails = leased.as_ref().map_or(0, |leased| leased.tasks.len());
        if mails > 0 || !came.is_empty() || leased.is_some() {
            tx.commit(entry("mail.lease", mails)).await?;
        }
        Ok(leased)
    }

    async fn settle(
        &mut self,
        tx: &Tx,
        came: &[Answered],
        now: DateTime<Utc>,
    ) -> Result<(), ServiceError> {
        let mut untouched: HashMap<Uuid, Vec<MailId>> = HashMap::new();
        let mut attempts = Vec::with_capacity(came.len());
        for answered in came {
            match answered {
                Answered::Untouched(task) => {
                    let mails = untouched.entry(task.mark).or_default();
                    mails.push(task.mail.id);
                }
                Answered::Tried { .. } | Answered::Pointless { .. } => {
                    attempts.extend(answered.attempt());
                }
            }
        }
        for (mark, mails) in untouched {
            tx.unlease_mails(mark, &mails).await?;
        }
        tx.settle_mails(&attempts, now).await?;
        for answered in came {
            if let Answered::Pointless { mail, why, .. } = answered {
                self.services.no_use(tx, mail, why.words()).await?;
            }
        }
        let taken = attempts.iter().filter(|a| a.outcome == Outcome::Taken);
        let taken: Vec<MailId> = taken.map(|attempt| attempt.mail).collect();
        self.move_terms(tx, &taken).await
    }

    fn count(&mut self, attempt: &Attempt, unreachable: bool) {
        match attempt.outcome {
            Outcome::Taken => self.report.sent += 1,
            Outcome::Refused => self.report.failed += 1,
            Outcome::Suppressed => self.report.suppressed += 1,
            Outcome::Later(_) | Outcome::Unknown(_) => self.report.deferred += 1,
        }
        self.unreachable = if unreachable { self.unreachable + 1 } else { 0 };
        if self.unreachable >= (2 * self.lanes).max(4) && !self.is_halted() {
            tracing::warn!("no mail server can be reached: the rest waits");
            let note = "Server pos-el tidak dapat dihubungi; sisanya menunggu.";
            self.stop(note.to_owned());
        }
    }

    /// Takes mails that may leave now, without those whose address was barred meanwhile and those
    /// whose employer was written to today.
    async fn lease(&self, tx: &Tx, now: DateTime<Utc>) -> Result<Option<Leased>, ServiceError> {
        let services = self.services;
        let lease = Lease {
            mark: services.clock.new_id(),
            limit: u32::try_from(self.lanes * BATCH).unwrap_or(u32::MAX),
            term: LEASE,
            only: self.only.as_deref(),
            per_minute: services.mail_rules.pace.per_minute,
            per_domain: services.mail_rules.pace.per_domain,
        };
        let mut batch = tx.lease_mail(&lease, now).await?;
        if batch.is_empty() {
            return Ok(None);
        }
        let ids: Vec<MailId> = batch.iter().map(|mail| mail.id).collect();
        let barred = tx.barred_mail(&ids).await?;
        let mut suppressed = Vec::new();
        batch.retain(|mail| match barred.get(&mail.id) {
            Some(standing) => {
                suppressed.push(suppress(mail, (lease.mark, now), standing.code()));
                false
            }
            None => true,
        });
        tx.touches(batch.iter().map(|mail| mail.employer));
        tx.settle_mails(&suppressed.iter().collect::<Vec<_>>(), now)
            .await?;
        let bounds = services.bounds_of_today();
        let put_off = tx.put_off_second_mails(lease.mark, bounds).await?;
        batch.retain(|mail| !put_off.contains(&mail.id));
        let until = now + LEASE - MARGIN;
        let task = |mail| Task {
            mail,
            mark: lease.mark,
            until,
        };
        Ok(Some(Leased {
            tasks: batch.into_iter().map(task).collect(),
            suppressed: suppressed.len() as u64,
        }))
    }

    /// A term begins when the mail leaves: one that waited gives the firm its whole term.
    async fn move_terms(&mut self, tx: &Tx, mails: &[MailId]) -> Result<(), ServiceError> {
        let terms = tx.terms_of_mails(mails).await?;
        if terms.is_empty() {
            return Ok(());
        }
        let known = |all: &Ladders| terms.iter().all(|term| all.named(&term.ladder).is_ok());
        let ladders = match self.ladders.take() {
            Some(kept) if known(&kept) => kept,
            _ => tx.ladders().await?,
        };
        let mut days: HashMap<MailId, u32> = HashMap::new();
        for term in &terms {
            let own = ladders.named(&term.ladder)?.term_days(term.stage);
            let longest = days.entry(term.mail).or_default();
            *longest = (*longest).max(own.unwrap_or(0));
        }
        let (today, calendar) = (self.services.today(), self.services.calendar());
        for term in &terms {
            let due_on = calendar.term(today, days[&term.mail]).due;
            if term.due_on.is_some_and(|before| before < due_on) {
                tx.extend_term(term.case, due_on).await?;
            }
        }
        self.ladders = Some(ladders);
        Ok(())
    }
}
