//! Mails name the firing that queued them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("m20261122_000021_firings.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        // A machine that stops in the middle must not leave half a schema.
        Some(true)
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "what queued a mail is not forgotten".to_owned(),
        ))
    }
}
