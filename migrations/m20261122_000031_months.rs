//! What a month changed: the numbers of past judgements in columns of their own.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The numbers out of the JSON of a judgement, which stands before its inputs.
const fn backfill(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => {
            "UPDATE assessment_history SET basis = result::json -> 0 ->> 'basis', \
             headcount = (result::json -> 0 ->> 'headcount')::INTEGER, \
             registered = (result::json -> 0 ->> 'registered')::INTEGER"
        }
        _ => {
            "UPDATE assessment_history SET basis = json_extract(result, '$[0].basis'), \
             headcount = json_extract(result, '$[0].headcount'), \
             registered = json_extract(result, '$[0].registered')"
        }
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("m20261122_000031_months.sql")).await?;
        let text = backfill(manager.get_database_backend());
        manager.get_connection().execute_unprepared(text).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        // A machine that stops in the middle must not leave half a schema.
        Some(true)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let text = "DROP INDEX assessment_history_recorded; DROP INDEX employer_created; \
                    ALTER TABLE assessment_history DROP COLUMN basis; \
                    ALTER TABLE assessment_history DROP COLUMN headcount; \
                    ALTER TABLE assessment_history DROP COLUMN registered";
        manager.get_connection().execute_unprepared(text).await?;
        Ok(())
    }
}
