//! The first tables. The schema itself is the SQL file beside this one.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const SCHEMA: &str = include_str!("m20261122_000001_first.sql");

/// Words of the schema, and what they are on SQLite and on PostgreSQL.
const WORDS: [(&str, &str, &str); 5] = [
    ("{uuid}", "BLOB", "uuid"),
    ("{date}", "TEXT", "date"),
    ("{ts}", "TEXT", "timestamptz"),
    // Lists are sorted by bytes on both, whatever the cluster's language.
    ("{key}", "", "COLLATE \"C\""),
    ("{clustered}", "WITHOUT ROWID", ""),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
        let schema = WORDS
            .iter()
            .fold(SCHEMA.to_owned(), |sql, (word, lite, postgres)| {
                sql.replace(word, if sqlite { lite } else { postgres })
            });
        manager.get_connection().execute_unprepared(&schema).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        // A machine that stops in the middle must not leave half a schema.
        Some(true)
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "the first tables are not taken away".to_owned(),
        ))
    }
}
