//! The officers' queue of answers: the oldest first, each with what the data say and an advice.

use super::AnswerThread;
use crate::{
    domain::{
        answer::{AnswerDeed, AnswerFacts, AnswerState, Said, Suggestion, suggest},
        ids::{AnswerId, EmployerId},
        remark::RemarkKind,
        verdict::{Basis, Verdict},
    },
    services::{ServiceError, Services},
    store::{Answer, AnswerFile, AnswerMessage, CaseRow, Remark, ReplyLink, Tx},
};

/// Answers of one page.
pub const ANSWERS_A_PAGE: u64 = 50;

/// An answer of the queue.
#[derive(Debug, Clone)]
pub struct AnswerLine {
    /// The answer.
    pub answer: Answer,
    /// Working days since it came.
    pub days: usize,
    /// What to do with it; `None` once it was decided.
    pub suggestion: Option<Suggestion>,
}

/// A page of the queue.
#[derive(Debug, Clone)]
pub struct AnswerQueue {
    /// Its answers.
    pub lines: Vec<AnswerLine>,
    /// How many there are on all pages.
    pub total: u64,
    /// How many there are in each state.
    pub counts: Vec<(AnswerState, u64)>,
}

/// One answer with everything that a decision needs.
#[derive(Debug, Clone)]
pub struct AnswerOnDesk {
    /// What was said.
    pub thread: AnswerThread,
    /// The link it came by.
    pub link: Option<ReplyLink>,
    /// Its case as it stands now.
    pub case: Option<CaseRow>,
    /// What the city knows.
    pub facts: AnswerFacts,
    /// What to do with it.
    pub suggestion: Suggestion,
    /// The firm's other answers, the newest first.
    pub others: Vec<Answer>,
    /// What stopped the firm's terms, while it stands.
    pub standing: Option<Remark>,
    /// Working days since it came.
    pub days: usize,
}

impl Services {
    /// A page of answers in these states; pages are counted from 1.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answer_queue(
        &self,
        states: &[AnswerState],
        page: u64,
    ) -> Result<AnswerQueue, ServiceError> {
        let tx = self.store.read().await?;
        let skip = page.saturating_sub(1).saturating_mul(ANSWERS_A_PAGE);
        let (answers, total) = tx.answers_in(states, (skip, ANSWERS_A_PAGE)).await?;
        let mut counts = Vec::new();
        for state in AnswerState::ALL {
            counts.push((state, tx.count_answers(state).await?));
        }
        let cases: Vec<_> = answers.iter().map(|answer| answer.case).collect();
        let cases = tx.cases_by_id(&cases, self.today()).await?;
        let mut lines = Vec::with_capacity(answers.len());
        for answer in answers {
            let suggestion = if answer.state.is_open() {
                let case = cases.iter().find(|case| case.id == answer.case);
                let messages = tx.answer_messages(answer.id).await?;
                let files = tx.answer_files(answer.id).await?;
                let known = (case, messages.as_slice(), files.as_slice());
                let facts = self.answer_facts(&tx, &answer, known).await?;
                Some(suggest(&answer.said, &facts))
            } else {
                None
            };
            lines.push(AnswerLine {
                days: self.days_since(&answer),
                answer,
                suggestion,
            });
        }
        Ok(AnswerQueue {
            lines,
            total,
            counts,
        })
    }

    /// How many answers wait for an officer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answers_waiting(&self) -> Result<u64, ServiceError> {
        let tx = self.store.read().await?;
        Ok(tx.count_answers(AnswerState::Waiting).await?)
    }

    /// One answer with everything that a decision needs.
    ///
    /// # Errors
    /// [`ServiceError::Missing`] when there is none.
    pub async fn answer_on_desk(&self, id: AnswerId) -> Result<AnswerOnDesk, ServiceError> {
        let tx = self.store.read().await?;
        let answer = tx.answer(id).await?;
        let answer = answer.ok_or_else(|| ServiceError::Missing("Jawaban itu".to_owned()))?;
        let messages = tx.answer_messages(id).await?;
        let files = tx.answer_files(id).await?;
        let cases = tx.cases_by_id(&[answer.case], self.today()).await?;
        let case = cases.into_iter().next();
        let known = (case.as_ref(), messages.as_slice(), files.as_slice());
        let facts = self.answer_facts(&tx, &answer, known).await?;
        let mut others = tx.answers_of(answer.employer).await?;
        others.retain(|other| other.id != id);
        let employer = answer.employer;
        Ok(AnswerOnDesk {
            link: tx.reply_link(answer.link).await?,
            suggestion: suggest(&answer.said, &facts),
            facts,
            others,
            standing: tx.standing_remark(employer, RemarkKind::Reply).await?,
            days: self.days_since(&answer),
            thread: AnswerThread {
                answer,
                messages,
                files,
            },
            case,
        })
    }

    /// Everything that a firm answered, the newest first, and its links.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn answers_of_firm(
        &self,
        employer: EmployerId,
    ) -> Result<(Vec<Answer>, Vec<ReplyLink>), ServiceError> {
        let tx = self.store.read().await?;
        let answers = tx.answers_of(employer).await?;
        Ok((answers, tx.reply_links_of(employer).await?))
    }

    fn days_since(&self, answer: &Answer) -> usize {
        let given_on = self.local(answer.given_at).date_naive();
        let calendar = &self.calendar();
        calendar.working_days_between(given_on, self.today())
    }

    async fn answer_facts(
        &self,
        tx: &Tx,
        answer: &Answer,
        (case, messages, files): (Option<&CaseRow>, &[AnswerMessage], &[AnswerFile]),
    ) -> Result<AnswerFacts, ServiceError> {
        let today = self.today();
        let (mut broken_promises, mut promised_in) = (0, None);
        if let Said::Promise { by, .. } = &answer.said {
            promised_in = Some((*by - today).num_days());
            let before = tx.answers_of(answer.employer).await?;
            let broken = before.iter().filter(|other| {
                let promised = matches!(&other.said, Said::Promise { by, .. } if *by < today);
                promised && other.id != answer.id && other.case == answer.case
            });
            broken_promises = u32::try_from(broken.count()).unwrap_or(u32::MAX);
        }
        let said = case.map(|case| &case.said);
        let known = said.filter(|said| said.participants_on.is_some());
        let counted = said.filter(|said| said.basis != Basis::None);
        Ok(AnswerFacts {
            complies: case.is_some_and(|case| case.facts.verdict == Verdict::Compliant),
            registered: known.map(|said| said.registered),
            counted: counted.map(|said| said.headcount),
            has_file: files.iter().any(|file| file.removed_at.is_none()),
            broken_promises,
            promised_in,
            address_confirmed: messages
                .iter()
                .any(|message| message.deed == AnswerDeed::ConfirmAddress),
        })
    }
}
