//! Source records, and those of earlier imports as far as the registry kept them.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The columns that hold what a field says, each as text in its canonical form.
const FIELDS: [(&str, &str); 19] = [
    ("nib", "e.nib"),
    ("npwp", "e.npwp"),
    ("npwp_key", "e.npwp_key"),
    ("code", "CAST(e.code AS TEXT)"),
    ("head_code", "CAST(e.head_code AS TEXT)"),
    ("name", "e.name"),
    ("form", "e.form"),
    ("kbli", "e.kbli"),
    ("address", "e.address"),
    ("kelurahan", "e.kelurahan"),
    ("wlkp", "CAST(e.wlkp AS TEXT)"),
    ("wlkp_on", "CAST(e.wlkp_on AS TEXT)"),
    ("bpjs_tk", "CAST(e.bpjs_tk AS TEXT)"),
    ("bpjs_tk_on", "CAST(e.bpjs_tk_on AS TEXT)"),
    ("planned", "CAST(e.planned AS TEXT)"),
    ("contact_name", "e.contact_name"),
    ("email", "e.email"),
    ("phone", "e.phone"),
    ("closed", "CASE WHEN e.closed THEN 'true' ELSE 'false' END"),
];

/// One record for each row that a field's present value comes from, with those fields alone:
/// what else the row said, and what it joined by, was not kept.
fn backfill(backend: DbBackend) -> String {
    let cases: Vec<String> = FIELDS
        .iter()
        .map(|(field, column)| format!("WHEN '{field}' THEN {column}"))
        .collect();
    let value = |field: &str| format!("CASE {field} {} END", cases.join(" "));
    let insert = "INSERT INTO source_record (id, employer_id, source, batch_no, file_no, row_no, \
                  joined, print, said)";
    match backend {
        DbBackend::Postgres => format!(
            "{insert} SELECT gen_random_uuid(), e.id, o ->> 'source', (o ->> 'batch')::INTEGER, \
             (o ->> 'file')::INTEGER, (o ->> 'row')::INTEGER, 'kept', 0, \
             (SELECT COALESCE(json_object_agg(f, {value}) FILTER (WHERE {value} IS NOT NULL), \
             '{{}}')::TEXT FROM json_array_elements_text(o -> 'fields') f) \
             FROM employer e CROSS JOIN LATERAL json_array_elements(e.origins::json) o \
             WHERE o ->> 'source' IN ('wlkp', 'oss', 'bpjs', 'bpjs_tk', 'city')",
            value = value("f")
        ),
        _ => format!(
            "{insert} SELECT randomblob(16), e.id, json_extract(o.value, '$.source'), \
             json_extract(o.value, '$.batch'), json_extract(o.value, '$.file'), \
             json_extract(o.value, '$.row'), 'kept', 0, \
             (SELECT json_group_object(f.value, {value}) FILTER (WHERE {value} IS NOT NULL) \
             FROM json_each(o.value, '$.fields') f) \
             FROM employer e, json_each(e.origins) o \
             WHERE json_extract(o.value, '$.source') IN \
             ('wlkp', 'oss', 'bpjs', 'bpjs_tk', 'city')",
            value = value("f.value")
        ),
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("m20261122_000029_source_records.sql")).await?;
        let text = backfill(manager.get_database_backend());
        manager.get_connection().execute_unprepared(&text).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        // A machine that stops in the middle must not leave half a schema.
        Some(true)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["source_sighting", "source_record"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}
