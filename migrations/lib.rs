//! The history of the schema, oldest first.
//!
//! A migration that has been released is never edited. It names its tables and columns in its
//! own words and imports nothing from the living code, so that it still means the same in five
//! years.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

mod m20261122_000001_first;
mod m20261122_000002_accounts;
mod m20261122_000003_officers_work;
mod m20261122_000004_listing;
mod m20261122_000005_imports;
mod m20261122_000006_confirmations;
mod m20261122_000007_letter_recipients;
mod m20261122_000008_distinctions;
mod m20261122_000009_ladders;
mod m20261122_000010_schedules;
mod m20261122_000011_reach;
mod m20261122_000012_directives;
mod m20261122_000013_almanac;
mod m20261122_000014_contacts;
mod m20261122_000015_sending;
mod m20261122_000016_returned;
mod m20261122_000017_wordings;
mod m20261122_000018_proof;
mod m20261122_000020_plans;
mod m20261122_000021_firings;
mod m20261122_000022_letters;
mod m20261122_000023_outbox_indexes;
mod m20261122_000024_answers;
mod m20261122_000027_certificates;
mod m20261122_000028_answer_until;
mod m20261122_000029_source_records;
mod m20261122_000030_matches;
mod m20261122_000031_months;
mod m20261122_000032_contacts;
mod m20261122_000033_circulars;
mod m20261122_000034_told;

/// Runs the migrations in the order listed.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_first::Migration),
            Box::new(m20261122_000002_accounts::Migration),
            Box::new(m20261122_000003_officers_work::Migration),
            Box::new(m20261122_000004_listing::Migration),
            Box::new(m20261122_000005_imports::Migration),
            Box::new(m20261122_000006_confirmations::Migration),
            Box::new(m20261122_000007_letter_recipients::Migration),
            Box::new(m20261122_000008_distinctions::Migration),
            Box::new(m20261122_000009_ladders::Migration),
            Box::new(m20261122_000010_schedules::Migration),
            Box::new(m20261122_000011_reach::Migration),
            Box::new(m20261122_000012_directives::Migration),
            Box::new(m20261122_000013_almanac::Migration),
            Box::new(m20261122_000014_contacts::Migration),
            Box::new(m20261122_000015_sending::Migration),
            Box::new(m20261122_000016_returned::Migration),
            Box::new(m20261122_000017_wordings::Migration),
            Box::new(m20261122_000018_proof::Migration),
            Box::new(m20261122_000020_plans::Migration),
            Box::new(m20261122_000021_firings::Migration),
            Box::new(m20261122_000022_letters::Migration),
            Box::new(m20261122_000023_outbox_indexes::Migration),
            Box::new(m20261122_000024_answers::Migration),
            Box::new(m20261122_000027_certificates::Migration),
            Box::new(m20261122_000028_answer_until::Migration),
            Box::new(m20261122_000029_source_records::Migration),
            Box::new(m20261122_000030_matches::Migration),
            Box::new(m20261122_000031_months::Migration),
            Box::new(m20261122_000032_contacts::Migration),
            Box::new(m20261122_000033_circulars::Migration),
            Box::new(m20261122_000034_told::Migration),
        ]
    }
}

/// Words of the schema files, and what they are on SQLite and on PostgreSQL.
const WORDS: [(&str, &str, &str); 6] = [
    ("{uuid}", "BLOB", "uuid"),
    ("{date}", "TEXT", "date"),
    ("{ts}", "TEXT", "timestamptz"),
    ("{bytes}", "BLOB", "bytea"),
    // Lists are sorted by bytes on both, whatever the cluster's language.
    ("{key}", "", "COLLATE \"C\""),
    ("{clustered}", "WITHOUT ROWID", ""),
];

/// Runs a schema file with its words filled in.
async fn run(manager: &SchemaManager<'_>, schema: &str) -> Result<(), DbErr> {
    let sqlite = manager.get_database_backend() == DbBackend::Sqlite;
    let schema = WORDS
        .iter()
        .fold(schema.to_owned(), |sql, (word, lite, postgres)| {
            sql.replace(word, if sqlite { lite } else { postgres })
        });
    manager.get_connection().execute_unprepared(&schema).await?;
    Ok(())
}
