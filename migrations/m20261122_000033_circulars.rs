//! Circulars: drafted anew where one was cancelled, and mailed to each on the list.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let only_once = if manager.get_database_backend() == DbBackend::Sqlite {
            include_str!("m20261122_000033_letter_sqlite.sql")
        } else {
            "ALTER TABLE letter DROP CONSTRAINT letter_kind_directive_id_key"
        };
        crate::run(manager, only_once).await?;
        crate::run(manager, include_str!("m20261122_000033_circulars.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        // A machine that stops in the middle must not leave half a schema.
        Some(true)
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration(
            "what was cancelled and drafted anew can't be one again".to_owned(),
        ))
    }
}
