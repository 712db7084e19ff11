//! Officers ask back, accept or refuse what a firm answered.
//!
//! Accepting does what the answer asks for, by the same parts of services that an officer has on
//! the firm's page, in the one transaction that decides. A verdict is never touched: the check
//! afterwards judges by what is on record then.

use chrono::{Days, Months, NaiveDate};
use tokio::runtime::Handle;

use super::mails::{About, Told};
use crate::{
    domain::{
        answer::{AnswerDeed, AnswerKind, AnswerState, MOST_WORDS, Said},
        ids::{AnswerId, EmployerId, OfficerId},
        ladder::Stage,
        remark::{Outcome, RemarkKind},
    },
    services::{ServiceError, Services, barred, written::written},
    store::{Actor, Answer, Tx},
};

/// Days for which newer data are waited for, as proposed.
pub const WAIT_DAYS: u64 = 30;
/// The most days that may be waited for newer data.
const MOST_WAIT_DAYS: u64 = 60;
/// The most months for which registration through a head office is taken as given.
const MOST_MONTHS: u32 = 12;

/// The answer as an officer saw it: what is written meanwhile is to be read first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenAnswer {
    /// Which answer.
    pub id: AnswerId,
    /// How many messages stood under it.
    pub messages: usize,
}

impl Services {
    /// Asks the firm something about its answer; the clock stays stopped.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when nothing is asked, it was decided, or something was added.
    pub async fn ask_about_answer(
        &self,
        seen: SeenAnswer,
        typed: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let refusal = (
            "answer-question",
            "Tulis pertanyaannya, paling banyak 2.000 huruf.",
        );
        let words = written(typed, MOST_WORDS, refusal)?;
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let answer = self.undecided(&tx, seen).await?;
        let deed = (AnswerDeed::Ask, words.as_str());
        self.move_undecided(&tx, &answer, deed, by).await?;
        for case in &tx.cases_by_id(&[answer.case], self.today()).await? {
            let about = About {
                case,
                kind: answer.said.kind(),
                number: answer.number,
            };
            self.mail_question(&tx, about, &words).await?;
        }
        tx.touches([answer.employer]);
        let subject = format!("{} {}", answer.employer, answer.number);
        tx.commit(self.entry(Actor::Officer(by), "reply.ask", subject))
            .await?;
        Ok(())
    }

