//! Firms, sectors, or the whole city, held back by an officer until a day.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::{
    StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    hold::Scope,
    ids::{EmployerId, OfficerId},
};

/// A hold to write down.
#[derive(Debug, Clone)]
pub struct NewHold<'a> {
    /// Fresh id.
    pub id: Uuid,
    /// Who is held back.
    pub scope: &'a Scope,
    /// The last day on which it holds.
    pub until_on: NaiveDate,
    /// Why.
    pub words: &'a str,
    /// Who says so.
    pub by: OfficerId,
}

/// A hold on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Which hold.
    pub id: Uuid,
    /// Who is held back.
    pub scope: Scope,
    /// The employer's name, where it is one.
    pub employer: Option<String>,
    /// The last day on which it holds.
    pub until_on: NaiveDate,
    /// Why.
    pub words: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Tx {
    /// Holds somebody back.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_hold(&self, new: &NewHold<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
        let (employer, sector) = match new.scope {
            Scope::Employer(id) => (Some(id.uuid()), None),
            Scope::Sector(digits) => (None, Some(digits.clone())),
            Scope::City => (None, None),
        };
        let text = "INSERT INTO hold (id, scope, employer_id, sector, until_on, words, made_by, \
            made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        let values = vec![
            sql::id(new.id),
            new.scope.code().into(),
            Value::Uuid(employer),
            sector.into(),
            new.until_on.into(),
            new.words.into(),
            sql::id(new.by.uuid()),
            now.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Ends a hold before its day; `false` when it ended before.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn end_hold(
        &self,
        id: Uuid,
        by: OfficerId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE hold SET ended_by = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL";
        let values = vec![sql::id(by.uuid()), now.into(), sql::id(id)];
        Ok(sql::run(&self.tx, text, values).await? == 1)
    }

    /// The last day for which the whole city is held back, where it is on `today`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn city_held_until(&self, today: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
        let text = "SELECT MAX(until_on) AS until_on FROM hold WHERE scope = 'city' \
            AND ended_at IS NULL AND until_on >= ?";
        match sql::row(&self.tx, text, vec![today.into()]).await? {
            Some(row) => Ok(get(&row, "until_on")?),
            None => Ok(None),
        }
    }

    /// The holds that stand on a day, those that end first before the others.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn holds(&self, today: NaiveDate) -> Result<Vec<Hold>, StoreError> {
        let text = "SELECT h.id, h.scope, h.employer_id, h.sector, h.until_on, h.words, \
            h.made_at, o.name AS made_name, e.name AS employer_name FROM hold h \
            JOIN officer o ON o.id = h.made_by LEFT JOIN employer e ON e.id = h.employer_id \
            WHERE h.ended_at IS NULL AND h.until_on >= ? ORDER BY h.until_on, h.id";
        let rows = sql::rows(&self.tx, text, vec![today.into()]).await?;
        rows.iter()
            .map(|row| {
                let scope: String = get(row, "scope")?;
                let employer: Option<Uuid> = get(row, "employer_id")?;
                let sector: Option<String> = get(row, "sector")?;
                let scope = match (scope.as_str(), employer, sector) {
                    ("city", ..) => Scope::City,
                    ("employer", Some(id), _) => Scope::Employer(EmployerId::from_uuid(id)),
                    ("sector", _, Some(digits)) => Scope::Sector(digits),
                    _ => {
                        return Err(StoreError::Corrupt {
                            table: "hold",
                            column: "scope",
                        });
                    }
                };
                Ok(Hold {
                    id: get(row, "id")?,
                    scope,
                    employer: get(row, "employer_name")?,
                    until_on: get(row, "until_on")?,
                    words: get(row, "words")?,
                    by: get(row, "made_name")?,
                    at: get(row, "made_at")?,
                })
            })
            .collect()
    }
}
