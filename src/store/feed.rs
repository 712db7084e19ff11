//! Putting millions of rows into a table with few words between program and database.
//!
//! On SQLite a parameter costs more than the rest of its column. So a statement carries one: all
//! its rows, each column in a fixed width, which the statement itself takes apart. PostgreSQL
//! gets its rows as parameters. While the database works on one statement, the next is written.

use chrono::{Datelike, NaiveDate};
use futures_util::future::join;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value};

use uuid::Uuid;

use super::{StoreError, sql};
use crate::domain::{month::Month, segment::Segment};

/// One column of one row. The variants of a column never change between rows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    /// Sixteen bytes: a person or an id.
    Key(u128),
    Small(i16),
    Int(i32),
    Big(i64),
    /// An amount that may be missing and is never negative.
    Amount(Option<i64>),
    Flag(bool),
    Day(Option<NaiveDate>),
    Month(Month),
    Segment(Segment),
    /// The same in every row.
    Always(i32),
}

impl Cell {
    /// Bytes that it takes when packed.
    const fn width(self) -> usize {
        match self {
            Self::Key(_) => 16,
            Self::Small(_) => 6,
            Self::Int(_) => 11,
            Self::Big(_) | Self::Amount(_) => 20,
            Self::Flag(_) | Self::Segment(_) => 1,
            Self::Day(_) => 10,
            Self::Month(_) => 7,
            Self::Always(_) => 0,
        }
    }

    fn pack(self, out: &mut Vec<u8>) {
        match self {
            Self::Key(key) => out.extend(key.to_be_bytes()),
            Self::Small(number) => number_in(out, number.into(), self.width()),
            Self::Int(number) => number_in(out, number.into(), self.width()),
            Self::Big(number) => number_in(out, number, self.width()),
            Self::Amount(number) => number_in(out, number.unwrap_or(-1), self.width()),
            Self::Flag(flag) => out.push(figure(u32::from(flag))),
            Self::Day(Some(day)) => {
                month_in(out, day.year(), day.month());
                out.extend([b'-', figure(day.day() / 10), figure(day.day())]);
            }
            Self::Day(None) => out.extend([b' '; 10]),
            Self::Month(month) => month_in(out, month.year(), month.number().into()),
            Self::Segment(segment) => out.push(b'0' + segment as u8),
            Self::Always(_) => {}
        }
    }

    /// What takes it out of the blob `?1` again, in SQLite's words; `i` counts from 1.
    fn unpacked(self, offset: usize) -> String {
        let bytes = format!("substr(?1, i + {offset}, {})", self.width());
        match self {
            Self::Key(_) => bytes,
            Self::Small(_) | Self::Int(_) | Self::Big(_) | Self::Flag(_) => {
                format!("CAST({bytes} AS INTEGER)")
            }
            Self::Amount(_) => format!("NULLIF(CAST({bytes} AS INTEGER), -1)"),
            Self::Day(_) => format!("NULLIF(CAST({bytes} AS TEXT), '{:10}')", ""),
            Self::Month(_) => format!("CAST({bytes} AS TEXT)"),
            Self::Segment(_) => {
                let whens = Segment::ALL.map(|s| format!("WHEN {} THEN '{}'", s as u8, s.code()));
                format!("CASE CAST({bytes} AS INTEGER) {} END", whens.join(" "))
            }
            Self::Always(number) => number.to_string(),
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Key(key) => Uuid::from_u128(key).into(),
            Self::Small(number) => number.into(),
            Self::Int(number) | Self::Always(number) => number.into(),
            Self::Big(number) => number.into(),
            Self::Amount(number) => Value::BigInt(number),
            Self::Flag(flag) => flag.into(),
            Self::Day(day) => Value::ChronoDate(day),
            Self::Month(month) => month.to_string().into(),
            Self::Segment(segment) => segment.code().into(),
        }
    }
}

