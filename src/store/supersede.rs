//! Putting a new snapshot in the place of the old one, row by row only where they differ.
//!
//! The new rows stand in `<table>_stage`, in the same order as the table, so every statement here
//! is one ordered pass over both. Rows that are gone or changed move to `<table>_past`; equal
//! rows stay as they are, so importing the same file again changes nothing.

use sea_orm::DatabaseTransaction;

use super::{StoreError, loads::LoadCounts, sql};

/// A table that is loaded by snapshots.
pub(super) struct Snapshot {
    /// Its name; `_stage` and `_past` follow the same columns.
    pub table: &'static str,
    /// The columns that make a row the same row.
    pub keys: &'static [&'static str],
    /// The columns that make it say something else.
    pub values: &'static [&'static str],
}

impl Snapshot {
    fn columns(&self, alias: &str) -> String {
        self.keys
            .iter()
            .chain(self.values)
            .chain(&["batch_no", "row_no"])
            .map(|column| format!("{alias}{column}"))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn same_key(&self, a: &str, b: &str) -> String {
        join(self.keys, |k| format!("{a}.{k} = {b}.{k}"))
    }

    fn same(&self, a: &str, b: &str) -> String {
        let values = join(self.values, |v| {
            format!("{a}.{v} IS NOT DISTINCT FROM {b}.{v}")
        });
        format!("{} AND {values}", self.same_key(a, b))
    }

    /// Condition on a staged row `s`: the table doesn't say the same.
    pub(super) fn staged_is_new(&self) -> String {
        format!(
            "NOT EXISTS (SELECT 1 FROM {} p WHERE {})",
            self.table,
            self.same("p", "s")
        )
    }

    /// Condition on a row `p` of the table: the new snapshot doesn't say the same.
    pub(super) fn kept_is_gone(&self) -> String {
        format!(
            "NOT EXISTS (SELECT 1 FROM {}_stage s WHERE {})",
            self.table,
            self.same("p", "s")
        )
    }

    /// Merges the staged rows. `scopes` are conditions on a row `p` of the table, each with the
    /// batch as its only parameter, that together say which rows the snapshot supersedes.
    pub(super) async fn merge(
        &self,
        tx: &DatabaseTransaction,
        batch_no: i32,
        scopes: &[&str],
    ) -> Result<LoadCounts, StoreError> {
        let table = self.table;
        let count = |condition: String| {
            format!("SELECT COUNT(*) FROM {table}_stage s JOIN {table} p ON {condition}")
        };
        let staged =
            sql::number(tx, &format!("SELECT COUNT(*) FROM {table}_stage"), vec![]).await?;
        let known = sql::number(tx, &count(self.same_key("p", "s")), vec![]).await?;
        let unchanged = sql::number(tx, &count(self.same("p", "s")), vec![]).await?;
        for scope in scopes {
            let gone = self.kept_is_gone();
            let text = format!(
                "INSERT INTO {table}_past ({}, superseded_by) SELECT {}, ? FROM {table} p \
                 WHERE {scope} AND {gone}",
                self.columns(""),
                self.columns("p."),
            );
            sql::run(tx, &text, vec![batch_no.into(), batch_no.into()]).await?;
            let text = format!("DELETE FROM {table} AS p WHERE {scope} AND {gone}");
            sql::run(tx, &text, vec![batch_no.into()]).await?;
        }
        let text = format!(
            "INSERT INTO {table} ({}) SELECT {} FROM {table}_stage s \
             WHERE NOT EXISTS (SELECT 1 FROM {table} p WHERE {}) ORDER BY {}",
            self.columns(""),
            self.columns("s."),
            self.same_key("p", "s"),
            join_with(self.keys, ", ", |k| format!("s.{k}")),
        );
        sql::run(tx, &text, vec![]).await?;
        sql::run(tx, &format!("DELETE FROM {table}_stage"), vec![]).await?;
        let counted = |n: i64| n.unsigned_abs();
        Ok(LoadCounts {
            created: counted(staged - known),
            updated: counted(known - unchanged),
            unchanged: counted(unchanged),
            older: 0,
        })
    }
}

fn join(columns: &[&str], each: impl Fn(&str) -> String) -> String {
    join_with(columns, " AND ", each)
}

fn join_with(columns: &[&str], between: &str, each: impl Fn(&str) -> String) -> String {
    columns
        .iter()
        .map(|c| each(c))
        .collect::<Vec<_>>()
        .join(between)
}
