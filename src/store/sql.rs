//! SQL text that runs on both databases, and reading what comes back.

use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Statement, TryGetable,
    Value,
};
use uuid::Uuid;

use super::StoreError;

/// Ids that one statement names at most; databases bound its parameters.
pub(super) const PART: usize = 500;

/// Makes a statement of a text whose parameters are written `?`, as SQLite reads them;
/// PostgreSQL gets `$1`, `$2`, … instead. The text must not hold a `?` otherwise.
pub(super) fn statement(backend: DbBackend, text: &str, values: Vec<Value>) -> Statement {
    if backend != DbBackend::Postgres {
        return Statement::from_sql_and_values(backend, text, values);
    }
    let mut numbered = String::with_capacity(text.len() + values.len() * 4);
    for (index, piece) in text.split('?').enumerate() {
        if index > 0 {
            numbered.push('$');
            numbered.push_str(&index.to_string());
        }
        numbered.push_str(piece);
    }
    Statement::from_sql_and_values(backend, numbered, values)
}

/// Runs one statement; answers how many rows it touched.
pub(super) async fn run(
    tx: &DatabaseTransaction,
    text: &str,
    values: Vec<Value>,
) -> Result<u64, StoreError> {
    let done = tx
        .execute_raw(statement(tx.get_database_backend(), text, values))
        .await?;
    Ok(done.rows_affected())
}

/// All rows of a query.
pub(super) async fn rows(
    tx: &DatabaseTransaction,
    text: &str,
    values: Vec<Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    Ok(tx
        .query_all_raw(statement(tx.get_database_backend(), text, values))
        .await?)
}

/// The first row of a query.
pub(super) async fn row(
    tx: &DatabaseTransaction,
    text: &str,
    values: Vec<Value>,
) -> Result<Option<QueryResult>, StoreError> {
    Ok(tx
        .query_one_raw(statement(tx.get_database_backend(), text, values))
        .await?)
}

/// A whole number that a query counted: `COUNT` is 64 bits wide on both, `SUM` is too on SQLite
/// and is cast in the text on PostgreSQL.
pub(super) async fn number(
    tx: &DatabaseTransaction,
    text: &str,
    values: Vec<Value>,
) -> Result<i64, StoreError> {
    match row(tx, text, values).await? {
        Some(row) => Ok(row.try_get_by_index::<Option<i64>>(0)?.unwrap_or(0)),
        None => Ok(0),
    }
}

/// The number after the last one that a table gave in a year, from 1. Who asks holds the lock
/// that makes writers take turns.
pub(super) async fn next_of_year(
    tx: &DatabaseTransaction,
    table: &'static str,
    year: i32,
) -> Result<i32, StoreError> {
    let text = format!("SELECT MAX(no) AS no FROM {table} WHERE year = ?");
    let last = row(tx, &text, vec![year.into()]).await?;
    let last: Option<i32> = last.map(|row| get(&row, "no")).transpose()?.flatten();
    Ok(last.unwrap_or(0) + 1)
}

/// So many rows of parameters, each as `one`: `(?, ?), (?, ?)`.
pub(super) fn groups(count: usize, one: &str) -> String {
    vec![one; count].join(", ")
}

/// A column by its name.
pub(super) fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, DbErr> {
    row.try_get("", column)
}

/// A count that can't be negative.
pub(super) fn count(row: &QueryResult, column: &str) -> Result<u32, DbErr> {
    Ok(get::<Option<i32>>(row, column)?.map_or(0, i32::unsigned_abs))
}

/// A count that may be missing.
pub(super) fn count_or_none(row: &QueryResult, column: &str) -> Result<Option<u32>, DbErr> {
    Ok(get::<Option<i32>>(row, column)?.map(i32::unsigned_abs))
}

/// A 32-bit count as the databases hold it. The largest registry is far below the border.
pub(super) fn int(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// A column of ids as text: hexadecimal digits, on PostgreSQL with dashes.
pub(super) fn id_text(tx: &DatabaseTransaction, column: &str) -> String {
    match tx.get_database_backend() {
        DbBackend::Postgres => format!("CAST({column} AS TEXT)"),
        _ => format!("hex({column})"),
    }
}

/// As many parameters, with commas between them.
pub(super) fn marks(count: usize) -> String {
    vec!["?"; count].join(", ")
}

/// A day as a parameter.
pub(super) fn day(on: NaiveDate) -> Value {
    Value::ChronoDate(Some(on))
}

/// An id as a parameter.
pub(super) fn id(id: Uuid) -> Value {
    Value::Uuid(Some(id))
}
