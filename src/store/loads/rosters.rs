//! Rosters: a snapshot supersedes the workers of each employer in it.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::{
    Batch, Cell, Clustered, EmployedRow, LoadCounts, Numbering, Snapshot, StoreError, day_cell,
    insert_in_order, row_cell, sql, target, wage_cell,
};
use crate::{
    domain::ids::EmployerId,
    store::{bulk::Inserter, past},
};

const SNAPSHOT: Snapshot = Snapshot {
    table: "employment",
    keys: &["person_key", "employer_id", "seq"],
    values: &["started_on", "ended_on", "wage"],
};
const COLUMNS: [&str; 8] = [
    "person_key",
    "employer_id",
    "seq",
    "started_on",
    "ended_on",
    "wage",
    "batch_no",
    "row_no",
];
const INDEX: &str = "CREATE INDEX employment_employer ON employment (employer_id)";
const SCOPE: &str = "p.employer_id IN (SELECT employer_id FROM roster WHERE batch_no = ?)";

struct Known {
    as_of: NaiveDate,
    /// Rows, and unreadable ones among them.
    told: (u32, u32),
}

pub(super) async fn load(
    tx: &DatabaseTransaction,
    batch: &Batch,
    rows: Clustered<EmployedRow>,
    seen: &HashMap<EmployerId, (u32, u32)>,
) -> Result<LoadCounts, StoreError> {
    let known = known_rosters(tx).await?;
    let is_older = |id: &Uuid| known.get(id).is_some_and(|k| k.as_of > batch.as_of);
    let (table, straight) = target(tx, &SNAPSHOT, "employment_employer").await?;
    let mut counts = LoadCounts::default();
    let mut last: Option<EmployedRow> = None;
    let mut numbering = Numbering::new();
    insert_in_order(tx, (&table, &COLUMNS), rows, |row: &EmployedRow| {
        if is_older(&row.employer) {
            counts.older += 1;
            return None;
        }
        let plain = EmployedRow { row_no: 0, ..*row };
        if last.replace(plain) == Some(plain) {
            counts.unchanged += 1;
            return None;
        }
        counts.created += 1;
        Some([
            Cell::Key(row.person),
            Cell::Key(row.employer.as_u128()),
            numbering.next((row.person, row.employer)),
            day_cell(row.started),
            day_cell(row.ended),
            wage_cell(row.wage),
            Cell::Always(batch.no),
            row_cell(row.row_no),
        ])
    })
    .await?;
    let taken = seen.iter().filter(|(id, _)| !is_older(&id.uuid()));
    let told: Vec<Uuid> = taken
        .clone()
        .map(|(id, _)| id.uuid())
        .filter(|id| known.contains_key(id))
        .collect();
    past::keep_rosters(tx, batch.no, &told).await?;
    write_rosters(tx, batch, taken.clone()).await?;
    if straight {
        sql::run(tx, INDEX, vec![]).await?;
    } else {
        counts = merge(tx, batch, counts).await?;
    }
    let restated: Vec<Uuid> = taken
        .filter(|(id, told)| {
            known
                .get(&id.uuid())
                .is_none_or(|k| k.as_of != batch.as_of || k.told != **told)
        })
        .map(|(id, _)| id.uuid())
        .collect();
    mark(tx, &restated).await?;
    Ok(counts)
}

/// Puts the staged rows in place and marks the employers whose workers differ now.
async fn merge(
    tx: &DatabaseTransaction,
    batch: &Batch,
    counts: LoadCounts,
) -> Result<LoadCounts, StoreError> {
    let new = format!(
        "UPDATE employer SET changed = TRUE WHERE id IN \
         (SELECT s.employer_id FROM employment_stage s WHERE {})",
        SNAPSHOT.staged_is_new()
    );
    sql::run(tx, &new, vec![]).await?;
    let merged = SNAPSHOT.merge(tx, batch.no, &[SCOPE]).await?;
    let gone = "UPDATE employer SET changed = TRUE WHERE id IN \
        (SELECT employer_id FROM employment_past WHERE superseded_by = ?)";
    sql::run(tx, gone, vec![batch.no.into()]).await?;
    let unchanged = counts.unchanged + merged.unchanged;
    Ok(LoadCounts {
        unchanged,
        older: counts.older,
        ..merged
    })
}

async fn known_rosters(tx: &DatabaseTransaction) -> Result<HashMap<Uuid, Known>, StoreError> {
    let mut known = HashMap::new();
    let text = "SELECT employer_id, as_of, rows, unreadable FROM roster";
    for row in sql::rows(tx, text, vec![]).await? {
        let told = (sql::count(&row, "rows")?, sql::count(&row, "unreadable")?);
        let one = Known {
            as_of: sql::get(&row, "as_of")?,
            told,
        };
        known.insert(sql::get(&row, "employer_id")?, one);
    }
    Ok(known)
}

async fn write_rosters<'a>(
    tx: &DatabaseTransaction,
    batch: &Batch,
    taken: impl Iterator<Item = (&'a EmployerId, &'a (u32, u32))>,
) -> Result<(), StoreError> {
    let mut inserter = Inserter::new(
        tx,
        "roster",
        &["employer_id", "as_of", "batch_no", "rows", "unreadable"],
        "ON CONFLICT (employer_id) DO UPDATE SET as_of = excluded.as_of, \
         batch_no = excluded.batch_no, rows = excluded.rows, unreadable = excluded.unreadable",
    );
    for (id, (rows, unreadable)) in taken {
        inserter
            .push([
                id.uuid().into(),
                batch.as_of.into(),
                batch.no.into(),
                sql::int(*rows).into(),
                sql::int(*unreadable).into(),
            ])
            .await?;
    }
    inserter.finish().await
}

async fn mark(tx: &DatabaseTransaction, employers: &[Uuid]) -> Result<(), StoreError> {
    for part in employers.chunks(sql::PART) {
        let marks = sql::marks(part.len());
        let text = format!("UPDATE employer SET changed = TRUE WHERE id IN ({marks})");
        sql::run(tx, &text, part.iter().map(|id| (*id).into()).collect()).await?;
    }
    Ok(())
}
