//! Pairs of records that may be one firm, as the program found them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::{
    StoreError, Tx,
    bulk::Inserter,
    sql::{self, get},
};
use crate::domain::{ids::EmployerId, judgement::Pair, likeness::Because, matching::Status};

/// A pair that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPair {
    /// Which records.
    pub pair: Pair,
    /// How likely, in 1/10,000; 0 where a rule of the data found it, which estimates nothing.
    pub probability: i32,
    /// What that is worth.
    pub status: Status,
    /// Why.
    pub reasons: Vec<Because>,
    /// What found it.
    pub model: String,
    /// The import after which it was found.
    pub batch_no: Option<i32>,
    /// Since when it is known.
    pub at: DateTime<Utc>,
}

impl FoundPair {
    /// Whether another look at the records says the same.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        (self.probability, self.status, &self.reasons, &self.model)
            == (
                other.probability,
                other.status,
                &other.reasons,
                &other.model,
            )
    }
}

/// Says in SQL that a record `b` of BPJS that joined no other source is called like `e`, is of the
/// same form and in the same place, or none, and that no number tells them apart.
pub(super) const SAME_NAMED: &str = "b.match_name = e.match_name AND b.sources = 'bpjs' \
    AND b.id <> e.id AND b.merged_into IS NULL AND b.form IS NOT DISTINCT FROM e.form \
    AND (b.place IS NULL OR e.place IS NULL OR b.place = e.place) \
    AND (b.nib IS NULL OR e.nib IS NULL OR b.nib = e.nib) \
    AND (b.npwp_key IS NULL OR e.npwp_key IS NULL OR b.npwp_key = e.npwp_key)";

/// Says in SQL that a pair was found that is more than possible, and that `b`, its other record
/// beside `e`, is one of BPJS that joined no other source.
pub(super) const FOUND_WITH_BPJS: &str = "EXISTS (SELECT 1 FROM found_pair f JOIN employer b \
    ON b.id = CASE WHEN f.one_id = e.id THEN f.other_id ELSE f.one_id END \
    WHERE (f.one_id = e.id OR f.other_id = e.id) AND f.status <> 'possible' \
      AND b.sources = 'bpjs' AND b.merged_into IS NULL AND {not_distinct})";

/// Pairs by the rule of names that are looked for at once; beyond that the registry has thousands
/// of records of one name, which nobody can judge one by one.
const MOST: i64 = 50_000;

const COLUMNS: [&str; 8] = [
    "one_id",
    "other_id",
    "probability",
    "status",
    "reasons",
    "model",
    "batch_no",
    "found_at",
];

/// What stays is since when it is known, and from which import.
const REPLACE: &str = "ON CONFLICT (one_id, other_id) DO UPDATE SET \
    probability = excluded.probability, status = excluded.status, reasons = excluded.reasons, \
    model = excluded.model";

impl Tx {
    /// The pairs that the rule of names finds: all, or those of some employers.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn same_named(&self, of: Option<&[EmployerId]>) -> Result<Vec<Pair>, StoreError> {
        let mut pairs = Vec::new();
        let text = |only: &str| {
            format!(
                "SELECT e.id AS e_id, b.id AS b_id FROM employer e JOIN employer b \
                 ON {SAME_NAMED} WHERE e.sources <> 'bpjs' AND e.merged_into IS NULL{only} \
                 ORDER BY e.id, b.id LIMIT {MOST}"
            )
        };
        let mut questions: Vec<(String, Vec<Value>)> = Vec::new();
        match of {
            None => questions.push((text(""), Vec::new())),
            Some(of) => {
                for part in of.chunks(sql::PART) {
                    let marks = sql::marks(part.len());
                    for side in ["e", "b"] {
                        let values = part.iter().map(|id| sql::id(id.uuid())).collect();
                        questions.push((text(&format!(" AND {side}.id IN ({marks})")), values));
                    }
                }
            }
        }
        for (text, values) in questions {
            for row in sql::rows(&self.tx, &text, values).await? {
                let id = |column| get::<Uuid>(&row, column).map(EmployerId::from_uuid);
                pairs.extend(Pair::of(id("e_id")?, id("b_id")?));
            }
        }
        Ok(pairs)
    }

    /// The pairs that are on record: all, or those of some employers.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn found_pairs(
        &self,
        of: Option<&[EmployerId]>,
    ) -> Result<BTreeMap<Pair, FoundPair>, StoreError> {
        let mut found = BTreeMap::new();
        let mut questions: Vec<(String, Vec<Value>)> = Vec::new();
        match of {
            None => questions.push((String::new(), Vec::new())),
            Some(of) => {
                for part in of.chunks(sql::PART) {
                    let marks = sql::marks(part.len());
                    for side in ["one_id", "other_id"] {
                        let values = part.iter().map(|id| sql::id(id.uuid())).collect();
                        questions.push((format!(" WHERE {side} IN ({marks})"), values));
                    }
                }
            }
        }
        for (only, values) in questions {
            let text = format!("SELECT * FROM found_pair{only} ORDER BY one_id, other_id");
            for row in sql::rows(&self.tx, &text, values).await? {
                let one = found_of(&row)?;
                found.insert(one.pair, one);
            }
        }
        Ok(found)
    }

    /// Keeps pairs; of those known already, what was said of them is replaced.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_found_pairs(&self, found: &[FoundPair]) -> Result<(), StoreError> {
        let mut inserter = Inserter::new(&self.tx, "found_pair", &COLUMNS, REPLACE);
        for one in found {
            let [first, second] = one.pair.ids();
            let reasons = serde_json::to_string(&one.reasons).map_err(|_| StoreError::Corrupt {
                table: "found_pair",
                column: "reasons",
            })?;
            inserter
                .push([
                    sql::id(first.uuid()),
                    sql::id(second.uuid()),
                    one.probability.into(),
                    one.status.code().into(),
                    reasons.into(),
                    one.model.clone().into(),
                    Value::Int(one.batch_no),
                    one.at.into(),
                ])
                .await?;
        }
        inserter.finish().await
    }

    /// Forgets pairs that are no longer alike.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget_found_pairs(&self, gone: &[Pair]) -> Result<(), StoreError> {
        let text = "DELETE FROM found_pair WHERE one_id = ? AND other_id = ?";
        for pair in gone {
            let values = pair.ids().map(|id| sql::id(id.uuid())).into();
            sql::run(&self.tx, text, values).await?;
        }
        Ok(())
    }

    /// Marks employers for the next check.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mark_all_changed(&self, employers: &[EmployerId]) -> Result<(), StoreError> {
        for part in employers.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text = format!("UPDATE employer SET changed = TRUE WHERE id IN ({marks})");
            let values = part.iter().map(|id| sql::id(id.uuid())).collect();
            sql::run(&self.tx, &text, values).await?;
        }
        Ok(())
    }
}

pub(super) fn found_of(row: &QueryResult) -> Result<FoundPair, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "found_pair",
        column,
    };
    let id = |column| get::<Uuid>(row, column).map(EmployerId::from_uuid);
    let status: String = get(row, "status")?;
    let reasons: String = get(row, "reasons")?;
    Ok(FoundPair {
        pair: Pair::of(id("one_id")?, id("other_id")?).ok_or_else(|| corrupt("other_id"))?,
        probability: get(row, "probability")?,
        status: Status::from_code(&status).ok_or_else(|| corrupt("status"))?,
        reasons: serde_json::from_str(&reasons).map_err(|_| corrupt("reasons"))?,
        model: get(row, "model")?,
        batch_no: get(row, "batch_no")?,
        at: get(row, "found_at")?,
    })
}
