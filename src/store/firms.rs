//! What likeness is judged by, and which employers the registry says something new of.
//!
//! Each transaction that writes employers takes one number, counted from 1, and puts it on them
//! (`told_no`). It keeps the counter's row until it ends, so that numbers follow each other as
//! transactions are saved, and one that is let go leaves its number to the next.

use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    Setting, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{directory::Ids, ids::EmployerId, matching::Listed};

/// The state of the registry that a transaction sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegistryState {
    /// The last change that is saved, its own not counted.
    pub saved: i64,
    /// The last change that deleted employers, its own too.
    pub deleted: i64,
}

const COLUMNS: &str = "id, name, form, nib, npwp_key, code, address, kelurahan, phone, email";

impl Tx {
    /// The number of this transaction's change of the registry.
    pub(super) async fn told_no(&self) -> Result<i64, StoreError> {
        let taken = self.told.get_or_try_init(|| async {
            self.count(Setting::RegistryVersion).await?;
            self.number_of(Setting::RegistryVersion).await
        });
        taken.await.copied()
    }

    /// Says that this transaction deletes employers.
    pub(super) async fn tell_deleted(&self) -> Result<(), StoreError> {
        let no = self.told_no().await?.to_string();
        self.set(Setting::RegistryDeleted, &no).await
    }

    async fn number_of(&self, setting: Setting) -> Result<i64, StoreError> {
        let value = self.setting(setting).await?;
        Ok(value.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// How far the registry has come. What is read after it may be newer, never older.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn registry_state(&self) -> Result<RegistryState, StoreError> {
        let deleted = self.number_of(Setting::RegistryDeleted).await?;
        let saved = match self.told.get() {
            Some(own) => own - 1,
            None => self.number_of(Setting::RegistryVersion).await?,
        };
        Ok(RegistryState { saved, deleted })
    }

    /// The employers of whom the registry says something since a change, by change and id; those
    /// that this transaction writes are among them.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn told_since(&self, no: i64) -> Result<Vec<EmployerId>, StoreError> {
        let text = "SELECT id FROM employer WHERE told_no > ? ORDER BY told_no, id";
        let rows = sql::rows(&self.tx, text, vec![no.into()]).await?;
        let id = |row: &QueryResult| Ok(EmployerId::from_uuid(get(row, "id")?));
        rows.iter().map(id).collect()
    }

    /// What likeness is judged by, of every employer that stands for itself, in the order of
    /// their ids.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn listed(&self) -> Result<Vec<(EmployerId, Listed)>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM employer WHERE id > ? AND merged_into IS NULL \
             ORDER BY id LIMIT 2000"
        );
        let (mut all, mut after) = (Vec::new(), Uuid::nil());
        loop {
            let rows = sql::rows(&self.tx, &text, vec![after.into()]).await?;
            let Some(last) = rows.last() else {
                return Ok(all);
            };
            after = get(last, "id")?;
            for row in &rows {
                all.push(listed_of(row)?);
            }
        }
    }

    /// The same of those among these employers that stand for themselves.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn listed_among(
        &self,
        ids: &[EmployerId],
    ) -> Result<Vec<(EmployerId, Listed)>, StoreError> {
        let mut listed = Vec::with_capacity(ids.len());
        for part in ids.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text = format!(
                "SELECT {COLUMNS} FROM employer WHERE id IN ({marks}) AND merged_into IS NULL \
                 ORDER BY id"
            );
            let values: Vec<Value> = part.iter().map(|id| sql::id(id.uuid())).collect();
            for row in sql::rows(&self.tx, &text, values).await? {
                listed.push(listed_of(&row)?);
            }
        }
        Ok(listed)
    }
}

fn listed_of(row: &QueryResult) -> Result<(EmployerId, Listed), StoreError> {
    let told = |column| get::<Option<String>>(row, column);
    let listed = Listed {
        name: get(row, "name")?,
        form: told("form")?,
        ids: Ids {
            nib: told("nib")?.map(Into::into),
            npwp: told("npwp_key")?.map(Into::into),
            code: sql::count_or_none(row, "code")?,
        },
        address: told("address")?,
        kelurahan: told("kelurahan")?,
        phone: told("phone")?,
        email: told("email")?,
    };
    Ok((EmployerId::from_uuid(get(row, "id")?), listed))
}
