//! Files kept with an instruction. The content lies beside the database under the name of its
//! hash, as that of employers' files does.

use chrono::{DateTime, Utc};
use sea_orm::QueryResult;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    attachment::FileKind,
    ids::{DirectiveFileId, DirectiveId, OfficerId},
};

/// A file kept with an instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveFile {
    /// Which file.
    pub id: DirectiveFileId,
    /// Whose.
    pub directive: DirectiveId,
    /// SHA-256 of the content, in hexadecimal digits.
    pub sha256: String,
    /// The name it is shown and handed out under.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its length.
    pub bytes: u64,
    /// Who added it.
    pub by: OfficerId,
    /// That person's name.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When somebody removed it.
    pub removed_at: Option<DateTime<Utc>>,
}

impl Tx {
    /// Adds a file.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_directive_file(&self, file: &DirectiveFile) -> Result<(), StoreError> {
        let text = "INSERT INTO directive_file (id, directive_id, sha256, name, kind, bytes, \
            added_by, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(file.id.uuid()),
            sql::id(file.directive.uuid()),
            file.sha256.clone().into(),
            file.name.clone().into(),
            file.kind.code().into(),
            i64::try_from(file.bytes).unwrap_or(i64::MAX).into(),
            sql::id(file.by.uuid()),
            file.at.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The files of a directive, removed ones too, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn directive_files(&self, id: DirectiveId) -> Result<Vec<DirectiveFile>, StoreError> {
        let text = "SELECT f.id, f.directive_id, f.sha256, f.name, f.kind, f.bytes, f.added_by, \
            f.added_at, f.removed_at, o.name AS by_name FROM directive_file f \
            JOIN officer o ON o.id = f.added_by WHERE f.directive_id = ? \
            ORDER BY f.added_at DESC, f.id";
        let rows = sql::rows(&self.tx, text, vec![sql::id(id.uuid())]).await?;
        rows.iter().map(file_of).collect()
    }

    /// Removes a file from view; answers whether its content is needed by no other, or `None`
    /// when it was removed before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_directive_file(
        &self,
        file: &DirectiveFile,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<Option<bool>, StoreError> {
        let text = "UPDATE directive_file SET removed_by = ?, removed_at = ? \
            WHERE id = ? AND removed_at IS NULL";
        let values = vec![sql::id(by.uuid()), now.into(), sql::id(file.id.uuid())];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(None);
        }
        Ok(Some(!self.is_content_needed(&file.sha256).await?))
    }
}

fn file_of(row: &QueryResult) -> Result<DirectiveFile, StoreError> {
    Ok(DirectiveFile {
        id: DirectiveFileId::from_uuid(get(row, "id")?),
        directive: DirectiveId::from_uuid(get(row, "directive_id")?),
        sha256: get(row, "sha256")?,
        name: get(row, "name")?,
        kind: FileKind::from_code(&get::<String>(row, "kind")?).ok_or(StoreError::Corrupt {
            table: "directive_file",
            column: "kind",
        })?,
        bytes: get::<i64>(row, "bytes")?.unsigned_abs(),
        by: OfficerId::from_uuid(get(row, "added_by")?),
        by_name: get(row, "by_name")?,
        at: get(row, "added_at")?,
        removed_at: get(row, "removed_at")?,
    })
}
