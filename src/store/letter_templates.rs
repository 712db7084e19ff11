//! The texts that letters begin with, as administrators changed them: every version, the newest of
//! which holds.

use chrono::{DateTime, Utc};
use sea_orm::QueryResult;
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::OfficerId,
    letter::{LetterKind, LetterText},
};

/// One change of the text that letters of a kind begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateVersion {
    /// Which letters.
    pub kind: LetterKind,
    /// From 1; each change is one more.
    pub version: i32,
    /// What it says; `None` where the change went back to the text of the program.
    pub text: Option<LetterText>,
    /// SHA-256 of the program's text at that time.
    pub shipped_print: String,
    /// Who: the id to write, the name once read.
    pub by: (OfficerId, String),
    /// When.
    pub at: DateTime<Utc>,
}

const SELECT: &str = "SELECT t.kind, t.version, t.is_shipped, t.content, t.shipped_print, \
    t.made_by, t.made_at, o.name FROM letter_template t JOIN officer o ON o.id = t.made_by";

impl Tx {
    /// The newest version of every text that was ever changed.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn newest_templates(&self) -> Result<Vec<TemplateVersion>, StoreError> {
        let text = format!(
            "{SELECT} WHERE NOT EXISTS (SELECT 1 FROM letter_template n WHERE n.kind = t.kind \
             AND n.version > t.version) ORDER BY t.kind"
        );
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(version_of).collect()
    }

    /// Every version of one text, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn template_versions(
        &self,
        kind: LetterKind,
    ) -> Result<Vec<TemplateVersion>, StoreError> {
        let text = format!("{SELECT} WHERE t.kind = ? ORDER BY t.version DESC");
        let rows = sql::rows(&self.tx, &text, vec![kind.code().into()]).await?;
        rows.iter().map(version_of).collect()
    }

    /// Keeps a version. `false` when somebody else took its number.
    ///
    /// # Errors
    /// When the database refuses.
    ///
    /// # Panics
    /// Never: a text is plain data.
    pub async fn add_template(&self, version: &TemplateVersion) -> Result<bool, StoreError> {
        let text = "INSERT INTO letter_template (kind, version, is_shipped, content, \
            shipped_print, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (kind, version) DO NOTHING";
        let content = version.text.as_ref().map_or_else(String::new, |text| {
            serde_json::to_string(text).expect("a text is plain data")
        });
        let values = vec![
            version.kind.code().into(),
            version.version.into(),
            version.text.is_none().into(),
            content.into(),
            version.shipped_print.as_str().into(),
            sql::id(version.by.0.uuid()),
            version.at.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }
}

fn version_of(row: &QueryResult) -> Result<TemplateVersion, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "letter_template",
        column,
    };
    let (kind, content): (String, String) = (get(row, "kind")?, get(row, "content")?);
    let text = if get::<bool>(row, "is_shipped")? {
        None
    } else {
        Some(serde_json::from_str(&content).map_err(|_| corrupt("content"))?)
    };
    Ok(TemplateVersion {
        kind: LetterKind::from_code(&kind).ok_or(corrupt("kind"))?,
        version: get(row, "version")?,
        text,
        shipped_print: get(row, "shipped_print")?,
        by: (
            OfficerId::from_uuid(get::<Uuid>(row, "made_by")?),
            get(row, "name")?,
        ),
        at: get(row, "made_at")?,
    })
}