/// A number in so many bytes. Reading it stops at the first of the points behind it.
fn number_in(out: &mut Vec<u8>, number: i64, width: usize) {
    let mut figures = [0; 20];
    let mut first = figures.len();
    let mut rest = number.unsigned_abs();
    loop {
        first -= 1;
        figures[first] = b'0' + u8::try_from(rest % 10).expect("a figure is below ten");
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        first -= 1;
        figures[first] = b'-';
    }
    let written = &figures[first..];
    out.extend_from_slice(written);
    out.resize(out.len() + width - written.len(), b'.');
}

/// `2026-02`.
fn month_in(out: &mut Vec<u8>, year: i32, month: u32) {
    let year = year.unsigned_abs();
    out.extend([1000, 100, 10, 1].map(|place| figure(year / place)));
    out.extend([b'-', figure(month / 10), figure(month)]);
}

/// The last figure of a number.
fn figure(number: u32) -> u8 {
    b'0' + u8::try_from(number % 10).expect("a figure is below ten")
}

/// A table that rows are put into.
pub(super) struct Feed<'a, const N: usize> {
    tx: &'a DatabaseTransaction,
    table: &'a str,
    columns: &'a [&'a str; N],
    /// What unpacks the rows; empty before the first one.
    unpacking: String,
    /// Written and not yet sent.
    ready: Option<Statement>,
}

/// Rows of one packed statement: enough that the statement itself costs nothing.
const PACKED_ROWS: usize = 2_000;
/// Rows of one statement with parameters, of which PostgreSQL takes 65,535.
const VALUE_ROWS: usize = 500;

impl<'a, const N: usize> Feed<'a, N> {
    pub(super) fn new(
        tx: &'a DatabaseTransaction,
        table: &'a str,
        columns: &'a [&'a str; N],
    ) -> Self {
        Self {
            tx,
            table,
            columns,
            unpacking: String::new(),
            ready: None,
        }
    }

    /// Takes rows in the order in which they shall stand; `each` answers `None` for a row to
    /// leave out.
    pub(super) async fn take<R>(
        &mut self,
        rows: &[R],
        mut each: impl FnMut(&R) -> Option<[Cell; N]>,
    ) -> Result<(), StoreError> {
        let packed = self.tx.get_database_backend() == DbBackend::Sqlite;
        let size = if packed { PACKED_ROWS } else { VALUE_ROWS };
        for rows in rows.chunks(size) {
            let cells = rows.iter().filter_map(&mut each);
            let sending = send(self.tx, self.ready.take());
            let writing = async {
                if packed {
                    self.packed(cells)
                } else {
                    self.values(cells)
                }
            };
            let (sent, next) = join(sending, writing).await;
            sent?;
            self.ready = next;
        }
        Ok(())
    }

    /// Sends what is left.
    pub(super) async fn finish(self) -> Result<(), StoreError> {
        send(self.tx, self.ready).await
    }

    fn packed(&mut self, rows: impl Iterator<Item = [Cell; N]>) -> Option<Statement> {
        let mut bytes = Vec::new();
        for row in rows {
            if self.unpacking.is_empty() {
                self.unpacking = self.unpacking_like(&row);
            }
            for cell in row {
                cell.pack(&mut bytes);
            }
        }
        if bytes.is_empty() {
            return None;
        }
        let rows = [Value::from(bytes)];
        Some(Statement::from_sql_and_values(
            DbBackend::Sqlite,
            &self.unpacking,
            rows,
        ))
    }

    /// The statement that takes rows like this one out of its only parameter.
    fn unpacking_like(&self, like: &[Cell; N]) -> String {
        let mut width = 0;
        let columns: Vec<String> = like
            .iter()
            .map(|cell| {
                let column = cell.unpacked(width);
                width += cell.width();
                column
            })
            .collect();
        format!(
            "INSERT INTO {} ({}) WITH RECURSIVE n (i) AS \
             (SELECT 1 UNION ALL SELECT i + {width} FROM n WHERE i + {width} < length(?1)) \
             SELECT {} FROM n",
            self.table,
            self.columns.join(", "),
            columns.join(", ")
        )
    }

    fn values(&self, rows: impl Iterator<Item = [Cell; N]>) -> Option<Statement> {
        let mut values = Vec::with_capacity(VALUE_ROWS * N);
        for row in rows {
            values.extend(row.map(Cell::value));
        }
        let group = format!("({})", ["?"; N].join(", "));
        let text = format!(
            "INSERT INTO {} ({}) VALUES {}",
            self.table,
            self.columns.join(", "),
            vec![group; values.len() / N].join(", ")
        );
        let backend = self.tx.get_database_backend();
        (!values.is_empty()).then(|| sql::statement(backend, &text, values))
    }
}

