//! What stands at the door: links that set a password, and who failed how often.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::{
    StoreError, Tx,
    rows::{session, sign_in_failure as failure, sign_in_link as link},
};
use crate::domain::ids::OfficerId;

/// Why a link was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// For somebody who has no password yet.
    Invite,
    /// For somebody who has lost it.
    Reset,
}

impl LinkKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Reset => "reset",
        }
    }
}

/// A link that lets its holder set a password, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    /// SHA-256 of the link's token, in hexadecimal digits.
    pub token_hash: String,
    /// Whose password it sets.
    pub officer: OfficerId,
    /// Why it was made.
    pub kind: LinkKind,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

impl Tx {
    /// Adds a link.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_link(&self, new: &SignInLink) -> Result<(), StoreError> {
        let row = link::ActiveModel {
            token_hash: Set(new.token_hash.clone()),
            officer_id: Set(new.officer.uuid()),
            kind: Set(new.kind.code().to_owned()),
            made_at: Set(new.made_at),
            expires_at: Set(new.expires_at),
            used_at: Set(None),
        };
        link::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// Whose password a link may set now: it is unused and its time is not over.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn link_owner(
        &self,
        token_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<OfficerId>, StoreError> {
        let row = link::Entity::find_by_id(token_hash.to_owned())
            .filter(link::Column::UsedAt.is_null())
            .filter(link::Column::ExpiresAt.gt(now))
            .one(&self.tx)
            .await?;
        Ok(row.map(|row| OfficerId::from_uuid(row.officer_id)))
    }

    /// Uses a link up; `false` when it can't be used, or somebody else just used it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn use_link(&self, token_hash: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let done = link::Entity::update_many()
            .col_expr(link::Column::UsedAt, Expr::value(now))
            .filter(link::Column::TokenHash.eq(token_hash))
            .filter(link::Column::UsedAt.is_null())
            .filter(link::Column::ExpiresAt.gt(now))
            .exec(&self.tx)
            .await?;
        Ok(done.rows_affected == 1)
    }

    /// Makes the links of an officer that nobody has used yet useless.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_links(&self, officer: OfficerId) -> Result<(), StoreError> {
        link::Entity::delete_many()
            .filter(link::Column::OfficerId.eq(officer.uuid()))
            .filter(link::Column::UsedAt.is_null())
            .exec(&self.tx)
            .await?;
        Ok(())
    }

    /// Counts one more failure under a key; answers how many there are since `since`, and until
    /// when nothing is looked at under it. The row is locked until this transaction ends: of many
    /// at once each sees what the one before it wrote.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_failure(
        &self,
        key: &str,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(u32, Option<DateTime<Utc>>), StoreError> {
        failure::Entity::delete_many()
            .filter(failure::Column::Key.eq(key))
            .filter(failure::Column::LastAt.lt(since))
            .exec(&self.tx)
            .await?;
        let first = failure::ActiveModel {
            key: Set(key.to_owned()),
            failures: Set(1),
            last_at: Set(now),
            blocked_until: Set(None),
        };
        let failures = (failure::Entity, failure::Column::Failures);
        let one_more = OnConflict::column(failure::Column::Key)
            .value(failure::Column::Failures, Expr::col(failures).add(1))
            .update_column(failure::Column::LastAt)
            .to_owned();
        failure::Entity::insert(first)
            .on_conflict(one_more)
            .exec_without_returning(&self.tx)
            .await?;
        let row = failure::Entity::find_by_id(key.to_owned())
            .one(&self.tx)
            .await?;
        Ok(row.map_or((1, None), |row| {
            (row.failures.unsigned_abs(), row.blocked_until)
        }))
    }

    /// Looks at nothing under a key until that instant.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn block(&self, key: &str, until: DateTime<Utc>) -> Result<(), StoreError> {
        failure::Entity::update_many()
            .col_expr(failure::Column::BlockedUntil, Expr::value(until))
            .filter(failure::Column::Key.eq(key))
            .exec(&self.tx)
            .await?;
        Ok(())
    }

    /// Forgets all failures under a key.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_failures(&self, key: &str) -> Result<(), StoreError> {
        failure::Entity::delete_many()
            .filter(failure::Column::Key.eq(key))
            .exec(&self.tx)
            .await?;
        Ok(())
    }

    /// Takes back one failure that turned out to be none, with the pause it began.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_back_failure(&self, key: &str) -> Result<(), StoreError> {
        failure::Entity::update_many()
            .col_expr(
                failure::Column::Failures,
                Expr::col(failure::Column::Failures).sub(1),
            )
            .col_expr(
                failure::Column::BlockedUntil,
                Expr::value(None::<DateTime<Utc>>),
            )
            .filter(failure::Column::Key.eq(key))
            .filter(failure::Column::Failures.gt(0))
            .exec(&self.tx)
            .await?;
        Ok(())
    }

    /// Removes sessions and links whose time is over, and failures that no longer count; answers
    /// how many. In a transaction of its own: addresses come last, as when they are counted, so
    /// that no two wait for each other.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sweep_sign_in(
        &self,
        failures_before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let sessions = session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lte(now))
            .exec(&self.tx)
            .await?;
        let links = link::Entity::delete_many()
            .filter(link::Column::ExpiresAt.lte(now))
            .exec(&self.tx)
            .await?;
        let old = failure::Entity::delete_many()
            .filter(failure::Column::LastAt.lt(failures_before))
            .filter(failure::Column::Key.not_like("address:%"));
        let own = old.exec(&self.tx).await?;
        let old =
            failure::Entity::delete_many().filter(failure::Column::LastAt.lt(failures_before));
        let addresses = old.exec(&self.tx).await?;
        let all = [sessions, links, own, addresses];
        Ok(all.iter().map(|done| done.rows_affected).sum())
    }
}
