//! Pairs of employers that a person has judged to be two firms, however alike they are.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::{DistinctionId, EmployerId, OfficerId};

/// One such judgement, as seen from one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distinction {
    /// The other firm.
    pub other: EmployerId,
    /// Its name.
    pub other_name: String,
    /// How that person knows.
    pub words: String,
    /// Who judged.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who took it back, and when.
    pub undone: Option<(String, DateTime<Utc>)>,
}

/// Says in SQL that nobody judged two employers, `e` and `b`, to be two firms.
pub(super) const NOT_DISTINCT: &str = "NOT EXISTS (SELECT 1 FROM distinction d \
    WHERE d.undone_at IS NULL AND ((d.one_id = e.id AND d.other_id = b.id) \
      OR (d.one_id = b.id AND d.other_id = e.id)))";

/// A pair as it is kept, the lesser id first.
fn in_order((a, b): (EmployerId, EmployerId)) -> (EmployerId, EmployerId) {
    if a < b { (a, b) } else { (b, a) }
}

fn ids_of(pair: (EmployerId, EmployerId)) -> [Value; 2] {
    let (one, other) = in_order(pair);
    [sql::id(one.uuid()), sql::id(other.uuid())]
}

/// Pairs that stand.
#[derive(Debug, Default)]
pub struct Distinctions(HashSet<(EmployerId, EmployerId)>);

impl Distinctions {
    /// Whether somebody judged these to be two firms.
    #[must_use]
    pub fn have(&self, pair: (EmployerId, EmployerId)) -> bool {
        self.0.contains(&in_order(pair))
    }
}

impl Tx {
    /// Writes down that two employers are two firms.
    ///
    /// # Errors
    /// [`StoreError::Twice`] when that stands already, or the database refuses.
    pub async fn add_distinction(
        &self,
        (id, pair): (DistinctionId, (EmployerId, EmployerId)),
        words: &str,
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO distinction (id, one_id, other_id, words, made_by, made_at) \
                    VALUES (?, ?, ?, ?, ?, ?)";
        let [one, other] = ids_of(pair);
        let (words, by) = (words.into(), sql::id(by.uuid()));
        let values = vec![sql::id(id.uuid()), one, other, words, by, now.into()];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Writes down that this was taken back; `false` when it does not stand.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn undo_distinction(
        &self,
        pair: (EmployerId, EmployerId),
        (by, now): (OfficerId, DateTime<Utc>),
    ) -> Result<bool, StoreError> {
        let text = "UPDATE distinction SET undone_by = ?, undone_at = ? \
                    WHERE one_id = ? AND other_id = ? AND undone_at IS NULL";
        let [one, other] = ids_of(pair);
        let values = vec![sql::id(by.uuid()), now.into(), one, other];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// The judgements about an employer, the newest first; those taken back too.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn distinctions_of(&self, id: EmployerId) -> Result<Vec<Distinction>, StoreError> {
        let text = "SELECT e.id AS other_id, e.name AS other_name, d.words, d.made_at, \
            d.undone_at, o.name AS by_name, u.name AS undone_name FROM distinction d \
            JOIN employer e ON e.id = CASE WHEN d.one_id = ? THEN d.other_id ELSE d.one_id END \
            JOIN officer o ON o.id = d.made_by LEFT JOIN officer u ON u.id = d.undone_by \
            WHERE d.one_id = ? OR d.other_id = ? ORDER BY d.made_at DESC, d.id DESC";
        let values = vec![sql::id(id.uuid()); 3];
        let rows = sql::rows(&self.tx, text, values).await?;
        rows.iter().map(distinction_of).collect()
    }

    /// All pairs that stand.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn distinctions(&self) -> Result<Distinctions, StoreError> {
        let text = "SELECT one_id, other_id FROM distinction WHERE undone_at IS NULL \
                    ORDER BY one_id, other_id";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        let id = |row, column| get::<Uuid>(row, column).map(EmployerId::from_uuid);
        let pairs = rows
            .iter()
            .map(|row| Ok((id(row, "one_id")?, id(row, "other_id")?)));
        Ok(Distinctions(pairs.collect::<Result<_, StoreError>>()?))
    }
}

fn distinction_of(row: &QueryResult) -> Result<Distinction, StoreError> {
    let undone_name: Option<String> = get(row, "undone_name")?;
    Ok(Distinction {
        other: EmployerId::from_uuid(get::<Uuid>(row, "other_id")?),
        other_name: get(row, "other_name")?,
        words: get(row, "words")?,
        by_name: get(row, "by_name")?,
        at: get(row, "made_at")?,
        undone: undone_name.zip(get(row, "undone_at")?),
    })
}
