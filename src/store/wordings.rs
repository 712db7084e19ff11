//! The wordings of mails that administrators changed: every version, the newest of which holds.

use chrono::{DateTime, Utc};
use sea_orm::QueryResult;
use uuid::Uuid;

use super::{
    Setting, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{ids::OfficerId, mailing::MailKind, tongue::Tongue};

/// One change of a mail's wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingVersion {
    /// Which mail.
    pub kind: MailKind,
    /// In which language.
    pub tongue: Tongue,
    /// From 1; each change is one more.
    pub version: i32,
    /// The subject, the plain text and the markup as written; `None` where the change went back
    /// to the wording of the program.
    pub files: Option<[String; 3]>,
    /// SHA-256 of the program's wording at that time.
    pub shipped_print: String,
    /// Who: the id to write, the name once read.
    pub by: (OfficerId, String),
    /// When.
    pub at: DateTime<Utc>,
}

const SELECT: &str = "SELECT w.kind, w.language, w.version, w.is_shipped, w.subject, w.body_text, \
    w.body_markup, w.shipped_print, w.made_by, w.made_at, o.name \
    FROM mail_wording w JOIN officer o ON o.id = w.made_by";

impl Tx {
    /// The newest version of every mail that was ever changed.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn newest_wordings(&self) -> Result<Vec<WordingVersion>, StoreError> {
        let text = format!(
            "{SELECT} WHERE NOT EXISTS (SELECT 1 FROM mail_wording n WHERE n.kind = w.kind \
             AND n.language = w.language AND n.version > w.version) ORDER BY w.kind, w.language"
        );
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(version_of).collect()
    }

    /// Every version of one mail, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn wording_versions(
        &self,
        kind: MailKind,
        tongue: Tongue,
    ) -> Result<Vec<WordingVersion>, StoreError> {
        let text = format!("{SELECT} WHERE w.kind = ? AND w.language = ? ORDER BY w.version DESC");
        let values = vec![kind.code().into(), tongue.code().into()];
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter().map(version_of).collect()
    }

    /// Keeps a version, and tells every node. `false` when somebody else took its number.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_wording(&self, version: &WordingVersion) -> Result<bool, StoreError> {
        let text = "INSERT INTO mail_wording (kind, language, version, is_shipped, subject, \
            body_text, body_markup, shipped_print, made_by, made_at) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, language, version) DO NOTHING";
        let [subject, body_text, markup] = version.files.clone().unwrap_or_default();
        let values = vec![
            version.kind.code().into(),
            version.tongue.code().into(),
            version.version.into(),
            version.files.is_none().into(),
            subject.into(),
            body_text.into(),
            markup.into(),
            version.shipped_print.as_str().into(),
            sql::id(version.by.0.uuid()),
            version.at.into(),
        ];
        if sql::run(&self.tx, text, values).await? == 0 {
            return Ok(false);
        }
        self.count(Setting::WordingVersion).await?;
        Ok(true)
    }
}

fn version_of(row: &QueryResult) -> Result<WordingVersion, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "mail_wording",
        column,
    };
    let (kind, language): (String, String) = (get(row, "kind")?, get(row, "language")?);
    let files = [
        get(row, "subject")?,
        get(row, "body_text")?,
        get(row, "body_markup")?,
    ];
    Ok(WordingVersion {
        kind: MailKind::from_code(&kind).ok_or(corrupt("kind"))?,
        tongue: Tongue::from_code(&language).ok_or(corrupt("language"))?,
        version: get(row, "version")?,
        files: (!get::<bool>(row, "is_shipped")?).then_some(files),
        shipped_print: get(row, "shipped_print")?,
        by: (
            OfficerId::from_uuid(get::<Uuid>(row, "made_by")?),
            get(row, "name")?,
        ),
        at: get(row, "made_at")?,
    })
}
