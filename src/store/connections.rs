//! The connections to the database, and how much of it SQLite keeps in memory for each.
//!
//! On SQLite one connection writes and others read, as no two can write at one time anyway: who
//! waits to write keeps nobody from reading, and what the writer has in memory is still true when
//! the next one comes.
//!
//! Each connection has a cache of its own. The operating system keeps the file in memory besides,
//! so a small one is enough for all but the statements that read or write whole tables. These run
//! one at a time, by whoever called [`Tx::alone`](super::Tx::alone), and only there may the cache
//! grow, until the transaction ends.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    sqlx::{
        Executor, Sqlite,
        pool::PoolOptions,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};

use super::StoreError;

/// How long a writer waits for another one.
const LOCK_WAIT: Duration = Duration::from_secs(30);
/// Connections at one time; on SQLite, that read.
const MOST: u32 = 4;
/// What SQLite itself gives a connection; KiB when negative.
const SMALL: &str = "PRAGMA cache_size = -2000";
/// The largest part of the memory that a big import may use.
const LARGE: &str = "PRAGMA cache_size = -32768";

/// Opens what writes, and what reads.
pub(super) async fn open(
    url: &str,
) -> Result<(DatabaseConnection, DatabaseConnection), StoreError> {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).acquire_timeout(LOCK_WAIT);
    if !url.starts_with("sqlite:") {
        options.max_connections(MOST);
        let all = Database::connect(options).await?;
        return Ok((all.clone(), all));
    }
    options.map_sqlx_sqlite_opts(set_up);
    let mut writing = options.clone();
    writing
        .max_connections(1)
        .map_sqlx_sqlite_pool_opts(shrink_after_use);
    if url.contains(":memory:") {
        // Each SQLite memory connection is a database of its own.
        writing
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None);
        let only = Database::connect(writing).await?;
        return Ok((only.clone(), only));
    }
    options.max_connections(MOST).connect_lazy(true);
    Ok((
        Database::connect(writing).await?,
        Database::connect(options).await?,
    ))
}

fn set_up(sqlite: SqliteConnectOptions) -> SqliteConnectOptions {
    sqlite
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(LOCK_WAIT)
        // Rows on their way from the thread that reads to the one that asked.
        .row_buffer_size(500)
        // Large tables are read and written in order: fewer, larger pages.
        .page_size(16_384)
        .pragma("temp_store", "FILE")
}

/// Lets the connection of a transaction keep more until that ends.
pub(super) async fn grow(tx: &DatabaseTransaction) -> Result<(), StoreError> {
    tx.execute_unprepared(LARGE).await?;
    Ok(())
}

/// Takes back what a transaction was let keep, when it no longer needs the connection.
fn shrink_after_use(pool: PoolOptions<Sqlite>) -> PoolOptions<Sqlite> {
    pool.after_release(|connection, _| {
        Box::pin(async move {
            connection.execute(SMALL).await?;
            Ok(true)
        })
    })
}
