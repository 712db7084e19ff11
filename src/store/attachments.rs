//! Files kept with an employer. The content lies beside the database under the name of its hash.

use chrono::{DateTime, Utc};
use sea_orm::QueryResult;

use super::{
    StoreError, Tx,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    attachment::FileKind,
    ids::{AttachmentId, EmployerId, OfficerId},
};

/// A file kept with an employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Which file.
    pub id: AttachmentId,
    /// Whose.
    pub employer: EmployerId,
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
    /// When somebody removed it; the content is gone then, unless it is kept elsewhere too.
    pub removed_at: Option<DateTime<Utc>>,
}

const SELECT: &str = "SELECT f.id, f.employer_id, f.sha256, f.name, f.kind, f.bytes, f.added_by, \
    f.added_at, f.removed_at, o.name AS by_name FROM attachment f \
    JOIN officer o ON o.id = f.added_by";

impl Tx {
    /// Adds a file.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_attachment(&self, file: &Attachment) -> Result<(), StoreError> {
        let text = "INSERT INTO attachment (id, employer_id, sha256, name, kind, bytes, added_by, \
                    added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(file.id.uuid()),
            sql::id(file.employer.uuid()),
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

    /// The files of these employers, removed ones too, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn attachments_of(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<Attachment>, StoreError> {
        let text = format!(
            "{SELECT} WHERE f.employer_id IN ({}) ORDER BY f.added_at DESC, f.id",
            marks(employers)
        );
        let rows = sql::rows(&self.tx, &text, ids(employers)).await?;
        rows.iter().map(attachment_of).collect()
    }

    /// One file.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn attachment(&self, id: AttachmentId) -> Result<Option<Attachment>, StoreError> {
        let text = format!("{SELECT} WHERE f.id = ?");
        let row = sql::row(&self.tx, &text, vec![sql::id(id.uuid())]).await?;
        row.as_ref().map(attachment_of).transpose()
    }

    /// Removes a file from view; answers whether its content is needed by no other, or `None`
    /// when it was removed before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove_attachment(
        &self,
        file: &Attachment,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<Option<bool>, StoreError> {
        let text = "UPDATE attachment SET removed_by = ?, removed_at = ? \
                    WHERE id = ? AND removed_at IS NULL";
        let values = vec![sql::id(by.uuid()), now.into(), sql::id(file.id.uuid())];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(None);
        }
        Ok(Some(!self.is_content_needed(&file.sha256).await?))
    }

    /// Whether a file that nobody removed, of an employer or an instruction, has this content.
    pub(super) async fn is_content_needed(&self, sha256: &str) -> Result<bool, StoreError> {
        let text = "SELECT (SELECT COUNT(*) FROM attachment WHERE sha256 = ? \
            AND removed_at IS NULL) + (SELECT COUNT(*) FROM directive_file WHERE sha256 = ? \
            AND removed_at IS NULL)";
        let values = vec![sha256.into(), sha256.into()];
        Ok(sql::number(&self.tx, text, values).await? > 0)
    }
}

fn attachment_of(row: &QueryResult) -> Result<Attachment, StoreError> {
    Ok(Attachment {
        id: AttachmentId::from_uuid(get(row, "id")?),
        employer: EmployerId::from_uuid(get(row, "employer_id")?),
        sha256: get(row, "sha256")?,
        name: get(row, "name")?,
        kind: FileKind::from_code(&get::<String>(row, "kind")?).ok_or(StoreError::Corrupt {
            table: "attachment",
            column: "kind",
        })?,
        bytes: get::<i64>(row, "bytes")?.unsigned_abs(),
        by: OfficerId::from_uuid(get(row, "added_by")?),
        by_name: get(row, "by_name")?,
        at: get(row, "added_at")?,
        removed_at: get(row, "removed_at")?,
    })
}
