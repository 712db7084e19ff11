//! What people said of two records, and the pairs that the program found.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("m20261122_000030_matches.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        // A machine that stops in the middle must not leave half a schema.
        Some(true)
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("judgements are not taken away".to_owned()))
    }
}
