//! Whether the reader of an address is the right one: the first mail to it asks, and a page of its
//! own takes the answer. It may be a stranger's, so that page says no more than the mail does, and
//! nothing that is said there is the firm's answer: its clock runs on.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::ReplyError;
use crate::{
    domain::{
        answer::{LinkToken, Said},
        contact::Proof,
        ids::{EmployerId, MailId},
        receipt::How,
        tongue::Tongue,
    },
    mail::Sender,
    services::{ServiceError, Services, Visitor, employers::own_address, written::written},
    store::{
        Actor, ContactQuestion, MailRow, MailState, Queued, ReaderProof, ReplyLink, StoreError, Tx,
    },
};

/// What signs the link in the mail.
const PURPOSE: &str = "reply-reader";
/// Days for which it works after the mail was written.
const DAYS: u64 = 180;
/// Characters of what the reader writes.
const MOST_WORDS: usize = 300;

/// A mail that is about to be written, and whether it asks its reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The mail's id.
    pub mail: MailId,
    /// It asks.
    pub asks: bool,
    /// The page where the reader answers; `None` where none can be reached from outside.
    pub url: Option<String>,
}

impl Question {
    /// A mail that asks nothing.
    pub(in crate::services) const fn none(mail: MailId) -> Self {
        Self {
            mail,
            asks: false,
            url: None,
        }
    }

    /// Puts the mail into the outbox, and writes down that it asks, if it does.
    ///
    /// # Errors
    /// When the store fails.
    pub(in crate::services) async fn queue(
        &self,
        tx: &Tx,
        mail: &Queued,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        tx.queue_mail(mail, now).await?;
        if self.asks {
            tx.put_contact_question(self.mail, (mail.employer, &mail.recipient))
                .await?;
        }
        Ok(())
    }

    /// The office as a mail with this question names it.
    pub(in crate::services) fn asked_by(&self, sender: Sender) -> Sender {
        Sender {
            asks_reader: self.asks,
            reader_url: self.url.clone(),
            ..sender
        }
    }
}

/// What a reader was asked, and said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedReader {
    /// The address.
    pub address: String,
    /// The firm that the mail was meant for.
    pub firm: String,
    /// The language in which the firm is written to.
    pub language: Tongue,
    /// Whether the reader said to be the right one.
    pub said: Option<bool>,
}

/// What a reader says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderSays<'a> {
    /// To be the right one.
    Right,
    /// To be the wrong one; the right address, and words, each of which may be empty.
    Wrong {
        /// The right address.
        named: &'a str,
        /// Anything else.
        words: &'a str,
    },
}

impl Services {
    /// Gives a mail to a firm its id, and says whether it asks its reader: the first one does that
    /// goes to an address that nothing proves.
    ///
    /// # Errors
    /// When the store fails.
    pub(in crate::services) async fn question(
        &self,
        tx: &Tx,
        (employer, address): (EmployerId, &str),
        demo: bool,
    ) -> Result<Question, ServiceError> {
        let mail = MailId::from_uuid(self.clock.new_id());
        let asks = tx.is_to_ask(employer, address).await?;
        let site = &self.sign_in.site;
        let url = (asks && (site.host().is_some() || demo)).then(|| {
            let token = self.signed(PURPOSE, mail.uuid());
            site.link(&format!("/r/reader/{token}"))
        });
        Ok(Question { mail, asks, url })
    }

    /// An answer through a link proves the address that the link was mailed to, where that is one;
    /// whoever says that the address is wrong proves none.
    pub(super) async fn prove_reader(
        &self,
        tx: &Tx,
        (link, token): (&ReplyLink, &LinkToken),
        said: &Said,
    ) -> Result<(), ServiceError> {
        if matches!(said, Said::WrongAddress { .. }) {
            return Ok(());
        }
        let now = self.clock.now();
        if let Some(address) = tx.sole_reader(link, &token.to_string()).await? {
            let proof = ReaderProof::of(Proof::Link);
            tx.prove_contact(link.employer, &address, proof, now)
                .await?;
        }
        Ok(())
    }

    /// The token that somebody brought, if it is one of ours; guesses are counted.
    ///
    /// # Errors
    /// [`ReplyError::Unknown`], or [`ReplyError::Wait`] after too many guesses.
    pub async fn reader_token_of(
        &self,
        typed: &str,
        visitor: &Visitor,
    ) -> Result<LinkToken, ReplyError> {
        self.own_token((PURPOSE, typed), visitor).await
    }

    /// What the page of the mail's link shows; reading it changes nothing.
    ///
    /// # Errors
    /// [`ReplyError::Over`] when its days are over and nothing was said.
    pub async fn asked_reader(&self, token: &LinkToken) -> Result<AskedReader, ReplyError> {
        let tx = self.store.read().await?;
        let question = self.asked_question(&tx, token).await?;
        Ok(AskedReader {
            language: tx.mail_language(question.employer).await?,
            address: question.address,
            firm: question.firm,
            said: question.said.map(|(is_right, _)| is_right),
        })
    }

