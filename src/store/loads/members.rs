//! Participants: a snapshot supersedes each BPJS code in it, and each segment without a code.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;

use super::{
    Batch, Cell, Clustered, LoadCounts, MemberRow, Numbering, Snapshot, StoreError,
    insert_in_order, row_cell, sql, target, wage_cell,
};
use crate::{
    domain::segment::Segment,
    store::{bulk::Inserter, past},
};

const SNAPSHOT: Snapshot = Snapshot {
    table: "participation",
    keys: &["person_key", "code", "segment", "main", "seq"],
    values: &["active", "wage"],
};
const COLUMNS: [&str; 9] = [
    "person_key",
    "code",
    "segment",
    "main",
    "seq",
    "active",
    "wage",
    "batch_no",
    "row_no",
];
const INDEX: &str = "CREATE INDEX participation_code ON participation \
    (code, person_key, main, segment, active, wage) WHERE code > 0";
const CODED: &str = "p.code > 0 AND p.code IN (SELECT code FROM participation_scope WHERE batch_no = ? AND code > 0)";
const UNCODED: &str = "p.code = 0 AND p.segment IN (SELECT segment FROM participation_scope WHERE batch_no = ? AND code = 0)";

type Scope = (i32, &'static str);

pub(super) async fn load(
    tx: &DatabaseTransaction,
    batch: &Batch,
    rows: Clustered<MemberRow>,
) -> Result<LoadCounts, StoreError> {
    let known = known_scopes(tx).await?;
    let (table, straight) = target(tx, &SNAPSHOT, "participation_code").await?;
    let mut told = Told::default();
    let mut counts = LoadCounts::default();
    let mut last: Option<MemberRow> = None;
    let mut numbering = Numbering::new();
    insert_in_order(tx, (&table, &COLUMNS), rows, |row: &MemberRow| {
        let (code, segment) = row.scope();
        let newer = known
            .get(&code)
            .and_then(|segments| segments.iter().find(|(s, _)| s == segment))
            .is_some_and(|(_, as_of)| *as_of > batch.as_of);
        if newer {
            counts.older += 1;
            return None;
        }
        told.add(row);
        let plain = MemberRow { row_no: 0, ..*row };
        if last.replace(plain) == Some(plain) {
            counts.unchanged += 1;
            return None;
        }
        counts.created += 1;
        Some([
            Cell::Key(row.person),
            Cell::Int(sql::int(row.code)),
            Cell::Segment(row.segment()),
            Cell::Flag(row.main),
            numbering.next((row.person, row.code, row.segment, row.main)),
            Cell::Flag(row.active),
            wage_cell(row.wage),
            Cell::Always(batch.no),
            row_cell(row.row_no),
        ])
    })
    .await?;
    let scopes = told.scopes();
    keep_past(tx, batch.no, &scopes, &known).await?;
    write_scopes(tx, batch, &scopes).await?;
    if straight {
        sql::run(tx, INDEX, vec![]).await?;
        sql::run(
            tx,
            "UPDATE employer SET changed = TRUE WHERE NOT changed",
            vec![],
        )
        .await?;
    } else {
        mark_by_code(tx, batch, &scopes, &known).await?;
        mark_changed(tx, batch.no, &scopes).await?;
        let merged = SNAPSHOT.merge(tx, batch.no, &conditions(&scopes)).await?;
        counts = LoadCounts {
            unchanged: counts.unchanged + merged.unchanged,
            older: counts.older,
            ..merged
        };
    }
    Ok(counts)
}

/// Rows of each scope, counted without hashing a word for every row.
#[derive(Default)]
struct Told {
    coded: HashMap<u32, u32>,
    uncoded: [u32; Segment::ALL.len()],
}

impl Told {
    fn add(&mut self, row: &MemberRow) {
        if row.code == 0 {
            self.uncoded[usize::from(row.segment)] += 1;
        } else {
            *self.coded.entry(row.code).or_default() += 1;
        }
    }

    fn scopes(self) -> HashMap<Scope, u32> {
        let coded = self.coded.into_iter();
        let coded = coded.map(|(code, rows)| ((sql::int(code), ""), rows));
        let uncoded = Segment::ALL.iter().zip(self.uncoded);
        let uncoded = uncoded.filter(|(_, rows)| *rows > 0);
        coded
            .chain(uncoded.map(|(segment, rows)| ((0, segment.code()), rows)))
            .collect()
    }
}

/// Keeps what was known of the scopes before.
async fn keep_past(
    tx: &DatabaseTransaction,
    batch_no: i32,
    scopes: &HashMap<Scope, u32>,
    known: &HashMap<i32, Vec<(String, NaiveDate)>>,
) -> Result<(), StoreError> {
    let told: Vec<Scope> = scopes
        .keys()
        .filter(|(code, _)| known.contains_key(code))
        .copied()
        .collect();
    past::keep_participations(tx, batch_no, &told).await
}

fn conditions(scopes: &HashMap<Scope, u32>) -> Vec<&'static str> {
    let mut conditions = Vec::new();
    if scopes.keys().any(|(code, _)| *code > 0) {
        conditions.push(CODED);
    }
    if scopes.keys().any(|(code, _)| *code == 0) {
        conditions.push(UNCODED);
    }
    conditions
}

