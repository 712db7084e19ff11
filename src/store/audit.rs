//! Who did what, and when. Rows are added, never changed.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::{StoreError, rows::audit};
use crate::domain::ids::OfficerId;

/// Who is answerable for a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// An officer.
    Officer(OfficerId),
    /// Whoever has the program's command line, by the command's name.
    Command(&'static str),
    /// A job, by its name.
    Job(&'static str),
    /// Somebody at the site's door who has not signed in.
    Visitor,
}

/// One line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Fresh id, from the clock.
    pub id: Uuid,
    /// Who did it.
    pub actor: Actor,
    /// What was done, as `subject.verb`: `case.confirm`.
    pub action: &'static str,
    /// What it was done to; never personal data.
    pub subject: String,
    /// When.
    pub at: DateTime<Utc>,
}

pub(super) async fn write(tx: &DatabaseTransaction, entry: Entry) -> Result<(), StoreError> {
    let actor = match entry.actor {
        Actor::Officer(id) => id.to_string(),
        Actor::Command(name) => format!("command:{name}"),
        Actor::Job(name) => format!("job:{name}"),
        Actor::Visitor => "visitor".to_owned(),
    };
    let row = audit::ActiveModel {
        id: Set(entry.id),
        actor: Set(actor),
        action: Set(entry.action.to_owned()),
        subject: Set(entry.subject),
        at: Set(entry.at),
    };
    audit::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
