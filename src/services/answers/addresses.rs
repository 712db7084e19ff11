//! A new address that a firm names is asked by mail whether it is the firm's. Nobody is written to
//! there before its holder pressed the button and an officer accepted the answer.

use chrono::{Days, NaiveDate};

use super::ReplyError;
use crate::{
    domain::{
        answer::{AnswerDeed, LinkToken, Said},
        ids::AnswerId,
        tongue::Tongue,
    },
    services::{ServiceError, Services, Visitor, barred},
    store::{Actor, Answer, NewAnswer, Setting, Tx},
};

/// What signs the link in the mail.
const PURPOSE: &str = "reply-address";
/// Days for which it works.
const DAYS: u64 = 14;
/// Mails to new addresses that one link causes in a day at most; they go to whomever somebody
/// names.
const MOST_A_DAY: usize = 3;

/// An address that waits for its holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedAddress {
    /// The address.
    pub address: String,
    /// Whose it is said to be.
    pub firm: String,
    /// The language in which the firm is written to.
    pub language: Tongue,
    /// Somebody pressed the button.
    pub is_confirmed: bool,
}

impl Services {
    /// Queues the mail to the address that an answer names, if it names one.
    ///
    /// # Errors
    /// [`ServiceError::Barred`] when the link caused too many today.
    pub(super) async fn ask_new_address(
        &self,
        tx: &Tx,
        (new, of_today): (&NewAnswer, &[&Answer]),
    ) -> Result<(), ServiceError> {
        let Said::WrongAddress { address, .. } = &new.said else {
            return Ok(());
        };
        let asked = |one: &&&Answer| matches!(one.said, Said::WrongAddress { .. });
        if of_today.iter().filter(asked).count() >= MOST_A_DAY {
            return Err(barred(
                "addresses-today",
                "Sudah tiga alamat baru hari ini melalui tautan ini; lanjutkan besok atau hubungi kantor kami.",
            ));
        }
        let site = &self.sign_in.site;
        if site.host().is_none() && tx.setting(Setting::Demo).await?.is_none() {
            // Nobody outside could press; the officer asks in another way.
            return Ok(());
        }
        let until_on = self.today() + Days::new(DAYS);
        let token = self.signed(PURPOSE, new.id.uuid());
        let url = site.link(&format!("/r/address/{token}"));
        for case in &tx.cases_by_id(&[new.case], self.today()).await? {
            self.mail_address_check(tx, (case, address), (url.clone(), until_on))
                .await?;
        }
        Ok(())
    }

    /// The token that somebody brought, if it is one of ours; guesses are counted.
    ///
    /// # Errors
    /// [`ReplyError::Unknown`], or [`ReplyError::Wait`] after too many guesses.
    pub async fn address_token_of(
        &self,
        typed: &str,
        visitor: &Visitor,
    ) -> Result<LinkToken, ReplyError> {
        self.own_token((PURPOSE, typed), visitor).await
    }

    /// What the page of the mail's link shows; reading it changes nothing.
    ///
    /// # Errors
    /// [`ReplyError::Over`] when its days are over, or the answer was decided unconfirmed.
    pub async fn asked_address(&self, token: &LinkToken) -> Result<AskedAddress, ReplyError> {
        let tx = self.store.read().await?;
        Ok(self.asked(&tx, token).await?.1)
    }

    /// The holder of the address pressed the button. Twice is once.
    ///
    /// # Errors
    /// As [`Services::asked_address`].
    pub async fn confirm_address(&self, token: &LinkToken) -> Result<(), ReplyError> {
        let tx = self.store.begin().await?;
        let (answer, asked) = self.asked(&tx, token).await?;
        let deed = (AnswerDeed::ConfirmAddress, asked.address.as_str());
        // The answer's own id stands for the form, so that it is confirmed once.
        let by = (None, Some(answer.id.uuid()));
        let now = self.clock.now();
        if asked.is_confirmed || !tx.move_answer(&answer, deed, by, now).await? {
            return Ok(());
        }
        tx.touches([answer.employer]);
        let subject = format!("{} {}", answer.employer, answer.id);
        tx.commit(self.entry(Actor::Visitor, "reply.confirm_address", subject))
            .await?;
        Ok(())
    }

    async fn asked(
        &self,
        tx: &Tx,
        token: &LinkToken,
    ) -> Result<(Answer, AskedAddress), ReplyError> {
        if !self.is_signed(PURPOSE, token) {
            return Err(ReplyError::Unknown);
        }
        let id = AnswerId::from_uuid(token.link);
        let answer = tx.answer(id).await?.ok_or(ReplyError::Unknown)?;
        let Said::WrongAddress { address, .. } = &answer.said else {
            return Err(ReplyError::Unknown);
        };
        let messages = tx.answer_messages(id).await?;
        let is_confirmed = messages
            .iter()
            .any(|one| one.deed == AnswerDeed::ConfirmAddress);
        let works = answer.state.is_open() && self.today() <= self.asked_until(&answer);
        if !works && !is_confirmed {
            return Err(ReplyError::Over);
        }
        let asked = AskedAddress {
            address: address.clone(),
            firm: answer.employer_name.clone(),
            language: tx.mail_language(answer.employer).await?,
            is_confirmed,
        };
        Ok((answer, asked))
    }

    fn asked_until(&self, answer: &Answer) -> NaiveDate {
        self.local(answer.given_at).date_naive() + Days::new(DAYS)
    }
}
