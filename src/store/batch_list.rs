//! The imports so far, as officers look at them.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{BatchId, ImportJobId};

/// What comes from files; corrections and mergers by people are batches too.
const FROM_FILES: &str = "kind IN ('employers', 'roster', 'participants', 'contributions')";

/// One import as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLine {
    /// Which import.
    pub id: BatchId,
    /// Its number.
    pub no: i32,
    /// What was imported.
    pub kind: String,
    /// Where a list of employers came from.
    pub source: Option<String>,
    /// The day the files speak of.
    pub as_of: NaiveDate,
    /// When it was imported.
    pub at: DateTime<Utc>,
    /// Rows that were taken.
    pub accepted: u64,
    /// Rows that were not.
    pub rejected: u64,
    /// The name of the officer who imported it; `None` for the command line.
    pub by: Option<String>,
    /// When it was taken back.
    pub undone_at: Option<DateTime<Utc>>,
    /// Whether what it superseded was kept in full.
    pub keeps_past: bool,
    /// The job that made it, which may hold rejected rows.
    pub job: Option<ImportJobId>,
    /// Names of its files.
    pub files: Vec<String>,
}

const LINES: &str = "SELECT b.id, b.no, b.kind, b.source, b.as_of, b.imported_at, b.accepted, \
    b.rejected, b.undone_at, b.keeps_past, o.name AS by_name, j.id AS job_id FROM batch b \
    LEFT JOIN officer o ON o.id = b.imported_by \
    LEFT JOIN import_job j ON j.batch_no = b.no AND j.undoes IS NULL";

fn line_of(row: &QueryResult) -> Result<BatchLine, StoreError> {
    Ok(BatchLine {
        id: BatchId::from_uuid(get(row, "id")?),
        no: get(row, "no")?,
        kind: get(row, "kind")?,
        source: get(row, "source")?,
        as_of: get(row, "as_of")?,
        at: get(row, "imported_at")?,
        accepted: get::<i64>(row, "accepted")?.unsigned_abs(),
        rejected: get::<i64>(row, "rejected")?.unsigned_abs(),
        by: get(row, "by_name")?,
        undone_at: get(row, "undone_at")?,
        keeps_past: get(row, "keeps_past")?,
        job: get::<Option<uuid::Uuid>>(row, "job_id")?.map(ImportJobId::from_uuid),
        files: Vec::new(),
    })
}

impl Tx {
    /// How many imports there were.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn batch_count(&self) -> Result<u64, StoreError> {
        let text = format!("SELECT COUNT(*) FROM batch WHERE {FROM_FILES}");
        Ok(sql::number(&self.tx, &text, vec![]).await?.unsigned_abs())
    }

    /// Imports before a number, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn batches(
        &self,
        before: Option<i32>,
        limit: u32,
    ) -> Result<Vec<BatchLine>, StoreError> {
        let text =
            format!("{LINES} WHERE b.no < ? AND b.{FROM_FILES} ORDER BY b.no DESC, b.id LIMIT ?");
        let before = before.unwrap_or(i32::MAX);
        let values = vec![before.into(), i64::from(limit).into()];
        let rows = sql::rows(&self.tx, &text, values).await?;
        let lines = rows.iter().map(line_of).collect::<Result<Vec<_>, _>>()?;
        self.with_files(lines).await
    }

    /// One import.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn batch(&self, no: i32) -> Result<Option<BatchLine>, StoreError> {
        let text = format!("{LINES} WHERE b.no = ?");
        let row = sql::row(&self.tx, &text, vec![no.into()]).await?;
        let line = row.as_ref().map(line_of).transpose()?;
        Ok(self.with_files(line.into_iter().collect()).await?.pop())
    }

    /// The newest import of a kind that still stands.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_batch(&self, kind: &str) -> Result<Option<BatchLine>, StoreError> {
        let text = format!(
            "{LINES} WHERE b.kind = ? AND b.undone_at IS NULL ORDER BY b.no DESC, b.id LIMIT 1"
        );
        let row = sql::row(&self.tx, &text, vec![kind.into()]).await?;
        let line = row.as_ref().map(line_of).transpose()?;
        Ok(self.with_files(line.into_iter().collect()).await?.pop())
    }

    async fn with_files(&self, mut lines: Vec<BatchLine>) -> Result<Vec<BatchLine>, StoreError> {
        if lines.is_empty() {
            return Ok(lines);
        }
        let marks = sql::marks(lines.len());
        let text = format!(
            "SELECT batch_no, name FROM batch_file WHERE batch_no IN ({marks}) \
             ORDER BY batch_no, file_no"
        );
        let values = lines.iter().map(|line| line.no.into()).collect();
        for row in sql::rows(&self.tx, &text, values).await? {
            let no: i32 = get(&row, "batch_no")?;
            let name: String = get(&row, "name")?;
            lines
                .iter_mut()
                .filter(|line| line.no == no)
                .for_each(|line| line.files.push(name.clone()));
        }
        Ok(lines)
    }
}
