//! What an import takes the place of, kept so that it can be taken back.
//!
//! The rows themselves are moved to `<table>_past` as they are superseded. Beside them stands
//! what each scope said before, and where each employer's fields came from.

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, Value};
use uuid::Uuid;

use super::{KnownEmployer, StoreError, Tx, bulk::Inserter, sql};
use crate::domain::{ids::EmployerId, month::Month};

/// Keys of one statement.
const KEYS: usize = 500;

/// Keeps what is known of these rosters.
pub(super) async fn keep_rosters(
    tx: &DatabaseTransaction,
    batch_no: i32,
    employers: &[Uuid],
) -> Result<(), StoreError> {
    for part in employers.chunks(KEYS) {
        let text = format!(
            "INSERT INTO roster_past (employer_id, superseded_by, as_of, batch_no, rows, \
             unreadable) SELECT employer_id, {batch_no}, as_of, batch_no, rows, unreadable \
             FROM roster WHERE employer_id IN ({})",
            sql::groups(part.len(), "?")
        );
        sql::run(tx, &text, part.iter().map(|id| (*id).into()).collect()).await?;
    }
    Ok(())
}

/// Keeps what is known of these scopes: a code, or a segment without a code.
pub(super) async fn keep_participations(
    tx: &DatabaseTransaction,
    batch_no: i32,
    scopes: &[(i32, &str)],
) -> Result<(), StoreError> {
    for part in scopes.chunks(KEYS) {
        let text = format!(
            "INSERT INTO participation_scope_past (code, segment, superseded_by, as_of, \
             batch_no, rows) SELECT code, segment, {batch_no}, as_of, batch_no, rows \
             FROM participation_scope WHERE (code, segment) IN (VALUES {})",
            sql::groups(part.len(), "(?, ?)")
        );
        let values = part
            .iter()
            .flat_map(|(code, segment)| [Value::from(*code), Value::from(*segment)]);
        sql::run(tx, &text, values.collect()).await?;
    }
    Ok(())
}

/// Keeps what is known of these codes and months.
pub(super) async fn keep_contributions(
    tx: &DatabaseTransaction,
    batch_no: i32,
    scopes: &[(u32, Month)],
) -> Result<(), StoreError> {
    for part in scopes.chunks(KEYS) {
        let text = format!(
            "INSERT INTO contribution_scope_past (code, month, superseded_by, as_of, batch_no, \
             rows) SELECT code, month, {batch_no}, as_of, batch_no, rows \
             FROM contribution_scope WHERE (code, month) IN (VALUES {})",
            sql::groups(part.len(), "(?, ?)")
        );
        let values = part
            .iter()
            .flat_map(|(code, month)| [sql::int(*code).into(), month.to_string().into()]);
        sql::run(tx, &text, values.collect()).await?;
    }
    Ok(())
}

impl Tx {
    /// Keeps where the fields of employers came from before a batch; `None` for those that it
    /// makes.
    ///
    /// # Errors
    /// When the database refuses.
    ///
    /// # Panics
    /// Never: origins are plain data.
    pub async fn keep_employers(
        &self,
        batch_no: i32,
        employers: &[(EmployerId, Option<KnownEmployer>)],
    ) -> Result<(), StoreError> {
        let columns = ["employer_id", "superseded_by", "origins", "sources"];
        let mut inserter = Inserter::new(&self.tx, "employer_past", &columns, "");
        for (id, before) in employers {
            let origins = before.as_ref().map(|known| {
                serde_json::to_string(&known.origins).expect("origins are plain data")
            });
            let sources = before.as_ref().map(|known| known.sources.join(","));
            let row = [
                id.uuid().into(),
                batch_no.into(),
                origins.into(),
                sources.into(),
            ];
            inserter.push(row).await?;
        }
        inserter.finish().await
    }

    /// Lets go of what only taking back needs, of batches imported before an instant.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_undo(&self, before: DateTime<Utc>) -> Result<(), StoreError> {
        let oldest = "SELECT COUNT(*) FROM batch WHERE imported_at < ?";
        if sql::number(&self.tx, oldest, vec![before.into()]).await? == 0 {
            return Ok(());
        }
        for table in [
            "employer_past",
            "roster_past",
            "participation_scope_past",
            "contribution_scope_past",
        ] {
            let text = format!(
                "DELETE FROM {table} WHERE superseded_by IN \
                 (SELECT no FROM batch WHERE imported_at < ?)"
            );
            sql::run(&self.tx, &text, vec![before.into()]).await?;
        }
        Ok(())
    }
}
