//! Lists of days off that somebody sends.

use std::{collections::BTreeSet, path::Path};

use super::super::{ServiceError, Services};
use crate::{
    domain::{
        almanac::{BadDayOff, day_off},
        workdays::DayOff,
    },
    intake,
};

/// What a file of days off holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaysFile {
    /// The days that can be taken, in order.
    pub days: Vec<DayOff>,
    /// The rows that can't, and why.
    pub refused: Vec<RefusedRow>,
}

/// A row that is no day off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// As people count rows, from 1.
    pub row: u32,
    /// Its cells.
    pub text: String,
    /// Why.
    pub why: BadDayOff,
}

impl Services {
    /// Reads a file of days off: CSV, a spreadsheet, or TOML as `config/holidays.toml`. Nothing
    /// is kept.
    ///
    /// # Errors
    /// When the file as a whole can't be taken.
    pub async fn read_days(&self, path: &Path) -> Result<DaysFile, ServiceError> {
        let (path, keyer) = (path.to_owned(), self.keyer.clone());
        let rows = tokio::task::spawn_blocking(move || intake::days_off(&path, &keyer));
        let rows = rows.await.expect("reading a file doesn't panic")?;
        let mut file = DaysFile::default();
        let mut dates = BTreeSet::new();
        for row in rows {
            let read = day_off(&row.date, &row.name, &row.kind).and_then(|day| {
                let is_new = dates.insert(day.date);
                is_new.then_some(day).ok_or(BadDayOff::Twice)
            });
            match read {
                Ok(day) => file.days.push(day),
                Err(why) => file.refused.push(RefusedRow {
                    row: row.row,
                    text: [row.date, row.name, row.kind].join(" · "),
                    why,
                }),
            }
        }
        file.days.sort_by_key(|day| day.date);
        Ok(file)
    }
}
