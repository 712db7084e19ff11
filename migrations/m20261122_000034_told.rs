//! Which change of the registry last said something of an employer.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("m20261122_000034_told.sql")).await
    }

    fn use_transaction(&self) -> Option<bool> {
        // A machine that stops in the middle must not leave half a schema.
        Some(true)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name("employer_told").to_owned();
        manager.drop_index(index).await?;
        let table = Table::alter()
            .table("employer")
            .drop_column("told_no")
            .to_owned();
        manager.alter_table(table).await
    }
}
