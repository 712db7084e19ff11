//! Days off as people keep them, and the terms that run by them.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::{
    Setting, Store, StoreError, Tx,
    sql::{self, get},
};
use crate::domain::{
    ids::{CaseId, EmployerId, OfficerId},
    ladder::Stage,
    workdays::{DayOff, DayOffKind, HolidayTable},
};

/// What a year's list rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// The decree, or whatever else it was taken from.
    pub source: String,
    /// Somebody said that the list is whole.
    pub is_complete: bool,
    /// Who changed it last: the id to write, the name once read; `None` came with the program.
    pub by: Option<(OfficerId, String)>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A term of an open case that ends on or after some day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningTerm {
    /// The case.
    pub case: CaseId,
    /// Whose.
    pub employer: EmployerId,
    /// Its step.
    pub stage: Stage,
    /// The ladder it climbs, by name and version.
    pub ladder: (String, i32),
    /// The last day of the term.
    pub due_on: NaiveDate,
    /// The day the step's notice was received, where that is proved.
    pub received_on: Option<NaiveDate>,
    /// When the step was taken.
    pub taken_at: Option<DateTime<Utc>>,
}

impl Store {
    /// The days off of a database whose schema is up to date; `None` of another one, and where
    /// none were ever kept.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn holidays_if_kept(&self) -> Result<Option<HolidayTable>, StoreError> {
        if self.has_old_schema().await? {
            return Ok(None);
        }
        let tx = self.read().await?;
        match tx.setting(Setting::CalendarVersion).await? {
            Some(_) => Ok(Some(tx.holidays().await?)),
            None => Ok(None),
        }
    }
}

impl Tx {
    /// All days off that are kept, with the years whose list is complete.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn holidays(&self) -> Result<HolidayTable, StoreError> {
        let text = "SELECT on_day, name, kind FROM day_off ORDER BY on_day";
        let days = sql::rows(&self.tx, text, vec![]).await?;
        let days = days.iter().map(|row| {
            let kind: String = get(row, "kind")?;
            Ok(DayOff {
                date: get(row, "on_day")?,
                name: get(row, "name")?,
                kind: DayOffKind::from_code(&kind).ok_or(StoreError::Corrupt {
                    table: "day_off",
                    column: "kind",
                })?,
            })
        });
        let days = days.collect::<Result<Vec<_>, StoreError>>()?;
        let years = self.calendar_years().await?;
        let complete = years.iter().filter(|year| year.is_complete);
        Ok(HolidayTable {
            known_years: complete.map(|year| year.year).collect(),
            sources: years
                .iter()
                .map(|year| (year.year.to_string(), year.source.clone()))
                .collect(),
            days,
        })
    }

    /// The years of which anything is known, in order.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn calendar_years(&self) -> Result<Vec<CalendarYear>, StoreError> {
        let text = "SELECT y.year, y.source, y.is_complete, y.changed_by, y.changed_at, o.name \
            FROM calendar_year y LEFT JOIN officer o ON o.id = y.changed_by ORDER BY y.year";
        let rows = sql::rows(&self.tx, text, vec![]).await?;
        let year = |row| {
            let by: Option<Uuid> = get(row, "changed_by")?;
            let name: Option<String> = get(row, "name")?;
            Ok(CalendarYear {
                year: get(row, "year")?,
                source: get(row, "source")?,
                is_complete: get(row, "is_complete")?,
                by: by.map(|id| (OfficerId::from_uuid(id), name.unwrap_or_default())),
                at: get(row, "changed_at")?,
            })
        };
        rows.iter().map(year).collect()
    }

    /// Keeps a day off, in place of what was kept for that day.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_day_off(&self, day: &DayOff) -> Result<(), StoreError> {
        let text = "INSERT INTO day_off (on_day, name, kind) VALUES (?, ?, ?) \
            ON CONFLICT (on_day) DO UPDATE SET name = excluded.name, kind = excluded.kind";
        let name = day.name.as_str();
        let values = vec![day.date.into(), name.into(), day.kind.code().into()];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// No longer keeps a day off.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_day_off(&self, on: NaiveDate) -> Result<(), StoreError> {
        let text = "DELETE FROM day_off WHERE on_day = ?";
        sql::run(&self.tx, text, vec![on.into()]).await?;
        Ok(())
    }

    /// Writes down what a year's list rests on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_calendar_year(&self, year: &CalendarYear) -> Result<(), StoreError> {
        let text = "INSERT INTO calendar_year (year, source, is_complete, changed_by, changed_at) \
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (year) DO UPDATE SET source = excluded.source, \
            is_complete = excluded.is_complete, changed_by = excluded.changed_by, \
            changed_at = excluded.changed_at";
        let by = year.by.as_ref().map(|(id, _)| id.uuid());
        let values = vec![
            year.year.into(),
            year.source.as_str().into(),
            year.is_complete.into(),
            Value::Uuid(by),
            year.at.into(),
        ];
        sql::run(&self.tx, text, values).await?;
        Ok(())
    }

    /// Tells every node that the days off are others now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn turn_calendar(&self) -> Result<(), StoreError> {
        self.count(Setting::CalendarVersion).await
    }

    /// The terms of open cases that end on or after a day.
    ///
    /// # Errors
    /// When the database can't be read or a row makes no sense.
    pub async fn running_terms(&self, from: NaiveDate) -> Result<Vec<RunningTerm>, StoreError> {
        let text = "SELECT c.id, c.employer_id, c.stage, c.ladder, c.ladder_version, c.due_on, \
            c.received_on, s.taken_at FROM cases c LEFT JOIN case_step s ON s.case_id = c.id \
            AND s.round = c.round AND s.step = c.stage \
            WHERE c.is_open AND c.due_on IS NOT NULL AND c.due_on >= ? ORDER BY c.due_on, c.id";
        let rows = sql::rows(&self.tx, text, vec![from.into()]).await?;
        let term = |row| {
            let stage: String = get(row, "stage")?;
            Ok(RunningTerm {
                case: CaseId::from_uuid(get(row, "id")?),
                employer: EmployerId::from_uuid(get(row, "employer_id")?),
                stage: Stage::from_code(&stage).ok_or(StoreError::Corrupt {
                    table: "cases",
                    column: "stage",
                })?,
                ladder: (get(row, "ladder")?, get(row, "ladder_version")?),
                due_on: get(row, "due_on")?,
                received_on: get(row, "received_on")?,
                taken_at: get(row, "taken_at")?,
            })
        };
        rows.iter().map(term).collect()
    }
}
