//! Contributions: a snapshot supersedes each BPJS code and month in it.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;

use super::{
    Batch, BilledRow, Cell, Clustered, LoadCounts, Numbering, Snapshot, StoreError, day_cell,
    insert_in_order, row_cell, sql, target,
};
use crate::{
    domain::month::Month,
    store::{bulk::Inserter, past},
};

const SNAPSHOT: Snapshot = Snapshot {
    table: "contribution",
    keys: &["code", "month", "seq"],
    values: &["billed", "paid", "paid_on"],
};
const COLUMNS: [&str; 8] = [
    "code", "month", "seq", "billed", "paid", "paid_on", "batch_no", "row_no",
];
const SCOPE: &str = "EXISTS (SELECT 1 FROM contribution_scope c \
    WHERE c.code = p.code AND c.month = p.month AND c.batch_no = ?)";

pub(super) async fn load(
    tx: &DatabaseTransaction,
    batch: &Batch,
    rows: Clustered<BilledRow>,
) -> Result<LoadCounts, StoreError> {
    let known = known_scopes(tx).await?;
    let (table, straight) = target(tx, &SNAPSHOT, "").await?;
    let mut scopes: HashMap<(u32, Month), u32> = HashMap::new();
    let mut counts = LoadCounts::default();
    let mut numbering = Numbering::new();
    insert_in_order(tx, (&table, &COLUMNS), rows, |row: &BilledRow| {
        let scope = (row.code, row.month);
        if known.get(&scope).is_some_and(|as_of| *as_of > batch.as_of) {
            counts.older += 1;
            return None;
        }
        *scopes.entry(scope).or_default() += 1;
        // Rows of one month add up: two equal payments are two payments, never one.
        counts.created += 1;
        Some([
            Cell::Int(sql::int(row.code)),
            Cell::Month(row.month),
            numbering.next(scope),
            Cell::Big(row.billed),
            Cell::Big(row.paid),
            day_cell(row.paid_on),
            Cell::Always(batch.no),
            row_cell(row.row_no),
        ])
    })
    .await?;
    let told: Vec<_> = scopes
        .keys()
        .filter(|scope| known.contains_key(scope))
        .copied()
        .collect();
    past::keep_contributions(tx, batch.no, &told).await?;
    write_scopes(tx, batch, &scopes).await?;
    if !straight {
        counts = LoadCounts {
            older: counts.older,
            ..SNAPSHOT.merge(tx, batch.no, &[SCOPE]).await?
        };
    }
    mark_changed(tx, batch, &scopes, &known).await?;
    Ok(counts)
}

async fn known_scopes(
    tx: &DatabaseTransaction,
) -> Result<HashMap<(u32, Month), NaiveDate>, StoreError> {
    let mut known = HashMap::new();
    let text = "SELECT code, month, as_of FROM contribution_scope";
    for row in sql::rows(tx, text, vec![]).await? {
        let month: String = sql::get(&row, "month")?;
        let month = month_of(&month)?;
        known.insert((sql::count(&row, "code")?, month), sql::get(&row, "as_of")?);
    }
    Ok(known)
}

/// The month of a stored `2026-02`.
pub(in crate::store) fn month_of(text: &str) -> Result<Month, StoreError> {
    text.split_once('-')
        .and_then(|(year, month)| Month::new(year.parse().ok()?, month.parse().ok()?))
        .ok_or(StoreError::Corrupt {
            table: "contribution",
            column: "month",
        })
}

async fn write_scopes(
    tx: &DatabaseTransaction,
    batch: &Batch,
    scopes: &HashMap<(u32, Month), u32>,
) -> Result<(), StoreError> {
    let mut inserter = Inserter::new(
        tx,
        "contribution_scope",
        &["code", "month", "as_of", "batch_no", "rows"],
        "ON CONFLICT (code, month) DO UPDATE SET as_of = excluded.as_of, \
         batch_no = excluded.batch_no, rows = excluded.rows",
    );
    for ((code, month), rows) in scopes {
        inserter
            .push([
                sql::int(*code).into(),
                month.to_string().into(),
                batch.as_of.into(),
                batch.no.into(),
                sql::int(*rows).into(),
            ])
            .await?;
    }
    inserter.finish().await
}

/// Employers whose bills differ, or are now told as of another day.
async fn mark_changed(
    tx: &DatabaseTransaction,
    batch: &Batch,
    scopes: &HashMap<(u32, Month), u32>,
    known: &HashMap<(u32, Month), NaiveDate>,
) -> Result<(), StoreError> {
    let differ = "UPDATE employer SET changed = TRUE WHERE \
        code IN (SELECT code FROM contribution WHERE batch_no = ?) \
        OR code IN (SELECT code FROM contribution_past WHERE superseded_by = ?)";
    sql::run(tx, differ, vec![batch.no.into(), batch.no.into()]).await?;
    let mut moved: Vec<i32> = scopes
        .keys()
        .filter(|scope| known.get(scope).is_none_or(|as_of| *as_of != batch.as_of))
        .map(|(code, _)| sql::int(*code))
        .collect();
    moved.sort_unstable();
    moved.dedup();
    for part in moved.chunks(sql::PART) {
        let marks = sql::marks(part.len());
        let text = format!("UPDATE employer SET changed = TRUE WHERE code IN ({marks})");
        sql::run(tx, &text, part.iter().map(|c| (*c).into()).collect()).await?;
    }
    Ok(())
}
