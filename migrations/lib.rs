//! The history of the schema, oldest first.
//!
//! A migration that has been released is never edited. It names its tables and columns in its
//! own words and imports nothing from the living code, so that it still means the same in five
//! years.

use sea_orm_migration::prelude::*;

mod m20261122_000001_first;

/// Runs the migrations in the order listed.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261122_000001_first::Migration)]
    }
}
