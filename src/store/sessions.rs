//! Who is signed in, by the hash of the cookie.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

use super::{
    Account, Store, StoreError, Tx,
    accounts::account_of,
    rows::{
        officer,
        session::{ActiveModel, Column, Entity, Model},
    },
    sql,
};
use crate::domain::ids::OfficerId;

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; a second factor must be set up.
    Enrol,
    /// The password was right; a code is still to come.
    Code,
    /// Signed in.
    Full,
}

impl Stage {
    const ALL: [Self; 3] = [Self::Enrol, Self::Code, Self::Full];

    const fn code(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Code => "code",
            Self::Full => "full",
        }
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the cookie's token, in hexadecimal digits.
    pub id: String,
    /// Whose.
    pub officer: OfficerId,
    /// How far it has come.
    pub stage: Stage,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// The last request, to the minute.
    pub seen_at: DateTime<Utc>,
    /// When it ends at the latest.
    pub expires_at: DateTime<Utc>,
    /// What the browser calls itself, shortened.
    pub agent: String,
}

fn session_of(row: Model) -> Result<Session, StoreError> {
    let stage = Stage::ALL.into_iter().find(|s| s.code() == row.stage);
    Ok(Session {
        id: row.id_hash,
        officer: OfficerId::from_uuid(row.officer_id),
        stage: stage.ok_or(StoreError::Corrupt {
            table: "session",
            column: "stage",
        })?,
        created_at: row.created_at,
        seen_at: row.seen_at,
        expires_at: row.expires_at,
        agent: row.agent,
    })
}

impl Store {
    /// Takes down that a session was just used. It is no change anybody answers for, so it is the
    /// one write without a line in the audit log.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn touch_session(&self, id: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        let text = "UPDATE session SET seen_at = ? WHERE id_hash = ?";
        let values = vec![now.into(), id.into()];
        let backend = self.write.get_database_backend();
        self.write
            .execute_raw(sql::statement(backend, text, values))
            .await?;
        Ok(())
    }
}

impl Tx {
    /// Begins a session.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn open_session(&self, session: &Session) -> Result<(), StoreError> {
        let row = ActiveModel {
            id_hash: Set(session.id.clone()),
            officer_id: Set(session.officer.uuid()),
            stage: Set(session.stage.code().to_owned()),
            created_at: Set(session.created_at),
            seen_at: Set(session.seen_at),
            expires_at: Set(session.expires_at),
            agent: Set(session.agent.clone()),
        };
        Entity::insert(row).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// A session with its officer's account, whether or not it has run out.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn session(&self, id: &str) -> Result<Option<(Session, Account)>, StoreError> {
        let Some(row) = Entity::find_by_id(id.to_owned()).one(&self.tx).await? else {
            return Ok(None);
        };
        let owner = officer::Entity::find_by_id(row.officer_id)
            .one(&self.tx)
            .await?;
        owner
            .map(|owner| Ok((session_of(row)?, account_of(&owner)?)))
            .transpose()
    }

    /// The sessions of an officer, the last used first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn sessions_of(&self, officer: OfficerId) -> Result<Vec<Session>, StoreError> {
        let rows = Entity::find()
            .filter(Column::OfficerId.eq(officer.uuid()))
            .order_by_desc(Column::SeenAt)
            .order_by_desc(Column::IdHash)
            .all(&self.tx)
            .await?;
        rows.into_iter().map(session_of).collect()
    }

    /// Ends a session of an officer; `false` when there is none, or somebody else just ended it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close_session(&self, officer: OfficerId, id: &str) -> Result<bool, StoreError> {
        let done = Entity::delete_many()
            .filter(Column::IdHash.eq(id))
            .filter(Column::OfficerId.eq(officer.uuid()))
            .exec(&self.tx)
            .await?;
        Ok(done.rows_affected == 1)
    }

    /// Ends all sessions of an officer but one; answers how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close_sessions(
        &self,
        officer: OfficerId,
        keep: Option<&str>,
    ) -> Result<u64, StoreError> {
        let mut all = Entity::delete_many().filter(Column::OfficerId.eq(officer.uuid()));
        if let Some(keep) = keep {
            all = all.filter(Column::IdHash.ne(keep));
        }
        Ok(all.exec(&self.tx).await?.rows_affected)
    }
}
