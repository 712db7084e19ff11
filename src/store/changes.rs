//! What transactions changed of the list: the sign for those who keep it in memory that they
//! have to look again.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    Setting, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::EmployerId;

/// A change of more employers than these is a change of all.
const MOST: usize = 2_000;
/// Changes that are remembered one by one.
const KEPT: i64 = 200;
/// Subjects of the audit log that never change what a list shows.
const ELSEWHERE: [&str; 7] = [
    "officer.",
    "session.",
    "sign_in.",
    "view.",
    "schedule.",
    "letter.",
    "mail.lease",
];

/// What changed since a version of the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Changes {
    /// These employers.
    Of(Vec<EmployerId>),
    /// Too much to tell, or nobody told.
    Everything,
}

impl Tx {
    /// Says which employers this transaction changes what a list shows of. May be said more than
    /// once; a transaction that never says it counts as one that changes everything, which costs
    /// time but is never wrong.
    ///
    /// # Panics
    /// When another thread did while it said so.
    pub fn touches(&self, employers: impl IntoIterator<Item = EmployerId>) {
        let mut touched = self.touched.lock().expect("nobody panics while holding it");
        let ids = touched.get_or_insert_with(BTreeSet::new);
        ids.extend(employers.into_iter().map(EmployerId::uuid));
    }

    /// Says that of the employers chosen for a check what a list shows may change.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn touches_targets(&self) -> Result<(), StoreError> {
        let text = "SELECT employer_id FROM check_target ORDER BY employer_id";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        let ids = rows
            .iter()
            .map(|row| Ok(EmployerId::from_uuid(get(row, "employer_id")?)));
        self.touches(ids.collect::<Result<Vec<_>, StoreError>>()?);
        Ok(())
    }

    /// Leaves the sign; the last thing before a transaction is saved.
    pub(super) async fn leave_sign(&self, action: &str) -> Result<(), StoreError> {
        let touched = self
            .touched
            .lock()
            .expect("nobody panics while holding it")
            .take();
        let quiet = match &touched {
            Some(ids) => ids.is_empty(),
            None => ELSEWHERE.iter().any(|subject| action.starts_with(subject)),
        };
        if quiet {
            return Ok(());
        }
        self.count(Setting::ListVersion).await?;
        let version = self.list_version().await?;
        let told = touched.filter(|ids| ids.len() <= MOST).map(|ids| {
            let ids: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
            ids.join(" ")
        });
        let text = "INSERT INTO list_change (version, employers) VALUES (?, ?)";
        sql::run(&self.tx, text, vec![version.into(), told.into()]).await?;
        let text = "DELETE FROM list_change WHERE version <= ?";
        sql::run(&self.tx, text, vec![(version - KEPT).into()]).await?;
        Ok(())
    }

    /// Counts the transactions that changed what a list shows.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn list_version(&self) -> Result<i64, StoreError> {
        let version = self.setting(Setting::ListVersion).await?;
        Ok(version.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    pub(super) async fn changes_since(&self, version: i64) -> Result<Changes, StoreError> {
        let now = self.list_version().await?;
        let text = "SELECT version, employers FROM list_change WHERE version > ? ORDER BY version";
        let rows = sql::rows(&self.tx, text, vec![version.into()]).await?;
        if usize::try_from(now - version).ok() != Some(rows.len()) {
            return Ok(Changes::Everything);
        }
        let mut ids = BTreeSet::new();
        for row in &rows {
            let Some(told) = get::<Option<String>>(row, "employers")? else {
                return Ok(Changes::Everything);
            };
            for id in told.split(' ').filter(|id| !id.is_empty()) {
                ids.insert(id.parse::<Uuid>().map_err(|_| StoreError::Corrupt {
                    table: "list_change",
                    column: "employers",
                })?);
            }
        }
        if ids.len() > MOST {
            return Ok(Changes::Everything);
        }
        Ok(Changes::Of(
            ids.into_iter().map(EmployerId::from_uuid).collect(),
        ))
    }
}
