//! Mail that is owed to somebody, written in the same transaction as the fact that made it owed.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    MailState, StoreError, Tx,
    mail_states::state_of,
    rows::outbox,
    sql::{self, get},
};
use crate::domain::{
    ids::{EmployerId, LetterId, MailId},
    tongue::Tongue,
};

/// One mail as it was queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// Names the mail for good; the Message-ID is made from it.
    pub id: MailId,
    /// Whom it concerns.
    pub employer: EmployerId,
    /// What kind of mail, such as `appeal`.
    pub kind: &'static str,
    /// Codes of the cases it speaks of.
    pub reference: String,
    /// The recipient's address.
    pub recipient: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// A single line.
    pub subject: String,
    /// Plain text.
    pub body_text: String,
    /// The same as HTML.
    pub body_html: String,
    /// What it is written in.
    pub language: Tongue,
    /// Whether it is made up; such a mail never leaves.
    pub demo: bool,
    /// The firing that queues it: its schedule, and the time that was due.
    pub firing: Option<(String, DateTime<Utc>)>,
    /// The letter whose signed copy it carries.
    pub letter: Option<LetterId>,
}

/// A mail with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailRow {
    /// Which mail.
    pub id: MailId,
    /// Whom it concerns.
    pub employer: EmployerId,
    /// Codes of the cases it speaks of.
    pub reference: String,
    /// The recipient's address.
    pub recipient: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// A single line.
    pub subject: String,
    /// Plain text.
    pub body_text: String,
    /// The same as HTML.
    pub body_html: String,
    /// What kind of mail, such as `appeal`.
    pub kind: String,
    /// What it is written in.
    pub language: Tongue,
    /// Where it stands.
    pub state: MailState,
    /// Whether it is made up.
    pub demo: bool,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// How often a sender took it.
    pub attempts: i32,
    /// A hand-over ended without an answer: the server may hold it already.
    pub perhaps_taken: bool,
    /// When the server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the report arrived that moved it last.
    pub reported_at: Option<DateTime<Utc>>,
    /// The letter whose signed copy it carries.
    pub letter: Option<LetterId>,
}

impl MailRow {
    /// Whether the firm that it is about gets it.
    #[must_use]
    pub fn is_to_firm(&self) -> bool {
        self.kind != TO_BPJS
    }
}

impl Tx {
    /// Queues a mail.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn queue_mail(&self, mail: &Queued, now: DateTime<Utc>) -> Result<(), StoreError> {
        let row = outbox::ActiveModel {
            id: Set(mail.id.uuid()),
            employer_id: Set(mail.employer.uuid()),
            kind: Set(mail.kind.to_owned()),
            reference: Set(mail.reference.clone()),
            recipient: Set(mail.recipient.clone()),
            reply_to: Set(mail.reply_to.clone()),
            subject: Set(mail.subject.clone()),
            body_text: Set(mail.body_text.clone()),
            body_html: Set(mail.body_html.clone()),
            state: Set(MailState::Queued.code().to_owned()),
            language: Set(mail.language.code().to_owned()),
            demo: Set(mail.demo),
            queued_at: Set(now),
            not_before: Set(now),
            attempts: Set(0),
            lease_id: Set(None),
            leased_until: Set(None),
            sent_at: Set(None),
            priority: Set(priority(mail.kind)),
            domain: Set(domain(&mail.recipient)),
            perhaps_taken: Set(false),
            tried_at: Set(None),
            reported_at: Set(None),
            letter_id: Set(mail.letter.map(LetterId::uuid)),
            schedule: Set(mail.firing.as_ref().map(|firing| firing.0.clone())),
            due_at: Set(mail.firing.as_ref().map(|firing| firing.1)),
        };
        outbox::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// Mails, the newest first; of one employer with those merged into it, or of all.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mails(
        &self,
        employer: Option<EmployerId>,
        limit: u64,
    ) -> Result<Vec<MailRow>, StoreError> {
        let mut query = outbox::Entity::find()
            .order_by_desc(outbox::Column::QueuedAt)
            .order_by_asc(outbox::Column::Id)
            .limit(limit);
        if let Some(employer) = employer {
            let family = self.family(employer).await?;
            let ids = family.into_iter().map(EmployerId::uuid);
            query = query.filter(outbox::Column::EmployerId.is_in(ids));
        }
        let found = query.all(&self.tx).await?;
        found.into_iter().map(mail_of).collect()
    }

    /// Mails in one of some states, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mails_in(
        &self,
        states: &[MailState],
        limit: u64,
    ) -> Result<Vec<MailRow>, StoreError> {
        let found = outbox::Entity::find()
            .filter(outbox::Column::State.is_in(states.iter().map(|state| state.code())))
            .order_by_desc(outbox::Column::QueuedAt)
            .order_by_asc(outbox::Column::Id)
            .limit(limit)
            .all(&self.tx)
            .await?;
        found.into_iter().map(mail_of).collect()
    }

    /// The employers that a mail was queued for at or after an instant; answers to people don't
    /// count.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mailed_since(
        &self,
        since: DateTime<Utc>,
    ) -> Result<HashSet<EmployerId>, StoreError> {
        let text = "SELECT DISTINCT COALESCE(e.merged_into, e.id) AS employer_id FROM outbox o \
                    JOIN employer e ON e.id = o.employer_id WHERE o.queued_at >= ? \
                    AND o.kind NOT IN ('answer', 'letter_bpjs')";
        let rows = sql::rows(&self.tx, text, vec![since.into()]).await?;
        rows.iter()
            .map(|row| Ok(EmployerId::from_uuid(get(row, "employer_id")?)))
            .collect()
    }

    /// One mail.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn mail(&self, id: MailId) -> Result<Option<MailRow>, StoreError> {
        let row = outbox::Entity::find_by_id(id.uuid()).one(&self.tx).await?;
        row.map(mail_of).transpose()
    }
}

/// The kind of the mails that carry letters to BPJS Kesehatan: no firm gets them, though each is
/// about one.
pub const TO_BPJS: &str = "letter_bpjs";

/// Whom a sender serves first: answers to people and letters to BPJS Kesehatan, appeals, reminders and
/// circulars, thanks. The first alone may leave on a day with another mail about the firm.
fn priority(kind: &str) -> i16 {
    match kind {
        "answer" | TO_BPJS => 0,
        "term_reminder" | "circular" => 2,
        "thanks" => 3,
        _ => 1,
    }
}

fn domain(address: &str) -> String {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    domain.trim().to_ascii_lowercase()
}

pub(super) fn mail_of(row: outbox::Model) -> Result<MailRow, StoreError> {
    Ok(MailRow {
        id: MailId::from_uuid(row.id),
        employer: EmployerId::from_uuid(row.employer_id),
        reference: row.reference,
        recipient: row.recipient,
        reply_to: row.reply_to,
        subject: row.subject,
        body_text: row.body_text,
        body_html: row.body_html,
        state: state_of(&row.state)?,
        language: Tongue::from_code(&row.language).ok_or(StoreError::Corrupt {
            table: "outbox",
            column: "language",
        })?,
        kind: row.kind,
        perhaps_taken: row.perhaps_taken,
        demo: row.demo,
        queued_at: row.queued_at,
        attempts: row.attempts,
        sent_at: row.sent_at,
        reported_at: row.reported_at,
        letter: row.letter_id.map(LetterId::from_uuid),
    })
}
