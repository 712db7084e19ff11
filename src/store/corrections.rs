//! What persons corrected, and what each import changed: the past of an employer's fields.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;

use super::{
    StoreError, Tx,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    employer::Field,
    ids::{EmployerId, OfficerId},
    past::Asked,
    verdict::Verdict,
};

/// A correction by a person, written down beside its batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCorrection {
    /// The batch that its facts carry.
    pub batch_no: i32,
    /// Whose record.
    pub employer: EmployerId,
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, if something was written.
    pub reason: Option<String>,
    /// The day that a closing or opening speaks of.
    pub on_day: Option<NaiveDate>,
}

/// An import, correction or merger that an employer's record or judgement shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// Its number.
    pub batch_no: i32,
    /// What it was: a kind of import, `correction`, `merger`, `unmerge`.
    pub kind: String,
    /// The source's code, for lists of employers.
    pub source: Option<String>,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// When it came.
    pub at: DateTime<Utc>,
    /// The name of the person who corrected.
    pub by_name: Option<String>,
    /// Why that person did.
    pub reason: Option<String>,
    /// The day that a closing or opening speaks of.
    pub on_day: Option<NaiveDate>,
    /// The files, with the number of their rows.
    pub files: Vec<(String, u64)>,
}

/// What a field said before a batch changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The batch that changed it.
    pub batch_no: i32,
    /// Which field.
    pub field: Field,
    /// What it said; `None` where it was empty.
    pub was: Option<String>,
}

impl Tx {
    /// Writes down who corrected and why.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_correction(&self, new: &NewCorrection) -> Result<(), StoreError> {
        let text = "INSERT INTO correction (batch_no, employer_id, made_by, made_at, reason, \
                    on_day) VALUES (?, ?, ?, ?, ?, ?)";
        let values = vec![
            new.batch_no.into(),
            sql::id(new.employer.uuid()),
            sql::id(new.by.uuid()),
            new.at.into(),
            Value::String(new.reason.clone()),
            Value::ChronoDate(new.on_day),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// What fields of an employer said before, the oldest change first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn field_changes(
        &self,
        employer: EmployerId,
    ) -> Result<Vec<FieldChange>, StoreError> {
        let text = "SELECT batch_no, field, was FROM employer_change WHERE employer_id = ? \
                    ORDER BY batch_no, field";
        let mut changes = Vec::new();
        for row in sql::rows(&self.tx, text, vec![sql::id(employer.uuid())]).await? {
            let code: String = get(&row, "field")?;
            changes.push(FieldChange {
                batch_no: get(&row, "batch_no")?,
                field: Field::from_code(&code).ok_or(StoreError::Corrupt {
                    table: "employer_change",
                    column: "field",
                })?,
                was: get(&row, "was")?,
            });
        }
        Ok(changes)
    }

    /// The batches that these employers' records and lists stand on now.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn batches_behind(
        &self,
        employers: &[EmployerId],
        codes: &[u32],
    ) -> Result<Vec<i32>, StoreError> {
        let of = marks(employers);
        let mut text = format!(
            "SELECT batch_no FROM roster WHERE employer_id IN ({of}) \
             UNION SELECT batch_no FROM correction WHERE employer_id IN ({of})"
        );
        let mut values = [ids(employers), ids(employers)].concat();
        for code in codes {
            text.push_str(
                " UNION SELECT batch_no FROM participation_scope WHERE code = ? AND segment = '' \
                 UNION SELECT batch_no FROM contribution_scope WHERE code = ?",
            );
            values.extend([sql::int(*code).into(), sql::int(*code).into()]);
        }
        text.push_str(" ORDER BY batch_no");
        let rows = sql::rows(&self.tx, &text, values).await?;
        rows.iter()
            .map(|row| Ok(get::<i32>(row, "batch_no")?))
            .collect()
    }

    /// These batches with their files, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn brought(&self, batches: &[i32]) -> Result<Vec<Brought>, StoreError> {
        if batches.is_empty() {
            return Ok(Vec::new());
        }
        let marks = sql::marks(batches.len());
        let text = format!(
            "SELECT b.no, b.kind, b.source, b.as_of, b.imported_at, c.reason, c.on_day, \
             o.name AS by_name FROM batch b LEFT JOIN correction c ON c.batch_no = b.no \
             LEFT JOIN officer o ON o.id = c.made_by WHERE b.no IN ({marks}) ORDER BY b.no DESC"
        );
        let values = batches.iter().map(|no| (*no).into()).collect();
        let mut brought = Vec::new();
        for row in sql::rows(&self.tx, &text, values).await? {
            let batch_no: i32 = get(&row, "no")?;
            brought.push(Brought {
                batch_no,
                kind: get(&row, "kind")?,
                source: get(&row, "source")?,
                as_of: get(&row, "as_of")?,
                at: get(&row, "imported_at")?,
                by_name: get(&row, "by_name")?,
                reason: get(&row, "reason")?,
                on_day: get(&row, "on_day")?,
                files: self.batch_files(batch_no).await?,
            });
        }
        Ok(brought)
    }

    /// The judgements of an employer: day, when it was recorded, verdict; the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn judged(
        &self,
        employer: EmployerId,
    ) -> Result<Vec<(NaiveDate, DateTime<Utc>, String)>, StoreError> {
        let text = "SELECT as_of, recorded_at, verdict FROM assessment_history \
                    WHERE employer_id = ? ORDER BY no DESC LIMIT 200";
        let rows = sql::rows(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        rows.iter()
            .map(|row| {
                Ok((
                    get(row, "as_of")?,
                    get(row, "recorded_at")?,
                    get(row, "verdict")?,
                ))
            })
            .collect()
    }

    /// When an employer came into the registry.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn known_since(&self, employer: EmployerId) -> Result<DateTime<Utc>, StoreError> {
        let text = "SELECT created_at FROM employer WHERE id = ?";
        let row = sql::row(&self.tx, text, vec![sql::id(employer.uuid())]).await?;
        let row = row.ok_or(StoreError::Corrupt {
            table: "employer",
            column: "id",
        })?;
        Ok(get(&row, "created_at")?)
    }

    /// The verdict that held on a day, as it had been given by an instant, with the day since
    /// which it did.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn verdict_then(
        &self,
        employer: EmployerId,
        asked: Asked,
    ) -> Result<Option<(NaiveDate, Verdict)>, StoreError> {
        let text = "SELECT as_of, verdict FROM assessment_history WHERE employer_id = ? \
                    AND as_of <= ? AND recorded_at <= ? ORDER BY no DESC LIMIT 1";
        let values = vec![
            sql::id(employer.uuid()),
            asked.on.into(),
            asked.known_at.into(),
        ];
        let Some(row) = sql::row(&self.tx, text, values).await? else {
            return Ok(None);
        };
        let code: String = get(&row, "verdict")?;
        let verdict = Verdict::from_code(&code).ok_or(StoreError::Corrupt {
            table: "assessment_history",
            column: "verdict",
        })?;
        Ok(Some((get(&row, "as_of")?, verdict)))
    }
}
