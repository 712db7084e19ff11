//! What was done with firms' addresses, each thing once and for good.

use std::collections::{HashMap, hash_map::Entry};

use chrono::{DateTime, Utc};
use sea_orm::Value;

use super::{
    MailState, StoreError, Tx,
    mail_states::state_of,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    contact::AddressDeed,
    ids::{EmployerId, MailId, OfficerId},
};

/// Something that was done with an address, or said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactEvent {
    /// The address in small letters.
    pub address: String,
    /// What.
    pub deed: AddressDeed,
    /// What was written; of a role its code.
    pub words: Option<String>,
    /// Who; `None` for a server, or for whoever reads the address.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// The last mail to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastMail {
    /// Which mail.
    pub id: MailId,
    /// What became of it.
    pub state: MailState,
    /// When it left, or else was written.
    pub at: DateTime<Utc>,
}

impl Tx {
    /// Writes down what was done with an address.
    pub(super) async fn note_contact(
        &self,
        (employer, address): (EmployerId, &str),
        (deed, words): (AddressDeed, Option<&str>),
        by: Option<OfficerId>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO contact_event (employer_id, address, no, deed, words, made_by, \
            made_at) VALUES (?, ?, (SELECT COUNT(*) + 1 FROM contact_event v \
            WHERE v.employer_id = ? AND v.address = ?), ?, ?, ?, ?)";
        let address = address.to_ascii_lowercase();
        let values = vec![
            sql::id(employer.uuid()),
            address.clone().into(),
            sql::id(employer.uuid()),
            address.into(),
            deed.code().into(),
            Value::String(words.map(str::to_owned)),
            Value::Uuid(by.map(OfficerId::uuid)),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// What was done with the addresses of these employers, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn contact_events(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<ContactEvent>, StoreError> {
        let mut events = Vec::new();
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT v.address, v.deed, v.words, v.made_at, o.name AS by_name \
                 FROM contact_event v LEFT JOIN officer o ON o.id = v.made_by \
                 WHERE v.employer_id IN ({}) \
                 ORDER BY v.made_at DESC, v.no DESC, v.address, v.employer_id",
                marks(part)
            );
            for row in sql::rows(&self.tx, &text, ids(part)).await? {
                let deed: String = get(&row, "deed")?;
                events.push(ContactEvent {
                    address: get(&row, "address")?,
                    deed: AddressDeed::from_code(&deed).ok_or(StoreError::Corrupt {
                        table: "contact_event",
                        column: "deed",
                    })?,
                    words: get(&row, "words")?,
                    by: get(&row, "by_name")?,
                    at: get(&row, "made_at")?,
                });
            }
        }
        Ok(events)
    }

    /// The last mail to each address, in small letters, that these employers were ever written to
    /// at.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn last_mails(
        &self,
        employers: &[EmployerId],
    ) -> Result<HashMap<String, LastMail>, StoreError> {
        let mut last = HashMap::new();
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT id, LOWER(recipient) AS address, state, queued_at, sent_at FROM outbox \
                 WHERE employer_id IN ({}) AND kind <> 'letter_bpjs' \
                 ORDER BY queued_at DESC, id DESC",
                marks(part)
            );
            for row in sql::rows(&self.tx, &text, ids(part)).await? {
                let Entry::Vacant(place) = last.entry(get(&row, "address")?) else {
                    continue;
                };
                let sent_at: Option<DateTime<Utc>> = get(&row, "sent_at")?;
                place.insert(LastMail {
                    id: MailId::from_uuid(get(&row, "id")?),
                    state: state_of(&get::<String>(&row, "state")?)?,
                    at: match sent_at {
                        Some(at) => at,
                        None => get(&row, "queued_at")?,
                    },
                });
            }
        }
        Ok(last)
    }
}
