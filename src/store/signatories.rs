//! Who may sign letters, and from when to when.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::{OfficerId, SignatoryId},
    letter::{Capacity, Signatory},
};

/// Somebody who may sign a letterhead's letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatoryRow {
    /// Which entry.
    pub id: SignatoryId,
    /// Whose letters.
    pub letterhead: String,
    /// Who, and from when to when.
    pub says: Signatory,
    /// Letters name it; what it says stands then.
    pub in_use: bool,
}

const SELECT: &str = "SELECT s.id, s.letterhead, s.name, s.rank, s.nip, s.title, s.own_title, \
    s.capacity, s.valid_from, s.valid_to, \
    EXISTS (SELECT 1 FROM letter l WHERE l.signatory_id = s.id) AS in_use FROM signatory s";

impl Tx {
    /// Everybody who may or might sign a letterhead's letters, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn signatories(&self, letterhead: &str) -> Result<Vec<SignatoryRow>, StoreError> {
        let text = format!("{SELECT} WHERE s.letterhead = ? ORDER BY s.valid_from DESC, s.id DESC");
        let rows = sql::rows(&self.tx, &text, vec![letterhead.into()]).await?;
        rows.iter().map(signatory_of).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database can't be read or the row makes no sense.
    pub async fn signatory(&self, id: SignatoryId) -> Result<Option<SignatoryRow>, StoreError> {
        let text = format!("{SELECT} WHERE s.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(signatory_of).transpose()
    }

    /// Adds somebody.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_signatory(
        &self,
        new: &SignatoryRow,
        by: OfficerId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO signatory (id, letterhead, name, rank, nip, title, own_title, \
            capacity, valid_from, valid_to, made_by, made_at) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let says = &new.says;
        let values = vec![
            sql::id(new.id.uuid()),
            new.letterhead.clone().into(),
            says.name.clone().into(),
            says.rank.clone().into(),
            says.nip.clone().into(),
            says.title.clone().into(),
            says.own_title.clone().into(),
            says.capacity.code().into(),
            says.from.into(),
            says.to.into(),
            sql::id(by.uuid()),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Says until when somebody signs; `None` while it goes on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_signatory(
        &self,
        id: SignatoryId,
        last: Option<NaiveDate>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE signatory SET valid_to = ? WHERE id = ?";
        sql::run(&self.tx, text, vec![last.into(), sql::id(id.uuid())]).await?;
        Ok(())
    }

    /// Removes somebody whom no letter names.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when a letter does.
    pub async fn remove_signatory(&self, id: SignatoryId) -> Result<(), StoreError> {
        let text = "DELETE FROM signatory WHERE id = ?";
        sql::run(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        Ok(())
    }
}

fn signatory_of(row: &QueryResult) -> Result<SignatoryRow, StoreError> {
    let id: Uuid = get(row, "id")?;
    let capacity: String = get(row, "capacity")?;
    Ok(SignatoryRow {
        id: SignatoryId::from_uuid(id),
        letterhead: get(row, "letterhead")?,
        says: Signatory {
            name: get(row, "name")?,
            rank: get(row, "rank")?,
            nip: get(row, "nip")?,
            title: get(row, "title")?,
            own_title: get(row, "own_title")?,
            capacity: Capacity::from_code(&capacity).ok_or(StoreError::Corrupt {
                table: "signatory",
                column: "capacity",
            })?,
            from: get(row, "valid_from")?,
            to: get(row, "valid_to")?,
        },
        in_use: get(row, "in_use")?,
    })
}
