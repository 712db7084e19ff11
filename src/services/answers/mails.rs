//! Mails about answers: the receipt, a question, the decision, and the check of a new address.
//!
//! They answer somebody, so they may come on a day with another mail. A firm without an address
//! gets none: its page says the same.

use chrono::{NaiveDate, SubsecRound};

use crate::{
    domain::{
        answer::{AnswerKind, AnswerState, ReceiptNo},
        ids::MailId,
    },
    mail::{AddressCheck, AnswerDecided, AnswerQuestion, AnswerReceived, Rendered},
    services::{ServiceError, Services},
    store::{CaseRow, Queued, Setting, Tx},
};

/// The kind of all of them in the outbox.
const KIND: &str = "answer";

/// Which answer a mail speaks of.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its case.
    pub case: &'a CaseRow,
    /// What kind of answer it is.
    pub kind: AnswerKind,
    /// Its number.
    pub number: ReceiptNo,
}

/// What was decided, as the firm is told.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Accepted or refused.
    pub state: AnswerState,
    /// Why.
    pub reason: Option<&'a str>,
    /// The last day on which it holds.
    pub until_on: Option<NaiveDate>,
    /// The last day of the case's term.
    pub due_on: Option<NaiveDate>,
}

impl Services {
    /// Queues the receipt for an answer; `None` where the firm has no address.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_receipt(
        &self,
        tx: &Tx,
        about: About<'_>,
    ) -> Result<Option<MailId>, ServiceError> {
        let (case, Some(address)) = (about.case, about.case.address()) else {
            return Ok(None);
        };
        let (tongue, sample) = (case.language, tx.setting(Setting::Demo).await?.is_some());
        let wording = AnswerReceived {
            firm_name: case.employer_name.clone(),
            case_codes: vec![case.code.clone()],
            receipt_number: about.number.to_string(),
            answer_words: about.kind.words(tongue).to_owned(),
            given_on_words: tongue.date(self.today()),
            sender: self.sender(self.answer_url(tx, case, sample).await?),
            sample,
        };
        let wording = self.templates.render(&wording, tongue)?;
        Ok(Some(self.post(tx, wording, (case, address, sample)).await?))
    }

    /// Queues an officer's question about an answer; `None` where the firm has no address.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_question(
        &self,
        tx: &Tx,
        about: About<'_>,
        question: &str,
    ) -> Result<Option<MailId>, ServiceError> {
        let (case, Some(address)) = (about.case, about.case.address()) else {
            return Ok(None);
        };
        let (tongue, sample) = (case.language, tx.setting(Setting::Demo).await?.is_some());
        let wording = AnswerQuestion {
            firm_name: case.employer_name.clone(),
            case_codes: vec![case.code.clone()],
            receipt_number: about.number.to_string(),
            answer_words: about.kind.words(tongue).to_owned(),
            question: question.to_owned(),
            sender: self.sender(self.answer_url(tx, case, sample).await?),
            sample,
        };
        let wording = self.templates.render(&wording, tongue)?;
        Ok(Some(self.post(tx, wording, (case, address, sample)).await?))
    }

    /// Queues what was decided about an answer; `None` where the firm has no address.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_decision(
        &self,
        tx: &Tx,
        about: About<'_>,
        told: Told<'_>,
    ) -> Result<Option<MailId>, ServiceError> {
        let (case, Some(address)) = (about.case, about.case.address()) else {
            return Ok(None);
        };
        let (tongue, sample) = (case.language, tx.setting(Setting::Demo).await?.is_some());
        let wording = AnswerDecided {
            firm_name: case.employer_name.clone(),
            case_codes: vec![case.code.clone()],
            receipt_number: about.number.to_string(),
            answer_words: about.kind.words(tongue).to_owned(),
            accepted: told.state == AnswerState::Accepted,
            reason: told.reason.map(str::to_owned),
            holds: about.kind.holds(told.state, tongue).to_owned(),
            until_on_words: told.until_on.map(|day| tongue.date(day)),
            due_on_words: told.due_on.map(|day| tongue.day(day)),
            due_time_words: self.closing_time(),
            sender: self.sender(self.answer_url(tx, case, sample).await?),
            sample,
        };
        let wording = self.templates.render(&wording, tongue)?;
        Ok(Some(self.post(tx, wording, (case, address, sample)).await?))
    }

    /// Queues the question to a new address whether it is right. `url` is a page that confirms
    /// the address until that day and opens nothing else: a stranger may read it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_address_check(
        &self,
        tx: &Tx,
        (case, address): (&CaseRow, &str),
        (url, until_on): (String, NaiveDate),
    ) -> Result<MailId, ServiceError> {
        let (tongue, sample) = (case.language, tx.setting(Setting::Demo).await?.is_some());
        let wording = AddressCheck {
            firm_name: case.employer_name.clone(),
            case_codes: vec![case.code.clone()],
            confirm_url: url,
            confirm_until_words: tongue.date(until_on),
            sender: self.sender(None),
            sample,
        };
        let wording = self.templates.render(&wording, tongue)?;
        self.post(tx, wording, (case, address, sample)).await
    }

    async fn post(
        &self,
        tx: &Tx,
        wording: Rendered,
        (case, address, demo): (&CaseRow, &str, bool),
    ) -> Result<MailId, ServiceError> {
        let mail = Queued {
            id: MailId::from_uuid(self.clock.new_id()),
            employer: case.employer,
            kind: KIND,
            reference: case.code.clone(),
            recipient: address.to_owned(),
            reply_to: Some(self.city.reply_to(&case.code)),
            subject: wording.subject,
            body_text: wording.text,
            body_html: wording.html,
            language: case.language,
            demo,
            firing: None,
            letter: None,
        };
        let now = self.clock.now().trunc_subsecs(0);
        tx.queue_mail(&mail, now).await?;
        Ok(mail.id)
    }
}
