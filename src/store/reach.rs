//! Attempts to reach firms that can't be mailed, and what it takes to try.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::QueryResult;
use uuid::Uuid;

use super::{
    CaseRow, StoreError, Tx,
    remarks::{ids, marks},
    sql::{self, get},
};
use crate::domain::{
    ids::{CaseId, EmployerId, OfficerId},
    receipt::How,
};

/// An attempt that reached nobody, to write down.
#[derive(Debug, Clone)]
pub struct NewAttempt<'a> {
    /// Fresh id.
    pub id: Uuid,
    /// How it was tried.
    pub how: How,
    /// The day.
    pub tried_on: NaiveDate,
    /// Why nobody was reached.
    pub words: &'a str,
    /// The firm is not on the list before this day.
    pub again_on: NaiveDate,
    /// Who tried.
    pub by: OfficerId,
}

/// An attempt that reached nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReachAttempt {
    /// For which case.
    pub case: CaseId,
    /// In which round of it.
    pub round: i32,
    /// How it was tried.
    pub how: How,
    /// The day.
    pub tried_on: NaiveDate,
    /// Why nobody was reached.
    pub words: String,
    /// The firm is not on the list before this day.
    pub again_on: NaiveDate,
    /// Who tried.
    pub by: String,
    /// When that was written down.
    pub at: DateTime<Utc>,
}

/// Where a firm may be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReachContact {
    /// Whom to ask for.
    pub name: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Its kelurahan.
    pub kelurahan: Option<String>,
}

impl Tx {
    /// Writes an attempt down.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_attempt(
        &self,
        case: &CaseRow,
        new: &NewAttempt<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let text = "INSERT INTO reach_attempt (id, case_id, round, how, tried_on, words, again_on, \
            made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id),
            sql::id(case.id.uuid()),
            case.round.into(),
            new.how.code().into(),
            new.tried_on.into(),
            new.words.into(),
            new.again_on.into(),
            sql::id(new.by.uuid()),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// The attempts for the cases of these employers, the newest first.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn attempts_of(
        &self,
        employers: &[EmployerId],
    ) -> Result<Vec<ReachAttempt>, StoreError> {
        let mut attempts = Vec::new();
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT r.case_id, r.round, r.how, r.tried_on, r.words, r.again_on, r.made_at, \
                 o.name AS made_name FROM reach_attempt r JOIN cases c ON c.id = r.case_id \
                 JOIN officer o ON o.id = r.made_by WHERE c.employer_id IN ({}) \
                 ORDER BY r.made_at DESC, r.id",
                marks(part)
            );
            for row in sql::rows(&self.tx, &text, ids(part)).await? {
                attempts.push(attempt(&row)?);
            }
        }
        Ok(attempts)
    }

    /// Where these employers may be found.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn reach_contacts(
        &self,
        employers: &[EmployerId],
    ) -> Result<HashMap<EmployerId, ReachContact>, StoreError> {
        let mut contacts = HashMap::new();
        for part in employers.chunks(sql::PART) {
            let text = format!(
                "SELECT id, contact_name, phone, address, kelurahan FROM employer \
                 WHERE id IN ({}) ORDER BY id",
                marks(part)
            );
            for row in sql::rows(&self.tx, &text, ids(part)).await? {
                let contact = ReachContact {
                    name: get(&row, "contact_name")?,
                    phone: get(&row, "phone")?,
                    address: get(&row, "address")?,
                    kelurahan: get(&row, "kelurahan")?,
                };
                contacts.insert(EmployerId::from_uuid(get(&row, "id")?), contact);
            }
        }
        Ok(contacts)
    }
}

fn attempt(row: &QueryResult) -> Result<ReachAttempt, StoreError> {
    let how: String = get(row, "how")?;
    Ok(ReachAttempt {
        case: CaseId::from_uuid(get(row, "case_id")?),
        round: get(row, "round")?,
        how: How::from_code(&how).ok_or(StoreError::Corrupt {
            table: "reach_attempt",
            column: "how",
        })?,
        tried_on: get(row, "tried_on")?,
        words: get(row, "words")?,
        again_on: get(row, "again_on")?,
        by: get(row, "made_name")?,
        at: get(row, "made_at")?,
    })
}
