//! What a letter said in each version, and what was said about it.

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::{LetterId, OfficerId},
    letter::{LetterMove, LetterText},
};

/// Where a version of a letter's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOrigin {
    /// The program drafted it.
    Draft,
    /// Somebody wrote it.
    Edit,
    /// It was read from a DOCX that somebody corrected.
    Docx,
    /// Somebody went back to an earlier version.
    Revert,
    /// The same text about newer facts.
    Refresh,
}

impl TextOrigin {
    const ALL: [Self; 5] = [
        Self::Draft,
        Self::Edit,
        Self::Docx,
        Self::Revert,
        Self::Refresh,
    ];

    /// Name in columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Edit => "edit",
            Self::Docx => "docx",
            Self::Revert => "revert",
            Self::Refresh => "refresh",
        }
    }
}

/// A version of a letter's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterVersion {
    /// From 1.
    pub version: i32,
    /// What it says.
    pub text: LetterText,
    /// JSON: the facts that its values were made of then.
    pub facts: String,
    /// Where it came from.
    pub origin: TextOrigin,
    /// Who made it: the id to write, the name once read; `None` for the program.
    pub by: Option<(OfficerId, String)>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What happened to a letter, or was said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterEvent {
    /// A move; `None` for a comment.
    pub made: Option<LetterMove>,
    /// The version it speaks of.
    pub version: i32,
    /// What was said.
    pub words: String,
    /// Who: the id to write, the name once read; `None` for the program.
    pub by: Option<(OfficerId, String)>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Kind of an event that is no move.
const COMMENT: &str = "comment";

impl Tx {
    /// Keeps a version of a letter's text. `false` when it has one of that number already.
    ///
    /// # Errors
    /// When the database refuses.
    ///
    /// # Panics
    /// Never: a text is plain data.
    pub async fn add_letter_version(
        &self,
        letter: LetterId,
        version: &LetterVersion,
    ) -> Result<bool, StoreError> {
        let text = "INSERT INTO letter_version (letter_id, version, content, facts, origin, \
            made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (letter_id, version) DO NOTHING";
        let content = serde_json::to_string(&version.text).expect("a text is plain data");
        let values = vec![
            sql::id(letter.uuid()),
            version.version.into(),
            content.into(),
            version.facts.as_str().into(),
            version.origin.code().into(),
            Value::Uuid(version.by.as_ref().map(|(by, _)| by.uuid())),
            version.at.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Every version of a letter's text, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn letter_versions(
        &self,
        letter: LetterId,
    ) -> Result<Vec<LetterVersion>, StoreError> {
        let text = "SELECT v.version, v.content, v.facts, v.origin, v.made_by, v.made_at, o.name \
            FROM letter_version v LEFT JOIN officer o ON o.id = v.made_by \
            WHERE v.letter_id = ? ORDER BY v.version DESC";
        let rows = sql::rows(&self.tx, text, vec![sql::id(letter.uuid())]).await?;
        rows.iter().map(version_of).collect()
    }

    /// One version of a letter's text.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn letter_version(
        &self,
        letter: LetterId,
        version: i32,
    ) -> Result<Option<LetterVersion>, StoreError> {
        let text = "SELECT v.version, v.content, v.facts, v.origin, v.made_by, v.made_at, o.name \
            FROM letter_version v LEFT JOIN officer o ON o.id = v.made_by \
            WHERE v.letter_id = ? AND v.version = ?";
        let values = vec![sql::id(letter.uuid()), version.into()];
        let row = sql::row(&self.tx, text, values).await?;
        row.as_ref().map(version_of).transpose()
    }

    /// Writes down what happened to a letter, or was said about it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_letter_event(
        &self,
        letter: LetterId,
        event: &LetterEvent,
    ) -> Result<(), StoreError> {
        // Two comments at one time take turns, or they would get one number.
        let lock = "UPDATE letter SET version = version WHERE id = ?";
        sql::run(&self.tx, lock, vec![sql::id(letter.uuid())]).await?;
        let text = "INSERT INTO letter_event (letter_id, no, kind, version, words, made_by, \
            made_at) SELECT ?, COALESCE(MAX(no), 0) + 1, ?, ?, ?, ?, ? FROM letter_event \
            WHERE letter_id = ?";
        let values = vec![
            sql::id(letter.uuid()),
            event.made.map_or(COMMENT, LetterMove::code).into(),
            event.version.into(),
            event.words.as_str().into(),
            Value::Uuid(event.by.as_ref().map(|(by, _)| by.uuid())),
            event.at.into(),
            sql::id(letter.uuid()),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Everything that happened to a letter and was said about it, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn letter_events(&self, letter: LetterId) -> Result<Vec<LetterEvent>, StoreError> {
        let text = "SELECT v.kind, v.version, v.words, v.made_by, v.made_at, o.name \
            FROM letter_event v LEFT JOIN officer o ON o.id = v.made_by \
            WHERE v.letter_id = ? ORDER BY v.no";
        let rows = sql::rows(&self.tx, text, vec![sql::id(letter.uuid())]).await?;
        rows.iter().map(event_of).collect()
    }
}

/// Who made a row, with the name.
fn maker_of(row: &QueryResult) -> Result<Option<(OfficerId, String)>, StoreError> {
    let by: Option<Uuid> = get(row, "made_by")?;
    let name: Option<String> = get(row, "name")?;
    Ok(by.map(OfficerId::from_uuid).zip(name))
}

fn version_of(row: &QueryResult) -> Result<LetterVersion, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "letter_version",
        column,
    };
    let (content, origin): (String, String) = (get(row, "content")?, get(row, "origin")?);
    let origin = TextOrigin::ALL.into_iter().find(|o| o.code() == origin);
    Ok(LetterVersion {
        version: get(row, "version")?,
        text: serde_json::from_str(&content).map_err(|_| corrupt("content"))?,
        facts: get(row, "facts")?,
        origin: origin.ok_or(corrupt("origin"))?,
        by: maker_of(row)?,
        at: get(row, "made_at")?,
    })
}

fn event_of(row: &QueryResult) -> Result<LetterEvent, StoreError> {
    let kind: String = get(row, "kind")?;
    let made = LetterMove::from_code(&kind);
    if made.is_none() && kind != COMMENT {
        return Err(StoreError::Corrupt {
            table: "letter_event",
            column: "kind",
        });
    }
    Ok(LetterEvent {
        made,
        version: get(row, "version")?,
        words: get(row, "words")?,
        by: maker_of(row)?,
        at: get(row, "made_at")?,
    })
}
