//! What the reply page says: who writes, what the data say, until when, what was answered.

use chrono::NaiveDate;

use super::ReplyError;
use crate::{
    domain::{
        answer::LinkToken,
        appeal::{AppealWords, appeal_words_in},
        ids::{AnswerId, LetterId},
        ladder::Stage,
        letter::LetterState,
        tongue::Tongue,
    },
    services::Services,
    store::{Answer, AnswerFile, AnswerMessage, CaseRow, Letter, ReplyLink, Tx},
};

/// An answer with everything said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerThread {
    /// The answer.
    pub answer: Answer,
    /// What was said afterwards, in order.
    pub messages: Vec<AnswerMessage>,
    /// The files that came with it, removed ones too, in their order.
    pub files: Vec<AnswerFile>,
}

/// What the page of a link shows; nothing in it is about a person.
#[derive(Debug, Clone)]
pub struct ReplyView {
    /// The link.
    pub link: ReplyLink,
    /// The firm's name.
    pub firm: String,
    /// The language in which the firm is written to.
    pub language: Tongue,
    /// The case of the link first, then others of the firm that it was told of; all open.
    pub cases: Vec<CaseRow>,
    /// Somebody has to press the button first: nobody did, or a newer notice was not read yet.
    pub must_press: bool,
    /// The day by which the firm is asked to answer; `None` where no term runs.
    pub due_on: Option<NaiveDate>,
    /// Letters that were sent in the case, the newest first.
    pub letters: Vec<Letter>,
    /// What the firm answered, the newest first.
    pub answers: Vec<AnswerThread>,
}

impl ReplyView {
    /// Whether there is anything left to answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.cases.is_empty()
    }

    /// What the data say and what is asked for, case by case.
    #[must_use]
    pub fn statements(&self, tongue: Tongue) -> Vec<AppealWords> {
        let words = |case: &CaseRow| appeal_words_in(tongue, case.facts.case_type, &case.said);
        self.cases.iter().map(words).collect()
    }
}

impl Services {
    /// What the page of a link shows.
    ///
    /// # Errors
    /// [`ReplyError::Unknown`] and [`ReplyError::Over`].
    pub async fn reply_view(&self, token: &LinkToken) -> Result<ReplyView, ReplyError> {
        let tx = self.store.read().await?;
        let link = self.working_link(&tx, token).await?;
        let mut cases = self.told_cases(&tx, &link).await?;
        cases.sort_by_key(|case| case.id != link.case);
        let unread = self.unread_cases(&tx, &link).await?;
        let must_press = link.opened_at.is_none() || !unread.is_empty();
        let due_on = cases.iter().filter_map(|case| case.facts.due_on).min();
        let firm = tx.employer_name(link.employer).await?.unwrap_or_default();
        let language = tx.mail_language(link.employer).await?;
        let mut letters = tx.letters_of_case(link.case).await?;
        letters.retain(is_readable);
        let mut answers = Vec::new();
        for answer in tx.answers_by(link.id).await? {
            let messages = tx.answer_messages(answer.id).await?;
            let files = tx.answer_files(answer.id).await?;
            answers.push(AnswerThread {
                answer,
                messages,
                files,
            });
        }
        Ok(ReplyView {
            link,
            firm,
            language,
            cases,
            must_press,
            due_on,
            letters,
            answers,
        })
    }

    /// The signed file of a letter that was sent in the link's case.
    ///
    /// # Errors
    /// [`ReplyError::Unknown`] for any other letter.
    pub async fn reply_letter(
        &self,
        token: &LinkToken,
        letter: LetterId,
    ) -> Result<Vec<u8>, ReplyError> {
        let tx = self.store.read().await?;
        let link = self.working_link(&tx, token).await?;
        let letters = tx.letters_of_case(link.case).await?;
        let letter = letters
            .into_iter()
            .find(|one| one.id == letter && is_readable(one));
        drop(tx);
        let letter = letter.ok_or(ReplyError::Unknown)?;
        Ok(self.signed_copy(letter.id).await?.0)
    }

    /// One answer of a link, with what was said about it.
    pub(super) async fn own_answer(
        &self,
        tx: &Tx,
        link: &ReplyLink,
        id: AnswerId,
    ) -> Result<Answer, ReplyError> {
        let answer = tx.answer(id).await?;
        answer
            .filter(|answer| answer.link == link.id)
            .ok_or(ReplyError::Unknown)
    }

    /// The open cases that a firm was told of.
    pub(super) async fn told_cases(
        &self,
        tx: &Tx,
        link: &ReplyLink,
    ) -> Result<Vec<CaseRow>, ReplyError> {
        let mut cases = tx.cases_of(link.employer, self.today()).await?;
        cases.retain(|case| case.is_open && case.facts.stage != Stage::Verification);
        let is_live = cases
            .iter()
            .any(|case| case.id == link.case && case.round == link.round);
        Ok(if is_live { cases } else { Vec::new() })
    }
}

fn is_readable(letter: &Letter) -> bool {
    let sent = matches!(letter.state, LetterState::Sent | LetterState::Received);
    sent && letter.signed.is_some() && !letter.kind.is_to_bpjs()
}
