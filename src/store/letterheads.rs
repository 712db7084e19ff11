//! Letterheads, and the series that their letters are numbered from.

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};
use serde::{Deserialize, Serialize};

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::OfficerId,
    letter::{Head, NumberPattern, Paper, Typeface},
};

/// Whose paper letters are written on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Stable name, such as `mayor`.
    pub code: String,
    /// The office as it stands in sentences.
    pub name: String,
    /// The head of the page.
    pub head: Head,
    /// The sheet.
    pub paper: Paper,
    /// The letters.
    pub typeface: Typeface,
    /// Where letters are written.
    pub place: String,
    /// The emblem under `<data>/files/`.
    pub emblem_sha256: Option<String>,
    /// How letters are numbered; `None`: typed from the city's own system.
    pub pattern: Option<NumberPattern>,
    /// 1 for the first; one more with each change.
    pub version: i32,
    /// When somebody retired it; it stays for the letters that carry it.
    pub retired_at: Option<DateTime<Utc>>,
}

/// What the column `content` holds.
#[derive(Serialize, Deserialize)]
struct Content {
    head: Head,
    paper: Paper,
    typeface: Typeface,
    place: String,
}

const SELECT: &str = "SELECT code, name, content, emblem_sha256, number_pattern, version, \
    retired_at FROM letterhead";

impl Tx {
    /// All letterheads: those in use first, by name.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn letterheads(&self) -> Result<Vec<Letterhead>, StoreError> {
        let text =
            format!("{SELECT} ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, name, code");
        let rows = sql::rows(&self.tx, &text, vec![]).await?;
        rows.iter().map(letterhead_of).collect()
    }

    /// One letterhead.
    ///
    /// # Errors
    /// When the database can't be read or the row makes no sense.
    pub async fn letterhead(&self, code: &str) -> Result<Option<Letterhead>, StoreError> {
        let text = format!("{SELECT} WHERE code = ?");
        let row = sql::row(&self.tx, &text, vec![code.into()]).await?;
        row.as_ref().map(letterhead_of).transpose()
    }

    /// Adds a letterhead; `false` when there is one of that code.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_letterhead(
        &self,
        new: &Letterhead,
        by: Option<OfficerId>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "INSERT INTO letterhead (code, name, content, emblem_sha256, \
            number_pattern, version, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (code) DO NOTHING";
        let values = vec![
            new.code.clone().into(),
            new.name.clone().into(),
            content(new)?.into(),
            new.emblem_sha256.clone().into(),
            pattern(new),
            new.version.into(),
            Value::Uuid(by.map(OfficerId::uuid)),
            now.into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// Changes a letterhead whose version is one less; `false` when somebody was quicker.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn change_letterhead(
        &self,
        new: &Letterhead,
        by: OfficerId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE letterhead SET name = ?, content = ?, emblem_sha256 = ?, \
            number_pattern = ?, version = ?, made_by = ?, made_at = ?, retired_at = ? \
            WHERE code = ? AND version = ?";
        let values = vec![
            new.name.clone().into(),
            content(new)?.into(),
            new.emblem_sha256.clone().into(),
            pattern(new),
            new.version.into(),
            sql::id(by.uuid()),
            now.into(),
            new.retired_at.into(),
            new.code.clone().into(),
            (new.version - 1).into(),
        ];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// The last number that a letterhead gave in a year; 0 before the first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn last_number(&self, letterhead: &str, year: i32) -> Result<u32, StoreError> {
        let text = "SELECT last FROM number_series WHERE letterhead = ? AND year = ?";
        let values = vec![letterhead.into(), year.into()];
        let row = sql::row(&self.tx, text, values).await?;
        row.as_ref().map_or(Ok(0), last)
    }

    /// Moves the series of a letterhead and year on by so many, and answers where it stands.
    /// Whoever else numbers from it waits until this transaction ends; where it comes to nothing,
    /// the series has not moved.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn move_series(
        &self,
        (letterhead, year): (&str, i32),
        by: u32,
    ) -> Result<u32, StoreError> {
        let by = sql::int(by);
        let text = "INSERT INTO number_series (letterhead, year, last) VALUES (?, ?, ?) \
            ON CONFLICT (letterhead, year) DO UPDATE SET last = number_series.last + ? \
            RETURNING last";
        let values = vec![letterhead.into(), year.into(), by.into(), by.into()];
        let row = sql::row(&self.tx, text, values).await?;
        row.as_ref().map_or(Err(CORRUPT_SERIES), last)
    }
}

const CORRUPT_SERIES: StoreError = StoreError::Corrupt {
    table: "number_series",
    column: "last",
};

fn last(row: &QueryResult) -> Result<u32, StoreError> {
    let last: i32 = get(row, "last")?;
    u32::try_from(last).map_err(|_| CORRUPT_SERIES)
}

fn pattern(one: &Letterhead) -> Value {
    one.pattern
        .as_ref()
        .map(|pattern| pattern.as_str().to_owned())
        .into()
}

fn content(one: &Letterhead) -> Result<String, StoreError> {
    let content = Content {
        head: one.head.clone(),
        paper: one.paper,
        typeface: one.typeface,
        place: one.place.clone(),
    };
    serde_json::to_string(&content).map_err(|_| CORRUPT)
}

const CORRUPT: StoreError = StoreError::Corrupt {
    table: "letterhead",
    column: "content",
};

fn letterhead_of(row: &QueryResult) -> Result<Letterhead, StoreError> {
    let content: String = get(row, "content")?;
    let content: Content = serde_json::from_str(&content).map_err(|_| CORRUPT)?;
    let pattern: Option<String> = get(row, "number_pattern")?;
    let pattern = pattern.map(|typed| NumberPattern::parse(&typed));
    let emblem_sha256: Option<String> = get(row, "emblem_sha256")?;
    Ok(Letterhead {
        code: get(row, "code")?,
        name: get(row, "name")?,
        head: Head {
            has_emblem: emblem_sha256.is_some(),
            ..content.head
        },
        paper: content.paper,
        typeface: content.typeface,
        place: content.place,
        emblem_sha256,
        pattern: pattern.transpose().map_err(|_| StoreError::Corrupt {
            table: "letterhead",
            column: "number_pattern",
        })?,
        version: get(row, "version")?,
        retired_at: get(row, "retired_at")?,
    })
}
