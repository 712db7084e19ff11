//! Which imports a judgement rests on.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{QueryResult, Value};
use serde::{Deserialize, Serialize};

use super::{
    Inputs, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::EmployerId;

/// A roster that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterSource {
    /// Number of the import.
    pub batch: i32,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// Rows of this employer.
    pub rows: u32,
    /// Rows among them that could not be read.
    pub unreadable: u32,
}

/// Participants or contributions that were used, by their scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeSource {
    /// Number of the import.
    pub batch: i32,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// Rows in the scope.
    pub rows: u32,
}

/// What stands beside an employer's judgement.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// What it rests on.
    pub inputs: Inputs,
    /// The first day on which the same facts may be judged otherwise.
    pub next_change_on: Option<NaiveDate>,
    /// Judgements so far, the newest first: day, verdict.
    pub history: Vec<(NaiveDate, String)>,
}

fn scope_of(row: &QueryResult) -> Result<ScopeSource, StoreError> {
    Ok(ScopeSource {
        batch: get(row, "batch_no")?,
        as_of: get(row, "as_of")?,
        rows: sql::count(row, "rows")?,
    })
}

impl Tx {
    /// The participants of a BPJS code, as they were last told.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn participants_of(&self, code: u32) -> Result<Option<ScopeSource>, StoreError> {
        let text = "SELECT batch_no, as_of, rows FROM participation_scope \
                    WHERE code = ? AND segment = ''";
        let row = sql::row(&self.tx, text, vec![sql::int(code).into()]).await?;
        row.as_ref().map(scope_of).transpose()
    }

    /// The contributions of a BPJS code, as they were last told: the latest import, and the rows
    /// of all months.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn contributions_of(&self, code: u32) -> Result<Option<ScopeSource>, StoreError> {
        let text = "SELECT MAX(batch_no) AS batch_no, MAX(as_of) AS as_of, \
                    CAST(SUM(rows) AS INTEGER) AS rows FROM contribution_scope \
                    WHERE code = ? HAVING COUNT(*) > 0";
        let row = sql::row(&self.tx, text, vec![sql::int(code).into()]).await?;
        row.as_ref().map(scope_of).transpose()
    }

    /// The latest day that any participant list speaks of, with its import and the rows of that
    /// import.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn latest_participants(&self) -> Result<Option<ScopeSource>, StoreError> {
        let text = "SELECT batch_no, as_of, CAST(SUM(rows) AS INTEGER) AS rows \
                    FROM participation_scope GROUP BY batch_no, as_of \
                    ORDER BY as_of DESC, batch_no DESC LIMIT 1";
        let row = sql::row(&self.tx, text, vec![]).await?;
        row.as_ref().map(scope_of).transpose()
    }

    /// When the newest participant list was imported.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn newest_participants_at(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let text = "SELECT MAX(imported_at) AS at FROM batch \
                    WHERE kind = 'participants' AND undone_at IS NULL";
        match sql::row(&self.tx, text, vec![]).await? {
            Some(row) => Ok(get(&row, "at")?),
            None => Ok(None),
        }
    }

    /// What stands beside an employer's judgement: its inputs, its next date, its history.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn standing(&self, id: EmployerId) -> Result<Standing, StoreError> {
        let mut standing = Standing::default();
        let text = "SELECT a.inputs, e.next_change_on FROM assessment a \
                    JOIN employer e ON e.id = a.employer_id WHERE a.employer_id = ?";
        if let Some(row) = sql::row(&self.tx, text, vec![sql::id(id.uuid())]).await? {
            let inputs: String = get(&row, "inputs")?;
            standing.inputs = serde_json::from_str(&inputs).map_err(|_| StoreError::Corrupt {
                table: "assessment",
                column: "inputs",
            })?;
            standing.next_change_on = get(&row, "next_change_on")?;
        }
        let text = "SELECT as_of, verdict FROM assessment_history WHERE employer_id = ? \
                    ORDER BY no DESC LIMIT 50";
        for row in sql::rows(&self.tx, text, vec![sql::id(id.uuid())]).await? {
            standing
                .history
                .push((get(&row, "as_of")?, get(&row, "verdict")?));
        }
        Ok(standing)
    }

    /// The files of an import, with the number of their data rows.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn batch_files(&self, batch_no: i32) -> Result<Vec<(String, u64)>, StoreError> {
        let text = "SELECT name, rows FROM batch_file WHERE batch_no = ? ORDER BY file_no";
        let rows = sql::rows(&self.tx, text, vec![Value::Int(Some(batch_no))]).await?;
        rows.iter()
            .map(|row| Ok((get(row, "name")?, get::<i64>(row, "rows")?.unsigned_abs())))
            .collect()
    }
}
