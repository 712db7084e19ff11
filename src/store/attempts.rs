//! What became of each hand-over, and what proves it.

use std::io::{Read as _, Write as _};

use chrono::{DateTime, Utc};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, Value,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use uuid::Uuid;

use super::{
    MailState, StoreError, Tx,
    rows::{delivery_attempt, outbox},
    sql::{self, get},
};
use crate::domain::ids::MailId;

/// Attempts written by one statement.
const PART: usize = 60;

/// What became of one hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Taken,
    /// The server refused it for good, or it was given up.
    Refused,
    /// Not now; try again at that time.
    Later(DateTime<Utc>),
    /// The dialogue broke off where the server may have had it; try again at that time.
    Unknown(DateTime<Utc>),
    /// Its address may no longer be written to; it was not handed over.
    Suppressed,
}

impl Outcome {
    const fn code(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Refused => "refused",
            Self::Later(_) => "later",
            Self::Unknown(_) => "unknown",
            Self::Suppressed => "suppressed",
        }
    }

    const fn state(self) -> MailState {
        match self {
            Self::Taken => MailState::Sent,
            Self::Refused => MailState::Failed,
            Self::Later(_) | Self::Unknown(_) => MailState::Queued,
            Self::Suppressed => MailState::Suppressed,
        }
    }
}

/// One hand-over as its sender knows it.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Which mail.
    pub mail: MailId,
    /// The sender's lease.
    pub mark: Uuid,
    /// How often a sender has taken the mail, this time included; numbers the attempt.
    pub no: i32,
    /// When the answer came.
    pub at: DateTime<Utc>,
    /// What became of it.
    pub outcome: Outcome,
    /// The server's words, or the fault.
    pub answer: String,
    /// The reply code of SMTP.
    pub code: Option<u16>,
    /// Name or address of the server; `None` where mail is captured.
    pub relay: Option<String>,
    /// What was handed over; `None` where it came to none.
    pub message: Option<Handed>,
    /// Whether it carried the mark of a mail that the server may have had before.
    pub repeated: bool,
}

/// Exactly what was handed over.
#[derive(Debug, Clone)]
pub struct Handed {
    /// Without the angle brackets.
    pub message_id: String,
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub sha256: String,
    /// The bytes, packed; `None` where the server can't have them.
    pub packed: Option<Vec<u8>>,
}

/// One attempt as it was written down, without the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// Numbers the times that a sender took the mail.
    pub no: i32,
    /// When the answer came, or the silence was noticed.
    pub at: DateTime<Utc>,
    /// `taken`, `refused`, `later`, `unknown` or `suppressed`.
    pub outcome: String,
    /// The server's words, or the fault; empty where a sender died over it.
    pub answer: String,
    /// The reply code of SMTP.
    pub code: Option<i16>,
    /// Name or address of the server; `None` where mail is captured.
    pub relay: Option<String>,
    /// Without the angle brackets.
    pub message_id: Option<String>,
    /// SHA-256, in hexadecimal digits, of exactly the bytes that were handed over.
    pub sha256: Option<String>,
    /// Whether those bytes carried the mark of a mail that the server may have had before.
    pub repeated: bool,
}

/// Bytes as they are kept beside an attempt.
///
/// # Panics
/// Never: memory takes all that is written to it.
#[must_use]
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).expect("memory takes all");
    packer.finish().expect("memory takes all")
}

