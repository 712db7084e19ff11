//! Which lists name whom.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::Value;

use super::{
    StoreError, Tx,
    months::id_of,
    sql::{self, get},
};
use crate::domain::ids::EmployerId;

/// An import of a list of employers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceList {
    /// Its number.
    pub batch: i32,
    /// The source's code.
    pub source: String,
    /// When it was imported.
    pub at: DateTime<Utc>,
    /// Its rows.
    pub rows: u64,
}

impl Tx {
    /// The lists of employers that were imported before an instant and not taken back.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn source_lists(&self, until: DateTime<Utc>) -> Result<Vec<SourceList>, StoreError> {
        let text = "SELECT no, source, imported_at, accepted FROM batch WHERE kind = 'employers' \
                    AND source IS NOT NULL AND undone_at IS NULL AND imported_at < ? ORDER BY no";
        let rows = sql::rows(&self.tx, text, vec![until.into()]).await?;
        rows.iter()
            .map(|row| {
                Ok(SourceList {
                    batch: get(row, "no")?,
                    source: get(row, "source")?,
                    at: get(row, "imported_at")?,
                    rows: get::<i64>(row, "accepted")?.unsigned_abs(),
                })
            })
            .collect()
    }

    /// The employers that some lists name and others don't, as they are merged now.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn named_no_more(
        &self,
        before: &[i32],
        after: &[i32],
    ) -> Result<Vec<EmployerId>, StoreError> {
        // Nearly all come again as the same record, which is found without looking at employers.
        let (earlier, later) = (sql::marks(before.len()), sql::marks(after.len()));
        let text = format!(
            "SELECT DISTINCT COALESCE(e.merged_into, e.id) AS id FROM (\
             SELECT id, employer_id FROM source_record WHERE batch_no IN ({earlier}) UNION ALL \
             SELECT o.id, o.employer_id FROM source_sighting g \
             JOIN source_record o ON o.id = g.record_id WHERE g.batch_no IN ({earlier})) n \
             JOIN employer e ON e.id = n.employer_id \
             WHERE NOT EXISTS (SELECT 1 FROM source_sighting s \
               WHERE s.record_id = n.id AND s.batch_no IN ({later})) \
             AND NOT EXISTS (SELECT 1 FROM source_record r \
               WHERE r.employer_id = n.employer_id AND r.batch_no IN ({later})) ORDER BY 1"
        );
        let values = [before, before, after, after].concat();
        let values = values.into_iter().map(Value::from).collect();
        let rows = sql::rows(&self.tx, &text, values).await?;
        let mut gone = rows.iter().map(id_of).collect::<Result<Vec<_>, _>>()?;
        let named = self.named_among(&gone, after).await?;
        gone.retain(|id| !named.contains(id));
        Ok(gone)
    }

    /// Those of these employers that lists name, by themselves or as one that was merged into
    /// them.
    async fn named_among(
        &self,
        employers: &[EmployerId],
        lists: &[i32],
    ) -> Result<HashSet<EmployerId>, StoreError> {
        let mut found = HashSet::new();
        let named = sql::marks(lists.len());
        for part in employers.chunks(sql::PART) {
            let marks = sql::marks(part.len());
            let text = format!(
                "SELECT DISTINCT COALESCE(e.merged_into, e.id) AS id FROM employer e \
                 JOIN source_record o ON o.employer_id = e.id \
                 WHERE (e.id IN ({marks}) OR e.merged_into IN ({marks})) \
                 AND (o.batch_no IN ({named}) OR EXISTS (SELECT 1 FROM source_sighting g \
                   WHERE g.record_id = o.id AND g.batch_no IN ({named}))) ORDER BY 1"
            );
            let ids = || part.iter().map(|id| sql::id(id.uuid()));
            let batches = || lists.iter().map(|batch| Value::from(*batch));
            let values = ids().chain(ids()).chain(batches()).chain(batches());
            for row in sql::rows(&self.tx, &text, values.collect()).await? {
                found.insert(id_of(&row)?);
            }
        }
        Ok(found)
    }
}