    /// The reader of a mail says whether to be the right one; the first press counts. The right
    /// one proves the address and has the notice. To the wrong one nothing is sent any more: what
    /// a report had proved is taken back, the appeal goes to the next address as after a bounce,
    /// and officers see it until one has looked.
    ///
    /// # Errors
    /// As [`Services::asked_reader`]; [`ServiceError::Barred`] for an address that is none, and
    /// words that are too long or hold a NIK.
    pub async fn reader_says(
        &self,
        token: &LinkToken,
        says: ReaderSays<'_>,
    ) -> Result<(), ReplyError> {
        let (named, words) = match says {
            ReaderSays::Right => (None, None),
            ReaderSays::Wrong { named, words } => (typed_address(named)?, typed_words(words)?),
        };
        let is_right = says == ReaderSays::Right;
        let tx = self.store.begin().await?;
        tx.alone().await?;
        let question = self.asked_question(&tx, token).await?;
        let (id, now) = (question.mail, self.clock.now());
        let said = (is_right, named.as_deref(), words.as_deref());
        if !tx.answer_contact_question(id, said, now).await? {
            return Ok(());
        }
        let Some(mail) = tx.mail(id).await? else {
            return Err(ReplyError::Unknown);
        };
        if is_right {
            self.right_reader(&tx, (&question, &mail), now).await?;
        } else {
            let reason = told(named.as_deref(), words.as_deref());
            self.wrong_reader(&tx, (&question, &mail), (&reason, now))
                .await?;
        }
        let action = if is_right {
            "reply.right_reader"
        } else {
            "reply.wrong_reader"
        };
        tx.touches([question.employer]);
        let subject = format!("{} {id}", question.employer);
        tx.commit(self.entry(Actor::Visitor, action, subject))
            .await?;
        Ok(())
    }

    async fn right_reader(
        &self,
        tx: &Tx,
        (question, mail): (&ContactQuestion, &MailRow),
        now: DateTime<Utc>,
    ) -> Result<(), ServiceError> {
        let proof = ReaderProof::of(Proof::Link);
        tx.prove_contact(question.employer, &question.address, proof, now)
            .await?;
        let left = [MailState::Sent, MailState::Delayed, MailState::Delivered];
        if left.contains(&mail.state) {
            let words = "Pembaca pos-el menyatakan dirinya orang yang tepat, di halaman jawaban";
            self.prove(tx, mail, (How::Page, words)).await?;
        }
        Ok(())
    }

    async fn wrong_reader(
        &self,
        tx: &Tx,
        (question, mail): (&ContactQuestion, &MailRow),
        (reason, now): (&str, DateTime<Utc>),
    ) -> Result<(), ServiceError> {
        let (employer, address) = (question.employer, question.address.as_str());
        let before = tx.address_of(employer).await?;
        let next = tx.disown_contact(employer, (address, reason), now).await?;
        self.unprove(tx, mail).await?;
        if before.is_some_and(|before| before.eq_ignore_ascii_case(address)) {
            // What waits for this address is written anew to the next one.
            tx.take_back_waiting(employer, self.verification_due())
                .await?;
        }
        if let Some(next) = next {
            self.notify_again(tx, mail, (&next, now)).await?;
        }
        Ok(())
    }

    async fn asked_question(
        &self,
        tx: &Tx,
        token: &LinkToken,
    ) -> Result<ContactQuestion, ReplyError> {
        if !self.is_signed(PURPOSE, token) {
            return Err(ReplyError::Unknown);
        }
        let found = tx.contact_question(MailId::from_uuid(token.link)).await?;
        let question = found.ok_or(ReplyError::Unknown)?;
        if question.said.is_none() && self.today() > self.reader_until(&question) {
            return Err(ReplyError::Over);
        }
        Ok(question)
    }

    fn reader_until(&self, question: &ContactQuestion) -> NaiveDate {
        self.local(question.asked_at).date_naive() + Days::new(DAYS)
    }
}

/// The address that was typed, if one was.
fn typed_address(typed: &str) -> Result<Option<String>, ServiceError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(own_address(typed)?))
}

/// The words that were typed, if there are any.
fn typed_words(typed: &str) -> Result<Option<String>, ServiceError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let refusal = (
        "reader-words",
        "Tulis keterangan yang lebih singkat, paling banyak 300 huruf.",
    );
    Ok(Some(written(typed, MOST_WORDS, refusal)?))
}

/// What a wrong reader said, for the address's record.
fn told(named: Option<&str>, words: Option<&str>) -> String {
    let named = named.map(|named| format!(" Yang tepat menurutnya: {named}."));
    let words = words.map(|words| format!("\n\n{words}"));
    format!(
        "Pembacanya menyatakan bukan orang yang tepat.{}{}",
        named.unwrap_or_default(),
        words.unwrap_or_default()
    )
}
