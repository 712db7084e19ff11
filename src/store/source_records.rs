//! What each row of a list of employers said, and which employer it joined.
//!
//! A record stays as it came in: an employer is what the city believes, a record is why. A row
//! that a later import brings again makes no second record, but a sighting of the first.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    Source, StoreError, Tx,
    bulk::Inserter,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    employer::{Field, Record},
    ids::{EmployerId, SourceRecordId},
    joined::Joined,
};

/// What a row said, as it is kept: JSON of the fields that it gave, always in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said(String);

impl Said {
    /// What these fields say.
    ///
    /// # Panics
    /// Never: a value is plain text.
    #[must_use]
    pub fn of(fields: &Record) -> Self {
        let mut text = String::with_capacity(256);
        for field in Field::ALL {
            if let Some(value) = fields.get(field) {
                text.push(if text.is_empty() { '{' } else { ',' });
                let value = serde_json::to_string(value).expect("text is plain data");
                text.extend(["\"", field.code(), "\":", &value]);
            }
        }
        text.push_str(if text.is_empty() { "{}" } else { "}" });
        Self(text)
    }

    /// As it is kept.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What two rows that say the same have in common.
    ///
    /// # Panics
    /// Never: a hash is long enough.
    #[must_use]
    pub fn print(&self) -> i64 {
        let hash = Sha256::digest(&self.0);
        let begin = hash.first_chunk().expect("a hash has 32 bytes");
        i64::from_be_bytes(*begin)
    }
}

/// A record that is to be kept.
#[derive(Debug, Clone)]
pub struct NewSourceRecord {
    /// Which.
    pub id: SourceRecordId,
    /// The employer that it joins.
    pub employer: EmployerId,
    /// By what.
    pub joined: Joined,
    /// File, counted from 0 within the import, and row.
    pub place: (u32, u32),
    /// See [`Said::print`]; of equal rows each has another.
    pub print: i64,
    /// See [`Said::text`].
    pub said: String,
}

/// An import that brought a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// Number of the import.
    pub batch: i32,
    /// The day it speaks of.
    pub as_of: NaiveDate,
    /// When it was imported.
    pub at: DateTime<Utc>,
    /// The file's name.
    pub file: String,
    /// The row, as an officer counts it.
    pub row: u32,
}

/// What one row of a list of employers said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRecord {
    /// Which.
    pub id: SourceRecordId,
    /// The employer that it joined, which may have been merged into another one since.
    pub employer: EmployerId,
    /// Where the list comes from.
    pub source: Source,
    /// By what it joined.
    pub joined: Joined,
    /// The fields that it gave; of a record that was made up again, those that still counted.
    pub said: Record,
    /// The imports that brought it, the first one first; never empty.
    pub seen: Vec<Sighting>,
}

impl SourceRecord {
    /// The last import that brought it.
    ///
    /// # Panics
    /// Never: a record was brought by an import.
    #[must_use]
    pub fn last(&self) -> &Sighting {
        self.seen.last().expect("a record was brought by an import")
    }
}

const SELECT: &str = "SELECT r.id, r.employer_id, r.source, r.joined, r.said, s.batch_no, \
    s.row_no, b.as_of, b.imported_at, f.name AS file FROM source_record r \
    JOIN (SELECT id AS record_id, batch_no, file_no, row_no FROM source_record \
    WHERE employer_id IN ({marks}) UNION ALL \
    SELECT g.record_id, g.batch_no, g.file_no, g.row_no FROM source_sighting g \
    JOIN source_record o ON o.id = g.record_id WHERE o.employer_id IN ({marks})) s \
    ON s.record_id = r.id JOIN batch b ON b.no = s.batch_no \
    LEFT JOIN batch_file f ON f.batch_no = s.batch_no AND f.file_no = s.file_no \
    WHERE r.employer_id IN ({marks}) ORDER BY r.batch_no, r.id, s.batch_no";

