//! Taking in the rows of one import: workers, participants, contributions.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::{
    Batch, StoreError, Tx,
    bulk::{BUCKETS, Clustered, Packed},
    feed::{Cell, Feed},
    sql,
    supersede::Snapshot,
};
use crate::domain::{
    ids::EmployerId, money::Sen, month::Month, person::PersonKey, segment::Segment,
};

/// What an import did to the rows of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LoadCounts {
    /// Rows that were not known.
    pub created: u64,
    /// Rows that said something else before.
    pub updated: u64,
    /// Rows that said the same before.
    pub unchanged: u64,
    /// Rows left out, because newer facts are known for their scope.
    pub older: u64,
}

const NO_DAY: i32 = i32::MIN;
const NO_WAGE: i64 = -1;

fn pack_day(day: Option<NaiveDate>) -> i32 {
    day.map_or(NO_DAY, |d| d.num_days_from_ce())
}

fn day_cell(days: i32) -> Cell {
    Cell::Day(NaiveDate::from_num_days_from_ce_opt(days))
}

fn wage_cell(sen: i64) -> Cell {
    Cell::Amount((sen != NO_WAGE).then_some(sen))
}

fn row_cell(row_no: u32) -> Cell {
    Cell::Int(sql::int(row_no))
}

/// One worker at one employer, as a roster states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EmployedRow {
    person: u128,
    employer: Uuid,
    started: i32,
    ended: i32,
    wage: i64,
    row_no: u32,
}

impl EmployedRow {
    /// Puts the facts of a roster row together; `row_no` counts the rows of the batch.
    #[must_use]
    pub fn new(
        (person, employer): (PersonKey, EmployerId),
        (started, ended): (Option<NaiveDate>, Option<NaiveDate>),
        wage: Option<Sen>,
        row_no: u32,
    ) -> Self {
        Self {
            person: u128::from_be_bytes(person.0),
            employer: employer.uuid(),
            started: pack_day(started),
            ended: pack_day(ended),
            wage: wage.map_or(NO_WAGE, |w| w.0),
            row_no,
        }
    }
}

fn key_bucket(key: u128) -> usize {
    // The leading byte of a keyed hash is as good as random.
    usize::from(key.to_be_bytes()[0]) * BUCKETS / 256
}

fn take<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes[at..at + N]
        .try_into()
        .expect("the slice has this length")
}

impl Packed for EmployedRow {
    const WIDTH: usize = 52;

    fn bucket(&self) -> usize {
        key_bucket(self.person)
    }

    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.person.to_be_bytes());
        out.extend(self.employer.as_bytes());
        out.extend(self.started.to_le_bytes());
        out.extend(self.ended.to_le_bytes());
        out.extend(self.wage.to_le_bytes());
        out.extend(self.row_no.to_le_bytes());
    }

    fn unpack(b: &[u8]) -> Self {
        Self {
            person: u128::from_be_bytes(take(b, 0)),
            employer: Uuid::from_bytes(take(b, 16)),
            started: i32::from_le_bytes(take(b, 32)),
            ended: i32::from_le_bytes(take(b, 36)),
            wage: i64::from_le_bytes(take(b, 40)),
            row_no: u32::from_le_bytes(take(b, 48)),
        }
    }
}

/// One membership, as the participant list states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MemberRow {
    person: u128,
    code: u32,
    segment: u8,
    main: bool,
    active: bool,
    wage: i64,
    row_no: u32,
}

impl MemberRow {
    /// Puts the facts of a participant row together; code 0 stands for none.
    #[must_use]
    pub fn new(
        (person, code, segment): (PersonKey, u32, Segment),
        (main, active): (bool, bool),
        wage: Option<Sen>,
        row_no: u32,
    ) -> Self {
        let place = Segment::ALL.iter().position(|s| *s == segment).unwrap_or(0);
        Self {
            person: u128::from_be_bytes(person.0),
            code,
            segment: u8::try_from(place).unwrap_or(0),
            main,
            active,
            wage: wage.map_or(NO_WAGE, |w| w.0),
            row_no,
        }
    }

    fn segment(&self) -> Segment {
        Segment::ALL[usize::from(self.segment)]
    }

    /// The scope that a snapshot with this row supersedes.
    fn scope(&self) -> (i32, &'static str) {
        (
            sql::int(self.code),
            if self.code == 0 {
                self.segment().code()
            } else {
                ""
            },
        )
    }
}

impl Packed for MemberRow {
    const WIDTH: usize = 34;

    fn bucket(&self) -> usize {
        key_bucket(self.person)
    }

    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.person.to_be_bytes());
        out.extend(self.code.to_le_bytes());
        out.push(self.segment);
        out.push(u8::from(self.main) | u8::from(self.active) << 1);
        out.extend(self.wage.to_le_bytes());
        out.extend(self.row_no.to_le_bytes());
    }

    fn unpack(b: &[u8]) -> Self {
        Self {
            person: u128::from_be_bytes(take(b, 0)),
            code: u32::from_le_bytes(take(b, 16)),
            segment: b[20],
            main: b[21] & 1 > 0,
            active: b[21] & 2 > 0,
            wage: i64::from_le_bytes(take(b, 22)),
            row_no: u32::from_le_bytes(take(b, 30)),
        }
    }
}

