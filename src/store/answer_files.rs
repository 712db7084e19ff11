//! Files that came with answers. Their content lies sealed beside the database, by their ids.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::QueryResult;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    attachment::FileKind,
    ids::{AnswerFileId, AnswerId},
};

/// A file that came with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFile {
    /// Which file; its sealed content lies under this name.
    pub id: AnswerFileId,
    /// The answer it came with.
    pub answer: AnswerId,
    /// The name it is shown and handed out under.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Length of the content before it was sealed.
    pub bytes: u64,
    /// SHA-256 of the content before it was sealed, in hexadecimal digits.
    pub sha256: String,
    /// When it came.
    pub at: DateTime<Utc>,
    /// When its day had come; the content is gone then.
    pub removed_at: Option<DateTime<Utc>>,
}

const SELECT: &str = "SELECT id, answer_id, name, kind, bytes, sha256, added_at, removed_at \
    FROM answer_file";

impl Tx {
    /// Adds a file to an answer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_answer_file(&self, file: &AnswerFile) -> Result<(), StoreError> {
        let text = "INSERT INTO answer_file (id, answer_id, name, kind, bytes, sha256, added_at) \
                    VALUES (?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(file.id.uuid()),
            sql::id(file.answer.uuid()),
            file.name.clone().into(),
            file.kind.code().into(),
            i64::try_from(file.bytes).unwrap_or(i64::MAX).into(),
            file.sha256.clone().into(),
            file.at.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The files of an answer, removed ones too, in the order in which they came.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn answer_files(&self, answer: AnswerId) -> Result<Vec<AnswerFile>, StoreError> {
        let text = format!("{SELECT} WHERE answer_id = ? ORDER BY added_at, id");
        let rows = sql::rows(&self.tx, &text, vec![sql::id(answer.uuid())]).await?;
        rows.iter().map(file_of).collect()
    }

    /// One file.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn answer_file(&self, id: AnswerFileId) -> Result<Option<AnswerFile>, StoreError> {
        let text = format!("{SELECT} WHERE id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(file_of).transpose()
    }

    /// Marks the files as removed that came before an instant; answers how many.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_answer_files(
        &self,
        before: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<u64, StoreError> {
        let text = "UPDATE answer_file SET removed_at = ? \
                    WHERE removed_at IS NULL AND added_at < ?";
        sql::run(&self.tx, text, vec![now.into(), before.into()]).await
    }

    /// Of these files those whose content is to stay.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn kept_answer_files(
        &self,
        ids: &[AnswerFileId],
    ) -> Result<HashSet<AnswerFileId>, StoreError> {
        let mut kept = HashSet::new();
        for part in ids.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text =
                format!("SELECT id FROM answer_file WHERE removed_at IS NULL AND id IN ({marks})");
            let values = part.iter().map(|id| sql::id(id.uuid())).collect();
            for row in sql::rows(&self.tx, &text, values).await? {
                kept.insert(AnswerFileId::from_uuid(get(&row, "id")?));
            }
        }
        Ok(kept)
    }
}

fn file_of(row: &QueryResult) -> Result<AnswerFile, StoreError> {
    Ok(AnswerFile {
        id: AnswerFileId::from_uuid(get(row, "id")?),
        answer: AnswerId::from_uuid(get(row, "answer_id")?),
        name: get(row, "name")?,
        kind: FileKind::from_code(&get::<String>(row, "kind")?).ok_or(StoreError::Corrupt {
            table: "answer_file",
            column: "kind",
        })?,
        bytes: get::<i64>(row, "bytes")?.unsigned_abs(),
        sha256: get(row, "sha256")?,
        at: get(row, "added_at")?,
        removed_at: get(row, "removed_at")?,
    })
}