async fn send(tx: &DatabaseTransaction, ready: Option<Statement>) -> Result<(), StoreError> {
    if let Some(statement) = ready {
        tx.execute_raw(statement).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    const COLUMNS: [&str; 11] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];

    fn at_the_limits() -> [[Cell; 11]; 2] {
        let last_day = NaiveDate::from_ymd_opt(9999, 12, 31);
        let months = [Month::new(2026, 2), Month::new(1999, 12)].map(Option::unwrap);
        let [first, .., last] = Segment::ALL;
        [
            [
                Cell::Key(u128::MAX),
                Cell::Small(i16::MIN),
                Cell::Int(i32::MIN),
                Cell::Big(i64::MIN),
                Cell::Amount(Some(i64::MAX)),
                Cell::Amount(None),
                Cell::Flag(true),
                Cell::Day(last_day),
                Cell::Month(months[0]),
                Cell::Segment(last),
                Cell::Always(7),
            ],
            [
                Cell::Key(1),
                Cell::Small(0),
                Cell::Int(i32::MAX),
                Cell::Big(-1),
                Cell::Amount(Some(0)),
                Cell::Amount(Some(420_000_050)),
                Cell::Flag(false),
                Cell::Day(None),
                Cell::Month(months[1]),
                Cell::Segment(first),
                Cell::Always(7),
            ],
        ]
    }

    /// All rows in the order in which they stand, with the type of each value.
    async fn listing(tx: &DatabaseTransaction, table: &str) -> Vec<String> {
        let line = COLUMNS
            .map(|column| format!("quote({column})"))
            .join(" || ' ' || ");
        let text = format!("SELECT {line} AS line FROM {table} ORDER BY rowid");
        let rows = sql::rows(tx, &text, vec![]).await.unwrap();
        rows.iter()
            .map(|row| sql::get(row, "line").unwrap())
            .collect()
    }

    #[tokio::test]
    async fn packed_rows_arrive_like_rows_of_parameters_in_their_order() {
        let store = Store::connect("sqlite::memory:").await.unwrap();
        let tx = store.begin().await.unwrap().tx;
        for table in ["packed", "plain"] {
            let text = format!("CREATE TABLE {table} ({})", COLUMNS.join(", "));
            tx.execute_unprepared(&text).await.unwrap();
        }
        let rows: Vec<[Cell; 11]> = at_the_limits()
            .into_iter()
            .cycle()
            .take(PACKED_ROWS + 3)
            .collect();
        let mut packed = Feed::new(&tx, "packed", &COLUMNS);
        packed.take(&rows, |row| Some(*row)).await.unwrap();
        packed.take(&rows, |_| None).await.unwrap();
        packed.finish().await.unwrap();
        let plain = Feed::new(&tx, "plain", &COLUMNS).values(rows.iter().copied());
        send(&tx, plain).await.unwrap();

        let arrived = listing(&tx, "packed").await;
        assert_eq!(arrived.len(), PACKED_ROWS + 3);
        assert_eq!(arrived, listing(&tx, "plain").await);
    }
}