    /// Accepts an answer and does what it asks for. `until_on` is the day that an officer grants:
    /// until newer data, or for which the head office's membership is taken as given; kinds that
    /// need none leave it out. What is typed goes to the firm, and may be empty.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it was decided, something was added, the day can't be
    /// granted, or what it asks for can't be done.
    ///
    /// # Panics
    /// Never: what it does doesn't.
    pub async fn accept_answer(
        &self,
        seen: SeenAnswer,
        (until_on, typed): (Option<NaiveDate>, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = match typed.trim() {
            "" => String::new(),
            some => reason(some)?,
        };
        let (services, runtime) = (self.clone(), Handle::current());
        // Rows are loaded by a future that can't change threads.
        let accepted = tokio::task::spawn_blocking(move || {
            runtime.block_on(services.accept_here(seen, (until_on, words), by))
        });
        accepted.await.expect("accepting does not panic")
    }

    async fn accept_here(
        &self,
        seen: SeenAnswer,
        (until_on, words): (Option<NaiveDate>, String),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let answer = self.undecided(&tx, seen).await?;
        let until_on = self.granted(&answer.said, until_on)?;
        self.grant_answer_effects(&tx, &answer, (until_on, &words), by)
            .await?;
        self.close_answer(&tx, &answer, (AnswerDeed::Accept, &words, until_on), by)
            .await?;
        tx.touches([answer.employer]);
        let subject = format!("{} {}", answer.employer, answer.number);
        tx.commit(self.entry(Actor::Officer(by), "reply.accept", subject))
            .await?;
        self.recheck().await;
        Ok(())
    }

    /// Refuses an answer with a reason, which goes to the firm.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when it was decided, something was added, or there is no reason.
    pub async fn refuse_answer(
        &self,
        seen: SeenAnswer,
        typed: &str,
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let words = reason(typed)?;
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let answer = self.undecided(&tx, seen).await?;
        self.let_go(&tx, &answer).await?;
        self.close_answer(&tx, &answer, (AnswerDeed::Refuse, &words, None), by)
            .await?;
        tx.touches([answer.employer]);
        let subject = format!("{} {}", answer.employer, answer.number);
        tx.commit(self.entry(Actor::Officer(by), "reply.refuse", subject))
            .await?;
        self.recheck().await;
        Ok(())
    }

    async fn undecided(&self, tx: &Tx, seen: SeenAnswer) -> Result<Answer, ServiceError> {
        let answer = tx.answer(seen.id).await?;
        let answer = answer.ok_or_else(|| ServiceError::Missing("Jawaban itu".to_owned()))?;
        if !answer.state.is_open() {
            return Err(decided_before());
        }
        if tx.answer_messages(answer.id).await?.len() != seen.messages {
            return Err(barred(
                "answer-changed",
                "Ada tulisan baru pada jawaban ini sejak halaman dibuka; baca dahulu, lalu ulangi.",
            ));
        }
        Ok(answer)
    }

    async fn move_undecided(
        &self,
        tx: &Tx,
        answer: &Answer,
        deed: (AnswerDeed, &str),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        let now = self.clock.now();
        if tx.move_answer(answer, deed, (Some(by), None), now).await? {
            Ok(())
        } else {
            Err(decided_before())
        }
    }

    /// The day that is granted, by what was answered.
    fn granted(
        &self,
        said: &Said,
        until_on: Option<NaiveDate>,
    ) -> Result<Option<NaiveDate>, ServiceError> {
        let today = self.today();
        let last = match said {
            Said::Registered { .. } => today + Days::new(MOST_WAIT_DAYS),
            Said::HeadOffice { .. } => today + Months::new(MOST_MONTHS),
            Said::Promise { by, .. } if *by < today => {
                return Err(barred(
                    "answer-promise-over",
                    "Tanggal yang dijanjikan sudah lewat; tolak, atau tanyakan tanggal baru.",
                ));
            }
            Said::Promise { by, .. } => return Ok(Some(*by)),
            _ => return Ok(None),
        };
        match until_on {
            Some(day) if day >= today && day <= last => Ok(Some(day)),
            _ if matches!(said, Said::HeadOffice { .. }) => Err(barred(
                "answer-until-head-office",
                "Isi tanggal akhirnya: dari hari ini sampai paling lama dua belas bulan.",
            )),
            _ => Err(barred(
                "answer-until",
                "Isi tanggal menunggu data terbaru: dari hari ini sampai paling lama 60 hari.",
            )),
        }
    }

    /// Moves the answer, lets the clock go on if nobody waits any more, and tells the firm.
    async fn close_answer(
        &self,
        tx: &Tx,
        answer: &Answer,
        (deed, words, until_on): (AnswerDeed, &str, Option<NaiveDate>),
        by: OfficerId,
    ) -> Result<(), ServiceError> {
        self.move_undecided(tx, answer, (deed, words), by).await?;
        tx.grant_answer(answer.id, until_on).await?;
        let goes_on = self.let_go_on(tx, answer.employer, by).await?;
        let kind = answer.said.kind();
        let state = if deed == AnswerDeed::Accept {
            AnswerState::Accepted
        } else {
            AnswerState::Refused
        };
        for case in &tx.cases_by_id(&[answer.case], self.today()).await? {
            let about = About {
                case,
                kind,
                number: answer.number,
            };
            let told = Told {
                state,
                reason: Some(words).filter(|words| !words.is_empty()),
                until_on: until_on.filter(|_| kind == AnswerKind::HeadOffice),
                due_on: case.facts.due_on.filter(|_| goes_on && case.is_open),
            };
            self.mail_decision(tx, about, told).await?;
        }
        Ok(())
    }

    /// Settles the firm's standing answer once nothing of it is undecided: its terms go on with
    /// the working days that were left, and at least until the last day that was granted. Says
    /// whether they go on.
    async fn let_go_on(
        &self,
        tx: &Tx,
        employer: EmployerId,
        by: OfficerId,
    ) -> Result<bool, ServiceError> {
        if tx.open_answers(employer).await? > 0 {
            return Ok(false);
        }
        let answers = tx.answers_of(employer).await?;
        let mut since = self.clock.now();
        for id in tx.family(employer).await? {
            let Some(remark) = tx.standing_remark(id, RemarkKind::Reply).await? else {
                continue;
            };
            since = since.min(remark.at);
            let (outcome, words) = summed_up(&answers, remark.at);
            self.settle_within(tx, &remark, (outcome, &words), by)
                .await?;
        }
        let granted = answers
            .iter()
            .filter(|one| one.decided.as_ref().is_some_and(|(at, _)| *at >= since));
        let until = granted.filter_map(term_until).max();
        if let Some(day) = until {
            let day = self.calendar().first_working_day_on_or_after(day);
            for case in tx.cases_of(employer, self.today()).await? {
                if case.is_open && case.facts.stage != Stage::Verification {
                    tx.extend_term(case.id, day).await?;
                }
            }
        }
        Ok(true)
    }
}

/// The day until which an accepted answer keeps the term open.
fn term_until(answer: &Answer) -> Option<NaiveDate> {
    let keeps = matches!(
        answer.said.kind(),
        AnswerKind::Registered | AnswerKind::Promise
    );
    answer
        .until_on
        .filter(|_| keeps && answer.state == AnswerState::Accepted)
}

/// How the answers that were decided since an instant ended, as one outcome and in words.
fn summed_up(answers: &[Answer], since: chrono::DateTime<chrono::Utc>) -> (Outcome, String) {
    let decided = answers
        .iter()
        .filter(|one| one.decided.as_ref().is_some_and(|(at, _)| *at >= since));
    let (mut accepted, mut refused) = (0, 0);
    let mut parts: Vec<String> = Vec::new();
    for answer in decided {
        let how = if answer.state == AnswerState::Accepted {
            accepted += 1;
            "diterima"
        } else {
            refused += 1;
            "ditolak"
        };
        parts.push(format!("jawaban {} {how}", answer.number));
    }
    let outcome = match (accepted, refused) {
        (_, 0) => Outcome::FirmRight,
        (0, _) => Outcome::DataStand,
        _ => Outcome::InPart,
    };
    parts.reverse();
    (
        outcome,
        format!("Diputuskan di daftar jawaban: {}.", parts.join("; ")),
    )
}

fn reason(typed: &str) -> Result<String, ServiceError> {
    let refusal = (
        "answer-reason",
        "Tulis alasannya, paling banyak 2.000 huruf; alasan ini dikirim kepada badan usaha.",
    );
    written(typed, MOST_WORDS, refusal)
}

const fn decided_before() -> ServiceError {
    barred(
        "answer-decided-before",
        "Jawaban ini sudah diputuskan petugas lain; muat ulang halamannya.",
    )
}

/// The day that an officer is offered for an answer of a kind.
#[must_use]
pub fn offered_day(kind: AnswerKind, today: NaiveDate) -> Option<NaiveDate> {
    match kind {
        AnswerKind::Registered => Some(today + Days::new(WAIT_DAYS)),
        AnswerKind::HeadOffice => Some(today + Months::new(MOST_MONTHS)),
        _ => None,
    }
}