/// One bill and what was paid for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BilledRow {
    code: u32,
    month: Month,
    billed: i64,
    paid: i64,
    paid_on: i32,
    row_no: u32,
}

impl BilledRow {
    /// Puts the facts of a contribution row together.
    #[must_use]
    pub fn new(
        (code, month): (u32, Month),
        (billed, paid): (Sen, Sen),
        paid_on: Option<NaiveDate>,
        row_no: u32,
    ) -> Self {
        Self {
            code,
            month,
            billed: billed.0,
            paid: paid.0,
            paid_on: pack_day(paid_on),
            row_no,
        }
    }
}

impl Packed for BilledRow {
    const WIDTH: usize = 36;

    fn bucket(&self) -> usize {
        // Codes have eight digits.
        (usize::try_from(self.code).unwrap_or(0) * BUCKETS / 100_000_000).min(BUCKETS - 1)
    }

    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.code.to_le_bytes());
        out.extend(self.month.first_day().num_days_from_ce().to_le_bytes());
        out.extend(self.billed.to_le_bytes());
        out.extend(self.paid.to_le_bytes());
        out.extend(self.paid_on.to_le_bytes());
        out.extend(self.row_no.to_le_bytes());
        out.extend([0; 4]);
    }

    fn unpack(b: &[u8]) -> Self {
        let first = NaiveDate::from_num_days_from_ce_opt(i32::from_le_bytes(take(b, 4)))
            .expect("the day was written by `pack`");
        Self {
            code: u32::from_le_bytes(take(b, 0)),
            month: Month::from_date(first),
            billed: i64::from_le_bytes(take(b, 8)),
            paid: i64::from_le_bytes(take(b, 16)),
            paid_on: i32::from_le_bytes(take(b, 24)),
            row_no: u32::from_le_bytes(take(b, 28)),
        }
    }
}

pub(in crate::store) use contributions::month_of;

mod contributions;
mod members;
mod rosters;

/// Gives equal keys in a row a number from 0, and says which rows merely repeat the one before.
struct Numbering<K> {
    last: Option<K>,
    seq: i16,
}

impl<K: PartialEq> Numbering<K> {
    const fn new() -> Self {
        Self { last: None, seq: 0 }
    }

    fn next(&mut self, key: K) -> Cell {
        if self.last.as_ref() == Some(&key) {
            self.seq = self.seq.saturating_add(1);
        } else {
            self.seq = 0;
            self.last = Some(key);
        }
        Cell::Small(self.seq)
    }
}

/// The table to load: straight into the place where nothing is known yet, else beside it.
async fn target(
    tx: &DatabaseTransaction,
    snapshot: &Snapshot,
    index: &str,
) -> Result<(String, bool), StoreError> {
    let table = snapshot.table;
    let text = format!("SELECT COUNT(*) FROM (SELECT 1 FROM {table} LIMIT 1) AS any_row");
    if sql::number(tx, &text, vec![]).await? > 0 {
        return Ok((format!("{table}_stage"), false));
    }
    // An index is made far faster at the end than kept up to date in random order.
    if !index.is_empty() {
        sql::run(tx, &format!("DROP INDEX {index}"), vec![]).await?;
    }
    Ok((table.to_owned(), true))
}

impl Tx {
    /// Loads a roster snapshot. `seen` tells for each employer in it how many rows it had and
    /// how many of them were unreadable.
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub async fn load_roster(
        &self,
        batch: &Batch,
        rows: Clustered<EmployedRow>,
        seen: &HashMap<EmployerId, (u32, u32)>,
    ) -> Result<LoadCounts, StoreError> {
        rosters::load(&self.tx, batch, rows, seen).await
    }

    /// Loads a snapshot of the participant list.
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub async fn load_participants(
        &self,
        batch: &Batch,
        rows: Clustered<MemberRow>,
    ) -> Result<LoadCounts, StoreError> {
        members::load(&self.tx, batch, rows).await
    }

    /// Loads a snapshot of the contribution list.
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub async fn load_contributions(
        &self,
        batch: &Batch,
        rows: Clustered<BilledRow>,
    ) -> Result<LoadCounts, StoreError> {
        contributions::load(&self.tx, batch, rows).await
    }
}

/// Inserts rows through `each`, which answers `None` for a row to leave out.
async fn insert_in_order<R: Packed, const N: usize>(
    tx: &DatabaseTransaction,
    (table, columns): (&str, &[&str; N]),
    rows: Clustered<R>,
    mut each: impl FnMut(&R) -> Option<[Cell; N]>,
) -> Result<(), StoreError> {
    let mut feed = Feed::new(tx, table, columns);
    rows.in_order(async |part: Vec<R>| feed.take(&part, &mut each).await)
        .await?;
    feed.finish().await
}
