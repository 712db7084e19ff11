//! The people who work with the program.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{StoreError, Tx, rows::officer};
use crate::domain::{ids::OfficerId, role::Role};

/// A person who works with the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Who.
    pub id: OfficerId,
    /// As printed.
    pub name: String,
    /// In lower case; unique.
    pub email: String,
    /// What the person may do.
    pub role: Role,
}

impl Tx {
    /// Adds an officer; `false` when the address is taken.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_officer(
        &self,
        officer: &Officer,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        if self.officer_by_email(&officer.email).await?.is_some() {
            return Ok(false);
        }
        let row = officer::ActiveModel {
            id: Set(officer.id.uuid()),
            name: Set(officer.name.clone()),
            email: Set(officer.email.clone()),
            role: Set(officer.role.code().to_owned()),
            created_at: Set(now),
            ..officer::ActiveModel::default()
        };
        officer::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(true)
    }

    /// The officer with that address, which is compared in lower case.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn officer_by_email(&self, email: &str) -> Result<Option<Officer>, StoreError> {
        let row = officer::Entity::find()
            .filter(officer::Column::Email.eq(email.trim().to_lowercase()))
            .one(&self.tx)
            .await?;
        row.map(|row| officer_of(&row)).transpose()
    }
}

pub(super) fn officer_of(row: &officer::Model) -> Result<Officer, StoreError> {
    let role = Role::from_code(&row.role).ok_or(StoreError::Corrupt {
        table: "officer",
        column: "role",
    })?;
    Ok(Officer {
        id: OfficerId::from_uuid(row.id),
        name: row.name.clone(),
        email: row.email.clone(),
        role,
    })
}
