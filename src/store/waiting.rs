//! Mail that waits, with what its reasons are told by; and the newest of what happens regularly.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{EmployerId, MailId};

/// A mail that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMail {
    /// Which mail.
    pub id: MailId,
    /// The recipient's address.
    pub recipient: String,
    /// Whether a sender marked it as its own.
    pub is_taken: bool,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// It is not tried before.
    pub not_before: DateTime<Utc>,
    /// Until when its sender has it.
    pub leased_until: Option<DateTime<Utc>>,
    /// How often a sender took it.
    pub attempts: i32,
}

/// What a page says of a mail that waits, beside why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingDetail {
    /// Whom it concerns.
    pub employer: EmployerId,
    /// The employer's name.
    pub name: String,
    /// A single line.
    pub subject: String,
    /// What the server answered last, word by word.
    pub answer: Option<String>,
}

impl Tx {
    /// Every mail that waits, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn waiting_mail(&self) -> Result<Vec<WaitingMail>, StoreError> {
        let text = "SELECT id, recipient, state, queued_at, not_before, leased_until, attempts \
            FROM outbox WHERE state IN ('queued', 'sending') ORDER BY queued_at, id";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        rows.iter()
            .map(|row| {
                Ok(WaitingMail {
                    id: MailId::from_uuid(get(row, "id")?),
                    recipient: get(row, "recipient")?,
                    is_taken: get::<String>(row, "state")? == "sending",
                    queued_at: get(row, "queued_at")?,
                    not_before: get(row, "not_before")?,
                    leased_until: get(row, "leased_until")?,
                    attempts: get(row, "attempts")?,
                })
            })
            .collect()
    }

    /// More about some of them; not for many at once.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn waiting_details(
        &self,
        mails: &[MailId],
    ) -> Result<HashMap<MailId, WaitingDetail>, StoreError> {
        if mails.is_empty() {
            return Ok(HashMap::new());
        }
        let text = format!(
            "SELECT o.id, o.subject, e.id AS employer_id, e.name, (SELECT d.answer \
             FROM delivery_attempt d WHERE d.mail_id = o.id ORDER BY d.no DESC LIMIT 1) AS answer \
             FROM outbox o JOIN employer m ON m.id = o.employer_id \
             JOIN employer e ON e.id = COALESCE(m.merged_into, m.id) WHERE o.id IN ({})",
            sql::marks(mails.len())
        );
        let values = mails.iter().map(|id| sql::id(id.uuid())).collect();
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter()
            .map(|row| {
                let detail = WaitingDetail {
                    employer: EmployerId::from_uuid(get(row, "employer_id")?),
                    name: get(row, "name")?,
                    subject: get(row, "subject")?,
                    answer: get(row, "answer")?,
                };
                Ok((MailId::from_uuid(get(row, "id")?), detail))
            })
            .collect()
    }

    /// When the oldest mail that waits was queued.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn oldest_waiting_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let text = "SELECT queued_at FROM outbox WHERE state IN ('queued', 'sending') \
            ORDER BY queued_at LIMIT 1";
        let row = sql::row(&self.tx, text, vec![]).await?;
        Ok(row.map(|row| get(&row, "queued_at")).transpose()?)
    }

    /// When a server took a mail to an employer for the last time.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_sent_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let text = "SELECT sent_at FROM outbox WHERE sent_at IS NOT NULL \
            ORDER BY sent_at DESC LIMIT 1";
        let row = sql::row(&self.tx, text, vec![]).await?;
        Ok(row.map(|row| get(&row, "sent_at")).transpose()?)
    }

    /// When files of each kind were imported last.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_imports(&self) -> Result<Vec<(String, DateTime<Utc>)>, StoreError> {
        let text = "SELECT b.kind, b.imported_at FROM batch b WHERE b.undone_at IS NULL \
            AND b.no = (SELECT MAX(l.no) FROM batch l WHERE l.kind = b.kind \
              AND l.undone_at IS NULL) \
            AND b.kind IN ('employers', 'roster', 'participants', 'contributions') ORDER BY b.kind";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        rows.iter()
            .map(|row| Ok((get(row, "kind")?, get(row, "imported_at")?)))
            .collect()
    }

    /// When a schedule last ended a firing well.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_done_run(&self, name: &str) -> Result<Option<DateTime<Utc>>, StoreError> {
        let text = "SELECT finished_at FROM schedule_run WHERE schedule = ? AND state = 'done' \
            AND finished_at IS NOT NULL ORDER BY due_at DESC LIMIT 1";
        let row = sql::row(&self.tx, text, vec![name.into()]).await?;
        Ok(row.map(|row| get(&row, "finished_at")).transpose()?)
    }
}
