//! Ways to the mails that are under way, wait, or left last.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("m20261122_000023_outbox_indexes.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        // A machine that stops in the middle must not leave half a schema.
        Some(true)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in [
            "outbox_lease",
            "outbox_waiting",
            "outbox_sent",
            "outbox_left",
        ] {
            let gone = Index::drop().name(index).table("outbox").to_owned();
            manager.drop_index(gone).await?;
        }
        Ok(())
    }
}
