//! Mails that asked whether their reader is the right one, and what the reader said.

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    ReplyLink, StoreError, Tx,
    contacts::standing_of,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    contact::{AddressDeed, Standing},
    ids::{EmployerId, MailId, OfficerId},
};

/// A mail that asked its reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactQuestion {
    /// Which mail.
    pub mail: MailId,
    /// The firm; the one that stands for it where it was merged.
    pub employer: EmployerId,
    /// Its name.
    pub firm: String,
    /// The address in small letters.
    pub address: String,
    /// When the mail was written.
    pub asked_at: DateTime<Utc>,
    /// Whether the reader said to be the right one, and when.
    pub said: Option<(bool, DateTime<Utc>)>,
    /// The right address, as the wrong reader wrote it.
    pub named: Option<String>,
    /// What the reader wrote.
    pub words: Option<String>,
}

impl ContactQuestion {
    /// When the reader said something, or else was asked.
    #[must_use]
    pub fn said_at(&self) -> DateTime<Utc> {
        self.said.map_or(self.asked_at, |(_, at)| at)
    }

    /// Whether the reader said to be the wrong one.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.said.is_some_and(|(is_right, _)| !is_right)
    }
}

const SELECT: &str = "SELECT q.mail_id, q.address, q.said, q.said_at, q.named, q.words, \
    COALESCE(w.id, e.id) AS employer, COALESCE(w.name, e.name) AS firm, o.queued_at \
    FROM contact_question q JOIN outbox o ON o.id = q.mail_id \
    JOIN employer e ON e.id = q.employer_id LEFT JOIN employer w ON w.id = e.merged_into";

/// A reader said to be the wrong one, and no officer has looked at it.
const WAITS: &str = "said = 'wrong' AND settled_at IS NULL";

impl Tx {
    /// Writes down that a mail asks its reader.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_contact_question(
        &self,
        mail: MailId,
        (employer, address): (EmployerId, &str),
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO contact_question (mail_id, employer_id, address) VALUES (?, ?, ?)";
        let values = vec![
            sql::id(mail.uuid()),
            sql::id(employer.uuid()),
            address.to_ascii_lowercase().into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Whether the reader of an address is still to be asked: nothing proves it, and no mail that
    /// asked was taken by a server.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn is_to_ask(&self, employer: EmployerId, address: &str) -> Result<bool, StoreError> {
        let family = "SELECT id FROM employer WHERE id = ? OR merged_into = ?";
        let address = address.to_ascii_lowercase();
        let values = vec![
            sql::id(employer.uuid()),
            sql::id(employer.uuid()),
            address.into(),
        ];
        let text = format!(
            "SELECT standing, proof FROM contact WHERE employer_id IN ({family}) AND address = ? \
             ORDER BY employer_id"
        );
        for row in sql::rows(&self.tx, &text, values.clone()).await? {
            let proof: Option<String> = get(&row, "proof")?;
            if proof.is_some() && standing_of(&row)? == Standing::Usable {
                return Ok(false);
            }
        }
        let text = format!(
            "SELECT COUNT(*) FROM contact_question q JOIN outbox o ON o.id = q.mail_id \
             WHERE q.employer_id IN ({family}) AND q.address = ? \
             AND o.state IN ('sent', 'delayed', 'delivered')"
        );
        Ok(sql::number(&self.tx, &text, values).await? == 0)
    }