impl Tx {
    /// Every source record that speaks of an employer, those of employers merged into it too, in
    /// the order in which they first came.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn source_records_of(
        &self,
        employer: EmployerId,
    ) -> Result<Vec<SourceRecord>, StoreError> {
        let family = self.family(employer).await?;
        let text = SELECT.replace("{marks}", &marks(&family));
        let values = [ids(&family), ids(&family), ids(&family)].concat();
        let mut records: Vec<SourceRecord> = Vec::new();
        for row in sql::rows(&self.tx, &text, values).await? {
            let id = SourceRecordId::from_uuid(get(&row, "id")?);
            match records.last_mut().filter(|last| last.id == id) {
                Some(record) => record.seen.push(sighting_of(&row)?),
                None => records.push(record_of(id, &row)?),
            }
        }
        Ok(records)
    }

    /// What is known already of these employers and those merged into them, by the source and the
    /// print of what it said.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn source_prints(
        &self,
        employers: &[EmployerId],
        source: Source,
    ) -> Result<HashMap<(EmployerId, i64), SourceRecordId>, StoreError> {
        let mut known = HashMap::new();
        for part in employers.chunks(sql::PART) {
            let (marks, ids) = (marks(part), ids(part));
            let text = format!(
                "SELECT employer_id, print, id FROM source_record \
                 WHERE source = ? AND employer_id IN ({marks}) UNION ALL \
                 SELECT e.merged_into, r.print, r.id FROM employer e \
                 JOIN source_record r ON r.employer_id = e.id \
                 WHERE r.source = ? AND e.merged_into IN ({marks}) ORDER BY 3"
            );
            let code = || vec![source.code().into()];
            let values = [code(), ids.clone(), code(), ids].concat();
            for row in sql::rows(&self.tx, &text, values).await? {
                let employer = EmployerId::from_uuid(get(&row, "employer_id")?);
                let id = SourceRecordId::from_uuid(get(&row, "id")?);
                known.entry((employer, get(&row, "print")?)).or_insert(id);
            }
        }
        Ok(known)
    }

    /// Keeps new records of a batch.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn add_source_records(
        &self,
        (batch_no, source): (i32, Source),
        records: &[NewSourceRecord],
    ) -> Result<(), StoreError> {
        let columns = [
            "id",
            "employer_id",
            "source",
            "batch_no",
            "file_no",
            "row_no",
            "joined",
            "print",
            "said",
        ];
        let mut inserter = Inserter::new(&self.tx, "source_record", &columns, "");
        for record in records {
            inserter
                .push([
                    record.id.uuid().into(),
                    record.employer.uuid().into(),
                    source.code().into(),
                    batch_no.into(),
                    sql::int(record.place.0).into(),
                    sql::int(record.place.1).into(),
                    record.joined.code().into(),
                    record.print.into(),
                    record.said.as_str().into(),
                ])
                .await?;
        }
        inserter.finish().await
    }

    /// Notes that a batch brought known records again, each at a file and a row.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sight_source_records(
        &self,
        batch_no: i32,
        again: &[(SourceRecordId, (u32, u32))],
    ) -> Result<(), StoreError> {
        let columns = ["record_id", "batch_no", "file_no", "row_no"];
        let tail = "ON CONFLICT DO NOTHING";
        let mut inserter = Inserter::new(&self.tx, "source_sighting", &columns, tail);
        for (id, (file, row)) in again {
            inserter
                .push([
                    id.uuid().into(),
                    batch_no.into(),
                    sql::int(*file).into(),
                    sql::int(*row).into(),
                ])
                .await?;
        }
        inserter.finish().await
    }

    /// Lets records speak of another employer than the one that they joined.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn give_source_records(
        &self,
        records: &[SourceRecordId],
        to: EmployerId,
    ) -> Result<(), StoreError> {
        for part in records.chunks(sql::PART) {
            let text = format!(
                "UPDATE source_record SET employer_id = ? WHERE id IN ({})",
                sql::marks(part.len())
            );
            let which = part.iter().map(|id| sql::id(id.uuid()));
            let values = std::iter::once(sql::id(to.uuid())).chain(which).collect();
            sql::run(&self.tx, &text, values).await?;
        }
        Ok(())
    }

    /// Lets go of what a batch brought, which is taken back.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn forget_source_records(&self, batch_no: i32) -> Result<(), StoreError> {
        for table in ["source_sighting", "source_record"] {
            let text = format!("DELETE FROM {table} WHERE batch_no = ?");
            sql::run(&self.tx, &text, vec![batch_no.into()]).await?;
        }
        Ok(())
    }
}

fn sighting_of(row: &QueryResult) -> Result<Sighting, StoreError> {
    Ok(Sighting {
        batch: get(row, "batch_no")?,
        as_of: get(row, "as_of")?,
        at: get(row, "imported_at")?,
        file: get::<Option<String>>(row, "file")?.unwrap_or_default(),
        row: sql::count(row, "row_no")?,
    })
}

fn record_of(id: SourceRecordId, row: &QueryResult) -> Result<SourceRecord, StoreError> {
    let corrupt = |column| StoreError::Corrupt {
        table: "source_record",
        column,
    };
    let source: String = get(row, "source")?;
    let joined: String = get(row, "joined")?;
    let text: String = get(row, "said")?;
    let values: HashMap<String, String> =
        serde_json::from_str(&text).map_err(|_| corrupt("said"))?;
    let mut said = Record::default();
    for (code, value) in values {
        let field = Field::from_code(&code).ok_or_else(|| corrupt("said"))?;
        said.set(field, Some(value));
    }
    Ok(SourceRecord {
        id,
        employer: EmployerId::from_uuid(get::<Uuid>(row, "employer_id")?),
        source: Source::from_code(&source).ok_or_else(|| corrupt("source"))?,
        joined: Joined::from_code(&joined).ok_or_else(|| corrupt("joined"))?,
        said,
        seen: vec![sighting_of(row)?],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_said_is_written_in_one_order_and_known_by_its_print() {
        let mut fields = Record::default();
        fields.set(Field::Name, Some("CV \"Contoh\""));
        fields.set(Field::Nib, Some("9120000000001"));
        let said = Said::of(&fields);
        assert_eq!(
            said.text(),
            r#"{"nib":"9120000000001","name":"CV \"Contoh\""}"#
        );
        assert_eq!(said.print(), Said::of(&fields.clone()).print());
        fields.set(Field::Phone, Some("0548"));
        assert_ne!(said.print(), Said::of(&fields).print());
        assert_eq!(Said::of(&Record::default()).text(), "{}");
    }
}