impl Tx {
    /// Writes down what became of some hand-overs, of those mails that their sender still has.
    /// A mail that its server took is sent even where its sender lost it meanwhile, unless
    /// another one is at it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn settle_mails(
        &self,
        attempts: &[&Attempt],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (taken, others): (Vec<&Attempt>, Vec<&Attempt>) = attempts
            .iter()
            .copied()
            .partition(|a| a.outcome == Outcome::Taken);
        for part in taken.chunks(PART) {
            let text = format!(
                "UPDATE outbox SET state = 'sent', sent_at = ?, lease_id = NULL, \
                 leased_until = NULL WHERE id IN ({0}) AND (lease_id IN ({0}) \
                 OR (lease_id IS NULL AND state = 'queued'))",
                sql::marks(part.len())
            );
            let mut values: Vec<Value> = vec![now.into()];
            values.extend(part.iter().map(|a| sql::id(a.mail.uuid())));
            values.extend(part.iter().map(|a| sql::id(a.mark)));
            sql::run(&self.tx, &text, values).await?;
        }
        for attempt in others {
            self.settle_untaken(attempt, now).await?;
        }
        for part in attempts.chunks(PART) {
            self.write_attempts(part).await?;
        }
        Ok(())
    }

    async fn settle_untaken(
        &self,
        attempt: &Attempt,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (not_before, perhaps_taken) = match attempt.outcome {
            Outcome::Later(again) => (again, false),
            Outcome::Unknown(again) => (again, true),
            Outcome::Taken | Outcome::Refused | Outcome::Suppressed => (now, false),
        };
        let state = attempt.outcome.state().code();
        let column = outbox::Column::PerhapsTaken;
        outbox::Entity::update_many()
            .col_expr(outbox::Column::State, Expr::value(state))
            .col_expr(outbox::Column::NotBefore, Expr::value(not_before))
            .col_expr(column, Expr::col(column).or(Expr::value(perhaps_taken)))
            .col_expr(outbox::Column::LeaseId, Expr::value(None::<Uuid>))
            .col_expr(
                outbox::Column::LeasedUntil,
                Expr::value(None::<DateTime<Utc>>),
            )
            .filter(outbox::Column::Id.eq(attempt.mail.uuid()))
            .filter(outbox::Column::LeaseId.eq(attempt.mark))
            .exec(&self.tx)
            .await?;
        Ok(())
    }

    /// A row of unknown outcome is overwritten by the sender that was slow and not dead.
    async fn write_attempts(&self, attempts: &[&Attempt]) -> Result<(), StoreError> {
        use delivery_attempt::Column;
        let rows = attempts.iter().map(|attempt| {
            let message = attempt.message.as_ref();
            delivery_attempt::ActiveModel {
                mail_id: Set(attempt.mail.uuid()),
                no: Set(attempt.no),
                at: Set(attempt.at),
                outcome: Set(attempt.outcome.code().to_owned()),
                answer: Set(attempt.answer.clone()),
                code: Set(attempt.code.and_then(|code| i16::try_from(code).ok())),
                relay: Set(attempt.relay.clone()),
                message_id: Set(message.map(|m| m.message_id.clone())),
                sha256: Set(message.map(|m| m.sha256.clone())),
                content: Set(message.and_then(|m| m.packed.clone())),
                repeated: Set(attempt.repeated),
            }
        });
        let known = OnConflict::columns([Column::MailId, Column::No])
            .update_columns([
                Column::At,
                Column::Outcome,
                Column::Answer,
                Column::Code,
                Column::Relay,
                Column::MessageId,
                Column::Sha256,
                Column::Content,
                Column::Repeated,
            ])
            .to_owned();
        delivery_attempt::Entity::insert_many(rows)
            .on_conflict(known)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// Every attempt for a mail, the first one first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn hand_overs_of(&self, mail: MailId) -> Result<Vec<AttemptRow>, StoreError> {
        let text = "SELECT no, at, outcome, answer, code, relay, message_id, sha256, repeated \
            FROM delivery_attempt WHERE mail_id = ? ORDER BY no";
        let rows = sql::rows(&self.tx, text, vec![sql::id(mail.uuid())]).await?;
        rows.iter()
            .map(|row| {
                Ok(AttemptRow {
                    no: get(row, "no")?,
                    at: get(row, "at")?,
                    outcome: get(row, "outcome")?,
                    answer: get(row, "answer")?,
                    code: get(row, "code")?,
                    relay: get(row, "relay")?,
                    message_id: get(row, "message_id")?,
                    sha256: get(row, "sha256")?,
                    repeated: get(row, "repeated")?,
                })
            })
            .collect()
    }

    /// Exactly the bytes that an attempt handed over; `None` where it handed over none, the
    /// server can't have them, or their time is over.
    ///
    /// # Errors
    /// When the database can't be read or the bytes can't be unpacked.
    pub async fn handed_over(&self, mail: MailId, no: i32) -> Result<Option<Vec<u8>>, StoreError> {
        let text = "SELECT content FROM delivery_attempt WHERE mail_id = ? AND no = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(mail.uuid()), no.into()]).await?;
        let packed: Option<Vec<u8>> = match row {
            Some(row) => get(&row, "content")?,
            None => None,
        };
        packed.map(|packed| unpack(&packed)).transpose()
    }

    /// Lets go of the bytes that were handed over before an instant; their hashes stay.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_handed_over(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let text = "UPDATE delivery_attempt SET content = NULL WHERE at < ? \
            AND content IS NOT NULL";
        sql::run(&self.tx, text, vec![before.into()]).await
    }
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    let read = DeflateDecoder::new(packed).read_to_end(&mut bytes);
    match read {
        Ok(_) => Ok(bytes),
        Err(_) => Err(StoreError::Corrupt {
            table: "delivery_attempt",
            column: "content",
        }),
    }
}
