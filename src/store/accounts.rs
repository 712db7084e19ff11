//! What an officer signs in with, and how the account stands.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Condition, Expr},
};

use super::{
    StoreError, Tx,
    officers::{Officer, officer_of},
    rows::officer::{ActiveModel, Column, Entity, Model},
};
use crate::domain::{ids::OfficerId, role::Role, tongue::Tongue};

/// An officer's account. It can't be printed: it holds what a password is checked against.
#[derive(Clone)]
pub struct Account {
    /// Whose it is.
    pub officer: Officer,
    /// argon2id in PHC form; `None` until the first link was used.
    pub password_hash: Option<String>,
    /// The sealed secret of the second factor, once there is one.
    pub totp: Option<String>,
    /// When it was shut; `None` while it may be used.
    pub disabled_at: Option<DateTime<Utc>>,
    /// The language of the pages, once it was chosen.
    pub language: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The last time somebody signed in with it.
    pub signed_in_at: Option<DateTime<Utc>>,
}

impl Account {
    /// Whether it may be used.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.disabled_at.is_none()
    }

    /// The language its officer chose for the pages.
    #[must_use]
    pub fn tongue(&self) -> Tongue {
        let chosen = self.language.as_deref().and_then(Tongue::from_code);
        chosen.unwrap_or_default()
    }
}

pub(super) fn account_of(row: &Model) -> Result<Account, StoreError> {
    Ok(Account {
        officer: officer_of(row)?,
        password_hash: row.password_hash.clone(),
        totp: row.totp.clone(),
        disabled_at: row.disabled_at,
        language: row.language.clone(),
        created_at: row.created_at,
        signed_in_at: row.signed_in_at,
    })
}

impl Tx {
    /// The account of an officer.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn account(&self, id: OfficerId) -> Result<Option<Account>, StoreError> {
        let row = Entity::find_by_id(id.uuid()).one(&self.tx).await?;
        row.as_ref().map(account_of).transpose()
    }

    /// The account with that address, which is compared in lower case.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, StoreError> {
        let row = Entity::find()
            .filter(Column::Email.eq(email.trim().to_lowercase()))
            .one(&self.tx)
            .await?;
        row.as_ref().map(account_of).transpose()
    }

    /// All accounts, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let rows = Entity::find()
            .order_by_asc(Column::Name)
            .order_by_asc(Column::Id)
            .all(&self.tx)
            .await?;
        rows.iter().map(account_of).collect()
    }

    /// Replaces the password.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_password(&self, id: OfficerId, hash: &str) -> Result<(), StoreError> {
        self.change(
            id,
            ActiveModel {
                password_hash: Set(Some(hash.to_owned())),
                ..ActiveModel::default()
            },
        )
        .await
    }

    /// Replaces the sealed secret of the second factor, or takes it away; codes used so far don't
    /// count for the new one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_totp(&self, id: OfficerId, sealed: Option<&str>) -> Result<(), StoreError> {
        self.change(
            id,
            ActiveModel {
                totp: Set(sealed.map(str::to_owned)),
                totp_step: Set(None),
                ..ActiveModel::default()
            },
        )
        .await
    }

    /// Takes down that the code of a time step was used; `false` when this one or a later one was
    /// used before, by whomever.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn use_totp_step(&self, id: OfficerId, step: i64) -> Result<bool, StoreError> {
        let fresh = Condition::any()
            .add(Column::TotpStep.is_null())
            .add(Column::TotpStep.lt(step));
        let done = Entity::update_many()
            .col_expr(Column::TotpStep, Expr::value(step))
            .filter(Column::Id.eq(id.uuid()))
            .filter(fresh)
            .exec(&self.tx)
            .await?;
        Ok(done.rows_affected == 1)
    }

    /// Gives an officer another role.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_role(&self, id: OfficerId, role: Role) -> Result<(), StoreError> {
        self.change(
            id,
            ActiveModel {
                role: Set(role.code().to_owned()),
                ..ActiveModel::default()
            },
        )
        .await
    }

    /// Shuts an account, or opens it again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_disabled(
        &self,
        id: OfficerId,
        at: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        self.change(
            id,
            ActiveModel {
                disabled_at: Set(at),
                ..ActiveModel::default()
            },
        )
        .await
    }

    /// Remembers the language of an officer's pages.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_language(&self, id: OfficerId, language: &str) -> Result<(), StoreError> {
        self.change(
            id,
            ActiveModel {
                language: Set(Some(language.to_owned())),
                ..ActiveModel::default()
            },
        )
        .await
    }

    /// Remembers when an officer signed in.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_signed_in(&self, id: OfficerId, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.change(
            id,
            ActiveModel {
                signed_in_at: Set(Some(now)),
                ..ActiveModel::default()
            },
        )
        .await
    }

    async fn change(&self, id: OfficerId, change: ActiveModel) -> Result<(), StoreError> {
        Entity::update_many()
            .set(change)
            .filter(Column::Id.eq(id.uuid()))
            .exec(&self.tx)
            .await?;
        Ok(())
    }
}
