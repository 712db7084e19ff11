//! One import command: its files, its as-of, and when it came.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{
    StoreError, Tx,
    rows::{batch, batch_file},
    sql,
};
use crate::domain::ids::{BatchId, OfficerId};

/// Where a list of employers comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Annual manpower reports.
    Wlkp,
    /// Business licences.
    Oss,
    /// BPJS Kesehatan.
    Bpjs,
    /// BPJS Ketenagakerjaan.
    BpjsTk,
    /// The city's own list.
    City,
}

impl Source {
    /// All sources.
    pub const ALL: [Self; 5] = [Self::Wlkp, Self::Oss, Self::Bpjs, Self::BpjsTk, Self::City];

    /// Name in files and options.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wlkp => "wlkp",
            Self::Oss => "oss",
            Self::Bpjs => "bpjs",
            Self::BpjsTk => "bpjs_tk",
            Self::City => "city",
        }
    }

    /// The source of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.code() == code)
    }
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Which import.
    pub id: BatchId,
    /// Its number, counted from 1; rows carry it.
    pub no: i32,
    /// What was imported: `employers`, `roster`, `participants`, `contributions`.
    pub kind: &'static str,
    /// Where the list comes from, for employers.
    pub source: Option<Source>,
    /// The day the files speak of.
    pub as_of: NaiveDate,
    /// When it was imported.
    pub at: DateTime<Utc>,
    /// Whether it is made up.
    pub demo: bool,
    /// Who imported it; nobody in particular on the command line.
    pub by: Option<OfficerId>,
}

/// One file of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchFile {
    /// Name without folders.
    pub name: String,
    /// Data rows in it.
    pub rows: u64,
}

impl Tx {
    /// The number that the next import gets.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn next_batch_no(&self) -> Result<i32, StoreError> {
        let last = sql::row(&self.tx, "SELECT MAX(no) AS no FROM batch", vec![]).await?;
        let last: Option<i32> = last.and_then(|row| sql::get(&row, "no").ok()).flatten();
        Ok(last.unwrap_or(0) + 1)
    }

    /// Writes an import down.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_batch(
        &self,
        batch: &Batch,
        files: &[BatchFile],
        (accepted, rejected): (u64, u64),
    ) -> Result<(), StoreError> {
        let signed = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let row = batch::ActiveModel {
            id: Set(batch.id.uuid()),
            no: Set(batch.no),
            kind: Set(batch.kind.to_owned()),
            source: Set(batch.source.map(|s| s.code().to_owned())),
            as_of: Set(batch.as_of),
            imported_at: Set(batch.at),
            demo: Set(batch.demo),
            accepted: Set(signed(accepted)),
            rejected: Set(signed(rejected)),
            imported_by: Set(batch.by.map(OfficerId::uuid)),
            undone_at: Set(None),
            undone_by: Set(None),
            keeps_past: Set(true),
        };
        batch::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        for (no, file) in (0..).zip(files) {
            let row = batch_file::ActiveModel {
                batch_no: Set(batch.no),
                file_no: Set(no),
                name: Set(file.name.clone()),
                rows: Set(signed(file.rows)),
            };
            batch_file::Entity::insert(row)
                .exec_without_returning(&self.tx)
                .await?;
        }
        Ok(())
    }

    /// Whether anything was ever imported that is not made up.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn has_real_batches(&self) -> Result<bool, StoreError> {
        let real = batch::Entity::find().filter(batch::Column::Demo.eq(false));
        Ok(real.count(&self.tx).await? > 0)
    }
}

impl Tx {
    /// The newest as-of of each kind of import there was, by the kind's name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn newest_imports(&self) -> Result<Vec<(String, NaiveDate)>, StoreError> {
        let text = "SELECT kind, MAX(as_of) AS as_of FROM batch WHERE undone_at IS NULL \
                    GROUP BY kind ORDER BY kind";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        rows.iter()
            .map(|row| Ok((sql::get(row, "kind")?, sql::get(row, "as_of")?)))
            .collect()
    }
}
