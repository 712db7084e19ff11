//! Head offices and branches, tied by the head office's code at BPJS.

use chrono::NaiveDate;
use sea_orm::QueryResult;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::ids::EmployerId;

/// A head office or a branch of an employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// Which employer.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Its kelurahan.
    pub kelurahan: Option<String>,
    /// Its verdict's code, once it was checked.
    pub verdict: Option<String>,
    /// The last day on which its workers count as registered through its head office; `None`
    /// where nobody confirmed that.
    pub until_on: Option<NaiveDate>,
}

/// Branches shown of one head office.
const SHOWN: usize = 50;

const SELECT: &str = "SELECT e.id, e.name, e.kelurahan, a.verdict, r.until_on FROM employer e \
    LEFT JOIN assessment a ON a.employer_id = e.id \
    LEFT JOIN remark r ON r.employer_id = e.id AND r.kind = 'head_office' \
    AND r.ended_at IS NULL";

impl Tx {
    /// The employer whose own code at BPJS this is, whoever stands for it now.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn head_office(&self, code: u32) -> Result<Option<Relative>, StoreError> {
        let text = format!(
            "{SELECT} WHERE e.id IN (SELECT COALESCE(merged_into, id) FROM employer \
             WHERE code = ?) ORDER BY e.name, e.id LIMIT 1"
        );
        let row = sql::row(&self.tx, &text, vec![sql::int(code).into()]).await?;
        row.as_ref().map(relative_of).transpose()
    }

    /// The employers whose head office has one of these codes, and how many there are; those
    /// whose confirmation ends first come first, those without one last.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn branches(
        &self,
        of: EmployerId,
        codes: &[u32],
    ) -> Result<(Vec<Relative>, u64), StoreError> {
        if codes.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let which = format!(
            "e.head_code IN ({}) AND e.merged_into IS NULL AND e.id <> ?",
            sql::marks(codes.len())
        );
        let values = || {
            let codes = codes.iter().map(|code| sql::int(*code).into());
            codes.chain([sql::id(of.uuid())]).collect::<Vec<_>>()
        };
        let text = format!("SELECT COUNT(*) FROM employer e WHERE {which}");
        let total = sql::number(&self.tx, &text, values()).await?;
        let text = format!(
            "{SELECT} WHERE {which} ORDER BY CASE WHEN r.until_on IS NULL THEN 1 ELSE 0 END, \
             r.until_on, e.name, e.id LIMIT {SHOWN}"
        );
        let rows = sql::rows(&self.tx, &text, values()).await?;
        let found: Result<_, StoreError> = rows.iter().map(relative_of).collect();
        Ok((found?, total.unsigned_abs()))
    }
}

fn relative_of(row: &QueryResult) -> Result<Relative, StoreError> {
    Ok(Relative {
        id: EmployerId::from_uuid(get(row, "id")?),
        name: get(row, "name")?,
        kelurahan: get(row, "kelurahan")?,
        verdict: get(row, "verdict")?,
        until_on: get(row, "until_on")?,
    })
}