    /// The question that a mail asked.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn contact_question(
        &self,
        mail: MailId,
    ) -> Result<Option<ContactQuestion>, StoreError> {
        let text = format!("{SELECT} WHERE q.mail_id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(mail.uuid())]).await?;
        row.as_ref().map(question_of).transpose()
    }

    /// Writes down what the reader of a mail said; `false` when he said something before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn answer_contact_question(
        &self,
        mail: MailId,
        (is_right, named, words): (bool, Option<&str>, Option<&str>),
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE contact_question SET said = ?, said_at = ?, named = ?, words = ? \
            WHERE mail_id = ? AND said IS NULL";
        let values = vec![
            if is_right { "right" } else { "wrong" }.into(),
            now.into(),
            Value::String(named.map(str::to_owned)),
            Value::String(words.map(str::to_owned)),
            sql::id(mail.uuid()),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Wrong readers whom no officer has looked at, the oldest first: of these employers, or of
    /// all.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn wrong_readers(
        &self,
        of: Option<&[EmployerId]>,
    ) -> Result<Vec<ContactQuestion>, StoreError> {
        let only = of.map_or_else(String::new, |of| {
            format!(" AND q.employer_id IN ({})", marks(of))
        });
        let text = format!("{SELECT} WHERE {WAITS}{only} ORDER BY q.said_at, q.mail_id");
        let rows = sql::rows(&self.tx, &text, of.map_or_else(Vec::new, ids)).await?;
        rows.iter().map(question_of).collect()
    }

    /// How many wrong readers no officer has looked at.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn count_wrong_readers(&self) -> Result<u64, StoreError> {
        let text = format!("SELECT COUNT(*) FROM contact_question WHERE {WAITS}");
        let count = sql::number(&self.tx, &text, vec![]).await?;
        Ok(count.unsigned_abs())
    }

    /// An officer has looked at what the readers of an address said; `false` when nothing waited.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn settle_wrong_reader(
        &self,
        employer: EmployerId,
        address: &str,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<bool, StoreError> {
        let text = format!(
            "UPDATE contact_question SET settled_by = ?, settled_at = ? \
             WHERE {WAITS} AND address = ? AND employer_id IN \
             (SELECT id FROM employer WHERE id = ? OR merged_into = ?)"
        );
        let values = vec![
            sql::id(by.uuid()),
            now.into(),
            address.to_ascii_lowercase().into(),
            sql::id(employer.uuid()),
            sql::id(employer.uuid()),
        ];
        let waited = sql::run(&self.tx, &text, values).await? > 0;
        if waited {
            let deed = (AddressDeed::Settled, None);
            self.note_contact((employer, address), deed, Some(by), now)
                .await?;
        }
        Ok(waited)
    }

    /// The one address to which mails with a link's secret went; `None` where they went to
    /// several, an officer passed the link on, or somebody came to it by a letter on paper.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn sole_reader(
        &self,
        link: &ReplyLink,
        secret: &str,
    ) -> Result<Option<String>, StoreError> {
        let text = "SELECT COUNT(*) FROM reply_link l WHERE l.id = ? AND (l.handed_at IS NOT NULL \
            OR EXISTS (SELECT 1 FROM reply_opening o WHERE o.link_id = l.id AND o.how = 'code'))";
        if sql::number(&self.tx, text, vec![sql::id(link.id.uuid())]).await? > 0 {
            return Ok(None);
        }
        let text = "SELECT DISTINCT LOWER(o.recipient) AS address FROM outbox o \
            JOIN employer e ON e.id = o.employer_id WHERE (e.id = ? OR e.merged_into = ?) \
            AND o.state IN ('sent', 'delayed', 'delivered') \
            AND o.body_text LIKE '%' || ? || '%' ORDER BY 1";
        let values = vec![
            sql::id(link.employer.uuid()),
            sql::id(link.employer.uuid()),
            secret.into(),
        ];
        let rows = sql::rows(&self.tx, text, values).await?;
        match rows.as_slice() {
            [one] => Ok(Some(get(one, "address")?)),
            _ => Ok(None),
        }
    }
}

fn question_of(row: &QueryResult) -> Result<ContactQuestion, StoreError> {
    let said: Option<String> = get(row, "said")?;
    let said_at: Option<DateTime<Utc>> = get(row, "said_at")?;
    Ok(ContactQuestion {
        mail: MailId::from_uuid(get(row, "mail_id")?),
        employer: EmployerId::from_uuid(get::<Uuid>(row, "employer")?),
        firm: get(row, "firm")?,
        address: get(row, "address")?,
        asked_at: get(row, "queued_at")?,
        said: said.map(|code| code == "right").zip(said_at),
        named: get(row, "named")?,
        words: get(row, "words")?,
    })
}
