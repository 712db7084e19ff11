//! What comes back for our mails: reports of mail servers, answers of machines and of people.
//!
//! A message is read once, whatever door it comes through and however often: its SHA-256 is its
//! key. What it says is believed only where it fits a mail that left: a trace of the mail, and for
//! a report the recipient too. Then all that follows happens in one transaction. Everything else
//! is filed with the reason, and an officer looks at what a person may have written.

mod desk;
mod doors;
mod effects;
mod matching;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{ServiceError, Services};
use crate::{
    domain::{identifiers::nik, ids::ReturnedId},
    mail::returned::{Kind, Returned, read},
    store::{Actor, NewReturned},
};

pub use desk::ReturnedDesk;
pub use doors::{ReturnDoors, Shown};
use matching::Match;

/// The door that a message came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// `patuh mail bounce`.
    Stdin,
    /// `POST /mail/returned`.
    Http,
    /// The mailbox that is polled.
    Imap,
}

impl Channel {
    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Stdin => "stdin",
            Self::Http => "http",
            Self::Imap => "imap",
        }
    }
}

/// What a message was, and whether it belongs to a mail of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnedReport {
    /// `hard`, `soft`, `delayed`, `delivered`, `auto_reply`, `reply`, `unknown`.
    pub kind: &'static str,
    /// The enhanced status code.
    pub status: Option<String>,
    /// Those that it reports on.
    pub recipients: Vec<String>,
    /// Whether it belongs to a mail of ours.
    pub matched: bool,
}

impl Services {
    /// Takes a message that came back. The same message again changes nothing.
    ///
    /// # Errors
    /// When the store fails; nothing of it is kept then.
    pub async fn take_returned(
        &self,
        bytes: &[u8],
        channel: Channel,
    ) -> Result<ReturnedReport, ServiceError> {
        let returned = read(bytes);
        let report = |matched| ReturnedReport {
            kind: returned.kind.code(),
            status: returned.status.clone(),
            recipients: returned.recipients.clone(),
            matched,
        };
        let hash = hash_of(bytes);
        let tx = self.store.begin().await?;
        tx.alone().await?;
        if let Some(known) = tx.returned_by_hash(&hash).await? {
            return Ok(report(known.mail.is_some()));
        }
        let found = self.belongs_to(&tx, &returned).await?;
        let (kind, new) = self.recorded(&returned, &found, (hash, channel));
        if !tx.add_returned(&new, self.clock.now()).await? {
            // Another node had it in the same moment.
            return Ok(report(found.mail().is_some()));
        }
        let mut recheck = false;
        if let (Some(mail), None) = (found.mail(), found.reason()) {
            recheck = self.follow_returned(&tx, (kind, &new), mail).await?;
        }
        let subject = match new.mail {
            Some(mail) => format!("{} {mail}", new.kind),
            None => format!("{} {}", new.kind, new.reason.unwrap_or("unmatched")),
        };
        tx.touches(found.mail().map(|mail| mail.employer));
        tx.commit(self.entry(Actor::Job("returned"), "mail.returned", subject))
            .await?;
        if recheck {
            self.recheck().await;
        }
        tracing::info!(
            kind = new.kind,
            matched = new.mail.is_some(),
            channel = new.channel,
            "a message came back: {}",
            new.kind
        );
        Ok(report(new.mail.is_some()))
    }

    /// What is put on record of a message: nobody's NIK, and of several recipients what concerns
    /// ours.
    fn recorded(
        &self,
        returned: &Returned,
        found: &Match,
        (hash, channel): (String, Channel),
    ) -> (Kind, NewReturned) {
        let (kind, about) = matching::about(returned, found.mail());
        let new = NewReturned {
            id: ReturnedId::from_uuid(self.clock.new_id()),
            hash,
            channel: channel.code(),
            kind: kind.code(),
            status: about
                .and_then(|a| a.status.clone())
                .or_else(|| returned.status.clone()),
            diagnostic: about
                .and_then(|a| a.diagnostic.as_deref())
                .or(returned.diagnostic.as_deref())
                .map(nik::mask_in),
            recipients: returned.recipients.clone(),
            sender: returned.from.clone(),
            subject: nik::mask_in(&returned.subject),
            words: (!returned.text.is_empty()).then(|| nik::mask_in(&returned.text)),
            mail: found.mail().map(|mail| mail.id),
            employer: found.mail().map(|mail| mail.employer).or(found.firm()),
            matched_by: found.by(),
            reason: found.reason(),
            waits: waits(returned, found),
        };
        (kind, new)
    }
}

/// Whether an officer has to look at it: somebody may have written, or a server speaks of a mail
/// that nobody can name.
fn waits(returned: &Returned, found: &Match) -> bool {
    match returned.kind {
        Kind::Reply => found.mail().is_none(),
        Kind::Hard | Kind::Soft | Kind::Unknown => {
            found.reason().is_some() && !returned.recipients.is_empty()
        }
        Kind::Delayed | Kind::Delivered | Kind::AutoReply => false,
    }
}

/// SHA-256 in hexadecimal digits, whatever a door made of the ends of lines.
fn hash_of(bytes: &[u8]) -> String {
    let mut hasher = Sha256::new();
    for line in bytes.split(|byte| *byte == b'\r') {
        hasher.update(line);
    }
    hex::encode(hasher.finalize())
}
