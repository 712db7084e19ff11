//! The daily mail to officers: who wants it when, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::OfficerId;

/// What became of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestState {
    /// It was, or is, on its way: nobody knows.
    Sending,
    /// The mail server took it.
    Sent,
    /// The mail server did not take it.
    Failed,
}

impl DigestState {
    const fn code(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }
}

/// A digest about to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDigest {
    /// To whom.
    pub officer: OfficerId,
    /// The day it speaks of.
    pub on: NaiveDate,
    /// The mail's id.
    pub id: Uuid,
    /// Kinds of work that it names.
    pub items: i16,
}

impl Tx {
    /// The weekdays on which an officer is written to, Monday being bit 0.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn digest_days(&self, officer: OfficerId) -> Result<i16, StoreError> {
        let text = "SELECT digest_days FROM officer WHERE id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(officer.uuid())]).await?;
        Ok(row.map_or(Ok(0), |row| get(&row, "digest_days"))?)
    }

    /// Chooses these weekdays.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_digest_days(&self, officer: OfficerId, days: i16) -> Result<(), StoreError> {
        let text = "UPDATE officer SET digest_days = ? WHERE id = ?";
        sql::run(&self.tx, text, vec![days.into(), sql::id(officer.uuid())]).await?;
        Ok(())
    }

    /// The officers with an open account who are written to on any day, with their weekdays.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn digest_readers(&self) -> Result<Vec<(OfficerId, i16)>, StoreError> {
        let text = "SELECT id, digest_days FROM officer \
            WHERE digest_days > 0 AND disabled_at IS NULL ORDER BY name, id";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        rows.iter()
            .map(|row| {
                Ok((
                    OfficerId::from_uuid(get(row, "id")?),
                    get(row, "digest_days")?,
                ))
            })
            .collect()
    }

    /// Takes down that a digest is about to leave; `false` when this officer's digest of the day
    /// was begun before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn begin_digest(
        &self,
        new: &NewDigest,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "INSERT INTO digest (officer_id, on_day, id, state, items, at) \
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        let values = vec![
            sql::id(new.officer.uuid()),
            new.on.into(),
            sql::id(new.id),
            DigestState::Sending.code().into(),
            new.items.into(),
            now.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Takes down what became of it, with the mail server's words.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn settle_digest(
        &self,
        digest: &NewDigest,
        (state, answer): (DigestState, &str),
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "UPDATE digest SET state = ?, answer = ?, at = ? \
            WHERE officer_id = ? AND on_day = ? AND id = ?";
        let values = vec![
            state.code().into(),
            answer.into(),
            now.into(),
            sql::id(digest.officer.uuid()),
            Value::ChronoDate(Some(digest.on)),
            sql::id(digest.id),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The officers whose digest of a day was begun, and what became of it.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn digests(
        &self,
        on: NaiveDate,
    ) -> Result<Vec<(OfficerId, DigestState)>, StoreError> {
        let text = "SELECT officer_id, state FROM digest WHERE on_day = ? ORDER BY officer_id";
        let rows = sql::rows(&self.tx, text, vec![on.into()]).await?;
        let all = [DigestState::Sending, DigestState::Sent, DigestState::Failed];
        rows.iter()
            .map(|row| {
                let code: String = get(row, "state")?;
                let state = all.into_iter().find(|state| state.code() == code);
                let state = state.ok_or(StoreError::Corrupt {
                    table: "digest",
                    column: "state",
                })?;
                Ok((OfficerId::from_uuid(get(row, "officer_id")?), state))
            })
            .collect()
    }
}