/// The as-of of every scope, by code and then segment.
async fn known_scopes(
    tx: &DatabaseTransaction,
) -> Result<HashMap<i32, Vec<(String, NaiveDate)>>, StoreError> {
    let mut known: HashMap<i32, Vec<(String, NaiveDate)>> = HashMap::new();
    let text = "SELECT code, segment, as_of FROM participation_scope";
    for row in sql::rows(tx, text, vec![]).await? {
        let entry = (sql::get(&row, "segment")?, sql::get(&row, "as_of")?);
        known
            .entry(sql::get(&row, "code")?)
            .or_default()
            .push(entry);
    }
    Ok(known)
}

async fn write_scopes(
    tx: &DatabaseTransaction,
    batch: &Batch,
    scopes: &HashMap<Scope, u32>,
) -> Result<(), StoreError> {
    let mut inserter = Inserter::new(
        tx,
        "participation_scope",
        &["code", "segment", "as_of", "batch_no", "rows"],
        "ON CONFLICT (code, segment) DO UPDATE SET as_of = excluded.as_of, \
         batch_no = excluded.batch_no, rows = excluded.rows",
    );
    for ((code, segment), rows) in scopes {
        inserter
            .push([
                (*code).into(),
                (*segment).into(),
                batch.as_of.into(),
                batch.no.into(),
                sql::int(*rows).into(),
            ])
            .await?;
    }
    inserter.finish().await
}

/// Employers whose own or head office's code is now told as of another day.
async fn mark_by_code(
    tx: &DatabaseTransaction,
    batch: &Batch,
    scopes: &HashMap<Scope, u32>,
    known: &HashMap<i32, Vec<(String, NaiveDate)>>,
) -> Result<(), StoreError> {
    let moved: Vec<i32> = scopes
        .keys()
        .filter(|(code, _)| *code > 0)
        .filter(|(code, _)| {
            known
                .get(code)
                .is_none_or(|s| s.iter().all(|(_, as_of)| *as_of != batch.as_of))
        })
        .map(|(code, _)| *code)
        .collect();
    for part in moved.chunks(sql::PART) {
        let marks = sql::marks(part.len());
        for column in ["code", "head_code"] {
            let text = format!("UPDATE employer SET changed = TRUE WHERE {column} IN ({marks})");
            sql::run(tx, &text, part.iter().map(|c| (*c).into()).collect()).await?;
        }
    }
    Ok(())
}

/// Employers of persons whose memberships differ from what was known, and of their codes.
async fn mark_changed(
    tx: &DatabaseTransaction,
    batch_no: i32,
    scopes: &HashMap<Scope, u32>,
) -> Result<(), StoreError> {
    let new = format!(
        "INSERT INTO changed_person (person_key) SELECT DISTINCT s.person_key \
         FROM participation_stage s WHERE {} ON CONFLICT (person_key) DO NOTHING",
        SNAPSHOT.staged_is_new()
    );
    sql::run(tx, &new, vec![]).await?;
    for scope in conditions(scopes) {
        let gone = format!(
            "INSERT INTO changed_person (person_key) SELECT DISTINCT p.person_key \
             FROM participation p WHERE {scope} AND {} ON CONFLICT (person_key) DO NOTHING",
            SNAPSHOT.kept_is_gone()
        );
        sql::run(tx, &gone, vec![batch_no.into()]).await?;
    }
    let by_roster = "UPDATE employer SET changed = TRUE WHERE id IN \
        (SELECT e.employer_id FROM changed_person c JOIN employment e ON e.person_key = c.person_key)";
    sql::run(tx, by_roster, vec![]).await?;
    for table in ["participation", "participation_stage"] {
        for column in ["code", "head_code"] {
            let by_code = format!(
                "UPDATE employer SET changed = TRUE WHERE {column} IN \
                 (SELECT p.code FROM changed_person c JOIN {table} p \
                  ON p.person_key = c.person_key WHERE p.code > 0)"
            );
            sql::run(tx, &by_code, vec![]).await?;
        }
    }
    sql::run(tx, "DELETE FROM changed_person", vec![]).await?;
    Ok(())
}
