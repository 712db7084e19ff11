//! The people who work with the program.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{StoreError, Tx, rows::officer};
use crate::domain::ids::OfficerId;

/// What an officer may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Users, schedules, directives, settings.
    Admin,
    /// Employers, cases, replies.
    LabourOfficer,
    /// Segments and city-funded workers.
    HealthOfficer,
    /// Letters and steps.
    Approver,
    /// Reads.
    Viewer,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] = [
        Self::Admin,
        Self::LabourOfficer,
        Self::HealthOfficer,
        Self::Approver,
        Self::Viewer,
    ];

    /// Name in files and options.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::LabourOfficer => "labour_officer",
            Self::HealthOfficer => "health_officer",
            Self::Approver => "approver",
            Self::Viewer => "viewer",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether it may confirm that a case is well founded.
    #[must_use]
    pub const fn may_confirm(self) -> bool {
        matches!(self, Self::LabourOfficer)
    }
}

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
        row.map(|row| {
            let role = Role::from_code(&row.role).ok_or(StoreError::Corrupt {
                table: "officer",
                column: "role",
            })?;
            Ok(Officer {
                id: OfficerId::from_uuid(row.id),
                name: row.name,
                email: row.email,
                role,
            })
        })
        .transpose()
    }
}
